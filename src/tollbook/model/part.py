"""What speaks for and against an incident being a part of a total: level by level, and the answer. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bearing = Literal["for", "open", "against"]
PartAnswer = Literal["part", "possible", "not"]


@dataclass(frozen=True, slots=True)
class PartLevel:
    """A feature of a total and an incident (counted in, when, where, harm, people, type, who), the level reached, whether it speaks for the incident
    being a part, leaves it open or speaks against, and why in words. What one side lacks leaves it open."""

    feature: str
    level: str
    bearing: Bearing
    words: str


@dataclass(frozen=True, slots=True)
class PartFound:
    """A total and an incident (each by the id of its first account), the levels in order, and the answer: a part, a possible part, or none."""

    total: str
    incident: str
    levels: tuple[PartLevel, ...]
    answer: PartAnswer
