"""Takes two days; gives an axis between them: where a day stands, and which days to label. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.publish.dossier import words

LEFT, WIDTH = 2.0, 94.0
DAY = timedelta(days=1)


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
        return LEFT + WIDTH * max(0, min(self.length, days)) / self.length


def ticks(axis: Axis, most: int = 5) -> list[tuple[date, str]]:
    """At most about five dates with short labels, on natural steps."""
    for step in (1, 2, 5, 7, 14):
        if axis.length / step <= most + 1:
            days = [axis.first + DAY * i for i in range(0, axis.length, step)]
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
