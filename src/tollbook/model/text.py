"""Takes stored text; gives reports, spans and blocks over it. Never changes a character of the text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tollbook.model.errors import BadSpan

PublishedBasis = Literal["given", "metadata", "text", "unknown"]
BlockKind = Literal["title", "heading", "paragraph", "dateline", "not_article"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's text: code point offsets and the words themselves (the evidence)."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise BadSpan(f"span {self.start}:{self.end} does not fit its quote of {len(self.quote)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of text[start:end]; raises BadSpan when it is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise BadSpan(f"span {start}:{end} lies outside a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-sized stretch of the text. `not_article` blocks are marked with a reason and read past, never deleted."""

    start: int
    end: int
    kind: BlockKind
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One news report as stored. `outlet` published it, `origin` wrote it (when syndicated), `source` is where the bytes came from.

    `source_offsets` maps text offsets to offsets in the decoded source, as sorted (text offset, source offset) pairs that start
    stretches of equal characters; empty when the text is the source itself.
    """

    id: str
    source: str
    outlet: str | None
    origin: str | None
    title: str | None
    published: date | None
    published_basis: PublishedBasis
    language: str | None
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    source_offsets: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        last = 0
        for block in self.blocks:
            if not last <= block.start < block.end <= len(self.text):
                raise BadSpan(f"block {block.start}:{block.end} is out of order or outside the text")
            last = block.end


def report_id(text: str, outlet: str | None, published: date | None) -> str:
    """The id of a report: the same text from the same outlet with the same date is the same report, wherever the bytes came from."""
    basis = "\x1f".join([text, outlet or "", published.isoformat() if published else ""])
    return "r" + hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_hash(text: str) -> str:
    """SHA-256 of the UTF-8 text, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
