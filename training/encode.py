"""Takes the data folder and the stand-off labels; gives training examples: a window with what each output should say. Keeps no text.

What a source does not tell is left out of the loss (-100), never taken for "no".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tollbook.learned.labels import OUTPUTS, PART_OUTPUTS, POINTERS, ROLES, TYPES
from tollbook.learned.windows import Window, windows
from tollbook.read.text import read_text
from tollbook.text.document import Document, analyse

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "eval"))

from muc_spans import slot_spans
from speakers import document_of
from texts import all_texts, sha256

UNKNOWN = -100
Pair = tuple[int, int]


@dataclass
class Example:
    """A window and its answers: one class number a piece for each output, one piece number a piece for each pointer, and pairs."""

    source: str
    pieces: tuple[int, ...]
    tags: dict[str, np.ndarray] = field(default_factory=dict)
    pointers: dict[str, np.ndarray] = field(default_factory=dict)
    pairs: list[tuple[int, int, int]] = field(default_factory=list)


class Marked:
    """A document whose windows are filled in with answers by code point ranges."""

    def __init__(self, source: str, document: Document) -> None:
        self.windows: tuple[Window, ...] = windows(document)
        self.examples = [Example(source, window.pieces) for window in self.windows]
        self.tokens: list[tuple[int, int, int, int]] = []  # start, end, window, place
        for number, window in enumerate(self.windows):
            for (sentence, token), place in zip(window.tokens, window.places, strict=True):
                one = document.sentences[sentence].tokens[token]
                self.tokens.append((one.start, one.end, number, place))

    def within(self, start: int, end: int) -> list[Pair]:
        """(window, place) of the tokens that touch start:end."""
        return [(number, place) for begin, stop, number, place in self.tokens if begin < end and start < stop]

    def everywhere(self, output: str, value: int = 0) -> None:
        """Every token of every window gets this class, to be written over."""
        for example, window in zip(self.examples, self.windows, strict=True):
            row = self._row(example, output)
            row[list(window.places)] = value

    def mark(self, output: str, start: int, end: int, kind: str) -> None:
        """The tokens of start:end are a span of this kind (or of this class, where the output has no spans)."""
        classes = {**OUTPUTS, **PART_OUTPUTS}[output]
        for at, (number, place) in enumerate(self.within(start, end)):
            name = kind if kind in classes else f"{'I' if at else 'B'}-{kind}"
            self._row(self.examples[number], output)[place] = classes.index(name)

    def forget(self, output: str, start: int, end: int) -> None:
        for number, place in self.within(start, end):
            self._row(self.examples[number], output)[place] = UNKNOWN

    def point(self, pointer: str, start: int, end: int, target: Pair | None, *, first: bool = False) -> None:
        """The tokens of start:end (or the first alone) point to the first token of `target`, or to nobody; another window's target is left out."""
        places = self.within(start, end)
        goal = self.within(*target)[:1] if target else []
        if target and not goal:
            return
        for number, place in places[:1] if first else places:
            row = self._row(self.examples[number], pointer, pointers=True)
            if target is None:
                row[place] = 0
            else:
                row[place] = goal[0][1] if goal[0][0] == number else UNKNOWN

    def pair(self, one: Pair, other: Pair, same: bool) -> None:
        left, right = self.within(*one)[:1], self.within(*other)[:1]
        if left and right and left[0][0] == right[0][0] and left != right:
            self.examples[left[0][0]].pairs.append((left[0][1], right[0][1], int(same)))

    def _row(self, example: Example, name: str, *, pointers: bool = False) -> np.ndarray:
        rows = example.pointers if pointers else example.tags
        if name not in rows:
            rows[name] = np.full(len(example.pieces), UNKNOWN, dtype=np.int64)
        return rows[name]


def speech(data: Path, part: str = "train") -> Iterator[Example]:
    """PolNeAR: who is credited with which words by which cue."""
    for path in sorted((data / "polnear" / part / "text").glob("*.txt")):
        document = document_of(path.read_text(encoding="utf-8"))
        marked = Marked("speech", document)
        brat = next(iter((data / "polnear" / part / "attributions").glob(path.stem + "*")))
        found = _attributions(brat)
        marked.everywhere("speech")
        for name in ("source", "cue"):
            for one in found:
                for start, end in one[name]:
                    marked.mark("speech", start, end, name)
        for start, end, *_ in marked.tokens:
            marked.point("said_by", start, end, None)
        for one in sorted(found, key=lambda one: -sum(end - start for start, end in one["content"])):
            source = one["source"][0] if one["source"] else None
            for start, end in one["content"]:
                marked.point("said_by", start, end, source)
            if one["cue"]:
                marked.point("cue_source", *one["cue"][0], source, first=True)
        yield from marked.examples


