"""Capitals restored: the copy has the same length, names and acronyms keep their capitals, and text that is not shouted stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.pipeline import code_report
from tollbook.read.text import read_text
from tollbook.text.truecase import truecase

WRITTEN = [
    ("GUNMEN KILLED THREE SOLDIERS IN KANO ON MONDAY.", "Gunmen killed three soldiers in Kano on Monday."),
    ("THE U.S. EMBASSY SAID THE ATTACK WOUNDED 12 PEOPLE.", "The U.S. embassy said the attack wounded 12 people."),
    ("POLICE FOUND 3,000 CARTRIDGES AND FIVE KNAPSACKS.", "Police found 3,000 cartridges and five Knapsacks."),
    ("THE UNITED NATIONS CONDEMNED THE ATTACK.", "The United Nations condemned the attack."),
]


@pytest.mark.parametrize(("shouted", "written"), WRITTEN)
def test_a_shouted_sentence_is_written_as_news_writes_it(shouted: str, written: str) -> None:
    assert truecase(shouted) == written


@pytest.mark.parametrize(
    "text", ["Gunmen killed three soldiers in Kano.", "NATO, the UN and the EU met in Kano on Monday.", "BBC", "12 MARCH", ""]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert truecase(text) == text


def test_only_the_shouted_paragraph_changes() -> None:
    text = "Gunmen struck, WHO said.\n\nTHREE PEOPLE WERE KILLED IN THE ATTACK.\n\nWHO said so."
    assert truecase(text) == "Gunmen struck, WHO said.\n\nThree people were killed in the attack.\n\nWHO said so."


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_the_copy_has_the_same_length_and_the_same_words(text: str) -> None:
    copy = truecase(text)
    assert len(copy) == len(text)
    assert all(one == other or one.lower() == other for one, other in zip(text, copy, strict=True))


def test_evidence_is_quoted_from_the_stored_text() -> None:
    coded = code_report(read_text("GUNMEN KILLED AT LEAST THREE SOLDIERS IN KANO ON MONDAY, POLICE SAID."))
    (claim,) = coded.claims
    assert (claim.span.quote, claim.said_by and claim.said_by.quote) == ("AT LEAST THREE SOLDIERS", "POLICE")
    assert coded.report.text[claim.span.start : claim.span.end] == claim.span.quote
