"""Constructed coded reports for the record's tests: invented events, a figure a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tollbook.model.claim import Claim, Field, NumberOutcome, Qualifier, Stance, Step, claim_id
from tollbook.model.incident import CodedReport, DateValue, Incident, PlaceValue, incident_id
from tollbook.model.text import Block, Report, Span, report_id
from tollbook.record.coding import Stamp
from tollbook.record.store import Author

STAMP = Stamp("0.1.0", "abc", "default")
AUTHOR = Author("machine tollbook 0.1.0", datetime(2024, 5, 14, 9, 30, tzinfo=UTC))


@dataclass(frozen=True)
class Figure:
    """One figure of a constructed report; `by` is who says so."""

    low: int | None
    high: int | None
    by: str | None = None
    field: Field = "killed"
    qualifier: Qualifier = "exact"
    kind: str | None = "people"
    stance: Stance = "asserts"
    part_of: int | None = None


def coded(
    figures: tuple[Figure, ...], *, day: date | None = date(2024, 5, 13), outlet: str | None = "Outlet", title: str = "An attack"
) -> CodedReport:
    """A report with one incident and these figures; line n of its text holds figure n and its speaker."""
    lines = [title, "Gunmen attacked a village near Goma on Monday."]
    lines += [f"Line {n}: {figure.low} to {figure.high} people, said {figure.by or 'nobody'}." for n, figure in enumerate(figures)]
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    report = Report(
        report_id(text, outlet, day), "constructed.txt", outlet, None, title, day, "given" if day else "unknown", "en", text, tuple(blocks)
    )
    anchor = _span(text, "Gunmen attacked")
    incident = Incident(incident_id(report, anchor), "new", "attack_on_civilians", anchor, (anchor,), _date(text, day), _place(text))
    claims: list[Claim] = []
    for n, figure in enumerate(figures):
        span = _span(text, f"{figure.low} to {figure.high} people", text.index(f"Line {n}:"))
        by = _span(text, figure.by, span.end) if figure.by else None
        whole = claims[figure.part_of].id if figure.part_of is not None else None
        claims.append(
            Claim(
                claim_id(report, span, figure.field), incident.id, figure.field, figure.low, figure.high, figure.qualifier, "people", figure.kind,
                span, by, (), figure.stance, whole, "constructed", (Step("constructed", "written for the test", span.start, span.end),),
            )
        )  # fmt: skip
    numbers = tuple(NumberOutcome(claim.span, "claim", claim.rule) for claim in claims)
    return CodedReport(report, (incident,), tuple(claims), numbers)


def small(number: int) -> CodedReport:
    """One of many small reports."""
    return coded(
        (Figure(number, number, "police"),), day=date(2024, 1, 1 + number % 28), outlet=f"Outlet {number % 3}", title=f"Report {number}"
    )


def _span(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span.of(text, at, at + len(words))


def _date(text: str, day: date | None) -> DateValue | None:
    return DateValue(day.isoformat(), day, day, "day", "text", _span(text, "Monday"), "constructed", "the Monday before") if day else None


def _place(text: str) -> PlaceValue:
    return PlaceValue(_span(text, "Goma"), "Goma", 216281, -1.679, 29.222, "near", "North Kivu", "CD", "the only one", 10.0)
