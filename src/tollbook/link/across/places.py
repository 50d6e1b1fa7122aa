"""Takes two places; gives the level at which they can be one. A wide place says little, two towns far apart say no."""

from __future__ import annotations

import re

from tollbook.link.across.features import is_wide
from tollbook.link.sketch import distance_km
from tollbook.model.incident import PlaceValue

_SAME_KM = 3.0
_NEAR_KM = 20.0
_REGION_KM = 80.0


def where(left: PlaceValue | None, right: PlaceValue | None) -> tuple[str, str]:
    """same place · near · one within the other · the same wide place · one region · villages of other names in one division · another place of the country
    · another country · missing."""
    if left is None or right is None:
        return "missing", "one side has no place"
    said = " and ".join(sorted((_name(left), _name(right))))
    if left.country is not None and right.country is not None and left.country != right.country:
        return _across_border(left, right, said)
    wide = [is_wide(left), is_wide(right)]
    if _is_one(left, right):
        return ("same_wide" if all(wide) else "same_place"), f"the same place: {said}"
    if (_unlisted(left) and (_unlisted(right) or not wide[1])) or (_unlisted(right) and not wide[0]):
        return _by_name(left, right, said)
    if all(wide):
        return _two_wide(left, right, said)
    if any(wide):
        if _is_listed(left, right) or _is_listed(right, left):
            return "near", f"one of several places told together: {said}"
        big, small = (left, right) if wide[0] else (right, left)
        return _wide_and_narrow(big, small, said)
    distance = distance_km(left, right)
    if distance is None:
        return "missing", f"nothing tells how far apart {said} are"
    words = f"{said} are {distance:.0f} km apart"
    if distance <= _SAME_KM:
        return "same_place", words
    if distance <= max(_NEAR_KM, min(60.0, left.radius_km or 0.0, right.radius_km or 0.0)):
        return "near", words
    return ("one_region" if distance <= _REGION_KM else "other_place"), words


def _name(place: PlaceValue) -> str:
    return place.name or place.span.quote


def _is_one(left: PlaceValue, right: PlaceValue) -> bool:
    if left.geonameid is not None and right.geonameid is not None:
        return left.geonameid == right.geonameid
    placed = left.lat is not None and right.lat is not None
    return (
        not placed
        and _name(left).lower() == _name(right).lower()
        and (left.country == right.country or None in (left.country, right.country))
    )


def _is_listed(several: PlaceValue, one: PlaceValue) -> bool:
    """Whether a place is one of those that a report tells together ("Kabul and Paktika")."""
    if several.precision != "area" or _name(one) not in _name(several):
        return False
    names = re.split(r",? and |, ", _name(several))
    return len(names) > 1 and _name(one) in names


def _unlisted(place: PlaceValue) -> bool:
    """Whether the name is in no list and stands for a place somewhere in the division by which it is placed."""
    return place.geonameid is None and place.wikidata is None and place.precision in ("admin1", "admin2", "country")


def _by_name(left: PlaceValue, right: PlaceValue, said: str) -> tuple[str, str]:
    """Two villages of which one is in no list: their names tell whether they are one, as far as they can be."""
    one, other = (frozenset(_name(place).lower().replace("-", " ").split()) for place in (left, right))
    distance = distance_km(left, right)
    if distance is not None and distance > (left.radius_km or 0.0) + (right.radius_km or 0.0) + _NEAR_KM:
        return "other_place", f"{said} lie in places {distance:.0f} km apart"
    if one == other:
        return "same_place", f"the same name in one division: {said}"
    return ("near" if one & other else "other_name"), f"two names in one division: {said}"


def _across_border(left: PlaceValue, right: PlaceValue, said: str) -> tuple[str, str]:
    distance = distance_km(left, right)
    if distance is not None and distance <= _NEAR_KM and not is_wide(left) and not is_wide(right):
        return "near", f"{said} lie {distance:.0f} km apart on two sides of a border"
    return "other_country", f"{said} lie in two countries"


def _two_wide(left: PlaceValue, right: PlaceValue, said: str) -> tuple[str, str]:
    if "country" in (left.precision, right.precision) and left.country == right.country:
        return "within", f"{said}: one lies in the other"
    if left.admin1 is not None and left.admin1 == right.admin1:
        return "within", f"{said} share a division"
    if left.admin1 is not None and right.admin1 is not None:
        distance = distance_km(left, right)
        return ("one_region" if distance is not None and distance <= _REGION_KM else "other_place"), f"{said} are two divisions"
    return "missing", f"nothing tells whether {said} are one"


def _wide_and_narrow(big: PlaceValue, small: PlaceValue, said: str) -> tuple[str, str]:
    if big.precision == "country":
        return "within", f"{said}: one lies in the other"
    if big.admin1 is not None and big.admin1 == small.admin1 and big.precision == "admin1":
        return "within", f"{said}: one lies in the other"
    distance = distance_km(big, small)
    if distance is None:
        return "missing", f"nothing tells where {said} lie"
    reach = big.radius_km or 60.0
    if distance <= reach:
        return "within", f"{_name(small)} lies {distance:.0f} km from the middle of {_name(big)}"
    return ("one_region" if distance <= reach + _REGION_KM else "other_place"), f"{said} are {distance:.0f} km apart"
