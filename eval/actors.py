"""Scores the naming of actors on headlines of UCDP GED rows: of the coded sides that a headline names, how many are resolved to the coded side.

    python eval/actors.py FILE.csv [FILE.csv ...] --list ucdp-actor.csv [--most N] [--answers FILE] [--errors N]

FILE: a GED table with source_headline, side_a, side_a_new_id, side_b, side_b_new_id, where_coordinates, country. --list: the UCDP actor list, for the names
that each id goes by. A side is named by a headline when one of those names stands in it; a government also when the headline says its nation with a word
for its forces or rulers ("Myanmar junta", "Syrian army"). Each headline is read above a line with the place and country of its event, and once alone.

Printed: sides named, of which on our list (by its UCDP id; governments are), resolved to the coded side, to another actor, or to none.
"""

from __future__ import annotations

import argparse
import csv
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

FORCES = (
    r"army|military|troops|soldiers?|forces|junta|regime|government|police|air force|navy|air strikes?|airstrikes?|jets|warplanes|officers?|"
    r"security forces"
)
STATE = frozenset({"state_force", "police", "government"})


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


def names_by_id(path: Path) -> dict[int, set[str]]:
    """The names that the UCDP list has for each actor, those of three letters and more."""
    found: dict[int, set[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            cells = [row.get(key) or "" for key in ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullEng")]
            names = {re.sub(r"\s*\(.*?\)", "", cell).strip() for cell in cells}
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
    csv.field_size_limit(sys.maxsize)
    lands, seen = countries(), set()
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            country = re.sub(r"\s*\(.*\)", "", row["country"])
            for headline in filter(None, (part.strip() for part in (row["source_headline"] or "").split(";"))):
                for side in ("a", "b"):
                    label, number = row[f"side_{side}"], int(float(row[f"side_{side}_new_id"] or 0))
                    if (headline, label) in seen:
                        continue
                    seen.add((headline, label))
                    line = f"{row['where_coordinates']}, {country}"
                    yield from _in(headline, line, label, number, known.get(number, set()), lands)


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
        if actor.ucdp == one.ucdp:
            return True
        actor = by_id.get(actor.parent or "")
    return False


def score(path: Path, found: list[Named], errors: int, answers: list[dict[str, object]]) -> None:
    by_id = {actor.id: actor for actor in listed_actors()}
    listed = {actor.ucdp for actor in by_id.values()}
    for placed in (True, False):
        counts: Counter[str] = Counter()
        shown: Counter[str] = Counter()
        for one in found:
            kind = "government" if one.country is not None else "listed" if one.ucdp in listed else "unlisted"
            mentions = find_actors(document(f"{one.headline}.\n{one.line}." if placed else one.headline))
            over = [m for m in mentions if m.span.start < one.end and one.start < m.span.end]
            right = any(same(one, m, by_id) for m in over)
            verdict = "right" if right else "other" if any(m.value.actor for m in over) else "none"
            counts[f"{kind} {verdict}"] += 1
            if verdict != "right" and kind != "unlisted":
                read = "; ".join(f"{m.span.quote} = {m.value.actor}, {m.value.kind}, {m.value.country}" for m in over)
                shown[f"{one.side}: {one.headline[one.start : one.end]!r} read {read or 'as nothing'}"] += 1
            answers.append(
                {
                    "headline": one.headline, "placed": placed, "side": one.side, "start": one.start, "end": one.end, "verdict": verdict,
                    "read": [{"quote": m.span.quote, "actor": m.value.actor, "kind": m.value.kind, "country": m.value.country} for m in over],
                }
            )  # fmt: skip
        _print(f"{path.name}, {'with the place' if placed else 'headline alone'}", counts)
        for line, times in shown.most_common(errors):
            print(f"  {times:4} {line}")


def _print(title: str, counts: Counter[str]) -> None:
    print(f"{title}: {sum(counts.values())} sides named")
    for kind in ("listed", "government", "unlisted"):
        whole = sum(counts[f"{kind} {verdict}"] for verdict in ("right", "other", "none"))
        if whole:
            right, other = counts[f"{kind} right"], counts[f"{kind} other"]
            print(f"  {kind:10} {whole:5}: resolved to the coded side {right / whole:.3f}, to another {other / whole:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--list", type=Path, required=True)
    parser.add_argument("--most", type=int, default=1500)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    for path in (*options.files, options.list):
        if not path.is_file():
            sys.exit(f"{path} is not there; give GED tables (csv) and the UCDP actor list")
    known = names_by_id(options.list)
    answers: list[dict[str, object]] = []
    for path in options.files:
        found = list(named(path, known))
        if options.most and len(found) > options.most:
            found = random.Random(path.name).sample(found, options.most)
        score(path, found, options.errors, answers)
    if options.answers:
        options.answers.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in answers), encoding="utf-8")


if __name__ == "__main__":
    main()
