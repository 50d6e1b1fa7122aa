"""The dossier's parts one by one: text cut at marks, figures compared, words for values and dates, map geometry."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from dossier_factory import market
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model.claim import Claim, Qualifier
from tollbook.model.incident import DatePrecision, DateValue
from tollbook.model.text import Span
from tollbook.publish.dossier import words
from tollbook.publish.dossier.bars import nice_top
from tollbook.publish.dossier.geography import Box, base_map, clip_line, clip_ring, fit, ring_area, ring_of
from tollbook.publish.dossier.map_labels import beside, text_box
from tollbook.publish.dossier.markup import anchor, attribute, escape
from tollbook.publish.dossier.segments import Mark, per_block, pieces
from tollbook.publish.dossier.view import arrange, by_field, conflicts

_spans = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: Mark(p[0], p[0] + p[1], "claim", "killed", "x", f"{p[0]}-{p[1]}"))


@given(st.lists(_spans, max_size=12), st.integers(0, 20), st.integers(1, 30))
def test_pieces_cover_the_stretch_once_with_the_right_marks(marks: list[Mark], start: int, length: int) -> None:
    end = start + length
    cut = list(pieces(start, end, marks))
    assert cut[0].start == start and cut[-1].end == end
    assert all(a.end == b.start for a, b in pairwise(cut))
    for piece in cut:
        for at in range(piece.start, piece.end):
            assert set(piece.marks) == {m for m in marks if m.start <= at < m.end}
    for mark in set(marks):
        assert sum(mark in p.closing for p in cut) == (1 if start < mark.end <= end and mark.start < end else 0)


@given(st.lists(_spans, max_size=12), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_marks_reach_every_block_that_they_touch(marks: list[Mark], lengths: list[int]) -> None:
    blocks, at = [], 0
    for length in lengths:
        blocks.append((at, at + length))
        at += length + 1
    for (start, end), found in zip(blocks, per_block(blocks, marks), strict=True):
        assert sorted(m.id for m in found) == sorted(m.id for m in marks if m.start < end and m.end > start)


def _claim(
    name: str, low: int | None, high: int | None, qualifier: Qualifier = "exact", kind: str | None = None, part_of: str | None = None
) -> Claim:
    return Claim(name, "i", "killed", low, high, qualifier, None, kind, Span(0, 1, "x"), None, (), "asserts", part_of, "constructed")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([_claim("a", 57, 57), _claim("b", 63, 63)], "ab"),
        ([_claim("a", 57, 57), _claim("b", 50, None, "at_least")], ""),
        ([_claim("a", 57, 57), _claim("b", 60, None, "at_least")], "ab"),
        ([_claim("a", None, 9, "at_most"), _claim("b", 9, 9)], ""),
        ([_claim("a", 40, 40, "about"), _claim("b", 50, 50)], ""),
        ([_claim("a", 40, 40, "about"), _claim("b", 100, 100)], "ab"),
        ([_claim("a", None, None, "vague"), _claim("b", 100, 100)], ""),
        ([_claim("a", 12, 12, kind="soldiers"), _claim("b", 3, 3, kind="civilians")], ""),
        ([_claim("a", 12, 12, kind="people"), _claim("b", 3, 3)], "ab"),
        ([_claim("a", 12, 12), _claim("b", 3, 3, part_of="a")], ""),
        ([_claim("a", 10, 10), _claim("b", 10, 20, "between"), _claim("c", 15, 15)], "ac"),
    ],
)
def test_conflicts(claims: list[Claim], expected: str) -> None:
    assert sorted(conflicts(claims)) == sorted(expected)


def test_parts_come_under_their_whole_even_in_a_circle() -> None:
    whole, part, deep = _claim("a", 12, 12), _claim("b", 4, 4, part_of="a"), _claim("c", 1, 1, part_of="b")
    assert [(r.claim.id, r.depth) for r in by_field([deep, whole, part])[0].rows] == [("a", 0), ("b", 1), ("c", 2)]
    circle = [_claim("a", 1, 1, part_of="b"), _claim("b", 1, 1, part_of="a")]
    assert sorted(r.claim.id for r in by_field(circle)[0].rows) == ["a", "b"]


def test_claim_of_an_unknown_incident_is_kept_apart() -> None:
    coded = market()
    view = arrange([type(coded)(coded.report, (), coded.claims, coded.numbers)])
    assert sum(len(f.rows) for f in view.loose[coded.report.id]) == len(coded.claims)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (_claim("a", 57, 57), "57"),
        (_claim("a", 57, None, "at_least"), "at least 57"),
        (_claim("a", 101, None, "more_than"), "more than 100"),
        (_claim("a", None, 30, "at_most"), "at most 30"),
        (_claim("a", None, 29, "fewer_than"), "fewer than 30"),
        (_claim("a", 40, 40, "about"), "about 40"),
        (_claim("a", 1500, 2000, "between"), "1,500 to 2,000"),
        (_claim("a", 24, None, "vague"), "at least 24 (vague)"),
        (_claim("a", None, None, "vague"), "no figure"),
        (_claim("a", 0, 0), "0"),
    ],
)
def test_value_in_words(claim: Claim, expected: str) -> None:
    assert words.value(claim) == expected


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        (date(2016, 2, 21), date(2016, 2, 21), "day", "21 February 2016"),
        (date(2016, 2, 15), date(2016, 2, 21), "week", "week of 15 to 21 February 2016"),
        (date(2016, 1, 1), date(2016, 1, 31), "month", "January 2016"),
        (date(2015, 1, 1), date(2015, 12, 31), "year", "2015"),
        (date(2015, 10, 1), date(2015, 12, 31), "range", "1 October to 31 December 2015"),
        (date(2015, 12, 30), date(2016, 1, 2), "range", "30 December 2015 to 2 January 2016"),
        (None, date(2016, 1, 2), "range", "not after 2 January 2016"),
        (None, date(2016, 2, 22), "unknown", "not after 22 February 2016"),
        (date(2016, 2, 22), None, "range", "not before 22 February 2016"),
        (None, None, "unknown", "date unknown"),
    ],
)
def test_date_in_words(start: date | None, end: date | None, precision: DatePrecision, expected: str) -> None:
    assert words.when(DateValue("", start, end, precision, "unknown", None, "r", "r")) == expected


@given(st.text())
def test_escaped_text_holds_no_markup_and_no_acting_character(text: str) -> None:
    for out in (attribute(text), escape(text).replace('<span class="ctl" title="U+', "").replace("</span>", "").replace('">', "")):
        assert not set(out) & set("<>\"'\x00\x1b\u202e\u2066")
    attribute(text).encode("utf-8")
    escape(text).encode("utf-8")


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_anchor_is_a_plain_name(one: str, other: str) -> None:
    assert set(anchor(one)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
    assert anchor("c0123456789ab") == "c0123456789ab"


@pytest.mark.parametrize(("value", "top"), [(1, 1), (3, 4), (57, 60), (63, 100), (101, 200), (2000, 2000)])
def test_scale_tops(value: int, top: int) -> None:
    assert nice_top(value) == top


def test_base_map_knows_the_world() -> None:
    world = base_map()
    names = {c.name for c in world.countries}
    assert {"Syria", "Palestine", "South Sudan", "Ukraine", "Fiji"} <= names and len(names) > 200
    for country in world.countries:
        for numbers in country.rings:
            ring = ring_of(numbers, world.arcs, 360.0)
            assert all(abs(a[0] - b[0]) < 60 for a, b in pairwise(ring)), f"{country.name} jumps round the world"
            assert abs(ring[0][0] - ring[-1][0]) < 1e-9 and abs(ring[0][1] - ring[-1][1]) < 1e-9


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-89, 89), st.floats(0, 400)), min_size=1, max_size=8))
def test_all_points_fall_inside_the_map(points: list[tuple[float, float, float]]) -> None:
    project, _ = fit(points, (760.0, 480.0))
    for lon, lat, _radius in points:
        x, y = project(lon, lat)
        assert -1 <= x <= 761 and -1 <= y <= 481


def test_clipping() -> None:
    box = Box(0, 0, 10, 10)
    assert abs(ring_area(clip_ring([(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0)], box))) == 25
    assert clip_ring([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], box) == []
    assert clip_line([(-9.0, 5.0), (-5.0, 5.0), (5.0, 5.0), (20.0, 5.0), (30.0, 5.0)], box) == [[(-5.0, 5.0), (5.0, 5.0), (20.0, 5.0)]]


@given(st.lists(st.tuples(st.floats(20, 700), st.floats(20, 440)), max_size=15))
def test_labels_never_cover_each_other(points: list[tuple[float, float]]) -> None:
    labels = beside([(p, 5.0, "Somewhere") for p in points], [], Box(0, 0, 760, 480), 13.0)
    boxes = [text_box(label, 13.0) for label in labels]
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
