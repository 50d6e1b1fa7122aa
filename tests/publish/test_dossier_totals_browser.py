"""Drives a real Chromium over the dossier of a record with totals: quiet, no wider than a phone, links from parts to cards and from speakers into the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Browser, browser, framed, probed
from totals_record import of_day, read, totals_record

from tollbook.publish.dossier import write_dossier

__all__ = ["browser"]  # a fixture


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("totals")
    found = read(totals_record(folder / "r.toll"))
    return write_dossier(found.view.reports, folder / "d", title="Constructed record", incidents=found.incidents)[0]


def test_page_is_quiet_and_asks_nothing(browser: Browser, page: Path) -> None:
    visit = browser.visit(page)
    assert visit.console == () and visit.requests == ()
    assert "Parts of this total" in visit.dom and "Totals that include it" in visit.dom


def test_nothing_is_wider_than_a_phone_and_parts_are_stacked(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = """
    page.querySelectorAll("details").forEach(function (d) { d.open = true; });
    out.wide = page.documentElement.scrollWidth;
    var cells = page.querySelector(".partlist tbody tr").children;
    out.stacked = cells[1].getBoundingClientRect().top >= cells[0].getBoundingClientRect().bottom - 1
    """
    seen = browser.visit(framed(page, tmp_path, probe)).probe
    assert isinstance(seen["wide"], int) and 300 < seen["wide"] <= 390
    assert seen["stacked"] is True


def test_part_and_speaker_links_lead_to_what_is_seen(browser: Browser, page: Path, tmp_path: Path) -> None:
    probe = f"""
    var target = function (link) {{ return document.getElementById(decodeURIComponent(link.hash.slice(1))); }};
    var parts = Array.from(document.querySelectorAll("[id='{of_day().incidents[0].id}'] .partlist tbody th a"));
    out.cards = parts.map(function (link) {{ return target(link).tagName; }});
    var said = Array.from(document.querySelectorAll(".figs del.first a"));
    out.words = said.map(function (link) {{ return target(link).nextElementSibling.classList.contains("m-speaker") || target(link).nextElementSibling.className; }})
    """
    seen = browser.visit(probed(page, tmp_path, probe)).probe
    assert seen["cards"] == ["ARTICLE"] * 4
    assert seen["words"] == [True, True]
