"""Plain text: stored as it is, cut into blocks, dated and credited by what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model.errors import BadInput
from tollbook.model.text import Report
from tollbook.read.text import read_text

SEED = Path(__file__).parents[3] / "shared" / "seed" / "syria-2016-02-22.txt"
SENTENCE = "Six people were killed in the northern town on Monday, the police said."


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_stay_in_the_text(end: str) -> None:
    text = f"Six killed in town{end}{end}{SENTENCE}{end}{end}{SENTENCE}{end}"
    report = read_text(text)
    assert report.text == text
    assert kinds(report) == [("title", "Six killed in town"), ("paragraph", SENTENCE), ("paragraph", SENTENCE)]


def test_one_paragraph_per_line_without_blank_lines() -> None:
    other = "Two of the wounded died later in hospital, a doctor said."
    report = read_text(f"Six killed in town\n{SENTENCE}\n{other}\n")
    assert kinds(report) == [("title", "Six killed in town"), ("paragraph", SENTENCE), ("paragraph", other)]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Six people were killed in the northern town on Monday, the police\n"
        "said. The men had come on foot over the ridge behind the school and\n"
        "fired at a tea house before they left in a stolen truck, a witness\n"
        "told the radio.\n"
    )
    report = read_text(f"Six killed in town\n\n{wrapped}\n{wrapped}")
    assert [kind for kind, _ in kinds(report)] == ["title", "paragraph", "paragraph"]
    assert kinds(report)[1][1] == wrapped.strip()


def test_a_single_sentence_is_a_paragraph_and_no_title() -> None:
    assert kinds(read_text("Six killed in northern town by bomb")) == [("paragraph", "Six killed in northern town by bomb")]
    assert read_text(SENTENCE).title is None


def test_headings_are_short_open_lines_between_paragraphs() -> None:
    text = "\n\n".join(["Six killed in town", SENTENCE, "Day of mourning", SENTENCE, "‘No way back’", SENTENCE])
    assert [kind for kind, _ in kinds(read_text(text))] == ["title", "paragraph", "heading", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published 21 February 2016", date(2016, 2, 21)),
        ("Friday, January 4, 2019", date(2019, 1, 4)),
        ("2016-02-21", date(2016, 2, 21)),
        ("Posted on: 21st Feb. 2016, 14:05 GMT", date(2016, 2, 21)),
        ("Nairobi, 8 June 2026", date(2026, 6, 8)),
        ("21/02/2016", date(2016, 2, 21)),
        ("02/03/2016", None),
        ("31 February 2016", None),
        ("Monday", None),
        ("In February 2016 the war reached the town", None),
    ],
)
def test_a_date_line_dates_the_report(line: str, expected: date | None) -> None:
    report = read_text(f"Six killed in town\n\n{line}\n\n{SENTENCE}\n\n{SENTENCE}")
    assert (report.published, report.published_basis) == (expected, "text" if expected else "unknown")
    assert ("dateline" in [kind for kind, _ in kinds(report)]) == (expected is not None)


@pytest.mark.parametrize(
    ("opening", "expected", "origin"),
    [
        ("DAMASCUS, Feb. 22, 2016 (Reuters) - ", date(2016, 2, 22), "Reuters"),
        ("DAMASCUS, Feb 22 (Reuters) - ", None, "Reuters"),
        ("(AFP) – ", None, "AFP"),
        ("KYIV, 10 June 2026 – ", date(2026, 6, 10), None),
        ("In Homs, ", None, None),
        ("On 4 January 2019, ", None, None),
    ],
)
def test_a_dateline_stays_in_its_paragraph(opening: str, expected: date | None, origin: str | None) -> None:
    report = read_text(f"Six killed in town\n\n{opening}{SENTENCE}\n\n{SENTENCE}")
    assert kinds(report)[1] == ("paragraph", opening + SENTENCE)
    assert (report.published, report.origin) == (expected, origin)


def test_a_date_deep_in_the_text_is_none_of_publication() -> None:
    text = "\n\n".join(["Six killed in town", SENTENCE, SENTENCE, "4 January 2019", SENTENCE])
    assert read_text(text).published is None


def test_the_given_date_goes_before_the_text() -> None:
    report = read_text(f"Six killed in town\n\nPublished 21 February 2016\n\n{SENTENCE}", published=date(2016, 2, 22))
    assert (report.published, report.published_basis) == (date(2016, 2, 22), "given")


def test_a_future_date_is_refused_and_the_next_basis_tried() -> None:
    text = f"Six killed in town\n\nPublished 21 February 2016\n\n{SENTENCE}"
    report = read_text(text, published=date(2061, 2, 22), today=date(2016, 3, 1))
    assert (report.published, report.published_basis) == (date(2016, 2, 21), "text")
    assert "publication date 2061-02-22 (given) lies in the future and is refused" in report.warnings
    late = read_text(text, today=date(2016, 2, 20))
    assert (late.published, late.published_basis) == (None, "unknown")
    assert any("2016-02-21 (text) lies in the future" in warning for warning in late.warnings)


def test_no_date_is_unknown_and_said() -> None:
    report = read_text(SENTENCE)
    assert report.published is None and report.published_basis == "unknown"
    assert any("no publication date found" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("line", "outlet", "origin"),
    [
        ("Source: BBC", None, "BBC"),
        ("Source: The Northern Star", None, "The Northern Star"),
        ("Source: BBC", "BBC", None),
        ("By AFP", None, "AFP"),
        ("By Jane Roe", None, None),
        ("(Agence France-Presse)", None, "AFP"),
    ],
)
def test_origin_is_what_the_text_credits(line: str, outlet: str | None, origin: str | None) -> None:
    report = read_text(f"Six killed in town\n\n{SENTENCE}\n\n{SENTENCE}\n\n{line}", outlet=outlet)
    assert (report.outlet, report.origin) == (outlet, origin)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Six people were killed in the northern town on Monday, the police said, and two were wounded.", "en"),
        ("SIX PEOPLE WERE KILLED IN THE NORTHERN TOWN ON MONDAY, THE POLICE SAID, AND TWO WERE WOUNDED.", "en"),
        ("Seis personas murieron el lunes en un ataque con bomba contra un mercado de la capital, según informó la policía local.", "es"),
        ("Шесть человек погибли в понедельник при взрыве бомбы на рынке в столице страны, сообщили в полиции и больнице города.", "ru"),
        ("قُتل ستة أشخاص يوم الاثنين في انفجار قنبلة في سوق وسط العاصمة، بحسب ما قالت الشرطة ومصادر طبية في المستشفى", "ar"),
        ("Six dead", None),
    ],
)
def test_language_is_told_or_left_open(text: str, language: str | None) -> None:
    report = read_text(text)
    assert report.language == language
    assert any("nothing is extracted" in warning for warning in report.warnings) == (language not in (None, "en"))


@pytest.mark.parametrize("text", ["", "  \n\t\n", "six\0people", "word " * 250_000])
def test_what_is_no_report_is_refused_with_advice(text: str) -> None:
    with pytest.raises(BadInput, match="; "):
        read_text(text)


def test_half_characters_are_replaced_and_said() -> None:
    report = read_text("Six \ud800 killed in the town.")
    assert report.text == "Six \ufffd killed in the town."
    assert any("lone surrogates" in warning for warning in report.warnings)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aB6 .:-–\n\r\t'“”\u2028\u00a0é")), min_size=1, max_size=300))
def test_blocks_cover_every_character_that_is_not_blank(text: str) -> None:
    if not text.strip():
        return
    report = read_text(text)
    assert report.text == text
    covered = {at for block in report.blocks for at in range(block.start, block.end)}
    assert all(at in covered for at, sign in enumerate(text) if not sign.isspace())
    assert all((block.reason is not None) == (block.kind == "not_article") for block in report.blocks)
    assert report == read_text(text)


@pytest.mark.skipif(not SEED.exists(), reason="the acceptance article lies outside the project")
def test_the_acceptance_article() -> None:
    text = SEED.read_bytes().decode("utf-8")
    report = read_text(text, published=date(2016, 2, 22))
    assert report.text == text
    assert report.origin == "BBC" and report.outlet is None and report.language == "en"
    marked = [(block.reason, text[block.start : block.end].split()[0]) for block in report.blocks if block.kind == "not_article"]
    assert marked == [
        ("link list", "History"),
        ("link list", "Maps"),
        ("link to another report", "READ"),
        ("link to another report", "READ"),
        ("source credit", "Source:"),
    ]
    assert [kind for kind, _ in kinds(report)].count("heading") == 2
    assert kinds(report)[0][0] == "title"
    assert len([block for block in report.blocks if block.kind == "paragraph"]) == 24
