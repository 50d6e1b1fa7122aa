"""Takes judgements; gives those that stand (not taken back, not replaced by the same person) and what people say together of a pair. Stores nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from tollbook.model.judgement import Judgement
from tollbook.record.event import canonical

PAIR_KINDS = ("same", "different", "unsure")
PART_KINDS = ("part", "not_part")
"""About a total and an incident, in this order."""
MACHINE = "machine"
"""How the name of a machine begins in `by`."""

Word = Literal["same", "different", "conflict", "unsure"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people say together of two accounts: all the same thing, or a conflict. Who is unsure has no say where others are sure."""

    left: str
    right: str
    word: Word


def sealed(judgement: Judgement) -> Judgement:
    """The judgement with the subjects of a pair in order and the id that follows from everything else in it."""
    subjects = tuple(sorted(judgement.subjects)) if judgement.kind in PAIR_KINDS else judgement.subjects
    at = judgement.at.isoformat()
    basis = [judgement.kind, list(subjects), judgement.field, judgement.value, judgement.by, at, judgement.why]
    return replace(judgement, id="j" + hashlib.sha256(canonical(basis).encode("ascii")).hexdigest()[:16], subjects=subjects)


def is_persons(judgement: Judgement) -> bool:
    """Whether a person made it; what a machine suggests is kept and decides nothing."""
    return not judgement.by.startswith(MACHINE)


def question(judgement: Judgement) -> str:
    """What a judgement answers: a person's later answer to the same question replaces the earlier one."""
    if judgement.kind in PAIR_KINDS:
        return "pair " + " ".join(judgement.subjects)
    if judgement.kind in PART_KINDS:
        return "part " + " ".join(judgement.subjects)
    if judgement.kind in ("accept", "reject"):
        return f"holds {judgement.subjects[0]}"
    if judgement.kind == "withdraw":
        return f"stands {judgement.subjects[0]}"
    return f"{judgement.kind} {judgement.subjects[0]} {judgement.field}"


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that stand, whatever their order: those not taken back, and of one person's answers to one question the latest.

    A withdrawal can itself be taken back. Every withdrawal that stands is kept, whoever made it.
    """
    everything = {judgement.id: judgement for judgement in judgements}
    against: dict[str, list[str]] = {}
    for judgement in everything.values():
        if judgement.kind == "withdraw" and is_persons(judgement):
            against.setdefault(judgement.subjects[0], []).append(judgement.id)
    stands = {one: _stands(one, against) for one in everything}
    latest: dict[tuple[str, str], tuple[datetime, str]] = {}
    for judgement in everything.values():
        if stands[judgement.id] and judgement.kind != "withdraw":
            key = (question(judgement), judgement.by)
            latest[key] = max(latest.get(key, (judgement.at, judgement.id)), (judgement.at, judgement.id))
    kept = (
        judgement
        for judgement in everything.values()
        if stands[judgement.id]
        and (judgement.kind == "withdraw" or latest[question(judgement), judgement.by] == (judgement.at, judgement.id))
    )
    return tuple(sorted(kept, key=lambda judgement: (judgement.at, judgement.id)))


def _stands(judgement: str, against: dict[str, list[str]]) -> bool:
    """Whether no withdrawal that stands takes it back. Ids are hashes of what they name, so withdrawals never go in a circle."""
    chain, settled = [judgement], dict[str, bool]()
    while chain:  # long chains of withdrawals must not exhaust the stack
        one = chain[-1]
        open_ones = [other for other in against.get(one, ()) if other not in settled]
        if open_ones:
            chain += open_ones
        else:
            settled[one] = not any(settled[other] for other in against.get(one, ()))
            chain.pop()
    return settled[judgement]


def verdicts(judgements: Iterable[Judgement]) -> tuple[Verdict, ...]:
    """What people say of each pair that somebody judged, by judgements that stand, in the order of the pairs."""
    said: dict[tuple[str, str], set[str]] = {}
    for judgement in judgements:
        if judgement.kind in PAIR_KINDS and is_persons(judgement):
            left, right = judgement.subjects
            said.setdefault((left, right), set()).add(judgement.kind)
    return tuple(Verdict(left, right, _word(kinds)) for (left, right), kinds in sorted(said.items()))


def conflicts(judgements: Sequence[Judgement]) -> tuple[tuple[Judgement, ...], ...]:
    """The questions that people answer differently, by judgements that stand; those who are unsure contradict nobody."""
    answers: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.kind not in ("withdraw", "unsure") and is_persons(judgement):
            answers.setdefault(question(judgement), []).append(judgement)
    several = (tuple(group) for _, group in sorted(answers.items()))
    return tuple(group for group in several if len({(one.kind, one.value) for one in group}) > 1)


def _word(kinds: set[str]) -> Word:
    if {"same", "different"} <= kinds:
        return "conflict"
    return "same" if "same" in kinds else "different" if "different" in kinds else "unsure"
