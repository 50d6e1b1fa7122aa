"""Takes a document; gives the parts of its attacks: who did them, who or what was their target, with what, each with what the network says of it.
Decides nothing.

The second network goes on from the inner states of the first and reads the whole document at once: what makes a phrase a target is often told
sentences away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tollbook.learned.encoder import Encoder, PartEncoder, encoder, part_encoder
from tollbook.learned.reading import Reading
from tollbook.learned.windows import Window, windows
from tollbook.text.document import Document

LONGEST = 1024
"""Tokens that the second network reads at once; a longer document is read in stretches of whole windows."""


def read_parts(document: Document, first: Encoder | None = None, second: PartEncoder | None = None) -> Reading:
    """Reads a document with both packaged networks; raises BadWeights when their files are not the released ones."""
    lower, upper = first or encoder(), second or part_encoder()
    out = []
    for stretch in _stretches(windows(document)):
        states = np.concatenate([lower.states(window) for window in stretch])
        numbers = [number for number, window in enumerate(stretch) for _ in window.tokens]
        tokens = tuple(token for window in stretch for token in window.tokens)
        out.append((Window((), tokens, ()), upper.run(states, numbers)))
    return Reading(tuple(out))


def _stretches(found: Sequence[Window]) -> list[list[Window]]:
    """Neighbouring windows that are read together."""
    out: list[list[Window]] = []
    for window in found:
        if not out or sum(len(one.tokens) for one in out[-1]) + len(window.tokens) > LONGEST:
            out.append([])
        out[-1].append(window)
    return out
