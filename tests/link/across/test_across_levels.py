"""Levels of single features: places, figures, days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from across_factory import DAY, account

from tollbook.link.across.compare import telling, when
from tollbook.link.across.features import Days, Features, Figure, features_of
from tollbook.link.across.figures import how_many
from tollbook.link.across.places import where
from tollbook.model.incident import PlacePrecision, PlaceValue
from tollbook.model.text import Span


def place(
    name: str,
    lat: float,
    lon: float,
    precision: PlacePrecision = "exact",
    country: str = "IQ",
    admin1: str | None = None,
    listed: bool = True,
) -> PlaceValue:
    number = sum(ord(letter) * 3**at for at, letter in enumerate(name)) if listed else None
    radius = 300.0 if precision == "country" else 37.0 if precision == "admin2" else None
    return PlaceValue(Span(0, len(name), name), name, number, lat, lon, precision, admin1, country, "", radius)


BAGHDAD = place("Baghdad", 33.34, 44.40, admin1="07")
KARRADA = place("Karrada", 33.30, 44.43, admin1="07")
MOSUL = place("Mosul", 36.34, 43.12, admin1="15")
IRAQ = place("Iraq", 33.0, 44.0, "country")
HAMLET = place("Upper Kazi", -1.4, 28.8, "admin2", "CD", "North Kivu", listed=False)
OTHER_HAMLET = place("Shoa Hill", -1.4, 28.8, "admin2", "CD", "North Kivu", listed=False)
MASISI = place("Masisi", -1.4, 28.8, "admin2", "CD", "North Kivu")
DAMASCUS = place("Damascus", 33.51, 36.29, country="SY")


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (BAGHDAD, BAGHDAD, "same_place"),
        (BAGHDAD, KARRADA, "near"),
        (BAGHDAD, IRAQ, "within"),
        (IRAQ, IRAQ, "same_wide"),
        (BAGHDAD, MOSUL, "other_place"),
        (BAGHDAD, DAMASCUS, "other_country"),
        (BAGHDAD, None, "missing"),
        (HAMLET, replace(HAMLET, admin1=None), "same_place"),  # a village in no list is known by its name
        (HAMLET, OTHER_HAMLET, "other_name"),
        (HAMLET, MASISI, "within"),
        (HAMLET, MOSUL, "other_country"),
    ],
)
def test_where(left: PlaceValue, right: PlaceValue | None, level: str) -> None:
    assert where(left, right)[0] == level == where(right, left)[0]


def killed(low: int | None, high: int | None = None, exactly: bool = True) -> tuple[Figure, ...]:
    return (Figure("killed", None, low, low if exactly and high is None else high),)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (killed(14), killed(14), "equal_large"),
        (killed(14), killed(14, exactly=False), "equal_large"),  # "at least 14"
        (killed(4), killed(4), "equal_some"),
        (killed(1), killed(1), "equal_few"),  # one dead is no sign
        (killed(14), killed(17), "close"),
        (killed(14), killed(30), "apart"),
        (killed(4), killed(90), "far"),
        (killed(14), (), "missing"),
        (killed(14), (Figure("injured", None, 14, 14),), "missing"),
        ((*killed(14), Figure("injured", None, 31, 31)), (*killed(14), Figure("injured", None, 31, 31)), "several_equal"),
        ((*killed(78), *killed(14)), (*killed(71), *killed(14)), "close"),  # an equal part of unlike wholes is no sign
        (
            killed(7),
            (Figure("killed", "security_forces", 5, 5), Figure("killed", "attackers", 2, 2)),
            "equal_some",
        ),  # in all, and by groups
        (killed(7), (Figure("killed", "security_forces", 5, 5), Figure("killed", "people", 2, 2)), "close"),
    ],
)
def test_how_many(left: tuple[Figure, ...], right: tuple[Figure, ...], level: str) -> None:
    assert how_many(left, right)[0] == level == how_many(right, left)[0]


BASE = features_of(account("A bomb killed 14 people in Baghdad on Tuesday."))


def told(day: date, length: int = 1) -> Features:
    return replace(BASE, days=Days(day, day + timedelta(length - 1), True))


def bound(day: date) -> Features:
    return replace(BASE, days=Days(day - timedelta(3), day, False))


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (told(DAY), told(DAY), "same_day"),
        (told(DAY), told(DAY - timedelta(2), 7), "overlap"),
        (told(DAY), told(DAY + timedelta(1)), "next_day"),
        (told(DAY), told(DAY + timedelta(3)), "days_apart"),
        (told(DAY), told(DAY + timedelta(9)), "other_time"),
        (told(DAY), told(DAY + timedelta(90)), "months_apart"),
        (told(DAY), bound(DAY + timedelta(1)), "day_reported"),
        (told(DAY), bound(DAY + timedelta(3)), "overlap"),
        (bound(DAY), bound(DAY), "bounded"),
        (bound(DAY), bound(DAY + timedelta(2)), "reported_later"),
        (told(DAY), replace(BASE, days=None), "missing"),
    ],
)
def test_when(left: Features, right: Features, level: str) -> None:
    assert when(left, right)[0] == level == when(right, left)[0]


def test_telling() -> None:
    first = replace(BASE, published=DAY)
    later = replace(BASE, published=DAY + timedelta(1), figures=killed(19))
    assert telling(first, later)[0] == "grown_toll" == telling(later, first)[0]
    assert telling(first, replace(later, figures=killed(2)))[0] == "two_tolls"
    assert telling(first, replace(later, update="rose to"))[0] == "update"
    assert telling(first, replace(later, figures=()))[0] == "no_update"
    assert telling(first, replace(later, figures=(), published=DAY + timedelta(2)))[0] == "late_no_update"
    assert telling(first, replace(later, published=DAY))[0] == "one_day"
