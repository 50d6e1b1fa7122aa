"""Takes the features of two accounts; gives the levels at which they agree on who did it, to whom, and on what kind of site. Resolves no name."""

from __future__ import annotations

from collections.abc import Callable

from tollbook.link.across.features import Features, Side, is_wide

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
    missing = "one side counts no certain kind of people"
    return _kinds(left.people, right.people, "people", lambda shared: f"both count {', '.join(shared)}", missing)


def site(left: Features, right: Features) -> tuple[str, str]:
    """The kinds of site that are named: a market and a school are two, though one report may name what another leaves out."""
    return _kinds(left.sites, right.sites, "site", lambda shared: f"both name a {', a '.join(shared)}", "one side names no kind of site")


def _kinds(one: frozenset[str], other: frozenset[str], what: str, said: Callable[[list[str]], str], missing: str) -> tuple[str, str]:
    """Whether two sets of kinds share one, share none, or one of them is empty."""
    if not one or not other:
        return "missing", missing
    shared = sorted(one & other)
    return (f"same_{what}", said(shared)) if shared else (f"other_{what}", " and ".join(sorted((_some(one), _some(other)))))


def scope(left: Features, right: Features) -> tuple[str, str]:
    """One event, or several over a wide area told as one ("air strikes across the strip"), which are seldom the one that another report tells of."""
    if left.series and right.series:
        return "both_several", "both tell of several events over a wide area"
    if left.series or right.series:
        if all(side.place is None or is_wide(side.place) for side in (left, right)):
            return "several_and_wide", "one tells of several events over a wide area, the other names no narrower place"
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
