"""Takes a place name; gives every place of that name that tollbook knows. Reads the gazetteers and lexicon/places; fetches and writes nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any, get_args

from tollbook.lexicon import gazetteer_file
from tollbook.resolve.place_names import fold, loose, skeleton
from tollbook.resolve.place_tables import Entry, Feature, admin1_name, built_in, listed_districts

_SELECT = (
    "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, n.grade, p.feature, p.radius_km, p.source "
    "FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
)
_AREA = "SELECT id, name, lat, lon, country, admin1, population, 0, feature, radius_km, source FROM place WHERE country = ? AND admin1 = ? ORDER BY id"
_LIKE, _LIKE_SHORT = 0.76, 0.84  # of the letters; the second where hardly two consonants are left to compare
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


@lru_cache(maxsize=4000)
def spelt_like(name: str, country: str, admin1: str) -> Entry | None:
    """The one place of a first-level division whose name is another spelling of this one; None when none or several are."""
    key = fold(name)
    mark, plain = skeleton(key), key.replace(" ", "")
    if len(plain) < 5 or len(mark) < 2:
        return None
    near: list[tuple[float, Entry]] = []
    for entry in (entry for found, entry in _spellings(country, admin1) if found == mark):
        likeness = SequenceMatcher(None, plain, fold(entry.name).replace(" ", "")).ratio()
        if likeness >= (_LIKE if len(mark) > 2 else _LIKE_SHORT):
            near.append((likeness, entry))
    best = max(near, key=lambda pair: (pair[0], pair[1].population, pair[1].id), default=None)
    if best is None or any(_degrees_km(best[1], other) > _ONE_SPOT_KM for likeness, other in near if likeness > best[0] - _APART):
        return None
    return replace(best[1], grade=3)


@lru_cache(maxsize=64)
def _spellings(country: str, admin1: str) -> tuple[tuple[str, Entry], ...]:
    """The places of a first-level division with the skeletons of their names."""
    found = []
    for store in filter(None, (gazetteer_file.built_in(), gazetteer_file.added())):
        for row in store.execute(_AREA, (country, admin1)):
            found.append((skeleton(fold(row[1])), _entry(row, 0)))
    return tuple(found)


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
