"""A joined incident in the terminal: tolls, every claim over time, voices; nothing wider than the terminal, nothing left out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from joint_factory import told
from record_factory import Figure

from tollbook.model.account import Account
from tollbook.publish.terminal.clean import cells
from tollbook.publish.terminal.joint import joint_lines
from tollbook.publish.terminal.style import Style
from tollbook.record.toll_rules import RuleChoice


def accounts() -> tuple[Account, ...]:
    return (
        told(Figure(12, 12, "the health ministry"), Figure(4, 4, "the health ministry", kind="children", part_of=0), outlet="A"),
        told(Figure(15, 15, "the health ministry"), outlet="B", day=14),
        told(Figure(20, 20, "residents"), Figure(9, 9, "residents", kind="civilians"), outlet="C", day=None),
        told(Figure(30, 30, "medics", field="injured"), outlet="D", day=15),
    )


@pytest.mark.parametrize("width", [80, 120])
def test_a_joined_incident_shows_every_claim_and_what_became_of_it(width: int) -> None:
    lines = joint_lines("joined", accounts(), Style(width), choice=RuleChoice("airwars"))
    page = "\n".join(lines)
    for words in ("Toll, killed: 15–20", "Toll, injured: 30", "disagreement 0.25", "suggested grade", "no date", "voices:", "look at this"):
        assert words in page
    for account in accounts():
        assert all(claim.id in page for claim in account.claims)
    assert "replaced" in page
    assert all(cells(line) <= width for line in lines if not line.startswith(("Toll", "  made by")))


def test_in_whatever_order_the_page_is_the_same() -> None:
    assert joint_lines("joined", accounts(), Style()) == joint_lines("joined", accounts()[::-1], Style())


def test_without_a_claim_nobody_gives_a_figure() -> None:
    assert joint_lines("joined", (), Style()) == ["Nobody gives a figure."]
