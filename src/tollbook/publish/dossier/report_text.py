"""Takes one coded report; gives its stored text, every character of it, with claims, speakers, dates and places marked."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.model.claim import Claim
from tollbook.model.incident import ActorValue, CodedReport, Incident
from tollbook.model.text import Block, Report, Span
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site, claim_row_anchor, claim_text_anchor
from tollbook.publish.dossier.markup import Html, anchor, el, escape, join
from tollbook.publish.dossier.segments import Mark, MarkKind, Piece, per_block, pieces

_TITLES = {
    "speaker": "speaker",
    "date": "date",
    "place": "place",
    "actor": "actor",
    "anchor": "names the incident",
    "ignored": "number ignored",
    "left": "number left over",
}


def text_of(site: Site, here: str, coded: CodedReport) -> Html:
    """The whole text by blocks; blocks that are no part of the article stand greyed with their reason, text outside every block too."""
    marks = sorted(_marks(site, here, coded), key=lambda m: (m.start, -m.end))
    stretches = list(_stretches(coded.report))
    touching = per_block(((b.start, b.end) for b in stretches), marks)
    body = [_block(coded.report, block, found) for block, found in zip(stretches, touching, strict=True)]
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


def _block(report: Report, block: Block, marks: list[Mark]) -> Html:
    inside = [_piece(report.text, piece) for piece in pieces(block.start, block.end, marks)]
    if block.kind == "not_article":
        note = el("span", {"class": "why"}, f"Not part of the article: {block.reason or 'no reason given'}")
        return el("div", {"class": "b not_article"}, note, el("p", {"dir": "auto"}, *inside))
    tag = "h4" if block.kind in ("title", "heading") else "p"
    return el(tag, {"class": f"b {block.kind}", "dir": "auto"}, *inside)


def _piece(text: str, piece: Piece) -> Html:
    words_here = Html(escape(text[piece.start : piece.end]))
    if not piece.marks:
        return words_here
    starts = [el("span", {"class": "at", "id": anchor(name)}) for mark in piece.opening for name in mark.ids]
    claims = [m for m in piece.marks if m.kind == "claim"]
    classes = sorted({f"m-{m.kind}" for m in piece.marks} | {f"f-{claims[-1].name}" if claims else ""} - {""})
    title = "; ".join(dict.fromkeys(m.label if m.kind in ("claim", "ignored") else f"{_TITLES[m.kind]}: {m.label}" for m in piece.marks))
    labels = [m.label for m in piece.closing if m.kind == "claim"]
    labels += ["left over" for m in piece.closing if m.kind == "left"]
    attributes = {
        "class": " ".join(classes),
        "title": title,
        "data-c": " ".join(anchor(m.ids[0]) for m in claims if m.ids) or None,
        "data-label": " · ".join(labels) or None,
        "href": claims[-1].href if claims else None,
    }
    tag = "a" if claims else "span"
    return join([*starts, el(tag, attributes, words_here)])


def _marks(site: Site, here: str, coded: CodedReport) -> Iterator[Mark]:
    for claim in coded.claims:
        yield _claim_mark(site, here, coded, claim)
        for span in [claim.said_by, *claim.via]:
            if span is not None:
                yield Mark(span.start, span.end, "speaker", "speaker", "is credited with a figure")
    for incident in coded.incidents:
        yield from _incident_marks(incident)
    for number in coded.numbers:
        if number.outcome == "left_over":
            ids = (f"n-{coded.report.id}-{number.span.start}",)
            yield _mark(number.span, "left", number.reason or "no rule read it", ids)
        elif number.outcome == "ignored":
            yield _mark(number.span, "ignored", f"number ignored: {number.reason}")


def _claim_mark(site: Site, here: str, coded: CodedReport, claim: Claim) -> Mark:
    href = site.href(here, coded.report.id, claim_row_anchor(claim.id))
    label = f"{words.SHORT_FIELDS[claim.field]}: {words.value(claim)}"
    return Mark(claim.span.start, claim.span.end, "claim", claim.field, label, (claim_text_anchor(claim.id),), href)


def _mark(span: Span, kind: MarkKind, label: str, ids: tuple[str, ...] = ()) -> Mark:
    return Mark(span.start, span.end, kind, kind, label, ids)


def _incident_marks(incident: Incident) -> Iterator[Mark]:
    name = words.name_of(incident)
    yield _mark(incident.anchor, "anchor", name)
    if incident.date is not None and incident.date.span is not None:
        yield _mark(incident.date.span, "date", words.when(incident.date), (date_anchor(incident.id),))
    if incident.place is not None:
        label = f"{words.where(incident.place)}, {words.PLACE_PRECISIONS[incident.place.precision]}"
        yield _mark(incident.place.span, "place", label, (place_anchor(incident.id),))
    for actor in actors(incident):
        yield _mark(actor.span, "actor", words.actor(actor))


def actors(incident: Incident) -> tuple[ActorValue, ...]:
    """Everybody whom an incident names, in one row."""
    return (*incident.perpetrators, *incident.claimed_by, *(a.actor for a in incident.accused), *incident.targets)


def date_anchor(incident_id: str) -> str:
    """The anchor of an incident's date words in the text."""
    return f"d-{incident_id}"


def place_anchor(incident_id: str) -> str:
    """The anchor of an incident's place words in the text."""
    return f"p-{incident_id}"
