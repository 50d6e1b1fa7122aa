"""The dossier of joined incidents, from real records: one card an incident, every claim with what became of it, what people ruled, why it was joined."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dossier_factory import hostile, many
from joined_factory import ADA, alpha, beta, copies, gamma, judged, minibus, other_hostile, read, record, reports
from lxml import html as lxml_html

from tollbook.publish.dossier import write_dossier
from tollbook.publish.dossier.links import ONE_PAGE_REPORTS
from tollbook.record.codebook_file import Codebook
from tollbook.record.counting import counted_incidents
from tollbook.record.incident_view import Recorded, of_codebook

Tree = lxml_html.HtmlElement


def words(element: Tree) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def tree(path: Path) -> Tree:
    return lxml_html.document_fromstring(path.read_text(encoding="utf-8"))


def pages(found: Recorded, out: Path) -> list[Path]:
    return write_dossier(found.view.reports, out, title="Joined", incidents=found.incidents)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "r.toll")


def card(page: Tree) -> Tree:
    (found,) = page.xpath(f"//article[@id='{alpha().incidents[0].id}']")
    return found


def rows(found: Tree) -> dict[str, Tree]:
    return {row.get("id"): row for row in found.xpath(".//table[contains(@class,'joint')]//tr[@id]")}


def fate(found: Tree, claim: str) -> str:
    return words(rows(found)[f"f-{claim}"].xpath("./td[last()]")[0])


def claim(of: str) -> str:
    return next(c.id for coded in (alpha(), beta(), gamma(), minibus()) for c in coded.claims if c.span.quote == of)


def test_one_card_an_incident_and_every_claim_of_all_its_reports_on_it(path: Path, tmp_path: Path) -> None:
    page = tree(pages(read(path), tmp_path / "d")[0])
    ids = [one.get("id") for one in page.xpath("//article[contains(@class,'incident')]")]
    assert Counter(ids).most_common(1)[0][1] == 1 and minibus().incidents[0].id in ids
    assert not {beta().incidents[0].id, gamma().incidents[0].id} & set(ids), "the accounts of a joined incident have no cards of their own"
    told = [c.id for coded in (alpha(), beta(), beta("Delta Herald"), gamma()) for c in coded.claims]
    assert sorted(rows(card(page))) == sorted(f"f-{name}" for name in told)
    assert words(card(page)).count("Told in 4 reports by 4 outlets, 13 to 15 May 2024") == 1


def test_what_became_of_each_figure(path: Path, tmp_path: Path) -> None:
    found = card(tree(pages(read(path), tmp_path / "d")[0]))
    copied = beta("Delta Herald").claims
    assert fate(found, claim("at least 12 people")) == "replaced by 18 (Gamma Daily): the same voice gives 18 on 2024-05-15"
    assert fate(found, claim("18 people")).startswith("counts for all people")
    assert fate(found, claim("9 civilians")).startswith("counts for civilians")
    assert fate(found, claim("20 people")) == "set aside: its speaker denies the figure"
    assert fate(found, copied[1].id) == "copy of 20 (Beta Post)"
    (link,) = rows(found)[f"f-{copied[1].id}"].xpath("./td[last()]//a/@href")
    assert link == f"#f-{beta().claims[1].id}"


def test_tolls_by_group_with_rule_disagreement_flags_and_grade(path: Path, tmp_path: Path) -> None:
    found = card(tree(pages(read(path), tmp_path / "a")[0]))
    said = [words(row) for row in found.xpath(".//table[contains(@class,'tolls')]//tr[contains(@class,'toll')]")]
    assert said[0].startswith("all people18 · 18 · 20") and "2 voices, disagreement 0.1, rule range" in said[0]
    assert said[1].startswith("civilians9 · 9 · 9")
    assert "Look at this: one voice gives at most 18, another at least 20" in words(found)
    assert "Suggested grade" not in words(found)
    graded = card(tree(pages(read(path, "airwars"), tmp_path / "b")[0]))
    assert "Suggested grade, for a person to decide:" in words(graded) and "rule airwars" in words(graded)


def test_the_drawing_has_a_mark_for_each_claim_hollow_when_replaced(path: Path, tmp_path: Path) -> None:
    found = card(tree(pages(judged_read(path), tmp_path / "d")[0]))
    (drawing,) = found.xpath(".//div[contains(@class,'f-killed')]//svg[@role='group']")
    marks = drawing.xpath(".//a")
    of_killed = [c for coded in (alpha(), beta(), beta("Delta Herald"), gamma()) for c in coded.claims if c.field == "killed"]
    assert sorted(mark.get("href") for mark in marks) == sorted(f"#f-{c.id}" for c in of_killed)
    state = {mark.get("href")[3:]: mark.get("class") for mark in marks}
    assert state[claim("at least 12 people")] == "mark replaced" and state[claim("18 people")] == "mark counts"
    assert state[claim("20 people")] == "mark aside" and state[claim("4 children")] == "mark rejected"
    assert len(drawing.xpath(".//*[contains(@class,'band')]")) == 3, "one step for each day of publication"


def judged_read(path: Path) -> Recorded:
    return read(judged(path))


def test_facts_stand_with_who_states_them_and_what_others_state(path: Path, tmp_path: Path) -> None:
    found = card(tree(pages(read(path), tmp_path / "d")[0]))
    facts = {words(div.xpath("./dt")[0]): words(div.xpath("./dd")[0]) for div in found.xpath("./dl[contains(@class,'facts')]/div")}
    assert facts["Date"].startswith("13 May 2024") and "≠ 15 May 2024" in facts["Date"] and "“Wednesday” Gamma Daily" in facts["Date"]
    assert facts["What"].startswith("Suicide attack") and "also Attack on civilians" in facts["What"] and "also Bombing" in facts["What"]
    assert facts["Claimed by"].startswith("Morning Brigade") and "Beta Post" in facts["Claimed by"]
    row = tree(tmp_path / "d" / "index.html").xpath(f"//table[@id='incidents']//tr[.//a[@href='#{alpha().incidents[0].id}']]")[0]
    assert "accounts differ" in words(row) and "4 reports, 4 voices" in words(row) and row.get("data-killed") == "18"


def test_voices_accounts_and_reasons_are_on_the_card(path: Path, tmp_path: Path) -> None:
    found = card(tree(pages(judged_read(path), tmp_path / "d")[0]))
    voices = [words(one) for one in found.xpath(".//ul[@class='voices']/li")]
    assert any("one speaker under several names (Police; police)" in one for one in voices)
    accounts = found.xpath(".//ul[@class='accounts']/li")
    assert words(accounts[0]).startswith("Bomb kills 12 in BaidoaAlpha Wire")
    assert len(accounts) == 4 and not any(one.xpath(".//details[@open]") for one in accounts)
    (why,) = found.xpath(".//details[contains(@class,'why-joined')]")
    said = words(why)
    assert "joined by the machine" in said and "1 pair joined by people" in said and "97% of pairs like this are the same" in said
    assert why.xpath(".//table[@class='waterfall']") and "+4.0" in said and "in allsame+6.5" in said
    pair = ("Alpha Wire, 13 May 2024", "Beta Post, 14 May 2024")
    assert any(f"the same incident: {one} and {other} by {ADA}, 3 June 2024: one market" in said for one, other in (pair, pair[::-1]))


def test_what_people_ruled_is_shown_and_applied(path: Path, tmp_path: Path) -> None:
    page = tree(pages(judged_read(path), tmp_path / "d")[0])
    found = card(page)
    rejected = rows(found)[f"f-{claim('4 children')}"]
    assert words(rejected.xpath(".//del")[0]) == "4" and fate(found, claim("4 children")) == "set aside: rejected by Ben <i>Example</i>"
    assert "rejected by Ben <i>Example</i>, 3 June 2024: the doctor speaks of <b>wounded</b>" in words(rejected.getnext())
    corrected = rows(found)[f"f-{claim('15')}"]
    assert words(corrected.xpath("./th")[0]).startswith("16") and words(corrected.xpath(".//del")[0]) == "first read as 15"
    assert words(corrected.getnext()).count("(first read: 15)") == 2 and "the statement says 16" in words(corrected.getnext())
    assert "accepted by Ada Example" in words(rows(found)[f"f-{claim('18 people')}"].getnext())
    disputed = rows(found)[f"f-{claim('wounded 41')}"]
    assert not disputed.xpath(".//del") and "People differ, so nothing is applied" in words(disputed.getnext())
    assert "People differ on 2 questions" in words(found) and "a minibus is no market" in words(found)
    assert "set by hand by Ada Example, 3 June 2024: the hospital's book" in words(found.xpath("./dl")[0])
    hand = found.xpath(".//tr[contains(@class,'hand')]")
    assert len(hand) == 1 and "30 to 45" in words(hand[0]) and "two lists" in words(hand[0])


def test_rulings_show_on_a_card_of_one_account_as_well(path: Path, tmp_path: Path) -> None:
    page = tree(pages(judged_read(path), tmp_path / "d")[0])
    (own,) = page.xpath(f"//article[@id='{minibus().incidents[0].id}']")
    (row,) = own.xpath(f".//tr[@id='f-{claim('3 passengers')}']")
    assert words(row.xpath("./th")[0]).startswith("3 to 4 first read as 3") and "one died later" in words(row.getnext())
    assert "low 3 · best 3 · high 4" in words(own.xpath(".//tr[@class='toll']")[0])
    assert "People differ on 1 question" in words(own)
    mark = page.xpath(f"//a[contains(@data-c,'t-{claim('4 children')}')]")[0]
    assert "(rejected)" in mark.get("title")


def test_the_index_has_one_row_mark_and_tick_line_an_incident(path: Path, tmp_path: Path) -> None:
    page = tree(pages(judged_read(path), tmp_path / "d")[0])
    listed = page.xpath("//table[@id='incidents']/tbody/tr")
    assert len(listed) == 1 + 1 + len(reports()[-1].incidents)
    spot = next(mark for mark in page.xpath("//g[contains(@class,'marks')]/a") if "Baidoa" in mark.get("aria-label"))
    assert "2 incidents, killed: 18" in spot.get("aria-label")
    line = next(row for row in page.xpath("//table[@class='timeline']//tr") if "Suicide attack" in words(row))
    assert len(line.xpath(".//*[@class='told']")) == 3 and "4 reports, 3 voices" in words(line), "two reports of one day share a tick"
    assert "set by hand" in words(line)
    assert "1 incident told by several reports" in words(page.xpath("//ul[@class='counts']")[0])


def test_as_of_rule_and_confidence_hold_for_joined_incidents(path: Path, tmp_path: Path) -> None:
    before = read(judged(path), as_of=date(2024, 5, 20))
    assert [one.several for one in before.incidents].count(True) == 1 and not any(one.rulings for one in before.incidents)
    low = next(one for one in read(path, "most_conservative").incidents if one.several)
    assert low.tolls[0].rule == "most_conservative"
    sure = next(one for one in read(path, least=0.5).incidents if one.several)
    assert sure.tolls == next(one for one in read(path).incidents if one.several).tolls, "claims without a confidence are kept"


@pytest.mark.parametrize("more", [0, ONE_PAGE_REPORTS])
def test_all_links_lead_somewhere_and_no_anchor_stands_twice(more: int, tmp_path: Path) -> None:
    path = judged(record(tmp_path / "r.toll", [*reports(), hostile(), other_hostile(), *many(more)]))
    written = pages(read(path), tmp_path / "d")
    trees = {one.resolve(): tree(one) for one in written}
    assert len(written) == (1 if not more else 1 + 8 + more + 2), "an index, a page a report, and a page a joined incident"
    anchors = {one: Counter(found.xpath("//@id")) for one, found in trees.items()}
    for one, found in trees.items():
        assert max(anchors[one].values()) == 1
        for link in found.xpath("//a/@href"):
            target, _, mark = str(link).partition("#")
            file = (one.parent / target).resolve() if target else one
            assert file in trees, link
            assert not mark or mark in anchors[file], link


def test_hostile_words_stay_words_on_a_joined_card(tmp_path: Path) -> None:
    path = judged(record(tmp_path / "r.toll", [*reports(), hostile(), other_hostile()]))
    page = tree(pages(read(path), tmp_path / "d")[0])
    assert len(page.xpath("//article[contains(@class,'joint')]")) == 2
    assert [e.tag for e in page.iter("script", "img", "b", "u", "i", "svg") if e.tag not in ("svg", "script")] == []
    assert len(list(page.iter("script"))) == 1
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ") and not page.xpath("//*[@style or @onload or @onerror]")


def test_a_codebook_leaves_incidents_out_and_not_single_accounts(path: Path, tmp_path: Path) -> None:
    found = read(path)
    only = Codebook("Bombings", "1", "abc", types=("bombing",))
    kept, left_out = counted_incidents({one.id: one.settled() for one in found.incidents}, only)
    assert set(kept) == {alpha().incidents[0].id, minibus().incidents[0].id}, "one account that counts is enough"
    assert sum(count for _, count in left_out) == len(found.incidents) - 2
    less = of_codebook(found, kept)
    page = tree(write_dossier(less.view.reports, tmp_path / "d", title="T", incidents=less.incidents, notes=["Counted by <b>it</b>"])[0])
    assert len(page.xpath("//article[contains(@class,'incident')]")) == 2 and "Counted by <b>it</b>" in words(page.xpath("//header")[0])
    assert not page.xpath("//a[contains(@class,'m-claim')][contains(@data-label,'57')]") and "57 people" in words(page)


def test_what_a_person_set_decides_whether_an_incident_counts(path: Path) -> None:
    judged(path)
    one = next(one for one in read(path).incidents if one.id == alpha().incidents[0].id)
    late = Codebook("Late", "1", "abc", first=date(2024, 5, 14))
    assert counted_incidents({one.id: one.settled()}, late) == ((), (("before the period", 1),))


def test_the_same_bytes_whatever_the_order_and_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path; from joined_factory import *; "
        "from tollbook.publish.dossier import write_dossier; f = read(Path(sys.argv[1])); "
        "sys.stdout.write(write_dossier(f.view.reports, Path(sys.argv[1] + '.d'), title='T', incidents=f.incidents)[0].read_text())"
    )
    texts = set()
    for seed, coded in (("0", reports()), ("7", reports()[::-1])):
        path = judged(record(tmp_path / f"{seed}.toll", coded))
        source = str(Path(__file__).parents[2] / "src")
        command = [sys.executable, "-c", code, str(path), source, str(Path(__file__).parent)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        )
        texts.add(done.stdout)
    assert len(texts) == 1


def test_a_report_says_what_it_tells_of_together_with_others(path: Path, tmp_path: Path) -> None:
    page = tree(pages(read(path), tmp_path / "d")[0])
    (report,) = page.xpath(f"//article[@id='{gamma().report.id}']")
    (link,) = report.xpath(".//p[@class='parts']/a/@href")
    assert link == f"#{alpha().incidents[0].id}"


def test_copies_are_named_by_report(path: Path) -> None:
    one = next(one for one in read(path).incidents if one.several)
    assert len(copies(one.joined.accounts)[0]) == 2
    assert replace(one, tolls=()).toll_of("killed") is None
