"""Takes two places; gives whether the first lies within the second, as far as names, divisions, countries and distances tell."""

from __future__ import annotations

from tollbook.link.across.features import is_wide
from tollbook.link.sketch import distance_km
from tollbook.model.incident import PlaceValue
from tollbook.model.part import Bearing

_SAME_KM = 3.0
_NEAR_KM = 20.0
_BEYOND_KM = 60.0
_LEAST_SHARE = 0.5
"""A place that is read with a smaller share than this is not relied on."""

Level = tuple[str, Bearing, str]


def lies_within(inner: PlaceValue | None, outer: PlaceValue | None) -> Level:
    """same place · within the country, the division, the area · wider · near · doubtful · outside · missing."""
    if inner is None or outer is None:
        return "missing", "open", "the total has no place" if outer is None else "the incident has no place"
    said = (_name(inner), _name(outer))
    if None not in (inner.country, outer.country) and inner.country != outer.country:
        return "other_country", "against", f"{said[0]} lies in {inner.country}, {said[1]} in {outer.country}"
    level, bearing, words = _country(inner, said) if outer.precision == "country" else _narrower(inner, outer, said)
    doubtful = [_name(one) for one in (inner, outer) if one.score is not None and one.score < _LEAST_SHARE]
    if doubtful and bearing != "open":
        return "doubtful", "open", f"{words}; {' and '.join(doubtful)} may be another place"
    return level, bearing, words


def _country(inner: PlaceValue, said: tuple[str, str]) -> Level:
    if inner.country is None:
        return "missing", "open", f"nothing tells in which country {said[0]} lies"
    same = inner.precision == "country"
    return "same_country" if same else "in_country", "for", f"{said[0]} is the same country" if same else f"{said[0]} lies in {said[1]}"


def _narrower(inner: PlaceValue, outer: PlaceValue, said: tuple[str, str]) -> Level:
    """The outer place is a division, an area, a town, or a name that nothing places."""
    if _is_one(inner, outer):
        return "same_place", "for", f"both in {said[1]}"
    if inner.precision == "country":
        return "wider", "open", f"{said[0]} is wider than {said[1]}"
    if outer.precision == "admin1":
        if None not in (inner.admin1, outer.admin1):
            one = inner.admin1 == outer.admin1
            return ("in_division", "for", f"{said[0]} lies in {said[1]}") if one else ("other_division", "against", _two(inner, outer))
        return "missing", "open", f"nothing tells in which division {said[0]} lies"
    distance = distance_km(inner, outer)
    if distance is None:
        return "missing", "open", f"nothing tells whether {said[0]} lies in {said[1]}"
    words = f"{said[0]} lies {distance:.0f} km from {'the middle of ' if is_wide(outer) else ''}{said[1]}"
    reach = max(outer.radius_km or 0.0, _NEAR_KM) if is_wide(outer) else _SAME_KM
    doubt = reach + (_BEYOND_KM if is_wide(outer) else max(_NEAR_KM, inner.radius_km or 0.0))
    if is_wide(inner) and distance <= doubt:
        return "wider", "open", f"{said[0]} is no narrower than {said[1]}"
    if distance <= reach:
        return "in_area" if is_wide(outer) else "same_place", "for", words
    return ("near", "open", words) if distance <= doubt else ("outside", "against", words)


def _two(inner: PlaceValue, outer: PlaceValue) -> str:
    return f"{_name(inner)} lies in {inner.admin1}, not in {outer.admin1}"


def _is_one(left: PlaceValue, right: PlaceValue) -> bool:
    if left.geonameid is not None and right.geonameid is not None:
        return left.geonameid == right.geonameid
    return _name(left).casefold() == _name(right).casefold()


def _name(place: PlaceValue) -> str:
    return place.name or place.span.quote
