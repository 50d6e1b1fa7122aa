"""Web pages: read once into text with offsets back into the source; what is no article is marked with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model.text import Report
from tollbook.read import page_article
from tollbook.read.assemble import assemble
from tollbook.read.options import ReadOptions
from tollbook.read.page import page_draft
from tollbook.read.page_text import page_text

PARAGRAPHS = [
    "Six people were killed on Monday when a bomb went off in the market of the northern town, the police said in a statement.",
    "The blast struck shortly after eight in the morning, when the stalls were full and buses were unloading near the gate.",
    "A doctor at the district hospital said that nineteen people had been brought in with wounds, four of them children.",
    "No group had claimed the attack by the evening, but officials blamed the militia that holds the hills west of the town.",
    "Residents said that soldiers closed the road to the capital and searched houses until the curfew began at six.",
]
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Market bomb kills six", "datePublished": "2016-02-21T22:10:00+03:00", "dateModified": "2016-02-23",
"publisher": {"@type": "Organization", "name": "Northern Star"}}</script>"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Market bomb kills six | Northern Star</title>{JSON_LD}
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Market bomb kills six</h1>
<figure><img src="x.jpg"><figcaption>A burnt bus near the gate, where twelve stalls stood.</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<p><a href="/x">READ ALSO: Flood warning lifted on the lower river</a></p>
<h2>Hospital full</h2><p>{PARAGRAPHS[2]}</p>
<p hidden>Hidden words of no matter.</p><p style="display: none">More of them.</p><!-- and a comment -->
<p>{PARAGRAPHS[3]}</p><p>{PARAGRAPHS[4]}</p><p>Source: Reuters</p></article>
<div class="comments"><h3>2 Comments</h3><p>I was there and I say that it was forty people who died, whatever they write.</p></div>
<footer><p>Copyright 2016 Northern Star. All rights reserved.</p></footer>
<noscript>Please enable scripts.</noscript><script>var dead = 99;</script></body></html>"""


def read(source: str, **options: object) -> Report:
    given = ReadOptions(**options)  # type: ignore[arg-type]
    return assemble(page_draft(source, "page.html", given), given)


def lines(report: Report, *kinds: str) -> list[str]:
    return [report.text[block.start : block.end] for block in report.blocks if block.kind in kinds]


def test_a_news_page() -> None:
    report = read(PAGE)
    assert lines(report, "title") == ["Market bomb kills six"]
    assert lines(report, "heading") == ["Hospital full"]
    assert lines(report, "paragraph") == PARAGRAPHS
    assert (report.title, report.outlet, report.origin) == ("Market bomb kills six", "Northern Star", "Reuters")
    assert (report.published, report.published_basis, report.language) == (date(2016, 2, 21), "metadata", "en")
    assert report.warnings == ()


def test_what_is_no_article_keeps_its_words_and_has_a_reason() -> None:
    report = read(PAGE)
    reasons = {report.text[block.start : block.end]: block.reason for block in report.blocks if block.kind == "not_article"}
    assert reasons == {
        "Home": "navigation",
        "World": "navigation",
        "A burnt bus near the gate, where twelve stalls stood.": "caption",
        "READ ALSO: Flood warning lifted on the lower river": "link to another report",
        "Source: Reuters": "source credit",
        "2 Comments": "comment section",
        "I was there and I say that it was forty people who died, whatever they write.": "comment section",
        "Copyright 2016 Northern Star. All rights reserved.": "page footer",
    }


def test_scripts_styles_comments_and_hidden_elements_are_no_text() -> None:
    text = read(PAGE).text
    for word in ("color", "99", "Hidden", "More of them", "a comment", "enable scripts", "datePublished"):
        assert word not in text


def test_every_character_maps_back_to_its_source() -> None:
    page = page_text(PAGE)
    for at, sign in enumerate(page.text):
        if not sign.isspace():
            assert PAGE[page.source_offset(at)] == sign


