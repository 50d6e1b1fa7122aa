"""Takes the claims of one field of an incident by day, and its toll after each day; gives a drawing over time: the band from low to high with the best figure,
and a mark for each claim. An open bound has no edge; what was replaced, or copies another text, is hollow. Reckons nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tollbook.model.claim import Claim
from tollbook.publish.dossier import words
from tollbook.publish.dossier.days import Axis, ticks
from tollbook.publish.dossier.markup import Attributes, Html, el
from tollbook.record.incident_view import TollOn

Standing = Literal["counts", "replaced", "aside", "rejected"]

_TOP, _PLOT, _HEIGHT = 14, 136, 176
_LEFT, _RIGHT, _UNDATED = 5.0, 98.0, 86.0
_KEYS: dict[Standing, str] = {
    "counts": "makes the toll", "replaced": "replaced, or copied from another text", "aside": "set aside, a part, or of certain people",
    "rejected": "rejected by a person",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim on its day: its figure, what became of it, and the address of its row."""

    claim: Claim
    day: date | None
    standing: Standing
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days and figures stand."""

    axis: Axis
    top: int
    right: float

    def x(self, day: date, share: float = 0.0) -> float:
        """Percent of the width, `share` of the day in."""
        days = (day - self.axis.first).days + share
        return _LEFT + (self.right - _LEFT) * days / self.axis.length

    def y(self, value: float) -> float:
        return round(_TOP + _PLOT * (1 - min(value, self.top) / self.top), 1)


def toll_drawing(label: str, marks: Sequence[Mark], steps: Sequence[TollOn]) -> Html | None:
    """The drawing; None when no claim of a known day gives a figure."""
    drawn = [mark for mark in marks if mark.claim.min is not None or mark.claim.max is not None]
    days = [mark.day for mark in drawn if mark.day is not None]
    if not days:
        return None
    undated = [mark for mark in drawn if mark.day is None]
    top = _top(max([1, *(b for m in drawn for b in (m.claim.min, m.claim.max) if b is not None)]))
    plot = _Plot(Axis(min(days), max(days)), top, _UNDATED - 2 if undated else _RIGHT)
    parts = [*_grid(plot, bool(undated)), *_band(plot, steps), *_marks(plot, drawn)]
    about: Attributes = {
        "class": "overtime",
        "width": "100%",
        "height": _HEIGHT,
        "role": "group",
        "aria-label": f"{label}; the table below says the same",
    }
    return el("figure", {"class": "byday"}, el("svg", about, *parts), _legend(drawn, steps))


def _top(value: int) -> int:
    """A round figure close above a value, so that the drawing uses its height."""
    power = 10 ** max(0, len(str(value)) - 1)
    steps = (1, 2, 3, 4, 6, 8, 10) if power == 1 else (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10)
    return next(int(step * power) for step in steps if step * power >= value)


def _grid(plot: _Plot, undated: bool) -> list[Html]:
    lines: list[Html] = []
    for value in [0, plot.top // 2, plot.top] if plot.top >= 4 else [0, plot.top]:
        y = plot.y(value)
        lines.append(el("line", {"class": "ax", "x1": 0, "x2": "100%", "y1": y, "y2": y}))
        lines.append(el("text", {"class": "tick", "x": 0, "y": y - 3}, words.number(value)))
    for day, label in _labels(plot.axis):
        x = f"{plot.x(day, 0.5 if plot.axis.length <= 40 else 0):.2f}%"
        lines.append(el("text", {"class": "tick day", "x": x, "y": _TOP + _PLOT + 18}, label))
    if undated:
        x = f"{_UNDATED - 1:.2f}%"
        lines.append(el("line", {"class": "ax apart", "x1": x, "x2": x, "y1": _TOP, "y2": _TOP + _PLOT}))
        lines.append(el("text", {"class": "tick day", "x": f"{(_UNDATED + _RIGHT) / 2:.2f}%", "y": _TOP + _PLOT + 18}, "no date"))
    return lines


def _labels(axis: Axis) -> list[tuple[date, str]]:
    return ticks(axis, 4) or [(axis.first, words.day(axis.first))]


def _band(plot: _Plot, steps: Sequence[TollOn]) -> list[Html]:
    """Low to high and best, from each day to the next on which something was published."""
    parts: list[Html] = []
    for number, step in enumerate(steps):
        toll = step.toll
        until = steps[number + 1].day if number + 1 < len(steps) else plot.axis.last + timedelta(days=1)
        left, right = plot.x(max(step.day, plot.axis.first)), plot.x(min(until, plot.axis.last + timedelta(days=1)))
        if right <= left or (toll.low is None and toll.high is None):
            continue
        upper = plot.y(toll.high) if toll.high is not None else float(_TOP)
        lower = plot.y(toll.low) if toll.low is not None else plot.y(0)
        low, best, high = ("open" if bound is None else words.number(bound) for bound in (toll.low, toll.best, toll.high))
        title = el("title", None, f"{words.day(step.day)}: low {low}, best {best}, high {high}")
        css = "band" if toll.low is not None and toll.high is not None else "band open"
        box: Attributes = {
            "class": css,
            "x": f"{left:.2f}%",
            "width": f"{right - left:.2f}%",
            "y": upper,
            "height": round(max(lower - upper, 0.5), 1),
        }
        parts.append(el("rect", box, title))
        for name, bound in (("edge", toll.low), ("edge", toll.high), ("best", toll.best)):
            if bound is not None:
                y = plot.y(bound)
                parts.append(el("line", {"class": name, "x1": f"{left:.2f}%", "x2": f"{right:.2f}%", "y1": y, "y2": y}))
    return parts


def _marks(plot: _Plot, marks: Sequence[Mark]) -> list[Html]:
    by_day: dict[date | None, list[Mark]] = {}
    for mark in marks:
        by_day.setdefault(mark.day, []).append(mark)
    parts: list[Html] = []
    for day, of_day in by_day.items():
        for number, mark in enumerate(of_day, 1):
            share = number / (len(of_day) + 1)
            x = plot.x(day, share) if day is not None else _UNDATED + (_RIGHT - _UNDATED) * share
            parts.append(_mark(plot, mark, f"{x:.2f}%"))
    return parts


def _mark(plot: _Plot, mark: Mark, x: str) -> Html:
    low, high = mark.claim.min, mark.claim.max
    at = plot.y(low if low is not None else high or 0)
    reach: Html | None = None
    if low != high:
        end = plot.y(high) if high is not None else max(at - 22, float(_TOP))
        start = at if low is not None else min(at + 22, plot.y(0))
        css = "reach" if low is not None and high is not None else "reach open"
        reach = el("line", {"class": css, "x1": x, "x2": x, "y1": start, "y2": end})
    shape = (
        el("path", {"class": "cross", "d": f"M-4 {at - 4:g}l8 8M4 {at - 4:g}l-8 8"})
        if mark.standing == "rejected"
        else el("circle", {"cx": 0, "cy": at, "r": 3 if mark.standing == "aside" else 5})
    )
    moved = el("svg", {"x": x, "width": 1, "height": _HEIGHT, "overflow": "visible"}, shape)
    return el(
        "a", {"href": mark.href, "class": f"mark {mark.standing}", "aria-label": mark.label}, el("title", None, mark.label), reach, moved
    )


def _legend(marks: Sequence[Mark], steps: Sequence[TollOn]) -> Html:
    items = []
    for standing, text in _KEYS.items():
        if any(mark.standing == standing for mark in marks):
            shape = (
                el("path", {"class": "cross", "d": "M6 6l8 8M14 6l-8 8"})
                if standing == "rejected"
                else el("circle", {"cx": 10, "cy": 10, "r": 3 if standing == "aside" else 5})
            )
            items.append(_key(el("g", {"class": f"mark {standing}"}, shape), text))
    if any(step.toll.low is not None or step.toll.high is not None for step in steps):
        items.append(
            _key(el("rect", {"class": "band", "x": 1, "y": 4, "width": 18, "height": 12}), "low to high; no edge where a bound is open")
        )
    if any(step.toll.best is not None for step in steps):
        items.append(_key(el("line", {"class": "best", "x1": 1, "x2": 19, "y1": 10, "y2": 10}), "best"))
    return el("figcaption", None, el("ul", {"class": "legend"}, *items))


def _key(drawing: Html, text: str) -> Html:
    return el("li", None, el("svg", {"class": "overtime key", "width": 20, "height": 20, "aria-hidden": "true"}, drawing), " ", text)
