"""Takes an incident; gives its sides as UCDP, ACLED and PLOVER write them: side A and B, the dyad, the kind of violence, interaction and sectors.

UCDP: 1 state-based (a state's forces are a side and the other side is armed), 2 non-state (two organised armed groups), 3 one-sided (armed people against
civilians). Only who did it and who was hit count: an actor that is accused, or that claims it, is no side. A side that no report names stays empty, and an
unnamed one ("unidentified gunmen") stays what the words say: no dyad follows from either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tollbook.lexicon.iso import three_letters
from tollbook.lexicon.kinds import INTER, kinds, sector
from tollbook.lexicon.load import table
from tollbook.model.incident import ActorValue, Incident

Violence = Literal["1", "2", "3"]
_STATE = frozenset({"state_force", "police", "government"})
_OF_STATES = frozenset({"coalition", "peacekeepers"})
_CROWD = frozenset({"rioters", "protesters"})
_ONE_SIDED = frozenset({"attack_on_civilians", "execution", "abduction"})
_NO_VIOLENCE = frozenset({"arrest", "displacement", "agreement", "statement", "other"})
WORDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name as UCDP would write it, its kind, its ACLED interaction code and PLOVER sector; `known` when the actor is on the list.

    `code` is the three-letter code of its country, None where the words tell none."""

    name: str
    kind: str | None
    inter: int | None
    plover: str
    known: bool
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides, either None when the report does not tell; `dyad` and `violence` None when they do not follow; `reason` says how they do.
    `beside` are others that did it together with the first of those named."""

    a: Side | None
    b: Side | None
    dyad: str | None
    violence: Violence | None
    interaction: str | None
    reason: str
    beside: tuple[Side, ...] = ()


def sides_of(incident: Incident) -> Sides | None:
    """The sides of a violent incident; None for one that is no violence."""
    if incident.type in _NO_VIOLENCE:
        return None
    land = incident.place.country if incident.place is not None else None
    doers = _different([side for side in (_side(actor, land) for actor in incident.perpetrators) if _acts(side)])
    doers.sort(key=lambda side: side.kind not in _STATE or side.inter != 1)  # the host's government before those that help it
    others = [_side(actor, land) for actor in incident.targets]
    first: Side | None = doers[0] if doers else None
    second = next((side for side in others if _armed(side)), None) or next(iter(others), None)
    told, beside = "one did it, the other was the target", tuple(doers[1:])
    if len(doers) > 1 and incident.type == "armed_clash" and (second is None or not _armed(second)):
        second, told, beside = doers[1], "both fought", tuple(doers[2:])
    if second is None and first is not None and incident.type in _ONE_SIDED:
        second, told = Side("Civilians", "civilians", 7, "CVL", not beside), "an attack on people who do not fight"
    if first is None or second is None:
        reason = "the report names no side" if first is second else "the report names one side only"
        return Sides(first, second, None, None, None, reason, beside)
    return _ordered(first, second, told, beside)


def _different(sides: list[Side]) -> list[Side]:
    """Each side once: an army and a police of one government are one."""
    return list({side.name: side for side in reversed(sides)}.values())[::-1]


def _ordered(first: Side, second: Side, told: str, beside: tuple[Side, ...]) -> Sides:
    """Side A is the government, or the one that attacks civilians, or the first by its name."""
    armed = _armed(first) and _armed(second)
    if not armed:
        a, b = (second, first) if _armed(second) and not _armed(first) else (first, second)
    elif _rank(first) != _rank(second):
        a, b = sorted((first, second), key=_rank)
    else:
        a, b = sorted((first, second), key=lambda side: side.name)
    violence: Violence | None = None
    if armed:
        violence = "1" if _rank(a) < 2 else "2"
    elif _armed(a) and b.kind == "civilians":
        violence = "3"
    governments = a.kind not in _OF_STATES and b.kind not in _OF_STATES  # UCDP names the governments, which the words do not tell
    dyad = f"{a.name} - {b.name}" if violence is not None and a.known and b.known and governments else None
    pair = sorted(side.inter for side in (a, b) if side.inter)
    interaction = "-".join(INTER[code] for code in pair) if len(pair) == 2 else None
    return Sides(a, b, dyad, violence, interaction, told, beside)


def _rank(side: Side) -> int:
    """Governments before coalitions of states, and these before groups."""
    return 0 if side.kind in _STATE else 1 if side.kind in _OF_STATES else 2


def _acts(side: Side) -> bool:
    return _armed(side) or side.kind in _CROWD


def _armed(side: Side) -> bool:
    return side.kind is not None and (kinds()[side.kind].armed or side.kind == "government")


def _side(actor: ActorValue, land: str | None) -> Side:
    kind = kinds().get(actor.kind or "")
    name = actor.name
    if actor.kind in _STATE and actor.country is not None and actor.actor is not None:
        name = f"Government of {_land(actor.country)}"
    code = three_letters().get(actor.country or "")
    if kind is None:
        return Side(name, None, None, "UNK", False, code)
    abroad = kind.acled_inter == 1 and actor.country is not None and land is not None and actor.country != land
    inter = 8 if abroad else kind.acled_inter or None
    civilian = kind.id == "civilians"
    return Side("Civilians" if civilian else name, kind.id, inter, sector(actor.name, kind), actor.actor is not None or civilian, code)


def _land(country: str) -> str:
    """The country's name as news writes it, without the codebook's other names for it."""
    rows = table("actors", "demonyms.yaml")["countries"]
    return str(rows[country]["names"][0]) if country in rows else country
