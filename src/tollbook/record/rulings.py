"""Takes claims and the judgements that stand on them; gives the claims as people have corrected them and says which were rejected. Changes no claim.

Where people differ nothing is applied: the claim stays as it was read, and the difference is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tollbook.model.claim import Claim, Step
from tollbook.model.errors import BadSpan
from tollbook.model.judgement import Judgement
from tollbook.record.opinions import conflicts, is_persons


@dataclass(frozen=True, slots=True)
class Ruled:
    """Claims after people have ruled: those that hold (a corrected one says by whom in its trace), those rejected, and corrections that cannot be."""

    claims: tuple[Claim, ...]
    rejected: tuple[tuple[Claim, Judgement], ...]
    impossible: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person set for an incident: the field, its value as data, and the judgement."""

    field: str
    value: Any
    judgement: Judgement


def ruled(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> Ruled:
    """The claims with every ruling that stands and that nobody contradicts."""
    rulings = _agreed(judgements)
    held: list[Claim] = []
    rejected: list[tuple[Claim, Judgement]] = []
    impossible: list[Judgement] = []
    for claim in claims:
        own = [one for one in rulings if one.subjects == (claim.id,)]
        against = next((one for one in own if one.kind == "reject"), None)
        if against is not None:
            rejected.append((claim, against))
            continue
        corrections = [one for one in own if one.kind == "correct"]
        try:
            held.append(_corrected(claim, corrections))
        except BadSpan:  # one person set a lower bound above the upper one of another
            held.append(claim)
            impossible += corrections
    return Ruled(tuple(held), tuple(rejected), tuple(impossible))


def set_by_hand(subjects: Iterable[str], judgements: Iterable[Judgement]) -> tuple[ByHand, ...]:
    """What people set for an incident that has these accounts, by field; where accounts that were joined later differ, nothing is set."""
    accounts = set(subjects)
    found: dict[str, dict[str, Judgement]] = {}
    for one in _agreed(judgements):
        if one.kind == "set" and one.subjects[0] in accounts and one.field is not None and one.value is not None:
            found.setdefault(one.field, {})[one.value] = one
    only = [(field, *next(iter(values.items()))) for field, values in sorted(found.items()) if len(values) == 1]
    return tuple(ByHand(field, json.loads(value), judgement) for field, value, judgement in only)


def _agreed(judgements: Iterable[Judgement]) -> list[Judgement]:
    own = tuple(one for one in judgements if is_persons(one))
    disputed = {one.id for group in conflicts(own) for one in group}
    return [one for one in own if one.id not in disputed]


def _corrected(claim: Claim, corrections: list[Judgement]) -> Claim:
    if not corrections:
        return claim
    values: dict[str, Any] = {one.field: json.loads(one.value or "null") for one in corrections if one.field}
    steps = tuple(Step("corrected", f"{one.by} sets {one.field} to {one.value} ({one.id}): {one.why}") for one in corrections)
    return replace(claim, **values, trace=(*claim.trace, *steps))
