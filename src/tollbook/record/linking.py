"""Takes a coded report and a comparer; gives what the comparer finds between its accounts and those of the record. Looks at a bounded number of them.

Candidates are found by key in a table. A key that stands for more accounts than are looked at gives those nearest by day; it is named in what is kept.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from datetime import date
from typing import Protocol

from tollbook.model.account import Account, accounts_of
from tollbook.model.comparison import Comparison
from tollbook.model.errors import BadRecord
from tollbook.model.incident import CodedReport
from tollbook.record import log
from tollbook.record.coding import Apart, Linking, coded_report

PER_KEY = 64
"""How many accounts are looked at for one key on either side of the day."""
MOST = 256
"""How many accounts one account is compared with: those that share most and rarest keys, then those nearest by day."""
_KEPT_REPORTS = 512
_AFTER = (
    "published, account FROM blocking WHERE weights = ? AND key = ? AND (published, account) > (?, ?) ORDER BY published, account LIMIT ?"
)
_BEFORE = (
    "published, account FROM blocking WHERE weights = ? AND key = ? AND (published, account) < (?, ?) "
    "ORDER BY published DESC, account DESC LIMIT ?"
)


class Comparer(Protocol):
    """What compares accounts across reports. `weights` names it, as a hash that changes whenever an answer may change."""

    @property
    def weights(self) -> str: ...

    def keys_of(self, account: Account) -> tuple[str, ...]:
        """The keys under which accounts that may tell of the same incident meet."""

    def compare(self, left: Account, right: Account) -> Comparison:
        """The comparison of two accounts, the same whatever is added to the record besides; `left` has the smaller id."""


class Linker:
    """Finds and compares candidates in one open record; keeps the accounts read last at hand."""

    def __init__(self, connection: sqlite3.Connection, comparer: Comparer) -> None:
        self._connection = connection
        self._comparer = comparer
        self._read: OrderedDict[int, dict[str, Account]] = OrderedDict()

    @property
    def weights(self) -> str:
        return self._comparer.weights

    def link(self, coded: CodedReport) -> Linking:
        """What the comparer finds for a report that is in the record; accounts of one report are not compared with each other."""
        keys: list[tuple[str, tuple[str, ...]]] = []
        close: list[Comparison] = []
        apart: list[Apart] = []
        crowded: set[str] = set()
        for account in accounts_of(coded):
            own = tuple(sorted(set(self._comparer.keys_of(account))))
            keys.append((account.id, own))
            for other in self._candidates(account, own, crowded):
                found = self._comparer.compare(*sorted((account, other), key=lambda one: one.id))
                if found.answer == "different":
                    apart.append(Apart(found.left, found.right, found.bits, found.share))
                else:
                    close.append(found)
        return Linking(self.weights, tuple(keys), tuple(close), tuple(apart), tuple(sorted(crowded)))

    def _candidates(self, account: Account, keys: tuple[str, ...], crowded: set[str]) -> list[Account]:
        day = account.report.published.isoformat() if account.report.published else ""
        shared: dict[tuple[str, str], float] = {}
        for key in keys:
            met: list[tuple[str, str]] = []
            for sql in (_AFTER, _BEFORE):
                rows = self._connection.execute(f"SELECT {sql}", (self.weights, key, day, account.id, PER_KEY + 1)).fetchall()
                if len(rows) > PER_KEY:
                    crowded.add(key)
                met += [(row[0], row[1]) for row in rows[:PER_KEY]]
            for one in met:
                shared[one] = shared.get(one, 0.0) + 1 / len(met)
        far = {one: _days(day, one[0]) for one in shared}
        nearest = sorted(shared, key=lambda one: (-shared[one], far[one], one))
        if len(nearest) > MOST:
            crowded.update(keys)
        found = [self.account(name) for _, name in nearest[:MOST]]
        return sorted((one for one in found if one.report.id != account.report.id), key=lambda one: one.id)

    def account(self, name: str) -> Account:
        """An account of the record, by its id."""
        sql = "SELECT read_seq, coded_seq FROM report WHERE id = (SELECT report FROM membership WHERE account = ?)"
        row = self._connection.execute(sql, (name,)).fetchone()
        if row is None:
            raise BadRecord(f"account {name} is missing from the views; run: tollbook rebuild --record FILE")
        if row[1] not in self._read:
            read, coded = log.event(self._connection, row[0]), log.event(self._connection, row[1])
            if read is None or coded is None:
                raise BadRecord(f"event {row[0] if read is None else row[1]} is missing from the log; restore the record from a copy")
            self._read[row[1]] = {one.id: one for one in accounts_of(coded_report(read, coded))}
        self._read.move_to_end(row[1])
        while len(self._read) > _KEPT_REPORTS:
            self._read.popitem(last=False)
        return self._read[row[1]][name]


def unlinked(connection: sqlite3.Connection, weights: str) -> int:
    """How many coded reports of a record were not compared by these weights."""
    sql = "SELECT (SELECT count(*) FROM report WHERE coded_seq IS NOT NULL) - (SELECT count(*) FROM linked WHERE weights = ?)"
    return int(connection.execute(sql, (weights,)).fetchone()[0])


def _days(one: str, other: str) -> int:
    """How far apart two days are; an unknown one is far from all."""
    if not one or not other:
        return 0 if one == other else 10**6
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
