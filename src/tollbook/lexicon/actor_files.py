"""Finds the files of the actor list, the package's and a user's own; gives their entries as written, each with its lines. Judges no entry.

A user's own lists are YAML files of the same form in TOLLBOOK_ACTORS (a file or a folder), or in tollbook/actors of the user's data folder.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from tollbook.lexicon.load import data_path, with_lines
from tollbook.model.errors import BadLexicon

VARIABLE = "TOLLBOOK_ACTORS"
RESERVED = ("demonyms", "kinds", "nouns")


@dataclass(frozen=True, slots=True)
class ActorFile:
    """One file of the actor list: where it is, how it is called in messages, whether it is a user's own."""

    path: Path
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as somebody wrote it, with the line of each of its keys; `line` is where it begins."""

    file: ActorFile
    entry: object
    line: int
    lines: dict[str, int]


def own_lists() -> Path | None:
    """Where a user's own lists are: TOLLBOOK_ACTORS, or the user's data folder. None when the variable is set and empty."""
    told = os.environ.get(VARIABLE)
    if told is not None:
        return Path(told) if told.strip() else None
    base = os.environ.get("XDG_DATA_HOME", "").strip()
    return (Path(base) if base else Path.home() / ".local" / "share") / "tollbook" / "actors"


def actor_files() -> tuple[ActorFile, ...]:
    """The files of the list, the package's first. Raises BadLexicon when TOLLBOOK_ACTORS names what is not there."""
    shipped = sorted(path for path in data_path("actors").glob("*.yaml") if path.stem not in RESERVED)
    found = [ActorFile(path, path.name, False) for path in shipped]
    own = own_lists()
    if own is None or not own.exists():
        if own is not None and os.environ.get(VARIABLE):
            raise BadLexicon(f"{VARIABLE} names {own}, which is not there; correct the variable, or unset it")
        return tuple(found)
    paths = sorted(path for path in own.iterdir() if path.suffix in (".yaml", ".yml")) if own.is_dir() else [own]
    return (*found, *(ActorFile(path, str(path), True) for path in paths))


def written(file: ActorFile) -> tuple[Written, ...]:
    """The entries of a file; raises BadLexicon, with the line, when it is no YAML or does not begin with `actors:`."""
    data, lines = with_lines(file.path, file.name, "actors")
    entries = data.get("actors") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise BadLexicon(f"{file.name}, line 1: `actors` is missing; begin the file with `actors:` and put each actor in a line under it")
    return tuple(Written(file, entry, place, keys) for entry, (place, keys) in zip(entries, lines, strict=True))


def own_stamps() -> tuple[str, ...]:
    """Names of the states of a user's own lists: another list, another stamp."""
    return tuple(hashlib.sha256(file.path.read_bytes()).hexdigest() for file in actor_files() if file.own)
