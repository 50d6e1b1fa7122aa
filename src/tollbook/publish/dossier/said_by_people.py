"""Takes what people ruled of a claim, set for an incident, or judged of a pair; gives it in words with who, when and why. Decides nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from tollbook.model.claim import Claim
from tollbook.model.errors import BadSpan
from tollbook.model.judgement import Judgement
from tollbook.model.text import Report, Span
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, bdi, el, join
from tollbook.record.parts import Part
from tollbook.record.rulings import ClaimRuling, speaker_span

_BOUNDS = ("min", "max")
_NAMES = {"speaker": "who says so", "min": "the lower bound", "max": "the upper bound", "group_kind": "the people"}


def figure_words(site: Site, claim: Claim) -> Html:
    """The value of a claim: struck when it was rejected; as corrected, with the first reading struck beside it."""
    ruling = site.view.rulings.get(claim.id)
    said = el("span", {"class": "val"}, words.value(claim))
    if ruling is None or not ruling.applied:
        return said
    if ruling.now is None:
        return el("del", None, said)
    first = words.value(ruling.read)
    return (
        join([said, " ", el("del", {"class": "first"}, el("span", {"class": "sr"}, "first read as "), first)])
        if first != words.value(claim)
        else said
    )


def ruled_classes(site: Site, claim: Claim) -> list[str]:
    """The classes of the row of a claim of which people say something."""
    ruling = site.view.rulings.get(claim.id)
    return [] if ruling is None else ["noted"] if ruling.now is not None else ["noted", "rejected"]


def ruling_row(site: Site, here: str, claim: Claim, columns: int) -> Html | None:
    """A row below that of the claim: who rejected, corrected or accepted it and why, and who differ about it; None when nobody says anything."""
    ruling = site.view.rulings.get(claim.id)
    if ruling is None:
        return None
    return el("tr", {"class": "ruled"}, el("td", {"colspan": columns}, el("ul", {"class": "rulings"}, *_lines(site, here, ruling))))


def first_speaker(site: Site, here: str, claim: Claim, outlet: str) -> Html | None:
    """The speaker as it was read first, struck, beside the one that people corrected it to; None where nobody did."""
    ruling = site.view.rulings.get(claim.id)
    if ruling is None or ruling.now is None or ruling.read.said_by == ruling.now.said_by:
        return None
    read = ruling.read.said_by
    first = site.speaker_link(here, _report(site, claim).id, read) if read is not None else join([bdi(outlet), " itself"])
    return el("del", {"class": "first"}, el("span", {"class": "sr"}, "first read as "), first)


def ruled_speakers(ruling: ClaimRuling, text: str) -> tuple[Span, ...]:
    """The words of the report that people, or the first reading, give for the speaker of a claim."""
    said = [one for one in (*ruling.applied, *ruling.disputed, *ruling.impossible) if one.field == "speaker"]
    spans = [ruling.read.said_by, *(_speaker(one, text) for one in said)] if said else []
    return tuple(dict.fromkeys(span for span in spans if span is not None))


def part_rulings(part: Part) -> Html | None:
    """What people say of a total and an incident, with who, when and why; where they differ, that it stays a possible part."""
    items = [el("li", {"class": "applied"}, _part_words(one), who(one)) for one in part.said]
    if not items:
        return None
    if part.word != "conflict":
        return el("ul", {"class": "rulings"}, *items)
    return el(
        "ul", {"class": "rulings"}, el("li", {"class": "dispute"}, "People differ, so it is a possible part:", el("ul", None, *items))
    )


def _part_words(judgement: Judgement) -> str:
    return "ruled a part" if judgement.kind == "part" else "ruled no part"


def _report(site: Site, claim: Claim) -> Report:
    return site.view.claims[claim.id][0].report


def _lines(site: Site, here: str, ruling: ClaimRuling) -> list[Html]:
    together: dict[tuple[str, str, date], list[Judgement]] = {}
    for one in ruling.applied:
        together.setdefault((one.by, one.why, one.at.date()), []).append(one)

    def said(one: Judgement) -> Html | str:
        return _ruled(site, here, one, ruling)

    lines = [el("li", {"class": "applied"}, join([said(one) for one in group], "; "), who(group[0])) for group in together.values()]
    lines += [el("li", None, "accepted", who(one)) for one in ruling.accepted]
    if ruling.disputed:
        each = [el("li", None, said(one), who(one)) for one in ruling.disputed]
        lines.append(el("li", {"class": "dispute"}, "People differ, so nothing is applied:", el("ul", None, *each)))
    return lines + [el("li", {"class": "dispute"}, "cannot be applied: ", said(one), who(one)) for one in ruling.impossible]


def _ruled(site: Site, here: str, judgement: Judgement, ruling: ClaimRuling) -> Html | str:
    if judgement.kind != "correct":
        return {"reject": "rejected", "accept": "accepted"}.get(judgement.kind, judgement.kind)
    name = _NAMES.get(judgement.field or "", judgement.field or "a value")
    first = _read(site, here, ruling.read, judgement.field)
    return join(["corrected: ", bdi(name), " is ", _value_of(site, here, judgement), " (first read: ", first, ")"])


def _read(site: Site, here: str, claim: Claim, field: str | None) -> Html:
    if field == "speaker":
        return _speaker_words(site, here, claim, claim.said_by)
    read: dict[str, object] = {
        "min": claim.min, "max": claim.max, "qualifier": claim.qualifier, "field": claim.field, "stance": claim.stance, "group_kind": claim.group_kind,
    }  # fmt: skip
    return bdi(_plain(read.get(field or "")))


def _value_of(site: Site, here: str, judgement: Judgement) -> Html:
    """The value of a judgement; the words of a speaker as a link to where they stand, when they do."""
    known = site.view.claims.get(judgement.subjects[0]) if judgement.field == "speaker" else None
    if known is not None:
        span = _speaker(judgement, known[0].report.text)
        if span is not None or judgement.value in (None, "null"):
            return _speaker_words(site, here, known[1], span)
    return bdi(_value(judgement.value))


def _speaker_words(site: Site, here: str, claim: Claim, span: Span | None) -> Html:
    report = _report(site, claim)
    return site.speaker_link(here, report.id, span) if span is not None else join([bdi(report.outlet or "the report"), " itself"])


def _speaker(judgement: Judgement, text: str) -> Span | None:
    try:
        return speaker_span(json.loads(judgement.value or "null"), text)
    except (BadSpan, TypeError, ValueError):
        return None


def _value(value: str | None) -> str:
    return _plain(json.loads(value) if value is not None else None)


def _plain(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, int) and not isinstance(value, bool):
        return words.number(value)
    if isinstance(value, dict):
        return _compound(value)
    return str(value).replace("_", " ")


def _compound(value: dict[str, Any]) -> str:
    """A toll, a place or the words of a speaker; of anything else every part."""
    match value:
        case {"low": int(low), "high": int(high)}:
            return words.bounds(low, high)
        case {"quote": str(quote)}:
            return f"“{quote}”"
        case {"name": str(name), "lat": None, "lon": None}:
            return name
        case {"name": str(name), "lat": float() | int() as lat, "lon": float() | int() as lon}:
            return f"{name} at {lat:g}, {lon:g}"
    return ", ".join(f"{name} {part}" for name, part in value.items() if part is not None)


def who(judgement: Judgement) -> Html:
    """Who judged, when and why."""
    why = join([": ", bdi(judgement.why)]) if judgement.why else None
    return join([" by ", bdi(judgement.by), f", {words.day(judgement.at.date())}", why])


def set_note(judgement: Judgement) -> Html:
    """That a person set a value, with who, when and why."""
    return el("span", {"class": "hand"}, "set by hand", who(judgement))


def judgement_line(site: Site, here: str, judgement: Judgement) -> Html:
    """A judgement in one line: what it says, of what, who says so, when and why."""
    subjects = join([_subject(site, here, one) for one in judgement.subjects], " and ")
    said: list[Html | str]
    match judgement.kind:
        case "same":
            said = ["the same incident: ", subjects]
        case "different":
            said = ["different incidents: ", subjects]
        case "unsure":
            said = ["cannot tell: ", subjects]
        case "part" | "not_part":
            total, incident = (_subject(site, here, one) for one in judgement.subjects)
            said = [incident, " is a part of " if judgement.kind == "part" else " is no part of ", total]
        case "set":
            said = ["sets ", bdi(judgement.field or ""), " to ", bdi(_value(judgement.value))]
        case "correct":
            said = [
                "corrects ",
                subjects,
                ": ",
                bdi(_NAMES.get(judgement.field or "", judgement.field or "")),
                " is ",
                _value_of(site, here, judgement),
            ]
        case _:
            said = [f"{judgement.kind}s ", subjects]
    return join([*said, el("span", {"class": "note"}, who(judgement)), " ", el("code", None, bdi(judgement.id))])


def differ_section(site: Site, here: str, differ: Sequence[Sequence[Judgement]]) -> Html | None:
    """The questions on which people differ, each with every answer; None when there is none."""
    if not differ:
        return None
    groups = [el("ul", None, *(el("li", None, judgement_line(site, here, one)) for one in group)) for group in differ]
    head = f"People differ on {words.plural(len(differ), 'question')}; neither answer is applied"
    return el("div", {"class": "differ"}, el("h4", None, head), *groups)


def _subject(site: Site, here: str, name: str) -> Html:
    if name in site.view.accounts:
        return site.account_name(here, name)
    return site.claim_link(here, name)
