"""Joined incidents in a real record: the same whatever the order, the batches and the moments; changed only where something changed; all from the log.

80 reports in 3 orders by default; TOLLBOOK_ORDER_REPORTS=1000 TOLLBOOK_ORDERS=20 for the full trial.
"""

from __future__ import annotations

import os
import random
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from pairs import Simple, report
from record_factory import AUTHOR, STAMP

from tollbook.model.account import Account, accounts_of
from tollbook.model.incident import CodedReport
from tollbook.model.judgement import Judgement, JudgementKind
from tollbook.record.cluster import Edge, Member, join
from tollbook.record.file import reading
from tollbook.record.opinions import sealed, standing, verdicts
from tollbook.record.rebuild import rebuild
from tollbook.record.schema import VERSION
from tollbook.record.store import Store, open_store
from tollbook.record.view import read_log, read_view

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
REPORTS = int(os.environ.get("TOLLBOOK_ORDER_REPORTS", "80"))
ORDERS = int(os.environ.get("TOLLBOOK_ORDERS", "3"))


def some(count: int, seed: str = "some") -> list[CodedReport]:
    chance = random.Random(seed)
    made = {
        one.report.id: one
        for one in (
            report(chance.randrange(max(count // 8, 2)), chance.randrange(12), chance.randint(1, 9), chance.randrange(6))
            for _ in range(count * 2)
        )
    }
    return list(made.values())[:count]


def said(kind: JudgementKind, *subjects: str, by: str = "Ada", at: int = 0) -> Judgement:
    return sealed(Judgement("", kind, subjects, None, None, by, NOON + timedelta(minutes=at), "because"))


def account(one: CodedReport) -> str:
    return one.incidents[0].id


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with reading(path) as connection:
        return connection.execute(sql).fetchall()


def incidents(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for incident, one in rows(path, "SELECT incident, account FROM membership"):
        found.setdefault(str(incident), set()).add(str(one))
    return found


def keep(path: Path, *reports: CodedReport, comparer: Simple | None = Simple()) -> Path:  # noqa: B008 - it is frozen
    with open_store(path, STAMP, comparer) as store:
        for one in reports:
            store.add(one, AUTHOR)
    return path


def judge(path: Path, *judgements: Judgement) -> int:
    with open_store(path, STAMP) as store:
        return len(store.judge(judgements, AUTHOR))


# what is shown of joined incidents, without the numbers of events
_SHOWN = (
    "SELECT account, report, published, incident FROM membership ORDER BY 1",
    "SELECT * FROM joining ORDER BY 1, 2, 3",
    "SELECT one, other, weights, bits, share, answer FROM comparison ORDER BY 1, 2",
    "SELECT * FROM blocking ORDER BY 1, 2, 3, 4",
    "SELECT id, kind, standing FROM judgement ORDER BY 1",
)


def shown(path: Path) -> list[list[tuple[object, ...]]]:
    return [rows(path, sql) for sql in _SHOWN]


def test_the_same_incidents_whatever_the_order_and_the_batches(tmp_path: Path) -> None:
    reports = some(REPORTS)
    names = [account(one) for one in reports]
    people = [said("different", names[3], names[8]), said("same", names[0], names[50]), said("different", names[0], names[50], by="Ben")]
    people += [said("withdraw", people[1].id, at=1)]
    expected = None
    for order in range(ORDERS):
        chance = random.Random(order)
        chance.shuffle(reports)
        for batch in (1, 10, len(reports)) if order == 0 else (len(reports),):
            path = tmp_path / f"{order}-{batch}.toll"
            moments = sorted(chance.choices(range(len(reports)), k=len(people)))
            waiting = list(people)
            chance.shuffle(waiting)
            for start in range(0, len(reports), batch):
                keep(path, *reports[start : start + batch])
                while waiting and (moments[-len(waiting)] <= start or batch == len(reports)):
                    judge(path, waiting.pop())
            judge(path, *waiting)
            expected = expected or shown(path)
            assert shown(path) == expected
            assert rebuild(path).whole
    sizes = sorted(len(one) for one in incidents(tmp_path / "0-1.toll").values())
    assert sizes[-1] > 2
    assert len(sizes) > 10


@pytest.mark.parametrize("seed", range(6))
def test_kept_step_by_step_is_what_the_whole_gives(seed: int, tmp_path: Path) -> None:
    """Random reports, judgements, withdrawals, codings anew and other weights, against one computation over everything."""
    chance = random.Random(f"steps {seed}")
    path = tmp_path / "a.toll"
    pool, held, made = some(24, f"pool {seed}"), list[CodedReport](), list[Judgement]()
    names = [account(one) for one in pool]
    for step in range(60):
        what = chance.random()
        if what < 0.45 and pool:
            held.append(pool.pop())
            keep(path, held[-1])
        elif what < 0.8:
            kind: JudgementKind = chance.choice(["same", "different", "unsure"])
            made.append(said(kind, *chance.sample(names, 2), by=chance.choice("ABC"), at=chance.randrange(40)))
            judge(path, made[-1])
        elif what < 0.88 and made:
            made.append(said("withdraw", chance.choice(made).id, by=chance.choice("ABC"), at=50 + step))
            judge(path, made[-1])
        elif held:
            one = chance.choice(held)
            with open_store(path, replace(STAMP, codebook=f"{step}"), Simple()) as store:
                store.add(one, AUTHOR)
        if path.exists() and step % 6 == 5:
            agree(path, made)
    assert rebuild(path).whole
    with open_store(path, STAMP, Simple("simple2")) as store:
        assert store.unlinked() == len(held)
        assert len(list(store.link(AUTHOR))) == len(held)
        assert store.unlinked() == 0
    agree(path, made)
    assert {row[0] for row in rows(path, "SELECT weights FROM comparison")} <= {"simple2"}
    assert {event.kind for event in read_log(path)} == {"report_read", "report_coded", "judged", "compared"}
    fresh = keep(tmp_path / "b.toll", *held, comparer=Simple("simple2"))
    judge(fresh, *made)
    assert shown(fresh) == shown(path)
    assert rebuild(path).whole


def agree(path: Path, made: list[Judgement]) -> None:
    """The tables hold what one computation over the whole record gives."""
    coded = read_view(path).reports
    members = [Member(account(one), one.report.id, one.report.published) for one in coded]
    comparer = Simple()
    weights = {row[0] for row in rows(path, "SELECT weights FROM linked")}
    if len(weights) == 1:
        comparer = Simple(str(weights.pop()))
    accounts = sorted((one for each in coded for one in accounts_of(each)), key=lambda one: one.id)
    edges = []
    for left, right in combinations(accounts, 2):
        if set(comparer.keys_of(left)) & set(comparer.keys_of(right)):
            found = comparer.compare(left, right)
            edges.append(Edge(found.left, found.right, found.bits, found.answer))
    whole = join(members, verdicts(standing(made)), edges)
    assert incidents(path) == {cluster.id: set(cluster.members) for cluster in whole.clusters}
    notes = [(note.left, note.right, note.source, note.outcome, note.because) for note in whole.notes]
    assert rows(path, "SELECT * FROM joining ORDER BY 1, 2, 3") == notes


def test_an_automatic_merge_is_undone_by_one_judgement_and_a_later_run_does_not_bring_it_back(tmp_path: Path) -> None:
    one, other = report(1, 3, 5, 1), report(1, 4, 6, 2)
    path = keep(tmp_path / "a.toll", one, other)
    assert len(incidents(path)) == 1
    judge(path, said("different", account(one), account(other)))
    assert len(incidents(path)) == 2
    keep(path, report(1, 3, 6, 3))
    assert len(incidents(path)) == 2, "nor a path through a third"
    with open_store(path, STAMP, Simple("simple2")) as store:
        assert len(list(store.link(AUTHOR))) == 3
    assert len(incidents(path)) == 2
    with open_store(path, replace(STAMP, codebook="def"), Simple()) as store:
        assert store.add(one, AUTHOR) == "coded again"
    assert len(incidents(path)) == 2
    assert rebuild(path).whole


def test_what_is_judged_before_the_report_is_there_waits_for_it(tmp_path: Path) -> None:
    one, other = report(1, 3, 5, 1), report(2, 9, 50, 2)
    path = keep(tmp_path / "a.toll", one)
    assert judge(path, said("same", account(one), account(other))) == 1
    assert incidents(path) == {account(one): {account(one)}}
    keep(path, other)
    assert incidents(path) == {account(one): {account(one), account(other)}}


def test_the_same_judgement_again_is_no_event(tmp_path: Path) -> None:
    path = keep(tmp_path / "a.toll", report(1, 3, 5, 1))
    assert [judge(path, said("same", "x", "y")) for _ in range(2)] == [1, 0]


def test_a_key_that_stands_for_many_is_bounded_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.record.bounds.PER_KEY", 2)
    reports = [report(1, 0, n + 1, n) for n in range(12)]
    path = keep(tmp_path / "a.toll", *reports)
    last = read_log(path)[-1]
    assert '"crowded":["Town 1 attacked|' in last.body
    most = [row[0] for row in rows(path, "SELECT count(*) FROM comparison GROUP BY seq")]
    assert max(most) <= 4  # type: ignore[type-var]
    assert rebuild(path).whole


def older(path: Path) -> Path:
    """The record as version 1 had it."""
    connection = sqlite3.connect(path)
    for table in ("linked", "blocking", "comparison", "judgement", "membership", "joining"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return path


def test_an_older_record_is_read_as_it_is_and_brought_up_by_writing(tmp_path: Path) -> None:
    reports = some(10)
    path = older(keep(tmp_path / "old.toll", *reports, comparer=None))
    before = path.read_bytes()
    assert len(read_view(path).reports) == 10
    assert rebuild(path).whole
    assert path.read_bytes() == before
    keep(path, report(99, 1, 1, 1), comparer=None)
    copy = path.with_name("old.toll.version1")
    assert len(read_view(copy).reports) == 10
    assert copy.stat().st_mode & 0o777 == 0o600
    assert rows(path, "PRAGMA user_version") == [(VERSION,)]
    assert len(incidents(path)) == 11
    assert rebuild(path).whole
    assert sorted(one.name for one in tmp_path.iterdir()) == ["old.toll", "old.toll.version1"]
    with open_store(path, STAMP, Simple()) as store:
        list(store.link(AUTHOR))
    assert shown(path) == shown(keep(tmp_path / "new.toll", *reports, report(99, 1, 1, 1)))


def test_linking_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = keep(tmp_path / "a.toll", *some(20), comparer=None)
    with open_store(path, STAMP, Simple()) as store:
        linking = store.link(AUTHOR)
        done = {next(linking) for _ in range(7)}
    with open_store(path, STAMP, Simple()) as store:
        assert store.unlinked() == 13
        assert not done & set(store.link(AUTHOR))
    assert shown(path) == shown(keep(tmp_path / "b.toll", *some(20)))


def test_a_store_without_a_comparer_has_nothing_to_link(tmp_path: Path) -> None:
    with open_store(keep(tmp_path / "a.toll", *some(3), comparer=None), STAMP) as store:
        assert isinstance(store, Store)
        assert store.unlinked() == 0
        assert list(store.link(AUTHOR)) == []


class Crowded(Simple):
    """Two keys that many share: everything, and the outlet. Pairs across towns are different, and some of them end up in one incident."""

    def keys_of(self, account: Account) -> tuple[str, ...]:
        return ("everything", account.report.outlet or "")


@pytest.mark.parametrize("seed", range(4))
def test_crowded_keys_give_the_same_incidents_in_any_order(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts in the end is decided by the accounts that are there, not by when they came; a judgement between may part what was joined."""
    monkeypatch.setattr("tollbook.record.bounds.PER_KEY", 3)
    chance = random.Random(f"crowded {seed}")
    reports = list({one.report.id: one for one in (report(n % 4, chance.randrange(6), 3 + n % 3, n % 5) for n in range(60))}.values())[:36]
    names = [account(one) for one in reports]
    people = [said("different", *chance.sample(names, 2)), said("same", *chance.sample(names, 2), by="Ben")]
    met = within(reports, Crowded(), 3)
    first = None
    for order in range(3):
        chance.shuffle(reports)
        path = tmp_path / f"{order}.toll"
        for at in range(0, len(reports), 12):
            keep(path, *reports[at : at + 12], comparer=Crowded())
            if order < 2 and at // 12 < len(people):
                judge(path, people[at // 12])
        judge(path, *people)
        found = [*shown(path)[:2], rows(path, "SELECT one, other, bits, answer FROM comparison WHERE answer <> 'different' ORDER BY 1, 2")]
        assert {pair[:2] for pair in found[2]} == met
        first = first or found
        assert found == first
        assert rebuild(path).whole
    assert first is not None
    assert rows(tmp_path / "0.toll", "SELECT count(*) FROM linked WHERE crowded > 0") > [(20,)]


def within(reports: list[CodedReport], comparer: Simple, bound: int) -> set[tuple[str, str]]:
    """The pairs, not held different, between which fewer accounts than the bound stand under some key, counted in one go."""
    places: dict[str, list[tuple[str, str]]] = {}
    held = {one.id: one for each in reports for one in accounts_of(each)}
    for one in held.values():
        for key in comparer.keys_of(one):
            places.setdefault(key, []).append((str(one.report.published), one.id))
    near = set()
    for place in places.values():
        place.sort()
        for at, one in enumerate(place):
            near |= {tuple(sorted((one[1], other[1]))) for other in place[at + 1 : at + 1 + bound]}
    return {(a, b) for a, b in near if comparer.compare(held[a], held[b]).answer != "different"}
