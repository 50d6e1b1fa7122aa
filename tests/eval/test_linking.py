"""The measures of linking, on clusterings worked out by hand, and the silver answer of items."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from linking_ecb import b3, clusters, pairwise
from linking_items import read_items, same_event, same_path

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
