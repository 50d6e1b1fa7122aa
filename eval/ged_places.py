"""Scores the placing of the places of UCDP GED rows: how many names are found and within 25 km, and of those answered how many are right.

    python eval/ged_places.py FILE [FILE ...] [--most N] [--half read|kept] [--with-supplement] [--answers FILE] [--errors N]

FILE: a GED table (csv with where_prec, where_coordinates, adm_1, adm_2, country, latitude, longitude; or the same as GeoJSON). Taken are the distinct
names of rows with where_prec 1 or 2. A name is put into a sentence written here with its first-level division and country, as a report gives them, and
once more with the country alone. The table of our own that was made from GED rows is left out of the gazetteer unless --with-supplement is given.
Names are parted into two halves by a hash: whoever writes rules or rows looks at errors of the half `read` alone, and weights are fitted on it; the half
`kept` tells how good they are. --errors shows those of the half `read` only.

Printed: found = answered as a place, not as the division or country it lies in; near = the answer, of whatever precision finer than a first-level
division, lies within 25 km of the label; sure = answered above the floor of confidence/places, and right = within 25 km of those.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from places import document, km

from tollbook.model.incident import PlaceValue
from tollbook.resolve import gazetteer, place_tables
from tollbook.resolve.places import find_places

KINDS = (
    r"town|city|village|refugee camp|camp|suburb|neighbou?rhood|area|location|locality|quarter|settlement|hamlet|mountains?|valley|hills?|"
    r"base|townships?|districts?|municipality"
)
WITH_DIVISION = ("Two people were killed in {} in {}, {}, on Monday.", "Clashes broke out in {}, {}, {}, officials said.")
WITH_COUNTRY = ("Two people were killed in {}, {}, on Monday.", "Gunmen attacked {} in {} on Monday, officials said.")


@dataclass(frozen=True, slots=True)
class Row:
    """One distinct place of events."""

    name: str
    kind: str
    division: str
    country: str
    lat: float
    lon: float


def rows(path: Path) -> Iterator[Row]:
    """The distinct places of a file, known to the place or to its surroundings."""
    csv.field_size_limit(sys.maxsize)
    seen: set[tuple[str, str]] = set()
    for label, division, country, lat, lon, precision in _raw(path):
        if precision in ("1", "2") and (label, country) not in seen and re.search(r"[A-Za-z]{3}", label):
            seen.add((label, country))
            split = re.fullmatch(rf"(.{{3,}}?)\s+({KINDS})", label.strip(), re.IGNORECASE)
            name, kind = (split[1], split[2].lower()) if split else (label.strip(), "")
            short = re.sub(r"\s*\(.*\)", "", country)
            yield Row(name, kind, re.sub(r"\s+", " ", division or "").strip(), short, lat, lon)


def half(row: Row) -> str:
    """The half that a place belongs to, by its name and country."""
    return "read" if hashlib.sha256(f"{row.country}|{place_tables.fold(row.name)}".encode()).digest()[0] % 2 == 0 else "kept"


def _raw(path: Path) -> Iterator[tuple[str, str, str, float, float, str]]:
    if path.suffix == ".geojson":
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            row, point = feature["properties"], feature["geometry"]["coordinates"]
            yield row["where_coordinates"], row.get("adm_1") or "", row["country"], point[1], point[0], str(row["where_prec"])
        return
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["where_prec"] and row["latitude"]:
                precision = str(int(float(row["where_prec"])))
                yield row["where_coordinates"], row["adm_1"], row["country"], float(row["latitude"]), float(row["longitude"]), precision


def answer(row: Row, number: int, whole: bool) -> PlaceValue | None:
    """What is read of the name in its sentence; None when it is not even seen."""
    name = f"the {row.kind} of {row.name}" if row.kind in ("village", "town", "city", "camp") and number % 2 else row.name
    if whole and row.division and row.division != row.name:
        text = WITH_DIVISION[number % 2].format(name, row.division, row.country)
    else:
        text = WITH_COUNTRY[number % 2].format(name, row.country)
    start = text.index(row.name)
    end = start + len(row.name)
    for mention in find_places(document(text)):
        if mention.span.start < end and start < mention.span.end:
            return mention.value
    return None


def score(path: Path, part: str, most: int, errors: int, answers: list[dict[str, object]]) -> None:
    found = [row for row in rows(path) if half(row) == part]
    if most and len(found) > most:
        found = random.Random(f"{path.name}").sample(found, most)
    for whole in (True, False):
        counts: Counter[str] = Counter()
        lands: dict[str, Counter[str]] = defaultdict(Counter)
        shown: list[str] = []
        for number, row in enumerate(found):
            value = answer(row, number, whole)
            verdict, distance = judge(row, value)
            counts.update(verdict)
            lands[row.country].update(verdict)
            answers.append(
                {
                    "file": path.name, "half": part, "with_division": whole, "name": row.name, "country": row.country, "lat": row.lat, "lon": row.lon,
                    "answer": value and value.name, "answer_lat": value and value.lat, "answer_lon": value and value.lon,
                    "precision": value and value.precision, "score": value and value.score, "km": distance and round(distance, 1),
                    "reason": value and value.reason,
                }
            )  # fmt: skip
            if "wrong" in verdict or not verdict & {"near"}:
                shown.append(
                    f"  {row.name} ({row.country}, {row.division}): {value and (value.precision, value.name, distance and round(distance), value.reason)}"
                )
        total = max(1, len(found))
        print(f"{path.name}, half {part}, {'with division and country' if whole else 'with the country alone'}: {len(found)} names")
        print(
            f"  found as a place {counts['found'] / total:.3f}; found and within 25 km {counts['near found'] / total:.3f}; any answer within 25 km "
            f"{counts['near'] / total:.3f}; sure {counts['sure'] / total:.3f}, of those right {counts['sure right'] / max(1, counts['sure']):.3f}; "
            f"found but wrong {counts['wrong'] / total:.3f}"
        )
        most_named = sorted(lands.items(), key=lambda item: (-item[1]["all"], item[0]))[:14]
        print("  " + "; ".join(f"{land} {c['near found']}/{c['all']}" for land, c in most_named))
        for line in random.Random(1).sample(shown, min(errors if part == "read" else 0, len(shown))):
            print(line)


def judge(row: Row, value: PlaceValue | None) -> tuple[set[str], float | None]:
    verdict = {"all"}
    if value is None or value.lat is None or value.lon is None:
        return verdict, None
    distance = km(value.lat, value.lon, row.lat, row.lon)
    fine = value.precision in ("exact", "near", "area", "admin2")
    own = fine and "no list of places" not in value.reason
    near = fine and distance <= 25
    if own:
        verdict.add("found")
        verdict.add("near found" if near else "wrong")
    if near:
        verdict.add("near")
    if own and value.sure:
        verdict.add("sure")
        if near:
            verdict.add("sure right")
    return verdict, distance


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=600)
    parser.add_argument("--half", choices=("read", "kept"))
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--with-supplement", action="store_true")
    parser.add_argument("--answers", type=Path)
    options = parser.parse_args()
    if not options.with_supplement:
        place_tables._event_keys = lambda: iter(())  # type: ignore[assignment]
        place_tables._index.cache_clear()
        gazetteer.look_up.cache_clear()
    answers: list[dict[str, object]] = []
    for path in options.files:
        if not path.is_file():
            sys.exit(f"{path} is not there; give a GED table (csv or geojson)")
        for part in (options.half,) if options.half else ("read", "kept"):
            score(path, part, options.most, options.errors, answers)
    if options.answers:
        options.answers.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in answers), encoding="utf-8")


if __name__ == "__main__":
    main()
