"""Takes values of the model; gives the English words that a reader sees for them. Never a symbol where a word would do."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from tollbook.lexicon.sides import WORDS as VIOLENCE
from tollbook.lexicon.sides import Sides
from tollbook.model.claim import Claim, Field, Stance
from tollbook.model.incident import (
    ActorValue,
    DateBasis,
    DateValue,
    Incident,
    IncidentType,
    PlaceCandidate,
    PlacePrecision,
    PlaceValue,
    Status,
)
from tollbook.model.text import PublishedBasis


class Bounds(Protocol):
    """Low, best and high; an open one is None."""

    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...


FIELDS: dict[Field, str] = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "abducted": "abducted",
    "displaced": "displaced",
    "arrested": "arrested",
    "casualties": "casualties, not told apart",
    "perpetrators_killed": "attackers killed",
}
SHORT_FIELDS: dict[Field, str] = {**FIELDS, "casualties": "casualties"}
TYPES: dict[IncidentType, str] = {
    "bombing": "Bombing",
    "suicide_attack": "Suicide attack",
    "air_strike": "Air strike",
    "shelling": "Shelling",
    "mine_or_ied": "Mine or roadside bomb",
    "armed_clash": "Armed clash",
    "attack_on_civilians": "Attack on civilians",
    "execution": "Execution",
    "abduction": "Abduction",
    "protest_violence": "Protest violence",
    "arrest": "Arrest",
    "displacement": "Displacement",
    "agreement": "Agreement",
    "statement": "Statement",
    "other": "Other event",
}
STATUSES: dict[Status, str] = {"new": "incident", "background": "background", "aggregate": "total", "mentioned": "referred to"}
STANCES: dict[Stance, str] = {
    "asserts": "says",
    "denies": "denied",
    "disputes": "disputed",
    "claims_responsibility": "claimed as its own act",
}
BASES: dict[DateBasis, str] = {
    "text": "from the text",
    "dateline": "from the dateline",
    "publication": "only the publication date",
    "unknown": "no basis",
}
PLACE_PRECISIONS: dict[PlacePrecision, str] = {
    "exact": "exact place",
    "near": "near this place",
    "area": "somewhere in this area",
    "admin2": "district only",
    "admin1": "province only",
    "country": "country only",
    "unknown": "not resolved",
}
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


KINDS_UNSAID = frozenset({None, "people", "nationals", "mainly_civilians"})
PUBLISHED: dict[PublishedBasis, str] = {
    "given": "given",
    "metadata": "from the page's data",
    "text": "from the text",
    "unknown": "of unknown basis",
}


def number(value: int) -> str:
    """A whole number with thin thousands marks: 12,000."""
    return f"{value:,}"


def value(claim: Claim) -> str:
    """The bounds of a claim with its qualifier in words: "at least 57", "more than 100", "no figure"."""
    low, high = claim.min, claim.max
    if low is None and high is None:
        return "no figure"
    if claim.qualifier == "vague":
        return f"{bounds(low, high)} (vague)"
    if claim.qualifier == "more_than" and low is not None and high is None:
        return f"more than {number(low - 1)}"
    if claim.qualifier == "fewer_than" and high is not None and low is None:
        return f"fewer than {number(high + 1)}"
    if claim.qualifier == "about" and low is not None and low == high:
        return f"about {number(low)}"
    return bounds(low, high)


def bounds(low: int | None, high: int | None) -> str:
    """Two bounds in words, either of which may be open."""
    if low is None:
        return "not known" if high is None else f"at most {number(high)}"
    if high is None:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def toll(value: Bounds) -> tuple[str, str]:
    """What to say of a toll first, and what beside it: the best figure with its bounds, else the bounds alone."""
    around = bounds(value.low, value.high)
    if value.best is None:
        return around, "no best figure" if value.low != value.high else ""
    return number(value.best), "" if value.low == value.high == value.best else around


def day(value: date) -> str:
    """21 February 2016, whatever the locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days(start: date, end: date) -> str:
    """A stretch of days without saying month and year twice."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def when(value: DateValue | None) -> str:
    """The date as far as it is known: a day, a week, a month, a year, a range, a bound, or that it is unknown."""
    if value is None:
        return "date unknown"
    if value.start is None or value.end is None:
        known = value.start or value.end
        return f"not {'after' if value.start is None else 'before'} {day(known)}" if known else "date unknown"
    if value.precision == "unknown":
        return f"unknown, within {days(value.start, value.end)}"
    if value.precision == "month" and (value.start.year, value.start.month) == (value.end.year, value.end.month):
        return f"{_MONTHS[value.start.month - 1]} {value.start.year}"
    if value.precision == "year" and value.start.year == value.end.year:
        return str(value.start.year)
    return ("week of " if value.precision == "week" else "") + days(value.start, value.end)


def when_note(value: DateValue | None) -> str:
    """Precision and basis of a date, in words."""
    if value is None:
        return "the report gives none"
    precision = "no day known" if value.precision == "unknown" else value.precision
    return f"{precision} · {BASES[value.basis]}"


def where(value: PlaceValue | None) -> str:
    """The name of a place, or the report's own words when it is not resolved."""
    if value is None:
        return "place unknown"
    return value.name or f"“{value.span.quote}”"


