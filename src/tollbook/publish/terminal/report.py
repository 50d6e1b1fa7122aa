"""Takes one coded report; gives the lines in which a terminal shows it: incidents with their figures side by side, totals, background, what is left."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.lexicon.sides import sides_of
from tollbook.model.claim import Claim
from tollbook.model.incident import Accusation, ActorValue, CodedReport, DateValue, Incident, PlaceValue, Status
from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.columns import Column, aligned, labelled
from tollbook.publish.terminal.style import Style

_GROUPS: tuple[tuple[Status, str], ...] = (
    ("new", "Incidents"),
    ("aggregate", "Totals over several events"),
    ("background", "Background"),
    ("mentioned", "Referred to, not told"),
)
_COLUMNS = (Column("field"), Column("figure"), Column("group", True), Column("who says so", True), Column("words", True), Column("claim"))
_AROUND = 30


def report_lines(coded: CodedReport, style: Style) -> list[str]:
    """The whole report, section by section; what a section would hold and does not is left out."""
    lines = _head(coded, style)
    for status, title in _GROUPS:
        told = [incident for incident in coded.incidents if incident.status == status]
        if told:
            lines += ["", style.strong(title)]
            for incident in told:
                lines += ["", *incident_lines(coded, incident, style, indent=2)]
    known = {incident.id for incident in coded.incidents}
    loose = [claim for claim in coded.claims if claim.incident not in known]
    if loose:
        lines += ["", style.strong("Claims that belong to no incident"), *claim_lines(loose, style, indent=2)]
    if not coded.incidents and not coded.claims:
        lines += ["", "No incident and no claim was read in this report."]
    return lines + _left_over(coded, style)


def incident_lines(coded: CodedReport, incident: Incident, style: Style, indent: int = 0) -> list[str]:
    """One incident: what, where, when and who, then every figure with its speaker and its words."""
    head = f"{words.kind(incident)}: “{clean(incident.anchor.quote)}”  {style.quiet(incident.id)}"
    lines = [" " * indent + head, *labelled(facts(coded, incident), style.width, indent + 2)]
    claims = [claim for claim in coded.claims if claim.incident == incident.id]
    if claims:
        return [*lines, *claim_lines(claims, style, indent + 2)]
    return [*lines, " " * (indent + 2) + "no figure"]


def claim_lines(claims: Sequence[Claim], style: Style, indent: int) -> list[str]:
    """Claims as rows, a part of a figure under its whole."""
    rows = [_row(claim, depth) for claim, depth in in_parts(claims)]
    head, *body = aligned(_COLUMNS, rows, style.width, indent)
    return [style.quiet(head), *body]


def in_parts(claims: Sequence[Claim]) -> list[tuple[Claim, int]]:
    """Claims by field and place in the text, each followed by its parts, with the number of wholes above it."""
    ids = {claim.id for claim in claims}
    order = {field: at for at, field in enumerate(words.FIELDS)}
    ordered = sorted(claims, key=lambda c: (order[c.field], c.span.start, c.span.end, c.id))
    done: set[str] = set()
    out: list[tuple[Claim, int]] = []

    def take(claim: Claim, depth: int) -> None:
        if claim.id in done:
            return
        done.add(claim.id)
        out.append((claim, depth))
        for part in ordered:
            if part.subset_of == claim.id and depth < 5:
                take(part, depth + 1)

    for claim in ordered:
        if claim.subset_of not in ids:
            take(claim, 0)
    for claim in ordered:  # parts that name each other in a circle are shown all the same
        take(claim, 0)
    return out


def facts(coded: CodedReport, incident: Incident) -> list[tuple[str, str]]:
    """What is known of an incident beside its figures, label by label."""
    pairs = [("when", when(incident.date)), ("where", where(incident.place))]
    if incident.perpetrators:
        pairs.append(("perpetrators", _actors(incident.perpetrators)))
    if incident.claimed_by:
        pairs.append(("claimed by", _actors(incident.claimed_by)))
    if incident.accused:
        pairs.append(("accused", "; ".join(_accusation(accusation) for accusation in incident.accused)))
    if incident.targets:
        pairs.append(("target", _actors(incident.targets)))
    sides = sides_of(incident)
    if sides is not None and (sides.violence is not None or sides.interaction is not None):
        pairs.append(("sides", clean(words.sides(sides))))
    if incident.weapons:
        pairs.append(("weapon", figures.quotes(incident.weapons)))
    if incident.totals_of:
        parts = {part.id: part for part in coded.incidents}
        pairs.append(("total of", "; ".join(_part(parts[part]) if part in parts else part for part in incident.totals_of)))
    return pairs


def when(value: DateValue | None) -> str:
    """A date in EDTF with its precision, its basis and its words."""
    if value is None:
        return "the report gives no date"
    quote = f": “{clean(value.span.quote)}”" if value.span else ""
    return f"{clean(value.edtf) or 'unknown'} · {value.precision} · {words.BASES[value.basis]}{quote}"


def where(value: PlaceValue | None) -> str:
    """A place with its precision and its words."""
    if value is None:
        return "the report gives no place"
    quote = f": “{clean(value.span.quote)}”"
    point = f" · {value.lat:.3f}, {value.lon:.3f}" if value.lat is not None and value.lon is not None else ""
    return f"{place_name(value)} · {clean(words.where_note(value))}{point}{quote}"


def place_name(value: PlaceValue | None) -> str:
    """The name of a place, or its words."""
    return clean(words.where(value))


def _head(coded: CodedReport, style: Style) -> list[str]:
    report = coded.report
    date = f"{report.published.isoformat()} ({words.PUBLISHED[report.published_basis]})" if report.published else "date unknown"
    origin = f"from {clean(report.origin)}" if report.origin else ""
    outlet = clean(report.outlet) if report.outlet else "outlet unknown"
    about = " · ".join(part for part in (outlet, origin, date, clean(report.source)) if part)
    return [style.strong(clean(report.title) if report.title else "(no title)"), f"{about}  {style.quiet(report.id)}"]


def _row(claim: Claim, depth: int) -> tuple[str, ...]:
    field = figures.heading(claim) if depth == 0 else "  " * (depth - 1) + "- of whom"
    return (field, figures.figure(claim), figures.group(claim), figures.speaker(claim), f"“{clean(claim.span.quote)}”", claim.id)


def _actors(actors: Sequence[ActorValue]) -> str:
    return "; ".join(_actor(actor) for actor in actors)


def _actor(actor: ActorValue) -> str:
    name, quote = clean(words.actor(actor)), clean(actor.span.quote)
    return name if name.casefold() == quote.casefold() else f"{name} (“{quote}”)"


def _accusation(accusation: Accusation) -> str:
    return f"{_actor(accusation.actor)}, by {clean(accusation.by.quote) if accusation.by else 'the report itself'}"


def _part(incident: Incident) -> str:
    place = f", {place_name(incident.place)}" if incident.place else ""
    return f"{words.kind(incident)}{place} ({incident.id})"


def _left_over(coded: CodedReport, style: Style) -> list[str]:
    left = [number for number in coded.numbers if number.outcome == "left_over"]
    if not left:
        return []
    text = coded.report.text
    lines = ["", style.strong("Numbers left over (neither a claim nor ruled out)")]
    for number in left:
        start, end = number.span.start, number.span.end
        before, after = clean(text[max(0, start - _AROUND) : start]), clean(text[end : end + _AROUND])
        lines.append(f"  {before}{style.marked(clean(number.span.quote))}{after}  {clean(number.reason)}".rstrip())
    return lines
