"""Takes the spots of a record; gives the map as inline SVG: outlines, graticule, scale bar, and each spot with its precision shown."""

from __future__ import annotations

from math import floor, log10, sqrt

from tollbook.publish.dossier import words
from tollbook.publish.dossier.geography import (
    BaseMap,
    Box,
    Point,
    Projection,
    base_map,
    clip_line,
    clip_ring,
    copies,
    fit,
    ring_area,
    ring_of,
    thin,
)
from tollbook.publish.dossier.map_labels import Label, beside, within
from tollbook.publish.dossier.markup import Html, anchor, el, join
from tollbook.publish.dossier.places import Spot

WIDTH, HEIGHT = 760.0, 480.0
_SIZE, _COUNTRY_SIZE = 13.0, 11.0
_MOST_LABELS, _MOST_WHEN_CROWDED = 60, 20
_FRAME = Box(0, 0, WIDTH, HEIGHT)


def draw(spots: tuple[Spot, ...]) -> Html:
    """The map of these spots; there must be at least one."""
    world = base_map()
    project, _ = fit([(s.lon, s.lat, min(s.radius_km or 0.0, 500.0)) for s in spots], (WIDTH, HEIGHT))
    land, border, coast, rings = _outlines(world, project)
    points = [(project(s.lon, s.lat), s) for s in spots]
    shrink = crowding(len(spots))
    taken = [_box(p, radius(s, shrink)) for p, s in points]
    taken += [Box(WIDTH - 120, 0, WIDTH, 44), Box(WIDTH * 0.72, HEIGHT - 36, WIDTH, HEIGHT), Box(0, 0, WIDTH, 16), Box(0, 0, 34, HEIGHT)]
    most = _MOST_LABELS if shrink == 1 else _MOST_WHEN_CROWDED
    wanted = [(p, radius(s, shrink), _label(s)) for p, s in points[:most]]
    labels = beside(wanted, taken, Box(4, 4, WIDTH - 4, HEIGHT - 34), _SIZE)
    names = within(rings, taken, _FRAME, _COUNTRY_SIZE)
    layers = [
        el("path", {"class": "land", "d": land}),
        _graticule(project),
        el("path", {"class": "coast", "d": coast}),
        el("path", {"class": "border", "d": border}),
        el("g", {"class": "countries", "aria-hidden": "true"}, *(_text(label) for label in names)),
        el("g", None, *(_circle(project, p, s) for p, s in points if s.shape == "circle" and s.radius_km)),
        el("g", {"class": "marks" if shrink == 1 else "marks crowd"}, *(_marker(p, s, shrink) for p, s in reversed(points))),
        el("g", {"class": "names", "aria-hidden": "true"}, *(_text(label) for label in labels)),
    ]
    picture = el("g", {"class": "view"}, *layers)
    return el(
        "svg",
        {
            "class": "map",
            "viewBox": f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
            "role": "group",
            "aria-label": "Map of the incidents; the list after it says the same",
        },
        el("rect", {"class": "sea", "width": WIDTH, "height": HEIGHT}),
        picture,
        _scale_bar(project),
    )


def crowding(count: int) -> float:
    """By how much markers shrink when there are many, so that they do not hide each other."""
    return max(0.3, min(1.0, sqrt(60 / count)))


def radius(spot: Spot, shrink: float = 1.0) -> float:
    """Marker radius in map units: the area follows the killed figure."""
    return max(4.0, min(30.0, 2.1 * sqrt(spot.killed or 0))) * shrink + (1 - shrink)


def _label(spot: Spot) -> str:
    name = spot.name if len(spot.name) <= 28 else spot.name[:27] + "…"
    return f"{name} ({len(spot.told)})" if len(spot.told) > 1 else name


def _box(p: Point, r: float) -> Box:
    return Box(p[0] - r, p[1] - r, p[0] + r, p[1] + r)


def _outlines(world: BaseMap, project: Projection) -> tuple[str, str, str, list[tuple[list[Point], str]]]:
    """Land, borders and coasts as path data, and the rings inside the frame with their countries' names, largest first."""
    around = _FRAME.grown(0.6)
    arcs = [thin(tuple(project(x, y) for x, y in arc), 1.1) for arc in world.arcs]
    land: list[str] = []
    named: list[tuple[list[Point], str]] = []
    used: set[int] = set()
    for country in world.countries:
        seen: list[list[Point]] = []
        for numbers in country.rings:
            for ring in copies(ring_of(numbers, arcs, project.turn), project.turn, around):
                clipped = clip_ring(ring, around)
                if clipped:
                    used |= {n if n >= 0 else ~n for n in numbers}
                    land.append(_path(clipped) + "Z")
                    seen.append(clip_ring(clipped, _FRAME))
        largest = max(seen, key=_area, default=[])
        if _area(largest) > 900:
            named.append((largest, country.name))
    lines: dict[bool, list[str]] = {True: [], False: []}
    for n in sorted(used):
        for line in copies(arcs[n], project.turn, around):
            lines[n in world.shared] += [_path(run) for run in clip_line(line, around)]
    named.sort(key=lambda pair: (-_area(pair[0]), pair[1]))
    return "".join(land), "".join(lines[True]), "".join(lines[False]), named


def _area(ring: list[Point]) -> float:
    return abs(ring_area(ring)) if ring else 0.0


