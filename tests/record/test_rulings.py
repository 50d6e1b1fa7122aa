"""What people rule of claims, one claim at a time; rulings of another record that make no sense are shown and change nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from joint_factory import told
from record_factory import Figure

from tollbook.model.judgement import Judgement, JudgementKind
from tollbook.record.rulings import ruled, rulings_of

ACCOUNT = told(Figure(12, 12, "police"), Figure(4, 4, "a doctor"))
ONE, OTHER = ACCOUNT.claims


def judgement(kind: JudgementKind, by: str = "Ada", field: str | None = None, value: object = None, claim: str = ONE.id) -> Judgement:
    name = f"{kind} {by} {field} {value}"
    return Judgement(name, kind, (claim,), field, json.dumps(value) if field else None, by, datetime(2024, 6, 1, tzinfo=UTC), "why")


def test_a_corrected_claim_keeps_its_first_reading_beside_it() -> None:
    found = rulings_of(ACCOUNT.claims, [judgement("correct", field="max", value=15), judgement("accept", by="Ben")])
    assert set(found) == {ONE.id}, "of the other claim nobody says anything"
    now = found[ONE.id].now
    assert now is not None and (found[ONE.id].read.max, now.max) == (12, 15)
    assert [one.by for one in found[ONE.id].applied] == ["Ada"] and [one.by for one in found[ONE.id].accepted] == ["Ben"]


def test_a_rejected_claim_counts_for_nothing_now() -> None:
    found = rulings_of(ACCOUNT.claims, [judgement("reject"), judgement("correct", field="max", value=15)])
    assert found[ONE.id].now is None and [one.kind for one in found[ONE.id].applied] == ["reject"]


def test_where_people_differ_neither_is_applied() -> None:
    both = [judgement("correct", field="max", value=15), judgement("correct", by="Ben", field="max", value=20)]
    found = rulings_of(ACCOUNT.claims, both)[ONE.id]
    assert found.now == ONE and not found.applied and {one.by for one in found.disputed} == {"Ada", "Ben"}


def test_a_machine_rules_nothing() -> None:
    assert rulings_of(ACCOUNT.claims, [judgement("reject", by="machine tollbook 0.1.0")]) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "c1"), ("min", "many"), ("min", -1), ("max", True), ("qualifier", "roughly"), ("field", "slain"), ("stance", None), ("group_kind", ""),
        ("span", {}), ("min", 13), ("max", [1]),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_kept_and_changes_nothing(field: str, value: object) -> None:
    wrong = judgement("correct", field=field, value=value)
    found = rulings_of(ACCOUNT.claims, [wrong])[ONE.id]
    assert found.now == ONE and found.impossible == (wrong,) and not found.applied
    assert ruled(ACCOUNT.claims, [wrong]).claims == ACCOUNT.claims
