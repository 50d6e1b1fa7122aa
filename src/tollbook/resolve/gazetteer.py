"""Takes a place name; gives every place of that name that tollbook knows. Reads the built gazetteer and lexicon/places; fetches and writes nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from tollbook.lexicon.load import data_path
from tollbook.model.errors import BadLexicon
from tollbook.resolve.place_names import fold, loose
from tollbook.resolve.place_tables import Entry, admin1_name, built_in

_FILE = ("places", "gazetteer.sqlite")
_SELECT = "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, n.grade FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
_REMEDY = "reinstall tollbook (pip install .), which builds it from GeoNames data"


@dataclass(frozen=True, slots=True)
class _Store:
    """One read-only connection per process."""

    connection: sqlite3.Connection


@cache
def _store() -> _Store:
    path = data_path(*_FILE)
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        connection.execute("SELECT inputs FROM stamp").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadLexicon(f"{'/'.join(_FILE)} is no gazetteer ({error}); {_REMEDY}") from error
    return _Store(connection)


@lru_cache(maxsize=20000)
def look_up(name: str) -> tuple[Entry, ...]:
    """Every place that the name may stand for: own lists first, then by grade of the name, then by population. Empty when unknown."""
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
    return tuple(sorted(found.values(), key=_order))


def _order(entry: Entry) -> tuple[int, int, int, str]:
    rank = 0 if entry.feature == "country" else {"geonames": 2, "ged": 3}.get(entry.source, 1)
    return rank, entry.grade, -entry.population, entry.id


def _keep(found: dict[str, Entry], entry: Entry) -> None:
    known = found.get(entry.id)
    if known is None or entry.grade < known.grade:
        found[entry.id] = entry


def _rows(key: str, penalty: int) -> list[Entry]:
    return [
        Entry(
            id=f"g{row[0]}", geonameid=row[0], name=row[1], lat=row[2], lon=row[3], country=row[4], admin1=row[5],
            population=row[6], feature="town", radius_km=None, grade=min(3, row[7] + penalty), source="geonames",
        )
        for row in _store().connection.execute(_SELECT, (key,))
    ]  # fmt: skip


def exact(entry: Entry) -> Entry:
    """The same place, as if its main name had been used."""
    return replace(entry, grade=0)


def division(entry: Entry) -> str | None:
    """The name of the first-level division that the place lies in."""
    known = admin1_name(entry.country, entry.admin1)
    return entry.name if known is None and entry.feature == "admin1" else known
