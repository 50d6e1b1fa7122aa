"""The command line as a person or a script meets it: real processes, real files, real pipes, a real terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from processes import SOURCE, environment

ROOT = Path(__file__).parents[2]
TEXT = """Bomb kills dozens at market in Goma

At least 24 people, among them two children, were killed and 40 wounded when a bomb exploded at a market in Goma on Monday, police said.
A hospital put the death toll at 31.

In a separate attack last month, gunmen killed 12 people in Bukavu.
"""
CODE = ("code", "goma.txt", "--published", "2024-05-14")


class Here:
    """A folder with reports, and the tollbook command in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "goma.txt").write_text(TEXT, encoding="utf-8")

    def run(self, *arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "tollbook.cli", *arguments]
        return subprocess.run(command, cwd=self.folder, input=stdin, capture_output=True, env=environment(**env), check=False)

    def out(self, *arguments: str, code: int = 0, stdin: bytes = b"", **env: str) -> str:
        done = self.run(*arguments, stdin=stdin, **env)
        assert done.returncode == code, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        return done.stdout.decode()

    def refused(self, *arguments: str, code: int = 2, stdin: bytes = b"") -> str:
        done = self.run(*arguments, stdin=stdin)
        assert done.returncode == code, done.stdout.decode()
        assert b"Traceback" not in done.stderr
        return done.stderr.decode()


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path)


@pytest.fixture
def kept(here: Here) -> Here:
    here.out("add", "goma.txt", "--record", "war.toll", "--published", "2024-05-14", "--outlet", "Example")
    return here


def test_version_and_help(here: Here) -> None:
    assert here.out("--version").startswith("tollbook ")
    page = here.out("--help")
    for name in ("code", "add", "show", "why", "dossier", "rebuild", "log", "stages"):
        assert f"\n  {name} " in page
        assert "Usage: tollbook " + name in here.out(name, "--help")


def test_code_prints_a_readable_report(here: Here) -> None:
    page = here.out(*CODE)
    assert page.startswith("Bomb kills dozens at market in Goma\n")
    assert "≥24" in page
    assert "police" in page
    assert "“At least 24 people”" in page
    assert all(len(line) <= 100 for line in page.splitlines())
    assert "\x1b" not in page
    assert list(here.folder.iterdir()) == [here.folder / "goma.txt"], "code stores nothing"


def test_arguments_that_are_no_text_are_borne(here: Here) -> None:
    odd = "caf\udce9.txt"  # a name in Latin-1
    (here.folder / odd).write_text(TEXT, encoding="utf-8")
    for form in ("table", "jsonl"):
        here.out("code", odd, "--outlet", "Caf\udce9", "--format", form)
    here.out("add", odd, "--outlet", "Caf\udce9", "--record", "a\udce9.toll")
    here.out("show", "--record", "a\udce9.toll")
    here.out("log", "--record", "a\udce9.toll", "--format", "jsonl")
    assert "is whole" in here.out("rebuild", "--record", "a\udce9.toll")


