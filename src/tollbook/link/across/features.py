"""Takes an account; gives what of it can be compared: days, place, type, actors, figures and wording. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tollbook.link.across.nations import nations_of
from tollbook.link.across.sites import sites_of
from tollbook.link.across.taken import taken_cue
from tollbook.link.across.updates import update_cue
from tollbook.link.across.wording import Wording, opening, sentences_at, wording, wording_of, words_of
from tollbook.model.account import Account
from tollbook.model.claim import Claim, Field
from tollbook.model.incident import ActorValue, DateValue, Incident, IncidentType, PlaceValue, Status
from tollbook.text.stems import stem

LATE = 3
"""Days that a report may come after an incident for which it names no day."""
LONG_AGO = 8
"""Days that a report may come after an incident that it calls recent, or only refers to."""
BLASTS: frozenset[IncidentType] = frozenset({"air_strike", "shelling", "bombing", "suicide_attack", "mine_or_ied"})
"""Types of what goes off, as against fighting and shooting."""
_COUNTED = ("asserts", "claims_responsibility", "disputes")
_WIDE = ("country", "admin1", "admin2", "area", "unknown")
_ANYBODY = frozenset({"people", "nationals", "mainly_civilians", "women", "children"})
_SEVERAL = re.compile(
    r"(?:strikes|attacks|raids|bombardments|bombings|shootouts|ambushes|massacres|killings|offensive|campaign)\b",
    re.IGNORECASE,
)
_PEOPLE_ANYWHERE = frozenset("civilians media medical aid_workers children women".split())


@dataclass(frozen=True, slots=True)
class Days:
    """The days an incident may lie in, both ends included. `told` says that the report names them; otherwise they are bounded by its publication."""

    start: date
    end: date
    told: bool

    @property
    def length(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of harm: who is counted (None for all people) and its bounds."""

    field: Field
    group: str | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """The actors on one side: ids (or names in lower case), and the countries they belong to."""

    ids: frozenset[str]
    countries: frozenset[str]

    @property
    def named(self) -> bool:
        return bool(self.ids or self.countries)


@dataclass(frozen=True, slots=True)
class Features:
    """What of an account can be compared. `wording` is that of the sentences that tell of the incident, `story` that of the whole report,
    `update` the words by which it says that it tells more of what was told before, `people` whom the figures count, `sites` the kinds of site that it
    names, `nations` the countries that it names or belongs to,
    `known` the words that name its place and actors, `series` whether it tells of several events over a wide area as one,
    `taken` the words by which a place changes hands."""

    id: str
    report: str
    status: Status
    type: IncidentType
    days: Days | None
    published: date | None
    place: PlaceValue | None
    actors: Side
    targets: Side
    figures: tuple[Figure, ...]
    people: frozenset[str]
    sites: frozenset[str]
    nations: frozenset[str]
    known: frozenset[str]
    series: bool
    wording: Wording
    story: Wording
    update: str | None
    taken: str | None


@lru_cache(maxsize=8192)
def features_of(account: Account) -> Features:
    """The comparable features of an account."""
    incident, report = account.incident, account.report
    at = [incident.anchor.start, *(span.start for span in incident.mentions), *(claim.span.start for claim in account.claims)]
    told = sentences_at(report, at)
    return Features(
        id=incident.id,
        report=report.id,
        status=incident.status,
        type=incident.type,
        days=days_of(incident.date, LONG_AGO if _refers(incident) else LATE),
        published=report.published,
        place=_place(incident),
        actors=_side((*incident.perpetrators, *incident.claimed_by, *(one.actor for one in incident.accused))),
        targets=_side(incident.targets),
        figures=_figures(account.claims),
        people=frozenset(one.group_kind for one in account.claims if one.group_kind is not None and one.group_kind not in _ANYBODY),
        sites=sites_of(told),
        nations=_nations(incident, told if incident.status != "mentioned" else [*told, *opening(report)]),
        known=_known(incident),
        series=_series(incident),
        wording=wording(told),
        story=wording_of(report),
        update=update_cue(told),
        taken=taken_cue(told) if incident.type == "armed_clash" else None,
    )


def days_of(value: DateValue | None, late: int = LATE) -> Days | None:
    """The days of a date; one that is bounded by publication only reaches a few days back; None where nothing bounds it."""
    if value is None or (value.end is None and value.start is None):
        return None
    if value.basis in ("text", "dateline"):
        start, end = value.start or value.end, value.end or value.start
        return Days(start, end, True) if start is not None and end is not None else None
    return Days(value.end - timedelta(late), value.end, False) if value.end is not None else None


def _refers(incident: Incident) -> bool:
    """Whether the words say that it was told before: "the recent blast" may be a week old."""
    return incident.status == "mentioned" or any(_RECENT.search(span.quote) for span in (incident.anchor, *incident.mentions))


_RECENT = re.compile(r"\b(?:recent|last week's)\b", re.IGNORECASE)


def is_wide(place: PlaceValue) -> bool:
    """Whether a place holds many towns: a country, a division, an area, or a name that nothing places."""
    return place.precision in _WIDE


def _place(incident: Incident) -> PlaceValue | None:
    place = incident.place
    return place if place is not None and (place.name is not None or place.lat is not None or place.country is not None) else None


def _side(actors: tuple[ActorValue, ...]) -> Side:
    ids = {actor.actor or actor.name.lower().removeprefix("the ") for actor in actors if actor.kind not in _PEOPLE_ANYWHERE}
    return Side(frozenset(ids), frozenset(actor.country for actor in actors if actor.country is not None))


def _nations(incident: Incident, told: Iterable[str]) -> frozenset[str]:
    """The countries that its sentences name, and those of its place and actors. What only refers to it is told in the light of the report's opening."""
    actors = (*incident.perpetrators, *incident.claimed_by, *(one.actor for one in incident.accused), *incident.targets)
    found = {actor.country for actor in actors} | ({incident.place.country} if incident.place is not None else set())
    return nations_of(told) | frozenset(one for one in found if one is not None)


def _known(incident: Incident) -> frozenset[str]:
    """The words that name its place and its actors."""
    actors = (*incident.perpetrators, *incident.claimed_by, *(one.actor for one in incident.accused), *incident.targets)
    texts = [text for actor in actors for text in (actor.name, actor.span.quote)]
    if incident.place is not None:
        texts += [incident.place.name or "", incident.place.span.quote]
    return frozenset(stem(word) for text in texts for word in words_of(text))


def _series(incident: Incident) -> bool:
    """Whether the words name several events and the place is wide or unknown: "air strikes across the strip"."""
    wide = incident.place is None or is_wide(incident.place)
    return wide and any(_SEVERAL.search(span.quote) for span in (incident.anchor, *incident.mentions))


def _figures(claims: tuple[Claim, ...]) -> tuple[Figure, ...]:
    """What the claims count, wholes only; those of certain people stay beside those of all."""
    found = {
        Figure(claim.field, claim.group_kind, claim.min, claim.max)
        for claim in claims
        if claim.subset_of is None and claim.stance in _COUNTED and (claim.min is not None or claim.max is not None)
    }
    return tuple(sorted(found, key=lambda one: (one.field, one.group or "", one.low or 0, one.high or 0)))
