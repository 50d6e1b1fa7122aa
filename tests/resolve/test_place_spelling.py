"""Spellings of one name: keys of sound, and the place that another spelling is taken for."""

from __future__ import annotations

import pytest

from tollbook.resolve.gazetteer import look_up, spelt_like
from tollbook.resolve.place_names import consonants, fold, sound
from tollbook.resolve.place_rank import spelling
from tollbook.resolve.place_tables import admin1_entry, countries


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Thayettabin", "Tha Yet Ta Pin", "MM"), ("Sadaungbon", "Sar Taung Pon", "MM"), ("Ywa Tha Gyi", "Ywar Thar Gyi", "MM"), ("Kyindwe", "Kyin Dway", "MM"),
        ("Pallan Wala", "Pallanwala", "IN"), ("Bouira", "Buira", "DZ"), ("Khalidiyya", "Al-Khalidiya", "SY"), ("Dhamar", "Damar", "YE"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(one: str, other: str, country: str) -> None:
    assert sound(fold(one), country) == sound(fold(other), country)


@pytest.mark.parametrize(
    ("one", "other", "country"), [("Homs", "Hama", "SY"), ("Min Tat", "Myintha", "MM"), ("Kyaung Kone", "Kyauk Kone", "MM")]
)
def test_other_names_sound_otherwise(one: str, other: str, country: str) -> None:
    assert sound(fold(one), country) != sound(fold(other), country)


def test_consonants_are_what_spellings_share() -> None:
    assert consonants("raka") == consonants("roke") == "rk"
    assert consonants("uman") == consonants("aman")


def test_another_spelling_is_found_in_its_division_and_says_so() -> None:
    sagaing = admin1_entry("MM", "10")
    assert sagaing is not None and not look_up("Ta Ba Yin Kwae")
    found = spelling("Ta Ba Yin Kwae", (sagaing,))
    assert found is not None and found.entry is not None and found.entry.name == "Ta Pa Yin Kwe" and "another spelling" in found.reason
    assert spelling("Qorambeyla", (sagaing, countries()["MM"].entry)) is None


def test_several_places_that_sound_alike_are_none() -> None:
    assert spelt_like("Kyauktan", "MM", "01") is None  # villages of the name lie all over Rakhine
    assert spelt_like("Ta", "MM", "10") is None and spelt_like("Kani", "MM") is None  # too short to tell
