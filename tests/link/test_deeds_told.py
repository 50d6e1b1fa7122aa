"""Where a deed happened, when and by whom, in reports of one or two sentences: the land of a phrase, what is only mentioned, what is answered, who wards off."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.incident import CodedReport, Incident
from tollbook.pipeline import code_report
from tollbook.read import read_text

DAY = date(2025, 9, 25)


def code(text: str) -> CodedReport:
    return code_report(read_text(text, published=DAY))


def only(text: str) -> Incident:
    (incident,) = code(text).incidents
    return incident


PLACES = [
    # the land that an adjective names
    ("Two Russian drones entered Romanian airspace.", "Romania"),
    # the land of whoever the sentence names first
    ("The Polish Armed Forces shot down four Russian drones over the country.", "Poland"),
    ("Soldiers from the army of Benin announce a coup d'état.", "Benin"),
    # a country that is bombed, not one that is spoken of
    ("Israel launches a bombing campaign against Iran.", "Iran"),
    # a base abroad lies in no state of its owner
    ("Iran fires missiles at the U.S. Al Udeid Air Base in Qatar.", "Al Udeid Air Base"),
    ("The military says it intercepted all the missiles launched at the Al Udeid Air Base.", "Al Udeid Air Base"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place(text: str, place: str) -> None:
    found = only(text).place
    assert found is not None and found.name == place


def test_a_country_that_is_only_addressed_is_no_place() -> None:
    found = only("Pakistan launches a diplomatic campaign against India after gunmen attacked a church in Lahore.").place
    assert found is not None and found.name == "Lahore"


ACTORS = [
    # whoever stops a weapon did not send it
    ("Israel intercepts two missiles fired by the Houthis at Eilat.", ["houthis"]),
    ("The Polish Armed Forces shot down four Russian drones over the country.", ["ru-military"]),
    ("The Houthis launch a missile at Eilat, which is intercepted by Israeli forces.", ["houthis"]),
    # whoever orders it has it done
    (
        "U.S. President Donald Trump orders the military to carry out airstrikes against Islamic State positions in Somalia.",
        ["us-military"],
    ),
    ("The president of Somalia visits the army in Kismayo after an air strike.", []),
    # a country that has done it is its force
    ("The United States has conducted strikes on several sites in Iran.", ["us-military"]),
    # a comma alone joins nobody
    ("Following the capture of Beled Hawo by Jubaland forces, Somali federal troops were sent to Gedo.", ["jubaland-forces"]),
]


@pytest.mark.parametrize(("text", "actors"), ACTORS)
def test_who_did_it(text: str, actors: list[str]) -> None:
    assert [actor.actor for actor in only(text).perpetrators] == actors


def test_the_date_of_an_earlier_event_is_not_that_of_the_new_one() -> None:
    dated = only("The navy seizes a tanker off the coast of Venezuela after previously seizing another last week.").date
    assert dated is not None and dated.rule == "publication_bound"


def test_a_date_behind_the_only_event_stays_its_own() -> None:
    dated = only("The navy seized a tanker off the coast of Venezuela last week.").date
    assert dated is not None and dated.rule != "publication_bound"


def test_an_attack_and_the_answer_to_it_are_two() -> None:
    told = code("In response to a drone attack the previous day that injured 50 civilians, the Israeli Air Force bombs targets in Sanaa.")
    first, second = told.incidents
    assert (first.status, first.date and first.date.edtf, first.place) == ("background", "2025-09-24", None)
    assert (second.status, second.type, second.place and second.place.name) == ("new", "air_strike", "Sanaa")
    assert [claim.incident for claim in told.claims] == [first.id]


REACHED = [
    ("The two leaders announce a full and immediate ceasefire between India and Pakistan.", True),
    ("A ceasefire between Afghanistan and Pakistan comes into effect.", True),
    ("Rwanda and Congo sign a peace agreement, which calls for the return of refugees.", True),
    ("Officials announce that 200 troops will monitor the ceasefire deal.", False),
    ("The envoy calls for a ceasefire that would take effect on Monday.", False),
]


@pytest.mark.parametrize(("text", "reached"), REACHED)
def test_an_agreement_that_was_reached(text: str, reached: bool) -> None:
    assert [incident.type for incident in code(text).incidents] == (["agreement"] if reached else [])


def test_clashes_before_a_ceasefire_keep_their_dead_and_their_night() -> None:
    incident = only("The two sides announce a ceasefire following clashes last night in Aleppo that killed four people.")
    assert (incident.type, incident.anchor.quote, incident.date and incident.date.edtf) == ("armed_clash", "clashes", "2025-09-24")
