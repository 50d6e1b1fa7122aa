"""The whole reading of a report: languages, determinism, numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tollbook.pipeline import code_report
from tollbook.read import read_text

ROOT = Path(__file__).parents[2]
FRENCH = (
    "Une bombe a explosé lundi dans un marché de la capitale, tuant 12 personnes et en blessant 30 autres, selon la police. "
    "Les secours ont travaillé toute la nuit pour retrouver les victimes sous les décombres des maisons voisines du marché."
)


def test_another_language_is_said_and_nothing_is_made_up() -> None:
    report = read_text(FRENCH)
    coded = code_report(report)
    assert report.language == "fr" and any("fr" in warning for warning in report.warnings)
    assert coded.claims == () and coded.incidents == ()
    assert {(n.span.quote, n.outcome) for n in coded.numbers} == {("12", "left_over"), ("30", "left_over")}


def test_the_same_input_gives_the_same_bytes_under_two_hash_seeds() -> None:
    outputs = []
    for seed in ("1", "424242"):
        command = [sys.executable, "-m", "tollbook", "code", "examples", "--published", "2024-05-14", "--format", "jsonl"]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 3
    assert all(json.loads(line)["claims"] for line in outputs[0].splitlines())


def test_every_number_has_one_outcome() -> None:
    for path in sorted((ROOT / "examples").glob("*.txt")):
        coded = code_report(read_text(path.read_text(encoding="utf-8")))
        starts = [number.span.start for number in coded.numbers]
        assert starts == sorted(set(starts))
        assert all(number.outcome != "left_over" for number in coded.numbers), path.name
