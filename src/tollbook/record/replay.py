"""Takes a log; gives a private record that vanishes when closed, with the views that follow from it, whole or up to a moment. Changes no file."""

from __future__ import annotations

import sqlite3
from datetime import date

from tollbook.record.event import from_row
from tollbook.record.schema import VIEW_TABLES, statements
from tollbook.record.views import derive


def blank() -> sqlite3.Connection:
    """A private empty record."""
    connection = sqlite3.connect("", isolation_level=None)
    for sql in statements():
        connection.execute(sql)
    return connection


def replayed(log: sqlite3.Connection, last_day: date | None = None) -> sqlite3.Connection:
    """A private record of the events of another one: all of them, or those written up to the end of a day (UTC)."""
    fresh = blank()
    try:
        fresh.execute("BEGIN")
        for row in log.execute(
            "SELECT * FROM event WHERE substr(at, 1, 10) <= ? ORDER BY seq", (last_day.isoformat() if last_day else "~",)
        ):
            fresh.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            derive(fresh, from_row(row))
        fresh.execute("COMMIT")
    except BaseException:
        fresh.close()
        raise
    return fresh


def renew(connection: sqlite3.Connection) -> None:
    """Make every view table anew from the log of the same record, also where it has none or older ones. Only inside a transaction."""
    for table in VIEW_TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    for sql in statements():
        if sql.split()[2] not in present:
            connection.execute(sql)
    for row in connection.execute("SELECT * FROM event ORDER BY seq"):
        derive(connection, from_row(row))
