"""Incidents of the record against an independent oracle, written to be slow and plain, on random graphs of judgements and comparisons."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model.judgement import Judgement, JudgementKind
from tollbook.record.cluster import Cluster, Edge, Joined, Member, Rules, join
from tollbook.record.opinions import Verdict, conflicts, sealed, standing, verdicts

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
NAMES = "abcdefgh"
MEMBERS = tuple(
    Member(name, f"r{n // 2}" if n < 4 else f"r{n}", date(2024, 1, 1 + (7 * n) % 5) if n % 3 else None, refers=n in (2, 5, 6))
    for n, name in enumerate(NAMES)
)
PAIRS = tuple(combinations(NAMES, 2))


def said(
    kind: JudgementKind, *subjects: str, by: str = "Ada", at: int = 0, field: str | None = None, value: str | None = None
) -> Judgement:
    return sealed(Judgement("", kind, subjects, field, value, by, NOON + timedelta(minutes=at), "because"))


# ---------------------------------------------------------------------------------------------------------------- the oracle


def oracle(members: tuple[Member, ...], judgements: list[Judgement], edges: list[Edge], rules: Rules) -> set[frozenset[str]]:
    """The partition of the accounts, worked out from the rules' words: repeated scans over sets of sets, no shared code."""

    def taken_back(one: Judgement) -> bool:
        return any(w.kind == "withdraw" and w.subjects == (one.id,) and not taken_back(w) for w in judgements)

    def word(pair: frozenset[str]) -> str | None:
        by_person: dict[str, list[Judgement]] = {}
        for one in judgements:
            if one.kind in ("same", "different", "unsure") and frozenset(one.subjects) == pair and not taken_back(one):
                by_person.setdefault(one.by, []).append(one)
        last = {max(many, key=lambda one: (one.at, one.id)).kind for many in by_person.values()}
        if not last:
            return None
        if "same" in last and "different" in last:
            return "conflict"
        return next(kind for kind in ("same", "different", "unsure") if kind in last)

    words = {frozenset(pair): word(frozenset(pair)) for pair in combinations([one.id for one in members], 2)}
    machine = {frozenset((one.left, one.right)): one for one in edges}
    report = {one.id: one.report for one in members}
    parts = {frozenset({one.id}) for one in members}

    def part_of(name: str) -> frozenset[str]:
        return next(part for part in parts if name in part)

    changed = True
    while changed:
        changed = False
        for pair, kind in words.items():
            one, other = (part_of(name) for name in pair)
            if kind == "same" and one != other:
                parts = (parts - {one, other}) | {one | other}
                changed = True
    refers = {one.id for one in members if one.refers}
    tellings = [one for one in edges if not {one.left, one.right} & refers]
    others = [one for one in edges if one not in tellings]
    for edge in [
        *sorted(tellings, key=lambda one: (-one.bits, one.left, one.right)),
        *sorted(others, key=lambda one: (-one.bits, one.left, one.right)),
    ]:
        pair = frozenset((edge.left, edge.right))
        one, other = part_of(edge.left), part_of(edge.right)
        if edge.answer != "same" or one == other or words[pair] in ("different", "conflict", "unsure"):
            continue
        if edge in others and one - refers and other - refers:
            continue
        crossing = [frozenset((x, y)) for x in one for y in other]
        if any(words[cross] in ("different", "conflict") for cross in crossing):
            continue
        if rules.one_per_report and any(len({report[name] for name in cross}) == 1 for cross in crossing):
            continue
        if rules.machine_different and any(
            words[cross] is None and cross in machine and machine[cross].answer == "different" for cross in crossing
        ):
            continue
        parts = (parts - {one, other}) | {one | other}
    return parts


# ---------------------------------------------------------------------------------------------------------------- against it

judgement = st.builds(
    lambda pair, kind, by, at: said(kind, *pair, by=by, at=at),
    st.sampled_from(PAIRS), st.sampled_from(["same", "different", "unsure"]), st.sampled_from(["Ada", "Ben", "Cyd"]), st.integers(0, 9),
)  # fmt: skip
edge = st.builds(
    lambda pair, bits, answer: Edge(*pair, float(bits), answer),
    st.sampled_from(PAIRS), st.integers(-4, 4), st.sampled_from(["same", "same", "same", "different", "undecided"]),
)  # fmt: skip


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Judgement], list[Edge]]:
    made = draw(st.lists(judgement, max_size=10, unique_by=lambda one: one.id))
    for _ in range(draw(st.integers(0, 3))):  # taking back, and taking back what took back
        if made:
            target = draw(st.sampled_from(made))
            made.append(said("withdraw", target.id, by=draw(st.sampled_from(["Ada", "Ben"])), at=20 + len(made)))
    return made, draw(st.lists(edge, max_size=18, unique_by=lambda one: (one.left, one.right)))


def partition(joined: Joined) -> set[frozenset[str]]:
    return {frozenset(cluster.members) for cluster in joined.clusters}


@settings(max_examples=150, deadline=None)
@given(graphs(), st.builds(Rules, st.booleans(), st.booleans()), st.randoms(use_true_random=False))
def test_equal_to_the_oracle_whatever_the_order(graph: tuple[list[Judgement], list[Edge]], rules: Rules, chance: random.Random) -> None:
    judgements, edges = graph
    first = join(MEMBERS, verdicts(standing(judgements)), edges, rules)
    assert partition(first) == oracle(MEMBERS, judgements, edges, rules)
    for many in (judgements, edges):
        chance.shuffle(many)  # type: ignore[arg-type]
    members = list(MEMBERS)
    chance.shuffle(members)
    assert join(members, verdicts(standing(judgements)), edges, rules) == first


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_a_component_alone_gives_what_the_whole_gives(graph: tuple[list[Judgement], list[Edge]]) -> None:
    judgements, edges = graph
    said_of = verdicts(standing(judgements))
    whole = join(MEMBERS, said_of, edges)
    reach = {name: {name} for name in NAMES}
    for left, right in [(one.left, one.right) for one in said_of] + [(one.left, one.right) for one in edges if one.answer == "same"]:
        together = reach[left] | reach[right]
        for name in together:
            reach[name] = together
    for component in {frozenset(names) for names in reach.values()}:
        alone = join([one for one in MEMBERS if one.id in component], said_of, edges)
        assert set(alone.clusters) == {cluster for cluster in whole.clusters if cluster.id in component}


