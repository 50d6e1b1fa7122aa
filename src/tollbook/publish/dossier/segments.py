"""Takes a stretch of text and marks that may nest and overlap; gives flat pieces, each with the marks that cover it. Loses no character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

MarkKind = Literal["claim", "left", "ignored", "speaker", "date", "place", "actor", "weapon", "anchor"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: `kind` and `name` say what it is, `label` names it in words, `id` is its anchor, `href` its link."""

    start: int
    end: int
    kind: MarkKind
    name: str
    label: str
    id: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one set of marks: all that cover it, those that start with it, those that end with it."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


def pieces(start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut [start, end) at every boundary of a mark. Marks are sorted by start; longer marks come before the shorter ones inside them."""
    ordered = sorted((m for m in marks if m.start < end and m.end > start), key=lambda m: (m.start, -m.end, m.kind, m.name))
    cuts = sorted({start, end, *(c for m in ordered for c in (m.start, m.end) if start < c < end)})
    active: list[Mark] = []
    at = 0
    for left, right in pairwise(cuts):
        active = [m for m in active if m.end > left]
        while at < len(ordered) and ordered[at].start <= left:
            if ordered[at].end > left:
                active.append(ordered[at])
            at += 1
        opening = tuple(m for m in active if m.start == left)
        closing = tuple(m for m in active if m.end == right)
        yield Piece(left, right, tuple(active), opening, closing)


def per_block(blocks: Iterable[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """For each block in text order, the marks that touch it; blocks do not overlap."""
    ordered = sorted(marks, key=lambda m: m.start)
    at = 0
    carried: list[Mark] = []
    for start, end in blocks:
        carried = [m for m in carried if m.end > start]
        while at < len(ordered) and ordered[at].start < end:
            if ordered[at].end > start:
                carried.append(ordered[at])
            at += 1
        yield [m for m in carried if m.start < end]
