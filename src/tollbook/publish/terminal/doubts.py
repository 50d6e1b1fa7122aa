"""Takes what a record holds; gives the lines of claims that a person should look at first: those with the least confidence, and what is doubtful."""

from __future__ import annotations

from tollbook.model.claim import Claim, Confidence
from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.columns import Column, aligned
from tollbook.publish.terminal.style import Style
from tollbook.record.view import RecordView

_COLUMNS = (Column("sure"), Column("of its"), Column("figure", True), Column("words", True), Column("report", True), Column("claim"))


def doubt_lines(view: RecordView, style: Style, most: int) -> list[str]:
    """A line a claim, the least sure first, with the part that is doubted most; claims that nobody judged come last and are counted only."""
    judged = [(*_weakest(claim.confidence), claim, coded.report) for coded in view.reports for claim in coded.claims if claim.confidence]
    unjudged = sum(claim.confidence is None for coded in view.reports for claim in coded.claims)
    judged.sort(key=lambda row: (row[0], row[2].id))
    if not judged:
        return ["No claim of this record has a confidence." if unjudged else "The record has no claims."]
    rows = [
        (f"{share:.2f}", part, _named(claim), clean(claim.span.quote), clean(report.title or report.source), claim.id)
        for share, part, claim, report in judged[:most]
    ]
    head, *body = aligned(_COLUMNS, rows, style.width)
    lines = [style.strong(head), *body, ""]
    rest = len(judged) - len(rows)
    lines.append(f"{words.plural(len(judged), 'claim')} in all" + (f", {rest:,} not shown (--most)" if rest else ""))
    return [*lines, f"{words.plural(unjudged, 'claim')} without a confidence"] if unjudged else lines


def _weakest(sure: Confidence | None) -> tuple[float, str]:
    if sure is None:
        return 1.0, ""
    return min((sure.figure, "figure"), (sure.speaker, "speaker"), (sure.status, "status"), (sure.type, "type"))


def _named(claim: Claim) -> str:
    return f"{words.SHORT_FIELDS[claim.field]}: {figures.figure(claim)}"
