"""Takes the accounts of one incident and groups of reports that are copies of one text; gives every claim once or as the copy of another. Drops none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tollbook.model.account import Account
from tollbook.model.claim import Claim
from tollbook.model.text import Report, text_hash


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim in its report. `first` is the report that has the text first, `copy_of` the claim there that this one only repeats.

    `day` is when it was told: the day of its report, and for what a copy repeats the day of the first. `read` is the claim as it was read first, where people
    corrected it: what repeats what is decided by it, so that a correction makes no second source.
    """

    claim: Claim
    report: Report
    first: Report
    day: date | None
    copy_of: str | None
    read: Claim

    @property
    def corrected(self) -> bool:
        """Whether people corrected it."""
        return self.read != self.claim


def tellings(accounts: Iterable[Account], copies: Iterable[Iterable[str]] = ()) -> tuple[Telling, ...]:
    """Every claim of the accounts in time order (undated reports last), then by report and place in the text.

    `copies` are groups of report ids; groups that share a report are one. Reports of the same text are copies without being named.
    """
    by_id = {account.id: account for account in accounts}
    reports = {account.report.id: account.report for account in by_id.values()}
    first = first_reports(reports, copies)
    ordered = sorted(by_id.values(), key=lambda account: (*_order(account.report), account.incident.anchor.start, account.id))
    claims: dict[str, dict[str, Claim]] = {}
    read = {claim.id: claim for account in ordered for claim in account.read}
    for account in ordered:
        claims.setdefault(account.report.id, {}).update({claim.id: claim for claim in account.claims})
    known: dict[tuple[str, tuple[object, ...]], Telling] = {}
    found: list[Telling] = []
    for report in sorted(reports.values(), key=_order):
        source = first[report.id]
        own: list[tuple[tuple[str, tuple[object, ...]], Telling]] = []
        for claim in sorted(claims[report.id].values(), key=lambda claim: (claim.span.start, claim.span.end, claim.id)):
            told = Telling(claim, report, source, report.published, None, read.get(claim.id, claim))
            keys = [(source.id, _content(one)) for one in dict.fromkeys((told.read, claim))]
            original = next((known[key] for key in keys if key in known and _repeats(told, known[key])), None)
            if original is None:
                own += [(key, told) for key in keys]
            else:
                told = replace(told, day=original.day, copy_of=original.claim.id)
            found.append(told)
        for key, told in own:
            known.setdefault(key, told)
    return tuple(sorted(found, key=_place))


def _repeats(told: Telling, original: Telling) -> bool:
    """Whether it only repeats the other; what people corrected otherwise than the other stands by itself."""
    return not told.corrected or _content(told.claim) == _content(original.claim)


def _place(told: Telling) -> tuple[object, ...]:
    return (*_order(told.report), told.claim.span.start, told.claim.span.end, told.claim.id)


def _order(report: Report) -> tuple[bool, date, str, str]:
    return (report.published is None, report.published or date.max, report.outlet or "", report.id)


def _content(claim: Claim) -> tuple[object, ...]:
    """What two texts must share for one claim to repeat the other: figure, people, speaker and stance."""
    said = " ".join(claim.said_by.quote.casefold().split()) if claim.said_by else None
    words = " ".join(claim.span.quote.casefold().split())
    return (claim.field, claim.min, claim.max, claim.qualifier, claim.group_kind, said, claim.stance, claim.subset_of is None, words)


def first_reports(reports: dict[str, Report], copies: Iterable[Iterable[str]]) -> dict[str, Report]:
    """For each report the earliest of its copies."""
    groups: list[Sequence[str]] = [sorted(group) for group in copies]
    same: dict[str, list[str]] = {}
    for report in reports.values():
        same.setdefault(text_hash(report.text), []).append(report.id)
    parent = {name: name for name in reports}
    linked: dict[str, str] = {}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for group in [*groups, *same.values()]:
        for name in group:
            parent.setdefault(name, name)
        for one, other in pairwise(group):
            parent[root(one)] = root(other)
    for report in sorted(reports.values(), key=_order):
        linked.setdefault(root(report.id), report.id)
    return {name: reports[linked[root(name)]] for name in reports}
