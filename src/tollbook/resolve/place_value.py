"""Takes a name, its context and the chosen place; gives the value with coordinates, precision, radius and reason. Chooses nothing itself."""

from __future__ import annotations

import math
from dataclasses import replace
from difflib import SequenceMatcher

from tollbook.model.incident import PlaceCandidate, PlacePrecision, PlaceValue
from tollbook.model.text import Span
from tollbook.resolve.gazetteer import division
from tollbook.resolve.place_context import Context
from tollbook.resolve.place_names import fold
from tollbook.resolve.place_rank import Choice
from tollbook.resolve.place_signs import distance_km
from tollbook.resolve.place_tables import Entry, admin1_entry, wikidata
from tollbook.resolve.place_weights import weights
from tollbook.resolve.place_words import words

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "region": "area", "area": "area",
}  # fmt: skip
_NEAR_KM = {"outskirts of": 15.0, "near": 15.0, "outside": 25.0, "around": 25.0, "surrounding": 25.0}
_DIRECTION_KM = 50.0


def unresolved(span: Span, reason: str) -> PlaceValue:
    """The name as written, nowhere."""
    return PlaceValue(span, span.quote, None, None, None, "unknown", None, None, reason)


def scored(value: PlaceValue, score: float | None) -> PlaceValue:
    """The value with the share right among answers like it, and whether that makes it a sure one."""
    known = None if score is None or value.lat is None else round(score, 2)
    return replace(value, score=known, sure=known is not None and known >= weights().sure)


def others(choice: Choice) -> tuple[PlaceCandidate, ...]:
    """The readings of a name that were not chosen, the likeliest first, five at most."""
    return tuple(
        PlaceCandidate(entry.name, entry.geonameid, entry.lat, entry.lon, division(entry), entry.country, round(share, 2))
        for entry, share in zip(choice.ranked, choice.shares, strict=False)
        if choice.entry is None or entry.id != choice.entry.id
    )[:5]


def plain(span: Span, entry: Entry, reason: str) -> PlaceValue:
    """The place itself."""
    return PlaceValue(
        span,
        entry.name,
        entry.geonameid,
        entry.lat,
        entry.lon,
        _PRECISION.get(entry.feature, "exact"),
        division(entry),
        entry.country,
        reason,
        entry.radius_km,
        wikidata=wikidata(entry.geonameid),
    )


def value(span: Span, entry: Entry, context: Context, kind: str, reason: str) -> PlaceValue:
    """The place as its words bound it: itself, near it, in a direction from it, or the division named after it."""
    if entry.feature in ("town", "village") and kind in ("admin2", "admin1"):
        return _division_of(span, entry, kind, reason)
    if context.directed:
        return _directed(span, entry, context, reason)
    near = "outskirts of" if context.outskirts else context.preposition
    if near in _NEAR_KM:
        radius = max(_NEAR_KM[near], (entry.radius_km or 0.0) * (1.2 if entry.wide else 1.0))
        if entry.wide:
            return _at(span, entry, (entry.lat, entry.lon), "area", (radius, f"{reason}; {near} it, so somewhere within {radius:g} km"))
        return _at(span, entry, (entry.lat, entry.lon), "near", (radius, f"{reason}; {near} it: within {radius:g} km"))
    bearing = words().directions.get(context.direction) if context.direction and not context.kind_of else None
    if bearing is not None and entry.wide and entry.radius_km:
        return _part(span, entry, context.direction, bearing, reason)
    return plain(span, entry, reason)


def off(span: Span, entry: Entry, reach: float, reason: str) -> PlaceValue:
    """Somewhere within `reach` kilometres of the place."""
    return _at(span, entry, (entry.lat, entry.lon), "near", (reach, reason))


def _at(span: Span, entry: Entry, point: tuple[float, float], precision: PlacePrecision, doubt: tuple[float, str]) -> PlaceValue:
    lat, lon = round(point[0], 4), round(point[1], 4)
    return PlaceValue(
        span,
        entry.name,
        entry.geonameid,
        lat,
        lon,
        precision,
        division(entry),
        entry.country,
        doubt[1],
        round(doubt[0], 1),
        wikidata=wikidata(entry.geonameid),
    )


