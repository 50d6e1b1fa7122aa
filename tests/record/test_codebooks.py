"""A record keeps the codebooks that it is read by: each text once, the last of each name, and only what can change a coding reads a report again."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pairs import Simple, report
from record_factory import AUTHOR, STAMP

from tollbook.comparer import AcrossReports
from tollbook.lexicon.link_weights import link_weights
from tollbook.model.account import accounts_of
from tollbook.model.errors import BadInput, NotInRecord
from tollbook.record.codebook_file import Codebook, Floors, codebook_of
from tollbook.record.codebooks import KeptCodebook, choose, kept, latest, own_codebook
from tollbook.record.coding import Stamp
from tollbook.record.counting import LeftOut, counted, counted_incidents
from tollbook.record.file import reading
from tollbook.record.incident_view import How, read_incidents
from tollbook.record.joined import together
from tollbook.record.judging import Said, settings
from tollbook.record.rebuild import rebuild
from tollbook.record.schema import VERSION
from tollbook.record.store import open_store
from tollbook.record.view import read_log, read_view, view_of

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
HEAD = 'format = 1\nname = "{}"\nversion = "{}"\n'
FIRST = codebook_of(HEAD.format("Lakes", "1"), "a test")
SECOND = codebook_of(HEAD.format("Lakes", "2") + "[toll]\nrule = 'majority'\n", "a test")
OTHER = codebook_of(HEAD.format("Sahel", "1"), "a test")


def use(path: Path, *books: Codebook) -> list[bool]:
    with open_store(path, STAMP) as store:
        return [store.use(book, AUTHOR) for book in books]


def own(path: Path) -> str | None:
    with reading(path) as connection:
        found = choose(connection).codebook
    return found and found.hash


def test_a_text_is_kept_once_and_the_last_of_a_name_is_the_records_own(tmp_path: Path) -> None:
    path = tmp_path / "a.toll"
    assert own_codebook(path) is None
    assert use(path, FIRST, FIRST, SECOND, FIRST) == [True, False, True, True]
    assert own(path) == FIRST.hash, "used again"
    events = [event for event in read_log(path) if event.kind == "codebook_used"]
    assert [event.subject for event in events] == [FIRST.hash, SECOND.hash, FIRST.hash]
    assert [json.loads(event.body)["text"] for event in events] == [FIRST.text, SECOND.text, None]
    with reading(path) as connection:
        assert kept(connection).text == FIRST.text
        assert kept(connection, SECOND.hash[:6]) == KeptCodebook(SECOND.hash, "Lakes", "2", SECOND.text)
    found = own_codebook(path)
    assert found == FIRST
    assert rebuild(path).whole


def test_of_two_names_neither_is_the_own(tmp_path: Path) -> None:
    path = tmp_path / "a.toll"
    use(path, FIRST, OTHER)
    with reading(path) as connection:
        assert [one.name for one in latest(connection)] == ["Lakes", "Sahel"]
        assert choose(connection).several == ("Lakes", "Sahel")
        assert choose(connection).codebook is None
        assert choose(connection, SECOND).codebook == SECOND
        with pytest.raises(NotInRecord, match=r"several codebooks: Lakes .*; name one"):
            kept(connection)
        for name, problem in (("zz", "holds no codebook"), ("", "holds no codebook")):
            with pytest.raises(NotInRecord, match=problem):
                kept(connection, name)


def test_a_record_without_a_codebook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.toll"
    use(path)
    with reading(path) as connection:
        assert choose(connection).codebook is None
        with pytest.raises(NotInRecord, match="keeps no codebook; give it one"):
            kept(connection)


def test_a_codebook_that_this_tollbook_cannot_read_is_named_and_can_be_done_without(tmp_path: Path) -> None:
    path = tmp_path / "a.toll"
    use(path, replace(SECOND, text=SECOND.text.replace("majority", "of_tomorrow")))
    with reading(path) as connection:
        with pytest.raises(
            BadInput, match=rf"the record's codebook {SECOND.hash} .*--codebook none.*line 5: there is no rule 'of_tomorrow'"
        ):
            choose(connection)
        assert choose(connection, none=True).codebook is None


@pytest.mark.parametrize(
    ("stamp", "again"),
    [
        (replace(STAMP, codebook="abc 111111111111"), False), (replace(STAMP, codebook="abc 222222222222"), False), (STAMP, False),
        (replace(STAMP, profile="acled"), True), (replace(STAMP, codebook="abcd"), True), (replace(STAMP, tollbook="0.2.0"), True),
    ],
)  # fmt: skip
def test_only_what_can_change_a_coding_reads_a_report_again(tmp_path: Path, stamp: Stamp, again: bool) -> None:
    path, one = tmp_path / "a.toll", report(1, 3, 5, 1)
    for each, told in (
        (replace(STAMP, codebook="abc 000000000000"), "added"),
        (stamp, "coded again" if again else "already in the record"),
    ):
        with open_store(path, each, Simple()) as store:
            assert store.add(one, AUTHOR) == told
    with sqlite3.connect(path) as connection:
        ((stamped,),) = connection.execute("SELECT codebook FROM report").fetchall()
    assert stamped == (stamp.codebook if again else "abc 000000000000"), "the stamp says by which it was coded"


def test_floors_of_a_codebook_are_used_and_named() -> None:
    own_floors = link_weights()
    plain, same = AcrossReports(), AcrossReports(Floors(own_floors.same, own_floors.different))
    strict = AcrossReports(Floors(0.99999, 0.00001))
    assert plain.weights == same.weights
    assert strict.weights.startswith(plain.weights)
    assert strict.weights != plain.weights
    left, right = (accounts_of(one)[0] for one in (report(1, 3, 5, 1), report(1, 3, 5, 2)))
    assert plain.compare(left, right).bits == strict.compare(left, right).bits
    loose = AcrossReports(Floors(0.00001, 0.0))
    assert (loose.compare(left, right).answer, strict.compare(left, right).answer) == ("same", "undecided")


@pytest.mark.parametrize(
    ("link", "floors"),
    [
        ("", None), ("[link]\n", None), ("[link]\nsame = 0.95\n", Floors(0.95, link_weights().different)),
        ("[link]\ndifferent = 0.05\n", Floors(link_weights().same, 0.05)),
    ],
)  # fmt: skip
def test_a_floor_that_is_left_out_is_tollbooks_own(link: str, floors: Floors | None) -> None:
    assert codebook_of(HEAD.format("A", "1") + link, "a test").floors == floors


def test_what_people_set_counts_by_a_codebook(tmp_path: Path) -> None:
    path, one = tmp_path / "a.toll", report(1, 3, 5, 1)
    with open_store(path, STAMP) as store:
        store.add(one, AUTHOR)
    book = codebook_of(HEAD.format("A", "1") + "[include]\nstatuses = ['new']\n", "a test")
    assert left_out(path, book) == ()
    with reading(path) as connection:
        made = settings(connection, one.incidents[0].id, "status", "aggregate", Said("Ada", NOON, ""))
    with open_store(path, STAMP) as store:
        store.judge(made, AUTHOR)
    assert left_out(path, book) == (("status aggregate", 1),)


def left_out(path: Path, book: Codebook) -> LeftOut:
    """What `show` leaves out; what the dossier leaves out has to be the same."""
    with reading(path) as connection:
        view = view_of(connection)
        kept, found = counted(view, book, together(connection, view, judged=True))
    pages = read_incidents(path, How(AcrossReports().copies))
    names, own = counted_incidents({one.id: one.settled() for one in pages.incidents}, book)
    assert own == found
    shown = {account.id for one in pages.incidents if one.id in names for account in one.joined.accounts}
    assert shown == {one.incident.id for one in kept.incidents()}
    return found


def test_an_incident_of_the_record_counts_when_one_of_its_accounts_does(tmp_path: Path) -> None:
    path, first, second = tmp_path / "a.toll", report(1, 3, 5, 1), report(1, 4, 5, 2)
    (incident,) = second.incidents
    second = replace(second, incidents=(replace(incident, type="bombing"),))
    with open_store(path, STAMP, Simple()) as store:
        for one in (first, second, report(2, 40, 5, 1)):
            store.add(one, AUTHOR)
    book = HEAD.format("A", "1") + "[include]\ntypes = ['{}']\n"
    assert left_out(path, codebook_of(book.format("bombing"), "a test")) == (("type attack on civilians", 1),), "the joined one counts"
    assert left_out(path, codebook_of(book.format("protest_violence"), "a test")) == (("type attack on civilians", 2),), (
        "it is one incident"
    )


def test_a_record_of_version_2_is_read_and_brought_up_with_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "old.toll"
    with open_store(path, STAMP, Simple()) as store:
        for n in range(6):
            store.add(report(n // 3, n % 3, 5, n), AUTHOR)
    expected = read_view(path)
    connection = sqlite3.connect(path)
    for sql in (
        "DROP TABLE codebook", "DROP INDEX incident_by_day", "DROP INDEX incident_by_country", "DROP INDEX judgement_set",
        "ALTER TABLE incident DROP COLUMN until", "PRAGMA user_version = 2",
    ):  # fmt: skip
        connection.execute(sql)
    connection.close()
    before = path.read_bytes()
    assert read_view(path) == expected
    assert rebuild(path).whole
    assert own_codebook(path) is None
    assert path.read_bytes() == before
    assert use(path, FIRST) == [True]
    assert rebuild(path).whole
    assert read_view(path) == expected
    assert path.with_name("old.toll.version2").exists()
    with sqlite3.connect(path) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert own(path) == FIRST.hash
