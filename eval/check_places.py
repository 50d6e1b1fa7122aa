"""Writes a sheet of places for a person to judge: incidents of news items, and names of places in them, so many a country, with the text and the answer.

    python eval/check_places.py DATA [--each 40] [--skip 0] [--verdicts FILE]

DATA: the folder with wiki_current_events. Items of the set-apart gold half are left out; --skip passes over as many a country, to judge others than those
that were read before. With --verdicts, a file of lines "COUNTRY ID VERDICT [note]" (right,
parent, wrong), the shares by country are printed instead. An ID is the item's and the incident's, or the item's and the
name's (each name once a country); a verdict is on the place alone: right (the place, or
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

from tollbook.model.incident import PlaceValue
from tollbook.model.text import Span
from tollbook.pipeline import Settings, code_report
from tollbook.read.text import read_text
from tollbook.resolve.places import find_places
from tollbook.text.document import analyse

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


def sheet(data: Path, each: int, skip: int) -> None:
    barred = set_apart()
    lands = {code: group for group, codes in GROUPS.items() for code in codes.split()}
    incidents: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for item in wiki_current_events(data, armed_only=False):
        if item.id in barred:
            continue
        report = read_text(item.text, published=date.fromisoformat(item.published) if item.published else None)
        for number, incident in enumerate(code_report(report, Settings()).incidents):
            if incident.place is not None and incident.place.country in lands:
                name = f"{item.id}/{number}"
                incidents[lands[incident.place.country]][name] = _line(name, report.text, incident.anchor, incident.place)
        for mention in find_places(analyse(report)):
            place = mention.value
            if place.country in lands and place.precision not in ("country", "unknown") and mention.role != "demonym":
                name = mention.span.quote.replace(" ", "_")
                names[lands[place.country]].setdefault(name, _line(f"{item.id}:{name}", report.text, mention.span, place))
    for title, found in (("incidents", incidents), ("names", names)):
        for group in GROUPS:
            order = sorted(found[group], key=lambda name: hashlib.sha256(name.encode()).hexdigest())
            print(f"== {group}: {len(order)} {title}")
            for name in order[skip : skip + each]:
                print(found[group][name])


def _line(name: str, text: str, anchor: Span, place: PlaceValue) -> str:
    start = max(0, anchor.start - 150)
    shown = " ".join(f"{text[start : anchor.start]}[[{anchor.quote}]]{text[anchor.end : anchor.end + 170]}".split())
    point = f"{place.lat:.2f},{place.lon:.2f}" if place.lat is not None and place.lon is not None else "nowhere"
    radius = f" r{place.radius_km:g}" if place.radius_km else ""
    sure = "" if place.sure else " unsure"
    held = " by what holds it" if "placed by" in place.reason else ""
    return f"{name} {place.name!r} {place.precision}{radius} {place.admin1} {place.country} {point} {place.score}{sure}{held} | {shown}"


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
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--verdicts", type=Path)
    options = parser.parse_args()
    if options.verdicts:
        judged(options.verdicts)
        return
    if not (options.data / "wiki_current_events").is_dir():
        sys.exit(f"{options.data} holds no wiki_current_events")
    sheet(options.data, options.each, options.skip)


if __name__ == "__main__":
    main()
