"""Takes days and months of the Islamic and the Persian calendar ("14 Rajab 1446", "22 Bahman"); gives their days. Never reads a bare doubtful name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import hijri_to_gregorian, persian_to_gregorian
from tollbook.resolve.date_frame import Frame, Rule, rule
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import alternatives, pieces, vocabulary

_P = pieces()
_W = vocabulary()
_DOUBT = timedelta(days=1)


def _hijri(frame: Frame) -> Reading | None:
    return _read(frame, _W.hijri_months, 30, hijri_to_gregorian, lambda day: (day.year - 622) * 33 // 32 + 1)


def _persian(frame: Frame) -> Reading | None:
    return _read(frame, _W.persian_months, 31, persian_to_gregorian, lambda day: day.year - 621)


def _read(
    frame: Frame, months: dict[str, int], longest: int, convert: Callable[[int, int, int], date], year_at: Callable[[date], int]
) -> Reading | None:
    name = " ".join(frame.get("m").lower().replace("’", "'").split())
    if not frame.get("m")[0].isupper():
        return None
    month, doubtful = months[name], name in _W.doubtful_calendar_months
    day = _W.day_of(frame.get("d")) if frame.get("d") else 0
    if not frame.get("y") and frame.following.lower() in _W.counted:
        return None  # "12 Ramadan fighters"
    if day > longest or (doubtful and not frame.get("y") and not frame.get("of")):
        return None
    if frame.following[:1].isupper() and not frame.get("y") and not frame.get("of"):
        return None  # "22 Bahman Street"
    if frame.get("y"):
        return _days(convert, int(frame.get("y")), month, day, "of the written year")
    if frame.published is None:
        return value.unknown("no publication date to tell the year")
    if not 1900 < frame.published.year < 2100:
        return None
    near = [_days(convert, year_at(frame.published) + step, month, day, "the most recent one at publication") for step in (-2, -1, 0, 1)]
    behind = [reading for reading in near if reading.start and reading.start <= frame.published]
    ahead = [reading for reading in near if reading.end and reading.end >= frame.published]
    return ahead[0] if frame.ahead and ahead else behind[-1]


def _days(convert: Callable[[int, int, int], date], year: int, month: int, day: int, reason: str) -> Reading:
    first = convert(year, month, day or 1)
    following = convert(year + month // 12, month % 12 + 1, 1)
    last = first if day else following - _DOUBT
    if convert is hijri_to_gregorian:
        return value.days(
            first - _DOUBT, last + _DOUBT, f"{reason}; tabular Islamic calendar, the sighted moon may differ by a day", rough=True
        )
    return value.days(first, last, f"{reason}; Persian calendar")


def _rules(name: str, months: dict[str, int], make: Callable[[Frame], Reading | None], tail: str) -> tuple[Rule, ...]:
    cues = frozenset(month.split()[0].split("-")[0] for month in months)
    month = rf"(?P<m>{alternatives(months)})(?![-\w])"
    year = rf"(?P<y>1[34]\d\d)\b(?:\s(?:{tail})\b)?"
    return (
        rule(f"{name}_day", cues, rf"(?<![\d,.:])\b(?P<d>{_P.day})\s(?:of\s)?{month}(?:,?\s{year})?", make),
        rule(f"{name}_month_day", cues, rf"\b{month}\s(?P<d>{_P.day})(?![,.:]?\d)(?:,?\s{year})?", make),
        rule(f"{name}_month", cues, rf"\b{month},?\s{year}", make),
        rule(f"{name}_month_of", cues, rf"\b(?:(?P<of>month\sof)|during)\s(?P<x>{month})(?!,?\s1[34]\d\d)", make),
    )


RULES: tuple[Rule, ...] = (
    *_rules("hijri", _W.hijri_months, _hijri, r"AH|H|Hijri"),
    *_rules("persian", _W.persian_months, _persian, r"AP|SH|AHS|Shamsi"),
)
