"""Takes days, months and years; gives readings: an EDTF string (Level 0 or 1), the days it spans, a precision and a reason in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tollbook.model.incident import DatePrecision
from tollbook.resolve.date_calendar import add_months, month_end, week_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means, before it is tied to its words. `anaphoric` ones lean on another date of the narrative; those that `compare`
    ("from 12 a year earlier") do not move the narrative to where they point."""

    edtf: str
    start: date | None
    end: date | None
    precision: DatePrecision
    reason: str
    anaphoric: bool = False
    compares: bool = False


def unknown(reason: str, anaphoric: bool = False) -> Reading:
    """An expression of time that could not be pinned to the calendar."""
    return Reading("XXXX", None, None, "unknown", reason, anaphoric)


def one_day(day: date, reason: str) -> Reading:
    return Reading(day.isoformat(), day, day, "day", reason)


def days(start: date, end: date, reason: str, rough: bool = False) -> Reading:
    """A stretch of days, both included; `rough` marks both ends as approximate."""
    if start == end and not rough:
        return one_day(start, reason)
    mark = "~" if rough else ""
    return Reading(f"{start.isoformat()}{mark}/{end.isoformat()}{mark}", start, end, "range", reason)


def week(day: date, reason: str) -> Reading:
    """The week (Monday to Sunday) that holds a day."""
    return replace(days(*week_of(day), reason), precision="week")


def month(year: int, number: int, reason: str) -> Reading:
    return Reading(f"{year:04d}-{number:02d}", date(year, number, 1), month_end(year, number), "month", reason)


def months(first: tuple[int, int], last: tuple[int, int], reason: str) -> Reading:
    """A stretch of whole months, both included, each as (year, month)."""
    if first == last:
        return month(*first, reason)
    edtf = f"{first[0]:04d}-{first[1]:02d}/{last[0]:04d}-{last[1]:02d}"
    return Reading(edtf, date(*first, 1), month_end(*last), "range", reason)


def year(number: int, reason: str) -> Reading:
    return Reading(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year", reason)


def years(first: int, last: int, reason: str) -> Reading:
    if first == last:
        return year(first, reason)
    return Reading(f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31), "range", reason)


def decade(first: int, reason: str) -> Reading:
    """Ten years: 1990 is the 1990s, 199X."""
    return Reading(f"{first // 10}X", date(first, 1, 1), date(first + 9, 12, 31), "range", reason)


def season(year_number: int, code: int, first_month: int, reason: str) -> Reading:
    """A season by its EDTF code (21 spring to 24 winter), three months long."""
    last = add_months(year_number, first_month, 2)
    return Reading(f"{year_number:04d}-{code}", date(year_number, first_month, 1), month_end(*last), "range", reason)


def doubtful(reading: Reading, reason: str) -> Reading:
    """The same days, marked as uncertain (EDTF `?`)."""
    return replace(reading, edtf="/".join(f"{part}?" for part in reading.edtf.split("/")), reason=reason)


def rough(reading: Reading) -> Reading:
    """The same days, marked as approximate (EDTF `~`)."""
    return replace(reading, edtf="/".join(f"{part}~" for part in reading.edtf.split("/")))


def up_to(day: date, reason: str) -> Reading:
    """A stretch that ends on a day and begins nobody says when."""
    return Reading(f"/{day.isoformat()}", None, day, "range", reason)


def back(published: date, count: int) -> date:
    """The day that lies `count` days before another; the first day of the calendar at the least."""
    return published - timedelta(days=min(count, published.toordinal() - 1))


def forward(day: date, count: int) -> date:
    """The day that lies `count` days after another; the last day of the calendar at the most."""
    return date.fromordinal(min(day.toordinal() + count, date.max.toordinal()))


def since(inner: Reading) -> Reading:
    """From a date on, with no end said."""
    if inner.start is None:
        return inner
    first = inner.edtf.split("/")[0]
    return replace(inner, edtf=f"{first}/..", end=None, precision="range", reason=f"from then on: {inner.reason}")


def until(inner: Reading) -> Reading:
    """Up to a date, with no beginning said."""
    if inner.end is None:
        return inner
    last = inner.edtf.split("/")[-1]
    return replace(inner, edtf=f"../{last}", start=None, precision="range", reason=f"up to then: {inner.reason}")
