"""Takes schema/incident_types.yaml; gives each incident type's codes, order and words. The only map from tollbook's types to the field's codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from tollbook.lexicon.load import must, table
from tollbook.model.incident import IncidentType

_PARTS = ("schema", "incident_types.yaml")


@dataclass(frozen=True, slots=True)
class TypeCodes:
    """One incident type in the field's codes; `order` decides when several types meet (lowest wins)."""

    order: int
    acled: str
    plover: str
    ucdp: str
    violent: bool
    words: str


@cache
def incident_types() -> dict[str, TypeCodes]:
    """All incident types by name; raises BadLexicon when the table and the model disagree."""
    rows = table(*_PARTS)
    names = get_args(IncidentType)
    must(sorted(rows) == sorted(names), _PARTS, "the types differ from those of the model", f"keep exactly {', '.join(names)}")
    return {name: TypeCodes(**row) for name, row in rows.items()}


def incident_codes() -> dict[str, dict[str, str]]:
    """The codes object of the interface, by incident type."""
    return {name: {"acled": row.acled, "plover": row.plover, "ucdp": row.ucdp} for name, row in incident_types().items()}