def _attributions(path: Path) -> list[dict[str, list[Pair]]]:
    """source, cue and content of every attribution of a brat file, each as code point ranges."""
    ranges: dict[str, list[Pair]] = {}
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1 and " " in cells[1]:
            parts = cells[1].split(" ", 1)[1].split(";")
            ranges[cells[0]] = [(int(part.split()[0]), int(part.split()[1])) for part in parts]
        elif line.startswith("E"):
            one: dict[str, list[Pair]] = {"source": [], "cue": [], "content": []}
            for role in cells[1].split():
                name, _, target = role.partition(":")
                if name.rstrip("0123456789").lower() in one:
                    one[name.rstrip("0123456789").lower()] += ranges.get(target, [])
            out.append(one)
    return out


def event_places(data: Path) -> Iterator[Example]:
    """event_location: the place of one event verb of a sentence."""
    for line in (data / "event_location" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        verbs = [(s["start"], s["end"]) for s in item["spans"] if s["label"] == "VERB"]
        places = [(s["start"], s["end"]) for s in item["spans"] if s["label"] == "LOCATION" and s["end"] - s["start"] > 1]
        if item.get("answer") != "accept" or not verbs or int(sha256(item["text"])[-1], 16) < 2:  # an eighth is kept for measuring
            continue
        marked = Marked("event_places", document_of(item["text"]))
        for start, end in places:
            marked.mark("role", start, end, "place")
        for start, end in verbs:
            marked.point("event_place", start, end, places[0] if places else None)
        yield from marked.examples


def parts(data: Path) -> Iterator[Example]:
    """MUC development reports: occurrences of the strings that fill the slots of the keys."""
    for line in (data / "muc34" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        marked = Marked("parts", analyse(read_text(item["text"])))
        marked.everywhere("part")
        spans = slot_spans(item["text"], item["templates"])
        for start, end, _, sure in spans:
            if not sure:
                marked.forget("part", start, end)
        for start, end, kind, sure in spans:
            if sure:
                marked.mark("part", start, end, kind)
        yield from marked.examples


def labelled(data: Path, *files: Path) -> Iterator[Example]:
    """Hand labels: claims, speakers, events with roles, status and grouping."""
    texts = all_texts(data)
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            text = texts[item["id"]].text
            text = text[slice(*item["slice"])] if item["slice"] else text
            if sha256(text) != item["sha256"]:
                raise ValueError(f"{file}: {item['id']} does not fit its text")
            yield from _labelled(item, analyse(read_text(text)))


def _labelled(item: dict[str, object], document: Document) -> list[Example]:
    marked = Marked("labelled", document)
    incidents = {one["key"]: one for one in item["incidents"]}  # type: ignore[attr-defined]
    events: list[dict[str, Any]] = item.get("events", [])  # type: ignore[assignment]
    with_roles = any(event[role] for event in events for role in ROLES)
    marked.everywhere("claim")
    if events or not incidents:  # a gold line marks no events: that says nothing
        marked.everywhere("event")
    if with_roles or not incidents:
        marked.everywhere("role")
    anchors: list[tuple[Pair, str]] = []
    for event in events:
        where = (event["start"], event["end"])
        known = incidents.get(event["incident"])
        status = event["mood"] if event["mood"] != "told" else known["status"] if known else None
        marked.mark("event", *where, known["type"] if known else TYPES[-1])
        if status:
            marked.mark("status", *where, status)
        if known:
            anchors.append((where, event["incident"]))
        for role in ROLES:
            for start, end in event[role]:
                marked.mark("role", start, end, role)
        if with_roles:
            marked.point("event_place", *where, tuple(event["place"][0]) if event["place"] else None)
    for claim in item["claims"]:  # type: ignore[attr-defined]
        where = (claim["start"], claim["end"])
        marked.mark("claim", *where, claim["field"])
        marked.mark("status", *where, incidents[claim["incident"]]["status"])
        marked.point("said_by", *where, tuple(claim["said_by"]) if claim["said_by"] else None)
        anchors.append((where, claim["incident"]))
    for at, (one, key) in enumerate(anchors):
        for other, second in anchors[:at]:
            marked.pair(one, other, key == second)
    return marked.examples


assert set(POINTERS) == {"said_by", "cue_source", "event_place", "same_incident"}
