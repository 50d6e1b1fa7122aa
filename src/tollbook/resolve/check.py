"""Checks every list that people edit, and says what is wrong in which file and line. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tollbook.lexicon.load import data_path
from tollbook.model.errors import BadLexicon
from tollbook.resolve import place_home, place_tables
from tollbook.resolve.actor_check import ActorProblem, check_actors
from tollbook.resolve.date_vocabulary import vocabulary
from tollbook.resolve.place_weights import weights
from tollbook.resolve.place_words import words

_LISTS: tuple[tuple[str, Callable[[], object]], ...] = (
    ("places/conflict_places.yaml", lambda: list(place_tables._own_keys())),
    ("places/division_names.yaml", place_tables.abbreviations),
    ("places/outlets.yaml", place_home.outlets),
    ("places/weights.yaml", weights),
    ("places/words.yaml", words),
    ("en/dates.yaml", vocabulary),
)


def check_lists(more: Iterable[Path] = ()) -> list[ActorProblem]:
    """Every problem of the actor list (with `more` files as part of it), then the first of each other list; empty when all are sound."""
    return [*check_actors(more), *_others()]


def _others() -> Iterator[ActorProblem]:
    for name, read in _LISTS:
        try:
            read()
        except BadLexicon as error:
            message = str(error)
            where, _, rest = message.partition(": ")
            told = re.search(r"line (\d+)", message)
            problem, _, advice = (rest or where).partition("; ")
            yield ActorProblem(name, int(told[1]) if told else _line(name, rest), problem, advice or "correct the file")


def _line(name: str, message: str) -> int:
    """The first line that holds what the message begins with: the name of the entry."""
    label = re.match(r"[^:]+", message)
    if label is None:
        return 1
    lines = data_path(*name.split("/")).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if label[0] in line), 1)
