"""What one source lists in one breath adds up; a person who is named again, a second source and a part of a whole never do."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.pipeline import Settings, code_report
from tollbook.read import read_text
from tollbook.record.tolls import Toll, tolls


def lines(text: str) -> tuple[Toll, ...]:
    coded = code_report(read_text(text, published=date(2024, 5, 14)), Settings(parts="rules"))
    return tuple(toll for incident in coded.incidents for toll in tolls(incident.id, coded.claims) if toll.field == "killed")


def killed(text: str) -> dict[str | None, tuple[int | None, int | None, int | None]]:
    return {toll.group_kind: (toll.low, toll.best, toll.high) for toll in lines(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One Canadian and six West Germans were killed in Kano.", (7, 7, 7)),
        ("The blast in Kano killed a man and a woman.", (2, 2, 2)),
        ("Two soldiers and at least three civilians were killed in Kano.", (5, 5, None)),
        ("Anna Rossi and Marco Bianchi were shot dead in Kano.", (2, 2, 2)),
        ("Anna Rossi was shot dead in Kano. Gunmen also killed Marco Bianchi.", (2, 2, 2)),  # named one by one
        ("Anna Rossi was shot dead in Kano. Rossi was killed at home.", (1, 1, 1)),  # the same person again
        ("Five people were killed in Kano. Anna Rossi was among those killed.", (5, 5, 5)),
    ],
)
def test_lists_add_up_for_all_people(text: str, expected: tuple[int | None, int | None, int | None]) -> None:
    assert killed(text)[None] == expected


def test_a_list_of_kinds_still_counts_each_kind() -> None:
    assert killed("Two soldiers and three civilians were killed in Kano.") == {
        None: (5, 5, 5),
        "civilians": (3, 3, 3),
        "soldiers": (2, 2, 2),
    }


def test_two_sources_are_never_added() -> None:
    assert killed("Police said 12 people were killed in Kano. Medics said 15 people were killed.")[None] == (12, 12, 15)


def test_every_claim_is_accounted_for() -> None:
    for text in (
        "Two soldiers and three civilians were killed in Kano.",
        "Five people were killed in Kano. Anna Rossi was among those killed.",
    ):
        for toll in lines(text):
            assert sorted([*toll.made_by, *(aside.claim for aside in toll.set_aside)]) == sorted(claim.id for claim in toll.claims)
