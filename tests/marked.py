"""Marked sentences for tests: "In Homs [at least 57 people|killed 57.. at_least] were killed" gives the text and the spans with their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.model.text import Block, Report, report_id
from tollbook.text.document import Document, analyse

_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


@dataclass(frozen=True)
class Mark:
    quote: str
    start: int
    end: int
    label: str


def unmark(marked: str) -> tuple[str, list[Mark]]:
    """The text without marks, and the marks with offsets into it."""
    out, marks, at = [], [], 0
    position = 0
    for match in _MARK.finditer(marked):
        before = marked[at : match.start()]
        out.append(before)
        position += len(before)
        marks.append(Mark(match.group(1), position, position + len(match.group(1)), match.group(2).strip()))
        out.append(match.group(1))
        position += len(match.group(1))
        at = match.end()
    out.append(marked[at:])
    return "".join(out), marks


def document(text: str) -> Document:
    """A one-paragraph report of that text."""
    blocks = (Block(0, len(text), "paragraph"),)
    return analyse(Report(report_id(text, None, None), "test", None, None, None, None, "unknown", "en", text, blocks))
