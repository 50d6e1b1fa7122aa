"""Takes a text; gives what the installed tollbook, with its usual settings, answers, in the gold's own form. The only place where eval runs it whole."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from standoff import MarkedClaim, MarkedIncident, MarkedText, Pair
from texts import EvalText

if TYPE_CHECKING:
    from tollbook.model.incident import CodedReport
    from tollbook.model.text import Span


def coded_of(gold: MarkedText, item: EvalText, words: str, parts: str | None = None) -> CodedReport:
    """tollbook's reading of one text by these parts, as installed when None; only the words, title, outlet and date of publication are told to it."""
    from parts import settings_of  # noqa: PLC0415

    from tollbook.pipeline import code_report  # noqa: PLC0415 -- whoever only compares two files needs no tollbook
    from tollbook.read.text import read_text  # noqa: PLC0415

    try:
        published = date.fromisoformat(gold.published) if gold.published else None
        report = read_text(words, published=published, outlet=item.outlet, title=item.title, source=gold.id)
        if report.text != words:
            raise ValueError("the stored text is not the text that was given, so no offset can be compared")
        return code_report(report, settings_of(parts) if parts else None)
    except Exception as error:
        error.add_note(f"while reading {gold.id}")
        raise


def answer_text(gold: MarkedText, item: EvalText, words: str, parts: str | None = None) -> MarkedText:
    """The same reading in the form of gold."""
    return marked(gold, coded_of(gold, item, words, parts))


def marked(gold: MarkedText, coded: CodedReport) -> MarkedText:
    """A coded report in stand-off form; incidents are numbered in their order, so that an answer reads the same in every run."""
    keys = {incident.id: f"i{number}" for number, incident in enumerate(coded.incidents, 1)}
    places = {claim.id: place for place, claim in enumerate(coded.claims)}
    claims = [
        MarkedClaim(
            claim.span.start,
            claim.span.end,
            claim.field,
            claim.min,
            claim.max,
            claim.qualifier,
            claim.group_kind,
            _pair(claim.said_by),
            tuple((span.start, span.end) for span in claim.via),
            claim.stance,
            places.get(claim.subset_of or ""),
            keys.get(claim.incident or ""),
        )
        for claim in coded.claims
    ]
    incidents = [
        MarkedIncident(keys[one.id], one.status, one.type, tuple(keys[part] for part in one.totals_of if part in keys))
        for one in coded.incidents
    ]
    left_over = sum(number.outcome == "left_over" for number in coded.numbers)
    return MarkedText(
        gold.id, gold.sha256, gold.slice, gold.published, tuple(incidents), tuple(claims), numbers=len(coded.numbers), left_over=left_over
    )


def _pair(span: Span | None) -> Pair | None:
    return None if span is None else (span.start, span.end)
