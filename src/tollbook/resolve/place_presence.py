"""Takes a name that a place goes by, with its sentence, its reading and what else the report says; gives the share in which such a name is a place.

A name that stands for a person, a club or a street here has readings too: Paris, Logan, Bell. What stands around it tells, and what the reading is worth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tollbook.resolve.place_context import following
from tollbook.resolve.place_filter import institution
from tollbook.resolve.place_roles import Finding
from tollbook.resolve.place_signs import Evidence, distance_km
from tollbook.resolve.place_weights import weights
from tollbook.resolve.place_words import words

_NEAR_KM = 150.0


@dataclass(frozen=True, slots=True)
class Names:
    """The keys of a report that are read as names of persons somewhere, as places that a sentence says are places, and how often each key stands."""

    persons: frozenset[str]
    sure: frozenset[str]
    times: dict[str, int]


def share(finding: Finding, supported: bool, names: Names, evidence: Evidence) -> float:
    """The share of names like this one that are places, 0 to 1."""
    table = weights()
    total = table.presence.get("always", 0.0) + sum(
        table.presence.get(name, 0.0) * size for name, size in presence_signs(finding, supported, names, evidence).items()
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def presence_signs(finding: Finding, supported: bool, names: Names, evidence: Evidence) -> dict[str, float]:
    """The signs that a name is a place here, each with its strength."""
    spot, tokens, naming = finding.spot, finding.sentence.tokens, finding.naming
    found = {f"read as a {naming.verdict}": 1.0}
    if supported:
        found["supported by the words around it"] = 1.0
    if finding.strong:
        found["strongly supported"] = 1.0
    if finding.parents or finding.is_parent:
        found["a place beside it holds it"] = 1.0
    if finding.preposition or finding.context.preposition:
        lists, word = words(), finding.preposition or finding.context.preposition
        kind = "origin" if word in lists.origin else "goal" if word in lists.goal else "actor" if word in lists.actor else "place"
        found[f"behind a preposition of {kind}"] = 1.0
    if finding.inherited is not None:
        found["in a list"] = 1.0
    if spot.key in names.sure:
        found["a sure place elsewhere in the report"] = 1.0
    if spot.key in names.persons:
        found["a person elsewhere in the report"] = 1.0
    if spot.last - spot.first == 1:
        found["one word"] = 1.0
        if spot.key in words().given_names:
            found["a given name"] = 1.0
    if tokens[spot.first].index == 0:
        found["opens the sentence"] = 1.0
    if finding.case.titled:
        found["in a headline"] = 1.0
    if spot.possessive:
        found["possessive"] = 1.0
    found["times in the report"] = min(4, names.times.get(spot.key, 1)) / 4
    return found | _beside(finding) | _of_reading(finding, evidence)


def _beside(finding: Finding) -> dict[str, float]:
    spot, tokens = finding.spot, finding.sentence.tokens
    found: dict[str, float] = {}
    before = tokens[spot.first - 1] if spot.first else None
    behind = following(tokens, spot.last, 2)
    if before is not None and before.is_word and before.text[0].isupper() and spot.first > 1:
        found["a capital word before it"] = 1.0
        if before.lower in words().given_names:
            found["a given name before it"] = 1.0
        elif before.lower in words().titles:
            found["a title before it"] = 1.0
    if before is not None and before.lower in ("the", "a", "an"):
        found["an article before it"] = 1.0
    if behind and spot.last < len(tokens):
        after = tokens[spot.last]
        if after.is_word and after.text[0].isupper():
            found["a capital word behind it"] = 1.0
            if after.lower in words().titles:
                found["a title behind it"] = 1.0
            elif finding.naming.verdict != "organisation" and institution(tokens, spot.last):
                found["an institution's name goes on behind it"] = 1.0
        elif after.is_word and after.lower in words().actor_verbs:
            found["a verb of acting behind it"] = 1.0
        elif after.text == ",":
            found["a comma behind it"] = 1.0
        elif after.text in "-‐‑–" and after.start == tokens[spot.last - 1].end:
            found["a hyphen behind it"] = 1.0
        elif after.is_word and after.lower in words().actor_nouns | words().speaker_nouns | words().events:
            found["a noun of people or events behind it"] = 1.0
    return found


def _of_reading(finding: Finding, evidence: Evidence) -> dict[str, float]:
    choice = finding.choice
    best = (choice.entry or (choice.ranked[0] if choice.ranked else None)) if choice is not None else None
    if choice is None or best is None:
        return {"no reading": 1.0}
    found = {"share of the reading": choice.score or 0.0, "population of the reading": math.log10(best.population + 300) - 2.5}
    if best.listed:
        found["the reading is a country" if best.feature == "country" else "the reading stands in a list of ours"] = 1.0
    if best.layered:
        found["the reading is of a layer"] = 1.0
    if best.grade:
        found["not its main name"] = 1.0
    if evidence.home is not None and best.country == evidence.home.country and best.admin1 == evidence.home.admin1:
        found["in the division of the outlet's town"] = 1.0
    others = [e for key, e in evidence.found.items() if key != finding.spot.key and not e.wide and e.country == best.country]
    if any(distance_km(e, best) <= _NEAR_KM for e in others):
        found["near other places of the report"] = 1.0
    spoken = evidence.lands(finding.spot.key)
    if best.country is not None and spoken and best.country not in spoken:
        found["in a country that the report does not speak of"] = 1.0
    return found
