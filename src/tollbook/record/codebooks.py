"""Takes a record; keeps the codebooks it was read by and gives them back: one by its hash, or the record's own. Reads no file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from tollbook.model.errors import NotInRecord
from tollbook.record.codebook_file import Codebook, codebook_of
from tollbook.record.coding import UsedCodebook, codebook_fact
from tollbook.record.event import Fact
from tollbook.record.file import reading
from tollbook.record.names import one_of


@dataclass(frozen=True, slots=True)
class KeptCodebook:
    """A codebook that a record keeps: its hash, name, version and text."""

    hash: str
    name: str
    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The codebook that holds for a command, None for none; whether it is the record's own; and the names of those that the record has where it has several,
    so that none is its own."""

    codebook: Codebook | None
    own: bool = False
    several: tuple[str, ...] = ()


def use_fact(connection: sqlite3.Connection, codebook: Codebook) -> Fact | None:
    """That a record is read by a codebook from now on; None when it is already. The text is kept once for each hash."""
    if any(one.hash == codebook.hash for one in latest(connection)):
        return None
    known = connection.execute("SELECT 1 FROM codebook WHERE hash = ?", (codebook.hash,)).fetchone() is not None
    return codebook_fact(UsedCodebook(codebook.hash, codebook.name, codebook.version, None if known else codebook.text))


def latest(connection: sqlite3.Connection) -> tuple[KeptCodebook, ...]:
    """Of each name the codebook that was used last, by name."""
    rows = connection.execute("SELECT hash, name, version, text FROM codebook ORDER BY seq").fetchall()
    by_name = {str(row[1]): KeptCodebook(*row) for row in rows}
    return tuple(by_name[name] for name in sorted(by_name))


def kept(connection: sqlite3.Connection, name: str | None = None) -> KeptCodebook:
    """The codebook of this hash, or of the only one that begins so; without a name the record's own. Raises NotInRecord."""
    if name is None:
        found = latest(connection)
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotInRecord("the record keeps no codebook; give it one with: tollbook add --codebook FILE")
        names = ", ".join(f"{one.name} ({one.hash})" for one in found)
        raise NotInRecord(f"the record keeps several codebooks: {names}; name one by its hash")
    row = connection.execute("SELECT hash, name, version, text FROM codebook WHERE hash = ?", (one_of(connection, "codebook", name),))
    return KeptCodebook(*row.fetchone())


def choose(connection: sqlite3.Connection, given: Codebook | None = None, none: bool = False) -> Chosen:
    """The codebook that a person gives, else the record's own where it has one, unless none is asked for; raises BadInput when the own cannot be read."""
    if given is not None or none:
        return Chosen(given)
    found = latest(connection)
    if len(found) != 1:
        return Chosen(None, several=tuple(one.name for one in found))
    return Chosen(codebook_of(found[0].text, f"the record's codebook {found[0].hash} (--codebook none does without)"), own=True)


def choose_own(path: Path) -> Chosen:
    """The same for the record in a file, by nobody's choice; none where there is no record yet."""
    if not path.is_file() or not path.stat().st_size:
        return Chosen(None)
    with reading(path) as connection:
        return choose(connection)


def own_codebook(path: Path) -> Codebook | None:
    """The own codebook of a record; None where there is no record yet, or where it keeps none or several."""
    return choose_own(path).codebook
