"""Takes nothing; holds what the actor rules hand to one another: a stretch of words read as an actor, and what the report as a whole tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from tollbook.resolve.actor_entry import ListedActor
from tollbook.resolve.actor_words import Word


@dataclass(frozen=True, slots=True)
class Found:
    """Words `start` to `end` of a sentence read as an actor. `actor` is an id of the list or of a state's force."""

    start: int
    end: int
    name: str
    actor: str | None
    kind: str | None
    country: str | None
    reason: str
    weak: bool = False


@dataclass(frozen=True)
class Setting:
    """What the whole report tells: the countries it names, those where its places lie (`scene`), the one country of all of it, the year it was
    published, the actors it names in full, the short forms that it defines."""

    countries: frozenset[str] = frozenset()
    scene: frozenset[str] = frozenset()
    only_country: str | None = None
    year: int | None = None
    named: frozenset[str] = frozenset()
    defined: dict[str, ListedActor] = field(default_factory=dict)
    coined: dict[str, Found] = field(default_factory=dict)


def following(words: tuple[Word, ...], at: int) -> Word | None:
    """The word at `at` when it belongs to the phrase before it, None at the end or behind a comma, bracket or full stop."""
    return words[at] if at < len(words) and not words[at].gap.strip() else None


def hyphened(words: tuple[Word, ...], at: int) -> Word | None:
    """The word at `at` when a hyphen ties it to the one before."""
    return words[at] if at < len(words) and words[at].gap in ("-", "–", "‑") else None
