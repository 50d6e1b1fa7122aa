"""Takes coded reports, and the incidents that a record joins their accounts into; gives incidents by status and date, claims by field with sub-counts.

Computes no toll: it only says which figures stand beside each other and whether two of them can both be true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol, get_args

from tollbook.model.claim import Claim, Field
from tollbook.model.incident import CodedReport, DateValue, Incident, PlaceValue, Status
from tollbook.record.facts import Fact, with_hand
from tollbook.record.incident_view import IncidentView
from tollbook.record.rulings import ClaimRuling

_FIELD_ORDER = {field: at for at, field in enumerate(get_args(Field))}
_STATUS_ORDER: dict[Status, int] = {"new": 0, "aggregate": 1, "background": 2, "mentioned": 3}
_ANYBODY = frozenset({None, "people", "mainly_civilians", "nationals"})


class TollLine(Protocol):
    """Low, best and high of one field of one incident by a named rule; a bound that nobody states is None."""

    @property
    def field(self) -> Field: ...
    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def rule(self) -> str: ...


Tolls = Mapping[str, Sequence[TollLine]]


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in its place: `depth` counts the wholes above it."""

    claim: Claim
    depth: int


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """All figures of one field of one incident, the whole before its parts; `conflict` holds the ids that contradict another."""

    field: Field
    rows: tuple[Row, ...]
    conflict: frozenset[str]

    @property
    def top(self) -> int:
        """The largest bound that is stated, 1 when there is none."""
        return max([1, *(b for row in self.rows for b in (row.claim.min, row.claim.max) if b is not None)])


@dataclass(frozen=True, slots=True)
class Told:
    """One incident with its claims: as one report tells it, or as the record has it (`whole`). A joined one stands under its first report."""

    coded: CodedReport
    incident: Incident
    fields: tuple[FieldFigures, ...]
    whole: IncidentView | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(row.claim for figures in self.fields for row in figures.rows)

    @property
    def joined(self) -> IncidentView | None:
        """The incident of the record, when several accounts tell of it."""
        return self.whole if self.whole is not None and self.whole.several else None

    @property
    def clash(self) -> bool:
        """Whether figures contradict each other: within one report, or among the voices of several."""
        if self.joined is None:
            return any(figures.conflict for figures in self.fields)
        return any(flag.kind == "voices_contradict" for toll in self.joined.tolls for flag in toll.flags)


@dataclass(frozen=True)
class View:
    """The whole record, arranged. `told` are the incidents, `accounts` what each report tells of one by the account's id, `by_id` the incident of each
    account."""

    reports: tuple[CodedReport, ...]
    told: tuple[Told, ...]
    loose: Mapping[str, tuple[FieldFigures, ...]]
    by_id: Mapping[str, Told]
    totals: Mapping[str, tuple[str, ...]]
    by_report: Mapping[str, tuple[Told, ...]]
    accounts: Mapping[str, Told]
    claims: Mapping[str, tuple[CodedReport, Claim]]
    rulings: Mapping[str, ClaimRuling]

    def status(self, *wanted: str) -> tuple[Told, ...]:
        """The incidents of these statuses, in date order."""
        return tuple(t for t in self.told if t.incident.status in wanted)

    def of_report(self, report_id: str) -> tuple[Told, ...]:
        """What one report tells, incident by incident, in text order."""
        return self.by_report.get(report_id, ())


def fact_note(told: Told, name: Literal["date", "place"], note: str) -> str:
    """Precision and basis of a fact; where the record has it from several accounts, also whether they differ, or that a person set it."""
    if told.whole is None:
        return note
    fact: Fact[DateValue] | Fact[PlaceValue] = told.whole.facts.date if name == "date" else told.whole.facts.place
    if fact.by_hand is not None:
        return "set by hand"
    return f"{note} · accounts differ" if told.joined is not None and fact.differing else note


