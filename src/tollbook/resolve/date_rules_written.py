"""Takes dates written with day, month or year; gives their readings. A day without its year is the nearest one that the tense allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import add_months, month_end, same_day_in
from tollbook.resolve.date_frame import Frame, Rule, Story, rule
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import pieces, vocabulary

_P = pieces()
_W = vocabulary()
MONTH_CUES = frozenset(_W.months)
_DASH = r"\s?[-–—]\s?"
_TO = r"(?:\s(?:to|and|until|till|through)\s|\s?[-–—/]\s?)"
_NEAR = timedelta(days=45)  # a day this far ahead, with no past verb, is nearer than its like of a year before
_AWAITED = timedelta(days=150)  # and so far ahead behind "until" or "from"
_RECENT = timedelta(days=31)
_ONWARD = timedelta(days=100)  # so far an account goes on without telling its year again
_SLACK = timedelta(days=2)  # time zones and late publication dates


def year_of(frame: Frame, month: int, day: int | None) -> tuple[int, str] | None:
    """The year of a day or month written without one, with the reason; None when there is no publication date."""
    published = frame.published
    if published is None:
        return None
    first = _safe(published.year, month, day or 1)
    if first is None:
        return None
    same_month = (first.year, first.month) == (published.year, published.month)
    waits = {frame.previous, frame.get("prep").lower()} & {"until", "till", "by", "from", "through"}
    near = _AWAITED if waits else _NEAR
    if first > published + (_SLACK if day else timedelta(0)):
        near = (
            _AWAITED
            if frame.previous in ("until", "till", "by", "from", "through") or frame.get("prep") in ("until", "till", "by", "from")
            else _NEAR
        )
        if frame.ahead or frame.following == "deadline" or (frame.tense != "past" and first - published <= near):
            return published.year, "the coming one, the nearest that its clause allows"
        return published.year - 1, "the most recent one before publication"
    if frame.ahead and not same_month and (published - first).days > 180:
        return published.year + 1, "the coming one, by the tense of its clause"
    if frame.tense != "past" and _same_day_next(first) - published <= near:
        return published.year + 1, "the coming one, the nearest that its clause allows"
    return published.year, "the most recent one before publication"


def _same_day_next(day: date) -> date:
    return same_day_in(day, day.year + 1) if day.year < date.max.year else date.max


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(words: str, published: date | None) -> int:
    """The year that four digits, or the two of an agency header, stand for."""
    number = int(words.lstrip("'’"))
    if number >= 100:
        return number
    pivot = published.year if published else 2049
    return next(century + number for century in (2000, 1900) if century + number <= pivot + 1)


def _written_year(frame: Frame) -> tuple[int, str] | None:
    """The year written with a day or month, in digits or as "last year"; None when there is none."""
    if frame.get("y"):
        return _full_year(frame.get("y"), frame.published), "written in full"
    told = frame.get("told").lower()
    if told and frame.published:
        return frame.published.year + {"last": -1, "this": 0, "next": 1}[told], f"of {told} year, counted from publication"
    return None


def _day(frame: Frame, month: int, day: int) -> Reading | None:
    guessed = _written_year(frame) or year_of(frame, month, day)
    if guessed is None:
        return value.unknown("no publication date to tell the year") if _safe(2000, month, day) else None
    found = _safe(guessed[0], month, day)
    return value.one_day(found, guessed[1]) if found else None


def _written_day(frame: Frame) -> Reading | None:
    month = frame.get("m")
    if not month[0].isupper() or frame.following in _W.not_after_date:
        return None
    if frame.get("in_month") and not frame.get("y") and not frame.get("told") and frame.following[:1].islower():
        return None  # "in May 12 people were killed": the number counts people
    return _on_weekday(frame, _W.month(month), _W.day_of(frame.get("d")))


def _on_weekday(frame: Frame, month: int, day: int) -> Reading | None:
    """ "Tuesday 3 May": the year in which that day was a Tuesday, where the tense allows it; else the date is kept as uncertain."""
    reading = _day(frame, month, day)
    name = frame.get("dayname").lower().rstrip(",. ")
    weekday = _W.weekdays.get(name, _W.short_weekdays.get(name))
    if weekday is None or reading is None or reading.start is None or reading.start.weekday() == weekday or frame.published is None:
        return reading
    if not frame.get("y") and not frame.get("told"):
        latest = frame.published + _SLACK if frame.tense == "past" else date.max
        years = (frame.published.year, frame.published.year - 1, frame.published.year + 1)
        found = next((on for year in years if (on := _safe(year, month, day)) and on.weekday() == weekday and on <= latest), None)
        if found:
            return value.one_day(found, "of the year in which it fell on that weekday")
    return value.doubtful(reading, f"{reading.reason}, but it was not a {name}")


def _iso(frame: Frame) -> Reading | None:
    found = _safe(int(frame.get("y")), int(frame.get("m")), int(frame.get("d")))
    return value.one_day(found, "written in full") if found else None


def _slashes(frame: Frame) -> Reading | None:
    """22/02/2016: which number is the month is only sure when the other is above 12."""
    first, second, year = int(frame.get("a")), int(frame.get("b")), _full_year(frame.get("y"), frame.published)
    readings = sorted({found for found in (_safe(year, second, first), _safe(year, first, second)) if found})
    if len(readings) == 1:
        return value.one_day(readings[0], "written in full")
    if readings:
        return value.days(readings[0], readings[1], "day and month may stand in either order: one of the two ends")
    return None


def _day_range(frame: Frame) -> Reading | None:
    """12-15 March, 28 March to 2 April 2015: the second month and the year serve both ends."""
    second = frame.get("m2") or frame.get("m")
    first = frame.get("m") or second
    if not (first[0].isupper() and second[0].isupper()):
        return None
    last = _day(frame, _W.month(second), _W.day_of(frame.get("d2")))
    if last is None or last.start is None:
        return last
    start = _safe(last.start.year, _W.month(first), _W.day_of(frame.get("d")))
    if start and start > last.start:
        start = _safe(last.start.year - 1, _W.month(first), _W.day_of(frame.get("d")))
    if start is None or start > last.start or (last.start - start).days > 330:
        return None
    return value.days(start, last.start, f"both ends written; {last.reason}")


def _month(frame: Frame) -> Reading | None:
    """Month and year, with "early", "mid" or "late" before them or not."""
    if not frame.get("m")[0].isupper():
        return None
    year = _written_year(frame)
    if year is None:
        return value.unknown("no publication date to tell the year")
    return month_part(year[0], _W.month(frame.get("m")), frame.get("part"), year[1])


def month_part(year: int, month: int, part: str, reason: str) -> Reading:
    """A month or its early, middle or late third."""
    if not part:
        return value.month(year, month, reason)
    first, last = _W.month_parts[_W.parts[_plain(part)]]
    end = date(year, month, last) if last else month_end(year, month)
    return value.days(date(year, month, first), end, f"{_W.parts[_plain(part)]} in the month; {reason}")


def year_part(year: int, part: str, reason: str) -> Reading:
    """A year or its early, middle or late months."""
    if not part:
        return value.year(year, reason)
    first, last = _W.year_parts[_W.parts[_plain(part)]]
    return value.months((year, first), (year, last), f"{_W.parts[_plain(part)]} in the year; {reason}")


def _plain(part: str) -> str:
    return " ".join(part.lower().replace("-", " ").split())


_STRETCHES = frozenset({"week", "weeks", "days", "day", "half", "month", "weekend", *_W.weekdays})


def _month_alone(frame: Frame) -> Reading | None:
    word = frame.get("m")
    if not word[0].isupper():
        return None
    if (
        word == "May"
        and frame.get("prep").lower() in ("of", "by")
        and not frame.get("part")
        and not _STRETCHES.intersection(frame.before[-2:])
    ):
        return None  # a person's name, but not in "the first week of May"
    if frame.following.isdigit() and not (frame.get("prep").lower() == "in" and "".join(frame.after[1:2])[:1].islower()):
        return None  # "from May 12" is a day, "in May 12 people were killed" is not
    if frame.following[:1].isupper() and word.lower() in _W.doubtful_months:
        return None  # "in March Air Force Base" is a name
    month = _W.month(word)
    which = frame.get("which").lower()
    published = frame.published
    if published is None:
        return value.unknown("no publication date to tell the year")
    if which in ("last", "this past"):
        year = published.year if month < published.month else published.year - 1
        return month_part(year, month, frame.get("part"), "the last one before publication")
    if which in ("next", "this coming"):
        year = published.year if month > published.month else published.year + 1
        return month_part(year, month, frame.get("part"), "the next one after publication")
    guessed = (published.year, "of the year of publication") if which == "this" else year_of(frame, month, None)
    return month_part(guessed[0], month, frame.get("part"), guessed[1]) if guessed else None


def _month_range(frame: Frame) -> Reading | None:
    first, last = frame.get("m"), frame.get("m2")
    if not (first[0].isupper() and last[0].isupper()):
        return None
    guessed = _written_year(frame) or year_of(frame, _W.month(last), None)
    if guessed is None:
        return value.unknown("no publication date to tell the year")
    year_first = int(frame.get("y1")) if frame.get("y1") else guessed[0] - (_W.month(first) > _W.month(last))
    if (year_first, _W.month(first)) > (guessed[0], _W.month(last)):
        return None
    return value.months((year_first, _W.month(first)), (guessed[0], _W.month(last)), f"both ends written; {guessed[1]}")


def _header(frame: Frame) -> Reading | None:
    """25 AUG 88, as agencies write it in headers: capitals, two digits of the year."""
    stored = frame.document.report.text[frame.match.start("m") : frame.match.end("m")]
    if not stored.isupper() or (not frame.get("d") and not frame.get("part")):
        return None
    return _day(frame, _W.month(frame.get("m")), _W.day_of(frame.get("d")))


def _day_alone(frame: Frame) -> Reading | None:
    """ "on the 15th": of the month of publication, or of the one before it."""
    published = frame.published
    if published is None:
        return value.unknown("no publication date to tell the month")
    day = _W.day_of(frame.get("d"))
    month = add_months(
        published.year, published.month, 1 if frame.ahead and day < published.day else 0 if frame.ahead or day <= published.day else -1
    )
    found = _safe(*month, day) if month[0] > 0 else None
    return value.one_day(found, "the nearest such day that its clause allows") if found else None


def _day_of_month_alone(frame: Frame) -> Reading | None:
    """ "on the 15th of this month"."""
    published = frame.published
    if published is None:
        return value.unknown("no publication date to tell the month")
    shift = {"last": -1, "next": 1}.get(frame.get("which").lower(), 0)
    month = add_months(published.year, published.month, shift)
    found = _safe(*month, _W.day_of(frame.get("d")))
    return value.one_day(found, f"of {frame.get('which').lower()} month") if found else None


def _lean(frame: Frame, story: Story) -> Reading | None:
    """A day or month without a year right behind a date of an earlier year that is written in full goes on from it: "On 3 May 1998 ... On 9 May ...".

    Not so when it can be one of the last weeks before publication.
    """
    told = story.near(frame)
    if told is None or frame.get("y") or frame.get("told") or frame.sentence.index - told.sentence.index > 1:
        return None
    end, published = told.reading.end, frame.published
    if (
        end is None
        or told.reading.precision not in ("day", "month")
        or not told.reading.reason.startswith(("written in full", "goes on from"))
    ):
        return None
    plain = _written_day(frame) if frame.get("d") else _month_alone(frame)
    if plain is None or end.year >= date.max.year or (published and end.year >= published.year):
        return None
    if published and plain.end and plain.end > published - _RECENT:
        return None
    month, day = _W.month(frame.get("m")), _W.day_of(frame.get("d")) if frame.get("d") else 0
    first = next((on for year in (end.year, end.year + 1) if (on := _safe(year, month, day or 1)) and on > end), None)
    if first is None or first - end > _ONWARD:
        return None
    reason = f"goes on from {told.reading.edtf}, told before it"
    found = value.one_day(first, reason) if day else month_part(first.year, month, frame.get("part"), reason)
    return replace(found, anaphoric=True)


def _leaning(made: Rule) -> Rule:
    return replace(made, lean=_lean)


_PART = rf"(?P<part>{_P.part}[\s-])?"
_YEAR = rf"(?P<y>{_P.year})"
_OPT_YEAR = rf"(?:,?\s(?:of\s)?(?:{_YEAR}(?!\s(?:people|others))|(?P<told>last|this|next)\syear\b))?"
_MONTH = rf"\b(?P<m>{_P.month})"
_DAY = rf"(?P<d>{_P.day})"
_BEFORE = r"\b(?P<prep>in|since|during|until|till|by|from|through|of|before|after|between|around|back\sin|to|for|and|as\sof)\s"

RULES: tuple[Rule, ...] = (
    rule("iso", {"#"}, rf"(?<![\d/-])(?P<y>{_P.year})(?P<sep>[-/])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?![\d/-])", _iso),
    rule("numeric", {"#"}, r"(?<![\d/.-])(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/-])", _slashes),
    rule(
        "day_range",
        MONTH_CUES,
        rf"(?<![\d,.])\b{_DAY}(?:,\s\d\d?){{0,4}},?{_TO}(?P<d2>{_P.day})\s(?:of\s)?(?P<m>{_P.month}){_OPT_YEAR}",
        _day_range,
    ),
    rule("range_day", MONTH_CUES, rf"{_MONTH}\s{_DAY}{_TO}(?P<d2>{_P.day})(?![,.]?\d){_OPT_YEAR}", _day_range),
    rule(
        "days_months",
        MONTH_CUES,
        rf"(?<![\d,.])\b{_DAY}\s(?P<m>{_P.month}){_TO}(?P<d2>{_P.day})\s(?P<m2>{_P.month}){_OPT_YEAR}",
        _day_range,
    ),
    rule("months_days", MONTH_CUES, rf"{_MONTH}\s{_DAY}{_TO}(?P<m2>{_P.month})\s(?P<d2>{_P.day})(?![,.]?\d){_OPT_YEAR}", _day_range),
    _leaning(
        rule(
            "day_month",
            MONTH_CUES,
            rf"(?:\b(?P<dayname>{_P.dayname})(?:the\s)?)?(?<![\d,.:])\b{_DAY}\s(?:of\s)?(?P<m>{_P.month}){_OPT_YEAR}",
            _written_day,
        )
    ),
    _leaning(
        rule(
            "month_day",
            MONTH_CUES,
            rf"(?P<in_month>\bin\s)?(?P<x>(?:\b(?P<dayname>{_P.dayname}))?{_MONTH}\s(?:the\s)?{_DAY}(?![,.:]?\d){_OPT_YEAR})",
            _written_day,
        )
    ),
    rule("header", MONTH_CUES, rf"(?<![\d])(?P<d>\d\d?)\s(?P<m>{_P.month})\s(?P<y>['’]?\d\d)\b(?!\s(?:percent|people))", _header),
    rule("month_range", MONTH_CUES, rf"{_MONTH}(?:,?\s(?P<y1>{_P.year}))?{_TO}(?P<m2>{_P.month})(?!\s\d\d?\b){_OPT_YEAR}", _month_range),
    rule("month_year", MONTH_CUES, rf"{_PART}{_MONTH},?\s(?:of\s)?(?:{_YEAR}|(?P<told>last|this|next)\syear\b)", _month),
    _leaning(rule("month_alone", MONTH_CUES, rf"{_BEFORE}(?:the\smonth\sof\s)?(?P<x>{_PART}{_MONTH})(?![-'’.]?\w)", _month_alone)),
    rule(
        "month_which",
        MONTH_CUES,
        rf"\b(?P<x>{_PART}(?P<which>last|next|this(?:\s(?:past|coming))?)\s{_MONTH})(?!\s?\d)(?![-.]?\w)",
        _month_alone,
    ),
    rule("month_part", MONTH_CUES, rf"\b(?P<x>(?P<part>{_P.part}[\s-]){_MONTH})(?!,?\s?\d)(?![-.]?\w)", _month_alone),
    rule("month_genitive", MONTH_CUES, rf"(?P<x>{_MONTH})['’]s\b", _month_alone),
    rule(
        "day_alone",
        {"#"},
        r"\bon\s(?P<x>the\s(?P<d>(?:3[01]|[12]?\d)(?:st|nd|rd|th)))(?=\s?[.,;:)]|\s(?:and|when|at|he|she|they|it|after|before)\b|$)",
        _day_alone,
    ),
    rule("nth_of_month", {"month"}, rf"\bthe\s(?P<x>{_DAY}\sof\s(?P<which>this|last|next)\smonth)\b", _day_of_month_alone),
)
