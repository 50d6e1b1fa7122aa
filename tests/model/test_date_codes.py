"""The codes of UCDP and ACLED for how exact a date is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tollbook.model.date_codes import acled_time_precision, ucdp_date_prec
from tollbook.model.incident import DatePrecision, DateValue

FIRST = date(2016, 1, 1)


def value(days: int | None, precision: DatePrecision = "range") -> DateValue:
    end = None if days is None else FIRST + timedelta(days=days - 1)
    return DateValue("2016-01-01", FIRST, end, precision, "text", None, "date.test", "test")


@pytest.mark.parametrize(
    ("days", "ucdp", "acled"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (6, 2, 2),
        (7, 3, 2),
        (8, 4, 3),
        (31, 4, 3),  # a whole month
        (32, 5, None),  # ACLED has no code for more than a month
        (366, 5, None),
        (367, None, None),
        (None, None, None),  # "since 1 January": no end
    ],
)
def test_codes_by_the_days_spanned(days: int | None, ucdp: int | None, acled: int | None) -> None:
    assert (ucdp_date_prec(value(days)), acled_time_precision(value(days))) == (ucdp, acled)


def test_nothing_known_has_no_code() -> None:
    assert ucdp_date_prec(None) is acled_time_precision(None) is None
    assert ucdp_date_prec(value(1, "unknown")) is acled_time_precision(value(1, "unknown")) is None
