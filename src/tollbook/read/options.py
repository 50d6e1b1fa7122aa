"""Gives the options of the read stage. Dates are arguments: nothing here looks at a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows about the reports, and the limits that keep a hostile file from costing more than itself.

    `published` and `outlet` hold for every report read. `today` is the day past which no report can have been published (None: no check).
    """

    published: date | None = None
    outlet: str | None = None
    today: date | None = None
    max_bytes: int = 20_000_000
    """The largest file, feed or JSON line that is read, in bytes after unpacking."""
    max_characters: int = 1_000_000
    """The longest text that is taken for one report."""
    max_unpacked: int = 1_000_000_000
    """How much a compressed file of many reports may unpack to."""
