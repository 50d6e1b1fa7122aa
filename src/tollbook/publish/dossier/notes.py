"""Takes a site; gives what the record is, its counts, and how to read it. Never adds figures of different reports together."""

from __future__ import annotations

from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, bdi, el, join

_QUALIFIERS = (
    ("57", "The words give one number."),
    ("at least 57", "57 or more; the source names no upper bound."),
    ("more than 100", "101 or more."),
    ("at most 30", "30 or fewer, nought included."),
    ("fewer than 30", "29 or fewer."),
    ("about 40", "The source itself says that the number is not exact."),
    ("40 to 60", "Somewhere between the two, both included."),
    ("at least 24 (vague)", "A word such as “dozens”, read by a fixed convention; an open ring stands for it."),
    ("no figure", "Harm is reported and not counted. That is no zero."),
)


def counts(site: Site) -> Html:
    """What the record holds, in numbers."""
    view = site.view
    new, background, totals, referred = (len(view.status(s)) for s in ("new", "background", "aggregate", "mentioned"))
    claims = sum(len(c.claims) for c in view.reports)
    left = sum(1 for c in view.reports for n in c.numbers if n.outcome == "left_over")
    clash = sum(1 for t in view.told if t.clash)
    joined = sum(1 for t in view.told if t.joined)
    rows = [
        (len(view.reports), "report", "reports"),
        (new, "incident", "incidents"),
        *([(joined, "incident told by several reports", "incidents told by several reports")] if joined else []),
        (claims, "claim of harm", "claims of harm"),
        (clash, "event whose figures disagree", "events whose figures disagree"),
        (background, "background event", "background events"),
        (totals, "total over several events", "totals over several events"),
        *([(referred, "incident only referred to", "incidents only referred to")] if referred else []),
        (left, "number left over", "numbers left over"),
    ]
    items = [el("li", None, el("strong", None, words.number(n)), " ", one if n == 1 else many) for n, one, many in rows]
    counted = el("ul", {"class": "counts", "aria-label": "What this record holds"}, *items)
    return join([counted, *(el("p", {"class": "quiet"}, bdi(note)) for note in site.notes)])


def lead(site: Site) -> Html:
    """What this is, in a few sentences."""
    own = " No figure here is a sum over reports: two reports may tell of one event."
    if any(t.joined for t in site.view.told):
        own = " Reports that tell of one incident are joined, by a machine or by people; their figures stand side by side and are never added up."
    return el(
        "p",
        {"class": "lead"},
        "What news reports say of harm to people, each figure with the words that state it and whoever says so. Read by a machine; "
        f"nobody has verified it.{own}",
    )


_JOINED = (
    "Sources are counted as voices: whoever says a figure, counted once however many pages print it. A later figure of a voice replaces its earlier one; "
    "it replaces nobody else's. What was replaced, copied or set aside stays in the list, with the reason.",
    "Low, best and high follow from the figures by the rule that is named; every bound is one that somebody states. Over time, the band shows what "
    "the reports out by a day gave, by what is known of them now.",
    "Disagreement is the widest gap between two voices, as the share of the larger figure: 0 is none, 1 is nobody against anybody.",
    "When, where and what are the most precise value on which most accounts agree, copies counted once; other values stand beside it with who states "
    "them. What a person set goes first and says so; a toll that a person set stands beside the one that is reckoned.",
    "Two incidents may still be one, and one may be two: each card says why its reports were joined.",
)


def how_to_read(joined: bool = False) -> Html:
    """The note that explains words, drawings and limits."""
    rows = [el("div", None, el("dt", None, word), el("dd", None, meaning)) for word, meaning in _QUALIFIERS]
    limits = (
        "This is the output of fixed rules over texts, not of an investigation. A figure says what a source claims, not what happened.",
        "An incident with one source is no better than that source. Several reports that repeat one agency are one source, not several.",
        "Where sources differ, all figures stand beside each other and none is preferred. “These figures do not agree” means that two "
        "bounds for the same people cannot both hold; “about” is taken to allow half and double.",
        "A figure under “of these” counts people who are already in the figure above it.",
        "Totals count over several events and are never added to them. A total lists the incidents that are its parts, by day and place; no toll is made of "
        "parts, but parts that count more than the total allows are named. Background is an earlier event that a report recalls.",
        "Fighters, attackers and civilians are told apart only where the words tell them apart.",
        "A date that rests on nothing but the publication date says so and is drawn hollow. A place not resolved is listed, not placed.",
        "Numbers that no rule understood are marked and listed under each report as left over. They may hide a claim.",
        "Absence from this record is no evidence that nothing happened.",
    )
    return el(
        "section",
        {"class": "how", "aria-labelledby": "how-h"},
        el("h2", {"id": "how-h"}, "How to read this"),
        el("h3", None, "Figures"),
        el("dl", {"class": "qualifiers"}, *rows),
        *(
            [el("h3", None, "Incidents told by several reports"), el("ul", None, *(el("li", None, text) for text in _JOINED))]
            if joined
            else []
        ),
        el("h3", None, "What it can and cannot tell"),
        el("ul", None, *(el("li", None, text) for text in limits)),
    )


def text_legend() -> Html:
    """What the marks in a report's text mean."""
    marks = (
        ("m-claim f-killed", "figure of harm", "killed: 57"),
        ("m-speaker", "who says so", None),
        ("m-date", "date", None),
        ("m-place", "place", None),
        ("m-actor", "actor", None),
        ("m-anchor", "names the incident", None),
        ("m-left", "number left over", "left over"),
        ("m-ignored", "number ignored", None),
    )
    items = [el("li", None, el("span", {"class": css, "data-label": label}, text)) for css, text, label in marks]
    return el("ul", {"class": "textkey", "aria-label": "Marks in the text"}, *items)
