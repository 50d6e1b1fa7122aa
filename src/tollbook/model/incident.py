"""What a report tells of: incidents with place, date and actors, each value with its evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tollbook.model.claim import Claim, NumberOutcome, Step
from tollbook.model.text import Report, Span

Status = Literal["new", "background", "aggregate", "mentioned"]
"""`mentioned`: the report does not tell the incident, it only refers to it ("following the attack"); it has no figure."""
DatePrecision = Literal["day", "week", "month", "year", "range", "unknown"]
DateBasis = Literal["text", "dateline", "publication", "unknown"]
PlacePrecision = Literal["exact", "near", "area", "admin2", "admin1", "country", "unknown"]
IncidentType = Literal[
    "bombing",
    "suicide_attack",
    "air_strike",
    "shelling",
    "mine_or_ied",
    "armed_clash",
    "attack_on_civilians",
    "execution",
    "abduction",
    "protest_violence",
    "arrest",
    "displacement",
    "agreement",
    "statement",
    "other",
]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as EDTF with the days it spans (both ends included). `span` is None only when the basis is publication or unknown."""

    edtf: str
    start: date | None
    end: date | None
    precision: DatePrecision
    basis: DateBasis
    span: Span | None
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """Another place that the name may stand for, with its share of the evidence (0 to 1)."""

    name: str
    geonameid: int | None
    lat: float
    lon: float
    admin1: str | None
    country: str | None
    share: float


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place as the text names it, resolved or honestly not. Coordinates are WGS 84 degrees; `radius_km` bounds the doubt. `score` is the share right
    among answers read like this one (0 to 1, None without an answer); `sure` says whether it reaches the floor of a sure answer. `wikidata` is the item of
    the place, where it is known. `candidates` are the other places of the name, the likeliest first, five at most."""

    span: Span
    name: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    admin1: str | None
    country: str | None
    reason: str
    radius_km: float | None = None
    score: float | None = None
    sure: bool = False
    wikidata: str | None = None
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorValue:
    """An actor as the text names it. `actor` is its id in the actor list, None when it is not on the list.

    `kind` is one of the kinds in lexicon/actors/kinds.yaml (state_force, rebel_group, civilians, media, ...), None when unknown.
    """

    span: Span
    name: str
    actor: str | None
    kind: str | None
    country: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody says that an actor did it; `by` is None when the outlet itself says so."""

    actor: ActorValue
    by: Span | None


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that happened, as one report tells it. `anchor` is the phrase that names it first; `unresolved` names those of status and type of
    which the reading is less sure than their floor: the value is then the likeliest, and no answer."""

    id: str
    status: Status
    type: IncidentType
    anchor: Span
    mentions: tuple[Span, ...]
    date: DateValue | None
    place: PlaceValue | None
    perpetrators: tuple[ActorValue, ...] = ()
    claimed_by: tuple[ActorValue, ...] = ()
    accused: tuple[Accusation, ...] = ()
    targets: tuple[ActorValue, ...] = ()
    weapons: tuple[Span, ...] = ()
    totals_of: tuple[str, ...] = ()
    trace: tuple[Step, ...] = ()
    unresolved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report and everything that was read in it."""

    report: Report
    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    numbers: tuple[NumberOutcome, ...]


def incident_id(report: Report, anchor: Span) -> str:
    """Stable id of an incident inside its report: from the phrase that names it."""
    return "i" + hashlib.sha256(f"{report.id}|{anchor.start}|{anchor.end}".encode()).hexdigest()[:12]
