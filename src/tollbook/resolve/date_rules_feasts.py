"""Takes named days ("Christmas", "Eid al-Fitr", "9/11"); gives their dates. Islamic days carry a day of doubt on either side."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import hijri_to_gregorian, hijri_years, orthodox_easter, western_easter
from tollbook.resolve.date_frame import Frame, Rule
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import Feast, pieces, vocabulary


def _occurrences(feast: Feast, year: int) -> list[tuple[date, date]]:
    """First and last days of a feast that begin in a year, with the doubt of the sighted moon."""
    if feast.kind == "fixed":
        day = date(year, feast.month, feast.day)
        return [(day, day)]
    if feast.kind in ("w", "o"):
        sunday = western_easter(year) if feast.kind == "w" else orthodox_easter(year)
        day = sunday + timedelta(days=feast.day)
        return [(day, day)]
    starts = sorted(hijri_to_gregorian(hijri, feast.month, feast.day) for hijri in hijri_years(year))
    doubt = timedelta(days=1)
    return [(day - doubt, day + timedelta(days=feast.days - 1) + doubt) for day in starts if day.year == year]


def _reading(feast: Feast, found: tuple[date, date], reason: str) -> Reading:
    if feast.kind == "islamic":
        return value.days(*found, f"{reason}; tabular Islamic calendar, the sighted moon may differ by a day", rough=True)
    return value.one_day(found[0], reason)


def _make(feast: Feast, frame: Frame) -> Reading | None:
    name = frame.document.text[frame.start : frame.end]
    if feast.kind not in ("named", "islamic") and name.lower() == name:
        return None
    if feast.kind == "named":
        day = date.fromisoformat(feast.iso)
        return value.one_day(day, "a date that names an event") if frame.published is None or day <= frame.published else None
    if frame.get("y"):
        listed = _occurrences(feast, int(frame.get("y")))
        return _reading(feast, listed[0], "of the written year") if listed and 1900 < int(frame.get("y")) < 2100 else None
    published = frame.published
    if published is None:
        return value.unknown("no publication date to tell the year")
    if not 1901 < published.year < 2099:
        return None
    around = [found for year in (published.year - 1, published.year, published.year + 1) for found in _occurrences(feast, year)]
    which = frame.get("which").lower()
    if which == "next" or (frame.ahead and which != "last"):
        return _reading(feast, next(found for found in around if found[1] >= published), "the coming one")
    return _reading(feast, [found for found in around if found[0] <= published][-1], "the most recent one at publication")


def _rule(feast: Feast) -> Rule:
    needs = rf"\b{feast.needs}\s(?:the\s)?" if feast.needs else r"\b"
    which = r"(?:(?P<which>last|next|this)(?:\syear['’]s)?\s)?"
    year = r"" if feast.kind == "named" else rf"(?:\s(?P<y>{pieces().year}))?"
    tail = r"(?![-'’]?\w)" if feast.needs else r"(?!\w)"
    pattern = re.compile(rf"{needs}(?P<x>{which}{feast.pattern}{year}){tail}", re.IGNORECASE)
    return Rule("date.named" if feast.kind == "named" else "date.feast", feast.cues, pattern, lambda frame: _make(feast, frame))


RULES: tuple[Rule, ...] = tuple(_rule(feast) for feast in vocabulary().feasts)
