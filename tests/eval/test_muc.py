"""MUC-4 scoring on constructed templates: what the guidelines call right, partial and wrong, slot by slot, and how templates are paired."""

from __future__ import annotations

import pytest
from muc_keys import SLOTS, fills, is_optional
from muc_score import FULL, NONE, PARTIAL, Scores, Tally, align, compare, same_date, same_place, same_string, score_report


def counts(slot: str, given: list[str], wanted: list[str]) -> tuple[int, int, int, int, int]:
    tally: Tally = compare(slot, fills(slot, {slot: given}) or (), fills(slot, {slot: wanted}))
    return tally.correct, tally.partial, tally.incorrect, tally.spurious, tally.missing


@pytest.mark.parametrize(
    ("slot", "given", "wanted", "expected"),
    [
        # string slots: alternatives, words before the noun, parts of names, what follows the noun
        ("HUM TGT: DESCRIPTION", ['"THE 3 PEASANTS"'], ['"PEASANTS"'], (1, 0, 0, 0, 0)),
        ("HUM TGT: DESCRIPTION", ['"OLD PEASANTS"'], ['"PEASANTS" / "VILLAGERS"'], (1, 0, 0, 0, 0)),
        ("HUM TGT: DESCRIPTION", ['"PEASANTS, WHICH WAS A MISTAKE"'], ['"PEASANTS"'], (0, 1, 0, 0, 0)),
        ("HUM TGT: NAME", ['"TORRES"'], ['"ALBERTO ROBERTO TORRES"'], (0, 1, 0, 0, 0)),
        ("HUM TGT: NAME", ['"SANCHEZ"'], ['"ALBERTO ROBERTO TORRES"'], (0, 0, 1, 0, 0)),
        ("PERP: ORGANIZATION ID", ['"BRIGADE"'], ['"6TH INFANTRY BRIGADE"'], (0, 1, 0, 0, 0)),
        # a description with a wrong tag is half right; a wrong description with a right tag is wrong
        ("HUM TGT: DESCRIPTION", ['"MAYOR": "TORRES"'], ['"MAYOR": "TORRES"'], (1, 0, 0, 0, 0)),
        ("HUM TGT: DESCRIPTION", ['"MAYOR": "SANCHEZ"'], ['"MAYOR": "TORRES"'], (0, 1, 0, 0, 0)),
        ("HUM TGT: DESCRIPTION", ['"PRIEST": "TORRES"'], ['"MAYOR": "TORRES"'], (0, 0, 1, 0, 0)),
        # set slots: a right value with a wrong tag is half right, whatever the tag a nearly right value is half right
        ("HUM TGT: TYPE", ['CIVILIAN: "TORRES"'], ['CIVILIAN: "TORRES"'], (1, 0, 0, 0, 0)),
        ("HUM TGT: TYPE", ['CIVILIAN: "TORRES"'], ['CIVILIAN: "SANCHEZ"'], (0, 1, 0, 0, 0)),
        ("HUM TGT: TYPE", ['POLITICAL FIGURE: "X"'], ['GOVERNMENT OFFICIAL: "TORRES"'], (0, 1, 0, 0, 0)),
        ("HUM TGT: TYPE", ['GOVERNMENT OFFICIAL: "X"'], ['POLITICAL FIGURE: "TORRES"'], (0, 0, 1, 0, 0)),
        ("HUM TGT: EFFECT OF INCIDENT", ['DEATH: "TORRES"'], ['DEATH / INJURY: "TORRES"'], (1, 0, 0, 0, 0)),
        ("HUM TGT: EFFECT OF INCIDENT", ['NO INJURY: "X"'], ['NO INJURY OR DEATH: "TORRES"'], (0, 1, 0, 0, 0)),
        ("PHYS TGT: EFFECT OF INCIDENT", ['DESTROYED: "BUS"'], ['SOME DAMAGE: "BUS"'], (0, 1, 0, 0, 0)),
        ("PHYS TGT: EFFECT OF INCIDENT", ['SOME DAMAGE: "BUS"'], ['DESTROYED: "BUS"'], (0, 0, 1, 0, 0)),
        ("INCIDENT: INSTRUMENT TYPE", ['GUN: "AK-47"'], ['MACHINE GUN: "AK-47"'], (0, 1, 0, 0, 0)),
        ("INCIDENT: INSTRUMENT TYPE", ['GUN: "BULLET"'], ['MACHINE GUN: "-"'], (0, 1, 0, 0, 0)),
        ("INCIDENT: INSTRUMENT TYPE", ['MACHINE GUN: "AK-47"'], ['GUN: "AK-47"'], (0, 0, 1, 0, 0)),
        ("INCIDENT: TYPE", ["ATTACK"], ["BOMBING"], (0, 1, 0, 0, 0)),
        ("INCIDENT: TYPE", ["BOMBING"], ["ATTACK"], (0, 0, 1, 0, 0)),
        ("PERP: ORGANIZATION CONFIDENCE", ['SUSPECTED OR ACCUSED: "A"'], ['SUSPECTED OR ACCUSED BY AUTHORITIES: "A"'], (0, 1, 0, 0, 0)),
        # numbers: a range's end and an about are half right
        ("HUM TGT: NUMBER", ['7: "JUDGES"'], ['7: "JUDGES"'], (1, 0, 0, 0, 0)),
        ("HUM TGT: NUMBER", ['7: "PEOPLE"'], ['5 - 7: "JUDGES"'], (0, 1, 0, 0, 0)),
        ("HUM TGT: NUMBER", ['7: "JUDGES"'], ['~7: "JUDGES"'], (0, 1, 0, 0, 0)),
        ("HUM TGT: NUMBER", ['6: "JUDGES"'], ['5 - 7: "JUDGES"'], (0, 0, 1, 0, 0)),
        # several fills: paired for the most credit; what is left on both sides is wrong, on one side made up or missing
        ("HUM TGT: NAME", ['"A B"', '"X Y"', '"Q R"'], ['"C D"', '"A B"'], (1, 0, 1, 1, 0)),
        ("HUM TGT: NAME", [], ['"C D"', '"A B"'], (0, 0, 0, 0, 2)),
        ("HUM TGT: NAME", ['"C D"'], ["-"], (0, 0, 0, 1, 0)),
        # optional fills are not missed, and right when given
        ("HUM TGT: NAME", [], ['? "C D"'], (0, 0, 0, 0, 0)),
        ("HUM TGT: NAME", ['"C D"'], ['? "C D"'], (1, 0, 0, 0, 0)),
        # a slot that does not apply counts nothing
        ("INCIDENT: INSTRUMENT ID", ['"BOMB"'], ["*"], (0, 0, 0, 0, 0)),
    ],
)
def test_fills(slot: str, given: list[str], wanted: list[str], expected: tuple[int, int, int, int, int]) -> None:
    assert counts(slot, given, wanted) == expected


