"""Takes what changed in a record between two days; gives the lines in which a terminal tells it."""

from __future__ import annotations

from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.judging import judgement_line
from tollbook.publish.terminal.style import Style
from tollbook.record.history import Changes, ClaimChange, IncidentChange, ReportChange, TollChange
from tollbook.record.toll import Toll


def change_lines(found: Changes, style: Style) -> list[str]:
    """Everything that changed, kind by kind; one line when nothing did."""
    lines = [f"From the end of {found.first} to the end of {found.last} (UTC):"]
    for heading, rows in (
        ("Reports added", [_report(one) for one in found.reports_added]),
        ("Reports coded again", [_report(one) for one in found.reports_coded_again]),
        ("Incidents", [_incident(one) for one in found.incidents]),
        ("Claims", [_claim(one) for one in found.claims]),
        ("Tolls", [_toll(one) for one in found.tolls]),
        ("Judgements", [judgement_line(one) for one in found.judgements]),
    ):
        if rows:
            lines += ["", style.strong(f"{heading}: {len(rows):,}"), *(f"  {row}" for row in rows)]
    return lines if len(lines) > 1 else [*lines, "nothing changed"]


def _report(one: ReportChange) -> str:
    return f"{one.id}  {clean(one.outlet or 'unknown outlet')}: {clean(one.title or 'without a title')}"


def _incident(one: IncidentChange) -> str:
    new = f"; {words.plural(len(one.added), 'new account')}" if one.added else ""
    if not one.before:
        return f"{one.incident}  new, {words.plural(len(one.added), 'account')}"
    if not one.after:
        return f"{one.incident}  gone: its report is read otherwise"
    if len(one.after) > 1:
        return f"{one.incident}  parted into {', '.join(one.after)}"
    others = [name for name in one.before if name != one.incident]
    if len(one.before) > 1:
        return f"{one.incident}  joined with {', '.join(others)}{new}"
    return f"{one.incident}  {f'was {others[0]}' if others else 'has other accounts'}{new}"


def _claim(one: ClaimChange) -> str:
    if one.before is None:
        return f"{one.id}  new: {clean(one.after or '')} “{clean(one.quote)}”"
    if one.after is None:
        return f"{one.id}  no longer read: {clean(one.before)} “{clean(one.quote)}”"
    return f"{one.id}  {clean(one.before)} -> {clean(one.after)} “{clean(one.quote)}”"


def _toll(one: TollChange) -> str:
    return f"{one.incident}  {one.field.replace('_', ' ')}: {_figure(one.before)} -> {_figure(one.after)}"


def _figure(toll: Toll | None) -> str:
    return "none" if toll is None else figures.toll(toll)
