"""Takes a page's blocks and the extractor's opinion; gives for each block whether it is article, with a reason when not. Adds and drops no text.

The extractor (trafilatura) judges: a block is article when the words of the block stand in what it returned. Where it returns nothing, or the
page is nested too deeply or is too large to be given to it, the region of the page with the most sentences is taken, and that is said.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass

import trafilatura

from tollbook.read.line_rules import is_sentence_end
from tollbook.read.page_parts import part_table
from tollbook.read.page_text import PageBlock, PageText

_DEEPEST = 200
_LARGEST = 5_000_000
_MOST_ELEMENTS = 30_000
_MOST_BLOCKS = 6_000
_SHINGLE = 4
_SHARE = 0.6
_WORD = re.compile(r"[^\W_]+")
_JUDGED = "judged not article by the extractor"


@dataclass(frozen=True, slots=True)
class Judgement:
    """For every block None when it is article, else the reason; what should be known of how it was judged."""

    reasons: tuple[str | None, ...]
    warnings: tuple[str, ...] = ()


def judge(source: str, page: PageText) -> Judgement:
    """Which blocks of a page are its article."""
    problem, words = _extracted(source, page)
    if words is not None:
        reasons = _matched(page, words)
        if any(reason is None for reason in reasons):
            return Judgement(reasons)
        problem = "the extractor's text was not found in the page"
    return Judgement(_densest(page), (f"{problem}; the part of the page with the most sentences was taken as the article",))


def unfit_for_parsers(source: str, page: PageText) -> str | None:
    """Why a page may not be given to parsers that recurse or whose time grows with the square of its elements; None when it may."""
    if page.depth > _DEEPEST:
        return f"the page nests {page.depth:,} elements deep, too deep for the extractor"
    if len(source) > _LARGEST:
        return f"the page has {len(source):,} characters, too many for the extractor"
    if page.elements > _MOST_ELEMENTS or len(page.blocks) > _MOST_BLOCKS:
        return f"the page has {page.elements:,} elements in {len(page.blocks):,} blocks, too many for the extractor"
    return None


def _extracted(source: str, page: PageText) -> tuple[str, str | None]:
    unfit = unfit_for_parsers(source, page)
    if unfit is not None:
        return unfit, None
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        words = trafilatura.extract(source, output_format="txt", include_comments=False, include_tables=True, deduplicate=False)
    except Exception as error:  # whatever the page does to it costs its opinion only
        return f"the extractor failed on the page ({type(error).__name__})", None
    return "the extractor found no article", words or None


def _matched(page: PageText, words: str) -> tuple[str | None, ...]:
    lines = {" ".join(_words(line)) for line in words.splitlines()}
    known = _shingles(_words(words))
    chosen = [_is_in(_words(page.text[block.start : block.end]), lines, known) for block in page.blocks]
    long = [index for index, block in enumerate(page.blocks) if chosen[index] and block.end - block.start > 80]
    first, last = (long[0], long[-1]) if long else (0, len(page.blocks) - 1)
    near = range(first - 4, last + 5)
    kept_out = _kept_out([block for at, block in enumerate(page.blocks) if chosen[at]])
    return tuple(
        None if chosen[at] and at in near and block.part not in kept_out else _reason(block) for at, block in enumerate(page.blocks)
    )


def _is_in(words: list[str], lines: set[str], known: set[tuple[str, ...]]) -> bool:
    """Short blocks must be a whole line of the extractor's text; of longer ones most word sequences must be in it."""
    if " ".join(words) in lines:
        return bool(words)
    own = _shingles(words)
    return bool(own) and sum(shingle in known for shingle in own) >= _SHARE * len(own)


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _kept_out(chosen: list[PageBlock]) -> frozenset[str]:
    """The parts that are no article whatever the extractor says. A part that holds much of the article is misnamed in the page, so it stays."""
    sizes = Counter[str]()
    for block in chosen:
        if block.part is not None:
            sizes[block.part] += block.end - block.start
    whole = sum(block.end - block.start for block in chosen)
    return frozenset(part for part in part_table().never if sizes[part] * 5 <= whole)


def _reason(block: PageBlock) -> str:
    return block.part or _JUDGED


def _densest(page: PageText) -> tuple[str | None, ...]:
    """The run of blocks with the most sentences in it: long closed blocks count for it, links and scraps against it."""
    scores = [_score(page, block) for block in page.blocks]
    best, best_range = 0.0, (0, -1)
    total, start = 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += score
        if total > best:
            best, best_range = total, (start, index)
    inside = range(best_range[0], best_range[1] + 1)
    return tuple(
        None if at in inside and block.part is None and block.link_characters * 2 < block.end - block.start else _reason(block)
        for at, block in enumerate(page.blocks)
    )


def _score(page: PageText, block: PageBlock) -> float:
    line = page.text[block.start : block.end]
    count = len(line.split())
    linked = block.link_characters / max(1, len(line))
    if block.part is not None or linked > 0.5:
        return -4.0 - min(count, 20) / 2
    closed = is_sentence_end(line) or line.endswith("?")
    return min(count, 80) if closed and count >= 6 else -2.0
