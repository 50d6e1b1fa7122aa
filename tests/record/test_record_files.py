"""Files that are no record, or no longer a whole one: always BadRecord with advice, and the file is left as it was."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from record_factory import AUTHOR, STAMP, small

from tollbook.model.errors import BadRecord
from tollbook.record.rebuild import rebuild
from tollbook.record.store import open_store
from tollbook.record.view import read_log, read_view


def make(path: Path, count: int = 6) -> Path:
    with open_store(path, STAMP) as store:
        for number in range(count):
            store.add(small(number), AUTHOR)
    return path


def refused(path: Path, problem: str, *, writing: bool = True) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(BadRecord, match=problem) as caught:
        read_view(path)
    assert ";" in str(caught.value), "the message gives advice"
    if writing:
        with pytest.raises(BadRecord), open_store(path, STAMP) as store:
            store.add(small(99), AUTHOR)
    if before is not None:
        assert path.read_bytes() == before


def test_no_file(tmp_path: Path) -> None:
    refused(tmp_path / "none.toll", "there is no record here", writing=False)
    assert not (tmp_path / "none.toll").exists()


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BadRecord, match="there is no folder"), open_store(tmp_path / "none" / "a.toll", STAMP):
        pass


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


def test_an_impossible_path() -> None:
    refused(Path("a\0b"), "no record here|cannot be used")


@pytest.mark.parametrize("content", [b"a report of some length\n" * 200, b"SQLite format 3\0" + b"x" * 5000, b"x"])
def test_another_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.toll"
    path.write_bytes(content)
    refused(path, "no tollbook record|damaged|cannot be")


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.toll"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    refused(path, "no tollbook record")


def test_an_empty_file_is_no_record_to_read_and_a_new_one_to_write(tmp_path: Path) -> None:
    path = tmp_path / "empty.toll"
    path.touch()
    refused(path, "is empty", writing=False)
    assert len(read_view(make(path)).reports) == 6


def test_a_record_of_a_later_version(tmp_path: Path) -> None:
    path = make(tmp_path / "later.toll")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    refused(path, "version 99")


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("DROP TRIGGER event_is_never_changed", "event_is_never_changed"),
        ("DROP TABLE claim", "claim"),
        ("CREATE TRIGGER spy AFTER INSERT ON event BEGIN DELETE FROM claim; END", "spy"),
    ],
)
def test_a_record_whose_tables_another_program_changed(tmp_path: Path, sql: str, problem: str) -> None:
    path = make(tmp_path / "changed.toll")
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.close()
    refused(path, problem)


def test_a_table_that_somebody_added_does_no_harm(tmp_path: Path) -> None:
    path = make(tmp_path / "notes.toll")
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE my_notes (text)")
    connection.close()
    assert len(read_view(path).reports) == 6


def test_a_cut_off_record(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.toll").read_bytes()
    for length in range(1, len(whole), len(whole) // 12):
        path = tmp_path / f"cut{length}.toll"
        path.write_bytes(whole[:length])
        with pytest.raises(BadRecord):
            read_view(path)
            assert not rebuild(path).whole
            raise BadRecord("rebuild tells")


def test_scattered_damage_is_told_or_harmless(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.toll").read_bytes()
    expected = read_view(tmp_path / "whole.toll")
    chance = random.Random(20160222)
    told = 0
    for number in range(60):
        damaged = bytearray(whole)
        for _ in range(8):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path = tmp_path / f"damaged{number}.toll"
        path.write_bytes(damaged)
        try:
            same = rebuild(path).whole and read_view(path) == expected
        except BadRecord:
            same = False
        told += not same
    assert told > 40


def test_a_body_that_is_no_report_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "body.toll", 1)
    connection = sqlite3.connect(path)
    guards = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name in ("event_is_never_changed", "event_is_never_deleted", "event_is_never_replaced"):
        connection.execute(f"DROP TRIGGER {name}")
    for body in ("{}", "[]", "null", "not json", "[" * 100_000, '{"id": 1}'):
        connection.execute("UPDATE event SET body = ? WHERE seq = 1", (body,))
        connection.commit()
        for (sql,) in guards:
            connection.execute(sql)
        with pytest.raises(BadRecord, match="event 1"):
            read_view(path)
        assert not rebuild(path).whole
        assert read_log(path)[0].body == body
        for name in ("event_is_never_changed", "event_is_never_deleted", "event_is_never_replaced"):
            connection.execute(f"DROP TRIGGER {name}")
    connection.close()


def test_a_read_only_folder_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "sealed"
    folder.mkdir()
    path = make(folder / "a.toll")
    path.chmod(0o400)
    folder.chmod(0o500)
    try:
        assert len(read_view(path).reports) == 6
        assert rebuild(path).whole
    finally:
        folder.chmod(0o700)
