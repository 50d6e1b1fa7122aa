"""A report that only refers to an incident says so: each cue reads its own sentences and leaves the others alone."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.lexicon.load import table
from tollbook.model.incident import CodedReport
from tollbook.pipeline import code_report
from tollbook.read.text import read_text

ROWS = [row for section in table("en", "mentions.yaml").values() for row in section.values()]


def coded(text: str) -> CodedReport:
    return code_report(read_text(text, published=date(2024, 5, 14), source="a"))


def referred(text: str) -> list[str]:
    return [one.anchor.quote for one in coded(text).incidents if one.status == "mentioned"]


@pytest.mark.parametrize("sentence", [one for row in ROWS for one in row["reads"]])
def test_reads(sentence: str) -> None:
    assert len(referred(sentence)) == 1


@pytest.mark.parametrize("sentence", [one for row in ROWS for one in row["leaves"]])
def test_leaves(sentence: str) -> None:
    assert referred(sentence) == []


def test_what_is_told_in_the_report_itself_is_not_referred_to() -> None:
    told = coded("Gunmen stormed a market in Aden on Monday, killing nine people. After the attack, the governor resigned.")
    assert [one.status for one in told.incidents] == ["new"]


def test_it_has_the_place_behind_its_words_and_no_day_of_its_own() -> None:
    (one,) = coded("In Oslo, ministers condemned the attack on a market in Aden, Yemen.").incidents[-1:]
    assert one.status == "mentioned"
    assert one.place is not None and one.place.span.quote == "Aden"
    assert one.date is not None and one.date.basis == "publication"


def test_what_follows_from_it_elsewhere_does_not_place_it() -> None:
    (one,) = coded("A curfew was imposed in the port of Aden following the air strikes.").incidents
    assert one.status == "mentioned" and one.place is None


def test_what_is_answered_is_another_incident() -> None:
    told, answered = coded("Iran launched missiles at Tel Aviv in retaliation for the Israeli air strikes.").incidents
    assert (told.status, told.type) == ("new", "shelling")
    assert (answered.status, answered.type) == ("mentioned", "air_strike")


def test_what_is_done_about_it_keeps_words_of_its_own() -> None:
    judged, attack = sorted(
        coded("The United Nations condemns the recent attack on a market in Omdurman.").incidents, key=lambda one: one.anchor.start
    )
    assert judged.type == "statement" and attack.status == "mentioned"
    assert judged.anchor != attack.anchor and judged.id != attack.id


def test_a_figure_makes_it_told() -> None:
    told = coded("The governor of Aden resigned following the attack that killed nine people.")
    assert [one.status for one in told.incidents if any(claim.incident == one.id for claim in told.claims)] != ["mentioned"]
