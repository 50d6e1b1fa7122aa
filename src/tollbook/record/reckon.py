"""Takes the statements that speak to one toll and those claims that do not; gives low, best and high by a rule. Adds and averages nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.model.claim import Claim
from tollbook.record.statements import ANYBODY, Statement, statements
from tollbook.record.toll import SetAside, Toll
from tollbook.record.toll_flags import contradiction, disagreement
from tollbook.record.toll_rules import TollRule, hierarchy

_COUNTED_STANCES = ("asserts", "claims_responsibility")


@dataclass(frozen=True, slots=True)
class Counted:
    """Whose toll it is: incident, kind of people and their side, and all claims of the field in order."""

    incident: str
    kind: str | None
    claims: tuple[Claim, ...]
    side: str | None = None


def doubt_of(claim: Claim, least: float, inside: frozenset[str] = frozenset()) -> str | None:
    """Why a claim makes no toll at all, None when it may. A part of a whole whose id is in `inside` counts for its own people."""
    if claim.subset_of is not None and claim.subset_of not in inside:
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


def told_of(claims: Sequence[Claim], kind: str | None) -> tuple[Statement, ...]:
    """The statements of a toll; a toll of certain people takes lists apart, so that "three civilians" of a list still counts civilians."""
    if kind is None:
        return statements(claims)
    groups: dict[str | None, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.group_kind, []).append(claim)
    return tuple(one for group in groups.values() for one in statements(group))


def other_people(one: Statement, kind: str | None) -> str | None:
    """Why a statement does not speak to a toll of these people, None when it does."""
    own = one.claims[0].group_kind
    if kind is None:
        return None if one.of_anybody else f"counts only {str(own).replace('_', ' ')}"
    if own is None:
        return "does not say whom it counts"
    return None if own == kind else f"counts other people ({own.replace('_', ' ')})"


def kinds_told(told: Sequence[Statement]) -> list[str | None]:
    """Whom the tolls of a field count: all people where a source states a figure of them, else each kind of people that is counted.

    A vague word for all people ("dozens dead") makes a toll of its own and hides no figure of certain people; nor does a list of several kinds.
    """
    everybody = [one for one in told if one.of_anybody]
    kinds = sorted({claim.group_kind for one in told for claim in one.claims if claim.group_kind is not None} - ANYBODY)
    if not kinds or any(one.stated is not None and len(one.kinds) == 1 for one in everybody):
        return [None]
    return [None, *kinds] if everybody else [*kinds]


def reckon(counted: Counted, making: list[Statement], aside: dict[str, SetAside], rule: TollRule) -> Toll:
    """The toll of these statements; `aside` holds the claims that were set aside before."""
    aside = dict(aside)
    most = max((one.stated or 0 for one in making if not one.told_singly), default=0)
    for one in [one for one in making if one.told_singly and (one.stated or 0) < most]:
        aside |= _aside([one], "names persons one by one where a figure for all stands")
        making = [other for other in making if other is not one]
    clash = contradiction(making)
    apart, sources = disagreement(making), len({one.source for one in making})
    making = _narrow(making, rule, aside)
    best = _best(making, rule)
    if rule.bounds == "agreeing" and best is not None:
        aside |= _aside([one for one in making if one.stated != best], "gives another figure than most sources")
        making = [one for one in making if one.stated == best]
    made = {claim.id for one in making for claim in one.claims}
    best_by = {claim.id for one in making if best is not None and one.stated == best for claim in one.claims}
    return Toll(
        counted.incident,
        counted.claims[0].field,
        counted.kind,
        _low(making),
        best,
        _high(making),
        rule.name,
        counted.claims,
        tuple(claim.id for claim in counted.claims if claim.id in made),
        tuple(claim.id for claim in counted.claims if claim.id in best_by),
        tuple(aside[claim.id] for claim in counted.claims if claim.id in aside),
        counted.side,
        sources,
        apart,
        (clash,) if clash is not None else (),
    )


def _aside(told: Sequence[Statement], reason: str) -> dict[str, SetAside]:
    return {claim.id: SetAside(claim.id, reason) for one in told for claim in one.claims}


def _narrow(making: list[Statement], rule: TollRule, aside: dict[str, SetAside]) -> list[Statement]:
    """The statements that the rule's bounds look at; the others are set aside."""
    stating = [one for one in making if one.stated is not None]
    if rule.bounds == "highest_sort" and stating:
        first = min((one.sort_of_source for one in stating), key=hierarchy().index)
        left = [one for one in making if one.sort_of_source != first]
        aside |= _aside(left, f"speaks with less weight than a source of the sort {first.replace('_', ' ')}")
    elif rule.bounds == "latest" and any(one.day for one in stating):
        last = max(one.day for one in stating if one.day is not None)
        left = [one for one in making if one.day != last]
        aside |= _aside([one for one in left if one.day], f"was not published on the latest day, {last.isoformat()}")
        aside |= _aside([one for one in left if not one.day], "stands in a report without a date")
    else:
        return making
    return [one for one in making if one not in left]


def _best(told: Sequence[Statement], rule: TollRule) -> int | None:
    stating = [one for one in told if one.stated is not None]
    if not stating or rule.best == "none":
        return None
    if rule.best == "reliable":
        first = min((one.sort_of_source for one in stating), key=hierarchy().index)
        stating = [one for one in stating if one.sort_of_source == first]
    by_source = {(one.source, one.stated or 0) for one in stating}
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
