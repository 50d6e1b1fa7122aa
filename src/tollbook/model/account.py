"""What one report tells of one incident: the unit that is linked across reports. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.model.claim import Claim
from tollbook.model.incident import CodedReport, Incident
from tollbook.model.text import Report


@dataclass(frozen=True, slots=True)
class Account:
    """One report's incident with the claims that belong to it. Several accounts of one event make one incident of the record. `read` are the first readings
    of those claims that people corrected: what repeats what is decided by them."""

    report: Report
    incident: Incident
    claims: tuple[Claim, ...]
    read: tuple[Claim, ...] = ()

    @property
    def id(self) -> str:
        """The id of the report's incident, which is the account's own."""
        return self.incident.id


def accounts_of(coded: CodedReport) -> tuple[Account, ...]:
    """The accounts of a coded report, in text order."""
    return tuple(
        Account(coded.report, incident, tuple(claim for claim in coded.claims if claim.incident == incident.id))
        for incident in coded.incidents
    )
