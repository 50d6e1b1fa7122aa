"""Takes the resolved findings of a report; gives mentions of lines between two of them: a road from town to town, the border of two countries.

"the Gubio-Damasak road", "the border between Mali and Niger", "the Thai-Cambodian border", "near the border with Burkina Faso".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from tollbook.model.incident import PlaceValue
from tollbook.model.mention import PlaceMention
from tollbook.model.text import Span
from tollbook.resolve.place_roles import Finding
from tollbook.resolve.place_signs import Evidence
from tollbook.resolve.place_tables import border, countries
from tollbook.resolve.place_value import between, scored
from tollbook.text.document import Document

ROADS = frozenset("road roads highway motorway expressway route axis corridor railway".split())
BORDERS = frozenset("border borders frontier".split())
_DASHES = "-‐‑–—/"
_SHARE = 0.9
_CLOSE_KM = 25.0  # what counts as the same place


@dataclass(frozen=True, slots=True)
class Line:
    """A mention of a line and the findings that it stands for."""

    mention: PlaceMention
    ends: tuple[Finding, Finding]


def find_lines(document: Document, findings: list[Finding]) -> list[Line]:
    """Roads and borders that are named by both their ends, in text order."""
    found = []
    for first, second in pairwise(findings):
        if first.spot.sentence != second.spot.sentence:
            continue
        line = _line(document, first, second)
        if line is not None:
            found.append(line)
    return found


def _line(document: Document, first: Finding, second: Finding) -> Line | None:
    tokens = first.sentence.tokens
    gap = [token.lower for token in tokens[first.spot.last : second.spot.first]]
    behind = tokens[second.spot.last].lower if second.spot.last < len(tokens) else ""
    before = [token.lower for token in tokens[max(0, first.spot.first - 3) : first.spot.first]]
    joined = len(gap) == 1 and gap[0] in _DASHES and behind in ROADS | BORDERS
    parted = gap == ["and"] and before[-1:] == ["between"] and bool(BORDERS & set(before))
    owned = first.spot.possessive and len(gap) == 2 and gap[0] in BORDERS and gap[1] == "with"
    if not joined and not parted and not owned:
        return None
    end = tokens[second.spot.last].end if joined else second.spot.end
    span = document.span(first.spot.start, end)
    value = _border(span, _land(first), _land(second)) if parted or owned or behind in BORDERS else _road(span, first, second)
    if value is None:
        return None
    preposition = first.preposition or "on"
    return Line(
        PlaceMention(span, value, "location", preposition),
        (first, second),
    )


def _road(span: Span, first: Finding, second: Finding) -> PlaceValue | None:
    if first.best is None or second.best is None or first.best.wide or second.best.wide:
        return None
    value = between(span, first.best, second.best, "a road named by its ends")
    shares = [f.choice.score for f in (first, second) if f.choice is not None and f.choice.score is not None]
    share = min(shares, default=0.0) * min(1.0, _CLOSE_KM / (value.radius_km or _CLOSE_KM))  # anywhere on the road is as likely
    return replace(scored(value, share), name=f"{first.best.name}-{second.best.name} road", geonameid=None, wikidata=None)


def _land(finding: Finding) -> str | None:
    if finding.spot.demonym is not None:
        return finding.spot.demonym
    return finding.best.country if finding.best is not None and finding.best.feature == "country" else None


def _border(span: Span, one: str | None, other: str | None) -> PlaceValue | None:
    line = border(one or "", other or "")
    if line is None or one is None or other is None:
        return None
    names = " and ".join(countries()[land].entry.name for land in (one, other))
    lat, lon, radius = line
    reason = f"the land border of {names}: its middle, within {radius:g} km"
    return scored(PlaceValue(span, f"border of {names}", None, lat, lon, "area", None, None, reason, radius), _SHARE)


def border_with(document: Document, finding: Finding, findings: list[Finding], evidence: Evidence) -> PlaceValue | None:
    """ "near the border with Burkina Faso": the border with the country that the sentence, else the report, speaks of; None when that is not one."""
    there = _land(finding)
    if finding.context.verb != "border" or there is None:
        return None
    span = document.span(finding.spot.start, finding.spot.end)
    beside = {_country_of(other) for other in findings if other.spot.sentence == finding.spot.sentence and other is not finding}
    for lands in (beside, set(evidence.named) | set(evidence.told) | set(evidence.implied)):
        neighbours = [land for land in sorted(filter(None, lands)) if land != there and border(land, there) is not None]
        if len(neighbours) == 1:
            value = _border(span, neighbours[0], there)
            return None if value is None else replace(value, country=neighbours[0])
    return None


def _country_of(finding: Finding) -> str | None:
    return finding.spot.demonym or (finding.best.country if finding.best is not None else None)
