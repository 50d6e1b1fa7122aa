"""Takes incidents of a record and a codebook; says which of them count, and how many are left out for which reason. Takes nothing out of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tollbook.model.incident import Incident
from tollbook.record.as_set import as_set
from tollbook.record.codebook_file import Codebook
from tollbook.record.joined import JoinedIncident
from tollbook.record.view import RecordView

LeftOut = tuple[tuple[str, int], ...]
"""How many incidents of the record are left out, by reason."""


def counted_incidents(told: Mapping[str, Sequence[Incident]], codebook: Codebook) -> tuple[tuple[str, ...], LeftOut]:
    """Which incidents of the record count, by id. `told` has for each what its accounts tell of it, as people set it; one account that counts is enough, and
    the reason is that of the first account."""
    left_out: Counter[str] = Counter()
    kept: list[str] = []
    for name, accounts in told.items():
        reasons = [codebook.leaves_out(one) for one in accounts]
        if all(reasons):
            left_out[str(reasons[0])] += 1
        else:
            kept.append(name)
    return tuple(kept), tuple(sorted(left_out.items()))


def counted(view: RecordView, codebook: Codebook, whole: Mapping[str, JoinedIncident] | None = None) -> tuple[RecordView, LeftOut]:
    """The record with only those incidents that count. `whole` has the incidents that several accounts tell of, or on which people ruled, by the id of
    each account; the others stand alone, as read."""
    joined = whole or {}
    incidents = [incident for coded in view.reports for incident in coded.incidents]
    told: dict[str, Sequence[Incident]] = {}
    for one in incidents:
        if one.id not in joined:
            told[one.id] = (one,)
        elif joined[one.id].id not in told:
            told[joined[one.id].id] = [account.incident for account in as_set(joined[one.id])]
    names, left_out = counted_incidents(told, codebook)
    counts = set(names)
    kept = {one.id for one in incidents if (joined[one.id].id if one.id in joined else one.id) in counts}
    reports = tuple(replace(coded, incidents=tuple(one for one in coded.incidents if one.id in kept)) for coded in view.reports)
    return replace(view, reports=reports), left_out
