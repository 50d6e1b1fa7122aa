"""Takes events of comparing and judging; keeps the tables of comparisons, judgements and joined incidents. Touches only the components that change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import cast

from tollbook.model.comparison import Answer
from tollbook.model.judgement import Judgement, JudgementKind
from tollbook.record import bounds
from tollbook.record.cluster import Edge, Member, join
from tollbook.record.coding import Linking, judgement_of, linking_of
from tollbook.record.event import Event
from tollbook.record.opinions import PAIR_KINDS, question, standing, verdicts

JUDGEMENT_COLUMNS = "id, kind, one, other, field, value, person, at, why"
_NEIGHBOURS = """
SELECT other FROM comparison WHERE one = ?1 AND answer = 'same' UNION SELECT one FROM comparison WHERE other = ?1 AND answer = 'same'
UNION SELECT other FROM judgement WHERE one = ?1 AND standing AND kind IN ('same', 'different', 'unsure')
UNION SELECT one FROM judgement WHERE other = ?1 AND standing AND kind IN ('same', 'different', 'unsure')
"""
_MEMBER = """
SELECT m.report, m.published, m.incident, i.status FROM membership AS m LEFT JOIN incident AS i ON i.report = m.report AND i.id = m.account
WHERE m.account = ?
"""
_EVERY = "SELECT one, other, bits, answer, weights FROM comparison WHERE one = ? AND answer <> 'undecided'"
_BETWEEN = f"{_EVERY} AND other IN (SELECT value FROM json_each(?))"
_FEW = 64


def forget(connection: sqlite3.Connection, report: str) -> set[str]:
    """Take out what was compared of a report's accounts, which are about to be replaced; gives every account that this touches."""
    accounts = [str(row[0]) for row in connection.execute("SELECT id FROM incident WHERE report = ?", (report,)).fetchall()]
    touched = set(accounts)
    for account in accounts:
        touched.update(_neighbours(connection, account))
        connection.execute("DELETE FROM comparison WHERE one = ?1 OR other = ?1", (account,))
        connection.execute("DELETE FROM membership WHERE account = ?", (account,))
    connection.execute("DELETE FROM blocking WHERE report = ?", (report,))
    connection.execute("DELETE FROM linked WHERE report = ?", (report,))
    return touched


def told(connection: sqlite3.Connection, report: str, accounts: Iterable[str], touched: set[str]) -> None:
    """Put the accounts of a newly coded report in, each an incident by itself until something joins it."""
    row = connection.execute("SELECT published FROM report WHERE id = ?", (report,)).fetchone()
    published = (row[0] if row else None) or ""
    for account in accounts:
        connection.execute("INSERT OR REPLACE INTO membership VALUES (?, ?, ?, ?)", (account, report, published, account))
        touched.add(account)
    _rejoin(connection, touched)


def compared(connection: sqlite3.Connection, event: Event) -> None:
    """Keep what one run of the comparer found for a report, in place of what an earlier run found."""
    linking, report = linking_of(event), event.subject
    connection.execute("DELETE FROM blocking WHERE report = ?", (report,))
    connection.execute("INSERT OR REPLACE INTO linked VALUES (?, ?, ?, ?)", (report, event.seq, linking.weights, len(linking.crowded)))
    touched: set[str] = set()
    for account, _ in linking.keys:
        touched |= {account, *_neighbours(connection, account)}
        connection.execute("DELETE FROM comparison WHERE (one = ?1 OR other = ?1) AND weights <> ?2", (account, linking.weights))
    found = [(c.left, c.right, event.seq, linking.weights, c.bits, c.share, c.answer) for c in linking.comparisons]
    found += [(c.left, c.right, event.seq, linking.weights, c.bits, c.share, "different") for c in linking.different]
    connection.executemany("INSERT OR REPLACE INTO comparison VALUES (?, ?, ?, ?, ?, ?, ?)", found)
    for account, keys in linking.keys:
        row = connection.execute("SELECT published FROM membership WHERE account = ?", (account,)).fetchone()
        published = str(row[0]) if row else ""
        rows = [(linking.weights, key, published, account, report) for key in keys]
        connection.executemany("INSERT OR REPLACE INTO blocking VALUES (?, ?, ?, ?, ?)", rows)
        for key in linking.crowded if linking.bound else ():
            if key in keys:
                touched |= _pushed_apart(connection, linking, key, (published, account))
    touched.update(name for row in found if row[6] == "same" for name in (row[0], row[1]))  # others reach no further than the report's own
    _rejoin(connection, touched)


def _pushed_apart(connection: sqlite3.Connection, linking: Linking, key: str, at: tuple[str, str]) -> set[str]:
    """Take out the comparisons that count no more since an account stands here; gives the accounts whose incidents that may change."""
    touched: set[str] = set()
    for pair, still in bounds.pushed_apart(connection, linking.weights, key, at, linking.bound):
        if not still:
            connection.execute("DELETE FROM comparison WHERE one = ? AND other = ?", pair)
            touched.update(pair)
    return touched