def test_code_prints_the_documented_interface(here: Here) -> None:
    lines = here.out(*CODE, "--format", "jsonl").splitlines()
    schema = json.loads((ROOT / "docs" / "interface.schema.json").read_text(encoding="utf-8"))
    (told,) = (json.loads(line) for line in lines)
    jsonschema.validate(told, schema)
    assert told["report"]["text"] == TEXT
    assert {claim["min"] for claim in told["claims"]} >= {24, 40, 31, 12}
    for claim in told["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]


def test_same_input_same_bytes(here: Here) -> None:
    outputs = {here.out(*CODE, "--format", form, PYTHONHASHSEED=seed) for form in ("jsonl", "table") for seed in ("1", "2")}
    assert len(outputs) == 2


def test_standard_input(here: Here) -> None:
    told = json.loads(here.out("code", "-", "--published", "2024-05-14", "--format", "jsonl", stdin=TEXT.encode()))
    assert told["report"]["source"] == "-"
    assert told["report"]["text"] == TEXT


def test_a_report_that_cannot_be_read_costs_only_itself(here: Here) -> None:
    (here.folder / "empty.txt").touch()
    done = here.run("code", "none.txt", "empty.txt", "goma.txt", "--published", "2024-05-14")
    assert done.returncode == 1
    assert b"Bomb kills dozens" in done.stdout
    failures = done.stderr.decode().splitlines()
    assert [line.split(":")[1].strip() for line in failures] == ["none.txt", "empty.txt"]
    assert all(line.startswith("not read: ") and ";" in line for line in failures)


def test_a_report_that_makes_tollbook_fail_costs_only_itself(here: Here) -> None:
    (here.folder / "sitecustomize.py").write_text(
        "import tollbook.pipeline as p\nold = p.analyse\n"
        "def analyse(report):\n    if 'poison' in report.text: raise KeyError('constructed')\n    return old(report)\np.analyse = analyse\n",
        encoding="utf-8",
    )
    (here.folder / "bad.txt").write_text("A poison attack killed 3 people.", encoding="utf-8")
    path = os.pathsep.join([str(here.folder), SOURCE])
    for arguments in (("code", "bad.txt", "goma.txt"), ("add", "bad.txt", "goma.txt", "--record", "a.toll")):
        done = here.run(*arguments, "--published", "2024-05-14", PYTHONPATH=path)
        assert done.returncode == 1
        assert b"not read: bad.txt: coding failed unexpectedly (KeyError" in done.stderr
        assert b"Traceback" not in done.stderr
        assert b"Goma" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("code",), "Missing argument"),
        (("code", "goma.txt", "--published", "14 May 2024"), "YYYY-MM-DD"),
        (("code", "goma.txt", "--published", "20240514"), "YYYY-MM-DD"),
        (("code", "goma.txt", "--published", "2024-02-30"), "YYYY-MM-DD"),
        (("code", "goma.txt", "--published", "2999-01-01"), "future"),
        (("code", "goma.txt", "--profile", "none"), "choose one of"),
        (("code", "goma.txt", "--format", "xml"), "jsonl"),
        (("add", "goma.txt"), "--record"),
        (("add", "goma.txt", "--record", "goma.txt"), "no tollbook record"),
        (("add", "goma.txt", "--record", "none/a.toll"), "no folder"),
        (("show", "--record", "none.toll"), "there is no record here"),
        (("rebuild", "--record", "goma.txt"), "no tollbook record"),
        (("fly",), "No such command"),
    ],
)
def test_a_wrong_command_says_what_to_do(here: Here, arguments: tuple[str, ...], message: str) -> None:
    assert message in here.refused(*arguments)
    assert (here.folder / "goma.txt").read_text(encoding="utf-8") == TEXT
    assert [path.name for path in here.folder.iterdir()] == ["goma.txt"]


def test_add_says_what_became_of_each_report(here: Here) -> None:
    add = ("add", "goma.txt", "--record", "war.toll", "--published", "2024-05-14")
    assert here.out(*add).splitlines()[-1] == "1 added."
    before = (here.folder / "war.toll").read_bytes()
    again = here.out(*add)
    assert again.startswith("already in the record: r")
    assert again.splitlines()[-1] == "1 already in the record."
    assert (here.folder / "war.toll").read_bytes() == before
    assert here.out(*add, "--profile", "acled").startswith("coded again: r")


def test_a_record_among_the_reports_is_no_report(here: Here) -> None:
    add = ("add", ".", "--record", "war.toll", "--published", "2024-05-14")
    assert here.out(*add).splitlines()[-1] == "1 added."
    assert here.out(*add).splitlines()[-1] == "1 already in the record."
    kinds = [line.split()[2] for line in here.out("log", "--record", "war.toll").splitlines()[1:]]
    assert kinds == ["report_read", "report_coded", "compared"]


def test_show_lists_incidents_with_low_best_and_high(kept: Here) -> None:
    page = kept.out("show", "--record", "war.toll")
    assert "24–31, best 24" in page
    assert "background" in page
    assert "1 report, " in page
    assert "rule range" in page
    assert "best 31" not in page
    kept.refused("show", "--record", "war.toll", "--rule", "mean")


def test_show_puts_the_figures_of_one_incident_side_by_side(kept: Here) -> None:
    incident = next(line.split()[-1] for line in kept.out("show", "--record", "war.toll").splitlines() if "24–31" in line)
    page = kept.out("show", incident[:9], "--record", "war.toll")
    for words in ("≥24", "31", "police", "A hospital", "of whom", "set aside", "counts a part of another figure", "rule range"):
        assert words in page
    assert "no incident" in kept.refused("show", "i0000000000000", "--record", "war.toll")


