"""Takes the places that a clause tells of one event; gives one place where the words name several, and widens what tells only of a part. Looks up nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.model.geometry import great_circle_km
from tollbook.model.incident import PlaceValue
from tollbook.model.mention import ClaimContext, PlaceMention
from tollbook.text.document import Document

_JOINED = re.compile(r"\s*(?:,|,?\s(?:and|as well as))\s(?:in\s|on\s|near\s)?(?:the\s)?(?:\w+\s(?:of|city)\s)?")
_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:them|whom))\b"
    r"|,\s(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s(?:of\sthem\s)?(?:by|in|at|near|when)\b",
    re.IGNORECASE,
)
_ELSEWHERE_KM = 100.0
"""How far the rest may have been from where a part was, when nothing else says where."""
_OWN_KM = 5.0


def joined(document: Document, chosen: PlaceMention, places: Sequence[PlaceMention]) -> PlaceValue:
    """The value of the chosen place, or an area around all of its list: "in Rafah and Khan Younis" is in neither alone, and "on Gaza City and the Gaza
    Strip" is in the wider one."""
    listed = [place for place in _list_of(document, chosen, places) if place.value.lat is not None]
    kept: list[PlaceMention] = []
    for place in listed:
        if not any(_holds(other, place) for other in listed if other is not place and not _holds(place, other)):
            kept.append(place)
    if len(kept) == 1 and len(listed) > 1:
        return kept[0].value
    return chosen.value if len(kept) < 2 else _around(document, kept)


def of_the_whole(document: Document, places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The places without those of a part: "kill 35 in the Gaza Strip, including 23 in Shejaiya" happened in the Gaza Strip."""
    kept: list[PlaceMention] = []
    for place in places:
        before = kept[-1] if kept else None
        gap = document.text[before.span.end : place.span.start] if before is not None else ""
        if before is None or before.value.radius_km is None or not _PART.search(gap):
            kept.append(place)
    return tuple(kept)


def widened(document: Document, claims: Sequence[ClaimContext], places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places of a clause; one that tells only where a part of those counted was ("70 were killed, including eight in Sabra") is widened."""
    out: list[PlaceMention] = []
    for place in places:
        parts = [one for one in claims if one.claim.subset_of is not None and one.claim.span.end <= place.span.start]
        gap = document.text[parts[-1].claim.span.end : place.span.start] if parts else ","
        before = document.text[claims[0].claim.span.end : parts[-1].claim.span.start] if parts else ""
        only = bool(_PART.search(before)) and "," not in gap and not out and place.value.precision in ("exact", "near")
        out.append(replace(place, value=_of_a_part(place.value)) if only else place)
    return tuple(out)


def _of_a_part(value: PlaceValue) -> PlaceValue:
    reason = f"{value.reason}; only a part of those counted is told to have been there, the rest within {_ELSEWHERE_KM:g} km"
    return replace(value, precision="area", radius_km=max(_ELSEWHERE_KM, value.radius_km or 0.0), reason=reason, sure=False)


def _list_of(document: Document, chosen: PlaceMention, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places that commas and "and" join to the chosen one, itself among them."""
    told = [place for place in places if place.role == "location"]
    lists: list[list[PlaceMention]] = []
    for place in told:
        gap = document.text[lists[-1][-1].span.end : place.span.start] if lists else "-"
        if lists and _JOINED.fullmatch(gap):
            lists[-1].append(place)
        else:
            lists.append([place])
    return next((each for each in lists if chosen in each), [chosen])


def _holds(outer: PlaceMention, inner: PlaceMention) -> bool:
    return _apart(outer, inner) <= max(outer.value.radius_km or 0.0, _OWN_KM) and outer.value.country == inner.value.country


def _apart(one: PlaceMention, other: PlaceMention) -> float:
    return great_circle_km(*_point(one), *_point(other))


def _point(place: PlaceMention) -> tuple[float, float]:
    assert place.value.lat is not None and place.value.lon is not None
    return place.value.lat, place.value.lon


def _around(document: Document, places: Sequence[PlaceMention]) -> PlaceValue:
    """An area that holds all of the places."""
    values = [place.value for place in places]
    lat = round(sum(_point(place)[0] for place in places) / len(places), 4)
    lon = round(sum(_point(place)[1] for place in places) / len(places), 4)
    radius = max(great_circle_km(lat, lon, *_point(place)) + (place.value.radius_km or _OWN_KM) for place in places)
    names = [value.name or value.span.quote for value in values]
    scores = [value.score for value in values if value.score is not None]
    return PlaceValue(
        span=document.span(places[0].span.start, places[-1].span.end),
        name=f"{', '.join(names[:-1])} and {names[-1]}",
        geonameid=None,
        lat=lat,
        lon=lon,
        precision="area",
        admin1=values[0].admin1 if len({value.admin1 for value in values}) == 1 else None,
        country=values[0].country if len({value.country for value in values}) == 1 else None,
        reason=f"the report names {len(values)} places for one event, so an area around all of them: "
        + "; ".join(f"{name}: {value.reason}" for name, value in zip(names, values, strict=True)),
        radius_km=round(radius, 1),
        score=min(scores) if len(scores) == len(values) else None,
        sure=all(value.sure for value in values),
    )
