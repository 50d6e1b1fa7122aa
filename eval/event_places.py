"""Scores the place of an event on sentences with one event word and the span of its place (event_location): precision and recall of the place's words.

    python eval/event_places.py FILE.jsonl [--all] [--answers FILE] [--errors N]

FILE: one object a line with `text` and `spans` of label VERB and LOCATION (start, end). Sentences with a LOCATION of one character have broken labels and
are left out. Of the file that we train on, only the eighth that is kept out of training is read (by a hash of the text); --all reads every sentence,
which is what a file of other sentences wants. Compared with: every name of a place that the rules call a location, and the one nearest to the event.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from places import document

from tollbook.extract.event_places import place_of_event
from tollbook.model.mention import PlaceMention
from tollbook.resolve.places import find_places
from tollbook.text.document import Document

Pair = tuple[int, int]


def sentences(path: Path, every: bool) -> Iterator[tuple[str, Pair, list[Pair]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        events = [(one["start"], one["end"]) for one in item["spans"] if one["label"] == "VERB"]
        places = [(one["start"], one["end"]) for one in item["spans"] if one["label"] == "LOCATION"]
        broken = item.get("answer") not in (None, "accept") or any(end - start < 2 for start, end in places)
        held = int(hashlib.sha256(item["text"].encode()).hexdigest()[-1], 16) < 2
        if events and not broken and (every or held):
            yield item["text"], events[0], places


def nearest(places: Sequence[PlaceMention], event: Pair) -> list[Pair]:
    told = [(p.span.start, p.span.end) for p in places if p.role in ("location", "dateline")]
    return sorted(told, key=lambda one: min(abs(one[0] - event[1]), abs(event[0] - one[1])))[:1]


def words(read: Document, spans: Sequence[Pair]) -> set[int]:
    """The starts of the words that lie in the spans."""
    return {t.start for s in read.sentences for t in s.tokens for start, end in spans if start < t.end and t.start < end}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    answers: list[dict[str, object]] = []
    for path in options.files:
        if not path.is_file():
            sys.exit(f"{path} is not there; give a file of sentences with VERB and LOCATION spans")
        score(path, options, answers)
    if options.answers:
        options.answers.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in answers), encoding="utf-8")


def score(path: Path, options: argparse.Namespace, answers: list[dict[str, object]]) -> None:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for text, event, gold in sentences(path, options.all):
        read = document(text)
        places = find_places(read)
        found = [(one.span.start, one.span.end) for one in place_of_event(read, event, places)]
        told = [(p.span.start, p.span.end) for p in places if p.role == "location"]
        counts["sentences"] += 1
        right = words(read, gold)
        for name, spans in (("tollbook", found), ("nearest", nearest(places, event)), ("all locations", told)):
            mine = words(read, spans)
            counts[f"{name} hit"] += len(mine & right)
            counts[f"{name} found"] += len(mine)
            counts[f"{name} wanted"] += len(right)
        if words(read, found) != right:
            wrong.append(
                f"  [{text[event[0] : event[1]]}] gold {[text[a:b] for a, b in gold]} read {[text[a:b] for a, b in found]} | {text.strip()[:200]}"
            )
        answers.append({"file": path.name, "text": text, "event": event, "gold": gold, "read": found})
    print(f"{path.name}: {counts['sentences']} sentences")
    for name in ("tollbook", "nearest", "all locations"):
        precision, recall = (
            counts[f"{name} hit"] / max(1, counts[f"{name} found"]),
            counts[f"{name} hit"] / max(1, counts[f"{name} wanted"]),
        )
        print(
            f"  {name:13} words of the place: P {precision:.3f}  R {recall:.3f}  F {2 * precision * recall / max(1e-9, precision + recall):.3f}"
        )
    for line in random.Random(1).sample(wrong, min(options.errors, len(wrong))):
        print(line)


if __name__ == "__main__":
    main()
