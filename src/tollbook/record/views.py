"""Takes events in order; keeps the view tables that follow from them. The tables hold nothing that is not in the log."""

from __future__ import annotations

import sqlite3
from typing import assert_never

from tollbook.model.claim import Claim
from tollbook.model.incident import Incident
from tollbook.model.text import text_hash
from tollbook.record.coding import coding_of, failure_of, report_of, used_codebook_of
from tollbook.record.event import Event
from tollbook.record.joining import compared, forget, judged, told
from tollbook.record.plain import plain

Cell = str | int | float | None
_PARTS = ("incident", "claim", "number")


def derive(connection: sqlite3.Connection, event: Event) -> None:
    """Bring the view tables up to date with one more event."""
    match event.kind:
        case "report_read":
            _read(connection, event)
        case "report_coded":
            _coded(connection, event)
        case "report_failed":
            failure = failure_of(event)
            _insert(connection, "failure", (event.seq, plain(failure.source), plain(failure.problem), plain(failure.advice)))
        case "compared":
            compared(connection, event)
        case "judged":
            judged(connection, event)
        case "codebook_used":
            _used(connection, event)
        case _:
            assert_never(event.kind)


def _read(connection: sqlite3.Connection, event: Event) -> None:
    report = report_of(event)
    earlier = connection.execute("SELECT coded_seq, tollbook, codebook, profile FROM report WHERE id = ?", (report.id,)).fetchone()
    connection.execute("DELETE FROM report WHERE id = ?", (report.id,))
    connection.execute("DELETE FROM failure WHERE source = ?", (plain(report.source),))  # it could be read in the end
    coded_seq, *stamp = earlier or (None, None, None, None)
    row = (
        report.id,
        event.seq,
        coded_seq,
        plain(report.source),
        plain(report.outlet),
        plain(report.origin),
        plain(report.title),
        report.published.isoformat() if report.published else None,
        report.published_basis,
        plain(report.language),
        text_hash(report.text),
        len(report.text),
        *stamp,
    )
    _insert(connection, "report", row)


def _coded(connection: sqlite3.Connection, event: Event) -> None:
    coding, report = coding_of(event), event.subject
    told_before = forget(connection, report)
    connection.execute(
        "UPDATE report SET coded_seq = ?, tollbook = ?, codebook = ?, profile = ? WHERE id = ?",
        (event.seq, coding.stamp.tollbook, coding.stamp.codebook, coding.stamp.profile, report),
    )
    for table in _PARTS:
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (report,))
    published = connection.execute("SELECT published FROM report WHERE id = ?", (report,)).fetchone()
    for at, incident in enumerate(coding.incidents):
        _insert(connection, "incident", (report, at, *_incident(incident), _until(incident, published[0] if published else None)))
    for at, claim in enumerate(coding.claims):
        _insert(connection, "claim", (report, at, *_claim(claim)))
    for at, number in enumerate(coding.numbers):
        span = number.span
        _insert(connection, "number", (report, at, plain(span.quote), span.start, span.end, number.outcome, number.reason))
    told(connection, report, [incident.id for incident in coding.incidents], told_before)


def _incident(incident: Incident) -> tuple[Cell, ...]:
    when, where = incident.date, incident.place
    date_cells: tuple[Cell, ...] = (None,) * 5
    if when is not None:
        start, end = (day.isoformat() if day else None for day in (when.start, when.end))
        date_cells = (when.edtf, start, end, when.precision, when.basis)
    place_cells: tuple[Cell, ...] = (None,) * 8
    if where is not None:
        point = (where.geonameid, where.lat, where.lon, where.precision)
        place_cells = (plain(where.name), plain(where.span.quote), *point, plain(where.admin1), plain(where.country))
    return (incident.id, incident.status, incident.type, plain(incident.anchor.quote), *date_cells, *place_cells)


def _until(incident: Incident, published: str | None) -> str | None:
    """The last day that an incident may lie on; a total may count until its report came out."""
    end = (incident.date.end or incident.date.start) if incident.date else None
    days = [end.isoformat()] if end else []
    days += [published] if published and (incident.status == "aggregate" or not days) else []
    return max(days, default=None)


def _claim(claim: Claim) -> tuple[Cell, ...]:
    return (
        claim.id,
        claim.incident,
        claim.field,
        _bound(claim.min),
        _bound(claim.max),
        claim.qualifier,
        plain(claim.group),
        claim.group_kind,
        plain(claim.span.quote),
        claim.span.start,
        claim.span.end,
        plain(claim.said_by.quote) if claim.said_by else None,
        claim.stance,
        claim.subset_of,
        claim.rule,
    )


def _bound(value: int | None) -> Cell:
    """A bound as SQLite holds it: one beyond 64 bits as its digits."""
    return value if value is None or value < 2**63 else str(value)


def _used(connection: sqlite3.Connection, event: Event) -> None:
    """Keep a codebook, or that one is used again."""
    one = used_codebook_of(event)
    if one.text is None:
        connection.execute("UPDATE codebook SET seq = ? WHERE hash = ?", (event.seq, one.hash))
    else:
        row = (one.hash, one.name, one.version, one.text, event.seq)
        connection.execute("INSERT OR REPLACE INTO codebook VALUES (?, ?, ?, ?, ?)", row)


def _insert(connection: sqlite3.Connection, table: str, row: tuple[Cell, ...]) -> None:
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
