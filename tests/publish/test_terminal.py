"""What a terminal shows: figures in short, lines within their width, no character that could steer the terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model.claim import Claim, Qualifier
from tollbook.model.text import Span
from tollbook.publish.terminal.clean import ascii_signs, cells, clean, clean_json, cut, wrap
from tollbook.publish.terminal.columns import Column, aligned, labelled
from tollbook.publish.terminal.figures import figure, speaker
from tollbook.publish.terminal.report import in_parts

ANY = st.text(st.characters(codec=None))


def claim(low: int | None, high: int | None, qualifier: Qualifier, quote: str = "figure") -> Claim:
    return Claim(
        "c1", None, "killed", low, high, qualifier, None, None, Span(0, len(quote), quote), None, (), "asserts", None, "constructed"
    )


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "quote", "shown"),
    [
        (57, 57, "exact", "57 people", "57"),
        (57, None, "at_least", "at least 57", "≥57"),
        (101, None, "more_than", "more than 100", ">100"),
        (None, 30, "at_most", "up to 30", "≤30"),
        (None, 29, "fewer_than", "fewer than 30", "<30"),
        (40, 40, "about", "some 40", "~40"),
        (40, 60, "between", "40 to 60", "40–60"),
        (3, None, "vague", "several people", "several (≥3)"),
        (24, None, "vague", "Dozens more", "dozens (≥24)"),
        (None, None, "vague", "the death toll", "no figure"),
        (0, 0, "exact", "no casualties", "0"),
        (12000, 12000, "exact", "12,000", "12,000"),
    ],
)
def test_figures(low: int | None, high: int | None, qualifier: Qualifier, quote: str, shown: str) -> None:
    assert figure(claim(low, high, qualifier, quote)) == shown


def test_nobody_named_is_the_report_itself() -> None:
    assert speaker(claim(1, 1, "exact")) == "the report itself"


@given(ANY)
def test_clean_text_holds_nothing_that_steers_a_terminal(text: str) -> None:
    shown = clean(text)
    assert not [
        c
        for c in shown
        if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI")
    ]
    assert clean(shown) == shown


@given(ANY)
def test_clean_json_says_the_same(text: str) -> None:
    line = clean_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(line) == {"text": text}
    line.encode("utf-8")
    assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


@given(ANY, st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    shown = clean(text)
    lines = wrap(shown, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


@given(ANY, st.integers(1, 20))
def test_cut_loses_nothing(text: str, width: int) -> None:
    head, rest = cut(clean(text), width)
    assert head + rest == clean(text)


@given(st.lists(st.tuples(ANY, ANY, ANY), max_size=4), st.integers(40, 120))
def test_rows_keep_to_the_width(rows: list[tuple[str, str, str]], width: int) -> None:
    columns = (Column("first", True), Column("second", True), Column("third", True))
    lines = aligned(columns, [tuple(clean(cell) for cell in row) for row in rows], width, indent=2)
    assert all(cells(line) <= width for line in lines)


def test_columns_are_aligned_by_what_a_terminal_shows() -> None:
    lines = aligned((Column("place"), Column("killed")), [("漢字", "1"), ("e\u0301te\u0301", "2"), ("abcd", "3")], 80)
    assert {cells(line[: line.rindex(sign)]) for line, sign in zip(lines[1:], "123", strict=True)} == {len("place") + 2}


def test_labels_stand_before_their_first_line_only() -> None:
    lines = labelled([("when", "word " * 30)], 50)
    assert lines[0].startswith("when  word")
    assert all(line.startswith("      word") for line in lines[1:])


def test_signs_in_ascii() -> None:
    assert ascii_signs("≥57 “dead” 40–60 ⟦x⟧").encode("ascii") == b'>=57 "dead" 40-60 [[x]]'


def test_parts_that_name_each_other_are_shown_once_each() -> None:
    def part(name: str, whole: str | None) -> Claim:
        return Claim(name, None, "killed", 1, 1, "exact", None, None, Span(0, 1, "1"), None, (), "asserts", whole, "constructed")

    claims = [part("a", "b"), part("b", "a"), part("c", None), part("d", "c"), part("e", "e")]
    assert sorted(claim.id for claim, _ in in_parts(claims)) == ["a", "b", "c", "d", "e"]
    assert [(claim.id, depth) for claim, depth in in_parts(claims)][:2] == [("c", 0), ("d", 1)]