def arrange(coded: Iterable[CodedReport], incidents: Sequence[IncidentView] = ()) -> View:
    """Arrange a record; of two codings of one report the later one counts. Claims stand as people corrected them, and what they say of each beside it."""
    rulings = {name: ruling for one in incidents for name, ruling in one.rulings.items()}
    latest = {c.report.id: _as_ruled(c, rulings) for c in coded}
    reports = tuple(sorted(latest.values(), key=lambda c: (c.report.published or date.max, c.report.outlet or "", c.report.id)))
    rejected = frozenset(name for name, ruling in rulings.items() if ruling.now is None)
    accounts: dict[str, Told] = {}
    loose: dict[str, tuple[FieldFigures, ...]] = {}
    for one in reports:
        by_incident: dict[str | None, list[Claim]] = defaultdict(list)
        known = {incident.id for incident in one.incidents}
        for claim in one.claims:
            by_incident[claim.incident if claim.incident in known else None].append(claim)
        for incident in one.incidents:
            accounts[incident.id] = Told(one, incident, by_field(by_incident[incident.id], rejected))
        if by_incident[None]:
            loose[one.report.id] = by_field(by_incident[None], rejected)
    by_id = dict(accounts)
    for whole in incidents:
        by_id |= dict.fromkeys((account.id for account in whole.joined.accounts), _whole(whole, accounts, rejected))
    told = sorted({t.incident.id: t for t in by_id.values()}.values(), key=_date_order)
    totals: dict[str, list[str]] = defaultdict(list)
    by_report: dict[str, list[Told]] = defaultdict(list)
    for t in sorted(accounts.values(), key=lambda t: t.incident.anchor.start):
        by_report[t.coded.report.id].append(t)
        for part in t.incident.totals_of:
            totals[part].append(t.incident.id)
    claims = {claim.id: (one, claim) for one in reports for claim in one.claims}
    frozen = {name: tuple(wholes) for name, wholes in totals.items()}
    by_report_frozen = {name: tuple(ts) for name, ts in by_report.items()}
    return View(reports, tuple(told), loose, by_id, frozen, by_report_frozen, accounts, claims, rulings)


def _as_ruled(coded: CodedReport, rulings: Mapping[str, ClaimRuling]) -> CodedReport:
    """The report with its claims as people corrected them; a rejected one stays, as read."""
    if not any(claim.id in rulings for claim in coded.claims):
        return coded
    return replace(coded, claims=tuple((rulings[c.id].now if c.id in rulings else c) or c for c in coded.claims))


def _whole(whole: IncidentView, accounts: Mapping[str, Told], rejected: frozenset[str]) -> Told:
    """An incident of the record, under the report of its first account, with the facts that the record has of it."""
    own = [accounts[account.id] for account in whole.joined.accounts]
    first = own[0]
    incident = replace(with_hand(first.incident, whole.facts), id=whole.id) if whole.several or whole.by_hand else first.incident
    fields = by_field([claim for one in own for claim in one.claims], rejected) if whole.several else first.fields
    return Told(first.coded, incident, fields, whole)


def _date_order(told: Told) -> tuple[int, date, date, str, int]:
    when = told.incident.date
    start = (when.start or when.end) if when else None
    end = (when.end or when.start) if when else None
    return (_STATUS_ORDER[told.incident.status], end or date.max, start or date.max, told.coded.report.id, told.incident.anchor.start)


def by_field(claims: Sequence[Claim], rejected: frozenset[str] = frozenset()) -> tuple[FieldFigures, ...]:
    """Claims sorted into fields, wholes before their parts, each level in text order. Rejected ones stand among them and contradict nothing."""
    groups: dict[Field, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.span.start, c.span.end, c.id)):
        groups[claim.field].append(claim)
    fields = sorted(groups, key=lambda field: _FIELD_ORDER[field])
    return tuple(
        FieldFigures(field, _tree(groups[field]), conflicts([c for c in groups[field] if c.id not in rejected])) for field in fields
    )


def _tree(claims: Sequence[Claim]) -> tuple[Row, ...]:
    ids = {claim.id for claim in claims}
    parts: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        parts[claim.subset_of if claim.subset_of in ids and claim.subset_of != claim.id else None].append(claim)
    rows: list[Row] = []
    seen: set[str] = set()

    def walk(whole: str | None, depth: int) -> None:
        for claim in parts[whole]:
            if claim.id not in seen:
                seen.add(claim.id)
                rows.append(Row(claim, depth))
                walk(claim.id, min(depth + 1, 6))

    walk(None, 0)
    for claim in claims:  # parts that name each other in a circle are shown all the same
        if claim.id not in seen:
            seen.add(claim.id)
            rows.append(Row(claim, 0))
    return tuple(rows)


def conflicts(claims: Sequence[Claim]) -> frozenset[str]:
    """Ids of the claims that cannot be true together with another claim of the list: same people counted, bounds that do not meet."""
    groups: dict[str | None, list[tuple[float, float, str]]] = defaultdict(list)
    for claim in claims:
        bounds = _interval(claim)
        if claim.subset_of is None and claim.stance not in ("denies", "disputes") and bounds is not None:
            groups["people" if claim.group_kind in _ANYBODY else claim.group_kind].append((*bounds, claim.id))
    found: set[str] = set()
    for group in groups.values():
        highest_low, lowest_high = max(low for low, _, _ in group), min(high for _, high, _ in group)
        found |= {name for low, high, name in group if low > lowest_high or high < highest_low}
    return frozenset(found)


def _interval(claim: Claim) -> tuple[float, float] | None:
    if claim.min is None and claim.max is None:
        return None
    low = 0.0 if claim.min is None else float(claim.min)
    high = float("inf") if claim.max is None else float(claim.max)
    if claim.qualifier == "about":  # "about 40" is taken to contradict a figure only when that is below half or above twice as much
        return low / 2, high * 2
    return low, high
