"""Who did it, to whom, on what kind of site, and whether one event is told or several."""

from __future__ import annotations

import pytest
from across_factory import account

from tollbook.lexicon.load import table
from tollbook.link.across.compare import what
from tollbook.link.across.features import Features, features_of
from tollbook.link.across.sides import scope, site, who, whom
from tollbook.link.across.sites import sites_of

ROWS = table("en", "link_sites.yaml")["sites"].items()


def told(text: str) -> Features:
    return features_of(account(text))


@pytest.mark.parametrize(("kind", "sentence"), [(kind, one) for kind, row in ROWS for one in row["reads"]])
def test_site_is_found(kind: str, sentence: str) -> None:
    assert kind in sites_of([sentence])


@pytest.mark.parametrize(("kind", "sentence"), [(kind, one) for kind, row in ROWS for one in row["leaves"]])
def test_site_is_left(kind: str, sentence: str) -> None:
    assert kind not in sites_of([sentence])


MARKET = "A car bomb killed 14 people at a market in Baghdad on Tuesday."
MINIBUS = "A bomb on a minibus killed 14 people in Baghdad on Tuesday."
BARE = "A bomb killed 14 people in Baghdad on Tuesday."


@pytest.mark.parametrize(
    ("left", "right", "level"), [(MARKET, MARKET, "same_site"), (MARKET, MINIBUS, "other_site"), (MARKET, BARE, "missing")]
)
def test_site(left: str, right: str, level: str) -> None:
    assert site(told(left), told(right))[0] == level == site(told(right), told(left))[0]


STRIKE = "Israel launched an air strike on a house in Tehran on Tuesday, killing three people."
ANSWER = "Iran launched an air strike on a house in Haifa on Tuesday, killing three people."


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Taliban fighters clashed with Islamic State in Kabul on Tuesday, and 5 fighters were killed.",
         "Islamic State fought the Taliban in Kabul on Tuesday, and 5 fighters were killed.", "same_dyad"),
        ("Boko Haram killed 5 farmers in Borno on Tuesday.", "Boko Haram gunmen killed 5 people in Borno on Tuesday.", "same_actor"),
        (BARE, BARE, "missing"),
        (STRIKE, ANSWER, "other_actor"),
    ],
)  # fmt: skip
def test_who(left: str, right: str, level: str) -> None:
    assert who(told(left), told(right))[0] == level == who(told(right), told(left))[0]


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Gunmen killed five soldiers in Kabul.", "Five soldiers died in an attack in Kabul.", "same_people"),
        ("Gunmen killed five soldiers in Kabul.", "Gunmen killed five civilians in Kabul.", "other_people"),
        ("Gunmen killed five soldiers in Kabul.", "Gunmen killed five people in Kabul.", "missing"),
    ],
)
def test_whom(left: str, right: str, level: str) -> None:
    assert whom(told(left), told(right))[0] == level == whom(told(right), told(left))[0]


SEVERAL = "Israeli airstrikes across the Gaza Strip killed 40 people."


@pytest.mark.parametrize(
    ("left", "right", "level"), [(SEVERAL, SEVERAL, "both_several"), (SEVERAL, BARE, "several_and_one"), (BARE, BARE, "both_one")]
)
def test_scope(left: str, right: str, level: str) -> None:
    assert scope(told(left), told(right))[0] == level == scope(told(right), told(left))[0]


def test_an_agreement_is_no_attack() -> None:
    assert what(told("The two sides agreed to a ceasefire in Goma."), told(MARKET))[0] == "agreement"
