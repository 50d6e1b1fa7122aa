"""Takes an incident that several accounts tell of; says why they were joined: pairs with what speaks for and against, what people judged, who differ."""

from __future__ import annotations

from tollbook.model.comparison import Comparison, LevelFound
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, bdi, el, join
from tollbook.publish.dossier.said_by_people import judgement_line
from tollbook.record.cluster import Note, Outcome
from tollbook.record.incident_view import IncidentView
from tollbook.record.opinions import PART_KINDS

_MOST_PAIRS = 30
_MOST_BITS = 12.0
_MACHINE: dict[Outcome, str] = {
    "made": "the machine joins them", "supports": "the machine agrees", "refused": "the machine would join them; refused",
    "withheld": "the machine would join them; withheld", "doubted": "the machine holds them different",
}  # fmt: skip
_PEOPLE: dict[Outcome, str] = {
    "made": "people join them", "parts": "people part them", "contradicted": "people part them, but other answers unite them",
    "conflict": "people differ", "unsure": "people cannot tell",
}  # fmt: skip


def why_joined(site: Site, here: str, whole: IncidentView) -> Html:
    """Every pair that made the incident or is in dispute, then how many more agree, then each judgement."""
    own = {account.id for account in whole.joined.accounts}
    notes = [note for note in whole.joined.notes if note.outcome != "supports"]
    inside = [note for note in notes if note.left in own and note.right in own]
    outside = [note for note in notes if note not in inside]
    supports = [note for note in whole.joined.notes if note.outcome == "supports"]
    machine = sum(1 for note in inside if note.source == "machine" and note.outcome == "made")
    people = sum(1 for note in inside if note.source == "person" and note.outcome == "made")
    by = [f"{words.plural(machine, 'pair')} joined by the machine"] if machine else []
    by += [f"{words.plural(people, 'pair')} joined by people"] if people else []
    judged = [one for one in whole.joined.judgements if one.kind not in ("accept", "reject", "correct", *PART_KINDS)]
    return el(
        "details",
        {"class": "why-joined"},
        el("summary", None, f"Why these accounts are one incident: {', '.join(by) or 'no pair is kept'}"),
        el("ol", {"class": "pairs"}, *(_pair(site, here, whole, note) for note in inside[:_MOST_PAIRS])),
        _more(len(inside) - _MOST_PAIRS, "pair"),
        el("p", {"class": "quiet"}, f"{words.plural(len(supports), 'more pair')} of them agree.") if supports else None,
        join(
            [
                el("h5", None, "Kept apart from it"),
                el("ol", {"class": "pairs"}, *(_pair(site, here, whole, one) for one in outside[:_MOST_PAIRS])),
            ]
        )
        if outside
        else None,
        _more(len(outside) - _MOST_PAIRS, "pair"),
        join([el("h5", None, "What people judged"), el("ul", None, *(el("li", None, judgement_line(site, here, one)) for one in judged))])
        if judged
        else None,
    )


def _more(count: int, what: str) -> Html | None:
    return el("p", {"class": "quiet"}, f"and {words.plural(count, f'more {what}')}; tollbook show lists them all.") if count > 0 else None


def _pair(site: Site, here: str, whole: IncidentView, note: Note) -> Html:
    said = (_MACHINE if note.source == "machine" else _PEOPLE).get(note.outcome, note.outcome)
    because: list[Html | str] = [" (", bdi(note.because), ")"] if note.because else []
    found = whole.compared.get((note.left, note.right)) if note.source == "machine" else None
    share = f", {_share(found.share)} of pairs like this are the same" if found is not None else ""
    head: list[Html | str] = [
        site.account_name(here, note.left),
        " and ",
        site.account_name(here, note.right),
        ": ",
        el("strong", None, said),
        *because,
        share,
    ]
    return el("li", None, *head, _waterfall(found) if found is not None else None)


def _share(share: float) -> str:
    return "more than 99%" if 0.995 <= share < 1 else "less than 1%" if 0 < share <= 0.005 else f"{share:.0%}"


def _waterfall(found: Comparison) -> Html:
    levels = [_level(one) for one in found.levels]
    rest = found.bits - sum(one.bits for one in found.levels)
    rows = [_line("before anything is compared", "", rest, "most pairs are two incidents" if rest < 0 else ""), *levels]
    rows.append(_line("in all", found.answer, found.bits, "", "sum"))
    head = el("tr", None, *(el("th", {"scope": "col"}, name) for name in ("What", "Found", "Bits", "")), el("th", {"scope": "col"}, "Why"))
    return el("table", {"class": "waterfall"}, el("thead", None, head), el("tbody", None, *rows))


def _level(one: LevelFound) -> Html:
    return _line(one.feature.replace("_", " "), one.level.replace("_", " "), one.bits, one.words)


def _line(name: str, level: str, bits: float, why: str, css: str | None = None) -> Html:
    width = 50 * min(abs(bits), _MOST_BITS) / _MOST_BITS
    left = 50.0 if bits >= 0 else 50 - width
    bar = el("rect", {"class": "for" if bits >= 0 else "against", "x": f"{left:.2f}%", "y": 4, "width": f"{width:.2f}%", "height": 10})
    middle = el("line", {"class": "ax", "x1": "50%", "x2": "50%", "y1": 0, "y2": 18})
    return el(
        "tr",
        {"class": css},
        el("th", {"scope": "row"}, bdi(name)),
        el("td", {"data-th": "Found"}, bdi(level)),
        el("td", {"data-th": "Bits", "class": "bits"}, f"{bits:+.1f}"),
        el("td", {"class": "scale"}, el("svg", {"class": "bar", "width": "100%", "height": 18, "aria-hidden": "true"}, middle, bar)),
        el("td", {"data-th": "Why"}, bdi(why)),
    )
