"""Opens the gazetteer that comes with the package and the one a user has added to, read-only, and says what they hold. Writes nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tollbook.lexicon.load import data_path, table
from tollbook.model.errors import BadLexicon

BUILT_IN = ("places", "gazetteer.sqlite")
VARIABLE = "TOLLBOOK_GAZETTEER"
VERSION = 2
"""Of the shape of an added gazetteer and of the keys in it; raised whenever either changes."""
_TABLES = {
    "countries.tsv": (0, "GeoNames, CC BY 4.0; shapes of Natural Earth, public domain"),
    "admin1.tsv": (0, "GeoNames, CC BY 4.0; shapes of Natural Earth, public domain"),
    "admin2.tsv": (0, "GeoNames, CC BY 4.0"),
    "ged_places.tsv": (2, "UCDP GED, CC BY 4.0: places of recorded events"),
}
"""The column that holds the country, and where the table comes from."""
_REMEDY = "reinstall tollbook (pip install .), which builds it from GeoNames data"
_AGAIN = "run `tollbook gazetteer add` again with the same files, or `tollbook gazetteer remove` them"


@dataclass(frozen=True, slots=True)
class Source:
    """One source of places: its id, where it comes from, how many places it gave."""

    id: str
    origin: str
    places: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """What one gazetteer file holds: its sources, and the number of places of each by country (ISO 3166, two letters)."""

    path: Path
    sources: tuple[Source, ...]
    countries: dict[str, dict[str, int]]


def added_path() -> Path | None:
    """Where the places that a user adds are kept: TOLLBOOK_GAZETTEER, or the user's data folder. None when the variable is set and empty."""
    told = os.environ.get(VARIABLE)
    if told is not None:
        return Path(told) if told.strip() else None
    base = os.environ.get("XDG_DATA_HOME", "").strip()
    return (Path(base) if base else Path.home() / ".local" / "share") / "tollbook" / "gazetteer.sqlite"


@cache
def built_in() -> sqlite3.Connection:
    """The gazetteer of the package. Raises BadLexicon when it is missing or damaged."""
    path = data_path(*BUILT_IN)
    try:
        connection = _open(path)
        connection.execute("SELECT inputs FROM stamp").fetchone()
        connection.execute("SELECT feature, radius_km, source FROM place LIMIT 1").fetchone()
        connection.execute("SELECT key, country, place FROM sound LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadLexicon(f"{'/'.join(BUILT_IN)} is no gazetteer of this version ({error}); {_REMEDY}") from error
    return connection


@cache
def added() -> sqlite3.Connection | None:
    """The places that the user has added; None when there are none. Raises BadLexicon for a file that is told but missing, damaged or half done."""
    path = added_path()
    if path is None:
        return None
    if not path.is_file():
        if os.environ.get(VARIABLE):
            raise BadLexicon(
                f"{VARIABLE} names {path}, which is not there; correct the variable, unset it, or run `tollbook gazetteer add`"
            )
        return None
    try:
        connection = _open(path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        unfinished = [row[0] for row in connection.execute("SELECT id FROM source WHERE finished = 0 ORDER BY id")]
    except sqlite3.DatabaseError as error:
        raise BadLexicon(f"{path} is no gazetteer ({error}); move it away and run `tollbook gazetteer add` again") from error
    if version != VERSION:
        raise BadLexicon(f"{path} was made by another version of tollbook; move it away and {_AGAIN}")
    if unfinished:
        raise BadLexicon(f"{path}: adding {', '.join(unfinished)} has not finished; {_AGAIN}")
    return connection


def stamps() -> tuple[str, ...]:
    """Names of the states of both gazetteers: other places, other stamp."""
    found = [str(built_in().execute("SELECT inputs FROM stamp").fetchone()[0])]
    if (more := added()) is not None:
        found += [f"{row[0]} {row[1]}" for row in more.execute("SELECT id, sha256 FROM source ORDER BY id")]
    return tuple(found)


def holdings() -> tuple[Holdings, ...]:
    """What the package's gazetteer covers, then what the user has added."""
    found = [_holdings(data_path(*BUILT_IN), built_in())]
    more, path = added(), added_path()
    if more is not None and path is not None:
        found.append(_holdings(path, more))
    return tuple(found)


def tables() -> Holdings:
    """What our own tables cover, which stand beside the gazetteer: countries, divisions, conflict places, places of recorded events."""
    counts: dict[str, dict[str, int]] = {}
    for name, (column, _) in _TABLES.items():
        lands: dict[str, int] = {}
        for line in data_path("places", name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                land = line.split("\t")[column]
                lands[land] = lands.get(land, 0) + 1
        counts[name] = lands
    own: dict[str, int] = {}
    for row in table("places", "conflict_places.yaml")["places"]:
        own[row["country"] or ""] = own.get(row["country"] or "", 0) + 1
    counts["conflict_places.yaml"] = own
    origins = {**{name: origin for name, (_, origin) in _TABLES.items()}, "conflict_places.yaml": "our own list, public facts of geography"}
    sources = [Source(name, origins[name], sum(lands.values())) for name, lands in sorted(counts.items())]
    return Holdings(data_path("places", "conflict_places.yaml").parent, tuple(sources), counts)


def forget() -> None:
    """Close what is open, so that the next look-up sees a changed file."""
    for store in (built_in, added):
        store.cache_clear()


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """One gazetteer file opened read-only for a moment."""
    connection = _open(path)
    try:
        yield connection
    finally:
        connection.close()


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _holdings(path: Path, connection: sqlite3.Connection) -> Holdings:
    sources = tuple(Source(*row) for row in connection.execute("SELECT id, origin, places FROM source ORDER BY id"))
    countries: dict[str, dict[str, int]] = {source.id: {} for source in sources}
    for source, country, count in connection.execute("SELECT source, country, count(*) FROM place GROUP BY source, country ORDER BY 1, 2"):
        countries.setdefault(source, {})[country] = count
    return Holdings(path, sources, countries)
