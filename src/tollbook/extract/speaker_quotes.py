"""Takes a document and where its quotations stand; gives the stretches that carry on an attributed quotation in later sentences. Finds no speakers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tollbook.text.document import Document, Token

Range = tuple[int, int]
_OPEN = frozenset("“«")
_CLOSE = frozenset("”»")


def quotations(document: Document) -> tuple[Range, ...]:
    """The quotations of a document as code point ranges; one that runs over several sentences is one, one never closed ends with its block."""
    found: list[Range] = []
    opened: int | None = None
    block, last = -1, 0
    for sentence in document.sentences:
        if sentence.block != block:
            if opened is not None:
                found.append((opened, last))
            opened, block = None, sentence.block
        for token in sentence.tokens:
            sign = _sign(token, document.text, opened is not None)
            if sign == "open" and opened is None:
                opened = token.start
            elif sign == "close" and opened is not None:
                found.append((opened, token.end + (1 if token.text == "'" else 0)))
                opened = None
        last = sentence.end
    return tuple(found)


def overlapping(quotes: Sequence[Range], start: int, end: int) -> Sequence[Range]:
    """The quotations that share a character with start:end; quotations stand in text order and never overlap."""
    first = bisect_right(quotes, (start, start))
    if first and quotes[first - 1][1] > start:
        first -= 1
    return quotes[first : bisect_left(quotes, (end, end))]


def _sign(token: Token, text: str, is_open: bool) -> str:
    if token.text in _OPEN:
        return "open"
    if token.text in _CLOSE:
        return "close"
    if token.text == '"' or (token.text == "'" and text[token.start : token.start + 2] == "''"):
        return "close" if is_open else "open"
    return ""


def continued(document: Document, attributed: Sequence[tuple[int, tuple[Range, ...]]], quotes: Sequence[Range]) -> dict[int, list[Range]]:
    """Further content, by the attribution's index: quotations that open the sentences behind an attributed quotation and have no cue of their own.

    `attributed` holds each attribution's sentence and content.
    """
    last_of: dict[int, int] = {}
    for index, (number, content) in enumerate(attributed):
        if any(overlapping(quotes, begin, stop) for begin, stop in content):
            last_of[number] = index
    own = {number for number, _ in attributed}
    more: dict[int, list[Range]] = {}
    speaker: int | None = None
    for at, sentence in enumerate(document.sentences):
        if sentence.index in own:
            speaker = last_of.get(sentence.index)
        elif speaker is not None:
            quote = next(iter(overlapping(quotes, sentence.start, sentence.start + 1)), None)
            same = document.sentences[at - 1].block == sentence.block
            if quote is not None and (same or _left_open(document, at - 1, quotes)):
                more.setdefault(speaker, []).append((sentence.start, min(sentence.end, quote[1])))
            else:
                speaker = None
    return more


def _left_open(document: Document, index: int, quotes: Sequence[Range]) -> bool:
    """Whether the quotation that ends a sentence was never closed, so that the next paragraph goes on with it."""
    end = document.sentences[index].end
    return any(stop == end for _, stop in overlapping(quotes, end - 1, end)) and document.text[end - 1] not in "”»\"'"
