"""Takes quarters, half-years and the periods that reports compare ("the year-ago quarter"); gives readings. A fiscal year keeps its doubt."""

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
_NO_DATE = "no publication date to tell the year"
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LAST = frozenset({"last", "final", "closing"})
_WAITING = "leans on a quarter that the text does not tell before it"
_REPORTED = timedelta(days=120)  # results are told within so many days of their quarter


def _quarter(frame: Frame) -> Reading | None:
    """ "third-quarter", "the first half of 2015", "last year's fourth quarter"."""
    length = 6 if frame.get("unit").lower() == "half" else 3
    word = frame.get("q").lower()
    number = 12 // length if word in _LAST else _NUMBERS[word]
    if number > 12 // length:
        return None
    first = (number - 1) * length + 1
    year = _told_year(frame)
    business = frame.speaks_of(_W.money)
    if year is None:
        if word in _LAST or (length == 6 and not business) or (frame.speaks_of(_W.games) and not business):
            return None  # "the last quarter" is another rule, "the first half" mostly a game
        if frame.published is None:
            return value.unknown(_NO_DATE)
        year = _nearest_year(frame, frame.published, first, length)
    elif year == 0:
        return value.unknown(_NO_DATE)
    if not 0 < year < 9999:
        return None
    reading = value.months((year, first), (year, first + length - 1), "a part of the calendar year")
    return value.doubtful(reading, "a part of a fiscal year, which may begin in another month") if frame.get("fiscal") else reading


def _told_year(frame: Frame) -> int | None:
    """The year that is written or told with it; 0 when it needs a publication date that is not there."""
    for name in ("y", "y2", "y3"):
        if frame.get(name):
            return int(frame.get(name))
    told = (frame.get("told") or frame.get("told2")).lower()
    if not told:
        return None
    return frame.published.year + {"last": -1, "next": 1}.get(told, 0) if frame.published else 0


def _nearest_year(frame: Frame, published: date, first: int, length: int) -> int:
    begins = date(published.year, first, 1)
    ends = month_end(published.year, first + length - 1)
    if begins > published:
        near = frame.ahead or (frame.tense == "present" and begins - published < timedelta(days=95))
        return published.year if near else published.year - 1
    return published.year + 1 if frame.ahead and published - ends > _REPORTED else published.year


