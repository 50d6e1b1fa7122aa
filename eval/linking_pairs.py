"""Pairs of short reports: same incident or not, against pairs judged by hand, and against a silver grouping of those within three days.

    python eval/linking_pairs.py ITEMS.jsonl [--pairs FILE] [--answers FILE [--texts]] [--work FOLDER] [--no-silver]

ITEMS.jsonl: one JSON object a line with `date` (ISO), `section`, `topics` (the path of headings above the item), `text`, `links` (objects with `page`);
the id of an item is `wce:` and the number of its line from 0. Only sections of armed conflict are read, and items that `--pairs` names. Of the items only
`text` and `date` reach tollbook; two items are the same when it takes any of their accounts for the same, undecided when it is of two minds about any, else
different. A pair that shares no key is never compared and is different.
`--pairs` FILE: JSON lines with left, right, answer (same, different; others are passed over) and, if you like, part; the pairs may lie any time apart. Printed
by part: precision and recall of "same" with Wilson's 95 % intervals, what is left undecided, and the same when all the items are joined in one record, where a
pair is the same when both end in one incident. `--answers`: a line a pair judged by hand (without `--pairs` a pair that was compared) with gold, answer,
bits and levels, and with `--texts` the texts (keep such a file out of the project). `--work` keeps coded items between runs.
`--no-silver` measures the pairs judged by hand only, joined in the record of their own items: what the ratchet holds (`linking_floors.py`).
Silver: same path (all headings alike, wars and campaigns among them), and one event (a page of one event that lasts at most ten days). By the first,
two air strikes of one war are "the same", so its recall says little; what tollbook takes for the same is to be read beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from linking_items import Item, read_items, same_event, same_path
from linking_judged import (
    Judged,
    Shares,
    Told,
    answer_row,
    by_part,
    compare_items,
    compare_judged,
    in_one_record,
    joined_in_one_record,
    read_judged,
    two_by_two,
)
from linking_pairs_silver import close, coded

from tollbook.model.account import accounts_of
from tollbook.model.incident import CodedReport


def items_of(path: Path, judged: Sequence[Judged], armed: bool = True) -> list[Item]:
    """The items of armed conflict (unless only those judged are asked for), and those that judged pairs name."""
    named = {name for one in judged for name in one.pair}
    conflict = {one.id for one in read_items(path, armed_only=True)} if armed else set()
    return [one for one in read_items(path) if one.id in named | conflict]


def silver(pairs: Sequence[tuple[Item, Item]], told: Told, name: str, answer: Callable[[Item, Item], bool | None]) -> str:
    """The line of one silver grouping."""
    gold = [Judged(left.id, right.id, same, name) for left, right in pairs if (same := answer(left, right)) is not None]
    return f"silver, {name}: {_three(two_by_two(gold, told))}"


def _three(found: Shares) -> str:
    return f"{found.line()}; undecided {found.open_same} same, {found.open_different} different; called different though same {found.lost}"


def by_hand(judged: Sequence[Judged], told: Told, incidents: dict[str, frozenset[str]]) -> list[str]:
    """The lines of every part: two by two, and in one record."""
    lines = []
    for part, pairs in by_part(judged).items():
        lines.append(f"by hand, {part}, two by two: {_three(two_by_two(pairs, told))}")
        lines.append(f"by hand, {part}, in one record: {in_one_record(pairs, incidents).line()}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("items", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--texts", action="store_true", help="put the texts into the answers")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--no-silver", action="store_true", help="only the pairs judged by hand, in the record of their own items")
    options = parser.parse_args()
    if not options.items.is_file():
        sys.exit(f"{options.items} is not there; give a file of items, one JSON object a line")
    judged = read_judged(options.pairs) if options.pairs else []
    if options.no_silver and not judged:
        sys.exit("nothing to measure: give --pairs FILE, or leave out --no-silver")
    items = items_of(options.items, judged, armed=not options.no_silver)
    reports = code_items(items, options.work)
    accounts = {name: accounts_of(report) for name, report in reports.items()}
    told: Told = {}
    if not options.no_silver:
        pairs = list(close([one for one in items if one.id in accounts]))
        told |= {(left.id, right.id): compare_items(accounts[left.id], accounts[right.id]) for left, right in pairs}
        answers = Counter(found.answer for found in told.values() if found is not None)
        print(f"{len(pairs)} pairs within three days, {answers.total()} compared: {dict(answers)}")
        print(silver(pairs, told, "same path", same_path))
        print(silver(pairs, told, "one event", same_event(items)))
    told |= compare_judged(judged, accounts)
    incidents = joined_in_one_record(reports) if judged else {}
    for line in by_hand(judged, told, incidents):
        print(line)
    if options.answers:
        texts = {one.id: one.text for one in items} if options.texts else None
        asked = judged or [Judged(*pair, False, "not judged") for pair, found in told.items() if found is not None]
        rows = [answer_row(one, told.get(one.pair), incidents, texts) for one in asked]
        if not judged:
            rows = [{key: value for key, value in row.items() if key not in ("gold", "joined", "part")} for row in rows]
        options.answers.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return 0


def code_items(items: Sequence[Item], work: Path | None) -> dict[str, CodedReport]:
    """The items coded, by id; those that cannot be read are left out."""
    with tempfile.TemporaryDirectory() as none:
        reports = coded("items", ((one.id, one.text, one.published) for one in items), work or Path(none))
    return {one.id: reports[one.id] for one in items if one.id in reports}


if __name__ == "__main__":
    sys.exit(main())
