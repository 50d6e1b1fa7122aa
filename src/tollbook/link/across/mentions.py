"""Takes the features of two accounts of which one only refers to its incident; gives the level of each feature and why. Weighs nothing.

A report that reacts to an attack says little of it: which countries, which place, what kind of attack, and that it was lately. So what both reports name
as a whole counts more than what the phrase itself says.
"""

from __future__ import annotations

from datetime import date

from tollbook.link.across.compare import Level, copy, own_names, status, story, what, when, wording
from tollbook.link.across.features import Features
from tollbook.link.across.places import where
from tollbook.link.across.sides import site, who

_TOLD, _NAMED = "mention_and_telling", "two_mentions"


def is_mention(left: Features, right: Features) -> bool:
    """Whether one of the two only refers to its incident."""
    return "mentioned" in (left.status, right.status)


def mention_levels(left: Features, right: Features) -> tuple[Level, ...]:
    """Every feature's level, in the order in which they are shown. The order of the two does not matter."""
    return (
        Level("status", *_status(left, right)),
        Level("since", *since(left, right)),
        Level("when", *when(left, right)),
        Level("where", *where(left.place, right.place)),
        Level("what", *what(left, right)),
        Level("who", *who(left, right)),
        Level("nations", *nations(left, right)),
        Level("site", *site(left, right)),
        Level("rare_names", *rare_names(left, right)),
        Level("own_names", *own_names(left, right)),
        Level("wording", *wording(left.wording, right.wording)),
        Level("story", *story(left, right)),
        Level("copy", *copy(left.story, right.story)),
    )


def _status(left: Features, right: Features) -> tuple[str, str]:
    found = status(left, right)
    if found[0] != "both_new":
        return found
    both = left.status == right.status
    return (_NAMED, "both only refer to it") if both else (_TOLD, "one tells it, the other refers to it")


def since(left: Features, right: Features) -> tuple[str, str]:
    """How long after the telling report the other came out."""
    if left.published is None or right.published is None:
        return "missing", "one report has no date of publication"
    if left.status == right.status:
        gap, said = abs((left.published - right.published).days), "between the two"
    else:
        told, named = (left, right) if right.status == "mentioned" else (right, left)
        gap, said = ((named.published or date.min) - (told.published or date.min)).days, "after the report that tells it"
    level = "before" if gap < 0 else "one_day" if gap == 0 else "day_after" if gap == 1 else "days_after" if gap <= 3 else "later"
    return level, f"{abs(gap)} days {'before' if gap < 0 else said}"


def nations(left: Features, right: Features) -> tuple[str, str]:
    """The countries that the two reports name or that place and actors belong to."""
    one, other = left.nations, right.nations
    if not one or not other:
        return "missing", "one side names no country"
    shared = one & other
    said = ", ".join(sorted(shared)) or f"{', '.join(sorted(one))} and {', '.join(sorted(other))}"
    if len(shared) > 1:
        return "several_nations", said
    if not shared:
        return "no_nation", said
    alone = min(len(one), len(other)) == 1
    return ("one_nation" if alone else "one_of_several"), said


def rare_names(left: Features, right: Features) -> tuple[str, str]:
    """Names that stand in both reports, by how rare they are together: a town of which the news seldom tells says more than a capital."""
    one, other = ({**side.wording.names, **side.story.names} for side in (left, right))
    if not one or not other:
        return "missing", "one side has no rare name"
    found = {name: bits for name, bits in one.items() if name in other}
    bits = sum(found.values())
    said = ", ".join(sorted(found, key=lambda name: (-found[name], name))[:5])
    for least, level in ((40, "names_40"), (30, "names_30"), (22, "names_22"), (15, "names_15"), (9, "names_9")):
        if bits >= least:
            return level, f"rare names in both: {said}"
    return ("few_names", f"few rare names: {said}") if found else ("no_name", "no rare name in common")
