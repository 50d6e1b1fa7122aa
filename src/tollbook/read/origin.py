"""Takes a text and its blocks; gives who wrote it when another published it. Only what the text credits, never a guess."""

from __future__ import annotations

import re

from tollbook.model.text import Block
from tollbook.read.dateline import agency, opening_agency
from tollbook.read.line_rules import folded

_SOURCE = re.compile(
    r"(?:sources?|via|original source|(?:originally |first )?(?:published|appeared) (?:by|on|in|at))\s*[:–—-]?\s*", re.IGNORECASE
)
_BYLINE = re.compile(r"by\s+", re.IGNORECASE)


def origin_of(text: str, blocks: tuple[Block, ...], outlet: str | None) -> str | None:
    """A source line first, then a byline that is an agency's, then the agency of a dateline. None when that is the outlet itself."""
    named = _source_line(text, blocks) or _agency_line(text, blocks) or _dateline(text, blocks)
    return None if named is None or (outlet is not None and folded(named) == folded(outlet)) else named


def _source_line(text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in reversed(blocks):
        if block.reason == "source credit":
            line = text[block.start : block.end]
            found = _SOURCE.match(line)
            name = line[found.end() :].strip(" .") if found else ""
            if name:
                return agency(name) or name
    return None


def _agency_line(text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        if block.reason not in ("byline", "source credit"):
            continue
        line = text[block.start : block.end]
        found = _BYLINE.match(line)
        for part in re.split(r"[,|/•·]", line[found.end() if found else 0 :].strip("-–—()[] ")):
            name = agency(part)
            if name is not None:
                return name
    return None


def _dateline(text: str, blocks: tuple[Block, ...]) -> str | None:
    first = next((block for block in blocks if block.kind == "paragraph"), None)
    return None if first is None else opening_agency(text[first.start : first.end])
