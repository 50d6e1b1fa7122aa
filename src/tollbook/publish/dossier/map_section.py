"""Takes a site; gives its map with the same facts as a list, and the incidents that cannot be placed. Never guesses a coordinate."""

from __future__ import annotations

from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import INDEX, Site
from tollbook.publish.dossier.map_drawing import draw, legend, spot_anchor
from tollbook.publish.dossier.markup import Html, bdi, el, join, quoted
from tollbook.publish.dossier.places import Spot, spots
from tollbook.publish.dossier.view import Told

_MOST_LISTED = 12  # incidents named at one spot; the table holds them all


def map_section(site: Site) -> Html | None:
    """The map section; None when the record holds no incident at all."""
    found, nowhere = spots(site)
    if not found and not nowhere:
        return None
    parts: list[Html | None] = [el("h2", {"id": "map-h"}, "Where")]
    if found:
        controls = el(
            "div",
            {"class": "zoom", "hidden": True},
            el("button", {"type": "button", "data-zoom": "in", "aria-label": "Zoom in"}, "+"),
            el("button", {"type": "button", "data-zoom": "out", "aria-label": "Zoom out"}, "−"),
            el("button", {"type": "button", "data-zoom": "all", "aria-label": "Show all"}, "all"),
        )
        size = "the best killed figure there by the rule, else the highest" if site.tolls else "the highest killed figure"
        credit = f"Outlines: Natural Earth, de facto lines, simplified. Dot area follows {size} that somebody states there."
        parts.append(el("figure", {"class": "mapbox"}, controls, draw(found), el("figcaption", None, legend(), el("p", None, credit))))
        items = [_spot(site, spot) for spot in found]
        listed = el("ol", {"class": "spots"}, *items)
        parts.append(
            el(
                "details",
                {"open": len(items) <= 15},
                el("summary", None, f"The map as a list ({words.plural(len(items), 'place')})"),
                listed,
            )
        )
    if nowhere:
        parts.append(_nowhere(site, nowhere))
    return el("section", {"aria-labelledby": "map-h", "class": "where"}, *parts)


def _spot(site: Site, spot: Spot) -> Html:
    links = [site.incident_link(INDEX, t.incident.id, _short(t)) for t in spot.told[:_MOST_LISTED]]
    more = len(spot.told) - len(links)
    return el(
        "li",
        {"id": spot_anchor(spot)},
        el("strong", None, bdi(spot.name)),
        " ",
        el("span", {"class": "note"}, bdi(spot.note)),
        ": ",
        join(links, "; "),
        f"; and {more} more" if more > 0 else None,
    )


def _short(told: Told) -> str:
    status = "" if told.incident.status == "new" else f"{words.status(told.incident)}: "
    return f"{status}{words.kind(told.incident)}, {words.when(told.incident.date)}"


def _nowhere(site: Site, told: tuple[Told, ...]) -> Html:
    rows = []
    for t in told:
        place = t.incident.place
        told_of = (
            [" ", quoted(place.span.quote), " (", bdi(place.reason or "not resolved"), ")"] if place else [" the report names no place"]
        )
        rows.append(el("li", None, site.incident_link(INDEX, t.incident.id, _short(t)), ":", el("span", {"class": "note"}, *told_of)))
    title = f"Not on the map: {words.plural(len(told), 'event')} without a resolved place"
    return el("details", {"open": len(rows) <= 15, "class": "nowhere"}, el("summary", None, title), el("ul", None, *rows))
