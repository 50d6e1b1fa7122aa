"""Mentions: what the resolve stage finds in the text and the link stage hangs on incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tollbook.model.incident import ActorValue, DateValue, PlaceValue
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
    `candidates` are the gazetteer's other readings, best first, for `why` and review.
    """

    span: Span
    value: PlaceValue
    role: PlaceRole
    preposition: str = ""
    candidates: tuple[PlaceValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in the text, by a listed name, an alias that the text defines, or a common noun ("government troops")."""

    span: Span
    value: ActorValue


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one report, each tuple in text order."""

    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
