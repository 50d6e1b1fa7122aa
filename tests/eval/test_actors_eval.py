"""The actors benchmark on tables of our own: both formats, the halves, and clear words for a file that is no table."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import tollbook

SCRIPT = Path(__file__).parents[2] / "eval" / "actors.py"
COLUMNS = ("source_headline", "side_a", "side_a_new_id", "side_b", "side_b_new_id", "where_coordinates", "country")
ROWS = [
    (
        "Hamas fighters clash with soldiers; Israeli army enters village",
        "Government of Israel",
        "121",
        "Hamas",
        "209.0",
        "Gaza City",
        "Israel",
    ),
    ("Nobody is named here", "Government of Israel", "121", "Hamas", "209.0", "Gaza City", "Israel"),
]
LIST = ("ActorId", "NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullEng", "Location")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with (tmp_path / "ged.csv").open("w", newline="", encoding="utf-8") as handle:
        csv.writer(handle).writerows([COLUMNS, *ROWS])
    features = [{"type": "Feature", "properties": dict(zip(COLUMNS, row, strict=True)), "geometry": None} for row in ROWS]
    (tmp_path / "ged.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    with (tmp_path / "list.csv").open("w", newline="", encoding="utf-8") as handle:
        csv.writer(handle).writerows([LIST, ("209", "Hamas", "Hamas", "n/a", "Islamic Resistance Movement", "", "", "Israel")])
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(tollbook.__file__).parents[1])},
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("table", ["ged.csv", "ged.geojson"])
def test_both_formats_are_read(folder: Path, table: str) -> None:
    done = run(folder, table, "--list", "list.csv", "--answers", "answers.jsonl")
    assert done.returncode == 0
    assert f"{table}, with the place: 2 sides named" in done.stdout
    assert "listed     all     1: coded side 1.000" in done.stdout and "government all     1: coded side 1.000" in done.stdout
    answers = [json.loads(line) for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(answer["verdict"] == "right" for answer in answers)


def test_a_file_that_is_no_ged_table_is_named_and_left_out(folder: Path) -> None:
    done = run(folder, "list.csv", "ged.csv", "--list", "list.csv")
    assert done.returncode == 1
    assert "list.csv is no GED table" in done.stderr and "source_headline" in done.stderr
    assert "ged.csv, with the place" in done.stdout
    (folder / "broken.geojson").write_text("{", encoding="utf-8")
    assert "broken.geojson is no GED table" in run(folder, "broken.geojson", "--list", "list.csv").stderr


def test_a_list_that_is_none_is_told(folder: Path) -> None:
    done = run(folder, "ged.csv", "--list", "ged.csv")
    assert done.returncode == 1 and "not the UCDP actor list" in done.stderr


def test_the_names_of_the_list_are_read_without_headlines(folder: Path) -> None:
    assert "list.csv: 2 names, with each location 1.000, alone 1.000" in run(folder, "--names", "--list", "list.csv").stdout
