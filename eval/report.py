"""Takes the gold files and the folder of evaluation data; writes docs/accuracy.md: every measure on every gold file, with the plain baseline beside it.

python eval/report.py --data ../shared/data --date 2026-11-23 --out docs/accuracy.md
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from answer import answer_text
from baseline import baseline
from gate import file_hash
from measure import MEASURES, Score, measure
from score import by_set
from standoff import load_lines, words_of
from texts import all_texts

from tollbook import __version__

HERE = Path(__file__).resolve().parent
HALVES = (
    ("test.jsonl", "the set-apart half: nobody who writes rules has seen its labels or its texts"),
    ("dev.jsonl", "the development half: part of it was read while rules were written, so its figures flatter"),
    ("dev_b.jsonl", "the development half by a second annotator, mostly the same texts; all of it was read while rules were written"),
)


def half(name: str, why: str, data: Path) -> str:
    """One gold file as a section with its table."""
    path = HERE / "gold" / name
    gold = load_lines(path)
    texts = all_texts(data)
    words = {one.id: words_of(one, texts) for one in gold}
    scores = by_set([(one, answer_text(one, texts[one.id], words[one.id])) for one in gold])
    plain = measure([(one, baseline(one, words[one.id])) for one in gold])
    columns: dict[str, Score] = {**scores, "baseline": plain}
    lines = [f"## `eval/gold/{name}`", "", f"{why[0].upper()}{why[1:]}. {scores['all'].texts} texts, {scores['all'].claims} claims; "]
    lines[-1] += f"SHA-256 of the labels `{file_hash(path)[:16]}…`."
    lines += ["", "| measure | " + " | ".join(columns) + " | right / gold / answered |", "|---|" + "---|" * (len(columns) + 1)]
    for key, what in MEASURES.items():
        shares = [score.counts[key].share for score in columns.values()]
        count = scores["all"].counts[key]
        cells = " | ".join("–" if share is None else f"{share:.3f}" for share in shares)
        lines.append(f"| {what} | {cells} | {count.right} / {count.wanted} / {count.given} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--date", required=True, help="the day of the measurement, ISO")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    head = f"""# Accuracy

Made by `eval/report.py` on {options.date} with tollbook {__version__}. Measures are explained in `eval/measure.py`, labels in `eval/gold/README.md`.
The baseline is a plain regular expression (number, up to three words, a harm word; no speaker, one incident a text), scored by the same code.
The labels were made by language models under `docs/claims.md`, in separate sittings; no person has checked them yet. The texts are short news
items in English; ranges, denials and long reports with several voices hardly occur, so these figures say nothing on them.
"""
    sections = [half(name, why, options.data) for name, why in HALVES]
    options.out.write_text(head + "\n" + "\n\n".join(sections) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
