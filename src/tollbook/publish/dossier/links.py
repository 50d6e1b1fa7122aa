"""Takes the arrangement of a record over pages; gives the address of anything in it as seen from a page. Never leads outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.model.claim import Claim
from tollbook.model.text import Report, Span
from tollbook.publish.dossier import words
from tollbook.publish.dossier.markup import Child, Html, anchor, bdi, el, join, quoted
from tollbook.publish.dossier.view import TollLine, Tolls, View

INDEX = "index.html"
ONE_PAGE_REPORTS = 25  # more reports than this get a page each
ONE_PAGE_CHARACTERS = 400_000


@dataclass(frozen=True)
class Site:
    """The record, its tolls, and which page holds what: the text of a report, the card of an account's incident. `notes` stand below the counts."""

    title: str
    view: View
    tolls: Tolls
    page_of: Mapping[str, str]
    card_of: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def one_page(self) -> bool:
        return all(page == INDEX for page in self.page_of.values())

    def lines(self, incident_id: str) -> tuple[TollLine, ...]:
        return tuple(self.tolls.get(incident_id, ()))

    def href(self, here: str, report_id: str, name: str) -> str:
        """The address of the element `name` on the page that holds a report."""
        return self.to(here, self.page_of[report_id], name)

    def to(self, here: str, page: str, name: str) -> str:
        """The address of the element `name` on a page."""
        mark = f"#{anchor(name)}"
        if page == here:
            return mark
        return f"{'../' if '/' in here else ''}{page}{mark}"

    def row_href(self, here: str, report_id: str, claim: Claim) -> str:
        """The address of a claim's row: on the card of its incident, or with the report that holds it."""
        page = self.card_of.get(claim.incident or "", self.page_of[report_id])
        return self.to(here, page, claim_row_anchor(claim.id))

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
        return el("a", {"href": self.to(here, self.card_of[incident_id], told.incident.id)}, *text)

    def claim_link(self, here: str, claim_id: str) -> Html:
        """A claim by its figure and outlet, as a link to its row; its id when the record does not hold it."""
        if claim_id not in self.view.claims:
            return el("code", None, bdi(claim_id))
        coded, claim = self.view.claims[claim_id]
        said: list[Child] = [words.value(claim), " (", bdi(coded.report.outlet or "unknown outlet"), ")"]
        return el("a", {"href": self.row_href(here, coded.report.id, claim)}, *said)

    def report_link(self, here: str, report: Report) -> Html:
        """A report by its title, else its outlet."""
        return el("a", {"href": self.href(here, report.id, report.id)}, bdi(report.title or report.outlet or report.id))

    def account_name(self, here: str, account_id: str) -> Html:
        """An account in short, by outlet and day, as a link to where its card lists it; its id when the record does not hold it."""
        told = self.view.accounts.get(account_id)
        if told is None:
            return el("code", None, bdi(account_id))
        name = f"{told.coded.report.outlet or 'unknown outlet'}, {day(told.coded.report.published)}"
        incident = self.view.by_id[account_id]
        target = account_anchor(account_id) if incident.joined else incident.incident.id
        several = len(self.view.of_report(told.coded.report.id)) > 1
        which = join([" (", quoted(told.incident.anchor.quote), ")"]) if several else None
        return el("a", {"href": self.to(here, self.card_of[account_id], target), "class": "account"}, bdi(name), which)


def plan(title: str, view: View, tolls: Tolls, notes: tuple[str, ...] = ()) -> Site:
    """Decide which page holds what: one page for all, or a page for each report and for each incident that several reports tell of."""
    size = sum(len(c.report.text) for c in view.reports)
    single = len(view.reports) == 1 or (len(view.reports) <= ONE_PAGE_REPORTS and size <= ONE_PAGE_CHARACTERS)
    pages = {c.report.id: INDEX if single else f"reports/{anchor(c.report.id)}.html" for c in view.reports}
    cards = {
        account: f"incidents/{anchor(told.incident.id)}.html" if told.joined and not single else pages[told.coded.report.id]
        for account, told in view.by_id.items()
    }
    return Site(title, view, tolls, pages, cards, notes)


def day(value: date | None) -> str:
    """The day of publication, or that there is none."""
    return words.day(value) if value else "undated"


def account_anchor(account_id: str) -> str:
    """The anchor of an account in the list on its incident's card."""
    return f"a-{account_id}"


def span_anchor(report_id: str, span: Span) -> str:
    """The anchor of a stretch of a report's text."""
    return f"s-{report_id}-{span.start}-{span.end}"


def claim_text_anchor(claim_id: str) -> str:
    """The anchor of a claim's words in the report text."""
    return f"t-{claim_id}"


def claim_row_anchor(claim_id: str) -> str:
    """The anchor of a claim's row among the figures."""
    return f"f-{claim_id}"
