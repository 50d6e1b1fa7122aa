"""Takes a gold file and the folder of evaluation data; prints one table of how well tollbook, and a plain baseline, do. Changes no label.

    python eval/score.py --gold eval/gold/dev.jsonl --data ../shared/data [--parts rules|learned|both] [--answers OUT.jsonl] [--beside OUT.txt]
        [--json OUT] [--write-floors]

`--answers` keeps tollbook's answers as stand-off lines; `--from FILE` scores such a file instead of running tollbook; `--beside` writes text, gold and
answers of every text that is not wholly right, for reading (it holds text, so keep it out of the project). Measures: `eval/measure.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from answer import answer_text
from baseline import baseline
from beside import page
from gate import FLOORS, raise_floors
from measure import MEASURES, Score, measure
from parts import PARTS
from standoff import MarkedText, WrongGold, load_lines, words_of, write_lines
from texts import all_texts

Judged = Sequence[tuple[MarkedText, MarkedText]]


def by_set(pairs: Judged) -> dict[str, Score]:
    """The score in all, then of each set that has texts."""
    sets = dict.fromkeys(gold.set for gold, _ in pairs)
    return {"all": measure(pairs)} | {name: measure([pair for pair in pairs if pair[0].set == name]) for name in sorted(sets, reverse=True)}


def table(scores: dict[str, Score], plain: Score | None) -> str:
    """The printed table: a line a measure; share, and the count right behind it for all texts together."""
    names = [*scores, *(["baseline"] if plain else [])]
    columns = [*scores.values(), *([plain] if plain else [])]
    lines = [f"{'':56}" + "".join(f"{name:>10}" for name in names) + "   right/gold/answered, all"]
    for what, get in (("texts", "texts"), ("gold claims", "claims"), ("answered claims", "answered")):
        lines.append(f"{what:56}" + "".join(f"{getattr(score, get):>10}" for score in columns))
    for name, words in MEASURES.items():
        shares = [score.counts[name].share for score in columns]
        count = scores["all"].counts[name]
        cells = "".join(f"{'-':>10}" if share is None else f"{share:>10.3f}" for share in shares)
        lines.append(f"{words:56}{cells}   {count.right}/{count.wanted}/{count.given}")
    return "\n".join(lines)


def as_json(scores: dict[str, Score]) -> str:
    sets = {
        name: {"counts": {key: asdict(count) for key, count in score.counts.items()}, "shares": score.shares()}
        for name, score in scores.items()
    }
    return json.dumps(sets, indent=1) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    for name in ("--answers", "--beside", "--json", "--from"):
        parser.add_argument(name, type=Path, dest=name.strip("-").replace("from", "given"))
    parser.add_argument("--parts", choices=PARTS, help="as installed if not given")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors of this gold file to these shares; never lowers one")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    options = parser.parse_args(arguments)
    try:
        return run(options)
    except WrongGold as error:
        print(error, file=sys.stderr)
        return 1


def run(options: argparse.Namespace) -> int:
    gold = load_lines(options.gold)
    texts = all_texts(options.data)
    words = {one.id: words_of(one, texts) for one in gold}
    if options.given:
        answered = {one.id: one for one in load_lines(options.given)}
        pairs = [(one, answered.get(one.id, MarkedText(one.id, one.sha256))) for one in gold]
    else:
        pairs = [(one, answer_text(one, texts[one.id], words[one.id], options.parts)) for one in gold]
    scores = by_set(pairs)
    print(table(scores, measure([(one, baseline(one, words[one.id])) for one in gold])))
    if options.answers:
        write_lines(options.answers, [answer for _, answer in pairs])
    if options.json:
        options.json.write_text(as_json(scores), encoding="utf-8")
    if options.beside:
        options.beside.write_text("".join(page(one, answer, words[one.id]) for one, answer in pairs), encoding="utf-8")
    if options.write_floors:
        return raise_floors(options.gold, scores["all"], options.floors, None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
