"""Takes the hand labels; writes how far each part of a claim can be trusted (`src/tollbook/lexicon/en/confidence.yaml`). One command, nothing random.

    python training/calibrate.py --data ../shared/data

How often each rule was right is counted on the training labels. The curves are fitted on the development half of the gold, whose texts the network never
saw: on its own training texts it is far surer than it is right. They are logistic, with a penalty. The set-apart half is left to measure them by.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "eval"))

from texts import all_texts, sha256

from tollbook.extract.claims import extract
from tollbook.learned.reading import learned_reading
from tollbook.lexicon.profiles import profile
from tollbook.link.doubt import PARTS, Features, features
from tollbook.link.local import link_report
from tollbook.model.mention import Mentions
from tollbook.read.text import read_text
from tollbook.resolve.actors import find_actors
from tollbook.resolve.dates import find_dates
from tollbook.resolve.places import find_places
from tollbook.text.document import analyse

OUT = HERE.parent / "src" / "tollbook" / "lexicon" / "en" / "confidence.yaml"
HEADER = "# Made by training/calibrate.py: how often each figure rule was right on hand labels, and the curves of confidence (docs/accuracy.md).\n"
PRIOR = 4.0
"""So many claims at the mean rate are added to each rule's count."""
PENALTY = 2.0


@dataclass
class Judged:
    """One claim that was read: its rule, what the curves look at, and which parts were right (None where the labels cannot say)."""

    rule: str
    found: Features
    right: dict[str, bool | None]


def judged(data: Path, paths: Iterable[Path]) -> Iterator[Judged]:
    texts = all_texts(data)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            known = texts[item["id"]]
            text = known.text[slice(*item["slice"])] if item["slice"] else known.text
            if sha256(text) != item["sha256"]:
                raise SystemExit(f"{path}: {item['id']} does not fit its text")
            yield from _judged(item, text, date.fromisoformat(known.published) if known.published else None)


def _judged(item: dict[str, Any], text: str, published: date | None) -> Iterator[Judged]:
    document = analyse(read_text(text, published=published))
    extraction, _ = extract(document, profile("default"), learned_reading(document))
    places = find_places(document)
    mentions = Mentions(dates=find_dates(document), places=places, actors=find_actors(document, places))
    incidents, claims = link_report(document, extraction, mentions)
    contexts = {context.claim.id: context for context in extraction.claims}
    owners = {incident.id: incident for incident in incidents}
    gold = {incident["key"]: incident for incident in item["incidents"]}
    several = len({claim.incident for claim in claims}) > 1
    for claim in claims:
        incident = owners.get(claim.incident or "")
        near = [
            one for one in item["claims"] if one["field"] == claim.field and one["start"] < claim.span.end and claim.span.start < one["end"]
        ]
        exact = [one for one in near if (one["min"], one["max"]) == (claim.min, claim.max)]
        one = (exact or near or [None])[0]
        right: dict[str, bool | None] = {"figure": bool(exact), "speaker": None, "status": None, "type": None}
        if one is not None and incident is not None:
            said = one["said_by"]
            same = said is not None and claim.said_by is not None and said[0] < claim.said_by.end and claim.said_by.start < said[1]
            right["speaker"] = same or (said is None and claim.said_by is None)
            right["status"] = gold[one["incident"]]["status"] == incident.status
            right["type"] = gold[one["incident"]]["type"] == incident.type
        yield Judged(claim.rule, features(contexts[claim.id], claim, incident, several=several), right)


def rates(claims: list[Judged]) -> tuple[dict[str, float], float]:
    """The share of right figures of each rule, drawn towards the mean, and the mean."""
    seen, right = Counter(one.rule for one in claims), Counter(one.rule for one in claims if one.right["figure"])
    mean = sum(right.values()) / max(1, sum(seen.values()))
    return {rule: (right[rule] + PRIOR * mean) / (count + PRIOR) for rule, count in seen.items()}, mean


def fit(rows: list[dict[str, float]], right: list[bool]) -> dict[str, float]:
    """The weights of a logistic curve by Newton's method; the bias goes free of the penalty."""
    names = sorted({name for row in rows for name in row})
    table = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])
    wanted = np.array(right, dtype=float)
    weights = np.zeros(table.shape[1])
    penalty = np.diag([1e-3, *([PENALTY] * len(names))])
    for _ in range(50):
        share = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (wanted - share) - penalty @ weights
        weights = weights + np.linalg.solve((table * (share * (1 - share))[:, None]).T @ table + penalty, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(["bias", *names], weights, strict=True)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    by_rule, mean = rates(list(judged(options.data, sorted((HERE / "labels").glob("*.jsonl")))))
    claims = list(judged(options.data, [HERE.parent / "eval" / "gold" / "dev.jsonl"]))
    for one in claims:
        share = min(max(by_rule.get(one.rule, mean), 0.01), 0.99)
        one.found["figure"]["rule"] = float(np.log(share / (1 - share)))
    curves = {}
    for part in PARTS:
        known = [one for one in claims if one.right[part] is not None]
        curves[part] = fit([one.found[part] for one in known], [bool(one.right[part]) for one in known])
        print(f"{part}: {len(known)} claims, {sum(bool(one.right[part]) for one in known)} right, {curves[part]}")
    rules = {"any": round(mean, 3)} | {rule: round(share, 3) for rule, share in sorted(by_rule.items())}
    floors = yaml.safe_load(OUT.read_text(encoding="utf-8"))["floors"]  # set by hand, kept
    OUT.write_text(HEADER + yaml.safe_dump({"floors": floors, "rules": rules, "curves": curves}, sort_keys=True), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
