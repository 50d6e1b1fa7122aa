"""Takes the features of two accounts; gives for each feature the ordered level that the pair reaches and why. Weighs nothing."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tollbook.link.across.copies import copied
from tollbook.link.across.features import BLASTS, Days, Features
from tollbook.link.across.figures import how_many
from tollbook.link.across.places import where
from tollbook.link.across.sides import scope, site, who, whom
from tollbook.link.across.wording import Wording, likeness
from tollbook.link.sketch import types_agree


class Level(NamedTuple):
    """A feature, the level reached, and why in words."""

    feature: str
    level: str
    words: str


def levels_of(left: Features, right: Features) -> tuple[Level, ...]:
    """Every feature's level, in the order in which they are shown. The order of the two does not matter."""
    return (
        Level("status", *status(left, right)),
        Level("when", *when(left, right)),
        Level("telling", *telling(left, right)),
        Level("where", *where(left.place, right.place)),
        Level("what", *what(left, right)),
        Level("who", *who(left, right)),
        Level("whom", *whom(left, right)),
        Level("site", *site(left, right)),
        Level("scope", *scope(left, right)),
        Level("how_many", *how_many(left.figures, right.figures)),
        Level("names", *names(left, right)),
        Level("own_names", *own_names(left, right)),
        Level("wording", *wording(left.wording, right.wording)),
        Level("story", *story(left, right)),
        Level("copy", *copy(left.story, right.story)),
    )


def status(left: Features, right: Features) -> tuple[str, str]:
    """Whether the two can be one at all: an incident and a total over several never are, nor two incidents that one report keeps apart."""
    if left.report == right.report:
        return "same_report", "one report tells of both and keeps them apart"
    kinds = {left.status, right.status}
    if kinds == {"aggregate"}:
        one, other = left.days, right.days
        grown = left.published != right.published and _own_tolls(left, right)
        if (
            one is not None
            and other is not None
            and one.told
            and other.told
            and (one.start, one.end) == (other.start, other.end)
            and not grown
        ):
            return "same_span", f"two totals over {_days(one)}"
        return "other_span", "two totals that are not said to be over the same days"
    if "aggregate" in kinds:
        return "total_and_part", "a total over several is none of its parts"
    if "background" in kinds:
        for one_side in (left, right):
            dated = one_side.days is not None and one_side.days.told and one_side.days.length <= 3
            if one_side.status == "background" and not (dated and one_side.place is not None):
                return "earlier_undated", "an earlier event of which the report gives no day with a place"
        return "earlier_dated", "an earlier event with its day and place"
    return "both_new", "both are told as news"


def when(left: Features, right: Features) -> tuple[str, str]:
    """The days that both sides name; a side that names none is bounded by its publication."""
    one, other = left.days, right.days
    if one is None or other is None:
        return "missing", "one side has no day"
    gap = max(0, (one.start - other.end).days, (other.start - one.end).days)
    both = " and ".join(sorted((_days(one), _days(other))))
    if one.told and other.told:
        if gap == 0 and one.length == other.length == 1:
            return "same_day", f"the same day, {_days(one)}"
        if gap == 0:
            return "overlap", f"days that overlap: {both}"
        return ("next_day" if gap == 1 else _apart(gap)), f"{gap} days between: {both}"
    if gap > 0:
        return _apart(gap), f"{gap} days between: {both}"
    if one.told or other.told:
        told, bound = (one, other) if one.told else (other, one)
        news = told.length <= 2 and (bound.end - told.end).days <= 1
        return ("day_reported" if news else "overlap"), f"one names the day, the other came out by then: {both}"
    late = abs((one.end - other.end).days)
    level = "bounded" if late == 0 else "bounded_next" if late == 1 else "reported_later"
    return level, f"none names the day: {both}"


def _apart(gap: int) -> str:
    return "days_apart" if gap <= 3 else "other_time" if gap <= 30 else "months_apart"


def telling(left: Features, right: Features) -> tuple[str, str]:
    """Whether the later report says that it tells more of it; two reports of two days that each tell news with its own toll seldom tell of one."""
    if left.published is None or right.published is None:
        return "missing", "one report has no date of publication"
    first, later = sorted((left, right), key=lambda found: (found.published or date.min, found.id))
    cue = later.update if first.published != later.published else (later.update or first.update)
    if cue is not None:
        return "update", f"one tells more of what was told before: “{cue}”"
    if left.published == right.published:
        return "one_day", "both came out on one day"
    if _own_tolls(left, right):
        if _grown(first, later):
            return "grown_toll", "the later gives a larger toll"
        return "two_tolls", "each gives its own toll on its own day"
    late = (later.published or date.min) - (first.published or date.min)
    return ("no_update" if late.days == 1 else "late_no_update"), "neither says that it tells more of what was told before"


def _own_tolls(left: Features, right: Features) -> bool:
    """Whether both count the dead and no count is the same."""
    tolls = [{one.low for one in side.figures if one.field == "killed" and one.low is not None} for side in (left, right)]
    return bool(tolls[0] and tolls[1]) and not tolls[0] & tolls[1]


