"""Takes incidents and reports of a record; gives their sections: facts with evidence, figures side by side, the text."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.model.claim import NumberOutcome
from tollbook.model.incident import Accusation, ActorValue, CodedReport, Incident
from tollbook.model.text import Span
from tollbook.publish.dossier import words
from tollbook.publish.dossier.figures import field_tables
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, anchor, el, join
from tollbook.publish.dossier.report_text import date_anchor, place_anchor, text_of
from tollbook.publish.dossier.view import Told


def incident_section(site: Site, here: str, told: Told) -> Html:
    """One incident (or background event, or total): facts with their words, then all its figures."""
    incident = told.incident
    tables = field_tables(site, here, told.coded.report, told.fields, site.lines(incident.id))
    return el(
        "article",
        {"class": f"incident s-{incident.status}", "id": anchor(incident.id), "aria-labelledby": anchor(f"h-{incident.id}")},
        el("h3", {"id": anchor(f"h-{incident.id}"), "dir": "auto"}, heading(incident)),
        el("p", {"class": "lead"}, el("q", {"dir": "auto"}, incident.anchor.quote), " in ", _report_link(site, here, told.coded)),
        _facts(site, here, told),
        tables if told.fields else el("p", {"class": "quiet"}, "No figure of harm is given for it."),
        _totals(site, here, incident),
    )


def heading(incident: Incident) -> Html:
    """Type, place and date of an incident."""
    tag = el("span", {"class": f"status s-{incident.status}"}, words.STATUSES[incident.status])
    place = words.where(incident.place) if incident.place else None
    parts = [words.TYPES[incident.type], *([place] if place else [])]
    return join([tag, " ", el("span", {"dir": "auto"}, ", ".join(parts))])


def _report_link(site: Site, here: str, coded: CodedReport) -> Html:
    label = coded.report.title or coded.report.outlet or coded.report.id
    return el("a", {"href": site.href(here, coded.report.id, coded.report.id), "dir": "auto"}, label)


def _facts(site: Site, here: str, told: Told) -> Html:
    incident, report = told.incident, told.coded.report
    when_at = site.href(here, report.id, date_anchor(incident.id))
    where_at = site.href(here, report.id, place_anchor(incident.id))
    rows: list[tuple[str, Html]] = [
        ("Date", _fact(words.when(incident.date), words.when_note(incident.date), incident.date.span if incident.date else None, when_at)),
        (
            "Place",
            _fact(words.where(incident.place), words.where_note(incident.place), incident.place.span if incident.place else None, where_at),
        ),
    ]
    if incident.perpetrators:
        rows.append(("Done by", actor_list(incident.perpetrators)))
    if incident.claimed_by:
        rows.append(("Claimed by", actor_list(incident.claimed_by)))
    if incident.accused:
        rows.append(("Accused", accused_list(incident.accused)))
    if incident.targets:
        rows.append(("Against", actor_list(incident.targets)))
    if incident.weapons:
        rows.append(("Weapons", join([el("q", {"dir": "auto"}, w.quote) for w in incident.weapons], ", ")))
    return el("dl", {"class": "facts"}, *(el("div", None, el("dt", None, name), el("dd", None, told)) for name, told in rows))


def _fact(value: str, note: str, span: Span | None, href: str) -> Html:
    quote = el("a", {"href": href, "class": "quote", "dir": "auto"}, f"“{span.quote}”") if span is not None else None
    return join([el("span", {"class": "val", "dir": "auto"}, value), " ", el("span", {"class": "note", "dir": "auto"}, note), " ", quote])


def actor_list(actors: Sequence[ActorValue]) -> Html:
    """Actors by name; those that are not on the actor list say so."""
    return join([_actor(a) for a in actors], ", ")


def _actor(actor: ActorValue) -> Html:
    title = None if actor.actor else "not on the actor list"
    return el("span", {"class": "actor", "dir": "auto", "title": title}, words.actor(actor))


def accused_list(accused: Sequence[Accusation]) -> Html:
    """The accused, each with who accuses."""
    parts = []
    for accusation in accused:
        by = el("span", {"class": "who", "dir": "auto"}, accusation.by.quote) if accusation.by else el("span", None, "the report itself")
        parts.append(el("span", None, _actor(accusation.actor), " (by ", by, ")"))
    return join(parts, ", ")


def _totals(site: Site, here: str, incident: Incident) -> Html | None:
    parts = incident.totals_of
    wholes = site.view.totals.get(incident.id, ())
    if incident.status == "aggregate" and not parts:
        return el("p", {"class": "quiet"}, "A total; the report does not tell its parts one by one.")
    ids, lead = (parts, "Counts together: ") if parts else (wholes, "Counted also in the total: ")
    if not ids:
        return None
    links = [
        site.incident_link(here, i, words.name_of(site.view.by_id[i].incident) if i in site.view.by_id else "not in this record")
        for i in ids
    ]
    return el("p", {"class": "parts"}, lead, join(links, "; "))


def report_section(site: Site, here: str, coded: CodedReport) -> Html:
    """One report: where it comes from, its text with everything marked, and what became of its numbers."""
    report = coded.report
    published = f"{words.day(report.published)} ({report.published_basis})" if report.published else "publication date unknown"
    origin = f"written by {report.origin}" if report.origin and report.origin != report.outlet else None
    facts = [report.outlet or "outlet unknown", origin, published, f"language: {report.language or 'unknown'}"]
    loose = site.view.loose.get(report.id, ())
    return el(
        "article",
        {"class": "report", "id": anchor(report.id), "aria-labelledby": anchor(f"h-{report.id}")},
        el("h3", {"id": anchor(f"h-{report.id}"), "dir": "auto"}, report.title or "Report without a title"),
        el("p", {"class": "meta"}, join([el("span", {"dir": "auto"}, f) for f in facts if f], " · ")),
        el("p", {"class": "source"}, "Read from ", el("code", {"dir": "auto"}, report.source), ", report ", el("code", None, report.id)),
        el("ul", {"class": "warnings"}, *(el("li", {"dir": "auto"}, w) for w in report.warnings)) if report.warnings else None,
        text_of(site, here, coded),
        join([el("h4", None, "Figures that no incident holds"), field_tables(site, here, report, loose)]) if loose else None,
        _numbers(site, here, coded),
    )


def _numbers(site: Site, here: str, coded: CodedReport) -> Html:
    left = [n for n in coded.numbers if n.outcome == "left_over"]
    ignored = [n for n in coded.numbers if n.outcome == "ignored"]
    claimed = sum(1 for n in coded.numbers if n.outcome == "claim")
    said = f"{words.plural(len(coded.numbers), 'number')} in the text: {claimed} in claims, {len(ignored)} ignored, {len(left)} left over."
    return el(
        "div",
        {"class": "numbers"},
        el("h4", None, "Every number accounted for"),
        el("p", None, said),
        el("ul", {"class": "left"}, *(_number(site, here, coded, n) for n in left)) if left else None,
        el("details", None, el("summary", None, "Ignored numbers and why"), _ignored(ignored)) if ignored else None,
    )


def _number(site: Site, here: str, coded: CodedReport, number: NumberOutcome) -> Html:
    href = site.href(here, coded.report.id, f"n-{coded.report.id}-{number.span.start}")
    quote = el("a", {"href": href, "class": "quote", "dir": "auto"}, f"“{number.span.quote}”")
    return el("li", None, "left over: ", quote, f" ({number.reason})" if number.reason else None)


def _ignored(numbers: Sequence[NumberOutcome]) -> Html:
    by_reason: dict[str, list[str]] = {}
    for n in numbers:
        by_reason.setdefault(n.reason or "no reason given", []).append(n.span.quote)
    return el(
        "dl",
        {"class": "ignored"},
        *(
            el("div", None, el("dt", None, reason), el("dd", None, join([el("span", {"dir": "auto"}, f"“{q}”") for q in quotes], ", ")))
            for reason, quotes in sorted(by_reason.items())
        ),
    )
