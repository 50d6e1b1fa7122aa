"""Copied texts."""

from __future__ import annotations

from across_factory import report

from tollbook.link.across.copies import copied
from tollbook.link.across.wording import wording_of

STORY = (
    "A lorry packed with explosives blew up beside a grain store in Hodeidah on Tuesday and killed 17 people, most of them porters who "
    "were loading sacks for the morning ferry, the harbour master said. Three warehouses burned down and the quay was closed until noon. "
    "Nobody has said who sent the lorry, which had been parked under the crane since Sunday evening."
)
OWN = (
    "Seventeen porters lost their lives when a parked truck exploded at the port of Hodeidah this Tuesday. The blast set fire to several "
    "storehouses, and ships were kept off the berth for hours while crews looked for more bombs among the cargo and in the nearby lanes."
)


def test_an_edited_copy_is_the_same_text() -> None:
    assert copied(wording_of(report(STORY)), wording_of(report(STORY.replace("17", "19"))))[0] == "same_text"


def test_a_report_cut_short_is_contained() -> None:
    assert (
        copied(wording_of(report(STORY)), wording_of(report(STORY.split(" Three", maxsplit=1)[0] + " " + "Read more on our site.")))[0]
        == "contained"
    )


def test_a_report_in_its_own_words_is_no_copy() -> None:
    assert copied(wording_of(report(STORY)), wording_of(report(OWN)))[0] == "own_words"
