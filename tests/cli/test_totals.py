"""Totals, parts, rulings and codebooks from the command line, on invented reports, as a researcher would do it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_judge import Desk

from tollbook.record.view import read_log

REPORTS = {
    "ministry": (
        "2024-05-20",
        "Toll of Somali fighting\n\nExactly 20 people have been killed in Somalia since the fighting began on May 1, the interior ministry said on Monday.\n",
    ),
    "alpha": (
        "2024-05-13",
        "Bomb in Baidoa\n\nA car bomb killed 12 people and wounded 30 at a market in Baidoa, Somalia, on Sunday, police said. The army denied it.\n",
    ),
    "beta": ("2024-05-13", "Gunmen kill traders\n\nGunmen shot dead four traders in Kismayo, Somalia, on Sunday, officials said.\n"),
    "gamma": ("2024-05-13", "Raid near Garissa\n\nGunmen shot dead three teachers near Garissa, Kenya, on Sunday, police said.\n"),
    "delta": ("2024-05-13", "Shelling in Somalia\n\nShelling killed 15 people in Beledweyne, Somalia, police said.\n"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    for outlet, (published, text) in REPORTS.items():
        (tmp_path / f"{outlet}.txt").write_text(text, encoding="utf-8")
        found.run("add", f"{outlet}.txt", "--record", "war.toll", "--published", published, "--outlet", outlet)
    return found


def page(desk: Desk, incident: str, *more: str) -> str:
    return desk.run("show", incident, "--record", "war.toll", *more)


def by_outlet(desk: Desk) -> dict[str, str]:
    """The incident that each outlet tells of first, as the list has it: by its place."""
    listed = desk.run("show", "--record", "war.toll")
    places = {"ministry": r"\(?total|20", "alpha": "Baidoa", "beta": "Kismayo", "gamma": "Garissa", "delta": "Beledweyne"}
    found = {}
    for outlet, words in places.items():
        line = next(line for line in listed.splitlines() if re.search(words, line) and re.search(r"i[0-9a-f]{12}", line))
        found[outlet] = re.findall(r"\bi[0-9a-f]{12}\b", line)[0]
    return found


def part_of(text: str) -> dict[str, str]:
    """What a page says of each part: the word before its id."""
    shown = text.partition("Parts of this total")[2]
    return {found[1]: found[0] for found in re.findall(r"^  (part|possible|no part) +(i[0-9a-f]{12})", shown, re.MULTILINE)}


def test_a_total_lists_its_parts_and_people_rule(desk: Desk) -> None:
    ids = by_outlet(desk)
    total = ids["ministry"]
    assert part_of(page(desk, total)) == {ids["alpha"]: "part", ids["beta"]: "part", ids["delta"]: "possible"}
    assert "2024-05-12 is within 2024-05-01 to 2024-05-20; Baidoa lies in Somalia" in page(desk, total)
    assert "look at this" not in page(desk, total)
    assert "Totals that include it: 1 sure, 0 possible" in page(desk, ids["alpha"])
    assert "Totals that include it" not in page(desk, ids["gamma"])
    assert "kept: j" in desk.judge("part", total, ids["delta"])
    told = page(desk, total)
    assert part_of(told)[ids["delta"]] == "part"
    assert "Ada: it is a part" in told
    assert "the parts count 31 killed or more" in " ".join(told.split())
    assert "the total 20 at most" in " ".join(told.split())
    assert "people differ:" in desk.judge("not-part", total, ids["delta"], by="Ben")
    told = page(desk, total)
    assert part_of(told)[ids["delta"]] == "possible"
    assert "people differ: Ada, Ben" in told
    assert "is no total; name a total" in desk.judge("part", ids["alpha"], ids["beta"], code=2)
    assert "The record is whole." in desk.run("rebuild", "--record", "war.toll")


def test_rulings_count_in_the_list_and_on_the_page(desk: Desk) -> None:
    alpha = by_outlet(desk)["alpha"]
    told = page(desk, alpha)
    killed, injured = re.findall(r"made by (c[0-9a-f]{12})", told)
    desk.judge("correct", killed, "max", "14")
    desk.judge("reject", injured)
    desk.judge("set", alpha, "killed", "13")
    desk.judge("set", alpha, "rule", "airwars")
    told = page(desk, alpha)
    assert "Toll, killed: 12–14" in told
    assert "(rule airwars)" in told
    assert f"set aside {injured}: rejected by Ada on" in told
    assert re.search(
        rf"{killed}  read as killed 12 \(police\); holds as killed 12–14 \(police\): Ada on [0-9-]+ \(j\w+\): as I read it", told
    )
    assert re.search(r"by hand: 13, Ada on [0-9-]+ \(j\w+\): as I read it", told)
    row = " ".join(desk.run("show", "--record", "war.toll").split())
    assert all(words in row for words in ("12–14", "airwars", "hand", "(Ada)"))
    desk.judge("set", alpha, "rule", "majority", by="Ben")
    told = page(desk, alpha)
    assert "(rule range)" in told
    assert "people differ:" in told
    assert "no rule; choose one of" in desk.judge("set", alpha, "rule", "mean", code=2)
    today = read_log(desk.folder / "war.toll")[-1].at[:10]
    assert "12–14" in desk.run("changes", "--record", "war.toll", "--from", "2020-01-01", "--to", today)


def test_a_speaker_is_corrected_in_the_reports_own_words(desk: Desk) -> None:
    alpha = by_outlet(desk)["alpha"]
    killed = re.findall(r"made by (c[0-9a-f]{12})", page(desk, alpha))[0]
    assert "does not hold the words 'the navy'; give the speaker" in desk.judge("correct", killed, "speaker", "the navy", code=2)
    assert '"quote":"The army"' in desk.judge("correct", killed, "speaker", "The army")
    assert "holds as killed 12 (The army)" in page(desk, alpha)
    desk.judge("correct", killed, "speaker", "none")
    assert "holds as killed 12 (the report itself)" in page(desk, alpha)


BOOK = 'format = 1\nname = "Horn"\nversion = "{}"\n[read]\nprofile = "{}"\n[places]\ncountries = ["{}"]\n[link]\nsame = {}\n'


def coded(desk: Desk) -> int:
    return sum(event.kind == "report_coded" for event in read_log(desk.folder / "war.toll"))


def test_a_codebook_that_cannot_change_a_coding_reads_nothing_again(desk: Desk) -> None:
    book = desk.folder / "horn.toml"
    files = [f"{outlet}.txt" for outlet in REPORTS]
    before = coded(desk)

    def add(*more: str) -> str:
        return desk.run("add", "alpha.txt", "--record", "war.toll", "--published", "2024-05-13", "--outlet", "alpha", *more)

    book.write_text(BOOK.format(1, "default", "SO", 0.8), encoding="utf-8")
    assert "1 already in the record.\n" in add("--codebook", "horn.toml")
    assert coded(desk) == before
    assert "left out: 1 for country KE" in desk.run("show", "--record", "war.toll")
    book.write_text(BOOK.format(2, "default", "KE", 0.99), encoding="utf-8")
    told = add("--codebook", "horn.toml")
    assert f"{len(files)} reports were not compared with the others; run: tollbook link" in told
    assert coded(desk) == before
    assert f"{len(files)} compared." in desk.run("link", "--record", "war.toll")
    assert "not compared" not in add(), "by the record's own floors"
    assert "not compared" in add("--codebook", "none")
    page = desk.run("show", "--record", "war.toll")
    assert "Garissa" in page
    assert "Baidoa" not in page
    assert "The codebook is the record's own: Horn, version 2" in page
    assert desk.run("codebook", "show", "--record", "war.toll") == book.read_text(encoding="utf-8")
    book.write_text(BOOK.format(3, "acled", "KE", 0.99), encoding="utf-8")
    assert "1 coded again." in add("--codebook", "horn.toml")
    assert coded(desk) == before + 1
    assert "1 already in the record." in add(), "a record's own profile holds for what is added later"
    assert "The record is whole." in desk.run("rebuild", "--record", "war.toll")


def test_reports_added_alone_are_told_of(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "a.txt").write_text(REPORTS["alpha"][1], encoding="utf-8")
    arguments = ("add", "a.txt", "--record", "war.toll", "--published", "2024-05-13")
    assert "1 report was not compared with the others; run: tollbook link --record FILE" in desk.run(*arguments, "--alone")
    assert "1 compared." in desk.run("link", "--record", "war.toll")
    assert "not compared" not in desk.run(*arguments)
    assert "keeps no codebook" in desk.run("codebook", "show", "--record", "war.toll", code=2)


def test_why_tells_what_people_ruled_and_where_the_claim_belongs(desk: Desk) -> None:
    alpha = by_outlet(desk)["alpha"]
    killed, injured = re.findall(r"made by (c[0-9a-f]{12})", page(desk, alpha))

    def why(claim: str) -> str:
        return " ".join(desk.run("why", claim, "--record", "war.toll").partition("What people ruled")[2].split())

    assert why(killed).startswith("nobody has ruled on it")
    assert f"The incident of the record {alpha} told in this report alone; its tolls: tollbook show {alpha}" in why(killed)
    desk.judge("correct", killed, "max", "14")
    desk.judge("correct", killed, "speaker", "The army", by="Ben")
    told = why(killed)
    assert re.match(r"corrected, max to 14: Ada on [0-9-]+ \(j\w+\): as I read it corrected, speaker to “The army”: Ben on ", told)
    assert "read as killed 12 (police); holds as killed 12–14 (The army)" in told
    desk.judge("correct", killed, "max", "15", by="Ben")
    told = why(killed)
    assert "people differ, so nothing of this is applied: corrected, max to 14: Ada on" in told
    assert "holds as killed 12 (The army)" in told, "what nobody contradicts holds"
    desk.judge("reject", injured)
    assert re.match(r"rejected: Ada on [0-9-]+ \(j\w+\): as I read it it makes no toll and stays among what is set aside", why(injured))
    desk.judge("accept", injured, by="Ben")
    assert "people differ, so nothing of this is applied: rejected: Ada on" in why(injured)
    beta = by_outlet(desk)["beta"]
    desk.judge("same", alpha, beta)
    assert re.search(r"The incident of the record i\w+ told in 2 accounts by (alpha, beta|beta, alpha)", why(killed))


def test_the_dossier_uses_the_records_own_codebook_as_show_does(desk: Desk) -> None:
    (desk.folder / "horn.toml").write_text(BOOK.format(1, "default", "SO", 0.8), encoding="utf-8")
    desk.run("add", "alpha.txt", "--record", "war.toll", "--published", "2024-05-13", "--outlet", "alpha", "--codebook", "horn.toml")
    shown = desk.run("show", "--record", "war.toll").splitlines()
    said = desk.run("dossier", "--record", "war.toll", "--out", "d").splitlines()
    assert said[:-1] == [line for line in shown if "codebook" in line], "both leave out the same, and say by what"
    assert "left out: 1 for country KE" in said[0]
    assert "The codebook is the record's own: Horn, version 1" in said[1]
    page = (desk.folder / "d" / "index.html").read_text(encoding="utf-8")
    assert "left out: 1 for country KE" in page
    assert "Parts of this total" in page
    assert desk.run("dossier", "--record", "war.toll", "--out", "e", "--codebook", "none").splitlines() == [str(Path("e/index.html"))]
    assert ", Garissa</bdi>" in (desk.folder / "e" / "index.html").read_text(encoding="utf-8")
    assert ", Garissa</bdi>" not in page