def test_references_blanks_and_joiners_map_back() -> None:
    source = "<p>A&amp;B &lt;6&gt; kil&shy;led \n\t in&nbsp;Z&uuml;rich &#8211; &bogus; &copy 5 < 6</p>"
    page = page_text(source)
    assert page.text == "A&B <6> killed in\u00a0Zürich – &bogus; © 5 < 6"
    assert source[page.source_offset(page.text.index("ü")) :].startswith("&uuml;")
    assert source[page.source_offset(page.text.index("rich")) :].startswith("rich")
    assert source[page.source_offset(page.text.index("led")) :].startswith("led")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>one<p>two<div>three</div>four", ["one", "two", "three", "four"]),
        ("<ul><li>one<li>two<ul><li>three</ul></ul>", ["one", "two", "three"]),
        ("one<br>two<br><br>three", ["one\ntwo", "three"]),
        ("<table><tr><td>Killed<td>57<tr><td>Wounded</td><td>100</td></table>", ["Killed\t57", "Wounded\t100"]),
        ("<b><p>one</b>two</p>three", ["onetwo", "three"]),
        ("<pre>one\ntwo\n\nthree</pre>", ["one\ntwo", "three"]),
        ("</div></p>one</b>", ["one"]),
        ("<p>one <!-- unclosed two", ["one unclosed two"]),
        ("<p>one <!-- x --> two <![CDATA[ no ]]> three <? no ?> four</p>", ["one two three four"]),
        ("<p title='a > b'>one</p>", ["one"]),
        ("<p>one <a href='x>two</p>", ["one two"]),
        ("<textarea>no</textarea><select><option>no</select><svg><text>no</text></svg>one", ["one"]),
        ("<title>no</title><script>if (a < b) '</p>'</script >one", ["one"]),
        ("<P>one</P><SCRIPT>no</SCRIPT>", ["one"]),
        ("a<wbr>b<span>c</span>", ["abc"]),
        ("5 < 6 and 7 > 3 <3", ["5 < 6 and 7 > 3 <3"]),
    ],
)
def test_broken_and_odd_markup(source: str, expected: list[str]) -> None:
    page = page_text(source)
    assert [page.text[block.start : block.end] for block in page.blocks] == expected


def test_a_hundred_thousand_nested_tags_lose_no_text_and_are_said() -> None:
    deep = "<div>" * 100_000 + BODY + "</div>" * 100_000
    report = read(f"<html><body>{deep}</body></html>")
    assert lines(report, "paragraph") == PARAGRAPHS
    assert any("nests 100,00" in warning and "too deep" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    "hostile",
    [
        "<a <a " * 20_000,
        '<a b="x' * 20_000,
        "<!--" * 50_000,
        "<script>" * 20_000,
        "<title>" * 20_000,
        "<ul>" + "<div>" * 5_000 + "<li>x</li>" * 5_000,
        "<b><p>" * 10_000 + "x" + "</b>" * 10_000,
        "&" * 50_000,
        "&#" + "9" * 50_000,
        "<" * 50_000,
        '<a b="x"= ' * 20_000,
        "<a" + " " * 100_000 + ">",
        "</" * 50_000,
    ],
)
def test_hostile_markup_before_an_article_keeps_the_article(hostile: str) -> None:
    report = read(f"<html><body>{BODY}</body></html>{hostile}")
    assert set(PARAGRAPHS[:4]) <= set(lines(report, "paragraph"))


def test_a_page_too_large_for_the_extractor_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_article, "_LARGEST", 100)
    report = read(PAGE)
    assert lines(report, "paragraph") == PARAGRAPHS
    assert any("too many for the extractor" in warning for warning in report.warnings)


def test_where_the_extractor_finds_nothing_the_densest_region_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_article.trafilatura, "extract", lambda *_, **__: None)
    report = read(PAGE)
    assert lines(report, "paragraph") == PARAGRAPHS
    assert any("extractor found no article" in warning for warning in report.warnings)


def test_a_list_of_reports_is_said_to_be_one() -> None:
    items = "".join(f"<article><h2>Report {at}</h2><p>{words}</p></article>" for at, words in enumerate(PARAGRAPHS))
    assert any("list of 5 reports" in warning for warning in read(f"<html><body><main>{items}</main></body></html>").warnings)