# ---------------------------------------------------------------------------------------------------------------- the rules, one by one


def joined(judgements: list[Judgement], *edges: Edge, rules: Rules | None = None) -> Joined:
    return join(MEMBERS, verdicts(standing(judgements)), edges, rules)


def outcome(found: Joined, left: str, right: str) -> list[str]:
    return [note.outcome for note in found.notes if (note.left, note.right) == (left, right)]


def test_the_machine_joins_and_one_judgement_undoes_it() -> None:
    found = joined([], Edge("a", "e", 3, "same"))
    assert {"a", "e"} in partition(found)
    assert outcome(found, "a", "e") == ["made"]
    undone = joined([said("different", "e", "a")], Edge("a", "e", 3, "same"))
    assert {"a"} in partition(undone)
    assert outcome(undone, "a", "e") == ["withheld", "parts"]


def test_different_holds_against_a_path_and_the_weakest_pair_gives_way() -> None:
    found = joined([said("different", "a", "g")], Edge("a", "e", 5, "same"), Edge("e", "g", 4, "same"))
    assert {frozenset("ae"), frozenset("g")} <= partition(found)
    (note,) = [note for note in found.notes if note.outcome == "refused"]
    assert (note.left, note.right, note.because) == ("e", "g", "a person parts a and g")


def test_people_who_differ_are_shown_and_the_machine_may_not_decide() -> None:
    judgements = [said("same", "a", "g"), said("different", "a", "g", by="Ben")]
    found = joined(judgements, Edge("a", "g", 9, "same"), Edge("a", "e", 5, "same"), Edge("e", "g", 4, "same"))
    assert outcome(found, "a", "g") == ["withheld", "conflict"]
    assert outcome(found, "e", "g") == ["refused"]
    assert len(conflicts(standing(judgements))) == 1


def test_different_inside_what_people_unite_is_a_contradiction_that_is_shown() -> None:
    found = joined([said("same", "a", "e"), said("same", "e", "g"), said("different", "a", "g", by="Ben")])
    assert frozenset("aeg") in partition(found)
    assert outcome(found, "a", "g") == ["contradicted"]


def test_unsure_keeps_the_machine_from_this_pair_only() -> None:
    found = joined([said("unsure", "a", "g")], Edge("a", "g", 9, "same"), Edge("a", "e", 5, "same"), Edge("e", "g", 4, "same"))
    assert frozenset("aeg") in partition(found)
    assert {"a"} in partition(joined([said("unsure", "a", "g")], Edge("a", "g", 9, "same")))


def test_a_person_may_change_his_mind_and_take_it_back() -> None:
    first, then = said("same", "a", "e"), said("different", "a", "e", at=1)
    assert standing([then, first]) == (then,)
    back = said("withdraw", then.id, by="Ben", at=2)
    assert standing([back, then, first]) == (first, back)
    assert standing([said("withdraw", back.id, at=3), back, then, first])[0] == then


def test_a_long_chain_of_withdrawals() -> None:
    chain = [said("same", "a", "e")]
    for n in range(3000):
        chain.append(said("withdraw", chain[-1].id, at=n + 1))
    assert chain[0] in standing(chain)
    assert chain[0] not in standing(chain[:-1])


def test_two_accounts_of_one_report_are_joined_by_people_only() -> None:
    edges = (Edge("a", "e", 5, "same"), Edge("b", "e", 4, "same"))
    found = joined([], *edges)
    assert frozenset("ae") in partition(found)
    assert "report r0 tells them apart" in [note.because for note in found.notes]
    assert frozenset("abe") in partition(joined([], *edges, rules=Rules(one_per_report=False)))
    assert frozenset("abe") in partition(joined([said("same", "a", "b")], *edges))


def test_an_incident_is_named_by_its_first_account() -> None:
    found = joined([said("same", "b", "h"), said("same", "a", "h")])
    (cluster,) = [cluster for cluster in found.clusters if len(cluster.members) == 3]
    assert cluster == Cluster("b", ("b", "h", "a")), "by day; unknown days last"
    assert [note.outcome for note in found.about(cluster)] == ["made", "made"]


def test_what_waits_for_an_account_that_is_not_there() -> None:
    assert join(MEMBERS[:2], [Verdict("a", "z", "same")], [Edge("b", "z", 3, "same")]).notes == ()


@pytest.mark.parametrize("kind", ["same", "different", "unsure"])
def test_a_machines_judgement_decides_nothing(kind: JudgementKind) -> None:
    assert verdicts(standing([said(kind, "a", "e", by="machine tollbook 9")])) == ()


def test_conflicts_over_claims_and_values() -> None:
    judgements = [
        said("accept", "c1"), said("reject", "c1", by="Ben"), said("accept", "c2"), said("accept", "c2", by="Ben"),
        said("set", "i1", field="place", value='"Goma"'), said("set", "i1", field="place", value='"Bukavu"', by="Ben"),
        said("set", "i1", field="date", value='"2024"', by="Ben"),
    ]  # fmt: skip
    assert [{one.subjects[0] for one in group} for group in conflicts(standing(judgements))] == [{"c1"}, {"i1"}]
