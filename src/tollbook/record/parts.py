"""Takes a record and what tells parts of totals; gives the parts of a total, or the totals that include an incident. Writes nothing, adds nothing up.

Candidates are looked up by an indexed range of days, in the country of the other side or in none, and at most `MOST` of them are read. What people say of a
total and an incident goes before what the machine finds; where they differ, the incident is a possible part and the difference is shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from tollbook.model.account import Account
from tollbook.model.incident import Status
from tollbook.model.judgement import Judgement
from tollbook.model.part import PartAnswer, PartFound
from tollbook.record.as_set import as_set, is_event, is_total
from tollbook.record.joined import JoinedIncident, joined_of
from tollbook.record.opinions import is_persons

MOST = 200
"""How many incidents of the record are looked at for one total, and how many totals for one incident: those nearest by day."""
_UNDATED = 20
_REACH = 31
"""Days by which an incident that lies partly within a total may reach beyond it and still be found."""
_FAR = "9999-12-31"

Days = tuple[date | None, date | None]
Word = Literal["part", "not_part", "conflict"]


class PartTeller(Protocol):
    """What tells whether an incident is a part of a total."""

    def part(self, total: Sequence[Account], incident: Sequence[Account]) -> PartFound:
        """Whether an incident is a part of a total, each by all of its accounts; the same whatever else the record holds."""

    def days_of_total(self, accounts: Iterable[Account]) -> Days:
        """The first and the last day that a total counts; open where no account names it."""

    def days_of_incident(self, accounts: Iterable[Account]) -> Days:
        """The first and the last day on which an incident may have happened."""


@dataclass(frozen=True, slots=True)
class Part:
    """A total and an incident of the record: what the machine finds, what people say (judgements that stand), and the answer that follows."""

    total: JoinedIncident
    incident: JoinedIncident
    found: PartFound
    said: tuple[Judgement, ...]

    @property
    def word(self) -> Word | None:
        """What people say together, None where nobody does."""
        kinds = {one.kind for one in self.said}
        return None if not kinds else "conflict" if len(kinds) > 1 else "part" if "part" in kinds else "not_part"

    @property
    def answer(self) -> PartAnswer:
        """People's word before the machine's."""
        return self.found.answer if self.word is None else _ANSWERS[self.word]

    @property
    def because(self) -> tuple[str, ...]:
        """In words, for a sure part how it lies within the total; for a possible one what is open; for one that is none what speaks against it."""
        levels = {level.feature: level for level in self.found.levels}
        if self.found.answer == "part":
            return tuple(levels[name].words for name in _TOLD if levels[name].bearing == "for") or (levels["counted in"].words,)
        bad = [level for level in self.found.levels if level.bearing == "against"]
        needed = [levels[name] for name in (*_TOLD, "harm", "people") if levels[name].bearing == "open"]
        needed = [level for level in needed if (level.feature, level.level) != ("people", "missing")]  # harm says it
        return tuple(level.words for level in bad or needed)


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts and possible parts, and those that only people's rulings keep out, in order; `more` says that there are more candidates than were looked at."""

    parts: tuple[Part, ...]
    more: bool

    def count(self, answer: PartAnswer) -> int:
        """How many have this answer."""
        return sum(one.answer == answer for one in self.parts)


_TOLD = ("when", "where")
_ANSWERS: dict[Word, PartAnswer] = {"part": "part", "not_part": "not", "conflict": "possible"}
_ORDER: tuple[PartAnswer, ...] = ("part", "possible", "not")


Known = Mapping[str, JoinedIncident]
"""Incidents of the record, by id, that need not be read again."""


def parts_of(connection: sqlite3.Connection, total: JoinedIncident, teller: PartTeller, known: Known | None = None) -> Parts:
    """The incidents of the record that are parts of a total; none when it is no total."""
    if not is_total(total):
        return Parts((), False)
    told = as_set(total)
    first, last = teller.days_of_total(told)
    look = _Look(connection, "new", first, last, None if last is None else last + timedelta(_REACH))
    named = look.named(told, newest_first=True)
    named += _ids(connection, [part for one in told for part in one.incident.totals_of])
    said = _ruled(connection, "one", "other", [one.id for one in total.accounts])
    return _judged([(total, other) for other in _others(connection, total, [*named, *said], known)], teller, look.more)


def totals_of(connection: sqlite3.Connection, incident: JoinedIncident, teller: PartTeller, known: Known | None = None) -> Parts:
    """The totals of the record that an incident is a part of; none when it is a total itself."""
    if is_total(incident):
        return Parts((), False)
    told = as_set(incident)
    first, last = teller.days_of_incident(told)
    look = _Look(connection, "aggregate", first, last, None)
    named = look.named(told, newest_first=False) if is_event(incident) else []
    reports = {one.report.id for one in incident.accounts}
    named += [
        str(row[0])
        for report in sorted(reports)
        for row in connection.execute(
            "SELECT membership.incident FROM incident JOIN membership ON account = id WHERE incident.report = ? AND status = 'aggregate'",
            (report,),
        )
    ]
    said = _ruled(connection, "other", "one", [one.id for one in incident.accounts])
    return _judged([(other, incident) for other in _others(connection, incident, [*named, *said], known)], teller, look.more)


