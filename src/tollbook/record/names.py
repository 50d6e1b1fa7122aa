"""Takes the name of a thing in a record, or its beginning; gives its whole id, or says that nothing, or more than one thing, answers to it."""

from __future__ import annotations

import sqlite3
from typing import Literal

from tollbook.model.errors import NotInRecord
from tollbook.record.plain import plain

_SHOWN = 5
_KEYS = {"judgement": "id", "codebook": "hash"}
_ENDLESS = "\U0010ffff"


def place_of(connection: sqlite3.Connection, table: str, name: str) -> tuple[str, int, str]:
    """Report, position and id of the incident or the claim that a name or the beginning of one stands for."""
    sql = f"SELECT report, position, id FROM {table} WHERE id >= ? AND id < ? ORDER BY id, report, position LIMIT ?"
    wanted = plain(name) or ""
    rows = connection.execute(sql, (wanted, wanted + _ENDLESS, _SHOWN + 1)).fetchall() if wanted else []
    exact = [row for row in rows if row[2] == name] or rows
    _must_be_one(table, name, [row[2] for row in exact])
    report, position, found = exact[0]
    return str(report), int(position), str(found)


def account(connection: sqlite3.Connection, name: str) -> str:
    """The id of an account: what one report tells of an incident. The first account of a joined incident names it."""
    return place_of(connection, "incident", name)[2]


def claim(connection: sqlite3.Connection, name: str) -> str:
    """The id of a claim."""
    return place_of(connection, "claim", name)[2]


def judgement(connection: sqlite3.Connection, name: str) -> str:
    """The id of a judgement."""
    return one_of(connection, "judgement", name)


def one_of(connection: sqlite3.Connection, table: Literal["judgement", "codebook"], name: str) -> str:
    """The id of a judgement, or the hash of a codebook, that a name or the beginning of one stands for."""
    wanted, column = plain(name) or "", _KEYS[table]
    sql = f"SELECT {column} FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?"
    found = [str(row[0]) for row in connection.execute(sql, (wanted, wanted + _ENDLESS, _SHOWN + 1))] if wanted else []
    exact = [one for one in found if one == name] or found
    _must_be_one(table, name, exact)
    return exact[0]


_LISTED = {"judgement": "tollbook judgements export --record FILE", "codebook": "tollbook log --record FILE"}


def _must_be_one(what: str, name: str, found: list[str]) -> None:
    if not found:
        raise NotInRecord(
            f"the record holds no {what} {name!r}; list what it holds with: {_LISTED.get(what, 'tollbook show --record FILE')}"
        )
    if len(found) > 1:
        some = ", ".join(found[:_SHOWN]) + (" ..." if len(found) > _SHOWN else "")
        raise NotInRecord(f"{name!r} is the beginning of more than one {what} ({some}); give more of its id")
