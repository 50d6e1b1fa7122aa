"""Takes a record; derives every view from the log again and says whether the views that are shown are the same, byte for byte."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from tollbook.record import log
from tollbook.record.event import FIRST_HASH, canonical
from tollbook.record.file import reading, transaction, writing
from tollbook.record.replay import blank, renew
from tollbook.record.schema import VIEW_TABLES
from tollbook.record.views import derive


@dataclass(frozen=True, slots=True)
class ViewCheck:
    """One view table: its rows now, its rows as derived from the log, and the first row that differs (None: none does)."""

    table: str
    live: int
    rebuilt: int
    difference: str | None


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What a rebuild found. `head` is the last hash of the log: whoever notes it can tell later that nothing before it was changed."""

    events: int
    head: str
    chain_problem: str | None
    damage: str | None
    views: tuple[ViewCheck, ...]

    @property
    def whole(self) -> bool:
        return self.chain_problem is None and self.damage is None and all(view.difference is None for view in self.views)


def rebuild(path: Path) -> Rebuild:
    """Check the file, the hash chain and every view against the log; changes nothing. Raises BadRecord when the file is no record."""
    with reading(path) as connection:
        return _compare(connection)


def repair(path: Path) -> Rebuild:
    """Replace the views by those that the log gives, unless the log itself is broken; returns what stands afterwards."""
    with writing(path) as connection:
        found = _compare(connection)
        if found.whole or found.chain_problem or found.damage:
            return found
        with transaction(connection):
            renew(connection)
        return _compare(connection)


def _compare(connection: sqlite3.Connection) -> Rebuild:
    damage = "; ".join(str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)"))
    chain = log.first_problem(connection)
    count, head = connection.execute("SELECT count(*), (SELECT hash FROM event ORDER BY seq DESC LIMIT 1) FROM event").fetchone()
    views: tuple[ViewCheck, ...] = ()
    if chain is None:
        with closing(blank()) as fresh:
            fresh.execute("BEGIN")
            for event in log.events(connection):
                derive(fresh, event)
            views = tuple(_check(connection, fresh, table) for table in VIEW_TABLES)
    return Rebuild(count, head or FIRST_HASH, chain, None if damage == "ok" else damage, views)


def _check(live: sqlite3.Connection, fresh: sqlite3.Connection, table: str) -> ViewCheck:
    now, again = _rows(live, table), _rows(fresh, table)
    difference = None
    for left, right in zip_longest(now, again):
        if left != right:
            difference = f"has {left or 'no such row'}, the log gives {right or 'no such row'}"
            break
    return ViewCheck(table, len(now), len(again), difference)


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    """The rows of a table as canonical text, in the order of their keys."""
    return sorted(canonical(row) for row in connection.execute(f"SELECT * FROM {table}"))
