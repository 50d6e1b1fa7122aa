"""Takes actors/kinds.yaml; gives the kinds of actors with the codes of other schemes. Raises BadLexicon for a table of wrong shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.load import must, table

INTER = {
    1: "State forces", 2: "Rebel group", 3: "Political militia", 4: "Identity militia", 5: "Rioters", 6: "Protesters", 7: "Civilians",
    8: "External/Other forces",
}  # fmt: skip
"""ACLED's words for its interaction codes."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of actor with the codes of other schemes."""

    id: str
    label: str
    acled_inter: int
    plover: str
    armed: bool


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of actors by id."""
    parts = ("actors", "kinds.yaml")
    data = table(*parts)
    must(isinstance(data, dict) and isinstance(data.get("kinds"), dict), parts, "`kinds` is missing", "put the table back")
    found = {}
    for name, entry in data["kinds"].items():
        complete = isinstance(entry, dict) and {"label", "acled_inter", "plover", "armed"} <= set(entry)
        must(complete, parts, f"kind {name} lacks a field", "give label, acled_inter, plover and armed")
        found[str(name)] = Kind(str(name), str(entry["label"]), int(entry["acled_inter"]), str(entry["plover"]), bool(entry["armed"]))
    return found


@cache
def _sectors() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Sectors that words in a name tell beside its kind: sector, word, and the kinds that it holds for."""
    parts = ("actors", "kinds.yaml")
    found = []
    for entry in table(*parts)["plover_by_words"]:
        complete = isinstance(entry, dict) and {"sector", "kinds", "words"} <= set(entry)
        must(complete and set(entry["kinds"]) <= set(kinds()), parts, f"{entry!r} is no sector by words", "give sector, kinds and words")
        found += [(str(entry["sector"]), str(word), frozenset(entry["kinds"])) for word in entry["words"]]
    return tuple(found)


def sector(name: str, kind: Kind) -> str:
    """The PLOVER sector of an actor: its kind's, unless a word of its name tells a narrower one (refugees, judges, spies)."""
    words = f" {name.lower()} "
    return next((sector for sector, word, held in _sectors() if kind.id in held and f" {word} " in words), kind.plover)
