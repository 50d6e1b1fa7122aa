"""Takes the claims of one incident; gives them side by side on one scale, each with its speaker and its words. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.model.claim import Claim, Field
from tollbook.model.text import Report
from tollbook.publish.dossier import words
from tollbook.publish.dossier.bars import axis, bar, nice_top, toll_bar
from tollbook.publish.dossier.links import Site, claim_row_anchor, claim_text_anchor
from tollbook.publish.dossier.markup import Html, bdi, el, join, quoted
from tollbook.publish.dossier.said_by_people import figure_words, first_speaker, ruled_classes, ruling_row, set_note
from tollbook.publish.dossier.toll_rows import rule_note
from tollbook.publish.dossier.view import FieldFigures, Row, TollLine
from tollbook.record.ruled_tolls import HandToll
from tollbook.record.rulings import ByHand

_DOUBTED = {"denies": "denied", "disputes": "disputed"}


@dataclass(frozen=True, slots=True)
class Tolls:
    """The tolls that stand above figures: those that are reckoned, the rule that people set for them, and those that people set by hand."""

    reckoned: Sequence[TollLine] = ()
    rule: ByHand | None = None
    hand: Sequence[HandToll] = ()

    def of(self, field: Field) -> Tolls:
        return Tolls([t for t in self.reckoned if t.field == field], self.rule, [t for t in self.hand if t.field == field])


def field_tables(site: Site, here: str, report: Report, fields: Sequence[FieldFigures], tolls: Tolls | None = None) -> Html | None:
    """A table for each field that somebody gives a figure for, None when nobody does."""
    own = tolls or Tolls()
    by_field = {figures.field: figures for figures in fields}
    by_field |= {hand.field: FieldFigures(hand.field, (), frozenset()) for hand in own.hand if hand.field not in by_field}
    return join([_table(site, here, report, figures, own.of(figures.field)) for figures in by_field.values()]) if by_field else None


def _table(site: Site, here: str, report: Report, figures: FieldFigures, tolls: Tolls) -> Html:
    bounds: list[words.Bounds] = [*tolls.reckoned, *tolls.hand]
    stated = [b for t in bounds for b in (t.low, t.best, t.high) if b is not None]
    top = nice_top(max([figures.top, *stated]))
    line = tolls.reckoned[0] if tolls.reckoned else None
    body = [_hand_row(t, top) for t in tolls.hand] + [_toll_row(t, top, tolls.rule) for t in tolls.reckoned]
    body += [_row(site, here, report, row, figures, (top, line)) for row in figures.rows]
    head = el(
        "tr",
        None,
        el("th", {"scope": "col"}, "Figure"),
        el(
            "th",
            {"scope": "col", "class": "scale"},
            el("span", {"class": "sr"}, "Bounds on a scale from 0 to " + words.number(top)),
            axis(top),
        ),
        el("th", {"scope": "col"}, "Who says so"),
        el("th", {"scope": "col"}, "In these words"),
    )
    caption = el(
        "caption",
        None,
        el("span", {"class": f"chip f-{figures.field}"}, words.FIELDS[figures.field]),
        " ",
        el("span", {"class": "n"}, words.plural(len(figures.rows), "figure")),
        el("strong", {"class": "clash"}, "These figures do not agree") if figures.conflict else None,
    )
    return el("table", {"class": f"figs f-{figures.field}"}, caption, el("thead", None, head), el("tbody", None, *body))


def _row(site: Site, here: str, report: Report, row: Row, figures: FieldFigures, scale: tuple[int, TollLine | None]) -> Html:
    claim = row.claim
    classes = [
        f"d{row.depth}" if row.depth else None,
        "conflict" if claim.id in figures.conflict else None,
        claim.stance,
        *ruled_classes(site, claim),
    ]
    href = site.href(here, report.id, claim_text_anchor(claim.id))
    own = el(
        "tr",
        {"id": claim_row_anchor(claim.id), "class": " ".join(c for c in classes if c)},
        el("th", {"scope": "row", "data-th": "Figure"}, figure_cell(site, claim, bool(row.depth))),
        el("td", {"class": "scale"}, bar(claim, scale[0], scale[1])),
        el("td", {"data-th": "Who says so"}, speaker(site, here, claim, report)),
        el(
            "td",
            {"data-th": "In these words"},
            el("a", {"href": href, "class": "quote"}, quoted(claim.span.quote)),
            how_read(claim),
        ),
    )
    return join([own, ruling_row(site, here, claim, 4)])


def figure_cell(site: Site, claim: Claim, part: bool) -> Html:
    """The figure of a claim in words, whether it is part of another or doubted, and whom it counts."""
    kind = claim.group_kind.replace("_", " ") if claim.group_kind and claim.group_kind not in ("people", "nationals") else None
    return join(
        [
            el("span", {"class": "sub"}, "of these: ") if part else None,
            el("span", {"class": "sub"}, f"{_DOUBTED[claim.stance]}: ") if claim.stance in _DOUBTED else None,
            figure_words(site, claim),
            _group(claim.group, kind),
        ]
    )


def _hand_row(hand: HandToll, top: int) -> Html:
    return el(
        "tr",
        {"class": "toll hand"},
        el("th", {"scope": "row", "data-th": "Figure"}, el("span", {"class": "val"}, words.bounds(hand.low, hand.high))),
        el("td", {"class": "scale"}, toll_bar(hand, top)),
        el("td", {"data-th": "How", "colspan": 2}, set_note(hand.judgement)),
    )


def _toll_row(line: TollLine, top: int, own: ByHand | None) -> Html:
    counted = any(bound is not None for bound in (line.low, line.best, line.high))
    said = [
        f"{name} {words.number(v) if v is not None else unknown}"
        for name, v, unknown in (("low", line.low, "open"), ("best", line.best, "none"), ("high", line.high, "open"))
    ]
    return el(
        "tr",
        {"class": "toll"},
        el("th", {"scope": "row", "data-th": "Figure"}, el("span", {"class": "val"}, " · ".join(said) if counted else "no figure")),
        el("td", {"class": "scale"}, toll_bar(line, top) if counted else None),
        el("td", {"data-th": "How", "colspan": 2}, "reckoned from the figures below by the ", rule_note(line.rule, own)),
    )


def _group(group: str | None, kind: str | None) -> Html | None:
    if group and kind and kind != group.lower():
        return el("span", {"class": "grp"}, bdi(group), " (", kind, ")")
    return el("span", {"class": "grp"}, bdi(group or kind or "")) if group or kind else None


def how_read(claim: Claim) -> Html:
    """The rules by which a claim was read, folded away."""
    steps = [el("li", None, el("code", None, bdi(step.rule)), " ", bdi(step.note)) for step in claim.trace]
    rule = el("p", None, "Rule ", el("code", None, bdi(claim.rule)), f", claim {claim.id}")
    return el("details", {"class": "how-read"}, el("summary", None, "how read"), rule, el("ol", None, *steps) if steps else None)


def speaker(site: Site, here: str, claim: Claim, report: Report) -> Html:
    """Who says so, innermost first, with the stance in words; the outlet itself when the text credits nobody."""
    if claim.said_by is None:
        who: list[Html | str] = [bdi(report.outlet or "the report"), " itself"]
    else:
        who = [site.speaker_link(here, report.id, claim.said_by)]
    for outer in claim.via:
        who += [el("span", {"class": "via"}, ", as told by "), site.speaker_link(here, report.id, outer)]
    if claim.confidence is not None and "speaker" in claim.confidence.unresolved:
        who.insert(0, "unresolved, perhaps ")
    first = first_speaker(site, here, claim, report.outlet or "the report")
    if first is not None:
        who += [" ", first]
    stance = el("span", {"class": f"stance {claim.stance}"}, words.STANCES[claim.stance]) if claim.stance != "asserts" else None
    return el("span", None, *who, " " if stance else None, stance)
