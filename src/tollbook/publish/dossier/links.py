"""Takes the arrangement of a record over pages; gives the address of anything in it as seen from a page. Never leads outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.model.text import Span
from tollbook.publish.dossier.markup import Child, Html, anchor, bdi, el, quoted
from tollbook.publish.dossier.view import TollLine, Tolls, View

INDEX = "index.html"
ONE_PAGE_REPORTS = 25  # more reports than this get a page each
ONE_PAGE_CHARACTERS = 400_000


@dataclass(frozen=True)
class Site:
    """The record, its tolls, and which page holds what."""

    title: str
    view: View
    tolls: Tolls
    page_of: Mapping[str, str]

    @property
    def one_page(self) -> bool:
        return all(page == INDEX for page in self.page_of.values())

    def lines(self, incident_id: str) -> tuple[TollLine, ...]:
        return tuple(self.tolls.get(incident_id, ()))

    def href(self, here: str, report_id: str, name: str) -> str:
        """The address of the element `name` on the page that holds a report."""
        page = self.page_of[report_id]
        mark = f"#{anchor(name)}"
        if page == here:
            return mark
        up = "../" if "/" in here else ""
        return f"{up}{page}{mark}"

    def words_link(self, here: str, report_id: str, span: Span) -> Html:
        """The report's own words, quoted, as a link to where they stand."""
        return el("a", {"href": self.href(here, report_id, span_anchor(report_id, span)), "class": "quote"}, quoted(span.quote))

    def speaker_link(self, here: str, report_id: str, span: Span) -> Html:
        """A speaker's words as a link to where they stand."""
        return el("a", {"href": self.href(here, report_id, span_anchor(report_id, span)), "class": "who"}, bdi(span.quote))

    def incident_link(self, here: str, incident_id: str, *text: Child) -> Html:
        """A link to an incident's figures; the bare text when the record does not hold it."""
        told = self.view.by_id.get(incident_id)
        if told is None:
            return el("span", {"class": "gone"}, *text)
        return el("a", {"href": self.href(here, told.coded.report.id, incident_id)}, *text)


def plan(title: str, view: View, tolls: Tolls) -> Site:
    """Decide which page holds which report: one page for all, or a page each."""
    size = sum(len(c.report.text) for c in view.reports)
    single = len(view.reports) == 1 or (len(view.reports) <= ONE_PAGE_REPORTS and size <= ONE_PAGE_CHARACTERS)
    pages = {c.report.id: INDEX if single else f"reports/{anchor(c.report.id)}.html" for c in view.reports}
    return Site(title, view, tolls, pages)


def span_anchor(report_id: str, span: Span) -> str:
    """The anchor of a stretch of a report's text."""
    return f"s-{report_id}-{span.start}-{span.end}"


def claim_text_anchor(claim_id: str) -> str:
    """The anchor of a claim's words in the report text."""
    return f"t-{claim_id}"


def claim_row_anchor(claim_id: str) -> str:
    """The anchor of a claim's row among the figures."""
    return f"f-{claim_id}"
