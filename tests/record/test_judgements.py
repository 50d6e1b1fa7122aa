"""What people decide: who, when and why, nothing overwritten, exchanged between records, shown where people differ, and the record of any day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pairs import Simple, report
from record_factory import STAMP

from tollbook.model.errors import BadInput, NotInRecord
from tollbook.model.incident import CodedReport
from tollbook.model.judgement import Judgement
from tollbook.record import exchange, judging
from tollbook.record.file import reading
from tollbook.record.history import changes
from tollbook.record.joined import find_joined, read_joined
from tollbook.record.judging import Said
from tollbook.record.queue import disputes, open_pairs
from tollbook.record.rebuild import rebuild
from tollbook.record.store import Author, open_store
from tollbook.record.view import read_log, read_view

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
ADA = Said("Ada", NOON, "the same market")
BEN = Said("Ben", NOON, "another market")
NEAR = (report(1, 3, 5, 1), report(1, 3, 6, 2), report(1, 4, 6, 3))
FAR = report(2, 9, 50, 4)
DOUBTFUL = report(1, 4, 30, 5)


def account(one: CodedReport) -> str:
    return one.incidents[0].id


def keep(path: Path, *reports: CodedReport, on: datetime = NOON) -> Path:
    with open_store(path, STAMP, Simple()) as store:
        for one in reports:
            store.add(one, Author("machine tollbook 0.1.0", on))
    return path


def judge(path: Path, *judgements: Judgement, on: datetime = NOON) -> tuple[Judgement, ...]:
    with open_store(path, STAMP) as store:
        return store.judge(judgements, Author("Ada", on))


def decide(path: Path, *made: Callable[[sqlite3.Connection], Judgement | tuple[Judgement, ...]]) -> tuple[Judgement, ...]:
    with reading(path) as connection:
        drafts = [one(connection) for one in made]
    return judge(path, *(judgement for one in drafts for judgement in (one if isinstance(one, tuple) else (one,))))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return keep(tmp_path / "a.toll", *NEAR, FAR, DOUBTFUL)


def members(record: Path, one: CodedReport) -> set[str]:
    return {each.id for each in find_joined(record, account(one)).accounts}


def test_a_pair_is_judged_with_who_when_and_why(record: Path) -> None:
    with reading(record) as connection:
        judgement = judging.pair(connection, "same", account(NEAR[0]), account(FAR)[:12], ADA)
    assert judge(record, judgement) == (judgement,)
    event = read_log(record)[-1]
    assert (event.kind, event.subject, event.actor) == ("judged", judgement.id, "Ada")
    assert json.loads(event.body) | {"by": "Ada", "why": "the same market", "at": NOON.isoformat()} == json.loads(event.body)
    assert account(FAR) in members(record, NEAR[1])
    found = find_joined(record, account(FAR))
    assert judgement in found.judgements
    assert ("person", "made") in {(note.source, note.outcome) for note in found.notes}


def test_a_merge_and_a_split(record: Path) -> None:
    assert members(record, NEAR[0]) == {account(one) for one in NEAR}
    with reading(record) as connection:
        merged = judging.merge(connection, [account(one) for one in (FAR, DOUBTFUL, NEAR[0])], ADA)
    assert len(merged) == 3
    judge(record, *merged)
    assert len(members(record, FAR)) == 5
    with reading(record) as connection:
        parted = judging.split(
            connection, account(NEAR[1]), [account(FAR), account(DOUBTFUL)], Said("Ada", NOON + timedelta(seconds=1), "no")
        )
    judge(record, *parted)
    assert len(parted) == 6
    assert members(record, FAR) == {account(FAR), account(DOUBTFUL)}, "what was split off stays together"
    assert members(record, NEAR[0]) == {account(one) for one in NEAR}
    assert rebuild(record).whole


def test_a_split_by_another_person_shows_a_conflict(record: Path) -> None:
    decide(record, lambda c: judging.pair(c, "same", account(FAR), account(NEAR[0]), ADA))
    decide(record, lambda c: judging.pair(c, "different", account(FAR), account(NEAR[0]), BEN))
    with reading(record) as connection:
        (dispute,) = disputes(connection)
        first = open_pairs(connection, 9)[0]
    assert {(one.by, one.kind) for one in dispute} == {("Ada", "same"), ("Ben", "different")}
    assert first.reason == "people differ"
    assert members(record, FAR) == {account(FAR)}
    assert "conflict" in {note.outcome for note in find_joined(record, account(FAR)).conflicts()}
    judge(record, taken_back(record, dispute[0].id))
    with reading(record) as connection:
        assert disputes(connection) == ()


def taken_back(record: Path, judgement: str) -> Judgement:
    with reading(record) as connection:
        return judging.withdrawal(connection, judgement, Said("Cyd", NOON + timedelta(minutes=5), "misread"))


@pytest.mark.parametrize(
    ("kind", "name", "value", "problem"),
    [
        ("correct", "killed", "3", "no 'killed' to correct"),
        ("correct", "min", "many", "no number of people"),
        ("correct", "qualifier", "rather", "no qualifier"),
        ("set", "weather", "fine", "no 'weather' to set"),
        ("set", "date", "2024-02-30", "no date"),
        ("set", "killed", "12-10", "ends before it begins"),
        ("set", "place", "Goma @ 95,12", "no place"),
        ("set", "status", "old", "no status"),
        ("set", "actor", "", "needs a value"),
    ],
)
def test_what_cannot_be_is_refused_with_advice(record: Path, kind: str, name: str, value: str, problem: str) -> None:
    with reading(record) as connection, pytest.raises(BadInput, match=problem) as caught:
        if kind == "correct":
            judging.correction(connection, NEAR[0].claims[0].id, name, value, ADA)
        else:
            judging.setting(connection, account(FAR), name, value, ADA)
    assert ";" in str(caught.value)


def test_names_that_answer_to_nothing_are_refused(record: Path) -> None:
    one, other = account(NEAR[0]), account(FAR)
    with reading(record) as connection:
        for wrong in (
            lambda: judging.pair(connection, "same", one, "zzz", ADA),
            lambda: judging.pair(connection, "same", one, "i", ADA),
            lambda: judging.withdrawal(connection, "j", ADA),
            lambda: judging.ruling(connection, "accept", "c", ADA),
            lambda: judging.split(connection, one, [other], ADA),
        ):
            with pytest.raises(NotInRecord):
                wrong()
        for wrong in (
            lambda: judging.pair(connection, "same", one, one, ADA),
            lambda: judging.merge(connection, [one, one], ADA),
            lambda: judging.split(connection, other, [other], ADA),
            lambda: Said(" ", NOON, ""),
            lambda: Said("Machine tollbook", NOON, ""),
        ):
            with pytest.raises(BadInput):
                wrong()


def test_rulings_on_claims_and_values_set_by_hand(record: Path) -> None:
    claim, other = NEAR[0].claims[0], NEAR[1].claims[0]
    with reading(record) as connection:
        made = (
            judging.correction(connection, claim.id, "max", "9", ADA),
            judging.ruling(connection, "reject", other.id, ADA),
            judging.setting(connection, account(NEAR[2]), "place", "Bukavu @ -2.5,28.86", ADA),
            judging.setting(connection, account(NEAR[2]), "killed", "7", ADA),
        )
    judge(record, *made)
    found = find_joined(record, account(NEAR[1]))
    ruled = found.ruled()
    assert [one.id for one, _ in ruled.rejected] == [other.id]
    corrected = next(one for one in ruled.claims if one.id == claim.id)
    assert (corrected.min, corrected.max) == (claim.min, 9)
    assert "Ada sets max to 9" in corrected.trace[-1].note
    assert {(one.field, json.dumps(one.value)) for one in found.by_hand()} == {
        ("killed", '{"high": 7, "low": 7}'), ("place", '{"lat": -2.5, "lon": 28.86, "name": "Bukavu"}'),
    }  # fmt: skip
    assert read_view(record).reports[0].claims[0].max != 9, "what was read stays as it was read"
    decide(record, lambda c: judging.ruling(c, "accept", other.id, BEN), lambda c: judging.correction(c, claim.id, "min", "70", BEN))
    ruled = find_joined(record, account(NEAR[1])).ruled()
    assert ruled.rejected == (), "people differ, so nothing is applied"
    assert len(ruled.impossible) == 2, "a lower bound above the upper one"
    assert next(one for one in ruled.claims if one.id == claim.id) == claim


def test_the_queue_asks_what_is_open_and_not_what_is_decided(record: Path) -> None:
    with reading(record) as connection:
        asked = open_pairs(connection, 10)
    assert {one.reason for one in asked} == {"undecided"}
    assert all(account(DOUBTFUL) in (one.left.id, one.right.id) for one in asked)
    assert [abs(one.comparison.share - 0.5) for one in asked if one.comparison] == sorted(
        abs(one.comparison.share - 0.5) for one in asked if one.comparison
    )
    assert asked[0].comparison is not None
    assert asked[0].comparison.levels[0].feature == "when"
    assert asked[0].accounts == 4
    decide(record, lambda c: judging.pair(c, "unsure", asked[0].left.id, asked[0].right.id, ADA))
    with reading(record) as connection:
        assert len(open_pairs(connection, 10)) == len(asked) - 1


def test_judgements_go_from_record_to_record_once(record: Path, tmp_path: Path) -> None:
    with reading(record) as connection:
        made = [
            judging.pair(connection, "same", account(FAR), account(NEAR[0]), ADA),
            judging.ruling(connection, "reject", FAR.claims[0].id, BEN),
        ]
    judge(record, *made)
    judge(record, taken_back(record, made[1].id))
    with reading(record) as connection:
        lines = list(exchange.exported(connection))
    other = keep(tmp_path / "b.toll", FAR)
    brought = exchange.imported([*lines, ""], "b.jsonl")
    assert len(judge(other, *brought)) == 3
    assert judge(other, *brought) == ()
    with reading(other) as connection:
        assert list(exchange.exported(connection)) == lines
        assert [one.kind for one in exchange.waiting(connection)] == ["same"]
    keep(other, *NEAR)
    with reading(other) as connection:
        assert exchange.waiting(connection) == ()
    assert account(FAR) in members(other, NEAR[1])
    assert rebuild(other).whole


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"by": "Eve"}, "line 2: judgement j.* was changed"), ({"at": "2024-05-14"}, "holds no judgement"), ({"kind": "doubt"}, "holds no judgement"),
        ({"subjects": ["a"]}, "holds no judgement"), ({"why": None}, "holds no judgement"), ({"value": "{"}, "holds no judgement"),
        ({"at": "2024-05-14T14:00:00+02:00"}, "holds no judgement"), (None, "holds no judgement"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_judgement_is_named(record: Path, change: dict[str, object] | None, problem: str) -> None:
    decide(record, lambda c: judging.pair(c, "same", account(FAR), account(NEAR[0]), ADA))
    with reading(record) as connection:
        line = next(exchange.exported(connection))
    wrong = "[" if change is None else json.dumps(json.loads(line) | change)
    with pytest.raises(BadInput, match=f"b.jsonl, {problem}" if problem.startswith("line") else f"b.jsonl, line 2: {problem}"):
        exchange.imported([line, wrong], "b.jsonl")


# ------------------------------------------------------------------------------------------------------------------ history


def test_the_record_of_any_day_and_what_changed(tmp_path: Path) -> None:
    days = [NOON + timedelta(days=n) for n in range(6)]
    path = keep(tmp_path / "a.toll", NEAR[0], FAR, on=days[0])
    keep(path, NEAR[1], on=days[1])
    with reading(path) as connection:
        merged = judging.pair(connection, "same", account(FAR), account(NEAR[0]), ADA)
    judge(path, merged, on=days[2])
    with reading(path) as connection:
        back = judging.withdrawal(connection, merged.id, Said("Ada", days[3], "misread"))
        rejected = judging.ruling(connection, "reject", NEAR[1].claims[0].id, ADA)
    judge(path, back, on=days[3])
    judge(path, rejected, on=days[4])
    with open_store(path, replace(STAMP, codebook="def"), Simple()) as store:
        store.add(replace(FAR, claims=()), Author("machine", days[5]))

    def sizes(day: date) -> list[int]:
        return sorted(len(one.accounts) for one in read_joined(path, day))

    assert [sizes((NOON + timedelta(days=n)).date()) for n in range(-1, 6)] == [[], [1, 1], [1, 2], [3], [1, 2], [1, 2], [1, 2]]
    assert read_view(path, days[0].date()) == read_view(keep(tmp_path / "b.toll", NEAR[0], FAR))
    assert read_view(path, days[5].date()) == read_view(path)

    def between(first: int, last: int) -> list[int]:
        found = changes(path, (NOON + timedelta(days=first)).date(), (NOON + timedelta(days=last)).date())
        return [len(part) for part in (
            found.reports_added, found.reports_coded_again, found.incidents, found.claims, found.tolls, found.judgements)]  # fmt: skip

    assert between(-1, 0) == [2, 0, 2, 2, 2, 0]
    assert between(0, 1) == [1, 0, 1, 1, 1, 0]
    assert between(1, 2)[2:] == [1, 0, 2, 1]
    assert between(2, 3)[2:] == [2, 0, 2, 1]
    assert between(1, 3) == [0, 0, 0, 0, 0, 2], "joined and parted again"
    assert between(3, 4) == [0, 0, 0, 0, 1, 1]
    assert between(4, 5) == [0, 1, 0, 1, 1, 0]
    assert between(5, 5) == [0] * 6
    grown = changes(path, days[0].date(), days[1].date())
    assert grown.incidents[0].added == (account(NEAR[1]),)
    assert (grown.tolls[0].before.high, grown.tolls[0].after.high) == (5, 6)  # type: ignore[union-attr]
    with pytest.raises(BadInput, match="comes after"):
        changes(path, days[1].date(), days[0].date())


def test_an_incident_answers_to_every_name_that_it_ever_had(tmp_path: Path) -> None:
    path = keep(tmp_path / "a.toll", NEAR[2])
    assert find_joined(path, account(NEAR[2])).id == account(NEAR[2])
    keep(path, NEAR[0], NEAR[1])
    first = min((account(NEAR[0]), account(NEAR[1])))
    assert {find_joined(path, account(one)).id for one in NEAR} == {first}
