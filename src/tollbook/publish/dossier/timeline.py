"""Takes a site; gives its events on an axis of days: a dot for a day, a bar for less. Unknown dates are listed, never placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import INDEX, Site
from tollbook.publish.dossier.markup import Attributes, Html, bdi, el, join
from tollbook.publish.dossier.view import Told

MOST_ROWS = 60  # more dated events than this are counted per day, week, month or year instead of drawn one by one
_LEFT, _WIDTH = 2.0, 94.0
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that the drawing covers, both ends included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def x(self, day: date, end_of_day: bool = False) -> float:
        """Percent of the width; before and after the axis is its edge."""
        days = (day - self.first).days + (1 if end_of_day else 0)
        return _LEFT + _WIDTH * max(0, min(self.length, days)) / self.length


def timeline_section(site: Site) -> Html | None:
    """The timeline; None when the record holds no event."""
    events = site.view.status("new", "background")
    if not events:
        return None
    dated = [t for t in events if _span(t) is not None]
    unknown = [t for t in events if _span(t) is None]
    parts: list[Html | None] = [el("h2", {"id": "time-h"}, "When")]
    if dated:
        axis = _axis(dated)
        shown = [t for t in dated if (s := _span(t)) and s[1] >= axis.first and s[0] <= axis.last]
        outside = [t for t in dated if t not in shown] if len(dated) != len(shown) else []
        parts.append(_rows(site, axis, shown) if len(shown) <= MOST_ROWS else _columns(axis, shown))
        parts.append(_listed(site, "Outside this stretch of time", outside))
    parts.append(_listed(site, "Date unknown", unknown))
    return el("section", {"aria-labelledby": "time-h", "class": "when"}, *parts)


def _span(told: Told) -> tuple[date, date] | None:
    value = told.incident.date
    if value is None or value.precision == "unknown":
        return None
    start, end = value.start or value.end, value.end or value.start
    return (start, end) if start is not None and end is not None else None


def _axis(dated: Sequence[Told]) -> Axis:
    """The stretch of the new events that are known to a month or better, with a tenth of room; of all when there is none such."""
    spans = [(t.incident.status, s) for t in dated if (s := _span(t)) is not None]
    new = [s for status, s in spans if status == "new"] or [s for _, s in spans]
    near = [s for s in new if (s[1] - s[0]).days <= 31] or new
    first, last = min(s for s, _ in near), max(e for _, e in near)
    room = min(timedelta(days=max(1, (last - first).days // 10)), first - date.min, date.max - last)
    return Axis(first - room, last + room)


def _ticks(axis: Axis, most: int = 5) -> list[tuple[date, str]]:
    """At most about five dates with short labels, on natural steps."""
    for step in (1, 2, 5, 7, 14):
        if axis.length / step <= most + 1:
            days = [axis.first + _DAY * i for i in range(0, axis.length, step)]
            return [(d, f"{d.day} {words.month(d)[:3]}") for d in days]
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 600, 6000):
        if axis.length / (30.4 * months) <= most + 1:
            return [(d, f"{words.month(d)[:3]} {d.year}" if months < 12 else str(d.year)) for d in _months(axis, months)]
    return []


def _months(axis: Axis, step: int) -> list[date]:
    out = []
    number = axis.first.year * 12 + axis.first.month - 1
    number += -number % step
    while number // 12 <= min(axis.last.year, 9999):
        day = date(number // 12, number % 12 + 1, 1)
        if axis.first <= day <= axis.last:
            out.append(day)
        number += step
    return out


def _scale(axis: Axis) -> Html:
    marks = []
    for day, label in _ticks(axis):
        x = f"{axis.x(day):.2f}%"
        marks += [el("line", {"class": "ax", "x1": x, "x2": x, "y1": 15, "y2": 20}), el("text", {"x": x, "y": 12, "class": "tick"}, label)]
    base = el("line", {"class": "ax", "x1": f"{_LEFT}%", "x2": f"{_LEFT + _WIDTH}%", "y1": 20, "y2": 20})
    return el("svg", {"class": "bar", "width": "100%", "height": 22, "aria-hidden": "true"}, *marks, base)


def _rows(site: Site, axis: Axis, shown: Sequence[Told]) -> Html:
    head = el(
        "tr",
        None,
        el("th", {"scope": "col"}, "Date"),
        el(
            "th",
            {"scope": "col", "class": "scale"},
            el("span", {"class": "sr"}, f"From {words.day(axis.first)} to {words.day(axis.last)}"),
            _scale(axis),
        ),
        el("th", {"scope": "col"}, "Event"),
    )
    body = [_row(site, axis, t) for t in shown]
    return el("table", {"class": "timeline"}, el("thead", None, head), el("tbody", None, *body))


def _row(site: Site, axis: Axis, told: Told) -> Html:
    value = told.incident.date
    span = _span(told)
    assert value is not None and span is not None
    left, right = axis.x(span[0]), axis.x(span[1], end_of_day=True)
    css = "stated" if value.basis in ("text", "dateline") else "unstated"
    grid = [
        el("line", {"class": "ax", "x1": f"{x:.2f}%", "x2": f"{x:.2f}%", "y1": 0, "y2": 22}) for x in (axis.x(d) for d, _ in _ticks(axis))
    ]
    if span[0] == span[1]:
        mark = el("circle", {"class": f"dot {css}", "cx": f"{(left + right) / 2:.2f}%", "cy": 11, "r": 5})
    else:
        ends: Attributes = {"x1": f"{left:.2f}%", "x2": f"{right:.2f}%", "y1": 11, "y2": 11}
        mark = el("g", {"class": f"span {css}"}, el("line", ends), el("line", {**ends, "class": "core"}) if css == "unstated" else None)
    drawing = el("svg", {"class": "bar", "width": "100%", "height": 22, "aria-hidden": "true"}, *grid, mark)
    return el(
        "tr",
        {"class": f"s-{told.incident.status}"},
        el("th", {"scope": "row"}, words.when(value), el("span", {"class": "note"}, words.when_note(value))),
        el("td", {"class": "scale"}, drawing),
        el(
            "td",
            None,
            site.incident_link(INDEX, told.incident.id, bdi(words.name_of(told.incident))),
            _status(told),
        ),
    )


def _status(told: Told) -> Html | None:
    return None if told.incident.status == "new" else el("span", {"class": "note"}, words.status(told.incident))


def _columns(axis: Axis, shown: Sequence[Told]) -> Html:
    """A column a day, week, month or year: how many events fall there for certain; imprecise dates are counted apart."""
    name, days = next(
        ((n, d) for n, d in (("day", 1), ("week", 7), ("month", 30), ("year", 365)) if axis.length / d <= 90), ("decade", 3650)
    )
    counts: dict[int, int] = {}
    loose = 0
    for told in shown:
        span = _span(told)
        assert span is not None
        if (span[1] - span[0]).days >= max(days, 1):
            loose += 1
        else:
            at = (span[0] - axis.first).days // days
            counts[at] = counts.get(at, 0) + 1
    top = max([1, *counts.values()])
    bars = [_column(axis, at, days, count, top) for at, count in sorted(counts.items()) if at >= 0]
    what = {"month": "30 days", "year": "365 days"}.get(name, name)
    label = f"Events per {what} from {words.day(axis.first)} to {words.day(axis.last)}; the fullest has {top}"
    drawing = el("svg", {"class": "columns", "width": "100%", "height": 120, "role": "img", "aria-label": label}, *bars)
    note = (
        f"{label}. {words.plural(loose, 'event')} with a less precise date {'is' if loose == 1 else 'are'} not drawn; the table holds all."
    )
    return el("figure", {"class": "histogram"}, drawing, _scale(axis), el("figcaption", None, note if loose else label + "."))


def _column(axis: Axis, at: int, days: int, count: int, top: int) -> Html:
    left = axis.x(axis.first + _DAY * (at * days))
    wide = max(0.3, _WIDTH * days / axis.length * 0.86)
    tall = max(2.0, 112.0 * count / top)
    title = el("title", None, f"from {words.day(axis.first + _DAY * (at * days))}: {words.plural(count, 'event')}")
    return el("rect", {"x": f"{left:.2f}%", "y": round(120 - tall, 1), "width": f"{wide:.2f}%", "height": round(tall, 1)}, title)


def _listed(site: Site, title: str, told: Sequence[Told]) -> Html | None:
    if not told:
        return None
    links = [
        join(
            [
                site.incident_link(INDEX, t.incident.id, bdi(words.name_of(t.incident))),
                f" ({words.when(t.incident.date)})" if t.incident.date else None,
            ]
        )
        for t in told
    ]
    if len(links) > MOST_ROWS:
        return el("p", {"class": "quiet"}, f"{title}: {words.plural(len(links), 'event')}; the table holds them all.")
    return el("p", {"class": "quiet"}, f"{title}: ", join(links, "; "))
