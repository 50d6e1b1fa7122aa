"""Figure rules for sub-counts: "including four officers", "four of them children", "20 injured, five critically". A part is never a toll of its own."""

from __future__ import annotations

from dataclasses import replace

from tollbook.extract.counted import Counted
from tollbook.extract.figure_named import named_from
from tollbook.extract.nouns import word_class
from tollbook.extract.reading import Figure, SentenceReading
from tollbook.model.claim import Step


def read_parts(reading: SentenceReading) -> None:
    """Sub-counts: 'including four officers', 'among them three children', 'four of whom were children', '20 injured, five critically'."""
    for item in reading.counted:
        existing = reading.figures.get(item.first)
        whole = _whole_of(reading, item)
        if whole is None:
            continue
        introduced = _introduces_part(reading, item)
        if introduced:
            _take_part(reading, item, whole, existing)
        elif existing is not None and item.form == "partitive" and reading.is_part(item):
            reading.figures[item.first] = replace(existing, whole=(whole.first, whole.sentence))
        elif existing is None and _severity(reading, item):
            reading.take(item, whole.field, "severity_part", item.first, last=item.last + 1)
            _mark_part(reading, item, whole)
    _named_parts(reading)
    _listed_parts(reading)
    _enclosed_parts(reading)


def _named_parts(reading: SentenceReading) -> None:
    """'including Name Name', 'including the commander Name Name'."""
    for at, word in enumerate(reading.lowers):
        named = named_from(reading, at + 1) if word == "including" and at + 1 < len(reading.lowers) else None
        whole = _whole_of(reading, named) if named is not None else None
        near = whole is not None and at - whole.last <= 12 and "and" not in reading.lowers[whole.last : at]
        if named is not None and whole is not None and near and not reading.is_taken(named) and reading.is_name(at + 1):
            _take_part(reading, named, whole, None)


def _listed_parts(reading: SentenceReading) -> None:
    """'Five people are killed, two by a drone in A and three by gunfire in B': bare figures behind a whole that add up to it."""
    for whole in [figure for figure in reading.figures.values() if figure.whole is None and figure.counted.number is not None]:
        total = whole.counted.number.plain if whole.counted.number is not None else None
        rest = [item for item in reading.counted if item.first >= whole.last and item.number is not None]
        parts: list[Counted] = []
        for item in rest:
            after = reading.lowers[item.last] if item.last < len(reading.lowers) else ""
            listed = item.first not in reading.figures or (
                reading.lowers[whole.last] == "," and reading.figures[item.first].field == whole.field
            )
            if item.form == "bare" and listed and after in ("in", "by", "at", "near", "from", "on", "during"):
                parts.append(item)
        values = [item.number.plain for item in parts if item.number is not None and item.number.plain]
        if len(values) == len(parts) >= 2 and sum(values) == total and reading.lowers[parts[0].first - 1] in (",", ":", "–", "—", "(", "-"):
            for item in parts:
                if item.first not in reading.figures:
                    reading.take(item, whole.field, "listed_part", whole.cue)
                _mark_part(reading, item, whole)


def _enclosed_parts(reading: SentenceReading) -> None:
    """'18 people -- seven herders and 11 raiders -- have been killed', 'four people (two women and two men)': figures in dashes or brackets that add
    up to the one before."""
    lowers = reading.lowers
    for whole in list(reading.figures.values()):
        number, verb = whole.counted.number, reading.verb_at(whole.cue)
        ends = [at for at in (whole.last, verb.last if verb else 0) if 0 < at < len(lowers) and lowers[at] in _OPENERS]
        if number is None or number.plain is None or not ends:
            continue
        closers = ")" if lowers[ends[0]] == "(" else "]" if lowers[ends[0]] == "[" else "-–—"
        begin = next((at for at in range(ends[0], len(lowers)) if lowers[at] not in _OPENERS), len(lowers))
        end = next((at for at in range(begin, len(lowers)) if lowers[at] in closers and lowers[at - 1] != lowers[at]), len(lowers))
        parts = [
            item for item in reading.counted if begin <= item.first < end and item.form in ("person", "partitive", "unknown", "single")
        ]
        values = [item.minimum for item in parts if item.minimum is not None]
        if len(values) != len(parts) or len(parts) < 2 or sum(values) != number.plain:
            continue
        for item in parts:
            reading.take(item, whole.field, "enclosed_part", whole.cue)
            _mark_part(reading, item, whole)


_OPENERS = frozenset("([-–—")


def _whole_of(reading: SentenceReading, item: Counted) -> Figure | None:
    before = [figure for figure in reading.figures.values() if figure.first < item.first and figure.whole is None]
    return max(before, key=lambda figure: figure.first) if before else None


def _introduces_part(reading: SentenceReading, item: Counted) -> bool:
    lowers = reading.lowers
    before = lowers[max(0, item.first - 3) : item.first]
    if (
        before[-1:] in (("including",), ("includes",), ("include",))
        or before[-2:] == ("among", "them")
        or before[-2:] == ("among", "whom")
        or (before[-1:] == ("among",) and (len(before) < 2 or before[-2] in (",", ";", "(", "–", "—", ":")))
    ):
        return True
    if item.form == "partitive" and lowers[item.last - 1 : item.last] != ("dead",) and item.number is not None:
        return lowers[item.number.last : item.number.last + 2] in (("of", "them"), ("of", "whom")) and item.first not in reading.figures
    if reading.is_part(item):
        return True
    after = lowers[item.last : item.last + 2]
    return after in (("of", "them"), ("among", "them"))


def _take_part(reading: SentenceReading, item: Counted, whole: Figure, existing: Figure | None) -> None:
    if existing is None:
        severe = _severity(reading, item)
        if item.form == "bare" and not severe and not _bare_part(reading, item):
            return
        reading.take(item, whole.field, "part_of_figure", whole.cue, last=item.last + 1 if severe else None)
    _mark_part(reading, item, whole)


def _bare_part(reading: SentenceReading, item: Counted) -> bool:
    """'including 16 in Gaza City', 'including 23 at a school': a bare part needs a place or an end behind it."""
    after = reading.lowers[item.last] if item.last < len(reading.lowers) else "."
    return after in ("in", "at", "from", "near", ".", ",", "who", "inside", "whose", ")", "and", "since", "aboard") or after.endswith("ing")


def _mark_part(reading: SentenceReading, item: Counted, whole: Figure) -> None:
    figure = reading.figures.get(item.first)
    if figure is None:
        return
    field = figure.field
    if whole.field == "perpetrators_killed" and field == "killed":
        return
    compatible = field == whole.field or whole.field == "casualties" or (field == "perpetrators_killed" and whole.field == "killed")
    if compatible:
        step = Step("part_of", "a part of the figure named before it in the sentence")
        reading.figures[item.first] = replace(figure, whole=(whole.first, whole.sentence), steps=(*figure.steps, step))


def _severity(reading: SentenceReading, item: Counted) -> bool:
    after = reading.lowers[item.last : item.last + 2]
    return (
        item.form in ("bare", "unknown")
        and bool(after)
        and after[0] in word_class("severity")
        and (len(after) == 1 or not after[1][0].isalpha())
    )
