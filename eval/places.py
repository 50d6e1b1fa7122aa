"""Scores the finding and placing of places on sets of articles with labelled toponyms, in the XML of LGL or GeoVirus.

    python eval/places.py FILE.xml [FILE.xml ...] [--without-outlets] [--answers FILE] [--errors N]

An <article> holds <text>, perhaps <domain> (of the outlet), and <toponym>s or <location>s with start, end, a name or phrase, lat and lon.

Printed for each file
  found       spans equal to the labelled ones. LGL labels nationalities too, so mentions of role demonym count where the file labels any.
  end to end  of all toponyms with coordinates: found, and within 161 km
  given span  the same when the labelled spans are given, so that nothing has to be found; `exact`: the same GeoNames id, of those that have one
  sure        of all answers in the first reading that are marked sure: how many there are, and how many of them within 161 km
A country, division or region is right when the label lies within its radius. What is found but not labelled is not counted under `sure`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tollbook.model.geometry import great_circle_km as km
from tollbook.model.incident import PlaceValue
from tollbook.model.text import Block, Report, report_id
from tollbook.resolve.gazetteer import look_up
from tollbook.resolve.place_names import fold
from tollbook.resolve.place_tables import demonyms
from tollbook.resolve.places import find_places
from tollbook.text.document import Document, analyse

REACH_KM = 161.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A labelled name; coordinates are None where the label has none."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None
    geonameid: int | None


def document(text: str, outlet: str | None = None) -> Document:
    """A report of one block per line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    return analyse(Report(report_id(text, None, None), "eval", outlet, None, None, None, "unknown", "en", text, tuple(blocks)))


@dataclass(frozen=True, slots=True)
class Article:
    """A text, the host of its outlet, and its toponyms in text order."""

    text: str
    domain: str | None
    toponyms: tuple[Toponym, ...]


def labelled(path: Path) -> list[Article]:
    """The articles of a file."""
    found = []
    for article in etree.parse(str(path)).getroot().iter("article"):
        text = article.findtext("text") or ""
        toponyms = []
        for node in [*article.iter("location"), *article.iter("toponym")]:
            start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
            lat, lon, tag = node.find(".//lat"), node.find(".//lon"), node.find("gaztag")
            point = (float(lat.text), float(lon.text)) if lat is not None and lon is not None and lat.text and lon.text else (None, None)
            name = node.findtext("phrase") or node.findtext("name") or ""
            if text[start:end] != name and text[start - 1 : end - 1] == name:  # GeoVirus counts from 1
                start, end = start - 1, end - 1
            number = (tag.get("geonameid") or "") if tag is not None else ""
            toponyms.append(Toponym(start, end, name, *point, int(number) if number.isdigit() else None))
        found.append(Article(text, article.findtext("domain"), tuple(sorted(toponyms, key=lambda one: one.start))))
    return found


def reach(value: PlaceValue) -> float:
    """A country or region has its middle where each gazetteer likes: within its radius is right."""
    return value.radius_km or 0.0 if value.precision in ("country", "area", "admin1") else 0.0


def close(value: PlaceValue, toponym: Toponym) -> bool | None:
    """Whether an answer is right; None when there is none."""
    if value.lat is None or value.lon is None or toponym.lat is None or toponym.lon is None:
        return None
    return km(value.lat, value.lon, toponym.lat, toponym.lon) <= max(REACH_KM, reach(value))


def score(path: Path, options: argparse.Namespace, answers: list[dict[str, object]]) -> None:
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    articles = labelled(path)
    nations = sum(fold(t.name) in demonyms() and not look_up(t.name) for article in articles for t in article.toponyms)
    with_nations = nations > 0.02 * sum(len(article.toponyms) for article in articles)
    for number, article in enumerate(articles):
        read = document(article.text, None if options.without_outlets else article.domain)
        mentions = {(m.span.start, m.span.end): m for m in find_places(read)}
        if not with_nations:
            mentions = {at: m for at, m in mentions.items() if m.role != "demonym"}
        gold = {(t.start, t.end): t for t in article.toponyms}
        given = {m.span.start: m for m in find_places(read, named=[at for at, t in gold.items() if t.lat is not None])}
        counts["gold"] += len(gold)
        counts["found"] += len(mentions)
        counts["both"] += len(gold.keys() & mentions.keys())
        for at, toponym in gold.items():
            mention, told = mentions.get(at), given.get(at[0])
            if mention is None:
                shown[f"missed: {toponym.name}"] += 1
            if toponym.lat is None:
                continue
            counts["placed"] += 1
            right = close(mention.value, toponym) if mention is not None else None
            counts["end to end"] += right is True
            if right is not None and mention is not None and mention.value.sure:
                counts["sure"] += 1
                counts["sure right"] += right
            if told is not None:
                verdict = close(told.value, toponym)
                counts["given"] += verdict is True
                counts["given answered"] += verdict is not None
                word = "right" if verdict else "unresolved" if verdict is None else "far"
                if word != "right":
                    shown[
                        f"{word}: {toponym.name}: {told.value.name}, {told.value.admin1}, {told.value.country} ({told.value.precision})"
                    ] += 1
                if toponym.geonameid is not None:
                    counts["numbered"] += 1
                    counts["exact"] += told.value.geonameid == toponym.geonameid
            answers.append(_line(path, number, toponym, mention and mention.value, told and told.value))
        for at in sorted(mentions.keys() - gold.keys()):
            shown[f"extra: {mentions[at].span.quote} ({mentions[at].role})"] += 1
    _print(path, counts)
    for line, times in shown.most_common(options.errors):
        print(f"  {times:4} {line}")


def _line(path: Path, number: int, toponym: Toponym, found: PlaceValue | None, told: PlaceValue | None) -> dict[str, object]:
    def plain(value: PlaceValue | None) -> dict[str, object] | None:
        if value is None:
            return None
        return {
            "name": value.name,
            "lat": value.lat,
            "lon": value.lon,
            "precision": value.precision,
            "score": value.score,
            "reason": value.reason,
        }

    label = {"start": toponym.start, "end": toponym.end, "name": toponym.name, "lat": toponym.lat, "lon": toponym.lon}
    return {"file": path.name, "article": number, "label": label, "found": plain(found), "given_span": plain(told)}


def _print(path: Path, counts: Counter[str]) -> None:
    def share(part: str, whole: str) -> float:
        return counts[part] / max(1, counts[whole])

    precision, recall = share("both", "found"), share("both", "gold")
    print(f"{path.name}: {counts['gold']} toponyms, {counts['placed']} with coordinates")
    print(f"  found       P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}")
    print(f"  end to end  within 161 km {share('end to end', 'placed'):.3f}")
    exact = f", exact {share('exact', 'numbered'):.3f} of {counts['numbered']}" if counts["numbered"] else ""
    print(
        f"  given span  within 161 km {share('given', 'placed'):.3f}, answered {share('given answered', 'placed'):.3f}, right of those "
        f"{share('given', 'given answered'):.3f}{exact}"
    )
    print(f"  sure        {share('sure', 'placed'):.3f} of all, right of those {share('sure right', 'sure'):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--without-outlets", action="store_true")
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    answers: list[dict[str, object]] = []
    for path in options.files:
        if not path.is_file():
            sys.exit(f"{path} is not there; give a file in the XML of LGL or GeoVirus")
        score(path, options, answers)
    if options.answers:
        options.answers.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in answers), encoding="utf-8")


if __name__ == "__main__":
    main()
