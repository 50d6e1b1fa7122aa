"""Takes pairs by their levels with same or different; gives bits per level: a logistic regression whose bits fall along each feature's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tollbook.lexicon.link_weights import LinkWeights

_STEPS = 1500
_PULL = 0.004  # towards no weight, per level and unit of data; rare levels stay modest


@dataclass(frozen=True, slots=True)
class Row:
    """A pair: its levels by feature, whether it is the same, the topic by which it is held out, and how much it counts."""

    levels: tuple[tuple[str, str], ...]
    same: bool
    topic: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A prior and bits by feature and level."""

    prior: float
    bits: dict[str, dict[str, float]]

    def bits_of(self, row: Row) -> float:
        return self.prior + sum(self.bits[feature][level] for feature, level in row.levels)


def fit(rows: Sequence[Row], shape: LinkWeights, fixed: Sequence[str] = ("status",)) -> Fit:
    """The bits that foretell the rows best. `shape` gives the features and the order of their levels; `fixed` features keep its bits.

    A feature's bits are a free first level less steps that are never negative; "missing" is free of the order.
    """
    names = [(feature, level) for feature, levels in shape.bits.items() if feature not in fixed for level in levels]
    at = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name in row.levels:
            if name in at:
                matrix[number, at[name]] = 1.0
    known = np.array([sum(shape.bits[f][v] for f, v in row.levels if f in fixed) for row in rows])
    same = np.array([row.same for row in rows], dtype=float)
    weight = np.array([row.weight for row in rows])
    weight /= weight.sum()
    bits, prior = np.zeros(len(names)), -3.0
    speed, momentum, square = 0.05, np.zeros(len(names) + 1), np.zeros(len(names) + 1)
    groups = [[at[(f, v)] for v in levels if v != "missing"] for f, levels in shape.bits.items() if f not in fixed]
    counts = weight @ matrix + 1e-6
    for step in range(1, _STEPS + 1):
        score = prior + known + matrix @ bits
        error = weight * (1 / (1 + np.exp2(-np.clip(score, -60, 60))) - same)
        slope = np.append(matrix.T @ error + _PULL * bits / len(names), error.sum())
        momentum = 0.9 * momentum + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        change = speed * (momentum / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        bits, prior = bits - change[:-1], prior - float(change[-1])
        for group in groups:
            bits[group] = _falling(bits[group], counts[group])
        speed = 0.05 * (1 - step / _STEPS) + 0.001
    found = {feature: dict(levels) for feature, levels in shape.bits.items()}
    for (feature, level), number in at.items():
        found[feature][level] = round(float(bits[number]), 2)
    return Fit(round(prior, 2), found)


def _falling(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The nearest values that never rise from one to the next (pooled neighbours)."""
    blocks: list[list[float]] = []
    for value, count in zip(values, counts, strict=True):
        blocks.append([float(value), float(count), 1.0])
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            later, earlier = blocks.pop(), blocks.pop()
            total = earlier[1] + later[1]
            blocks.append([(earlier[0] * earlier[1] + later[0] * later[1]) / total, total, earlier[2] + later[2]])
    return np.array([value for value, _, times in blocks for _ in range(int(times))])


def loss(found: Fit, rows: Sequence[Row]) -> float:
    """Bits of surprise per pair, weighted."""
    score = np.array([found.bits_of(row) for row in rows])
    same = np.array([row.same for row in rows])
    weight = np.array([row.weight for row in rows])
    surprise = np.log2(1 + np.exp2(np.clip(np.where(same, -score, score), -60, 60)))
    return float((weight * surprise).sum() / weight.sum())
