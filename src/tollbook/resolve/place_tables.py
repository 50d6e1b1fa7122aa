"""Takes the tables of lexicon/places; gives countries, first-level divisions and our own list of conflict places by key. Never touches the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, get_args

from tollbook.lexicon.load import data_path, must, table
from tollbook.resolve.place_names import ARABIC_LANDS, fold, loose

Feature = Literal["town", "village", "camp", "district", "site", "admin2", "admin1", "country", "region", "area"]
_OWN = ("places", "conflict_places.yaml")
_DIVISION_NAMES = ("places", "division_names.yaml")
_COUNTRY_NAMES = ("places", "country_names.yaml")
_OWN_SOURCES = frozenset({"own", "countries", "admin1", "admin2"})
_SUFFIXES = (
    " province", " oblast", " state", " governorate", " region", " department", " district", " county", " city", " prefecture", " division", " republic",
    " krai", " voivodeship", " parish", " municipality",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name may stand for. `grade`: 0 main name, 1 another name, 2 and 3 the same spelt loosely. `admin1` is the GeoNames code."""

    id: str
    geonameid: int | None
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str
    population: int
    feature: Feature
    radius_km: float | None
    grade: int
    source: str

    @property
    def wide(self) -> bool:
        return self.feature in ("country", "admin1", "admin2", "region", "area")

    @property
    def listed(self) -> bool:
        """Whether the place stands in a table of our own."""
        return self.source in _OWN_SOURCES

    @property
    def layered(self) -> bool:
        """Whether it comes from a layer of villages or divisions, which count only in a report that speaks of their country."""
        return self.source not in _OWN_SOURCES and self.source not in ("geonames", "ged")


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words that news uses for it."""

    entry: Entry
    iso3: str
    capital: str
    capital_id: int | None


@cache
def countries() -> dict[str, Country]:
    """Countries and territories by ISO 3166 two-letter code."""
    parts = ("places", "countries.tsv")
    found = {}
    for row in _rows(parts, 9):
        entry = Entry(
            f"c{row[0]}", int(row[2]), row[3], float(row[4]), float(row[5]), row[0], "", 0, "country", float(row[6]), 0, "countries"
        )
        found[row[0]] = Country(entry, row[1], row[7], int(row[8]) if row[8] else None)
    return found


@cache
def capital_ids() -> frozenset[int]:
    return frozenset(country.capital_id for country in countries().values() if country.capital_id is not None)


@cache
def _divisions() -> dict[tuple[str, str], Entry]:
    found = {}
    for row in _rows(("places", "admin1.tsv"), 8):
        entry = Entry(
            f"a{row[0]}.{row[1]}",
            int(row[2]) if row[2] else None,
            row[3],
            float(row[4]),
            float(row[5]),
            row[0],
            row[1],
            0,
            "admin1",
            float(row[6]),
            0,
            "admin1",
        )
        found[row[0], row[1]] = entry
    return found


def admin1_entry(country: str | None, code: str) -> Entry | None:
    """The first-level division of that GeoNames code."""
    return _divisions().get((country or "", code))


@cache
def _wikidata() -> dict[int, str]:
    return {int(row[0]): row[1] for row in _rows(("places", "wikidata.tsv"), 2)}


def wikidata(geonameid: int | None) -> str | None:
    """The Wikidata id of the place, where it is known."""
    return _wikidata().get(geonameid) if geonameid is not None else None


def admin1_name(country: str | None, code: str) -> str | None:
    """The division's name, as our own list has it where it has one."""
    return _news_names().get(f"a{country}.{code}") or (entry.name if (entry := admin1_entry(country, code)) else None)


@cache
def _borders() -> dict[frozenset[str], tuple[float, float, float]]:
    rows = _rows(("places", "borders.tsv"), 5)
    return {frozenset(row[:2]): (float(row[2]), float(row[3]), float(row[4])) for row in rows}


def border(one: str, other: str) -> tuple[float, float, float] | None:
    """Latitude, longitude and radius in kilometres of the land border of two countries; None where they have none."""
    return _borders().get(frozenset((one, other)))


