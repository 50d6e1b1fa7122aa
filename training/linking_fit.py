"""Takes pairs by their levels with same or different; gives bits per level: a logistic regression whose bits fall along each feature's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

import numpy as np
import yaml

from tollbook.lexicon.link_weights import LinkWeights, read_weights

START = Path(__file__).resolve().parent / "linking_start.yaml"
_STEPS = 700
PULL = {"incidents": 0.02, "mentions": 0.02, "stories": 0.003}
"""How strongly bits are pulled to those by hand. Few pairs of incidents were read: held-out months were foretold better so than by a lighter pull."""


@dataclass(frozen=True, slots=True)
class Row:
    """A pair: its levels by feature, whether it is the same, the topic by which it is held out, how much it counts, and the weights that it is for."""

    levels: tuple[tuple[str, str], ...]
    same: bool
    topic: str
    weight: float
    source: str
    what: str = "incidents"


@dataclass(frozen=True, slots=True)
class Fit:
    """A prior and bits by feature and level."""

    prior: float
    bits: dict[str, dict[str, float]]

    def bits_of(self, row: Row) -> float:
        return self.prior + sum(self.bits[feature][level] for feature, level in row.levels)


def start(what: str) -> LinkWeights:
    """The bits by hand, from which a fit starts."""
    return read_weights(what, yaml.safe_load(START.read_text(encoding="utf-8"))[what])


def fit(rows: Sequence[Row], shape: LinkWeights, base: float, pull: float) -> Fit:
    """The bits that foretell the rows best. `shape` gives features, order of levels and the bits by hand; `base` the share of same pairs where it is used,
    `pull` how strongly bits are pulled to those by hand.

    Same and different pairs weigh alike, each source has a prior of its own, and bits are pulled to those by hand, so that a level that no silver pair
    reaches keeps them. Levels never rise along their order; "missing" is free of it. `status` is not fitted.
    """
    rows = _together(rows)
    names = [(feature, level) for feature, levels in shape.bits.items() if feature != "status" for level in levels]
    at = {name: number for number, name in enumerate(names)}
    sources = sorted({row.source for row in rows}, key=lambda source: (source != "hand", source))
    matrix = np.zeros((len(rows), len(names) + len(sources)))
    for number, row in enumerate(rows):
        matrix[number, [at[name] for name in row.levels if name in at]] = 1.0
        matrix[number, len(names) + sources.index(row.source)] = 1.0
    known = np.array([sum(shape.bits[f][v] for f, v in row.levels if f == "status") for row in rows])
    same = np.array([row.same for row in rows])
    weight = np.array([row.weight for row in rows])
    weight /= 2 * np.where(same, weight[same].sum(), weight[~same].sum())
    groups = [[at[(f, v)] for v in levels if v != "missing"] for f, levels in shape.bits.items() if f != "status"]
    by_hand = np.array([shape.bits[f][v] for f, v in names])
    bits = np.append(by_hand, np.zeros(len(sources)))
    counts = weight @ matrix + 1e-6
    momentum, square = np.zeros(len(bits)), np.zeros(len(bits))
    for step in range(1, _STEPS + 1):
        error = weight * (1 / (1 + np.exp2(-np.clip(known + matrix @ bits, -60, 60))) - same)
        slope = matrix.T @ error
        slope[: len(names)] += pull * (bits[: len(names)] - by_hand)
        momentum = 0.9 * momentum + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        speed = 0.05 * (1 - step / _STEPS) + 0.001
        bits = bits - speed * (momentum / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        for group in groups:
            bits[group] = _falling(bits[group], counts[group])
    found = {feature: dict(levels) for feature, levels in shape.bits.items()}
    for (feature, level), number in at.items():
        found[feature][level] = round(float(bits[number]), 2)
    return Fit(round(float(bits[len(names)]) + log2(base / (1 - base)), 2), found)


def _together(rows: Sequence[Row]) -> list[Row]:
    """Rows of one source that reached the same levels with the same answer, as one with their weight."""
    weights: dict[tuple[tuple[tuple[str, str], ...], bool, str], float] = {}
    for row in rows:
        key = (row.levels, row.same, row.source)
        weights[key] = weights.get(key, 0.0) + row.weight
    return [Row(levels, same, "", weight, source) for (levels, same, source), weight in weights.items()]


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
