"""Takes expressions that lean on the narrative ("the next day"); reads them against the date told before them, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import add_months
from tollbook.resolve.date_frame import Frame, Rule, Story, rule
from tollbook.resolve.date_rules_quarters import year_before
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import pieces, vocabulary

_P = pieces()
_W = vocabulary()
_FORWARD = frozenset({"next", "following", "later", "after"})
_SAME = frozenset({"same", "that"})


def _waiting(frame: Frame) -> Reading | None:
    return value.unknown("leans on a date that the text does not tell before it", anaphoric=True)


def lean(frame: Frame, story: Story) -> Reading | None:
    """The reading counted from the date that the narrative stands at; None when there is none or it is too coarse."""
    direction = frame.get("dir").lower()
    unit = frame.get("unit").lower().rstrip("s")
    count = _W.count(frame.get("n")) if frame.get("n") else 1
    if unit == "year" and direction == "earlier" and count == 1 and (compared := year_before(frame, story)):
        return compared
    told = story.near(frame.sentence)
    if told is None:
        return None
    step = 0 if direction in _SAME else count if direction in _FORWARD else -count
    reading = shifted(told.reading, unit, step, f"counted from {told.reading.edtf}, told before it")
    return replace(reading, anaphoric=True) if reading else None


def _plain(unit: str) -> str:
    return "day" if unit in ("night", "morning", "afternoon", "evening", "day") else unit


def shifted(anchor: Reading, unit: str, step: int, reason: str) -> Reading | None:
    """So many days, weeks, months or years from a date; None when the date is coarser than the unit."""
    start, end, unit = anchor.start, anchor.end, _plain(unit)
    if start is None or end is None:
        return None
    if unit == "year":
        year = start.year + step
        return value.year(year, reason) if start.year == end.year and 0 < year < 9999 else None
    if unit == "month":
        month = add_months(start.year, start.month, step)
        return value.month(*month, reason) if (start.year, start.month) == (end.year, end.month) and 0 < month[0] < 9999 else None
    last = start if unit == "week" and anchor.precision == "week" else end
    if start != last:
        return None
    length = step * (7 if unit == "week" else 1)
    if not 8 < start.toordinal() + length < date.max.toordinal() - 8:
        return None
    day = start + timedelta(days=length)
    return value.week(day, reason) if unit == "week" else value.one_day(day, reason)


_UNIT = r"(?P<unit>day|night|morning|afternoon|evening|week|month|year)\b"

RULES: tuple[Rule, ...] = tuple(
    replace(made, lean=lean)
    for made in (
        rule(
            "next_day",
            {"next", "following", "previous", "same", "preceding"},
            rf"\bthe\s(?:very\s)?(?P<dir>next|following|previous|preceding|same)\s{_UNIT}(?!['’]s?\s(?:rest|sleep))",
            _waiting,
        ),
        rule("that_day", {"that"}, rf"\b(?:(?:later|earlier|early|late|on|in|of)\s)(?P<x>(?P<dir>that)\s(?:same\s)?{_UNIT})", _waiting),
        rule(
            "day_before", {"before", "after"}, rf"\bthe\s{_UNIT}\s(?P<dir>before|after)(?=\s?[.,;:)\"”]|\s(?:and|in|at|when)\b|$)", _waiting
        ),
        rule(
            "later", {"later", "earlier"}, rf"\b(?P<n>{_P.count})[\s-](?P<unit>day|week|month|year)s?\s(?P<dir>later|earlier)\b", _waiting
        ),
    )
)
