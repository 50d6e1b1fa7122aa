"""Copied texts and independent voices."""

from __future__ import annotations

from across_factory import account, accounts, report

from tollbook.link.across.copies import copied
from tollbook.link.across.voices import claim_voices, voices
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


def test_a_syndicated_copy_is_one_voice_and_its_own_words_another() -> None:
    told = [report(STORY, outlet="Post"), report(STORY, outlet="Herald"), report(OWN, outlet="Times")]
    found = voices(told)
    assert sorted(len(voice.ids) for voice in found) == [1, 2]
    assert any("word for word" in reason for voice in found for reason in voice.reasons)


def test_updates_of_one_outlet_are_one_voice() -> None:
    assert len(voices([report(STORY, outlet="Post"), report(OWN, outlet="Post")])) == 1


def test_two_outlets_that_quote_one_speaker_are_one_voice() -> None:
    one = accounts("A bomb killed 12 people in Mosul on Tuesday, police chief Karim Sadun said.", outlet="Post")
    other = accounts("Twelve people died in a blast in Mosul on Tuesday, according to police chief Karim Sadun.", outlet="Herald")
    found = claim_voices([*one, *other], "killed")
    assert len(found) == 1
    assert any("both quote" in reason for reason in found[0].reasons)


def test_two_speakers_are_two_voices() -> None:
    one = account("A bomb killed 12 people in Mosul on Tuesday, police said.", outlet="Post")
    other = account("A blast in Mosul killed 15 people on Tuesday, a hospital doctor said.", outlet="Herald")
    assert len(claim_voices([one, other], "killed")) == 2
