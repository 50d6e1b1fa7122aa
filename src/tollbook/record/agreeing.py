"""Takes two values that two accounts state of one incident; says whether both can hold, and which is the more precise. Reads nothing else.

A coarser value agrees with a finer one inside it: "May 2024" with 13 May, a province with a town in it, a bombing with a suicide attack.
"""

from __future__ import annotations

from math import isfinite

from tollbook.model.geometry import great_circle_km
from tollbook.model.incident import DateValue, IncidentType, PlacePrecision, PlaceValue, Status

_PLACE_ORDER: dict[PlacePrecision, int] = {"exact": 0, "near": 1, "area": 2, "admin2": 3, "admin1": 4, "country": 5, "unknown": 6}
_SAME_POINT_KM = 1.0
_DISTRICT_KM = 60.0
_EXPLOSIONS: frozenset[IncidentType] = frozenset({"bombing", "suicide_attack", "mine_or_ied"})
_ON_CIVILIANS: frozenset[IncidentType] = _EXPLOSIONS | {"air_strike", "shelling", "execution", "abduction"}
_WIDER: dict[IncidentType, frozenset[IncidentType]] = {"bombing": _EXPLOSIONS, "attack_on_civilians": _ON_CIVILIANS}
_TYPE_ORDER: dict[IncidentType, int] = {"bombing": 1, "attack_on_civilians": 2, "other": 3}


def states_day(value: DateValue) -> bool:
    """Whether a date says when something happened. The day of publication only bounds it, and so does a date with an open end."""
    return value.basis in ("text", "dateline") and value.precision != "unknown" and value.start is not None and value.end is not None


def dates_agree(one: DateValue, other: DateValue) -> bool:
    """Whether two dates share a day."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def days_spanned(value: DateValue) -> float:
    """How many days a date leaves open; the fewer, the more precise."""
    return float((value.end - value.start).days) if value.start is not None and value.end is not None else float("inf")


def has_point(value: PlaceValue) -> bool:
    """Whether a place is resolved to a point or to an area with one."""
    if value.lat is None or value.lon is None or value.precision == "unknown":
        return False
    return isfinite(value.lat) and isfinite(value.lon)


def places_agree(one: PlaceValue, other: PlaceValue) -> bool:
    """Whether two places can be one: the same point, a point inside the other's bounds of doubt, or a place in the other's district, province or country."""
    fine, coarse = sorted((one, other), key=place_order)
    if fine.geonameid is not None and fine.geonameid == coarse.geonameid:
        return True
    apart = _km(fine, coarse)
    match coarse.precision:
        case "country":
            return coarse.country is not None and coarse.country == fine.country
        case "admin1":
            return coarse.country == fine.country and (coarse.admin1 or coarse.name) in (fine.admin1, fine.name)
        case "admin2":
            return coarse.country == fine.country and coarse.admin1 == fine.admin1 and apart is not None and apart <= _DISTRICT_KM
        case _:
            return apart is not None and apart <= max(_SAME_POINT_KM, (fine.radius_km or 0.0) + (coarse.radius_km or 0.0))


def place_order(value: PlaceValue) -> float:
    """The smaller, the more precise."""
    return _PLACE_ORDER[value.precision] + min(value.radius_km or 0.0, 9999.0) / 10_000


def types_agree(one: IncidentType, other: IncidentType) -> bool:
    """Whether one type is the other or a wider word for it; an event of no listed type agrees with any."""
    return one == other or "other" in (one, other) or other in _WIDER.get(one, ()) or one in _WIDER.get(other, ())


def type_order(value: IncidentType) -> float:
    """The smaller, the more precise."""
    return _TYPE_ORDER.get(value, 0)


def statuses_agree(one: Status, other: Status) -> bool:
    """Whether two accounts can speak of one event: what one tells as new another may recall. A total over several events is none of them."""
    return one == other or "aggregate" not in (one, other)


def status_order(value: Status) -> float:
    """What a report tells as new goes before what it recalls, that before what it only refers to."""
    return {"new": 0, "background": 1, "aggregate": 0, "mentioned": 2}[value]


def _km(one: PlaceValue, other: PlaceValue) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return great_circle_km(one.lat, one.lon, other.lat, other.lon)
