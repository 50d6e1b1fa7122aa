"""Takes an incident of a record; gives the parts of a total with their tolls and what does not fit, or the totals that include an incident. Adds nothing up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tollbook.record.as_set import is_total
from tollbook.record.joined import JoinedIncident
from tollbook.record.part_sums import sum_flags
from tollbook.record.parts import Parts, PartTeller, parts_of, totals_of
from tollbook.record.toll import Flag, Toll

TollsOf = Callable[[JoinedIncident], tuple[Toll, ...]]
"""How the tolls of an incident are worked out."""


@dataclass(frozen=True, slots=True)
class InTotals:
    """The parts of a total (`total`), or the totals that include an incident; the tolls of each by its id; and where the sure parts exceed the total.
    `misread` are accounts of a total that are read as telling of one incident: people call it a total."""

    total: bool
    found: Parts
    tolls: Mapping[str, tuple[Toll, ...]]
    flags: tuple[Flag, ...] = ()
    misread: tuple[str, ...] = ()


def in_totals(
    connection: sqlite3.Connection,
    one: JoinedIncident,
    teller: PartTeller,
    tolls: TollsOf,
    known: Mapping[str, JoinedIncident] | None = None,
) -> InTotals:
    """What a page says of an incident and totals; `known` are incidents of the record, by id, that need not be read again."""
    if not is_total(one):
        found = totals_of(connection, one, teller, known)
        return InTotals(False, found, {part.total.id: tolls(part.total) for part in found.parts})
    found = parts_of(connection, one, teller, known)
    told = {part.incident.id: tolls(part.incident) for part in found.parts}
    sure = {part.incident.id: told[part.incident.id] for part in found.parts if part.answer == "part"}
    misread = [account.id for account in one.accounts if account.incident.status != "aggregate"] if len(one.accounts) > 1 else []
    return InTotals(True, found, told, sum_flags(tolls(one), sure), tuple(misread))
