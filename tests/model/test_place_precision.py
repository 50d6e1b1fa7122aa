"""Precision codes of event data for a place as it was read."""

from __future__ import annotations

import pytest

from tollbook.model.incident import PlacePrecision, PlaceValue
from tollbook.model.place_precision import geo_precision, where_prec
from tollbook.model.text import Span


def place(precision: PlacePrecision, radius_km: float | None = None, lat: float | None = 34.7) -> PlaceValue:
    lon = None if lat is None else 36.7
    return PlaceValue(Span(0, 4, "Homs"), "Homs", 169577, lat, lon, precision, "Homs", "SY", "the only Homs known", radius_km)


@pytest.mark.parametrize(
    ("value", "ucdp", "acled"),
    [
        (place("exact", 5.0), 1, 1),
        (place("exact"), 1, 1),
        (place("near", 15.0), 2, 2),  # "near Homs"
        (place("near", 25.0), 2, 2),
        (place("near", 50.0), 5, 3),  # "east of Homs", no distance told
        (place("area", 20.0), 2, 2),  # a small region, such as the Eastern Ghouta
        (place("area", 28.0), 5, 2),
        (place("area", 300.0), 5, 3),  # a road between two cities, a border, the Sahel
        (place("area"), 5, 3),
        (place("admin2", 20.0), 3, 2),
        (place("admin1", 80.0), 4, 3),
        (place("country", 300.0), 6, None),  # ACLED does not code a whole country
        (place("unknown", None, None), None, None),
        (place("exact", 5.0, None), None, None),  # no point, no precision
        (None, None, None),
    ],
)
def test_codes(value: PlaceValue | None, ucdp: int | None, acled: int | None) -> None:
    assert (where_prec(value), geo_precision(value)) == (ucdp, acled)
