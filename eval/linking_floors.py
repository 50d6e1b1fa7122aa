"""Takes the pairs judged by hand and the file of their items; fails when a share of linking is below its floor. Prints which answers changed.

    python eval/linking_floors.py [--data ../shared/data] [--write | --lower "reason"] [--pairs FILE] [--items FILE]

Part of `gate.py`, which calls `hold`. Only the items that the pairs name are coded, and joined in one record of their own. Floors lie in
`linking_floors.json` with the hash of the pairs file they were taken on; beside the pairs lies what was answered then
(`answers_linking_pairs.jsonl`: ids and answers, no text). `--write` raises floors, and after the labels changed takes them anew where none falls; `--lower`
sets them to today's shares and keeps the reason in the file.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from gate import HERE, Floors, below, file_hash, load_floors, raise_floors, snapshot_of
from linking_items import read_items
from linking_judged import Judged, Told, compare_judged, in_one_record, joined_in_one_record, read_judged, two_by_two

from tollbook.model.account import accounts_of
from tollbook.model.errors import TollbookError
from tollbook.model.incident import CodedReport
from tollbook.pipeline import code_report
from tollbook.read.text import read_text

FLOORS = HERE / "linking_floors.json"
PAIRS = HERE / "gold" / "linking_pairs.jsonl"
ITEMS = Path("wiki_current_events") / "items_2025.jsonl"


@dataclass(frozen=True, slots=True)
class LinkScore:
    """The shares that are held: of "same" two by two, and in one record. Higher is better."""

    measured: dict[str, float | None]

    def shares(self) -> dict[str, float | None]:
        return self.measured


def measure_pairs(pairs: Path, items: Path) -> tuple[LinkScore, list[dict[str, object]]]:
    """The shares of a pairs file, and the answer to each pair."""
    judged = read_judged(pairs)
    reports = _coded(items, {name for one in judged for name in one.pair})
    told = compare_judged(judged, {name: accounts_of(report) for name, report in reports.items()})
    incidents = joined_in_one_record(reports)
    two, record = two_by_two(judged, told), in_one_record(judged, incidents)
    shares = {"precision": two.precision, "recall": two.recall, "record_precision": record.precision, "record_recall": record.recall}
    shares["decided_rightly"] = 1 - (two.lost + two.wrong) / max(1, len(judged))
    return LinkScore(shares), [_row(one, told, incidents) for one in judged]


def _coded(items: Path, names: set[str]) -> dict[str, CodedReport]:
    found: dict[str, CodedReport] = {}
    for one in read_items(items):
        if one.id in names:
            try:
                found[one.id] = code_report(read_text(one.text, published=one.published, source=one.id))
            except TollbookError:
                continue
    return found


def _row(one: Judged, told: Told, incidents: dict[str, frozenset[str]]) -> dict[str, object]:
    found = told[one.pair]
    joined = bool(incidents.get(one.left, frozenset()) & incidents.get(one.right, frozenset()))
    return {"left": one.left, "right": one.right, "answer": found.answer if found is not None else "different", "joined": joined}


def changes(before: list[dict[str, object]], after: list[dict[str, object]], judged: list[Judged]) -> list[str]:
    """A line for every pair that is answered otherwise than before; pairs that only one has are left out."""
    old = {(row["left"], row["right"]): row for row in before}
    gold = {one.pair: "same" if one.same else "different" for one in judged}
    out = []
    for row in after:
        pair = (str(row["left"]), str(row["right"]))
        was = old.get(pair)
        for name, words in (("answer", ("", "")), ("joined", ("apart", "joined"))):
            if was is not None and was[name] != row[name]:
                one, two = (words[bool(each[name])] if name == "joined" else each[name] for each in (was, row))
                out.append(f"~ {pair[0]} {pair[1]} ({gold[pair]}) {name} {one} -> {two}")
    return out


def hold(pairs: Path, items: Path, path: Path, reason: str | None, write: bool = False) -> int:
    """1 when a floor does not hold, or was taken on another version of the pairs."""
    score, rows = measure_pairs(pairs, items)
    snapshot = snapshot_of(pairs)
    if snapshot.is_file():
        before = [json.loads(line) for line in snapshot.read_text(encoding="utf-8").splitlines()]
        print("\n".join(changes(before, rows, read_judged(pairs))) or f"{pairs.name}: no answer changed")
    if write or reason:
        failed = raise_floors(pairs, score, path, reason)  # type: ignore[arg-type] # it asks for shares only
        if not failed:
            snapshot.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return failed
    floors = load_floors(path).get(pairs.name, Floors("", "", {}))
    wrong = below(floors.floors, score)  # type: ignore[arg-type]
    if file_hash(pairs) != floors.gold:
        wrong.append("the labels changed since the floors were taken: python eval/linking_floors.py --write")
    print(
        *(f"{pairs.name}: {line}" for line in wrong or [f"every floor holds ({len(floors.floors)} measures, {len(rows)} pairs)"]), sep="\n"
    )
    return int(bool(wrong))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--items", type=Path, help="the file of items, if it is not in the data folder")
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--write", action="store_true", help="raise the floors to today's shares; never lowers one")
    parser.add_argument("--lower", metavar="REASON", help="set the floors to today's shares and keep the reason")
    options = parser.parse_args(arguments)
    items = options.items or options.data / ITEMS
    if not items.is_file():
        print(f"nothing measured: there is no {items}; give its path with --items")
        return 0
    named = {name for one in read_judged(options.pairs) for name in one.pair}
    if not named & {one.id for one in read_items(items)}:
        print(f"nothing measured: {items} holds none of the items that {options.pairs.name} names")
        return 0
    return hold(options.pairs, items, options.floors, options.lower, options.write)


if __name__ == "__main__":
    sys.exit(main())
