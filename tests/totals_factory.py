"""Constructed totals and incidents for the tests of parts: invented places and days, a figure a field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.model.account import Account
from tollbook.model.claim import Claim, Field, claim_id
from tollbook.model.incident import (
    ActorValue,
    DateBasis,
    DateValue,
    Incident,
    IncidentType,
    PlacePrecision,
    PlaceValue,
    Status,
    incident_id,
)
from tollbook.model.text import Report, Span, report_id

Figures = tuple[tuple[Field, int | None, int | None, str | None], ...]


@dataclass(frozen=True)
class Where:
    """A place: name, precision, degrees, division and country."""

    name: str
    precision: PlacePrecision = "exact"
    lat: float | None = None
    lon: float | None = None
    admin1: str | None = None
    country: str | None = "SO"
    score: float | None = None

    def value(self, span: Span) -> PlaceValue:
        return PlaceValue(
            span, self.name, None, self.lat, self.lon, self.precision, self.admin1, self.country, "constructed", None, self.score
        )


SOMALIA = Where("Somalia", "country", 5.0, 46.0)
BAY = Where("Bay", "admin1", 2.7, 43.4, "Bay")
BAIDOA = Where("Baidoa", lat=3.11, lon=43.65, admin1="Bay")
KISMAYO = Where("Kismayo", lat=-0.36, lon=42.54, admin1="Lower Juba")
GARISSA = Where("Garissa", lat=-0.45, lon=39.64, admin1="Garissa", country="KE")
SUNDAY = date(2024, 5, 12)


def told(
    outlet: str,
    where: Where | None = BAIDOA,
    days: tuple[date, date] | date | None = SUNDAY,
    figures: Figures = (("killed", 12, 12, "people"),),
    *,
    status: Status = "new",
    kind: IncidentType = "bombing",
    by: str | None = None,
    published: date | None = date(2024, 5, 13),
    basis: DateBasis = "text",
    words: str = "on Sunday",
) -> Account:
    """One report with one incident. `days` without a report's words for them are bounded by its publication (basis "publication")."""
    text = f"News by {outlet}\nPeople were killed {words}, police said. Figures: {figures}"
    report = Report(
        report_id(text, outlet, published), "x.txt", outlet, None, None, published, "given" if published else "unknown", "en", text, ()
    )
    anchor = _span(text, "People were killed")
    start, end = days if isinstance(days, tuple) else (days, days)
    first = None if basis == "publication" else start
    span = _span(text, words.rpartition(" ")[2]) if basis == "text" else None
    when = DateValue("constructed", first, end, "day", basis, span, "constructed", "constructed") if end else None
    actors = (ActorValue(anchor, by, by.casefold(), "rebel_group", None, "constructed"),) if by else ()
    place = where.value(anchor) if where else None
    incident = Incident(incident_id(report, anchor), status, kind, anchor, (anchor,), when, place, actors)
    figure = _span(text, "Figures")
    claims = tuple(
        Claim(claim_id(report, figure, field), incident.id, field, low, high, "exact", None, group, figure, None, (), "asserts", None, "constructed")
        for field, low, high, group in figures
    )  # fmt: skip
    return Account(report, incident, claims)


def total(
    outlet: str = "ministry",
    where: Where | None = SOMALIA,
    days: tuple[date, date] | date | None = SUNDAY,
    figures: Figures = (("killed", 27, 27, "people"),),
    *,
    kind: IncidentType = "other",
    by: str | None = None,
    published: date | None = date(2024, 5, 13),
    basis: DateBasis = "text",
    words: str = "on Sunday",
) -> Account:
    """A total over several incidents."""
    return told(outlet, where, days, figures, status="aggregate", kind=kind, by=by, published=published, basis=basis, words=words)


def _span(text: str, words: str) -> Span:
    return Span.of(text, text.index(words), text.index(words) + len(words))
