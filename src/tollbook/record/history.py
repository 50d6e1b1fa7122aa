"""Takes a record and two days; gives what changed in between: reports, incidents, claims, tolls and judgements. Each day is the record as it stood."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tollbook.model.errors import BadInput
from tollbook.model.judgement import Judgement
from tollbook.record.file import reading
from tollbook.record.joined import JoinedIncident, joined_of
from tollbook.record.joining import judgements
from tollbook.record.ruled_tolls import ruled_tolls
from tollbook.record.toll import Toll

_Key = tuple[str, str, str | None, str | None]
TollsOf = Callable[[JoinedIncident], tuple[Toll, ...]]
"""How the tolls of a joined incident are worked out."""

_INCIDENTS = """
SELECT incident FROM membership WHERE account = ?1
UNION SELECT membership.incident FROM claim JOIN membership ON membership.account = claim.incident WHERE claim.id = ?1
"""
_CLAIM = "id, report, incident, field, min, max, qualifier, quote, said_by, stance, subset_of"


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report that was added or coded again: its id, outlet and title."""

    id: str
    outlet: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """An incident that is new, has other accounts than before, or is gone: the incidents that its accounts belonged to before, those that they
    belong to now, and the accounts that are new."""

    incident: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that came, went or is read otherwise: its words, and field with bounds before and after."""

    id: str
    quote: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TollChange:
    """A toll that is other than before; None where there was, or is, none."""

    incident: str
    field: str
    before: Toll | None
    after: Toll | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between the end of one day and the end of another."""

    first: date
    last: date
    reports_added: tuple[ReportChange, ...]
    reports_coded_again: tuple[ReportChange, ...]
    incidents: tuple[IncidentChange, ...]
    claims: tuple[ClaimChange, ...]
    tolls: tuple[TollChange, ...]
    judgements: tuple[Judgement, ...]


def tolls_as_ruled(incident: JoinedIncident) -> tuple[Toll, ...]:
    """Tolls as people ruled: without rejected claims, with corrected ones, by the rule that was set for the incident, else the default."""
    return ruled_tolls(incident)


def changes(path: Path, first: date, last: date, tolls_of: TollsOf = tolls_as_ruled) -> Changes:
    """What changed in a record between the end of `first` and the end of `last` (UTC); raises BadInput when they are the wrong way round."""
    if first > last:
        raise BadInput(f"{first} comes after {last}; give the earlier day with --from")
    with ExitStack() as stack:
        before, after = (stack.enter_context(reading(path, day)) for day in (first, last))
        moved = _incidents(before, after)
        claims, touched = _claims(before, after)
        made = _judgements(before, after)
        touched |= {one for change in moved for one in (change.incident, *change.before, *change.after)} | {
            one for judgement in made for one in _subjects(after, judgement)
        }
        return Changes(
            first, last, *_reports(before, after), moved, claims, _tolls(before, after, touched, tolls_of, _renamed(moved, after)), made
        )  # fmt: skip


def _table(connection: sqlite3.Connection, sql: str) -> dict[str, tuple[object, ...]]:
    return {row[0]: row for row in connection.execute(sql)}


def _reports(before: sqlite3.Connection, after: sqlite3.Connection) -> tuple[tuple[ReportChange, ...], tuple[ReportChange, ...]]:
    sql = "SELECT id, coded_seq FROM report WHERE coded_seq IS NOT NULL ORDER BY published IS NULL, published, id"
    old, new = _table(before, sql), _table(after, sql)
    added = tuple(_report(after, one) for one in new if one not in old)
    return added, tuple(_report(after, one) for one, row in new.items() if one in old and old[one] != row)


def _report(connection: sqlite3.Connection, report: str) -> ReportChange:
    return ReportChange(*connection.execute("SELECT id, outlet, title FROM report WHERE id = ?", (report,)).fetchone())


