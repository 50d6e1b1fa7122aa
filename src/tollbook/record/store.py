"""Takes coded reports and failures; keeps them in a record, one transaction each. Nothing that was written is changed afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from tollbook.model.errors import Failure
from tollbook.model.incident import CodedReport
from tollbook.model.text import Report
from tollbook.record import log
from tollbook.record.coding import Stamp, coded_fact, failed_fact, read_fact, report_of
from tollbook.record.event import Fact
from tollbook.record.file import transaction, writing
from tollbook.record.views import derive, plain

Kept = Literal["added", "coded again", "already in the record"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes to the log ("machine tollbook 0.1.0", or a person) and when (UTC)."""

    name: str
    at: datetime


class Store:
    """A record open for adding. Make one with `open_store`."""

    def __init__(self, connection: sqlite3.Connection, stamp: Stamp) -> None:
        self._connection = connection
        self._stamp = stamp

    def knows(self, report: Report) -> bool:
        """Whether this report is in the record, coded by the same tollbook, codebook and profile: then it need not be coded again."""
        stamp = self._stamp
        row = self._connection.execute("SELECT tollbook, codebook, profile FROM report WHERE id = ?", (report.id,)).fetchone()
        return row is not None and tuple(row) == (stamp.tollbook, stamp.codebook, stamp.profile)

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
            self._append(coded_fact(coded, self._stamp), author)
        return "added" if earlier is None else "coded again"

    def add_failure(self, failure: Failure, author: Author) -> Kept:
        """Keep that a source could not be read; a failure that stands already is not kept again."""
        if self._stands(failure):
            return "already in the record"
        with transaction(self._connection):
            if not self._stands(failure):
                self._append(failed_fact(failure), author)
        return "added"

    def _stands(self, failure: Failure) -> bool:
        row = (plain(failure.source), plain(failure.problem), plain(failure.advice))
        sql = "SELECT 1 FROM failure WHERE source = ? AND problem = ? AND advice = ?"
        return self._connection.execute(sql, row).fetchone() is not None

    def _earlier(self, report: Report) -> Report | None:
        """The report of this id as the log has it."""
        row = self._connection.execute("SELECT read_seq FROM report WHERE id = ?", (report.id,)).fetchone()
        event = log.event(self._connection, row[0]) if row else None
        return report_of(event) if event else None

    def _append(self, fact: Fact, author: Author) -> None:
        event = log.append(self._connection, fact, author.at.strftime("%Y-%m-%dT%H:%M:%SZ"), author.name)
        derive(self._connection, event)


@contextmanager
def open_store(path: Path, stamp: Stamp) -> Iterator[Store]:
    """A record open for adding, made when there is none; raises BadRecord when the file is something else."""
    with writing(path) as connection:
        yield Store(connection, stamp)