def test_why_explains_a_claim(kept: Here) -> None:
    told = json.loads(kept.out(*CODE, "--outlet", "Example", "--format", "jsonl"))
    for claim in told["claims"]:
        page = kept.out("why", claim["id"], "--record", "war.toll")
        flat = " ".join(page.split())
        assert f"⟦{claim['quote']}⟧" in flat
        assert claim["rule"] in flat
        assert "Rules that fired, in order" in page
        assert "codebook" in page
    assert "no claim" in kept.refused("why", "nothing", "--record", "war.toll")
    assert "no claim" in kept.refused("why", "\udcff\udcfe", "--record", "war.toll")  # bytes that are no UTF-8


def test_dossier_is_written(kept: Here) -> None:
    assert kept.out("dossier", "--record", "war.toll", "--out", "pages", "--title", "Goma").strip() == os.path.join("pages", "index.html")
    page = (kept.folder / "pages" / "index.html").read_text(encoding="utf-8")
    assert "<title>Goma" in page
    assert "cannot be written" in kept.refused("dossier", "--record", "war.toll", "--out", "goma.txt")


def test_rebuild_and_log(kept: Here) -> None:
    assert kept.out("rebuild", "--record", "war.toll").splitlines()[-1] == "The record is whole."
    assert [line.split()[2] for line in kept.out("log", "--record", "war.toll").splitlines()[1:]] == [
        "report_read",
        "report_coded",
        "compared",
    ]
    events = [json.loads(line) for line in kept.out("log", "--record", "war.toll", "--format", "jsonl").splitlines()]
    assert events[0]["body"]["text"] == TEXT
    assert events[1]["prev_hash"] == events[0]["hash"]


def test_a_record_that_is_not_whole_gives_exit_code_one(kept: Here) -> None:
    script = "import sqlite3; c = sqlite3.connect('war.toll'); c.execute('UPDATE claim SET min = 99'); c.commit()"
    subprocess.run([sys.executable, "-c", script], cwd=kept.folder, check=True)
    page = kept.out("rebuild", "--record", "war.toll", code=1)
    assert "NOT EQUAL" in page
    assert "NOT whole" in page
    assert "is whole" in kept.out("rebuild", "--record", "war.toll", "--repair")
    assert "is whole" in kept.out("rebuild", "--record", "war.toll")


def test_reading_a_record_leaves_it_as_it_was(kept: Here) -> None:
    before = (kept.folder / "war.toll").read_bytes()
    for command in ("show", "rebuild", "log"):
        kept.out(command, "--record", "war.toll")
    assert (kept.folder / "war.toll").read_bytes() == before
    assert sorted(path.name for path in kept.folder.iterdir()) == ["goma.txt", "war.toll"]


def test_stages_names_every_stage_in_order(here: Here) -> None:
    page = here.out("stages")
    names = ["read", "text", "extract", "resolve", "link", "audit", "record", "publish"]
    starts = [page.index(f"\n{name} ") for name in names]
    assert starts == sorted(starts)


HOSTILE = (
    "Bomb \x1b]0;owned\x07\x1b[2J kills \x9b31m 12 people \u202egnp\u202c in Goma\x00\n\n\x1b[8mPolice said 12 people were killed.\x1b[0m\n"
)


def test_no_control_character_of_a_report_reaches_the_terminal(here: Here) -> None:
    (here.folder / "hostile.jsonl").write_text(
        json.dumps({"text": HOSTILE.replace("\0", ""), "title": HOSTILE, "outlet": "\x1b[31mred"}), encoding="utf-8"
    )
    (here.folder / "nul\x1b[31m.txt").write_text(HOSTILE, encoding="utf-8")
    seen = []
    for arguments in (
        ("code", "hostile.jsonl", "nul\x1b[31m.txt"),
        ("code", "hostile.jsonl", "--format", "jsonl"),
        ("add", "hostile.jsonl", "nul\x1b[31m.txt", "--record", "h.toll"),
        ("show", "--record", "h.toll"),
        ("log", "--record", "h.toll"),
        ("log", "--record", "h.toll", "--format", "jsonl"),
    ):
        done = here.run(*arguments)
        assert b"Traceback" not in done.stderr
        seen.append((done.stdout + done.stderr).decode())
    claim = json.loads(seen[1].splitlines()[0])["claims"][0]["id"]
    seen.append(here.out("why", claim, "--record", "h.toll"))
    for text in seen:
        assert not [char for char in text if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) <= 0x9F or char in "\u202e\u202c"]
    assert json.loads(seen[1].splitlines()[0])["report"]["text"] == HOSTILE.replace("\0", "")