def _grown(first: Features, later: Features) -> bool:
    """Whether the later report counts more dead than the first, as it does when more bodies are found."""
    before, after = ([one.low for one in side.figures if one.field == "killed" and one.low is not None] for side in (first, later))
    return max(before) < max(after)


def _days(days: Days) -> str:
    first, last = days.start.isoformat(), days.end.isoformat()
    if not days.told:
        return f"up to {last}"
    return first if first == last else f"{first} to {last}"


def what(left: Features, right: Features) -> tuple[str, str]:
    """The kind of event: the same, kinds that can name one event, one unnamed, or kinds that exclude each other."""
    one, other = sorted((left.type, right.type))
    said = f"{one.replace('_', ' ')} and {other.replace('_', ' ')}"
    if left.taken is not None and right.taken is not None and _one_town(left, right):
        return "both_taken", f"a place changes hands in both: “{'” and “'.join(sorted((left.taken or '', right.taken or '')))}”"
    if one == other:
        return ("missing" if one == "other" else "same_type"), f"both {one.replace('_', ' ')}"
    if "other" in (one, other):
        return "missing", said
    if any(side.taken is not None and other_side.type in BLASTS for side, other_side in ((left, right), (right, left))):
        return "other_type", f"{said}: a place that changes hands is no air strike on it"
    if "agreement" in (one, other):
        return "agreement", f"{said}: an agreement is none of the attacks that it ends"
    return ("like_type" if types_agree(one, other) else "other_type"), said


def _one_town(left: Features, right: Features) -> bool:
    """Whether both name one town, and neither a part of it that the other does not: a palace and a bank of one city are taken on two days."""
    parts = left.sites == right.sites or not (left.sites and right.sites)
    return parts and where(left.place, right.place)[0] in ("same_place", "near")


def names(left: Features, right: Features) -> tuple[str, str]:
    """Names in the telling of one that stand anywhere in the other report, by how rare they are."""
    one = {**left.wording.names, **left.story.lead}
    other = {**right.wording.names, **right.story.lead}
    if not one or not other:
        return "missing", "one side has no rare name"
    found = {name: bits for name, bits in one.items() if name in right.story.names}
    found |= {name: bits for name, bits in other.items() if name in left.story.names}
    bits = sum(found.values())
    share = bits / min(sum(one.values()), sum(other.values()))
    said = ", ".join(sorted(found, key=lambda name: (-found[name], name))[:5])
    if share >= 0.6 and bits >= 20:
        return "most_names", f"most rare names: {said}"
    if share >= 0.3 and bits >= 10:
        return "some_names", f"some rare names: {said}"
    return ("few_names", f"few rare names: {said}") if found else ("no_name", "no rare name in common")


def own_names(left: Features, right: Features) -> tuple[str, str]:
    """Rare names besides those of place and actors: a ship, a market, a victim's office. Two attacks on one city share its name, but seldom these."""
    known = left.known | right.known
    one, other = ({name for name, bits in side.wording.names.items() if bits >= _RARE and name not in known} for side in (left, right))
    if not one or not other:
        return "missing", "one side has no rare name beside place and actors"
    found = sorted((one & right.story.names.keys()) | (other & left.story.names.keys()))
    said = ", ".join(found[:5])
    if len(found) >= 2:
        return "several_own", f"rare names beside place and actors: {said}"
    return (
        ("one_own", f"a rare name beside place and actors: {said}")
        if found
        else ("no_own", "no rare name beside place and actors in common")
    )


_RARE = 9  # bits; a name that one of five hundred texts has
_LIKE = ((0.55, "close_wording"), (0.4, "like_wording"), (0.28, "some_wording"), (0.16, "little_wording"))


def wording(left: Wording, right: Wording) -> tuple[str, str]:
    """How alike the sentences are that tell of it, names aside, each word by how rare it is."""
    if not left.deeds or not right.deeds:
        return "missing", "one side has no words of its own"
    alike = likeness(left.deeds, right.deeds)
    level = next((name for least, name in _LIKE if alike >= least), "other_wording")
    return level, f"sentences alike by {alike:.2f}"


_STORY = ((0.55, "one_story"), (0.4, "like_story"), (0.28, "some_story"), (0.16, "little_story"))


def story(left: Features, right: Features) -> tuple[str, str]:
    """How alike the whole reports are; missing where a report holds little more than the sentences that were compared already."""
    if left.story.size < 1.5 * left.wording.size or right.story.size < 1.5 * right.wording.size:
        return "missing", "a report holds little more than this"
    alike = likeness(left.story.weights, right.story.weights)
    return next((name for least, name in _STORY if alike >= least), "other_story"), f"reports alike by {alike:.2f}"


def copy(left: Wording, right: Wording) -> tuple[str, str]:
    """Whether one report stands in the other word for word."""
    level, share = copied(left, right)
    return level, f"{share:.0%} of the shorter text stands in the other word for word"
