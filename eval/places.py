"""Scores the finding and placing of places on two public sets, whose path is an argument: GeoVirus and LGL (toponyms with coordinates).

    python eval/places.py ../shared/data [--set GeoVirus|lgl] [--errors N]

Recognition: spans equal to the labelled ones (LGL marks nationalities too, so mentions of role demonym count there). Resolution: of the labelled
toponyms found, how many lie within 161 km of their label (a country or division: within its radius).
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tollbook.model.incident import PlaceValue
from tollbook.model.text import Block, Report, report_id
from tollbook.resolve.places import find_places
from tollbook.text.document import Document, analyse


@dataclass(frozen=True, slots=True)
class Toponym:
    """A labelled name; coordinates are None where the label has none."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None


def document(text: str) -> Document:
    """A report of one block per line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    return analyse(Report(report_id(text, None, None), "eval", None, None, None, None, "unknown", "en", text, tuple(blocks)))


def labelled(path: Path) -> list[tuple[str, list[Toponym]]]:
    """Texts with their toponyms, from either file's XML."""
    found = []
    for article in etree.parse(str(path)).getroot().iter("article"):
        text = article.findtext("text") or ""
        toponyms = []
        for node in [*article.iter("location"), *article.iter("toponym")]:
            start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
            lat, lon = node.find(".//lat"), node.find(".//lon")
            point = (float(lat.text), float(lon.text)) if lat is not None and lon is not None and lat.text and lon.text else (None, None)
            name = node.findtext("name") or node.findtext("phrase") or ""
            if node.find("gaztag") is not None:
                name = node.findtext("phrase") or ""
            if text[start:end] != name and text[start - 1 : end - 1] == name:  # GeoVirus counts from 1
                start, end = start - 1, end - 1
            toponyms.append(Toponym(start, end, name, *point))
        found.append((text, toponyms))
    return found


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b = math.radians(lat1), math.radians(lat2)
    step = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(step)))


def reach(value: PlaceValue) -> float:
    """A country or region has its middle where each gazetteer likes: within its radius is right."""
    return value.radius_km or 0.0 if value.precision in ("country", "area", "admin1") else 0.0


def score(name: str, texts: list[tuple[str, list[Toponym]]], errors: int) -> None:
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for text, toponyms in texts:
        mentions = {(m.span.start, m.span.end): m for m in find_places(document(text))}
        if name == "GeoVirus":
            mentions = {at: m for at, m in mentions.items() if m.role != "demonym"}
        gold = {(t.start, t.end): t for t in toponyms}
        counts["gold"] += len(gold)
        counts["found"] += len(mentions)
        counts["both"] += len(gold.keys() & mentions.keys())
        for at, toponym in gold.items():
            mention = mentions.get(at)
            if mention is None:
                shown[f"missed: {toponym.name}"] += 1
                continue
            if toponym.lat is None or toponym.lon is None:
                continue
            counts["placed gold"] += 1
            if mention.value.lat is None or mention.value.lon is None:
                shown[f"unresolved: {toponym.name}: {mention.value.reason}"] += 1
            elif km(mention.value.lat, mention.value.lon, toponym.lat, toponym.lon) <= max(161.0, reach(mention.value)):
                counts["near"] += 1
            else:
                shown[f"far: {toponym.name} at {mention.value.name}, {mention.value.country} ({mention.value.precision})"] += 1
        for at in sorted(mentions.keys() - gold.keys()):
            shown[f"extra: {mentions[at].span.quote} ({mentions[at].role})"] += 1
    precision, recall = counts["both"] / max(1, counts["found"]), counts["both"] / max(1, counts["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    within = counts["near"] / max(1, counts["placed gold"])
    print(
        f"{name}: toponyms {counts['gold']}, P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; within 161 km {within:.3f} of {counts['placed gold']} found"
    )
    for line, times in shown.most_common(errors):
        print(f"  {times:4} {line}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--set", default="GeoVirus,lgl")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    for name in options.set.split(","):
        path = options.data / "geo" / f"{name}.xml"
        if not path.is_file():
            sys.exit(f"{path} is not there; give the folder that holds geo/GeoVirus.xml and geo/lgl.xml")
        score(name, labelled(path), options.errors)


if __name__ == "__main__":
    main()
