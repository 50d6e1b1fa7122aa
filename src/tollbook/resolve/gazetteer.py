"""Takes a place name; gives every place of that name that tollbook knows. Reads the gazetteers and lexicon/places; fetches and writes nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any, get_args

from tollbook.lexicon import gazetteer_file
from tollbook.resolve.place_names import consonants, fold, loose, sound
from tollbook.resolve.place_tables import Entry, Feature, admin1_name, built_in, listed_districts

_SELECT = (
    "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, n.grade, p.feature, p.radius_km, p.source "
    "FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
)
_AREA = "SELECT id, name, lat, lon, country, admin1, population, 0, feature, radius_km, source FROM place WHERE country = ? AND admin1 = ? ORDER BY id"
_SOUNDING = (
    "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, 0, p.feature, p.radius_km, p.source "
    "FROM sound s JOIN place p ON p.id = s.place WHERE s.key = ? AND s.country = ? ORDER BY p.id"
)
_LIKE, _LIKE_SHORT = 0.8, 0.86  # of the sounds; the second where hardly two consonants are left to compare
_LEAST_OF_COUNTRY = 3
_APART = 0.06
_ONE_SPOT_KM = 12.0
_FEATURES: dict[str, Feature] = {feature: feature for feature in get_args(Feature)}
_RANKS = {"geonames": 2, "ged": 3}
_SAME_KM = 60.0


@lru_cache(maxsize=20000)
def look_up(name: str) -> tuple[Entry, ...]:
    """Every place that the name may stand for: own lists first, then by grade of the name, then by population. Empty when unknown.

    Second-level divisions of the layers stand in it only where nothing else has the name: most are called as their town.
    """
    key = fold(name)
    if len(key) < 2:
        return ()
    found: dict[str, Entry] = {}
    for entry in (*built_in(key, 0), *_rows(key, 0)):
        _keep(found, entry)
    free = loose(key)
    if free != key and len(free) >= 3:
        for entry in (*built_in(free, 2), *_rows(free, 2)):
            _keep(found, entry)
    elif not found:
        for entry in built_in(free, 2):
            _keep(found, entry)
    divisions = [entry for entry in found.values() if entry.layered and entry.feature == "admin2"]
    for entry in divisions:
        if any(other.country == entry.country for other in found.values() if other not in divisions):
            del found[entry.id]
    return tuple(sorted(found.values(), key=_order))


@lru_cache(maxsize=4000)
def districts(key: str) -> tuple[Entry, ...]:
    """Second-level divisions of that name; asked where the words say that a division is meant. Of two that are one, the one with a shape stands."""
    shaped = [entry for entry in _rows(key, 0) if entry.feature == "admin2"]
    return (
        *shaped,
        *(e for e in listed_districts(key) if not any(s.country == e.country and _degrees_km(s, e) < _SAME_KM for s in shaped)),
    )


def _degrees_km(one: Entry, other: Entry) -> float:
    return 111.2 * max(abs(one.lat - other.lat), abs(one.lon - other.lon))


def _order(entry: Entry) -> tuple[int, int, int, str]:
    rank = 0 if entry.feature == "country" else 1 if entry.listed else _RANKS.get(entry.source, 4)
    return rank, entry.grade, -entry.population, entry.id


def _keep(found: dict[str, Entry], entry: Entry) -> None:
    known = found.get(entry.id)
    if known is None or entry.grade < known.grade:
        found[entry.id] = entry


def _rows(key: str, penalty: int) -> list[Entry]:
    more = gazetteer_file.added()
    found = _read(gazetteer_file.built_in(), key, penalty)
    return found if more is None else [*found, *_read(more, key, penalty)]


def _read(store: sqlite3.Connection, key: str, penalty: int) -> list[Entry]:
    return [_entry(row, penalty) for row in store.execute(_SELECT, (key,))]


def _entry(row: tuple[Any, ...], penalty: int) -> Entry:
    return Entry(
        id=f"g{row[0]}" if row[0] > 0 else f"{row[10]}{row[0]}", geonameid=row[0] if row[0] > 0 else None, name=row[1], lat=row[2], lon=row[3],
        country=row[4] or None, admin1=row[5], population=row[6], feature=_FEATURES[row[8]], radius_km=row[9], grade=min(3, row[7] + penalty),
        source=row[10],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelt:
    """A place whose name is another spelling of the one that was asked for: `same` when both sound alike, else they are only like each other."""

    entry: Entry
    same: bool
    consonants: int


@lru_cache(maxsize=4000)
def spelt_like(name: str, country: str, admin1: str = "") -> Spelt | None:
    """The one place of a country or of a first-level division whose name is another spelling of this one; None when none or several are.

    In a whole country a name must sound alike; in a division it may be one that is written nearly so.
    """
    key = fold(name)
    heard = sound(key, country)
    mark = consonants(heard)
    if len(heard) < 4 or len(mark) < (2 if admin1 else _LEAST_OF_COUNTRY):
        return None
    alike = [entry for entry in _sounding(heard, country) if not admin1 or entry.admin1 == admin1]
    if alike:
        best = max(alike, key=lambda entry: (entry.population, entry.id))
        one_spot = all(_degrees_km(best, other) <= _ONE_SPOT_KM for other in alike)
        return Spelt(replace(best, grade=3), True, len(mark)) if one_spot else None
    if not admin1 or len(key.replace(" ", "")) < 5:
        return None
    near: list[tuple[float, Entry]] = []
    for spelt, entry in _spellings(country, admin1).get(mark, ()):
        likeness = SequenceMatcher(None, heard, spelt).ratio()
        if likeness >= (_LIKE if len(mark) > 2 else _LIKE_SHORT):
            near.append((likeness, entry))
    best_pair = max(near, key=lambda pair: (pair[0], pair[1].population, pair[1].id), default=None)
    if best_pair is None:
        return None
    if any(_degrees_km(best_pair[1], other) > _ONE_SPOT_KM for likeness, other in near if likeness > best_pair[0] - _APART):
        return None
    return Spelt(replace(best_pair[1], grade=3), False, len(mark))


def _sounding(heard: str, country: str) -> list[Entry]:
    """The places of the country whose main name sounds so."""
    stores = filter(None, (gazetteer_file.built_in(), gazetteer_file.added()))
    return [_entry(row, 0) for store in stores for row in store.execute(_SOUNDING, (heard, country))]


@lru_cache(maxsize=16)
def _spellings(country: str, admin1: str) -> dict[str, list[tuple[str, Entry]]]:
    """The places of a first-level division by the consonants of their names, each with the sound of its name."""
    found: dict[str, list[tuple[str, Entry]]] = {}
    for store in filter(None, (gazetteer_file.built_in(), gazetteer_file.added())):
        for row in store.execute(_AREA, (country, admin1)):
            heard = sound(fold(row[1]), country)
            found.setdefault(consonants(heard), []).append((heard, _entry(row, 0)))
    return found


@cache
def layered_countries() -> frozenset[str]:
    """Countries of which a layer holds places."""
    found: set[str] = set()
    for held in gazetteer_file.holdings():
        for source, counts in held.countries.items():
            if source != "geonames":
                found.update(counts)
    return frozenset(found)


def forget() -> None:
    """Open the gazetteers anew at the next look-up."""
    gazetteer_file.forget()
    for cached in (look_up, districts, spelt_like, _spellings, layered_countries):
        cached.cache_clear()


def exact(entry: Entry) -> Entry:
    """The same place, as if its main name had been used."""
    return replace(entry, grade=0)


def division(entry: Entry) -> str | None:
    """The name of the first-level division that the place lies in."""
    known = admin1_name(entry.country, entry.admin1)
    return entry.name if known is None and entry.feature == "admin1" else known
