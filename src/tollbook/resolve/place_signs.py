"""Takes one place that a name may stand for, what its sentence says and what the report says; gives the signs for and against it. Weighs nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tollbook.resolve.place_tables import Entry, capital_ids

_KINDS = {
    "town": ("town",), "village": ("town", "village"), "camp": ("camp", "town", "village"), "district": ("district", "town"),
    "admin2": ("admin2", "district"), "admin1": ("admin1", "region"), "area": ("region", "area"), "site": ("site",),
}  # fmt: skip
_NEAR = (
    (50.0, "within 50 km of a place of the report"),
    (150.0, "within 150 km of a place of the report"),
    (500.0, "within 500 km of one"),
)


Book = dict[str, dict[str, float]]
"""Countries with the names that speak for them, and how strongly."""


@dataclass(slots=True)
class Evidence:
    """What the whole report says: countries named, told by adjectives, or implied by places; first-level divisions with the names that stand for them;
    the places found so far, by the name they go by; `home` of the outlet. A name never speaks for its own reading."""

    named: Book = field(default_factory=dict)
    told: Book = field(default_factory=dict)
    implied: Book = field(default_factory=dict)
    divisions: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    found: dict[str, Entry] = field(default_factory=dict)
    home: Entry | None = None

    def add(self, country: str | None, key: str, weight: float, book: Book) -> None:
        if country:
            book.setdefault(country, {})[key] = weight

    def lands(self, key: str) -> set[str]:
        """Every country that a name other than this one speaks for."""
        return {land for book in (self.named, self.told, self.implied) for land, names in book.items() if names.keys() - {key}}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the sentence says of the name: its kind, what it lies in, the nation named beside it, and the readings of what lies in it."""

    key: str = ""
    kind: str = ""
    parents: tuple[Entry, ...] = ()
    nation: str | None = None
    known: Entry | None = None
    directed: bool = False
    holds: bool = False
    inner: tuple[tuple[Entry, ...], ...] = ()


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    step = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(step)))


def signs(entry: Entry, pool: tuple[Entry, ...], inside: bool, hints: Hints, evidence: Evidence) -> dict[str, float]:
    """The signs that hold of one reading of the pool, each with its strength (mostly 1). `inside`: the pool lies in what the report says."""
    found = {
        f"it is a {entry.feature}"
        if entry.listed
        else f"{entry.source if entry.source in ('geonames', 'ged') else 'a layer'}'s {entry.feature}": 1.0
    }
    if entry.feature == "admin1":
        found["reach of the division"] = math.log10(max(3.0, entry.radius_km or 30.0) / 30.0)
    if entry.layered and entry.feature == "village" and sum(other.layered and other.country == entry.country for other in pool) > 1:
        found["one of several villages of the name"] = 1.0
    if entry.feature != "country" and any(other.feature == "country" and other.grade == 0 for other in pool):
        found["a country has the name"] = 1.0
    if entry.source == "own":
        found["on the list of conflict places"] = 1.0
    found["population"] = math.log10(entry.population + 300) - 2.5
    if entry.grade:
        found[("a by-name", "spelt loosely", "a by-name spelt loosely")[min(entry.grade, 3) - 1]] = 1.0
    if entry.geonameid is not None and entry.geonameid in capital_ids() and entry.feature == "town":
        found["a capital"] = 1.0
    if inside:
        found["the report places it there"] = 1.0
    if hints.kind:
        wanted = entry.feature in _KINDS.get(hints.kind, ())
        found["of the kind that the sentence says" if wanted else "of another kind than the sentence says"] = 1.0
    if hints.holds and entry.feature in ("admin1", "admin2", "region"):
        found["a division, and places are told to lie in it"] = 1.0
    if hints.nation is not None:
        found["of the nation named beside it" if entry.country == hints.nation else "of another nation than is named beside it"] = 1.0
    if hints.known is not None and hints.known.id == entry.id:
        found["so read before in the report"] = 1.0
    return found | _of_country(entry, hints.key, evidence) | _of_neighbours(entry, hints, evidence) | _of_home(entry, evidence.home)


def _of_home(entry: Entry, home: Entry | None) -> dict[str, float]:
    if home is None or entry.country != home.country or entry.feature == "country":
        return {}
    found = {"in the outlet's country": 1.0}
    if home.feature != "country":
        if entry.admin1 == home.admin1:
            found["in the division of the outlet's town"] = 1.0
        distance = distance_km(entry, home)
        if distance <= 150:
            found["the outlet's town" if distance <= 5 and not entry.wide else "within 150 km of the outlet's town"] = 1.0
    return found


def _of_country(entry: Entry, key: str, evidence: Evidence) -> dict[str, float]:
    land, spoken = entry.country, evidence.lands(key)
    if not spoken:
        return {}
    if land is None:
        return {"of several countries": 1.0}
    if land not in spoken:
        listed = (
            {"a listed place of a country that the report does not speak of": 1.0} if entry.listed and entry.feature != "country" else {}
        )
        return {"a country that the report does not speak of": 1.0, **listed}
    found: dict[str, float] = {}
    named = {name for name, words in evidence.named.items() if words.keys() - {key}}
    if land in named:
        found["its country is named"] = 1.0
        if len(named) == 1:
            found["no other country is named"] = 1.0
    if evidence.told.get(land, {}).keys() - {key}:
        found["its nation is named"] = 1.0
    weight = sum(size for name, size in evidence.implied.get(land, {}).items() if name != key)
    if weight:
        found["sure places of its country stand in the report"] = min(1.0, weight)
    if len(spoken) == 1:
        found["no other country is spoken of"] = 1.0
    return found


def _of_neighbours(entry: Entry, hints: Hints, evidence: Evidence) -> dict[str, float]:
    if entry.feature == "country":
        return {}
    found: dict[str, float] = {}
    told = evidence.divisions.get((entry.country or "", entry.admin1), set()) - {hints.key}
    if told and entry.feature != "admin1":
        found["its division is named"] = 1.0
    others = [other for key, other in evidence.found.items() if key != hints.key and other.id != entry.id and not other.wide]
    same = [other for other in others if other.country == entry.country]
    if entry.admin1 and (count := sum(other.admin1 == entry.admin1 for other in same)):
        found["other places of its division"] = min(3, count) / 2
    nearest = min((distance_km(other, entry) for other in same), default=math.inf)
    for reach, name in _NEAR:
        if nearest <= reach:
            found[name] = 1.0
            break
    return found
