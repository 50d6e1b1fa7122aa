"""Writes a sheet of places for a person to judge: incidents of news items, so many a country, each with its text and the answer.

    python eval/check_places.py DATA [--each 40] [--countries SY,IQ,...] [--verdicts FILE]

DATA: the folder with wiki_current_events. Items of the set-apart gold half are left out. With --verdicts, a file of lines "ID VERDICT [note]" (right,
parent, wrong), the shares by country are printed instead. An ID is the item's and the incident's; a verdict is on the place alone: right (the place, or
the region that the text names), parent (an honest larger place with a radius that holds it, or none), wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from texts import wiki_current_events

from tollbook.model.incident import Incident
from tollbook.pipeline import Settings, code_report
from tollbook.read.text import read_text

GROUPS = {
    "Syria": "SY", "Iraq": "IQ", "Yemen": "YE", "Ukraine": "UA", "Gaza": "PS", "Sudan": "SD", "Sahel": "ML BF NE TD NG MR", "Myanmar": "MM",
}  # fmt: skip
HERE = Path(__file__).resolve().parent


def set_apart() -> set[str]:
    return {
        json.loads(line)["id"]
        for name in ("test", "test_b")
        for line in (HERE / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    }


def sheet(data: Path, each: int) -> None:
    barred = set_apart()
    lands = {code: group for group, codes in GROUPS.items() for code in codes.split()}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in wiki_current_events(data):
        if item.id in barred:
            continue
        coded = code_report(read_text(item.text, published=date.fromisoformat(item.published) if item.published else None), Settings())
        for number, incident in enumerate(coded.incidents):
            land = incident.place.country if incident.place is not None else None
            if land in lands:
                name = f"{item.id}/{number}"
                found[lands[land]].append((hashlib.sha256(name.encode()).hexdigest(), _line(name, item.text, incident)))
    for group, lines in found.items():
        print(f"== {group}: {len(lines)} incidents")
        for _, line in sorted(lines)[:each]:
            print(line)


def _line(name: str, text: str, incident: Incident) -> str:
    place = incident.place
    assert place is not None
    start = max(0, incident.anchor.start - 150)
    shown = " ".join(
        f"{text[start : incident.anchor.start]}[[{incident.anchor.quote}]]{text[incident.anchor.end : incident.anchor.end + 170]}".split()
    )
    point = f"{place.lat:.2f},{place.lon:.2f}" if place.lat is not None and place.lon is not None else "nowhere"
    radius = f" r{place.radius_km:g}" if place.radius_km else ""
    return f"{name} {place.name!r} {place.precision}{radius} {place.admin1} {place.country} {point} {place.score}{'' if place.sure else ' unsure'} | {shown}"


def judged(path: Path) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if len(cells) >= 3 and not line.startswith("#"):
            counts[cells[0]][cells[2]] += 1
    for group, verdicts in counts.items():
        total = sum(verdicts.values())
        print(
            f"{group}: {total} checked, "
            + ", ".join(f"{name} {verdicts[name]} ({verdicts[name] / total:.2f})" for name in ("right", "parent", "wrong"))
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--verdicts", type=Path)
    options = parser.parse_args()
    if options.verdicts:
        judged(options.verdicts)
        return
    if not (options.data / "wiki_current_events").is_dir():
        sys.exit(f"{options.data} holds no wiki_current_events")
    sheet(options.data, options.each)


if __name__ == "__main__":
    main()
