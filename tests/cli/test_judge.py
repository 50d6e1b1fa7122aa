"""Judging from the command line: real processes on real records, as several people would do it; and killed at any moment."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from processes import SOURCE, environment

from tollbook.record.rebuild import rebuild
from tollbook.record.view import read_log

KILLS = int(os.environ.get("TOLLBOOK_KILLS", "4"))
HELPERS = Path(__file__).parents[1] / "record"
MAKE = """
import sys
from pathlib import Path
from pairs import Simple, report
from record_factory import AUTHOR, STAMP
from tollbook.record.store import open_store
reports = [report(n // 5, n % 5, 3 + (n * 7) % 9, n) for n in range(int(sys.argv[2]))]
with open_store(Path(sys.argv[1]), STAMP, Simple(sys.argv[3])) as store:
    for one in reports:
        print(store.add(one, AUTHOR), flush=True)
    for one in store.link(AUTHOR):
        print(one, flush=True)
"""


class Desk:
    """A folder with a record, and the tollbook command in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, code: int = 0, **env: str) -> str:
        command = [sys.executable, "-m", "tollbook.cli", *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, env=environment(**env), check=False)
        assert done.returncode == code, (done.stdout + done.stderr).decode()
        assert b"Traceback" not in done.stderr
        return (done.stdout if code == 0 else done.stderr).decode()

    def judge(self, *arguments: str, by: str = "Ada", code: int = 0) -> str:
        return self.run("judge", *arguments, "--record", "war.toll", "--by", by, "--why", "as I read it", code=code)

    def make(self, count: int = 10, weights: str = "simple1", record: str = "war.toll") -> None:
        """Add so many reports, and link what these weights have not linked."""
        path = os.pathsep.join([SOURCE, str(HELPERS)])
        command = [sys.executable, "-c", MAKE, record, str(count), weights]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=False)
        assert done.returncode == 0, done.stderr

    def accounts(self) -> list[str]:
        """The ids of all accounts, by day of publication."""
        connection = sqlite3.connect(self.folder / "war.toll")
        try:
            return [str(row[0]) for row in connection.execute("SELECT account FROM membership ORDER BY published, account")]
        finally:
            connection.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.make()
    return made


def pair(desk: Desk) -> tuple[str, str]:
    """Two accounts that the machine joined."""
    connection = sqlite3.connect(desk.folder / "war.toll")
    one, other = connection.execute("SELECT one, other FROM joining WHERE outcome = 'made' AND source = 'machine' ORDER BY 1, 2").fetchone()
    connection.close()
    return str(one), str(other)


def test_two_people_differ_and_one_takes_it_back(desk: Desk) -> None:
    one, other = pair(desk)
    assert "told in" in desk.run("show", one, "--record", "war.toll")
    assert desk.judge("different", one, other[:10]).startswith("kept: j")
    page = desk.run("show", one, "--record", "war.toll")
    assert "people: parts" in page
    assert "by Ada" in page
    told = desk.judge("same", one, other, by="Ben")
    assert "people differ:" in told
    assert told.count("as I read it") == 3
    assert "people differ" in desk.run("queue", "--record", "war.toll").splitlines()[0]
    assert "People differ on 1 question;" in desk.run("show", "--record", "war.toll")
    judgement = told.split()[1]
    assert "kept" in desk.judge("withdraw", judgement[:9], by="Ben")
    assert "people differ" not in desk.run("queue", "--record", "war.toll")
    assert "The record is whole." in desk.run("rebuild", "--record", "war.toll")
    assert "judged" in desk.run("log", "--record", "war.toll")


def test_merge_split_correct_set_and_the_rest(desk: Desk) -> None:
    names = desk.accounts()
    assert len(names) == 10
    assert desk.judge("merge", *names[:3]).count("kept: ") == 3
    assert desk.judge("split", names[0], names[2]).count("kept: ") >= 2
    assert "unsure" in desk.judge("unsure", names[3], names[9])
    assert 'place = {"lat":-1.68,"lon":29.23,"name":"Goma"}' in desk.judge("set", names[0], "place", "Goma @ -1.68,29.23")
    page = desk.run("show", names[0], "--record", "war.toll")
    assert "Set by hand" in page
    claim = next(word for word in page.split() if word.startswith("c") and len(word) == 13)
    for arguments in (("accept", claim), ("reject", claim), ("correct", claim, "max", "unknown")):
        assert "kept" in desk.judge(*arguments)


