"""Takes the MUC development reports with their keys; gives what the second network learns from: states of the tokens and what each output should say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encode import UNKNOWN
from muc_keys import fills
from muc_spans import SLOTS, alternatives, slot_spans
from network import SIZE, Reader

from tollbook.learned.encoder import MOST_WINDOWS
from tollbook.learned.labels import PART_OUTPUTS
from tollbook.learned.windows import windows
from tollbook.read.text import read_text
from tollbook.text.document import Document, analyse

Keys = list[dict[str, list[str]]]
_FATES = {"NO INJURY": "NO INJURY OR DEATH", "NO DEATH": "NO INJURY OR DEATH"}
_TAGGED = {
    "human_target": {"fate": "HUM TGT: EFFECT OF INCIDENT", "sort": "HUM TGT: TYPE"},
    "physical_target": {"fate": "PHYS TGT: EFFECT OF INCIDENT", "sort": "PHYS TGT: TYPE"},
    "instrument": {"sort": "INCIDENT: INSTRUMENT TYPE"},
    "perp_organization": {"told": "PERP: ORGANIZATION CONFIDENCE"},
}
_OF_TEMPLATE = {"deed": "INCIDENT: TYPE", "state": "PERP: INCIDENT CATEGORY", "stage": "INCIDENT: STAGE OF EXECUTION"}


@dataclass
class Attacks:
    """One report: the states (tokens, size) in 16 bits, the window of each token, a class number a token and output, and pairs of tokens that are
    parts of one attack (1) or of two (0)."""

    states: torch.Tensor
    windows: np.ndarray
    tags: dict[str, np.ndarray]
    pairs: list[tuple[int, int, int]] = field(default_factory=list)


KEPT = range(251, 401)
"""Numbers of the development reports on which the floors of `eval/muc_parts.py` are set; they are not learned from."""


def attacks(data: Path, reader: Reader) -> Iterator[Attacks]:
    """The development reports but those kept; reports without an incident teach what is none."""
    reader.eval()
    for line in (data / "muc34" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if int(item["id"].rsplit("-", 1)[1]) in KEPT:
            continue
        document = analyse(read_text(item["text"]))
        states, numbers, tokens = _states(document, reader)
        if tokens:
            yield _answers(item["text"], item["templates"], Attacks(states, numbers, {}), _offsets(document, tokens))


def _states(document: Document, reader: Reader) -> tuple[torch.Tensor, np.ndarray, list[tuple[int, int]]]:
    rows, tokens, numbers = [torch.zeros(0, SIZE)], [], []
    with torch.no_grad():
        for number, window in enumerate(windows(document)):
            _, shared = reader.states(torch.tensor(window.pieces)[None])
            rows.append(shared[0, list(window.places)])
            tokens += window.tokens
            numbers += [min(number, MOST_WINDOWS - 1)] * len(window.tokens)
    return torch.cat(rows).half(), np.array(numbers), tokens


def _offsets(document: Document, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        (document.sentences[sentence].tokens[token].start, document.sentences[sentence].tokens[token].end) for sentence, token in tokens
    ]


def _answers(text: str, keys: Keys, one: Attacks, offsets: list[tuple[int, int]]) -> Attacks:
    one.tags = {output: np.full(len(offsets), UNKNOWN) for output in PART_OUTPUTS}
    one.tags["part"][:] = 0
    found = slot_spans(text, keys)
    for start, end, _, sure in found:
        if not sure:
            one.tags["part"][_within(offsets, start, end)] = UNKNOWN
    anchors: list[tuple[int, frozenset[int]]] = []
    for start, end, kind, sure in found:
        places = _within(offsets, start, end)
        if not sure or not places:
            continue
        for at, place in enumerate(places):
            one.tags["part"][place] = PART_OUTPUTS["part"].index(("I-" if at else "B-") + kind)
        words = " ".join(text[start:end].split())
        homes = _homes(keys, kind, words)
        if homes:
            anchors.append((places[0], frozenset(homes)))
            _attributes(one, places, kind, words, [keys[home] for home in homes])
    one.pairs = [(left, right, int(bool(a & b))) for at, (left, a) in enumerate(anchors) for right, b in anchors[:at]]
    return one


def _within(offsets: list[tuple[int, int]], start: int, end: int) -> list[int]:
    return [at for at, (first, last) in enumerate(offsets) if first < end and start < last]


def _homes(keys: Keys, kind: str, words: str) -> list[int]:
    """The templates that a string fills a slot of this kind in."""
    slots = [slot for slot, part in SLOTS.items() if part == kind]

    def given(key: dict[str, list[str]], *, whole: bool) -> bool:
        lines = [(slot, line) for slot in slots for line in key.get(slot, [])]
        if whole:
            return any(words in alternatives(line, described=slot == "HUM TGT: DESCRIPTION") for slot, line in lines)
        return any(words in " ".join(line.split()) for _, line in lines)

    exact = [at for at, key in enumerate(keys) if given(key, whole=True)]
    return exact or [at for at, key in enumerate(keys) if given(key, whole=False)]


def _attributes(one: Attacks, places: list[int], kind: str, words: str, homes: Sequence[dict[str, list[str]]]) -> None:
    """What the first template says of the part; the attack's type only where all of its templates agree."""
    values = {output: _first(homes[0], slot) for output, slot in _OF_TEMPLATE.items()}
    if len({_first(home, "INCIDENT: TYPE") for home in homes}) > 1:
        values["deed"] = None
    names = _same_part(homes[0], kind, words)
    for output, slot in _TAGGED.get(kind, {}).items():
        value = _tagged(homes[0], slot, names)
        values[output] = (_FATES.get(value or "-", value or "-")) if output == "fate" else value
    for output, value in values.items():
        if value in PART_OUTPUTS[output]:
            one.tags[output][places] = PART_OUTPUTS[output].index(str(value))


def _first(key: dict[str, list[str]], slot: str) -> str | None:
    found: Any = fills(slot, key)
    return found[0].values[0] if found and found[0].values else None


def _same_part(key: dict[str, list[str]], kind: str, words: str) -> set[str]:
    """The strings that stand for the same person, thing or group as `words`."""
    names = {words}
    for slot in [slot for slot, part in SLOTS.items() if part == kind]:
        for one in fills(slot, key) or ():
            if words in one.values:
                names |= {*one.values, *one.tags}
    return names


def _tagged(key: dict[str, list[str]], slot: str, names: set[str]) -> str | None:
    """The value whose tag is one of the names."""
    return next((one.values[0] for one in fills(slot, key) or () if one.values and names & set(one.tags)), None)
