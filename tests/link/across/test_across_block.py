"""Keys: what must meet, what need not, and how much one account meets at most."""

from __future__ import annotations

from datetime import timedelta

from across_factory import DAY, account, accounts

from tollbook.link.across.block import Index, keys_of, pairs

BAGHDAD = "A car bomb killed 14 people in Baghdad on Tuesday."


def meet(left: str, right: str, later: int = 0) -> bool:
    return bool(set(keys_of(account(left))) & set(keys_of(account(right, published=DAY + timedelta(later)))))


def test_one_incident_in_two_reports_meets() -> None:
    assert meet(BAGHDAD, "At least 12 died in a blast in the Iraqi capital Baghdad on Tuesday.")
    assert meet(BAGHDAD, "The toll of Tuesday's bombing in Baghdad rose to 20.", later=2)


def test_a_report_that_names_only_the_country_meets_one_of_its_kind() -> None:
    assert meet(BAGHDAD, "A car bomb killed 14 people in Iraq on Tuesday.")


def test_the_same_town_a_month_later_does_not_meet() -> None:
    assert not meet(BAGHDAD, "A car bomb killed 9 people in Baghdad on Thursday.", later=30)


def test_a_total_never_meets_an_incident_by_place_or_day() -> None:
    total = accounts(
        "A total of 214 people were killed in bombings across Iraq in May, the United Nations said.", published=DAY + timedelta(18)
    )[0]
    assert total.incident.status == "aggregate"
    assert all(key.startswith(("total:", "text:")) for key in keys_of(total))


def test_candidates_are_few_and_the_same_in_any_order_of_keys() -> None:
    index = Index()
    told = [account(f"A car bomb killed {number} people in Baghdad on Tuesday.") for number in range(3, 90)]
    for one in told:
        index.add(one)
    new = account("A blast killed 5 people in Baghdad on Tuesday.")
    found = index.candidates(new, most=10)
    assert len(found) == 10
    assert found == index.candidates(new, most=10)
    assert new.id not in found


def test_pairs_hold_each_pair_once_and_only_pairs_that_meet() -> None:
    told = [
        account(BAGHDAD),
        account("A blast killed 5 people in Baghdad on Tuesday."),
        account("Gunmen killed two men in Lima on Tuesday."),
    ]
    found = [{one.id, other.id} for one, other in pairs([*told, told[0]])]
    assert found == [{told[0].id, told[1].id}]
