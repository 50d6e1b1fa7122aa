"""Takes expressions that lean on the narrative ("the next day"); reads them against the date told before them, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import add_months, month_end, week_of
from tollbook.resolve.date_frame import Frame, Rule, Story, rule
from tollbook.resolve.date_rules_quarters import year_before
from tollbook.resolve.date_rules_written import month_part, year_part
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import pieces, vocabulary

_P = pieces()
_W = vocabulary()
_FORWARD = frozenset({"next", "following", "later", "after"})
_SAME = frozenset({"same", "that"})


def _next(frame: Frame) -> Reading | None:
    """ "over the next year" in the present or future counts from publication and is another rule's."""
    if (
        frame.get("dir").lower() == "next"
        and frame.previous in ("over", "in", "within", "during", "for")
        and frame.tense in ("present", "future")
    ):
        return None
    return _waiting(frame)


def _waiting(frame: Frame) -> Reading | None:
    return value.unknown("leans on a date that the text does not tell before it", anaphoric=True)


def lean(frame: Frame, story: Story) -> Reading | None:
    """The reading counted from the date that the narrative stands at; None when there is none or it is too coarse."""
    direction = frame.get("dir").lower()
    unit = frame.get("unit").lower().rstrip("s")
    count = _W.count(frame.get("n")) if frame.get("n") else 1
    if unit == "year" and direction == "earlier" and count == 1 and (compared := year_before(frame, story)):
        return compared
    told = story.near(frame)
    if told is None:
        return _before_publication(frame, story, direction, unit)
    step = 0 if direction in _SAME else count if direction in _FORWARD else -count
    reading = shifted(told.reading, unit, step, f"counted from {told.reading.edtf}, told before it")
    return replace(reading, anaphoric=True) if reading else None


def _before_publication(frame: Frame, story: Story, direction: str, unit: str) -> Reading | None:
    """ "the previous day" in the first sentence of a report that has told no date yet counts from the day of the report."""
    if direction not in ("previous", "preceding") or _plain(unit) != "day" or story.told or frame.published is None:
        return None
    if frame.sentence.index > 0:
        return None
    return value.one_day(frame.published - timedelta(days=1), "counted from publication, no date being told before it")


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


def lean_weekday(frame: Frame, story: Story) -> Reading | None:
    """ "the previous Friday": the nearest one before the date that the narrative stands at."""
    told = story.near(frame)
    if told is None or told.reading.start is None or told.reading.end is None or told.reading.precision not in ("day", "range"):
        return None
    weekday = _W.weekdays[frame.get("wd").lower()]
    if frame.get("dir").lower() in _FORWARD:
        ahead = (weekday - told.reading.end.weekday()) % 7 or 7
        day = value.forward(told.reading.end, ahead)
    else:
        day = value.back(told.reading.start, (told.reading.start.weekday() - weekday) % 7 or 7)
    return replace(value.one_day(day, f"counted from {told.reading.edtf}, told before it"), anaphoric=True)


def lean_vague(frame: Frame, story: Story) -> Reading | None:
    """ "days later", "weeks earlier": a rough stretch beside the date that the narrative stands at."""
    told = story.near(frame)
    unit, direction = frame.get("unit").lower(), frame.get("dir").lower()
    if told is None or told.reading.start is None or told.reading.end is None or told.reading.precision != "day":
        return None
    low, high = {"minute": (0, 0), "moment": (0, 0), "hour": (0, 1), "day": (2, 7), "week": (14, 56)}[unit]
    if not 100 < told.reading.start.toordinal() < date.max.toordinal() - 100:
        return None
    sign = 1 if direction in _FORWARD else -1
    near, far = (told.reading.start + timedelta(days=sign * count) for count in (low, high))
    reason = f"a vague number of {unit}s from {told.reading.edtf}, told before it"
    return replace(value.days(min(near, far), max(near, far), reason, rough=high > 0), anaphoric=True)


def _inside(frame: Frame) -> Reading | None:
    """ "earlier in the year", "the end of the month" with nothing told before it: of the year or month of publication."""
    if frame.get("unit").lower() == "day":
        return _waiting(frame)
    published = frame.published
    if published is None:
        return value.unknown("no publication date to count from")
    return _within(frame, published, "of publication")


def lean_inside(frame: Frame, story: Story) -> Reading | None:
    told = story.near(frame)
    if told is None or told.reading.start is None or told.reading.end is None:
        return None
    unit, start, end = frame.get("unit").lower(), told.reading.start, told.reading.end
    if start.year != end.year or (unit == "month" and start.month != end.month) or (unit in ("week", "day") and start != end):
        return _waiting(frame)
    found = _within(frame, end, f"of {told.reading.edtf}, told before it")
    return replace(found, anaphoric=True) if found else None


