"""Fits the weights of the signs by which a place is chosen among those of one name, and the floors of an answer; writes lexicon/places/weights.yaml.

    python training/places.py --data ../shared/data [--rounds 2] [--dry]

Learns from the labelled toponyms of LGL and GeoVirus and from sentences written here around places of UCDP GED (eval/ged_places.py). A reading is right
when it lies within 30 km of the label, or as a country or division holds it. The share that the weights give is the share right: five parts by report
tell how well that holds, and the floors are set on them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "eval"))

from ged_places import WITH_COUNTRY, WITH_DIVISION, rows  # noqa: E402
from places import document, km, labelled  # noqa: E402

from tollbook.lexicon import load  # noqa: E402
from tollbook.resolve import gazetteer, place_rank, place_tables, places  # noqa: E402
from tollbook.resolve.place_rank import readings  # noqa: E402
from tollbook.resolve.place_signs import Evidence, Hints, signs  # noqa: E402
from tollbook.resolve.place_tables import Entry  # noqa: E402
from tollbook.resolve.place_weights import weights  # noqa: E402
from tollbook.text.document import Document  # noqa: E402

TARGET = ROOT / "src" / "tollbook" / "lexicon" / "places" / "weights.yaml"
RIGHT_KM = 30.0
SHARES = {"lgl": 1.0, "GeoVirus": 2.0, "ged": 1.0, "list": 1.0}
"""What one name of each set counts. LGL is local news of one country; GeoVirus is world news as we read it."""
DECAY = 0.02


@dataclass(slots=True)
class Case:
    """One name with the signs of its readings; `right` marks those that agree with the label; `part` is the fold of its report."""

    source: str
    part: int
    signs: list[dict[str, float]]
    right: list[bool]


class Recorder:
    """Stands in for choose(): keeps the signs of every call, the last call of a name counting."""

    def __init__(self) -> None:
        self.calls: dict[str, tuple[list[dict[str, float]], tuple[Entry, ...]]] = {}

    def choose(self, entries: tuple[Entry, ...], hints: Hints, evidence: Evidence) -> place_rank.Choice:
        pool, inside = readings(entries, hints)
        self.calls[hints.key] = ([signs(entry, pool, inside, hints, evidence) for entry in pool], pool)
        return place_rank.choose(entries, hints, evidence)


def cases(data: Path) -> Iterator[Case]:
    for name in ("lgl", "GeoVirus"):
        for number, article in enumerate(labelled(data / "geo" / f"{name}.xml")):
            gold: dict[str, list[tuple[float, float]]] = defaultdict(list)
            for toponym in article.toponyms:
                if toponym.lat is not None and toponym.lon is not None:
                    gold[place_tables.fold(toponym.name)].append((toponym.lat, toponym.lon))
            named = [(t.start, t.end) for t in article.toponyms if t.lat is not None]
            domain = article.domain if number % 5 else None  # what to do without one is learned too
            yield from _recorded(name, document(article.text, domain), named, gold)
    yield from _listed()
    for path in sorted((data / "ged").glob("ged_*")):
        for number, row in enumerate(list(rows(path))[:700]):
            form = WITH_DIVISION if row.division and row.division != row.name and number % 3 else WITH_COUNTRY
            parts = (row.name, row.division, row.country) if form is WITH_DIVISION else (row.name, row.country)
            text = form[number % 2].format(*parts)
            yield from _recorded("ged", document(text), None, {place_tables.fold(row.name): [(row.lat, row.lon)]})


def _listed() -> Iterator[Case]:
    """Countries, capitals, divisions and the places of our own list in a sentence that tells nothing else: what is meant when nothing is said."""
    known = {entry.id: entry for _, entry in place_tables._own_keys()} | {land.entry.id: land.entry for land in place_tables.countries().values()}
    for entry in sorted(known.values(), key=lambda one: one.id):
        text = WITH_COUNTRY[0].replace(", {}", "").format(entry.name)
        yield from _recorded("list", document(text), None, {place_tables.fold(entry.name): [(entry.lat, entry.lon)]})


def _recorded(
    source: str, read: Document, named: list[tuple[int, int]] | None, gold: dict[str, list[tuple[float, float]]]
) -> Iterator[Case]:
    recorder = Recorder()
    plain = places.choose
    places.choose = recorder.choose  # type: ignore[assignment]
    try:
        places.find_places(read, named=named)
    finally:
        places.choose = plain  # type: ignore[assignment]
    part = int(hashlib.sha256(read.text.encode()).hexdigest(), 16) % 5
    for key, (found, pool) in recorder.calls.items():
        points = gold.get(key) or gold.get(key.removesuffix(" county")) or gold.get(f"{key} county")
        if points and found:
            yield Case(source, part, found, [_agrees(entry, points[0]) for entry in pool])


def _agrees(entry: Entry, point: tuple[float, float]) -> bool:
    reach = max(RIGHT_KM, entry.radius_km or 0.0) if entry.wide else RIGHT_KM
    if entry.feature == "country":
        reach = max(reach, 300.0)
    return km(entry.lat, entry.lon, *point) <= reach


def fit(found: list[Case]) -> tuple[dict[str, float], float]:
    """Weights by which the shares of the right readings are the likeliest; where none is right, that of "none of these"."""
    names = sorted({name for case in found for one in case.signs for name in one})
    column = {name: at for at, name in enumerate(names)}
    at, sign, size, group, right, share = [], [], [], [], [], []
    number = 0
    for case_number, case in enumerate(found):
        for one, good in zip(case.signs, case.right, strict=True):
            for name, strength in one.items():
                at.append(number)
                sign.append(column[name])
                size.append(strength)
            group.append(case_number)
            right.append(good)
            number += 1
        share.append(SHARES[case.source])
    table = torch.sparse_coo_tensor(torch.tensor([at, sign]), torch.tensor(size, dtype=torch.float64), (number, len(names)))
    groups, good = torch.tensor(group), torch.tensor(right)
    shares, count = torch.tensor(share, dtype=torch.float64), len(found)
    none_right = torch.ones(count, dtype=torch.bool)
    none_right[groups[good]] = False
    weight = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    nothing = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    descent = torch.optim.LBFGS([weight, nothing], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        descent.zero_grad()
        sums = torch.sparse.mm(table, weight[:, None])[:, 0]
        raised = torch.exp(torch.clamp(sums, -30, 30))
        whole = torch.zeros(count, dtype=torch.float64).index_add(0, groups, raised) + torch.exp(nothing)
        wanted = torch.zeros(count, dtype=torch.float64).index_add(0, groups[good], raised[good])
        wanted = torch.where(none_right, torch.exp(nothing).expand(count), wanted)
        value = -(shares * (torch.log(wanted) - torch.log(whole))).sum() / shares.sum() + DECAY * (weight**2).sum() / 100
        value.backward()
        return value

    descent.step(loss)
    return {name: round(float(one), 2) for name, one in zip(names, weight.detach(), strict=True)}, round(float(nothing), 2)


def shares_of(case: Case, ranking: dict[str, float], nothing: float) -> list[float]:
    sums = torch.tensor([sum(ranking.get(name, 0.0) * one for name, one in signs_.items()) for signs_ in case.signs] + [nothing])
    return [float(one) for one in torch.softmax(sums, 0)]


def judge(found: list[Case], fitted: list[tuple[dict[str, float], float]]) -> list[tuple[str, float, bool]]:
    """Of each case the source, the share of the best reading with all that agree alike, and whether it is right; each by weights that never saw it."""
    out = []
    for case in found:
        ranking, nothing = fitted[case.part]
        shares = shares_of(case, ranking, nothing)
        best = max(range(len(case.right)), key=lambda at: shares[at])
        together = sum(share for share, right in zip(shares, case.right, strict=False) if right) if case.right[best] else shares[best]
        out.append((case.source, together, case.right[best]))
    return out


def report(judged: list[tuple[str, float, bool]]) -> tuple[float, float]:
    """Prints the share right above floors; gives the floors of an answer and of a sure one."""
    for source in SHARES:
        own = [(share, right) for name, share, right in judged if name == source]
        line = [f"{source}: {len(own)} names, best right {sum(right for _, right in own) / len(own):.3f}"]
        for floor in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            above = [right for share, right in own if share >= floor]
            line.append(f">={floor}: {len(above) / len(own):.2f} answered, {sum(above) / max(1, len(above)):.3f} right")
        print("; ".join(line), flush=True)
    sure = next(
        (f / 100 for f in range(50, 99) if all(_right_above(judged, source, f / 100) >= 0.955 for source in ("lgl", "GeoVirus", "ged"))), 0.98
    )
    return 0.45, sure


def _right_above(judged: list[tuple[str, float, bool]], source: str, floor: float) -> float:
    above = [right for name, share, right in judged if name == source and share >= floor]
    return sum(above) / max(1, len(above))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--dry", action="store_true")
    options = parser.parse_args()
    place_tables._event_keys = lambda: iter(())  # the table that was made from GED rows is not there to be found
    place_tables._index.cache_clear()
    gazetteer.forget()
    for _ in range(options.rounds):
        weights.cache_clear()
        load.table.cache_clear()
        found = list(cases(options.data))
        fitted = [fit([case for case in found if case.part != part]) for part in range(5)]
        answer, sure = report(judge(found, fitted))
        ranking, nothing = fit(found)
        if not options.dry:
            write(ranking, nothing, answer, sure)
    return 0


def write(ranking: dict[str, float], nothing: float, answer: float, sure: float) -> None:
    head = (
        "# How much each sign speaks for one reading of a place's name (tollbook.resolve.place_signs); a reading's share is that of exp(sum) among all\n"
        "# readings and `nothing`, none of them. A name is answered from the share `answer` on and called sure from `sure` on. Made by training/places.py.\n"
    )
    body = yaml.safe_dump({"nothing": nothing, "answer": answer, "sure": sure, "ranking": ranking}, sort_keys=True, allow_unicode=True, width=120)
    TARGET.write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
