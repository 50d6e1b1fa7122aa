"""Takes an incident; gives its sides as UCDP, ACLED and PLOVER write them: side A and B, the dyad, the kind of violence, interaction and sectors.

UCDP: 1 state-based (a government is a side and the other side is armed), 2 non-state (two armed groups), 3 one-sided (armed people against civilians).
A side that no report names stays empty, and an unnamed one ("unidentified gunmen") stays what the words say: no dyad follows from either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tollbook.lexicon.kinds import INTER, kinds
from tollbook.lexicon.load import table
from tollbook.model.incident import ActorValue, Incident

Violence = Literal["1", "2", "3"]
_STATE = frozenset({"state_force", "police", "government"})
_ONE_SIDED = frozenset({"attack_on_civilians", "execution", "abduction"})
_NO_VIOLENCE = frozenset({"arrest", "displacement", "agreement", "statement", "other"})
WORDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name as UCDP would write it, its kind, its ACLED interaction code and PLOVER sector; `known` when the actor is on the list."""

    name: str
    kind: str | None
    inter: int | None
    plover: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides, either None when the report does not tell; `dyad` and `violence` None when they do not follow; `reason` says how they do."""

    a: Side | None
    b: Side | None
    dyad: str | None
    violence: Violence | None
    interaction: str | None
    reason: str


def sides_of(incident: Incident) -> Sides | None:
    """The sides of a violent incident; None for one that is no violence."""
    if incident.type in _NO_VIOLENCE:
        return None
    land = incident.place.country if incident.place is not None else None
    doers = [side for side in (_side(actor, land) for actor in incident.perpetrators) if _armed(side)]
    others = [_side(actor, land) for actor in incident.targets]
    first: Side | None = doers[0] if doers else None
    second = next((side for side in others if _armed(side)), None) or next(iter(others), None)
    told = "one did it, the other was the target"
    if len(doers) > 1 and doers[0].name != doers[1].name:
        second, told = doers[1], "both fought"
    if second is None and first is not None and incident.type in _ONE_SIDED:
        second, told = Side("Civilians", "civilians", 7, "CVL", True), "an attack on people who do not fight"
    if first is None or second is None:
        return Sides(first, second, None, None, None, "the report names no side" if first is second else "the report names one side only")
    return _ordered(first, second, told)


def _ordered(first: Side, second: Side, told: str) -> Sides:
    """Side A is the government, or the one that attacks civilians, or the first by its name."""
    armed = _armed(first) and _armed(second)
    if not armed:
        a, b = (first, second) if _armed(first) else (second, first)
    elif (first.kind in _STATE) != (second.kind in _STATE):
        a, b = (first, second) if first.kind in _STATE else (second, first)
    else:
        a, b = sorted((first, second), key=lambda side: side.name)
    violence: Violence | None = None
    if armed:
        violence = "1" if a.kind in _STATE else "2"
    elif _armed(a) and b.kind == "civilians":
        violence = "3"
    dyad = f"{a.name} - {b.name}" if violence is not None and a.known and b.known else None
    pair = sorted(side.inter for side in (a, b) if side.inter)
    interaction = "-".join(INTER[code] for code in pair) if len(pair) == 2 else None
    return Sides(a, b, dyad, violence, interaction, told)


def _armed(side: Side) -> bool:
    return side.kind is not None and (kinds()[side.kind].armed or side.kind == "government")


def _side(actor: ActorValue, land: str | None) -> Side:
    kind = kinds().get(actor.kind or "")
    name = actor.name
    if actor.kind in _STATE and actor.country is not None and actor.actor is not None:
        name = f"Government of {_land(actor.country)}"
    if kind is None:
        return Side(name, None, None, None, False)
    abroad = kind.acled_inter == 1 and actor.country is not None and land is not None and actor.country != land
    inter = 8 if abroad else kind.acled_inter or None
    return Side(
        "Civilians" if kind.id == "civilians" else name, kind.id, inter, kind.plover, actor.actor is not None or kind.id == "civilians"
    )


def _land(country: str) -> str:
    """The country's name as news writes it, without the codebook's other names for it."""
    rows = table("actors", "demonyms.yaml")["countries"]
    return str(rows[country]["names"][0]) if country in rows else country