def test_the_queue_shows_the_waterfall(desk: Desk) -> None:
    page = desk.run("queue", "--record", "war.toll", "--most", "2")
    assert page.count("undecided; its answer concerns") == 2
    assert "how many" in page
    assert "of pairs like this one are the same" in page
    assert all(len(line) <= 160 for line in page.splitlines())


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("same", "A", "A"), "the same account"), (("same", "A", "nothing"), "holds no incident"), (("set", "A", "weather", "fine"), "choose one of"),
        (("withdraw", "j"), "holds no judgement"), (("split", "A", "B"), "is no account of"), (("merge", "A"), "two accounts"),
    ],
)  # fmt: skip
def test_mistakes_are_one_line_that_says_what_to_do(desk: Desk, arguments: tuple[str, ...], problem: str) -> None:
    names = {"A": desk.accounts()[0], "B": desk.accounts()[-1]}
    error = desk.judge(*(names.get(one, one) for one in arguments), code=2)
    assert error.count("\n") == 1
    assert error.startswith("tollbook: ")
    assert problem in error
    assert ";" in error


def test_who_decides_must_be_said(desk: Desk) -> None:
    one, other = pair(desk)
    arguments = ("judge", "same", one, other, "--record", "war.toll")
    assert "TOLLBOOK_PERSON" in desk.run(*arguments, code=2, TOLLBOOK_PERSON="")
    assert "by Cyd" in desk.run(*arguments, TOLLBOOK_PERSON="Cyd")
    assert "there is no record here" in desk.run("judge", "same", "a", "b", "--record", "none.toll", "--by", "Ada", code=2)
    assert not (desk.folder / "none.toll").exists()


def test_judgements_travel(desk: Desk) -> None:
    one, other = pair(desk)
    desk.judge("different", one, other)
    lines = desk.run("judgements", "export", "--record", "war.toll")
    (desk.folder / "ada.jsonl").write_text(lines, encoding="utf-8")
    assert json.loads(lines)["by"] == "Ada"
    assert "0 judgements kept, 1 already" in desk.run("judgements", "import", "ada.jsonl", "--record", "war.toll")
    desk.make(1, record="small.toll")
    told = desk.run("judgements", "import", "ada.jsonl", "--record", "small.toll")
    assert told.startswith("1 judgement kept, 0 already in the record\n1 judgement waiting")
    (desk.folder / "ada.jsonl").write_text(lines.replace("Ada", "Eve"), encoding="utf-8")
    assert "was changed after it was made" in desk.run("judgements", "import", "ada.jsonl", "--record", "small.toll", code=2)
    assert "cannot be read" in desk.run("judgements", "import", "none.jsonl", "--record", "small.toll", code=2)


