"""Drives a real Chromium over the dossier: with and without script, on a narrow screen; no console line, no request of the page."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from chromium import Browser, browser, framed, probed
from dossier_factory import hostile, many, sample

from tollbook.publish.dossier import write_dossier

__all__ = ["browser"]  # a fixture


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dossier(sample(), tmp_path_factory.mktemp("dossier"), title="Constructed sample")[0]


def test_the_watch_sees_console_lines_and_requests(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<html><body><img src='http://127.0.0.1:9/x.png'><script>console.error('seen')</script></body></html>", encoding="utf-8")
    visit = browser.visit(bad)
    assert any("seen" in line for line in visit.console)
    assert visit.requests == ("http://127.0.0.1:9/x.png",)


def test_page_is_quiet_and_shows_what_it_should(browser: Browser, page: Path) -> None:
    visit = browser.visit(page)
    assert visit.console == ()
    assert visit.requests == ()
    for words in (
        "Figures side by side",
        "at least 34",
        "more than 45",
        "Qaryat al-Ghadir",
        "الدفاع المدني",
        "Not part of the article",
        "left over",
    ):
        assert words in visit.dom
    form = re.search(r'<form class="filters"[^>]*>', visit.dom)
    assert form and "hidden" not in form.group(), "the script has not run"


def test_hostile_reports_run_nothing(browser: Browser, tmp_path: Path) -> None:
    written = write_dossier([*sample(), hostile()], tmp_path, title="<script>document.title='owned'</script>")
    visit = browser.visit(written[0])
    assert visit.console == () and visit.requests == ()
    assert "<title>&lt;script&gt;" in visit.dom
    probe = "out.scripts = document.scripts.length; out.images = document.images.length; out.on = document.querySelectorAll('[onload],[onerror]').length"
    assert browser.visit(probed(written[0], tmp_path, probe)).probe == {"scripts": 2, "images": 0, "on": 0}


def test_readable_without_script(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = """
    var seen = function (what) { return Array.from(page.querySelectorAll(what)).filter(function (e) { return e.getClientRects().length; }).length; };
    out.rows = seen("#incidents tbody tr"); out.form = seen("#filters"); out.buttons = seen("button"); out.marks = seen(".text .m-claim");
    out.map = seen("svg.map .marks a"); out.bars = seen(".figs svg.bar")
    """
    found = browser.visit(framed(page, tmp_path, probe, 'sandbox="allow-same-origin"')).probe
    assert (found["rows"], found["form"], found["buttons"], found["map"]) == (9, 0, 0, 6)
    marks, bars = found["marks"], found["bars"]
    assert isinstance(marks, int) and isinstance(bars, int) and marks >= 20 and bars >= 20


def test_link_to_a_claim_lights_up_its_words(browser: Browser, page: Path) -> None:
    mark = re.search(r'href="(#t-c[0-9a-f]{12})" class="quote"', page.read_text(encoding="utf-8"))
    assert mark
    dom = browser.visit(page, mark=mark.group(1)).dom
    assert re.search(rf'<a class="[^"]*\bhere\b[^"]*"[^>]*data-c="{mark.group(1)[1:]}"', dom)


def test_filter_sort_and_zoom_work(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = """
    var rows = function () { return Array.from(document.querySelectorAll("#incidents tbody tr")).filter(function (r) { return !r.hidden; }); };
    var form = document.getElementById("filters"), say = function () { form.dispatchEvent(new Event("input", {bubbles: true})); };
    out.all = rows().length;
    form.status.value = "background"; say(); out.background = rows().length;
    form.status.value = ""; form.clash.checked = true; say(); out.clash = rows().length;
    form.clash.checked = false; form.q.value = "kutum"; say(); out.kutum = rows().length;
    form.q.value = ""; say();
    document.querySelector("th[data-sort=killed] button").click();
    out.killed = rows().map(function (r) { return Number(r.dataset.killed); });
    document.querySelector("[data-zoom=in]").click();
    out.box = document.querySelector("svg.map").getAttribute("viewBox").split(" ").map(Number)[2];
    out.bar = document.querySelector(".scalebar text").textContent;
    document.querySelector("[data-zoom=all]").click();
    out.whole = document.querySelector("svg.map").getAttribute("viewBox").split(" ").map(Number)
    """
    seen = browser.visit(probed(page, tmp_path, probe)).probe
    killed = seen["killed"]
    assert isinstance(killed, list) and killed == sorted(killed, reverse=True) and killed[0] == 63
    assert (seen["all"], seen["background"], seen["clash"], seen["kutum"]) == (9, 1, 2, 1)
    assert seen["box"] == 456 and str(seen["bar"]).endswith(" km")
    assert seen["whole"] == [0, 0, 760, 480]


def test_long_table_is_shown_in_steps(browser: Browser, tmp_path: Path) -> None:
    index = write_dossier(many(140), tmp_path, title="Many")[0]
    probe = """
    var rows = function () { return document.querySelectorAll("#incidents tbody tr:not([hidden])").length; };
    out.first = rows(); document.getElementById("more").click(); out.then = rows()
    """
    assert browser.visit(probed(index, tmp_path, probe)).probe == {"first": 100, "then": 140}


@pytest.mark.parametrize("reports", ["sample", "hostile"])
def test_nothing_is_wider_than_a_phone(browser: Browser, tmp_path: Path, reports: str) -> None:
    coded = sample() if reports == "sample" else [hostile()]
    page = write_dossier(coded, tmp_path / "d", title="Narrow")[0]
    probe = "out.wide = page.documentElement.scrollWidth; out.tall = page.documentElement.scrollHeight"
    seen = browser.visit(framed(page, tmp_path, probe)).probe
    wide, tall = seen["wide"], seen["tall"]
    assert isinstance(wide, int) and isinstance(tall, int)
    assert 300 < wide <= 390 and tall > 2000


@pytest.mark.parametrize("flags", [(), ("--blink-settings=preferredColorScheme=0",)], ids=["light", "dark"])
def test_picture(browser: Browser, page: Path, tmp_path: Path, flags: tuple[str, ...]) -> None:
    """A picture is taken; where TOLLBOOK_PICTURES names a folder it is kept there for a person to look at."""
    name = "dossier-dark.png" if flags else "dossier-light.png"
    target = Path(os.environ.get("TOLLBOOK_PICTURES") or tmp_path) / name
    assert browser.picture(page, target, (1280, 3000), *flags) == (1280, 3000)
    assert target.stat().st_size > 100_000, "an empty page makes a small picture"