@cache
def abbreviations() -> dict[str, Entry]:
    """First-level divisions by the short forms of news, as written with their points."""
    rows = table(*_DIVISION_NAMES)
    must(
        isinstance(rows, dict) and isinstance(rows.get("abbreviations"), dict),
        _DIVISION_NAMES,
        "the mapping `abbreviations` is missing",
        "start the file with `abbreviations:`",
    )
    found = {}
    for country, divisions in rows["abbreviations"].items():
        for code, forms in divisions.items():
            entry = admin1_entry(country, str(code))
            must(entry is not None, _DIVISION_NAMES, f"{country}: no division has the code {code!r}", "use a code of admin1.tsv")
            assert entry is not None
            found.update(dict.fromkeys(map(str, forms), entry))
    return found


@cache
def _news_names() -> dict[str, str]:
    return {entry.id: entry.name for _, entry in _own_keys() if entry.feature == "admin1" and entry.id[0] == "a"}


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    """Every entry of our own tables by every key it goes by."""
    found: dict[str, dict[str, Entry]] = {}
    for key, entry in (*_country_keys(), *_admin1_keys(), *_own_keys(), *_event_keys()):
        place = found.setdefault(key, {})
        if entry.id not in place or entry.grade < place[entry.id].grade:
            place[entry.id] = entry
    return {key: tuple(entries.values()) for key, entries in found.items()}


def built_in(key: str, penalty: int) -> list[Entry]:
    """The entries of our own tables under that key."""
    return [replace(e, grade=min(3, e.grade + penalty)) if penalty and e.grade < 2 else e for e in _index().get(key, ())]


def _country_keys() -> Iterator[tuple[str, Entry]]:
    words, more, parts = nationality_table(), table(*_COUNTRY_NAMES), ("places", "admin1.tsv")
    must(
        isinstance(more, dict) and isinstance(more.get("names"), dict),
        _COUNTRY_NAMES,
        "the mapping `names` is missing",
        "start the file with `names:`",
    )
    inner = {(row[0], fold(row[3])) for row in _rows(parts, 8)}
    for iso, country in countries().items():
        yield fold(country.entry.name), country.entry
        for name in [*words.get(iso, {}).get("names", []), *more["names"].get(iso, [])]:
            key = fold(str(name))
            if (iso, key) not in inner:  # England is a division of its country, though some use the name for the whole
                yield key, country.entry


def _admin1_keys() -> Iterator[tuple[str, Entry]]:
    parts = ("places", "admin1.tsv")
    for row in _rows(parts, 8):
        entry = _divisions()[row[0], row[1]]
        for at, name in enumerate([row[3], *filter(None, row[7].split("|"))]):
            yield from _forms(fold(name), replace(entry, grade=min(at, 1)))


def _forms(key: str, entry: Entry) -> Iterator[tuple[str, Entry]]:
    """The key, without the word for the kind of division at its end, and both spelt loosely in Arabic lands."""
    yield key, entry
    bare = next((key[: -len(suffix)] for suffix in _SUFFIXES if key.endswith(suffix) and len(key) > len(suffix) + 3), key)
    if bare != key and entry.feature in ("admin1", "admin2"):
        plain = key.endswith((" province", " oblast", " governorate", " region", " republic"))
        yield bare, replace(entry, grade=entry.grade if plain else max(1, entry.grade))
    if entry.country in ARABIC_LANDS and loose(bare) != bare:
        yield loose(bare), replace(entry, grade=entry.grade + 2)


def _own_keys() -> Iterator[tuple[str, Entry]]:
    rows = table(*_OWN)
    must(
        isinstance(rows, dict) and isinstance(rows.get("places"), list),
        _OWN,
        "the list `places` is missing",
        "start the file with `places:`",
    )
    for number, row in enumerate(rows["places"]):
        entry = _own_entry(number, row)
        for name in [entry.name, *row.get("aliases", [])]:
            yield from _forms(fold(str(name)), entry)


