"""Scores the naming of actors on headlines of UCDP GED rows: of the coded sides that a headline names, how many are resolved to the coded side.

    python eval/actors.py [FILE ...] --list ucdp-actor.csv [--names] [--most N] [--answers FILE] [--errors N]

FILE: a GED table, csv or geojson, with source_headline, side_a, side_a_new_id, side_b, side_b_new_id, where_coordinates, country. --list: the UCDP actor
list (csv), for the names that each id goes by. A side is named by a headline when one of those names stands in it; a government also when the headline
says its nation with a word for its forces or rulers ("Myanmar junta", "Syrian army"). Each headline is read above a line with the place and country of
its event, and once alone. Where a headline names the same side for several rows it counts once.

Printed for all headlines, for those whose SHA-256 is even ("read": their errors may be looked at) and those whose it is odd ("kept": nobody looks):
sides named, of which on our list (by its UCDP id; governments are), resolved to the coded side, and to another actor; the rest is resolved to none.
--errors N shows the N commonest of the read half that are not resolved to the coded side. --answers FILE writes every answer of the read half, one JSON
object a line. --most N takes a fixed sample of N named sides a file (0: all). A file that is no GED table is named and left out, with exit code 1.
A name that a headline holds more than once is resolved when one of them is.

--names reads every name in Latin letters that the UCDP list has for an actor on our list in a sentence of our own, with each of its locations and
without: how many of the names are resolved to that actor. It needs no headlines.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from places import document

from tollbook.model.mention import ActorMention
from tollbook.resolve.actor_lexicon import ListedActor, listed_actors
from tollbook.resolve.actors import find_actors
from tollbook.resolve.place_tables import nationality_table
from tollbook.resolve.places import find_places

COLUMNS = ("source_headline", "side_a", "side_a_new_id", "side_b", "side_b_new_id", "where_coordinates", "country")
NAMES = ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullEng")
FORCES = (
    r"army|military|troops|soldiers?|forces|junta|regime|government|police|air force|navy|air strikes?|airstrikes?|jets|warplanes|officers?|"
    r"security forces"
)
STATE = frozenset({"state_force", "police", "government"})


class NoTable(Exception):
    """A file is not what it should be; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Named:
    """One side that a headline names: where, and who is meant (a UCDP id, or a country for a government)."""

    headline: str
    line: str
    start: int
    end: int
    ucdp: int | None
    country: str | None
    side: str

    @property
    def kept(self) -> bool:
        return hashlib.sha256(self.headline.encode()).digest()[-1] % 2 == 1


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a csv or geojson table, every cell as text; raises NoTable when a column is missing."""
    if path.suffix.lower() in (".geojson", ".json"):
        try:
            features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
            table = [{key: "" if cell is None else str(cell) for key, cell in one["properties"].items()} for one in features]
        except (ValueError, KeyError, TypeError) as error:
            raise NoTable(f"it is no GeoJSON feature collection ({error})") from error
        _has(columns, list(table[0]) if table else list(columns))
        yield from table
        return
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        _has(columns, list(reader.fieldnames or ()))
        for row in reader:
            yield {key: row[key] or "" for key in columns}


def _has(columns: tuple[str, ...], found: list[str]) -> None:
    missing = [name for name in columns if name not in found]
    if missing:
        raise NoTable(f"it lacks {', '.join(missing)} (is its first line a header?)")


def names_by_id(path: Path) -> dict[int, set[str]]:
    """The names that the UCDP list has for each actor, those of three letters and more."""
    found: dict[int, set[str]] = {}
    for row in rows(path, ("ActorId", *NAMES)):
        names = {re.sub(r"\s*\(.*?\)", "", row[key]).strip() for key in NAMES}
        found.setdefault(int(row["ActorId"]), set()).update(name for name in names if len(name) >= 3 and name.lower() != "n/a")
    return found


def countries() -> dict[str, tuple[str, list[str]]]:
    """Country code and words for it, by the name of its government in UCDP."""
    found = {}
    for code, words in nationality_table().items():
        spoken = [str(word) for key in ("names", "adjectives") for word in words.get(key, [])]
        for name in words.get("names", []):
            found[str(name).lower()] = (code, spoken)
    return found


def named(path: Path, known: dict[int, set[str]]) -> Iterator[Named]:
    """Every side of a GED table that a headline of its row names; each side of a headline once."""
    lands, seen = countries(), set()
    for row in rows(path, COLUMNS):
        country = re.sub(r"\s*\(.*\)", "", row["country"])
        for headline in filter(None, (part.strip() for part in row["source_headline"].split(";"))):
            for side in ("a", "b"):
                label, number = row[f"side_{side}"], int(float(row[f"side_{side}_new_id"] or 0))
                if (headline, label) in seen:
                    continue
                seen.add((headline, label))
                yield from _in(headline, f"{row['where_coordinates']}, {country}", label, number, known.get(number, set()), lands)


def _in(headline: str, line: str, label: str, number: int, names: set[str], lands: dict[str, tuple[str, list[str]]]) -> Iterator[Named]:
    if label.startswith("Government of "):
        land = lands.get(re.sub(r"\s*\(.*\)", "", label.removeprefix("Government of ")).lower())
        if land is not None:
            words = "|".join(re.escape(word) for word in sorted(land[1], key=len, reverse=True))
            hit = re.search(rf"\b(?:{words})(?:['’]s)?(?: \w+)? (?:{FORCES})\b", headline)
            if hit is not None:
                yield Named(headline, line, hit.start(), hit.end(), None, land[0], label)
        return
    for name in sorted(names, key=lambda one: (-len(one), one)):
        flags = 0 if name.isupper() and len(name) <= 6 else re.IGNORECASE
        hit = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headline, flags)
        if hit is not None:
            yield Named(headline, line, hit.start(), hit.end(), number, None, label)
            return


def same(one: Named, mention: ActorMention, by_id: dict[str, ListedActor]) -> bool:
    """Whether a mention is the coded side: by UCDP id, its own or that of an actor above it; a government by country and kind."""
    if one.country is not None:
        return mention.value.country == one.country and mention.value.kind in STATE
    actor = by_id.get(mention.value.actor or "")
    while actor is not None:
        if one.ucdp in actor.ucdp:
            return True
        actor = by_id.get(actor.parent or "")
    return False


def score(path: Path, found: list[Named], errors: int, answers: list[dict[str, object]]) -> None:
    """Read every headline with its place and alone; print the shares and the commonest errors."""
    by_id = {actor.id: actor for actor in listed_actors()}
    listed = {number for actor in by_id.values() for number in actor.ucdp}
    for placed in (True, False):
        counts: Counter[tuple[str, str, str]] = Counter()
        shown: Counter[str] = Counter()
        for one in found:
            kind = "government" if one.country is not None else "listed" if one.ucdp in listed else "unlisted"
            report = document(f"{one.headline}.\n{one.line}." if placed else one.headline)
            mentions = find_actors(report, find_places(report))
            spots = [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(one.headline[one.start : one.end])}(?!\w)", one.headline)]
            over = [m for m in mentions if any(m.span.start < end and start < m.span.end for start, end in spots)]
            right = any(same(one, m, by_id) for m in over)
            verdict = "right" if right else "other" if any(m.value.actor for m in over) else "none"
            for half in ("all", "kept" if one.kept else "read"):
                counts[kind, half, verdict] += 1
            if one.kept:
                continue
            if verdict != "right":
                read = "; ".join(f"{m.span.quote} = {m.value.actor}, {m.value.kind}, {m.value.country}" for m in over)
                shown[f"{kind} {one.side}: {one.headline[one.start : one.end]!r} read {read or 'as nothing'} in {one.headline!r}"] += 1
            answers.append(
                {
                    "headline": one.headline, "placed": placed, "side": one.side, "start": one.start, "end": one.end, "verdict": verdict,
                    "read": [{"quote": m.span.quote, "actor": m.value.actor, "kind": m.value.kind, "country": m.value.country} for m in over],
                }
            )  # fmt: skip
        _print(f"{path.name}, {'with the place' if placed else 'headline alone'}: {len(found)} sides named", counts)
        for line, times in shown.most_common(errors):
            print(f"  {times:4} {line}")


def _print(title: str, counts: Counter[tuple[str, str, str]]) -> None:
    print(title)
    for kind in ("listed", "government", "unlisted"):
        parts = []
        for half in ("all", "read", "kept"):
            whole = sum(counts[kind, half, verdict] for verdict in ("right", "other", "none"))
            right, other = counts[kind, half, "right"], counts[kind, half, "other"]
            parts.append(f"{half} {whole:5}: coded side {right / whole:.3f}, another {other / whole:.3f}" if whole else f"{half}     0")
        if any(counts[kind, "all", verdict] for verdict in ("right", "other", "none")):
            print(f"  {kind:10} {'   '.join(parts)}")


def score_names(path: Path, errors: int) -> None:
    """Read the names of the UCDP list in a made sentence; print how many are resolved with every location, and alone."""
    by_id = {actor.id: actor for actor in listed_actors()}
    listed = {number for actor in by_id.values() for number in actor.ucdp}
    lands: dict[int, list[str]] = {}
    for row in rows(path, ("ActorId", "Location")):
        lands.setdefault(int(row["ActorId"]), [land.strip() for land in re.sub(r"\(.*?\)", "", row["Location"]).split(",") if land.strip()])
    counts: Counter[str] = Counter()
    shown = []
    for number, names in sorted(names_by_id(path).items()):
        for name in sorted(names) if number in listed else ():
            if not re.fullmatch(r"[^\u0250-\u1dff\u2028-\uffff]*[A-Za-z][^\u0250-\u1dff\u2028-\uffff]*", name):
                continue
            headline = f"Clashes with {name} fighters leave five dead"
            right = []
            for line in (*lands.get(number, []), ""):
                one = Named(headline, line, 13, 13 + len(name), number, None, name)
                report = document(f"{headline}.\nSomewhere, {line}." if line else headline)
                mentions = find_actors(report, find_places(report))
                right.append(any(same(one, m, by_id) for m in mentions if m.span.start < one.end and one.start < m.span.end))
            counts["names"] += 1
            counts["placed"] += all(right[:-1])
            counts["alone"] += right[-1]
            if not all(right[:-1]):
                shown.append(f"{number} {name}")
    print(
        f"{path.name}: {counts['names']} names, with each location {counts['placed'] / counts['names']:.3f}, alone {counts['alone'] / counts['names']:.3f}"
    )
    for line in shown[:errors]:
        print(f"  {line}")


def main() -> None:
    """Read the arguments, score each file, write the answers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="GED tables, csv or geojson")
    parser.add_argument("--list", type=Path, required=True, help="the UCDP actor list, csv")
    parser.add_argument("--names", action="store_true", help="read the names of the list in a made sentence")
    parser.add_argument("--most", type=int, default=1500, metavar="N", help="at most N named sides a file, a fixed sample (0: all)")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="write the answers of the read half")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the N commonest errors of the read half")
    options = parser.parse_args()
    for path in (*options.files, options.list):
        if not path.is_file():
            sys.exit(f"{path} is not there; give GED tables (csv or geojson) and the UCDP actor list")
    try:
        known = names_by_id(options.list)
    except NoTable as error:
        sys.exit(f"{options.list} is not the UCDP actor list: {error}")
    if options.names:
        score_names(options.list, options.errors)
    answers: list[dict[str, object]] = []
    left = 0
    for path in options.files:
        try:
            found = list(named(path, known))
        except NoTable as error:
            print(f"{path.name} is no GED table and is left out: {error}", file=sys.stderr)
            left += 1
            continue
        if options.most and len(found) > options.most:
            found = random.Random(path.name).sample(found, options.most)
        score(path, found, options.errors, answers)
    if options.answers:
        options.answers.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in answers), encoding="utf-8")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
