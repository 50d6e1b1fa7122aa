"""Linking inside one report: what is one incident, what is background, what is a total."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.incident import CodedReport, Incident
from tollbook.pipeline import code_report
from tollbook.read import read_text

PUBLISHED = date(2023, 9, 12)


def code(text: str) -> CodedReport:
    return code_report(read_text(text, published=PUBLISHED))


def incident_of(result: CodedReport, quote: str) -> Incident:
    claim = next(c for c in result.claims if c.span.quote == quote)
    return next(i for i in result.incidents if i.id == claim.incident)


SAME = [
    # two figures for one event
    ("A car bomb killed 12 people in Baidoa, police said. The hospital put the death toll at 15.", "12 people", "15"),
    ("Shelling killed nine people in Kherson. The shelling also wounded 14 others.", "nine people", "14 others"),
    ("Gunmen attacked a bus near Kunduz, killing six passengers. Four others were kidnapped.", "six passengers", "Four others"),
]
APART = [
    # another place, another event
    ("A car bomb killed 12 people in Baidoa. In Mogadishu, gunmen shot dead three traders.", "12 people", "three traders"),
    ("An air strike killed nine people in Idlib. A separate air strike killed four people in Aleppo.", "nine people", "four people"),
    # another time
    ("A bomb killed five people in Quetta on Monday. Last year a bomb killed 70 people in Quetta.", "five people", "70 people"),
    # a total is no part
    ("Two bombs killed 30 people in Kano and Maiduguri. In Kano, 18 people were killed.", "30 people", "18 people"),
]


@pytest.mark.parametrize(("text", "left", "right"), SAME)
def test_claims_of_one_incident(text: str, left: str, right: str) -> None:
    result = code(text)
    assert incident_of(result, left).id == incident_of(result, right).id


@pytest.mark.parametrize(("text", "left", "right"), APART)
def test_claims_of_two_incidents(text: str, left: str, right: str) -> None:
    result = code(text)
    assert incident_of(result, left).id != incident_of(result, right).id


STATUS = [
    ("A blast killed 12 people in Baidoa on Monday.", "12 people", "new"),
    ("A blast shook Quetta on Monday. In 2021 a bombing there killed 40 people.", "40 people", "background"),
    (
        "Fighting went on in Darfur on Monday, killing nine. More than 12,000 people have been killed since the war began.",
        "More than 12,000 people",
        "aggregate",
    ),
    ("An air strike killed 20 people, bringing the number of people killed since July to 311.", "20 people", "new"),
    ("An air strike killed 20 people, bringing the number of people killed since July to 311.", "311", "aggregate"),
    ("So far this year 140 miners have been killed by gunmen in the region.", "140 miners", "aggregate"),
    # what no single incident fills, and what one may
    ("More than 2,000 people have been killed in the country's civil war.", "More than 2,000 people", "aggregate"),
    ("The fighters were hiding in the war zone, where 12 people have been killed by a bomb.", "12 people", "new"),
    ("Gunmen have killed 40 traders in the past two weeks.", "40 traders", "aggregate"),
    ("Gunmen killed 40 traders in the second attack in two weeks in Kano.", "40 traders", "new"),
    ("About 900 people were killed in three years of fighting.", "About 900 people", "aggregate"),
    ("The group has killed 319 civilians in August, the office said.", "319 civilians", "aggregate"),
    ("Some 126,000 people died in Darfur.", "Some 126,000 people", "aggregate"),
    ("The earthquake killed 12,000 people in Izmit.", "12,000 people", "new"),
    ("A sniper shot dead a soldier on Friday, bringing to 158 the number of soldiers killed in the country.", "158", "aggregate"),
    ("A sniper shot dead a soldier on Friday, bringing to 158 the number of soldiers killed in the country.", "a soldier", "new"),
    ("Earlier on Monday a bomb killed nine people in Hilla.", "nine people", "new"),
    ("A blast shook Hilla on Monday. Three months earlier a bomb killed nine people there.", "nine people", "background"),
]


@pytest.mark.parametrize(("text", "quote", "status"), STATUS)
def test_status(text: str, quote: str, status: str) -> None:
    assert incident_of(code(text), quote).status == status


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Israeli gunfire and airstrikes killed 41 people across Gaza.", "attack_on_civilians"),
        ("Israeli airstrikes killed 41 people across Gaza.", "air_strike"),
        ("Gunmen stormed a railway station in Kano, killing 28 people.", "attack_on_civilians"),
        ("Nine people were killed by Islamic State-linked Allied Democratic Forces rebels in Lubero.", "attack_on_civilians"),
    ],
)
def test_type(text: str, kind: str) -> None:
    assert code(text).incidents[0].type == kind


def test_a_publication_date_is_a_bound_and_no_day() -> None:
    when = incident_of(code("A blast killed 12 people in Baidoa."), "12 people").date
    assert when is not None and when.edtf == "../2023-09-12" and when.start is None and when.basis == "publication"


def test_a_named_day_is_the_day() -> None:
    when = incident_of(code("A blast killed 12 people in Baidoa on Sunday."), "12 people").date
    assert when is not None and when.edtf == "2023-09-10" and when.basis == "text" and when.span is not None


def test_without_a_publication_date_nothing_is_made_up() -> None:
    result = code_report(read_text("A blast killed 12 people in Baidoa."))
    assert incident_of(result, "12 people").date is None


def test_claimed_is_not_perpetrated() -> None:
    result = code("A bomb killed 12 people in Kabul. Islamic State said it had carried out the bombing.")
    incident = incident_of(result, "12 people")
    assert [actor.name for actor in incident.claimed_by] == ["Islamic State"]
    assert incident.perpetrators == ()


def test_accused_carries_who_accuses() -> None:
    result = code("A bomb killed 12 people in Kabul. The government blamed the Taliban for the bombing.")
    accused = incident_of(result, "12 people").accused
    assert len(accused) == 1 and accused[0].by is not None and accused[0].by.quote == "The government"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Israeli air strikes killed nine people in Khan Younis.", "Military of Israel"),
        ("Nine people were killed by Boko Haram in Damboa.", "Boko Haram"),
    ],
)
def test_perpetrators(text: str, name: str) -> None:
    assert [a.name for a in code(text).incidents[0].perpetrators] == [name]


@pytest.mark.parametrize(
    "text", ["Nine Taliban fighters were killed in Kabul.", "The village is held by Boko Haram. Nine people were killed there by a flood."]
)
def test_no_perpetrators(text: str) -> None:
    assert all(i.perpetrators == () for i in code(text).incidents)


def test_every_step_of_linking_is_told() -> None:
    result = code("A car bomb killed 12 people in Baidoa, police said. The hospital put the death toll at 15.")
    assert all(incident.trace and all(step.note for step in incident.trace) for incident in result.incidents)


RESPONSES = [
    ("The mayor condemned the attack on Kano that killed twelve people. He spoke on Monday.", "twelve people"),
    ("A man was sentenced on Monday for the murders of two women in Kano.", "two women"),
    ("Residents of Kano mourned on Tuesday after the funeral of three boys killed in the blast.", "three boys"),
]


@pytest.mark.parametrize(("text", "quote"), RESPONSES)
def test_what_is_told_because_of_a_response_is_background(text: str, quote: str) -> None:
    assert incident_of(code(text), quote).status == "background"


def test_a_new_attack_beside_a_response_stays_new() -> None:
    result = code("The mayor condemned the violence and said gunmen had killed twelve people in Kano on Monday.")
    assert incident_of(result, "twelve people").status == "new"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A car bomb killed 12 people in Baidoa on Monday, police said.", []),
        ("A car bomb killed 12 people in an attack on police in Baidoa.", ["police"]),
    ],
)
def test_who_speaks_after_a_day_is_no_target(text: str, targets: list[str]) -> None:
    assert [actor.span.quote for actor in code(text).incidents[0].targets] == targets


def test_a_headline_that_names_the_division_alone_tells_of_the_town_in_it() -> None:
    result = code(
        "Drone kills 19 in Sennar\n\nA drone struck a wedding in the town of Singa, in Sudan's Sennar State, on Monday, killing 19 people, doctors said.\n"
    )
    assert [incident.place.name for incident in result.incidents if incident.place] == ["Singa"]
