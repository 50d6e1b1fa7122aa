"""Dates as news of conflict words them: nights, parts of months, offsets, deadlines, datelines. One row a case."""

from __future__ import annotations

from datetime import date

import pytest

from dated import document, read
from tollbook.resolve.dates import find_dates

READS = [
    ("Nine died on the night of 3-4 March.", "3-4 March", "2015-03-03/2015-03-04"),
    ("It raged overnight into Sunday.", "overnight into Sunday", "2016-02-20/2016-02-21"),
    ("It raged overnight Saturday into Sunday.", "overnight Saturday into Sunday", "2016-02-20/2016-02-21"),
    ("It raged from Sunday night into Monday.", "from Sunday night into Monday", "2016-02-21/2016-02-22"),
    ("He fled in the night between Friday and Saturday.", "between Friday and Saturday", "2016-02-19/2016-02-20"),
    ("He fled in the early hours of Sunday.", "Sunday", "2016-02-21"),
    ("Ten people were killed since dawn.", "since dawn", "2016-02-22~"),
    ("Ten people were killed since dawn on Sunday.", "Sunday", "2016-02-21"),
    ("They fought between 3 and 7 May.", "3 and 7 May", "2015-05-03/2015-05-07"),
    ("They fought on 3, 4 and 5 May.", "3, 4 and 5 May", "2015-05-03/2015-05-05"),
    ("They fought on Saturday and Sunday.", "Saturday and Sunday", "2016-02-20/2016-02-21"),
    ("They fought in the first week of May.", "the first week of May", "2015-05-01/2015-05-07"),
    ("They fought in the last week of May.", "the last week of May", "2015-05-25/2015-05-31"),
    ("They fought in the first half of January.", "the first half of January", "2016-01-01/2016-01-15"),
    ("They fought in the first days of May.", "the first days of May", "2015-05-01~/2015-05-05~"),
    ("They fought in the first three months of 2015.", "the first three months of 2015", "2015-01/2015-03"),
    ("They met on the third Sunday of May 2015.", "the third Sunday of May 2015", "2015-05-17"),
    ("They fought in the week of 3 May 2015.", "the week of 3 May 2015", "2015-04-27/2015-05-03"),
    ("Twelve died in the 48 hours to Sunday.", "the 48 hours to Sunday", "2016-02-19/2016-02-21"),
    ("Twelve died in the week ending 3 May 2015.", "the week ending 3 May 2015", "2015-04-27/2015-05-03"),
    ("Twelve died in the three months to March 2015.", "the three months to March 2015", "2015-01-01/2015-03-31"),
    ("A day after Friday's attack he fled.", "A day after Friday", "2016-02-20"),
    ("The day before the 3 May 2015 vote he fled.", "The day before the 3 May 2015", "2015-05-02"),
    ("They left two weeks ago.", "two weeks ago", "2016-02-08/2016-02-14"),
    ("They left more than a week ago.", "more than a week ago", "../2016-02-21"),
    ("They left at least two days ago.", "at least two days ago", "../2016-02-20"),
    ("They left about three weeks ago.", "about three weeks ago", "2016-02-01~/2016-02-07~"),
    ("They left a week or so ago.", "a week or so ago", "2016-02-15~/2016-02-21~"),
    ("They left some 20 years ago.", "some 20 years ago", "1996~"),
    ("They left less than two weeks ago.", "less than two weeks ago", "2016-02-08/2016-02-22"),
    ("They left on the 3rd.", "the 3rd", "2016-02-03"),
    ("It was quiet earlier in the year.", "earlier in the year", "2016-01-01/2016-02-22"),
    ("They will leave by the end of the month.", "the end of the month", "2016-02-21/2016-02-29"),
    ("They fought until late on Sunday.", "until late on Sunday", "../2016-02-21"),  # what lasted is over
    ("The truce was extended until Friday.", "until Friday", "../2016-02-26"),
    ("They have until 9 a.m. Tuesday to leave.", "Tuesday", "2016-02-23"),
    ("By Sunday 12 people had died.", "Sunday", "2016-02-21"),
    ("They were told to leave by Friday.", "Friday", "2016-02-26"),
    ("Friday's attack will be avenged.", "Friday", "2016-02-19"),
    ("Friday's vote will be held.", "Friday", "2016-02-26"),
    ("They did not plan to attack on Friday.", "Friday", "2016-02-26"),
    ("Talks between the United Nations and them will open on Friday.", "Friday", "2016-02-26"),  # "United" is no past verb
    ("The vote was to be held on Friday.", "Friday", "2016-02-19"),
    ("He is up for election in November and will run again.", "November", "2016-11"),
    ("They set an April 15 deadline.", "April 15", "2016-04-15"),
    ("He stays in custody until the trial on 5 April.", "5 April", "2016-04-05"),
    ("It was hit on Sunday, 3 May.", "Sunday, 3 May", "2015-05-03"),
    ("Talks open on Tuesday 3 May.", "Tuesday 3 May", "2016-05-03"),  # the year in which it is a Tuesday
    ("It was hit on Tuesday 3 May.", "Tuesday 3 May", "2015-05-03?"),  # a Sunday: kept, and marked uncertain
    ("They fled after the 2014 war.", "2014", "2014"),  # not "from 2015 on"
]