def _incidents(before: sqlite3.Connection, after: sqlite3.Connection) -> tuple[IncidentChange, ...]:
    old, new = (_partition(connection) for connection in (before, after))
    was, now = ({account: name for name, accounts in part.items() for account in accounts} for part in (old, new))
    found = [
        IncidentChange(
            name,
            tuple(sorted({was[one] for one in accounts if one in was})),
            (name,),
            tuple(sorted(one for one in accounts if one not in was)),
        )
        for name, accounts in new.items()
        if old.get(name) != accounts
    ]
    for name, accounts in old.items():
        left = tuple(sorted({now[one] for one in accounts if one in now}))
        if name not in new and len(left) != 1:  # what went whole into one other incident is told there
            found.append(IncidentChange(name, (name,), left, ()))
    return tuple(sorted(found, key=lambda change: change.incident))


def _renamed(moved: tuple[IncidentChange, ...], after: sqlite3.Connection) -> dict[str, str]:
    """Incidents that only have another name now, because an account of an earlier day was found: the old name and the new one."""
    sql = "SELECT 1 FROM membership WHERE incident = ?"
    pairs = ((one.before[0], one.incident) for one in moved if len(one.before) == 1 and one.before != one.after and len(one.after) == 1)
    return {old: new for old, new in pairs if after.execute(sql, (old,)).fetchone() is None}


def _partition(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for account, incident in connection.execute("SELECT account, incident FROM membership ORDER BY account"):
        found.setdefault(incident, []).append(account)
    return {name: tuple(accounts) for name, accounts in found.items()}


def _claims(before: sqlite3.Connection, after: sqlite3.Connection) -> tuple[tuple[ClaimChange, ...], set[str]]:
    """The claims that changed, and the accounts that they belong to."""
    old, new = (_table(connection, f"SELECT {_CLAIM} FROM claim ORDER BY report, position") for connection in (before, after))
    changed = [one for one in {**old, **new} if old.get(one) != new.get(one)]
    found = tuple(ClaimChange(one, str((new.get(one) or old[one])[7]), _said(old.get(one)), _said(new.get(one))) for one in changed)
    return found, {str(row[2]) for one in changed for row in (old.get(one), new.get(one)) if row is not None and row[2] is not None}


def _said(row: tuple[object, ...] | None) -> str | None:
    if row is None:
        return None
    field, low, high, qualifier, said_by, stance = (*row[3:7], row[8], row[9])
    bounds = str(low) if low == high else f"{'?' if low is None else low} to {'?' if high is None else high}"
    return f"{field} {bounds} ({qualifier}), {stance} {said_by or 'the outlet'}"


def _judgements(before: sqlite3.Connection, after: sqlite3.Connection) -> tuple[Judgement, ...]:
    known = {row[0] for row in before.execute("SELECT id FROM judgement")}
    return tuple(one for one in judgements(after, "1") if one.id not in known)


def _subjects(connection: sqlite3.Connection, judgement: Judgement) -> tuple[str, ...]:
    """What a judgement is about; a withdrawal is about what the judgement that it takes back is about."""
    while judgement.kind == "withdraw":
        back = next(judgements(connection, "id = ?", judgement.subjects[0]), None)
        if back is None:
            return ()
        judgement = back
    return judgement.subjects


def _tolls(
    before: sqlite3.Connection, after: sqlite3.Connection, touched: set[str], tolls_of: TollsOf, renamed: dict[str, str]
) -> tuple[TollChange, ...]:
    """The tolls that are other than before, among the incidents that a change touches."""
    old, new = (_tolls_of(connection, touched, tolls_of) for connection in (before, after))
    old = {(renamed.get(name, name), field, kind, side): toll for (name, field, kind, side), toll in old.items()}
    found = []
    for key in sorted({*old, *new}, key=str):
        was, now = old.get(key), new.get(key)
        if _bounds(was) != _bounds(now):
            found.append(TollChange(key[0], key[1], was, now))
    return tuple(found)


def _tolls_of(connection: sqlite3.Connection, touched: set[str], tolls_of: TollsOf) -> dict[_Key, Toll]:
    names = {str(row[0]) for one in touched for row in connection.execute(_INCIDENTS, (one,))}
    return {
        (one.incident, one.field, one.group_kind, one.side): one
        for joined in joined_of(connection, sorted(names))
        for one in tolls_of(joined)
    }


def _bounds(toll: Toll | None) -> tuple[int | None, ...] | None:
    return None if toll is None else (toll.low, toll.best, toll.high)
