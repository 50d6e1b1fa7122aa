"""Takes gold and answers of the same texts; gives counts for every measure. Every measure is a share, and higher is better. Reads no text.

Claims are paired one to one, the best pairing of a text as a whole: claims of one field whose spans share a character, most pairs first, then most
equal figures, then most shared characters. The stricter F1 measures pair afresh among the claims that agree in more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from standoff import MarkedClaim, MarkedText, Pair

Weigh = Callable[[MarkedClaim, MarkedClaim], float | None]


@dataclass(slots=True)
class Count:
    """How many were right, wanted (gold) and given (answers). Where only matched claims count, wanted and given are the same."""

    right: int = 0
    wanted: int = 0
    given: int = 0

    def add(self, right: int, wanted: int, given: int) -> None:
        self.right, self.wanted, self.given = self.right + right, self.wanted + wanted, self.given + given

    @property
    def share(self) -> float | None:
        """F1, which is plain accuracy when wanted and given agree; None when there was nothing to get right or wrong."""
        return 2 * self.right / (self.wanted + self.given) if self.wanted + self.given else None


MEASURES: dict[str, str] = {
    "span_f1": "claims found (same field, spans overlap), F1",
    "span_exact_f1": "claims with the exact span, F1",
    "exact_f1": "claims with the right min and max, F1",
    "exact_qualifier_f1": "... and qualifier, F1",
    "exact_qualifier_speaker_f1": "... and speaker, F1",
    "named_speakers": "named speakers right, of the gold claims that have one",
    "speakers_f1": "named speakers, F1 (invented ones count)",
    "group_kind": "group kind, of matched claims",
    "stance": "stance, of matched claims",
    "subset_of": "whole or none right, of matched claims",
    "parts_f1": "parts tied to their whole, F1",
    "status": "status of the incident, of matched claims",
    "background_recall": "background told as such, of matched claims",
    "aggregate_recall": "aggregates told as such, of matched claims",
    "type": "type of the incident, of matched claims",
    "grouping_f1": "claims grouped into incidents, pairwise F1",
    "grouping_several_f1": "the same, in texts with several incidents",
    "numbers_accounted": "numbers that are not left over",
    "quiet_texts": "texts with no claim that stay without one",
}


@dataclass(slots=True)
class Score:
    """The counts of every measure over some texts."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in MEASURES})
    texts: int = 0
    claims: int = 0
    answered: int = 0

    def shares(self) -> dict[str, float | None]:
        return {name: count.share for name, count in self.counts.items()}


def overlap(one: Pair | None, other: Pair | None) -> int:
    """How many characters two spans share; 0 when either is None."""
    return 0 if one is None or other is None else max(0, min(one[1], other[1]) - max(one[0], other[0]))


def same_speaker(gold: MarkedClaim, answer: MarkedClaim) -> bool:
    return gold.said_by is answer.said_by or overlap(gold.said_by, answer.said_by) > 0


def best_pairs(gold: Sequence[MarkedClaim], answers: Sequence[MarkedClaim], weigh: Weigh) -> list[Pair]:
    """The one-to-one pairing with the most pairs, then the greatest weight, as (place in gold, place in answers), in text order."""
    edges = {(i, j): w for i, one in enumerate(gold) for j, other in enumerate(answers) if (w := weigh(one, other)) is not None}
    left = {i: sorted(j for a, j in edges if a == i) for i, _ in edges}
    out: list[Pair] = []
    for part in _parts(left):

        @cache
        def best(at: int, used: frozenset[int], rows: tuple[int, ...] = part) -> tuple[int, float, tuple[Pair, ...]]:
            if at == len(rows):
                return 0, 0.0, ()
            found = best(at + 1, used)
            for j in left[rows[at]]:
                if j not in used:
                    count, weight, pairs = best(at + 1, used | {j})
                    option = (count + 1, weight + edges[rows[at], j], ((rows[at], j), *pairs))
                    if option[:2] > found[:2]:
                        found = option
            return found

        out += best(0, frozenset())[2]
    return sorted(out)


def _parts(left: dict[int, list[int]]) -> list[tuple[int, ...]]:
    """Gold claims that compete for answers, together; the rest apart, so that each pairing is a small one."""
    parts: list[tuple[set[int], set[int]]] = []
    for i, targets in left.items():
        rows, columns = {i}, set(targets)
        for part in [one for one in parts if one[1] & columns]:
            parts.remove(part)
            rows, columns = rows | part[0], columns | part[1]
        parts.append((rows, columns))
    return [tuple(sorted(rows)) for rows, _ in parts]


