"""The README cannot lie: its generated parts are those of the code, its commands exist, and every stage's needs are met by the stages before it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tollbook.pipeline import STAGES

ROOT = Path(__file__).parents[2]


def test_generated_parts_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, "tools/readme_page.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: python tools/readme_page.py"


def test_every_need_is_met_by_an_earlier_stage() -> None:
    known = {"bytes"}
    for stage in STAGES:
        assert set(stage.needs) <= known, stage.name
        known |= set(stage.gives)


def test_the_documents_that_the_readme_names_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in (
        "docs/claims.md",
        "docs/interface.md",
        "docs/record.md",
        "docs/cli.md",
        "docs/accuracy.md",
        "CONTRIBUTING.md",
        "NOTICE",
        "LICENSE",
    ):
        assert name in text or name in ("LICENSE",)
        assert (ROOT / name).exists(), name
