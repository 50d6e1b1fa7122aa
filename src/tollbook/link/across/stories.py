"""Takes two coded reports as wholes; gives their Comparison: whether they are about one event, be it of any kind. Links no incident.

What general news tells of holds no incident that tollbook codes; wording, names, days and places must do there.
"""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.lexicon.link_weights import LinkWeights, link_weights
from tollbook.link.across.compare import Level
from tollbook.link.across.copies import copied
from tollbook.link.across.features import Days, days_of
from tollbook.link.across.places import where
from tollbook.link.across.weigh import weigh
from tollbook.link.across.wording import Wording, likeness, wording_of
from tollbook.model.comparison import Comparison
from tollbook.model.incident import CodedReport, PlaceValue

_ALIKE = tuple((least / 100, f"alike_{least:02}") for least in (60, 50, 42, 36, 30, 25, 20, 16, 12, 8, 4))
_WHERE = ("same_place", "near", "within", "same_wide", "one_region", "other_name", "other_place", "other_country", "missing")


@dataclass(frozen=True, slots=True)
class Story:
    """What of a whole report can be compared: its wording, and the days and places that its incidents name."""

    id: str
    wording: Wording
    days: tuple[Days, ...]
    places: tuple[PlaceValue, ...]


def story_of(coded: CodedReport) -> Story:
    """The comparable features of a report as a whole."""
    told = [incident for incident in coded.incidents if incident.status != "mentioned"]
    days = [days_of(incident.date) for incident in told]
    dated = {one for one in days if one is not None and one.told and one.length <= 7}
    places = {incident.place for incident in told if incident.place is not None and incident.place.country is not None}
    return Story(
        coded.report.id,
        wording_of(coded.report),
        tuple(sorted(dated, key=lambda one: (one.start, one.end))),
        tuple(sorted(places, key=lambda one: (one.span.start, one.span.end))),
    )


def compare_reports(left: CodedReport, right: CodedReport, weights: LinkWeights | None = None) -> Comparison:
    """What speaks for and against two reports being about one event. The order of the two does not matter."""
    return compare_stories(story_of(left), story_of(right), weights)


def compare_stories(left: Story, right: Story, weights: LinkWeights | None = None) -> Comparison:
    """The same, from features that were read before."""
    one, other = sorted((left, right), key=lambda story: story.id)
    return weigh(one.id, other.id, story_levels(one, other), weights or link_weights("stories"))


def story_levels(left: Story, right: Story) -> tuple[Level, ...]:
    """Every feature's level, in the order in which they are shown."""
    copy, share = copied(left.wording, right.wording)
    return (
        Level("wording", *_wording(left.wording, right.wording)),
        Level("names", *_names(left.wording, right.wording)),
        Level("days", *_days(left.days, right.days)),
        Level("places", *_places(left.places, right.places)),
        Level("copy", copy, f"{share:.0%} of the shorter text stands in the other word for word"),
    )


def _wording(left: Wording, right: Wording) -> tuple[str, str]:
    if not left.weights or not right.weights:
        return "missing", "one side has no words of its own"
    alike = likeness(left.weights, right.weights)
    return next((name for least, name in _ALIKE if alike >= least), "alike_00"), f"reports alike by {alike:.2f}"


def _names(left: Wording, right: Wording) -> tuple[str, str]:
    """Rare names of each opening that stand anywhere in the other report, the side that shares less deciding."""
    if not left.lead or not right.lead:
        return "missing", "one opening has no rare name"
    shares = sorted((_share(left.lead, right.names), _share(right.lead, left.names)))
    found = sorted((left.lead.keys() & right.names.keys()) | (right.lead.keys() & left.names.keys()))
    said = f"{shares[0]:.0%} and {shares[1]:.0%} of the openings' names: {', '.join(found[:5])}"
    if shares[0] >= 0.6:
        return "most_names", said
    if shares[0] >= 0.3:
        return "some_names", said
    if shares[1] >= 0.5:
        return "one_sided", said
    return ("few_names", said) if found else ("no_name", "no name of an opening in the other report")


def _share(lead: dict[str, int], names: dict[str, int]) -> float:
    return sum(bits for name, bits in lead.items() if name in names) / sum(lead.values())


def _days(left: tuple[Days, ...], right: tuple[Days, ...]) -> tuple[str, str]:
    if not left or not right:
        return "missing", "one report names no day"
    gap = min(max(0, (a.start - b.end).days, (b.start - a.end).days) for a in left for b in right)
    return ("same_day" if gap == 0 else "close" if gap <= 3 else "apart" if gap <= 60 else "other_time"), f"days that lie {gap} days apart"


def _places(left: tuple[PlaceValue, ...], right: tuple[PlaceValue, ...]) -> tuple[str, str]:
    if not left or not right:
        return "missing", "one report has no incident with a place"
    return min((where(a, b) for a in left for b in right), key=lambda one: (_WHERE.index(one[0]), one[1]))
