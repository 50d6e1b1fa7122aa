"""Takes the wording of two reports; gives how much of one stands in the other, word for word. Says nothing of what they tell."""

from __future__ import annotations

from typing import Literal

from tollbook.link.across.wording import Wording

Copy = Literal["same_text", "contained", "passages", "own_words", "missing"]
SAME = 0.75  # Jaccard over stretches of five words: a few words changed, a line added
CONTAINED = 0.75  # of the shorter text's stretches: a report cut short, or one that carries another
PASSAGES = 0.2
_SHORT = 30  # stretches: below this a text is a headline, and only the whole of it may be a copy
_KEPT = 4


def copied(left: Wording, right: Wording) -> tuple[Copy, float]:
    """How far two texts are one, with the share of the shorter one's stretches that stand in the other."""
    if not left.shingles or not right.shingles:
        return "missing", 0.0
    shared = len(left.shingles & right.shingles)
    least = min(len(left.shingles), len(right.shingles))
    share = shared / least
    if shared >= SAME * (len(left.shingles) + len(right.shingles) - shared):
        return "same_text", share
    if least < _SHORT:
        return "own_words", share
    return ("contained" if share >= CONTAINED else "passages" if share >= PASSAGES else "own_words"), share


def sketch(wording: Wording) -> tuple[int, ...]:
    """The smallest hashes of a text (a MinHash of one function): near-identical texts share most of them."""
    return tuple(sorted(wording.shingles)[:_KEPT])
