"""Takes the places a name may stand for and what the report says of countries; gives the best one, or none with a reason. Never guesses between equals."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tollbook.resolve.gazetteer import division, spelt_like
from tollbook.resolve.place_tables import Entry, capital_ids, countries

MARGIN = 0.5
ALONE = 0.6  # the report says nothing of any country
_BASE = {
    "country": 4.6,
    "admin1": 3.4,
    "region": 4.1,
    "area": 3.6,
    "district": 3.7,
    "camp": 3.8,
    "admin2": 3.4,
    "site": 3.5,
    "village": 3.2,
    "town": 3.6,
}
_GRADE = (0.0, 0.6, 0.9, 1.3)
_LISTS = {"own": "from the project's list of conflict places", "ged": "a place of events in UCDP GED"}
_KINDS = {
    "town": ("town",), "village": ("town", "village"), "camp": ("camp", "town", "village"), "district": ("district", "town"),
    "admin2": ("admin2", "district"), "admin1": ("admin1", "region"), "area": ("region", "area"), "site": ("site",),
}  # fmt: skip


@dataclass(slots=True)
class Evidence:
    """What the whole report says: countries named, told by adjectives, or implied by places, with their weight; and the places found so far."""

    named: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    implied: dict[str, float] = field(default_factory=dict)
    found: list[Entry] = field(default_factory=list)

    def add(self, country: str | None, weight: float, book: dict[str, float]) -> None:
        if country:
            book[country] = book.get(country, 0.0) + weight

    def any(self) -> bool:
        return bool(self.named or self.told or self.implied)

    def support(self, country: str | None) -> float:
        """0 to 2.6: how strongly the report points to that country."""
        if country is None:
            return 0.5
        said = min(2.2, 1.6 + 0.2 * self.named[country]) if country in self.named else 0.0
        weight = self.told.get(country, 0.0) + self.implied.get(country, 0.0)
        hinted = min(1.8, 1.0 + 0.2 * weight) if weight else 0.0
        return max(said, hinted) + (0.4 if said and hinted else 0.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome for one name: the place or None, the reason in words, and the readings in order."""

    entry: Entry | None
    reason: str
    ranked: tuple[Entry, ...]
    contained: bool = False


