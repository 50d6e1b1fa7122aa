"""Reports of one event from the command line: joined as they are added, shown with one toll, parted by a person for good."""

from __future__ import annotations

import re
import shutil
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of all reports, added once."""
    folder = tmp_path_factory.mktemp("built")
    found = Desk(folder)
    for outlet, (published, text) in REPORTS.items():
        (folder / f"{outlet}.txt").write_text(text, encoding="utf-8")
        found.run("add", f"{outlet}.txt", "--record", "r.toll", "--published", published, "--outlet", outlet)
    return folder


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Desk:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


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


def test_the_dossier_shows_one_card_for_what_is_joined(desk: Desk) -> None:
    first = ids(desk.run("show", "--record", "r.toll"))[0]
    assert desk.run("dossier", "--record", "r.toll", "--out", "d").split() == [str(Path("d", "index.html"))]
    page = (desk.folder / "d" / "index.html").read_text(encoding="utf-8")
    assert page.count('<article class="incident') == 2 and page.count('<article class="incident joint') == 1
    assert f'id="{first}"' in page and "Told in 2 reports by 2 outlets" in page and "3 independent voices" in page
    for words in ("replaced by", "the machine joins them", "by day of publication"):
        assert words in page


def test_the_dossier_counts_by_a_codebook_and_says_what_it_leaves_out(desk: Desk) -> None:
    book = 'format = 1\nname = "Bombs <b>only</b>"\nversion = "1"\n[include]\ntypes = ["bombing"]\n[toll]\nrule = "most_conservative"\n'
    (desk.folder / "c.toml").write_text(book, encoding="utf-8")
    said = desk.run("dossier", "--record", "r.toll", "--out", "d", "--codebook", "c.toml")
    assert "Counted by the codebook Bombs <b>only</b>, version 1" in said and "left out: 1 for type" in said
    page = (desk.folder / "d" / "index.html").read_text(encoding="utf-8")
    assert page.count('<article class="incident') == 1 and "<code>most_conservative</code>" in page
    assert "Bombs &lt;b&gt;only&lt;/b&gt;, version 1" in page and "left out: 1 for type" in page and "Gunmen shot dead four traders" in page
    other = desk.run("dossier", "--record", "r.toll", "--out", "e", "--codebook", "c.toml", "--rule", "range")
    assert "Counted by" in other and "<code>range</code>" in (desk.folder / "e" / "index.html").read_text(encoding="utf-8")
    assert "no TOML" in desk.run("dossier", "--record", "r.toll", "--out", "f", "--codebook", "alpha.txt", code=2)


def test_the_dossier_of_an_earlier_day_is_that_of_the_record_then(desk: Desk) -> None:
    desk.run("dossier", "--record", "r.toll", "--out", "d", "--as-of", "2020-01-01")
    assert "<article" not in (desk.folder / "d" / "index.html").read_text(encoding="utf-8")
