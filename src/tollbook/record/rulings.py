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
from tollbook.record.hand_values import corrects
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
        said = [one for one in own if one.kind == "correct"]
        corrections = [one for one in said if corrects(one.field, json.loads(one.value or "null"))]
        impossible += [one for one in said if one not in corrections]
        try:
            held.append(_corrected(claim, corrections))
        except BadSpan:  # one person set a lower bound above the upper one of another
            held.append(claim)
            impossible += corrections
    return Ruled(tuple(held), tuple(rejected), tuple(impossible))


@dataclass(frozen=True, slots=True)
class ClaimRuling:
    """What people say of one claim: as it was read first, as it counts now (None: rejected), who accepted, corrected or rejected it, who differ about it
    (then nothing is applied), and corrections that cannot be."""

    read: Claim
    now: Claim | None
    accepted: tuple[Judgement, ...]
    applied: tuple[Judgement, ...]
    disputed: tuple[Judgement, ...]
    impossible: tuple[Judgement, ...]


def rulings_of(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> dict[str, ClaimRuling]:
    """The rulings by claim id, of those claims of which people say anything."""
    known, own = {claim.id: claim for claim in claims}, [one for one in judgements if is_persons(one)]
    about: dict[str, list[Judgement]] = {}
    for one in own:
        if one.kind in ("accept", "reject", "correct") and one.subjects[0] in known:
            about.setdefault(one.subjects[0], []).append(one)
    found: dict[str, ClaimRuling] = {}
    for name, said in about.items():
        after = ruled([known[name]], said)
        disputed = {one.id for group in conflicts(said) for one in group}
        cannot = {one.id for one in after.impossible}
        agreed = [one for one in said if one.id not in disputed and one.id not in cannot]
        applied = tuple(one for _, one in after.rejected) or tuple(one for one in agreed if one.kind == "correct")
        found[name] = ClaimRuling(
            known[name], next(iter(after.claims), None), tuple(one for one in agreed if one.kind == "accept"), applied,
            tuple(one for one in said if one.id in disputed), tuple(one for one in said if one.id in cannot),
        )  # fmt: skip
    return found


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
