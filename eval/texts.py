"""Takes the folder of evaluation data; gives its texts by stable id. The texts stay where they are: nothing here stores one."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True, slots=True)
class EvalText:
    """One text to read. `id` is `set:part:number`; `published` is an ISO date or None."""

    id: str
    text: str
    title: str | None
    published: str | None
    outlet: str | None


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def wiki_current_events(data: Path, armed_only: bool = True) -> Iterator[EvalText]:
    """The items of `wiki_current_events/items_2025.jsonl`; id `wce:<line number from 0>`."""
    with (data / "wiki_current_events" / "items_2025.jsonl").open(encoding="utf-8") as handle:
        for number, line in enumerate(handle):
            item = json.loads(line)
            if armed_only and "armed conflicts" not in item["section"].lower():
                continue
            yield EvalText(f"wce:{number}", item["text"], None, item["date"], None)


def re3d(data: Path) -> Iterator[EvalText]:
    """The re3d documents; id `re3d:<source folder>:<line number from 0>`."""
    for folder in sorted((data / "re3d").iterdir()):
        documents = folder / "documents.json"
        if not documents.is_file():
            continue
        for number, line in enumerate(documents.read_text(encoding="utf-8").splitlines()):
            item = json.loads(line)
            yield EvalText(f"re3d:{folder.name}:{number}", item["text"], item.get("title"), None, item.get("sourceName"))


def wikinews(data: Path) -> Iterator[EvalText]:
    """The Wikinews articles; id `wikinews:<file stem>:<row number from 0>`."""
    for path in sorted((data / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for number, row in enumerate(csv.DictReader(handle)):
                yield EvalText(f"wikinews:{path.stem}:{number}", row["text"], row["title"], row["date"], "Wikinews")


def muc(data: Path) -> Iterator[EvalText]:
    """The MUC-3/4 development reports, upper case as they are; id `muc:<message id>`."""
    path = data / "muc34" / "dev.jsonl"
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            item = json.loads(line)
            yield EvalText(f"muc:{item['id']}", item["text"], None, None, None)


def event_location(data: Path) -> Iterator[EvalText]:
    """The news sentences of `event_location/train.jsonl`, each once; id `sentence:<line number from 0>`."""
    path = data / "event_location" / "train.jsonl"
    if not path.is_file():
        return
    seen: set[str] = set()
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle):
            text = json.loads(line)["text"]
            if text not in seen:
                seen.add(text)
                yield EvalText(f"sentence:{number}", text, None, None, None)


def worldwide(data: Path) -> Iterator[EvalText]:
    """The worldwide newswire articles, their tokens joined again; id `worldwide:<file stem>`. A sentence is a line."""
    for path in sorted((data / "worldwide_ner").glob("*.tsv")):
        sentences = [
            " ".join(line.split("\t")[0] for line in block.splitlines() if line.strip())
            for block in path.read_text(encoding="utf-8").split("\n\n")
            if block.strip()
        ]
        text = "\n".join(_joined(sentence) for sentence in sentences if not sentence.startswith("http"))
        yield EvalText(f"worldwide:{path.name.removesuffix('.txt.tsv')}", text, None, None, None)


def _joined(words: str) -> str:
    """Words that a tokeniser set apart, joined as they are written."""
    closed = re.sub(r" ([,.;:!?%)\]’”])", r"\1", words)
    return re.sub(r"([(\[$“‘]) ", r"\1", re.sub(r" (n't|'s|'re|'ve|'ll|'d|’s)\b", r"\1", closed))


def all_texts(data: Path) -> dict[str, EvalText]:
    """Every text that a label may point to, by id."""
    found: dict[str, EvalText] = {}
    for source in (wiki_current_events(data), re3d(data), wikinews(data), muc(data), worldwide(data), event_location(data)):
        for item in source:
            found[item.id] = item
    return found
