"""Takes the features of two accounts; gives the levels at which they agree on who did it, to whom, and on what kind of site. Resolves no name."""

from __future__ import annotations

from tollbook.link.across.features import Features, Side

_MUTUAL = frozenset({"armed_clash", "other", "protest_violence"})
"""Types in which either side may be told as the one that did it."""


def who(left: Features, right: Features) -> tuple[str, str]:
    """The sides: both the same, the one that did it, actors of one country, the sides exchanged ("X strikes Y", "Y strikes X"), or others."""
    if _mutual(left, right):
        shared = sorted(_all(left) & _all(right))
        if len(shared) >= 2:
            return "same_dyad", f"both name {', '.join(shared)}"
        if shared:
            return "same_actor", f"both name {', '.join(shared)}"
    did = sorted(left.actors.ids & right.actors.ids)
    suffered = sorted(left.targets.ids & right.targets.ids)
    if did and suffered:
        return "same_dyad", f"both name {', '.join((*did, *suffered))}"
    if did:
        return "same_actor", f"both name {', '.join(did)}"
    if not left.actors.named or not right.actors.named:
        return "missing", "one side names nobody as having done it"
    countries = sorted(left.actors.countries & right.actors.countries)
    if countries:
        return "same_country", f"actors of {', '.join(countries)}"
    if not _mutual(left, right) and (_meets(left.actors, right.targets) or _meets(right.actors, left.targets)):
        return "exchanged", "whom one names as having done it, the other names as hit"
    return "other_actor", " and ".join(sorted((_some(left.actors.ids), _some(right.actors.ids))))


def whom(left: Features, right: Features) -> tuple[str, str]:
    """The kinds of people that are counted, where both count certain people."""
    if not left.people or not right.people:
        return "missing", "one side counts no certain kind of people"
    shared = sorted(left.people & right.people)
    if shared:
        return "same_people", f"both count {', '.join(shared)}"
    return "other_people", " and ".join(sorted((_some(left.people), _some(right.people))))


def site(left: Features, right: Features) -> tuple[str, str]:
    """The kinds of site that are named: a market and a school are two, though one report may name what another leaves out."""
    if not left.sites or not right.sites:
        return "missing", "one side names no kind of site"
    shared = sorted(left.sites & right.sites)
    if shared:
        return "same_site", f"both name a {', a '.join(shared)}"
    return "other_site", " and ".join(sorted((_some(left.sites), _some(right.sites))))


def scope(left: Features, right: Features) -> tuple[str, str]:
    """One event, or several over a wide area told as one ("air strikes across the strip"), which are seldom the one that another report tells of."""
    if left.series and right.series:
        return "both_several", "both tell of several events over a wide area"
    if left.series or right.series:
        return "several_and_one", "one tells of several events over a wide area"
    return "both_one", "neither tells of several events over a wide area"


def _mutual(left: Features, right: Features) -> bool:
    return left.type in _MUTUAL and right.type in _MUTUAL


def _all(found: Features) -> frozenset[str]:
    return found.actors.ids | found.targets.ids


def _meets(one: Side, other: Side) -> bool:
    return bool(one.ids & other.ids or one.countries & other.countries)


def _some(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)[:3]) or "an unnamed actor"
