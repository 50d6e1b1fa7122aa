"""Takes a document; gives what the learned part reads in it, by sentence and token, each with a probability. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tollbook.learned.encoder import Encoder, Scores, encoder
from tollbook.learned.labels import OUTPUTS, PAIRS, PART_OUTPUTS, SAME_ATTACK
from tollbook.learned.windows import Window, windows
from tollbook.text.document import Document

Table = NDArray[np.float32]
_CLASSES = {**OUTPUTS, **PART_OUTPUTS}
Place = tuple[int, int]
"""Sentence and token, both from 0."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span of one output: its kind, its tokens (`last` excluded) in one sentence, and the mean probability of its tokens' kind."""

    kind: str
    sentence: int
    first: int
    last: int
    score: float


class Reading:
    """The outputs of all windows of one document."""

    def __init__(self, parts: tuple[tuple[Window, Scores], ...]) -> None:
        self._parts = [
            (window, {name: _softmax(scores) if name not in PAIRS else scores for name, scores in found.items()}) for window, found in parts
        ]
        self._spans: dict[tuple[str, float], tuple[Found, ...]] = {}
        self._where = {token: (number, row) for number, (window, _) in enumerate(self._parts) for row, token in enumerate(window.tokens)}

    def spans(self, output: str, floor: float = 0.5) -> tuple[Found, ...]:
        """The spans of an output in text order. A token starts or goes on in a span when the probability of its kind, first and further
        token together, is at least `floor`."""
        key = (output, floor)
        if key not in self._spans:
            self._spans[key] = self._find_spans(output, floor)
        return self._spans[key]

    def _find_spans(self, output: str, floor: float) -> tuple[Found, ...]:
        kinds = list(dict.fromkeys(name[2:] for name in _CLASSES[output][1:]))
        found: list[Found] = []
        for window, scores in self._parts:
            table = scores[output]
            by_kind = table[:, 1::2] + table[:, 2::2]
            best = by_kind.argmax(1)
            open_at = -1
            for row, (sentence, token) in enumerate(window.tokens):
                kind = int(best[row])
                inside = by_kind[row, kind] >= floor
                joins = (
                    inside
                    and open_at >= 0
                    and window.tokens[row - 1] == (sentence, token - 1)
                    and int(best[open_at]) == kind
                    and table[row, 2 + 2 * kind] >= table[row, 1 + 2 * kind]
                )
                if open_at >= 0 and not joins:
                    found.append(_found(kinds, window, by_kind, open_at, row))
                    open_at = -1
                if inside and open_at < 0:
                    open_at = row
            if open_at >= 0:
                found.append(_found(kinds, window, by_kind, open_at, len(window.tokens)))
        return tuple(found)

    def classes(self, output: str, sentence: int, first: int, last: int) -> dict[str, float]:
        """The mean probability of each class over the tokens of a span that were read; empty when none was."""
        rows = [self._parts[number][1][output][row] for number, row in self._rows(sentence, first, last)]
        if not rows:
            return {}
        return {name: float(share) for name, share in zip(_CLASSES[output], np.mean(rows, 0), strict=True)}

    def kind_score(self, output: str, sentence: int, first: int, last: int) -> float | None:
        """The mean probability that the tokens of a span are inside a span of any kind; None when none was read."""
        shares = self.classes(output, sentence, first, last)
        return 1 - shares["O"] if shares else None

    def pointed(self, pointer: str, sentence: int, first: int, last: int) -> list[tuple[Place | None, float]]:
        """Where the tokens of a span point, most probable first (mean over the span); None stands for nobody. Empty when nothing was read."""
        rows = self._rows(sentence, first, last)
        if not rows:
            return []
        number = rows[0][0]
        window, scores = self._parts[number]
        shares = np.mean([scores[pointer][row] for at, row in rows if at == number], 0)
        order = np.argsort(-shares, kind="stable")[:4]
        return [(None if column == 0 else window.tokens[column - 1], float(shares[column])) for column in order]

    def same_incident(self, one: Place, other: Place) -> float | None:
        """The probability that two claims or event words, each given by its first token, belong to one incident; None across windows."""
        return self._same("same_incident", one, other, 1)

    def same_attack(self, one: Place, other: Place) -> float | None:
        """The same of two parts of attacks (`read_parts`)."""
        return self._same(SAME_ATTACK, one, other, 0)

    def _same(self, pair: str, one: Place, other: Place, shift: int) -> float | None:
        left, right = self._where.get(one), self._where.get(other)
        if left is None or right is None or left[0] != right[0]:
            return None
        score = self._parts[left[0]][1][pair][left[1], right[1] + shift]
        return float(1 / (1 + np.exp(-score)))

    def _rows(self, sentence: int, first: int, last: int) -> list[tuple[int, int]]:
        return [self._where[(sentence, token)] for token in range(first, last) if (sentence, token) in self._where]


def learned_reading(document: Document, network: Encoder | None = None) -> Reading:
    """Reads every window of a document with the packaged network; raises BadWeights when its files are not the released ones."""
    chosen = network or encoder()
    return Reading(tuple((window, chosen.run(window)) for window in windows(document)))


def _softmax(scores: Table) -> Table:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), dtype=np.float32)


def _found(kinds: list[str], window: Window, by_kind: Table, start: int, end: int) -> Found:
    kind = int(by_kind[start].argmax())
    sentence, first = window.tokens[start]
    return Found(kinds[kind], sentence, first, window.tokens[end - 1][1] + 1, float(by_kind[start:end, kind].mean()))
