"""Takes lexicon/places/words.yaml and its neighbours; gives the words around names of places as sets. Never decides what a name means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.lexicon.load import must, table
from tollbook.resolve.place_names import fold

_FILE = ("places", "words.yaml")
_ACTORS = ("organisations", "groups_africa", "groups_asia", "groups_europe_americas", "groups_middle_east")


@dataclass(frozen=True, slots=True)
class Words:
    """Closed lists by what they say about a name beside them, all in lower case."""

    location: frozenset[str]
    origin: frozenset[str]
    goal: frozenset[str]
    actor: frozenset[str]
    kinds: dict[str, str]
    outskirts: frozenset[str]
    near: frozenset[str]
    determiners: frozenset[str]
    directions: dict[str, float | None]
    adjectives: frozenset[str]
    events: frozenset[str]
    strikes: frozenset[str]
    lands: frozenset[str]
    bases: frozenset[str]
    strike_verbs: frozenset[str]
    passives: frozenset[str]
    actor_verbs: frozenset[str]
    organisation_heads: frozenset[str]
    titles: frozenset[str]
    speaker_nouns: frozenset[str]
    actor_nouns: frozenset[str]
    given_names: frozenset[str]
    days: frozenset[str]
    peoples: frozenset[str]
    common: frozenset[str]
    called_after: dict[str, float | None]

    def skippable(self, word: str) -> bool:
        """Words that may stand between a preposition and its name."""
        return word in self.determiners or word in self.directions or word in self.adjectives or word in self.kinds


@cache
def words() -> Words:
    """The lists of lexicon/places/words.yaml and common_words.yaml."""
    rows = table(*_FILE)
    must(isinstance(rows, dict), _FILE, "the file is no mapping", "write `list name: [words]`")

    def several(name: str) -> frozenset[str]:
        must(isinstance(rows.get(name), list), _FILE, f"the list {name} is missing", "write it as [word, word]")
        return frozenset(str(word) for word in rows[name])

    for name in ("kinds", "directions", "called_after"):
        must(isinstance(rows.get(name), dict), _FILE, f"the mapping {name} is missing", "write it as in the comment above it")
    kinds: dict[str, str] = {}
    for kind, nouns in rows["kinds"].items():
        for noun in nouns:
            kinds.setdefault(str(noun), str(kind))
    common = table("places", "common_words.yaml")
    must(
        isinstance(common, dict) and isinstance(common.get("words"), list),
        ("places", "common_words.yaml"),
        "the list `words` is missing",
        "start with `words: [`",
    )
    return Words(
        location=several("location_prepositions"), origin=several("origin_prepositions"), goal=several("goal_prepositions"),
        actor=several("actor_prepositions"), kinds=kinds, outskirts=several("outskirts"), near=several("near"), determiners=several("determiners"),
        directions={str(k): None if v in (None, "null") else float(v) for k, v in rows["directions"].items()}, adjectives=several("adjectives"),
        events=several("events"), strikes=several("strikes"), strike_verbs=several("strike_verbs"), passives=several("passives"),
        actor_verbs=several("actor_verbs"), lands=several("lands"), bases=several("bases"),
        organisation_heads=several("organisation_heads"), titles=several("titles"), speaker_nouns=several("speaker_nouns"),
        actor_nouns=several("actor_nouns"), given_names=several("given_names"), days=several("months_and_days"), peoples=several("peoples"),
        common=frozenset(str(word) for word in common["words"]),
        called_after={str(k): None if v is None else float(v) for k, v in rows["called_after"].items()},
    )  # fmt: skip


@cache
def organisation_names() -> frozenset[str]:
    """Names of organisations and armed groups, folded, of the actor lists: a place inside one of them is no place."""
    found: set[str] = set()
    for name in _ACTORS:
        parts = ("actors", f"{name}.yaml")
        rows: Any = table(*parts)
        must(
            isinstance(rows, dict) and isinstance(rows.get("actors"), list),
            parts,
            "the list `actors` is missing",
            "start the file with `actors:`",
        )
        for row in rows["actors"]:
            found.update(fold(str(alias)) for alias in [row["name"], *row.get("aliases", []), *row.get("short", [])])
    return frozenset(found)
