"""Takes the claims of one incident; gives low, best and high per field by a named rule, with the claims that made them and those set aside.

Adds up only what one source lists in one breath (`record.statements`), averages nothing, and never takes a missing figure for zero. A part of a figure
never enters the toll of the whole. What several reports tell of one incident is read by `record.joint_tolls`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from tollbook.model.claim import Claim, Field
from tollbook.record.reckon import Counted, doubt_of, kinds_told, other_people, reckon, told_of
from tollbook.record.statements import Statement, statements
from tollbook.record.toll import SetAside, Toll
from tollbook.record.toll_rules import TollRule, toll_rule
from tollbook.record.view import RecordView


def tolls(incident: str, claims: Iterable[Claim], rule: str | None = None, least: float = 0.0) -> tuple[Toll, ...]:
    """The tolls of an incident of one report, field by field; where sources count only certain people, one for each kind of people.

    Claims whose figure is read with a confidence below `least` are set aside; claims without a confidence are kept.
    """
    chosen = toll_rule(rule)
    own = sorted((claim for claim in claims if claim.incident == incident), key=lambda c: (c.span.start, c.span.end, c.id))
    found: list[Toll] = []
    for field in get_args(Field):
        of_field = tuple(claim for claim in own if claim.field == field)
        if of_field:
            counting = statements([claim for claim in of_field if doubt_of(claim, least) is None])
            found += [_toll(Counted(incident, kind, of_field), chosen, least) for kind in kinds_told(counting)]
    return tuple(found)


def single_tolls(view: RecordView, rule: str | None = None, least: float = 0.0) -> dict[str, tuple[Toll, ...]]:
    """The tolls of every incident by its id, one a field: that of all people. A field of which only certain people are counted has none."""
    found: dict[str, tuple[Toll, ...]] = {}
    for told in view.incidents():
        lines = tolls(told.incident.id, told.claims, rule, least)
        fields = Counter(line.field for line in lines)
        found[told.incident.id] = tuple(line for line in lines if fields[line.field] == 1 or line.group_kind is None)
    return found


def _toll(counted: Counted, rule: TollRule, least: float) -> Toll:
    aside = {claim.id: SetAside(claim.id, reason) for claim in counted.claims if (reason := doubt_of(claim, least)) is not None}
    making: list[Statement] = []
    for one in told_of(tuple(claim for claim in counted.claims if claim.id not in aside), counted.kind):
        reason = other_people(one, counted.kind)
        if reason is None:
            making.append(one)
        else:
            aside |= {claim.id: SetAside(claim.id, reason) for claim in one.claims}
    return reckon(counted, making, aside, rule)
