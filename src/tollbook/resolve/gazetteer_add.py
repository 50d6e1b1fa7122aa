"""Takes a GeoNames dump or a list of places of the user's own; adds it to the user's gazetteer, one stream, resumed where it stopped. Fetches nothing."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tollbook.lexicon.gazetteer_file import VERSION, added_path
from tollbook.model.errors import BadInput, BadLexicon
from tollbook.resolve import gazetteer
from tollbook.resolve.gazetteer_rows import Place, Reader, Skipped, reader_of
from tollbook.resolve.place_names import ARABIC_LANDS, fold, loose, sound

_BATCH = 20_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, country TEXT NOT NULL,
    admin1 TEXT NOT NULL, population INTEGER NOT NULL, feature TEXT NOT NULL, radius_km REAL, source TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS name(key TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sound(key TEXT NOT NULL, country TEXT NOT NULL, place INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS source(id TEXT PRIMARY KEY, origin TEXT NOT NULL, sha256 TEXT NOT NULL, places INTEGER NOT NULL, lines INTEGER NOT NULL,
    lowest INTEGER NOT NULL, finished INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS area ON place(country, admin1);
CREATE INDEX IF NOT EXISTS of_source ON place(source);
"""
Progress = Callable[[int, int], None]
"""Called with the lines read so far and the places kept."""


@dataclass(slots=True)
class Added:
    """What became of one file: places kept, by country; lines left out, by reason, with the first few in full; where it is kept."""

    source: str
    path: Path
    places: int = 0
    resumed_at: int = 0
    unchanged: bool = False
    countries: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Batch:
    """Rows that wait to be written together."""

    places: list[tuple[object, ...]] = field(default_factory=list)
    names: list[tuple[str, int, int]] = field(default_factory=list)
    sounds: list[tuple[str, str, int]] = field(default_factory=list)


def add(file: Path, *, source: str | None = None, progress: Progress | None = None) -> Added:
    """Add one file: a GeoNames dump (zip or txt) or a list with a header line (csv, tsv). The same file again changes nothing.

    Raises BadInput when the file is neither, and BadLexicon when the gazetteer cannot be written or is of another version.
    """
    target = _target()
    name = source or file.name
    digest = _digest(file)
    done = Added(name, target)
    try:
        with _writing(target) as store:
            _fill(store, file, digest, done, progress)
    except sqlite3.DatabaseError as error:
        raise BadLexicon(f"{target}: cannot be written ({error}); free space there, or name another file in TOLLBOOK_GAZETTEER") from error
    gazetteer.forget()
    return done


def remove(source: str) -> int:
    """Take one source out again; the number of places that it had. Raises BadLexicon when there is no such source."""
    target = _target()
    if not target.is_file():
        raise BadLexicon(f"nothing has been added to {target}; `tollbook gazetteer list` shows what there is")
    with _writing(target) as store:
        row = store.execute("SELECT id FROM source WHERE id = ?", (source,)).fetchone()
        if row is None:
            known = ", ".join(r[0] for r in store.execute("SELECT id FROM source ORDER BY id")) or "none"
            raise BadLexicon(f"no source {source!r} has been added; there are: {known}")
        store.execute("BEGIN")
        gone = _clear(store, source)
        store.execute("DELETE FROM source WHERE id = ?", (source,))
        store.execute("COMMIT")
    gazetteer.forget()
    return gone


def _target() -> Path:
    target = added_path()
    if target is None:
        raise BadLexicon("TOLLBOOK_GAZETTEER is set to nothing, so places cannot be kept; unset it or let it name a file")
    return target


@contextmanager
def _writing(target: Path) -> Iterator[sqlite3.Connection]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadLexicon(f"{target.parent}: cannot be made ({error.strerror}); name another file in TOLLBOOK_GAZETTEER") from error
    new = not target.exists()
    store = sqlite3.connect(target, isolation_level=None, timeout=5)
    try:
        version = store.execute("PRAGMA user_version").fetchone()[0]
        if not new and version != VERSION:
            raise BadLexicon(f"{target} was made by another version of tollbook; move it away and add the files again")
        store.executescript(f"PRAGMA user_version={VERSION}; PRAGMA journal_mode=DELETE; PRAGMA synchronous=NORMAL;" + _SCHEMA)
        yield store
    finally:
        store.close()


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({(error.strerror or 'system error').lower()}); give a GeoNames dump or a list") from error


def _day(file: Path) -> str:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()


def _fill(store: sqlite3.Connection, file: Path, digest: str, done: Added, progress: Progress | None) -> None:
    known = store.execute("SELECT sha256, lines, finished FROM source WHERE id = ?", (done.source,)).fetchone()
    if known is not None and known[0] == digest and known[2]:
        done.unchanged = True
    elif known is not None and known[0] == digest:
        done.resumed_at = known[1]
    with _lines(file) as lines:
        reader = reader_of(file.name, lines)  # a file that is no list is refused before anything is written
        if not done.unchanged:
            _store(store, reader, digest, done, progress, replace=known is not None and known[0] != digest)
            dated = f"newest entry of {reader.newest}" if reader.newest else f"file of {_day(file)}"
            store.execute("UPDATE source SET origin = ? WHERE id = ?", (f"{reader.origin}, {dated}", done.source))
    for country, count in store.execute("SELECT country, count(*) FROM place WHERE source = ? GROUP BY country", (done.source,)):
        done.countries[country] = count
    done.places = sum(done.countries.values())


