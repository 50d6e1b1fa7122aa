"""Takes the judgements of a record, or lines that hold judgements of another; gives lines, or judgements that are what they say. Stores nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path

from tollbook.model import wire
from tollbook.model.errors import BadInput
from tollbook.model.judgement import Judgement
from tollbook.record.event import canonical
from tollbook.record.joining import judgements
from tollbook.record.opinions import PAIR_KINDS, PART_KINDS, sealed

_ADVICE = "use a file that `tollbook judgements export` wrote"
_SUBJECTS = dict.fromkeys((*PAIR_KINDS, *PART_KINDS), 2)


def exported(connection: sqlite3.Connection) -> Iterator[str]:
    """Every judgement of the record as a line of JSON, in the order in which they were made; also those that were replaced or taken back."""
    for judgement in judgements(connection, "1"):
        yield canonical(wire.dump(judgement))


def imported(lines: Iterable[str], name: str) -> tuple[Judgement, ...]:
    """The judgements of a file; raises BadInput with the line that holds none, or one that was changed since it was made."""
    return tuple(_judgement(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip())


def lines_of(path: Path) -> list[str]:
    """The lines of a file; raises BadInput when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({(error.strerror or 'system error').lower()}); {_ADVICE}") from error
    except ValueError as error:
        raise BadInput(f"{path}: is no text; {_ADVICE}") from error


def waiting(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """Judgements about accounts, claims or judgements that the record does not hold: they are kept, and hold once it does."""
    here = (
        "(SELECT count(*) FROM membership WHERE account IN (j.one, j.other)) + (SELECT count(*) FROM claim WHERE id = j.one)"
        " + (SELECT count(*) FROM judgement WHERE id = j.one)"
    )
    where = f"id IN (SELECT id FROM judgement j WHERE {here} < CASE WHEN j.other IS NULL THEN 1 ELSE 2 END)"
    return tuple(judgements(connection, where))


def _judgement(line: str, where: str) -> Judgement:
    try:
        judgement: Judgement = wire.load(Judgement, json.loads(line))
        texts = (judgement.id, judgement.by, judgement.why, *judgement.subjects)
        optional = tuple(one for one in (judgement.field, judgement.value) if one is not None)
        if not all(isinstance(one, str) for one in (*texts, *optional)) or judgement.at.tzinfo is None:
            raise TypeError
        right = sealed(judgement)
        if judgement.value is not None:
            json.loads(judgement.value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadInput(f"{where}: holds no judgement; {_ADVICE}") from error
    if len(judgement.subjects) != _SUBJECTS.get(judgement.kind, 1) or judgement.at.astimezone(UTC).isoformat() != judgement.at.isoformat():
        raise BadInput(f"{where}: holds no judgement; {_ADVICE}")
    if right != judgement:
        raise BadInput(f"{where}: judgement {judgement.id} was changed after it was made; {_ADVICE}")
    return judgement
