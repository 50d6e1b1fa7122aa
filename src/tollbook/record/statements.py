"""Takes claims of one field of one incident; gives statements: claims that one source adds to each other in one breath count together. Sets nothing aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from tollbook.model.claim import Claim
from tollbook.record.speaker_names import speaker_name

ANYBODY = frozenset({None, "people", "mainly_civilians", "nationals"})
_JOINT = ("_coordinated", "harmed_along_with", "harmed_elsewhere")
_NAME = re.compile(r"\b[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source states at once: one claim, or several of different people whose figures add up ("two soldiers and three civilians").

    `told_singly` holds where it counts named persons whom the text tells one by one; it bounds a toll from below and closes it not. `voice`, its `sort` and
    the `day` are given where several reports are read together (record.voices), and `itself`, the outlet's own voice, where the outlet repeats the figure of
    its speaker.
    """

    claims: tuple[Claim, ...]
    told_singly: bool = False
    voice: str | None = None
    sort: str | None = None
    day: date | None = None
    itself: str | None = None

    @property
    def minimum(self) -> int | None:
        return None if any(claim.min is None for claim in self.claims) else sum(claim.min or 0 for claim in self.claims)

    @property
    def maximum(self) -> int | None:
        return None if any(claim.max is None for claim in self.claims) else sum(claim.max or 0 for claim in self.claims)

    @property
    def stated(self) -> int | None:
        """The one figure that is stated: the lower bound, or the upper where there is no other. A vague word states none unless a profile says so."""
        if any(claim.qualifier == "vague" and claim.min != claim.max for claim in self.claims):
            return None
        return self.minimum if self.minimum is not None else self.maximum

    @property
    def kinds(self) -> frozenset[str | None]:
        return frozenset(claim.group_kind for claim in self.claims)

    @property
    def of_anybody(self) -> bool:
        """Whether it speaks of all people: of people as such, or of people of several kinds together."""
        return self.kinds <= ANYBODY or len(self.kinds) > 1

    @property
    def source(self) -> str:
        """Who states it; the outlet itself when nobody is named. A source that repeats its figure is one source."""
        return source_of(self.claims[0]) if self.voice is None else self.voice

    @property
    def sort_of_source(self) -> str:
        """What sort of speaker it is, for rules that trust one sort more than another."""
        if self.sort is not None:
            return self.sort
        said_by = self.claims[0].said_by
        return "media" if said_by is None else speaker_name(said_by.quote).sort

    @property
    def reach(self) -> tuple[float, float]:
        """The figures that it allows; "about 40" is taken to contradict only what is below half or above twice as much."""
        low = float(self.minimum) if self.minimum is not None else 0.0
        high = float(self.maximum) if self.maximum is not None else inf
        return (low / 2, high * 2) if any(claim.qualifier == "about" for claim in self.claims) else (low, high)


def source_of(claim: Claim) -> str:
    return " ".join(claim.said_by.quote.casefold().split()) if claim.said_by else ""


def statements(claims: Sequence[Claim]) -> tuple[Statement, ...]:
    """Claims in text order as statements: lists under one word of harm are one statement, and so are persons whom a source names one by one."""
    lists: list[list[Claim]] = []
    for claim in claims:
        home = next((one for one in lists if _lists_on(one, claim)), None)
        if home is None:
            lists.append([claim])
        else:
            home.append(claim)
    named: dict[str, list[Claim]] = {}
    found: list[Statement] = []
    for one in lists:
        if len(one) > 1 or not _names_one(one[0]):
            found.append(Statement(tuple(one)))
        else:
            named.setdefault(source_of(one[0]), []).append(one[0])
    for persons in named.values():
        found += _one_by_one(persons)
    return tuple(sorted(found, key=lambda statement: statement.claims[0].span.start))


def _lists_on(before: list[Claim], claim: Claim) -> bool:
    """Whether a claim goes on with a list: the same word of harm and source, and a rule that reads lists found one of them."""
    same = all(source_of(claim) == source_of(other) and claim.stance == other.stance and claim.id != other.id for other in before)
    joint = any(other.rule.endswith(_JOINT) for other in (*before, claim))
    apart = all(not claim.span.overlaps(other.span) for other in before)
    return same and joint and apart and _cue(claim) is not None and all(_cue(claim) == _cue(other) for other in before)


def _cue(claim: Claim) -> int | None:
    """Where the word of harm stands that made the claim."""
    base = claim.rule.removesuffix("_coordinated")
    return next((step.start for step in claim.trace if step.rule.removesuffix("_coordinated") == base or step.rule in _JOINT), None)


def _names_one(claim: Claim) -> bool:
    return claim.min == claim.max == 1 and len(_NAME.findall(claim.span.quote)) > 1


def _one_by_one(persons: list[Claim]) -> list[Statement]:
    """Persons of different names add up; one who is named again stays a statement of its own."""
    kept: list[Claim] = []
    again: list[Statement] = []
    known: set[str] = set()
    for claim in persons:
        names = set(_NAME.findall(claim.span.quote))
        if names & known:
            again.append(Statement((claim,), told_singly=True))
        else:
            kept.append(claim)
        known |= names
    return [Statement(tuple(kept), told_singly=True), *again] if kept else again