def _within(frame: Frame, day: date, whose: str) -> Reading | None:
    unit, part = frame.get("unit").lower(), " ".join(frame.get("part").lower().replace("-", " ").split())
    reason = f"{part} in the {unit} {whose}"
    if unit == "day":
        return value.one_day(day, reason)
    first, last = {
        "year": (date(day.year, 1, 1), date(day.year, 12, 31)),
        "month": (day.replace(day=1), month_end(day.year, day.month)),
    }.get(unit, week_of(day))
    if part in ("earlier", "later"):
        return replace(value.days(*((first, day) if part == "earlier" else (day, last)), reason), precision="range")
    if unit == "year":
        return year_part(day.year, part, reason)
    if unit == "month":
        return month_part(day.year, day.month, part, reason)
    ends = {"early": (0, 2), "mid": (2, 3), "late": (3, 6)}[_W.parts[part]]
    return value.days(first + timedelta(days=ends[0]), first + timedelta(days=ends[1]), reason)


def _year_end(frame: Frame) -> Reading | None:
    """ "by year-end", "at year's end": the last day of the year of publication, or of the year before where it is told as past."""
    published = frame.published
    if published is None:
        return value.unknown("no publication date to count from")
    since = frame.previous in ("since", "from") and published.month < 12
    return value.one_day(date(published.year - since or 1, 12, 31), "the end of the year, counted from publication")


_UNIT = r"(?P<unit>day|night|morning|afternoon|evening|week|month|year)\b"
_WD = rf"(?P<wd>{_P.weekday})\b"
_ENDS = r"(?=\s\d|\s?[.,;:)'’\"”]|\s(?:and|in|at|when|as|by|with|he|she|they|it|the|after|before|to|for|from|but)\b|$)"
_PART = rf"(?P<part>earlier|later|{_P.part})"


def _leaning(made: Rule, lean_on: Callable[[Frame, Story], Reading | None] = lean) -> Rule:
    return replace(made, lean=lean_on)


RULES: tuple[Rule, ...] = (
    _leaning(
        rule(
            "next_day",
            {"next", "following", "previous", "same", "preceding"},
            rf"\bthe\s(?:very\s)?(?P<dir>next|following|previous|preceding|same)\s{_UNIT}(?!['’]s?\s(?:rest|sleep))",
            _next,
        )
    ),
    _leaning(
        rule("that_day", {"that"}, rf"\b(?:(?:later|earlier|early|late|on|in|of)\s)(?P<x>(?P<dir>that)\s(?:same\s)?{_UNIT})", _waiting)
    ),
    _leaning(rule("that_year", {"that"}, rf"\b(?P<dir>that)\s(?:same\s)?(?P<unit>day|night|week|month|year)\b{_ENDS}", _waiting)),
    _leaning(
        rule(
            "day_before", {"before", "after"}, rf"\bthe\s{_UNIT}\s(?P<dir>before|after)(?=\s?[.,;:)\"”]|\s(?:and|in|at|when)\b|$)", _waiting
        )
    ),
    _leaning(
        rule(
            "later",
            {"later", "earlier"},
            rf"\b(?P<n>{_P.count})[\s-](?P<unit>day|week|month|year)s?\s(?P<dir>later|earlier)\b",
            _waiting,
        )
    ),
    _leaning(
        rule(
            "before_that",
            {"before", "after"},
            rf"\b(?P<n>{_P.count})[\s-](?P<unit>day|week|month|year)s?\s(?P<dir>before|after)(?=\s?[.,;:)\"”]|$|\sthat\b)",
            _waiting,
        )
    ),
    _leaning(
        rule(
            "previous_weekday",
            set(_W.weekdays),
            rf"\bthe\s(?P<dir>previous|preceding|following|next)\s{_WD}",
            _waiting,
        ),
        lean_weekday,
    ),
    _leaning(
        rule("weekday_before", {"before", "after"}, rf"\b(?:the\s)?{_WD}\s(?P<dir>before)(?=\s?[.,;:)\"”]|$)", _waiting),
        lean_weekday,
    ),
    _leaning(
        rule(
            "vague_later",
            {"later", "earlier"},
            r"(?<![\w-]\s)(?<!-)\b(?:(?:just|only|some|a\sfew|several)\s)?(?P<unit>minute|moment|hour|day|week)s\s(?P<dir>later|earlier)\b",
            _waiting,
        ),
        lean_vague,
    ),
    _leaning(rule("in_the_unit", {"in"}, rf"\b{_PART},?\sin\sthe\s(?P<unit>day|week|month|year)\b(?!['’]s)", _inside), lean_inside),
    _leaning(
        rule(
            "end_of_unit", {"of"}, r"\bthe\s(?:very\s)?(?P<part>end|beginning|start|middle)\sof\sthe\s(?P<unit>week|month|year)\b", _inside
        ),
        lean_inside,
    ),
    rule("year_end", {"year", "year's", "year’s"}, r"\b(?P<x>year-end|year['’]s\send)\b(?!-)", _year_end),
)
