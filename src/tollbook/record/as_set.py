"""Takes a joined incident; gives its accounts with the status, type, date and place that people set by hand. What was read stays in the incident itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tollbook.model.account import Account
from tollbook.model.incident import DateValue, Incident, PlaceValue
from tollbook.record.hand_values import date_by_hand, place_by_hand, settles
from tollbook.record.joined import JoinedIncident
from tollbook.record.rulings import ByHand


def as_set(incident: JoinedIncident) -> tuple[Account, ...]:
    """The accounts as people set them; a value that this tollbook cannot read changes nothing."""
    hand = [one for one in incident.by_hand() if settles(one.field, one.value)]
    places = [one.incident.place for one in incident.accounts if one.incident.place]
    return tuple(replace(one, incident=_with(one.incident, hand, places)) for one in incident.accounts) if hand else incident.accounts


def is_total(incident: JoinedIncident) -> bool:
    """Whether an incident of the record is a total over several: every account says so, or people do."""
    return all(one.incident.status == "aggregate" for one in as_set(incident))


def is_event(incident: JoinedIncident) -> bool:
    """Whether an incident of the record is told as news by an account at least, and is no total."""
    return any(one.incident.status == "new" for one in as_set(incident)) and not is_total(incident)


def _with(incident: Incident, hand: Iterable[ByHand], places: Iterable[PlaceValue]) -> Incident:
    for one in hand:
        if one.field == "status":
            incident = replace(incident, status=one.value)
        elif one.field == "type":
            incident = replace(incident, type=one.value)
        elif one.field == "date":
            incident = replace(incident, date=_date(one.value))
        elif one.field == "place":
            incident = replace(incident, place=None if one.value is None else place_by_hand(one.value, places))
    return incident


def _date(value: Any) -> DateValue | None:
    """The date that people set counts as one that is told, though no words tell it."""
    found = None if value is None else date_by_hand(str(value))
    return None if found is None else replace(found, basis="text")
