"""Takes the event_location sentences; gives the examples that the network of event places learns from, and trains it. Reads no weights of its own."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from network import SIZE, PlaceReader, Reader
from torch import nn

from tollbook.learned.event_place import KINDS
from tollbook.learned.pieces import CLS, SEP, pieces_of
from tollbook.learned.windows import LONGEST
from tollbook.read.text import read_text
from tollbook.resolve.places import find_places
from tollbook.text.document import analyse

ROUNDS, BATCH, RATE = 6, 32, 1e-4
UNKNOWN = -100


@dataclass(frozen=True, slots=True)
class Example:
    """One event of one sentence; `answers` has a class at the first piece of each token and UNKNOWN elsewhere."""

    pieces: list[int]
    event: list[int]
    kinds: list[int]
    answers: list[int]


def kept_out(text: str) -> bool:
    """Whether a sentence belongs to the eighth that nothing is trained on."""
    return int(hashlib.sha256(text.encode()).hexdigest()[-1], 16) < 2


def chosen_on(text: str) -> bool:
    """Whether a sentence belongs to the sixteenth of the rest that rounds and floors are chosen on."""
    return int(hashlib.sha256(text.strip().encode()).hexdigest()[-2], 16) == 0


def event_sentences(path: Path) -> Iterator[tuple[str, tuple[int, int], list[tuple[int, int]]]]:
    """Text, the event's word, the spans of its place; sentences whose place is marked by one character are left out, as their labels are broken."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        events = [(one["start"], one["end"]) for one in item["spans"] if one["label"] == "VERB"]
        places = [(one["start"], one["end"]) for one in item["spans"] if one["label"] == "LOCATION"]
        if item.get("answer") in (None, "accept") and events and all(end - start > 1 for start, end in places):
            yield item["text"], events[0], places


def examples(data: Path) -> Iterator[Example]:
    for text, event, places in event_sentences(data / "event_location" / "train.jsonl"):
        if not kept_out(text) and not chosen_on(text):
            made = _example(text, event, places)
            if made is not None:
                yield made


def _example(text: str, event: tuple[int, int], places: list[tuple[int, int]]) -> Example | None:
    document = analyse(read_text(text))
    if document.text != text:
        return None
    named = [(m.span.start, m.span.end, "demonym" if m.role == "organisation" else m.role) for m in find_places(document)]
    one = Example([CLS], [0], [0], [UNKNOWN])
    for sentence in document.sentences:
        for token in sentence.tokens:
            own = pieces_of(token.text)
            role = next((role for start, end, role in named if start < token.end and token.start < end), "none")
            one.pieces.extend(own)
            one.event.extend([int(token.start < event[1] and event[0] < token.end)] * len(own))
            one.kinds.extend([KINDS.index(role)] * len(own))
            right = any(start < token.end and token.start < end for start, end in places)
            one.answers.extend([int(right), *[UNKNOWN] * (len(own) - 1)])
    one.pieces.append(SEP), one.event.append(0), one.kinds.append(0), one.answers.append(UNKNOWN)
    return one if len(one.pieces) <= LONGEST else None


def batches(found: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Examples of like length together, in a new order each time."""
    order = sorted(found, key=lambda one: len(one.pieces) + rng.random() * 10)
    out = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rng.shuffle(out)
    return out


def loss_of(table: nn.Embedding, where: PlaceReader, batch: list[Example]) -> torch.Tensor:
    length = max(len(one.pieces) for one in batch)

    def filled(rows: list[list[int]], fill: int) -> torch.Tensor:
        return torch.tensor([[*row, *[fill] * (length - len(row))] for row in rows])

    pieces = filled([one.pieces for one in batch], 0)
    mask = torch.arange(length)[None] < torch.tensor([len(one.pieces) for one in batch])[:, None]
    with torch.no_grad():
        looked_up = table(pieces)
    scores = where(looked_up, filled([one.event for one in batch], 0), filled([one.kinds for one in batch], 0), mask)
    return nn.functional.cross_entropy(
        scores.reshape(-1, 2), filled([one.answers for one in batch], UNKNOWN).reshape(-1), ignore_index=UNKNOWN
    )


def plan_of(data: Path, seed: int) -> list[list[Example]]:
    rng = random.Random(seed)
    found = list(examples(data))
    return [batch for _ in range(ROUNDS) for batch in batches(found, rng)]


def begun(reader: Reader) -> PlaceReader:
    """A network that starts as the pretrained base."""
    where = PlaceReader()
    where.begin(reader)
    assert where.norm.normalized_shape == (SIZE,)
    return where
