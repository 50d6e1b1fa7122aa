"""Makes lexicon/places/borders.tsv: for each two neighbouring countries a point in the middle of their land border and the radius that holds it.

Takes countries-50m.json of the unpacked npm package world-atlas (Natural Earth, public domain), where two countries share the arcs of their border.

    python tools/border_table.py WORLD_ATLAS_FOLDER > src/tollbook/lexicon/places/borders.tsv
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from tollbook.resolve.place_names import fold  # noqa: E402
from tollbook.resolve.place_tables import countries, nationality_table  # noqa: E402

HEAD = (
    "# country\tcountry\tlat\tlon\tradius_km\n"
    "# Natural Earth (public domain) by way of world-atlas 2.0.2; de facto lines. Made by tools/border_table.py.\n"
)
SPOKEN = {
    "dem rep congo": "CD", "central african rep": "CF", "s sudan": "SS", "bosnia and herz": "BA", "dominican rep": "DO", "eq guinea": "GQ", "w sahara": "EH",
    "macedonia": "MK", "czechia": "CZ", "eswatini": "SZ", "cote divoire": "CI", "somaliland": "SO", "n cyprus": "CY", "myanmar": "MM", "palestine": "PS",
}  # fmt: skip


def arcs_of(node: Any) -> Iterator[int]:
    for part in node:
        if isinstance(part, list):
            yield from arcs_of(part)
        else:
            yield part if part >= 0 else ~part


def points(topology: dict[str, Any], number: int) -> list[tuple[float, float]]:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    out = []
    for dx, dy in topology["arcs"][number]:
        x, y = x + dx, y + dy
        out.append((y * scale[1] + shift[1], x * scale[0] + shift[0]))
    return out


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))) * 111.19


def main(folder: Path) -> None:
    topology = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
    codes = {fold(country.entry.name): iso for iso, country in countries().items()} | SPOKEN
    for iso, words in nationality_table().items():
        for name in words.get("names", []):
            codes.setdefault(fold(str(name)), iso)
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in topology["objects"]["countries"]["geometries"]:
        iso = codes.get(fold(shape["properties"]["name"]))
        if iso is not None:
            for number in arcs_of(shape.get("arcs", [])):
                owners[number].add(iso)
    lines: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for number, lands in owners.items():
        if len(lands) == 2:
            first, second = sorted(lands)
            lines[first, second] += points(topology, number)
    rows = []
    for (first, second), line in sorted(lines.items()):
        middle = (sum(p[0] for p in line) / len(line), sum(p[1] for p in line) / len(line))
        point = min(line, key=lambda one: (km(one, middle), one))
        rows.append(f"{first}\t{second}\t{point[0]:.2f}\t{point[1]:.2f}\t{max(5, round(max(km(point, one) for one in line)))}\n")
    sys.stdout.write(HEAD + "".join(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
