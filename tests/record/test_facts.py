"""Facts of an incident over its accounts: a value by hand first, the most precise on which most agree, the rest beside it; the order plays no part."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joint_factory import actor, doing, told

from tollbook.model.account import Account
from tollbook.model.incident import Accusation, DateBasis, DatePrecision, DateValue, IncidentType, PlacePrecision, PlaceValue, Status
from tollbook.model.judgement import Judgement
from tollbook.model.text import Span
from tollbook.record.as_set import as_set
from tollbook.record.facts import Facts, facts, with_hand
from tollbook.record.joined import JoinedIncident
from tollbook.record.rulings import ByHand

WORDS = Span(0, 4, "word")


def when(first: int, last: int | None = None, basis: DateBasis = "text", precision: DatePrecision = "day") -> DateValue:
    """Days of May 2024."""
    start, end = date(2024, 5, first), date(2024, 5, last or first)
    return DateValue(f"{start}/{end}", start, end, precision if not last else "range", basis, WORDS if basis == "text" else None, "t", "t")


def where(
    name: str, at: tuple[float, float] | None, precision: PlacePrecision = "exact", admin1: str | None = "Bay", radius: float | None = None
) -> PlaceValue:
    lat, lon = at or (None, None)
    return PlaceValue(WORDS, name, None, lat, lon, precision if at else "unknown", admin1, "SO", "t", radius)


BAIDOA = where("Baidoa", (3.11, 43.65))
BAY = where("Bay", (2.8, 43.5), "admin1", "Bay")
GOMA = where("Goma", (-1.68, 29.22), "exact", "North Kivu")


def account(
    outlet: str,
    day: DateValue | None = None,
    place: PlaceValue | None = None,
    kind: IncidentType = "bombing",
    status: Status = "new",
    unresolved: tuple[str, ...] = (),
    published: int | None = 14,
) -> Account:
    one = told(outlet=outlet, day=published)
    return replace(one, incident=replace(one.incident, date=day, place=place, type=kind, status=status, unresolved=unresolved))


def hand(field: str, value: object, by: str = "Ada") -> ByHand:
    return ByHand(
        field, value, Judgement("j1", "set", ("i",), field, json.dumps(value), by, datetime(2024, 6, 3, tzinfo=UTC), "seen in the ledger")
    )


def names(found: Facts, of: tuple[Account, ...], evidence: object) -> list[str | None]:
    """The outlets of some evidence."""
    outlets = {one.id: one.report.outlet for one in of}
    return [outlets[one.account] for one in evidence]  # type: ignore[attr-defined]


def test_the_most_precise_of_agreeing_values_is_taken_and_the_coarser_stays_beside_it() -> None:
    own = (account("A", when(1, 31), BAY), account("B", when(13), BAIDOA))
    found = facts(own)
    assert found.date.value == when(13) and [one.value for one in found.date.agreeing] == [when(1, 31)]
    assert found.place.value == BAIDOA and [one.value for one in found.place.agreeing] == [BAY]
    assert not found.date.differing and not found.place.differing
    assert names(found, own, found.date.evidence) == ["B"] and names(found, own, found.date.agreeing[0].evidence) == ["A"]


def test_values_that_cannot_both_hold_stand_side_by_side_and_more_accounts_go_first() -> None:
    own = (account("A", when(13), GOMA), account("B", when(14), BAIDOA), account("C", when(14), BAIDOA))
    found = facts(own)
    assert found.date.value == when(14) and [one.value for one in found.date.differing] == [when(13)]
    assert found.place.value == BAIDOA and [one.value for one in found.place.differing] == [GOMA]
    assert names(found, own, found.place.differing[0].evidence) == ["A"]


def test_what_a_copy_repeats_supports_nothing_a_second_time() -> None:
    own = (account("A", when(13), published=13), account("B", when(14)), account("C", when(14)), account("D", when(13)))
    ids = {one.report.outlet: one.report.id for one in own}
    assert facts(own).date.value == when(13), "two against two: the first account's"
    assert facts(own, (), [(str(ids["A"]), str(ids["D"]))]).date.value == when(14)


@pytest.mark.parametrize("basis", ["publication", "unknown"])
def test_the_day_of_publication_is_never_the_day_of_the_event(basis: DateBasis) -> None:
    found = facts((account("A", when(14, basis=basis)), account("B")))
    assert found.date.value is None and not found.date.differing and len(found.date.unresolved) == 1
    later = facts((account("A", when(14, basis=basis)), account("B", when(13))))
    assert later.date.value == when(13) and not later.date.differing


def test_what_is_no_answer_is_kept_and_decides_nothing() -> None:
    found = facts((account("A", place=where("Qaryat", None)), account("B", kind="air_strike", unresolved=("type",))))
    assert found.place.value is None and [one.value.name for one in found.place.unresolved] == ["Qaryat"]
    assert found.type.value == "bombing" and [one.value for one in found.type.unresolved] == ["air_strike"]
    nobody = facts((account("A", kind="air_strike", unresolved=("type", "status")),))
    assert nobody.type.value is None and nobody.status.value is None and nobody.date.value is None and nobody.date.unresolved == ()
    shown = with_hand(account("A").incident, nobody)
    assert (shown.type, shown.unresolved) == ("air_strike", ("type", "status"))


@pytest.mark.parametrize(
    ("one", "other", "best", "agree"),
    [
        ("bombing", "suicide_attack", "suicide_attack", True),  # a suicide attack is a bombing
        ("attack_on_civilians", "shelling", "shelling", True),
        ("other", "armed_clash", "armed_clash", True),
        ("bombing", "air_strike", None, False),
        ("armed_clash", "abduction", None, False),
    ],
)
def test_a_wider_type_agrees_with_a_narrower_one(one: IncidentType, other: IncidentType, best: IncidentType | None, agree: bool) -> None:
    found = facts((account("A", kind=one), account("B", kind=other)))
    assert (len(found.type.agreeing), len(found.type.differing)) == ((1, 0) if agree else (0, 1))
    assert found.type.value == best if agree else found.type.value in (one, other)


def test_what_one_report_tells_as_new_another_recalls() -> None:
    found = facts((account("A", status="background"), account("B", status="background"), account("C", status="new")))
    assert found.status.value == "new" and [one.value for one in found.status.agreeing] == ["background"]
    total = facts((account("A"), account("B", status="aggregate")))
    assert [one.value for one in total.status.differing] in (["aggregate"], ["new"])


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        (where("Baidoa", (3.11, 43.65)), where("Baydhabo", (3.114, 43.651)), True),  # one point under two names
        (where("Market", (3.11, 43.65), "near", radius=10.0), where("Baidoa", (3.15, 43.66)), True),
        (where("Market", (3.11, 43.65), "near", radius=2.0), where("Town", (3.4, 43.65)), False),
        (where("Somalia", (5.0, 46.0), "country", None), BAIDOA, True),
        (where("Bay", (2.8, 43.5), "admin1"), where("Jowhar", (2.78, 45.5), admin1="Middle Shabelle"), False),
    ],
)
def test_places_that_can_be_one(left: PlaceValue, right: PlaceValue, agree: bool) -> None:
    found = facts((account("A", place=left), account("B", place=right)))
    assert bool(found.place.agreeing) is agree and bool(found.place.differing) is not agree


def test_a_value_by_hand_goes_first_and_says_who_set_it() -> None:
    own = (account("A", when(13), GOMA), account("B", when(13), BAIDOA))
    found = facts(own, [hand("date", "2024-05"), hand("place", {"name": "Baidoa", "lat": None, "lon": None}), hand("type", "execution")])
    assert found.date.value is not None and (found.date.value.start, found.date.value.end) == (date(2024, 5, 1), date(2024, 5, 31))
    assert found.date.by_hand is not None and found.date.by_hand.judgement.by == "Ada"
    assert [one.value for one in found.date.agreeing] == [when(13)]
    assert found.place.value == BAIDOA and [one.value for one in found.place.differing] == [GOMA], (
        "the place of that name that an account has"
    )
    assert found.type.value == "execution" and found.type.evidence == ()
    point = facts(own, [hand("place", {"name": "The bridge", "lat": 3.2, "lon": 43.7})]).place.value
    assert point is not None and (point.name, point.lat, point.lon, point.span.quote) == ("The bridge", 3.2, 43.7, "The bridge")


def test_a_date_by_hand_keeps_the_words_of_those_who_state_the_same() -> None:
    own = (account("A", when(13)), account("B", when(14)))
    found = facts(own, [hand("date", "2024-05-14")])
    assert names(found, own, found.date.evidence) == ["B"] and [one.value for one in found.date.differing] == [when(13)]


def test_a_person_may_set_a_value_to_unknown() -> None:
    found = facts((account("A", when(13), BAIDOA),), [hand("date", None), hand("place", None)])
    assert found.date.value is None and found.place.value is None and found.date.by_hand is not None
    assert [one.value for one in found.date.differing] == [when(13)]
    cleared = with_hand(account("A", when(13), BAIDOA).incident, found)
    assert cleared.date is None and cleared.place is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2024-02-31"),
        ("date", "soon"),
        ("date", ["2024"]),
        ("place", "Goma"),
        ("place", {"name": ""}),
        ("place", {"name": "X", "lat": 91.0, "lon": 0.0}),
        ("place", {"name": "X", "lat": float("nan"), "lon": 0.0}),
        ("type", "war"),
        ("status", None),
        ("actor", {}),
        ("nonsense", 1),
    ],
)
def test_a_value_of_another_record_that_cannot_be_read_counts_for_nothing(field: str, value: object) -> None:
    own = (account("A", when(13), BAIDOA),)
    assert facts(own, [hand(field, value)]) == facts(own)


def test_a_range_of_days_by_hand_is_read_as_one_in_facts_and_accounts() -> None:
    one, judgement = account("A", when(13), GOMA), hand("date", "2024-05-12/2024-05-13").judgement
    judgement = replace(judgement, kind="set", subjects=(one.id,), field="date", value='"2024-05-12/2024-05-13"')
    (told,) = as_set(JoinedIncident(one.id, (one,), (), (judgement,)))
    found = facts((one,), [hand("date", "2024-05-12/2024-05-13")]).date.value
    assert found is not None and told.incident.date is not None
    assert (found.start, found.end, found.precision) == (date(2024, 5, 12), date(2024, 5, 13), "range")
    assert (told.incident.date.start, told.incident.date.end) == (found.start, found.end)
    assert facts((one,), [hand("date", "2024-05-13/2024-05-12")]) == facts((one,)), "a range that ends before it begins is none"


def test_accounts_as_set_change_only_what_a_person_set() -> None:
    one, other = account("A", when(13), GOMA), account("B", when(14), BAIDOA)
    values = (("type", "shelling"), ("place", {"name": "Baidoa", "lat": None, "lon": None}), ("status", "of_tomorrow"))
    said = tuple(
        replace(hand(field, value).judgement, id=field, kind="set", subjects=(one.id,), field=field, value=json.dumps(value))
        for field, value in values
    )
    told = as_set(JoinedIncident(one.id, (one, other), (), said))
    assert [each.incident for each in told] == [replace(each.incident, type="shelling", place=BAIDOA) for each in (one, other)]


def test_actors_are_named_once_with_everybody_who_names_them() -> None:
    brigade = actor("Morning Brigade", listed="brigade")
    short = replace(brigade, name="the Brigade")
    own = (doing(account("A"), claimed_by=(brigade,)), doing(account("B", published=15), claimed_by=(short, actor("Evening League"))))
    found = facts(own)
    assert [one.value.name for one in found.claimed_by] == ["Morning Brigade", "Evening League"]
    assert names(found, own, found.claimed_by[0].evidence) == ["A", "B"]


def test_an_actor_by_hand_stands_before_those_that_accounts_name() -> None:
    own = (doing(account("A"), perpetrators=(actor("Morning Brigade"),)),)
    found = facts(own, [hand("actor", "morning brigade")])
    assert len(found.perpetrators) == 1 and found.perpetrators[0].by_hand is not None and found.perpetrators[0].evidence
    other = facts(own, [hand("actor", "Evening League")])
    assert [one.value.name for one in other.perpetrators] == ["Evening League", "Morning Brigade"]


def test_the_accused_keep_who_accuses() -> None:
    one, other = account("A"), account("B")
    by = Span(0, 8, "governor")
    one = replace(one, incident=replace(one.incident, accused=(Accusation(actor("Militia"), by),)))
    other = replace(other, incident=replace(other.incident, accused=(Accusation(actor("Militia"), None),)))
    (accused,) = facts((one, other)).accused
    assert {(found.account, found.span) for found in accused.accusers} == {(one.id, by), (other.id, None)}


_DATES = st.one_of(
    st.none(), st.builds(when, st.integers(1, 4), st.one_of(st.none(), st.integers(4, 9)), st.sampled_from(["text", "publication"]))
)
_PLACES = st.sampled_from([None, BAIDOA, BAY, GOMA, where("Qaryat", None), where("Market", (3.12, 43.65), "near", radius=9.0)])
_ACCOUNTS = st.lists(
    st.tuples(
        st.sampled_from("ABCDEFG"), _DATES, _PLACES, st.sampled_from(["bombing", "suicide_attack", "other", "shelling"]),
        st.sampled_from(["new", "background"]), st.sampled_from([(), ("type",)]), st.one_of(st.none(), st.integers(13, 16)),
    ),
    min_size=1, max_size=7,
)  # fmt: skip


@given(_ACCOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_the_accounts_plays_no_part(rows: list[tuple[object, ...]], chance: object) -> None:
    own = list({one.id: one for one in (account(*row) for row in rows)}.values())  # type: ignore[arg-type]
    mixed = list(own)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    found = facts(own)
    assert facts(mixed) == found
    for fact, stated in ((found.date, [one.incident.date for one in own]), (found.place, [one.incident.place for one in own])):
        kept = [*fact.evidence, *(one for group in (*fact.agreeing, *fact.differing, *fact.unresolved) for one in group.evidence)]
        assert len(kept) == sum(value is not None for value in stated), "every value of every account is kept with its account"
