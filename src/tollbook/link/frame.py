"""A frame: what one clause of a report tells. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.model.incident import Status
from tollbook.model.mention import ActorMention, ClaimContext, DateMention, EventMention, PlaceMention, ResponsibilityMention


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause that tells of harm or of an event. Offsets start..end are the clause's; `places` are locations only, in text order."""

    sentence: int
    start: int
    end: int
    claims: tuple[ClaimContext, ...]
    events: tuple[EventMention, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    actors: tuple[ActorMention, ...]
    responsibilities: tuple[ResponsibilityMention, ...]
    status: Status
    cue: str
    is_title: bool
    is_heading: bool
    reached: bool
