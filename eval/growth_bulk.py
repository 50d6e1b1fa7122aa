"""Takes a record of some days; lays its rows into a record again and again, moved in time: a large record in minutes. For measuring only.

Every row of every table is what adding gave the first time, with its ids, days and keys moved: texts, claims, keys, comparisons and incidents are real in
size, number and spread. Left out: the chain of hashes (each event has a hash of its own, of nothing), so such a record cannot be rebuilt.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

Row = tuple[object, ...]
_MARK = re.compile(r"(?<=\")[ric][0-9a-f]{12}(?:[0-9a-f]{4})?(?=\")|\b(?:19|20)\d\d-\d\d-\d\d\b")
_ID = re.compile(r"[ric][0-9a-f]{12}(?:[0-9a-f]{4})?")
_TABLES = ("report", "incident", "claim", "number", "linked", "blocking", "comparison", "membership", "joining")
_OWNER = {
    "report": "id", "incident": "report", "claim": "report", "number": "report", "linked": "report", "blocking": "report", "membership": "report",
}  # fmt: skip
_PAIRS = ("comparison", "joining")
_SEQUENCES = {"report": (1, 2), "linked": (1,), "comparison": (2,)}


class Base:
    """The rows of a record, to be moved."""

    def __init__(self, path: Path) -> None:
        with sqlite3.connect(path) as connection:
            self._events = connection.execute("SELECT seq, kind, at, actor, subject, body FROM event ORDER BY seq").fetchall()
            self._rows: dict[str, list[Row]] = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in _TABLES}
            self._owner = {name: self._place(connection, name, column) for name, column in _OWNER.items()}
            self._published = dict(connection.execute("SELECT id, published FROM report"))
            self._report = dict(connection.execute("SELECT account, report FROM membership"))
        connection.close()

    @staticmethod
    def _place(connection: sqlite3.Connection, name: str, column: str) -> int:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({name})")].index(column)

    def lay(self, connection: sqlite3.Connection, number: int, days: int, until: date) -> int:
        """Lay the reports published before a day into a record, moved by so many days times `number`; gives how many they are."""
        kept = {report for report, published in self._published.items() if published < until.isoformat()}
        move = _mover(number, timedelta(days=days * number))
        last = connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0]
        seqs: dict[object, int] = {}
        for event in self._events:
            if event[4] in kept:
                seqs[event[0]] = last + len(seqs) + 1
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._moved_events(move, kept, seqs))
        for name in _TABLES:
            rows = (
                sorted(self._moved_rows(name, move, kept, seqs), key=str)
                if name != "report"
                else list(self._moved_rows(name, move, kept, seqs))
            )
            if rows:
                connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.execute("COMMIT")
        return len(kept)

    def _moved_events(self, move: Callable[[object], object], kept: set[str], seqs: dict[object, int]) -> Iterator[Row]:
        for seq, kind, at, actor, subject, body in self._events:
            if subject in kept:
                new = seqs[seq]
                moved = _MARK.sub(lambda found: str(move(found.group())), body)
                yield new, kind, at, actor, move(subject), moved, _hash(new - 1), _hash(new)

    def _moved_rows(self, name: str, move: Callable[[object], object], kept: set[str], seqs: dict[object, int]) -> Iterable[Row]:
        places = _SEQUENCES.get(name, ())
        for row in self._rows[name]:
            if name in _PAIRS:
                if not (self._report[row[0]] in kept and self._report[row[1]] in kept):
                    continue
                left, right = sorted((str(move(row[0])), str(move(row[1]))))
                new: list[object] = [left, right, *row[2:]]
            elif row[self._owner[name]] in kept:
                new = [move(cell) for cell in row]
            else:
                continue
            for place in places:
                new[place] = seqs[row[place]]
            yield tuple(new)


def _mover(number: int, by: timedelta) -> Callable[[object], object]:
    """What moves a cell: an id to another id, a day or a key that begins with one to a later one; anything else stays."""
    known: dict[object, object] = {}

    def later(day: str) -> str:
        return (date.fromisoformat(day) + by).isoformat()

    def move(cell: object) -> object:
        if not isinstance(cell, str) or len(cell) > 120:
            return cell
        if cell in known:
            return known[cell]
        if _ID.fullmatch(cell):
            moved: object = cell[0] + hashlib.blake2b(f"{cell}{number}".encode(), digest_size=8).hexdigest()[: len(cell) - 1]
        elif cell.startswith("text:"):
            moved = f"text:{later(cell[5:15])}{cell[15:]}"
        elif re.match(r"(?:19|20)\d\d-\d\d-\d\d", cell):
            moved = later(cell[:10]) + cell[10:]
        else:
            return cell
        known[cell] = moved
        return moved

    return move


def _hash(seq: int) -> str:
    return hashlib.sha256(str(seq).encode()).hexdigest()
