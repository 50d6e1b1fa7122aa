"""Takes a total with its parts, or an incident with the totals that include it; gives the lines in which a terminal shows them. Adds nothing up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean, wrap
from tollbook.publish.terminal.report import place_name
from tollbook.publish.terminal.style import Style
from tollbook.record.as_set import as_set
from tollbook.record.joined import JoinedIncident
from tollbook.record.parts import Part, Parts
from tollbook.record.toll import Flag, Toll

_TOLD = ("when", "where")
_WORDS = {"part": "part", "possible": "possible", "not": "no part"}

Tolls = Mapping[str, Sequence[Toll]]


def parts_lines(total: JoinedIncident, found: Parts, flags: Sequence[Flag], tolls: Tolls, style: Style) -> list[str]:
    """The parts of a total side by side with their own figures, then what does not fit together."""
    lines = [
        "",
        style.strong(f"Parts of this total: {_counts(found)}"),
        *_table([(one, one.incident) for one in found.parts], tolls, style),
    ]
    notes = [f"look at this: {clean(flag.words)} ({', '.join(flag.claims)})" for flag in flags]
    if found.parts:
        notes.append("Parts stand side by side; no toll is made of them. Rule with: tollbook judge part|not-part TOTAL INCIDENT")
    return [*lines, *_wrapped([*notes, *_more(found, "incidents"), *_mixed(total)], style)]


def totals_lines(found: Parts, tolls: Tolls, style: Style) -> list[str]:
    """The totals that an incident is a part of; nothing when there is none."""
    if not found.parts:
        return []
    lines = [
        "",
        style.strong(f"Totals that include it: {_counts(found)}"),
        *_table([(one, one.total) for one in found.parts], tolls, style),
    ]
    return [*lines, *_wrapped(_more(found, "totals"), style)]


def _mixed(total: JoinedIncident) -> list[str]:
    """That a total by a person's word is joined with accounts that tell of an incident."""
    read = [one.id for one in total.accounts if one.incident.status != "aggregate"]
    if len(total.accounts) == 1 or not read:
        return []
    return [
        f"look at this: people call it a total, and {words.plural(len(read), 'account')} of it are read as telling of an incident ({', '.join(read)}); "
        "if some do, take them out with: tollbook judge split INCIDENT ACCOUNT"
    ]


def _counts(found: Parts) -> str:
    sure, possible, no = (sum(one.answer == answer for one in found.parts) for answer in ("part", "possible", "not"))
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
    """For a sure part how it lies within the total; for a possible one what is open; where people spoke, who."""
    who = ", ".join(dict.fromkeys(clean(one.by) for one in part.said))
    said = {None: "", "part": f"{who}: it is a part", "not_part": f"{who}: it is no part", "conflict": f"people differ: {who}"}[part.word]
    levels = {level.feature: level for level in part.found.levels}
    if part.found.answer == "part":
        told = [levels[name].words for name in _TOLD if levels[name].bearing == "for"] or [levels["counted in"].words]
    else:
        bad = [level for level in part.found.levels if level.bearing == "against"]
        needed = [levels[name] for name in (*_TOLD, "harm", "people") if levels[name].bearing == "open"]
        needed = [level for level in needed if (level.feature, level.level) != ("people", "missing")]  # harm says it
        told = [level.words for level in (bad or needed)]
    return "; ".join(clean(one) for one in (said, *told) if one)


def _wrapped(notes: Sequence[str], style: Style) -> list[str]:
    return [f"  {line}" for note in notes for line in wrap(note, max(style.width - 2, 20))]
