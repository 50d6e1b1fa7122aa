"""The measures of linking, on clusterings worked out by hand, and the silver answer of items."""

from __future__ import annotations

import json
import sys
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from linking_ecb import clusters
from linking_floors import changes
from linking_items import read_items, same_event, same_path
from linking_judged import Judged, Shares, by_part, in_one_record, read_judged, two_by_two
from linking_measures import b3, best_pairing, ceaf_e, conll, muc, pairwise, wilson

from tollbook.model.comparison import Answer, Comparison

GOLD = ["a", "a", "a", "b", "b", "c"]


def test_b3_and_pairs_of_a_right_clustering() -> None:
    assert b3(GOLD, [1, 1, 1, 2, 2, 3]) == pytest.approx((1, 1, 1))
    assert pairwise(GOLD, [1, 1, 1, 2, 2, 3]) == pytest.approx((1, 1, 1))


def test_everything_in_one_costs_precision_only() -> None:
    precision, recall, _ = b3(GOLD, [0] * 6)
    assert (precision, recall) == pytest.approx(((9 + 4 + 1) / 36, 1))
    assert pairwise(GOLD, [0] * 6)[:2] == pytest.approx((4 / 15, 1))


def test_nothing_joined_costs_recall_only() -> None:
    assert b3(GOLD, list(range(6)))[:2] == pytest.approx((1, 3 / 6))
    assert pairwise(GOLD, list(range(6)))[1] == 0


def test_muc_counts_the_links_that_hold_clusters_together() -> None:
    assert muc(GOLD, [1, 1, 1, 2, 2, 3]) == pytest.approx((1, 1, 1))
    assert muc(GOLD, [0] * 6)[:2] == pytest.approx((3 / 5, 1))  # five links told, of which three hold gold clusters together
    assert muc(GOLD, list(range(6))) == pytest.approx((0, 0, 0))
    # Vilain's own: gold {1 2 3 4}, answer {1 2} {3 4}: two of three links
    assert muc("aaaa", [1, 1, 2, 2])[:2] == pytest.approx((1, 2 / 3))


def test_ceaf_pairs_clusters_one_to_one() -> None:
    assert ceaf_e(GOLD, [1, 1, 1, 2, 2, 3]) == pytest.approx((1, 1, 1))
    # one answer cluster of six is paired with the gold cluster of three: 2 * 3 / 9
    assert ceaf_e(GOLD, [0] * 6)[:2] == pytest.approx((2 / 3, 2 / 9))
    # of six single answers three are paired: 2/4, 2/3 and 1
    assert ceaf_e(GOLD, list(range(6)))[:2] == pytest.approx(((0.5 + 2 / 3 + 1) / 6, (0.5 + 2 / 3 + 1) / 3))
    assert conll(GOLD, GOLD) == pytest.approx(1)


def test_the_best_pairing_is_the_best_of_all() -> None:
    dice = np.random.default_rng(3)
    for rows, columns in ((1, 1), (2, 5), (4, 4), (5, 3)):
        worth = dice.random((rows, columns))
        small, wide = (worth, columns) if rows <= columns else (worth.T, rows)
        best = max(sum(small[at, one] for at, one in enumerate(order)) for order in permutations(range(wide), min(rows, columns)))
        assert sum(worth[pair] for pair in best_pairing(worth)) == pytest.approx(best)


def test_wilsons_interval() -> None:
    assert wilson(15, 24) == pytest.approx((0.427, 0.788), abs=0.001)
    assert wilson(0, 0) == (0, 1)
    assert wilson(10, 10)[1] == pytest.approx(1)


JUDGED = [Judged("a", "b", True, "one"), Judged("a", "c", True, "one"), Judged("b", "d", False, "two"), Judged("c", "d", False, "two")]


def test_pairs_are_counted_two_by_two_and_in_one_record() -> None:
    def found(answer: Answer) -> Comparison:
        return Comparison("x", "y", (), 0.0, 0.5, answer)

    told = {("a", "b"): found("same"), ("a", "c"): None, ("b", "d"): found("undecided"), ("c", "d"): found("same")}
    assert two_by_two(JUDGED, told) == Shares(1, 1, 2, 2, open_different=1, lost=1)
    incidents = {"a": frozenset("1"), "b": frozenset("1"), "c": frozenset("12"), "d": frozenset("3")}
    assert in_one_record(JUDGED, incidents) == Shares(2, 0, 2, 2)
    assert "P 1.000 (0.34 to 1.00) R 1.000" in in_one_record(JUDGED, incidents).line()
    assert list(by_part(JUDGED)) == ["one", "two", "all parts"]


def test_only_pairs_judged_same_or_different_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    lines = [
        json.dumps({"left": "a", "right": name, "answer": answer}) for name, answer in (("b", "same"), ("c", "unsure"), ("d", "different"))
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert read_judged(path) == [Judged("a", "b", True, "all"), Judged("a", "d", False, "all")]


def test_changed_answers_are_told() -> None:
    before: list[dict[str, object]] = [{"left": "a", "right": "b", "answer": "same", "joined": True}]
    after: list[dict[str, object]] = [{"left": "a", "right": "b", "answer": "undecided", "joined": False}]
    assert changes(before, after, JUDGED) == ["~ a b (same) answer same -> undecided", "~ a b (same) joined joined -> apart"]
    assert changes(before, before, JUDGED) == []


def test_clusters_join_the_likeliest_on_average_first() -> None:
    bits = np.array([[0, 5, 1, -4], [5, 0, -3, -4], [1, -3, 0, 2], [-4, -4, 2, 0]], dtype=float)
    told = clusters(bits, 0.0)
    assert told[0] == told[1] != told[2] == told[3]
    assert len(set(clusters(bits, 9.0))) == 4


def test_items_of_one_event_are_the_same_and_those_of_a_war_are_not_known(tmp_path: Path) -> None:
    def item(day: int, text: str, *topics: str) -> str:
        return json.dumps(
            {"date": f"2024-05-{day:02}", "section": "Armed conflicts and attacks", "topics": topics, "text": text, "links": []}
        )

    path = tmp_path / "items.jsonl"
    lines = [
        item(1, "One.", "A war", "2024 Quarry bombing"),
        item(2, "Two.", "A war", "2024 Quarry bombing"),
        item(1, "Three.", "A war"),
        item(30, "Four.", "A war"),
        item(3, "Five.", "2024 coast clashes"),
        item(4, "Six.", "2024 coast clashes"),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    one, two, three, four, five, six = items = read_items(path, armed_only=True)
    answer = same_event(items)
    assert answer(one, two) is True
    assert answer(one, three) is False
    assert answer(three, four) is False
    assert same_path(three, four)
    assert answer(five, six) is None
