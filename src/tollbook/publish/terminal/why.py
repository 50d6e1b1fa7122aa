"""Takes a claim of a record; gives the lines that explain it: its words in their paragraph, the rules in order, and how each value was read."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.model.claim import Claim, Step
from tollbook.model.incident import ActorValue, Incident
from tollbook.model.text import Report, Span
from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean, wrap
from tollbook.publish.terminal.columns import labelled
from tollbook.publish.terminal.report import place_name, when, where
from tollbook.publish.terminal.ruled import ruling_lines
from tollbook.publish.terminal.style import Style
from tollbook.record.joined import JoinedIncident
from tollbook.record.rulings import ClaimRuling
from tollbook.record.view import FoundClaim

_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use marks that survive wrapping; taken out of the text first
_MOST_CONTEXT = 1500


def why_lines(found: FoundClaim, style: Style, ruling: ClaimRuling | None = None, whole: JoinedIncident | None = None) -> list[str]:
    """Everything that led to a claim; what people ruled of it; and the incident of the record, `whole`, that it belongs to."""
    claim, report = found.claim, found.coded.report
    title = f"{words.FIELDS[claim.field]}: {figures.figure(claim)}"
    lines = [style.strong(title) + f"  {style.quiet(claim.id)}", _source(report), "", *marked_paragraph(report, claim.span, style), ""]
    lines += [style.strong("The figure"), *labelled(_figure(claim), style.width, 2)]
    lines += ["", style.strong("Rules that fired, in order"), *_steps(claim.trace or (Step(claim.rule, "made the claim"),), report, style)]
    lines += ["", style.strong("Who says so"), *labelled(_said(claim), style.width, 2)]
    lines += ["", style.strong("How sure"), *labelled(_sure(claim), style.width, 2)]
    lines += ["", style.strong("What people ruled"), *(ruling_lines(ruling, style) if ruling is not None else ["  nobody has ruled on it"])]
    if found.incident is None:
        lines += ["", style.strong("The incident"), "  The claim belongs to no incident."]
    else:
        lines += _incident(found.incident, report, style)
    if whole is not None:
        lines += ["", style.strong("The incident of the record"), *(f"  {line}" for line in wrap(_whole(whole), style.width - 2))]
    stamp = found.stamp
    return [
        *lines,
        "",
        style.quiet(f"coded by tollbook {clean(stamp.tollbook)}, codebook {clean(stamp.codebook)}, profile {clean(stamp.profile)}"),
    ]


def marked_paragraph(report: Report, span: Span, style: Style) -> list[str]:
    """The paragraph that holds a span, with the span marked; of a very long one the part around the span."""
    block = next((b for b in report.blocks if b.start <= span.start < b.end), None)
    start, end = (block.start, max(block.end, span.end)) if block else (0, len(report.text))
    start, end = max(start, span.start - _MOST_CONTEXT), min(end, span.end + _MOST_CONTEXT)
    before, inside, after = (_plain(report.text[a:b]) for a, b in ((start, span.start), (span.start, span.end), (span.end, end)))
    lines = wrap(f"{before}{_OPEN}{inside.replace(' ', chr(0xA0))}{_CLOSE}{after}", style.width - 6)
    return ["  " + _mark(line, style) for line in lines]


def _mark(line: str, style: Style) -> str:
    if _OPEN in line and _CLOSE in line:
        before, _, rest = line.partition(_OPEN)
        inside, _, after = rest.partition(_CLOSE)
        return f"{before}{style.marked(inside.replace(chr(0xA0), ' '))}{after}"
    return line.replace(_OPEN, "⟦").replace(_CLOSE, "⟧").replace(chr(0xA0), " ")


def _plain(text: str) -> str:
    return clean(text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd"))


def _source(report: Report) -> str:
    date = report.published.isoformat() if report.published else "date unknown"
    return f"{clean(report.title or '(no title)')} · {clean(report.outlet or 'outlet unknown')} · {date} · {clean(report.source)} · {report.id}"


def _figure(claim: Claim) -> list[tuple[str, str]]:
    low, high = (f"{bound:,}" if bound is not None else "not stated" for bound in (claim.min, claim.max))
    pairs = [("words", _at(claim.span)), ("from", low), ("to", high), ("qualifier", claim.qualifier.replace("_", " "))]
    pairs.append(("group", figures.group(claim) or "the words do not say who"))
    if claim.subset_of:
        pairs.append(("part of", claim.subset_of))
    return pairs


def _said(claim: Claim) -> list[tuple[str, str]]:
    said = _at(claim.said_by) if claim.said_by else "the report itself; nobody is credited"
    return [("said by", said), *(("via", _at(via)) for via in claim.via), ("stance", claim.stance.replace("_", " "))]


def _sure(claim: Claim) -> list[tuple[str, str]]:
    """How probably each part is right, as hand labels show."""
    sure = claim.confidence
    if sure is None:
        return [("confidence", "not judged: the claim was coded without it")]
    shares = {"figure": sure.figure, "speaker": sure.speaker, "status": sure.status, "type": sure.type}
    return [(part, f"{share:.2f}" + (", below the floor: unresolved" if part in sure.unresolved else "")) for part, share in shares.items()]


def _incident(incident: Incident, report: Report, style: Style) -> list[str]:
    name = f"{words.kind(incident)} · {words.status(incident)} · {_at(incident.anchor)}  {incident.id}"
    lines = [
        "",
        style.strong("The incident"),
        *(f"  {line}" for line in wrap(name, style.width - 2)),
        *_steps(incident.trace, report, style),
    ]
    date, place = incident.date, incident.place
    lines += ["", style.strong("When"), f"  {when(date)}"]
    if date is not None:
        lines += labelled([("rule", clean(date.rule)), ("because", clean(date.reason) or "no reason was noted")], style.width, 2)
    lines += ["", style.strong("Where"), f"  {where(place)}"]
    if place is not None:
        lines += labelled([("read as", place_name(place)), ("because", clean(place.reason) or "no reason was noted")], style.width, 2)
        lines += labelled([("or perhaps", clean(words.candidate(one))) for one in place.candidates], style.width, 2)
    actors = [*_actors("did it", incident.perpetrators), *_actors("claimed it", incident.claimed_by)]
    for accusation in incident.accused:
        by = f"accused by {clean(accusation.by.quote)}" if accusation.by else "accused by the report itself"
        actors += _actors(by, (accusation.actor,))
    return [*lines, "", style.strong("Who"), *labelled(actors, style.width, 2)] if actors else lines


def _whole(whole: JoinedIncident) -> str:
    """The incident that the record joins the report's own one into, with everybody who tells of it."""
    several = len(whole.accounts) > 1
    outlets = ", ".join(dict.fromkeys(clean(one.report.outlet or "unknown outlet") for one in whole.accounts))
    told = f"told in {words.plural(len(whole.accounts), 'account')} by {outlets}" if several else "told in this report alone"
    return f"{whole.id}  {told}; its tolls: tollbook show {whole.id} --record FILE"


def _actors(role: str, actors: Sequence[ActorValue]) -> list[tuple[str, str]]:
    return [(role, f"{clean(words.actor(a))} · {_at(a.span)} · {clean(a.reason) or 'no reason was noted'}") for a in actors]


def _steps(steps: Sequence[Step], report: Report, style: Style) -> list[str]:
    pairs = []
    for number, step in enumerate(steps, 1):
        stretch = report.text[step.start : step.end] if step.start is not None and step.end is not None else ""
        pairs.append(
            (f"{number}. {clean(step.rule)}", clean(step.note) + (f" [{step.start}–{step.end} “{clean(stretch)}”]" if stretch else ""))
        )
    return labelled(pairs, style.width, 2)


def _at(span: Span) -> str:
    return f"“{clean(span.quote)}” [{span.start}–{span.end}]"
