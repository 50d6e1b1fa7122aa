"""Takes the numbers of a report and its claims; gives one outcome for every number: a claim, ignored for a named reason, or left over and shown."""

from __future__ import annotations

import re
from functools import cache

from tollbook.extract.nouns import person_nouns, word_class
from tollbook.extract.numbers import Number
from tollbook.extract.phrases import PhraseTable
from tollbook.lexicon.load import table
from tollbook.model.claim import Claim, NumberOutcome
from tollbook.model.text import Span
from tollbook.text.document import Document, Sentence

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ORDINALS = frozenset("st nd rd th".split())
_ONE_IDIOMS = frozenset("of another day such more that the time no any each every only".split())


def account(
    document: Document, numbers: dict[int, tuple[Number, ...]], claims: tuple[Claim, ...], taken: tuple[tuple[Span, str], ...]
) -> tuple[NumberOutcome, ...]:
    """The outcome of every number of the stored text, in text order. `taken` are spans of dates, times, ages and durations with their reason."""
    outcomes: dict[int, NumberOutcome] = {}
    for sentence in document.sentences:
        for number in numbers.get(sentence.index, ()):
            span = document.span(sentence.tokens[number.core].start, sentence.tokens[number.last - 1].end)
            outcomes[span.start] = _outcome(sentence, number, span, claims, taken)
    covered = [(o.span.start, o.span.end) for o in outcomes.values()]
    for match in _DIGITS.finditer(document.text):
        if not any(start <= match.start() < end for start, end in covered):
            span = document.span(match.start(), match.end())
            outcomes[span.start] = _loose(document, span, claims, taken)
    return tuple(outcomes[start] for start in sorted(outcomes))


def _outcome(
    sentence: Sentence, number: Number, span: Span, claims: tuple[Claim, ...], taken: tuple[tuple[Span, str], ...]
) -> NumberOutcome:
    claim = next((c for c in claims if c.span.overlaps(span)), None)
    if claim is not None:
        return NumberOutcome(span, "claim", claim.id)
    reason = next((why for other, why in taken if other.overlaps(span)), None) or _reason(sentence, number)
    return NumberOutcome(span, "ignored", reason) if reason else NumberOutcome(span, "left_over", "no rule accounts for it")


def _loose(document: Document, span: Span, claims: tuple[Claim, ...], taken: tuple[tuple[Span, str], ...]) -> NumberOutcome:
    """Digits that are no number phrase: codes, ordinals, decimals, and everything in blocks that are no part of the article."""
    claim = next((c for c in claims if c.span.overlaps(span)), None)
    if claim is not None:
        return NumberOutcome(span, "claim", claim.id)
    if document.sentence_at(span.start) is None:
        return NumberOutcome(span, "ignored", "not part of the article")
    reason = next((why for other, why in taken if other.overlaps(span)), None)
    if reason:
        return NumberOutcome(span, "ignored", reason)
    text = document.text
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2].lower()
    if after[:2] in _ORDINALS:
        return NumberOutcome(span, "ignored", "rank")
    if before.isalpha() or (before in "-_#/" and before) or after[:1].isalpha():
        return NumberOutcome(span, "ignored", "part of a name")
    if "." in span.quote:
        return NumberOutcome(span, "ignored", "other count")
    return NumberOutcome(span, "left_over", "no rule accounts for it")


@cache
def _things() -> PhraseTable[str]:
    return PhraseTable(
        [(str(word), str(reason)) for reason, words in table("en", "things.yaml")["nouns"].items() for word in words if str(word) != "%"]
    )


@cache
def _contexts() -> list[tuple[str, PhraseTable[bool], PhraseTable[bool]]]:
    rows = table("en", "things.yaml")["contexts"]
    return [
        (
            str(row["reason"]),
            PhraseTable([(str(w), True) for w in row.get("before", ["\x00"])]),
            PhraseTable([(str(w), True) for w in row.get("after", ["\x00"])]),
        )
        for row in rows
    ]


def _reason(sentence: Sentence, number: Number) -> str | None:
    """Why a number is no claim, from the words around it."""
    lowers, tokens = sentence.lowers(), sentence.tokens
    before = lowers[number.first - 1] if number.first else ""
    after = lowers[number.last] if number.last < len(lowers) else ""
    if before in ("$", "£", "€", "¥", "₹", "₦", "us$", "usd", "eur"):
        return "money"
    if after in ("%", "percent", "per"):
        return "share"
    if (
        number.core
        and not tokens[number.core - 1].is_word
        and tokens[number.core - 1].end == tokens[number.core].start
        and before in ("-", "/", "–")
        and number.form == "digits"
    ):
        return "part of a name"
    if (
        number.form == "digits"
        and number.plain is not None
        and 1900 <= number.plain <= 2100
        and "," not in tokens[number.core].text
        and after not in ("people", "killed")
    ):
        return "date"
    for reason, left, right in _contexts():
        if left.match_ending(lowers, number.first) or (number.last < len(lowers) and right.match(lowers, number.last)):
            return reason
    noun = _thing_after(lowers, tokens, number)
    if noun:
        return noun
    if number.form == "vague" or lowers[number.core] in ("one", "both"):
        return "other count"
    return _people_reason(lowers, number)


def _thing_after(lowers: tuple[str, ...], tokens: tuple[object, ...], number: Number) -> str | None:
    """The reason of the first counted thing within the number's noun phrase."""
    for at in range(number.last, min(number.last + 7, len(lowers))):
        if lowers[at] in ("-", "‑"):
            continue
        found = _things().match(lowers, at)
        if found is not None:
            return found[1]
        if (
            at > number.last
            and (lowers[at] in word_class("prepositions") or lowers[at] in word_class("be") or lowers[at] in word_class("conjunctions"))
        ) or not lowers[at][0].isalnum():
            return None
    return None


def _people_reason(lowers: tuple[str, ...], number: Number) -> str | None:
    """People who are counted but not said to be harmed: troops, the rescued, the exposed, or any other count."""
    window = lowers[max(0, number.first - 5) : min(len(lowers), number.last + 9)]
    for at in range(number.last, min(number.last + 6, len(lowers))):
        found = person_nouns().match(lowers, at)
        if found is None:
            continue
        if any(
            word
            in (
                "rescued",
                "released",
                "freed",
                "saved",
                "pulled",
                "rescue",
                "release",
                "releases",
                "rescues",
                "freeing",
                "survived",
                "pardoned",
                "exchanged",
            )
            for word in window
        ):
            return "rescued"
        if found[1].kind in ("soldiers", "security_forces", "police", "peacekeepers", "fighters"):
            return "troop strength"
        return (
            "exposed"
            if any(
                word in ("threatens", "threatened", "risk", "affected", "facing", "without", "need", "stranded", "homes", "live", "living")
                for word in window
            )
            else "other count"
        )
    if any(word in ("hostages", "prisoners", "released", "freed", "rescued") for word in window):
        return "rescued"
    return None
