"""How the time for one added and linked report, the memory and the file grow with a record, by tollbook's own comparer.

    python eval/record_growth.py DATA/ged [--events 1000000] [--folder FOLDER] [--last 2000]

DATA/ged holds the UCDP GED tables ged_ucdpged.csv, ged_mexico.csv and ged_myanmar.csv; reports are constructed after them (`growth_reports`), a hundred events
a day. Sizes are in constructed events; how many incidents the record makes of them is printed.

The first 100 days (10,000 events) go through `Store.add` with the full comparer. The bulk of what follows is their rows again and again, moved in time by whole
windows of days (`growth_bulk`), laid down directly. The last 25 days before each size are new reports, about 3,300, again through `Store.add` with the full
comparer, in a process of its own; its last 2,000 are measured: process time (user and system) and its peak memory. Writes are not forced to the disk
(PRAGMA synchronous = OFF): what is measured is tollbook and not the disk. Prints a line a size, and at the end the ratios from each size to the one ten times
as large. A million takes about an hour, and 30 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from growth_bulk import Base
from growth_reports import FIRST, PER_DAY, read_world, reports

from tollbook import __version__
from tollbook.comparer import AcrossReports
from tollbook.lexicon.codebook import codebook
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


@dataclass(frozen=True)
class Row:
    """What was measured at one size: seconds a report, how many were compared with each, the most, and the share with a key not looked at in full; memory
    in MB at most and before the first report; seconds to read one joined incident."""

    seconds: float
    compared: float
    most: int
    crowded: float
    memory: float
    before: float
    reading: float


def measure(path: Path, ged: Path, first: date, days: int, last: int) -> Row:
    """Add so many days of new reports to a record; measures the last of them."""
    world, seconds, pairs, crowded = read_world(ged), deque[float](maxlen=last), deque[int](maxlen=last), deque[bool](maxlen=last)
    with file.writing(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        store = Store(connection, Stamp(__version__, codebook(), "default"))
        store._linker = linker = Seen(connection, AcrossReports())
        before = 0.0
        for begun, one in reports(world, f"growth {first}", first=first):
            if begun > days * PER_DAY:
                break
            at = time.process_time()
            store.add(one, AUTHOR)
            seconds.append(time.process_time() - at)
            before = before or _memory()
            if linker.found is not None:
                pairs.append(len(linker.found.comparisons) + len(linker.found.different))
                crowded.append(bool(linker.found.crowded))
        memory = _memory()
        (name,) = connection.execute("SELECT incident FROM membership WHERE account <> incident LIMIT 1").fetchone()
    at = time.process_time()
    find_joined(path, name)
    count = len(seconds)
    return Row(
        sum(seconds) / count, sum(pairs) / count, max(pairs), sum(crowded) / count, memory, before, time.process_time() - at
    )  # fmt: skip


def _memory() -> float:
    """Megabytes that this process has held at most since it began; what its parent held does not count, as it would in `getrusage`."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measured_apart(path: Path, first: date, days: int, chosen: argparse.Namespace) -> Row:
    """The same in a process of its own, so that memory is that of adding alone."""
    command = [sys.executable, __file__, str(chosen.ged), "--measure", str(path), first.isoformat(), str(days), "--last", str(chosen.last)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return Row(**json.loads(done.stdout))


def lay(path: Path, base: Base, cycles: range, days: int) -> None:
    """Lay the base into the record for each of these cycles, of the last only so many days."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -2000000"):
            connection.execute(f"PRAGMA {pragma}")
        for cycle in cycles:
            until = FIRST + timedelta(days=CYCLE if cycle != cycles[-1] else days)
            base.lay(connection, cycle, CYCLE, until)


def told(events: int, row: Row, path: Path, begun: float) -> None:
    """One line of the table."""
    with closing(sqlite3.connect(path)) as connection:

        def one(sql: str) -> int:
            return int(connection.execute(sql).fetchone()[0])

        added = one("SELECT count(*) FROM report")
        incidents = one("SELECT count(*) FROM membership WHERE account = incident")
        largest = one("SELECT max(n) FROM (SELECT count(*) AS n FROM membership GROUP BY incident)")
    print(
        f"{events:>9,} events {added:>9,} reports {incidents:>9,} incidents (largest {largest})  {row.seconds * 1000:6.2f} ms a report  "
        f"{row.memory:4.0f} MB memory ({row.before:.0f} before)  {path.stat().st_size / 2**20:7.0f} MB file  {row.compared:5.1f} compared a report, "
        f"{row.most} at most  {row.crowded:6.1%} with a key not looked at in full  {row.reading * 1000:.1f} ms to read an incident  "
        f"({(time.time() - begun) / 60:.0f} minutes)",
        flush=True,
    )


def grow(path: Path, chosen: argparse.Namespace) -> None:
    """Grow a record and print what each size costs."""
    begun = time.time()
    rows = {STEPS[0]: measured_apart(path, FIRST, CYCLE, chosen)}
    told(STEPS[0], rows[STEPS[0]], path, begun)
    base, done = Base(path), 1
    for events in STEPS[1:]:
        if events > chosen.events:
            break
        cycles = events // (CYCLE * PER_DAY)
        lay(path, base, range(done, cycles), CYCLE - FRESH)
        rows[events] = measured_apart(path, FIRST + timedelta(days=cycles * CYCLE - FRESH), FRESH, chosen)
        told(events, rows[events], path, begun)
        done = cycles
    for events, row in rows.items():
        if 10 * events in rows:
            print(f"from {events:,} to {10 * events:,} events: {rows[10 * events].seconds / row.seconds:.2f} times the time a report")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ged", type=Path)
    parser.add_argument("--events", type=int, default=STEPS[-1])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--last", type=int, default=2_000)
    parser.add_argument("--measure", nargs=3, metavar=("RECORD", "FIRST", "DAYS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if not (chosen.ged / "ged_ucdpged.csv").is_file():
        sys.exit(f"{chosen.ged} holds no ged_ucdpged.csv; give the folder of the UCDP GED tables")
    if chosen.measure:
        path, first, days = chosen.measure
        print(json.dumps(asdict(measure(Path(path), chosen.ged, date.fromisoformat(first), int(days), chosen.last))))
        return
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        grow(Path(folder) / "growth.toll", chosen)


if __name__ == "__main__":
    main()
