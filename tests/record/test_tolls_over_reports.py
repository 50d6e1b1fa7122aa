"""Tolls over several reports of one incident: each row is the reports, and what must come out; then what must hold whatever the reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from joint_factory import Bounds, actor, bounds, doing, told, toll, written
from record_factory import Figure

from tollbook.model.account import Account, accounts_of
from tollbook.model.claim import Confidence, Qualifier
from tollbook.model.errors import BadLexicon
from tollbook.pipeline import Settings, code_report
from tollbook.read import read_text
from tollbook.record.joint_tolls import history_of, joint_tolls
from tollbook.record.toll import Toll
from tollbook.record.toll_rules import RuleChoice, hierarchy, toll_rules
from tollbook.record.tolls import tolls
from tollbook.record.voices import voices


def said(
    number: int, by: str | None = None, qualifier: Qualifier = "exact", kind: str | None = "people", part_of: int | None = None
) -> Figure:
    high = None if qualifier in ("at_least", "more_than", "vague") else number
    return Figure(number, high, by, qualifier=qualifier, kind=kind, part_of=part_of)


MINISTRY = "the health ministry"


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([told(said(12, MINISTRY)), told(said(15, MINISTRY), day=14, outlet="B")], (15, 15, 15)),  # grew: replaced, of the same voice
        ([told(said(15, MINISTRY)), told(said(12, MINISTRY), day=14, outlet="B")], (12, 12, 12)),  # revised down
        ([told(said(12, "police")), told(said(15, MINISTRY), day=14, outlet="B")], (12, 12, 15)),  # another voice replaces nothing
        ([told(said(12, MINISTRY)), told(said(15, MINISTRY), day=None, outlet="B")], (12, 12, 15)),  # no date, no order
        ([told(said(12, MINISTRY)), told(said(15, MINISTRY), outlet="B")], (12, 12, 15)),  # of one day
        ([told(said(12, MINISTRY)), told(said(24, MINISTRY, "vague"), day=14, outlet="B")], (12, 12, None)),  # "dozens" replaces no figure
        ([told(said(24, MINISTRY, "vague")), told(said(31, MINISTRY), day=14, outlet="B")], (31, 31, 31)),  # a figure replaces "dozens"
        ([told(said(12, "residents")), told(said(15, "residents"), day=14, outlet="B")], (12, 12, 15)),  # who knows whether the same
        ([told(said(12, MINISTRY)), told(said(5, MINISTRY, kind="soldiers"), day=14, outlet="B")], (12, 12, 12)),  # other people
        ([told(said(12)), told(said(15), day=14)], (15, 15, 15)),  # the outlet itself
        ([told(said(12)), told(said(15), said(15, "police"), day=14)], (15, 15, 15)),  # the outlet itself, though it repeats the police
        ([told(said(12), said(12, "police")), told(said(12), said(12, "police"), outlet="B"), told(said(15, "medics"), outlet="C"), told(said(15, "army"), outlet="D")], (12, 15, 15)),
    ],
)  # fmt: skip
def test_range(accounts: list[Account], expected: Bounds) -> None:
    assert bounds(toll(*accounts)) == expected


def test_what_was_replaced_is_kept_with_what_replaced_it() -> None:
    first, second = told(said(12, MINISTRY)), told(said(15, MINISTRY), day=14, outlet="B")
    one = toll(second, first)
    assert one.set_aside[0].claim == first.claims[0].id
    assert one.set_aside[0].by == second.claims[0].id
    assert one.set_aside[0].reason == "the same voice gives 15 on 2024-05-14"
    assert one.claims == (*first.claims, *second.claims)


def test_a_voice_that_returns_to_a_figure_states_it_still() -> None:
    one = toll(told(said(10, "police")), told(said(12, "police"), day=14), told(said(10, "police"), day=15))
    assert (bounds(one), len(one.made_by)) == ((10, 10, 10), 2)


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("Police said 12 died. The toll rose to 15, police said.", [("12", 12, "Police"), ("15", 15, "police")], (15, 15, 15)),
        ("Police said 12 died. Medics said the toll rose to 15.", [("12", 12, "Police"), ("15", 15, "Medics")], (12, 12, 15)),
        ("Police revised the toll down to 9. Police had said 12.", [("9", 9, "Police"), ("12", 12, "Police")], (9, 9, 9)),
        ("Police raised the toll to 15. Police had spoken of 20.", [("15", 15, "Police"), ("20", 20, "Police")], (15, 15, 20)),  # not upwards
        ("Police said 12 died. Smoke rose. To the north 15 died, police said.", [("12", 12, "Police"), ("15", 15, "police")], (12, 12, 15)),
        ("Police said 12 died. The toll rose from 12 to 15, police said, and then climbed to 16.",
         [("12", 12, "Police"), ("15", 15, "police"), ("16", 16, "police")], (16, 16, 16)),
    ],
)  # fmt: skip
def test_figures_that_grow_in_one_report(text: str, figures: list[tuple[str, int, str | None]], expected: Bounds) -> None:
    assert bounds(toll(written(text, figures))) == expected


def four() -> list[Account]:
    return [
        told(said(10, "the army"), outlet="A", day=15),
        told(said(12, "the Red Cross"), outlet="B", day=14),
        told(said(14, "Al-Noor hospital"), outlet="C", day=13),
        told(said(14, "police"), outlet="D", day=12),
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("range", (10, 14, 14)),
        ("most_conservative", (10, 10, 14)),
        ("highest_source_count", (14, 14, 14)),
        ("majority", (10, None, 14)),
        ("hierarchy", (14, 14, 14)),  # the hospital before the rest
        ("most_recent", (10, 10, 10)),
        ("ucdp_best", (10, 14, 14)),
        ("airwars", (10, None, 14)),
    ],
)
def test_rules(rule: str, expected: Bounds) -> None:
    one = toll(*four(), rule=rule)
    assert (bounds(one), one.rule, one.voices) == (expected, rule, 4)
    assert len(one.made_by) + len(one.set_aside) == 4
    assert toll_rules()[rule].convention


def test_the_rule_of_an_incident_goes_before_that_of_the_record() -> None:
    choice = RuleChoice("most_recent", {"other": "most_conservative"})
    assert joint_tolls("this", four(), choice=choice)[0].rule == "most_recent"
    assert joint_tolls("other", four(), choice=choice)[0].rule == "most_conservative"
    assert joint_tolls("this", four())[0].rule == "range"
    with pytest.raises(BadLexicon, match="there is no toll rule"):
        joint_tolls("this", four(), choice=RuleChoice(incidents={"this": "mean"}))


def test_the_hierarchy_names_every_sort() -> None:
    assert hierarchy()[-1] == "armed"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([said(12, "police")], None),  # one voice agrees with nobody
        ([said(12, "police"), said(12, "medics")], 0.0),
        ([said(12, "police", "at_least"), said(15, "medics")], 0.0),  # the bounds meet
        ([said(12, "police"), said(15, "medics")], 0.2),
        ([said(40, "police", "about"), said(45, "medics")], 0.0),
        ([said(0, "police"), said(15, "medics")], 1.0),
    ],
)
def test_disagreement(figures: list[Figure], expected: float | None) -> None:
    one = toll(*[told(figure, outlet=str(at)) for at, figure in enumerate(figures)])
    assert one.disagreement == expected
    assert [flag.kind for flag in one.flags] == (["voices_contradict"] if expected else [])


def test_a_contradiction_names_both_claims() -> None:
    low, high = told(said(12, "police"), outlet="A"), told(said(15, "medics"), outlet="B")
    (flag,) = toll(low, high).flags
    assert flag.claims == (low.claims[0].id, high.claims[0].id)
    assert flag.words == "one voice gives at most 12, another at least 15"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((said(20, "police"), said(4, "police", kind="children", part_of=0)), []),
        ((said(20, "police"), said(25, "police", kind="children", part_of=0)), ["part_above_whole"]),
        ((said(20, "police", "at_least"), said(25, "police", kind="children", part_of=0)), []),  # the whole is open
        (
            (said(20, "police"), said(12, "police", kind="children", part_of=0), said(9, "police", kind="women", part_of=0)),
            ["parts_exceed_whole"],
        ),
        ((said(20, "police"), said(12, "police", kind="civilians"), said(9, "police", kind="soldiers")), ["parts_exceed_whole"]),
        ((said(20, "police"), said(12, "police", kind="soldiers"), said(9, "police", kind="police")), []),  # of one side: they may overlap
        ((said(20, "police"), said(22, "police", kind="civilians")), ["part_above_whole"]),
    ],
)
def test_parts_never_exceed_their_whole_without_a_flag(figures: tuple[Figure, ...], expected: list[str]) -> None:
    assert [flag.kind for flag in toll(told(*figures)).flags] == expected


def test_civilians_and_the_fighters_of_each_side_have_tolls_beside_all() -> None:
    account = told(
        said(20, "police"),
        said(12, "police", kind="civilians", part_of=0),
        said(5, "army", kind="fighters"),
        said(3, "army", kind="fighters"),
        said(2, "army", kind="soldiers"),
    )
    claims = list(account.claims)
    claims[2], claims[3] = replace(claims[2], group="Red Front fighters"), replace(claims[3], group="Blue Front fighters")
    account = doing(replace(account, claims=tuple(claims)), targets=(actor("Red Front"), actor("Blue Front")))
    found = joint_tolls("joined", [account])
    assert [(one.group_kind, one.side, one.best) for one in found] == [
        (None, None, 20), ("civilians", "civilians", 12), ("fighters", "Blue Front", 3), ("fighters", "Red Front", 5), ("soldiers", "state forces", 2),
    ]  # fmt: skip
    assert all(len(one.made_by) + len(one.set_aside) == len(account.claims) for one in found)


def test_attackers_are_one_side_whatever_they_are_called() -> None:
    account = told(said(1, "police", kind="attackers"), said(2, "army", kind="attackers"))
    first, second = account.claims
    account = doing(replace(account, claims=(replace(first, group="Red Front bomber"), second)), perpetrators=(actor("Red Front"),))
    assert [(one.side, bounds(one)) for one in joint_tolls("joined", [account])] == [("armed group", (1, 1, 2))]


RED, BLUE = actor("Red Front"), actor("Blue Front")


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([doing(told(said(12, "medics"), outlet="A"), claimed_by=(RED,))], "confirmed"),
        ([doing(told(said(12, "medics"), outlet="A"), perpetrators=(RED,)), told(said(12, "police"), outlet="B")], "fair"),
        ([doing(told(said(12, "medics"), outlet="A"), perpetrators=(RED,))], "weak"),
        ([told(said(12, "medics"), outlet="A"), told(said(12, "police"), outlet="B")], "weak"),  # nobody is named
        (
            [
                doing(told(said(12, "medics"), outlet="A"), perpetrators=(RED,)),
                doing(told(said(12, "police"), outlet="B"), claimed_by=(BLUE,)),
            ],
            "contested",
        ),
        ([doing(told(said(12, "medics", kind="fighters"), outlet="A"), claimed_by=(RED,))], "discounted"),
        ([told(Figure(None, None, "others", qualifier="vague"))], None),
    ],
)
def test_suggested_grades(accounts: list[Account], expected: str | None) -> None:
    one = toll(*accounts, rule="airwars")
    assert (one.grade.name if one.grade else None) == expected
    assert one.grade is None or all(one.grade.reasons)
    assert toll(*accounts).grade is None  # a grade stands beside the rule that asks for it


def test_a_history_holds_every_claim_with_what_replaced_it() -> None:
    first = told(said(12, MINISTRY), outlet="A")
    copy = told(said(12, MINISTRY), outlet="B", day=14, title="An attack, A, 13")
    later = told(said(15, MINISTRY), Figure(90, 90, "rebels", stance="denies"), outlet="C", day=16)
    lines = history_of([later, copy, first], "killed")
    replaced, copied = later.claims[0].id, first.claims[0].id
    assert [(one.outlet, one.claim.min, one.superseded_by, one.copy_of) for one in lines] == [
        ("A", 12, replaced, None), ("B", 12, replaced, copied), ("C", 15, None, None), ("C", 90, None, None),
    ]  # fmt: skip
    assert lines[3].set_aside == "its speaker denies the figure"
    assert {one.voice.name for one in lines} == {MINISTRY, "rebels"}
    assert history_of([first], "injured") == ()


# ---- what holds whatever the reports

FIGURES = st.builds(
    Figure,
    low=st.one_of(st.none(), st.integers(0, 9)),
    high=st.none(),
    by=st.sampled_from([None, "police", "Kano police", "residents", "the army", "they"]),
    qualifier=st.sampled_from(["exact", "at_least", "about", "vague"]),
    kind=st.sampled_from(["people", None, "civilians", "soldiers", "children"]),
    stance=st.sampled_from(["asserts", "asserts", "denies", "claims_responsibility"]),
).map(lambda figure: replace(figure, high=figure.low if figure.qualifier in ("exact", "about") else None))
REPORTS = st.lists(
    st.builds(
        lambda figures, day, outlet: told(*figures, day=day, outlet=outlet),
        st.lists(FIGURES, min_size=1, max_size=3),
        st.sampled_from([13, 14, 15, None]),
        st.sampled_from(["A", "B", None]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda account: account.id,
)
RULES = st.sampled_from(sorted(toll_rules()))


def values(found: tuple[Toll, ...]) -> list[object]:
    return [
        (one.field, one.group_kind, one.side, bounds(one), one.voices, one.disagreement, one.made_by, one.best_by, one.flags)
        for one in found
    ]


@settings(max_examples=60, deadline=None)
@given(accounts=REPORTS, rule=RULES, data=st.data())
def test_the_order_of_reports_changes_nothing(accounts: list[Account], rule: str, data: st.DataObject) -> None:
    turned = data.draw(st.permutations(accounts))
    choice = RuleChoice(rule)
    assert joint_tolls("joined", accounts, choice=choice) == joint_tolls("joined", turned, choice=choice)
    assert history_of(accounts, "killed") == history_of(turned, "killed")


@settings(max_examples=60, deadline=None)
@given(accounts=REPORTS, rule=RULES)
def test_bounds_are_in_order_and_no_claim_is_dropped(accounts: list[Account], rule: str) -> None:
    everything = {claim.id for account in accounts for claim in account.claims}
    for one in joint_tolls("joined", accounts, choice=RuleChoice(rule)):
        known = [value for value in bounds(one) if value is not None]
        assert known == sorted(known)
        assert {claim.id for claim in one.claims} == everything
        assert sorted([*one.made_by, *(aside.claim for aside in one.set_aside)]) == sorted(everything)
        assert one.disagreement is None or 0 <= one.disagreement <= 1
        stated = {value for claim in one.claims for value in (claim.min, claim.max)}
        assert set(known) <= stated  # constructed claims form no lists: every bound is one that a claim states


@settings(max_examples=60, deadline=None)
@given(accounts=REPORTS, rule=RULES, data=st.data())
def test_a_copy_changes_nothing(accounts: list[Account], rule: str, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(accounts))
    lines = chosen.report.text.split("\n")
    title, figures = lines[0], [line for line in lines if line.startswith("Line")]
    day = None if chosen.report.published is None else chosen.report.published.day + 3
    rebuilt = [
        Figure(
            claim.min, claim.max, claim.said_by.quote if claim.said_by else None, "killed", claim.qualifier, claim.group_kind, claim.stance
        )
        for claim in chosen.claims
    ]
    copy = told(*rebuilt, day=day, outlet="Copying outlet", title=title)
    assert len(figures) == len(copy.claims)
    choice = RuleChoice(rule)
    before, after = (
        joint_tolls("joined", accounts, choice=choice),
        joint_tolls("joined", [copy, *accounts], [[copy.report.id, chosen.report.id]], choice),
    )
    if chosen.report.published is not None or (chosen.report.outlet or "") < "Copying outlet":
        assert values(before) == values(after)
    else:  # of two undated texts either may be the first
        assert [bounds(one) for one in before] == [bounds(one) for one in after]
    assert len(voices(accounts).all) == len(voices([copy, *accounts]).all)


@settings(max_examples=60, deadline=None)
@given(accounts=REPORTS, rule=RULES)
def test_one_report_alone_gives_the_bounds_that_it_gave_before(accounts: list[Account], rule: str) -> None:
    account = accounts[0]
    speakers = [claim.said_by.quote if claim.said_by else None for claim in account.claims]
    assume(
        not {"they", "Kano police", None} & set(speakers)
    )  # here other names of one voice are one voice, and so is an outlet that repeats its speaker
    single, joint = tolls(account.id, account.claims, rule), joint_tolls(account.id, [account], choice=RuleChoice(rule))
    common = {(one.field, one.group_kind): bounds(one) for one in joint}
    for one in single:
        assert common[one.field, one.group_kind] == bounds(one)


def test_a_claim_whose_speaker_is_unresolved_replaces_nothing_and_is_not_replaced() -> None:
    first, second = told(said(12, MINISTRY)), told(said(15, MINISTRY), day=14, outlet="B")
    doubt = Confidence(1.0, 0.2, 1.0, 1.0, ("speaker",))
    for one, other in ((first, second), (second, first)):
        doubted = replace(one, claims=(replace(one.claims[0], confidence=doubt),))
        assert bounds(toll(doubted, other)) == (12, 12, 15)
        assert "unresolved" in voices([doubted, other]).all[0].why


def test_persons_named_one_by_one_replace_no_figure() -> None:
    first = told(said(5, "police"))
    text = "Police said Anna Rossi and Marco Bianchi died."
    second = written(text, [("Anna Rossi", 1, "Police"), ("Marco Bianchi", 1, "Police")], day=14, outlet="B")
    assert bounds(toll(first, second)) == (5, 5, 5)


def test_lists_of_one_text_never_run_into_another() -> None:
    text = "Police said Anna Rossi died."
    first, second = (
        written(text, [("Anna Rossi", 1, "Police")]),
        written(text + " More follows.", [("Anna Rossi", 1, "Police")], day=14, outlet="B"),
    )
    assert bounds(toll(first, second)) == (1, 1, 1)


def test_an_incident_without_claims_has_no_toll() -> None:
    assert joint_tolls("joined", ()) == ()
    assert joint_tolls("joined", [replace(told(said(1)), claims=())]) == ()


def test_from_the_words_of_reports_to_their_toll() -> None:
    texts = [
        ("A", 13, "Gunmen attacked a market in Kano on Monday, killing at least 12 people, police said. The health ministry said 14 people were killed, among them nine civilians."),
        ("B", 14, "At least 15 people were killed in Monday's attack on a market in Kano, the Nigerian health ministry said. Residents said 20 people died."),
        ("C", 15, "The death toll from an attack on a market in Kano on Monday rose to 17, a health ministry spokesman said."),
        ("D", 16, "The death toll from an attack on a market in Kano on Monday rose to 17, a health ministry spokesman said."),
    ]  # fmt: skip
    accounts = []
    for outlet, day, text in texts:
        report = read_text(text, outlet=outlet, published=date(2024, 5, day))
        accounts.append(accounts_of(code_report(report, Settings(parts="rules")))[0])
    everybody, civilians = (one for one in joint_tolls("joined", accounts) if one.group_kind in (None, "civilians"))
    assert (bounds(everybody), everybody.voices) == ((12, 12, 20), 3)
    assert bounds(civilians) == (9, 9, 9)
    last = next(claim.id for claim in accounts[2].claims)
    assert [one.by for one in everybody.set_aside] == [last, None, last, last]
