"""Drives a real Chromium over the dossier of joined incidents: quiet, readable without script, no wider than a phone, drawn as it says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from chromium import Browser, browser, framed, probed
from dossier_factory import hostile, many
from joined_factory import alpha, beta, judged, other_hostile, read, record, reports

from tollbook.publish.dossier import write_dossier
from tollbook.publish.dossier.links import ONE_PAGE_REPORTS

__all__ = ["browser"]  # a fixture


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joined")
    found = read(judged(record(folder / "r.toll")))
    return write_dossier(found.view.reports, folder / "d", title="Constructed record", incidents=found.incidents)[0]


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    found = read(judged(record(folder / "r.toll", [*reports(), hostile(), other_hostile()])))
    notes = ["<script>document.title='owned'</script>"]
    return write_dossier(found.view.reports, folder / "d", title="<b>T</b>", incidents=found.incidents, notes=notes)[0]


@pytest.mark.parametrize("which", ["page", "hostile_page"])
def test_page_is_quiet_and_asks_nothing(which: str, browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page: Path = request.getfixturevalue(which)
    visit = browser.visit(page)
    assert visit.console == () and visit.requests == ()
    assert "Why these accounts are one incident" in visit.dom and "Independent voices" in visit.dom
    probe = "out.scripts = document.scripts.length; out.images = document.images.length; out.on = document.querySelectorAll('[onload],[onerror]').length"
    assert browser.visit(probed(page, tmp_path, probe)).probe == {"scripts": 2, "images": 0, "on": 0}


@pytest.mark.parametrize("which", ["page", "hostile_page"])
def test_nothing_is_wider_than_a_phone(which: str, browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    probe = """
    page.querySelectorAll("details").forEach(function (d) { d.open = true; });
    out.wide = page.documentElement.scrollWidth; out.tall = page.documentElement.scrollHeight
    """
    seen = browser.visit(framed(request.getfixturevalue(which), tmp_path, probe)).probe
    wide, tall = seen["wide"], seen["tall"]
    assert isinstance(wide, int) and isinstance(tall, int)
    assert 300 < wide <= 390 and tall > 4000


def test_a_replaced_figure_is_hollow_and_one_that_counts_is_full(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = """
    var fill = function (what) { return getComputedStyle(document.querySelector(what)).fill; };
    out.counts = fill("figure.byday .mark.counts circle"); out.replaced = fill("figure.byday .mark.replaced circle");
    out.sheet = getComputedStyle(document.querySelector(".incident")).backgroundColor;
    var box = document.querySelector(".f-killed figure.byday svg").getBoundingClientRect();
    out.outside = Array.from(document.querySelectorAll(".f-killed figure.byday a.mark circle")).filter(function (mark) {
      var at = mark.getBoundingClientRect(); return at.left < box.left || at.right > box.right || at.top < box.top || at.bottom > box.bottom; }).length
    """
    seen = browser.visit(probed(page, tmp_path, probe)).probe
    assert seen["replaced"] == seen["sheet"] != seen["counts"]
    assert seen["outside"] == 0, "every mark lies inside the drawing"


def test_a_link_into_what_is_folded_away_opens_it(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = "out.open = document.querySelector('.accounts details').open; out.why = document.querySelector('.why-joined').open"
    target = probed(page, tmp_path, probe)
    assert browser.visit(target).probe == {"open": False, "why": False}
    claim = next(c.id for c in beta().claims if c.span.quote == "15")
    dom = browser.visit(page, mark=f"#t-{claim}").dom
    assert re.search(rf'<a class="[^"]*\bhere\b[^"]*"[^>]*data-c="t-{claim}"', dom), "the words of a claim light up in its report"


def test_readable_without_script(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = """
    var seen = function (what) { return Array.from(page.querySelectorAll(what)).filter(function (e) { return e.getClientRects().length; }).length; };
    out.rows = seen(".figs.joint tr[id]"); out.marks = seen("figure.byday .mark circle"); out.voices = seen(".voices li"); out.struck = seen("del")
    """
    seen = browser.visit(framed(page, tmp_path, probe, 'sandbox="allow-same-origin"')).probe
    claims = sum(len(one.claims) for one in (alpha(), beta(), beta())) + 2
    assert seen["rows"] == claims and isinstance(seen["marks"], int) and seen["marks"] >= claims - 4
    assert seen["voices"] == 3 and seen["struck"] == 3


def test_filter_for_figures_that_disagree_finds_the_joined_incident(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = """
    var form = document.getElementById("filters"); form.clash.checked = true; form.dispatchEvent(new Event("input", {bubbles: true}));
    out.rows = Array.from(document.querySelectorAll("#incidents tbody tr")).filter(function (r) { return !r.hidden; }).map(function (r) { return r.dataset.killed; })
    """
    rows = browser.visit(probed(page, tmp_path, probe)).probe["rows"]
    assert isinstance(rows, list) and rows[0] == "18"


def test_a_large_record_has_a_page_for_each_joined_incident(browser: Browser, tmp_path: Path) -> None:
    found = read(record(tmp_path / "r.toll", [*reports(), *many(ONE_PAGE_REPORTS)]))
    written = write_dossier(found.view.reports, tmp_path / "d", title="Large", incidents=found.incidents)
    own = tmp_path / "d" / "incidents" / f"{alpha().incidents[0].id}.html"
    assert own in written
    visit = browser.visit(own)
    assert visit.console == () and visit.requests == () and f"../reports/{alpha().report.id}.html#t-" in visit.dom


@pytest.mark.parametrize("flags", [(), ("--blink-settings=preferredColorScheme=0",)], ids=["light", "dark"])
def test_picture(browser: Browser, page: Path, tmp_path: Path, flags: tuple[str, ...]) -> None:
    """A picture is taken; where TOLLBOOK_PICTURES names a folder it is kept there for a person to look at."""
    target = Path(os.environ.get("TOLLBOOK_PICTURES") or tmp_path) / f"joined-{'dark' if flags else 'light'}.png"
    assert browser.picture(page, target, (1280, 4000), *flags) == (1280, 4000)
    assert target.stat().st_size > 100_000, "an empty page makes a small picture"
