"""Takes boxes that want labels; gives places where they cover neither each other nor a marker, or leaves them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tollbook.publish.dossier.geography import Box, Point, inside

End = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a point of the map."""

    x: float
    y: float
    end: End
    text: str


def text_box(label: Label, size: float) -> Box:
    """The box that a label covers, by an estimate of its width that errs on the wide side."""
    wide = sum(1.05 if ord(c) > 0x2E80 else 0.68 for c in label.text) * size
    left = {"start": label.x, "middle": label.x - wide / 2, "end": label.x - wide}[label.end]
    return Box(left - 1, label.y - size * 0.85, left + wide + 1, label.y + size * 0.3)


def beside(wanted: Iterable[tuple[Point, float, str]], taken: list[Box], frame: Box, size: float) -> list[Label]:
    """A label beside each (point, marker radius, text): right, left, above, below, then the corners; `taken` grows."""
    out: list[Label] = []
    for (x, y), r, text in wanted:
        gap = r + 4
        tries: list[tuple[float, float, End]] = [
            (x + gap, y + size * 0.35, "start"),
            (x - gap, y + size * 0.35, "end"),
            (x, y - gap - 1, "middle"),
            (x, y + gap + size * 0.8, "middle"),
            (x + gap * 0.7, y - gap * 0.7, "start"),
            (x + gap * 0.7, y + gap * 0.7 + size * 0.6, "start"),
            (x - gap * 0.7, y - gap * 0.7, "end"),
            (x - gap * 0.7, y + gap * 0.7 + size * 0.6, "end"),
        ]
        label = _first([Label(a, b, end, text) for a, b, end in tries], taken, frame, size)
        if label is not None:
            out.append(label)
    return out


def within(rings: Iterable[tuple[list[Point], str]], taken: list[Box], frame: Box, size: float) -> list[Label]:
    """A label inside each ring that has room for it, as near to its middle as it can be; `taken` grows."""
    out: list[Label] = []
    for ring, text in rings:
        left, right = min(p[0] for p in ring), max(p[0] for p in ring)
        low, high = min(p[1] for p in ring), max(p[1] for p in ring)
        if text_box(Label(0, 0, "middle", text), size).right * 1.6 > right - left:
            continue
        x, y = (left + right) / 2, (low + high) / 2
        grid = [(left + (right - left) * i / 8, low + (high - low) * j / 8) for i in range(1, 8) for j in range(1, 8)]
        grid.sort(key=lambda p: (abs(p[0] - x) + abs(p[1] - y), p))
        label = _first([Label(a, b, "middle", text) for a, b in grid if inside((a, b), ring)], taken, frame, size)
        if label is not None:
            out.append(label)
    return out


def _first(tries: list[Label], taken: list[Box], frame: Box, size: float) -> Label | None:
    for label in tries:
        box = text_box(label, size)
        fits = box.left >= frame.left and box.right <= frame.right and box.low >= frame.low and box.high <= frame.high
        if fits and not any(box.meets(other) for other in taken):
            taken.append(box)
            return label
    return None
