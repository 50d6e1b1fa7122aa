"""Takes what happened; gives the event that says so, sealed by the hash of the one before it. Reads no clock: the time is an argument."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tollbook.model.errors import BadRecord

EventKind = Literal["report_read", "report_coded", "report_failed", "judged", "compared", "codebook_used"]
FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. `body` is canonical JSON, `hash` covers every other field and with `prev_hash` the whole log before it."""

    seq: int
    kind: EventKind
    at: str
    actor: str
    subject: str
    body: str
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What an event is to say, before it has its place in the log."""

    kind: EventKind
    subject: str
    body: str


def canonical(data: object) -> str:
    """Data as the one JSON text that stands for it: sorted keys, no blanks, ASCII only, so that any text of any report can be stored."""
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def seal(before: Event | None, fact: Fact, at: str, actor: str) -> Event:
    """The event that follows `before` in the log."""
    seq, prev = (before.seq + 1, before.hash) if before else (1, FIRST_HASH)
    return Event(seq, fact.kind, at, actor, fact.subject, fact.body, prev, _hash(seq, fact, at, actor, prev))


def chain_problem(before: Event | None, event: Event) -> str | None:
    """What is wrong with `event` as the one that follows `before`, None when nothing is."""
    expected_seq, expected_prev = (before.seq + 1, before.hash) if before else (1, FIRST_HASH)
    if event.seq != expected_seq:
        return f"event {event.seq} stands where event {expected_seq} is due: events are missing"
    if event.prev_hash != expected_prev:
        return f"event {event.seq} does not follow the event before it"
    if event.hash != _hash(event.seq, Fact(event.kind, event.subject, event.body), event.at, event.actor, event.prev_hash):
        return f"event {event.seq} was changed after it was written"
    return None


def from_row(row: tuple[Any, ...]) -> Event:
    """The event of a table row in column order; raises BadRecord on cells that are no text, and on a kind that this version does not know."""
    if not isinstance(row[0], int) or not all(isinstance(cell, str) for cell in row[1:]):
        raise BadRecord(f"event {row[0]} is damaged: a cell holds no text; restore the record from a copy")
    if row[1] not in get_args(EventKind):
        raise BadRecord(
            f"event {row[0]} is of the kind {row[1]!r}, which this tollbook does not know; use the newer tollbook that wrote it"
        )
    return Event(*row)


def body_of(event: Event) -> Any:
    """The body as data; raises BadRecord when it is no JSON."""
    try:
        return json.loads(event.body)
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"event {event.seq} holds no readable body; restore the record from a copy") from error


def _hash(seq: int, fact: Fact, at: str, actor: str, prev: str) -> str:
    return hashlib.sha256(canonical([seq, fact.kind, at, actor, fact.subject, fact.body, prev]).encode("ascii")).hexdigest()
