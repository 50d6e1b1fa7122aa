"""Takes rows of clean cells and a width; gives aligned lines. Draws no boxes; cells that do not fit are wrapped, never cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.publish.terminal.clean import cells, wrap

_GAP = 2
_NARROWEST = 9
_LONG_WORD = 14


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; a flexible one is made narrower, and its cells wrapped, when the lines would be too long."""

    heading: str
    flexible: bool = False


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int, indent: int = 0) -> list[str]:
    """The heading line and the rows, in lines of at most `width` columns unless the fixed columns alone are wider."""
    table = [[column.heading for column in columns], *rows]
    widths = _widths(columns, table, width - indent)
    lines: list[str] = []
    for row in table:
        wrapped = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for at in range(max(len(part) for part in wrapped)):
            parts = [part[at] if at < len(part) else "" for part in wrapped]
            lines.append((" " * indent + "".join(_padded(part, size + _GAP) for part, size in zip(parts, widths, strict=True))).rstrip())
    return lines


def labelled(pairs: Sequence[tuple[str, str]], width: int, indent: int = 0) -> list[str]:
    """Label and text, the texts aligned and wrapped."""
    label_width = max((cells(label) for label, _ in pairs), default=0) + _GAP
    lines: list[str] = []
    for label, text in pairs:
        for at, part in enumerate(wrap(text, max(_NARROWEST, width - indent - label_width))):
            lines.append((" " * indent + _padded(label if at == 0 else "", label_width) + part).rstrip())
    return lines


def _widths(columns: Sequence[Column], table: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths of the columns: as wide as their cells, the widest flexible ones narrowed first, if possible no narrower than their words."""
    widths = [max(cells(row[at]) for row in table) for at in range(len(columns))]
    flexible = [at for at, column in enumerate(columns) if column.flexible]
    for longest in (_LONG_WORD, _NARROWEST):
        least = {at: min(longest, max(cells(word) for row in table for word in (row[at].split() or [""]))) for at in flexible}
        spare = room - sum(widths) - _GAP * (len(widths) - 1)
        while spare < 0 and (wide := [at for at in flexible if widths[at] > max(least[at], _NARROWEST)]):
            widths[max(wide, key=lambda at: widths[at])] -= 1
            spare += 1
    return widths


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
