"""Takes a report; gives its article as sentences of tokens with code point offsets. Never looks at blocks marked not_article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tollbook.model.text import Block, Report, Span
from tollbook.text.truecase import truecase

# A number keeps its separators ("1,500", "3.5"), a word its inner apostrophe, full stop (U.S.) and no hyphen: "four-year-old" is five tokens.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*(?=\d|\b|_)"
    r"|\S",
    re.UNICODE,
)
# Titles never end a sentence; other short forms end one only before a clear opener ("on Main St. The fire"). _LOWER are short forms with no capital.
_TITLES = frozenset(
    "mr mrs ms mx dr gen lt col sgt capt maj cpl brig adm gov sen rep rev prof msgr spc pfc pvt pte cmdr cdr cpt ltc ssgt tsgt msgt cwo det insp "
    "supt amb atty pres hon rt fr vs messrs mme mlle".split()
)
_SHORT = frozenset(
    "jr sr st mt ft inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun al ave bros".split()
)
_LOWER = frozenset("approx vs ca cf viz incl".split())
_LONGEST = 600  # tokens; a longer stretch without a full stop is a list or a table and is cut
_FULL_NAME = re.compile(r"(?=([A-Z][a-z]+) (?:[A-Z]\. )?([^\W\d_a-z][^\W\d_]*(?:['’ʼ‘`][^\W\d_]+)*)\b(?! [A-Z]))")
_CLOSERS = "\"'”’)]»"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign. `lower` is its lower-case form with straight apostrophes; `index` counts within the sentence."""

    start: int
    end: int
    text: str
    lower: str
    index: int

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article: tokens in order, its block's index in the report and its own index in the document."""

    index: int
    block: int
    start: int
    end: int
    tokens: tuple[Token, ...]

    def lowers(self) -> tuple[str, ...]:
        return tuple(token.lower for token in self.tokens)


@dataclass(frozen=True)
class Document:
    """The article of one report, cut into sentences."""

    report: Report
    sentences: tuple[Sentence, ...]
    text: str
    """The stored text as it is read: the same length, with stretches in capitals only written as newspapers write. Spans quote the stored text."""

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.report.text, start, end)

    def block(self, sentence: Sentence) -> Block:
        return self.report.blocks[sentence.block]

    @cached_property
    def full_names(self) -> dict[str, str]:
        """Every capitalised word that closes a name of two words ("Anna Rossi"), with the word before it where the text first has it."""
        found: dict[str, str] = {}
        for match in _FULL_NAME.finditer(self.text):
            found.setdefault(match.group(2), match.group(1))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds this offset, None between sentences and in blocks that are no part of the article."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self.sentences[at].end <= offset:
            return None
        return self.sentences[at]


