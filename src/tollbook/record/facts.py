"""Takes the accounts of one incident of the record and what people set for it; gives its facts for the record, each with its evidence. Reads no figures.

A value set by hand comes first, where it can be read. Else the value that most accounts support is taken, in its most precise form; every other value stays
beside it with the accounts that state it. The day of publication is never the day of the event. The order of the accounts plays no part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar, cast

from tollbook.model.account import Account
from tollbook.model.incident import Accusation, ActorValue, DateValue, Incident, IncidentType, PlaceValue, Status
from tollbook.model.text import Span
from tollbook.record import agreeing
from tollbook.record.copies import first_reports
from tollbook.record.hand_values import date_by_hand, place_by_hand, settles
from tollbook.record.rulings import ByHand

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of an account that state a value; None where it rests on no words (the day of publication)."""

    account: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Stated(Generic[V]):
    """A value with everybody who states it, in order of publication."""

    value: V
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Fact(Generic[V]):
    """What holds of an incident: the value (None: nobody states it, or a person set it to unknown) with its evidence, or who set it. Beside it stand the
    other values: those that agree with it and are less precise, those that differ, and those that are no answer (a place not found, a type below its floor,
    the day of publication)."""

    value: V | None
    evidence: tuple[Evidence, ...] = ()
    by_hand: ByHand | None = None
    agreeing: tuple[Stated[V], ...] = ()
    differing: tuple[Stated[V], ...] = ()
    unresolved: tuple[Stated[V], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An actor whom accounts name in one role, with their words; for the accused also the words of who accuses (None: the report itself)."""

    value: ActorValue
    evidence: tuple[Evidence, ...] = ()
    accusers: tuple[Evidence, ...] = ()
    by_hand: ByHand | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """When, where, what, and who, as the record has it."""

    date: Fact[DateValue]
    place: Fact[PlaceValue]
    type: Fact[IncidentType]
    status: Fact[Status]
    perpetrators: tuple[Named, ...]
    claimed_by: tuple[Named, ...]
    accused: tuple[Named, ...]
    targets: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Kind(Generic[V]):
    """How values of one fact are told apart: `same` is equal for equal values, the smaller `order` is the more precise."""

    answers: Callable[[V], bool]
    same: Callable[[V], Hashable]
    agree: Callable[[V, V], bool]
    order: Callable[[V], float]


@dataclass(frozen=True, slots=True)
class _Told(Generic[V]):
    """One account's value; `text` is the report that has its text first, so that copies support a value once."""

    value: V
    evidence: Evidence
    text: str
    answers: bool


def _place_key(value: PlaceValue) -> Hashable:
    """Two places are told as one when the gazetteer says so, else when name and point are the same."""
    if value.geonameid is not None:
        return (value.geonameid, value.precision)
    return ((value.name or value.span.quote).casefold(), value.lat, value.lon, value.precision)


_DATES: _Kind[DateValue] = _Kind(agreeing.states_day, lambda one: (one.start, one.end), agreeing.dates_agree, agreeing.days_spanned)
_PLACES: _Kind[PlaceValue] = _Kind(agreeing.has_point, _place_key, agreeing.places_agree, agreeing.place_order)
_TYPES: _Kind[IncidentType] = _Kind(lambda _: True, lambda one: one, agreeing.types_agree, agreeing.type_order)
_STATUSES: _Kind[Status] = _Kind(lambda _: True, lambda one: one, agreeing.statuses_agree, agreeing.status_order)


def facts(accounts: Iterable[Account], by_hand: Iterable[ByHand] = (), copies: Iterable[Iterable[str]] = ()) -> Facts:
    """The facts of an incident of the record. `copies` are groups of report ids: what a copy repeats supports nothing a second time."""
    told = sorted({one.id: one for one in accounts}.values(), key=lambda one: (one.report.published or date.max, one.id))
    hand = {one.field: one for one in by_hand if settles(one.field, one.value)}
    first = {name: report.id for name, report in first_reports({one.report.id: one.report for one in told}, copies).items()}

    def each(
        value: Callable[[Incident], V | None], span: Callable[[Incident], Span | None], kind: _Kind[V], part: str = ""
    ) -> list[_Told[V]]:
        found = ((one, value(one.incident)) for one in told)
        return [
            _Told(of, Evidence(one.id, span(one.incident)), first[one.report.id], kind.answers(of) and part not in one.incident.unresolved)
            for one, of in found
            if of is not None
        ]

    dates = each(lambda one: one.date, lambda one: one.date.span if one.date else None, _DATES)
    places = each(lambda one: one.place, lambda one: one.place.span if one.place else None, _PLACES)
    return Facts(
        _fact(dates, _DATES, hand.get("date"), lambda value: date_by_hand(str(value))),
        _fact(places, _PLACES, hand.get("place"), lambda value: place_by_hand(value, [one.value for one in places])),
        _fact(each(lambda one: one.type, lambda one: one.anchor, _TYPES, "type"), _TYPES, hand.get("type"), lambda value: cast(IncidentType, value)),
        _fact(each(lambda one: one.status, lambda one: one.anchor, _STATUSES, "status"), _STATUSES, hand.get("status"),
              lambda value: cast(Status, value)),
        _done_by(told, hand.get("actor")),
        _named(told, lambda one: [(actor, None, False) for actor in one.claimed_by]),
        _named(told, lambda one: [(accusation.actor, accusation.by, True) for accusation in one.accused]),
        _named(told, lambda one: [(actor, None, False) for actor in one.targets]),
    )  # fmt: skip


def with_hand(incident: Incident, found: Facts) -> Incident:
    """An account's incident with the facts of the record in place of its own. What stays unresolved keeps the likeliest value and says so."""
    kinds = (("type", found.type), ("status", found.status))
    open_parts = tuple(name for name, fact in kinds if fact.value is None and fact.unresolved)
    return replace(
        incident,
        date=found.date.value,
        place=found.place.value or next((one.value for one in found.place.unresolved if found.place.by_hand is None), None),
        type=_likeliest(found.type, incident.type),
        status=_likeliest(found.status, incident.status),
        perpetrators=tuple(one.value for one in found.perpetrators),
        claimed_by=tuple(one.value for one in found.claimed_by),
        accused=tuple(Accusation(one.value, one.accusers[0].span if one.accusers else None) for one in found.accused),
        targets=tuple(one.value for one in found.targets),
        unresolved=open_parts,
    )


def _likeliest(fact: Fact[V], otherwise: V) -> V:
    return fact.value if fact.value is not None else fact.unresolved[0].value if fact.unresolved else otherwise


def _fact(told: Sequence[_Told[V]], kind: _Kind[V], hand: ByHand | None, read: Callable[[Any], V | None]) -> Fact[V]:
    groups = _grouped([one for one in told if one.answers], kind)
    unresolved = tuple(_stated(group) for group in _grouped([one for one in told if not one.answers], kind))
    if hand is not None:
        value = None if hand.value is None else read(hand.value)
        chosen: list[_Told[V]] = next((one for one in groups if value is not None and kind.same(one[0].value) == kind.same(value)), [])
    else:
        support = {id(group): len({one.text for other in groups if _covers(kind, other, group) for one in other}) for group in groups}
        chosen = min(groups, key=lambda group: (-support[id(group)], kind.order(group[0].value)), default=[])
        value = chosen[0].value if chosen else None
    others = [group for group in groups if group is not chosen]
    agree = [group for group in others if value is not None and kind.agree(group[0].value, value)]
    return Fact(
        value,
        tuple(one.evidence for one in chosen),
        hand,
        tuple(_stated(group) for group in agree),
        tuple(_stated(group) for group in others if group not in agree),
        unresolved,
    )


def _covers(kind: _Kind[V], wide: Sequence[_Told[V]], fine: Sequence[_Told[V]]) -> bool:
    """Whether a value says the same as a finer one, as far as it goes."""
    if wide is fine:
        return True
    return kind.agree(wide[0].value, fine[0].value) and kind.order(wide[0].value) >= kind.order(fine[0].value)


def _grouped(told: Sequence[_Told[V]], kind: _Kind[V]) -> list[list[_Told[V]]]:
    found: dict[Hashable, list[_Told[V]]] = {}
    for one in told:
        found.setdefault(kind.same(one.value), []).append(one)
    return list(found.values())


def _stated(group: Sequence[_Told[V]]) -> Stated[V]:
    return Stated(group[0].value, tuple(one.evidence for one in group))


def _done_by(told: Sequence[Account], hand: ByHand | None) -> tuple[Named, ...]:
    """Who did it: whom a person named first, then whom the accounts name."""
    found = _named(told, lambda one: [(actor, None, False) for actor in one.perpetrators])
    if hand is None or not hand.value:
        return found
    name = str(hand.value)
    same = next((one for one in found if name.casefold() in (one.value.name.casefold(), one.value.actor)), None)
    value = same.value if same else ActorValue(Span(0, len(name), name), name, None, None, None, "set by hand")
    return (Named(value, same.evidence if same else (), (), hand), *(one for one in found if one is not same))


def _named(told: Sequence[Account], read: Callable[[Incident], Sequence[tuple[ActorValue, Span | None, bool]]]) -> tuple[Named, ...]:
    """The actors of one role over the accounts: one entry an actor, by the list of actors, else by name."""
    found: dict[str, list[tuple[ActorValue, Evidence, Evidence | None]]] = {}
    for one in told:
        for actor, by, accused in read(one.incident):
            entry = (actor, Evidence(one.id, actor.span), Evidence(one.id, by) if accused else None)
            found.setdefault(actor.actor or f"name {' '.join(actor.name.casefold().split())}", []).append(entry)
    return tuple(
        Named(group[0][0], tuple(evidence for _, evidence, _ in group), tuple(by for _, _, by in group if by is not None))
        for group in sorted(found.values(), key=lambda group: -len({evidence.account for _, evidence, _ in group}))
    )
