"""Every number of a text ends once: as a claim, as ignored for a reason of docs/claims.md, or left over and shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.extract.audit_reasons import REASONS
from tollbook.lexicon.load import table
from tollbook.model.claim import NumberOutcome
from tollbook.model.errors import BadInput
from tollbook.pipeline import code_report
from tollbook.read import read_text


def outcomes(text: str) -> tuple[NumberOutcome, ...]:
    return code_report(read_text(text, published=date(2025, 6, 12))).numbers


def told(text: str) -> list[tuple[str, str]]:
    """Each number's words with its reason, or `claim` or `left over`."""
    shown = {"claim": "claim", "left_over": "left over"}
    return [(item.span.quote, shown.get(item.outcome, item.reason)) for item in outcomes(text)]


# One reason, then sentences whose numbers all have it.
REASON_TABLE = {
    "date": [
        "The army took the town on 3 March.",
        "The law dates from 2011.",
        "The talks began on June 4, 2024.",
        "They met again in 2019.",
    ],
    "time": [
        "The siren sounded at 9 a.m. in the city.",
        "The siren sounded at 10:30 in the city.",
        "The siren sounded at 0430 GMT.",
    ],
    "age": [
        "The court tried a 34-year-old man.",
        "The mayor, who is aged 57, resigned.",
        "Her brother, 22, spoke to reporters.",
        "He was 79.",
        "The school takes children under the age of 12.",
    ],
    "duration": [
        "The siege lasted for three years.",
        "A 24-hour curfew was declared.",
        "They walked for six days.",
    ],
    "distance": [
        "The village lies 40 km north of the city.",
        "The front moved by seven miles.",
        "The valley is 300 square kilometres wide.",
        "The target was a 12-mile stretch of road.",
    ],
    "money": [
        "The state pays $15 to each family.",
        "The state pays US$12.50 to each family.",
        "Donors promised €1.6 billion to the country.",
        "The ransom was 500 dollars.",
        "Donors promised between $300 and 400 million.",
    ],
    "weapon": [
        "The army shot down 121 drones.",
        "They fired seven ballistic missiles at the port.",
        "They fired 40 hypersonic, ballistic and cruise missiles at the port.",
        "Police found three hunting rifles in the house.",
        "The navy sent two nuclear submarines.",
    ],
    "vehicle": [
        "The fire destroyed 100 fuel trucks.",
        "Two vehicles were parked on the road.",
        "They burnt a dozen buses in the depot.",
        "The port holds six fishing boats.",
    ],
    "troop strength": [
        "The country sends 4,500 troops to the border.",
        "Hundreds of police officers joined the parade.",
        "The group has 2,000 fighters in the hills.",
        "A 300-strong force guards the dam.",
    ],
    "vote": [
        "The party holds 12 seats.",
        "The motion was carried by a vote of 230.",
        "She won 4,000 votes in the town.",
    ],
    "share": [
        "The raids destroyed 40% of the harvest.",
        "Some 12 percent of the fields are flooded.",
        "One in three children goes to school.",
        "Seven out of ten farmers use it.",
        "The party lost two thirds of its members.",
    ],
    "rank": [
        "The 14th brigade holds the hill.",
        "It was the 3rd summit of its kind.",
        "The team is ranked 12 in the world.",
        "They won for the third time, the club said, five in a row.",
    ],
    "part of a name": [
        "The rebels of M23 hold the town.",
        "An F-16 took off from the base.",
        "They closed Highway 55 to traffic.",
        "Resolution 2254 speaks of talks.",
        "Troops joined the exercise Eager Lion 16 in the desert.",
        "He read about the Seven Sisters at school.",
    ],
    "rescued": [
        "The group released 12 hostages.",
        "Divers rescued nine sailors.",
        "Seventeen prisoners were freed in the exchange.",
        "The 27 hostages were returned to their country.",
    ],
    "exposed": [
        "The attack leaves 160,000 residents without electricity.",
        "Some 40,000 civilians live in the besieged district.",
        "At least 45 were aboard.",
    ],
    "other count": [
        "The strike damaged 15 apartment buildings.",
        "The jets flew 12 missions over the valley.",
        "There were three explosions in the port.",
        "The quake had a magnitude of 5.7.",
        "A nine-storey block stands there.",
        "They signed a 20-point plan.",
        "The storm moves at 20 mph.",
        "They tabled 102 amendments.",
        "The herd counts 40 goats.",
        "Some 200 students attended the lecture.",
    ],
    "not part of the article": [
        "The town is old.[1]",
    ],
}


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in REASON_TABLE.items() for text in texts])
def test_a_number_is_ignored_for_its_reason(reason: str, text: str) -> None:
    found = told(text)
    assert found
    assert [why for _, why in found] == [reason] * len(found), found


