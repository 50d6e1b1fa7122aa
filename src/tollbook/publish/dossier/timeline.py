"""Takes a site; gives its events on an axis of days: a dot for a day, a bar for less. Unknown dates are listed, never placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from tollbook.publish.dossier import words
from tollbook.publish.dossier.days import DAY, LEFT, WIDTH, Axis, ticks
from tollbook.publish.dossier.links import INDEX, Site
from tollbook.publish.dossier.markup import Attributes, Html, bdi, el, join
from tollbook.publish.dossier.view import Told, fact_note

MOST_ROWS = 60  # more dated events than this are counted per day, week, month or year instead of drawn one by one
_AFTER = timedelta(days=31)


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
        drawn = len(shown) <= MOST_ROWS
        parts.append(_rows(site, axis, shown) if drawn else _columns(axis, shown))
        if drawn and any(t.whole is not None for t in shown):
            parts.append(el("p", {"class": "quiet"}, "A short tick on the line below marks the day of a report that tells of it."))
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
    last = max([last, *(day for t in dated for day in _days_after(t, last))])
    room = min(timedelta(days=max(1, (last - first).days // 10)), first - date.min, date.max - last)
    return Axis(first - room, last + room)


def _days_after(told: Told, last: date) -> list[date]:
    """The days, up to a month after the last event, on which its reports were published: the axis has room for them."""
    accounts = told.whole.joined.accounts if told.whole is not None else ()
    days = [account.report.published for account in accounts if account.report.published is not None]
    return [day for day in days if timedelta() < day - last <= _AFTER]


def _scale(axis: Axis) -> Html:
    marks = []
    for day, label in ticks(axis):
        x = f"{axis.x(day):.2f}%"
        marks += [el("line", {"class": "ax", "x1": x, "x2": x, "y1": 15, "y2": 20}), el("text", {"x": x, "y": 12, "class": "tick"}, label)]
    base = el("line", {"class": "ax", "x1": f"{LEFT}%", "x2": f"{LEFT + WIDTH}%", "y1": 20, "y2": 20})
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
    by_hand = told.whole is not None and told.whole.facts.date.by_hand is not None
    css = "stated" if by_hand or value.basis in ("text", "dateline") else "unstated"
    grid = [
        el("line", {"class": "ax", "x1": f"{x:.2f}%", "x2": f"{x:.2f}%", "y1": 0, "y2": 22}) for x in (axis.x(d) for d, _ in ticks(axis))
    ]
    if span[0] == span[1]:
        mark = el("circle", {"class": f"dot {css}", "cx": f"{(left + right) / 2:.2f}%", "cy": 11, "r": 5})
    else:
        ends: Attributes = {"x1": f"{left:.2f}%", "x2": f"{right:.2f}%", "y1": 11, "y2": 11}
        mark = el("g", {"class": f"span {css}"}, el("line", ends), el("line", {**ends, "class": "core"}) if css == "unstated" else None)
    told_on = _told_on(axis, told)
    drawing = el("svg", {"class": "bar", "width": "100%", "height": 22, "aria-hidden": "true"}, *grid, told_on, mark)
    return el(
        "tr",
        {"class": f"s-{told.incident.status}"},
        el("th", {"scope": "row"}, words.when(value), el("span", {"class": "note"}, fact_note(told, "date", words.when_note(value)))),
        el("td", {"class": "scale"}, drawing),
        el(
            "td",
            None,
            site.incident_link(INDEX, told.incident.id, bdi(words.name_of(told.incident))),
            _status(told),
            _told_by(axis, told),
        ),
    )


def _told_on(axis: Axis, told: Told) -> Html | None:
    """A tick for each report that tells of an incident of the record, on its day of publication."""
    if told.whole is None:
        return None
    days = [account.report.published for account in told.whole.joined.accounts if account.report.published is not None]
    marks = []
    for day, count in sorted(Counter(day for day in days if axis.first <= day <= axis.last).items()):
        x = f"{(axis.x(day) + axis.x(day, end_of_day=True)) / 2:.2f}%"
        title = el("title", None, f"{words.plural(count, 'report')} of {words.day(day)}")
        marks.append(el("line", {"class": "told", "x1": x, "x2": x, "y1": 22 - min(12, 5 + count), "y2": 22}, title))
    return el("g", None, *marks)


def _told_by(axis: Axis, told: Told) -> Html | None:
    if told.joined is None:
        return None
    reports = {account.report.id: account.report.published for account in told.joined.joined.accounts}
    outside = sum(1 for day in reports.values() if day is None or not axis.first <= day <= axis.last)
    said = words.plural(len(reports), "report") + (f" ({outside} not on this line)" if outside else "")
    return el("span", {"class": "note"}, f"{said}, {words.plural(len(told.joined.voices), 'voice')}")


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
    left = axis.x(axis.first + DAY * (at * days))
    wide = max(0.3, WIDTH * days / axis.length * 0.86)
    tall = max(2.0, 112.0 * count / top)
    title = el("title", None, f"from {words.day(axis.first + DAY * (at * days))}: {words.plural(count, 'event')}")
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
