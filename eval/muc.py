"""Takes MUC-4 reports with their keys; gives correct, partial, wrong, made-up and missing fills, recall, precision and F by slot. Changes no key.

    python eval/muc.py ../shared/data/muc34/tst1.jsonl ../shared/data/muc34/tst2.jsonl [--parts rules|learned|both] [--out answers.jsonl]

A line of a file is an object with `id`, `text` and `templates`: a list of objects from slot names to lists of fills as the keys write them. `--out` writes
tollbook's templates beside the key's. How fills are compared: `docs/benchmarks/muc.md`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from muc_fill import templates_of
from muc_keys import SLOTS
from muc_score import Scores, Tally, score_report
from parts import PARTS, settings_of

from tollbook.model.errors import TollbookError


def table(scores: Scores) -> str:
    """A line a slot, then all slots together."""
    lines = [f"{'':32}{'pos':>6}{'act':>6}{'cor':>6}{'par':>6}{'inc':>6}{'spu':>6}{'mis':>6}{'R':>7}{'P':>7}{'F':>7}"]
    lines += [_line(slot, scores.slots[slot]) for slot in SLOTS]
    lines.append(_line("all slots", scores.whole()))
    lines.append(f"templates: {scores.matched} matched, {scores.missed} missed, {scores.made_up} made up")
    return "\n".join(lines)


def _line(name: str, tally: Tally) -> str:
    counts = (tally.possible, tally.actual, tally.correct, tally.partial, tally.incorrect, tally.spurious, tally.missing)
    shares = (tally.recall, tally.precision, tally.f)
    return f"{name:32}" + "".join(f"{count:6}" for count in counts) + "".join(f"{100 * share:7.1f}" for share in shares)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument(
        "--parts", choices=PARTS, default="both", help="which parts read claims and incidents; targets are always the second network's"
    )
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    settings = settings_of(options.parts)
    scores = Scores()
    answers = []
    for path in options.paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            try:
                found = templates_of(item["text"], settings)
            except TollbookError as error:
                print(f"{item['id']}: {error}", file=sys.stderr)
                found = []
            score_report(found, item["templates"], scores)
            answers.append({"id": item["id"], "templates": item["templates"], "answers": found})
    print(table(scores))
    if options.out:
        options.out.write_text("".join(json.dumps(one) + "\n" for one in answers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
