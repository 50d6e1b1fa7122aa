"""Takes a gold file; gives how well tollbook reads its texts as written, in capitals only, and how far apart the two are. Changes no label.

    python eval/case.py --gold eval/gold/dev.jsonl --data ../shared/data [--parts rules|learned|both] [--out answers.jsonl]

Capitals are put code point by code point where a letter has one capital of one code point, so that the gold's offsets hold. `--out` writes the
answers to the texts in capitals, in the form of gold.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from answer import answer_text
from measure import MEASURES, measure
from parts import PARTS
from standoff import load_lines, words_of, write_lines
from texts import all_texts


def shouted(words: str) -> str:
    """The same text in capitals, of the same length."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in words)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--parts", choices=PARTS, help="as installed if not given")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    texts = all_texts(options.data)
    gold = load_lines(options.gold)
    written = [(one, answer_text(one, texts[one.id], words_of(one, texts), options.parts)) for one in gold]
    capitals = [(one, answer_text(one, texts[one.id], shouted(words_of(one, texts)), options.parts)) for one in gold]
    plain, loud = measure(written), measure(capitals)
    print(f"{'':56}{'written':>10}{'capitals':>10}{'apart':>10}")
    for name, words in MEASURES.items():
        one, other = plain.counts[name].share, loud.counts[name].share
        if one is not None and other is not None:
            print(f"{words:56}{one:10.3f}{other:10.3f}{100 * (other - one):10.1f}")
    if options.out:
        write_lines(options.out, [answer for _, answer in capitals])
    return 0


if __name__ == "__main__":
    sys.exit(main())