def _path(points: list[Point]) -> str:
    """Path data with one decimal, each point relative to the one before."""
    x, y = round(points[0][0] * 10), round(points[0][1] * 10)
    out = [f"M{x / 10:g} {y / 10:g}l"]
    for px, py in points[1:]:
        nx, ny = round(px * 10), round(py * 10)
        if (nx, ny) != (x, y):
            out.append(f"{(nx - x) / 10:g} {(ny - y) / 10:g} ")
            x, y = nx, ny
    return "".join(out).rstrip() if len(out) > 1 else out[0] + "0 0"


def _text(label: Label) -> Html:
    return el("text", {"x": round(label.x, 1), "y": round(label.y, 1), "text-anchor": label.end}, label.text)


def _circle(project: Projection, p: Point, spot: Spot) -> Html:
    css = "doubt background" if spot.background else "doubt"
    return el("circle", {"class": css, "cx": round(p[0], 1), "cy": round(p[1], 1), "r": round(project.km(spot.radius_km or 0.0), 1)})


def _marker(p: Point, spot: Spot, shrink: float) -> Html:
    r = radius(spot, shrink)
    kinds = [spot.shape, "none" if spot.killed is None else "", "background" if spot.background else ""]
    shape = el("circle", {"r": round(r, 1)})
    if spot.shape == "hollow":
        shape = el("rect", {"x": round(-r, 1), "y": round(-r, 1), "width": round(2 * r, 1), "height": round(2 * r, 1)})
    toll = f", killed: {words.number(spot.killed)}" if spot.killed is not None else ""
    label = f"{spot.name}: {words.plural(len(spot.told), 'incident')}{toll}, {spot.note}"
    count = el("text", {"y": 4, "text-anchor": "middle"}, len(spot.told)) if len(spot.told) > 1 and r >= 8 else None
    inner = el("g", {"class": "m"}, shape, count)
    return el(
        "a",
        {
            "href": f"#{spot_anchor(spot)}",
            "class": " ".join(k for k in kinds if k),
            "aria-label": label,
            "transform": f"translate({p[0]:.1f} {p[1]:.1f})",
        },
        el("title", None, label),
        inner,
    )


def spot_anchor(spot: Spot) -> str:
    """The anchor of a spot in the list beside the map."""
    return anchor(f"spot-{spot.number}")


def _nice(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (5, 2, 1) if step * power <= value)


def _graticule(project: Projection) -> Html:
    step = max(0.5, _nice(WIDTH / project.squeeze / project.scale / 3))
    step = {2.0: 2.0, 20.0: 15.0, 50.0: 30.0}.get(step, min(step, 30.0))
    lines: list[Html] = []
    north, south = project.north, project.north - HEIGHT / project.scale
    west, east = project.west, project.west + WIDTH / project.scale / project.squeeze
    for i in range(floor(south / step), floor(north / step) + 1):
        y = project(0, i * step)[1]
        if abs(i * step) <= 90 and 14 < y < HEIGHT - 6:
            lines += [el("line", {"x1": 0, "x2": WIDTH, "y1": round(y, 1), "y2": round(y, 1)})]
            lines += [el("text", {"x": 4, "y": round(y - 3, 1)}, _degrees(i * step, "N", "S"))]
    for i in range(floor(west / step), floor(east / step) + 1):
        x = project(i * step, 0)[0]
        if abs(i * step) <= 180 and 44 < x < WIDTH - 30:
            lines += [el("line", {"x1": round(x, 1), "x2": round(x, 1), "y1": 0, "y2": HEIGHT})]
            lines += [el("text", {"x": round(x + 3, 1), "y": 12}, _degrees(i * step, "E", "W"))]
    return el("g", {"class": "grid", "aria-hidden": "true"}, *lines)


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°{positive if value > 0 else negative if value < 0 else ''}"


def _scale_bar(project: Projection) -> Html:
    km = _nice(WIDTH * 0.22 / project.km(1.0))
    wide = project.km(km)
    x, y = WIDTH - 16 - wide, HEIGHT - 14
    path = el("path", {"d": f"M{x:.1f} {y - 5:.1f}v5h{wide:.1f}v-5"})
    text = el("text", {"x": round(x + wide / 2, 1), "y": round(y - 7, 1), "text-anchor": "middle"}, f"{words.number(round(km))} km")
    return el("g", {"class": "scalebar", "data-km": f"{1 / project.km(1.0):.5f}"}, path, text)


def legend() -> Html:
    """What the markers mean, in words beside small drawings."""
    rows = [
        ("dot", el("circle", {"cx": 10, "cy": 10, "r": 6}), "exact place"),
        (
            "circle",
            join([el("circle", {"class": "doubt", "cx": 10, "cy": 10, "r": 9}), el("circle", {"cx": 10, "cy": 10, "r": 4})]),
            "near or in an area: the ring bounds the doubt",
        ),
        ("hollow", el("rect", {"x": 4, "y": 4, "width": 12, "height": 12}), "only district, province or country known"),
        ("dot none", el("circle", {"cx": 10, "cy": 10, "r": 4}), "no killed figure"),
        ("dot background", el("circle", {"cx": 10, "cy": 10, "r": 5}), "background event"),
    ]
    items = [
        el(
            "li",
            None,
            el("svg", {"class": "key", "width": 20, "height": 20, "aria-hidden": "true"}, el("g", {"class": css}, drawing)),
            " ",
            text,
        )
        for css, drawing, text in rows
    ]
    return el("ul", {"class": "legend"}, *items)
