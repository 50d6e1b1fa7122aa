"""Marked sentences for the speaker tests: [source], <cue>, {content}; and documents made of plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.model.text import Block, Report
from tollbook.text.document import Document, analyse

_SIGNS = {"[": "source", "<": "cue", "{": "content"}
_CLOSING = {"]": "source", ">": "cue", "}": "content"}


@dataclass(frozen=True)
class Marked:
    text: str
    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]


def unmark(marked: str) -> Marked:
    """The plain text with the offsets of its marks."""
    plain: list[str] = []
    opened: dict[str, int] = {}
    found: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for sign in marked:
        if sign in _SIGNS:
            opened[_SIGNS[sign]] = len(plain)
        elif sign in _CLOSING:
            name = _CLOSING[sign]
            found[name].append((opened.pop(name), len(plain)))
        else:
            plain.append(sign)
    assert not opened, marked
    return Marked("".join(plain), found["source"][0], found["cue"][0], tuple(found["content"]))


def document(text: str, kind: str = "paragraph") -> Document:
    """A document whose blocks are the lines of the text."""
    blocks = tuple(Block(m.start(), m.end(), kind) for m in re.finditer(r"[^\n]*\S[^\n]*", text))  # type: ignore[arg-type]
    return analyse(Report("r0", "test", None, None, None, None, "unknown", "en", text, blocks))
