"""Takes coded reports, and the incidents that a record has of them; writes the pages of a dossier, the same bytes for the same input. Fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tollbook.model.incident import CodedReport
from tollbook.publish.dossier import words
from tollbook.publish.dossier.incident_table import table_section
from tollbook.publish.dossier.joint_card import joint_section
from tollbook.publish.dossier.links import INDEX, Site, plan
from tollbook.publish.dossier.map_section import map_section
from tollbook.publish.dossier.markup import Html, bdi, el, join
from tollbook.publish.dossier.notes import counts, how_to_read, lead, text_legend
from tollbook.publish.dossier.page import page
from tollbook.publish.dossier.sections import incident_section, report_section
from tollbook.publish.dossier.timeline import timeline_section
from tollbook.publish.dossier.view import Told, TollLine, Tolls, arrange
from tollbook.record.incident_view import IncidentView

_GROUPS = (
    ("figures", "Figures side by side", "new", "Every figure that a source states for an incident, on one scale, with who says it."),
    (
        "totals",
        "Totals",
        "aggregate",
        "Figures over several events. They count the same people again and are never added to the events' own.",
    ),
    ("background", "Background", "background", "Earlier events that the reports recall."),
    (
        "mentioned",
        "Referred to",
        "mentioned",
        "Incidents that a report refers to without telling them; joined with the report that does, where one is found.",
    ),
)


def write_dossier(
    coded: Sequence[CodedReport],
    out: Path,
    *,
    title: str,
    tolls: Mapping[str, Sequence[TollLine]] | None = None,
    incidents: Sequence[IncidentView] = (),
    notes: Sequence[str] = (),
) -> list[Path]:
    """Write `out`/index.html; when there are many reports also a page for each, and for each incident that several of them tell of.

    `incidents` are those of a record, with their tolls; without them every report stands alone, and `tolls` are low, best and high lines by incident id.
    `notes` are lines that stand below the counts.
    """
    lines = {one.id: one.tolls for one in incidents} if incidents else dict(tolls or {})
    site = plan(title, arrange(coded, incidents), lines, tuple(notes))
    out.mkdir(parents=True, exist_ok=True)
    written = [_write(out / INDEX, _index(site))]
    if not site.one_page:
        (out / "reports").mkdir(exist_ok=True)
        for one in site.view.reports:
            here = site.page_of[one.report.id]
            written.append(_write(out / here, _report_page(site, here, one)))
        joined = [told for told in site.view.told if told.joined]
        if joined:
            (out / "incidents").mkdir(exist_ok=True)
        for told in joined:
            here = site.card_of[told.incident.id]
            written.append(_write(out / here, _incident_page(site, here, told)))
    return written


def _write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


def _index(site: Site) -> str:
    sections = [
        ("table-h", "What happened", table_section(site)),
        ("map-h", "Where", map_section(site)),
        ("time-h", "When", timeline_section(site)),
    ]
    if not site.one_page:
        sections = [*sections[1:], sections[0]]  # a long table would hide map and timeline
    links = [(name, text) for name, text, section in sections if section is not None]
    body = [section for _, _, section in sections]
    if not links:
        body = [el("p", {"class": "quiet"}, "No incident was read in these reports.")]
    if site.one_page:
        groups = [
            (name, heading, _group(site, INDEX, site.view.status(status), (name, heading, note))) for name, heading, status, note in _GROUPS
        ]
        links += [(f"{name}-h", heading) for name, heading, section in groups if section is not None]
        body += [section for _, _, section in groups]
    links += [("reports-h", "Reports"), ("how-h", "How to read this")]
    body += [_reports(site), how_to_read(any(t.joined for t in site.view.told))]
    header = el("header", {"class": "top"}, el("h1", {"dir": "auto"}, site.title), lead(site), counts(site), _navigation(links))
    return page(site.title, header, join(body, "\n"), _footer())


def _navigation(links: Sequence[tuple[str, str]]) -> Html:
    items = [el("li", None, el("a", {"href": f"#{name}"}, text)) for name, text in links]
    return el("nav", {"aria-label": "Contents"}, el("ul", None, *items))


def _group(site: Site, here: str, told: Sequence[Told], heading: tuple[str, str, str]) -> Html | None:
    if not told:
        return None
    name, title, note = heading
    sections = [joint_section(site, here, t, t.joined) if t.joined else incident_section(site, here, t) for t in told]
    return el(
        "section",
        {"aria-labelledby": f"{name}-h", "class": name},
        el("h2", {"id": f"{name}-h"}, title),
        el("p", {"class": "quiet"}, note),
        join(sections, "\n"),
    )


def _reports(site: Site) -> Html:
    head = [el("h2", {"id": "reports-h"}, "Reports")]
    if site.one_page:
        sections = [report_section(site, INDEX, one) for one in site.view.reports]
        return el("section", {"aria-labelledby": "reports-h", "class": "reports"}, *head, text_legend(), join(sections, "\n"))
    items = []
    for one in site.view.reports:
        link = el("a", {"href": site.href(INDEX, one.report.id, one.report.id)}, bdi(one.report.title or one.report.id))
        when = words.day(one.report.published) if one.report.published else "undated"
        note = f"{one.report.outlet or 'outlet unknown'}, {when}: {words.plural(len(one.claims), 'claim')}"
        items.append(el("li", None, link, " ", el("span", {"class": "note"}, bdi(note))))
    return el("section", {"aria-labelledby": "reports-h", "class": "reports"}, *head, el("ul", {"class": "list"}, *items))


def _report_page(site: Site, here: str, one: CodedReport) -> str:
    told = [t for told in site.view.of_report(one.report.id) if not (t := site.view.by_id[told.incident.id]).joined]
    groups = [
        _group(site, here, [t for t in told if t.incident.status == status], (name, heading, note))
        for name, heading, status, note in _GROUPS
    ]
    text = el(
        "section",
        {"aria-labelledby": "reports-h", "class": "reports"},
        el("h2", {"id": "reports-h"}, "The report"),
        text_legend(),
        report_section(site, here, one),
    )
    title = one.report.title or one.report.outlet or one.report.id
    header = el("header", {"class": "top"}, _back(site), el("h1", {"dir": "auto"}, title))
    return page(f"{title} · {site.title}", header, join([*groups, text], "\n"), _footer())


def _incident_page(site: Site, here: str, told: Told) -> str:
    name, heading, _, note = next(group for group in _GROUPS if group[2] == told.incident.status)
    title = words.name_of(told.incident)
    header = el("header", {"class": "top"}, _back(site), el("h1", {"dir": "auto"}, title))
    body = [_group(site, here, [told], (name, heading, note)), how_to_read(joined=True)]
    return page(f"{title} · {site.title}", header, join(body, "\n"), _footer())


def _back(site: Site) -> Html:
    return el("nav", {"aria-label": "Record"}, el("ul", None, el("li", None, el("a", {"href": f"../{INDEX}"}, bdi(site.title)))))


def _footer() -> Html:
    return el(
        "footer",
        None,
        el("p", None, "Made by tollbook from the record it was given. Machine-read, not verified. This page asks nothing of the network."),
    )


__all__ = ["Tolls", "write_dossier"]
