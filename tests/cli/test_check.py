"""`tollbook check` on actor lists of a user's own: sound ones are read by every command, and every mistake is named with file, line and remedy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from processes import environment

from tollbook.resolve.check import check_lists

SOUND = """# a list of my own
actors:
  - {id: salt-valley-front, name: Salt Valley Front, kind: rebel_group, country: SY, aliases: [Salt Valley Front], short: [SVF], active: [2020, null]}
  - id: salt-valley-scouts
    name: Salt Valley Scouts
    kind: militia
    country: null
    aliases: [Salt Valley Scouts, "Scouts, Salt Valley"]
    parent: salt-valley-front
"""
TEXT = "Salt Valley Front fighters killed six soldiers near Homs in Syria on Monday. The SVF said so.\n"


def run(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tollbook.cli", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, env=environment(**env), check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


def test_without_lists_of_ones_own_all_is_sound(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.returncode, done.stdout) == (0, "all lists are sound\n")


def test_a_sound_list_is_sound(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SOUND, encoding="utf-8")
    done = run(tmp_path, "check", "mine.yaml")
    assert (done.returncode, done.stdout) == (0, "all lists are sound\n")


@pytest.mark.parametrize("where", ["file", "folder", "data folder"])
def test_code_reads_the_list_that_was_added(tmp_path: Path, where: str) -> None:
    folder = tmp_path / ("share/tollbook/actors" if where == "data folder" else "lists")
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    env = {
        "file": {"TOLLBOOK_ACTORS": str(folder / "mine.yaml")},
        "folder": {"TOLLBOOK_ACTORS": str(folder)},
        "data folder": {"XDG_DATA_HOME": str(tmp_path / "share")},
    }[where]
    if where == "data folder":
        env["TOLLBOOK_ACTORS"] = "x"  # set in the tests; taken out below
        command = "import os, sys; del os.environ['TOLLBOOK_ACTORS']; from tollbook.cli import app; app(['code', 'report.txt', '--format', 'jsonl'])"
        done = subprocess.run(
            [sys.executable, "-c", command], cwd=tmp_path, capture_output=True, env=environment(**env), check=False, encoding="utf-8"
        )
    else:
        done = run(tmp_path, "code", "report.txt", "--format", "jsonl", **env)
    (incident,) = json.loads(done.stdout)["incidents"]
    assert [actor["actor"] for actor in incident["perpetrators"]] == ["salt-valley-front"]


def test_a_list_that_is_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SOUND, encoding="utf-8")
    done = run(tmp_path, "check", TOLLBOOK_ACTORS=str(tmp_path))
    assert done.stdout.splitlines()[1].endswith("mine.yaml")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "check", TOLLBOOK_ACTORS=str(tmp_path / "nowhere"))
    assert done.returncode == 1 and "not there" in done.stdout


def test_an_entry_that_replaces_another_takes_its_place(tmp_path: Path) -> None:
    mine = "actors:\n  - {id: hamas, name: Hamas (my name), kind: rebel_group, country: PS, aliases: [Hamas], replaces: true}\n"
    (tmp_path / "mine.yaml").write_text(mine, encoding="utf-8")
    (tmp_path / "report.txt").write_text("Hamas fighters killed six soldiers near Gaza on Monday.\n", encoding="utf-8")
    assert run(tmp_path, "check", "mine.yaml").returncode == 0
    done = run(tmp_path, "code", "report.txt", "--format", "jsonl", TOLLBOOK_ACTORS=str(tmp_path / "mine.yaml"))
    assert "Hamas (my name)" in done.stdout


BROKEN = [
    ("kind: rebel_group", "kind: rebels", 3, "unknown kind 'rebels'"),
    ("kind: militia", "kind: mob", 6, "unknown kind 'mob'"),
    ("country: SY", "country: Syria", 3, "unknown country 'Syria'"),
    ("parent: salt-valley-front", "parent: salt-front", 9, "unknown parent 'salt-front'"),
    ("parent: salt-valley-front", "parent: salt-valley-scouts", 4, "stands above itself"),
    ("id: salt-valley-scouts", "id: salt-valley-front", 4, "the id salt-valley-front stands in"),
    ("id: salt-valley-scouts", "id: hamas", 4, "the id hamas stands in groups_middle_east.yaml"),
    ("[Salt Valley Scouts,", "[Salt Valley Scouts, Hamas,", 8, "'Hamas' is a name of hamas too"),
    ("[Salt Valley Scouts,", "[Salt Valley Scouts, Salt Valley Front,", 8, "'Salt Valley Front' is a name of salt-valley-front too"),
    ("active: [2020, null]", "active: [2020, 2010]", 3, "active from 2020 to 2010"),
    ("active: [2020, null]", "active: [20, null]", 3, "the year 20"),
    ("active: [2020, null]", "active: 2020", 3, "`active` of salt-valley-front is '2020'"),
    ("active: [2020, null]", "active: [spring, null]", 3, "`active` of salt-valley-front"),
    ("short: [SVF]", "short: SVF", 3, "`short` of salt-valley-front is 'SVF'"),
    ("short: [SVF]", "shorts: [SVF]", 3, "unknown key 'shorts'"),
    ("    name: Salt Valley Scouts\n", "    name: [Salt, Valley]\n", 5, "`name` of salt-valley-scouts"),
    ("    name: Salt Valley Scouts\n", "", 4, "no `name`"),
    ("    kind: militia\n", "    kind: militia\n    kind: militia\n", 7, "the key 'kind' stands twice"),
    ("    kind: militia\n", "   kind: militia\n", 6, ""),
    ('"Scouts, Salt Valley"]', '"Scouts, Salt Valley"', 9, ""),
    ("actors:\n", "groups:\n", 1, "`actors` is missing"),
    ("id: salt-valley-scouts", "id: Salt Valley Scouts", 4, "is no id"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "words"), BROKEN)
def test_a_mistake_is_named_with_file_line_and_remedy(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in SOUND
    path = tmp_path / "mine.yaml"
    path.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    found = check_lists([path])
    assert [(one.file, one.line) for one in found if words in one.problem] == [(str(path), line)]
    assert all(one.advice for one in found)


def test_the_command_tells_of_every_mistake_and_code_stops_at_the_first(tmp_path: Path) -> None:
    wrong = SOUND.replace("kind: rebel_group", "kind: rebels").replace("kind: militia", "kind: mob")
    (tmp_path / "mine.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    done = run(tmp_path, "check", "mine.yaml")
    assert done.returncode == 1
    assert [line.split(":")[:2] for line in done.stdout.splitlines()[:2]] == [["mine.yaml", "3"], ["mine.yaml", "6"]]
    stopped = run(tmp_path, "code", "report.txt", TOLLBOOK_ACTORS=str(tmp_path / "mine.yaml"))
    assert stopped.returncode == 2 and "line 3" in stopped.stderr and "unknown kind" in stopped.stderr
