"""What a report claims: figures of harm with their words, speaker and bound. Conventions: docs/claims.md."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from tollbook.model.errors import BadSpan
from tollbook.model.text import Report, Span

Field = Literal["killed", "injured", "missing", "abducted", "displaced", "arrested", "casualties", "perpetrators_killed"]
Qualifier = Literal["exact", "at_least", "more_than", "at_most", "fewer_than", "about", "between", "vague"]
Stance = Literal["asserts", "denies", "disputes", "claims_responsibility"]
Outcome = Literal["claim", "ignored", "left_over"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation, for `tollbook why`: the rule that fired, what it concluded in words, and where."""

    rule: str
    note: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Confidence:
    """How probably each part of a claim is right, 0 to 1, as hand labels show (docs/accuracy.md): that the words are this figure, that this
    speaker says it, that its incident has this status, and this type. `unresolved` names the parts below their floor, which are not to be relied on."""

    figure: float
    speaker: float
    status: float
    type: float
    unresolved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One countable statement of harm. `min`/`max` are persons, None where the words give no bound; missing is never zero."""

    id: str
    incident: str | None
    field: Field
    min: int | None
    max: int | None
    qualifier: Qualifier
    group: str | None
    group_kind: str | None
    span: Span
    said_by: Span | None
    via: tuple[Span, ...]
    stance: Stance
    subset_of: str | None
    rule: str
    trace: tuple[Step, ...] = ()
    confidence: Confidence | None = None

    def __post_init__(self) -> None:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise BadSpan(f"claim {self.id}: min {self.min} is above max {self.max}")


@dataclass(frozen=True, slots=True)
class NumberOutcome:
    """What became of one number of the text: a claim, ignored for a named reason, or left over and shown."""

    span: Span
    outcome: Outcome
    reason: str


def claim_id(report: Report, span: Span, field: Field) -> str:
    """Stable id of a claim: from the raw facts that a rule change leaves alone."""
    return "c" + hashlib.sha256(f"{report.id}|{span.start}|{span.end}|{field}".encode()).hexdigest()[:12]
