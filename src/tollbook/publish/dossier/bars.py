"""Takes bounds and a scale; gives small drawings that fit any column width. Never turns an open bound into a closed one."""

from __future__ import annotations

from tollbook.model.claim import Claim
from tollbook.publish.dossier import words
from tollbook.publish.dossier.markup import Html, el
from tollbook.publish.dossier.view import TollLine

_LEFT, _WIDTH, _OPEN_END = 3.0, 88.0, 98.5
_MIDDLE = 11


def nice_top(value: int) -> int:
    """The first of 1, 2, 4, 6, 10, 20, 40 ... that holds a value."""
    power = 1
    while True:
        for step in (1, 2, 4, 6, 10):
            if step * power >= value:
                return step * power
        power *= 10


def _x(value: int, top: int) -> str:
    return f"{_LEFT + _WIDTH * min(value, top) / top:.2f}%"


def _svg(label: str, *parts: Html | None) -> Html:
    return el("svg", {"class": "bar", "width": "100%", "height": 22, "role": "img", "aria-label": label}, *parts)


def _line(css: str, x1: str, x2: str, y: int = _MIDDLE) -> Html:
    return el("line", {"class": css, "x1": x1, "x2": x2, "y1": y, "y2": y})


def _tick(css: str, x: str, half: int = 5) -> Html:
    return el("line", {"class": css, "x1": x, "x2": x, "y1": _MIDDLE - half, "y2": _MIDDLE + half})


def _arrow() -> Html:
    path = el("path", {"class": "arrow", "d": f"M-6 {_MIDDLE - 4}L0 {_MIDDLE}L-6 {_MIDDLE + 4}"})
    return el("svg", {"x": f"{_OPEN_END}%", "width": 1, "height": 22, "overflow": "visible"}, path)


def axis(top: int) -> Html:
    """The scale of a table: 0, the middle and the top."""
    marks = [0, top // 2, top] if top >= 4 else [0, top]
    texts = [el("text", {"x": _x(m, top), "y": 12, "class": "tick", "text-anchor": "middle"}, words.number(m)) for m in marks]
    ticks = [el("line", {"class": "ax", "x1": _x(m, top), "x2": _x(m, top), "y1": 15, "y2": 20}) for m in marks]
    base = _line("ax", f"{_LEFT}%", f"{_LEFT + _WIDTH}%", 20)
    return el("svg", {"class": "bar", "width": "100%", "height": 22, "aria-hidden": "true"}, *texts, *ticks, base)


def bar(claim: Claim, top: int, toll: TollLine | None = None) -> Html:
    """One claim on its scale: a dot if exact, a bar between bounds, an arrow for an open bound, a ring if vague."""
    base = _line("ax", f"{_LEFT}%", f"{_LEFT + _WIDTH}%")
    low, high = claim.min, claim.max
    label = words.value(claim)
    band = _band(toll, top) if toll is not None else None
    if low is None and high is None:
        return _svg(label, band, _line("none", f"{_LEFT}%", f"{_OPEN_END}%"))
    if low is None:
        assert high is not None
        return _svg(label, band, base, _line("reach open", f"{_LEFT}%", _x(high, top)), _tick("end", _x(high, top)))
    if high is None:
        mark = "ring" if claim.qualifier == "vague" else "dot"
        dot = el("circle", {"class": mark, "cx": _x(low, top), "cy": _MIDDLE, "r": 4.5})
        return _svg(label, band, base, _line("reach open", _x(low, top), f"{_OPEN_END}%"), _arrow(), dot)
    if low == high:
        halo = el("circle", {"class": "halo", "cx": _x(low, top), "cy": _MIDDLE, "r": 9}) if claim.qualifier in ("about", "vague") else None
        return _svg(label, band, base, halo, el("circle", {"class": "dot", "cx": _x(low, top), "cy": _MIDDLE, "r": 4.5}))
    ends = [_tick("end", _x(low, top)), _tick("end", _x(high, top))]
    return _svg(label, band, base, _line("reach", _x(low, top), _x(high, top)), *ends)


def _band(toll: words.Bounds, top: int) -> Html | None:
    if toll.low is None:
        return None
    right = f"{_LEFT + _WIDTH * toll.high / top:.2f}" if toll.high is not None else f"{_OPEN_END}"
    left = _x(toll.low, top)
    width = max(0.4, float(right) - float(left.rstrip("%")))
    return el("rect", {"class": "band", "x": left, "y": 0, "width": f"{width:.2f}%", "height": 22})


def toll_bar(line: words.Bounds, top: int) -> Html:
    """Low, best and high on the scale of their claims."""
    best = el("circle", {"class": "best", "cx": _x(line.best, top), "cy": _MIDDLE, "r": 5}) if line.best is not None else None
    low = _tick("end", _x(line.low, top), 7) if line.low is not None else None
    high = _tick("end", _x(line.high, top), 7) if line.high is not None else None
    label = f"low {line.low}, best {line.best}, high {line.high}".replace("None", "open")
    return _svg(label, _band(line, top), _line("ax", f"{_LEFT}%", f"{_LEFT + _WIDTH}%"), low, high, best)
