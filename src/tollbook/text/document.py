"""Takes a report; gives its article as sentences of tokens with code point offsets. Never looks at blocks marked not_article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tollbook.model.text import Block, Report, Span

# A number keeps its separators ("1,500", "3.5"), a word its inner apostrophe, full stop (U.S.) and no hyphen: "four-year-old" is five tokens.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*(?=\d|\b|_)"
    r"|\S",
    re.UNICODE,
)
_ABBREVIATION = frozenset(
    "mr mrs ms dr gen lt col sgt capt maj cpl brig adm gov sen rep rev prof st jr sr no vs etc inc ltd co corp dept est approx jan feb mar apr jun "
    "jul aug sep sept oct nov dec mon tue wed thu fri sat sun km ft mt hon pres al".split()
)
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
        return self.text[0].isdigit()

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

    @property
    def text(self) -> str:
        return self.report.text

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.report.text, start, end)

    def block(self, sentence: Sentence) -> Block:
        return self.report.blocks[sentence.block]

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
    for number, block in enumerate(report.blocks):
        if block.kind == "not_article":
            continue
        for tokens in _sentences(tokenize(report.text, block.start, block.end), report.text):
            renumbered = tuple(Token(t.start, t.end, t.text, t.lower, i) for i, t in enumerate(tokens))
            sentences.append(Sentence(len(sentences), number, tokens[0].start, tokens[-1].end, renumbered))
    return Document(report, tuple(sentences))


def _sentences(tokens: tuple[Token, ...], text: str) -> list[tuple[Token, ...]]:
    out: list[tuple[Token, ...]] = []
    begin = 0
    at = 0
    while at < len(tokens):
        if _ends_sentence(tokens, at, text):
            at += 1
            while at < len(tokens) and tokens[at].text in _CLOSERS and tokens[at].start == tokens[at - 1].end:
                at += 1
            out.append(tokens[begin:at])
            begin = at
            continue
        at += 1
    if begin < len(tokens):
        out.append(tokens[begin:])
    return out


def _ends_sentence(tokens: tuple[Token, ...], at: int, text: str) -> bool:
    token = tokens[at]
    if token.text in "?!" or token.text == "…":
        return _next_opens(tokens, at)
    if token.text[-1] != ".":
        return False
    if len(token.text) > 1 and not token.text[0].isdigit():  # U.S. ends a sentence only before a clear opener
        following = _following(tokens, at)
        return following is not None and following.lower in _OPENERS
    before = tokens[at - 1] if at else None
    if before is not None and before.end == token.start:
        if before.lower in _ABBREVIATION and before.text[0].isupper():
            return False
        if len(before.text) == 1 and before.text.isupper() and before.text != "I":
            return False
    return _next_opens(tokens, at)


_OPENERS = frozenset("the a an in on at it he she they this that these those but and meanwhile after according however".split())


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