def test_what_changed_and_the_record_as_it_stood(desk: Desk) -> None:
    one, other = pair(desk)
    desk.judge("different", one, other)
    today = datetime.now(UTC).date()
    yesterday = today - timedelta(days=1)
    page = desk.run("changes", "--record", "war.toll", "--from", str(yesterday), "--to", str(today))
    assert "Judgements: 1" in page
    assert "parted into" in page or "has other accounts" in page
    assert "nothing changed" in desk.run("changes", "--record", "war.toll", "--from", str(today), "--to", str(today))
    assert "people: parts" not in desk.run("show", one, "--record", "war.toll", "--as-of", str(yesterday))
    assert "people: parts" in desk.run("show", one, "--record", "war.toll", "--as-of", str(today))
    assert "0 reports" in desk.run("show", "--record", "war.toll", "--as-of", "2020-01-01")
    assert "is no date" in desk.run("show", "--record", "war.toll", "--as-of", "today", code=2)
    assert "comes after" in desk.run("changes", "--record", "war.toll", "--from", str(today), "--to", str(yesterday), code=2)


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_while_adding_linking_judging_or_repairing(seed: int, tmp_path: Path) -> None:
    """Whatever is killed, the chain is whole, no event is lost, every view follows from the log; and what was asked can be asked again."""
    chance = random.Random(f"judge {seed}")
    desk = Desk(tmp_path)
    desk.make()
    one, other = pair(desk)
    path = os.pathsep.join([SOURCE, str(HELPERS)])
    commands = [
        [
            sys.executable,
            "-m",
            "tollbook.cli",
            "judge",
            chance.choice(["same", "different"]),
            one,
            other,
            "--record",
            "war.toll",
            "--by",
            "Ada",
        ],
        [sys.executable, "-m", "tollbook.cli", "judge", "merge", *desk.accounts(), "--record", "war.toll", "--by", "Ben"],
        [sys.executable, "-c", MAKE, "war.toll", "60", "simple1"],
        [sys.executable, "-c", MAKE, "war.toll", "10", "simple2"],
        [sys.executable, "-m", "tollbook.cli", "rebuild", "--repair", "--record", "war.toll"],
    ]
    for command in chance.sample(commands, 3):
        before = read_log(tmp_path / "war.toll")
        running = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**environment(), "PYTHONPATH": path}
        )
        time.sleep(chance.random() * 1.2)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert rebuild(tmp_path / "war.toll").whole
        assert read_log(tmp_path / "war.toll")[: len(before)] == before
    desk.make(60, "simple2")
    desk.make(60, "simple2", "again.toll")
    (tmp_path / "j.jsonl").write_text(desk.run("judgements", "export", "--record", "war.toll"), encoding="utf-8")
    desk.run("judgements", "import", "j.jsonl", "--record", "again.toll")
    assert joined(tmp_path / "war.toll") == joined(tmp_path / "again.toll")
    assert rebuild(tmp_path / "war.toll").whole


def joined(record: Path) -> list[object]:
    connection = sqlite3.connect(record)
    found = connection.execute(
        "SELECT account, incident FROM membership UNION SELECT one || ' ' || other, outcome FROM joining ORDER BY 1, 2"
    ).fetchall()
    connection.close()
    return found


BOOK = 'format = 1\nname = "Lakes"\nversion = "2"\n[include]\ntypes = ["bombing"]\n[read]\nprofile = "acled"\n[toll]\nrule = "majority"\n'


def test_a_codebook_of_the_record(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "lakes.toml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "a.txt").write_text("A bomb exploded in Goma on Monday and killed dozens of people, police said.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Gunmen shot dead 3 farmers near Bukavu on Monday, police said.", encoding="utf-8")
    told = desk.run("codebook", "check", "lakes.toml")
    book = told.splitlines()[0].split()[-1]
    assert told.startswith("Lakes, version 2: sound")
    desk.run("add", "a.txt", "b.txt", "--record", "war.toll", "--published", "2024-05-14", "--codebook", "lakes.toml")
    (body,) = {json.dumps(json.loads(event.body)["stamp"]) for event in read_log(tmp_path / "war.toll") if event.kind == "report_coded"}
    assert book in body
    assert '"profile": "acled"' in body
    page = desk.run("show", "--record", "war.toll", "--codebook", "lakes.toml")
    assert f"Counted by the codebook Lakes, version 2 ({book}); left out: 1 for type" in page
    assert "rule majority" in page
    assert "Bukavu" not in page
    own = desk.run("show", "--record", "war.toll")
    assert "Bukavu" not in own
    assert f"The codebook is the record's own: Lakes, version 2 ({book}); --codebook none does without." in own
    assert "Bukavu" in desk.run("show", "--record", "war.toll", "--codebook", "none")
    assert desk.run("codebook", "show", "--record", "war.toll", book[:5]) == BOOK
    (tmp_path / "lakes.toml").write_text(BOOK.replace("bombing", "bomb"), encoding="utf-8")
    for command in (("codebook", "check", "lakes.toml"), ("show", "--record", "war.toll", "--codebook", "lakes.toml")):
        assert "lakes.toml, line 5: 'bomb' is none of the types" in desk.run(*command, code=2)
