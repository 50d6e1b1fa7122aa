"""Takes incidents and reports of a record; gives their sections: facts with evidence, figures side by side, the text."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.model.claim import NumberOutcome
from tollbook.model.incident import Accusation, ActorValue, CodedReport, Incident
from tollbook.model.judgement import Judgement
from tollbook.publish.dossier import words
from tollbook.publish.dossier.figures import Tolls, field_tables
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, anchor, bdi, el, join, quoted
from tollbook.publish.dossier.parts_section import parts_section
from tollbook.publish.dossier.report_text import text_of
from tollbook.publish.dossier.said_by_people import differ_section, judgement_line
from tollbook.publish.dossier.view import Told
from tollbook.record.incident_view import IncidentView


def incident_section(site: Site, here: str, told: Told) -> Html:
    """One incident (or background event, or total): facts with their words, then all its figures."""
    incident, name = told.incident, anchor(f"h-{told.incident.id}")
    lines, whole = site.lines(incident.id), told.whole
    tolls = Tolls(lines) if whole is None else Tolls(lines, whole.rule, whole.hand_tolls())
    return el(
        "article",
        {"class": f"incident s-{incident.status}", "id": anchor(incident.id), "aria-labelledby": name},
        el(
            "h3",
            {"id": name},
            el("span", {"class": f"status s-{incident.status}"}, words.status(incident)),
            bdi(words.name_of(incident)),
        ),
        el(
            "p",
            {"class": "lead"},
            site.words_link(here, told.coded.report.id, incident.anchor),
            " in ",
            site.report_link(here, told.coded.report),
        ),
        account_facts(site, here, told),
        _by_people(site, here, told),
        field_tables(site, here, told.coded.report, told.fields, tolls)
        or el("p", {"class": "quiet"}, "No figure of harm is given for it."),
        parts_of_card(site, here, told),
        how_event_read(incident),
    )


def _by_people(site: Site, here: str, told: Told) -> Html | None:
    """What people set for an incident of one report, and on what they differ."""
    if told.whole is None or not (told.whole.by_hand or told.whole.differ):
        return None
    shown = {one.judgement.id for one in told.whole.hand_tolls()}  # beside the tolls, as is the rule
    if told.whole.rule is not None and site.lines(told.incident.id):
        shown.add(told.whole.rule.judgement.id)
    items = [el("li", None, judgement_line(site, here, one.judgement)) for one in told.whole.by_hand if one.judgement.id not in shown]
    hand = [el("h4", None, "Set by hand"), el("ul", {"class": "said"}, *items)] if items else []
    return join([*hand, differ_section(site, here, apart_from_parts(told.whole))])


def account_facts(site: Site, here: str, told: Told) -> Html:
    """What one report says of when, where and who, each with its words."""
    incident, report = told.incident, told.coded.report.id
    rows: list[tuple[str, Html]] = []
    if incident.date is not None or incident.status != "aggregate":
        span = incident.date.span if incident.date else None
        rows.append(
            (
                "Date",
                _fact(words.when(incident.date), words.when_note(incident.date), site.words_link(here, report, span) if span else None),
            )
        )
    if incident.place is not None or incident.status != "aggregate":
        link = site.words_link(here, report, incident.place.span) if incident.place else None
        rows.append(("Place", _fact(words.where(incident.place), words.where_note(incident.place), link)))
    for name, actors in (("Done by", incident.perpetrators), ("Claimed by", incident.claimed_by)):
        if actors:
            rows.append((name, join([_actor_fact(site, here, report, a) for a in actors], ", ")))
    if incident.accused:
        accused = [
            join([_actor_fact(site, here, report, a.actor), " by ", site.speaker_link(here, report, a.by) if a.by else "the report itself"])
            for a in incident.accused
        ]
        rows.append(("Accused", join(accused, ", ")))
    if incident.targets:
        rows.append(("Against", join([_actor_fact(site, here, report, a) for a in incident.targets], ", ")))
    if incident.weapons:
        rows.append(("Weapons", join([site.words_link(here, report, w) for w in incident.weapons], ", ")))
    return el("dl", {"class": "facts"}, *(el("div", None, el("dt", None, name), el("dd", None, fact)) for name, fact in rows))


def how_event_read(incident: Incident) -> Html:
    """How date, place and actors were read, folded away."""
    rows: list[tuple[str, str, str]] = []
    if incident.date is not None:
        rows.append(("Date", f"{incident.date.reason} ({incident.date.rule})", incident.date.edtf))
    if incident.place is not None:
        place = incident.place
        at = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else "no coordinates"
        rows.append(("Place", place.reason, f"{at}; GeoNames {place.geonameid}" if place.geonameid is not None else at))
    for actor in (*incident.perpetrators, *incident.claimed_by, *(a.actor for a in incident.accused), *incident.targets):
        known = f"{actor.actor or 'not on the actor list'}{', ' + actor.kind.replace('_', ' ') if actor.kind else ''}"
        rows.append(("Actor", f"{words.actor(actor)}: {actor.reason}", known))
    items = [el("li", None, f"{name}: ", bdi(reason), " ", el("code", None, bdi(value))) for name, reason, value in rows]
    items += [el("li", None, el("code", None, bdi(step.rule)), " ", bdi(step.note)) for step in incident.trace]
    return el(
        "details",
        {"class": "how-read"},
        el("summary", None, "how the event was read"),
        el("p", None, "Event ", el("code", None, incident.id)),
        el("ul", None, *items) if items else None,
    )


def _fact(value: str, note: str, link: Html | None) -> Html:
    return join([el("span", {"class": "val"}, bdi(value)), " ", el("span", {"class": "note"}, bdi(note)), " ", link])


def _actor_fact(site: Site, here: str, report: str, actor: ActorValue) -> Html:
    known = actor.name and actor.name != actor.span.quote
    return join([bdi(actor.name), " ", site.words_link(here, report, actor.span)] if known else [site.words_link(here, report, actor.span)])


def actor_list(actors: Sequence[ActorValue]) -> Html:
    """Actors by name."""
    return join([bdi(words.actor(a)) for a in actors], ", ")


def accused_list(accused: Sequence[Accusation]) -> Html:
    """The accused, each with who accuses."""
    return join([join([bdi(words.actor(a.actor)), " (by ", bdi(a.by.quote) if a.by else "the report itself", ")"]) for a in accused], ", ")


def apart_from_parts(whole: IncidentView) -> tuple[tuple[Judgement, ...], ...]:
    """The questions on which people differ, but for those that stand with the parts and totals."""
    if whole.in_totals is None:
        return whole.differ
    shown = {one.id for part in whole.in_totals.found.parts for one in part.said}
    return tuple(group for group in whole.differ if not all(one.id in shown for one in group))


def parts_of_card(site: Site, here: str, told: Told) -> Html | None:
    """The parts of a total or the totals that include an incident, over the record; without one as the report itself counts them together."""
    if told.whole is not None and told.whole.in_totals is not None:
        return parts_section(site, here, told.whole.in_totals)
    return _totals_of(site, here, told.incident)


def _totals_of(site: Site, here: str, incident: Incident) -> Html | None:
    """What a total counts together, or the totals that count an incident."""
    parts = incident.totals_of
    wholes = site.view.totals.get(incident.id, ())
    if incident.status == "aggregate" and not parts:
        return el("p", {"class": "quiet"}, "A total; the report does not tell its parts one by one.")
    ids, lead = (parts, "Counts together: ") if parts else (wholes, "Counted also in the total: ")
    if not ids:
        return None
    known = site.view.by_id
    links = [site.incident_link(here, i, bdi(words.name_of(known[i].incident)) if i in known else "not in this record") for i in ids]
    return el("p", {"class": "parts"}, lead, join(links, "; "))


def report_section(site: Site, here: str, coded: CodedReport) -> Html:
    """One report: where it comes from, its text with everything marked, and what became of its numbers."""
    report, name = coded.report, anchor(f"h-{coded.report.id}")
    published = (
        f"{words.day(report.published)} (date {words.PUBLISHED[report.published_basis]})"
        if report.published
        else "publication date unknown"
    )
    origin = f"written by {report.origin}" if report.origin and report.origin != report.outlet else None
    facts = [report.outlet or "outlet unknown", origin, published, f"language: {report.language or 'unknown'}"]
    loose = site.view.loose.get(report.id, ())
    return el(
        "article",
        {"class": "report", "id": anchor(report.id), "aria-labelledby": name},
        el("h3", {"id": name}, bdi(report.title or "Report without a title")),
        el("p", {"class": "meta"}, join([bdi(f) for f in facts if f], " · ")),
        el("p", {"class": "source"}, "Read from ", el("code", None, bdi(report.source)), ", report ", el("code", None, report.id)),
        el("ul", {"class": "warnings"}, *(el("li", None, bdi(w)) for w in report.warnings)) if report.warnings else None,
        _tells_of(site, here, coded),
        el("div", {"class": "sheet"}, text_of(site, here, coded), _numbers(site, here, coded)),
        join([el("h4", None, "Figures that no incident holds"), field_tables(site, here, report, loose)]) if loose else None,
    )


def _tells_of(site: Site, here: str, coded: CodedReport) -> Html | None:
    """The incidents of the record that a report tells of, where it does not stand alone."""
    joined = [told for one in site.view.of_report(coded.report.id) if (told := site.view.by_id[one.incident.id]).joined]
    if not joined:
        return None
    links = [site.incident_link(here, told.incident.id, bdi(words.name_of(told.incident))) for told in joined]
    return el("p", {"class": "parts"}, "Together with other reports it tells of: ", join(links, "; "))


def _numbers(site: Site, here: str, coded: CodedReport) -> Html:
    left = [n for n in coded.numbers if n.outcome == "left_over"]
    ignored = [n for n in coded.numbers if n.outcome == "ignored"]
    claimed = sum(1 for n in coded.numbers if n.outcome == "claim")
    said = f"{words.plural(len(coded.numbers), 'number')} in the text: {claimed} in claims, {len(ignored)} ignored, {len(left)} left over."
    return el(
        "aside",
        {"class": "numbers", "aria-label": "Numbers of this report"},
        el("h4", None, "Every number accounted for"),
        el("p", None, said),
        el("ul", {"class": "left"}, *(_number(site, here, coded, n) for n in left)) if left else None,
        el("details", None, el("summary", None, "Ignored numbers and why"), _ignored(ignored)) if ignored else None,
    )


def _number(site: Site, here: str, coded: CodedReport, number: NumberOutcome) -> Html:
    link = site.words_link(here, coded.report.id, number.span)
    return el("li", None, "left over: ", link, " ", bdi(f"({number.reason})") if number.reason else None)


def _ignored(numbers: Sequence[NumberOutcome]) -> Html:
    by_reason: dict[str, list[str]] = {}
    for n in numbers:
        by_reason.setdefault(n.reason or "no reason given", []).append(n.span.quote)
    return el(
        "dl",
        {"class": "ignored"},
        *(
            el("div", None, el("dt", None, bdi(reason)), el("dd", None, join([quoted(q) for q in quotes], ", ")))
            for reason, quotes in sorted(by_reason.items())
        ),
    )
