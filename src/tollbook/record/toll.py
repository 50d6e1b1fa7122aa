"""What a toll is: low, best and high of one field of one incident, with the claims that made it, those set aside, flags and disagreement. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tollbook.model.claim import Claim, Field

FlagKind = Literal["part_above_whole", "parts_exceed_whole", "parts_exceed_total", "voices_contradict"]
GradeName = Literal["confirmed", "fair", "weak", "contested", "discounted"]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that is shown beside a toll and does not make it, with the reason; `by` is the claim that replaces it or that it copies."""

    claim: str
    reason: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about the figures that a person should look at, with the claims that show it. It changes no figure."""

    kind: FlagKind
    claims: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade that is suggested, never given: who decides is a person. `reasons` say what it rests on."""

    name: GradeName
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """Low, best and high of one field of one incident. None is an open or unknown bound, never zero.

    `group_kind` says who is counted: None for all people, a kind when only people of that kind are counted; `side` the armed actor that these people
    belong to where the words name it, else the side that their kind stands for. `claims` are all claims of the field side by side, `made_by` the ids
    of those that make the toll, `best_by` of those that state its best figure; made and set aside together are all.
    `disagreement` is between 0 (the bounds of all voices meet) and 1: the widest gap between two voices whose bounds do not meet, as the share of the larger
    figure (12 against 15 or more: 0.2; nobody against anybody: 1). None where fewer than two voices give a figure.
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
    side: str | None = None
    voices: int = 0
    disagreement: float | None = None
    flags: tuple[Flag, ...] = ()
    grade: Grade | None = None
