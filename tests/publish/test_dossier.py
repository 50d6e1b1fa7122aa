"""The dossier as files: whole, escaped, linked, the same bytes each time; nothing unresolved or imprecise looks precise."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from dossier_factory import arabic, hostile, many, market, sample, strike
from lxml import html as lxml_html

from tollbook.model.claim import Field
from tollbook.model.incident import CodedReport, DateValue
from tollbook.publish.dossier import write_dossier
from tollbook.publish.dossier.markup import sign


@dataclass(frozen=True)
class Line:
    field: Field
    low: int | None
    best: int | None
    high: int | None
    rule: str


def _tree(path: Path) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(path.read_text(encoding="utf-8"))


def _one(coded: list[CodedReport], folder: Path) -> lxml_html.HtmlElement:
    return _tree(write_dossier(coded, folder, title="Test")[0])


def _words(element: lxml_html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_index_is_one_file_that_needs_nothing_else(tmp_path: Path) -> None:
    written = write_dossier(sample(), tmp_path, title="Sample")
    assert written == [tmp_path / "index.html"] and sorted(p.name for p in tmp_path.rglob("*")) == ["index.html"]
    tree = _tree(written[0])
    for element in tree.iter():
        for name in ("src", "srcset", "action", "background", "data", "poster"):
            assert name not in element.attrib
    links = {a.get("href") for a in tree.iter("a")}
    assert links and all(str(link).startswith("#") for link in links)
    assert [link.get("href", "")[:5] for link in tree.iter("link")] == ["data:"]
    assert "url(" not in written[0].read_text(encoding="utf-8") and "@import" not in written[0].read_text(encoding="utf-8")


def test_policy_allows_exactly_the_style_and_script_of_the_page(tmp_path: Path) -> None:
    tree = _one(sample(), tmp_path)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (element,) = tree.iter(tag)
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and not tree.xpath("//*[@style]")


@pytest.mark.parametrize("make", [market, strike, arabic, hostile])
def test_every_character_of_the_article_is_there(make: object, tmp_path: Path) -> None:
    coded = make()  # type: ignore[operator]
    tree = _one([coded], tmp_path)
    shown = []
    for block in tree.xpath("//div[contains(@class,'text')]/*"):
        for why in block.xpath("./span[@class='why']"):
            why.getparent().remove(why)
        shown.append(block.text_content().replace("\n", ""))
    stored = [coded.report.text[b.start : b.end] for b in coded.report.blocks]
    visible = [re.sub("[\x00-\x08\x0b-\x1f\u202a-\u202e]", lambda m: sign(m.group()), part) for part in stored]
    assert shown == visible


def test_text_outside_every_block_is_shown_as_such(tmp_path: Path) -> None:
    coded = strike()
    cut = replace(coded.report, blocks=coded.report.blocks[:2])
    tree = _one([CodedReport(cut, (), (), ())], tmp_path)
    outside = [_words(e) for e in tree.xpath("//*[contains(@class,'not_article')]")]
    assert len(outside) == 1 and outside[0].startswith("Not part of the article: outside every block")
    assert "ambushed in West Kordofan" in outside[0]


@pytest.mark.parametrize("count", [0, 40])
def test_all_links_lead_somewhere_and_no_anchor_stands_twice(count: int, tmp_path: Path) -> None:
    written = write_dossier([*sample(), hostile(), *many(count)], tmp_path, title="Links")
    trees = {path.resolve(): _tree(path) for path in written}
    anchors = {path: Counter(tree.xpath("//@id")) for path, tree in trees.items()}
    assert len(written) == (1 if count == 0 else 1 + 4 + count)
    for path, tree in trees.items():
        assert max(anchors[path].values()) == 1
        for link in tree.xpath("//a/@href"):
            target, _, mark = str(link).partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file in trees, link
            assert not mark or mark in anchors[file], link


def test_every_claim_has_its_row_and_its_mark_with_a_text_label(tmp_path: Path) -> None:
    tree = _one(sample(), tmp_path)
    claims = [claim for coded in sample() for claim in coded.claims]
    for claim in claims:
        assert len(tree.xpath(f"//tr[@id='f-{claim.id}']")) == 1
        pieces = tree.xpath(f"//a[contains(@data-c,'t-{claim.id}')]")
        assert "".join(p.text_content() for p in pieces) == claim.span.quote
        assert str(pieces[-1].get("data-label")).startswith(claim.field)
        assert f"f-{claim.field}" in pieces[0].get("class")


def test_figures_stand_side_by_side(tmp_path: Path) -> None:
    tree = _one([market()], tmp_path)
    bomb = market().incidents[0]
    (killed,) = tree.xpath(f"//article[@id='{bomb.id}']//table[contains(@class,'f-killed')]")
    assert [_words(th) for th in killed.xpath(".//tbody//th")] == [
        "at least 34people",
        "21",
        "of these: 4police officers (police)",
        "no figure",
    ]
    assert "These figures do not agree" in _words(killed)
    assert ["conflict" in (row.get("class") or "") for row in killed.xpath(".//tbody/tr")] == [True, True, False, False]
    speakers = [_words(row.xpath("./td")[1]) for row in killed.xpath(".//tbody/tr")]
    assert speakers == [
        "a hospital doctor",
        "the interior ministry, as told by State radio",
        "the interior ministry, as told by State radio",
        "Other reports",
    ]


def test_a_denied_figure_is_said_to_be_denied_and_contradicts_nothing(tmp_path: Path) -> None:
    tree = _one([market()], tmp_path)
    clash = market().incidents[1]
    (killed,) = tree.xpath(f"//article[@id='{clash.id}']//table[contains(@class,'f-killed')]")
    assert "denied: 12" in _words(killed) and "do not agree" not in _words(killed)
    assert tree.xpath("//a[@data-label='killed: 12 (denied)']")


def test_totals_and_background_stand_apart_and_are_linked(tmp_path: Path) -> None:
    coded = market()
    bomb, clash, total, before = coded.incidents
    tree = _one([coded], tmp_path)
    assert {a.get("id") for a in tree.xpath("//section[contains(@class,'totals')]/article")} == {total.id}
    assert {a.get("id") for a in tree.xpath("//section[contains(@class,'background')]/article")} == {before.id}
    parts = tree.xpath(f"//article[@id='{total.id}']/p[@class='parts']/a/@href")
    assert parts == [f"#{bomb.id}", f"#{clash.id}"]
    assert tree.xpath(f"//article[@id='{bomb.id}']/p[@class='parts']/a/@href") == [f"#{total.id}"]


def test_low_best_high_is_drawn_and_names_its_rule(tmp_path: Path) -> None:
    coded = market()
    path = write_dossier([coded], tmp_path, title="T", tolls={coded.incidents[0].id: [Line("killed", 21, 34, None, "named_rule")]})[0]
    (row,) = _tree(path).xpath("//tr[@class='toll']")
    assert "low 21 · best 34 · high open" in _words(row) and "named_rule" in _words(row)
    assert not _one([coded], tmp_path).xpath("//tr[@class='toll']"), "no toll is made up where none is given"


def test_numbers_left_over_and_ignored_are_listed(tmp_path: Path) -> None:
    tree = _one([market()], tmp_path)
    (numbers,) = tree.xpath("//aside[@class='numbers']")
    assert "15 numbers in the text: 10 in claims, 4 ignored, 1 left over." in _words(numbers)
    assert "“7” (no rule read it)" in _words(numbers)
    assert {_words(dt) for dt in numbers.xpath(".//dt")} == {"rank", "duration", "distance", "not part of the article"}
    assert [_words(e) for e in tree.xpath("//div[@class='text']//*[@data-label='left over']")] == ["7"]


def test_unresolved_place_is_listed_and_never_drawn(tmp_path: Path) -> None:
    tree = _one([strike()], tmp_path)
    marks = tree.xpath("//g[contains(@class,'marks')]/a")
    assert len(marks) == 3 and not any("Ghadir" in m.get("aria-label") for m in marks)
    assert "Qaryat al-Ghadir" in _words(tree.xpath("//details[@class='nowhere']")[0])
    nothing = _one([replace(strike(), incidents=strike().incidents[2:3], claims=())], tmp_path)
    assert not nothing.xpath("//svg[@class='map']") and nothing.xpath("//details[@class='nowhere']")


def test_each_precision_has_its_own_drawing(tmp_path: Path) -> None:
    tree = _one(sample(), tmp_path)
    kinds = {m.get("aria-label").split(":")[0]: m.get("class").split()[0] for m in tree.xpath("//g[contains(@class,'marks')]/a")}
    assert kinds == {"El Fasher": "dot", "Baidoa": "dot", "Jowhar": "circle", "Kutum": "circle", "Idlib": "dot", "West Kordofan": "hollow"}
    assert len(tree.xpath("//svg[@class='map']//circle[starts-with(@class,'doubt')]")) == 2


def test_timeline_draws_days_and_stretches_apart(tmp_path: Path) -> None:
    tree = _one(sample(), tmp_path)
    rows = tree.xpath("//table[@class='timeline']/tbody/tr")
    drawn = {_words(r.xpath("./td")[1]): (bool(r.xpath(".//circle")), bool(r.xpath(".//g[contains(@class,'span')]"))) for r in rows}
    assert drawn["Bombing, Baidoa"] == (True, False)
    assert drawn["Air strike, El Fasher"] == (False, True)
    assert drawn["Attack on civilians, West Kordofan"] == (False, True)
    assert tree.xpath("//circle[contains(@class,'unstated')]"), "a date by publication alone is drawn hollow"


def test_date_bounded_by_publication_is_listed_and_never_placed(tmp_path: Path) -> None:
    coded = market()
    bound = DateValue("../2024-05-15", None, date(2024, 5, 15), "unknown", "publication", None, "constructed", "constructed")
    tree = _one([replace(coded, incidents=(replace(coded.incidents[0], date=bound), *coded.incidents[1:]))], tmp_path)
    (when,) = tree.xpath("//section[contains(@class,'when')]")
    assert "Date unknown: Bombing, Baidoa (not after 15 May 2024)" in _words(when)
    assert not [r for r in when.xpath(".//tbody/tr") if "Bombing, Baidoa" in _words(r)]


def test_incident_without_date_or_place_is_told_so(tmp_path: Path) -> None:
    coded = market()
    bare = replace(coded, incidents=(replace(coded.incidents[0], date=None, place=None),), claims=())
    text = _words(_one([bare], tmp_path))
    assert "date unknown" in text and "place unknown" in text and "No figure of harm is given" in text


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    path = write_dossier([hostile()], tmp_path, title="<script>alert(0)</script>")[0]
    tree, raw = _tree(path), path.read_text(encoding="utf-8")
    assert len(list(tree.iter("script"))) == 1 and not list(tree.iter("img")) and not list(tree.iter("b", "u", "i"))
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", raw)
    assert "⟦RLO⟧" in raw and "right-to-left override" in raw
    assert not any(str(h).lower().startswith("javascript") for h in tree.xpath("//@href"))


def test_file_names_come_from_no_report(tmp_path: Path) -> None:
    evil = hostile()
    report = replace(evil.report, id="../../etc/<x>")
    written = write_dossier([CodedReport(report, (), (), ()), *many(30)], tmp_path / "out", title="T")
    assert all(path.resolve().is_relative_to((tmp_path / "out").resolve()) for path in written)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", path.name) for path in written)


def test_right_to_left_text_keeps_its_direction(tmp_path: Path) -> None:
    tree = _one([arabic()], tmp_path)
    assert tree.xpath("//div[@class='text']/@lang") == ["ar"]
    assert set(tree.xpath("//div[@class='text']/*/@dir")) == {"auto"}
    assert "الدفاع المدني" in [b.text_content() for b in tree.iter("bdi")]


def test_one_report_coded_twice_counts_once(tmp_path: Path) -> None:
    first = replace(market(), claims=())
    text = _words(_one([first, market()], tmp_path))
    assert "1 report" in text and "10 claims of harm" in text


def test_empty_record_says_so(tmp_path: Path) -> None:
    assert "No incident was read" in _words(_one([], tmp_path))


def test_same_input_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from dossier_factory import *; from tollbook.publish.dossier import write_dossier; "
        "write_dossier([*sample(), hostile(), *many(30)], Path(sys.argv[1]), title='Same')"
    )
    for seed in ("1", "2"):
        path = os.pathsep.join(p for p in sys.path if p)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / seed)], check=True, env=environment, timeout=60)
    one = {p.relative_to(tmp_path / "1"): p.read_bytes() for p in (tmp_path / "1").rglob("*.html")}
    two = {p.relative_to(tmp_path / "2"): p.read_bytes() for p in (tmp_path / "2").rglob("*.html")}
    assert len(one) == 35 and one == two


def test_large_record_gets_a_page_a_report_and_a_short_index(tmp_path: Path) -> None:
    written = write_dossier(many(400), tmp_path, title="Many")
    assert len(written) == 401 and all(path.stat().st_size < 60_000 for path in written[1:])
    tree = _tree(written[0])
    assert len(tree.xpath("//table[@id='incidents']/tbody/tr")) == 400
    assert tree.xpath("//svg[@class='columns']") and not tree.xpath("//table[@class='timeline']")


def test_headings_and_landmarks_are_in_order(tmp_path: Path) -> None:
    tree = _one(sample(), tmp_path)
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert len(list(tree.iter("main"))) == 1 and len(list(tree.iter("header"))) == 1 and len(list(tree.iter("footer"))) == 1
    for section in tree.iter("section"):
        assert tree.xpath(f"//*[@id='{section.get('aria-labelledby')}']")
    assert all(th.get("scope") in ("col", "row") for th in tree.iter("th"))
    assert all(svg.get("aria-label") or svg.get("aria-hidden") or svg.get("overflow") for svg in tree.iter("svg"))