LEANS = [
    ("It fell on 3 May 2015. Days later he fled.", ["2015-05-03", "2015-05-05~/2015-05-10~"]),
    ("It fell on 3 May 2015. That night he fled.", ["2015-05-03", "2015-05-03"]),
    ("It fell on 3 May 2015. Later in the day he fled.", ["2015-05-03", "2015-05-03"]),
    ("It fell on 3 May 2015. The previous Friday it was quiet.", ["2015-05-03", "2015-05-01"]),
    ("It fell on 3 May 2015. The Sunday before, it was quiet.", ["2015-05-03", "2015-04-26"]),
    ("It fell on 3 May 2015. Two days before, it was quiet.", ["2015-05-03", "2015-05-01"]),
    ("It fell on 3 May 2015. Earlier in the month it was quiet.", ["2015-05-03", "2015-05-01/2015-05-03"]),
    ("It fell in 2014. That year 12 died.", ["2014", "2014"]),
    ("The attack came on 3 May 2015. Three days after the attack he fled.", ["2015-05-03", "2015-05-06"]),
    # another event, whose day nobody has told
    ("The attack came on 3 May 2015. Three days after the invasion he fled.", ["2015-05-03", "XXXX"]),
    # an account of an earlier year goes on in it ...
    ("It began on 3 May 1998. On 9 May the army came. In June it ended.", ["1998-05-03", "1998-05-09", "1998-06"]),
    # the trial to come is not where the narrative stands
    ("He was held on 3 February. The trial will open on 5 April. The same day 12 had died.", ["2016-02-03", "2016-04-05", "2016-02-03"]),
]


@pytest.mark.parametrize(("text", "quote", "edtf"), READS)
def test_reads(text: str, quote: str, edtf: str) -> None:
    assert read(text) == [(quote, edtf)]


@pytest.mark.parametrize(("text", "edtf"), LEANS)
def test_leans_on_the_narrative(text: str, edtf: list[str]) -> None:
    mentions = find_dates(document(text))
    assert [mention.value.edtf for mention in mentions] == edtf
    assert mentions[-1].anaphoric


@pytest.mark.parametrize(
    "text",
    [
        "Days later he fled.",
        "Three days after the attack he fled.",
        "The day before the assault he fled.",
        "Later in the day he fled.",
        "That night he fled.",
    ],
)
def test_without_an_anchor_it_is_unknown_and_never_the_day_of_publication(text: str) -> None:
    (mention,) = find_dates(document(text))
    assert (mention.anaphoric, mention.value.precision, mention.value.start) == (True, "unknown", None)


@pytest.mark.parametrize(
    "text",
    [
        "They came day after day.",
        "He works on the 5th floor.",
        "He said that night watchmen fled.",
        "It lay in the middle of the street.",
        "It was the end of the road.",
        "The eve of the battle was calm.",
        "In the weeks to come it may rain.",
        "They walked two days to the border.",
    ],
)
def test_reads_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("ADEN, Yemen, May 3 (Agency) - Twelve died.", "2015-05-03"),
        ("GAZA CITY, Feb. 22 - Twelve died.", "2016-02-22"),
        ("BEIRUT, 22 February 2016 (Agency) -- Twelve died.", "2016-02-22"),
        ("KHARTOUM, May 3, 2015 (Agency) _ Twelve died.", "2015-05-03"),
        ("Aden, Yemen – 3 May 2015 – Twelve died.", "2015-05-03"),
    ],
)
def test_datelines(text: str, edtf: str) -> None:
    (mention,) = find_dates(document(text))
    assert (mention.value.edtf, mention.value.basis) == (edtf, "dateline")


def test_a_dateline_without_a_date_gives_none() -> None:
    assert find_dates(document("KABUL (Agency) - Twelve died.", date(2016, 2, 22))) == ()
