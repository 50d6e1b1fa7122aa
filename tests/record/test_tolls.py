"""Low, best and high: each row is the figures of one field, the rule, and what must come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from record_factory import Figure, coded

from tollbook.lexicon import load
from tollbook.model.errors import BadLexicon
from tollbook.record.toll_rules import toll_rule, toll_rules
from tollbook.record.tolls import Toll, tolls

AT_LEAST_57 = Figure(57, None, "monitors", qualifier="at_least")
AT_LEAST_50 = Figure(50, None, "state media", qualifier="at_least")


def read(*figures: Figure, rule: str | None = None) -> tuple[Toll, ...]:
    one = coded(figures)
    return tolls(one.incidents[0].id, one.claims, rule)


def only(*figures: Figure, rule: str | None = None) -> tuple[int | None, int | None, int | None]:
    (toll,) = read(*figures, rule=rule)
    return toll.low, toll.best, toll.high


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((Figure(12, 12),), (12, 12, 12)),
        ((Figure(0, 0, "police"),), (0, 0, 0)),  # "no casualties" is a figure
        ((AT_LEAST_57,), (57, 57, None)),  # nobody gives an upper bound
        ((Figure(None, 30, "police", qualifier="at_most"),), (None, 30, 30)),  # nobody gives a lower bound, and it is not zero
        ((AT_LEAST_57, AT_LEAST_50), (50, 50, None)),  # stated equally often: the lower
        ((AT_LEAST_50, Figure(57, 57, "police")), (50, 50, 57)),  # "at least 50" allows 57
        ((AT_LEAST_57, Figure(50, 50, "police")), (50, 50, None)),  # "at least 57" reaches beyond 50
        ((Figure(None, 30, "police", qualifier="at_most"), Figure(40, 40, "medics")), (None, 30, 40)),  # "up to 30" reaches below 40
        ((Figure(10, 10, "police"), Figure(12, 12, "medics"), Figure(12, 12, "mayor")), (10, 12, 12)),
        (
            (Figure(10, 10, "police"), Figure(10, 10, "Police"), Figure(12, 12, "medics"), Figure(12, 12, "mayor")),
            (10, 12, 12),
        ),  # one source twice
        ((Figure(40, 60, "medics", qualifier="between"),), (40, 40, 60)),
        ((Figure(24, None, "medics", qualifier="vague"),), (24, None, None)),  # "dozens" is a bound and no figure
        ((Figure(24, None, "medics", qualifier="vague"), Figure(31, 31, "police")), (24, 31, 31)),
        ((Figure(3, 3, "medics", qualifier="vague"),), (3, 3, 3)),  # a profile may read a vague word as a figure
        ((Figure(None, None, "others", qualifier="vague"),), (None, None, None)),  # unknown, never zero
        ((Figure(None, None, "others", qualifier="vague"), Figure(9, 9)), (9, 9, 9)),
    ],
)
def test_range(figures: tuple[Figure, ...], expected: tuple[int | None, int | None, int | None]) -> None:
    assert only(*figures) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("range", (10, 14, 14)),
        ("most_conservative", (10, 10, 14)),
        ("highest_source_count", (14, 14, 14)),
        ("majority", (10, None, 14)),  # two of four are no more than half
    ],
)
def test_rules(rule: str, expected: tuple[int | None, int | None, int | None]) -> None:
    figures = (Figure(10, 10, "police"), Figure(12, 12, "mayor"), Figure(14, 14, "medics"), Figure(14, 14, "army"))
    assert only(*figures, rule=rule) == expected
    assert read(*figures, rule=rule)[0].rule == rule


def test_a_majority() -> None:
    assert only(Figure(14, 14, "medics"), Figure(14, 14, "army"), Figure(9, 9, "police"), rule="majority") == (9, 14, 14)


def test_parts_denials_and_missing_figures_are_set_aside_with_a_reason() -> None:
    figures = (
        Figure(20, 20, "police"),
        Figure(4, 4, "police", kind="police", part_of=0),
        Figure(90, 90, "rebels", stance="denies"),
        Figure(80, 80, "mayor", stance="disputes"),
        Figure(None, None, "others", qualifier="vague"),
        Figure(3, 3, "army", stance="claims_responsibility"),
    )
    (toll,) = read(*figures)
    one = coded(figures)
    assert (toll.low, toll.best, toll.high) == (3, 3, 20)
    assert toll.made_by == (one.claims[0].id, one.claims[5].id)
    assert toll.best_by == (one.claims[5].id,)
    assert [aside.claim for aside in toll.set_aside] == [claim.id for claim in one.claims[1:5]]
    assert [aside.reason for aside in toll.set_aside] == [
        "counts a part of another figure", "its speaker denies the figure", "its speaker disputes the figure", "gives no figure",
    ]  # fmt: skip
    assert toll.claims == one.claims


def test_figures_of_certain_people_stand_beside_each_other_and_are_never_added() -> None:
    civilians, soldiers = read(Figure(12, 12, "medics", kind="civilians"), Figure(5, 5, "army", kind="soldiers"))
    assert (civilians.group_kind, civilians.best, soldiers.group_kind, soldiers.best) == ("civilians", 12, "soldiers", 5)
    assert civilians.set_aside[0].reason == "counts other people (soldiers)"


def test_figures_of_certain_people_make_no_toll_of_all_people() -> None:
    (toll,) = read(Figure(20, 20, "police"), Figure(12, 12, "medics", kind="civilians"), Figure(21, 21, kind=None))
    assert (toll.group_kind, toll.low, toll.high) == (None, 20, 21)
    assert [aside.reason for aside in toll.set_aside] == ["counts only civilians"]


def test_a_vague_word_for_all_hides_no_figure_of_certain_people() -> None:
    everybody, civilians = read(Figure(24, None, qualifier="vague"), Figure(23, None, "medics", kind="civilians"))
    assert (everybody.group_kind, everybody.low, everybody.best, everybody.high) == (None, 24, None, None)
    assert (civilians.group_kind, civilians.low, civilians.best, civilians.high) == ("civilians", 23, 23, None)


def test_fields_are_kept_apart_and_in_their_order() -> None:
    found = read(Figure(30, 30, "police", field="injured"), Figure(12, 12, "police"), Figure(1, 1, "police", field="perpetrators_killed"))
    assert [(toll.field, toll.best) for toll in found] == [("killed", 12), ("injured", 30), ("perpetrators_killed", 1)]


def test_claims_of_another_incident_do_not_count() -> None:
    one = coded((Figure(12, 12),))
    assert tolls("another", one.claims) == ()


@pytest.mark.parametrize("rule", sorted(toll_rules()))
def test_low_best_high_are_in_order_and_every_claim_is_accounted_for(rule: str) -> None:
    bounds = [(None, None), (0, 0), (3, None), (5, 5), (None, 4), (2, 9), (7, 7)]
    for first in bounds:
        for second in bounds:
            for third in bounds:
                figures = [
                    Figure(low, high, who, qualifier="about") for (low, high), who in zip((first, second, third), "abc", strict=True)
                ]
                (toll,) = read(*figures, rule=rule)
                known = [value for value in (toll.low, toll.best, toll.high) if value is not None]
                assert known == sorted(known)
                assert {c.id for c in toll.claims} == {*toll.made_by, *(aside.claim for aside in toll.set_aside)}
                assert len(toll.claims) == len(toll.made_by) + len(toll.set_aside)


def test_an_unknown_rule_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(BadLexicon, match="choose one of range"):
        toll_rule("average")


@pytest.mark.parametrize(
    "text",
    [
        "default: range\n",
        "default: other\nrules: {range: {best: lowest, bounds: all, words: w}}\n",
        "default: range\nrules: {range: {best: mean, bounds: all, words: w}}\n",
        "default: range\nrules: {range: {best: lowest, bounds: some, words: w}}\n",
        "default: range\nrules: {range: {best: lowest, bounds: all}}\n",
        "default: range\nrules: {range: {best: lowest, bounds: all, words: ''}}\n",
        "default: range\nrules: {range: 5}\n",
        "- a list\n",
    ],
)
def test_a_wrong_rule_file_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "toll_rules.yaml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(load, "data_path", lambda *parts: path)
    load.table.cache_clear()
    toll_rules.cache_clear()
    try:
        with pytest.raises(BadLexicon, match=r"toll_rules\.yaml"):
            toll_rules()
    finally:
        monkeypatch.undo()
        load.table.cache_clear()
        toll_rules.cache_clear()
