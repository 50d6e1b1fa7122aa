"""Feeds: one report per entry, dated and titled by the entry; a hostile feed is refused, a damaged one read as far as it goes."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tollbook.model.errors import Failure
from tollbook.model.text import Report
from tollbook.read.options import ReadOptions
from tollbook.read.sources import read_paths

SENTENCE = "Six people were killed in the northern town on Monday, the police said."
ENTRY = f"""<item><title>Market bomb kills six</title><link>http://star.example/1</link>
<pubDate>Sun, 21 Feb 2016 23:30:00 -0500</pubDate>
<description>&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;p&gt;Read more&lt;/p&gt;</description></item>"""


def rss(*entries: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0"><channel><title>Northern Star</title>{"".join(entries)}</channel></rss>'


def read(feed: str | bytes) -> list[Report | Failure]:
    data = feed.encode() if isinstance(feed, str) else feed
    return list(read_paths(["-"], ReadOptions(), io.BytesIO(data)))


def report_of(found: Report | Failure) -> Report:
    assert isinstance(found, Report), found
    return found


def test_an_entry_is_a_report() -> None:
    report = report_of(read(rss(ENTRY))[0])
    assert report.text == f"Market bomb kills six\n\n{SENTENCE}\n\nRead more"
    assert [(block.kind, block.reason) for block in report.blocks] == [
        ("title", None),
        ("paragraph", None),
        ("not_article", "link to another report"),
    ]
    assert (report.source, report.title, report.outlet) == ("-#1", "Market bomb kills six", "Northern Star")
    assert (report.published, report.published_basis) == (date(2016, 2, 21), "metadata")


def test_an_atom_entry_prefers_its_content() -> None:
    content = f"<p>{SENTENCE}</p>".replace("<", "&lt;")
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Star</title><entry><title>Six &amp;amp; more</title>
    <published>2016-02-21T10:00:00Z</published><updated>2016-02-23T10:00:00Z</updated>
    <summary>Short.</summary><content type="html">{content}</content></entry></feed>"""
    report = report_of(read(feed)[0])
    assert report.text == f"Six & more\n\n{SENTENCE}"
    assert report.published == date(2016, 2, 21)


def test_a_date_of_change_is_taken_last_and_said() -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Star</title><entry><title>Six</title>
    <updated>2016-02-23T10:00:00Z</updated><summary>{SENTENCE}</summary></entry></feed>"""
    report = report_of(read(feed)[0])
    assert report.published == date(2016, 2, 23)
    assert any("last change" in warning for warning in report.warnings)


def test_an_empty_entry_costs_itself() -> None:
    found = read(rss(ENTRY, "<item></item>", ENTRY))
    assert [type(item).__name__ for item in found] == ["Report", "Failure", "Report"]
    assert found[1].source == "-#2"


def test_scripts_in_an_entry_are_no_text() -> None:
    entry = ENTRY.replace("&lt;p&gt;Read", "&lt;script&gt;var dead = 99&lt;/script&gt;&lt;p onclick='x()'&gt;Read")
    assert "99" not in report_of(read(rss(entry))[0]).text


BOMB = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;']>"
OUTSIDE = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, BOMB.lower().replace("doctype", "DOCTYPE")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(head: str, encoding: str) -> None:
    feed = rss(ENTRY.replace("Market", "&c;&x;"), head=head)
    found = read(feed.replace("UTF-8", encoding).encode(encoding))
    assert len(found) == 1 and isinstance(found[0], Failure)
    assert "entities" in found[0].problem


def test_a_cut_feed_gives_what_it_holds_with_a_warning() -> None:
    found = read(rss(ENTRY, ENTRY)[:-80])
    assert SENTENCE in report_of(found[0]).text
    assert any("damaged" in warning for warning in report_of(found[0]).warnings)


def test_entry_offsets_lead_into_the_entry() -> None:
    report = report_of(read(rss(ENTRY))[0])
    assert report.source_offsets and report.source_offsets[0][0] == 0
