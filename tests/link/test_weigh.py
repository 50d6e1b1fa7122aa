"""What the learned part may change in linking: only what the rules leave open, and only when it is sure."""

from __future__ import annotations

from typing import get_args

import pytest

from tollbook.link.weigh import WEAK_TOTALS, is_untold, tied, weigh_status, weigh_type
from tollbook.model.incident import IncidentType
from tollbook.model.mention import Telling


def told(event: float = 1.0, types: dict[str, float] | None = None, **status: float) -> Telling:
    shares = dict.fromkeys(("new", "background", "aggregate", "hypothetical", "denied"), 0.0) | status
    return Telling(shares, {name: (types or {}).get(name, 0.0) for name in get_args(IncidentType)}, event)


def test_what_the_rules_read_as_new_stays_new() -> None:
    assert weigh_status(("new", ""), told(aggregate=1.0)) == ("new", "")
    assert weigh_status(("new", ""), None) == ("new", "")


def test_a_cue_gives_way_only_to_near_certainty_and_counted_attacks_never() -> None:
    since, counted = "“since March” opens a period (since)", f"{WEAK_TOTALS[0]} “two attacks”"
    assert weigh_status(("aggregate", since), told(new=0.9)) == ("aggregate", since)
    status, reason = weigh_status(("aggregate", since), told(new=0.99))
    assert status == "new"
    assert "learned part" in reason
    assert weigh_status(("aggregate", counted), told(new=1.0)) == ("aggregate", counted)


def test_alone_it_decides() -> None:
    assert weigh_status(("aggregate", "“in total”"), told(new=0.4, aggregate=0.3), alone=True)[0] == "new"


def test_threats_and_denials_tell_of_nothing() -> None:
    assert is_untold(told(hypothetical=0.5, denied=0.4))
    assert not is_untold(told(new=0.5, hypothetical=0.5))
    assert not is_untold(None)


def test_a_type_gives_way_only_to_a_sure_one() -> None:
    assert weigh_type("other", [told(types={"bombing": 0.95})]) == "bombing"
    assert weigh_type("shelling", [told(types={"bombing": 0.4, "shelling": 0.3})]) == "shelling"
    assert weigh_type("shelling", [None, told(event=0.1, types={"bombing": 1.0})]) == "shelling"  # no event word for it


def test_ties_are_the_mean_over_pairs_and_none_where_nothing_was_read() -> None:
    scores = {((0, 1), (1, 2)): 0.8, ((0, 1), (1, 5)): 0.4}
    assert tied([(0, 1)], [(1, 2), (1, 5), (9, 9)], lambda one, other: scores.get((one, other))) == pytest.approx(0.6)
    assert tied([(0, 1)], [(9, 9)], lambda one, other: None) is None
    assert tied([(0, 1)], [(1, 2)], None) is None
