"""Bits of the levels by which pairs are linked, fitted on pairs read by hand, on silver pairs and on ECB+, to `lexicon/link_weights.yaml`.

    PYTHONPATH=src python training/linking.py DATA --work FOLDER [--folds]

DATA: the folder with wiki_current_events, ged and ecbplus (topics 1-35). FOLDER keeps coded reports between runs. `--folds` fits without each fifth of
the topics in turn and prints how well the rest foretells it. No text is kept.

By hand: items of Wikipedia's current events of a year, all read in order (`eval/gold/linking_pairs.jsonl`).
Silver, same: headlines that UCDP lists behind one event; reports of one ECB+ event. Different: headlines of events of one division within three days; the
two confusable events of an ECB+ topic, and of other topics. Of two reports with several accounts a same pair is the
likeliest pair of accounts, a different pair each of them. A level never weighs less than the one behind it in its feature's order, and bits are pulled to
those by hand in `linking_start.yaml`, which also has the floors.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "eval"))

from linking_fit import PULL, Fit, Row, fit, loss, start
from linking_pairs_silver import ecb_rows, ged_rows, hand_rows, story_rows
from linking_write import write

from tollbook.lexicon.link_weights import LinkWeights

FOLDS = 5
BASE = {"incidents": 0.027, "mentions": 0.14, "stories": 0.04}
"""How many of the pairs that meet are the same: of incidents that share a key in the items of a year (53 of 2,012), of those of which one is only referred to
(25 of 176), of reports of a few days."""


def fold_of(topic: str, folds: int = FOLDS) -> int:
    """The fold of a topic, the same in every run."""
    return random.Random(topic).randrange(folds)


def as_weights(found: Fit, floors: tuple[float, float]) -> LinkWeights:
    return LinkWeights(found.prior, floors[0], floors[1], found.bits)


def folds(rows: list[Row], what: str) -> None:
    """How well the bits of four fifths of the topics foretell the last fifth."""
    right = wrong = missed = 0.0
    shape = start(what)
    losses = []
    for number in range(FOLDS):
        rest = [row for row in rows if fold_of(row.topic) != number]
        held = [row for row in rows if fold_of(row.topic) == number]
        found = fit(rest, shape, BASE[what], PULL[what])
        losses.append(loss(found, held))
        for row in held:
            told = found.bits_of(row) > np.log2(shape.same / (1 - shape.same))
            right += row.weight * (told and row.same)
            wrong += row.weight * (told and not row.same)
            missed += row.weight * (not told and row.same)
    print(
        f"{what}: held out: {np.mean(losses):.3f} bits a pair; at its floor P {right / max(1e-9, right + wrong):.3f} R {right / (right + missed):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    for name in ("wiki_current_events", "ged", "ecbplus"):
        if not (options.data / name).is_dir():
            sys.exit(f"{options.data} holds no {name}")
    options.work.mkdir(parents=True, exist_ok=True)
    pairs = [*hand_rows(options.data, options.work), *ged_rows(options.data, options.work), *ecb_rows(options.data, options.work)]
    stories = story_rows(options.data, options.work)
    by_kind = {what: [row for row in pairs if row.what == what] for what in ("incidents", "mentions")} | {"stories": stories}
    for what, rows in by_kind.items():
        print(f"{what}: {sum(row.same for row in rows)} same, {sum(not row.same for row in rows)} different")
        if options.folds:
            folds(rows, what)
    write({what: (fit(rows, start(what), BASE[what], PULL[what]), start(what)) for what, rows in by_kind.items()})


if __name__ == "__main__":
    main()
