"""A rebuild proves that what is shown follows from the log, and names what does not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from record_factory import AUTHOR, STAMP, small

from tollbook.model.errors import Failure
from tollbook.record.rebuild import rebuild, repair
from tollbook.record.schema import GUARDS, VIEW_TABLES
from tollbook.record.store import open_store
from tollbook.record.view import read_log, read_view


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "a.toll"
    with open_store(path, STAMP) as store:
        for number in range(1, 6):
            store.add(small(number), AUTHOR)
        store.add_failure(Failure("x.txt", "is empty", "give a report"), AUTHOR)
    return path


def tamper(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for sql in (*(f"DROP TRIGGER {name}" for name in names), *statements, *GUARDS):
        connection.execute(sql)
    connection.commit()
    connection.close()


def test_a_whole_record(record: Path) -> None:
    found = rebuild(record)
    assert found.whole
    assert found.events == 11
    assert found.head == read_log(record)[-1].hash
    live = {view.table: view.live for view in found.views if view.live}
    assert live == {"report": 5, "incident": 5, "claim": 5, "number": 5, "failure": 1, "membership": 5}


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("report", "UPDATE report SET outlet = 'Another' WHERE rowid = 2"),
        ("incident", "UPDATE incident SET lat = lat + 0.000001 WHERE rowid = 1"),
        ("claim", "UPDATE claim SET min = 0 WHERE rowid = 1"),
        ("claim", "UPDATE claim SET min = CAST(min AS TEXT) WHERE rowid = 1"),
        ("claim", "DELETE FROM claim WHERE rowid = 3"),
        ("number", "UPDATE number SET outcome = 'ignored' WHERE rowid = 5"),
        ("failure", "DELETE FROM failure"),
    ],
)
def test_a_view_that_was_changed_is_named_and_can_be_repaired(record: Path, table: str, sql: str) -> None:
    tamper(record, sql)
    found = rebuild(record)
    assert [view.table for view in found.views if view.difference] == [table]
    assert not found.whole
    assert repair(record).whole
    assert rebuild(record).whole
    assert read_view(record).reports == tuple(
        sorted((small(n) for n in range(1, 6)), key=lambda c: (str(c.report.published), c.report.outlet or ""))
    )


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("UPDATE event SET body = replace(body, '\"min\":3', '\"min\":4') WHERE seq = 6", "event 6 was changed"),
        ("UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE seq = 1", "event 1 was changed"),
        ("UPDATE event SET actor = 'somebody' WHERE seq = 11", "event 11 was changed"),
        ("DELETE FROM event WHERE seq = 4", "events are missing"),
        ("DELETE FROM event WHERE seq = 1", "events are missing"),
        ("UPDATE event SET prev_hash = hash WHERE seq = 2", "event 2 does not follow"),
    ],
)
def test_a_log_that_was_changed_is_told_and_never_repaired(record: Path, sql: str, problem: str) -> None:
    tamper(record, sql)
    found = rebuild(record)
    assert problem in (found.chain_problem or "")
    assert not found.whole
    assert not repair(record).whole


def test_a_log_that_lost_its_end_differs_from_the_views(record: Path) -> None:
    tamper(record, "DELETE FROM event WHERE seq > 8")
    found = rebuild(record)
    assert found.chain_problem is None
    assert not found.whole


def test_every_view_table_is_checked(record: Path) -> None:
    assert tuple(view.table for view in rebuild(record).views) == tuple(VIEW_TABLES)