def _shift(reading: Reading, months: int, reason: str) -> Reading | None:
    """A stretch of whole months that lies some months away."""
    if reading.start is None or reading.end is None:
        return None
    if reading.start.day != 1 or reading.end != month_end(reading.end.year, reading.end.month):
        moved_ends = (reading.start.year + months // 12, reading.end.year + months // 12)
        if months % 12 or not 0 < moved_ends[0] <= moved_ends[1] < 9999:
            return None
        moved = value.days(same_day_in(reading.start, moved_ends[0]), same_day_in(reading.end, moved_ends[1]), reason)
        return replace(moved, anaphoric=True, compares=True)
    first, last = (add_months(day.year, day.month, months) for day in (reading.start, reading.end))
    if not (first[0] > 0 and last[0] < 9999):
        return None
    moved = value.months(first, last, reason)
    moved = value.doubtful(moved, reason) if "?" in reading.edtf else moved
    return replace(moved, anaphoric=True, compares=True)


def year_before(frame: Frame, story: Story) -> Reading | None:
    """The quarter that the narrative reports on, a year earlier: what "a year ago" means beside a figure of business."""
    told = story.period(frame)
    if told is None or not frame.speaks_of(_W.money):
        return None
    return _shift(told.reading, -12, f"the like of {told.reading.edtf}, told before it, a year earlier")


def _near_quarter(frame: Frame) -> Reading | None:
    """ "this quarter", "last quarter": quarters of the calendar, counted from publication."""
    published = frame.published
    if frame.get("the") and frame.previous not in ("over", "during", "in", "for") and not frame.speaks_of(_W.money):
        return None  # "the last quarter" of a town
    if published is None:
        return value.unknown(_NO_DATE)
    step = {"last": -3, "previous": -3, "prior": -3, "past": -3, "latest": -3, "next": 3, "coming": 3}.get(frame.get("which").lower(), 0)
    first = add_months(published.year, (published.month - 1) // 3 * 3 + 1, step)
    return value.months(first, (first[0], first[1] + 2), "a quarter of the calendar, counted from publication")


def _latest(frame: Frame, story: Story) -> Reading | None:
    """ "the latest quarter", "the quarter": the one that the narrative reports on."""
    told = story.period(frame)
    return replace(told.reading, anaphoric=True, reason=f"the period told before it: {told.reading.reason}") if told else None


def _waiting(frame: Frame) -> Reading | None:
    return value.unknown(_WAITING, anaphoric=True)


def _year_ago(frame: Frame) -> Reading | None:
    """ "the year-ago period" with nothing told before it is the year before publication."""
    if frame.published is None or frame.published.year < 2:
        return value.unknown(_NO_DATE)
    return replace(value.year(frame.published.year - 1, "the year before publication"), compares=True)


def _like_period(frame: Frame, story: Story) -> Reading | None:
    told = story.period(frame) or story.near(frame)
    kinds = ("date.quarter", "date.ended", "date.part_of", "date.month_range")
    whole = told is not None and (told.reading.precision == "month" or told.rule.startswith(kinds))
    if told is None or not whole:
        return None
    return _shift(told.reading, -12, f"the like of {told.reading.edtf}, told before it, a year earlier")


def _written(frame: Frame) -> Reading | None:
    return value.year(int(frame.get("y")), "a period of a written year")


def _in_written_year(frame: Frame, story: Story) -> Reading | None:
    """ "the 1988 quarter": the one that the narrative reports on, in another year."""
    told = story.period(frame)
    if told is None or told.reading.start is None:
        return None
    months = (int(frame.get("y")) - told.reading.start.year) * 12
    return _shift(told.reading, months, f"the like of {told.reading.edtf} in a written year")


def _fiscal_year(frame: Frame) -> Reading | None:
    year = int(frame.get("y"))
    year = (1900 if year > 50 else 2000) + year if year < 100 else year
    return value.rough(value.year(year, "a fiscal year, which may begin in another month"))


def _named_year(frame: Frame) -> Reading | None:
    """ "the current year", "the full year" of a business report: the year of publication, or the one that has just ended."""
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    which = frame.get("which").lower()
    if which != "current" and not frame.speaks_of(_W.money):
        return None
    ended = which != "current" and published.month <= 3 and frame.tense == "past"
    reading = value.year(published.year - ended, "the year that the report is about, by its publication date")
    return value.rough(reading) if frame.get("fiscal") or which in ("fiscal", "financial") else reading


_ORDINAL = r"(?P<q>first|second|third|fourth|last|final|closing|[1-4](?:st|nd|rd|th))"
_FISCAL = r"(?P<fiscal>(?:fiscal|financial)[\s-])?"
_TAIL = (
    rf"(?:\s(?:of|in)\s(?:the\s)?(?:(?:fiscal|financial|calendar)\s)?(?:year\s)?(?P<y2>{_P.year})|,?\s(?P<y3>{_P.year})"
    rf"|\s(?:of\s|in\s)?(?P<told2>this|last|next|the(?:\scurrent)?)\s(?:(?:fiscal|financial)\s)?year\b)?"
)
_KIND = r"(?:latest|most\srecent|current|same|corresponding|comparable|similar|like|year-ago|year-earlier|prior-year|previous-year)"
_COMPARED = r"\s(?:of\s|in\s)?(?:last\syear|a\syear\s(?:ago|earlier|before)|the\s(?:previous|prior)\syear|the\syear\sbefore)"
_SPAN = r"(?:(?:fiscal|financial)\s)?(?:quarter|period|half|three\smonths|six\smonths|nine\smonths|month)"
_CUES = frozenset({"quarter", "half"})

RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        _CUES,
        rf"\b(?:(?P<y>{_P.year})(?:['’]s)?\s|(?P<told>this|last|next)\syear['’]s\s)?{_FISCAL}{_ORDINAL}[\s-](?P<unit>quarter|half)\b"
        rf"(?!-(?:century|hour|mile|back|final))(?!\sof\s(?:a|an|his|her|their|its|[A-Z])\b)(?!\sof\sthe\s(?!year|fiscal|financial|current|calendar)){_TAIL}",
        _quarter,
    ),
    rule("quarter_short", {"q"}, rf"\b(?P<unit>Q)(?P<q>[1-4])(?:\s(?:of\s)?(?P<y>{_P.year}))", _quarter),
    rule("quarter_near", {"quarter"}, r"\b(?P<the>the\s)?(?P<which>this|last|next|current|coming|past|previous|prior)\squarter\b(?!\sof\b|-)", _near_quarter),
    replace(
        rule("quarter_latest", {"quarter"}, r"\bthe\s(?P<which>latest|most\srecent)\s(?:(?:fiscal|financial)\s)?quarter\b", _near_quarter),
        lean=_latest,
    ),
    replace(
        rule("quarter_told", {"quarter", "period"}, r"\b(?:for|in|during|of|to|over)\s(?P<x>the\squarter)\b(?!\s(?:of|known|called|where)\b|-)"
             r"|\b(?P<x2>the\slatest\speriod)\b", _waiting),
        lean=_latest,
        silent=True,
    ),
    replace(
        rule("like_period", {"period", "quarter", "half", "months", "month"}, rf"\b(?:the|its|their)\s{_KIND}[\s-]{_SPAN}{_COMPARED}", _year_ago),
        lean=_like_period,
    ),
    replace(
        rule("year_ago", {"year"}, rf"\b(?:(?:the|its|their|a)\s)?(?P<x>year-(?:ago|earlier)(?:\s{_SPAN})?)\b(?!-)", _year_ago),
        lean=year_before,
    ),
    replace(
        rule("period_of_year", {"quarter", "period", "half"}, rf"\bthe\s(?P<x>(?P<y>{_P.year})\s(?:quarter|period|half))\b", _written),
        lean=_in_written_year,
    ),
    rule("fiscal_year", {"fiscal", "financial", "fy"}, rf"\b(?:(?:fiscal|financial)\s(?:year\s)?|FY\s?)(?P<y>{_P.year}|\d\d\b)", _fiscal_year),
    rule("fiscal_year_of", {"fiscal", "financial"}, rf"\b(?P<y>{_P.year})\s(?:fiscal|financial)\syear\b", _fiscal_year),
    rule("named_year", {"year"}, r"\bthe\s(?P<which>current|full|entire|whole|fiscal|financial)\s(?P<fiscal>(?:fiscal|financial)\s)?year\b", _named_year),
)  # fmt: skip
