"""Takes claims and the judgements that stand on them; gives the claims as people have corrected them and says which were rejected. Changes no claim.

Where people differ nothing is applied: the claim stays as it was read, and the difference is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tollbook.model.claim import Claim, Confidence, Step
from tollbook.model.errors import BadSpan
from tollbook.model.judgement import Judgement
from tollbook.model.text import Span
from tollbook.record.hand_values import corrects
from tollbook.record.opinions import conflicts, is_persons


@dataclass(frozen=True, slots=True)
class Corrected:
    """A claim as it was read, as it holds now, and who corrected it."""

    read: Claim
    holds: Claim
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Claims after people have ruled: those that hold (a corrected one says by whom in its trace), those rejected, corrections that cannot be, and each
    corrected claim beside its first reading."""

    claims: tuple[Claim, ...]
    rejected: tuple[tuple[Claim, Judgement], ...]
    impossible: tuple[Judgement, ...]
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person set for an incident: the field, its value as data, and the judgement."""

    field: str
    value: Any
    judgement: Judgement


def ruled(claims: Iterable[Claim], judgements: Iterable[Judgement], texts: Mapping[str, str] | None = None) -> Ruled:
    """The claims with every ruling that stands and that nobody contradicts; `texts` are the reports' texts by claim, in which a corrected speaker stands.

    Whoever accepts or corrects a claim vouches for it: no doubt of the machine sets it aside any more.
    """
    rulings = _agreed(judgements)
    held: list[Claim] = []
    rejected: list[tuple[Claim, Judgement]] = []
    impossible: list[Judgement] = []
    corrected: list[Corrected] = []
    for claim in claims:
        own = [one for one in rulings if one.subjects == (claim.id,)]
        against = next((one for one in own if one.kind == "reject"), None)
        if against is not None:
            rejected.append((claim, against))
            continue
        accepted = any(one.kind == "accept" for one in own)
        said = [one for one in own if one.kind == "correct"]
        corrections = [one for one in said if corrects(one.field, json.loads(one.value or "null"))]
        impossible += [one for one in said if one not in corrections]
        try:
            now = _corrected(claim, corrections, (texts or {}).get(claim.id))
        except (BadSpan, TypeError, ValueError):  # one person's lower bound is above another's upper one, or another program wrote the line
            impossible += corrections
            now, corrections = claim, []
        fields = {"speaker", "figure"} if accepted else {"speaker" if one.field == "speaker" else "figure" for one in corrections}
        held.append(_vouched(now, fields))
        if corrections:
            corrected.append(Corrected(claim, held[-1], tuple(corrections)))
    return Ruled(tuple(held), tuple(rejected), tuple(impossible), tuple(corrected))


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


def rulings_of(claims: Iterable[Claim], judgements: Iterable[Judgement], texts: Mapping[str, str] | None = None) -> dict[str, ClaimRuling]:
    """The rulings by claim id, of those claims of which people say anything; `texts` as in `ruled`."""
    known, own = {claim.id: claim for claim in claims}, [one for one in judgements if is_persons(one)]
    about: dict[str, list[Judgement]] = {}
    for one in own:
        if one.kind in ("accept", "reject", "correct") and one.subjects[0] in known:
            about.setdefault(one.subjects[0], []).append(one)
    found: dict[str, ClaimRuling] = {}
    for name, said in about.items():
        after = ruled([known[name]], said, texts)
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
    only = [
        (field, *next(iter(values.items()))) for field, values in sorted(_set(subjects, _agreed(judgements)).items()) if len(values) == 1
    ]
    return tuple(ByHand(field, json.loads(value), judgement) for field, value, judgement in only)


def set_differently(subjects: Iterable[str], judgements: Iterable[Judgement]) -> tuple[tuple[Judgement, ...], ...]:
    """The fields of an incident that were set differently, by several people or on accounts that were joined later, each with what was set."""
    accounts = set(subjects)
    own = [one for one in judgements if one.kind == "set" and one.subjects[0] in accounts and is_persons(one)]
    fields = {one.field: {other.value for other in own if other.field == one.field} for one in own}
    return tuple(tuple(one for one in own if one.field == field) for field in sorted(fields, key=str) if len(fields[field]) > 1)


def _set(subjects: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, dict[str, Judgement]]:
    accounts = set(subjects)
    found: dict[str, dict[str, Judgement]] = {}
    for one in judgements:
        if one.kind == "set" and one.subjects[0] in accounts and one.field is not None and one.value is not None:
            found.setdefault(one.field, {})[one.value] = one
    return found


def _agreed(judgements: Iterable[Judgement]) -> list[Judgement]:
    own = tuple(one for one in judgements if is_persons(one))
    disputed = {one.id for group in conflicts(own) for one in group}
    return [one for one in own if one.id not in disputed]


def _corrected(claim: Claim, corrections: list[Judgement], text: str | None) -> Claim:
    if not corrections:
        return claim
    values = dict(_value(one, text) for one in corrections)
    steps = tuple(Step("corrected", f"{one.by} sets {one.field} to {one.value} ({one.id}): {one.why}") for one in corrections)
    return replace(claim, **values, trace=(*claim.trace, *steps))


def _value(correction: Judgement, text: str | None) -> tuple[str, Any]:
    """What a correction changes in a claim, and to what; raises ValueError, TypeError or BadSpan when it is nothing that a claim can hold."""
    field, value = correction.field or "", json.loads(correction.value or "null")
    if field == "speaker":
        return "said_by", None if value is None else speaker_span(value, text)
    if not corrects(field, value):
        raise ValueError(f"{field} {value}")
    return field, value


def speaker_span(value: Any, text: str | None) -> Span:
    """The words of a speaker as a judgement holds them, checked against the text; raises ValueError or TypeError when they do not stand there."""
    span = Span(int(value["start"]), int(value["end"]), str(value["quote"])) if isinstance(value, dict) and len(value) == 3 else None
    if span is None or text is None or text[span.start : span.end] != span.quote:
        raise ValueError("no words of the text")
    return span


def _vouched(claim: Claim, parts: set[str]) -> Claim:
    """The claim without the machine's doubts about parts that a person vouches for."""
    sure = claim.confidence
    if sure is None or not parts:
        return claim
    left = tuple(one for one in sure.unresolved if one not in parts)
    shares = {"figure": sure.figure, "speaker": sure.speaker} | dict.fromkeys(parts, 1.0)
    return replace(claim, confidence=Confidence(shares["figure"], shares["speaker"], sure.status, sure.type, left))
