"""Gives the name of the codebook in use: a hash over every vocabulary file and every rule of the package. Same rules, same name, on any machine."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from pathlib import Path

from tollbook.lexicon.actor_files import own_stamps
from tollbook.lexicon.gazetteer_file import stamps

_FOLDERS = ("model", "lexicon", "text", "read", "extract", "resolve", "link", "learned")
_ENDINGS = (".py", ".yaml", ".tsv", ".txt", ".json")


@cache
def codebook() -> str:
    """Twelve hexadecimal digits that change whenever a rule, a vocabulary file, a table, a gazetteer or a user's own actor list changes.

    Gazetteers are named by their stamps, which follow from what they were built from; weights by the hashes in their manifest.
    """
    root = Path(str(resources.files("tollbook")))
    found = hashlib.sha256()
    for folder in _FOLDERS:
        for path in sorted(path.relative_to(root).as_posix() for path in root.joinpath(folder).rglob("*") if path.suffix in _ENDINGS):
            content = root.joinpath(path).read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{path}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    for stamp in stamps():
        found.update(f"gazetteer\0{stamp}\n".encode())
    for stamp in own_stamps():
        found.update(f"actors\0{stamp}\n".encode())
    return found.hexdigest()[:12]
