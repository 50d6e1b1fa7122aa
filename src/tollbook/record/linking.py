"""Takes a coded report and a comparer; gives what the comparer finds between its accounts and those of the record. Looks at a bounded number of them.

Candidates are found by key in a table. A key that stands for more accounts than are looked at gives those nearest by day (`record.bounds`); it is named in
what is kept.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, OrderedDict
from typing import Protocol

from tollbook.model.account import Account, accounts_of
from tollbook.model.comparison import Comparison
from tollbook.model.errors import BadRecord
from tollbook.model.incident import CodedReport
from tollbook.record import bounds, log
from tollbook.record.coding import Apart, Linking, coded_report

_KEPT_REPORTS = 2048
"""Reports of which the accounts are kept at hand: more than the news of a few days, or each is read from the log again and again."""


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
            keys.append((account.id, tuple(sorted(set(self._comparer.keys_of(account))))))
        shared = Counter(key for _, own in keys for key in own)
        for account, (_, own) in zip(accounts_of(coded), keys, strict=True):
            for other in self._candidates(account, own, shared, crowded):
                found = self._comparer.compare(*sorted((account, other), key=lambda one: one.id))
                if found.answer == "different":
                    apart.append(Apart(found.left, found.right, found.bits, found.share))
                else:
                    close.append(found)
        return Linking(self.weights, tuple(keys), tuple(close), tuple(apart), tuple(sorted(crowded)), bounds.PER_KEY)

    def keep(self, coded_seq: int, coded: CodedReport) -> None:
        """Keep a report that was just added at hand. Only once its transaction stands: a number of the log that did not stand is given again."""
        self._read[coded_seq] = {one.id: one for one in accounts_of(coded)}
        while len(self._read) > _KEPT_REPORTS:
            self._read.popitem(last=False)

    def _candidates(self, account: Account, keys: tuple[str, ...], shared: Counter[str], crowded: set[str]) -> list[Account]:
        """The accounts of other reports that stand near this one under a key; `shared` says how many of this report stand under it themselves."""
        at = (account.report.published.isoformat() if account.report.published else "", account.id)
        found: set[str] = set()
        for key in keys:
            before, after = bounds.sides(self._connection, self.weights, key, at, bounds.PER_KEY + 1)
            if len(before) + len(after) + shared[key] - 1 > bounds.PER_KEY:
                crowded.add(key)
            found.update(name for side in (before, after) for name, report in side[: bounds.PER_KEY] if report != account.report.id)
        return [self.account(name) for name in sorted(found)]

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
            self.keep(row[1], coded_report(read, coded))
        self._read.move_to_end(row[1])
        return self._read[row[1]][name]


def unlinked(connection: sqlite3.Connection, weights: str) -> int:
    """How many coded reports of a record were not compared by these weights."""
    sql = "SELECT (SELECT count(*) FROM report WHERE coded_seq IS NOT NULL) - (SELECT count(*) FROM linked WHERE weights = ?)"
    return int(connection.execute(sql, (weights,)).fetchone()[0])
