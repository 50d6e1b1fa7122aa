"""Attacks that name whom they are on, and fights of one force with another; the examples of each rule stand in the lexicon."""

from __future__ import annotations

import pytest

from marked import document
from tollbook.extract.claims import extract
from tollbook.extract.targets import with_targets
from tollbook.lexicon.load import table
from tollbook.lexicon.profiles import profile
from tollbook.resolve.actors import find_actors

RULES = table("en", "targets.yaml")["targets"]
KINDS = {
    "armed": "armed_clash",
    "civilians": "attack_on_civilians",
    "fights": "armed_clash",
    "each other": "armed_clash",
    "from the air": "air_strike",
}


def types(text: str) -> set[str | None]:
    doc = document(text)
    extraction, _ = extract(doc, profile("default"))
    return {event.type for event in with_targets(doc, extraction, find_actors(doc), None).events}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in RULES[rule]["reads"]])
def test_an_attack_takes_the_type_of_its_target(rule: str, text: str) -> None:
    assert KINDS[rule] in types(text)


@pytest.mark.parametrize("text", [text for rule in RULES.values() for text in rule["leaves"]])
def test_other_attacks_keep_no_type(text: str) -> None:
    assert types(text).isdisjoint(("armed_clash", "attack_on_civilians"))