def _store(store: sqlite3.Connection, reader: Reader, digest: str, done: Added, progress: Progress | None, *, replace: bool) -> None:
    store.execute("BEGIN")
    if replace:
        _clear(store, done.source)
    lowest = min(0, store.execute("SELECT min(lowest) FROM source").fetchone()[0] or 0)
    row = store.execute("SELECT lowest FROM source WHERE id = ?", (done.source,)).fetchone()
    number = row[0] if row is not None and done.resumed_at else lowest
    store.execute("INSERT OR REPLACE INTO source VALUES(?,?,?,?,?,?,0)", (done.source, reader.origin, digest, 0, done.resumed_at, number))
    store.execute("COMMIT")
    for index in ("by_key", "by_sound"):  # made again at the end: faster than to keep them
        store.execute(f"DROP INDEX IF EXISTS {index}")
    store.execute("CREATE INDEX IF NOT EXISTS by_place ON name(place)")
    store.execute("CREATE INDEX IF NOT EXISTS sound_by_place ON sound(place)")
    batch, line = _Batch(), 0
    for line, one in reader.rows():
        if isinstance(one, Skipped):  # told again for the lines of an earlier run, which nobody may have seen
            done.left_out[one.reason] += 1
            if one.fault and len(done.examples) < 5:
                done.examples.append(f"line {line}: {one.reason}")
        elif line > done.resumed_at:
            if one.geonameid is None:
                number -= 1
            at = one.geonameid or number
            batch.places.append(
                (at, one.name, one.lat, one.lon, one.country, one.admin1, one.population, one.feature, one.radius_km, done.source)
            )
            batch.names.extend((key, at, grade) for key, grade in keys(one))
            batch.sounds.append((sound(fold(one.name), one.country), one.country, at))
        if len(batch.places) >= _BATCH:
            _keep(store, done.source, batch, line, number)
            batch = _Batch()
            if progress is not None:
                progress(line, store.total_changes)
    _keep(store, done.source, batch, line, number)
    store.execute("CREATE INDEX IF NOT EXISTS by_key ON name(key)")
    store.execute("CREATE INDEX IF NOT EXISTS by_sound ON sound(key, country)")
    store.execute("UPDATE source SET finished = 1, places = (SELECT count(*) FROM place WHERE source = ?1) WHERE id = ?1", (done.source,))


def _keep(store: sqlite3.Connection, source: str, batch: _Batch, line: int, number: int) -> None:
    """One batch and how far it reaches, in one transaction: an interrupted run goes on behind it."""
    store.execute("BEGIN")
    store.executemany("DELETE FROM name WHERE place = ?", ((place[0],) for place in batch.places))
    store.executemany("DELETE FROM sound WHERE place = ?", ((place[0],) for place in batch.places))
    store.executemany("INSERT OR REPLACE INTO place VALUES(?,?,?,?,?,?,?,?,?,?)", batch.places)
    store.executemany("INSERT INTO name VALUES(?,?,?)", batch.names)
    store.executemany("INSERT INTO sound VALUES(?,?,?)", batch.sounds)
    store.execute("UPDATE source SET lines = ?, lowest = ? WHERE id = ?", (line, number, source))
    store.execute("COMMIT")


def _clear(store: sqlite3.Connection, source: str) -> int:
    for table in ("name", "sound"):
        store.execute(f"DELETE FROM {table} WHERE place IN (SELECT id FROM place WHERE source = ?)", (source,))
    return store.execute("DELETE FROM place WHERE source = ?", (source,)).rowcount


def keys(place: Place) -> list[tuple[str, int]]:
    """The look-up keys of a place with their grade: 0 the main name, 1 another name, 2 and 3 the same spelt loosely."""
    found: dict[str, int] = {}
    for name, grade in [(place.name, 0), *((other, 1) for other in place.aliases)]:
        key = fold(name)
        if not 2 <= len(key) <= 80:
            continue
        found[key] = min(grade, found.get(key, grade))
        free = loose(key) if place.country in ARABIC_LANDS and key.isascii() else key
        if free != key and len(free) >= 3:
            found[free] = min(grade + 2, found.get(free, grade + 2))
    return sorted(found.items())


@contextmanager
def _lines(file: Path) -> Iterator[IO[str]]:
    """The lines of the file, or of the one list inside a zip; undecodable bytes become the replacement sign."""
    with file.open("rb") as handle:
        if not zipfile.is_zipfile(handle):
            handle.seek(0)
            yield _text(handle)
            return
        with zipfile.ZipFile(handle) as archive:
            inside = [
                info for info in archive.infolist() if Path(info.filename).suffix in (".txt", ".csv", ".tsv") and not _about(info.filename)
            ]
            if len(inside) != 1:
                names = ", ".join(info.filename for info in inside[:5]) or "none"
                raise BadInput(f"{file}: holds {len(inside)} lists ({names}); unpack it and give the one that is meant")
            with archive.open(inside[0]) as member:
                yield _text(member)


def _about(name: str) -> bool:
    return "readme" in name.lower() or os.path.basename(name).startswith(".")


def _text(handle: IO[bytes]) -> IO[str]:
    return io.TextIOWrapper(handle, encoding="utf-8-sig", errors="replace", newline="")
