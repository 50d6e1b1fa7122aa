"""Takes a record; gives what a person should decide next, most useful first, with what speaks for and against. Decides nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tollbook.model.comparison import Comparison
from tollbook.model.judgement import Judgement
from tollbook.record import log
from tollbook.record.coding import linking_of
from tollbook.record.joining import judgements
from tollbook.record.opinions import conflicts
from tollbook.record.rulings import set_differently

Reason = Literal["people differ", "refused", "undecided"]


@dataclass(frozen=True, slots=True)
class Told:
    """An account in a line: who told it and when, of what, when and where."""

    id: str
    outlet: str | None
    published: str | None
    type: str
    edtf: str | None
    place: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Open:
    """One pair to decide: why it is open, how many accounts its answer would bring together, and the comparison where there is one."""

    left: Told
    right: Told
    reason: Reason
    because: str
    accounts: int
    comparison: Comparison | None


def disputes(connection: sqlite3.Connection) -> tuple[tuple[Judgement, ...], ...]:
    """The questions that people answer differently, each with the answers that stand; also what was set differently on accounts that were joined later."""
    several = "standing AND question IN (SELECT question FROM judgement WHERE standing GROUP BY question HAVING count(*) > 1)"
    found = conflicts(tuple(judgements(connection, several)))
    known = {frozenset(one.id for one in group) for group in found}
    joined = connection.execute(_SET_APART).fetchall()
    for row in joined:
        accounts = [str(one[0]) for one in connection.execute("SELECT account FROM membership WHERE incident = ?", (row[0],)).fetchall()]
        said = [one for name in accounts for one in judgements(connection, "standing AND kind = 'set' AND one = ?", name)]
        found += tuple(group for group in set_differently(accounts, said) if frozenset(one.id for one in group) not in known)
    return found


def open_pairs(connection: sqlite3.Connection, most: int) -> tuple[Open, ...]:
    """Pairs on which people differ, then pairs that the machine would join but for something against it, then those of which it is least sure.

    A pair on which somebody's word stands, or that something else joined already, is not asked again.
    """
    found: list[Open] = []
    for sql, values in ((_DIFFER, ()), (_REFUSED, ()), (_UNDECIDED, ())):
        for one, other, reason, because in connection.execute(f"{sql} LIMIT ?", (*values, most - len(found))).fetchall():
            found.append(
                Open(
                    told(connection, one),
                    told(connection, other),
                    reason,
                    because,
                    _accounts(connection, one, other),
                    comparison_of(connection, one, other),
                )
            )
    return tuple(found)


def told(connection: sqlite3.Connection, account: str) -> Told:
    """An account of the record in a line."""
    sql = "SELECT incident.id, outlet, published, type, edtf, place, anchor FROM incident JOIN report ON report.id = incident.report WHERE incident.id = ?"
    return Told(*connection.execute(sql, (account,)).fetchone())


def comparison_of(connection: sqlite3.Connection, one: str, other: str) -> Comparison | None:
    """The comparison of a pair with its waterfall, None when the machine did not compare them or holds them different."""
    row = connection.execute("SELECT seq FROM comparison WHERE one = ? AND other = ?", (one, other)).fetchone()
    event = log.event(connection, row[0]) if row else None
    if event is None:
        return None
    return next((found for found in linking_of(event).comparisons if (found.left, found.right) == (one, other)), None)


def comparisons_of(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Comparison]:
    """The comparisons of pairs with their waterfalls; a pair that was not compared, or is held different, has none."""
    events: dict[int, dict[tuple[str, str], Comparison]] = {}
    found: dict[tuple[str, str], Comparison] = {}
    for pair in dict.fromkeys(pairs):
        row = connection.execute("SELECT seq FROM comparison WHERE one = ? AND other = ?", pair).fetchone()
        if row is None:
            continue
        if row[0] not in events:
            event = log.event(connection, row[0])
            events[row[0]] = {(one.left, one.right): one for one in linking_of(event).comparisons} if event else {}
        if pair in events[row[0]]:
            found[pair] = events[row[0]][pair]
    return found


def crowded(connection: sqlite3.Connection) -> int:
    """How many reports stood, when added, under a key that more accounts share than are looked at. Which pairs count depends on no order (bounds.py)."""
    return int(connection.execute("SELECT count(*) FROM linked WHERE crowded > 0").fetchone()[0])


_SET_APART = """
SELECT DISTINCT incident FROM judgement JOIN membership ON account = one WHERE kind = 'set' AND standing
GROUP BY incident, field HAVING count(DISTINCT value) > 1 ORDER BY incident
"""
_DIFFER = "SELECT one, other, 'people differ', '' FROM joining WHERE outcome IN ('conflict', 'contradicted') ORDER BY one, other"
_REFUSED = """
SELECT j.one, j.other, 'refused', j.because FROM joining j JOIN comparison c ON c.one = j.one AND c.other = j.other
WHERE j.outcome = 'refused' AND NOT EXISTS
(SELECT 1 FROM judgement p WHERE p.one = j.one AND p.other = j.other AND p.standing AND p.kind NOT IN ('part', 'not_part'))
ORDER BY c.bits DESC, j.one, j.other
"""
_UNDECIDED = """
SELECT c.one, c.other, 'undecided', '' FROM comparison c JOIN membership m ON m.account = c.one JOIN membership n ON n.account = c.other
WHERE c.answer = 'undecided' AND m.incident <> n.incident
AND NOT EXISTS (SELECT 1 FROM judgement p WHERE p.one = c.one AND p.other = c.other AND p.standing AND p.kind NOT IN ('part', 'not_part'))
ORDER BY abs(c.share - 0.5), c.one, c.other
"""


def _accounts(connection: sqlite3.Connection, one: str, other: str) -> int:
    sql = "SELECT count(*) FROM membership WHERE incident IN (SELECT incident FROM membership WHERE account IN (?, ?))"
    return int(connection.execute(sql, (one, other)).fetchone()[0])
