"""Takes words; gives the countries and peoples that they name, and the actors that a state stands for: its military, police and government."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tollbook.resolve.actor_lexicon import countries, listed_actors, peoples
from tollbook.resolve.actor_words import NameIndex, Word

Form = Literal["name", "adjective", "people", "capital", "group"]


@dataclass(frozen=True, slots=True)
class Nation:
    """A country (or a people, with no code) as some words name it."""

    iso2: str | None
    label: str
    form: Form


@dataclass(frozen=True, slots=True)
class NationAt:
    """A nation in a sentence: where its words begin and end, every form that they can be."""

    start: int
    end: int
    nations: tuple[Nation, ...]

    def form(self, *forms: Form) -> Nation | None:
        return next((nation for nation in self.nations if nation.form in forms), None)


@cache
def _index() -> NameIndex[Nation]:
    entries: list[tuple[str, Nation]] = []
    for iso2, country in countries().items():
        forms: tuple[tuple[Form, tuple[str, ...]], ...] = (
            ("name", country.names),
            ("adjective", country.adjectives),
            ("people", country.people),
            ("capital", country.capitals),
        )
        entries += [(word, Nation(iso2, country.name, form)) for form, words in forms for word in words]
    entries += [(word, Nation(iso2, word, "group")) for word, iso2 in peoples().items()]
    return NameIndex(entries)


_PART_OF_NAME = frozenset({"state", "delta", "river", "lake", "province", "strip"})


def nation_at(words: tuple[Word, ...], at: int) -> NationAt | None:
    """The nation named at a word; none where the words are part of another name ("Niger Delta") or capitals tell nothing ("US")."""
    length, nations = _index().at(words, at)
    if not length:
        return None
    if not words[at].telling and length == 1 and words[at].folded in ("us", "car"):
        return None
    following = words[at + length] if at + length < len(words) else None
    if following is not None and following.joined and following.folded in _PART_OF_NAME and following.capital:
        return None
    return NationAt(at, at + length, tuple(nations))


def nations_in(words: tuple[Word, ...]) -> tuple[NationAt, ...]:
    """Every nation named in a sentence, in order."""
    found = []
    at = 0
    while at < len(words):
        nation = nation_at(words, at)
        if nation is not None:
            found.append(nation)
        at = nation.end if nation is not None else at + 1
    return tuple(found)


_ROLE = {"state_force": ("military", "Military"), "police": ("police", "Police"), "government": ("government", "Government")}


@dataclass(frozen=True, slots=True)
class StateActor:
    """The military, police or government of a country: id and name."""

    id: str
    name: str


@cache
def state_actor(iso2: str, kind: str) -> StateActor | None:
    """The actor that a state's force, police or government is; a listed entry with that id gives the name."""
    if kind not in _ROLE:
        return None
    suffix, title = _ROLE[kind]
    name = f"{iso2.lower()}-{suffix}"
    listed = next((actor for actor in listed_actors() if actor.id == name), None)
    return StateActor(name, listed.name if listed else f"{title} of {countries()[iso2].name}")
