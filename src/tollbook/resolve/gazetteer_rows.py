"""Takes the lines of a GeoNames dump or of a list with a header; gives places, and lines left out with the reason. Reads one line at a time."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO, get_args

from tollbook.model.errors import BadInput
from tollbook.resolve.place_tables import Feature, admin1_entry, countries

_COLUMNS = 19  # of a GeoNames dump
_MOST_NAMES = 60
_LONGEST = 200_000
_NEEDED = ("name", "country", "lat", "lon")
_KNOWN = (*_NEEDED, "admin1", "feature", "population", "radius_km", "aliases")
_SPELT = {
    "latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "country_code": "country", "iso2": "country", "alternatenames": "aliases",
    "alternate_names": "aliases", "admin1_code": "admin1", "type": "feature", "radius": "radius_km",
}  # fmt: skip
# GeoNames feature codes that news places events at, and what they are for us; by code, else by class.
_CODES: dict[str, Feature] = {
    "ADM2": "admin2", "ADM3": "admin2", "ADM4": "admin2", "ADM5": "admin2", "PPLX": "district", "PPLC": "town", "PPLA": "town", "PPLA2": "town",
    "PPLA3": "town", "CMP": "camp", "CMPRF": "camp", "CMPMN": "camp", "CMPLA": "camp", "RGN": "region", "RGNE": "region", "RGNH": "region", "AREA": "area",
    "LCTY": "village", "OAS": "village", "MILB": "site", "INSM": "site", "AIRB": "site", "AIRP": "site", "AIRF": "site", "PRT": "site", "BDG": "site",
    "DAM": "site", "PSTB": "site", "PSTC": "site", "PASS": "site", "CAPE": "area", "FRST": "area", "DSRT": "area", "MINE": "site",
}  # fmt: skip
_CLASSES: dict[str, Feature] = {"P": "village", "T": "area"}
_TOWN = 2000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a list: coordinates are WGS 84 degrees, country is ISO 3166 with two letters or empty, admin1 the GeoNames code or empty."""

    geonameid: int | None
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    feature: Feature
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that gives no place, and why; `fault` when the line is wrong rather than of no use."""

    reason: str
    fault: bool = True


class Reader:
    """The rows of one file of known shape, each with its line number from 1."""

    origin = "a list of the user's own"
    newest = ""
    """The date of the newest row read so far, where rows carry one."""

    def rows(self) -> Iterator[tuple[int, Place | Skipped]]:
        raise NotImplementedError


def reader_of(name: str, lines: IO[str]) -> Reader:
    """The reader for what the first line looks like. Raises BadInput when it is neither a GeoNames dump nor a list with the columns it needs."""
    first = lines.readline(_LONGEST)
    cells = first.rstrip("\r\n").split("\t")
    if len(cells) == _COLUMNS and cells[0].isdigit():
        return _Dump(chain([first], iter(lambda: lines.readline(_LONGEST), "")))
    sign = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    header = [_SPELT.get(cell.strip().lower(), cell.strip().lower()) for cell in next(csv.reader([first], delimiter=sign), [])]
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise BadInput(
            f"{name}: neither a GeoNames dump (19 cells parted by tabs) nor a list with a header: {', '.join(missing)} missing; "
            f"the first line must name the columns {', '.join(_NEEDED)}, and may name {', '.join(_KNOWN[4:])}"
        )
    return _List(header, lines, sign)


class _Dump(Reader):
    origin = "GeoNames (geonames.org), CC BY 4.0"

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def rows(self) -> Iterator[tuple[int, Place | Skipped]]:
        for number, line in enumerate(self._lines, 1):
            yield number, self._row(line)

    def _row(self, line: str) -> Place | Skipped:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _COLUMNS or not cells[0].isdigit():
            return Skipped(f"{len(cells)} cells where a GeoNames dump has {_COLUMNS}, the first a number")
        if _DAY.fullmatch(cells[18]):
            self.newest = max(self.newest, cells[18])
        code, kind = cells[7], cells[6]
        feature = _CODES.get(code) or _CLASSES.get(kind)
        if feature is None or code.startswith("ADMD") or code in ("PPLH", "PPLQ", "PPLCH"):
            return Skipped(f"feature {kind}.{code or '-'} is no place of events", fault=False)
        population = _whole(cells[14])
        if feature == "village" and population >= _TOWN:
            feature = "town"
        point = _point(cells[4], cells[5])
        if isinstance(point, Skipped):
            return point
        if cells[8] and cells[8] not in countries():
            return Skipped(f"country {cells[8]!r} is not known")
        aliases = tuple(dict.fromkeys(name for name in [cells[2], *cells[3].split(",")] if _usable(name) and name != cells[1]))[
            :_MOST_NAMES
        ]
        if not _usable(cells[1]):
            return Skipped("the name is empty or longer than a name is")
        return Place(int(cells[0]), cells[1], aliases, *point, cells[8], cells[10] if cells[10] != "00" else "", population, feature, None)


class _List(Reader):
    def __init__(self, header: list[str], lines: IO[str], sign: str) -> None:
        self._header, self._lines, self._sign = header, lines, sign

    def rows(self) -> Iterator[tuple[int, Place | Skipped]]:
        rows = csv.reader(self._lines, delimiter=self._sign)
        number = 1
        while True:
            number += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, Skipped(f"no line of a list ({error})")
                continue
            if any(cell.strip() for cell in cells):
                yield number, self._row({column: cell.strip() for column, cell in zip(self._header, cells, strict=False)})

    def _row(self, row: dict[str, str]) -> Place | Skipped:
        name, country = row.get("name", ""), row.get("country", "").upper()
        if not _usable(name):
            return Skipped("the name is empty or longer than a name is")
        country = next((iso for iso, known in countries().items() if country in (iso, known.iso3, known.entry.name.upper())), "")
        if not country:
            return Skipped(f"country {row.get('country', '')!r} is not known; write its two letters, such as SY")
        point = _point(row.get("lat", ""), row.get("lon", ""))
        if isinstance(point, Skipped):
            return point
        features: dict[str, Feature] = {one: one for one in get_args(Feature) if one != "country"}
        feature = features.get(row.get("feature", "") or "town")
        if feature is None:
            return Skipped(f"feature {row.get('feature')!r} is not known; use one of {', '.join(features)}")
        admin1 = row.get("admin1", "")
        if admin1 and admin1_entry(country, admin1) is None:
            return Skipped(f"admin1 {admin1!r} is no GeoNames code of a division of {country}; leave it empty if you do not know it")
        radius = _radius(row.get("radius_km", ""))
        if isinstance(radius, Skipped):
            return radius
        aliases = tuple(dict.fromkeys(alias.strip() for alias in row.get("aliases", "").split("|") if _usable(alias.strip())))[:_MOST_NAMES]
        return Place(None, name, aliases, *point, country, admin1, _whole(row.get("population", "")), feature, radius)


def _point(lat: str, lon: str) -> tuple[float, float] | Skipped:
    try:
        point = float(lat), float(lon)
    except ValueError:
        return Skipped(f"{lat!r}, {lon!r} are no coordinates; write degrees, such as 33.44")
    if not (math.isfinite(point[0]) and math.isfinite(point[1]) and abs(point[0]) <= 90 and abs(point[1]) <= 180):
        return Skipped(f"{lat}, {lon} lie on no globe; write WGS 84 degrees, latitude first")
    return round(point[0], 5), round(point[1], 5)


def _radius(text: str) -> float | Skipped | None:
    if not text:
        return None
    try:
        radius = float(text)
    except ValueError:
        return Skipped(f"radius_km {text!r} is no number")
    return radius if 0 < radius <= 5000 else Skipped(f"radius_km {text} is no radius of a place")


def _whole(text: str) -> int:
    return min(int(text), 10**10) if text.isascii() and text.isdigit() and len(text) < 15 else 0


def _usable(name: str) -> bool:
    return 1 < len(name) <= 200 and any(sign.isalpha() for sign in name) and name.isprintable()
