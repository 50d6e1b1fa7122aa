"""Takes the places a name may stand for and what the report says; gives the likeliest with its share, or none with a reason. Never guesses between equals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tollbook.resolve.gazetteer import division, spelt_like
from tollbook.resolve.place_signs import Evidence, Hints, distance_km, signs
from tollbook.resolve.place_tables import Entry, countries
from tollbook.resolve.place_weights import Weights, weights

_OWN_LIST = "from the project's list of conflict places"
_LISTS = {"own": _OWN_LIST, "conflict_places": _OWN_LIST, "ged": "a place of events in UCDP GED"}
_SAME_KM = 30.0
# The share right of names read as another spelling, on places of UCDP GED (the half that is read): that sound alike in a division, with two consonants
# only, in a country, and that are only like each other.
_SAME, _SAME_SHORT, _SAME_OF_COUNTRY, _LIKE = 0.93, 0.71, 0.83, 0.67


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome for one name: the place or None, the reason in words, the readings in order with their `shares`, and the share of the best one (0 to 1)."""

    entry: Entry | None
    reason: str
    ranked: tuple[Entry, ...]
    contained: bool = False
    score: float | None = None
    shares: tuple[float, ...] = ()


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether the inner place can be part of the outer one."""
    if outer.feature == "country":
        shared = inner.country is None and distance_km(inner, outer) <= (outer.radius_km or 0) + (inner.radius_km or 0)
        return (inner.country == outer.country or shared) and inner.feature != "country"
    if inner.feature == "country":
        return False
    if outer.feature == "admin1":
        if inner.feature == "admin1" or inner.country != outer.country:
            return False
        if inner.admin1 == outer.admin1 != "":
            return True
        reach = 0.9 if inner.layered else 1.6  # the division of a layer's place is that of the towns near it
        return (inner.layered or not (inner.admin1 and outer.admin1)) and distance_km(inner, outer) <= reach * (outer.radius_km or 60)
    if outer.feature in ("region", "area", "admin2"):
        return distance_km(inner, outer) <= 1.4 * (outer.radius_km or 60) and inner.id != outer.id
    if inner.wide or inner.id == outer.id or (inner.population >= outer.population and inner.feature not in ("district", "camp", "site")):
        return False
    return outer.feature == "town" and distance_km(inner, outer) <= (30 if outer.population < 1_000_000 else 50)


_DIVISIONS = {"admin1": ("admin1", "region"), "admin2": ("admin2", "admin1")}


def readings(entries: tuple[Entry, ...], hints: Hints) -> tuple[tuple[Entry, ...], bool]:
    """The readings to choose from, and whether they lie in what the report says the name lies in. "Idlib governorate" is the division and no town, and
    so is the Idlib in "Kafr Nabl, Idlib", which holds what no town of that name holds."""
    pool = tuple(_merge(entries))
    inside = tuple(e for e in pool if any(lies_in(e, parent) for parent in hints.parents))
    pool = inside or pool
    for wanted in (
        tuple(e for e in pool if e.feature in _DIVISIONS.get(hints.kind, ())),
        tuple(e for e in pool if all(any(lies_in(one, e) for one in held) for held in hints.inner)) if hints.inner else (),
        tuple(e for e in pool if e.feature in ("admin1", "admin2", "region")) if hints.holds else (),
    ):
        if wanted:
            return wanted, bool(inside)
    return pool, bool(inside)


def shares(pool: tuple[Entry, ...], inside: bool, hints: Hints, evidence: Evidence, table: Weights) -> list[float]:
    """The share of each reading, and last that of none of them; they add up to 1."""
    sums = [sum(table.ranking.get(name, 0.0) * size for name, size in signs(e, pool, inside, hints, evidence).items()) for e in pool]
    sums.append(table.nothing)
    top = max(sums)
    raised = [math.exp(one - top) for one in sums]
    return [one / sum(raised) for one in raised]


def spelling(name: str, parents: tuple[Entry, ...]) -> Choice | None:
    """A place whose name is nearly this one and which lies in what the report puts it in; None when there is none, or more than one."""
    for parent in parents:
        if not parent.country or (parent.feature != "country" and not parent.admin1):
            continue
        spelt = spelt_like(name, parent.country, "" if parent.feature == "country" else parent.admin1)
        if spelt is not None and lies_in(spelt.entry, parent):
            why = f"no {name} is known in {parent.name}; taken for another spelling of {_label(spelt.entry)}"
            share = (
                _LIKE
                if not spelt.same
                else _SAME_OF_COUNTRY
                if parent.feature == "country"
                else _SAME
                if spelt.consonants > 2
                else _SAME_SHORT
            )
            return Choice(spelt.entry, why, (spelt.entry,), True, share)
    return None


def choose(entries: tuple[Entry, ...], hints: Hints, evidence: Evidence) -> Choice:
    """The best reading of a name in this report."""
    table = weights()
    pool, inside = readings(entries, hints)
    found = shares(pool, inside, hints, evidence, table)
    together = {
        one.id: sum(share for share, other in zip(found, pool, strict=False) if other.id == one.id or _one_spot(other, one)) for one in pool
    }
    scored = sorted(zip(found, pool, strict=False), key=lambda pair: (-round(together[pair[1].id], 9), -pair[0], pair[1].id))
    ranked, own = tuple(entry for _, entry in scored), tuple(share for share, _ in scored)
    best = _town_of(ranked[0], ranked, hints)
    score = together[best.id]
    known_anywhere = best.population >= 300_000 and best.grade <= 1
    if hints.parents and not inside and not known_anywhere and best.feature not in ("country", "admin1"):
        return Choice(None, f"no {best.name} is known in {hints.parents[0].name}", ranked, shares=own)
    if score < table.answer:
        return Choice(None, _doubt(scored, best, found[-1]), ranked, score=score, shares=own)
    return Choice(best, _why(best, pool, hints, evidence, inside), ranked, inside, score, own)


def _one_spot(one: Entry, other: Entry) -> bool:
    """Whether two readings come to the same on a map: a town and its twin in another list, or the division called after it."""
    if one.country != other.country:
        return False
    if one.wide != other.wide:
        wide = one if one.wide else other
        around = wide.feature == "admin1" and distance_km(one, other) <= (
            wide.radius_km or 60
        )  # Kyiv lies in the middle of Kyiv Oblast, not in it
        return wide.feature != "country" and (around or lies_in(one, other) or lies_in(other, one))
    return distance_km(one, other) <= _SAME_KM


def _doubt(scored: list[tuple[float, Entry]], best: Entry, nothing: float) -> str:
    rival = next((entry for _, entry in scored if entry.id != best.id and not _one_spot(entry, best)), None)
    if rival is None or nothing > 0.5:
        return f"the gazetteer knows the name as {_label(best)}, and too little in the report points there"
    if rival.country == best.country:
        return f"may be {_label(best)} or {_label(rival)}, two places of one country"
    return f"may be {_label(best)} or {_label(rival)}, and the report does not tell"


def _town_of(best: Entry, ranked: tuple[Entry, ...], hints: Hints) -> Entry:
    """The town instead of the division that is called after it, unless the words speak of the division."""
    if best.feature != "admin1" or hints.kind in ("admin1", "admin2") or hints.directed or hints.holds:
        return best
    towns = [
        e
        for e in ranked
        if e.feature == "town" and lies_in(e, best) and (e.population >= 100_000 or (e.grade == 0 and e.population >= 15_000))
    ]
    return max(towns, key=lambda e: (e.population, e.id)) if towns else best


def _merge(entries: tuple[Entry, ...]) -> list[Entry]:
    """Entries without those of our own list that the gazetteer has at the same spot under the same name, and the reverse."""
    kept: list[Entry] = []
    for entry in entries:
        twin = next(
            (
                e
                for e in kept
                if e.country == entry.country and not e.wide and not entry.wide and distance_km(e, entry) < 12 and e.source != entry.source
            ),
            None,
        )
        if twin is None:
            kept.append(entry)
    return kept


def _label(entry: Entry) -> str:
    country = countries()[entry.country].entry.name if entry.country else "several countries"
    if entry.feature == "country":
        return f"the country {entry.name}"
    if entry.feature == "admin1":
        return f"{entry.name}, a division of {country}"
    inside = division(entry)
    return f"{entry.name} in {inside + ', ' if inside and inside != entry.name else ''}{country}"


def _why(best: Entry, pool: tuple[Entry, ...], hints: Hints, evidence: Evidence, inside: bool) -> str:
    lands = {entry.country for entry in pool}
    words = [f"the only {best.name} known" if len(pool) == 1 else f"the likeliest of {len(pool)} places of that name"]
    if best.feature == "country":
        return "the country of that name"
    land = countries()[best.country].entry.name if best.country else "several countries"
    words[0] += f": {_label(best)}"
    if inside:
        parent = next(parent for parent in hints.parents if lies_in(best, parent))
        words.append(f"the report places it in {parent.name}")
    elif hints.nation == best.country and best.country:
        words.append(f"the report says that it is in {land}")
    elif best.country and evidence.named.get(best.country, {}).keys() - {hints.key}:
        words.append(f"{land} is named in the report")
    elif best.country in evidence.lands(hints.key):
        words.append(f"the report points to {land}")
    elif len(lands) > 1:
        words.append("by far the largest")
    if best.population:
        words.append(f"population {best.population:,}")
    if best.source in _LISTS:
        words.append(_LISTS[best.source])
    return "; ".join(words)
