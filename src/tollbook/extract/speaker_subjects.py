"""Takes a sentence's tokens and a speech verb; gives the noun phrase that is its subject, before it, behind it, or carried on from earlier."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.speaker_adjuncts import skip_adjuncts, strip_adjuncts
from tollbook.extract.speaker_phrases import can_speak, is_gerund, phrase_after, phrase_before
from tollbook.extract.speaker_tokens import Range, is_adverb, is_determiner
from tollbook.extract.speaker_words import SpeechWords
from tollbook.text.document import Token

_CLOSE = frozenset("”\"’'»")
_OPEN = frozenset("“\"‘'`«")
_STOPS = frozenset(".;!?")
_DASHES = frozenset("–—")
_CLAUSE_OPENERS = frozenset({"while", "but", "and", "that", "after", "as", "when", "because"})
_LEADS = frozenset({"but", "and", "meanwhile", "however", "separately", "also", "earlier", "later", "yet", "then"})


def subject_before(tokens: Sequence[Token], verb: int, words: SpeechWords) -> Range | None:
    """The subject that stands before the verb, over adverbs, parentheses, appositions and relative clauses."""
    if verb > 3 and [token.lower for token in tokens[verb - 3 : verb]] in (["went", "on", "to"], ["goes", "on", "to"]):
        verb -= 3
    end = strip_adjuncts(tokens, verb, words)
    if end == 0:
        return None
    last = tokens[end - 1]
    if last.lower in words.lists["relatives"]:
        return _antecedent(tokens, end - 1, words)
    if last.text == ",":
        return _over_commas(tokens, end - 1, words)
    if last.text in _DASHES:
        dash = next((at for at in range(end - 2, 0, -1) if tokens[at].text in _DASHES), None)
        return _phrase(tokens, dash, words) if dash is not None else None
    return _phrase(tokens, end, words)


def _phrase(tokens: Sequence[Token], end: int, words: SpeechWords) -> Range | None:
    """phrase_before, over a parenthesis that stands behind the phrase: "the Observatory (SOHR)"."""
    if end > 2 and tokens[end - 1].text == ")":
        for at in range(end - 2, max(-1, end - 14), -1):
            if tokens[at].text == "(":
                end = at
                break
    found = phrase_before(tokens, end, words)
    if found is None or not can_speak(tokens, found[0], found[1], words, strict=False):
        return None
    return found


def _antecedent(tokens: Sequence[Token], relative: int, words: SpeechWords) -> Range | None:
    end = relative - 1 if relative and tokens[relative - 1].text == "," else relative
    found = _phrase(tokens, end, words)
    return found if found is not None and can_speak(tokens, found[0], found[1], words, strict=True) else None


def _over_commas(tokens: Sequence[Token], comma: int, words: SpeechWords) -> Range | None:
    """The phrase before an apposition or relative clause that ends at `comma`: "X, which monitors the war, said"."""
    tried = 0
    for at in range(comma - 1, 0, -1):
        if tokens[at].text != ",":
            continue
        tried += 1
        found = _phrase(tokens, at, words)
        if (
            found is not None
            and can_speak(tokens, found[0], found[1], words, strict=True)
            and _apposes(tokens, at + 1, comma, found, words)
        ):
            outer = found[0] - 1
            bare_title = tokens[found[0]].lower in words.lists["titles"] or tokens[found[0]].lower in ("a", "an", "the")
            if bare_title and outer > 0 and tokens[outer].text == ",":
                further = _phrase(tokens, outer, words)
                clean = further is not None and (further[0] == 0 or not tokens[further[0] - 1].is_word)
                if further is not None and clean and all(t.text[0].isupper() or not t.is_word for t in tokens[further[0] : further[1]]):
                    return further
            return found
        if tried == 4:
            break
    found = _phrase(tokens, comma, words)
    return found if found is not None and found[0] == 0 and can_speak(tokens, found[0], found[1], words, strict=True) else None


def _apposes(tokens: Sequence[Token], start: int, end: int, before: Range, words: SpeechWords) -> bool:
    """Whether start:end is an apposition, a relative clause, an age or an inserted adverb behind the phrase `before`."""
    first = tokens[start]
    if first.lower in words.lists["titles"] or (end - start == 1 and first.is_number):
        return True
    if is_determiner(first, words) or first.lower.endswith("ing"):
        return True
    named = tokens[before[1] - 1].text[0].isupper()
    if first.text[0].islower():
        return named and first.lower not in words.lists["joins"] and first.lower not in words.lists["pronouns"]
    clean = (
        before[0] == 0
        or not (tokens[before[0] - 1].is_word or tokens[before[0] - 1].is_number)
        or tokens[before[0] - 1].lower in ("but", "and", "that")
    )
    all_names = all(
        token.text[0].isupper() or not token.is_word or token.lower in ("al", "bin", "de", "van", "of", "the", "for", "in", "and")
        for token in tokens[start:end]
    )
    return all_names and clean


def subject_behind(tokens: Sequence[Token], verb: int, words: SpeechWords) -> Range | None:
    """The subject of an inverted verb: "..., said X" or "“...” said X"."""
    if verb == 0 or verb + 1 >= len(tokens):
        return None
    quoted = tokens[verb - 1].text in _CLOSE
    if not quoted and tokens[verb - 1].text not in (",", "–", "—", "-"):
        return None
    found = phrase_after(tokens, verb + 1, words)
    if found is None or found[0] > verb + 2 or not can_speak(tokens, found[0], found[1], words, strict=True):
        return None
    if quoted:
        return found
    at = skip_adjuncts(tokens, found[1], words)
    if at >= len(tokens) or tokens[at].text in ",.;:–—-?!)" or tokens[at].text in _CLOSE or tokens[at].text in _OPEN:
        return found
    return (
        found
        if tokens[at].lower in ("who", "which", "of", "after", "in", "at", "as", "whose", "from", "(", "and", "during", "when")
        else None
    )


def clause_subject(tokens: Sequence[Token], before: int, words: SpeechWords) -> Range | None:
    """The subject of the sentence that runs up to `before`, when it can speak: who says it in "..., saying that"."""
    first = behind_dateline(tokens)
    openers = (at + 1 for at in range(first, before - 1) if tokens[at].text in ",—–" or tokens[at].lower in _CLAUSE_OPENERS)
    for start in [first, *openers]:
        at = start
        while at < before and (tokens[at].text in _OPEN or tokens[at].lower in _LEADS or tokens[at].text == ","):
            at += 1
        found = phrase_after(tokens, at, words) if at < before and not is_gerund(tokens, at, words) else None
        if found is None or found[1] >= before or not can_speak(tokens, found[0], found[1], words, strict=True):
            continue
        verb = skip_adjuncts(tokens, found[1], words)
        while verb < before and (tokens[verb].lower in words.lists["auxiliaries"] or is_adverb(tokens[verb], words)):
            verb += 1
        inserted = tokens[found[1]].text in ",(" and start == first
        first_verb = (
            start == first and tokens[verb].is_word and tokens[verb].text[0].islower() and tokens[verb].lower not in words.lists["inside"]
        )
        if inserted or first_verb or tokens[found[1]].lower in words.lists["auxiliaries"] or _is_verb(tokens[verb], words):
            return found
    return None


def behind_dateline(tokens: Sequence[Token]) -> int:
    """The first token behind "CITY, Month 3 (Agency) -"; 0 when the sentence has no dateline."""
    for at in range(1, min(14, len(tokens) - 1)):
        if tokens[at].text in _DASHES or (tokens[at].text == "-" and tokens[at].start > tokens[at - 1].end):
            return at + 1 if tokens[0].text.isupper() or any(t.text == "(" for t in tokens[:at]) else 0
    return 0


def _is_verb(token: Token, words: SpeechWords) -> bool:
    lower = token.lower
    if lower in words.verbs or lower in words.lists["finite"] or lower in words.lists["acts"]:
        return True
    return token.text[0].islower() and len(lower) > 4 and (lower.endswith("ed") or (lower.endswith("s") and not lower.endswith("ss")))


def side_of(tokens: Sequence[Token], subject: Range, begin: int, words: SpeechWords) -> tuple[str, int]:
    """On which side of "X said" the credited words stand, and where those on the right begin."""
    after = skip_adjuncts(tokens, begin, words)
    before = tokens[subject[0] - 1] if subject[0] else None
    has_left = any(t.is_word or t.is_number for t in tokens[: max(0, subject[0] - 1)])
    quoted = before is not None and before.text in _CLOSE and has_left
    if after >= len(tokens) or tokens[after].text in _STOPS or (tokens[after].text in _CLOSE and after == len(tokens) - 1):
        return ("left", after) if has_left else ("none", after)
    if quoted and tokens[after].text != ":" and tokens[after].lower != "that":
        return "left", after
    if tokens[after].text not in ",–—":
        return "right", after if tokens[after].lower == "that" or tokens[after].text in _OPEN or tokens[after].text == ":" else begin
    opened = after + 1 < len(tokens) and (tokens[after + 1].text in _OPEN or tokens[after + 1].lower == "that")
    parted = before is not None and (before.text in ",–—-?!;" or before.lower == "as")
    return ("left" if parted and has_left and not opened else "right"), after + 1
