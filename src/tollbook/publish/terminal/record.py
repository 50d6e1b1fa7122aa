"""Takes what a record holds; gives the lines in which a terminal lists it: incidents with low, best and high, one incident in full, the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tollbook.model.claim import Field
from tollbook.model.text import Report
from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.columns import Column, aligned
from tollbook.publish.terminal.joint import hand_only
from tollbook.publish.terminal.report import incident_lines, place_name
from tollbook.publish.terminal.ruled import hand_words, rule_words
from tollbook.publish.terminal.style import Style
from tollbook.record.as_set import as_set
from tollbook.record.codebook_file import Codebook
from tollbook.record.codebooks import Chosen
from tollbook.record.coding import failure_of
from tollbook.record.event import Event
from tollbook.record.joined import JoinedIncident
from tollbook.record.rebuild import Rebuild
from tollbook.record.ruled_tolls import Copies, no_copies, ruled_tolls
from tollbook.record.toll import Toll
from tollbook.record.toll_rules import RuleChoice, toll_rule
from tollbook.record.tolls import tolls
from tollbook.record.view import FoundIncident, RecordView

_LIST = (
    Column("date"), Column("what", True), Column("place", True), Column("killed", True), Column("other harm", True),
    Column("told by", True), Column("incident"),
)  # fmt: skip
_MOST_FAILURES = 10
_DEATHS: tuple[Field, ...] = ("killed", "perpetrators_killed")
_EVENTS = (Column("seq"), Column("at"), Column("kind"), Column("subject", True), Column("actor", True), Column("hash"))


def record_lines(
    view: RecordView,
    style: Style,
    rule: str | None = None,
    least: float = 0.0,
    together: Mapping[str, JoinedIncident] | None = None,
    copies: Copies = no_copies,
) -> list[str]:
    """Every incident of a record on a line, then what the record holds in all. `together` has the incidents that several accounts tell of, or on which
    people ruled, by the id of each account: each stands on one line, with the tolls of all its accounts as people ruled."""
    told = sorted(view.incidents(), key=_by_date)
    whole = together or {}
    named: dict[str, FoundIncident] = {}
    for one in told:
        joined = whole.get(one.incident.id)
        named.setdefault(one.incident.id if joined is None else joined.id, one)
    found = list(named.values())
    counts = [
        words.plural(len(view.reports), "report"), words.plural(len(found), "incident"),
        words.plural(sum(len(coded.claims) for coded in view.reports), "claim"),
    ]  # fmt: skip
    lines: list[str] = []
    if found:
        rows = [_joined_row(one, whole[one.incident.id], rule, least, copies) if one.incident.id in whole else
                _row(one, tolls(one.incident.id, one.claims, rule, least)) for one in found]  # fmt: skip
        head, *body = aligned(_LIST, rows, style.width)
        lines = [style.strong(head), *body, ""]
    lines.append(", ".join(counts) + (f"; {words.plural(len(view.failures), 'source')} could not be read:" if view.failures else ""))
    lines += [f"  {clean(failure.source)}: {clean(failure.problem)}" for failure in view.failures[:_MOST_FAILURES]]
    if len(view.failures) > _MOST_FAILURES:
        lines.append(f"  and {len(view.failures) - _MOST_FAILURES:,} more; the log names all of them")
    if found:
        chosen = toll_rule(rule)
        kept = f" Figures read with a confidence below {least:.2f} are set aside." if least else ""
        lines.append(f"Tolls by the rule {chosen.name}: {chosen.words}.{kept}")
    return lines


def incident_page(found: FoundIncident, style: Style, told: Sequence[Toll], beside: Mapping[str, Sequence[str]]) -> list[str]:
    """One incident with its figures side by side as read, and the toll of each field with the claims that made it, those set aside, and what stands
    `beside` it by field."""
    report = found.coded.report
    source = f"told by {clean(report.outlet or 'unknown outlet')}, {report.published.isoformat() if report.published else 'date unknown'}"
    lines = [*incident_lines(found.coded, found.incident, style), "", f"{source}: {clean(report.title or report.source)}  {report.id}"]
    left = dict(beside)
    for toll in told:
        lines += ["", style.strong(f"Toll, {words.SHORT_FIELDS[toll.field]}: {figures.toll(toll)}") + f"  (rule {toll.rule})"]
        best = f"; best stated by {', '.join(toll.best_by)}" if toll.best_by else ""
        lines.append(f"  made by {', '.join(toll.made_by)}{best}" if toll.made_by else "  made by no claim: no source gives a figure")
        lines += [f"  set aside {aside.claim}: {clean(aside.reason)}" for aside in toll.set_aside]
        lines += [f"  {line}" for line in left.pop(toll.field, ())]
    return [*lines, *([""] if left else []), *hand_only(left, style)]


def left_out_lines(codebook: Codebook, left_out: Sequence[tuple[str, int]]) -> list[str]:
    """By which codebook incidents are counted, and how many it leaves out for which reason."""
    reasons = ", ".join(f"{count:,} for {clean(reason)}" for reason, count in left_out)
    line = f"Counted by the codebook {clean(codebook.name)}, version {clean(codebook.version)} ({codebook.hash})"
    return [f"{line}; left out: {reasons}." if reasons else f"{line}; it leaves none out."]


def own_lines(chosen: Chosen) -> list[str]:
    """That the codebook in use is the record's own, or why the record has none of its own; nothing where a person chose."""
    if chosen.own and chosen.codebook is not None:
        book = chosen.codebook
        return [
            f"The codebook is the record's own: {clean(book.name)}, version {clean(book.version)} ({book.hash}); --codebook none does without."
        ]
    if chosen.several:
        names = ", ".join(clean(name) for name in chosen.several)
        return [f"The record keeps several codebooks ({names}) and none of them is used; choose with --codebook FILE."]
    return []