@dataclass(slots=True)
class _Look:
    """Looks up incidents of one status by days and country: those that end from `first` to `until` and begin by `last`."""

    connection: sqlite3.Connection
    status: Status
    first: date | None
    last: date | None
    until: date | None
    more: bool = False

    def named(self, accounts: Sequence[Account], newest_first: bool) -> list[str]:
        """The incidents that may belong to these accounts, nearest by day first; the place that people set names no country."""
        countries = {one.incident.place.country if one.incident.place else None for one in accounts}
        found: set[tuple[str, str]] = set()
        if countries and None not in countries:
            for country in sorted(str(one) for one in countries):
                found |= {*self._within("country = ?", (country,), newest_first), *self._undated(country)}
            found |= self._within("country IS NULL", (), newest_first)
        elif self.last is not None:  # without days and without a country nothing ties the two together
            found = self._within("1", (), newest_first)
        ordered = sorted(found, reverse=newest_first)
        self.more |= len(ordered) > MOST
        return list(dict.fromkeys(incident for _, incident in ordered[:MOST])) + self._by_hand()

    def _within(self, where: str, values: tuple[str, ...], newest_first: bool) -> set[tuple[str, str]]:
        order = "DESC" if newest_first else "ASC"
        rows = self._rows(
            f"{where} AND until >= ? AND until <= ? AND coalesce(date_start, '') <= ? ORDER BY until {order}, id {order}",
            (*values, *(_day(self.first, ""), _day(self.until, _FAR), _day(self.last, _FAR))),
            MOST,
        )
        return {(str(until), incident) for until, incident in rows}

    def _undated(self, country: str) -> set[tuple[str, str]]:
        """Of the same country, without any day: possible at most."""
        return {("", incident) for _, incident in self._rows("country = ? AND until IS NULL ORDER BY id", (country,), _UNDATED)}

    def _rows(self, where: str, values: tuple[str, ...], most: int) -> list[tuple[str | None, str]]:
        sql = (
            "SELECT until, membership.incident FROM incident CROSS JOIN membership ON membership.account = incident.id "
            f"WHERE incident.status = ? AND {where} LIMIT ?"
        )
        rows = self.connection.execute(sql, (self.status, *values, most + 1)).fetchall()
        self.more |= len(rows) > most
        return rows[:most]

    def _by_hand(self) -> list[str]:
        """Incidents whose status people set to this one, or whose date they set to one of these years."""
        set_by_hand = "SELECT one FROM judgement WHERE kind = 'set' AND standing AND field = ?"
        own = self.connection.execute(f"{set_by_hand} AND value = ? ORDER BY one LIMIT ?", ("status", f'"{self.status}"', MOST)).fetchall()
        years = (
            f'"{self.first.year if self.first and self.status == "new" else 0:04d}',
            f'"{self.last.year + 1 if self.last else 9999:04d}',
        )
        own += self.connection.execute(f"{set_by_hand} AND value >= ? AND value < ? ORDER BY value, one LIMIT ?", ("date", *years, MOST))
        return _ids(self.connection, [str(row[0]) for row in own])


def _day(day: date | None, unknown: str) -> str:
    return unknown if day is None else day.isoformat()


def _ids(connection: sqlite3.Connection, accounts: Iterable[str]) -> list[str]:
    """The incidents of those of these accounts that the record holds."""
    sql = "SELECT incident FROM membership WHERE account = ?"
    return [str(row[0]) for one in accounts for row in connection.execute(sql, (one,))]


def _ruled(connection: sqlite3.Connection, own: str, other: str, accounts: Iterable[str]) -> list[str]:
    """The incidents on the other side of people's rulings about these accounts."""
    sql = f"SELECT {other} FROM judgement WHERE {own} = ? AND standing AND kind IN ('part', 'not_part') ORDER BY id"
    return _ids(connection, [str(row[0]) for one in accounts for row in connection.execute(sql, (one,)).fetchall()])


def _others(connection: sqlite3.Connection, own: JoinedIncident, named: Sequence[str], known: Known | None) -> list[JoinedIncident]:
    read = known or {}
    wanted = [one for one in dict.fromkeys(named) if one != own.id]
    missing = {one.id: one for one in joined_of(connection, [one for one in wanted if one not in read])}
    return [read[one] if one in read else missing[one] for one in wanted]


def _judged(pairs: Sequence[tuple[JoinedIncident, JoinedIncident]], teller: PartTeller, more: bool) -> Parts:
    found = []
    for total, incident in pairs:
        said = rulings(total, incident)
        if said or (is_total(total) and is_event(incident)):
            part = Part(total, incident, teller.part(as_set(total), as_set(incident)), said)
            if said or part.answer != "not":
                found.append(part)
    return Parts(tuple(sorted(found, key=_place)), more)


def rulings(total: JoinedIncident, incident: JoinedIncident) -> tuple[Judgement, ...]:
    """What people say, by judgements that stand, of a total and an incident by any of their accounts."""
    own = ({one.id for one in total.accounts}, {one.id for one in incident.accounts})
    return tuple(
        one
        for one in total.judgements
        if one.kind in ("part", "not_part") and is_persons(one) and one.subjects[0] in own[0] and one.subjects[1] in own[1]
    )


def _place(part: Part) -> tuple[int, str, str, str]:
    days = [_day(one.incident.date.start or one.incident.date.end, "") for one in as_set(part.incident) if one.incident.date]
    return (_ORDER.index(part.answer), min(days, default=_FAR), part.incident.id, part.total.id)
