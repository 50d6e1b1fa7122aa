"""What a person, or the machine, decides about accounts, incidents and claims, with who, when and why. Data only; nothing here is ever overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

JudgementKind = Literal["same", "different", "unsure", "accept", "reject", "correct", "set", "part", "not_part", "withdraw"]
"""`same`, `different`, `unsure`: two accounts. `accept`, `reject`: a claim or an incident. `correct`: a claim's value. `set`: place, date, actor, toll,
toll rule or status of an incident by hand. `part`, `not_part`: a total and an incident, in this order. `withdraw`: takes back an earlier judgement.
A merge is `same` for each pair, a split is `different` between the parts."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `subjects` are ids: two accounts, a total and an incident, one claim, one incident, or one judgement. `field` and `value` (canonical
    JSON) belong to `correct` and `set`. `by` is a person's name or "machine tollbook VERSION"; `at` is UTC."""

    id: str
    kind: JudgementKind
    subjects: tuple[str, ...]
    field: str | None
    value: str | None
    by: str
    at: datetime
    why: str