def test_an_output_that_has_only_ascii(here: Here) -> None:
    page = here.run(*CODE, PYTHONIOENCODING="ascii")
    assert page.returncode == 0
    assert b">=24" in page.stdout
    told = json.loads(here.out(*CODE, "--format", "jsonl", PYTHONIOENCODING="ascii"))
    assert told["report"]["text"] == TEXT


def test_a_reader_that_goes_away_is_no_error(here: Here) -> None:
    (here.folder / "many.jsonl").write_text("\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(40)), encoding="utf-8")
    command = [sys.executable, "-m", "tollbook.cli", "code", "many.jsonl", "--format", "jsonl"]
    running = subprocess.Popen(command, cwd=here.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    errors = running.stderr.read()
    running.stderr.close()
    running.wait()
    assert b"Traceback" not in errors
    assert b"Exception" not in errors


def test_interrupting_leaves_a_whole_record(here: Here) -> None:
    (here.folder / "many.jsonl").write_text("\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(200)), encoding="utf-8")
    command = [sys.executable, "-m", "tollbook.cli", "add", "many.jsonl", "--record", "a.toll"]
    running = subprocess.Popen(command, cwd=here.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert running.stdout is not None
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate()
    assert running.returncode == 130
    assert b"Traceback" not in errors
    assert "is whole" in here.out("rebuild", "--record", "a.toll")


def in_a_terminal(here: Here, *arguments: str, **env: str) -> str:
    """Everything that a command writes when a person watches, both streams."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "tollbook.cli", *arguments]
    env = environment(**{"TERM": "xterm", "COLUMNS": "80", **env})
    running = subprocess.Popen(command, cwd=here.folder, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=env)
    os.close(slave)
    seen = b""
    while True:
        select.select([master], [], [])
        try:
            part = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        seen += part
    os.close(master)
    running.wait()
    return seen.decode()


def test_a_terminal_gets_colour_and_progress_and_a_pipe_does_not(here: Here) -> None:
    watched = in_a_terminal(here, *CODE)
    assert "\x1b[1m" in watched
    assert "\r\x1b[Kread: 1" in watched
    assert "\x1b[1m" not in in_a_terminal(here, *CODE, NO_COLOR="1")
    assert here.run(*CODE).stderr == b""


def test_lines_keep_to_the_width_of_the_terminal(here: Here) -> None:
    plain = in_a_terminal(here, *CODE, NO_COLOR="1").split("\x1b[K")[-2]
    assert max(len(line) for line in plain.splitlines()) <= 80


def test_doubts_lists_the_least_sure_claims_first(kept: Here) -> None:
    lines = kept.out("doubts", "--record", "war.toll").splitlines()
    shares = [float(line.split()[0]) for line in lines if re.match(r"[01]\.\d\d ", line)]
    assert shares == sorted(shares)
    claims = json.loads(kept.out(*CODE, "--format", "jsonl"))["claims"]
    assert len(shares) == len(claims)
    assert f"{len(claims)} claims in all" in lines[-1]
    assert f"{len(claims) - 1} not shown" in kept.out("doubts", "--record", "war.toll", "--most", "1")


def test_figures_below_the_confidence_asked_for_are_set_aside(kept: Here) -> None:
    assert "confidence" not in kept.out("show", "--record", "war.toll")
    everything = kept.out("show", "--record", "war.toll", "--min-confidence", "1")
    assert "below 1.00 are set aside" in everything
    incident = next(word for word in everything.split() if re.fullmatch(r"i[0-9a-f]{12}", word))
    page = kept.out("show", "--record", "war.toll", "--min-confidence", "1", incident)
    assert "is read with a confidence of" in page
    assert "made by no claim" in page
    assert "--min-confidence" in kept.refused("show", "--record", "war.toll", "--min-confidence", "2")


def test_why_tells_how_sure_each_part_is_and_what_the_learned_part_read(kept: Here) -> None:
    claim = next(word for word in kept.out("doubts", "--record", "war.toll").split() if re.fullmatch(r"c[0-9a-f]{12}", word))
    page = kept.out("why", "--record", "war.toll", claim)
    assert "How sure" in page
    assert "learned_reading" in page
