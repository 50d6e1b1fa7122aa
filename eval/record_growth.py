"""How the time for one added and linked report, the memory and the file grow with a record, by tollbook's own comparer.

    python eval/record_growth.py DATA/ged [--events 1000000] [--folder FOLDER] [--last 2000]

DATA/ged holds the UCDP GED tables ged_ucdpged.csv, ged_mexico.csv and ged_myanmar.csv; reports are constructed after them (`growth_reports`), a hundred events a
day. Sizes are in constructed events (incidents of the world); how many incidents the record makes of them is printed. Everything goes through `Store.add`.

The first 100 days (10,000 events) are added by the full comparer. The bulk of what follows is those 100 days again and again, moved in time by whole windows: real
reports, their real keys, every pair that was found the same or undecided; only comparing them again is left out, and rows of pairs held different (most of
all pairs). The last 25 days before each size are new reports, added by the full comparer, and of these the last 2,000 are measured: process time, user and
system. Writes are not forced to the disk (PRAGMA synchronous = OFF): what is measured is tollbook and not the disk.
Prints a line a size, and at the end the ratios from each size to the one ten times as large. A million takes about an hour, and 25 GB of disk.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from growth_reports import FIRST, PER_DAY, World, moved, read_world, reports

from tollbook import __version__
from tollbook.comparer import AcrossReports
from tollbook.lexicon.codebook import codebook
from tollbook.model.comparison import Comparison
from tollbook.model.incident import CodedReport
from tollbook.record import file
from tollbook.record.coding import Linking, Stamp
from tollbook.record.joined import find_joined
from tollbook.record.linking import Linker
from tollbook.record.store import Author, Store

STEPS = (10_000, 30_000, 100_000, 300_000, 1_000_000)
CYCLE = 100
"""Days of the bulk that come again and again; a multiple of the four days of a window, so that keys move with their days."""
FRESH = 25
"""Days of new reports before each size."""
AUTHOR = Author(f"machine tollbook {__version__}", datetime(2026, 1, 1, tzinfo=UTC))


class Seen(Linker):
    """The linker itself; keeps what it found last."""

    found: Linking | None = None

    def link(self, coded: CodedReport) -> Linking:
        self.found = super().link(coded)
        return self.found


@dataclass
class Moved:
    """In place of a linker for the bulk: gives the linking that the base report was given, moved in time."""

    weights: str
    next: Linking | None = None

    def link(self, coded: CodedReport) -> Linking:  # noqa: ARG002 - it takes a linker's place
        if self.next is None:
            raise ValueError("nothing to move")
        return self.next

    def keep(self, seq: int, coded: CodedReport) -> None:
        """Nothing is kept at hand: nothing is compared."""


@dataclass
class Cycle:
    """The base moved by so many days: the new ids of its accounts, and the days in its keys."""

    number: int
    ids: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)

    def report(self, coded: CodedReport) -> CodedReport:
        made = moved(coded, timedelta(days=self.number * CYCLE))
        self.ids |= {old.id: new.id for old, new in zip(coded.incidents, made.incidents, strict=True)}
        return made

    def linking(self, linking: Linking) -> Linking:
        return replace(
            linking,
            keys=tuple((self.ids[account], tuple(map(self._key, keys))) for account, keys in linking.keys),
            comparisons=tuple(map(self._pair, linking.comparisons)),
            different=(),
            crowded=tuple(map(self._key, linking.crowded)),
        )

    def _pair(self, one: Comparison) -> Comparison:
        left, right = sorted((self.ids[one.left], self.ids[one.right]))
        return replace(one, left=left, right=right)

    def _key(self, key: str) -> str:
        if key.startswith("text:"):
            return f"text:{self._key(key.removeprefix('text:'))}"
        head, _, rest = key.partition(":")
        if head not in self.days:
            self.days[head] = (date.fromisoformat(head) + timedelta(days=self.number * CYCLE)).isoformat()
        return f"{self.days[head]}:{rest}"


@dataclass
class Row:
    """What was measured at one size."""

    events: int
    reports: int
    seconds: float
    compared: float
    crowded: float
    most: int


@dataclass
class Trial:
    """One record that grows."""

    path: Path
    world: World
    last: int
    store: Store
    linker: Seen
    bulk: Store
    moving: Moved
    base: list[tuple[CodedReport, Linking]] = field(default_factory=list)
    reports: int = 0

    def full(self, made: list[CodedReport], events: int, keep: bool) -> Row:
        """Add new reports by the full comparer; measures the last of them."""
        begun, compared, crowded, most = 0.0, 0, 0, 0
        for at, one in enumerate(made):
            if at == len(made) - self.last:
                begun = time.process_time()
            self.store.add(one, AUTHOR)
            found = self.linker.found
            if found is not None and at >= len(made) - self.last:
                pairs = len(found.comparisons) + len(found.different)
                compared, crowded, most = compared + pairs, crowded + bool(found.crowded), max(most, pairs)
            if keep and found is not None:
                self.base.append((one, replace(found, different=())))
        self.reports += len(made)
        count = min(self.last, len(made))
        return Row(events, self.reports, (time.process_time() - begun) / count, compared / count, crowded / count, most)

    def move(self, cycle: int, days: int) -> None:
        """Add so many days of the base once more."""
        moving, until = Cycle(cycle), FIRST + timedelta(days=days)
        for coded, linking in self.base:
            if coded.report.published is not None and coded.report.published < until:
                one = moving.report(coded)
                self.moving.next = moving.linking(linking)
                self.bulk.add(one, AUTHOR)
                self.reports += 1


def grow(trial: Trial, most: int) -> Iterator[Row]:
    """Add up to so many events; yields what each size costs."""
    yield trial.full(_days(trial.world, "growth", FIRST, CYCLE), STEPS[0], keep=True)
    cycles = most // (CYCLE * PER_DAY)
    for cycle in range(1, cycles):
        events = (cycle + 1) * CYCLE * PER_DAY
        if events not in STEPS:
            trial.move(cycle, CYCLE)
            continue
        trial.move(cycle, CYCLE - FRESH)
        first = FIRST + timedelta(days=(cycle + 1) * CYCLE - FRESH)
        yield trial.full(_days(trial.world, f"growth {events}", first, FRESH), events, keep=False)


def _days(world: World, seed: str, first: date, days: int) -> list[CodedReport]:
    found = []
    for begun, one in reports(world, seed, first=first):
        if begun > days * PER_DAY:
            break
        found.append(one)
    return found


def told(row: Row, trial: Trial, connection: object, begun: float) -> None:
    """One line of the table, and how long the look-up of one incident takes."""
    select = connection.execute  # type: ignore[attr-defined]
    (incidents,) = select("SELECT count(*) FROM membership WHERE account = incident").fetchone()
    (largest,) = select("SELECT max(n) FROM (SELECT count(*) AS n FROM membership GROUP BY incident)").fetchone()
    (name,) = select("SELECT incident FROM membership WHERE account <> incident LIMIT 1").fetchone()
    at = time.process_time()
    find_joined(trial.path, name)
    looked = time.process_time() - at
    print(
        f"{row.events:>9,} events {row.reports:>9,} reports {incidents:>9,} incidents (largest {largest}) {row.seconds * 1000:6.2f} ms a report "
        f"{_memory():5.0f} MB memory {trial.path.stat().st_size / 2**20:7.0f} MB file; {row.compared:.1f} compared a report, {row.most} at most, "
        f"{row.crowded:.1%} with a key not looked at in full; one incident read in {looked * 1000:.1f} ms; {(time.time() - begun) / 60:.0f} minutes",
        flush=True,
    )


def _memory() -> float:
    """Resident megabytes now, and at most so far by the high-water mark of the system."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Grow a record and print what each size costs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ged", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--last", type=int, default=2_000)
    chosen = parser.parse_args()
    if not (chosen.ged / "ged_ucdpged.csv").is_file():
        sys.exit(f"{chosen.ged} holds no ged_ucdpged.csv; give the folder of the UCDP GED tables")
    begun, rows = time.time(), []
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        path = Path(folder) / "growth.toll"
        with file.writing(path) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            stamp = Stamp(__version__, codebook(), "default")
            comparer = AcrossReports()
            store, bulk = Store(connection, stamp), Store(connection, stamp)
            linker, moving = Seen(connection, comparer), Moved(comparer.weights)
            store._linker, bulk._linker = linker, moving  # type: ignore[assignment]
            trial = Trial(path, read_world(chosen.ged), chosen.last, store, linker, bulk, moving)
            for row in grow(trial, chosen.events):
                told(row, trial, connection, begun)
                rows.append(row)
    for small in rows:
        for large in rows:
            if large.events == 10 * small.events:
                print(f"from {small.events:,} to {large.events:,} events: {large.seconds / small.seconds:.2f} times the time a report")


if __name__ == "__main__":
    main()
