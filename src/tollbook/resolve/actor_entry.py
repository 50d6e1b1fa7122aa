"""Takes one entry of an actor list as written; gives the actor, or everything that is wrong with the entry. Knows nothing of other entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tollbook.lexicon.actor_files import Written
from tollbook.lexicon.kinds import kinds

TWICE = "choose another id, or give the entry `replaces: true` to take the place of the other"
FORM = "write {id: my-group, name: My Group, kind: rebel_group, country: SY, aliases: [My Group, MG]}"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS = ("id", "name", "kind", "country", "aliases", "short", "parent", "active", "wikidata", "ucdp", "also_in", "areas", "replaces")
_YEARS = (1000, 2200)


@dataclass(frozen=True, slots=True)
class ListedActor:
    """One actor of the list. `short` forms count only where the report defines them or speaks of one of its `lands`; `areas` behind a name of its parent
    make it this actor ("Islamic State" + "Khorasan"). `active` holds the first and last year, None where open or unknown."""

    id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    parent: str | None
    active: tuple[int | None, int | None]
    wikidata: str | None
    ucdp: tuple[int, ...]
    also_in: tuple[str, ...]
    areas: tuple[str, ...]
    replaces: bool
    file: str
    line: int

    @property
    def lands(self) -> tuple[str, ...]:
        """Where it acts: its own country, then others."""
        return (*([self.country] if self.country else ()), *self.also_in)

    def was_active(self, year: int) -> bool:
        """Whether the years of activity, as far as they are known, hold a year."""
        first, last = self.active
        return (first is None or first <= year) and (last is None or year <= last)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an entry."""

    line: int
    problem: str
    advice: str


def parsed(one: Written) -> ListedActor | Fault:
    """The actor that an entry describes, or the first thing wrong with it."""
    wrong = faults(one)
    if wrong:
        return wrong[0]
    entry: dict[str, Any] = one.entry  # type: ignore[assignment]
    first, last = entry.get("active") or (None, None)
    ucdp = entry.get("ucdp")
    return ListedActor(
        id=str(entry["id"]),
        name=str(entry["name"]),
        kind=str(entry["kind"]),
        country=_text(entry.get("country")),
        aliases=_texts(entry["aliases"]),
        short=_texts(entry.get("short")),
        parent=_text(entry.get("parent")),
        active=(first, last),
        wikidata=_text(entry.get("wikidata")),
        ucdp=() if ucdp is None else tuple(ucdp) if isinstance(ucdp, list) else (ucdp,),
        also_in=_texts(entry.get("also_in")),
        areas=_texts(entry.get("areas")),
        replaces=bool(entry.get("replaces", False)),
        file=one.file.name,
        line=one.line,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _texts(values: list[object] | None) -> tuple[str, ...]:
    return tuple(str(value) for value in values or ())


def faults(one: Written) -> list[Fault]:
    """Everything wrong with an entry by itself, each with the line of its key."""
    entry = one.entry
    if not isinstance(entry, dict):
        return [Fault(one.line, f"{str(entry)[:60]!r} is no entry", FORM)]
    label = str(entry.get("id", entry.get("name", "?")))
    found: list[Fault] = []

    def fault(key: str, problem: str, advice: str) -> None:
        found.append(Fault(one.lines.get(key, one.line), problem, advice))

    for key in ("id", "name", "kind", "aliases"):
        if key not in entry:
            fault(key, f"the entry {label} has no `{key}`", "add it")
    for key in entry:
        if key not in _KEYS:
            fault(str(key), f"the entry {label} has the unknown key {str(key)!r}", f"use one of {', '.join(_KEYS)}")
    for key in ("id", "name", "kind", "country", "parent", "wikidata"):
        if entry.get(key) is not None and not _is_word(entry[key]):
            fault(
                key, f"`{key}` of {label} is {_seen(entry[key])}", "write one word or name there, in quotes if it holds a colon or a comma"
            )
    for key in ("aliases", "short", "also_in", "areas"):
        value = entry.get(key)
        if key in entry and not (isinstance(value, list) and all(_is_word(each) and str(each).strip() for each in value)):
            fault(key, f"`{key}` of {label} is {_seen(value)}", f"write a list of names: {key}: [One Name, Another Name]")
    if found:
        return found
    if not _SLUG.fullmatch(str(entry["id"])):
        fault("id", f"{entry['id']!r} is no id", "use small letters, digits and hyphens")
    if str(entry["kind"]) not in kinds():
        fault("kind", f"{label} has the unknown kind {entry['kind']!r}", f"choose one of {', '.join(kinds())}")
    if not entry["aliases"] and not entry.get("short"):
        fault("aliases", f"{label} has no name to find it by", "give `aliases` or `short`")
    if entry.get("wikidata") is not None and not re.fullmatch(r"Q[1-9]\d*", str(entry["wikidata"])):
        fault("wikidata", f"{label} has the Wikidata id {entry['wikidata']!r}", "write Q and digits")
    if not _is_number_or_list(entry.get("ucdp")):
        fault("ucdp", f"{label} has the UCDP id {entry['ucdp']!r}", "write a number, or a list of numbers")
    if not isinstance(entry.get("replaces", False), bool):
        fault("replaces", f"`replaces` of {label} is {_seen(entry['replaces'])}", "write true, or leave it out")
    _years(label, entry.get("active"), fault)
    return found


def _years(label: str, active: object, fault: Any) -> None:
    if active is None:
        return
    whole = isinstance(active, list) and len(active) == 2 and all(year is None or type(year) is int for year in active)
    if not whole or not isinstance(active, list):
        fault(
            "active",
            f"`active` of {label} is {_seen(active)}",
            "write the first and the last year, null where it is open: active: [2011, null]",
        )
        return
    first, last = active
    for year in active:
        if year is not None and not _YEARS[0] <= year <= _YEARS[1]:
            fault("active", f"{label} has the year {year}", "write a year in four digits, or null")
            return
    if first is not None and last is not None and first > last:
        fault("active", f"{label} is active from {first} to {last}", "put the earlier year first")


def _is_word(value: object) -> bool:
    return isinstance(value, str) or type(value) is int


def _is_number_or_list(value: object) -> bool:
    return value is None or type(value) is int or (isinstance(value, list) and all(type(each) is int for each in value))


def _seen(value: object) -> str:
    return "empty" if value is None else f"{str(value)[:60]!r}"
