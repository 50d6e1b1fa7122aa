"""Takes the claims of one incident; gives low, best and high per field by a named rule, with the claims that made them and those set aside.

Adds up nothing, averages nothing, and never takes a missing figure for zero. A part of a figure never enters the toll of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from tollbook.model.claim import Claim, Field
from tollbook.record.toll_rules import TollRule, toll_rule
from tollbook.record.view import RecordView

_COUNTED_STANCES = ("asserts", "claims_responsibility")
_ANYBODY = frozenset({None, "people", "mainly_civilians", "nationals"})


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


def tolls(incident: str, claims: Iterable[Claim], rule: str | None = None) -> tuple[Toll, ...]:
    """The tolls of an incident, field by field; where sources count only certain people, one for each kind of people."""
    chosen = toll_rule(rule)
    own = sorted((claim for claim in claims if claim.incident == incident), key=lambda c: (c.span.start, c.span.end, c.id))
    found: list[Toll] = []
    for field in get_args(Field):
        of_field = tuple(claim for claim in own if claim.field == field)
        if of_field:
            found += [_toll(incident, of_field, kind, chosen) for kind in _kinds(of_field)]
    return tuple(found)


def single_tolls(view: RecordView, rule: str | None = None) -> dict[str, tuple[Toll, ...]]:
    """The tolls of every incident by its id, without the fields of which only certain people are counted: no single line stands for those."""
    found: dict[str, tuple[Toll, ...]] = {}
    for told in view.incidents():
        lines = tolls(told.incident.id, told.claims, rule)
        fields = Counter(line.field for line in lines)
        found[told.incident.id] = tuple(line for line in lines if fields[line.field] == 1)
    return found


def _kinds(claims: Sequence[Claim]) -> list[str | None]:
    """Whom the tolls of a field count: all people where a source states a figure of them, else each kind of people that is counted.

    A vague word for all people ("dozens dead") makes a toll of its own and hides no figure of certain people.
    """
    counting = [claim for claim in claims if _reason(claim) is None]
    everybody = [claim for claim in counting if claim.group_kind in _ANYBODY]
    kinds = sorted({claim.group_kind for claim in counting if claim.group_kind is not None} - _ANYBODY)
    if not kinds or any(_stated(claim) is not None for claim in everybody):
        return [None]
    return [None, *kinds] if everybody else [*kinds]


def _reason(claim: Claim) -> str | None:
    """Why a claim makes no toll at all, None when it may."""
    if claim.subset_of is not None:
        return "counts a part of another figure"
    if claim.stance not in _COUNTED_STANCES:
        return "its speaker denies the figure" if claim.stance == "denies" else "its speaker disputes the figure"
    if claim.min is None and claim.max is None:
        return "gives no figure"
    return None


def _toll(incident: str, claims: tuple[Claim, ...], kind: str | None, rule: TollRule) -> Toll:
    making: list[Claim] = []
    aside: list[SetAside] = []
    for claim in claims:
        reason = _reason(claim) or _other_people(claim, kind)
        if reason is None:
            making.append(claim)
        else:
            aside.append(SetAside(claim.id, reason))
    best = _best(making, rule)
    best_by = tuple(claim.id for claim in making if best is not None and _stated(claim) == best)
    if rule.bounds == "agreeing" and best is not None:
        aside += [SetAside(claim.id, "gives another figure than most sources") for claim in making if claim.id not in best_by]
        making = [claim for claim in making if claim.id in best_by]
    made_by = tuple(claim.id for claim in making)
    return Toll(incident, claims[0].field, kind, _low(making), best, _high(making), rule.name, claims, made_by, best_by, tuple(aside))


def _other_people(claim: Claim, kind: str | None) -> str | None:
    """Why a claim does not speak to a toll of these people, None when it does."""
    if kind is None:
        return None if claim.group_kind in _ANYBODY else f"counts only {str(claim.group_kind).replace('_', ' ')}"
    return None if claim.group_kind == kind else f"counts other people ({str(claim.group_kind).replace('_', ' ')})"


def _stated(claim: Claim) -> int | None:
    """The one figure that a claim states: its lower bound, or its upper where it has no other. A vague word states none unless a profile says so."""
    if claim.qualifier == "vague" and claim.min != claim.max:
        return None
    return claim.min if claim.min is not None else claim.max


def _best(claims: Sequence[Claim], rule: TollRule) -> int | None:
    by_source = {(_source(claim), value) for claim in claims if (value := _stated(claim)) is not None}
    if not by_source:
        return None
    if rule.best == "lowest":
        return min(value for _, value in by_source)
    votes = Counter(value for _, value in by_source)
    value, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
    if rule.best == "majority" and count * 2 <= len({source for source, _ in by_source}):
        return None
    return value


def _source(claim: Claim) -> str:
    """Who states a figure; the outlet itself when nobody is named. A source that repeats its figure is one source."""
    return " ".join(claim.said_by.quote.casefold().split()) if claim.said_by else ""


def _low(claims: Sequence[Claim]) -> int | None:
    """The lowest lower bound that is stated; open when somebody gives only an upper bound below it."""
    lows = [claim.min for claim in claims if claim.min is not None]
    reach = [claim.max for claim in claims if claim.min is None and claim.max is not None]
    return None if not lows or min([*reach, min(lows)]) < min(lows) else min(lows)


def _high(claims: Sequence[Claim]) -> int | None:
    """The highest upper bound that is stated; open when somebody's open figure lies above it."""
    highs = [claim.max for claim in claims if claim.max is not None]
    reach = [claim.min for claim in claims if claim.max is None and claim.min is not None]
    return None if not highs or max([*reach, max(highs)]) > max(highs) else max(highs)
