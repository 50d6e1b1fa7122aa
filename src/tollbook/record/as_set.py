"""Takes a joined incident; gives its accounts with the status, type, date and place that people set by hand. What was read stays in the incident itself."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Any, cast, get_args

from tollbook.model.account import Account
from tollbook.model.incident import DatePrecision, DateValue, Incident, IncidentType, PlaceValue, Status
from tollbook.record.joined import JoinedIncident
from tollbook.record.rulings import ByHand

_RULE = "set by hand"


def as_set(incident: JoinedIncident) -> tuple[Account, ...]:
    """The accounts as people set them; a value that this tollbook cannot read changes nothing."""
    hand = incident.by_hand()
    return tuple(replace(one, incident=_with(one.incident, hand)) for one in incident.accounts) if hand else incident.accounts


def is_total(incident: JoinedIncident) -> bool:
    """Whether an incident of the record is a total over several: every account says so, or people do."""
    return all(one.incident.status == "aggregate" for one in as_set(incident))


def is_event(incident: JoinedIncident) -> bool:
    """Whether an incident of the record is told as news by an account at least, and is no total."""
    return any(one.incident.status == "new" for one in as_set(incident)) and not is_total(incident)


def _with(incident: Incident, hand: tuple[ByHand, ...]) -> Incident:
    for one in hand:
        if one.field == "status" and one.value in get_args(Status):
            incident = replace(incident, status=cast(Status, one.value))
        elif one.field == "type" and one.value in get_args(IncidentType):
            incident = replace(incident, type=cast(IncidentType, one.value))
        elif one.field == "date":
            incident = replace(incident, date=_date(one.value, incident.date))
        elif one.field == "place":
            incident = replace(incident, place=_place(one.value, incident))
    return incident


def _date(value: Any, read: DateValue | None) -> DateValue | None:
    if value is None:
        return None
    try:
        first, _, last = str(value).partition("/")
        start, end = _span(first)[0], _span(last or first)[1]
    except ValueError:
        return read
    precisions: tuple[DatePrecision, ...] = ("year", "month", "day")
    precision = "range" if last else precisions[first.count("-")]
    return DateValue(str(value), start, end, precision, "text", None, _RULE, _RULE)


def _span(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    year, month, day, *_ = (*(int(part) for part in text.split("-")), 0, 0)
    last = month or 12
    return date(year, month or 1, day or 1), date(year, last, day or monthrange(year, last)[1])


def _place(value: Any, incident: Incident) -> PlaceValue | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return incident.place
    lat, lon = value.get("lat"), value.get("lon")
    placed = isinstance(lat, int | float) and isinstance(lon, int | float)
    span = incident.place.span if incident.place else incident.anchor
    return PlaceValue(
        span, value["name"], None, lat if placed else None, lon if placed else None, "exact" if placed else "unknown", None, None, _RULE
    )
