"""Takes the data folder; gives the texts to label for training, in a fixed order, dealt to annotators. Never draws from the set-apart gold's pool.

    python training/sample.py ../shared/data --hands 5 --hand 0 --out texts_0.txt      what annotator 0 reads
    python training/sample.py ../shared/data --hands 5 --second --out second.txt       a tenth of all, for a second blind pass

Texts are drawn from the development pool (an odd last hex digit of the SHA-256 of "tollbook-gold-1|" and the id): every current-events item that
has no gold label, Wikinews, MUC development and worldwide newswire reports that tell of harm, and every eighth of those that do not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "eval"))

from label import paragraphs_up_to, pool  # noqa: E402
from texts import EvalText, all_texts, sha256  # noqa: E402

HARM = re.compile(
    r"\b(kill|dead|death|die[ds]|injur|wound|bomb|attack|shell|missing|kidnap|abduct|massacre|shot|blast|murder|clash|arrest)", re.I
)
LIMIT = {"wikinews": 1700, "muc": 1700, "worldwide": 1700, "re3d": 1700}
DRAWN = {"wce": 700, "wikinews": 70, "muc": 84, "worldwide": 60}
SENTENCE = re.compile(r"[.!?][\"”']?\s+(?=[A-Z\"“])|\n\s*\n")


def drawn(data: Path) -> list[tuple[EvalText, int]]:
    """The texts to label with the place where each is cut, in sampling order within each set."""
    texts = all_texts(data)
    gold = {json.loads(line)["id"] for path in sorted((ROOT / "eval" / "gold").glob("dev*.jsonl")) for line in path.open(encoding="utf-8")}
    found: list[tuple[EvalText, int]] = []
    for name, wanted in DRAWN.items():
        quiet = taken = 0
        for one in pool("dev", [key for key in texts if key.startswith(f"{name}:")]):
            item = texts[one]
            end = paragraphs_up_to(item.text, LIMIT[name]) if name in LIMIT else len(item.text)
            if one in gold or taken == wanted:
                continue
            if name != "wce" and len(HARM.findall(item.text[:end])) < 3:
                quiet += 1
                if quiet % 8:
                    continue
            found.append((item, end))
            taken += 1
    return sorted(found, key=lambda pair: sha256(f"tollbook-train|{pair[0].id}"))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--hands", type=int, default=5)
    parser.add_argument("--hand", type=int, default=0)
    parser.add_argument("--second", action="store_true")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    chosen = drawn(options.data)
    mine = chosen[3::9] if options.second else chosen[options.hand :: options.hands]
    sentences = 0
    with options.out.open("w", encoding="utf-8") as out:
        for item, end in mine:
            cut = f" | {end}" if end < len(item.text) else ""
            sentences += len(SENTENCE.findall(item.text[:end].strip())) + 1
            out.write(f"@ {item.id}{cut}\n[published {item.published or 'unknown'}] {item.title or ''}\n{item.text[:end].strip()}\n\n")
    print(f"{len(mine)} texts, about {sentences} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