def _same(*names: str) -> Weigh:
    """Spans overlap and the named labels agree; the weight prefers equal figures, then shared characters."""

    def weigh(one: MarkedClaim, other: MarkedClaim) -> float | None:
        shared = overlap((one.start, one.end), (other.start, other.end))
        if not shared or any(getattr(one, name) != getattr(other, name) for name in names):
            return None
        union = max(one.end, other.end) - min(one.start, other.start)
        return ((one.min, one.max) == (other.min, other.max)) + shared / union

    return weigh


def _same_with_speaker(one: MarkedClaim, other: MarkedClaim) -> float | None:
    return _same("field", "min", "max", "qualifier")(one, other) if same_speaker(one, other) else None


LEVELS: dict[str, Weigh] = {
    "span_f1": _same("field"),
    "span_exact_f1": _same("field", "start", "end"),
    "exact_f1": _same("field", "min", "max"),
    "exact_qualifier_f1": _same("field", "min", "max", "qualifier"),
    "exact_qualifier_speaker_f1": _same_with_speaker,
}


def measure(pairs: Sequence[tuple[MarkedText, MarkedText]]) -> Score:
    """The score over texts, each given as (gold, answer)."""
    score = Score()
    for gold, answer in pairs:
        score.texts += 1
        score.claims += len(gold.claims)
        score.answered += len(answer.claims)
        matched = _count_levels(score, gold, answer)
        _count_speakers(score, gold, answer, matched)
        _count_labels(score, gold, answer, matched)
        _count_parts(score, gold, answer, matched)
        _count_grouping(score, gold, answer, matched)
        score.counts["numbers_accounted"].add(answer.numbers - answer.left_over, answer.numbers, answer.numbers)
        if not gold.claims:
            score.counts["quiet_texts"].add(not answer.claims, 1, 1)
    return score


def _count_levels(score: Score, gold: MarkedText, answer: MarkedText) -> list[Pair]:
    """Counts the F1 measures; gives the pairs of the loosest one, on which the labels are judged."""
    found = {name: best_pairs(gold.claims, answer.claims, weigh) for name, weigh in LEVELS.items()}
    for name, matched in found.items():
        score.counts[name].add(len(matched), len(gold.claims), len(answer.claims))
    return found["span_f1"]


def _count_speakers(score: Score, gold: MarkedText, answer: MarkedText, matched: list[Pair]) -> None:
    named = sum(claim.said_by is not None for claim in gold.claims)
    right = sum(overlap(gold.claims[i].said_by, answer.claims[j].said_by) > 0 for i, j in matched)
    score.counts["named_speakers"].add(right, named, named)
    score.counts["speakers_f1"].add(right, named, sum(claim.said_by is not None for claim in answer.claims))


def _count_labels(score: Score, gold: MarkedText, answer: MarkedText, matched: list[Pair]) -> None:
    for i, j in matched:
        one, other = gold.claims[i], answer.claims[j]
        score.counts["group_kind"].add(one.group_kind == other.group_kind, 1, 1)
        score.counts["stance"].add(one.stance == other.stance, 1, 1)
        wanted, given = gold.incident(one), answer.incident(other)
        if wanted is None:
            continue
        score.counts["type"].add(given is not None and wanted.type == given.type, 1, 1)
        status = given is not None and wanted.status == given.status
        score.counts["status"].add(status, 1, 1)
        if wanted.status != "new":
            score.counts[f"{wanted.status}_recall"].add(status, 1, 1)


def _count_parts(score: Score, gold: MarkedText, answer: MarkedText, matched: list[Pair]) -> None:
    """A whole is right when it is the answer that is matched with the gold whole."""
    partner = dict(matched)
    tied = 0
    for i, j in matched:
        wanted, given = gold.claims[i].subset_of, answer.claims[j].subset_of
        right = given is None if wanted is None else given is not None and partner.get(wanted) == given
        score.counts["subset_of"].add(right, 1, 1)
        tied += right and wanted is not None
    parts = [sum(claim.subset_of is not None for claim in text.claims) for text in (gold, answer)]
    score.counts["parts_f1"].add(tied, *parts)


def _count_grouping(score: Score, gold: MarkedText, answer: MarkedText, matched: list[Pair]) -> None:
    """Pairs of matched claims that gold, or the answer, puts into one incident; an answer with no incident stands alone."""
    right = wanted = given = 0
    for (i, j), (k, m) in combinations(matched, 2):
        together = gold.claims[i].incident == gold.claims[k].incident
        found = answer.claims[j].incident is not None and answer.claims[j].incident == answer.claims[m].incident
        right, wanted, given = right + (together and found), wanted + together, given + found
    score.counts["grouping_f1"].add(right, wanted, given)
    if len({claim.incident for claim in gold.claims}) > 1:
        score.counts["grouping_several_f1"].add(right, wanted, given)