def _directed(span: Span, entry: Entry, context: Context, reason: str) -> PlaceValue:
    way, distance = context.direction, context.distance_km
    reach = (entry.radius_km or 0.0) if entry.wide else 0.0
    if distance is None:
        radius = max(_DIRECTION_KM, reach)
        return _at(
            span,
            entry,
            (entry.lat, entry.lon),
            "near",
            (radius, f"{reason}; {way} of it at no stated distance, so its own point within {radius:g} km"),
        )
    if context.bearing is None:
        return _at(
            span, entry, (entry.lat, entry.lon), "near", (distance + 5 + reach, f"{reason}; {distance:g} km from it in no stated direction")
        )
    point = shifted(entry.lat, entry.lon, context.bearing, distance)
    return _at(span, entry, point, "near", (max(5.0, 0.25 * distance) + reach, f"{reason}; the point lies {distance:g} km {way} of it"))


def _part(span: Span, entry: Entry, way: str, bearing: float, reason: str) -> PlaceValue:
    """The north of a country: its point moved that way by half its radius."""
    radius = entry.radius_km or 50.0
    point = shifted(entry.lat, entry.lon, bearing, 0.5 * radius)
    return _at(span, entry, point, "area", (0.8 * radius, f"{reason}; its {way} part, roughly within {0.8 * radius:.0f} km of the point"))


def _division_of(span: Span, entry: Entry, kind: str, reason: str) -> PlaceValue:
    """A district or province called after its town."""
    parent = admin1_entry(entry.country, entry.admin1)
    if kind == "admin1" and parent is not None and SequenceMatcher(None, fold(parent.name), fold(entry.name)).ratio() >= 0.6:
        why = f"{reason}; the division called after it is taken to be {parent.name}"
        return _at(span, parent, (parent.lat, parent.lon), "admin1", (parent.radius_km or 60.0, why))
    radius = 30.0 if kind == "admin2" else 80.0
    return _at(span, entry, (entry.lat, entry.lon), "admin2", (radius, f"{reason}; the division called after it, placed at the town"))


def holder(span: Span, entry: Entry, context: Context, reason: str) -> PlaceValue:
    """A place that only tells where another one lies: itself, or its north."""
    bearing = words().directions.get(context.direction) if context.direction and not context.directed and not context.kind_of else None
    if bearing is not None and entry.wide and entry.radius_km:
        return _part(span, entry, context.direction, bearing, reason)
    return plain(span, entry, reason)


def by_parent(span: Span, parent: Entry, context: Context, why: str) -> PlaceValue:
    """A name that the gazetteer lacks, at the place that the report says it lies in."""
    held = holder(span, parent, context, "")
    part = f"the {context.direction} part of " if held.precision == "area" and parent.feature != "area" and held.lat != parent.lat else ""
    reason = f"{why}; placed by {part}{parent.name}, in which the report puts it"
    near = parent.feature in ("town", "village", "camp", "district", "site")
    precision: PlacePrecision = "near" if near else held.precision
    radius = (20.0 if parent.population < 2_000_000 else 30.0) if near else held.radius_km or 60.0
    return PlaceValue(span, span.quote, None, held.lat, held.lon, precision, held.admin1, held.country, reason, radius)


def between(span: Span, entry: Entry, other: Entry, reason: str) -> PlaceValue:
    """Halfway between two places."""
    half = distance_km(entry, other) / 2
    point = ((entry.lat + other.lat) / 2, (entry.lon + other.lon) / 2)
    why = f"{reason}; between it and {other.name}: the point halfway, within {half + 5:.0f} km"
    return _at(span, entry, point, "area", (half + 5, why))


def shifted(lat: float, lon: float, bearing: float, distance: float) -> tuple[float, float]:
    """The point that many kilometres away in that direction."""
    angle, step = math.radians(bearing), distance / 6371.0
    lat1, lon1 = math.radians(lat), math.radians(lon)
    lat2 = math.asin(math.sin(lat1) * math.cos(step) + math.cos(lat1) * math.sin(step) * math.cos(angle))
    lon2 = lon1 + math.atan2(math.sin(angle) * math.sin(step) * math.cos(lat1), math.cos(step) - math.sin(lat1) * math.sin(lat2))
    return math.degrees(lat2), (math.degrees(lon2) + 540) % 360 - 180
