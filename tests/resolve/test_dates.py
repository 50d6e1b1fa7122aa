"""Date expressions against a publication date: one row a case, with why it is there where that is not plain."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dated import document, read
from tollbook.model.mention import DateMention
from tollbook.resolve.date_calendar import hijri_to_gregorian, orthodox_easter, western_easter
from tollbook.resolve.dates import find_ages, find_dates, find_durations, find_times

_POINT = r"(?:\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4}|\d{3}X|\d{2}XX|XXXX)[~?%]?"
EDTF = re.compile(rf"(?:{_POINT}|{_POINT}/{_POINT}|\.\./{_POINT}|{_POINT}/\.\.|/{_POINT}|{_POINT}/)")


ABSOLUTE = [
    ("It fell on 22 February 2015.", "22 February 2015", "2015-02-22"),
    ("It fell on February 22 2015.", "February 22 2015", "2015-02-22"),
    ("It fell on February 22, 2015, at noon.", "February 22, 2015", "2015-02-22"),
    ("It fell on Sunday, 22 February 2015.", "Sunday, 22 February 2015", "2015-02-22"),
    ("It fell on the 3rd of March 2015.", "3rd of March 2015", "2015-03-03"),
    ("The entry of 2015-02-22 says so.", "2015-02-22", "2015-02-22"),
    ("The entry of 22/02/2015 says so.", "22/02/2015", "2015-02-22"),
    ("The entry of 03/04/2015 says so.", "03/04/2015", "2015-03-04/2015-04-03"),  # either order: both ends kept
    ("It lasted from 12 to 15 March 2015.", "12 to 15 March 2015", "2015-03-12/2015-03-15"),
    ("It lasted between 28 February and 2 March 2015.", "28 February and 2 March 2015", "2015-02-28/2015-03-02"),
    ("It lasted between December 28 and January 3, 2016.", "December 28 and January 3, 2016", "2015-12-28/2016-01-03"),
    ("It was seen in March 2015.", "March 2015", "2015-03"),
    ("It was seen in early March 2015.", "early March 2015", "2015-03-01/2015-03-10"),
    ("They fought from January to March 2015.", "January to March 2015", "2015-01/2015-03"),
    ("They fought in 2014.", "2014", "2014"),
    ("They fought in late 2014.", "late 2014", "2014-10/2014-12"),
    ("Fighting raged in the 1990s.", "the 1990s", "199X"),
    ("Fighting raged from 2003 to 2011.", "2003 to 2011", "2003/2011"),
    ("The 2003-2006 war is over.", "2003-2006", "2003/2006"),
    ("He recalled the 2014 war.", "2014", "2014"),
    ("He recalled the summer of 2014.", "summer of 2014", "2014-22"),
    ("Losses rose in the first quarter of 2015.", "first quarter of 2015", "2015-01/2015-03"),
    ("BOGOTA, 25 AUG 88 -- A BOMB EXPLODED.", "25 AUG 88", "1988-08-25"),
]

RELATIVE = [
    ("It was hit in January.", "January", "2016-01"),
    ("It was hit on 31 January.", "31 January", "2016-01-31"),
    ("It was hit on 31 December.", "31 December", "2015-12-31"),
    ("It was hit on 3 May last year.", "3 May last year", "2015-05-03"),
    ("It was hit in mid-February.", "mid-February", "2016-02-11/2016-02-20"),
    ("In May, 12 people were killed.", "May", "2015-05"),  # a past verb: not the May to come
    ("In May 12 people were killed.", "May", "2015-05"),  # twelve people, not the twelfth
    ("The vote will be held on 3 May.", "3 May", "2016-05-03"),
    ("The vote will be held in May.", "May", "2016-05"),
    ("It was hit on Sunday.", "Sunday", "2016-02-21"),
    ("It was hit on Monday.", "Monday", "2016-02-22"),  # the publication day itself
    ("It was hit last Monday.", "last Monday", "2016-02-15"),
    ("Talks will resume on Friday.", "Friday", "2016-02-26"),
    ("Talks resume next Monday.", "next Monday", "2016-02-29"),
    ("The Friday deadline has come and gone.", "Friday", "2016-02-19"),
    ("After Friday's attack he fled.", "Friday", "2016-02-19"),
    ("It was hit late on Thursday evening.", "late on Thursday evening", "2016-02-18"),
    ("It was hit on Friday last week.", "Friday last week", "2016-02-19"),
    ("They fought from Friday to Sunday.", "from Friday to Sunday", "2016-02-19/2016-02-21"),
    ("It was hit yesterday.", "yesterday", "2016-02-21"),
    ("It was hit overnight.", "overnight", "2016-02-21/2016-02-22"),
    ("It was hit overnight on Saturday.", "overnight on Saturday", "2016-02-20/2016-02-21"),
    ("It was hit last night.", "last night", "2016-02-21"),
    ("It was hit this morning.", "this morning", "2016-02-22"),
    ("It was hit over the weekend.", "the weekend", "2016-02-20/2016-02-21"),
    ("It was hit last month.", "last month", "2016-01"),
    ("It was hit last week.", "last week", "2016-02-15/2016-02-21"),
    ("It was hit last year.", "last year", "2015"),
    ("It was hit late last year.", "late last year", "2015-10/2015-12"),
    ("It was hit earlier this month.", "earlier this month", "2016-02-01/2016-02-22"),
    ("It was hit earlier this year.", "earlier this year", "2016-01-01/2016-02-22"),
    ("It was hit last summer.", "last summer", "2015-22"),
    ("It was hit in the past 24 hours.", "the past 24 hours", "2016-02-21/2016-02-22"),
    ("It was hit in the past week.", "the past week", "2016-02-15/2016-02-22"),
    ("It was hit in recent days.", "recent days", "2016-02-15~/2016-02-22~"),
    ("It was hit three days ago.", "three days ago", "2016-02-19"),
    ("It was hit two weeks ago.", "two weeks ago", "2016-02-08/2016-02-14"),
    ("It was hit two months ago.", "two months ago", "2015-12"),
    ("It was hit ten years ago.", "ten years ago", "2006"),
    ("It was hit on Christmas Day.", "Christmas Day", "2015-12-25"),
    ("It was hit on New Year's Eve.", "New Year's Eve", "2015-12-31"),
    ("It was hit on Easter Sunday.", "Easter Sunday", "2015-04-05"),
    ("It was hit on Orthodox Easter 2016.", "Orthodox Easter 2016", "2016-05-01"),
    ("It was hit during Eid al-Adha 2015.", "Eid al-Adha 2015", "2015-09-23~/2015-09-28~"),
    ("The war that began since 2011 goes on.", "since 2011", "2011/.."),
    ("They have fought since Friday.", "since Friday", "2016-02-19/.."),
    ("The town was theirs until 2014.", "until 2014", "../2014"),
    ("The town was theirs before 2014.", "before 2014", "../2013-12-31"),
]


@pytest.mark.parametrize(("text", "quote", "edtf"), ABSOLUTE + RELATIVE)
def test_reads(text: str, quote: str, edtf: str) -> None:
    assert read(text) == [(quote, edtf)]


@pytest.mark.parametrize(("text", "quote", "edtf"), ABSOLUTE)
def test_a_date_written_in_full_needs_no_publication_date(text: str, quote: str, edtf: str) -> None:
    assert read(text, None) == [(quote, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the second city.",
        "Theresa May said nothing.",
        "March on, he said.",
        "At least 2014 people died.",
        "They counted 2,014 shells and 1990 homes.",
        "He sat on the sun deck.",
        "The Sunday Times wrote so.",
        "Families of Bloody Sunday waited.",
        "Prayers are held every Friday.",
        "The March 23 Movement advanced.",
        "Road 2015 is closed.",
        "The toll was 12/15 and 3.14.",
        "He is in his eighties.",
        "It is the second attack of its kind.",
    ],
)
def test_reads_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["It was hit on Friday.", "It was hit last month.", "It was hit three days ago.", "It was hit in January.", "It was hit on 3 May."],
)
def test_without_publication_date_a_relative_date_is_unknown_and_says_why(text: str) -> None:
    (mention,) = find_dates(document(text, None))
    assert (mention.value.edtf, mention.value.start, mention.value.end, mention.value.precision) == ("XXXX", None, None, "unknown")
    assert "publication date" in mention.value.reason


def test_the_next_day_leans_on_the_day_told_before() -> None:
    first, second = find_dates(document("It was hit on 3 May 2015. The next day it was hit again."))
    assert (second.value.edtf, second.anaphoric, first.anaphoric) == ("2015-05-04", True, False)


def test_two_weeks_earlier_leans_too() -> None:
    assert read("It was hit on 20 May 2015. Two weeks earlier it was quiet.")[1] == ("Two weeks earlier", "2015-05-04/2015-05-10")


def test_a_leaning_expression_with_nothing_before_it_stays_unknown() -> None:
    (mention,) = find_dates(document("The following day they left."))
    assert (mention.anaphoric, mention.value.precision, mention.value.start) == (True, "unknown", None)


def test_dateline_is_its_own_basis() -> None:
    (mention,) = find_dates(document("DAMASCUS, Feb 22 (Reuters) - The town was quiet."))
    assert (mention.value.edtf, mention.value.basis) == ("2016-02-22", "dateline")
    assert [m.value.basis for m in find_dates(document("Troops came on Feb 22 (they said)."))] == ["text"]


def test_precisions() -> None:
    text = "On 3 May 2015, in May 2015, in 2015, last week, in late 2015."
    assert [mention.value.precision for mention in find_dates(document(text))] == ["day", "month", "year", "week", "range"]


def test_durations_ages_and_times_are_found_apart() -> None:
    text = "A 34-year-old man, aged 34, fled at 10:30 and at 6 a.m. after a 24-hour curfew of four days, in 10 years' time."
    parts = document(text)
    assert [span.quote for span in find_ages(parts)] == ["34-year-old", "aged 34"]
    assert [span.quote for span in find_times(parts)] == ["10:30", "6 a.m."]
    assert [span.quote for span in find_durations(parts)] == ["24-hour", "four days", "10 years' time"]
    assert read(text) == []


def test_an_age_behind_a_name_is_not_a_count_behind_a_place() -> None:
    assert [span.quote for span in find_ages(document("Amina Placeholder, 34, was hurt. In Homs, 57, mainly civilians, died."))] == ["34"]


def test_moving_feasts() -> None:
    assert [western_easter(year) for year in (2016, 2024, 2025)] == [date(2016, 3, 27), date(2024, 3, 31), date(2025, 4, 20)]
    assert [orthodox_easter(year) for year in (2016, 2024, 2025)] == [date(2016, 5, 1), date(2024, 5, 5), date(2025, 4, 20)]
    for told, year in ((date(2025, 3, 1), 1446), (date(2016, 6, 6), 1437), (date(2010, 8, 11), 1431)):  # first days of Ramadan
        assert abs((hijri_to_gregorian(year, 9, 1) - told).days) <= 1


PIECES = st.sampled_from(
    [
        "on Friday", "last week", "in 2014", "since 2011", "12", "3 May", "March", "2015", "the next day", "early", "late", "until", "ago", "two weeks",
        "from", "to", "and", "between", "Ramadan", "this month", "will", "said", ",", ".", "'s", "-", "(", ")", "overnight", "0", "9999", "31", "Feb.", "years",
        "the past", "hours", "a few", "1990s", "Monday", "of", "last year", "century", "decades", "in the", "quarter", "first", "/", "30 February",
        "the week ended", "the eve of", "a year earlier", "$", "third-quarter", "the last ten days of", "more than", "14 Rajab", "22 Bahman", "1446", "Passover", "the summer",
        "three days after", "the previous", "fiscal", "nineteen ninety", "the end of the year", "Days later", "year-end", "since dawn", "overnight into", "the 3rd", "Tuesday,",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14), st.one_of(st.none(), st.dates()))
def test_whatever_the_words_the_readings_are_whole(words: list[str], published: date | None) -> None:
    text = " ".join(words) or "none"
    mentions = find_dates(document(text, published))
    _whole(mentions, text)
    assert mentions == find_dates(document(text, published))


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fall(text: str) -> None:
    _whole(find_dates(document("x " + text)), "x " + text)


def _whole(mentions: tuple[DateMention, ...], text: str) -> None:
    last = 0
    for mention in mentions:
        value = mention.value
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.span.start >= last
        last = mention.span.end
        assert EDTF.fullmatch(value.edtf), value.edtf
        assert value.start is None or value.end is None or value.start <= value.end
        assert (value.precision == "unknown") == (value.edtf == "XXXX")
        assert value.reason and value.rule.startswith("date.")
