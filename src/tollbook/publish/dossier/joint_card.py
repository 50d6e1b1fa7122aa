"""Takes an incident of the record that several accounts tell of; gives its card: facts, figures over time, voices, accounts, and why they were joined."""

from __future__ import annotations

from tollbook.publish.dossier import words
from tollbook.publish.dossier.joint_facts import joint_facts
from tollbook.publish.dossier.joint_figures import joint_fields
from tollbook.publish.dossier.joint_reasons import why_joined
from tollbook.publish.dossier.links import Site, account_anchor, claim_row_anchor, day
from tollbook.publish.dossier.markup import Html, anchor, bdi, el, join
from tollbook.publish.dossier.said_by_people import differ_section
from tollbook.publish.dossier.sections import account_facts, apart_from_parts, how_event_read, parts_of_card
from tollbook.publish.dossier.view import Told
from tollbook.record.incident_view import IncidentView
from tollbook.record.voices import Voice

_MOST_ACCOUNTS = 12  # more accounts than this are folded away together
_LONG = 300
_KINDS = {"speaker": "speaker", "agency": "news agency", "outlet": "outlet", "text": "text"}


def joint_section(site: Site, here: str, told: Told, whole: IncidentView) -> Html:
    """The card of an incident over all its accounts."""
    incident, name = told.incident, anchor(f"h-{whole.id}")
    return el(
        "article",
        {"class": f"incident joint s-{incident.status}", "id": anchor(whole.id), "aria-labelledby": name},
        el("h3", {"id": name}, el("span", {"class": f"status s-{incident.status}"}, words.status(incident)), bdi(words.name_of(incident))),
        el("p", {"class": "lead"}, _lead(whole)),
        joint_facts(site, here, whole.facts),
        differ_section(site, here, apart_from_parts(whole)),
        joint_fields(site, here, whole),
        _voices(site, here, whole),
        _accounts(site, here, whole),
        why_joined(site, here, whole),
        parts_of_card(site, here, told),
    )


def _lead(whole: IncidentView) -> str:
    reports = {account.report.id: account.report for account in whole.joined.accounts}
    outlets = {report.outlet for report in reports.values() if report.outlet}
    days = sorted({report.published for report in reports.values() if report.published is not None})
    when = f", {words.days(days[0], days[-1])}" if days else ""
    by = f" by {words.plural(len(outlets), 'outlet')}" if outlets else ""
    heard = f"; {words.plural(len(whole.voices), 'independent voice')}" if whole.voices else ""
    return f"Told in {words.plural(len(reports), 'report')}{by}{when}{heard}"


def _voices(site: Site, here: str, whole: IncidentView) -> Html | None:
    if not whole.voices:
        return None
    head = el("h4", None, f"Independent voices ({len(whole.voices)})")
    return join([head, el("ul", {"class": "voices"}, *(_voice(site, here, one) for one in whole.voices))])


def _voice(site: Site, here: str, voice: Voice) -> Html:
    figures = [
        el(
            "a",
            {"href": site.row_href(here, one.report.id, one.claim)},
            f"{words.value(one.claim)} {words.SHORT_FIELDS[one.claim.field]}",
        )
        for one in voice.told
    ]
    return el(
        "li",
        None,
        el("strong", None, bdi(voice.name)),
        " ",
        el("span", {"class": "role"}, _KINDS[voice.kind]),
        ": ",
        join(figures, ", "),
        _why(voice.why),
    )


def _why(said: str) -> Html:
    """Why claims count as one voice; a long list of outlets is folded away."""
    if len(said) <= _LONG:
        return el("span", {"class": "note"}, bdi(said))
    return el("details", {"class": "how-read"}, el("summary", None, "why they count as one"), el("p", None, bdi(said)))


def _accounts(site: Site, here: str, whole: IncidentView) -> Html:
    own = [_account(site, here, account.id) for account in whole.joined.accounts]
    listed = el("ul", {"class": "accounts"}, *own)
    head = f"Accounts ({len(own)})"
    if len(own) > _MOST_ACCOUNTS:
        return el("details", None, el("summary", None, head), listed)
    return join([el("h4", None, head), listed])


def _account(site: Site, here: str, name: str) -> Html:
    """One account with the report that gives it, its own facts folded away."""
    told = site.view.accounts[name]
    report = told.coded.report
    figures = [
        el("a", {"href": f"#{anchor(claim_row_anchor(claim.id))}"}, f"{words.value(claim)} {words.SHORT_FIELDS[claim.field]}")
        for claim in told.claims
    ]
    return el(
        "li",
        {"id": anchor(account_anchor(name))},
        site.report_link(here, report),
        el("span", {"class": "note"}, bdi(report.outlet or "unknown outlet"), f", {day(report.published)}"),
        el(
            "details",
            {"class": "how-read"},
            el("summary", None, "what this report tells of it"),
            el("p", None, "In the words ", site.words_link(here, report.id, told.incident.anchor), "."),
            account_facts(site, here, told),
            el("p", None, "Figures: ", join(figures, ", ") if figures else "none"),
            how_event_read(told.incident),
        ),
    )
