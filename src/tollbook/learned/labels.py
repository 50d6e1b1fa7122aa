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
    "part": spans(PARTS),
}
"""Outputs with one class a token."""

POINTERS = ("said_by", "cue_source", "event_place", "same_incident")
"""Outputs with one score for each pair of tokens: whose words these are, whose cue this is, where this event happened (place 0 of the
window, the mark CLS, stands for nobody and nowhere), and whether two claims or event words belong to one incident."""
