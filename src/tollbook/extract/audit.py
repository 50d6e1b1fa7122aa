"""Takes the numbers of a report and its claims; gives one outcome for every number: a claim, ignored for a named reason, or left over and shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from tollbook.extract.audit_reasons import reason_of
from tollbook.extract.counted import years_old
from tollbook.extract.numbers import Number
from tollbook.extract.phrases import is_adjacent
from tollbook.model.claim import Claim, NumberOutcome
from tollbook.model.text import Span
from tollbook.text.document import Document, Sentence

V = TypeVar("V")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ORDINALS = frozenset("st nd rd th".split())
_JOINTS = frozenset("and or to but not , - – — & ( ) then from".split())
_MONEY = "$£€¥₹₦₽₴₪"


class _Cover(Generic[V]):
    """Spans with a value each, asked for the first that overlaps another span; the spans may overlap each other."""

    def __init__(self, entries: Iterable[tuple[Span, V]]) -> None:
        self._entries = sorted(entries, key=lambda entry: (entry[0].start, entry[0].end))
        self._starts = [span.start for span, _ in self._entries]
        self._reach: list[int] = []
        for span, _ in self._entries:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def first(self, span: Span) -> V | None:
        """The value of the first entry that shares a character with the span."""
        found: V | None = None
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            other, value = self._entries[at]
            if other.overlaps(span):
                found = value
            at -= 1
        return found


def account(
    document: Document, numbers: dict[int, tuple[Number, ...]], claims: tuple[Claim, ...], taken: tuple[tuple[Span, str], ...]
) -> tuple[NumberOutcome, ...]:
    """The outcome of every number of the stored text, in text order. `taken` are spans of dates, times, ages and durations with their reason."""
    claimed = _Cover((claim.span, claim.id) for claim in claims)
    named = _Cover(taken)
    outcomes: list[NumberOutcome] = []
    for sentence in document.sentences:
        of_sentence = numbers.get(sentence.index, ())
        found = [_outcome(document, sentence, number, claimed, named) for number in of_sentence]
        outcomes.extend(_with_neighbours(sentence, of_sentence, found))
    covered = _Cover((outcome.span, True) for outcome in outcomes)
    for match in _DIGITS.finditer(document.text):
        span = document.span(match.start(), match.end())
        if covered.first(span) is None:
            outcomes.append(_loose(document, span, claimed, named))
    return tuple(sorted(outcomes, key=lambda outcome: outcome.span.start))


def _outcome(document: Document, sentence: Sentence, number: Number, claimed: _Cover[str], named: _Cover[str]) -> NumberOutcome:
    span = document.span(sentence.tokens[number.core].start, sentence.tokens[number.last - 1].end)
    claim = claimed.first(span)
    if claim is not None and not _describes(sentence, number):
        return NumberOutcome(span, "claim", claim)
    reason = named.first(span) or reason_of(sentence, number)
    return NumberOutcome(span, "ignored", reason) if reason else _left_over(span)


def _describes(sentence: Sentence, number: Number) -> bool:
    """'a 12-year-old boy', 'a 26 year old man': an age, or a number that a hyphen ties to a word, is never the figure of the claim around it."""
    if years_old(sentence, number.last):
        return True
    ahead = sentence.tokens[number.last - 1 : number.last + 2]
    return (
        len(ahead) == 3
        and ahead[1].text in "-‑"
        and is_adjacent(ahead[0], ahead[1])
        and is_adjacent(ahead[1], ahead[2])
        and ahead[2].is_word
    )


def _left_over(span: Span) -> NumberOutcome:
    return NumberOutcome(span, "left_over", "no rule accounts for it")


def _with_neighbours(sentence: Sentence, numbers: tuple[Number, ...], found: list[NumberOutcome]) -> list[NumberOutcome]:
    """A bare number in a list or a pair has the reason of the number that it stands beside: "aged nine, ten and 12", "$300 to 400 billion"."""
    lowers = sentence.lowers()
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for at in order:
            other = at - 1 if order.step > 0 else at + 1
            left, right = (other, at) if other < at else (at, other)
            gap = lowers[numbers[left].last : numbers[right].first]
            if found[at].outcome == "left_over" and found[other].outcome == "ignored" and 0 < len(gap) <= 3 and _JOINTS.issuperset(gap):
                found[at] = NumberOutcome(found[at].span, "ignored", found[other].reason)
    return found


def _loose(document: Document, span: Span, claimed: _Cover[str], named: _Cover[str]) -> NumberOutcome:
    """Digits that are no number phrase: codes, ordinals, decimals, and everything in blocks that are no part of the article."""
    claim = claimed.first(span)
    if claim is not None:
        return NumberOutcome(span, "claim", claim)
    sentence = document.sentence_at(span.start)
    if sentence is None:
        return NumberOutcome(span, "ignored", "not part of the article")
    reason = named.first(span) or _loose_reason(document.text, sentence, span)
    return NumberOutcome(span, "ignored", reason) if reason else _left_over(span)


def _loose_reason(text: str, sentence: Sentence, span: Span) -> str | None:
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2].lower()
    if after in _ORDINALS:
        return "rank"
    if before and before in _MONEY:
        return "money"
    if before.isalpha() or (before and before in "-_#/") or after[:1].isalpha():
        return "part of a name"
    at = next((token.index for token in sentence.tokens if token.start == span.start), None)
    if at is not None:
        reason = reason_of(sentence, Number(at, at, at + 1, None, None, "exact", "decimal", None))
        if reason:
            return reason
    return "other count" if "." in span.quote else None
