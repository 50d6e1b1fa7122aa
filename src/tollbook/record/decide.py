"""Takes judgements, or what makes them from a record; keeps them, all or none. Nothing that was judged before is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tollbook.model.judgement import Judgement
from tollbook.record import log
from tollbook.record.coding import judged_fact
from tollbook.record.file import reading, transaction, writing
from tollbook.record.views import derive

Make = Callable[[sqlite3.Connection], Sequence[Judgement]]


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes to the log ("machine tollbook 0.1.0", or a person) and when (UTC)."""

    name: str
    at: datetime

    def written(self) -> str:
        """The time as the log has it."""
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Decided:
    """What was asked to be kept, and which of it is new to the record."""

    judgements: tuple[Judgement, ...]
    new: tuple[Judgement, ...]


def decide(path: Path, make: Make, author: Author) -> Decided:
    """Make judgements from what the record holds and keep them; raises BadRecord when there is no record, NotInRecord or BadInput from `make`."""
    with reading(path) as connection:
        made = tuple(make(connection))
    with writing(path) as connection:
        return Decided(made, keep(connection, made, author))


def keep(connection: sqlite3.Connection, judgements: Sequence[Judgement], author: Author) -> tuple[Judgement, ...]:
    """Keep judgements in one transaction; gives those that are new. One about things that are not in the record waits until they are."""
    with transaction(connection):
        new = [one for one in dict.fromkeys(judgements) if not _knows(connection, one)]
        for one in new:
            derive(connection, log.append(connection, judged_fact(one), author.written(), author.name))
    return tuple(new)


def _knows(connection: sqlite3.Connection, judgement: Judgement) -> bool:
    return connection.execute("SELECT 1 FROM judgement WHERE id = ?", (judgement.id,)).fetchone() is not None
