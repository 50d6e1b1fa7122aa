"""Takes an incident of a record; gives the parts of a total side by side, or the totals that include an incident, each with why and who says so. Adds nothing
up."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, bdi, el, join
from tollbook.publish.dossier.said_by_people import part_rulings
from tollbook.publish.dossier.toll_rows import flag_list
from tollbook.record.as_set import as_set
from tollbook.record.in_totals import InTotals
from tollbook.record.joined import JoinedIncident
from tollbook.record.parts import Part, Parts
from tollbook.record.toll import Toll

_MOST_OPEN = 30  # more rows than this are folded away
_ANSWERS = {"part": "part", "possible": "possible part", "not": "no part"}


def parts_section(site: Site, here: str, found: InTotals) -> Html | None:
    """What a card says of parts and totals; None for an incident that no total includes."""
    own = found.found
    if not found.total and not own.parts:
        return None
    head = el(
        "h4", None, "Parts of this total" if found.total else "Totals that include it", " ", el("span", {"class": "note"}, _counts(own))
    )
    parts: list[Html | None] = [head, flag_list(site, here, found.flags), _misread(site, here, found)]
    if own.parts:
        rows = [_row(site, here, one, one.incident if found.total else one.total, found) for one in own.parts]
        parts.append(_table(rows, found.total))
    if own.more:
        what = "incidents" if found.total else "totals"
        parts.append(
            el("p", {"class": "quiet"}, f"There are more {what} of these days than were looked at; those nearest by day are shown.")
        )
    if found.total and own.parts:
        parts.append(el("p", {"class": "quiet"}, "Parts stand side by side; no toll is made of them."))
    return el("div", {"class": "inparts"}, *parts)


def _counts(found: Parts) -> str:
    sure, possible, no = found.count("part"), found.count("possible"), found.count("not")
    said = [f"{sure:,} sure", f"{possible:,} possible", *([f"{no:,} ruled out"] if no else [])]
    return ", ".join(said) if found.parts else "none known in this record"


def _misread(site: Site, here: str, found: InTotals) -> Html | None:
    if not found.misread:
        return None
    names = [site.account_name(here, one) for one in found.misread]
    many = len(names) > 1
    text = f"Look at this: people call it a total, and {words.plural(len(names), 'account')} of it {'are' if many else 'is'} read as telling of one incident ("
    return el("p", {"class": "flags"}, text, join(names, ", "), ")")


def _table(rows: Sequence[Html], total: bool) -> Html:
    names = ("", "Incident" if total else "Total", "Its own figures", "Why")
    head = el("tr", None, *(el("th", {"scope": "col"}, name) if name else el("td", None) for name in names))
    table = el("table", {"class": "partlist"}, el("thead", None, head), el("tbody", None, *rows))
    if len(rows) <= _MOST_OPEN:
        return table
    return el("details", None, el("summary", None, f"All {len(rows)}"), table)


def _row(site: Site, here: str, part: Part, shown: JoinedIncident, found: InTotals) -> Html:
    return el(
        "tr",
        {"class": f"is-{part.answer}"},
        el("td", None, el("span", {"class": "status"}, _ANSWERS[part.answer])),
        el("th", {"scope": "row"}, *_named(site, here, shown)),
        el("td", {"data-th": "Its own figures"}, _harm(found.tolls.get(shown.id, ()))),
        el("td", {"data-th": "Why"}, *(el("div", {"class": "note"}, bdi(text)) for text in part.because), part_rulings(part)),
    )


def _named(site: Site, here: str, shown: JoinedIncident) -> list[Html]:
    """What it is, when, and how many reports tell of it; what a codebook leaves out has no card to lead to."""
    told = site.view.by_id.get(shown.id)
    incident = as_set(shown)[0].incident if told is None else told.incident
    name = words.name_of(incident)
    reports = words.plural(len({account.report.id for account in shown.accounts}), "report")
    outside = "" if told is not None else " · left out of this dossier"
    note = el("span", {"class": "note"}, f"{words.when(incident.date)} · {reports}{outside}")
    return [site.incident_link(here, shown.id, bdi(name)), note]


def _harm(tolls: Sequence[Toll]) -> Html:
    """The toll of each field: of all people, or of those who are counted first."""
    own = list({toll.field: toll for toll in reversed(tolls)}.values())[::-1]
    if not own:
        return el("span", {"class": "quiet"}, "no figure")
    return join([_toll(toll) for toll in own])


def _toll(toll: Toll) -> Html:
    said, note = words.toll(toll)
    kind = f" {toll.group_kind.replace('_', ' ')}" if toll.group_kind else ""
    label = el("span", {"class": "role"}, f"{words.SHORT_FIELDS[toll.field]}{kind}: ")
    return el(
        "div", None, label, el("span", {"class": f"val f-{toll.field}"}, said), el("span", {"class": "note"}, f" {note}") if note else None
    )
