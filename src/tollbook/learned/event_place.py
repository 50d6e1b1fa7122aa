"""Takes a sentence, the words of one event in it, and what its names of places do there; gives each token's share of standing for the place of *that*
event: not of the speaker, of the victim's origin, or of another event. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.learned.encoder import Encoder, PlaceEncoder, encoder, place_encoder
from tollbook.learned.pieces import CLS, SEP, pieces_of
from tollbook.learned.windows import LONGEST
from tollbook.text.document import Document, Sentence

KINDS = ("none", "location", "dateline", "origin", "actor", "speaker", "demonym", "unknown")
"""What a token is as the name of a place: none, or the role that its words give it."""
_OTHERS = {"organisation": "demonym"}
Named = tuple[int, int, str]
"""Offsets of a name of a place, and its role."""


def place_shares(
    sentence: Sentence, event: tuple[int, int], named: Sequence[Named], first: Encoder | None = None, second: PlaceEncoder | None = None
) -> list[float]:
    """The share of each token of the sentence (0 for what is beyond the length that is read). `event` is offsets. Raises BadWeights."""
    pieces, marked, kinds, places = [CLS], [0], [0], []
    for token in sentence.tokens:
        own = pieces_of(token.text)
        if len(pieces) + len(own) + 1 > LONGEST:
            break
        places.append(len(pieces))
        pieces += own
        marked += [int(token.start < event[1] and event[0] < token.end)] * len(own)
        role = next((role for start, end, role in named if start < token.end and token.start < end), "none")
        kinds += [KINDS.index(_OTHERS.get(role, role))] * len(own)
    pieces, marked, kinds = [*pieces, SEP], [*marked, 0], [*kinds, 0]
    looked_up = (first or encoder()).looked_up(tuple(pieces))
    found = (second or place_encoder()).run(looked_up, marked, kinds)
    shares = [float(found[place]) for place in places]
    return shares + [0.0] * (len(sentence.tokens) - len(shares))


def sentence_at(document: Document, offset: int) -> Sentence | None:
    """The sentence that holds an offset."""
    return next((sentence for sentence in document.sentences if sentence.start <= offset < sentence.end), None)
