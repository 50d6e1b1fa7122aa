"""Takes a document; gives the windows that the encoder reads: neighbouring whole sentences up to a length in pieces. Never skips a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.learned.pieces import CLS, SEP, pieces_of
from tollbook.text.document import Document

LONGEST = 224
"""Pieces of a window, the two marks included; a sentence that is longer alone is read up to here."""


@dataclass(frozen=True, slots=True)
class Window:
    """What one pass of the encoder reads.

    `pieces` starts with the mark CLS and ends with SEP; `tokens` holds (sentence, token) of each token read, `places` the position
    in `pieces` of that token's first piece.
    """

    pieces: tuple[int, ...]
    tokens: tuple[tuple[int, int], ...]
    places: tuple[int, ...]


def windows(document: Document) -> tuple[Window, ...]:
    """The windows of a document in text order; each token is in one window at most."""
    out: list[Window] = []
    pieces: list[int] = [CLS]
    tokens: list[tuple[int, int]] = []
    places: list[int] = []

    def close() -> None:
        if tokens:
            out.append(Window((*pieces, SEP), tuple(tokens), tuple(places)))
        pieces[1:], tokens[:], places[:] = [], [], []

    for sentence in document.sentences:
        own = [pieces_of(token.text) for token in sentence.tokens]
        if tokens and len(pieces) + sum(map(len, own)) + 1 > LONGEST:
            close()
        for number, token in enumerate(own):
            if len(pieces) + len(token) + 1 > LONGEST:
                break
            places.append(len(pieces))
            tokens.append((sentence.index, number))
            pieces.extend(token)
    close()
    return tuple(out)
