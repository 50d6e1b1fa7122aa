"""What the learned part can say: the classes of each output in the order of the weights. Changing an order here means training again."""

from __future__ import annotations

from typing import get_args

from tollbook.model.claim import Field
from tollbook.model.incident import IncidentType

FIELDS: tuple[str, ...] = get_args(Field)
TYPES: tuple[str, ...] = get_args(IncidentType)
ROLES = ("actor", "target", "weapon", "time", "place")
PARTS = ("perp_individual", "perp_organization", "physical_target", "human_target", "instrument")


def spans(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The classes of an output that marks spans: outside, then first and further token of each kind."""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BI"))


OUTPUTS: dict[str, tuple[str, ...]] = {
    "speech": spans(("source", "cue")),
    "claim": spans(FIELDS),
    "status": ("new", "background", "aggregate", "hypothetical", "denied"),
    "event": ("O", *TYPES),
    "role": spans(ROLES),
}
"""Outputs with one class a token."""

POINTERS = ("said_by", "cue_source", "event_place", "same_incident")
"""Outputs with one score for each pair of tokens: whose words these are, whose cue this is, where this event happened (place 0 of the
window, the mark CLS, stands for nobody and nowhere), and whether two claims or event words belong to one incident."""

STATES = "states"
"""The output of inner states, between the first network and the second."""

LOOKED_UP = "looked_up"
"""The output of the pieces' own vectors, which the network of event places goes on from."""

SAME_ATTACK = "same_attack"
PAIRS = ("same_incident", SAME_ATTACK)
"""Outputs with one score for each pair of tokens that is a log-odds, not a choice among tokens."""

PEOPLE = (
    "CIVILIAN",
    "POLITICAL FIGURE",
    "GOVERNMENT OFFICIAL",
    "LAW ENFORCEMENT",
    "LEGAL OR JUDICIAL",
    "ACTIVE MILITARY",
    "SECURITY GUARD",
    "FORMER GOVERNMENT OFFICIAL",
    "FORMER ACTIVE MILITARY",
    "DIPLOMAT",
)
THINGS = (
    "OTHER",
    "COMMERCIAL",
    "ENERGY",
    "TRANSPORT VEHICLE",
    "GOVERNMENT OFFICE OR RESIDENCE",
    "ORGANIZATION OFFICE",
    "COMMUNICATIONS",
    "FINANCIAL",
    "CIVILIAN RESIDENCE",
    "DIPLOMAT OFFICE OR RESIDENCE",
    "TRANSPORTATION ROUTE",
    "LAW ENFORCEMENT FACILITY",
    "POLITICAL FIGURE OFFICE OR RESIDENCE",
)
WEAPONS = (
    "BOMB",
    "GUN",
    "DYNAMITE",
    "EXPLOSIVE",
    "MACHINE GUN",
    "VEHICLE BOMB",
    "MORTAR",
    "AERIAL BOMB",
    "RIFLE",
    "GRENADE",
    "TORTURE",
    "CUTTING DEVICE",
    "MOLOTOV COCKTAIL",
    "ROCKET",
    "FIRE",
    "HANDGUN",
    "MISSILE",
    "MINE",
    "STONE",
)
PART_OUTPUTS: dict[str, tuple[str, ...]] = {
    "part": spans(PARTS),
    "deed": ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY"),
    "fate": ("-", "DEATH", "INJURY", "NO INJURY OR DEATH", "REGAINED FREEDOM", "SOME DAMAGE", "DESTROYED", "NO DAMAGE"),
    "told": ("REPORTED AS FACT", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "CLAIMED OR ADMITTED", "POSSIBLE"),
    "sort": (*PEOPLE, *THINGS, *WEAPONS),
    "state": ("TERRORIST ACT", "STATE-SPONSORED VIOLENCE"),
    "stage": ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"),
}
"""What the second network says of the parts of an attack, in the terms of the MUC-4 keys that it learned from: which phrases they are; of each, the
attack's type, what became of the target, as what the group is named, the sort of target or weapon, and the attack's category and stage."""
