"""Reports that only refer to an incident, from the command line: joined with the report that tells it, counted nowhere, never a bridge between two."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from test_judge import Desk

REPORTS = {
    "alpha": "A car bomb killed at least 12 people and wounded 30 others at a market in Baidoa, Somalia, on Monday, police said.\n",
    "beta": "Following the attack in Baidoa, Somalia, forty members of parliament urged the minister of security to resign.\n",
    "gamma": "Gunmen shot dead four traders on a road near Kismayo, Somalia, on Monday, officials said.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of all reports, added once."""
    folder = tmp_path_factory.mktemp("built")
    found = Desk(folder)
    for outlet, text in REPORTS.items():
        (folder / f"{outlet}.txt").write_text(text, encoding="utf-8")
        found.run("add", f"{outlet}.txt", "--record", "r.toll", "--published", "2024-05-13", "--outlet", outlet)
    return folder


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Desk:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


def ids(text: str) -> list[str]:
    return re.findall(r"\bi[0-9a-f]{12}\b", text)


def test_a_reaction_is_joined_with_what_it_reacts_to(desk: Desk) -> None:
    listed = desk.run("show", "--record", "r.toll")
    assert len(ids(listed)) == 2
    page = desk.run("show", ids(listed)[0], "--record", "r.toll")
    assert "told in 2 accounts" in page
    assert page.startswith("Bombing")
    assert page.count("(only refers to it)") == 1
    assert "1 voice" in page  # who reacts has stated no toll


def test_one_report_lists_what_it_only_refers_to(desk: Desk) -> None:
    assert "Referred to, not told" in desk.run("code", "beta.txt", "--published", "2024-05-13")


def test_the_dossier_shows_it_and_draws_nothing_for_it(desk: Desk) -> None:
    (desk.folder / "lone.txt").write_text("The senate of Peru condemned the attack on a convoy in Ayacucho.\n", encoding="utf-8")
    desk.run("add", "lone.txt", "--record", "r.toll", "--published", "2024-05-14", "--outlet", "delta")
    desk.run("dossier", "--record", "r.toll", "--out", "d")
    page = (desk.folder / "d" / "index.html").read_text(encoding="utf-8")
    assert "Referred to" in page and "incident only referred to" in page
