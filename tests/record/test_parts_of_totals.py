"""Parts of totals in a record: found by day and country, ruled by people, in any order; nothing is added up, but what exceeds a total is flagged."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from record_factory import AUTHOR, STAMP

from tollbook.comparer import AcrossReports
from tollbook.model.account import Account
from tollbook.model.errors import BadInput
from tollbook.model.incident import CodedReport
from tollbook.model.judgement import Judgement
from tollbook.record import exchange, judging, parts
from tollbook.record.file import reading
from tollbook.record.joined import find_joined
from tollbook.record.judging import Said
from tollbook.record.part_sums import sum_flags
from tollbook.record.parts import Parts, parts_of, totals_of
from tollbook.record.queue import disputes
from tollbook.record.rebuild import rebuild
from tollbook.record.ruled_tolls import ruled_tolls
from tollbook.record.store import open_store
from totals_factory import BAIDOA, GARISSA, KISMAYO, SUNDAY, told, total

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
ADA, BEN = Said("Ada", NOON, "as I read it"), Said("Ben", NOON, "not so")
WHOLE = total()
WAR = total("un", days=date(2024, 5, 1), words="since 1 May", figures=(("killed", 300, None, "people"),), published=date(2024, 6, 2))
ONE = told("alpha")
OTHER = told("beta", KISMAYO, figures=(("killed", 4, 4, "people"),))
FAR = told("gamma", GARISSA)
LATE = told("delta", days=SUNDAY + timedelta(2), published=date(2024, 5, 15))
UNDATED = told("epsilon", days=None, published=None, basis="unknown")
ALL = (WHOLE, WAR, ONE, OTHER, FAR, LATE, UNDATED)


def coded(one: Account) -> CodedReport:
    return CodedReport(one.report, (one.incident,), one.claims, ())


def keep(path: Path, *accounts: Account) -> Path:
    with open_store(path, STAMP) as store:
        for one in accounts:
            store.add(coded(one), AUTHOR)
    return path


def decide(path: Path, make: Callable[[sqlite3.Connection], Sequence[Judgement]]) -> tuple[Judgement, ...]:
    with reading(path) as connection:
        made = make(connection)
    with open_store(path, STAMP) as store:
        store.judge(made, AUTHOR)
    return tuple(made)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return keep(tmp_path / "a.toll", *ALL)


def of_total(path: Path, whole: Account = WHOLE) -> Parts:
    joined = find_joined(path, whole.id)
    with reading(path) as connection:
        return parts_of(connection, joined, AcrossReports())


def answers(path: Path, whole: Account = WHOLE) -> dict[str, str]:
    return {one.incident.id: one.answer for one in of_total(path, whole).parts}


def with_totals(path: Path, one: Account) -> dict[str, str]:
    joined = find_joined(path, one.id)
    with reading(path) as connection:
        return {part.total.id: part.answer for part in totals_of(connection, joined, AcrossReports()).parts}


def test_parts_are_found_across_reports_and_from_either_side(record: Path) -> None:
    assert answers(record) == {ONE.id: "part", OTHER.id: "part", UNDATED.id: "possible"}
    assert answers(record, WAR) == {ONE.id: "part", OTHER.id: "part", LATE.id: "part", UNDATED.id: "possible"}
    for one in ALL[2:]:
        expected = {whole.id: answers(record, whole)[one.id] for whole in (WHOLE, WAR) if one.id in answers(record, whole)}
        assert with_totals(record, one) == expected
    assert of_total(record, ONE).parts == (), "an incident has no parts"
    assert with_totals(record, WHOLE) == {}, "and a total is no part"


def test_totals_are_not_merged_and_a_joined_incident_is_one_part(record: Path) -> None:
    again = told("zeta", figures=(("killed", 13, 13, "people"),))
    keep(record, again)
    decide(record, lambda c: (judging.pair(c, "same", ONE.id, again.id, ADA),))
    joined = find_joined(record, again.id)
    assert len(joined.accounts) == 2
    assert sorted(answers(record)) == sorted([joined.id, OTHER.id, UNDATED.id])


def test_people_go_before_the_machine_and_where_they_differ_it_shows(record: Path) -> None:
    decide(record, lambda c: judging.part(c, "not_part", WHOLE.id, OTHER.id, ADA))
    assert answers(record)[OTHER.id] == "not"
    decide(record, lambda c: judging.part(c, "part", WHOLE.id, FAR.id[:12], ADA))
    assert answers(record)[FAR.id] == with_totals(record, FAR)[WHOLE.id] == "part"
    decide(record, lambda c: judging.part(c, "part", WHOLE.id, OTHER.id, BEN))
    (part,) = (one for one in of_total(record).parts if one.incident.id == OTHER.id)
    assert (part.word, part.answer) == ("conflict", "possible")
    with reading(record) as connection:
        (dispute,) = disputes(connection)
    assert {one.by for one in dispute} == {"Ada", "Ben"}
    ada = next(one for one in dispute if one.by == "Ada")
    decide(record, lambda c: (judging.withdrawal(c, ada.id, ADA),))
    assert answers(record)[OTHER.id] == "part"
    assert rebuild(record).whole


def test_a_ruling_follows_an_incident_that_is_renamed_and_is_replaced_there(record: Path) -> None:
    decide(record, lambda c: judging.part(c, "not_part", WHOLE.id, LATE.id, ADA))
    earlier = told("eta", days=SUNDAY + timedelta(2), published=date(2024, 5, 14))
    keep(record, earlier)
    decide(record, lambda c: (judging.pair(c, "same", LATE.id, earlier.id, ADA),))
    assert find_joined(record, LATE.id).id == earlier.id
    assert answers(record)[earlier.id] == "not"
    later = Said("Ada", NOON + timedelta(hours=1), "after all")
    decide(record, lambda c: judging.part(c, "part", WHOLE.id, earlier.id, later))
    assert answers(record)[earlier.id] == "part", "not a conflict of Ada with herself"


@pytest.mark.parametrize(
    ("whole", "one", "problem"), [(ONE, OTHER, "is no total"), (WHOLE, WAR, "is a total itself"), (WHOLE, WHOLE, "same incident")]
)
def test_what_is_no_total_or_no_incident_is_refused(record: Path, whole: Account, one: Account, problem: str) -> None:
    with reading(record) as connection, pytest.raises(BadInput, match=problem) as caught:
        judging.part(connection, "part", whole.id, one.id, ADA)
    assert ";" in str(caught.value)


def test_a_total_that_was_read_as_an_incident_is_one_by_a_persons_word(record: Path) -> None:
    misread = told(
        "theta", where=replace(BAIDOA, name="Somalia", precision="country", admin1=None), figures=(("killed", 27, 27, "people"),)
    )
    keep(record, misread)
    assert answers(record, misread) == {}
    decide(record, lambda c: judging.settings(c, misread.id, "status", "aggregate", ADA))
    assert answers(record, misread) == {ONE.id: "part", OTHER.id: "part", UNDATED.id: "possible"}
    assert misread.id in with_totals(record, ONE)
    assert misread.id not in answers(record), "and is no part of another total"
    decide(record, lambda c: judging.settings(c, LATE.id, "date", "2024-05-12", ADA))
    assert answers(record)[LATE.id] == "part", "a day set by hand is found, too"
    decide(record, lambda c: judging.settings(c, WHOLE.id, "date", "2024-05-01/2024-05-11", ADA))
    assert ONE.id not in answers(record)


def test_nothing_depends_on_the_order(tmp_path: Path) -> None:
    expected = None
    for seed in range(4):
        accounts, chance = list(ALL), random.Random(seed)
        chance.shuffle(accounts)
        path = tmp_path / f"{seed}.toll"
        made = [("not_part", OTHER, ADA), ("part", FAR, ADA), ("part", OTHER, BEN)]
        chance.shuffle(made)
        keep(path, *accounts)
        for kind, one, said in made:
            decide(path, lambda c, k=kind, o=one, s=said: judging.part(c, k, WHOLE.id, o.id, s))  # type: ignore[misc]
        found = [(one.incident.id, one.answer, one.said, one.found) for one in of_total(path).parts]
        expected = expected or found
        assert found == expected
        assert rebuild(path).whole


def test_rulings_travel_and_wait_for_what_is_not_there(record: Path, tmp_path: Path) -> None:
    decide(record, lambda c: judging.part(c, "part", WHOLE.id, FAR.id, ADA))
    with reading(record) as connection:
        lines = list(exchange.exported(connection))
    other = keep(tmp_path / "b.toll", WHOLE)
    with open_store(other, STAMP) as store:
        store.judge(exchange.imported(lines, "b"), AUTHOR)
    with reading(other) as connection:
        assert [one.kind for one in exchange.waiting(connection)] == ["part"]
    keep(other, FAR)
    assert answers(other) == {FAR.id: "part"}


def test_rulings_on_parts_join_nothing(record: Path) -> None:
    for one in (ONE, OTHER, FAR):
        decide(record, lambda c, one=one: judging.part(c, "part", WHOLE.id, one.id, ADA))  # type: ignore[misc]
    assert all(len(find_joined(record, one.id).accounts) == 1 for one in ALL)
    with sqlite3.connect(record) as connection:
        assert connection.execute("SELECT count(*) FROM joining").fetchone() == (0,)


def test_the_record_is_not_read_whole(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(record, *(told(f"old {n}", days=date(2020, 1, 1), published=date(2020, 1, 2)) for n in range(20)))
    keep(record, *(told(f"away {n}", GARISSA) for n in range(20)))
    read: list[str] = []
    plain = parts.joined_of
    monkeypatch.setattr(parts, "joined_of", lambda c, names: plain(c, [read.append(one) or one for one in names]))  # type: ignore[func-returns-value]
    assert len(of_total(record).parts) == 3
    assert len(read) <= 4
    monkeypatch.setattr(parts, "MOST", 1)
    found = of_total(record, WAR)
    assert found.more
    with reading(record) as connection:
        for where in (
            "country = 'SO' AND until >= '2024-05-01' AND until <= '2024-06-01' ORDER BY until DESC, id DESC",
            "until > '2024' ORDER BY until, id",
        ):
            sql = f"EXPLAIN QUERY PLAN SELECT until FROM incident CROSS JOIN membership ON account = id WHERE incident.status = 'new' AND {where}"
            plan = " ".join(str(row[3]) for row in connection.execute(sql))
            assert "USING INDEX incident_by" in plan or "USING COVERING INDEX incident_by" in plan
            assert "TEMP B-TREE" not in plan


def test_parts_that_exceed_the_total_are_flagged_and_nothing_is_added_up(record: Path) -> None:
    def flags(whole: Account) -> tuple[str, ...]:
        joined = find_joined(record, whole.id)
        sure = {one.incident.id: ruled_tolls(one.incident) for one in of_total(record, whole).parts if one.answer == "part"}
        return tuple(f"{flag.kind} {' '.join(flag.claims)} {flag.words}" for flag in sum_flags(ruled_tolls(joined), sure))

    assert flags(WHOLE) == (), "12 and 4 are no more than 27"
    big = told("iota", KISMAYO, figures=(("killed", 20, 25, "people"),))
    keep(record, big)
    (flag,) = flags(WHOLE)
    assert flag.startswith("parts_exceed_total")
    assert "36 killed or more" in flag
    assert all(one.claims[0].id in flag for one in (WHOLE, ONE, OTHER, big))
    assert flags(WAR) == (), "300 or more has no end to exceed"
    assert ruled_tolls(find_joined(record, WHOLE.id))[0].high == 27
    decide(record, lambda c: (judging.ruling(c, "reject", big.claims[0].id, ADA),))
    assert flags(WHOLE) == (), "a rejected figure counts nowhere"
