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
