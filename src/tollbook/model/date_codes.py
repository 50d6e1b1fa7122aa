"""Takes a date with the days it spans; gives its precision in the codes of UCDP GED and ACLED. Never guesses: a date with an open end has none."""

from __future__ import annotations

from tollbook.model.incident import DateValue


def ucdp_date_prec(value: DateValue | None) -> int | None:
    """UCDP `date_prec`: 1 the day, 2 a range of 2 to 6 days, 3 a week, 4 up to a month, 5 up to a year. None beyond that or without both ends."""
    days = _days(value)
    if days is None or days > 366:
        return None
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5


def acled_time_precision(value: DateValue | None) -> int | None:
    """ACLED `time_precision`: 1 the day, 2 within a week, 3 within a month. None beyond that or without both ends: ACLED has no code for it."""
    days = _days(value)
    if days is None or days > 31:
        return None
    return 1 if days == 1 else 2 if days <= 7 else 3


def _days(value: DateValue | None) -> int | None:
    if value is None or value.start is None or value.end is None or value.precision == "unknown":
        return None
    return (value.end - value.start).days + 1
