"""Takes points on the earth; gives the distance between them. Knows nothing of places."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_DIAMETER_KM = 12742.0


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance between two points, WGS 84 degrees, on a sphere of the earth's mean radius."""
    one, other = radians(lat1), radians(lat2)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(lon2 - lon1) / 2) ** 2
    return _DIAMETER_KM * asin(min(1.0, sqrt(half)))
