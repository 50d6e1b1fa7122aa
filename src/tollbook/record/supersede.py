"""Takes the statements of one toll with their reports; gives those that their own voice has replaced, and by what. Drops none, and compares no two voices.

A later report of a voice replaces its earlier figure of the same people; so does "rose to" or "revised down to" within one report or day. A report without a
date replaces nothing elsewhere, a claim whose speaker is unresolved nothing at all, a vague word ("dozens") or persons named one by one replace no figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from tollbook.model.claim import Claim
from tollbook.record.copies import Telling
from tollbook.record.speaker_words import voice_words
from tollbook.record.statements import Statement
from tollbook.record.toll import SetAside
from tollbook.record.voices import speaker_unresolved

Turn = Literal["up", "down", "either"]
_BEFORE = 120


def superseded(told: Sequence[Statement], tellings: Mapping[str, Telling]) -> dict[str, SetAside]:
    """The claims of the statements that were replaced, each with the claim that replaces it."""
    by_voice: dict[str, list[Statement]] = {}
    sure = [one for one in told if not any(speaker_unresolved(claim) for claim in one.claims)]
    for one in sure:
        for voice in {one.source, one.itself or one.source}:
            by_voice.setdefault(voice, []).append(one)
    found: dict[str, SetAside] = {}
    for one in sure:
        own = by_voice[one.source]
        aside = _later(one, own) or _revised(one, own, tellings)
        if aside is not None:
            by, reason = aside
            found |= {claim.id: SetAside(claim.id, reason, by) for claim in one.claims}
    return found


def _later(one: Statement, own: Sequence[Statement]) -> tuple[str, str] | None:
    """The voice's figure of its latest day, when this one is earlier and differs."""
    firm = [other for other in own if other.day is not None and other.stated is not None and not other.told_singly]
    last = max((other.day for other in firm if other.day is not None), default=None)
    if one.day is None or last is None or one.day >= last:
        return None
    latest = [other for other in firm if other.day == last]
    if any((other.minimum, other.maximum) == (one.minimum, one.maximum) for other in latest):
        return None
    return latest[0].claims[0].id, f"the same voice gives {figure_words(latest[0])} on {last.isoformat()}"


def _revised(one: Statement, own: Sequence[Statement], tellings: Mapping[str, Telling]) -> tuple[str, str] | None:
    """A figure of the same report or day that the text says has replaced this one."""
    mine = tellings[one.claims[0].id]
    for other in reversed(own):
        its = tellings[other.claims[0].id]
        same = its.report.id == mine.report.id or (other.day is not None and other.day == one.day)
        turn = turn_of(other.claims[0], its.report.text) if other is not one and same and not other.told_singly else None
        if turn is not None and _replaces(other, one, turn, mine, its):
            return other.claims[0].id, f"the same voice's figure {_TURNS[turn]} {figure_words(other)}"
    return None


_TURNS: dict[Turn, str] = {"up": "rose to", "down": "was lowered to", "either": "was revised to"}


def _replaces(new: Statement, old: Statement, turn: Turn, mine: Telling, its: Telling) -> bool:
    after, before = new.stated, old.stated if old.stated is not None else old.minimum
    if after is None or before is None or after == before:
        return False
    if turn == "either" and turn_of(mine.claim, mine.report.text) == "either":  # of two revisions the one told last
        return mine.report.id == its.report.id and its.claim.span.start > mine.claim.span.start
    return turn == "either" or (after > before if turn == "up" else after < before)


def turn_of(claim: Claim, text: str) -> Turn | None:
    """Whether the words right before a figure say that it replaces an earlier one, and in which direction."""
    found = _pattern().search(text[max(0, claim.span.start - _BEFORE) : claim.span.start])
    if found is None:
        return None
    verb, between = found.group("verb").casefold(), f" {found.group('between')} ".casefold()
    if re.search(r"\bup(wards?)?\b", between):
        return "up"
    if re.search(r"\bdown(wards?)?\b", between):
        return "down"
    revisions = voice_words().revisions
    if verb in revisions["up"]:
        return "up"
    return "down" if verb in revisions["down"] else "either"


@cache
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted((verb for verbs in voice_words().revisions.values() for verb in verbs), key=lambda verb: (-len(verb), verb)))
    return re.compile(rf"\b(?P<verb>{verbs})\b(?P<between>[^.;!?\n]{{0,60}}?)\bto\s+$", re.IGNORECASE)


def figure_words(one: Statement) -> str:
    """A statement's bounds in words."""
    low, high = one.minimum, one.maximum
    if low is not None and high is None:
        return f"{low:,} or more"
    if low is None and high is not None:
        return f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
