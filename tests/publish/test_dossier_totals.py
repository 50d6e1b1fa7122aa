"""The dossier of a record with totals, from real records: parts and totals with their reasons, rules and tolls by hand, corrected speakers."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from joined_factory import alpha, copies, gamma, minibus
from lxml import html as lxml_html
from totals_record import of_day, raid, read, totals_record, undated

from tollbook.comparer import AcrossReports
from tollbook.publish.dossier import write_dossier
from tollbook.record.file import reading
from tollbook.record.in_totals import in_totals
from tollbook.record.incident_view import Recorded, of_codebook
from tollbook.record.joined import named_in
from tollbook.record.ruled_tolls import ruled_tolls
from tollbook.record.toll_rules import RuleChoice

Tree = lxml_html.HtmlElement
TOTAL, BOMB, BUS, RAID, SHELLS = (one.incidents[0].id for one in (of_day(), alpha(), minibus(), raid(), undated()))


def words(element: Tree) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def page(found: Recorded, out: Path) -> Tree:
    return lxml_html.document_fromstring(write_dossier(found.view.reports, out, title="T", incidents=found.incidents)[0].read_text("utf-8"))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return totals_record(tmp_path_factory.mktemp("totals") / "r.toll")


@pytest.fixture(scope="module")
def tree(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return page(read(path), tmp_path_factory.mktemp("pages") / "d")


def card(tree: Tree, incident: str) -> Tree:
    (found,) = tree.xpath(f"//article[@id='{incident}']")
    return found


def part_rows(found: Tree) -> dict[str, tuple[str, Tree]]:
    """What a card says of each part or total, by the id that its link leads to."""
    rows = found.xpath(".//table[@class='partlist']/tbody/tr")
    return {row.xpath("./th//a/@href")[0][1:]: (words(row.xpath("./td[1]")[0]), row) for row in rows}


def test_the_card_of_a_total_lists_its_parts_with_reasons_and_rulings(tree: Tree) -> None:
    found = card(tree, TOTAL)
    rows = part_rows(found)
    assert {name: said for name, (said, _) in rows.items()} == {BOMB: "part", BUS: "part", RAID: "possible part", SHELLS: "part"}
    assert "Parts of this total 3 sure, 1 possible" in words(found)
    assert "both on 2024-05-13" in words(rows[BUS][1]) and "Baidoa lies in Somalia" in words(rows[BUS][1])
    assert "ruled a part by Ada Example, 3 June 2024: it was that Monday" in words(rows[SHELLS][1])
    (dispute,) = rows[RAID][1].xpath(".//li[@class='dispute']")
    assert "People differ" in words(dispute) and "ruled no part by Ben <i>Example</i>, 3 June 2024: the ministry counts bombs" in words(
        dispute
    )
    assert "People differ on" not in words(found), "it is said where the part stands"
    assert "Attack on civilians" in words(rows[RAID][1])
    assert "killed civilians: 3" in words(rows[BUS][1]) and "4 reports" in words(rows[BOMB][1])


def test_parts_that_exceed_a_total_are_flagged_with_links_to_their_claims(tree: Tree) -> None:
    (flag,) = card(tree, TOTAL).xpath(".//div[@class='inparts']//ul[@class='flags']/li")
    assert "the parts count 20 killed or more (3 + 15 + 2), the total 17 at most" in words(flag)
    rows = {row.get("id") for row in tree.xpath("//tr[@id]")}
    links = [str(link)[1:] for link in flag.xpath(".//a/@href")]
    assert len(links) >= 4 and set(links) <= rows


def test_the_card_of_an_incident_lists_the_totals_that_include_it(tree: Tree) -> None:
    for incident, answer in ((BOMB, "part"), (BUS, "part"), (RAID, "possible part"), (SHELLS, "part")):
        assert {name: said for name, (said, _) in part_rows(card(tree, incident)).items()} == {TOTAL: answer}
    assert "Totals that include it 0 sure, 1 possible" in words(card(tree, RAID))


def test_parts_are_those_that_show_gives(path: Path) -> None:
    across = AcrossReports()
    for one in read(path).incidents:
        with reading(path) as connection:
            whole = named_in(connection, one.id)
            alone = in_totals(connection, whole, across, lambda other: ruled_tolls(other, RuleChoice(None), 0.0, copies))
        assert one.in_totals is not None
        assert [(part.total.id, part.incident.id, part.answer, part.because, part.said) for part in one.in_totals.found.parts] == [
            (part.total.id, part.incident.id, part.answer, part.because, part.said) for part in alone.found.parts
        ]
        assert (one.in_totals.flags, one.in_totals.tolls) == (alone.flags, alone.tolls)


def test_a_part_that_a_codebook_leaves_out_is_named_without_a_link(path: Path, tmp_path: Path) -> None:
    found = read(path)
    less = page(of_codebook(found, [one.id for one in found.incidents if one.id != BUS]), tmp_path / "d")
    rows = card(less, TOTAL).xpath(".//table[@class='partlist']/tbody/tr")
    (left,) = [row for row in rows if "left out of this dossier" in words(row)]
    assert "Bombing, Baidoa" in words(left) and not left.xpath("./th//a")


def test_a_rule_by_judgement_holds_for_tolls_drawing_and_words(path: Path, tree: Tree) -> None:
    said = [words(row) for row in card(tree, BOMB).xpath(".//table[contains(@class,'tolls')]//tr[contains(@class,'toll')]")]
    assert said[0].endswith("rule majority, set by Ada Example, 3 June 2024: two of <b>three</b> agree")
    whole = next(one for one in read(path, "most_conservative").incidents if one.id == BOMB)
    assert {toll.rule for toll in whole.tolls} == {"majority"} == {step.toll.rule for steps in whole.over_time.values() for step in steps}
    assert {toll.rule for one in read(path, "most_conservative").incidents if one.id == BUS for toll in one.tolls} == {"most_conservative"}
    (row,) = card(tree, RAID).xpath(".//tr[@class='toll']")
    assert "best none" in words(row), "airwars has no best figure"
    assert "rule airwars, set by Ben <i>Example</i>, 3 June 2024: elders and mayor differ" in words(row)
    index = next(row for row in tree.xpath("//table[@id='incidents']/tbody/tr") if row.xpath(f".//a[@href='#{BOMB}']"))
    assert "rule majority" in words(index)


def test_a_toll_by_hand_stands_beside_the_reckoned_one(tree: Tree) -> None:
    found = card(tree, RAID)
    hand, reckoned = found.xpath(".//tr[contains(@class,'toll')]")
    assert words(hand).startswith("5") and "set by hand by Ada Example, 3 June 2024: the cemetery's book" in words(hand)
    assert "low 6 · best none · high 6" in words(reckoned)
    index = next(row for row in tree.xpath("//table[@id='incidents']/tbody/tr") if row.xpath(f".//a[@href='#{RAID}']"))
    assert "4 civilians; 6" in words(index) and "by hand: 5 (Ada Example)" in words(index)


def test_a_corrected_speaker_stands_beside_the_first_reading_with_links_into_the_text(tree: Tree) -> None:
    claim = next(one for one in gamma().claims if one.span.quote == "18 people")
    (row,) = tree.xpath(f"//tr[@id='f-{claim.id}']")
    cell = row.xpath("./td[@data-th='Who says so']")[0]
    assert words(cell) == "The suicide attack first read as police"
    below = words(row.getnext())
    assert (
        "corrected: who says so is The suicide attack (first read: police) by Ada Example, 3 June 2024: as the <i>text</i> has it" in below
    )
    anchors = set(tree.xpath("//@id"))
    links = [str(link)[1:] for link in (*cell.xpath(".//a/@href"), *row.getnext().xpath(".//a/@href"))]
    assert len(links) == 4 and set(links) <= anchors
    (own,) = [one for one in raid().claims if one.span.quote == "6"]
    assert words(tree.xpath(f"//tr[@id='f-{own.id}']/td[@data-th='Who says so']")[0]) == "Coast Radio itself first read as The mayor"


def test_a_rejected_figure_is_set_aside_as_everywhere(path: Path, tree: Tree) -> None:
    claim = next(one for one in alpha().claims if one.span.quote == "4 children")
    (row,) = tree.xpath(f"//tr[@id='f-{claim.id}']")
    assert words(row.xpath("./td[last()]")[0]) == "set aside: rejected by Ben <i>Example</i>"
    whole = next(one for one in read(path).incidents if one.id == BOMB)
    assert any(aside.claim == claim.id and aside.reason.startswith("rejected by Ben") for toll in whole.tolls for aside in toll.set_aside)


def test_a_total_that_its_parts_exceed_is_marked_in_the_table(tree: Tree) -> None:
    marked = [row for row in tree.xpath("//table[@id='incidents']/tbody/tr") if "parts exceed it" in words(row)]
    assert [row.xpath(".//th//a/@href") for row in marked] == [[f"#{TOTAL}"]]


def test_every_link_leads_somewhere(tree: Tree) -> None:
    anchors = Counter(tree.xpath("//@id"))
    assert max(anchors.values()) == 1
    assert [link for link in tree.xpath("//a/@href") if str(link)[1:] not in anchors] == []
    assert [e.tag for e in tree.iter("b", "i", "script")] == ["script"]
