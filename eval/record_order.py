"""Whether a record depends on the order in which it was made: the same reports in many orders and batches, with judgements at any moment.

    python eval/record_order.py ITEMS.jsonl|DATA/ged [--reports 1000] [--orders 20] [--work FOLDER] [--bound N]

ITEMS.jsonl is in the format of the current-events file (`linking_items`); of its items of armed conflict so many are coded once (`--work` keeps them between
runs, by the hash of tollbook's rules) and added by the real comparer: in 20 random orders as one batch, and in one order in batches of 1, 10 and all. A batch
is one opened record. Ten judgements of two persons (same, different, unsure, one taken back) are made after everything in the first run, and at random
moments in every other: some then speak of accounts that are not there yet. Every run is compared with the first: which incident each account belongs to, what
became of each pair, the pairs not held different, those held different that count (`record.bounds`), which judgements stand, and the joint tolls of every
incident. Prints a line a run, names the first difference, and ends with exit code 1 when anything differs.
Given a folder of UCDP GED tables it takes constructed reports (`growth_reports`, a hundred events a day): keys are then as full as in a record of the whole
world.
`--bound` looks at fewer accounts under a key than tollbook does (32), so that keys are crowded with few reports.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from growth_reports import read_world
from growth_reports import reports as constructed
from linking_items import Item, read_items

from tollbook import __version__
from tollbook.comparer import AcrossReports
from tollbook.lexicon.codebook import codebook
from tollbook.model.account import accounts_of
from tollbook.model.errors import TollbookError
from tollbook.model.incident import CodedReport
from tollbook.model.judgement import Judgement, JudgementKind
from tollbook.pipeline import code_report
from tollbook.read.text import read_text
from tollbook.record import bounds
from tollbook.record.coding import Stamp
from tollbook.record.file import reading
from tollbook.record.joined import read_joined
from tollbook.record.joint_tolls import joint_tolls
from tollbook.record.opinions import sealed
from tollbook.record.rebuild import rebuild
from tollbook.record.store import Author, open_store

AUTHOR = Author(f"machine tollbook {__version__}", datetime(2026, 1, 1, tzinfo=UTC))
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
KINDS: tuple[JudgementKind, ...] = ("same", "different", "same", "different", "unsure", "same", "different", "same", "different")
_TABLES = {
    "incidents": "SELECT account, report, published, incident FROM membership ORDER BY 1",
    "pairs": "SELECT * FROM joining ORDER BY 1, 2, 3",
    "comparisons": "SELECT one, other, weights, bits, share, answer FROM comparison WHERE answer <> 'different' ORDER BY 1, 2",
    "judgements": "SELECT id, kind, standing FROM judgement ORDER BY 1",
    "keys": "SELECT key, published, account FROM blocking ORDER BY 1, 2, 3",
}
_DIFFERENT = """
SELECT one, other, bits, weights, left.report, right.report FROM comparison
JOIN membership AS left ON left.account = one JOIN membership AS right ON right.account = other WHERE answer = 'different' ORDER BY 1, 2
"""

Shown = dict[str, list[object]]


def coded_items(items: Sequence[Item], count: int, work: Path | None) -> list[CodedReport]:
    """So many items, coded once; kept in the work folder by the hash of the rules."""
    kept = work / f"order_{codebook()}_{count}.pkl" if work is not None else None
    if kept is not None and kept.is_file():
        found: list[CodedReport] = pickle.loads(kept.read_bytes())
        return found
    made: dict[str, CodedReport] = {}
    for one in items:
        if len(made) == count:
            break
        try:
            coded = code_report(read_text(one.text, published=one.published, source=one.id))
        except TollbookError:
            continue
        made[coded.report.id] = coded
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(list(made.values())))
    return list(made.values())


def some_judgements(reports: Sequence[CodedReport], chance: random.Random) -> list[Judgement]:
    """Judgements of two persons about pairs that share a key, and one that is taken back."""
    comparer, places = AcrossReports(), defaultdict[str, set[str]](set)
    for one in (one for each in reports for one in accounts_of(each)):
        for key in comparer.keys_of(one):
            places[key].add(one.id)
    pairs = sorted({tuple(sorted(chance.sample(sorted(met), 2))) for _, met in sorted(places.items()) if len(met) > 1})
    made = []
    for at, (kind, pair) in enumerate(zip(KINDS, chance.sample(pairs, min(len(KINDS), len(pairs))), strict=False)):
        made.append(_said(kind, pair, "Ada" if at % 2 else "Ben", at))
    made.append(_said("different", made[0].subjects, "Ada", 20))  # the two differ
    made.append(_said("withdraw", (made[1].id,), "Ben", 21))
    return made


def _said(kind: JudgementKind, subjects: tuple[str, ...], by: str, minutes: int) -> Judgement:
    return sealed(Judgement("", kind, subjects, None, None, by, NOON + timedelta(minutes=minutes), "a trial"))


def make(path: Path, reports: Sequence[CodedReport], batch: int, late: dict[int, list[Judgement]]) -> None:
    """A record of these reports in this order, each batch one opened record; judgements come before the report of their number, or last of all."""
    stamp = Stamp(__version__, codebook(), "default")
    for start in range(0, len(reports), batch):
        with open_store(path, stamp, AcrossReports()) as store:
            for at in range(start, min(start + batch, len(reports))):
                if at in late:
                    store.judge(late[at], AUTHOR)
                store.add(reports[at], AUTHOR)
    with open_store(path, stamp) as store:
        store.judge(late.get(-1, []), AUTHOR)


def shown(path: Path) -> Shown:
    """What a record shows of joined incidents, without the numbers of events."""
    with reading(path) as connection:
        found: Shown = {name: connection.execute(sql).fetchall() for name, sql in _TABLES.items()}
        crowded = connection.execute("SELECT count(*) FROM linked WHERE crowded > 0").fetchone()[0]
        rows = connection.execute(_DIFFERENT).fetchall()
        if crowded:
            rows = [row for row in rows if bounds.counts(connection, row[3], (row[0], row[1]), (row[4], row[5]), bounds.PER_KEY)]
        found["different"] = [row[:3] for row in rows]
    copies = AcrossReports().copies
    found["joint tolls"] = [(one.id, joint_tolls(one.id, one.counted(), copies(one.counted()))) for one in read_joined(path)]
    return found


def first_difference(one: Shown, other: Shown) -> str | None:
    """The first thing that differs, in words; None when nothing does."""
    for name, rows in one.items():
        if rows != other[name]:
            pairs = zip([*rows, None], [*other[name], None], strict=False)
            left, right = next((a, b) for a, b in pairs if a != b)
            return f"{name}: first {str(left)[:300]}, now {str(right)[:300]}"
    return None


def runs(
    reports: list[CodedReport], orders: int, judgements: list[Judgement]
) -> Iterator[tuple[str, list[CodedReport], int, dict[int, list[Judgement]]]]:
    """Name, order, batch and moments of every run."""
    whole = len(reports)
    yield "as they came", list(reports), whole, {-1: judgements}
    for batch in (1, 10, whole):
        yield f"one order in batches of {batch}", *_order("batches", reports, batch, judgements)
    for number in range(1, orders + 1):
        yield f"order {number}", *_order(number, reports, whole, judgements)


def _order(
    seed: object, reports: list[CodedReport], batch: int, judgements: list[Judgement]
) -> tuple[list[CodedReport], int, dict[int, list[Judgement]]]:
    chance = random.Random(str(seed))
    order = list(reports)
    chance.shuffle(order)
    late: dict[int, list[Judgement]] = defaultdict(list)
    for one in chance.sample(judgements, len(judgements)):
        late[chance.randrange(-1, len(order))].append(one)
    return order, batch, late


def main() -> int:
    """Make the records and compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("items", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--orders", type=int, default=20)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--bound", type=int, default=bounds.PER_KEY)
    options = parser.parse_args()
    if not options.items.exists():
        sys.exit(f"{options.items} is not there; give a file of items, one JSON object a line, or a folder of UCDP GED tables")
    bounds.PER_KEY = options.bound
    if options.items.is_dir():
        made = (one for _, one in constructed(read_world(options.items), "order"))
        reports = list(islice({one.report.id: one for one in islice(made, 2 * options.reports)}.values(), options.reports))
    else:
        reports = coded_items(read_items(options.items, armed_only=True), options.reports, options.work)
    judgements = some_judgements(reports, random.Random("judgements"))
    first: Shown | None = None
    differ = 0
    print(f"{len(reports)} reports, {len(judgements)} judgements, at most {bounds.PER_KEY} accounts under a key on either side")
    print(f"{'run':32} {'incidents':>9} {'joined':>7} {'pairs':>6} {'compared':>9} {'tolls':>6} {'crowded':>8}  rebuild  as the first")
    with tempfile.TemporaryDirectory() as folder:
        for name, order, batch, late in runs(reports, options.orders, judgements):
            path = Path(folder) / "a.toll"
            make(path, order, batch, late)
            found, whole = shown(path), rebuild(path).whole
            with reading(path) as connection:
                crowded = connection.execute("SELECT count(*) FROM linked WHERE crowded > 0").fetchone()[0]
            path.unlink()
            first = first or found
            difference = first_difference(first, found)
            differ += difference is not None or not whole
            print(f"{name:32} {_counts(found)} {crowded:>8}  {'equal' if whole else 'DIFFERS':7}  {difference or 'equal'}", flush=True)
    print("nothing depends on the order" if not differ else f"{differ} runs differ")
    return 1 if differ else 0


def _counts(found: Shown) -> str:
    incidents = [str(row[3]) for row in found["incidents"]]  # type: ignore[index]
    joined = len(incidents) - len(set(incidents))
    compared = len(found["comparisons"]) + len(found["different"])
    return f"{len(set(incidents)):>9} {joined:>7} {len(found['pairs']):>6} {compared:>9} {len(found['joint tolls']):>6}"


if __name__ == "__main__":
    sys.exit(main())