def test_unclosed_comments_are_counted() -> None:
    report = read(f"<html><body>{BODY}<!-- never closed</body></html>")
    assert any("never closed" in warning for warning in report.warnings)


def test_a_part_that_holds_the_article_is_article_whatever_its_class() -> None:
    report = read(f'<html><body><div class="nav-wrapper">{BODY}</div></body></html>')
    assert lines(report, "paragraph") == PARAGRAPHS


HEADS = [
    ('<meta property="article:published_time" content="2016-02-21T22:10:00Z">', date(2016, 2, 21)),
    ('<meta name="DC.date.issued" content="2016-02-21">', date(2016, 2, 21)),
    ('<meta itemprop="datePublished" content="21 February 2016">', date(2016, 2, 21)),
    ('<script type="application/ld+json">[{"@type":["Thing","NewsArticle"],"datePublished":"2016-02-21"}]</script>', date(2016, 2, 21)),
    (
        '<script type="application/ld+json"><![CDATA[{"@graph":[{"@type":"Article","datePublished":"2016-02-21"}]}]]></script>',
        date(2016, 2, 21),
    ),
    ('<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2016-02-21"}</script>', None),
    ('<script type="application/ld+json">{broken "datePublished"</script>', None),
    ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", None),
    ('<meta name="date" content="yesterday">', None),
    ("", None),
]


@pytest.mark.parametrize(("head", "expected"), HEADS, ids=range(len(HEADS)))
def test_the_date_of_publication_in_the_metadata(head: str, expected: date | None) -> None:
    report = read(f"<html><head>{head}</head><body>{BODY}</body></html>")
    assert (report.published, report.published_basis) == (expected, "metadata" if expected else "unknown")


def test_a_year_alone_is_no_first_of_january() -> None:
    assert read(f"<html><body>{BODY}<p>Copyright 2016</p></body></html>").published is None


def test_a_date_in_the_running_text_is_not_that_of_the_page() -> None:
    told = f"<p>{PARAGRAPHS[0]} The town had last been attacked on 3 May 2011, when the bridge over the river was blown up.</p>"
    assert read(f"<html><body>{told}{BODY}</body></html>").published is None


def test_a_visible_publication_line_dates_the_page() -> None:
    report = read(f"<html><body><h1>Market bomb</h1><p>Published 21 February 2016</p>{BODY}</body></html>")
    assert report.published == date(2016, 2, 21)


def test_a_future_metadata_date_falls_to_the_next_basis() -> None:
    head = '<meta property="article:published_time" content="2061-02-21">'
    report = read(f"<html><head>{head}</head><body><p>21 February 2016</p>{BODY}</body></html>", today=date(2016, 3, 1))
    assert any("2061-02-21 (metadata) lies in the future" in warning for warning in report.warnings)
    assert report.published in (None, date(2016, 2, 21)) and report.published_basis != "metadata"


def test_the_given_outlet_goes_before_the_page() -> None:
    assert read(PAGE, outlet="The Archive").outlet == "The Archive"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<li>",
                "<ul>",
                "</ul>",
                "<b>",
                "</b>",
                "<a href=x>",
                "</a>",
                "<br>",
                "<td>",
                "<table>",
                "</table>",
                "<pre>",
                "</pre>",
                "six ",
                "killed",
                "&amp;",
                "&#x41;",
                "<",
                ">",
                "\n",
                " ",
                "<!-- x -->",
                "<p hidden>",
                "<h1>",
                "</h1>",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup_gives_ordered_blocks_that_map_back(parts: list[str]) -> None:
    source = "".join(parts)
    page = page_text(source)
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end <= len(page.text)
        assert not page.text[end : block.start].strip() and page.text[block.start : block.end].strip()
        end = block.end
    assert not page.text[end:].strip()
    for at, sign in enumerate(page.text):
        assert sign.isspace() or source[page.source_offset(at)] in (sign, "&")
    assert [offset for offset, _ in page.source_offsets] == sorted({offset for offset, _ in page.source_offsets})
