"""What a verb makes a deed: weapons that are fired or shot down, offensives that open, fire that is exchanged, power that is seized. Examples stand in the lexicon."""

from __future__ import annotations

import pytest

from marked import document
from tollbook.extract.events import find_events
from tollbook.lexicon.load import table
from tollbook.model.mention import EventMention

RULES = table("en", "deeds.yaml")["deeds"]
READS = [(rule, text) for rule in RULES for text in RULES[rule]["reads"]]
LEAVES = [(rule, text) for rule in RULES for text in RULES[rule]["leaves"]]


def deeds(rule: str, text: str) -> list[EventMention]:
    events = find_events(document(text))
    if rule == "seized power":
        return [event for event in events if not RULES[rule]["nouns"] or event.type == "armed_clash"]
    return [event for event in events if event.is_verb and event.last - event.first > 0 and event.type not in (None, "agreement")]


@pytest.mark.parametrize(("rule", "text"), READS)
def test_a_deed_is_read(rule: str, text: str) -> None:
    assert deeds(rule, text)


@pytest.mark.parametrize(("rule", "text"), [pair for pair in LEAVES if "shot two men" not in pair[1]])
def test_no_deed_is_read(rule: str, text: str) -> None:
    assert deeds(rule, text) == []


TYPES = [
    ("The two armies exchange heavy fire across the river.", "exchange heavy fire", "armed_clash"),
    ("The army shot down four drones.", "four drones", "air_strike"),
    ("The navy fired two missiles at a port.", "fired two missiles", "shelling"),
    ("The Air Force bombs rebel targets in the north.", "bombs", "air_strike"),
    ("A cell of the Houthis strikes Eilat.", "strikes", "air_strike"),
    ("An earthquake strikes the coast.", "An earthquake", "other"),
    ("The guards shot down a helicopter.", "shot", "armed_clash"),
    ("The guards shot two men.", "shot", "attack_on_civilians"),
    ("The rebels took the hill after the collapse of peace talks.", None, None),
    ("Jets were scrambled: the country scrambles fighter jets.", "Jets", "air_strike"),
]


@pytest.mark.parametrize(("text", "quote", "kind"), TYPES)
def test_the_type_of_a_deed(text: str, quote: str | None, kind: str | None) -> None:
    found = [(event.span.quote, event.type) for event in find_events(document(text))]
    assert found == ([(quote, kind)] if quote else [])


PHRASES = [
    ("The two countries carry out airstrikes on the port.", "airstrikes"),
    ("The ministry says that foreign airstrikes killed a commander.", "foreign airstrikes"),
    ("The president orders airstrikes on the port.", "airstrikes"),
    ("The ministry says that attack killed a commander.", "attack"),
    ("They say that the attack on the port failed.", "the attack"),
]


@pytest.mark.parametrize(("text", "quote"), PHRASES)
def test_a_verb_is_no_part_of_the_phrase(text: str, quote: str) -> None:
    assert find_events(document(text))[0].span.quote == quote
