"""Pairs of short reports within three days: same incident or not, against a silver grouping and against pairs judged by hand.

    PYTHONPATH=src python eval/linking_pairs.py ITEMS.jsonl [--pairs FILE] [--answers FILE] [--work FOLDER]

ITEMS.jsonl: one JSON object a line with `date` (ISO), `section`, `topics` (the path of headings above the item), `text`, `links` (objects with `page`);
the id of an item is `wce:` and the number of its line from 0. Only sections of armed conflict are read. Of the items only `text` and `date` reach
tollbook; two items are the same when it takes any of their accounts for the same, undecided when it is of two minds about any, else different. A pair
that shares no key is never compared and is different.
Silver: same path (all headings alike, wars and campaigns among them), and one event (a page of one event that lasts at most ten days). By the first,
two air strikes of one war are "the same", so its recall says little; what tollbook takes for the same is to be read beside it.
`--pairs` FILE: JSON lines with left, right, answer (same, different; others are passed over) and, if you like, part; printed by part are precision and
recall of "same", and what is left undecided. `--answers`: a line a pair that was compared, with its levels. `--work` keeps coded items between runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from linking_items import Item, read_items, same_event, same_path
from linking_pairs_silver import close, coded

from tollbook.link.across.block import keys_of
from tollbook.link.across.weigh import compare_accounts
from tollbook.model.account import Account, accounts_of
from tollbook.model.comparison import Comparison

Pair = tuple[str, str]


def compare_items(left: tuple[Account, ...], right: tuple[Account, ...]) -> Comparison | None:
    """The likeliest comparison of two items' accounts; None when none of them meet under a key."""
    met = [compare_accounts(one, other) for one in left for other in right if set(keys_of(one)) & set(keys_of(other))]
    return max(met, key=lambda found: (found.bits, found.left, found.right), default=None)


def measure(told: dict[Pair, Comparison | None], gold: Iterable[tuple[Pair, bool]]) -> str:
    """Precision and recall of "same", and how much is left undecided."""
    counts: Counter[tuple[str, bool]] = Counter()
    for pair, same in gold:
        found = told.get(pair)
        counts[found.answer if found is not None else "different", same] += 1
    right, wrong = counts["same", True], counts["same", False]
    golden = sum(n for (_, same), n in counts.items() if same)
    open_pairs = counts["undecided", True], counts["undecided", False]
    lost = counts["different", True]
    return (
        f"same P {right / max(1, right + wrong):.3f} R {right / max(1, golden):.3f} ({right} right, {wrong} wrong of {golden} same and "
        f"{sum(counts.values()) - golden} different); undecided {open_pairs[0]} same, {open_pairs[1]} different; called different though same {lost}"
    )


def _silver(
    name: str, pairs: list[tuple[Item, Item]], told: dict[Pair, Comparison | None], answer: Callable[[Item, Item], bool | None]
) -> None:
    gold = [((left.id, right.id), same) for left, right in pairs if (same := answer(left, right)) is not None]
    print(f"silver, {name}: {measure(told, gold)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("items", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    if not options.items.is_file():
        sys.exit(f"{options.items} is not there; give a file of items, one JSON object a line")
    items = read_items(options.items, armed_only=True)
    with tempfile.TemporaryDirectory() as none:
        reports = coded("items", ((one.id, one.text, one.published) for one in items), options.work or Path(none))
    accounts = {one.id: accounts_of(reports[one.id]) for one in items if one.id in reports}
    pairs = list(close([one for one in items if one.id in accounts]))
    told = {(left.id, right.id): compare_items(accounts[left.id], accounts[right.id]) for left, right in pairs}
    compared = {pair: found for pair, found in told.items() if found is not None}
    print(f"{len(pairs)} pairs within three days, {len(compared)} compared: {dict(Counter(found.answer for found in compared.values()))}")
    _silver("same path", pairs, told, same_path)
    _silver("one event", pairs, told, same_event(items))
    if options.pairs:
        parts: dict[str, list[tuple[Pair, bool]]] = defaultdict(list)
        for line in options.pairs.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["answer"] in ("same", "different"):
                parts[row.get("part", "all")].append(((row["left"], row["right"]), row["answer"] == "same"))
        for part, gold in sorted(parts.items()):
            print(f"by hand, {part}: {measure(told, gold)}")
    if options.answers:
        rows = [
            {"left": a, "right": b, "bits": found.bits, "answer": found.answer, "levels": {one.feature: one.level for one in found.levels}}
            for (a, b), found in compared.items()
        ]
        options.answers.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
