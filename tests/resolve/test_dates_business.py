"""Quarters, fiscal years, periods compared and years in front of nouns: one row a case, with why it is there where that is not plain."""

from __future__ import annotations

from datetime import date

import pytest

from dated import read

NOVEMBER = date(1989, 11, 2)

READS = [
    ("It reported third-quarter profit.", "third-quarter", "1989-07/1989-09"),
    ("Profit rose in the fourth quarter.", "fourth quarter", "1989-10/1989-12"),  # it has begun
    ("Output will rise in the first quarter.", "first quarter", "1990-01/1990-03"),
    ("Output rose in the first quarter.", "first quarter", "1989-01/1989-03"),
    ("Output rose in the second half of 1988.", "second half of 1988", "1988-07/1988-12"),
    ("Output rose in the first half of last year.", "first half of last year", "1988-01/1988-06"),
    ("The charge fell into this year's third quarter.", "this year's third quarter", "1989-07/1989-09"),
    ("It may close in next year's first quarter.", "next year's first quarter", "1990-01/1990-03"),
    ("Sales fell in the 1988 second quarter.", "1988 second quarter", "1988-04/1988-06"),
    ("Sales fell in the last half of 1989.", "last half of 1989", "1989-07/1989-12"),
    ("Sales fell in Q2 1988.", "Q2 1988", "1988-04/1988-06"),
    ("Sales fell last quarter.", "last quarter", "1989-07/1989-09"),
    ("Sales may fall this quarter.", "this quarter", "1989-10/1989-12"),
    ("Profit fell in the fiscal first quarter.", "fiscal first quarter", "1989-01?/1989-03?"),  # nobody says when that year begins
    ("It earned 3 dollars in fiscal 1988.", "fiscal 1988", "1988~"),
    ("It earned 3 dollars in the 1988 fiscal year.", "1988 fiscal year", "1988~"),
    ("Sales will rise in the current year.", "the current year", "1989"),
    ("Profit rose for the full year.", "the full year", "1989"),
    ("Year-ago results held a charge.", "Year-ago", "1988"),
    ("Profit rose in the quarter ended Sept. 30.", "the quarter ended Sept. 30", "1989-07-01/1989-09-30"),
    ("Profit rose in the year ended June 30.", "the year ended June 30", "1988-07-01/1989-06-30"),
    ("Stocks fell in the week ended October 20.", "the week ended October 20", "1989-10-14/1989-10-20"),
    ("Prices rose in the latest week.", "the latest week", "1989-10-23/1989-10-29"),
    ("The plant will close by year-end.", "year-end", "1989-12-31"),
    ("Prices have risen since year-end.", "since year-end", "1988-12-31/.."),
    ("Its profit forecast for 1990 is low.", "1990", "1990"),
    ("The 1988 budget was cut.", "1988", "1988"),
    ("It sold notes due 1993.", "1993", "1993"),
    ("It was sold in 1984 -- a bad year.", "1984", "1984"),
    ("A dividend, payable Dec. 15, was declared.", "Dec. 15", "1989-12-15"),
    ("The plan is to repay it by February.", "February", "1990-02"),
    ("Rules to be published in early November will tell.", "early November", "1989-11-01/1989-11-10"),
    ("In nineteen eighty-six it was quiet.", "nineteen eighty-six", "1986"),
    ("In January nineteen eighty-seven it was quiet.", "January nineteen eighty-seven", "1987-01"),
    ("It may end by the year two thousand.", "the year two thousand", "2000"),
]

LEANS = [
    ("Net in the third quarter fell 3 percent from a year earlier.", ["1989-07/1989-09", "1988-07/1988-09"]),
    ("The third quarter brought a loss. Revenue was $3 million, up from $2 million a year ago.", ["1989-07/1989-09", "1988-07/1988-09"]),
    # what is compared does not move the narrative
    (
        "It had a third-quarter profit, up 3 percent from a year ago. Sales rose 2 percent from a year earlier.",
        ["1989-07/1989-09", "1988-07/1988-09", "1988-07/1988-09"],
    ),
    ("It told of a second-quarter loss. In the latest quarter costs rose.", ["1989-04/1989-06", "1989-04/1989-06"]),
    ("It told of a second-quarter loss. Costs rose in the quarter.", ["1989-04/1989-06", "1989-04/1989-06"]),
    ("It told of a second-quarter loss. The 1987 quarter had a gain.", ["1989-04/1989-06", "1987-04/1987-06"]),
    ("It lost money in the third quarter. The loss in the year-ago period was small.", ["1989-07/1989-09", "1988-07/1988-09"]),
    ("In August 12 people died. In the same month last year 4 died.", ["1989-08", "1988-08"]),
    ("In the first three months of this year 90 died. In the same period last year 40 died.", ["1989-01/1989-03", "1988-01/1988-03"]),
    # a quarter that has hardly begun is no period of results
    (
        "The quake will bring a fourth-quarter charge. Third-quarter profit fell. The latest quarter was poor.",
        ["1989-10/1989-12", "1989-07/1989-09", "1989-07/1989-09"],
    ),
    # without a figure of business it is a year like any other
    ("Clashes rose in the third quarter. He was freed a year ago.", ["1989-07/1989-09", "1988"]),
]


@pytest.mark.parametrize(("text", "quote", "edtf"), READS)
def test_reads(text: str, quote: str, edtf: str) -> None:
    assert read(text, NOVEMBER) == [(quote, edtf)]


@pytest.mark.parametrize(("text", "edtf"), LEANS)
def test_leans_on_the_period_told_before(text: str, edtf: list[str]) -> None:
    assert [found for _, found in read(text, NOVEMBER)] == edtf


@pytest.mark.parametrize(
    "text",
    [
        "They sat in the quarter.",  # a part of a town
        "A quarter of the homes fell.",
        "He scored in the third quarter of the game.",
        "The team led by two goals in the first half.",
        "The first half of the road is mined.",
        "The 1950 wounded men left.",
        "The 1900 Somali refugees left.",
        "Its 1980 fighters left.",
        "They paid for 1985 shells.",
        "For 1988 people there was no bread.",
        "Nineteen people died.",
        "It cost two thousand.",
        "The last quarter was hit by shells.",  # of a town, or of the year: no figure of business tells
    ],
)
def test_reads_no_date(text: str) -> None:
    assert read(text, NOVEMBER) == []
