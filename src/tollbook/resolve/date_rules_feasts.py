"""Takes named days ("Christmas", "Eid al-Fitr", "9/11"); gives their dates. Islamic days carry a day of doubt on either side."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import (
    hebrew_month,
    hijri_to_gregorian,
    hijri_years,
    nth_weekday,
    orthodox_easter,
    persian_to_gregorian,
    western_easter,
)
from tollbook.resolve.date_frame import Frame, Rule
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import Feast, pieces, vocabulary

_W = vocabulary()
_NEAR = timedelta(days=30)  # a feast so far ahead, with no past verb, is nearer than its like of a year before
_GIVEN_NAME = re.compile(
    r"(?<![.!?]\s)\b(?!The|In|On|At|During|Since|Until|Before|After|By|For|From|This|Last|Next|Muslim|Islamic|Holy)[A-Z][\w.'’-]+\s$"
)


def _occurrences(feast: Feast, year: int) -> list[tuple[date, date]]:
    """First and last days of a feast that begin in a year, with the doubt of the sighted moon."""
    if feast.kind == "islamic":
        starts = sorted(hijri_to_gregorian(hijri, feast.month, feast.day) for hijri in hijri_years(year))
        doubt = timedelta(days=1)
        return [(day - doubt, day + timedelta(days=feast.days - 1) + doubt) for day in starts if day.year == year]
    first = _first_day(feast, year)
    return [(first, first + timedelta(days=feast.days - 1))]


def _first_day(feast: Feast, year: int) -> date:
    if feast.kind == "easter":
        sunday = western_easter(year) if feast.base == "w" else orthodox_easter(year)
        return sunday + timedelta(days=feast.day)
    if feast.kind == "hebrew":
        return hebrew_month(year, feast.base) + timedelta(days=feast.day)
    if feast.kind == "persian":
        return persian_to_gregorian(year - 621, feast.month, feast.day)
    if feast.kind == "weekday_holidays":
        return nth_weekday(year, feast.month, feast.day, feast.number)
    return date(year, feast.month, feast.day)


def _reading(feast: Feast, found: tuple[date, date], reason: str) -> Reading:
    if feast.kind == "islamic":
        return value.days(*found, f"{reason}; tabular Islamic calendar, the sighted moon may differ by a day", rough=True)
    return value.days(*found, f"{reason}; it begins on the evening before" if feast.kind == "hebrew" else reason)


def _is_name(feast: Feast, frame: Frame) -> bool:
    """Is it part of a name: "Yom Kippur War", "Sheikh Ramadan", "Ramadan Something"?"""
    if frame.following in _W.not_after_feast:
        return True
    if feast.kind != "islamic" or frame.get("y") or " " in frame.document.text[frame.start : frame.end]:
        return False
    text = frame.document.text
    return frame.following[:1].isupper() or _GIVEN_NAME.search(text[max(frame.sentence.start, frame.start - 30) : frame.start]) is not None


def _make(feast: Feast, frame: Frame) -> Reading | None:
    name = frame.document.text[frame.start : frame.end]
    if (feast.kind not in ("named", "islamic") and name.lower() == name) or _is_name(feast, frame):
        return None
    if feast.kind == "unreckoned":
        return value.unknown("a feast whose day is not reckoned here")
    if feast.kind == "named":
        day = date.fromisoformat(feast.base)
        return value.one_day(day, "a date that names an event") if frame.published is None or day <= frame.published else None
    if frame.get("y"):
        return _of_year(feast, int(frame.get("y")), "of the written year")
    published = frame.published
    if published is None:
        return value.unknown("no publication date to tell the year")
    if not 1901 < published.year < 2099:
        return None
    if frame.get("told"):
        return _of_year(feast, published.year + {"last": -1, "next": 1}.get(frame.get("told").lower(), 0), "of the year told")
    around = [found for year in (published.year - 1, published.year, published.year + 1) for found in _occurrences(feast, year)]
    which = frame.get("which").lower()
    coming = next(found for found in around if found[1] >= published)
    near = frame.tense != "past" and coming[0] - published <= _NEAR
    if which == "next" or ((frame.ahead or near) and which != "last"):
        return _reading(feast, coming, "the coming one")
    return _reading(feast, [found for found in around if found[0] <= published][-1], "the most recent one at publication")


def _of_year(feast: Feast, year: int, reason: str) -> Reading | None:
    listed = _occurrences(feast, year) if 1900 < year < 2100 else []
    return _reading(feast, listed[0], reason) if listed else None


def _rule(feast: Feast) -> Rule:
    needs = rf"\b{feast.needs}\s(?:the\s)?" if feast.needs else r"\b"
    which = r"(?:(?P<which>last|next|this)\s|(?P<told>last|next|this)\syear['’]s\s)?"
    year = r"" if feast.kind == "named" else rf"(?:\s(?:in\s|of\s)?(?P<y>{pieces().year}))?"
    tail = r"(?![-'’]?\w)" if feast.needs else r"(?!\w)"
    pattern = re.compile(rf"{needs}(?P<x>{which}{feast.pattern}{year}){tail}", re.IGNORECASE)
    return Rule("date.named" if feast.kind == "named" else "date.feast", feast.cues, pattern, lambda frame: _make(feast, frame))


RULES: tuple[Rule, ...] = tuple(_rule(feast) for feast in _W.feasts)
