"""Takes a site; gives its incidents as one table, readable as it stands; a script may sort and filter its rows, never change a cell."""

from __future__ import annotations

from dataclasses import replace

from tollbook.model.claim import Claim, Field
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import INDEX, Site
from tollbook.publish.dossier.markup import Attributes, Html, bdi, el, join, quoted
from tollbook.publish.dossier.places import killed
from tollbook.publish.dossier.sections import accused_list, actor_list
from tollbook.publish.dossier.view import FieldFigures, Told, fact_note
from tollbook.record.ruled_tolls import HandToll

_COLUMNS = ("Date", "What", "Where", "Who", "Killed", "Other harm", "Report")
_DEATHS: tuple[Field, ...] = ("killed", "perpetrators_killed")
_MOST_VALUES = 4
_MOST_OUTLETS = 3


def table_section(site: Site) -> Html | None:
    """The table of incidents, background events and totals; None when there is none."""
    if not site.view.told:
        return None
    rows = [_row(site, told) for told in site.view.told]
    sortable = {"Date": "date", "What": "type", "Where": "place", "Killed": "killed", "Report": "outlet"}
    head = el("tr", None, *(el("th", {"scope": "col", "data-sort": sortable.get(c)}, c) for c in _COLUMNS))
    status = el("p", {"class": "quiet", "id": "shown", "role": "status"})
    return el(
        "section",
        {"aria-labelledby": "table-h", "class": "what"},
        el("h2", {"id": "table-h"}, "What happened"),
        _filters(site),
        status,
        el(
            "div",
            {"class": "wide", "tabindex": 0, "role": "region", "aria-labelledby": "table-h"},
            el("table", {"class": "incidents", "id": "incidents"}, el("thead", None, head), el("tbody", None, *rows)),
        ),
        el("p", {"class": "more", "hidden": True}, el("button", {"type": "button", "id": "more"}, "Show more rows")),
    )


def _filters(site: Site) -> Html:
    statuses = sorted({t.incident.status for t in site.view.told})
    types = sorted({t.incident.type for t in site.view.told})
    fields = [f for f in words.FIELDS if any(g.field == f for t in site.view.told for g in t.fields)]
    return el(
        "form",
        {"class": "filters", "id": "filters", "hidden": True, "aria-label": "Filter the table"},
        el("label", None, "Search ", el("input", {"type": "search", "name": "q", "autocomplete": "off"})),
        _select("Status", "status", [(s, words.STATUSES[s]) for s in statuses]),
        _select("Type", "type", [(t, words.TYPES[t]) for t in types]),
        _select("With figures of", "fields", [(f, words.SHORT_FIELDS[f]) for f in fields]),
        el("label", {"class": "check"}, el("input", {"type": "checkbox", "name": "clash"}), " figures disagree"),
    )


def _select(label: str, name: str, options: list[tuple[str, str]]) -> Html:
    chosen = [el("option", {"value": ""}, "all"), *(el("option", {"value": value}, text) for value, text in options)]
    return el("label", None, f"{label} ", el("select", {"name": name}, *chosen))


def _row(site: Site, told: Told) -> Html:
    incident, report = told.incident, told.coded.report
    toll = killed(site, told)
    start = (incident.date.start or incident.date.end) if incident.date else None
    data: Attributes = {
        "class": f"s-{incident.status}",
        "data-status": incident.status,
        "data-type": incident.type,
        "data-date": start.isoformat() if start else "9999",
        "data-place": words.where(incident.place) if incident.place else "~",
        "data-outlet": report.outlet or "~",
        "data-killed": toll if toll is not None else -1,
        "data-fields": " ".join(f.field for f in told.fields),
        "data-clash": "1" if told.clash else None,
    }
    kind = words.name_of(replace(incident, place=None))
    name = site.incident_link(INDEX, incident.id, kind)
    return el(
        "tr",
        data,
        el("td", {"data-th": "Date"}, words.when(incident.date), _note(fact_note(told, "date", words.when_note(incident.date)))),
        el(
            "th",
            {"scope": "row", "data-th": "What"},
            el("span", {"class": f"status s-{incident.status}"}, words.status(incident)) if incident.status == "background" else None,
            name,
            el("span", {"class": "note"}, quoted(incident.anchor.quote)),
        ),
        el("td", {"data-th": "Where"}, bdi(words.where(incident.place)), _note(fact_note(told, "place", words.where_note(incident.place)))),
        _cell("Who", _who(told)),
        _cell("Killed", _harm(site, told, _DEATHS)),
        _cell("Other harm", _harm(site, told, tuple(f for f in words.FIELDS if f not in _DEATHS))),
        el("td", {"data-th": "Report"}, _report(site, told)),
    )


def _cell(name: str, content: Html | None) -> Html:
    if content is None:
        return el("td", {"data-th": name, "class": "none"}, el("span", {"class": "quiet"}, "not said" if name == "Who" else "no figure"))
    return el("td", {"data-th": name}, content)


