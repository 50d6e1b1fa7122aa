"""Takes the base map file; gives outlines as shared arcs, a projection and clipping. The lines are Natural Earth's, de facto."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import cos, radians

Point = tuple[float, float]
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name and its rings, each a tuple of arc numbers; ~n is arc n read backwards."""

    name: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class BaseMap:
    """All countries and the arcs they share, in longitude and latitude; `shared` holds the arcs between two countries."""

    arcs: tuple[tuple[Point, ...], ...]
    countries: tuple[Country, ...]
    shared: frozenset[int]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in degrees or in map units."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, p: Point) -> bool:
        return self.left <= p[0] <= self.right and self.low <= p[1] <= self.high

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high

    def grown(self, share: float) -> Box:
        dx, dy = (self.right - self.left) * share, (self.high - self.low) * share
        return Box(self.left - dx, self.low - dy, self.right + dx, self.high + dy)


@cache
def base_map() -> BaseMap:
    """The base map that the package carries."""
    raw = json.loads(resources.files("tollbook.publish").joinpath("data", "countries.json").read_text(encoding="utf-8"))
    units = float(raw["units"])
    arcs = []
    for steps in raw["arcs"]:
        x = y = 0
        points = []
        for at in range(0, len(steps), 2):
            x, y = x + steps[at], y + steps[at + 1]
            points.append((x / units, y / units))
        arcs.append(tuple(_unwrapped(points)))
    countries = tuple(Country(c["name"], tuple(tuple(ring) for ring in c["rings"])) for c in raw["countries"])
    uses: dict[int, int] = {}
    for country in countries:
        for number in {n if n >= 0 else ~n for ring in country.rings for n in ring}:
            uses[number] = uses.get(number, 0) + 1
    return BaseMap(tuple(arcs), countries, frozenset(n for n, count in uses.items() if count > 1))


def _unwrapped(points: list[Point]) -> list[Point]:
    """A line that crosses the 180th meridian, carried on beyond it instead of jumping round the world."""
    out = points[:1]
    for x, y in points[1:]:
        out.append((x + 360 * round((out[-1][0] - x) / 360), y))
    return out


def ring_of(numbers: tuple[int, ...], arcs: Sequence[Sequence[Point]], turn: float) -> list[Point]:
    """The points of a ring of arcs; an arc beyond the 180th meridian is moved by whole turns so that the ring closes up."""
    points: list[Point] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        if points:
            shift = turn * round((points[-1][0] - arc[0][0]) / turn)
            points += [(x + shift, y) for x, y in arc[1:]] if shift else arc[1:]
        else:
            points += arc
    return points


def copies(points: Sequence[Point], turn: float, frame: Box) -> list[list[Point]]:
    """A line and its copies a whole turn to the east and west, as far as they touch a frame."""
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    shifts = [s for s in (0.0, -turn, turn) if left + s < frame.right and right + s > frame.left]
    return [[(x + s, y) for x, y in points] for s in shifts]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to map units: equirectangular, true to scale along the middle latitude; `scale` is units per degree of latitude."""

    west: float
    north: float
    scale: float
    squeeze: float

    def __call__(self, lon: float, lat: float) -> Point:
        return ((lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale)

    @property
    def turn(self) -> float:
        """Once round the world, in map units."""
        return 360.0 * self.squeeze * self.scale

    def km(self, distance: float) -> float:
        """Kilometres in map units."""
        return distance / KM_PER_DEGREE * self.scale


def fit(points: list[tuple[float, float, float]], size: Point) -> tuple[Projection, Box]:
    """The projection that shows all points (longitude, latitude, radius in km) with room around them, and the degrees that it shows."""
    width, height = size
    middle = sum(p[1] for p in points) / len(points)
    squeeze = max(0.2, cos(radians(max(-80.0, min(80.0, middle)))))
    reach = [(lon, lat, r / KM_PER_DEGREE) for lon, lat, r in points]
    left, right = min(x - r / squeeze for x, _, r in reach), max(x + r / squeeze for x, _, r in reach)
    low, high = min(y - r for _, y, r in reach), max(y + r for _, y, r in reach)
    need = max(high - low, (right - left) * squeeze * height / width)
    whole_world = min(170.0, 360.0 * squeeze * height / width)
    tall = max(need * 1.04, min(need * 1.35, whole_world), 3.2)
    wide = tall * width / height / squeeze
    x, y = (left + right) / 2, (low + high) / 2
    y = max(-90 + tall / 2, min(90 - tall / 2, y)) if tall < 180 else y
    box = Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return Projection(box.left, box.high, height / tall, squeeze), box


def thin(points: tuple[Point, ...], step: float) -> list[Point]:
    """Projected points without those that lie closer than `step` to the one before; both ends stay."""
    if len(points) < 3:
        return list(points)
    kept = [points[0]]
    for p in points[1:-1]:
        if abs(p[0] - kept[-1][0]) + abs(p[1] - kept[-1][1]) >= step:
            kept.append(p)
    return [*kept, points[-1]]


def clip_ring(points: list[Point], box: Box) -> list[Point]:
    """The part of a ring inside a box (Sutherland and Hodgman)."""
    for axis, limit, keep_above in ((0, box.left, True), (0, box.right, False), (1, box.low, True), (1, box.high, False)):
        if not points:
            return []
        out: list[Point] = []
        before = points[-1]
        for p in points:
            inside, was = (p[axis] >= limit) == keep_above, (before[axis] >= limit) == keep_above
            if inside != was:
                t = (limit - before[axis]) / (p[axis] - before[axis])
                out.append((before[0] + t * (p[0] - before[0]), before[1] + t * (p[1] - before[1])))
            if inside:
                out.append(p)
            before = p
        points = out
    return points


def clip_line(points: list[Point], box: Box) -> list[list[Point]]:
    """The runs of a line that touch a box, with one point of margin at either end."""
    runs: list[list[Point]] = []
    run: list[Point] = []
    for a, b in pairwise(points):
        if Box(min(a[0], b[0]) - 1e-9, min(a[1], b[1]) - 1e-9, max(a[0], b[0]) + 1e-9, max(a[1], b[1]) + 1e-9).meets(box):
            run = run or [a]
            run.append(b)
        elif run:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def ring_area(points: list[Point]) -> float:
    """Signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)) / 2


def inside(p: Point, ring: list[Point]) -> bool:
    """Whether a point lies inside a ring (even-odd)."""
    hit = False
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
            hit = not hit
    return hit
