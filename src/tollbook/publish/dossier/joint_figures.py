"""Takes an incident that several accounts tell of; gives its tolls and every claim over time, each with its words and what became of it. Reckons nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.model.claim import Claim, Field
from tollbook.model.text import Report
from tollbook.publish.dossier import words
from tollbook.publish.dossier.bars import axis, bar, nice_top, toll_bar
from tollbook.publish.dossier.figures import figure_cell, how_read, speaker
from tollbook.publish.dossier.links import Site, claim_row_anchor, claim_text_anchor, day
from tollbook.publish.dossier.markup import Html, bdi, el, join, quoted
from tollbook.publish.dossier.said_by_people import ruled_classes, ruling_row, set_note
from tollbook.publish.dossier.toll_drawing import Mark, Standing, toll_drawing
from tollbook.publish.dossier.toll_rows import flag_list, rule_note
from tollbook.record.incident_view import IncidentView
from tollbook.record.joint_tolls import HistoryLine
from tollbook.record.rulings import ByHand
from tollbook.record.toll import SetAside, Toll
from tollbook.record.toll_rules import people_groups

_MOST_OPEN = 40  # more claims than this are folded away


@dataclass(frozen=True, slots=True)
class _Line:
    """A claim in its report, with its place in the history; None for one that people rejected."""

    claim: Claim
    report: Report
    told: HistoryLine | None


@dataclass(frozen=True, slots=True)
class _Field:
    """Everything of one field of an incident."""

    field: Field
    tolls: tuple[Toll, ...]
    lines: tuple[_Line, ...]
    top: int


def joint_fields(site: Site, here: str, whole: IncidentView) -> Html:
    """The tolls, the drawing over time and all claims, field by field."""
    found = _fields(site, whole)
    if not found:
        return el("p", {"class": "quiet"}, "No figure of harm is given for it.")
    return join([_field(site, here, whole, one) for one in found], "\n")


def _fields(site: Site, whole: IncidentView) -> list[_Field]:
    history = {line.claim.id: line for line in whole.history}
    lines: dict[Field, list[_Line]] = {}
    for account in whole.joined.accounts:
        for read in account.claims:
            ruling = site.view.rulings.get(read.id)
            claim = (ruling.now if ruling is not None else read) or read
            lines.setdefault(claim.field, []).append(_Line(claim, account.report, history.get(claim.id)))
    hand = {one.field for one in whole.hand_tolls()}
    found = []
    for field in words.FIELDS:
        own, tolls = lines.get(field, []), tuple(toll for toll in whole.tolls if toll.field == field)
        if own or field in hand:
            stated = [b for line in own for b in (line.claim.min, line.claim.max) if b is not None]
            set_by = [one.high for one in whole.hand_tolls() if one.field == field]
            ordered = sorted(
                own, key=lambda line: (line.report.published or date.max, line.report.outlet or "", line.report.id, line.claim.span.start)
            )
            found.append(_Field(field, tolls, tuple(ordered), nice_top(max([1, *stated, *set_by]))))
    return found


def _field(site: Site, here: str, whole: IncidentView, one: _Field) -> Html:
    flags = [flag for toll in one.tolls for flag in toll.flags]
    clash = any(flag.kind == "voices_contradict" for flag in flags)
    steps = [
        step for step in whole.over_time.get(one.field, ()) if step.toll.group_kind == (one.tolls[0].group_kind if one.tolls else None)
    ]
    marks = [_mark(site, here, one, line) for line in one.lines]
    claims = _claims(site, here, one)
    head = el(
        "h4",
        None,
        el("span", {"class": "chip"}, words.FIELDS[one.field]),
        " ",
        el("strong", {"class": "clash"}, "Voices do not agree") if clash else None,
    )
    folded = el("details", None, el("summary", None, f"All {len(one.lines)} claims over time"), claims)
    return el(
        "div",
        {"class": f"field f-{one.field}"},
        head,
        _tolls(site, here, whole, one),
        flag_list(site, here, flags),
        _grade(one.tolls),
        toll_drawing(f"{words.FIELDS[one.field]} by day of publication", marks, steps) if len(one.lines) > 1 else None,
        (folded if len(one.lines) > _MOST_OPEN else claims) if one.lines else None,
    )


def _tolls(site: Site, here: str, whole: IncidentView, one: _Field) -> Html | None:
    rows = [
        el(
            "tr",
            {"class": "toll hand"},
            el("th", {"scope": "row", "data-th": "Of whom"}, "set by hand"),
            el("td", {"data-th": "Toll"}, el("span", {"class": "val"}, words.bounds(hand.low, hand.high))),
            el("td", {"class": "scale"}, toll_bar(hand, one.top)),
            el("td", {"data-th": "How"}, set_note(hand.judgement)),
        )
        for hand in whole.hand_tolls()
        if hand.field == one.field
    ]
    rows += [_toll(toll, one.top, None if at else whole.rule) for at, toll in enumerate(one.tolls)]  # who set the rule stands once
    if not rows:
        return None
    cells = [el("th", {"scope": "col"}, name) for name in ("Of whom", "Low · best · high")]
    scale = el(
        "th", {"scope": "col", "class": "scale"}, el("span", {"class": "sr"}, f"Scale from 0 to {words.number(one.top)}"), axis(one.top)
    )
    head = el("tr", None, *cells, scale, el("th", {"scope": "col"}, "By what"))
    return el("table", {"class": "figs tolls"}, el("thead", None, head), el("tbody", None, *rows))


def _toll(toll: Toll, top: int, own: ByHand | None) -> Html:
    counted = any(bound is not None for bound in (toll.low, toll.best, toll.high))
    bounds = [words.number(b) if b is not None else "open" for b in (toll.low, toll.best, toll.high)]
    if toll.best is None:
        bounds[1] = "none"
    apart = "" if toll.disagreement is None else f", disagreement {toll.disagreement:g}"
    return el(
        "tr",
        {"class": "toll"},
        el("th", {"scope": "row", "data-th": "Of whom"}, bdi(_people(toll))),
        el("td", {"data-th": "Low · best · high"}, el("span", {"class": "val"}, " · ".join(bounds) if counted else "no figure")),
        el("td", {"class": "scale"}, toll_bar(toll, top) if counted else None),
        el("td", {"data-th": "By what"}, words.plural(toll.voices, "voice"), f"{apart}, ", rule_note(toll.rule, own)),
    )


def _people(toll: Toll) -> str:
    if toll.group_kind is None:
        return "all people"
    kind = toll.group_kind.replace("_", " ")
    return f"{kind} of {toll.side}" if toll.side and toll.side != people_groups().get(toll.group_kind) else kind


def _grade(tolls: Sequence[Toll]) -> Html | None:
    graded = [toll for toll in tolls if toll.grade is not None]
    if not graded:
        return None
    items = [
        el(
            "li",
            None,
            bdi(_people(toll)),
            ": ",
            el("strong", None, toll.grade.name),
            " ",
            el("span", {"class": "note"}, bdi("; ".join(toll.grade.reasons))),
        )
        for toll in graded
        if toll.grade is not None
    ]
    return el("div", {"class": "grades"}, "Suggested grade, for a person to decide:", el("ul", None, *items))


def _claims(site: Site, here: str, one: _Field) -> Html:
    scale = el(
        "th",
        {"scope": "col", "class": "scale"},
        el("span", {"class": "sr"}, f"Bounds on a scale from 0 to {words.number(one.top)}"),
        axis(one.top),
    )
    names = ("Told", "Figure", None, "Who says so", "In these words", "What became of it")
    head = el("tr", None, *(scale if name is None else el("th", {"scope": "col"}, name) for name in names))
    return el(
        "table", {"class": "figs joint"}, el("thead", None, head), el("tbody", None, *(_row(site, here, one, line) for line in one.lines))
    )


def _row(site: Site, here: str, one: _Field, line: _Line) -> Html:
    """The row of a claim, and below it what people say of it."""
    claim, report = line.claim, line.report
    standing = _standing(one, line)
    classes = [f"is-{standing}", claim.stance, *ruled_classes(site, claim)]
    words_link = el("a", {"href": site.href(here, report.id, claim_text_anchor(claim.id)), "class": "quote"}, quoted(claim.span.quote))
    row = el(
        "tr",
        {"id": claim_row_anchor(claim.id), "class": " ".join(name for name in classes if name)},
        el("td", {"data-th": "Told"}, day(report.published), el("span", {"class": "note"}, bdi(report.outlet or "unknown outlet"))),
        el("th", {"scope": "row", "data-th": "Figure"}, figure_cell(site, claim, claim.subset_of is not None)),
        el("td", {"class": "scale"}, bar(claim, one.top)),
        el("td", {"data-th": "Who says so"}, speaker(site, here, claim, report)),
        el("td", {"data-th": "In these words"}, words_link, how_read(claim)),
        el("td", {"data-th": "What became of it", "class": "fate"}, _fate(site, here, one, line)),
    )
    return join([row, ruling_row(site, here, claim, 6)])


def _standing(one: _Field, line: _Line) -> Standing:
    if line.told is None:
        return "rejected"
    if line.told.copy_of is not None or line.told.superseded_by is not None:
        return "replaced"
    return "counts" if one.tolls and line.claim.id in one.tolls[0].made_by else "aside"


def _fate(site: Site, here: str, one: _Field, line: _Line) -> Html:
    told, name = line.told, line.claim.id
    if told is None:  # among those set aside, `ruled_tolls`; the row below says when and why
        ruling = site.view.rulings[name]
        return join(["set aside: rejected by ", bdi(", ".join(dict.fromkeys(by.by for by in ruling.applied)))])
    if told.copy_of is not None:
        return join(["copy of ", site.claim_link(here, told.copy_of)])
    making = [toll for toll in one.tolls if name in toll.made_by]
    if making:
        parts = [f"counts for {_people(toll)}{', states the best figure' if name in toll.best_by else ''}" for toll in making]
        return bdi("; ".join(parts))
    aside = next((found for toll in one.tolls for found in toll.set_aside if found.claim == name and found.by == told.superseded_by), None)
    if told.superseded_by is not None:
        reason: list[Html | str] = [": ", bdi(aside.reason)] if aside is not None else []
        return join(["replaced by ", site.claim_link(here, told.superseded_by), *reason])
    return bdi(f"set aside: {_reason(one, name, told)}")


def _reason(one: _Field, name: str, told: HistoryLine) -> str:
    found: list[SetAside] = [aside for toll in one.tolls for aside in toll.set_aside if aside.claim == name]
    return told.set_aside or (found[0].reason if found else "no toll of these people")


def _mark(site: Site, here: str, one: _Field, line: _Line) -> Mark:
    outlet = line.report.outlet or "unknown outlet"
    label = f"{words.value(line.claim)}, {outlet}, {day(line.report.published)}"
    return Mark(line.claim, line.report.published, _standing(one, line), label, site.row_href(here, line.report.id, line.claim))
