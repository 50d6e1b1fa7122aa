"""Takes a total with its parts, or an incident with the totals that include it; gives the lines in which a terminal shows them. Adds nothing up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean, wrap
from tollbook.publish.terminal.report import place_name
from tollbook.publish.terminal.style import Style
from tollbook.record.as_set import as_set
from tollbook.record.in_totals import InTotals
from tollbook.record.joined import JoinedIncident
from tollbook.record.parts import Part, Parts
from tollbook.record.toll import Toll

_WORDS = {"part": "part", "possible": "possible", "not": "no part"}

Tolls = Mapping[str, Sequence[Toll]]


def parts_lines(found: InTotals, style: Style) -> list[str]:
    """The parts of a total side by side with their own figures and what does not fit together; or the totals that an incident is a part of, nothing when
    there is none."""
    own = found.found
    if not found.total:
        if not own.parts:
            return []
        rows = _table([(one, one.total) for one in own.parts], found.tolls, style)
        return ["", style.strong(f"Totals that include it: {_counts(own)}"), *rows, *_wrapped(_more(own, "totals"), style)]
    rows = _table([(one, one.incident) for one in own.parts], found.tolls, style)
    notes = [f"look at this: {clean(flag.words)} ({', '.join(flag.claims)})" for flag in found.flags]
    if own.parts:
        notes.append("Parts stand side by side; no toll is made of them. Rule with: tollbook judge part|not-part TOTAL INCIDENT")
    notes += [*_more(own, "incidents"), *_misread(found.misread)]
    return ["", style.strong(f"Parts of this total: {_counts(own)}"), *rows, *_wrapped(notes, style)]


def _misread(accounts: Sequence[str]) -> list[str]:
    """That a total by a person's word is joined with accounts that tell of an incident."""
    if not accounts:
        return []
    return [
        f"look at this: people call it a total, and {words.plural(len(accounts), 'account')} of it are read as telling of an incident "
        f"({', '.join(accounts)}); if some do, take them out with: tollbook judge split INCIDENT ACCOUNT"
    ]


def _counts(found: Parts) -> str:
    sure, possible, no = found.count("part"), found.count("possible"), found.count("not")
    said = [f"{sure:,} sure", f"{possible:,} possible", *([f"{no:,} ruled out"] if no else [])]
    return ", ".join(said) if found.parts else "none known"


def _more(found: Parts, what: str) -> list[str]:
    return [f"There are more {what} of these days than were looked at; those nearest by day are shown."] if found.more else []


def _table(rows: Sequence[tuple[Part, JoinedIncident]], tolls: Tolls, style: Style) -> list[str]:
    """Two lines and more for each: what it is with its figures, then why."""
    lines = []
    for part, shown in rows:
        head, room = f"  {_WORDS[part.answer]:<9}", max(style.width - 11, 20)
        told = [*wrap(_told(shown, tolls.get(shown.id, ())), room), *wrap(_because(part), room)]
        lines += [(head if at == 0 else " " * len(head)) + line for at, line in enumerate(told)]
    return lines


def _told(shown: JoinedIncident, tolls: Sequence[Toll]) -> str:
    accounts = as_set(shown)
    dates = [one.incident.date.edtf for one in accounts if one.incident.date and one.incident.date.edtf]
    places = [place_name(one.incident.place) for one in accounts if one.incident.place]
    own = list({toll.field: toll for toll in reversed(tolls)}.values())[::-1]
    harm = "; ".join(f"{words.SHORT_FIELDS[toll.field]} {figures.toll(toll)}" for toll in own) or "no figure"
    when, where = clean(dates[0]) if dates else "date unknown", places[0] if places else "place unknown"
    return f"{shown.id}  {when}, {words.kind(accounts[0].incident)}, {where}: {harm}"


def _because(part: Part) -> str:
    """Who says what of it, and how it lies within the total or what is open."""
    who = ", ".join(dict.fromkeys(clean(one.by) for one in part.said))
    said = {None: "", "part": f"{who}: it is a part", "not_part": f"{who}: it is no part", "conflict": f"people differ: {who}"}[part.word]
    return "; ".join(clean(one) for one in (said, *part.because) if one)


def _wrapped(notes: Sequence[str], style: Style) -> list[str]:
    return [f"  {line}" for note in notes for line in wrap(note, max(style.width - 2, 20))]
