"""One event in several places, and a place that only a part of those counted is told to have been in."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.incident import PlaceValue
from tollbook.pipeline import code_report
from tollbook.read import read_text


def place(text: str) -> PlaceValue:
    found = code_report(read_text(text, published=date(2025, 3, 3))).incidents[0].place
    assert found is not None
    assert text[found.span.start : found.span.end] == found.span.quote
    return found


SEVERAL = [
    ("Drones hit Rafah and Khan Younis in Gaza, killing 12 people.", "Rafah and Khan Younis", "PS"),
    ("Air strikes on Kharkiv, Sumy and Odesa in Ukraine killed nine people.", "Kharkiv, Sumy and Odesa", "UA"),
    ("Gunmen killed 17 soldiers in Kaduna and Niger States in Nigeria.", "Kaduna State and Niger State", "NG"),
]


@pytest.mark.parametrize(("text", "name", "country"), SEVERAL)
def test_one_event_in_several_places_lies_in_an_area_around_them(text: str, name: str, country: str) -> None:
    found = place(text)
    assert (found.name, found.precision, found.country) == (name, "area", country)
    assert found.radius_km is not None
    assert "places for one event" in found.reason


ALONE = [
    # what holds the other, what stands near it, and the place of another event
    ("A bomb killed nine people in Zamzam, North Darfur, Sudan.", "Zamzam"),
    ("Shelling in the Jobar district of Damascus killed four people.", "Jobar"),
    ("Gunmen killed nine people in Mosul after a raid on Kirkuk.", "Mosul"),
    ("Nine people from Mosul and Kirkuk were killed by a bomb in Baghdad.", "Baghdad"),
]


@pytest.mark.parametrize(("text", "name"), ALONE)
def test_one_place_stays_one(text: str, name: str) -> None:
    assert place(text).name == name


def test_the_place_of_a_part_is_widened() -> None:
    found = place("At least 70 people were killed in air strikes, including eight people in a house in Gaza City.")
    assert found.precision == "area"
    assert found.radius_km == 100.0
    assert not found.sure
    assert "only a part of those counted" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "Eight people were killed, including two children, in Mosul on Sunday.",
        "Eight people were killed in Mosul, including two children.",
    ],
)
def test_a_place_behind_the_part_is_that_of_all(text: str) -> None:
    assert place(text).precision == "exact"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At least 61 people were killed in air strikes across the Gaza Strip and Gaza City.", "Gaza Strip"),
        ("At least 61 people were killed in air strikes on Gaza City and the Gaza Strip.", "Gaza Strip"),
        ("Three people were killed in attacks in the Gaza Strip, two by a drone strike in Rafah.", "Gaza Strip"),
    ],
)
def test_a_place_and_what_holds_it_are_the_wider_one(text: str, name: str) -> None:
    assert place(text).name == name
