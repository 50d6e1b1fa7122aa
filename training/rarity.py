"""How rare words are in news: counts of texts by stem, from public sets, to `lexicon/en/rarity.txt`. No text is kept.

    PYTHONPATH=src python training/rarity.py DATA

DATA: the folder with wiki_current_events, wikinews, muc34, re3d and polnear/train. ECB+ is left out: it measures linking.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from math import log2
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "eval"))

from texts import muc, re3d, wiki_current_events, wikinews

from tollbook.link.across.wording import words_of
from tollbook.text.stems import stem

LEAST = 4
TABLE = Path(__file__).resolve().parents[1] / "src" / "tollbook" / "lexicon" / "en" / "rarity.txt"


def texts(data: Path) -> Iterator[str]:
    for item in (*wiki_current_events(data, armed_only=False), *wikinews(data), *muc(data), *re3d(data)):
        yield item.text
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def main() -> None:
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(Path(sys.argv[1])):
        total += 1
        counts.update({stem(word) for word in words_of(text)})
    rows = sorted((word, round(log2(total / count))) for word, count in counts.items() if count >= LEAST)
    head = (
        f"# One stem a line: it stood in one of 2 to the power of how many texts. {total} texts; training/rarity.py; a stem not here: 12.\n"
    )
    TABLE.write_text(head + "".join(f"{word} {bits}\n" for word, bits in rows), encoding="utf-8")
    print(f"{len(rows)} stems of {total} texts")


if __name__ == "__main__":
    main()
