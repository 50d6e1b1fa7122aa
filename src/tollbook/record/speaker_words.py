"""Takes lexicon/en/voices.yaml and the actor list; gives the words by which speakers are told apart. Reads no report."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from tollbook.lexicon.load import data_path, must, table

_PARTS = ("en", "voices.yaml")
_LISTS = ("pronouns", "articles", "indefinite", "prepositions", "roles", "titles", "unnamed", "institutions", "forces")
_RESERVED = ("demonyms", "kinds", "nouns")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of speaker: single words and pairs of words that show it, and the kinds of the actor list that belong to it."""

    name: str
    words: tuple[tuple[str, ...], ...]
    actors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor of the list, as far as a speaker's name is concerned."""

    id: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """The vocabulary of speakers."""

    lists: dict[str, frozenset[str]]
    same: dict[str, str]
    sorts: tuple[Sort, ...]
    revisions: dict[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def plain_words(text: str) -> list[tuple[str, str]]:
    """The words of a phrase, each in small letters without possessive 's and as it stands: "the U.N.'s" gives the, un."""
    bare = unicodedata.normalize("NFKC", text).replace("’", "'").replace("ʼ", "'")
    bare = re.sub(r"\b((?:[A-Za-z]\.){2,})", lambda found: found.group(1).replace(".", ""), bare)
    found = []
    for word in _WORD.findall(bare):
        own = re.sub(r"'s?$", "", word)
        found.append((own.casefold(), own))
    return [pair for pair in found if pair[0]]


@cache
def voice_words() -> VoiceWords:
    """The vocabulary; raises BadLexicon when the file is wrong."""
    data = table(*_PARTS)
    must(isinstance(data, dict), _PARTS, "the file is no mapping", "put the file back")
    for name in _LISTS:
        must(isinstance(data.get(name), list), _PARTS, f"`{name}` is no list", "write it as [word, word]")
    for name in ("same", "sorts", "revisions"):
        must(isinstance(data.get(name), dict), _PARTS, f"`{name}` is no mapping", "put it back")
    revisions = cast("dict[str, list[str]]", data["revisions"])
    must(sorted(revisions) == ["down", "either", "up"], _PARTS, "`revisions` needs up, down and either", "put them back")
    lists = {name: frozenset(map(str, data[name])) for name in _LISTS}
    sorts = tuple(_sort(str(name), row) for name, row in data["sorts"].items())
    return VoiceWords(
        lists, {str(a): str(b) for a, b in data["same"].items()}, sorts, {str(n): tuple(map(str, v)) for n, v in revisions.items()}
    )


def _sort(name: str, row: Any) -> Sort:
    right = isinstance(row, dict) and sorted(row) == ["actors", "words"]
    must(right, _PARTS, f"sort {name!r} needs words and actors", "correct that row")
    return Sort(name, tuple(tuple(str(word).split()) for word in row["words"]), frozenset(map(str, row["actors"])))


@cache
def listed_names() -> dict[tuple[str, ...], Listed]:
    """Names of the actor list that mean one actor wherever they stand, as their words. A name of two actors is left out."""
    found: dict[tuple[str, ...], Listed] = {}
    twice: set[tuple[str, ...]] = set()
    for path in sorted(data_path("actors").glob("*.yaml")):
        if path.stem in _RESERVED:
            continue
        for row in table("actors", path.name)["actors"]:
            actor = Listed(str(row["id"]), str(row["kind"]), row["country"])
            for name in (row["name"], *row["aliases"]):
                words = name_key([word for word, _ in plain_words(str(name))])
                if found.setdefault(words, actor).id != actor.id:
                    twice.add(words)
    return {words: actor for words, actor in found.items() if words and words not in twice}


def name_key(words: list[str]) -> tuple[str, ...]:
    """The words of a name without articles and prepositions, in one spelling."""
    known = voice_words()
    left = [known.same.get(word, word) for word in words if word not in known["articles"] and word not in known["prepositions"]]
    return tuple(left)


@cache
def land_words() -> dict[str, str]:
    """Words of one word for a country, its name or adjective, with the country's code: israel and israeli are @IL."""
    found: dict[str, str] = {}
    for code, row in table("actors", "demonyms.yaml")["countries"].items():
        for name in (*row["names"], *row["adjectives"]):
            words = plain_words(str(name))
            if len(words) == 1:
                found.setdefault(words[0][0], f"@{code}")
    return found
