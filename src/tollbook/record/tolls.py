"""Takes the claims of one incident; gives low, best and high per field by a named rule, with the claims that made them and those set aside.

Adds up only what one source lists in one breath (`record.statements`), averages nothing, and never takes a missing figure for zero. A part of a figure
never enters the toll of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from tollbook.model.claim import Claim, Field
from tollbook.record.statements import ANYBODY, Statement, statements
from tollbook.record.toll_rules import TollRule, toll_rule
from tollbook.record.view import RecordView

_COUNTED_STANCES = ("asserts", "claims_responsibility")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that is shown beside a toll and does not make it, with the reason."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Toll:
    """Low, best and high of one field of one incident. None is an open or unknown bound, never zero.

    `group_kind` says who is counted: None for all people, a kind when sources count only people of that kind. `claims` are all claims of the
    field side by side, `made_by` the ids of those that make the toll, `best_by` of those that state its best figure.
    """

    incident: str
    field: Field
    group_kind: str | None
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claims: tuple[Claim, ...]
    made_by: tuple[str, ...]
    best_by: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


def tolls(incident: str, claims: Iterable[Claim], rule: str | None = None, least: float = 0.0) -> tuple[Toll, ...]:
    """The tolls of an incident, field by field; where sources count only certain people, one for each kind of people.

    Claims whose figure is read with a confidence below `least` are set aside; claims without a confidence are kept.
    """
    chosen = toll_rule(rule)
    own = sorted((claim for claim in claims if claim.incident == incident), key=lambda c: (c.span.start, c.span.end, c.id))
    found: list[Toll] = []
    for field in get_args(Field):
        of_field = tuple(claim for claim in own if claim.field == field)
        if of_field:
            found += [_toll(incident, of_field, kind, chosen, least) for kind in _kinds(of_field, least)]
    return tuple(found)


def single_tolls(view: RecordView, rule: str | None = None, least: float = 0.0) -> dict[str, tuple[Toll, ...]]:
    """The tolls of every incident by its id, one a field: that of all people. A field of which only certain people are counted has none."""
    found: dict[str, tuple[Toll, ...]] = {}
    for told in view.incidents():
        lines = tolls(told.incident.id, told.claims, rule, least)
        fields = Counter(line.field for line in lines)
        found[told.incident.id] = tuple(line for line in lines if fields[line.field] == 1 or line.group_kind is None)
    return found


def _kinds(claims: Sequence[Claim], least: float) -> list[str | None]:
    """Whom the tolls of a field count: all people where a source states a figure of them, else each kind of people that is counted.

    A vague word for all people ("dozens dead") makes a toll of its own and hides no figure of certain people; nor does a list of several kinds.
    """
    counting = [claim for claim in claims if _reason(claim, least) is None]
    told = statements(counting)
    everybody = [one for one in told if one.of_anybody]
    kinds = sorted({claim.group_kind for claim in counting if claim.group_kind is not None} - ANYBODY)
    if not kinds or any(one.stated is not None and len(one.kinds) == 1 for one in everybody):
        return [None]
    return [None, *kinds] if everybody else [*kinds]


def _reason(claim: Claim, least: float) -> str | None:
    """Why a claim makes no toll at all, None when it may."""
    if claim.subset_of is not None:
        return "counts a part of another figure"
    if claim.stance not in _COUNTED_STANCES:
        return "its speaker denies the figure" if claim.stance == "denies" else "its speaker disputes the figure"
    if claim.min is None and claim.max is None:
        return "gives no figure"
    if claim.confidence is not None and "figure" in claim.confidence.unresolved:
        return f"is read with a confidence of {claim.confidence.figure:.2f}: unresolved"
    if claim.confidence is not None and claim.confidence.figure < least:
        return f"is read with a confidence of {claim.confidence.figure:.2f}, below {least:.2f}"
    return None


def _toll(incident: str, claims: tuple[Claim, ...], kind: str | None, rule: TollRule, least: float) -> Toll:
    aside = {claim.id: reason for claim in claims if (reason := _reason(claim, least)) is not None}
    making: list[Statement] = []
    for one in _told(tuple(claim for claim in claims if claim.id not in aside), kind):
        reason = _other_people(one, kind)
        if reason is None:
            making.append(one)
        else:
            aside |= {claim.id: reason for claim in one.claims}
    most = max((one.stated or 0 for one in making if not one.told_singly), default=0)
    for one in [one for one in making if one.told_singly and (one.stated or 0) < most]:
        aside |= {claim.id: "names persons one by one where a figure for all stands" for claim in one.claims}
        making.remove(one)
    best = _best(making, rule)
    best_by = tuple(claim.id for one in making if best is not None and one.stated == best for claim in one.claims)
    if rule.bounds == "agreeing" and best is not None:
        aside |= {claim.id: "gives another figure than most sources" for one in making for claim in one.claims if claim.id not in best_by}
        making = [one for one in making if one.claims[0].id in best_by]
    made = {claim.id for one in making for claim in one.claims}
    return Toll(
        incident,
        claims[0].field,
        kind,
        _low(making),
        best,
        _high(making),
        rule.name,
        claims,
        tuple(claim.id for claim in claims if claim.id in made),
        tuple(claim.id for claim in claims if claim.id in best_by),
        tuple(SetAside(claim.id, aside[claim.id]) for claim in claims if claim.id in aside),
    )


def _told(claims: Sequence[Claim], kind: str | None) -> tuple[Statement, ...]:
    """The statements of a toll; a toll of certain people takes lists apart, so that "three civilians" of a list still counts civilians."""
    if kind is None:
        return statements(claims)
    return tuple(one for group in _by_kind(claims) for one in statements(group))


def _by_kind(claims: Sequence[Claim]) -> list[list[Claim]]:
    groups: dict[str | None, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.group_kind, []).append(claim)
    return list(groups.values())


def _other_people(one: Statement, kind: str | None) -> str | None:
    """Why a statement does not speak to a toll of these people, None when it does."""
    own = one.claims[0].group_kind
    if kind is None:
        return None if one.of_anybody else f"counts only {str(own).replace('_', ' ')}"
    return None if own == kind else f"counts other people ({str(own).replace('_', ' ')})"


def _best(told: Sequence[Statement], rule: TollRule) -> int | None:
    by_source = {(one.source, value) for one in told if (value := one.stated) is not None}
    if not by_source:
        return None
    if rule.best == "lowest":
        return min(value for _, value in by_source)
    votes = Counter(value for _, value in by_source)
    value, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
    if rule.best == "majority" and count * 2 <= len({source for source, _ in by_source}):
        return None
    return value


def _low(told: Sequence[Statement]) -> int | None:
    """The lowest lower bound that is stated; open when somebody gives only an upper bound below it."""
    lows = [one.minimum for one in told if one.minimum is not None]
    reach = [one.maximum for one in told if one.minimum is None and one.maximum is not None]
    return None if not lows or min([*reach, min(lows)]) < min(lows) else min(lows)


def _high(told: Sequence[Statement]) -> int | None:
    """The highest upper bound that is stated; open when somebody's open figure lies above it."""
    highs = [one.maximum for one in told if one.maximum is not None]
    reach = [one.minimum for one in told if one.maximum is None and one.minimum is not None]
    return None if not highs or max([*reach, max(highs)]) > max(highs) else max(highs)
