"""Feasts and months of other calendars: one row a case, with why it is there where that is not plain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dated import document, read
from tollbook.resolve.date_calendar import hebrew_month, nth_weekday, persian_to_gregorian
from tollbook.resolve.dates import find_dates

READS = [
    ("They were hit during Ramadan.", "Ramadan", "2015-06-17~/2015-07-18~"),
    ("They were hit in Ramadan 2014.", "Ramadan 2014", "2014-06-28~/2014-07-29~"),
    ("They were hit on the eve of Eid al-Fitr.", "the eve of Eid al-Fitr", "2015-07-16~/2015-07-18~"),
    ("They were hit on the first day of Eid al-Adha.", "the first day of Eid al-Adha", "2015-09-23~/2015-09-25~"),
    ("They were hit in the last ten days of Ramadan.", "the last ten days of Ramadan", "2015-07-07~/2015-07-18~"),
    ("They marched on the last Friday of Ramadan.", "the last Friday of Ramadan", "2015-07-10~/2015-07-17~"),
    ("They were hit late in Ramadan.", "late in Ramadan", "2015-07-07~/2015-07-18~"),
    ("They were hit during last year's Eid al-Adha.", "last year's Eid al-Adha", "2015-09-23~/2015-09-28~"),
    ("They were hit on Ashura.", "Ashura", "2015-10-23~/2015-10-25~"),
    ("They were hit during the hajj.", "hajj", "2015-09-21~/2015-09-28~"),
    ("They met on 14 Rajab 1446.", "14 Rajab 1446", "2025-01-13~/2025-01-15~"),
    ("They met on Rajab 14, 1446.", "Rajab 14, 1446", "2025-01-13~/2025-01-15~"),
    ("They met on 10 Muharram.", "10 Muharram", "2015-10-23~/2015-10-25~"),
    ("They met in the month of Shawwal.", "Shawwal", "2015-07-17~/2015-08-16~"),
    ("They met on 22 Bahman.", "22 Bahman", "2016-02-11"),
    ("They met on 15 Khordad 1342.", "15 Khordad 1342", "1963-06-05"),
    ("They met on 12 Asad 1400.", "12 Asad 1400", "2021-08-03"),  # the Afghan name of the same month
    ("They met in Farvardin 1394.", "Farvardin 1394", "2015-03-21/2015-04-20"),
    ("They met on Nowruz.", "Nowruz", "2015-03-21"),
    ("A bomb went off on Passover 2002.", "Passover 2002", "2002-03-28/2002-04-03"),
    ("The war came on Yom Kippur 1973.", "Yom Kippur 1973", "1973-10-06"),
    ("It was quiet on Orthodox Christmas.", "Orthodox Christmas", "2016-01-07"),
    ("It was quiet on Orthodox Good Friday.", "Orthodox Good Friday", "2015-04-10"),
    ("It was quiet on Orthodox Easter Sunday.", "Orthodox Easter Sunday", "2015-04-12"),
    ("It was quiet last Thanksgiving.", "last Thanksgiving", "2015-11-26"),
    (
        "The markets of the week before Nowruz are full.",
        "the week before Nowruz",
        "2016-03-07/2016-03-13",
    ),  # four weeks ahead, no past verb
    ("It was quiet at Diwali.", "Diwali", "XXXX"),  # not reckoned, and said so
    ("It was hit in the summer of 2014.", "summer of 2014", "2014-22"),
    ("They fought over the summer.", "the summer", "2015-22"),
    ("They will return in the spring.", "the spring", "2016-21"),
    ("They fought during the rainy season.", "the rainy season", "XXXX"),  # no fixed months
    ("They fought before the monsoon.", "the monsoon", "XXXX"),
]


@pytest.mark.parametrize(("text", "quote", "edtf"), READS)
def test_reads(text: str, quote: str, edtf: str) -> None:
    assert read(text) == [(quote, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "He spoke of the Yom Kippur War.",
        "Sheikh Ramadan agreed.",
        "They heard Ramadan Placeholder.",  # a first name
        "They killed 12 Asad loyalists.",
        "They killed 12 Shawwal fighters.",
        "The Mehr agency said so.",
        "Safar was there.",
        "Roads close in the winter.",  # any winter
        "It is quiet since the fall of the city.",
        "Rains came and the season was dry.",
    ],
)
def test_reads_no_date(text: str) -> None:
    assert read(text) == []


def test_what_is_not_reckoned_says_why() -> None:
    reasons = {
        text: find_dates(document(text))[0].value.reason for text in ("It was quiet at Diwali.", "They fought during the dry season.")
    }
    assert all("not reckoned" in reason or "without fixed months" in reason for reason in reasons.values())


def test_days_of_other_calendars() -> None:
    nowruz = {1357: date(1978, 3, 21), 1399: date(2020, 3, 20), 1400: date(2021, 3, 21), 1403: date(2024, 3, 20), 1404: date(2025, 3, 21)}
    assert {year: persian_to_gregorian(year, 1, 1) for year in nowruz} == nowruz
    assert persian_to_gregorian(1357, 11, 22) == date(1979, 2, 11)
    new_years = {1973: date(1973, 9, 27), 2023: date(2023, 9, 16), 2024: date(2024, 10, 3), 2025: date(2025, 9, 23)}
    assert {year: hebrew_month(year, "tishri") for year in new_years} == new_years
    assert hebrew_month(2024, "nisan") + timedelta(days=14) == date(2024, 4, 23)
    assert hebrew_month(2023, "kislev") + timedelta(days=24) == date(2023, 12, 8)
    assert (nth_weekday(2025, 11, 3, 4), nth_weekday(2025, 5, 0, -1)) == (date(2025, 11, 27), date(2025, 5, 26))