def where_note(value: PlaceValue | None) -> str:
    """Precision and surroundings of a place, in words."""
    if value is None:
        return "the report gives none"
    around = ", ".join(part for part in (value.admin1, value.country) if part and part != value.name)
    radius = f", within {value.radius_km:g} km" if value.radius_km is not None and value.precision in ("near", "area") else ""
    return " · ".join(part for part in (around, PLACE_PRECISIONS[value.precision] + radius) if part)


def name_of(incident: Incident) -> str:
    """What to call an incident in a list: its type and its place; a total says that it is one."""
    if incident.status == "aggregate":
        over = f"Total over {len(incident.totals_of)} events" if len(incident.totals_of) > 1 else "Total"
        return f"{over}, {where(incident.place)}" if incident.place else over
    return f"{kind(incident)}, {where(incident.place)}" if incident.place else kind(incident)


def actor(value: ActorValue) -> str:
    """An actor's name."""
    return value.name or value.span.quote


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 report, 2 reports."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def month(value: date) -> str:
    """The name of a date's month."""
    return _MONTHS[value.month - 1]


def kind(incident: Incident) -> str:
    """The type of an incident; unresolved where the reading is less sure than the floor, with the likeliest."""
    return f"Type unresolved, perhaps {TYPES[incident.type].lower()}" if "type" in incident.unresolved else TYPES[incident.type]


def status(incident: Incident) -> str:
    """The status of an incident, the same way."""
    return (
        f"status unresolved, perhaps {STATUSES[incident.status].lower()}" if "status" in incident.unresolved else STATUSES[incident.status]
    )


def candidate(value: PlaceCandidate) -> str:
    """Another place of the name, with its share of the evidence."""
    where = ", ".join(part for part in (value.admin1, value.country) if part and part != value.name)
    return f"{value.name}{f' in {where}' if where else ''} · {value.lat:.3f}, {value.lon:.3f} · {value.share:.0%} of the evidence"


def sides(value: Sides) -> str:
    """The dyad or the sides, with UCDP's kind of violence, ACLED's interaction and PLOVER's sectors."""
    names = value.dyad or " - ".join(side.name for side in (value.a, value.b) if side is not None)
    kind = f"{VIOLENCE[value.violence]} (UCDP {value.violence})" if value.violence is not None else ""
    acled = f"ACLED {value.interaction}" if value.interaction is not None else ""
    sectors = "-".join(f"{side.code or ''} {side.plover}".strip() for side in (value.a, value.b) if side is not None)
    return " · ".join(part for part in (names, kind, acled, f"PLOVER {sectors}" if sectors else "") if part)
