"""Takes a draft (text, pieces, what the source says of itself); gives the Report: blocks, date with basis, origin, language.

Raises BadInput for what is no report; never guesses a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.model.errors import BadInput
from tollbook.model.text import Block, PublishedBasis, Report, report_id
from tollbook.read.dateline import date_line, opening_date
from tollbook.read.language import language_of
from tollbook.read.marking import mark
from tollbook.read.options import ReadOptions
from tollbook.read.origin import origin_of
from tollbook.read.pieces import Piece

_EARLIEST = date(1800, 1, 1)
_TOP_LINES = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """What one source gave before anything is decided. `dates` are the metadata's dates, best first."""

    source: str
    text: str
    pieces: tuple[Piece, ...]
    title: str | None = None
    outlet: str | None = None
    dates: tuple[date, ...] = ()
    warnings: tuple[str, ...] = ()
    source_offsets: tuple[tuple[int, int], ...] = ()


def assemble(draft: Draft, options: ReadOptions) -> Report:
    """The report of a draft; raises BadInput when there is nothing to read or too much for one report."""
    if not draft.pieces:
        raise BadInput("holds no text; give a file with the words of a report")
    refuse_too_long(draft.text, options)
    warnings = list(draft.warnings)
    blocks = mark(draft.text, draft.pieces)
    published, basis = _published(draft, blocks, options, warnings)
    outlet = options.outlet or draft.outlet
    language = _language(draft.text, blocks, warnings)
    return Report(
        id=report_id(draft.text, outlet, published),
        source=draft.source,
        outlet=outlet,
        origin=origin_of(draft.text, blocks, outlet),
        title=_title(draft, blocks),
        published=published,
        published_basis=basis,
        language=language,
        text=draft.text,
        blocks=blocks,
        warnings=tuple(warnings),
        source_offsets=draft.source_offsets,
    )


def refuse_too_long(text: str, options: ReadOptions) -> None:
    """Raise BadInput for a text that is longer than any one report."""
    if len(text) > options.max_characters:
        raise BadInput(
            f"holds {len(text):,} characters, more than the {options.max_characters:,} taken for one report; "
            "split it into reports (JSON lines: one object per report)"
        )


def _title(draft: Draft, blocks: tuple[Block, ...]) -> str | None:
    """The title as the page shows it, else as the metadata gives it, else the text's first line that looks like one."""
    block = next((block for block in blocks if block.kind == "title"), None)
    shown = " ".join(draft.text[block.start : block.end].split()) if block else None
    marked = any(piece.hint == "title" for piece in draft.pieces)
    return (shown if marked else draft.title) or shown or draft.title or None


def _published(draft: Draft, blocks: tuple[Block, ...], options: ReadOptions, warnings: list[str]) -> tuple[date | None, PublishedBasis]:
    """Given, then metadata, then the text's own line; a date that cannot be is refused with a warning and the next basis is tried."""
    if options.published is not None and _possible(options.published, "given", options, warnings):
        return options.published, "given"
    for value in draft.dates:
        if _possible(value, "metadata", options, warnings):
            return value, "metadata"
    for value in _stated(draft.text, blocks):
        if _possible(value, "text", options, warnings):
            return value, "text"
    warnings.append("no publication date found; give one (--published YYYY-MM-DD) so that 'yesterday' and 'last month' can be read")
    return None, "unknown"


def _possible(value: date, basis: str, options: ReadOptions, warnings: list[str]) -> bool:
    if options.today is not None and value > options.today:
        warnings.append(f"publication date {value.isoformat()} ({basis}) lies in the future and is refused")
        return False
    if value < _EARLIEST:
        warnings.append(f"publication date {value.isoformat()} ({basis}) cannot be that of a news report and is refused")
        return False
    return True


def _stated(text: str, blocks: tuple[Block, ...]) -> list[date]:
    """The dates that the head of the text states as its own: publication lines, then the dateline's, then lines of an update."""
    head: list[Block] = []
    paragraphs = 0
    for block in blocks[:200]:
        paragraphs += block.kind == "paragraph"
        if paragraphs > 1:
            break
        head.append(block)
    lines = [text[block.start : block.end] for block in head[-_TOP_LINES:]]
    stated = [found for line in lines if (found := date_line(line)) is not None]
    opened = [value for line in lines if (value := opening_date(line)) is not None]
    return [found.value for found in stated if not found.updated] + opened + [found.value for found in stated if found.updated]


def _language(text: str, blocks: tuple[Block, ...], warnings: list[str]) -> str | None:
    code = language_of("\n".join(text[block.start : block.end] for block in blocks if block.kind != "not_article"))
    if code not in (None, "en"):
        warnings.append(f"language {code}: tollbook reads English; nothing is extracted")
    return code
