"""Takes one coded report; gives its stored text, every character of it, with claims, speakers, dates and places marked."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.model.claim import Claim
from tollbook.model.incident import CodedReport, Incident
from tollbook.model.text import Block, Report, Span
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site, claim_text_anchor, span_anchor
from tollbook.publish.dossier.markup import Html, anchor, el, escape, join
from tollbook.publish.dossier.said_by_people import ruled_speakers
from tollbook.publish.dossier.segments import Mark, MarkKind, Piece, per_block, pieces

_TITLES = {
    "speaker": "speaker",
    "date": "date",
    "place": "place",
    "actor": "actor",
    "weapon": "weapon",
    "anchor": "names the incident",
    "ignored": "number ignored",
    "left": "number left over",
}


def text_of(site: Site, here: str, coded: CodedReport) -> Html:
    """The whole text by blocks; blocks that are no part of the article stand greyed with their reason, text outside every block too."""
    marks = sorted(_marks(site, here, coded), key=lambda m: (m.start, -m.end))
    stretches = list(_stretches(coded.report))
    touching = per_block(((b.start, b.end) for b in stretches), marks)
    seen: set[str] = set()
    body = [_block(coded.report, block, found, seen) for block, found in zip(stretches, touching, strict=True)]
    return el("div", {"class": "text", "lang": _language(coded.report)}, *body)


def _language(report: Report) -> str | None:
    code = report.language or ""
    return code if code.replace("-", "").isascii() and code.replace("-", "").isalnum() and len(code) <= 12 else None


def _stretches(report: Report) -> Iterator[Block]:
    at = 0
    for block in report.blocks:
        if report.text[at : block.start].strip():
            yield Block(at, block.start, "not_article", "outside every block")
        yield block
        at = block.end
    if report.text[at:].strip():
        yield Block(at, len(report.text), "not_article", "outside every block")


def _block(report: Report, block: Block, marks: list[Mark], seen: set[str]) -> Html:
    inside = [_piece(report.text, piece, seen) for piece in pieces(block.start, block.end, marks)]
    if block.kind == "not_article":
        note = el("span", {"class": "why"}, f"Not part of the article: {block.reason or 'no reason given'}")
        return el("div", {"class": "b not_article"}, note, el("p", {"dir": "auto"}, *inside))
    tag = "h4" if block.kind in ("title", "heading") else "p"
    return el(tag, {"class": f"b {block.kind}", "dir": "auto"}, *inside)


def _piece(text: str, piece: Piece, seen: set[str]) -> Html:
    words_here = Html(escape(text[piece.start : piece.end]))
    if not piece.marks:
        return words_here
    fresh = dict.fromkeys(m.id for m in piece.opening if m.id and m.id not in seen)
    seen |= set(fresh)
    starts = [el("span", {"class": "at", "id": anchor(name)}) for name in fresh]
    claims = [m for m in piece.marks if m.kind == "claim"]
    classes = sorted({f"m-{m.kind}" for m in piece.marks} | {f"f-{claims[-1].name}" if claims else ""} - {""})
    labels = [m.label for m in piece.closing if m.kind == "claim"]
    labels += ["left over" for m in piece.closing if m.kind == "left"]
    attributes = {
        "class": " ".join(classes),
        "title": "; ".join(dict.fromkeys(m.label if m.kind == "claim" else f"{_TITLES[m.kind]}: {m.label}" for m in piece.marks)),
        "data-c": " ".join(dict.fromkeys(anchor(m.id) for m in piece.marks if m.id)) or None,
        "data-label": " · ".join(labels) or None,
        "href": claims[-1].href if claims else None,
    }
    return join([*starts, el("a" if claims else "span", attributes, words_here)])


def _marks(site: Site, here: str, coded: CodedReport) -> Iterator[Mark]:
    report = coded.report
    for claim in coded.claims:
        yield _claim_mark(site, here, coded, claim)
        for span in [claim.said_by, *claim.via]:
            if span is not None:
                yield _mark(report, span, "speaker", "is credited with a figure")
        ruling = site.view.rulings.get(claim.id)
        for span in ruled_speakers(ruling, report.text) if ruling is not None else ():
            if span != claim.said_by:
                yield _mark(report, span, "speaker", "was first read, or is named by a person, as who says a figure")
    for incident in coded.incidents:
        yield from _incident_marks(report, incident)
    for number in coded.numbers:
        if number.outcome == "left_over":
            yield _mark(report, number.span, "left", number.reason or "no rule read it")
        elif number.outcome == "ignored":
            yield _mark(report, number.span, "ignored", number.reason or "no reason given")


def _claim_mark(site: Site, here: str, coded: CodedReport, claim: Claim) -> Mark:
    href = site.row_href(here, coded.report.id, claim)
    doubt = f" ({words.STANCES[claim.stance]})" if claim.stance in ("denies", "disputes") else ""
    ruling = site.view.rulings.get(claim.id)
    if ruling is not None and ruling.applied:
        doubt += " (rejected)" if ruling.now is None else " (corrected)"
    label = f"{words.SHORT_FIELDS[claim.field]}: {words.value(claim)}{doubt}"
    return Mark(claim.span.start, claim.span.end, "claim", claim.field, label, claim_text_anchor(claim.id), href)


def _mark(report: Report, span: Span, kind: MarkKind, label: str) -> Mark:
    return Mark(span.start, span.end, kind, kind, label, span_anchor(report.id, span))


def _incident_marks(report: Report, incident: Incident) -> Iterator[Mark]:
    yield _mark(report, incident.anchor, "anchor", words.name_of(incident))
    if incident.date is not None and incident.date.span is not None:
        yield _mark(report, incident.date.span, "date", words.when(incident.date))
    if incident.place is not None:
        label = f"{words.where(incident.place)}, {words.PLACE_PRECISIONS[incident.place.precision]}"
        yield _mark(report, incident.place.span, "place", label)
    for actor in (*incident.perpetrators, *incident.claimed_by, *(a.actor for a in incident.accused), *incident.targets):
        yield _mark(report, actor.span, "actor", words.actor(actor))
    for accusation in incident.accused:
        if accusation.by is not None:
            yield _mark(report, accusation.by, "speaker", "accuses")
    for weapon in incident.weapons:
        yield _mark(report, weapon, "weapon", "used")