@dataclass(frozen=True, slots=True)
class Hints:
    """What the sentence says of the name: its kind, what it lies in, the nation named beside it."""

    kind: str = ""
    parents: tuple[Entry, ...] = ()
    nation: str | None = None
    known: Entry | None = None
    directed: bool = False
    holds: bool = False


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    step = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(step)))


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether the inner place can be part of the outer one."""
    if outer.feature == "country":
        shared = inner.country is None and distance_km(inner, outer) <= (outer.radius_km or 0) + (inner.radius_km or 0)
        return (inner.country == outer.country or shared) and inner.feature != "country"
    if inner.feature == "country":
        return False
    if outer.feature == "admin1":
        if inner.feature == "admin1" or inner.country != outer.country:
            return False
        if inner.admin1 == outer.admin1 != "":
            return True
        reach = 0.9 if inner.layered else 1.6  # the division of a layer's place is that of the towns near it
        return (inner.layered or not (inner.admin1 and outer.admin1)) and distance_km(inner, outer) <= reach * (outer.radius_km or 60)
    if outer.feature in ("region", "area", "admin2"):
        return distance_km(inner, outer) <= 1.4 * (outer.radius_km or 60) and inner.id != outer.id
    if inner.wide or inner.id == outer.id or (inner.population >= outer.population and inner.feature not in ("district", "camp", "site")):
        return False
    return outer.feature == "town" and distance_km(inner, outer) <= (30 if outer.population < 1_000_000 else 50)


def spelling(name: str, parents: tuple[Entry, ...]) -> Choice | None:
    """A place whose name is nearly this one and which lies in a division that the report puts it in; None when there is none, or more than one."""
    for parent in parents:
        if parent.feature == "country" or not parent.country or not parent.admin1:
            continue
        entry = spelt_like(name, parent.country, parent.admin1)
        if entry is not None and lies_in(entry, parent):
            why = f"no {name} is known in {parent.name}; taken for another spelling of {_label(entry)}"
            return Choice(entry, why, (entry,), True)
    return None


def choose(entries: tuple[Entry, ...], hints: Hints, evidence: Evidence) -> Choice:
    """The best reading of a name in this report."""
    pool = tuple(_merge(entries))
    inside = tuple(e for e in pool if any(lies_in(e, parent) for parent in hints.parents))
    if inside:
        pool = inside
    scored = sorted(((_score(entry, hints, evidence), entry) for entry in pool), key=lambda pair: (-pair[0], pair[1].id))
    ranked = tuple(entry for _, entry in scored)
    best = ranked[0]
    if hints.known is not None and hints.known.id in {e.id for e in ranked} and not hints.parents:
        return Choice(hints.known, _why(hints.known, pool, hints, evidence, bool(inside)), ranked)
    if hints.parents and not inside and best.population < 300_000 and best.feature not in ("country", "admin1"):
        return Choice(None, f"no {best.name} is known in {hints.parents[0].name}", ranked)
    best = _town_of(best, ranked, hints)
    rival = next(((score, entry) for score, entry in scored[1:] if entry.country != best.country), None)
    if (
        rival is not None
        and not _is_great_capital(best, rival[1])
        and scored[0][0] - rival[0] < (MARGIN if evidence.any() or inside else ALONE)
    ):
        return Choice(None, f"may be {_label(best)} or {_label(rival[1])}, and the report does not tell", ranked)
    if _contradicted(best, hints, evidence, bool(inside)):
        return Choice(None, f"the gazetteer knows the name only as {_label(best)}, a country that the report does not speak of", ranked)
    twin = next(
        (
            (score, entry)
            for score, entry in scored[1:]
            if entry.country == best.country and not entry.wide and distance_km(entry, best) > 40
        ),
        None,
    )
    if twin is not None and not best.wide and scored[0][0] - twin[0] < 0.25:
        return Choice(None, f"may be {_label(best)} or {_label(twin[1])}, two places of one country", ranked)
    return Choice(best, _why(best, pool, hints, evidence, bool(inside)), ranked, bool(inside))


def _is_great_capital(best: Entry, rival: Entry) -> bool:
    """A national capital beside a mere division of another country ("San Salvador": of El Salvador, or an island of the Bahamas)."""
    return best.geonameid in capital_ids() and best.population >= 100_000 and rival.feature in ("admin1", "admin2")


def _town_of(best: Entry, ranked: tuple[Entry, ...], hints: Hints) -> Entry:
    """The town instead of the division that is called after it, unless the words speak of the division."""
    if best.feature != "admin1" or hints.kind in ("admin1", "admin2") or hints.directed or hints.holds:
        return best
    towns = [
        e
        for e in ranked
        if e.feature == "town" and lies_in(e, best) and (e.population >= 100_000 or (e.grade == 0 and e.population >= 15_000))
    ]
    return max(towns, key=lambda e: (e.population, e.id)) if towns else best


def _merge(entries: tuple[Entry, ...]) -> list[Entry]:
    """Entries without those of our own list that the gazetteer has at the same spot under the same name, and the reverse."""
    kept: list[Entry] = []
    for entry in entries:
        twin = next(
            (
                e
                for e in kept
                if e.country == entry.country and not e.wide and not entry.wide and distance_km(e, entry) < 12 and e.source != entry.source
            ),
            None,
        )
        if twin is None:
            kept.append(entry)
    return kept


def _score(entry: Entry, hints: Hints, evidence: Evidence) -> float:
    size = 0.6 * math.log10(entry.population + 500)
    base = max(_BASE[entry.feature], size) if entry.listed else size
    score = base - _GRADE[entry.grade] + evidence.support(entry.country)
    if entry.geonameid is not None and entry.geonameid in capital_ids() and entry.feature == "town" and evidence.any():
        score += 0.3 if entry.population < 1_000_000 else 0.9
    if hints.kind:
        wanted = _KINDS.get(hints.kind, ())
        score += 2.0 if entry.feature in wanted else -0.8 if entry.feature == "country" else 0.0
    if hints.holds and entry.feature in ("admin1", "admin2", "region"):
        score += 1.0
    if hints.nation is not None:
        score += 3.0 if entry.country == hints.nation else -1.5
    if entry.feature != "country" and any(
        not f.wide and f.country == entry.country and distance_km(f, entry) < 150 for f in evidence.found
    ):
        score += 0.6
    return score


def _contradicted(best: Entry, hints: Hints, evidence: Evidence, inside: bool) -> bool:
    """A small place abroad, when the report names other countries and not its own."""
    stated = evidence.named.keys() | evidence.told.keys()
    if inside or best.feature in ("country", "admin1") or best.source == "own" or hints.nation == best.country or not stated:
        return False
    if best.country in stated or any(f.country == best.country and f.id != best.id for f in evidence.found):
        return False
    if best.geonameid in capital_ids():
        return False
    return best.population < 150_000


def _label(entry: Entry) -> str:
    country = countries()[entry.country].entry.name if entry.country else "several countries"
    if entry.feature == "country":
        return f"the country {entry.name}"
    if entry.feature == "admin1":
        return f"{entry.name}, a division of {country}"
    inside = division(entry)
    return f"{entry.name} in {inside + ', ' if inside and inside != entry.name else ''}{country}"


def _why(best: Entry, pool: tuple[Entry, ...], hints: Hints, evidence: Evidence, inside: bool) -> str:
    lands = {entry.country for entry in pool}
    words = [f"the only {best.name} known" if len(pool) == 1 else f"the likeliest of {len(pool)} places of that name"]
    if best.feature == "country":
        return "the country of that name"
    land = countries()[best.country].entry.name if best.country else "several countries"
    words[0] += f": {_label(best)}"
    if inside:
        parent = next(parent for parent in hints.parents if lies_in(best, parent))
        words.append(f"the report places it in {parent.name}")
    elif hints.nation == best.country and best.country:
        words.append(f"the report says that it is in {land}")
    elif best.country in evidence.named:
        words.append(f"{land} is named in the report")
    elif best.country in evidence.told or best.country in evidence.implied:
        words.append(f"the report points to {land}")
    elif len(lands) > 1:
        words.append("by far the largest")
    if best.population:
        words.append(f"population {best.population:,}")
    if best.source in _LISTS:
        words.append(_LISTS[best.source])
    return "; ".join(words)
