"""Takes a command that writes to a record; kills it with SIGKILL inside a transaction, and says so only when it was inside one. Linux only.

A writer in WAL mode holds the lock on byte 120 of the -shm file from BEGIN IMMEDIATE to COMMIT. The process is stopped first (SIGSTOP); it is killed only
when the lock is held by then, so that a kill that counts did meet an open transaction. Whether bytes of it had reached the -wal file is told as well.
"""

from __future__ import annotations

import fcntl
import os
import random
import signal
import sqlite3
import struct
import subprocess
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

_WRITE_LOCK = 120
"""SQLite's WAL_WRITE_LOCK: the first byte of the locks in the shared-memory file."""
_FLOCK = "hhqqi4x"


@dataclass(frozen=True, slots=True)
class Kill:
    """A kill inside a transaction: the last event that had been committed when the transaction was seen open, and whether it had begun to write to the WAL."""

    committed: int
    head: str
    written: bool


def writing_now(record: Path) -> bool:
    """Whether some process holds the write lock of a record in WAL mode."""
    try:
        shm = os.open(f"{record}-shm", os.O_RDWR)
    except OSError:
        return False
    try:
        asked = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, _WRITE_LOCK, 1, 0)
        return bool(struct.unpack(_FLOCK, fcntl.fcntl(shm, fcntl.F_GETLK, asked))[0] != fcntl.F_UNLCK)
    finally:
        os.close(shm)


def run_and_kill(
    command: list[str], record: Path, environment: dict[str, str], chance: random.Random, skip: int, spread: float
) -> Kill | int:
    """Run a command; let so many transactions pass, then kill it in one, up to `spread` seconds after it was seen. Gives the exit code of a command that
    ended before it could be killed."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=record.parent)
    seen, open_before = 0, False
    while (code := running.poll()) is None:
        is_open = writing_now(record)
        seen += is_open and not open_before
        open_before = is_open
        if is_open and seen > skip:
            committed, head = last_event(record)
            before = _written(record)
            time.sleep(chance.random() * spread)
            running.send_signal(signal.SIGSTOP)
            with suppress(ChildProcessError):
                os.waitid(os.P_PID, running.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            if running.poll() is None and writing_now(record):
                written = _written(record) != before
                running.kill()
                running.wait()
                return Kill(committed, head, written)
            running.send_signal(signal.SIGCONT)
        else:
            time.sleep(0.0002)
    return code


def last_event(record: Path) -> tuple[int, str]:
    """The number and hash of the last event that another process can see; 0 where there is none yet."""
    try:
        with closing(sqlite3.connect(f"{record.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
            row = connection.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        return 0, ""
    return (int(row[0]), str(row[1])) if row else (0, "")


def _written(record: Path) -> tuple[int, int]:
    """Size and time of the last change of the WAL."""
    try:
        found = Path(f"{record}-wal").stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
