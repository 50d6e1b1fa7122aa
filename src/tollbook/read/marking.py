"""Takes a text and its pieces; gives blocks: title, headings, datelines, paragraphs, and what is no part of the article with the reason.

Every piece becomes one block (two when a credit hangs at the end of a paragraph). Nothing is dropped and nothing is changed.
"""

from __future__ import annotations

import re

from tollbook.model.text import Block
from tollbook.read.dateline import is_date_line
from tollbook.read.line_rules import Place, block_table, folded, is_sentence_end, not_article_reason, tail_start
from tollbook.read.pieces import Piece

_EDGE = 6
_HEADING_WORDS = 18
_QUESTION_WORDS = 9
_TITLE_WORDS = 30
_LIST_LINE_LEAST, _LIST_LINE_WORDS = 5, 16
_CLOSED = re.compile(r"[.!…:;,][\"'”’)\]]*$")
_LINK_SHARE = 0.8
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")


def mark(text: str, pieces: tuple[Piece, ...]) -> tuple[Block, ...]:
    """The blocks of a text, in text order."""
    reasons = _reasons(text, pieces)
    title = _title(text, pieces, reasons)
    last = max((index for index, reason in enumerate(reasons) if reason is None), default=-1)
    blocks: list[Block] = []
    for index, piece in enumerate(pieces):
        reason = reasons[index]
        if reason is not None:
            blocks.append(Block(piece.start, piece.end, "not_article", reason))
        elif index == title:
            blocks.append(Block(piece.start, piece.end, "title"))
        elif is_date_line(text[piece.start : piece.end]):
            blocks.append(Block(piece.start, piece.end, "dateline"))
        elif piece.hint in ("heading", "title") or (index < last and _is_heading(text, piece)):
            blocks.append(Block(piece.start, piece.end, "heading"))
        else:
            blocks.extend(_paragraph(text, piece))
    return tuple(blocks)


def _reasons(text: str, pieces: tuple[Piece, ...]) -> list[str | None]:
    reasons: list[str | None] = []
    inside = [index for index, piece in enumerate(pieces) if piece.hint != "not_article"]
    rank = {index: position for position, index in enumerate(inside)}
    for index, piece in enumerate(pieces):
        if piece.hint == "not_article":
            reasons.append(piece.reason or "judged not article")
            continue
        position = rank[index]
        place = Place(first=position == 0, top=position < _EDGE, end=position >= len(inside) - _EDGE)
        reasons.append(not_article_reason(text[piece.start : piece.end], place))
    _mark_link_lists(text, pieces, reasons)
    return reasons


def _mark_link_lists(text: str, pieces: tuple[Piece, ...], reasons: list[str | None]) -> None:
    """Mark lines that only lead to other reports: link text in a page; in plain text two or more topic-and-title lines in a row."""
    for index, piece in enumerate(pieces):
        if reasons[index] is None and piece.link_share >= _LINK_SHARE and index > 0 and _is_link_line(text, piece):
            reasons[index] = "link to another report"
    run: list[int] = []
    for index in range(1, len(pieces) + 1):
        if index < len(pieces) and reasons[index] is None and _is_topic_line(text, pieces[index]):
            run.append(index)
            continue
        if len(run) >= 2 and run[0] > 1:
            for at in run:
                reasons[at] = "link list"
        run = []


def _is_link_line(text: str, piece: Piece) -> bool:
    line = text[piece.start : piece.end]
    return len(line.split()) <= 25 and not is_sentence_end(line) and not _has_toll(line) and piece.hint not in ("title", "heading")


def _is_topic_line(text: str, piece: Piece) -> bool:
    line = text[piece.start : piece.end]
    if piece.hint in ("title", "heading") or len(line) > 160 or _CLOSED.search(line) or _has_toll(line):
        return False
    words = line.split()
    normal = " ".join(words)
    if not _LIST_LINE_LEAST <= len(words) <= _LIST_LINE_WORDS or any(sign.isdigit() for sign in normal):
        return False
    return any(sign in normal and len(normal.split(sign)[0].split()) >= 2 for sign in block_table().link_separators)


def _has_toll(line: str) -> bool:
    """Whether a line holds both a number and a word of harm: then it is reporting, whatever it looks like."""
    words = _WORD.findall(folded(line))
    known = block_table()
    counts = any(word[0].isdigit() or word in known.number_words for word in words)
    return counts and any(word in known.toll_words for word in words)


def _title(text: str, pieces: tuple[Piece, ...], reasons: list[str | None]) -> int | None:
    """The piece that is the title: the one that the page names so, else a short open first line with a paragraph somewhere after it."""
    named = next((i for i, piece in enumerate(pieces) if piece.hint == "title" and reasons[i] is None), None)
    if named is not None:
        return named
    kept = [i for i, reason in enumerate(reasons) if reason is None and not is_date_line(text[pieces[i].start : pieces[i].end])]
    if not kept or any(piece.hint == "heading" for piece in pieces[: kept[0]]):
        return None
    first = kept[0]
    line = text[pieces[first].start : pieces[first].end]
    if len(line) > 300 or len(line.split()) > _TITLE_WORDS or is_sentence_end(line) or _CLOSED.search(line):
        return None
    followers = [text[pieces[i].start : pieces[i].end] for i in kept[1:]]
    return first if any(len(follower.split()) >= 6 and is_sentence_end(follower) for follower in followers) else None


def _is_heading(text: str, piece: Piece) -> bool:
    """A short open line. A list item is none: its items carry facts."""
    line = text[piece.start : piece.end]
    if piece.listed or len(line) > 160 or len(line.split()) > _HEADING_WORDS or _CLOSED.search(line):
        return False
    if line.endswith("?") and len(line.split()) > _QUESTION_WORDS:
        return False
    return line[0].isupper() or not line[0].isalpha()


def _paragraph(text: str, piece: Piece) -> tuple[Block, ...]:
    found = tail_start(text[piece.start : piece.end])
    if found is None:
        return (Block(piece.start, piece.end, "paragraph"),)
    cut = piece.start + found[0]
    body = len(text[piece.start : cut].rstrip())
    credit = Block(cut, piece.end, "not_article", found[1])
    return (Block(piece.start, piece.start + body, "paragraph"), credit) if body else (credit,)
