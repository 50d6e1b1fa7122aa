"""Takes claims and tolls; gives the short forms in which a terminal shows them. An unknown bound is never shown as zero."""

from __future__ import annotations

from tollbook.lexicon.profiles import profile
from tollbook.model.claim import Claim
from tollbook.model.text import Span
from tollbook.publish.dossier import words
from tollbook.publish.terminal.clean import clean
from tollbook.record.toll import Toll


def figure(claim: Claim) -> str:
    """The figure of a claim: 57, ≥57, >100, ≤30, ~40, 40–60, "several (≥3)", "no figure"."""
    low, high = claim.min, claim.max
    bounds = _bounds(low, high)
    if claim.qualifier == "vague":
        word = _vague_word(claim.span.quote)
        if word is None:
            return bounds or "no figure"
        return f"{word} ({bounds})" if bounds else word
    if claim.qualifier == "more_than" and low is not None and high is None:
        return f">{low - 1:,}"
    if claim.qualifier == "fewer_than" and high is not None and low is None:
        return f"<{high + 1:,}"
    return f"~{bounds}" if claim.qualifier == "about" and bounds else bounds or "no figure"


def speaker(claim: Claim) -> str:
    """Who says so, with the chain behind it."""
    said = clean(claim.said_by.quote) if claim.said_by else "the report itself"
    via = f" (via {quotes(claim.via)})" if claim.via else ""
    stance = {"denies": "denied by ", "disputes": "disputed by "}.get(claim.stance, "")
    own = ", of its own side" if claim.stance == "claims_responsibility" else ""
    doubt = "unresolved, perhaps " if claim.confidence is not None and "speaker" in claim.confidence.unresolved else ""
    return f"{doubt}{stance}{said}{own}{via}"


def quotes(spans: tuple[Span, ...]) -> str:
    """The words of spans, in order."""
    return ", ".join(clean(span.quote) for span in spans)


def group(claim: Claim) -> str:
    """Who was harmed: the kind of people, and the text's own word where it says more."""
    kind = (claim.group_kind or "").replace("_", " ")
    if claim.group is None:
        return kind
    own = clean(claim.group)
    return own if kind == "people" or kind.casefold() in own.casefold() else f"{own} ({kind})"


def toll(value: Toll) -> str:
    """Low, best and high: "57", "50–57, best 57", "50 or more, best 57"."""
    who = f" {value.group_kind.replace('_', ' ')}" if value.group_kind else ""
    if value.low is None and value.high is None:
        return f"{value.best:,}{who}" if value.best is not None else "no figure"
    span = _bounds(value.low, value.high)
    if value.best is None or value.low == value.best == value.high or (value.high is None and value.low == value.best):
        return span + who
    return f"{span}, best {value.best:,}{who}"


def heading(claim: Claim) -> str:
    """The field of a claim in words."""
    return words.SHORT_FIELDS[claim.field]


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return "" if high is None else f"≤{high:,}"
    if high is None:
        return f"≥{low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _vague_word(quote: str) -> str | None:
    """The vague word of a figure phrase as the codebook lists it, the longest that fits."""
    text = f" {clean(quote).casefold()} "
    found = [phrase for phrase, _ in profile().vague if f" {phrase} " in text]
    return max(found, key=len) if found else None
