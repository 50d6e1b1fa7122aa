"""Fits the weights of the signs by which a place is chosen among those of one name, and the floors of an answer; writes lexicon/places/weights.yaml.

    python training/places.py --data ../shared/data [--rounds 2] [--dry]

Learns from the labelled toponyms of LGL and GeoVirus and from sentences written here around places of UCDP GED, those of the half that may be read
(eval/ged_places.py). A reading is right
when it lies within 30 km of the label, or as a country or division holds it. The share that the weights give is the share right: five parts by report
tell how well that holds, and the floors are set on them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "eval"))

from ged_places import WITH_COUNTRY, WITH_DIVISION, half, rows  # noqa: E402
from places import document, km, labelled  # noqa: E402

from tollbook.lexicon import load  # noqa: E402
from tollbook.resolve import gazetteer, place_rank, place_tables, places  # noqa: E402
from tollbook.resolve.place_presence import Names, presence_signs  # noqa: E402
from tollbook.resolve.place_rank import readings  # noqa: E402
from tollbook.resolve.place_roles import Finding  # noqa: E402
from tollbook.resolve.place_signs import Evidence, Hints, signs  # noqa: E402
from tollbook.resolve.place_tables import Entry  # noqa: E402
from tollbook.resolve.place_weights import weights  # noqa: E402
from tollbook.text.document import Document  # noqa: E402

TARGET = ROOT / "src" / "tollbook" / "lexicon" / "places" / "weights.yaml"
RIGHT_KM = 30.0
SHARES = {"lgl": 1.0, "GeoVirus": 2.0, "ged": 1.0, "list": 1.5}
"""What one name of each set counts. LGL is local news of one country; GeoVirus is world news as we read it."""
DECAY = 0.02
_SURE = 0.9  # at least: near the floor an answer is right as often as its share says, and a sure one is not to be doubted
PRESENCE_SHARES = {"lgl": 1.0, "GeoVirus": 1.0, "newswire": 0.6}


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
        for number, row in enumerate([row for row in rows(path) if half(row) == "read"][:700]):
            form = WITH_DIVISION if row.division and row.division != row.name and number % 3 else WITH_COUNTRY
            parts = (row.name, row.division, row.country) if form is WITH_DIVISION else (row.name, row.country)
            text = form[number % 2].format(*parts)
            yield from _recorded("ged", document(text), None, {place_tables.fold(row.name): [(row.lat, row.lon)]})


def _listed() -> Iterator[Case]:
    """Countries and the places of our own list, by each of their names, in a sentence that tells nothing else: what is meant when nothing is said."""
    named = {(place_tables.fold(land.entry.name), land.entry) for land in place_tables.countries().values()}
    rows = load.table("places", "conflict_places.yaml")["places"]
    for number, row in enumerate(rows):
        entry = place_tables._own_entry(number, row)
        named |= {(place_tables.fold(str(name)), entry) for name in [entry.name, *row.get("aliases", [])]}
    for key, entry in sorted(named, key=lambda one: (one[0], one[1].id)):
        text = WITH_COUNTRY[0].replace(", {}", "").format(key.title())
        yield from _recorded("list", document(text), None, {key: [(entry.lat, entry.lon)]})


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
        (f / 100 for f in range(50, 99) if all(_right_above(judged, source, f / 100) >= 0.955 for source in ("lgl", "GeoVirus", "ged"))),
        0.98,
    )
    return 0.45, max(_SURE, sure)


def _right_above(judged: list[tuple[str, float, bool]], source: str, floor: float) -> float:
    above = [right for name, share, right in judged if name == source and share >= floor]
    return sum(above) / max(1, len(above))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--presence", action="store_true", help="fit only whether a name is a place")
    options = parser.parse_args()
    place_tables._event_keys = lambda: iter(())  # the table that was made from GED rows is not there to be found
    place_tables._index.cache_clear()
    gazetteer.forget()
    for _ in range(options.rounds):
        weights.cache_clear()
        load.table.cache_clear()
        if options.presence:
            seen = list(appearances(options.data))
            report_presence(seen)
            now = weights()
            if not options.dry:
                write(now.ranking, now.nothing, now.answer, now.sure, fit_presence(seen))
            continue
        found = list(cases(options.data))
        fitted = [fit([case for case in found if case.part != part]) for part in range(5)]
        answer, sure = report(judge(found, fitted))
        ranking, nothing = fit(found)
        seen = list(appearances(options.data))
        report_presence(seen)
        if not options.dry:
            write(ranking, nothing, answer, sure, fit_presence(seen))
    return 0


def appearances(data: Path) -> Iterator[tuple[str, int, dict[str, float], bool]]:
    """Every name that a place goes by in LGL, GeoVirus and the worldwide newswire: the set, the part, its signs, and whether it is labelled a place."""
    sets: list[tuple[str, Iterator[tuple[Document, set[tuple[int, int]]]]]] = [
        (name, ((document(a.text, a.domain), {(t.start, t.end) for t in a.toponyms}) for a in labelled(data / "geo" / f"{name}.xml")))
        for name in ("lgl", "GeoVirus")
    ]
    sets.append(("newswire", newswire(data)))
    plain = places.share
    for name, texts in sets:
        for read, gold in texts:
            found: list[tuple[dict[str, float], bool]] = []

            def keep(
                finding: Finding,
                supported: bool,
                names: Names,
                evidence: Evidence,
                found: list = found,
                gold: set = gold,
                read: Document = read,
            ) -> float:
                span = places._span(read, finding)
                found.append((presence_signs(finding, supported, names, evidence), (span.start, span.end) in gold))
                return plain(finding, supported, names, evidence)

            places.share = keep  # type: ignore[assignment]
            try:
                places.find_places(read)
            finally:
                places.share = plain  # type: ignore[assignment]
            part = int(hashlib.sha256(read.text.encode()).hexdigest(), 16) % 5
            # the newswire marks the institution and not the place in its name
            yield from ((name, part, one, right) for one, right in found if name != "newswire" or "read as a organisation" not in one)


def newswire(data: Path) -> Iterator[tuple[Document, set[tuple[int, int]]]]:
    """The worldwide newswire articles, their words joined again, with the offsets of what is marked as a location."""
    for path in sorted((data / "worldwide_ner").glob("*.tsv")):
        text, gold, start = "", set(), -1
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if not cells[0].strip():
                text += "\n"
                continue
            tag = cells[1] if len(cells) > 1 else "O"
            if start >= 0 and tag != "I-Location":
                gold.add((start, len(text.rstrip())))
                start = -1
            glue = cells[0][0] in ",.;:!?%)]’”'" or text.endswith(("(", "[", "“", "$", "\n")) or not text
            text += cells[0] if glue else f" {cells[0]}"
            if tag == "B-Location":
                start = len(text) - len(cells[0])
        yield document(text), gold


def fit_presence(found: list[tuple[str, int, dict[str, float], bool]]) -> dict[str, float]:
    """Weights of a logistic regression over the signs."""
    names = ["always", *sorted({name for _, _, one, _ in found for name in one})]
    column = {name: at for at, name in enumerate(names)}
    table = torch.zeros(len(found), len(names), dtype=torch.float64)
    table[:, 0] = 1.0
    for row, (_, _, one, _) in enumerate(found):
        for name, size in one.items():
            table[row, column[name]] = size
    right = torch.tensor([float(one[3]) for one in found], dtype=torch.float64)
    shares = torch.tensor([PRESENCE_SHARES[one[0]] for one in found], dtype=torch.float64)
    weight = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    descent = torch.optim.LBFGS([weight], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        descent.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(table @ weight, right, shares) + 0.0002 * (weight**2).sum()
        value.backward()
        return value

    descent.step(loss)
    return {name: round(float(one), 2) for name, one in zip(names, weight.detach(), strict=True)}


def report_presence(found: list[tuple[str, int, dict[str, float], bool]]) -> None:
    """Prints how names are told to be places by weights that never saw the report."""
    fitted = [fit_presence([one for one in found if one[1] != part]) for part in range(5)]
    for name in PRESENCE_SHARES:
        counts: Counter[str] = Counter()
        for source, part, one, right in found:
            if source == name:
                taken = fitted[part]["always"] + sum(fitted[part].get(sign, 0.0) * size for sign, size in one.items()) >= 0
                counts[f"{taken} {right}"] += 1
        hit = counts["True True"]
        print(
            f"{name}: P {hit / max(1, hit + counts['True False']):.3f} R {hit / max(1, hit + counts['False True']):.3f} of the names that are looked at",
            flush=True,
        )


def write(ranking: dict[str, float], nothing: float, answer: float, sure: float, presence: dict[str, float]) -> None:
    head = (
        "# How much each sign speaks for one reading of a place's name (tollbook.resolve.place_signs); a reading's share is that of exp(sum) among all\n"
        "# readings and `nothing`, none of them. A name is answered from the share `answer` on and called sure from `sure` on. Made by training/places.py.\n"
    )
    body = yaml.safe_dump(
        {"nothing": nothing, "answer": answer, "sure": sure, "ranking": ranking, "present": 0.5, "supported": 0.3, "presence": presence},
        sort_keys=True,
        allow_unicode=True,
        width=120,
    )
    TARGET.write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
