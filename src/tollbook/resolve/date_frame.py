"""Takes a match in a sentence; gives the rules what they may ask: its words, the publication date and the tense of its clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import vocabulary
from tollbook.text.document import Document, Sentence, Token

_REACH = 14  # tokens of a clause that are looked at on either side
_MEMORY = 3  # sentences back that an anaphoric expression may lean on
_UNDERWAY = timedelta(days=45)
_PERIOD_MEMORY = 12  # sentences that a page of business results may go on about one quarter


@dataclass(frozen=True)
class Frame:
    """One match of one rule, with its surroundings."""

    document: Document
    sentence: Sentence
    match: re.Match[str]
    start: int
    end: int

    @property
    def published(self) -> date | None:
        return self.document.report.published

    def get(self, name: str) -> str:
        """The words of a group, empty when it took no part."""
        return (self.match.groupdict().get(name) or "").strip()

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The lower-case words before the expression that are near enough to matter, nearest last."""
        tokens = self.sentence.tokens
        at = bisect_right(tokens, self.start, key=lambda token: token.end)
        return tuple(token.lower for token in tokens[max(0, at - _REACH) : at])

    @cached_property
    def after(self) -> tuple[str, ...]:
        """The words after the expression as written that are near enough to matter, nearest first."""
        tokens = self.sentence.tokens
        at = bisect_left(tokens, self.end, key=lambda token: token.start)
        return tuple(token.text for token in tokens[at : at + _REACH])

    @property
    def previous(self) -> str:
        return self.before[-1] if self.before else ""

    @property
    def following(self) -> str:
        return self.after[0] if self.after else ""

    @cached_property
    def ahead(self) -> bool:
        """Does the clause look to the future? News tells the past unless its verb says otherwise."""
        return self.tense == "future"

    @cached_property
    def tense(self) -> str:
        """ "past", "present", "future" or "" by the verb nearest in the clause, looking left before right."""
        tokens = self.sentence.tokens
        at = bisect_right(tokens, self.start, key=lambda token: token.end)
        before = tuple(_verbal(token) for token in tokens[max(0, at - _REACH) : at])
        at = bisect_left(tokens, self.end, key=lambda token: token.start)
        right = tuple(_verbal(token) for token in tokens[at : at + _REACH])
        left = _tense(reversed_clause(before), True)
        after = _tense(clause(right[1:] if right[:1] == (",",) else right), False)  # "In May, 12 people died"
        return after if not left or (left, after) == ("present", "future") else left  # "is up for election in May and will run"

    def speaks_of(self, words: frozenset[str]) -> bool:
        """Does the sentence hold one of these words?"""
        return not words.isdisjoint(self.sentence.lowers())


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the narrative has told, and where."""

    reading: Reading
    sentence: Sentence
    rule: str


@dataclass(frozen=True, slots=True)
class Story:
    """The dates told before an expression, oldest first."""

    told: tuple[Told, ...] = ()

    def near(self, frame: Frame) -> Told | None:
        """The date that the narrative stands at: the last one told, if that is not long ago. A day to come ("the trial on 5 April") is none."""
        for told in reversed(self.told):
            if frame.sentence.index - told.sentence.index > _MEMORY:
                return None
            start = told.reading.start
            if frame.ahead or start is None or frame.published is None or start <= frame.published:
                return told
        return None

    def period(self, frame: Frame) -> Told | None:
        """The quarter or half-year that the narrative reports on, over or nearly so."""
        for told in reversed(self.told):
            if frame.sentence.index - told.sentence.index > _PERIOD_MEMORY:
                return None
            if (
                frame.published
                and told.reading.start
                and told.reading.start > frame.published - _UNDERWAY
                and told.reading.precision == "range"
            ):
                continue  # "will cost it money in the fourth quarter": no results yet
            if told.rule.startswith("date.quarter") or (told.rule == "date.ended" and told.reading.precision == "range"):
                return told
        return None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means. `cues` are lower-case tokens ("#" for any figure) of which a sentence must have one.

    The group `x`, when there is one, is the span. `lean` reads an anaphoric expression against what the narrative has told; a `silent` one is no
    date without it. `join` reads the words together with the date that stands right behind them ("the week ended" 3 March).
    """

    id: str
    cues: frozenset[str]
    pattern: re.Pattern[str]
    make: Callable[[Frame], Reading | None]
    lean: Callable[[Frame, Story], Reading | None] | None = None
    join: Callable[[Frame, Reading], Reading | None] | None = None
    silent: bool = False


def rule(name: str, cues: frozenset[str] | set[str], pattern: str, make: Callable[[Frame], Reading | None]) -> Rule:
    return Rule(f"date.{name}", frozenset(cues), re.compile(pattern, re.IGNORECASE), make)


def clause(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to the end of the clause."""
    taken = []
    for word in words[:_REACH]:
        if word in vocabulary().breaks:
            break
        taken.append(word)
    return tuple(taken)


def reversed_clause(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words back to the beginning of the clause, nearest first."""
    return clause(tuple(reversed(words[-_REACH:])))


def _verbal(token: Token) -> str:
    """The lower-case word; nothing for a capitalised one inside a sentence, which is a name ("United", "Ahmed")."""
    return "" if token.index and token.text[:1].isupper() and token.text[1:].islower() else token.lower


def _tense(words: tuple[str, ...], backwards: bool) -> str:
    known = vocabulary()
    for at, word in enumerate(words):
        following = words[at + 1 : at + 4] if backwards else ()
        if word in known.future:
            return "future"
        if word in known.present:
            return "present"
        if word in known.past or (word.endswith("ed") and len(word) > 4 and word not in known.not_past):
            # "will be held on Friday", "guidelines to be published in May"
            to_be = following[:2] == ("be", "to") and following[2:] not in (("was",), ("were",))
            ahead = any(other in _MODALS for other in following) or to_be
            return "future" if ahead else "past"
        if backwards and word == "to" and following[:1] and following[0] in known.intent:
            return "future"  # "did not plan to remove them on Friday"
    return ""


_MODALS = frozenset({"will", "shall", "would", "'ll"})
