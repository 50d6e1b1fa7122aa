"""A place that changes hands is an armed clash there, by whoever takes it; the examples of each rule stand in the lexicon."""

from __future__ import annotations

from datetime import date

import pytest

from marked import document
from tollbook.extract.claims import extract
from tollbook.extract.takings import with_takings
from tollbook.lexicon.load import table
from tollbook.lexicon.profiles import profile
from tollbook.model.incident import Incident
from tollbook.pipeline import code_report
from tollbook.read import read_text
from tollbook.resolve.actors import find_actors
from tollbook.resolve.places import find_places

RULES = table("en", "takings.yaml")["takings"]
READS = [text for rule in RULES.values() for text in rule["reads"]]
LEAVES = [text for rule in RULES.values() for text in rule["leaves"]]


def takings(text: str) -> list[str]:
    doc = document(text)
    extraction, _ = extract(doc, profile("default"))
    places = find_places(doc)
    told, _ = with_takings(doc, extraction, places, find_actors(doc, places), None)
    return [event.span.quote for event in told.events if event.type == "armed_clash"]


@pytest.mark.parametrize("text", READS)
def test_a_taking_is_read(text: str) -> None:
    assert takings(text)


@pytest.mark.parametrize("text", LEAVES)
def test_no_taking_is_read(text: str) -> None:
    assert takings(text) == []


def only(text: str) -> Incident:
    (incident,) = code_report(read_text(text, published=date(2025, 6, 12))).incidents
    return incident


TAKEN = [
    ("M23 rebels enter the city of Goma.", "Goma", "m23"),
    ("Somali federal troops capture Beled Hawo.", "Beled Hawo", "so-military"),
    ("M23 rebels capture the town of Masisi, following the collapse of peace talks.", "Masisi", "m23"),
    ("The fall of El Fasher to the Rapid Support Forces was confirmed.", "El Fasher", "rapid-support-forces"),
    ("The Sudanese Armed Forces say that they liberated Wad Madani from the Rapid Support Forces.", "Wad Madani", "sd-military"),
    ("The Southern Transitional Council announces the capture of Ataq.", "Ataq", "southern-transitional-council"),
    ("The army launches an offensive in El Fasher.", "El Fasher", "sd-military"),
]


@pytest.mark.parametrize(("text", "place", "taker"), TAKEN)
def test_place_and_taker(text: str, place: str, taker: str) -> None:
    incident = only(text)
    assert incident.type == "armed_clash"
    assert incident.place is not None and incident.place.name == place
    assert [actor.actor for actor in incident.perpetrators] == [taker]


def test_a_village_entered_to_kill_is_attacked() -> None:
    assert only("Militants entered the village of Kutum and killed nine farmers.").type == "attack_on_civilians"


def test_a_force_that_leaves_under_a_deal_fights_no_clash() -> None:
    assert only("The army withdraws from Kutum under a ceasefire deal.").type == "agreement"
