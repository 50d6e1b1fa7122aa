"""How the time for one added and linked report, and the memory, grow with a record: constructed reports, six to a town, a simple comparer.

    PYTHONPATH=src python eval/record_growth.py 100000 --folder /dev/shm

Writes are not forced to the disk, so that what is measured is tollbook and not the disk. Prints a line per step; a million takes most of an hour.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "record"))

from pairs import Simple, report
from record_factory import AUTHOR, STAMP

from tollbook.record import file
from tollbook.record.joined import find_joined
from tollbook.record.store import Store

STEPS = (1_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
LAST = 1_000


def main() -> None:
    """Add so many reports and say what the last thousand before each step cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    chance = random.Random("growth")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        path = Path(folder) / "growth.toll"
        with file.writing(path) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            store = Store(connection, STAMP, Simple())
            begun = 0.0
            for n in range(1, chosen.count + 1):
                town, day = n // 6 + chance.randrange(200), n // 500 + chance.randrange(9)
                one = report(town, day, chance.randint(1, 9), chance.randrange(6000))
                if n + LAST in STEPS:
                    begun = time.process_time()
                store.add(one, AUTHOR)
                if n in STEPS:
                    told(
                        n, (time.process_time() - begun) / LAST, path, connection.execute("SELECT count(DISTINCT incident) FROM membership")
                    )
        begun = time.process_time()
        find_joined(path, one.incidents[0].id)
        print(f"one incident is found and read in {(time.process_time() - begun) * 1000:.1f} ms")


def told(count: int, seconds: float, path: Path, incidents: object) -> None:
    """One line of the table."""
    (number,) = incidents.fetchone()  # type: ignore[attr-defined]
    memory, size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, path.stat().st_size / 2**20
    print(
        f"{count:>9,} reports {number:>9,} incidents {seconds * 1000:6.2f} ms a report {memory:5.0f} MB memory {size:7.0f} MB file",
        flush=True,
    )


if __name__ == "__main__":
    main()
