"""What the record keeps: everything, once, in order, and nothing that was written is ever changed."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from record_factory import AUTHOR, STAMP, Figure, coded, small

import tollbook
from tollbook.model.claim import Claim
from tollbook.model.errors import BadRecord, Failure, NotInRecord
from tollbook.model.incident import CodedReport
from tollbook.model.text import Block, Report, report_id
from tollbook.record import file
from tollbook.record.rebuild import rebuild
from tollbook.record.store import open_store
from tollbook.record.view import find_claim, find_incident, read_log, read_view

FAILURE = Failure("broken.html", "holds no text", "give a page with a report")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "war record.toll"


def keep(record: Path, *reports: CodedReport, stamp: object = STAMP) -> list[str]:
    with open_store(record, stamp) as store:  # type: ignore[arg-type]
        return [store.add(one, AUTHOR) for one in reports]


def test_what_is_added_is_what_is_read(record: Path) -> None:
    one, other = coded((Figure(3, 5, "police"), Figure(None, None))), small(7)
    assert keep(record, one, other) == ["added", "added"]
    assert set(read_view(record).reports) == {one, other}


def test_the_same_report_again_changes_nothing(record: Path) -> None:
    keep(record, small(1))
    before = read_log(record)
    assert keep(record, small(1)) == ["already in the record"]
    assert read_log(record) == before


def test_a_report_from_another_file_is_the_same_report(record: Path) -> None:
    one = small(1)
    keep(record, one)
    assert keep(record, replace(one, report=replace(one.report, source="elsewhere.txt"))) == ["already in the record"]


def test_the_view_has_one_order_whatever_the_order_of_adding(tmp_path: Path) -> None:
    reports = [small(n) for n in range(12)]
    keep(tmp_path / "a.toll", *reports)
    keep(tmp_path / "b.toll", *reversed(reports))
    assert read_view(tmp_path / "a.toll") == read_view(tmp_path / "b.toll")
    dates = [one.report.published for one in read_view(tmp_path / "a.toll").reports]
    assert dates == sorted(dates, key=str)


@pytest.mark.parametrize("change", [{"tollbook": "0.2.0"}, {"codebook": "def"}, {"profile": "acled"}])
def test_a_newer_coding_supersedes_and_the_old_one_stays_in_the_log(record: Path, change: dict[str, str]) -> None:
    one = coded((Figure(3, 5, "police"),))
    again = replace(one, claims=())
    keep(record, one)
    old = read_log(record)
    assert keep(record, again, stamp=replace(STAMP, **change)) == ["coded again"]
    assert read_view(record).reports == (again,)
    log = read_log(record)
    assert log[: len(old)] == old
    assert [event.kind for event in log] == ["report_read", "report_coded", "report_coded"]
    assert rebuild(record).whole


def test_a_report_that_is_read_otherwise_by_a_newer_tollbook_is_read_again(record: Path) -> None:
    one = small(2)
    other = replace(one, report=replace(one.report, blocks=(Block(0, 5, "title"),)))
    keep(record, one)
    keep(record, other, stamp=replace(STAMP, tollbook="0.2.0"))
    assert read_view(record).reports == (other,)
    assert [event.kind for event in read_log(record)] == ["report_read", "report_coded", "report_read", "report_coded"]
    assert rebuild(record).whole


def test_a_failure_is_kept_once_and_leaves_the_view_when_the_source_is_read(record: Path) -> None:
    one = small(3)
    with open_store(record, STAMP) as store:
        assert store.add_failure(FAILURE, AUTHOR) == "added"
        assert store.add_failure(FAILURE, AUTHOR) == "already in the record"
        assert store.add_failure(replace(FAILURE, problem="is empty"), AUTHOR) == "added"
    assert len(read_view(record).failures) == 2
    keep(record, replace(one, report=replace(one.report, source=FAILURE.source)))
    assert read_view(record).failures == ()
    assert [event.kind for event in read_log(record)].count("report_failed") == 2
    assert rebuild(record).whole


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET actor = 'somebody else'",
        "DELETE FROM event WHERE seq = 1",
        "INSERT OR REPLACE INTO event SELECT 1, kind, at, 'somebody else', subject, body, prev_hash, 'x' FROM event WHERE seq = 1",
    ],
)
def test_the_log_refuses_every_change(record: Path, sql: str) -> None:
    keep(record, small(1))
    before = read_log(record)
    connection = sqlite3.connect(record)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(sql)
    connection.close()
    assert read_log(record) == before


def test_a_record_is_its_owners_alone_and_one_file_at_rest(record: Path) -> None:
    with open_store(record, STAMP) as store:
        store.add(small(1), AUTHOR)
        assert {stat.S_IMODE(path.stat().st_mode) for path in record.parent.iterdir()} == {0o600}
    read_view(record)
    rebuild(record)
    assert [path.name for path in record.parent.iterdir()] == [record.name]


def test_a_failure_in_the_middle_of_a_report_keeps_none_of_it(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(record, small(1))
    calls = 0

    def broken(claim: Claim) -> tuple[str, ...]:
        nonlocal calls
        calls += 1
        raise RuntimeError("in the middle")

    monkeypatch.setattr("tollbook.record.views._claim", broken)
    with pytest.raises(RuntimeError), open_store(record, STAMP) as store:
        store.add(small(2), AUTHOR)
    monkeypatch.undo()
    assert calls == 1
    assert read_view(record).reports == (small(1),)
    assert len(read_log(record)) == 2
    assert rebuild(record).whole


def test_two_writers_and_a_reader_at_once(record: Path) -> None:
    with open_store(record, STAMP) as one, open_store(record, STAMP) as other:
        one.add(small(1), AUTHOR)
        other.add(small(2), AUTHOR)
        assert other.add(small(1), AUTHOR) == "already in the record"
        assert len(read_view(record).reports) == 2
        one.add(small(3), AUTHOR)
    assert len(read_view(record).reports) == 3
    assert rebuild(record).whole


def test_a_writer_that_holds_on_is_named_after_a_while(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(record, small(1))
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(record, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(BadRecord, match="try again when it has finished"):
        keep(record, small(2))
    holder.execute("ROLLBACK")
    holder.close()
    assert keep(record, small(2)) == ["added"]


def test_reading_never_writes(record: Path) -> None:
    keep(record, small(1))
    with file.reading(record) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM claim")


def test_processes_that_make_the_same_record_at_once(record: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from record_factory import *; from tollbook.record.store import open_store\n"
        "with open_store(Path(sys.argv[1]), STAMP) as store:\n"
        "    for n in range(8): store.add(small(n), AUTHOR)\n"
    )
    folders = [str(Path(__file__).parent), str(Path(tollbook.__file__).parents[1])]
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {folders!r}\n{script}", str(record)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    assert [(one.communicate()[1], one.returncode) for one in running] == [(b"", 0)] * 3
    assert len(read_view(record).reports) == 8
    assert len(read_log(record)) == 16
    assert rebuild(record).whole


def test_any_text_can_be_kept(record: Path) -> None:
    text = "nul \0, half \ud83d, right-to-left \u202e, line \u2028, sign \x9b31m, 'quotes\" and 漢字"
    report = Report(
        report_id(text, "\ud83d", None), "a\0b\ud83d", "\ud83d", None, text, None, "unknown", None, text, (Block(0, 5, "paragraph"),)
    )
    keep(record, CodedReport(report, (), (), ()))
    assert read_view(record).reports[0].report == report
    assert rebuild(record).whole


def test_a_figure_beyond_sixty_four_bits_can_be_kept(record: Path) -> None:
    one = coded((Figure(10**30, 10**30, "nobody sane"),))
    keep(record, one)
    assert read_view(record).reports == (one,)
    assert rebuild(record).whole


def test_an_incident_and_a_claim_are_found_by_the_beginning_of_their_ids(record: Path) -> None:
    reports = [small(n) for n in range(30)]
    keep(record, *reports)
    for one in reports:
        incident, claim = one.incidents[0], one.claims[0]
        assert find_incident(record, incident.id).incident == incident
        assert find_incident(record, incident.id[:10]).claims == one.claims
        found = find_claim(record, claim.id)
        assert (found.coded, found.claim, found.incident, found.stamp) == (one, claim, incident, STAMP)


@pytest.mark.parametrize(
    ("name", "problem"), [("i", "more than one incident"), ("", "holds no incident"), ("i%", "holds no"), ("zz", "tollbook show")]
)
def test_an_id_that_answers_to_nothing_or_to_many_is_refused(record: Path, name: str, problem: str) -> None:
    keep(record, *(small(n) for n in range(8)))
    with pytest.raises(NotInRecord, match=problem):
        find_incident(record, name)
