"""Takes the news texts of the data folder; writes how words are written inside sentences, for texts that are all in capitals. A fixed order, no seed.

    python training/case_table.py --data ../shared/data

The table (`src/tollbook/lexicon/en/case.txt`) holds counts turned into decisions and no sentence: one line a word that is not written with a first
capital as a rule, and one line a pair of words whose writing differs from what its words alone would get.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "eval"))

from texts import all_texts

from tollbook.text.truecase import Writing, table_lines

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[.!?:“\"]|\S")
_LEAST = 3


def writing_of(word: str) -> Writing:
    if word.islower():
        return "lower"
    return "upper" if word.isupper() and len(word) > 1 else "title"


def inner_words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text in order, each with whether a word stands before it in its sentence, so that its capital says something."""
    open_ = True
    for line in text.splitlines():
        words = _WORD.findall(line)
        inner = [word for word in words if word[0].isalpha()]
        if not inner or sum(word[0].isupper() for word in inner) > 0.6 * len(inner):
            continue  # a headline
        open_ = True
        for word in words:
            if word[0].isalpha():
                yield word, not open_
                open_ = False
            elif word in '.!?:“"':
                open_ = True
        yield "", False


def texts(data: Path) -> Iterator[str]:
    gold = Path(__file__).resolve().parents[1] / "eval" / "gold"
    measured = {json.loads(line)["id"] for path in gold.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()}
    known = all_texts(data)
    yield from (known[key].text for key in sorted(known) if key not in measured)
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for line in (data / "event_location" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    words: defaultdict[str, Counter[Writing]] = defaultdict(Counter)
    pairs: defaultdict[tuple[str, str], Counter[tuple[Writing, Writing]]] = defaultdict(Counter)
    for text in texts(options.data):
        before, told = "", False
        for word, inner in inner_words(text):
            if word and inner:
                words[word.lower()][writing_of(word)] += 1
                if before and told:
                    pairs[before.lower(), word.lower()][writing_of(before), writing_of(word)] += 1
            before, told = word, inner
    lines = table_lines(words, pairs, _LEAST)
    out = Path(__file__).resolve().parents[1] / "src" / "tollbook" / "lexicon" / "en" / "case.txt"
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines, {out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
