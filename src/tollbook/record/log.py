"""Takes facts; appends them to the log as sealed events, and reads the log back in order. Changes and removes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from tollbook.record.event import Event, Fact, chain_problem, from_row, seal

_COLUMNS = "seq, kind, at, actor, subject, body, prev_hash, hash"


def append(connection: sqlite3.Connection, fact: Fact, at: str, actor: str) -> Event:
    """The new last event of the log. Only inside a transaction."""
    event = seal(last(connection), fact, at, actor)
    row = (event.seq, event.kind, event.at, event.actor, event.subject, event.body, event.prev_hash, event.hash)
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return event


def last(connection: sqlite3.Connection) -> Event | None:
    """The last event, None in an empty record."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return from_row(row) if row else None


def event(connection: sqlite3.Connection, seq: int) -> Event | None:
    """One event by its number."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM event WHERE seq = ?", (seq,)).fetchone()
    return from_row(row) if row else None


def events(connection: sqlite3.Connection) -> Iterator[Event]:
    """Every event, first to last."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM event ORDER BY seq"):
        yield from_row(row)


def first_problem(connection: sqlite3.Connection) -> str | None:
    """The first break of the hash chain, in words; None when the log is whole."""
    before: Event | None = None
    for one in events(connection):
        problem = chain_problem(before, one)
        if problem:
            return problem
        before = one
    return None
