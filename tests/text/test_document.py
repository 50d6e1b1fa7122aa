"""Sentences and tokens: where a full stop ends a sentence and where it does not, and what holds for any text whatever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import document
from tollbook.model.text import Block, Report, report_id
from tollbook.text.document import analyse

# `|` stands where one sentence ends and the next begins.
SENTENCES = [
    "Five people were killed.| Ten others were wounded.",
    "Five people died!| Ten were hurt.",
    "Who did it?| Nobody knows.",
    # initials with full stops
    "The toll from strikes by the U.S. in Yemen rises to 53.",
    "The toll of strikes by the U.S. rises to 53.",
    "The U.S. Navy said that it fired.",
    "The raid was led by the U.S.| The army denied it.",
    "It was fired on by the U.S.| In Sanaa, five people died.",
    "It was fired on by the U.S.| Three soldiers were killed.",
    "He spoke at the U.N. Security Council.",
    "The U.K. government and the E.U. Commission agreed.",
    "A U.S.-led force took the town.",
    "Troops came from the D.R.C.| Two villages were burnt.",
    # times of day
    "The bomb went off at 9 a.m. local time.",
    "The bomb went off at 9 a.m. Monday in the market.",
    "The bomb went off at 9 a.m. EST on the road.",
    "The bomb went off at 9 p.m.| Police closed the road.",
    "The bomb went off at 9 p.m. in Homs.",
    # titles
    "Lt. Col. Anders spoke of 12 dead.",
    "Spc. Brown and Pfc. Green were killed.",
    "Sgt. Maj. Ruiz was wounded.",
    "Gen. He and Brig. Gen. An were dismissed.",
    "Dr. Gray treated 12 people, Prof. Hill said.",
    "Cmdr. Stone, Capt. Wood and Cpl. Reed were hurt.",
    "Rev. Lake and Fr. Ford were abducted.",
    "Mr. Vale, Mrs. Vale and Ms. Dale fled.",
    # single initials
    "John F. Stone was killed.",
    "J. A. Stone was wounded, J. R. R. Wood was not.",
    "It happened before World War I.| Nobody was tried.",
    "They searched Block C.| The others searched Block D.",
    # short forms
    "A blast on Main St. killed two people.",
    "A blast shook Main St.| The fire killed two people.",
    "The shell hit St. Mark church.",
    "Acme Inc. workers were among the dead.",
    "Stone Jr. was killed.",
    "On Feb. 22 and Sept. 3 two bombs exploded.",
    "The No. 2 of the group was killed.",
    "Did it kill anybody?| No.| He was wrong.",
    "Approx. 30 people died and approx. 12 were hurt.",
    "The army vs. Rebels of the north: 3 dead.",
    # decimal numbers and enumerations
    "The quake had a magnitude of 5.7 and killed 12.",
    "The quake killed 12.| 300 others were hurt.",
    "Some 1,500 people fled, 3.5 percent of the town.",
    "It cost $1.5 million.| Five people died.",
    # quotation marks and brackets
    "“Five people died.”| The mayor left.",
    '"Five people died," he said.| "Ten were hurt."| The mayor left.',
    "He said: “Five people died.”| Rescuers left.",
    '"Five people died." he said.',
    "(Five people died.)| Rescuers left.",
    "Five people died (three of them children).| Rescuers left.",
    "“Was it a bomb?” he asked.",
    "‘It was a bomb.’| They ran.",
    # ellipsis
    "Five people died… and ten were hurt.",
    "Five people died…| Ten were hurt.",
    "Five people died... and ten were hurt.",
    "Five people died...| Ten were hurt.",
    # datelines
    "HOMS, Syria (AP) — Five people died.| Ten were hurt.",
    "MOGADISHU, Aug. 3 – Five people died.",
    "KABUL, Jan. 5 (Agency) - Five people died.",
    # missing space, list marks, addresses
    "Five people were injured.|The police closed the road.",
    "See example.com for more.",
    "Write to desk@example.org.| Nothing else is known.",
    "Version 2.0 was out.",
    "Five people died.|[1] Ten were hurt.",
    # names that begin in lower case
    "Five people died. al-Shabaab said nothing.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_marked(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    doc = document(text)
    assert [text[sentence.start : sentence.end] for sentence in doc.sentences] == expected


TOKENS = [
    ("The U.S. fired 1,500 shells.", ["The", "U.S.", "fired", "1,500", "shells", "."]),
    ("a four-year-old boy", ["a", "four", "-", "year", "-", "old", "boy"]),
    ("40-60 dead", ["40", "-", "60", "dead"]),
    ("It’s the city's", ["It’s", "the", "city's"]),
    ("M23 and 155mm", ["M", "23", "and", "155", "mm"]),
    ("3.5% of $12", ["3.5", "%", "of", "$", "12"]),
    ("Aq_Tepa #5", ["Aq", "_", "Tepa", "#", "5"]),
    ("“no”—none", ["“", "no", "”", "—", "none"]),
    ("Sayyida Zeinab,Damascus", ["Sayyida", "Zeinab", ",", "Damascus"]),
    ("9 a.m. and 10 p.m", ["9", "a.m.", "and", "10", "p", ".", "m"]),
]


@pytest.mark.parametrize(("text", "words"), TOKENS)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.text for sentence in document(text).sentences for token in sentence.tokens] == words


def test_lower_case_form_has_straight_apostrophes() -> None:
    tokens = document("The City’s MEN").sentences[0].tokens
    assert [token.lower for token in tokens] == ["the", "city's", "men"]


def test_only_decimal_digits_make_a_number() -> None:
    tokens = document("12 m² and ½").sentences[0].tokens
    assert [token.text for token in tokens if token.is_number] == ["12"]


def test_full_names_are_known_by_their_last_word() -> None:
    names = document("Anna Rossi and John F. O’Hara met Maria Stone Lee in Homs.").full_names
    assert names["Rossi"] == "Anna"
    assert names["O’Hara"] == "John"
    assert "Stone" not in names
    assert "Homs" not in names


def test_blocks_that_are_no_article_give_no_sentences() -> None:
    text = "Five died.\nREAD ALSO: Ten died.\nThree were hurt."
    blocks = (Block(0, 10, "paragraph"), Block(11, 31, "not_article", "link list"), Block(32, 48, "paragraph"))
    doc = analyse(Report(report_id(text, None, None), "test", None, None, None, None, "unknown", "en", text, blocks))
    assert [text[s.start : s.end] for s in doc.sentences] == ["Five died.", "Three were hurt."]
    assert [s.block for s in doc.sentences] == [0, 2]
    assert doc.sentence_at(12) is None
    assert doc.sentence_at(33) is doc.sentences[1]


def test_an_endless_line_is_cut_at_commas() -> None:
    doc = document(", ".join(f"{number} people" for number in range(5000)))
    assert len(doc.sentences) > 10
    assert all(sentence.tokens[-1].text == "," for sentence in doc.sentences[:-1])


def test_an_endless_line_of_words_is_cut() -> None:
    doc = document("word " * 20_000)
    assert max(len(sentence.tokens) for sentence in doc.sentences) <= 600


_PIECES = st.sampled_from(
    "Five people died . ! ? … “ ” \" ' ( ) U.S. a.m. 3.5 1,500 Gen. The in \n — - ’s M23 é İ ² ١٢ No. J. approx.".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=60).map(" ".join), st.lists(_PIECES, max_size=60).map("".join)))
def test_tokens_cover_every_sign_once_and_sentences_never_overlap(text: str) -> None:
    blocks = (Block(0, len(text), "paragraph"),) if text else ()
    doc = analyse(Report(report_id(text, None, None), "test", None, None, None, None, "unknown", "en", text, blocks))
    at = 0
    for number, sentence in enumerate(doc.sentences):
        assert sentence.index == number
        assert sentence.start == sentence.tokens[0].start >= at
        assert sentence.end == sentence.tokens[-1].end
        for index, token in enumerate(sentence.tokens):
            assert token.index == index
            assert text[at : token.start].strip() == ""
            assert text[token.start : token.end] == token.text != ""
            at = token.end
        assert doc.sentence_at(sentence.start) is sentence
    assert text[at:].strip() == ""
