"""Takes a plain text; gives its lines and paragraphs as pieces. Never changes the text: line ends of every kind stay where they are."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from tollbook.read.pieces import Piece

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_WIDEST_WRAP = 120
_WRAP_SLACK = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer blanks."""

    start: int
    end: int
    run: int


def plain_pieces(text: str) -> tuple[Piece, ...]:
    """The paragraphs of a text: lines, with hard-wrapped lines joined to the paragraph that they were cut from."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None and before.run == line.run and _continues(text, before, line, width):
            pieces[-1] = Piece(pieces[-1].start, line.end)
        else:
            pieces.append(Piece(line.start, line.end))
    return tuple(pieces)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    run = 0
    at = 0
    while at <= len(text):
        found = _BREAK.search(text, at)
        end = found.start() if found else len(text)
        stripped = text[at:end].strip()
        if stripped:
            start = text.index(stripped[0], at)
            lines.append(Line(start, start + len(stripped), run))
        else:
            run += 1
        if found is None:
            return lines
        at = found.end()
    return lines


def _wrap_width(text: str, lines: list[Line]) -> int:
    """The column at which the text was hard-wrapped, 0 when it was not."""
    inner = [a for a, b in itertools.pairwise(lines) if a.run == b.run]
    if len(inner) < 2:
        return 0
    width = max(line.end - line.start for line in inner)
    if not 40 <= width <= _WIDEST_WRAP:
        return 0
    full = sum(line.end - line.start >= width * 0.75 for line in inner)
    open_ended = sum(_ENDS.search(text[max(line.start, line.end - 4) : line.end]) is None for line in inner)
    return width if full * 3 >= len(inner) * 2 and open_ended * 2 >= len(inner) else 0


def _continues(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph of the line before it: its first word would not have fitted there, or it starts small."""
    if width:
        first_word = len(text[line.start : line.end].split(None, 1)[0])
        return before.end - before.start + 1 + first_word + _WRAP_SLACK > width
    return text[line.start].islower() and _ENDS.search(text[max(before.start, before.end - 4) : before.end]) is None
