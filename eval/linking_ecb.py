"""Whole reports of general news to clusters of one event: B3, pairwise, MUC and CEAF-e on files in the XML of ECB+.

    python eval/linking_ecb.py FOLDER [--folds] [--answers FILE [--texts]] [--work FOLDER]

FOLDER: one folder a topic with files TOPIC_NUMBERecb.xml and TOPIC_NUMBERecbplus.xml; of a file only the `token` elements are read, in order, joined by
blanks, a line a sentence: raw text, no mark. The gold cluster of a report is its topic with the ending of its name (ecb or ecbplus: the topic's two
events). All reports of FOLDER are clustered together; their topics are not told. `--folds` fits the bits of whole reports anew for each fifth of the topics
(FOLDER must then hold at least ten topics) and clusters that fifth alone, then all together: a pair of two fifths takes the mean of their two fits.
Output: precision, recall and F1 of each measure and the CoNLL mean, beside everything of a topic merged and nothing merged (`linking_measures`).
`--answers`: a line a report (name, gold cluster, cluster), then a line a pair that is one by the gold or by the answer: gold, answer, bits and levels by the
shipped bits; with `--texts` the reports' texts too (keep such a file out of the project). `--work` keeps coded reports between runs.
Never give it the set's own test topics while bits are being fitted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from linking import BASE, FOLDS, as_weights, fold_of
from linking_fit import PULL, Row, fit, start
from linking_measures import b3, ceaf_e, conll, muc, pairwise
from linking_pairs_silver import coded, ecb_text, event_of

from tollbook.lexicon.link_weights import LinkWeights, link_weights
from tollbook.link.across.stories import Story, story_levels, story_of

CLIP = 12.0
"""Bits of a pair that clusters are averaged over: beyond these one pair would outvote a cluster."""
Levels = dict[tuple[int, int], tuple[tuple[str, str], ...]]


def clusters(bits: np.ndarray, least: float) -> list[int]:
    """The cluster of every report: the two whose reports are the likest on average join, until the average falls below `least`."""
    size = len(bits)
    near = bits.astype(float).copy()
    np.fill_diagonal(near, -np.inf)
    held, members = np.ones(size), [[number] for number in range(size)]
    while size > 1:
        one, other = divmod(int(near.argmax()), size)
        if near[one, other] < least:
            break
        joined = (near[one] * held[one] + near[other] * held[other]) / (held[one] + held[other])
        near[one], near[:, one] = joined, joined
        near[one, one] = near[other] = near[:, other] = -np.inf
        held[one] += held[other]
        members[one], members[other] = members[one] + members[other], []
    told = [0] * size
    for number, group in enumerate(members):
        for one in group:
            told[one] = number
    return told


def matrix(levels: Levels, size: int, weights: LinkWeights) -> np.ndarray:
    """The bits of every pair."""
    bits = np.zeros((size, size))
    for (one, other), found in levels.items():
        bits[one, other] = bits[other, one] = weights.prior + sum(weights.bits[f][v] for f, v in found)
    return np.clip(bits, -CLIP, CLIP)


def _levels(stories: Sequence[Story]) -> Levels:
    found: Levels = {}
    for (one, left), (other, right) in combinations(enumerate(stories), 2):
        a, b = sorted((left, right), key=lambda story: story.id)
        found[one, other] = tuple((level.feature, level.level) for level in story_levels(a, b))
    return found


def _show(name: str, gold: Sequence[str], told: Sequence[Hashable]) -> None:
    measures = {"B3": b3, "pairs": pairwise, "MUC": muc, "CEAF-e": ceaf_e}
    cells = [f"{words} P {p:.3f} R {r:.3f} F1 {f:.3f}" for words, measure in measures.items() for p, r, f in (measure(gold, told),)]
    print(f"{name:26} {len(set(told)):4} clusters  {'  '.join(cells)}  CoNLL {conll(gold, told):.3f}")


def _fitted(levels: Levels, gold: Sequence[str], topics: Sequence[str]) -> list[LinkWeights]:
    """Bits that saw no topic of one fold, by fold."""
    kept = start("stories")
    fits = []
    for number in range(FOLDS):
        rows = [
            Row(found, gold[one] == gold[other], topics[one], 1.0 if topics[one] == topics[other] else 4.0, "ecb")
            for (one, other), found in levels.items()
            if fold_of(topics[one]) != number
            and fold_of(topics[other]) != number
            and (topics[one] == topics[other] or (one * 7 + other) % 4 == 0)
        ]
        fits.append(as_weights(fit(rows, kept, BASE["stories"], PULL["stories"]), (kept.same, kept.different)))
    return fits


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--texts", action="store_true", help="put the texts into the answers")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--least", type=float, default=0.0, help="average bits at which two clusters still join")
    options = parser.parse_args()
    files = sorted(options.folder.glob("*/*.xml")) if options.folder.is_dir() else []
    if not files:
        sys.exit(f"{options.folder} holds no TOPIC/*.xml in the format of ECB+")
    with tempfile.TemporaryDirectory() as none:
        reports = coded("ecb", ((path.stem, ecb_text(path), None) for path in files), options.work or Path(none))
    names = [path.stem for path in files if path.stem in reports]
    gold, topics = [event_of(name) for name in names], [name.split("_")[0] for name in names]
    levels = _levels([story_of(reports[name]) for name in names])
    _show("all of a topic merged", gold, topics)
    _show("nothing merged", gold, names)
    shipped = matrix(levels, len(names), link_weights("stories"))
    told = clusters(shipped, options.least)
    _show("by the shipped bits", gold, told)
    _within("the same, topics told", gold, topics, shipped, options.least)
    if options.folds:
        fits = _fitted(levels, gold, topics)
        own = [fold_of(topic) for topic in topics]
        held: dict[int, list[int]] = defaultdict(list)
        for number, fold in enumerate(own):
            held[fold].append(number)
        apart: dict[int, str] = {}
        for fold, members in sorted(held.items()):
            bits = matrix(levels, len(names), fits[fold])[np.ix_(members, members)]
            for number, cluster in zip(members, clusters(bits, options.least), strict=True):
                apart[number] = f"{fold}.{cluster}"
        _show("held out, each fold alone", gold, [apart[number] for number in range(len(names))])
        told = clusters(_held_out(levels, fits, own), options.least)
        _show("held out, all together", gold, told)
    if options.answers:
        texts = [reports[name].report.text for name in names] if options.texts else None
        rows = _answers(names, gold, told, levels, texts)
        options.answers.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _answers(
    names: Sequence[str], gold: Sequence[str], told: Sequence[Hashable], levels: Levels, texts: Sequence[str] | None
) -> Iterator[dict[str, object]]:
    """A line a report, then a line a pair that is one by the gold or by the answer."""
    weights = link_weights("stories")
    for number, name in enumerate(names):
        row = {"report": name, "gold": gold[number], "cluster": told[number]}
        yield row if texts is None else {**row, "text": texts[number]}
    for (one, other), found in levels.items():
        same, joined = gold[one] == gold[other], told[one] == told[other]
        if same or joined:
            bits = {feature: [level, weights.bits[feature][level]] for feature, level in found}
            total = weights.prior + sum(weights.bits[feature][level] for feature, level in found)
            yield {"left": names[one], "right": names[other], "gold": same, "answer": joined, "bits": round(total, 3), "levels": bits}


def _within(name: str, gold: Sequence[str], topics: Sequence[str], bits: np.ndarray, least: float) -> None:
    """The same with the topics told: reports of two topics never join."""
    other = np.array(topics)[:, None] != np.array(topics)[None, :]
    _show(name, gold, clusters(np.where(other, -99.0, bits), least))


def _held_out(levels: Levels, fits: Sequence[LinkWeights], own: Sequence[int]) -> np.ndarray:
    """Bits of every pair from fits that saw the topic of neither: a pair of two folds takes the mean of both, which each left one of them out."""
    size = len(own)
    bits = np.zeros((size, size))
    for (one, other), found in levels.items():
        told = [fits[fold].prior + sum(fits[fold].bits[f][v] for f, v in found) for fold in sorted({own[one], own[other]})]
        bits[one, other] = bits[other, one] = sum(told) / len(told)
    return np.clip(bits, -CLIP, CLIP)


if __name__ == "__main__":
    main()
