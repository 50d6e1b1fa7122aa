"""Mentions: what the extract and resolve stages find in the text and the link stage hangs on incidents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tollbook.model.claim import Claim
from tollbook.model.incident import ActorValue, DateValue, IncidentType, PlaceValue
from tollbook.model.text import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression and its value. `anaphoric` ones ("the next day") need the narrative's own anchor."""

    span: Span
    value: DateValue
    anaphoric: bool = False


PlaceRole = Literal["location", "origin", "speaker", "actor", "organisation", "demonym", "dateline", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text. `role` says what its words do there ("in Homs" location, "Russian" demonym, "the Aleppo University" organisation).

    `preposition` is the lower-case word that governs it ("in", "near", "from", "east of") or "".
    """

    span: Span
    value: PlaceValue
    role: PlaceRole
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in the text, by a listed name, an alias that the text defines, or a common noun ("government troops")."""

    span: Span
    value: ActorValue


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one report, each tuple in text order. `happened` holds, by where the word of an event or of harm starts, the share of each place
    of its sentence (by where its name starts) to be the place of that event, as the learned part reads it; only where several are named."""

    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    happened: Mapping[int, Mapping[int, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Telling:
    """How the learned part reads a claim or an event word: the probability of each status (new, background, aggregate, hypothetical,
    denied) and, given that it tells an event, of each incident type; `event` is the probability that it tells one. Of a claim, also the
    probability that the phrase is a figure of its field, and that its speaker, or nobody, says it."""

    status: Mapping[str, float]
    types: Mapping[str, float]
    event: float
    claim: float = 0.0
    speaker: float = 0.0


Tie = Callable[[tuple[int, int], tuple[int, int]], float | None]
"""The probability that two phrases, each given by sentence and first token, belong to one incident; None where nothing was read."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event word in its phrase. `type` is None for generic words ("the attack"). `definite` phrases may point back.

    `first` and `last` (excluded) are token indexes in sentence number `sentence` of the document.
    """

    sentence: int
    first: int
    last: int
    span: Span
    type: IncidentType | None
    is_verb: bool
    definite: bool
    plural: bool
    telling: Telling | None = None


ResponsibilityKind = Literal["claims", "accuses", "denies", "unclaimed"]


@dataclass(frozen=True, slots=True)
class ResponsibilityMention:
    """Somebody takes responsibility for an event, or is accused of it. `who` speaks; `event` is the phrase that names the event, if any."""

    kind: ResponsibilityKind
    who: Span | None
    accused: Span | None
    event: Span | None
    cue: Span
    sentence: int
    rule: str


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """Where a claim stands in the grammar of its sentence: token range, and the harm word's token index and voice."""

    claim: Claim
    sentence: int
    first: int
    last: int
    cue: int
    agentive: bool
    telling: Telling | None = None
    single: bool = False
    types: Mapping[str, float] = field(default_factory=dict)
    """The learned part's shares of incident types over the event words of the claim's sentence; empty where it takes none for an event."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extract stage found in one report: claims that belong to no incident yet, events and responsibilities.

    `credited` are the code point ranges that the text credits to some speaker; the outlet says the rest itself. `tie` is what the learned
    part says of two phrases' incidents, None where it was not asked; `alone` leaves the rules of status and type out, to measure it.
    """

    claims: tuple[ClaimContext, ...]
    events: tuple[EventMention, ...]
    responsibilities: tuple[ResponsibilityMention, ...]
    credited: tuple[tuple[int, int], ...] = ()
    tie: Tie | None = None
    alone: bool = False