def tokenize(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of text[start:end], indexed from 0."""
    found = []
    for index, match in enumerate(_TOKEN.finditer(text, start, end)):
        word = match.group()
        found.append(Token(match.start(), match.end(), word, word.lower().replace("’", "'").replace("‘", "'").replace("ʼ", "'"), index))
    return tuple(found)


def analyse(report: Report) -> Document:
    """Cut a report's article blocks into sentences and tokens, in text order."""
    sentences: list[Sentence] = []
    text = truecase(report.text)
    for number, block in enumerate(report.blocks):
        if block.kind == "not_article":
            continue
        for tokens in _sentences(tokenize(text, block.start, block.end), text):
            renumbered = tuple(Token(t.start, t.end, t.text, t.lower, i) for i, t in enumerate(tokens))
            sentences.append(Sentence(len(sentences), number, tokens[0].start, tokens[-1].end, renumbered))
    return Document(report, tuple(sentences), text)


def _sentences(tokens: tuple[Token, ...], text: str) -> list[tuple[Token, ...]]:
    out: list[tuple[Token, ...]] = []
    begin = 0
    at = 0
    while at < len(tokens):
        if _ends_sentence(tokens, at):
            at += 1
            while at < len(tokens) and tokens[at].text in _CLOSERS and tokens[at].start == tokens[at - 1].end:
                at += 1
            out.append(tokens[begin:at])
            begin = at
            continue
        at += 1
        if at - begin >= _LONGEST:
            cut = _cut(tokens, begin, at, text)
            out.append(tokens[begin:cut])
            begin = cut
    if begin < len(tokens):
        out.append(tokens[begin:])
    return out


def _cut(tokens: tuple[Token, ...], begin: int, end: int, text: str) -> int:
    """Where to cut an endless stretch: at its last line break, else behind its last semicolon or comma, else at its end."""
    for at in range(end - 1, begin + _LONGEST // 2, -1):
        if "\n" in text[tokens[at - 1].end : tokens[at].start]:
            return at
    for at in range(end - 1, begin + _LONGEST // 2, -1):
        if tokens[at - 1].text in ";,":
            return at
    return end


def _ends_sentence(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.text in "?!" or token.text == "…":
        return _next_opens(tokens, at)
    if token.text[-1] != ".":
        return False
    if len(token.text) > 1 and not token.text[0].isdigit():
        return _ends_after_initials(tokens, at)
    before = tokens[at - 1] if at else None
    if before is not None and before.end == token.start:
        if before.text[0].isupper() and (before.lower in _TITLES or (before.lower in _SHORT and not _clear_opener(tokens, at))):
            return False
        if before.lower in _LOWER or (before.lower == "no" and _number_follows(tokens, at)):
            return False
        if len(before.text) == 1 and before.text.isupper() and before.text != "I" and not _clear_opener(tokens, at):
            return False
    return _next_opens(tokens, at) or _runs_on(tokens, at)


def _ends_after_initials(tokens: tuple[Token, ...], at: int) -> bool:
    """'U.S.' ends a sentence only before a clear opener; 'a.m.' before any capital but a day, a month or a time zone."""
    following = _following(tokens, at)
    if following is None or not following.text[0].isupper():
        return False
    if tokens[at].lower in ("a.m.", "p.m."):
        return following.lower not in _AFTER_TIME and not (following.text.isupper() and len(following.text) in (2, 3, 4))
    return _clear_opener(tokens, at)


_OPENERS = frozenset(
    "the a an in on at it he she they we you this that these those but and or if as meanwhile after according however his her its their our there here "
    "when while since for from with to by before during despite although though because both some many most several all no none not one two three four "
    "five six seven eight nine ten dozens hundreds thousands police officials authorities witnesses residents earlier later last another other".split()
)
_AFTER_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "eastern pacific central mountain greenwich".split()
)


def _clear_opener(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a capitalised word that opens sentences and names nobody follows ("The", "In"); a lone letter is an initial."""
    following = _following(tokens, at)
    if following is None or following.start == tokens[at].end or not following.text[0].isupper() or following.lower not in _OPENERS:
        return False
    after = tokens[following.index + 1 : following.index + 2]
    return not (len(following.text) == 1 and after and after[0].text == ".")


def _number_follows(tokens: tuple[Token, ...], at: int) -> bool:
    following = _following(tokens, at)
    return following is not None and following.is_number


def _runs_on(tokens: tuple[Token, ...], at: int) -> bool:
    """'were injured.The police': the space is missing."""
    if at == 0 or at + 1 >= len(tokens) or tokens[at + 1].start != tokens[at].end or tokens[at - 1].end != tokens[at].start:
        return False
    before, following = tokens[at - 1].text, tokens[at + 1].text
    return (
        len(before) > 2
        and before.islower()
        and before.isalpha()
        and len(following) > 1
        and following[0].isupper()
        and following[1].islower()
    )


def _following(tokens: tuple[Token, ...], at: int) -> Token | None:
    at += 1
    while at < len(tokens) and (tokens[at].text in _CLOSERS or tokens[at].text in "“\"‘'(["):
        at += 1
    return tokens[at] if at < len(tokens) else None


def _next_opens(tokens: tuple[Token, ...], at: int) -> bool:
    following = _following(tokens, at)
    if following is None:
        return True
    gap = following.start > tokens[at].end
    return gap and (not following.text[0].isalpha() or not following.text[0].islower())
