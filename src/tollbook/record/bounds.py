"""Takes the keys under which accounts are looked up; says which pairs lie close enough under one to count. The final set of accounts decides, no order.

Accounts under a key stand in the order of their days and ids. A pair counts when fewer than `bound` others stand between the two under some key that
both have. Accounts that come later only push pairs further apart: whoever came second of a pair that counts in the end has met the first.
"""

from __future__ import annotations

import json
import sqlite3

PER_KEY = 32
"""How many accounts are looked at under one key on either side of an account."""
_FIRST = "SELECT published, account, report FROM blocking WHERE weights = ? AND key = ? ORDER BY published, account LIMIT ?"
_SIDES = (
    "SELECT account, report FROM blocking WHERE weights = ? AND key = ? AND (published, account) < (?, ?) "
    "ORDER BY published DESC, account DESC LIMIT ?",
    "SELECT account, report FROM blocking WHERE weights = ? AND key = ? AND (published, account) > (?, ?) ORDER BY published, account LIMIT ?",
)
_KEYS = "SELECT key, published FROM blocking WHERE report = ? AND account = ? AND weights = ?"
_BETWEEN = """
SELECT count(*) FROM (
  SELECT 1 FROM blocking WHERE weights = ? AND key = ? AND (published, account) > (?, ?) AND (published, account) < (?, ?) LIMIT ?
)
"""

_RESTS = """
SELECT one, other FROM json_each(?) AS pair
JOIN comparison ON one = json_extract(pair.value, '$[0]') AND other = json_extract(pair.value, '$[1]')
WHERE answer <> 'different' OR EXISTS (SELECT 1 FROM joining WHERE joining.one = comparison.one AND joining.other = comparison.other)
"""

Placed = tuple[str, str]
"""An account and its report."""
Pair = tuple[str, str]
"""Two accounts, or their reports, in the order of the accounts' ids."""


def sides(connection: sqlite3.Connection, weights: str, key: str, at: tuple[str, str], most: int) -> tuple[list[Placed], list[Placed]]:
    """The accounts before and after a place (day, id) under a key, the nearest first, so many on either side at most."""
    first = connection.execute(_FIRST, (weights, key, most + 1)).fetchall()
    if len(first) <= most:  # nearly every key stands for a few
        before = [(account, report) for published, account, report in first if (published, account) < at]
        return before[::-1], [(account, report) for published, account, report in first if (published, account) > at]
    before, after = (connection.execute(sql, (weights, key, *at, most)).fetchall() for sql in _SIDES)
    return before, after


def pushed_apart(connection: sqlite3.Connection, weights: str, key: str, at: tuple[str, str], bound: int) -> list[tuple[Pair, bool]]:
    """The pairs that an account at this place has pushed further apart than counts under this key, as far as something rests on them; and whether each still
    counts under another. Pairs held different on which nothing rests are left out: they are most, and `counts` tells of each when it is asked."""
    before, after = sides(connection, weights, key, at, bound)
    pushed = {}
    for near, one in enumerate(before):
        far = bound - near - 1
        if far < len(after):
            left, right = sorted((one[0], after[far][0]))
            pushed[left, right] = (one[1], after[far][1]) if left == one[0] else (after[far][1], one[1])
    if not pushed:
        return []
    rows = connection.execute(_RESTS, (json.dumps(list(pushed)),)).fetchall()
    return [((left, right), counts(connection, weights, (left, right), pushed[left, right], bound)) for left, right in rows]


def counts(connection: sqlite3.Connection, weights: str, pair: Pair, reports: Pair, bound: int) -> bool:
    """Whether fewer than `bound` accounts stand between two accounts (of these reports) under some key of both."""
    own = connection.execute(_KEYS, (reports[0], pair[0], weights)).fetchall()
    others = dict(connection.execute(_KEYS, (reports[1], pair[1], weights)).fetchall())
    for key, published in own:
        if key in others:
            low, high = sorted(((published, pair[0]), (others[key], pair[1])))
            (between,) = connection.execute(_BETWEEN, (weights, key, *low, *high, bound)).fetchone()
            if between < bound:
                return True
    return False