def _event_keys() -> Iterator[tuple[str, Entry]]:
    """Places of recorded events (UCDP GED) that the gazetteer lacks."""
    parts = ("places", "ged_places.tsv")
    for name, kind, country, lat, lon in _rows(parts, 5):
        key = fold(name)
        entry = Entry(f"u{country}.{key}", None, name, float(lat), float(lon), country, "", 0, _feature(parts, name, kind), None, 0, "ged")
        yield from _forms(key, entry)


def _feature(parts: tuple[str, ...], name: str, kind: object) -> Feature:
    known: dict[object, Feature] = {feature: feature for feature in get_args(Feature)}
    must(kind in known, parts, f"{name}: unknown feature {kind!r}", f"use one of {', '.join(get_args(Feature))}")
    return known[kind]


def _own_entry(number: int, row: object) -> Entry:
    must(
        isinstance(row, dict), _OWN, f"row {number + 1} is no mapping", "write {name: ..., feature: ..., country: ..., lat: ..., lon: ...}"
    )
    assert isinstance(row, dict)
    missing = [key for key in ("name", "feature", "country", "lat", "lon", "source") if key not in row]
    name = str(row.get("name", f"row {number + 1}"))
    must(not missing, _OWN, f"{name}: {', '.join(missing)} missing", "every row needs name, feature, country, lat, lon and source")
    feature = _feature(_OWN, name, row["feature"])
    numbers = (
        isinstance(row["lat"], int | float) and isinstance(row["lon"], int | float) and abs(row["lat"]) <= 90 and abs(row["lon"]) <= 180
    )
    must(numbers, _OWN, f"{name}: lat or lon is no coordinate", "write degrees, such as lat: 33.44")
    country, code = row["country"], str(row.get("admin1", ""))
    must(
        country is None or str(country) in countries(),
        _OWN,
        f"{name}: unknown country {country!r}",
        "use the ISO 3166 two-letter code, or null",
    )
    division = feature == "admin1" and code and admin1_entry(country, code) is not None
    return Entry(
        id=f"a{country}.{code}" if division else f"s{name}|{country}|{feature}",
        geonameid=row.get("geonameid"),
        name=name,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=country,
        admin1=code,
        population=int(row.get("population", 0)),
        feature=feature,
        radius_km=row.get("radius_km"),
        grade=0,
        source="own",
    )


@cache
def _districts() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for number, row in enumerate(_rows(("places", "admin2.tsv"), 6)):
        entry = Entry(f"d{number}", None, row[2], float(row[3]), float(row[4]), row[0], row[1], 0, "admin2", float(row[5]), 0, "admin2")
        keys = {fold(row[2])}
        if row[0] in ARABIC_LANDS:
            keys.add(loose(fold(row[2])))
        for key in sorted(keys):
            found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def listed_districts(key: str) -> tuple[Entry, ...]:
    """Second-level divisions of that name in our own table."""
    return _districts().get(key) or _districts().get(loose(key), ())


@cache
def nationality_table() -> dict[str, dict[str, list[str]]]:
    """Names, adjectives and words for people of countries, by ISO 3166 two-letter code."""
    parts = ("actors", "demonyms.yaml")
    rows = table(*parts)
    must(
        isinstance(rows, dict) and isinstance(rows.get("countries"), dict),
        parts,
        "the mapping `countries` is missing",
        "start the file with `countries:`",
    )
    found: dict[str, dict[str, list[str]]] = rows["countries"]
    return found


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and words for people, folded, to the country they name ("syrian", "syrians" to SY)."""
    found: dict[str, str] = {}
    for iso, words in nationality_table().items():
        for word in [*words.get("adjectives", []), *words.get("people", [])]:
            found.setdefault(fold(str(word)), iso)
    return found


def _rows(parts: tuple[str, ...], width: int) -> Iterable[list[str]]:
    rows = []
    for number, line in enumerate(data_path(*parts).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        must(
            len(cells) == width, parts, f"line {number} has {len(cells)} cells, not {width}", "part the cells with tabs, an empty cell too"
        )
        rows.append(cells)
    return rows
