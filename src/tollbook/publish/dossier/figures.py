"""Takes the claims of one incident; gives them side by side on one scale, each with its speaker and its words. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.model.claim import Claim
from tollbook.model.text import Report
from tollbook.publish.dossier import words
from tollbook.publish.dossier.bars import axis, bar, nice_top, toll_bar
from tollbook.publish.dossier.links import Site, claim_row_anchor, claim_text_anchor
from tollbook.publish.dossier.markup import Html, bdi, el, join, quoted
from tollbook.publish.dossier.said_by_people import figure_words, ruled_classes, ruling_row
from tollbook.publish.dossier.view import FieldFigures, Row, TollLine

_DOUBTED = {"denies": "denied", "disputes": "disputed"}


def field_tables(site: Site, here: str, report: Report, fields: Sequence[FieldFigures], tolls: Sequence[TollLine] = ()) -> Html:
    """A table for each field that somebody gives a figure for."""
    return join([_table(site, here, report, figures, [t for t in tolls if t.field == figures.field]) for figures in fields])


def _table(site: Site, here: str, report: Report, figures: FieldFigures, tolls: Sequence[TollLine]) -> Html:
    top = nice_top(max([figures.top, *(b for t in tolls for b in (t.low, t.best, t.high) if b is not None)]))
    line = tolls[0] if tolls else None
    body = [_toll_row(t, top) for t in tolls] + [_row(site, here, report, row, figures, (top, line)) for row in figures.rows]
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
    return join([own, ruling_row(site, claim, 4)])


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


def _toll_row(line: TollLine, top: int) -> Html:
    said = [
        f"{name} {words.number(v) if v is not None else 'open'}"
        for name, v in (("low", line.low), ("best", line.best), ("high", line.high))
    ]
    return el(
        "tr",
        {"class": "toll"},
        el("th", {"scope": "row", "data-th": "Figure"}, el("span", {"class": "val"}, " · ".join(said))),
        el("td", {"class": "scale"}, toll_bar(line, top)),
        el("td", {"data-th": "Who says so", "colspan": 2}, "reckoned from the figures below by the rule ", el("code", None, line.rule)),
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
    stance = el("span", {"class": f"stance {claim.stance}"}, words.STANCES[claim.stance]) if claim.stance != "asserts" else None
    return el("span", None, *who, " " if stance else None, stance)