def _note(text: str) -> Html:
    return el("span", {"class": "note"}, bdi(text))


def _report(site: Site, told: Told) -> Html:
    if told.joined is not None:
        reports = {account.report.id: account.report for account in told.joined.joined.accounts}
        outlets = list(dict.fromkeys(one.outlet or "outlet unknown" for one in reports.values()))
        more = f" and {len(outlets) - _MOST_OUTLETS} more" if len(outlets) > _MOST_OUTLETS else ""
        names = join([bdi(name) for name in outlets[:_MOST_OUTLETS]], ", ")
        counts = f"{words.plural(len(reports), 'report')}, {words.plural(len(told.joined.voices), 'voice')}"
        return join([names, more, el("span", {"class": "note"}, counts)])
    report = told.coded.report
    link = el("a", {"href": site.href(INDEX, report.id, report.id)}, bdi(report.outlet or "outlet unknown"))
    return join([link, _note(words.day(report.published)) if report.published else None])


def _who(told: Told) -> Html | None:
    incident = told.incident
    parts: list[Html] = []
    if incident.perpetrators:
        parts.append(el("div", None, actor_list(incident.perpetrators)))
    if incident.claimed_by:
        parts.append(el("div", None, el("span", {"class": "role"}, "claimed by "), actor_list(incident.claimed_by)))
    if incident.accused:
        parts.append(el("div", None, el("span", {"class": "role"}, "accused: "), accused_list(incident.accused)))
    return join(parts) if parts else None


def _harm(site: Site, told: Told, wanted: tuple[Field, ...]) -> Html | None:
    """The toll over several reports, else the figures of the one report, each with what a person set beside it."""
    parts: list[Html] = []
    for field in wanted:
        toll = told.whole.toll_of(field) if told.whole is not None else None
        figures = next((one for one in told.fields if one.field == field), None)
        if told.joined is not None and toll is not None:
            said, note = words.toll(toll)
            parts.append(_said(field, said, " · ".join(part for part in (note, _rule(told)) if part)))
        elif told.joined is None and figures is not None:
            parts += _field(site, figures, named=field != "killed")
        hand = [one for one in told.whole.hand_tolls() if one.field == field] if told.whole is not None else []
        parts += [_by_hand(one) for one in hand]
    if told.joined is not None and told.clash and parts and "killed" in wanted:
        parts.append(el("div", None, el("span", {"class": "clash"}, "disagree")))
    if told.whole is not None and told.whole.in_totals is not None and told.whole.in_totals.flags and "killed" in wanted:
        parts.append(el("div", None, el("span", {"class": "clash"}, "parts exceed it")))
    return join(parts) if parts else None


def _said(field: Field, said: str, note: str) -> Html:
    label = el("span", {"class": "role"}, f"{words.SHORT_FIELDS[field]}: ") if field != "killed" else None
    return el("div", None, label, el("span", {"class": f"val f-{field}"}, said), _note(note) if note else None)


def _rule(told: Told) -> str:
    """The rule that people set for the incident."""
    own = told.whole.rule if told.whole is not None else None
    return f"rule {own.value}" if own is not None else ""


def _by_hand(hand: HandToll) -> Html:
    label = f"{words.SHORT_FIELDS[hand.field]} by hand: " if hand.field != "killed" else "by hand: "
    return el(
        "div", {"class": "hand"}, label, el("span", {"class": "val"}, words.bounds(hand.low, hand.high)), " (", bdi(hand.judgement.by), ")"
    )


def _value(claim: Claim) -> str:
    kind = "" if claim.group_kind in words.KINDS_UNSAID else f" {str(claim.group_kind).replace('_', ' ')}"
    doubt = {"denies": " (denied)", "disputes": " (disputed)"}.get(claim.stance, "")
    return f"{words.value(claim)}{kind}{doubt}"


def _field(site: Site, figures: FieldFigures, named: bool) -> list[Html]:
    """The figures that hold; none where people rejected all."""
    rulings = site.view.rulings
    held = [row.claim for row in figures.rows if row.claim.id not in rulings or rulings[row.claim.id].now is not None]
    whole = [row.claim for row in figures.rows if row.depth == 0 and row.claim in held] or held
    counted = [c for c in whole if c.min is not None or c.max is not None] or whole
    if not counted:
        return []
    values = list(dict.fromkeys(_value(c) for c in counted))
    said = "; ".join(values[:_MOST_VALUES]) + (f"; {len(values) - _MOST_VALUES} more" if len(values) > _MOST_VALUES else "")
    label = el("span", {"class": "role"}, f"{words.SHORT_FIELDS[figures.field]}: ") if named else None
    clash = el("span", {"class": "clash"}, "disagree") if figures.conflict else None
    return [el("div", None, label, el("span", {"class": f"val f-{figures.field}"}, said), " " if clash else None, clash)]
