"""`kill -9` inside the transactions of add, link, judge and rebuild --repair: what stands afterwards, and what the same commands make of it.

    python eval/record_kill.py [--kills 100] [--reports 60] [--folder FOLDER]

Runs the installed tollbook's commands on constructed reports. A kill counts only when it met an open transaction (`kill_watch`: stopped first, killed only
while the write lock is held); how many had already written to the WAL is printed too. After every kill: the chain of hashes is whole, everything that had been
committed when the transaction was seen is there, and the views are what the log gives (a repair that was killed leaves them as they were). At last every
record must be the one that undisturbed commands make: the same log but for times and hashes, the same rows in every table. Prints a line a command; exit
code 1 when anything else is found.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from kill_watch import Kill, run_and_kill

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "cli"))

from processes import environment

from tollbook.record.file import reading
from tollbook.record.rebuild import rebuild
from tollbook.record.schema import VIEW_TABLES
from tollbook.record.view import read_log

SHARES = {"add": 0.4, "link": 0.25, "judge": 0.2, "repair": 0.15}
PLACES = ("Goma", "Mosul", "Kabul", "Aden", "Maiduguri", "Donetsk")
_JUDGED = "SELECT DISTINCT kind, question, one, other, person, standing FROM judgement WHERE standing ORDER BY 1, 2, 3"


def constructed(path: Path, count: int) -> Path:
    """Constructed reports, one object a line: two outlets tell of most events."""
    lines = []
    for n in range(count):
        event = n // 2
        place, killed = PLACES[event % len(PLACES)], event + 2
        text = (
            f"Explosion number {event} in {place}\n\nAt least {killed} people were killed and {2 * killed} injured when a bomb exploded in {place} on Friday, "
            f"{'police' if n % 2 else 'officials'} said. A hospital put the toll at {killed + 2}, among them two children."
        )
        lines.append(json.dumps({"text": text, "published": f"2024-0{event % 9 + 1}-1{event % 7}", "outlet": f"Outlet {n % 4}"}))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def content(record: Path) -> list[object]:
    """The log without times and hashes, and every view; of judgements, which bear their time, only who says what."""
    log = [replace(event, at="", hash="", prev_hash="") for event in read_log(record) if event.kind != "judged"]
    with reading(record) as connection:
        tables = [connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall() for name in VIEW_TABLES if name != "judgement"]
        return [*log, *tables, connection.execute(_JUDGED).fetchall()]


class Trial:
    """The kills of one command, and what was found wrong."""

    def __init__(self, name: str, wanted: int) -> None:
        self.name, self.wanted = name, wanted
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._chance = random.Random(name)

    @property
    def done(self) -> bool:
        return self.counts["kills"] >= self.wanted

    def run(self, command: list[str], record: Path, *, skip: int, spread: float, views: bool = True) -> bool:
        """Run a command and kill it in a transaction; False when it ended before. `views` says whether they are to be what the log gives."""
        found = run_and_kill(
            [sys.executable, "-m", "tollbook.cli", *command], record, environment(), self._chance, self._chance.randint(0, skip), spread
        )  # fmt: skip
        self.counts["runs"] += 1
        if not isinstance(found, Kill):
            if found != 0:
                self.wrong.append(f"{' '.join(command)} ended with {found}")
            return False
        self.counts["kills"] += 1
        self.counts["written"] += found.written
        self._check(record, found, views)
        return True

    def _check(self, record: Path, kill: Kill, views: bool) -> None:
        whole = rebuild(record)
        log = list(read_log(record))
        self.counts["committed in the end"] += len(log) > kill.committed
        if whole.chain_problem or whole.damage:
            self.wrong.append(f"broken: {whole.chain_problem or whole.damage}")
        if kill.committed and (len(log) < kill.committed or log[kill.committed - 1].hash != kill.head):
            self.wrong.append(f"lost: {kill.committed} events had been committed, {len(log)} are there")
        if views and not whole.whole:
            self.wrong.append("the views are not what the log gives")

    def same(self, record: Path, undisturbed: Path) -> None:
        """Whether the record ends as the one that nothing disturbed."""
        self.counts["records"] += 1
        if content(record) != content(undisturbed):
            self.wrong.append(f"{record.name} is not what undisturbed commands make")
        if not rebuild(record).whole:
            self.wrong.append(f"{record.name} cannot be rebuilt")

    def line(self) -> str:
        counts = self.counts
        return (
            f"{self.name:8} {counts['kills']:>5} {counts['written']:>17} {counts['committed in the end']:>14} {counts['runs']:>6} {counts['records']:>8}  "
            + (f"WRONG {len(self.wrong)}: {self.wrong[0]}" if self.wrong else "chain whole, nothing lost, rebuilt equal, same end")
        )


def tollbook(folder: Path, *command: str) -> None:
    """A command that nothing disturbs."""
    done = subprocess.run(
        [sys.executable, "-m", "tollbook.cli", *command], cwd=folder, capture_output=True, text=True, env=environment(), check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")


def kill_until_done(trial: Trial, folder: Path, start: Path | None, command: Callable[[Path], list[str]], undisturbed: Path) -> None:
    """Kill a command on one record after another, again and again until each is done, as often as wanted."""
    number = 0
    while not trial.done:
        number += 1
        record = folder / f"{trial.name}{number}.toll"
        if start is not None:
            shutil.copy(start, record)
        while trial.run(command(record), record, skip=5, spread=0.012) and not trial.done:
            pass
        tollbook(folder, *command(record))
        trial.same(record, undisturbed)
        record.unlink()


def kill_judging(trial: Trial, folder: Path, start: Path, undisturbed: Path) -> None:
    """Kill one judgement after another and say it again."""
    number = 0
    while not trial.done:
        number += 1
        record = folder / f"judge{number}.toll"
        shutil.copy(start, record)
        for command in judgements(start):
            if not trial.done:
                trial.run([*command, "--record", record.name], record, skip=0, spread=0.004)
            tollbook(folder, *command, "--record", record.name)
        trial.same(record, undisturbed)
        record.unlink()


def judgements(record: Path) -> list[list[str]]:
    """Commands of judging: pairs of accounts that lie apart and some that are joined."""
    with reading(record) as connection:
        accounts = [str(row[0]) for row in connection.execute("SELECT account FROM membership ORDER BY account")]
        joined = connection.execute("SELECT one, other FROM joining WHERE outcome = 'made' ORDER BY 1, 2 LIMIT 5").fetchall()
    pairs = [("different", *pair) for pair in joined] + [("same", accounts[n], accounts[-1 - n]) for n in range(5)]
    return [["judge", kind, one, other, "--by", "Ada", "--why", "a trial"] for kind, one, other in pairs]


def kill_repairing(trial: Trial, folder: Path, start: Path) -> None:
    """Damage the views, kill the repair, and repair again."""
    number = 0
    while not trial.done:
        number += 1
        record = folder / f"repair{number}.toll"
        shutil.copy(start, record)
        with closing(sqlite3.connect(record)) as connection, connection:
            connection.execute("DELETE FROM claim WHERE position = 0")
            connection.execute("UPDATE membership SET incident = account")
        trial.run(["rebuild", "--record", record.name, "--repair"], record, skip=0, spread=0.06, views=False)
        tollbook(folder, "rebuild", "--record", record.name, "--repair")
        trial.same(record, start)
        record.unlink()


def main() -> int:
    """Kill, check, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    trials = {name: Trial(name, round(options.kills * share)) for name, share in SHARES.items()}
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        source = constructed(folder / "reports.jsonl", options.reports).name
        added, alone, linked, judged = (folder / f"{one}_undisturbed.toll" for one in ("added", "alone", "linked", "judged"))
        tollbook(folder, "add", source, "--record", added.name)
        tollbook(folder, "add", source, "--record", alone.name, "--alone")
        shutil.copy(alone, linked)
        tollbook(folder, "link", "--record", linked.name)
        shutil.copy(linked, judged)
        for command in judgements(linked):
            tollbook(folder, *command, "--record", judged.name)
        print(f"{'command':8} {'kills':>5} {'written to the WAL':>17} {'done after all':>14} {'runs':>6} {'records':>8}  found", flush=True)
        kill_until_done(trials["add"], folder, None, lambda record: ["add", source, "--record", record.name], added)
        print(trials["add"].line(), flush=True)
        kill_until_done(trials["link"], folder, alone, lambda record: ["link", "--record", record.name], linked)
        print(trials["link"].line(), flush=True)
        kill_judging(trials["judge"], folder, linked, judged)
        print(trials["judge"].line(), flush=True)
        kill_repairing(trials["repair"], folder, judged)
        print(trials["repair"].line(), flush=True)
    kills = sum(one.counts["kills"] for one in trials.values())
    written = sum(one.counts["written"] for one in trials.values())
    print(f"{kills} kills inside a transaction, {written} of them after bytes of it had reached the WAL")
    return 1 if any(one.wrong for one in trials.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
