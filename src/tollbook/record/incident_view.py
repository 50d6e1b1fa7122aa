"""Takes the incidents of a record, which reports are copies, and a toll rule; gives everything that a page shows of each: facts, tolls over time, history,
voices, what joined its accounts, what people ruled, parts and totals. Adds nothing of its own, and writes nothing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args

from tollbook.model.account import Account
from tollbook.model.claim import Field
from tollbook.model.comparison import Comparison
from tollbook.model.incident import CodedReport, Incident
from tollbook.model.judgement import Judgement
from tollbook.model.part import PartFound
from tollbook.record.as_set import as_set
from tollbook.record.cluster import Note
from tollbook.record.facts import Facts, facts
from tollbook.record.file import reading
from tollbook.record.hand_values import settles
from tollbook.record.in_totals import InTotals, in_totals
from tollbook.record.joined import JoinedIncident, all_joined
from tollbook.record.joint_tolls import HistoryLine, history_of, joint_tolls
from tollbook.record.opinions import conflicts
from tollbook.record.parts import PartTeller
from tollbook.record.queue import comparisons_of
from tollbook.record.ruled_tolls import Copies, HandToll, hand_tolls, no_copies, rule_set, ruled_tolls
from tollbook.record.rulings import ByHand, ClaimRuling, rulings_of
from tollbook.record.toll import Toll
from tollbook.record.toll_rules import RuleChoice
from tollbook.record.view import RecordView, view_of
from tollbook.record.voices import Voice, voices

MOST_DAYS = 60
"""The toll over time is worked out for at most so many days of publication, evenly spread."""
_EXPLAINED = ("made", "refused", "withheld", "doubted", "contradicted", "conflict", "unsure", "parts")


@dataclass(frozen=True, slots=True)
class How:
    """How incidents are read: which reports are copies, by which rule and from which confidence on tolls are made, and what tells parts of totals (None:
    nobody asks)."""

    copies: Copies = no_copies
    rule: str | None = None
    least: float = 0.0
    teller: PartTeller | None = None


@dataclass(frozen=True, slots=True)
class TollOn:
    """A toll as it stood when the reports of a day were out, by what is known of them now."""

    day: date
    toll: Toll


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident of the record. `rule` is the toll rule that people set for it, `rulings` are by claim id; `over_time` holds for each field the toll of all
    people, day by day; `compared` the waterfalls of the pairs that joined its accounts or are in dispute; `differ` the questions on which people differ;
    `in_totals` its parts or totals, None where nobody asked."""

    joined: JoinedIncident
    facts: Facts
    by_hand: tuple[ByHand, ...]
    rule: ByHand | None
    rulings: Mapping[str, ClaimRuling]
    tolls: tuple[Toll, ...]
    over_time: Mapping[Field, tuple[TollOn, ...]]
    history: tuple[HistoryLine, ...]
    voices: tuple[Voice, ...]
    compared: Mapping[tuple[str, str], Comparison]
    differ: tuple[tuple[Judgement, ...], ...]
    in_totals: InTotals | None = None

    @property
    def id(self) -> str:
        return self.joined.id

    @property
    def several(self) -> bool:
        """Whether several accounts tell of it."""
        return len(self.joined.accounts) > 1

    def settled(self) -> tuple[Incident, ...]:
        """What each account tells, with what people set in place of what was read."""
        return tuple(account.incident for account in as_set(self.joined))

    def hand_tolls(self) -> tuple[HandToll, ...]:
        """The tolls that people set by hand, to stand beside those that are reckoned."""
        return hand_tolls(self.joined)

    def toll_of(self, field: Field) -> Toll | None:
        """The toll of all people, or of those who are counted first."""
        return next((toll for toll in self.tolls if toll.field == field), None)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record as it is shown: its reports, those of its incidents that count, and how many it has in all."""

    view: RecordView
    incidents: tuple[IncidentView, ...]
    in_all: int


def read_incidents(path: Path, how: How, as_of: date | None = None) -> Recorded:
    """Everything that the pages of a record show; raises BadRecord when the file is none."""
    with reading(path, as_of) as connection:
        return incidents_in(connection, how)


def incidents_in(connection: sqlite3.Connection, how: How) -> Recorded:
    """The same, of the record that a connection reads."""
    view = view_of(connection)
    joined = {one.id: one for one in all_joined(connection, view)}
    tolls = {name: ruled_tolls(one, RuleChoice(how.rule), how.least, how.copies) for name, one in joined.items()}
    found = [_view(connection, one, tolls[one.id], how) for one in joined.values()]
    if how.teller is not None:
        teller = _Remembering(how.teller)
        found = [replace(one, in_totals=in_totals(connection, one.joined, teller, lambda other: tolls[other.id], joined)) for one in found]
    return Recorded(view, tuple(found), len(found))


class _Remembering:
    """Tells parts as another does, each pair once: it is asked from the total and from the incident."""

    def __init__(self, teller: PartTeller) -> None:
        self._teller = teller
        self._found: dict[tuple[str, str], PartFound] = {}
        self.days_of_total, self.days_of_incident = teller.days_of_total, teller.days_of_incident

    def part(self, total: Sequence[Account], incident: Sequence[Account]) -> PartFound:
        pair = (total[0].id, incident[0].id)
        if pair not in self._found:
            self._found[pair] = self._teller.part(total, incident)
        return self._found[pair]


def _view(connection: sqlite3.Connection, joined: JoinedIncident, found: tuple[Toll, ...], how: How) -> IncidentView:
    accounts = joined.counted()
    hand = tuple(one for one in joined.by_hand() if settles(one.field, one.value))
    several, own = len(accounts) > 1, rule_set(joined)
    groups = tuple(tuple(group) for group in how.copies(accounts)) if several else ()
    choice = RuleChoice(how.rule if own is None else own.value)
    pairs = [(note.left, note.right) for note in joined.notes if _explained(note)]
    return IncidentView(
        joined,
        facts(joined.accounts, hand, groups),
        hand,
        own,
        rulings_of(joined.claims, joined.judgements, joined.texts()),
        found if several else _of_all(found),
        _over_time(joined.id, accounts, groups, choice, how.least) if several else {},
        tuple(line for field in _fields(accounts) for line in history_of(accounts, field, groups, how.least)) if several else (),
        voices(accounts, groups).all if several else (),
        comparisons_of(connection, pairs),
        _differ(joined),
    )


def _differ(joined: JoinedIncident) -> tuple[tuple[Judgement, ...], ...]:
    """The questions on which people differ, also where they set a field on accounts that were joined later; each once."""
    groups = (*conflicts(joined.judgements), *joined.set_differently())
    return tuple({frozenset(one.id for one in group): group for group in groups}.values())


def _explained(note: Note) -> bool:
    return note.outcome in _EXPLAINED


def _fields(accounts: Sequence[Account]) -> list[Field]:
    told = {claim.field for account in accounts for claim in account.claims}
    return [field for field in get_args(Field) if field in told]


def _of_all(lines: Sequence[Toll]) -> tuple[Toll, ...]:
    """The tolls of one account, one a field: that of all people. A field of which only certain people are counted has none."""
    fields = Counter(line.field for line in lines)
    return tuple(line for line in lines if fields[line.field] == 1 or line.group_kind is None)


def _over_time(
    incident: str, accounts: Sequence[Account], copies: Sequence[Sequence[str]], choice: RuleChoice, least: float
) -> dict[Field, tuple[TollOn, ...]]:
    """The tolls after each day of publication; reports without a day are in none of them."""
    days = sorted({account.report.published for account in accounts if account.report.published is not None})
    step = max(1, -(-len(days) // MOST_DAYS))
    found: dict[Field, list[TollOn]] = {}
    for day in sorted({*days[::step], *days[-1:]}):
        known = [account for account in accounts if account.report.published is not None and account.report.published <= day]
        firsts: dict[Field, Toll] = {}
        for toll in joint_tolls(incident, known, copies, choice, least):
            firsts.setdefault(toll.field, toll)
        for field, toll in firsts.items():
            found.setdefault(field, []).append(TollOn(day, toll))
    return {field: tuple(steps) for field, steps in found.items()}


def of_codebook(recorded: Recorded, kept: Iterable[str]) -> Recorded:
    """The record with only these incidents; what the others count is taken out of the reports, whose texts stay whole."""
    wanted = set(kept)
    incidents = tuple(one for one in recorded.incidents if one.id in wanted)
    accounts = {account.id for one in incidents for account in one.joined.accounts}
    reports = tuple(_counting(coded, accounts) for coded in recorded.view.reports)
    return Recorded(replace(recorded.view, reports=reports), incidents, recorded.in_all)


def _counting(coded: CodedReport, accounts: set[str]) -> CodedReport:
    left_out = {one.id for one in coded.incidents} - accounts
    claims = tuple(claim for claim in coded.claims if claim.incident not in left_out)
    return replace(coded, incidents=tuple(one for one in coded.incidents if one.id in accounts), claims=claims)
