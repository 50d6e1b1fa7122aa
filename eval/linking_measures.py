"""Takes a gold clustering and an answered one, or counts; gives the measures of linking: B3, pairwise, MUC, CEAF-e, their mean, and Wilson's interval."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from math import sqrt

import numpy as np

Measured = tuple[float, float, float]
"""Precision, recall and F1."""


def b3(gold: Sequence[Hashable], told: Sequence[Hashable]) -> Measured:
    """B-cubed precision, recall and F1 of a clustering, each report counting once."""
    golds, tolds, both = Counter(gold), Counter(told), Counter(zip(gold, told, strict=True))
    precision = sum(n * n / tolds[t] for (_, t), n in both.items()) / max(1, len(gold))
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / max(1, len(gold))
    return with_f1(precision, recall)


def pairwise(gold: Sequence[Hashable], told: Sequence[Hashable]) -> Measured:
    """Precision, recall and F1 of the pairs that share a cluster."""

    def count(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right = count(Counter(zip(gold, told, strict=True)))
    return with_f1(right / max(1, count(Counter(told))), right / max(1, count(Counter(gold))))


def muc(gold: Sequence[Hashable], told: Sequence[Hashable]) -> Measured:
    """MUC (Vilain and others 1995): the share of the links that hold a cluster together, of the fewest that could. Reports alone count nothing."""

    def share(keys: Sequence[Hashable], answers: Sequence[Hashable]) -> float:
        parts = {pair[0]: len({a for k, a in zip(keys, answers, strict=True) if k == pair[0]}) for pair in zip(keys, answers, strict=True)}
        sizes = Counter(keys)
        wanted = sum(size - 1 for size in sizes.values())
        return sum(sizes[key] - parts[key] for key in sizes) / wanted if wanted else 0.0

    return with_f1(share(told, gold), share(gold, told))


def ceaf_e(gold: Sequence[Hashable], told: Sequence[Hashable]) -> Measured:
    """CEAF-e (Luo 2005): clusters paired one to one as well as can be, a pair worth 2 |both| / (|one| + |other|)."""
    golds, tolds = _members(gold), _members(told)
    worth = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in tolds] for one in golds])
    best = float(sum(worth[row, column] for row, column in best_pairing(worth))) if golds else 0.0
    return with_f1(best / max(1, len(tolds)), best / max(1, len(golds)))


def conll(gold: Sequence[Hashable], told: Sequence[Hashable]) -> float:
    """The mean of the F1 of MUC, B3 and CEAF-e."""
    return (muc(gold, told)[2] + b3(gold, told)[2] + ceaf_e(gold, told)[2]) / 3


def wilson(right: int, all_of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; 0 to 1 when there is nothing to take a share of."""
    if not all_of:
        return 0.0, 1.0
    share = right / all_of
    middle, half = share + z * z / (2 * all_of), z * sqrt(share * (1 - share) / all_of + z * z / (4 * all_of * all_of))
    return max(0.0, (middle - half) / (1 + z * z / all_of)), min(1.0, (middle + half) / (1 + z * z / all_of))


def with_f1(precision: float, recall: float) -> Measured:
    """Both shares with their harmonic mean."""
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_pairing(worth: np.ndarray) -> list[tuple[int, int]]:
    """Rows and columns paired one to one for the largest sum (the Hungarian method, row by row)."""
    if worth.shape[0] > worth.shape[1]:
        return [(row, column) for column, row in best_pairing(worth.T)]
    rows, columns = worth.shape
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    taken, way = np.zeros(columns + 1, dtype=int), np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        taken[0], column = row, 0
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool)
        while True:
            used[column] = True
            here = taken[column]
            cost = -worth[here - 1] - of_row[here] - of_column[1:]
            closer = ~used[1:] & (cost < least[1:])
            least[1:][closer], way[1:][closer] = cost[closer], column
            free = np.where(used[1:], np.inf, least[1:])
            nearest = int(free.argmin()) + 1
            step = free[nearest - 1]
            of_row[taken[used]] += step
            of_column[used] -= step
            least[~used] -= step
            column = nearest
            if taken[column] == 0:
                break
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return sorted((int(taken[column]) - 1, column - 1) for column in range(1, columns + 1) if taken[column])


def _members(clustering: Sequence[Hashable]) -> list[set[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clustering):
        found[cluster].add(number)
    return list(found.values())
