"""Takes incidents; gives the spots to draw and the incidents that have none. Nothing unresolved gets coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal

from tollbook.model.incident import PlacePrecision, PlaceValue
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.view import Told

Shape = Literal["dot", "circle", "hollow"]
_SHAPES: dict[PlacePrecision, Shape] = {
    "exact": "dot",
    "near": "circle",
    "area": "circle",
    "admin2": "hollow",
    "admin1": "hollow",
    "country": "hollow",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One spot of the map: where, how sure, which incidents, and the highest killed figure among them (None when nobody states one)."""

    number: int
    lon: float
    lat: float
    shape: Shape
    radius_km: float | None
    name: str
    note: str
    told: tuple[Told, ...]
    killed: int | None

    @property
    def background(self) -> bool:
        return all(t.incident.status == "background" for t in self.told)


def spots(site: Site) -> tuple[tuple[Spot, ...], tuple[Told, ...]]:
    """Spots from north-west to south-east by size, and the incidents that cannot be placed. Totals are no incidents and are not placed."""
    groups: dict[tuple[float, float, Shape], list[Told]] = {}
    nowhere: list[Told] = []
    for told in site.view.status("new", "background"):
        place = told.incident.place
        if place is None or not placed(place):
            nowhere.append(told)
            continue
        assert place.lat is not None and place.lon is not None
        groups.setdefault((round(place.lon, 2), round(place.lat, 2), _SHAPES[place.precision]), []).append(told)
    drawn = [_spot(site, key, told) for key, told in groups.items()]
    drawn.sort(key=lambda s: (s.background, -(s.killed or 0), s.name, s.lon, s.lat))
    numbered = tuple(Spot(i, s.lon, s.lat, s.shape, s.radius_km, s.name, s.note, s.told, s.killed) for i, s in enumerate(drawn, start=1))
    return numbered, tuple(nowhere)


def placed(place: PlaceValue) -> bool:
    """Whether a place has coordinates that can be drawn."""
    if place.lat is None or place.lon is None or place.precision not in _SHAPES:
        return False
    return isfinite(place.lat) and isfinite(place.lon) and abs(place.lat) <= 90 and abs(place.lon) <= 180


def _spot(site: Site, key: tuple[float, float, Shape], told: list[Told]) -> Spot:
    place = told[0].incident.place
    assert place is not None
    radii = [t.incident.place.radius_km for t in told if t.incident.place and t.incident.place.radius_km]
    figures = [k for t in told if (k := killed(site, t)) is not None]
    highest = max(figures) if figures else None
    return Spot(0, key[0], key[1], key[2], max(radii) if radii else None, words.where(place), words.where_note(place), tuple(told), highest)


def killed(site: Site, told: Told) -> int | None:
    """The figure that a dot's size shows: the reckoned best, else the highest bound that somebody states as such; where there is neither, what a person set."""
    reckoned = _reckoned(site, told)
    if reckoned is not None or told.whole is None:
        return reckoned
    return next((one.high for one in told.whole.hand_tolls() if one.field == "killed"), None)


def _reckoned(site: Site, told: Told) -> int | None:
    if told.joined is not None:
        toll = told.joined.toll_of("killed")
        return next((bound for bound in (toll.best, toll.high, toll.low) if bound is not None), None) if toll is not None else None
    best = [line.best for line in site.lines(told.incident.id) if line.field == "killed" and line.best is not None]
    if best:
        return max(best)
    rows = [row for figures in told.fields if figures.field == "killed" for row in figures.rows if row.claim.stance != "denies"]
    counted = [row.claim for row in rows if row.claim.id not in site.view.rulings or site.view.rulings[row.claim.id].now is not None]
    stated = [b for claim in counted for b in (claim.min, claim.max) if b is not None]
    return max(stated) if stated else None
