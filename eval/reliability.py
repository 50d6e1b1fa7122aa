"""Takes a gold file; gives whether tollbook's confidences mean what they say: the share right among claims of like confidence. Changes no label.

    python eval/reliability.py --gold eval/gold/dev.jsonl --data ../shared/data [--out rows.jsonl]

A line of the table is a range of confidences: how many claims, their mean confidence, the share right. Below: the mean gap between the two, weighted by
claims (ECE), and how well the confidence ranks right above wrong (AUC; 0.5 is chance). `--out` keeps a line a claim.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from answer import coded_of, marked
from measure import same_speaker
from standoff import MarkedText, load_lines, words_of
from texts import EvalText, all_texts

PARTS = ("figure", "speaker", "status", "type")
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
Row = tuple[str, float, bool]


def rows(gold: MarkedText, item: EvalText, words: str) -> Iterator[Row]:
    """(part, confidence, right) for each claim that was read; speaker, status and type only of claims that the gold has."""
    coded = coded_of(gold, item, words)
    answer = marked(gold, coded)
    for claim, own in zip(coded.claims, answer.claims, strict=True):
        if claim.confidence is None:
            continue
        near = [one for one in gold.claims if one.field == own.field and one.start < own.end and own.start < one.end]
        exact = [one for one in near if (one.min, one.max) == (own.min, own.max)]
        yield "figure", claim.confidence.figure, bool(exact)
        for one in (exact or near)[:1]:
            wanted, given = gold.incident(one), answer.incident(own)
            yield "speaker", claim.confidence.speaker, same_speaker(one, own)
            if wanted is not None and given is not None:
                yield "status", claim.confidence.status, wanted.status == given.status
                yield "type", claim.confidence.type, wanted.type == given.type


def table(found: list[Row]) -> str:
    lines = []
    for part in PARTS:
        own = [(share, right) for name, share, right in found if name == part]
        lines.append(f"{part}: {len(own)} claims, {sum(right for _, right in own)} right")
        gap = 0.0
        for low, high in pairwise(EDGES):
            inside = [(share, right) for share, right in own if low <= share < high]
            if inside:
                mean, good = sum(s for s, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
                gap += abs(mean - good) * len(inside)
                lines.append(f"  {low:.2f} to {min(high, 1.0):.2f}: {len(inside):4} claims, confidence {mean:.3f}, right {good:.3f}")
        lines.append(f"  ECE {gap / max(1, len(own)):.3f}, AUC {auc(own):.3f}")
    return "\n".join(lines)


def auc(own: list[tuple[float, bool]]) -> float:
    """The share of pairs of a right and a wrong claim in which the right one has the higher confidence; equal ones count half."""
    good, bad = [s for s, right in own if right], [s for s, right in own if not right]
    pairs = [(1.0 if one > other else 0.5 if one == other else 0.0) for one in good for other in bad]
    return sum(pairs) / len(pairs) if pairs else 0.5


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    texts = all_texts(options.data)
    found = [row for one in load_lines(options.gold) for row in rows(one, texts[one.id], words_of(one, texts))]
    print(table(found))
    if options.out:
        options.out.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
