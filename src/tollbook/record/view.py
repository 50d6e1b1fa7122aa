"""Takes a record; gives its current content as model objects, always in the same order, and finds incidents and claims in it. Writes nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tollbook.model.claim import Claim
from tollbook.model.errors import BadRecord, Failure
from tollbook.model.incident import CodedReport, Incident
from tollbook.record import log
from tollbook.record.coding import Stamp, coded_report
from tollbook.record.event import FIRST_HASH, Event
from tollbook.record.file import reading
from tollbook.record.names import place_of


@dataclass(frozen=True, slots=True)
class FoundIncident:
    """An incident with the report that tells it and the claims that belong to it."""

    coded: CodedReport
    incident: Incident
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim with its report, its incident (None when it belongs to none), and the rules that it was coded by."""

    coded: CodedReport
    claim: Claim
    incident: Incident | None
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class RecordView:
    """What a record holds now: every report in its latest coding, ordered by date, outlet and id, and what could not be read."""

    reports: tuple[CodedReport, ...]
    failures: tuple[Failure, ...]

    def incidents(self) -> tuple[FoundIncident, ...]:
        """Every incident, report by report, in text order."""
        return tuple(_found(coded, incident) for coded in self.reports for incident in coded.incidents)


def read_view(path: Path, as_of: date | None = None) -> RecordView:
    """The whole record, or the record as it stood at the end of a day (UTC); raises BadRecord when the file is none."""
    with reading(path, as_of) as connection:
        return view_of(connection)


def view_of(connection: sqlite3.Connection) -> RecordView:
    """The whole record that a connection reads."""
    order = "ORDER BY published IS NULL, published, coalesce(outlet, ''), id"
    rows = connection.execute(f"SELECT read_seq, coded_seq FROM report WHERE coded_seq IS NOT NULL {order}").fetchall()
    reports = tuple(_coded(connection, *row) for row in rows)
    failures = connection.execute("SELECT DISTINCT source, problem, advice FROM failure ORDER BY source, problem, advice").fetchall()
    return RecordView(reports, tuple(Failure(*row) for row in failures))


def find_incident(path: Path, name: str, as_of: date | None = None) -> FoundIncident:
    """The incident of this id, or of the only id that begins so; raises NotInRecord."""
    with reading(path, as_of) as connection:
        return incident_in(connection, name)


def incident_in(connection: sqlite3.Connection, name: str) -> FoundIncident:
    """The same, in the record that a connection reads."""
    report, position, _ = place_of(connection, "incident", name)
    coded, _ = _report(connection, report)
    return _found(coded, coded.incidents[position])


def find_claim(path: Path, name: str) -> FoundClaim:
    """The claim of this id, or of the only id that begins so; raises NotInRecord."""
    with reading(path) as connection:
        return claim_in(connection, name)


def claim_in(connection: sqlite3.Connection, name: str) -> FoundClaim:
    """The same, in the record that a connection reads."""
    report, position, _ = place_of(connection, "claim", name)
    coded, stamp = _report(connection, report)
    claim = coded.claims[position]
    incident = next((incident for incident in coded.incidents if incident.id == claim.incident), None)
    return FoundClaim(coded, claim, incident, stamp)


def read_head(path: Path) -> str:
    """The last hash of the log; whoever notes it can tell later that nothing before it was changed. Raises BadRecord when the file is no record."""
    with reading(path) as connection:
        last = log.last(connection)
    return last.hash if last else FIRST_HASH


def read_log(path: Path) -> tuple[Event, ...]:
    """Every event of the record, first to last."""
    with reading(path) as connection:
        return tuple(log.events(connection))


def coded_of(connection: sqlite3.Connection, report: str) -> CodedReport:
    """A report of the record in its latest coding."""
    return _report(connection, report)[0]


def _found(coded: CodedReport, incident: Incident) -> FoundIncident:
    return FoundIncident(coded, incident, tuple(claim for claim in coded.claims if claim.incident == incident.id))


def _report(connection: sqlite3.Connection, report: str) -> tuple[CodedReport, Stamp]:
    row = connection.execute("SELECT read_seq, coded_seq, tollbook, codebook, profile FROM report WHERE id = ?", (report,)).fetchone()
    if row is None:
        raise BadRecord(f"report {report} is missing from the views; run: tollbook rebuild --record FILE")
    return _coded(connection, row[0], row[1]), Stamp(*row[2:])


def _coded(connection: sqlite3.Connection, read_seq: int, coded_seq: int) -> CodedReport:
    read, coded = log.event(connection, read_seq), log.event(connection, coded_seq)
    if read is None or coded is None:
        raise BadRecord(f"event {read_seq if read is None else coded_seq} is missing from the log; restore the record from a copy")
    return coded_report(read, coded)
