"""Reports of one event from the command line: joined as they are added, shown with one toll, parted by a person for good."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_judge import Desk

REPORTS = {
    "alpha": (
        "2024-05-13",
        "Bomb kills 12 in Baidoa market\n\nA car bomb killed at least 12 people and wounded 30 others at a market in Baidoa, Somalia, on Monday, police said.\n",
    ),
    "beta": (
        "2024-05-14",
        "Toll from Baidoa blast rises to 15\n\nThe number of people killed in Monday's car bombing at a market in the Somali town of Baidoa has risen to 15, "
        "police said on Tuesday. The local hospital put the toll at 17.\n",
    ),
    "gamma": (
        "2024-05-14",
        "Gunmen kill traders near Baidoa\n\nGunmen shot dead four traders on a road near Baidoa, Somalia, on Tuesday, officials said.\n",
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    for outlet, (published, text) in REPORTS.items():
        (tmp_path / f"{outlet}.txt").write_text(text, encoding="utf-8")
        found.run("add", f"{outlet}.txt", "--record", "r.toll", "--published", published, "--outlet", outlet)
    return found


def ids(text: str) -> list[str]:
    return re.findall(r"\bi[0-9a-f]{12}\b", text)


def test_an_update_joins_and_another_attack_does_not(desk: Desk) -> None:
    listed = desk.run("show", "--record", "r.toll")
    assert len(ids(listed)) == 2
    assert "alpha, beta" in " ".join(listed.split())
    page = desk.run("show", ids(listed)[0], "--record", "r.toll")
    assert "told in 2 accounts" in page
    assert "17" in page and "3 voices" in page
    assert "compared already" in desk.run("link", "--record", "r.toll")
    assert "undecided" in desk.run("queue", "--record", "r.toll")
    assert "whole" in desk.run("rebuild", "--record", "r.toll")


def test_a_person_parts_what_was_joined_and_it_stays_parted(desk: Desk) -> None:
    first = ids(desk.run("show", "--record", "r.toll"))[0]
    page = desk.run("show", first, "--record", "r.toll")
    second = next(one for one in ids(page) if one != first)
    desk.run("judge", "different", first, second, "--record", "r.toll", "--by", "Reader", "--why", "another bombing")
    assert len(ids(desk.run("show", "--record", "r.toll"))) == 3
    desk.run("link", "--record", "r.toll")
    assert len(ids(desk.run("show", "--record", "r.toll"))) == 3


def test_reports_added_alone_are_joined_later(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for outlet, (published, text) in REPORTS.items():
        (tmp_path / f"{outlet}.txt").write_text(text, encoding="utf-8")
        desk.run("add", f"{outlet}.txt", "--record", "r.toll", "--published", published, "--outlet", outlet, "--alone")
    assert len(ids(desk.run("show", "--record", "r.toll"))) == 3
    assert "3 compared" in desk.run("link", "--record", "r.toll")
    assert len(ids(desk.run("show", "--record", "r.toll"))) == 2
