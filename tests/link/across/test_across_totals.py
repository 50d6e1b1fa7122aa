"""Totals and their parts: what makes an incident a part, what leaves it open, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tollbook.lexicon.load import table
from tollbook.link.across.people import exclude
from tollbook.link.across.since import begins_span
from tollbook.link.across.totals import part_of
from tollbook.model.account import Account
from tollbook.model.part import PartAnswer
from tollbook.model.text import Span
from totals_factory import BAIDOA, BAY, GARISSA, KISMAYO, SOMALIA, SUNDAY, Where, told, total

MONDAY = SUNDAY + timedelta(1)
WEEK = (SUNDAY - timedelta(6), SUNDAY)
CUES = table("en", "totals.yaml")["since"].values()


def found(whole: Account, one: Account) -> tuple[PartAnswer, dict[str, tuple[str, str]]]:
    part = part_of([whole], [one])
    return part.answer, {level.feature: (level.level, level.bearing) for level in part.levels}


@pytest.mark.parametrize(
    ("whole", "one", "answer", "feature", "level"),
    [
        # days
        (total(), told("a"), "part", "when", "within"), (total(days=WEEK), told("a", days=MONDAY - timedelta(3)), "part", "when", "within"),
        (total(), told("a", days=MONDAY), "not", "when", "outside"), (total(days=WEEK), told("a", days=(SUNDAY, MONDAY)), "possible", "when", "partly"),
        (total(), told("a", basis="publication", days=MONDAY), "possible", "when", "reported_within"),
        (total(), told("a", basis="publication", days=MONDAY + timedelta(9)), "not", "when", "outside"),
        (total(), told("a", days=None), "possible", "when", "missing"), (total(days=None), told("a"), "possible", "when", "missing"),
        (total(basis="publication", days=MONDAY), told("a"), "possible", "when", "no_days_of_total"),
        (total(basis="publication", days=MONDAY), told("a", days=MONDAY + timedelta(1)), "not", "when", "after"),
        # a total never counts beyond the day on which its report came out
        (total(days=(date(2024, 5, 1), date(2024, 5, 31))), told("a", days=date(2024, 5, 20)), "not", "when", "outside"),
        # "since": from the day to the report
        (total(days=date(2024, 5, 1), words="since 1 May"), told("a"), "part", "when", "within"),
        (total(days=date(2024, 5, 1)), told("a"), "not", "when", "outside"),
        # places
        (total(), told("a", KISMAYO), "part", "where", "in_country"), (total(), told("a", GARISSA), "not", "where", "other_country"),
        (total(where=BAY), told("a"), "part", "where", "in_division"), (total(where=BAY), told("a", KISMAYO), "not", "where", "other_division"),
        (total(where=BAY), told("a", SOMALIA), "possible", "where", "wider"), (total(where=BAIDOA), told("a"), "part", "where", "same_place"),
        (total(where=BAIDOA), told("a", KISMAYO), "not", "where", "outside"),
        (total(where=BAIDOA), told("a", Where("Village", lat=3.2, lon=43.7)), "possible", "where", "near"),
        (total(), told("a", Where("Village", country=None)), "possible", "where", "missing"),
        (total(), told("a", None), "possible", "where", "missing"), (total(where=None), told("a"), "possible", "where", "missing"),
        (total(), told("a", replace(BAIDOA, score=0.3)), "possible", "where", "doubtful"),
        (total(where=None), told("a", days=None), "not", "when", "missing"),  # nothing ties them together
        # harm and people
        (total(), told("a", figures=(("injured", 3, 3, "people"),)), "not", "harm", "other_harm"),
        (total(), told("a", figures=(("casualties", 3, 3, "people"),)), "possible", "harm", "like_harm"),
        (total(), told("a", figures=(("killed", 0, 0, "people"), ("injured", 4, 4, None))), "not", "harm", "nobody"),
        (total(), told("a", figures=()), "possible", "harm", "missing"),
        (total(figures=(("killed", 9, 9, "civilians"),)), told("a"), "possible", "people", "unlike_people"),
        (total(figures=(("killed", 9, 9, "civilians"),)), told("a", figures=(("killed", 3, 3, "civilians"),)), "part", "people", "same_people"),
        (total(figures=(("killed", 9, 9, "soldiers"),)), told("a", figures=(("killed", 3, 3, "fighters"),)), "not", "people", "other_people"),
        (total(figures=(("killed", 9, 9, "civilians"),)), told("a", figures=(("killed", 3, 3, "fighters"),)), "not", "people", "other_people"),
        # type and actors
        (total(kind="air_strike"), told("a", kind="arrest"), "not", "type", "other_type"),
        (total(kind="air_strike"), told("a", kind="shelling"), "part", "type", "like_type"),
        (total(kind="armed_clash"), told("a", kind="abduction"), "part", "type", "any_type"),
        (total(by="Shabaab"), told("a", by="Shabaab"), "part", "who", "same_actor"), (total(by="Shabaab"), told("a"), "part", "who", "missing"),
        (total(by="Shabaab"), told("a", by="Bandits"), "not", "who", "other_actor"),
    ],
)  # fmt: skip
def test_levels(whole: Account, one: Account, answer: PartAnswer, feature: str, level: str) -> None:
    said, levels = found(whole, one)
    assert levels[feature][0] == level
    assert said == answer


def test_the_sides_list_kinds_that_there_are_once() -> None:
    listed = [kind for kinds in table("en", "totals.yaml")["sides"].values() for kind in kinds]
    assert set(listed) <= set(table("en", "persons.yaml"))
    assert len(listed) == len(set(listed))
    assert not exclude(["soldiers"], ["officials"])
    assert not exclude(["soldiers"], ["police"])


def test_an_actor_that_is_not_listed_speaks_against_nothing() -> None:
    gunmen = told("a", by="gunmen")
    unlisted = tuple(replace(one, actor=None) for one in gunmen.incident.perpetrators)
    one = replace(gunmen, incident=replace(gunmen.incident, perpetrators=unlisted))
    assert found(total(by="Shabaab"), one) == ("part", found(total(by="Shabaab"), one)[1])


def test_what_the_report_itself_counts_in_needs_no_day() -> None:
    one = told("a", None, None)
    whole = total()
    whole = replace(whole, incident=replace(whole.incident, totals_of=(one.id,)))
    assert found(whole, one)[0] == "part"
    far = told("a", GARISSA)
    whole = replace(whole, incident=replace(whole.incident, totals_of=(far.id,)))
    assert found(whole, far)[0] == "possible", "but nothing may speak against it"


def test_several_accounts_of_one_incident_speak_together_in_any_order() -> None:
    dated, undated, far = told("a"), told("b", days=None), told("c", GARISSA)
    assert part_of([total()], [dated, undated]).answer == "part"
    both = part_of([total()], [dated, far])
    assert both.answer == "possible"
    assert next(level for level in both.levels if level.feature == "where").level == "accounts_differ"
    assert part_of([total()], [far, dated]).levels == both.levels


def test_every_level_says_why() -> None:
    part = part_of([total()], [told("a")])
    words = {level.feature: level.words for level in part.levels}
    assert words["when"] == "both on 2024-05-12"
    assert words["where"] == "Baidoa lies in Somalia"
    assert all(words.values())


@pytest.mark.parametrize("before", [one for row in CUES for one in row["reads"]])
def test_since_reads(before: str) -> None:
    assert begins_span(f"{before}October 7", Span(len(before), len(before) + 9, "October 7"))


@pytest.mark.parametrize("before", [one for row in CUES for one in row["leaves"]])
def test_since_leaves(before: str) -> None:
    assert not begins_span(f"{before}October 7", Span(len(before), len(before) + 9, "October 7"))
