"""Takes a record and the name of a claim; gives the claim as read, what people ruled of it, and the incident of the record that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tollbook.record.file import reading
from tollbook.record.joined import JoinedIncident, named_in
from tollbook.record.joining import judgements
from tollbook.record.rulings import ClaimRuling, rulings_of
from tollbook.record.view import FoundClaim, claim_in


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as read; the rulings that stand on it, None where there is none; its incident as the record joins it, None where it belongs to none."""

    found: FoundClaim
    ruling: ClaimRuling | None
    whole: JoinedIncident | None


def read_claim(path: Path, name: str) -> ClaimView:
    """The claim of this id, or of the only id that begins so; raises NotInRecord."""
    with reading(path) as connection:
        found = claim_in(connection, name)
        claim = found.claim
        said = judgements(connection, "standing AND one = ?", claim.id)
        ruling = rulings_of([claim], said, {claim.id: found.coded.report.text}).get(claim.id)
        whole = named_in(connection, found.incident.id) if found.incident is not None else None
    return ClaimView(found, ruling, whole)