def codebook_lines(codebook: Codebook) -> list[str]:
    """A codebook that is sound: its name, and what it says in a few lines."""
    period = f"{codebook.first or 'any day'} to {codebook.last or 'any day'}" if codebook.first or codebook.last else "any"
    own = codebook.floors
    floors = f"same from {own.same:g}, different up to {own.different:g}" if own else "by tollbook's own floors"
    return [
        f"{clean(codebook.name)}, version {clean(codebook.version)}: sound; its hash is {codebook.hash}",
        f"  types: {len(codebook.types)}; statuses: {', '.join(codebook.statuses)}; rules in words: {len(codebook.rules)}",
        f"  countries: {', '.join(codebook.countries) or 'any'}; period: {period}",
        f"  profile: {codebook.profile}; toll rule: {toll_rule(codebook.toll_rule).name}; linking: {floors}",
    ]


def log_lines(events: Sequence[Event], style: Style) -> list[str]:
    """The events of a record, a line each, without their bodies."""
    if not events:
        return ["The log is empty."]
    rows = [(str(e.seq), clean(e.at), e.kind, _subject(e), clean(e.actor), e.hash[:12]) for e in events]
    head, *body = aligned(_EVENTS, rows, style.width)
    return [style.strong(head), *body]


def rebuild_lines(found: Rebuild) -> list[str]:
    """What a rebuild found, check by check."""
    lines = [f"log: {words.plural(found.events, 'event')}, " + (clean(found.chain_problem) if found.chain_problem else "hash chain whole")]
    lines.append(f"head: {found.head}")
    if found.damage:
        lines.append(f"file: damaged ({clean(found.damage)})")
    for view in found.views:
        if view.difference is None:
            lines.append(f"{view.table}: {words.plural(view.live, 'row')}, equal to the log")
        else:
            lines.append(
                f"{view.table}: {words.plural(view.live, 'row')}, {view.rebuilt:,} by the log; NOT EQUAL: {clean(view.difference)}"
            )
    return [*lines, "The record is whole." if found.whole else "The record is NOT whole."]


def _subject(event: Event) -> str:
    """What an event is about, and for a failure what was wrong."""
    return f"{clean(event.subject)}: {clean(failure_of(event).problem)}" if event.kind == "report_failed" else clean(event.subject)


def _row(found: FoundIncident, lines: Sequence[Toll], joined: JoinedIncident | None = None) -> tuple[str, ...]:
    incident, report = found.incident, found.coded.report
    killed = [_named(toll, joined) for toll in lines if toll.field in _DEATHS]
    other = [_named(toll, joined) for toll in lines if toll.field not in _DEATHS]
    return (
        clean(incident.date.edtf) if incident.date and incident.date.edtf else "unknown",
        words.kind(incident) + (f" ({words.status(incident)})" if incident.status != "new" or "status" in incident.unresolved else ""),
        place_name(incident.place) if incident.place else "unknown",
        "; ".join(killed),
        "; ".join(other),
        _outlet(report),
        incident.id,
    )


def _joined_row(found: FoundIncident, joined: JoinedIncident, rule: str | None, least: float, copies: Copies) -> tuple[str, ...]:
    found_tolls = ruled_tolls(joined, RuleChoice(rule), least, copies)
    several = len(joined.accounts) > 1
    told = _first_of_each(found_tolls) if several else found_tolls
    as_people_set = next((one.incident for one in as_set(joined) if one.id == found.incident.id), found.incident)
    read, row = _row(found, told, joined), _row(replace(found, incident=as_people_set), told, joined)
    row = tuple(cell if cell == other else f"{cell} (by hand)" for cell, other in zip(row, read, strict=True))
    outlets = ", ".join(dict.fromkeys(_outlet(one.report) for one in joined.accounts))
    return (*row[:-2], f"{outlets} ({words.plural(len(joined.accounts), 'account')})" if several else outlets, joined.id)


def _outlet(report: Report) -> str:
    """Who published a report, or the file that it came from."""
    return clean(report.outlet or report.source.rpartition("/")[2] or report.source)


def _first_of_each(found: Sequence[Toll]) -> list[Toll]:
    """One toll a field: that of all people, or of those who are counted first."""
    return list({toll.field: toll for toll in reversed(found)}.values())[::-1]


def _named(toll: Toll, joined: JoinedIncident | None) -> str:
    said = figures.toll(toll) if toll.field == "killed" else f"{figures.toll(toll)} {words.SHORT_FIELDS[toll.field]}"
    return said if joined is None else f"{said}{rule_words(joined)}{hand_words(joined, toll.field)}"


def _by_date(found: FoundIncident) -> tuple[date, date, str, int, str]:
    when = found.incident.date
    start = (when.start or when.end) if when else None
    end = (when.end or when.start) if when else None
    return (end or date.max, start or date.max, found.coded.report.id, found.incident.anchor.start, found.incident.id)
