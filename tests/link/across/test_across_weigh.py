"""Accounts of two reports, compared: what must come out the same, different, or go to a person."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from itertools import combinations

import pytest
from across_factory import DAY, account, accounts
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.lexicon.link_weights import link_weights, read_weights
from tollbook.link.across.compare import levels_of
from tollbook.link.across.features import features_of
from tollbook.link.across.weigh import compare_accounts, share_of
from tollbook.model.account import Account
from tollbook.model.comparison import Comparison
from tollbook.model.errors import BadLexicon

NEXT = DAY + timedelta(1)
MARKET = "A car bomb killed 14 people and wounded 31 at the Karrada market in Baghdad on Tuesday, police said."
MARKET_TOO = (
    "At least 14 people died and 31 were injured on Tuesday when a car bomb exploded at a market in Karrada, Baghdad, officials said."
)
GROWN = "The death toll from Tuesday's car bomb at the Karrada market in Baghdad rose to 19, the health ministry said on Wednesday."
MOSUL = "A car bomb killed 6 people and wounded 9 in Mosul on Tuesday, police said."
KABUL = "Gunmen shot dead three teachers in Kabul on Tuesday."
SHRINE = "A suicide bomber killed 52 pilgrims at the Kadhimiya shrine in Baghdad on Tuesday, the interior ministry said."


def level(found: Comparison, feature: str) -> str:
    return next(one.level for one in found.levels if one.feature == feature)


def test_two_outlets_on_one_bombing_are_the_same() -> None:
    found = compare_accounts(account(MARKET, outlet="Post"), account(MARKET_TOO, outlet="Herald"))
    assert found.answer == "same"
    assert (level(found, "when"), level(found, "how_many")) == ("same_day", "several_equal")


def test_a_toll_that_rose_is_an_update_of_the_same() -> None:
    found = compare_accounts(account(MARKET), account(GROWN, published=NEXT))
    assert (level(found, "telling"), found.answer) == ("update", "same")


@pytest.mark.parametrize("other", [MOSUL, KABUL])
def test_another_town_on_the_same_day_is_different(other: str) -> None:
    assert compare_accounts(account(MARKET), account(other)).answer == "different"


def test_two_bombings_in_one_city_on_one_day_are_not_taken_for_one() -> None:
    assert compare_accounts(account(MARKET), account(SHRINE)).answer != "same"


def test_incidents_that_one_report_keeps_apart_stay_apart() -> None:
    told = accounts(f"{MARKET}\n\n{MOSUL}")
    assert len(told) == 2
    found = compare_accounts(*told)
    assert (level(found, "status"), found.answer) == ("same_report", "different")


def test_a_total_is_none_of_its_parts() -> None:
    total = next(
        one
        for one in accounts(
            "A total of 214 people were killed in bombings across Iraq in May, the United Nations said.", published=date(2024, 6, 1)
        )
        if one.incident.status == "aggregate"
    )
    found = compare_accounts(account(MARKET), total)
    assert (level(found, "status"), found.answer) == ("total_and_part", "different")


def test_the_same_place_on_other_days_with_its_own_toll_is_not_taken_for_one() -> None:
    earlier = account("An air strike killed 22 people in Gaza City.", published=DAY)
    later = account("An air strike killed 9 people in Gaza City.", published=DAY + timedelta(3))
    assert compare_accounts(earlier, later).answer != "same"


def test_every_feature_is_shown_with_its_bits_and_they_add_up() -> None:
    found = compare_accounts(account(MARKET), account(MARKET_TOO))
    assert [one.feature for one in found.levels] == list(link_weights().bits)
    assert found.bits == pytest.approx(link_weights().prior + sum(one.bits for one in found.levels))
    assert found.share == pytest.approx(share_of(found.bits))
    assert all(one.words for one in found.levels)


TEXTS = (MARKET, MARKET_TOO, GROWN, MOSUL, KABUL, SHRINE, "Fighting went on in the north.", "Bombings killed 214 people in Iraq in May.")
SOME = tuple(one for text in TEXTS for one in accounts(text))


@given(st.sampled_from(SOME), st.sampled_from(SOME))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_two_does_not_matter(left: Account, right: Account) -> None:
    assert compare_accounts(left, right) == compare_accounts(right, left)
    assert {one.level for one in levels_of(features_of(left), features_of(right))} == {
        one.level for one in levels_of(features_of(right), features_of(left))
    }


def test_every_level_that_is_reached_has_bits() -> None:
    for left, right in combinations(SOME, 2):
        compare_accounts(left, right)


@pytest.mark.parametrize("seed", ["0", "77"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests/link/across')\n"
        "from across_factory import account\nfrom tollbook.link.across.weigh import compare_accounts\n"
        "from tollbook.link.across.block import keys_of\n"
        f"a, b = account({MARKET!r}), account({MARKET_TOO!r})\nprint(compare_accounts(a, b), keys_of(a))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    ).stdout
    from tollbook.link.across.block import keys_of  # noqa: PLC0415

    one, other = account(MARKET), account(MARKET_TOO)
    assert out.strip() == f"{compare_accounts(one, other)} {keys_of(one)}"


def test_a_wrong_settings_file_is_named() -> None:
    good = {"prior": -3, "floors": {"same": 0.9, "different": 0.1}, "features": {"when": {"same_day": 2}}}
    assert read_weights("incidents", good).bits_of("when", "same_day") == 2
    with pytest.raises(BadLexicon, match=r"link_weights\.yaml"):
        read_weights("incidents", {**good, "floors": {"same": 0.1, "different": 0.9}})
    with pytest.raises(BadLexicon, match="no bits for when: never"):
        read_weights("incidents", good).bits_of("when", "never")
