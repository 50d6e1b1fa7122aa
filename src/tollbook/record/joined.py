"""Takes a record; gives its incidents as joined across reports, each with its accounts, what joined them, and what people say of it. Writes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tollbook.model.account import Account, accounts_of
from tollbook.model.claim import Claim
from tollbook.model.judgement import Judgement
from tollbook.record import names
from tollbook.record.cluster import Note
from tollbook.record.file import reading
from tollbook.record.joining import judgements
from tollbook.record.judging import incident_of, members_of
from tollbook.record.rulings import ByHand, Ruled, ruled, set_by_hand, set_differently
from tollbook.record.view import RecordView, coded_of

_SEVERAL = "SELECT DISTINCT incident FROM membership WHERE account <> incident"
_JUDGED = """
UNION SELECT incident FROM judgement JOIN membership ON account IN (one, other) WHERE standing
UNION SELECT membership.incident FROM judgement JOIN claim ON claim.id = one JOIN membership ON account = claim.incident WHERE standing
"""
_CONFLICTS = ("conflict", "contradicted", "doubted", "refused", "withheld", "unsure", "parts")


@dataclass(frozen=True, slots=True)
class JoinedIncident:
    """One incident of the record: its accounts by day of publication (the first names it), what became of every pair that touches it, and the
    judgements that stand on its accounts and their claims."""

    id: str
    accounts: tuple[Account, ...]
    notes: tuple[Note, ...]
    judgements: tuple[Judgement, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every account, as read."""
        return tuple(claim for account in self.accounts for claim in account.claims)

    def ruled(self) -> Ruled:
        """The claims with what people ruled."""
        return ruled(self.claims, self.judgements, self.texts())

    def texts(self) -> dict[str, str]:
        """The text of each claim's report."""
        return {claim.id: one.report.text for one in self.accounts for claim in one.claims}

    def counted(self) -> tuple[Account, ...]:
        """The accounts with the claims that count: those that hold, as people corrected them."""
        ruled = self.ruled()
        held, first = {claim.id: claim for claim in ruled.claims}, {one.read.id for one in ruled.corrected}
        return tuple(
            replace(
                one,
                claims=tuple(held[claim.id] for claim in one.claims if claim.id in held),
                read=tuple(claim for claim in one.claims if claim.id in first),
            )
            for one in self.accounts
        )

    def by_hand(self) -> tuple[ByHand, ...]:
        """What people set for the incident."""
        return set_by_hand((account.id for account in self.accounts), self.judgements)

    def set_differently(self) -> tuple[tuple[Judgement, ...], ...]:
        """The fields of the incident that were set differently, so that none of it holds."""
        return set_differently((account.id for account in self.accounts), self.judgements)

    def conflicts(self) -> tuple[Note, ...]:
        """What is open or in dispute about it."""
        return tuple(note for note in self.notes if note.outcome in _CONFLICTS)


def read_joined(path: Path, as_of: date | None = None) -> tuple[JoinedIncident, ...]:
    """Every incident of the record, or of the record as it stood at the end of a day, by day of publication and id."""
    with reading(path, as_of) as connection:
        rows = connection.execute("SELECT account FROM membership WHERE account = incident ORDER BY published = '', published, account")
        return joined_of(connection, [str(row[0]) for row in rows.fetchall()])


def find_joined(path: Path, name: str, as_of: date | None = None) -> JoinedIncident:
    """The incident that an account of this id, or of the only id that begins so, belongs to; raises NotInRecord. An id that once named an
    incident is still that of one of its accounts, and so still answers."""
    with reading(path, as_of) as connection:
        return named_in(connection, name)


def all_joined(connection: sqlite3.Connection, view: RecordView) -> tuple[JoinedIncident, ...]:
    """Every incident of the record, by day of publication and id; `view` is what the same connection was read to."""
    read = {account.id: account for coded in view.reports for account in accounts_of(coded)}
    rows = connection.execute(
        "SELECT account FROM membership WHERE account = incident ORDER BY published = '', published, account"
    ).fetchall()
    return tuple(_joined(connection, str(row[0]), read) for row in rows)


def named_in(connection: sqlite3.Connection, name: str) -> JoinedIncident:
    """The same, in the record that a connection reads."""
    return joined_of(connection, [incident_of(connection, names.account(connection, name))])[0]


def together(connection: sqlite3.Connection, view: RecordView, judged: bool = False) -> dict[str, JoinedIncident]:
    """The incidents that several accounts tell of, by the id of each of their accounts; with `judged` those as well on which, or on a claim of which,
    somebody's word stands. `view` is what the same connection was read to."""
    read = {account.id: account for coded in view.reports for account in accounts_of(coded)}
    rows = connection.execute(f"{_SEVERAL} {_JUDGED if judged else ''} ORDER BY incident").fetchall()
    return {account.id: one for row in rows for one in (_joined(connection, str(row[0]), read),) for account in one.accounts}


def joined_of(connection: sqlite3.Connection, incidents: Iterable[str]) -> tuple[JoinedIncident, ...]:
    """These incidents of the record that a connection reads."""
    return tuple(_joined(connection, incident, {}) for incident in incidents)


def _joined(connection: sqlite3.Connection, incident: str, read: Mapping[str, Account]) -> JoinedIncident:
    """`read` are accounts that need not be read again."""
    found = [read[one] if one in read else _account(connection, one) for one in members_of(connection, incident)]
    accounts = tuple(
        sorted(found, key=lambda one: one.incident.status == "mentioned")
    )  # those that tell it, then those that only refer to it
    notes: dict[tuple[str, str, str], Note] = {}
    said: dict[str, Judgement] = {}
    for account in accounts:
        for row in connection.execute(
            "SELECT one, other, source, outcome, because FROM joining WHERE one = ?1 OR other = ?1", (account.id,)
        ):
            notes[row[:3]] = Note(*row)
        said |= {one.id: one for one in judgements(connection, "standing AND (one = ?1 OR other = ?1)", account.id)}
        for claim in account.claims:
            said |= {one.id: one for one in judgements(connection, "standing AND one = ?", claim.id)}
    order = tuple(sorted(said.values(), key=lambda one: (one.at, one.id)))
    return JoinedIncident(incident, accounts, tuple(notes[key] for key in sorted(notes)), order)


def _account(connection: sqlite3.Connection, account: str) -> Account:
    coded = coded_of(connection, names.place_of(connection, "incident", account)[0])
    return next(one for one in accounts_of(coded) if one.id == account)
