"""What speaks for and against two accounts telling of one incident: the waterfall of a pair. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Answer = Literal["same", "different", "undecided"]


@dataclass(frozen=True, slots=True)
class LevelFound:
    """One feature of a pair (when, where, what kind, who, how many, wording, same text), the ordered level it reached, what that level adds in bits
    (log2 odds; negative speaks against), and why in words. A feature that one side lacks has the level "missing", which is a level of its own."""

    feature: str
    level: str
    bits: float
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two accounts (ids in alphabetical order), the levels in order, `bits` with the prior, the share of pairs like this one that are the same
    (0 to 1), and the answer by the floors of the settings."""

    left: str
    right: str
    levels: tuple[LevelFound, ...]
    bits: float
    share: float
    answer: Answer