def judged(connection: sqlite3.Connection, event: Event) -> None:
    """Keep a judgement; see which judgements stand now, and what that joins or parts."""
    judgement = judgement_of(event)
    one, other = (*judgement.subjects, None)[:2]
    row = (
        judgement.id, event.seq, judgement.kind, question(judgement), one, other, judgement.field, judgement.value, judgement.by,
        judgement.at.isoformat(), judgement.why, 0,
    )  # fmt: skip
    connection.execute(f"INSERT OR IGNORE INTO judgement VALUES ({', '.join('?' * len(row))})", row)
    touched: set[str] = set()
    asked: str | None = question(judgement)
    while asked is not None:
        touched |= _settle(connection, asked)
        target = connection.execute("SELECT question FROM judgement WHERE id = ?", (asked.removeprefix("stands "),)).fetchone()
        asked = str(target[0]) if asked.startswith("stands ") and target else None
    _rejoin(connection, touched)


def judgement_from(row: tuple[str, JudgementKind, str, str | None, str | None, str | None, str, str, str]) -> Judgement:
    """The judgement of a table row in the order of JUDGEMENT_COLUMNS."""
    name, kind, one, other, field, value, person, at, why = row
    return Judgement(name, kind, (one,) if other is None else (one, other), field, value, person, datetime.fromisoformat(at), why)


def judgements(connection: sqlite3.Connection, where: str, *values: str) -> Iterator[Judgement]:
    """The judgements of the record under a condition, in the order in which they were made."""
    for row in connection.execute(f"SELECT {JUDGEMENT_COLUMNS} FROM judgement WHERE {where} ORDER BY at, id", values):
        yield judgement_from(row)


def _settle(connection: sqlite3.Connection, asked: str) -> set[str]:
    """See which answers to one question stand; gives the accounts of pairs for which that changed."""
    own = {one.id: one for one in judgements(connection, "question = ?", asked)}
    known, new = dict(own), list(own)
    while new:
        back = [one for name in new for one in judgements(connection, "question = ?", f"stands {name}") if one.id not in known]
        known |= {one.id: one for one in back}
        new = [one.id for one in back]
    stand = {one.id for one in standing(known.values())}
    touched: set[str] = set()
    for name, one in own.items():
        done = connection.execute("UPDATE judgement SET standing = ?1 WHERE id = ?2 AND standing <> ?1", (name in stand, name))
        if done.rowcount and one.kind in PAIR_KINDS:
            touched.update(one.subjects)
    return touched


def _neighbours(connection: sqlite3.Connection, account: str) -> set[str]:
    return {str(row[0]) for row in connection.execute(_NEIGHBOURS, (account,))}


def _rejoin(connection: sqlite3.Connection, touched: set[str]) -> None:
    """Work out the incidents of every component that holds a touched account."""
    members: dict[str, Member] = {}
    incidents: dict[str, str] = {}
    todo = sorted(touched)
    seen = set(todo)
    while todo:
        account = todo.pop()
        row = connection.execute(_MEMBER, (account,)).fetchone()
        connection.execute("DELETE FROM joining WHERE one = ?1 OR other = ?1", (account,))
        if row is None:  # it is gone, or not there yet
            continue
        members[account] = Member(account, row[0], date.fromisoformat(row[1]) if row[1] else None, row[3] == "mentioned")
        incidents[account] = row[2]
        new = _neighbours(connection, account) - seen
        seen |= new
        todo += sorted(new)
    found = join(members.values(), verdicts(_said(connection, members)), _edges(connection, members))
    for cluster in found.clusters:
        moved = [(cluster.id, account) for account in cluster.members if incidents[account] != cluster.id]
        connection.executemany("UPDATE membership SET incident = ? WHERE account = ?", moved)
    notes = [(note.left, note.right, note.source, note.outcome, note.because) for note in found.notes]
    connection.executemany("INSERT INTO joining VALUES (?, ?, ?, ?, ?)", notes)


def _said(connection: sqlite3.Connection, members: Iterable[str]) -> Iterator[Judgement]:
    for account in members:
        yield from judgements(connection, "one = ? AND standing AND kind IN ('same', 'different', 'unsure')", account)


def _edges(connection: sqlite3.Connection, members: dict[str, Member]) -> Iterator[Edge]:
    """What the machine found between members. An account of a small incident is compared with many more than it is one with; those are not read."""
    if len(members) < 2:
        return
    inside, few = json.dumps(sorted(members)), len(members) <= _FEW
    for account in members:
        found = connection.execute(_BETWEEN, (account, inside)) if few else connection.execute(_EVERY, (account,))
        for one, other, bits, answer, weights in found.fetchall():
            if other in members and (
                answer == "same"
                or bounds.counts(connection, weights, (one, other), (members[one].report, members[other].report), bounds.PER_KEY)
            ):
                yield Edge(one, other, bits, cast(Answer, answer))
