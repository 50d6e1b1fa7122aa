"""Takes the source of a web page, or a fragment of one out of a feed; gives its draft. The page is read once, every visible character stays in the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tollbook.read.assemble import Draft, refuse_too_long
from tollbook.read.line_rules import folded
from tollbook.read.options import ReadOptions
from tollbook.read.page_article import Judgement, judge, unfit_for_parsers
from tollbook.read.page_metadata import PageMetadata, page_metadata
from tollbook.read.page_parts import part_table
from tollbook.read.page_text import PageBlock, PageText, page_text
from tollbook.read.pieces import Hint, Piece
from tollbook.read.plain import plain_pieces

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_TITLE_REACH = 12
_LONG_BLOCK = 100
_LIST_ARTICLES = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of the fragment that it carries."""

    source: str
    title: str | None = None
    outlet: str | None = None
    dates: tuple[date, ...] = ()
    warnings: tuple[str, ...] = ()


def page_draft(source: str, name: str, options: ReadOptions, warnings: tuple[str, ...] = ()) -> Draft:
    """The draft of a whole page; raises BadInput when its text is longer than any one report."""
    page = page_text(source)
    refuse_too_long(page.text, options)
    metadata = page_metadata(source, _frame(source, page) if unfit_for_parsers(source, page) is None else None)
    judgement = judge(source, page) if page.blocks else Judgement(())
    reasons = list(judgement.reasons)
    title = _title_block(page, metadata, reasons)
    if title is not None:
        reasons[title] = None
    return Draft(
        source=name,
        text=page.text,
        pieces=_pieces(page, reasons, title),
        title=metadata.titles[0] if metadata.titles else None,
        outlet=metadata.outlet,
        dates=metadata.dates,
        warnings=(*warnings, *judgement.warnings, *_losses(page), *_several(page, reasons)),
        source_offsets=page.source_offsets,
    )


def fragment_draft(source: str, entry: Entry) -> Draft:
    """The draft of a feed entry: all of it is article but captions, navigation and the like."""
    page = page_text(source)
    never = part_table().never
    reasons = [block.part if block.part in never else None for block in page.blocks]
    return Draft(
        source=entry.source,
        text=page.text,
        pieces=_pieces(page, reasons, 0 if entry.title and page.blocks and _is_first_order(page.blocks[0]) else None),
        title=entry.title,
        outlet=entry.outlet,
        dates=entry.dates,
        warnings=(*entry.warnings, *_losses(page)),
        source_offsets=page.source_offsets,
    )


def _frame(source: str, page: PageText) -> str:
    """The page's source without the words of its paragraphs."""
    parts: list[str] = []
    at = 0
    for block in page.blocks:
        if block.end - block.start > _LONG_BLOCK:
            parts.append(source[at : page.source_offset(block.start)])
            at = page.source_offset(block.end - 1) + 1
    return "".join([*parts, source[at:]])


def _pieces(page: PageText, reasons: list[str | None], title: int | None) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for index, block in enumerate(page.blocks):
        reason = reasons[index]
        hint: Hint = "not_article" if reason else "title" if index == title else "heading" if block.element in _HEADINGS else ""
        share = block.link_characters / (block.end - block.start)
        if hint in ("title", "heading"):
            pieces.append(Piece(block.start, block.end, hint, None, share))
            continue
        pieces.extend(
            Piece(block.start + line.start, block.start + line.end, hint, reason, share, block.listed)
            for line in plain_pieces(page.text[block.start : block.end])
        )
    return tuple(pieces)


def _title_block(page: PageText, metadata: PageMetadata, reasons: list[str | None]) -> int | None:
    """The heading that says what the metadata calls the title; else the only first-order heading near it that shares words with that."""
    titles = [folded(title) for title in metadata.titles]
    article = next((index for index, reason in enumerate(reasons) if reason is None), len(reasons))
    headings = [index for index, block in enumerate(page.blocks[: article + _TITLE_REACH]) if block.element in _HEADINGS]
    for index in sorted(headings, key=lambda at: (page.blocks[at].element, at)):
        words = folded(page.text[page.blocks[index].start : page.blocks[index].end])
        if len(words) >= 8 and any(words == title or (len(words) >= 15 and words in title) for title in titles):
            return index
    first = [index for index in headings if _is_first_order(page.blocks[index])]
    if len(first) != 1:
        return None
    shown = set(folded(page.text[page.blocks[first[0]].start : page.blocks[first[0]].end]).split())
    alike = any(3 * len(shown & set(title.split())) >= len(shown) for title in titles)
    return first[0] if alike or not titles else None


def _is_first_order(block: PageBlock) -> bool:
    return block.element == "h1" and block.part is None


def _several(page: PageText, reasons: list[str | None]) -> tuple[str, ...]:
    """A warning when the article is spread over several article elements of which none holds the most of it: a front page or a list."""
    sizes = Counter[int]()
    for block, reason in zip(page.blocks, reasons, strict=True):
        if reason is None:
            sizes[block.article] += block.end - block.start
    whole = sum(sizes.values())
    inside = [size for article, size in sizes.items() if article]
    if len(inside) < _LIST_ARTICLES or max(inside) * 2 > whole or sizes[0] * 2 > whole:
        return ()
    return (f"the page looks like a list of {len(inside)} reports read as one; give each report's own page",)


def _losses(page: PageText) -> tuple[str, ...]:
    warnings = []
    if page.hidden_characters > max(500, len(page.text)):
        warnings.append(
            f"{page.hidden_characters:,} characters in hidden elements were left out, more than are shown; open the page to see why"
        )
    if page.broken:
        warnings.append(f"{page.broken:,} tags or comments are never closed; check the text against the page")
    return tuple(warnings)