def test_every_reason_of_the_conventions_has_its_table() -> None:
    assert set(REASON_TABLE) == REASONS
    assert {str(reason) for reason in table("en", "things.yaml")["nouns"]} <= REASONS
    assert {row["reason"] for row in table("en", "things.yaml")["contexts"]} <= REASONS


# Words that tell a reason elsewhere, beside a figure of harm: the claim stands.
CLAIMS = [
    ("On 3 March 12 people were killed.", [("3", "date"), ("12", "claim")]),
    ("2000 people were killed.", [("2000", "claim")]),
    ("At 9 a.m. five people were killed.", [("9", "time"), ("five", "claim")]),
    ("A 12-year-old boy and two women were killed.", [("12", "age"), ("two", "claim")]),
    ("Five people died 40 km from the city.", [("Five", "claim"), ("40", "distance")]),
    ("Seven drones killed three people.", [("Seven", "weapon"), ("three", "claim")]),
    ("Two cars hit a mine, killing nine.", [("Two", "vehicle"), ("nine", "claim")]),
    ("200 of 3,000 troops were killed.", [("200", "claim"), ("3,000", "claim")]),
    ("Divers rescued nine sailors, and two sailors drowned.", [("nine", "rescued"), ("two", "claim")]),
    ("The blast killed one in the village.", [("one", "claim")]),
    ("The attack on Highway 55 killed 12.", [("55", "part of a name"), ("12", "claim")]),
    ("The 14th attack this year killed 14.", [("14", "rank"), ("14", "claim")]),
    ("Sixty percent of the 50 dead were children.", [("Sixty", "share"), ("50", "claim")]),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_a_claim_beside_other_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


# Nothing tells what these count: they are shown, not explained away.
LEFT_OVER = [
    "The answer is 42.",
    "In the end it was seven.",
    "They came with 17 zorbs.",
    "Of these, 230 remain.",
]


@pytest.mark.parametrize("text", LEFT_OVER)
def test_what_no_rule_explains_is_left_over(text: str) -> None:
    assert [why for _, why in told(text)] == ["left over"]


def test_numbers_outside_the_article_are_accounted_for() -> None:
    text = "Five people were killed in the town on Sunday, the mayor said.\n\nREAD ALSO: 12 things to know about the war\n\nThe road was closed."
    found = told(text)
    assert ("Five", "claim") in found
    assert ("12", "not part of the article") in found


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Between 40 and 60 trucks left.", ["Between 40 and 60"]),
        ("At least 12 people died, over 30 trucks burnt.", ["12", "30"]),
        ("M23, F-16 and 155mm guns.", ["23", "16", "155"]),
        ("It rose 3.5 percent to 1,250.", ["3.5", "1,250"]),
        ("Dozens of trucks and a dozen cars.", ["Dozens of", "a dozen"]),
    ],
)
def test_the_words_of_a_number(text: str, quotes: list[str]) -> None:
    assert [item.span.quote for item in outcomes(text)] == quotes


_PIECES = st.sampled_from(
    "12 1,500 3.5 five dozens of people were killed , . and or the a F-16 M23 $ 40 % km trucks [1] 2024 on March 3 aged 12, between 10 to 20 – - "
    "soldiers released wounded no casualties at least more than 5th 155mm 24/7 § ± ² ١٢ one in three".split()
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES, max_size=30).map("".join)))
def test_every_number_has_exactly_one_outcome(text: str) -> None:
    try:
        report = read_text(text)
    except BadInput:
        return
    coded = code_report(report)
    at = 0
    ids = {claim.id for claim in coded.claims}
    digits = 0
    for item in coded.numbers:
        assert item.span.start >= at
        at = item.span.end
        assert report.text[item.span.start : item.span.end] == item.span.quote
        assert item.outcome != "claim" or item.reason in ids
        assert item.outcome != "ignored" or item.reason in REASONS
        digits += sum(sign.isdecimal() for sign in item.span.quote)
    assert digits == sum(sign.isdecimal() for sign in report.text)
