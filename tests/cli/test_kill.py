"""A `tollbook add` that is killed at any moment leaves a whole record, and the next run goes on: what stands then is what an uninterrupted run gives.

Five kills by default; TOLLBOOK_KILLS=30 for the full trial.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from processes import environment

from tollbook.record.file import reading
from tollbook.record.rebuild import rebuild
from tollbook.record.schema import VIEW_TABLES
from tollbook.record.view import read_log, read_view

REPORTS = 60
KILLS = int(os.environ.get("TOLLBOOK_KILLS", "5"))
PLACES = ("Goma", "Mosul", "Kabul", "Aden", "Maiduguri", "Donetsk")


def batch(path: Path) -> Path:
    """Constructed reports, one object a line, and two lines that cannot be read."""
    lines = []
    for n in range(REPORTS):
        text = (
            f"Explosion number {n} in {PLACES[n % len(PLACES)]}\n\nAt least {n + 2} people were killed and {2 * n + 3} injured when a bomb exploded "
            f"in {PLACES[n % len(PLACES)]} on Friday, police said. A hospital put the toll at {n + 4}, among them two children."
        )
        lines.append(json.dumps({"text": text, "published": f"2024-0{n % 9 + 1}-1{n % 7}", "outlet": f"Outlet {n % 4}"}))
    lines.insert(20, "{not json")
    lines.insert(40, '{"text": ""}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def command(source: Path, record: Path) -> list[str]:
    return [sys.executable, "-m", "tollbook.cli", "add", source.name, "--record", str(record)]


def content(record: Path) -> tuple[list[object], dict[str, list[object]]]:
    """The log without its times and hashes, and every view table whole."""
    log = [replace(event, at="", hash="", prev_hash="") for event in read_log(record)]
    with reading(record) as connection:
        views = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in VIEW_TABLES}
    return list(log), views


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return batch(tmp_path_factory.mktemp("batch") / "reports.jsonl")


@pytest.fixture(scope="module")
def uninterrupted(source: Path) -> Path:
    record = source.parent / "uninterrupted.toll"
    done = subprocess.run(command(source, record), cwd=source.parent, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 1, "two lines cannot be read"
    assert len(read_view(record).reports) == REPORTS
    assert len(read_view(record).failures) == 2
    assert sum(len(one.claims) for one in read_view(record).reports) >= REPORTS
    return record


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_and_run_again_is_as_if_never_killed(seed: int, source: Path, uninterrupted: Path, tmp_path: Path) -> None:
    chance = random.Random(f"kill {seed}")
    record = tmp_path / "killed.toll"
    for _ in range(chance.randint(1, 2)):
        running = subprocess.Popen(
            command(source, record), cwd=source.parent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
        )
        assert running.stdout is not None
        lines = chance.randint(0, REPORTS)
        for _ in range(lines):
            running.stdout.readline()
        time.sleep(chance.random() * 0.03)
        assert running.poll() is None or lines > REPORTS // 2, "the run was over before it could be killed"
        running.send_signal(signal.SIGKILL)
        running.stdout.close()
        running.wait()
        if record.exists() and record.stat().st_size:
            assert rebuild(record).whole
            log = content(record)[0]
            assert log == content(uninterrupted)[0][: len(log)]
    again = subprocess.run(command(source, record), cwd=source.parent, capture_output=True, text=True, env=environment(), check=False)
    assert (again.returncode, again.stderr.count("\n")) == (1, 2), again.stderr
    assert rebuild(record).whole
    assert content(record) == content(uninterrupted)
    assert read_view(record) == read_view(uninterrupted)
