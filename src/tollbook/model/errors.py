"""The few errors tollbook raises. Every message says what is wrong and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


class TollbookError(Exception):
    """Root of every error that tollbook raises on purpose."""


class BadInput(TollbookError):
    """A report could not be read; costs that report and never the batch."""


class BadLexicon(TollbookError):
    """A vocabulary or table file is wrong; the message names file, line and remedy."""


class BadWeights(TollbookError):
    """A file of the learned part is missing or is not the one that was released."""


class BadRecord(TollbookError):
    """A record file is damaged, of another version, or not a record."""


class NotInRecord(TollbookError):
    """Nothing, or more than one thing, in the record answers to an id that was asked for."""


class BadSpan(TollbookError, ValueError):
    """A value was about to travel without its evidence: offsets and quote disagree."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One report that could not be read, as a value in the stream: where it came from, what is wrong, what to do."""

    source: str
    problem: str
    advice: str
