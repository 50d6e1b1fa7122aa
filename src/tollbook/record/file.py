"""Takes the path of a record; gives an open connection to it, or says what the file is instead. Never changes a file that is no record."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from tollbook.model.errors import BadRecord
from tollbook.record.replay import blank, renew, replayed
from tollbook.record.schema import APPLICATION_ID, VERSION, VERSIONS, statements

BUSY_SECONDS = 10.0
_MAGIC = b"SQLite format 3\0"
_COPY_ADVICE = "restore it from a copy, or add the reports to a new record"


@contextmanager
def reading(path: Path, as_of: date | None = None) -> Iterator[sqlite3.Connection]:
    """A connection that cannot change the record, as it is or as it stood at the end of a day (UTC); raises BadRecord when it cannot be read."""
    with _reachable(path):
        _must_exist(path)
    with _explained(path), closing(_connect_reading(path)) as connection:
        version = _check(path, connection)
        connection.execute("BEGIN")  # one moment of the record, whatever another process adds meanwhile
        if version == VERSION and as_of is None:
            yield connection
        else:
            with closing(replayed(connection, as_of)) as renewed:
                yield renewed


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may add to the record; makes the file, for its owner's eyes only, when there is none."""
    with _reachable(path):
        _make(path)
    with _explained(path), closing(_connect(path, "rw")) as connection:
        if _is_blank(connection):
            _lay_out(connection)
        if _check(path, connection) != VERSION:
            _bring_up(path, connection)
        connection.execute("PRAGMA synchronous = FULL")
        try:
            yield connection
        finally:
            _journal(connection, "DELETE")  # a record at rest is one file, which can be copied and read from anywhere


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing; waits for another writer to finish."""
    _journal(connection, "WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def objects(connection: sqlite3.Connection) -> dict[str, str]:
    """The tables, triggers and indexes of a database as written, by name."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {str(name): str(sql) for name, sql in rows}


def _connect(path: Path, mode: str, extra: str = "") -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}{extra}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _connect_reading(path: Path) -> sqlite3.Connection:
    """Read-only; on a medium where SQLite cannot lay its side files, as a file that nobody changes."""
    connection = _connect(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection
    except sqlite3.OperationalError as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CANTOPEN or Path(f"{path}-wal").exists():
            raise
        return _connect(path, "ro", "&immutable=1")


def _journal(connection: sqlite3.Connection, mode: str) -> None:
    """Change how the file is kept whole while it is written; where another process uses it, it stays as it is, whole either way."""
    with suppress(sqlite3.OperationalError):
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != mode.lower():
            connection.execute(f"PRAGMA journal_mode = {mode}")


def _make(path: Path) -> None:
    if not path.parent.is_dir():
        raise BadRecord(f"{path}: there is no folder {path.parent}; make it first, or name another place for the record")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        _must_exist(path)


def _must_exist(path: Path) -> None:
    if path.is_dir():
        raise BadRecord(f"{path}: is a folder, no record; name a file such as {path.name or 'my'}.toll")
    if not path.exists():
        raise BadRecord(f"{path}: there is no record here; make one with: tollbook add REPORT... --record {path.name}")
    if not path.is_file():
        raise BadRecord(f"{path}: is no file; name a file such as my.toll")
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    if head and head != _MAGIC:  # SQLite itself would take a very short file of any kind for an empty database
        raise BadRecord(f"{path}: is no tollbook record; name another file")


def _is_blank(connection: sqlite3.Connection) -> bool:
    return _number(connection, "application_id") == 0 and not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def _lay_out(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        if not _is_blank(connection):  # another process was faster
            return
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        for sql in statements():
            connection.execute(sql)


def _bring_up(path: Path, connection: sqlite3.Connection) -> None:
    """Make the views of an older record anew, in one transaction, after a copy of it was laid beside it."""
    with transaction(connection):
        version = _number(connection, "user_version")
        if version == VERSION:  # another process was faster
            return
        _copy(path, Path(f"{path}.version{version}"))
        renew(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _copy(path: Path, copy: Path) -> None:
    """A copy of the record as it stands, for its owner's eyes only, whole or not there."""
    partial = Path(f"{copy}.partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(_connect(path, "ro")) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        partial.replace(copy)
    except OSError as error:
        why = (error.strerror or "system error").lower()
        raise BadRecord(
            f"{path}: is of an older version, and no copy could be laid beside it ({why}); make room for {copy.name}"
        ) from error


def _check(path: Path, connection: sqlite3.Connection) -> int:
    """The version of a record; raises BadRecord unless it is one that can be read, with every table, guard and index as they were laid out."""
    if _is_blank(connection):
        raise BadRecord(f"{path}: is empty, no record; make one with: tollbook add REPORT... --record {path.name}")
    if _number(connection, "application_id") != APPLICATION_ID:
        raise BadRecord(f"{path}: is an SQLite database but no tollbook record; name another file")
    version = _number(connection, "user_version")
    if version not in VERSIONS:
        raise BadRecord(f"{path}: is a record of version {version}, this tollbook reads version {VERSION}; use the tollbook that wrote it")
    with closing(blank()) as model:
        wanted, found = objects(model), objects(connection)
    if version != VERSION:  # its log is as it always was; its views are made anew
        wanted = {name: sql for name, sql in wanted.items() if name == "event" or name.startswith("event_is_")}
    changed = sorted(name for name, sql in wanted.items() if found.get(name) != sql)
    if changed:
        raise BadRecord(f"{path}: {', '.join(changed)} of the record was changed or removed by another program; {_COPY_ADVICE}")
    foreign = sorted(name for name, sql in found.items() if name not in wanted and sql.lstrip().upper().startswith("CREATE TRIGGER"))
    if foreign:
        raise BadRecord(f"{path}: holds triggers that are not tollbook's ({', '.join(foreign)}); remove them, or restore a copy")
    return version


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's errors as BadRecord with advice."""
    try:
        yield
    except sqlite3.Error as error:
        raise BadRecord(f"{path}: {_explain(error)}") from error
    except UnicodeDecodeError as error:
        raise BadRecord(f"{path}: is damaged (text that is no UTF-8); {_COPY_ADVICE}") from error


@contextmanager
def _reachable(path: Path) -> Iterator[None]:
    """The system's errors as BadRecord with advice."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "no possible path").lower()
        raise BadRecord(f"{path}: cannot be used ({why}); check the path and its permissions") from error


def _explain(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"another program has been writing to it for more than {BUSY_SECONDS:g} seconds; try again when it has finished"
        case sqlite3.SQLITE_NOTADB:
            return "is no tollbook record; name another file"
        case sqlite3.SQLITE_CORRUPT:
            return f"is damaged ({error}); {_COPY_ADVICE}"
        case sqlite3.SQLITE_FULL:
            return "there is no space left on the disk; nothing of this report was stored, free some space and run the same command again"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return f"cannot be opened ({error}); check its permissions and those of its folder"
        case _:
            return f"cannot be used ({error}); {_COPY_ADVICE}"