@pytest.mark.parametrize(
    ("given", "wanted", "worth"),
    [
        ("26 AUG 89", "26 AUG 89", FULL),
        ("26 AUG 89", "25 AUG 89 - 26 AUG 89", PARTIAL),
        ("25 AUG 89", "- 26 AUG 89", PARTIAL),
        ("27 AUG 89", "- 26 AUG 89", NONE),
        ("- 26 AUG 89", "25 AUG 89 - 26 AUG 89", PARTIAL),
        ("- 26 AUG 89", "26 AUG 89", PARTIAL),
        ("- 26 AUG 89", "25 AUG 89", NONE),
        ("24 AUG 89", "25 AUG 89", NONE),
    ],
)
def test_dates(given: str, wanted: str, worth: float) -> None:
    assert same_date(given, wanted) == worth


@pytest.mark.parametrize(
    ("given", "wanted", "worth"),
    [
        ("COLOMBIA: MEDELLIN (CITY)", "COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)", FULL),
        ("COLOMBIA", "COLOMBIA: MEDELLIN (CITY)", PARTIAL),
        ("COLOMBIA: CALI (CITY)", "COLOMBIA: MEDELLIN (CITY)", PARTIAL),
        ("BOLIVIA: MEDELLIN (CITY)", "COLOMBIA: MEDELLIN (CITY)", PARTIAL),
        ("COLOMBIA: MEDELLIN (CITY)", "COLOMBIA: MEDELLIN (CITY) - CALI (CITY)", PARTIAL),
        ("PERU: LIMA (CITY)", "COLOMBIA: MEDELLIN (CITY)", NONE),
        ("PERU", "PERU", FULL),
    ],
)
def test_places(given: str, wanted: str, worth: float) -> None:
    assert same_place(given, wanted) == worth


def test_a_string_without_its_head_is_wrong() -> None:
    assert same_string(["POLICE STATION"], ["POLICE OFFICER"]) == NONE


def template(kind: str, target: str, number: str = "1", **more: list[str]) -> dict[str, list[str]]:
    return {"MESSAGE: TEMPLATE": [number], "INCIDENT: TYPE": [kind], "HUM TGT: NAME": [f'"{target}"'], **more}


def test_templates_are_paired_for_the_most_credit_and_only_on_type_and_content() -> None:
    keys = [template("BOMBING", "ANA ROSSI"), template("ATTACK", "LEA CONTI")]
    given = [template("ATTACK", "LEA CONTI"), template("ATTACK", "ANA ROSSI")]
    assert align(given, keys) == [(given[0], keys[1]), (given[1], keys[0])]  # ATTACK for BOMBING matches in part
    assert align([template("BOMBING", "LEA CONTI")], keys[1:]) == []  # another type
    assert align([template("ATTACK", "MARCO DUE")], keys[1:]) == []  # no target in common


def test_a_missing_template_is_all_missing_and_a_made_up_one_all_spurious() -> None:
    scores = Scores()
    score_report(
        [template("ATTACK", "MARCO DUE")], [template("BOMBING", "ANA ROSSI"), template("ATTACK", "LEA CONTI", "2 (OPTIONAL)")], scores
    )
    whole = scores.whole()
    assert (whole.correct, whole.spurious, whole.missing) == (0, 2, 2)
    assert (scores.matched, scores.missed, scores.made_up) == (0, 1, 1)
    assert is_optional(template("ATTACK", "LEA CONTI", "2 (OPTIONAL)"))


def test_recall_precision_and_f() -> None:
    tally = Tally(correct=6, partial=2, incorrect=1, spurious=1, missing=3)
    assert (tally.possible, tally.actual) == (12, 10)
    assert tally.recall == pytest.approx(7 / 12)
    assert tally.precision == pytest.approx(0.7)
    assert tally.f == pytest.approx(2 * 0.7 * (7 / 12) / (0.7 + 7 / 12))


def test_a_perfect_answer_is_perfect() -> None:
    keys = [template("BOMBING", "ANA ROSSI", **{"INCIDENT: DATE": ["- 26 AUG 89"], "INCIDENT: LOCATION": ["PERU: LIMA (CITY)"]})]
    scores = Scores()
    score_report(keys, keys, scores)
    assert scores.whole().f == 1.0
    assert all(scores.slots[slot].incorrect == 0 for slot in SLOTS)
