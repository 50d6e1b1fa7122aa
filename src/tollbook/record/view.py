"""Takes a record; gives its current content as model objects, always in the same order, and finds incidents and claims in it. Writes nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from tollbook.model.claim import Claim
from tollbook.model.errors import BadRecord, Failure, NotInRecord
from tollbook.model.incident import CodedReport, Incident
from tollbook.record import log
from tollbook.record.coding import Stamp, coded_report
from tollbook.record.event import Event
from tollbook.record.file import reading
from tollbook.record.views import plain

_SHOWN = 5


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


def read_view(path: Path) -> RecordView:
    """The whole record; raises BadRecord when the file is none."""
    with reading(path) as connection:
        order = "ORDER BY published IS NULL, published, coalesce(outlet, ''), id"
        rows = connection.execute(f"SELECT read_seq, coded_seq FROM report WHERE coded_seq IS NOT NULL {order}").fetchall()
        reports = tuple(_coded(connection, *row) for row in rows)
        failures = connection.execute("SELECT DISTINCT source, problem, advice FROM failure ORDER BY source, problem, advice").fetchall()
    return RecordView(reports, tuple(Failure(*row) for row in failures))


def find_incident(path: Path, name: str) -> FoundIncident:
    """The incident of this id, or of the only id that begins so; raises NotInRecord."""
    with reading(path) as connection:
        report, position, _ = _one(connection, "incident", name)
        coded, _ = _report(connection, report)
    return _found(coded, coded.incidents[position])


def find_claim(path: Path, name: str) -> FoundClaim:
    """The claim of this id, or of the only id that begins so; raises NotInRecord."""
    with reading(path) as connection:
        report, position, _ = _one(connection, "claim", name)
        coded, stamp = _report(connection, report)
    claim = coded.claims[position]
    incident = next((incident for incident in coded.incidents if incident.id == claim.incident), None)
    return FoundClaim(coded, claim, incident, stamp)


def read_log(path: Path) -> tuple[Event, ...]:
    """Every event of the record, first to last."""
    with reading(path) as connection:
        return tuple(log.events(connection))


def _found(coded: CodedReport, incident: Incident) -> FoundIncident:
    return FoundIncident(coded, incident, tuple(claim for claim in coded.claims if claim.incident == incident.id))


def _one(connection: sqlite3.Connection, table: str, name: str) -> tuple[str, int, str]:
    """Report, position and id of the row that a name or the beginning of one stands for."""
    sql = f"SELECT report, position, id FROM {table} WHERE id >= ? AND id < ? ORDER BY id, report, position LIMIT ?"
    wanted = plain(name) or ""
    rows = connection.execute(sql, (wanted, wanted + "\U0010ffff", _SHOWN + 1)).fetchall() if wanted else []
    exact = [row for row in rows if row[2] == name] or rows
    if not exact:
        raise NotInRecord(f"the record holds no {table} {name!r}; list what it holds with: tollbook show --record FILE")
    if len(exact) > 1:
        some = ", ".join(row[2] for row in exact[:_SHOWN]) + (" ..." if len(exact) > _SHOWN else "")
        raise NotInRecord(f"{name!r} is the beginning of more than one {table} ({some}); give more of its id")
    report, position, found = exact[0]
    return str(report), int(position), str(found)


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
