"""Takes the countries TopoJSON of the npm package world-atlas; gives the dossier's base map. Run by hand; never at build or run time.

Usage: npm pack world-atlas, unpack it, then
    python tools/build_basemap.py package/countries-10m.json src/tollbook/publish/data/countries.json

The outlines are Natural Earth's (public domain). Arcs stay shared between neighbours, so that simplified borders never gape. Antarctica and
islets too small to see are left out; a country always keeps its largest ring.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

TOLERANCE = 0.024  # degrees: about two kilometres, half a pixel on a map that is ten degrees wide
FAR_NORTH, FAR_NORTH_TOLERANCE = 58.0, 0.15  # fjords and arctic islets would otherwise take half of the file
UNITS = 100  # stored units per degree
SMALLEST_RING = 0.02  # square degrees
LEFT_OUT = {"Antarctica"}
RENAMED = {"Macedonia": "North Macedonia", "eSwatini": "Eswatini", "Dem. Rep. Congo": "DR Congo", "S. Sudan": "South Sudan"}
Point = tuple[float, float]


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised topology as longitude and latitude."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def simplify(arc: list[Point]) -> list[Point]:
    """Douglas and Peucker's line simplification, without recursion; both ends stay."""
    tolerance = FAR_NORTH_TOLERANCE if min(abs(y) for _, y in arc) > FAR_NORTH else TOLERANCE
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        worst, at = 0.0, -1
        for i in range(first + 1, last):
            off = distance(arc[i], arc[first], arc[last])
            if off > worst:
                worst, at = off, i
        if at > 0 and worst > tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [arc[i] for i in sorted(keep)]


def distance(p: Point, a: Point, b: Point) -> float:
    """Distance of a point from a segment, in degrees."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def ring_points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring of arc numbers; a negative number is the arc read backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def area(points: list[Point]) -> float:
    """Area in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def country(geometry: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    """One country: its name and its rings that are large enough to see, as arc numbers."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = sorted((ring for part in parts for ring in part), key=lambda ring: -area(ring_points(ring, arcs)))
    kept = [ring for i, ring in enumerate(rings) if i == 0 or area(ring_points(ring, arcs)) >= SMALLEST_RING]
    name = geometry["properties"]["name"]
    return {"name": RENAMED.get(name, name), "rings": kept}


def main(source: Path, target: Path) -> None:
    """Read the topology, simplify, keep the arcs that are used, write compact JSON."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = decode(topology)
    geometries = [g for g in topology["objects"]["countries"]["geometries"] if g["properties"]["name"] not in LEFT_OUT and g.get("arcs")]
    countries = sorted((country(g, arcs) for g in geometries), key=lambda c: c["name"])
    used = sorted({n if n >= 0 else ~n for c in countries for ring in c["rings"] for n in ring})
    number = {old: new for new, old in enumerate(used)}
    for c in countries:
        c["rings"] = [[number[n] if n >= 0 else ~number[~n] for n in ring] for ring in c["rings"]]
    packed = []
    for old in used:
        points = [(round(x * UNITS), round(y * UNITS)) for x, y in simplify(arcs[old])]
        steps = [points[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        packed.append([v for i, step in enumerate(steps) if i == 0 or step != (0, 0) for v in step])
    data = {
        "source": "Natural Earth (public domain), by way of world-atlas 2.0.2 (ISC)",
        "units": UNITS,
        "arcs": packed,
        "countries": countries,
    }
    target.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
