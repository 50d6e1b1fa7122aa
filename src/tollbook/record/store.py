"""Takes coded reports, failures and judgements; keeps them in a record, one transaction each. Nothing that was written is changed afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

from tollbook.model.errors import BadRecord, Failure
from tollbook.model.incident import CodedReport
from tollbook.model.judgement import Judgement
from tollbook.model.text import Report
from tollbook.record import log
from tollbook.record.codebook_file import Codebook
from tollbook.record.codebooks import use_fact
from tollbook.record.coding import Stamp, coded_fact, coded_report, compared_fact, failed_fact, read_fact, report_of
from tollbook.record.decide import Author, keep
from tollbook.record.event import Fact
from tollbook.record.file import transaction, writing
from tollbook.record.linking import Comparer, Linker, unlinked
from tollbook.record.plain import plain
from tollbook.record.views import derive

_UNLINKED = """
SELECT id, read_seq, coded_seq FROM report
WHERE id > ? AND coded_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM linked WHERE linked.report = report.id AND weights = ?) ORDER BY id LIMIT 1
"""

__all__ = ["Author", "Kept", "Store", "open_store"]

Kept = Literal["added", "coded again", "already in the record"]


class Store:
    """A record open for adding. Make one with `open_store`."""

    def __init__(self, connection: sqlite3.Connection, stamp: Stamp, comparer: Comparer | None = None) -> None:
        self._connection = connection
        self._stamp = stamp
        self._linker = Linker(connection, comparer) if comparer else None

    def knows(self, report: Report) -> bool:
        """Whether this report is in the record, coded by the same tollbook, rules and profile: then it need not be coded again. Its stamp still says by
        which codebook it was coded, where another says otherwise what counts."""
        row = self._connection.execute("SELECT tollbook, codebook, profile FROM report WHERE id = ?", (report.id,)).fetchone()
        return row is not None and None not in row and Stamp(*row).reads == self._stamp.reads

    def use(self, codebook: Codebook, author: Author) -> bool:
        """Keep that the record is read by a codebook from now on, with its text; gives whether that is new."""
        with transaction(self._connection):
            fact = use_fact(self._connection, codebook)
            if fact is not None:
                self._append(fact, author)
        return fact is not None

    def add(self, coded: CodedReport, author: Author) -> Kept:
        """Keep a report and what was found in it: both events and the views, or none."""
        if self.knows(coded.report):
            return "already in the record"
        with transaction(self._connection):
            if self.knows(coded.report):  # another process was faster
                return "already in the record"
            earlier = self._earlier(coded.report)
            if earlier is None or replace(earlier, source=coded.report.source) != coded.report:
                self._append(read_fact(coded.report), author)
            seq = self._append(coded_fact(coded, self._stamp), author)
            if self._linker:
                self._append(compared_fact(coded.report.id, self._linker.link(coded)), author)
        if self._linker:
            self._linker.keep(seq, coded)
        return "added" if earlier is None else "coded again"

    def add_failure(self, failure: Failure, author: Author) -> Kept:
        """Keep that a source could not be read; a failure that stands already is not kept again."""
        if self._stands(failure):
            return "already in the record"
        with transaction(self._connection):
            if not self._stands(failure):
                self._append(failed_fact(failure), author)
        return "added"

    def unlinked(self) -> int:
        """How many coded reports this comparer has not compared yet: those added without one, or compared by other weights."""
        if self._linker is None:
            return 0
        return unlinked(self._connection, self._linker.weights)

    def link(self, author: Author) -> Iterator[str]:
        """Compare every report that this comparer has not compared, one transaction each; yields their ids. Interrupted, it goes on where it stopped."""
        after = ""
        while self._linker is not None:
            with transaction(self._connection):
                row = self._connection.execute(_UNLINKED, (after, self._linker.weights)).fetchone()
                if row is None and not after:
                    return
                if row is not None:
                    self._append(compared_fact(row[0], self._linker.link(self._coded(*row[1:]))), author)
            after = str(row[0]) if row else ""  # round again: another process may have added some behind us
            if row:
                yield after

    def _coded(self, read_seq: int, coded_seq: int) -> CodedReport:
        read, coded = log.event(self._connection, read_seq), log.event(self._connection, coded_seq)
        if read is None or coded is None:
            raise BadRecord(f"event {read_seq if read is None else coded_seq} is missing from the log; restore the record from a copy")
        return coded_report(read, coded)

    def judge(self, judgements: Sequence[Judgement], author: Author) -> tuple[Judgement, ...]:
        """Keep judgements, all or none; gives those that are new to the record. One about things that are not here waits until they are."""
        return keep(self._connection, judgements, author)

    def _stands(self, failure: Failure) -> bool:
        row = (plain(failure.source), plain(failure.problem), plain(failure.advice))
        sql = "SELECT 1 FROM failure WHERE source = ? AND problem = ? AND advice = ?"
        return self._connection.execute(sql, row).fetchone() is not None

    def _earlier(self, report: Report) -> Report | None:
        """The report of this id as the log has it."""
        row = self._connection.execute("SELECT read_seq FROM report WHERE id = ?", (report.id,)).fetchone()
        event = log.event(self._connection, row[0]) if row else None
        return report_of(event) if event else None

    def _append(self, fact: Fact, author: Author) -> int:
        event = log.append(self._connection, fact, author.written(), author.name)
        derive(self._connection, event)
        return event.seq


@contextmanager
def open_store(path: Path, stamp: Stamp, comparer: Comparer | None = None) -> Iterator[Store]:
    """A record open for adding, made when there is none; raises BadRecord when the file is something else. With a comparer, what is added is linked."""
    with writing(path) as connection:
        yield Store(connection, stamp, comparer)
