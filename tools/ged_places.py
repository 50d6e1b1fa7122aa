"""Makes lexicon/places/ged_places.tsv: places of recorded conflict events that the gazetteer lacks, from UCDP GED rows (CC BY 4.0).

Takes a folder of GED files (csv, geojson); keeps places known to the place or to its surroundings (where_prec 1 and 2) whose name the gazetteer
does not have in that country. Names, countries and coordinates only. Fetches nothing.

    python tools/ged_places.py GED_FOLDER > src/tollbook/lexicon/places/ged_places.tsv
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from tollbook.resolve.gazetteer import look_up  # noqa: E402
from tollbook.resolve.place_names import fold  # noqa: E402
from tollbook.resolve.place_tables import countries  # noqa: E402

HEAD = (
    "# name\tfeature\tcountry\tlat\tlon\n"
    "# Places of events in the UCDP Georeferenced Event Dataset (Uppsala Conflict Data Program, CC BY 4.0); see NOTICE. Made by tools/ged_places.py.\n"
)
FORMER = {
    "myanmar burma": "MM",
    "dr congo zaire": "CD", "yemen north yemen": "YE", "russia soviet union": "RU", "cambodia kampuchea": "KH", "zimbabwe rhodesia": "ZW",
    "bosnia herzegovina": "BA", "serbia yugoslavia": "RS", "ivory coast": "CI", "united states of america": "US", "madagascar malagasy": "MG",
}  # fmt: skip
KINDS = {
    "town": "town", "city": "town", "village": "village", "suburb": "district", "neighbourhood": "district", "camp": "camp", "area": "area", "mountain": "area",
    "valley": "area", "base": "site", "location": "village", "locality": "village", "township": "admin2", "hills": "area", "quarter": "district",
}  # fmt: skip


def rows(folder: Path) -> Iterator[tuple[str, str, float, float, int]]:
    csv.field_size_limit(sys.maxsize)
    for path in sorted(folder.glob("ged_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                if row["where_prec"]:
                    yield (
                        row["where_coordinates"],
                        row["country"],
                        float(row["latitude"]),
                        float(row["longitude"]),
                        int(float(row["where_prec"])),
                    )
    for path in sorted(folder.glob("*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            row, point = feature["properties"], feature["geometry"]["coordinates"]
            yield row["where_coordinates"], row["country"], point[1], point[0], int(row["where_prec"])


def main(folder: Path) -> None:
    codes = {fold(country.entry.name): iso for iso, country in countries().items()} | FORMER
    seen: dict[tuple[str, str], str] = {}
    for label, country, lat, lon, precision in rows(folder):
        iso = codes.get(fold(country))
        split = re.fullmatch(r"([^\W\d_][^\d,/(]{2,40}?)\s+(refugee camp|\w+)", label)
        if precision > 2 or iso is None or iso == "IL" or split is None or split.group(2) not in KINDS:
            continue
        name, kind = split.group(1), KINDS[split.group(2)]
        if re.search(r"\b(between|near|highway|road|border|river|and)\b", name.lower()) or any(
            e.country == iso and e.source != "ged" for e in look_up(name)
        ):
            continue
        seen.setdefault((iso, fold(name)), f"{name}\t{kind}\t{iso}\t{lat:.3f}\t{lon:.3f}")
    sys.stdout.write(HEAD + "".join(seen[key] + "\n" for key in sorted(seen)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
