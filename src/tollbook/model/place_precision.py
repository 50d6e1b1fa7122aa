"""Takes a place as it was read; gives the precision codes that event data use: UCDP's where_prec and ACLED's geo_precision. Reads nothing else."""

from __future__ import annotations

from tollbook.model.incident import PlaceValue

_SURROUNDINGS_KM = 25.0
_SMALL_KM = 30.0


def where_prec(value: PlaceValue | None) -> int | None:
    """UCDP GED: 1 the place itself, 2 within some 25 km of it, 3 a second-level division, 4 a first-level one, 5 a line or an area without a sharp edge,
    6 the country. None without a point. Never 7, international waters: the point of a sea is told as 5."""
    if value is None or value.lat is None or value.lon is None:
        return None
    match value.precision:
        case "exact":
            return 1
        case "near" | "area":
            return 2 if value.radius_km is not None and value.radius_km <= _SURROUNDINGS_KM else 5
        case "admin2":
            return 3
        case "admin1":
            return 4
        case "country":
            return 6
        case "unknown":
            return None


def geo_precision(value: PlaceValue | None) -> int | None:
    """ACLED: 1 the place itself, 2 a small part of a region, by a point in it, 3 a larger region. None without a point, and for a country as a whole,
    which ACLED does not code."""
    code = where_prec(value)
    if value is None or code is None or code == 6:
        return None
    if code == 5:
        return 2 if value.radius_km is not None and value.radius_km <= _SMALL_KM else 3
    return {1: 1, 2: 2, 3: 2, 4: 3}[code]
