"""Takes years and days; gives the days of moving feasts and plain calendar arithmetic. Pure functions, no clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month that lies `count` months away."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def same_day_in(day: date, year: int) -> date:
    """The same day of another year; 29 February falls back to the 28th."""
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian reckoning (the anonymous algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian reckoning as a Gregorian date (right from 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


_HIJRI_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram of year 1, civil (Friday) epoch, proleptic Gregorian


def hijri_to_gregorian(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar; the sighted month may begin a day earlier or later."""
    days = day - 1 + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_HIJRI_EPOCH + days)


def hijri_years(year: int) -> tuple[int, ...]:
    """The Islamic years that touch a Gregorian year."""
    first = (year - 622) * 33 // 32
    return tuple(range(first - 1, first + 3))


_PERSIAN_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)  # of every 33 years; agrees with the observed year from 1244 to 1472
_NOWRUZ_1403 = date(2024, 3, 20).toordinal()


def _persian_leaps(year: int) -> int:
    """The leap years before a Persian year."""
    cycles, rest = divmod(year - 1, 33)
    return cycles * len(_PERSIAN_LEAPS) + sum(leap <= rest for leap in _PERSIAN_LEAPS)


def persian_to_gregorian(year: int, month: int, day: int) -> date:
    """A day of the solar Hijri calendar of Iran and Afghanistan; months 1 to 6 have 31 days."""
    nowruz = _NOWRUZ_1403 + (year - 1403) * 365 + _persian_leaps(year) - _persian_leaps(1403)
    return date.fromordinal(nowruz + (month - 1) * 30 + min(month - 1, 6) + day - 1)


_HEBREW_EPOCH = -1373427  # the day number of 1 Tishri of year 1


def _hebrew_moon(year: int) -> int:
    months = (235 * year - 234) // 19
    day = months * 29 + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_hebrew_moon(other) for other in (year - 1, year, year + 1))
    return _HEBREW_EPOCH + this + (2 if after - this == 356 else 1 if this - before == 382 else 0)


def hebrew_month(gregorian: int, name: str) -> date:
    """The first day of Tishri, Kislev or Nisan in a Gregorian year; feasts begin on the evening before their day."""
    new_year = _hebrew_new_year(gregorian + 3761)
    if name == "tishri":
        return date.fromordinal(new_year)
    if name == "nisan":
        return date.fromordinal(new_year - 177)
    complete = (_hebrew_new_year(gregorian + 3762) - new_year) % 10 == 5
    return date.fromordinal(new_year + 59 + complete)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The first (1), second, ... or last (-1) of a weekday in a month."""
    if number < 0:
        last = month_end(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-number - 1))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
