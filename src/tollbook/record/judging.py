"""Takes what a person decides, in the words of a command; gives judgements about things that the record holds, or says what is wrong with them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from typing import get_args

from tollbook.model.claim import Field
from tollbook.model.errors import BadInput, NotInRecord
from tollbook.model.judgement import Judgement, JudgementKind
from tollbook.record import names
from tollbook.record.event import canonical
from tollbook.record.hand_values import CHOICES
from tollbook.record.joining import judgements
from tollbook.record.opinions import MACHINE, PAIR_KINDS, PART_KINDS, sealed
from tollbook.record.rulings import set_by_hand
from tollbook.record.toll_rules import toll_rules
from tollbook.record.view import coded_of

FIELDS_OF_CLAIM = ("min", "max", "qualifier", "field", "stance", "group_kind", "speaker")
"""What `correct` may change in a claim."""
FIELDS_OF_INCIDENT = ("place", "date", "actor", "status", "type", "rule", *get_args(Field))
"""What `set` may state of an incident: its place, date, actor, status and type, the rule of its tolls, and the toll of each field of harm."""
_UNKNOWN = "unknown"
_NOBODY = "none"
_PLACE = re.compile(r"(?P<name>[^@]+?)\s*(?:@\s*(?P<lat>-?\d{1,2}(?:\.\d+)?)\s*,\s*(?P<lon>-?\d{1,3}(?:\.\d+)?))?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides, when (UTC), and why."""

    by: str
    at: datetime
    why: str

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise BadInput("a judgement needs a person's name; give --by NAME, or set TOLLBOOK_PERSON")
        if self.by.strip().lower().startswith(MACHINE):
            raise BadInput(f"{self.by!r} is a machine's name; give the name of a person with --by NAME")


def pair(connection: sqlite3.Connection, kind: JudgementKind, one: str, other: str, said: Said) -> Judgement:
    """That two accounts are of the same incident, of different ones, or that one cannot tell."""
    assert kind in PAIR_KINDS
    subjects = (names.account(connection, one), names.account(connection, other))
    if subjects[0] == subjects[1]:
        raise BadInput(f"{one!r} and {other!r} are the same account; name two")
    return _judgement(kind, subjects, said)


def merge(connection: sqlite3.Connection, accounts: Sequence[str], said: Said) -> tuple[Judgement, ...]:
    """That all of these are of the same incident: one judgement for each pair."""
    found = list(dict.fromkeys(names.account(connection, one) for one in accounts))
    if len(found) < 2:
        raise BadInput("a merge needs two accounts or more; name them by the ids that `tollbook show` lists")
    return tuple(_judgement("same", two, said) for two in combinations(found, 2))


def split(connection: sqlite3.Connection, incident: str, accounts: Sequence[str], said: Said) -> tuple[Judgement, ...]:
    """That these accounts are not of the incident that they are joined to: one judgement for each of them and each of the others."""
    members = members_of(connection, names.account(connection, incident))
    away = list(dict.fromkeys(names.account(connection, one) for one in accounts))
    strange = [one for one in away if one not in members]
    if strange:
        raise NotInRecord(
            f"{', '.join(strange)} is no account of the incident {incident!r}, which has {', '.join(members)}; name some of these"
        )
    rest = [one for one in members if one not in away]
    if not away or not rest:
        raise BadInput(f"a split leaves some accounts on either side; {incident!r} has {', '.join(members)}")
    return tuple(_judgement("different", (one, other), said) for one in away for other in rest)


def ruling(connection: sqlite3.Connection, kind: JudgementKind, claim: str, said: Said) -> Judgement:
    """That a claim is read rightly (accept) or is none (reject)."""
    assert kind in ("accept", "reject")
    return _judgement(kind, (names.claim(connection, claim),), said)


def correction(connection: sqlite3.Connection, claim: str, field: str, value: str, said: Said) -> Judgement:
    """That a claim says something else than was read."""
    subject = names.claim(connection, claim)
    if field not in FIELDS_OF_CLAIM:
        raise BadInput(f"a claim has no {field!r} to correct; choose one of {', '.join(FIELDS_OF_CLAIM)}")
    made = _speaker(connection, subject, value) if field == "speaker" else _claim_value(field, value.strip())
    return _judgement("correct", (subject,), said, field, made)


def setting(connection: sqlite3.Connection, incident: str, field: str, value: str, said: Said) -> Judgement:
    """What holds of an incident by a person's decision, whatever was read. It stays with the account that the incident is named by now."""
    subject = names.account(connection, incident)
    if field not in FIELDS_OF_INCIDENT:
        raise BadInput(f"an incident has no {field!r} to set; choose one of {', '.join(FIELDS_OF_INCIDENT)}")
    return _judgement("set", (incident_of(connection, subject),), said, field, _incident_value(field, value.strip()))


def settings(connection: sqlite3.Connection, incident: str, field: str, value: str, said: Said) -> tuple[Judgement, ...]:
    """The same, in place of what this person set for the incident before: also where it was named by another account then."""
    made = setting(connection, incident, field, value, said)
    sql = "kind = 'set' AND standing AND field = ? AND person = ? AND one IN (SELECT account FROM membership WHERE incident = ?)"
    before = [one.subjects for one in judgements(connection, sql, field, made.by, made.subjects[0])]
    return tuple(_judgement("set", subjects, said, field, made.value) for subjects in before) or (made,)


def part(connection: sqlite3.Connection, kind: JudgementKind, total: str, incident: str, said: Said) -> tuple[Judgement, ...]:
    """That an incident is a part of a total, or is none, in place of what this person said of the two before. It stays with the accounts that the two are
    named by now."""
    assert kind in PART_KINDS
    whole, one = (incident_of(connection, names.account(connection, name)) for name in (total, incident))
    if whole == one:
        raise BadInput(f"{total!r} and {incident!r} are the same incident; name a total and another incident")
    for name, wanted in ((whole, True), (one, False)):
        if _is_total(connection, name) != wanted:
            problem = f"{name} is no total" if wanted else f"{name} is a total itself"
            status = "aggregate" if wanted else "new"
            raise BadInput(f"{problem}; name a total and an incident, or say what it is with: tollbook judge set {name} status {status}")
    sql = "standing AND kind IN ('part', 'not_part') AND person = ? AND one IN (SELECT account FROM membership WHERE incident = ?)"
    before = (
        found.subjects for found in judgements(connection, sql, said.by.strip(), whole) if incident_of(connection, found.subjects[1]) == one
    )
    return tuple(_judgement(kind, subjects, said) for subjects in dict.fromkeys(before)) or (_judgement(kind, (whole, one), said),)


def withdrawal(connection: sqlite3.Connection, judgement: str, said: Said) -> Judgement:
    """That an earlier judgement is taken back. Nothing is deleted: both stay in the log."""
    return _judgement("withdraw", (names.judgement(connection, judgement),), said)


def incident_of(connection: sqlite3.Connection, account: str) -> str:
    """The joined incident of an account."""
    row = connection.execute("SELECT incident FROM membership WHERE account = ?", (account,)).fetchone()
    return account if row is None else str(row[0])


def members_of(connection: sqlite3.Connection, account: str) -> list[str]:
    """The accounts of the joined incident that an account belongs to, in order."""
    sql = "SELECT account FROM membership WHERE incident = ? ORDER BY published = '', published, account"
    return [str(row[0]) for row in connection.execute(sql, (incident_of(connection, account),))]


def _is_total(connection: sqlite3.Connection, incident: str) -> bool:
    """Whether every account of an incident is read as a total; what people set goes before."""
    accounts = members_of(connection, incident)
    own = [one for account in accounts for one in judgements(connection, "kind = 'set' AND standing AND one = ?", account)]
    hand = next((one.value for one in set_by_hand(accounts, own) if one.field == "status"), None)
    if hand is not None:
        return bool(hand == "aggregate")
    sql = "SELECT 1 FROM incident JOIN membership ON account = id WHERE membership.incident = ? AND status <> 'aggregate'"
    return connection.execute(sql, (incident,)).fetchone() is None


def _judgement(kind: JudgementKind, subjects: tuple[str, ...], said: Said, field: str | None = None, value: str | None = None) -> Judgement:
    return sealed(Judgement("", kind, subjects, field, value, said.by.strip(), said.at.astimezone(UTC), said.why.strip()))


def _speaker(connection: sqlite3.Connection, claim: str, words: str) -> str:
    """Where the words of a speaker stand in the claim's report: of several places the one nearest to the claim, of two as near the first."""
    if words.strip() == _NOBODY:
        return canonical(None)
    report, position, _ = names.place_of(connection, "claim", claim)
    coded = coded_of(connection, report)
    text, span = coded.report.text, coded.claims[position].span
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [one.span() for one in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)] if pattern else []
    if not found:
        raise BadInput(
            f"the report of claim {claim} does not hold the words {words.strip()!r}; give the speaker in the report's own words, "
            f"or {_NOBODY} where it credits nobody"
        )
    start, end = min(found, key=lambda one: (max(one[0] - span.end, span.start - one[1], 0), one))
    return canonical({"start": start, "end": end, "quote": text[start:end]})


def _claim_value(field: str, value: str) -> str:
    if field in ("min", "max"):
        return canonical(None if value == _UNKNOWN else _number(value))
    return _choice(field, value)


def _incident_value(field: str, value: str) -> str:
    if field in get_args(Field):
        low, dash, high = value.partition("-")
        bounds = [_number(low), _number(high if dash else low)]
        if bounds[0] > bounds[1]:
            raise BadInput(f"{value!r} ends before it begins; write the lower figure first, such as 10-12")
        return canonical({"low": bounds[0], "high": bounds[1]})
    if field == "date":
        return canonical(_days(value))
    if field == "place":
        return canonical(_point(value))
    return _choice(field, value)


def _choice(field: str, value: str) -> str:
    choices = tuple(toll_rules()) if field == "rule" else CHOICES.get(field)
    if choices and value not in choices:
        raise BadInput(f"{value!r} is no {field}; choose one of {', '.join(choices)}")
    if not value:
        raise BadInput(f"{field} needs a value; give one, or {_UNKNOWN}")
    return canonical(None if value == _UNKNOWN else value)


def _number(text: str) -> int:
    if not re.fullmatch(rf"[0-9]{{1,{_MOST_DIGITS}}}", text.strip()):
        raise BadInput(f"{text!r} is no number of people; write it in digits, such as 12, or {_UNKNOWN} for a bound that nobody states")
    return int(text)


def _days(text: str) -> str | None:
    if text == _UNKNOWN:
        return None
    first, slash, last = text.partition("/")
    begins, ends = _day(first), _day(last if slash else first)
    if ends < begins:
        raise BadInput(f"{text!r} ends before it begins; write the earlier day first, such as 2024-05-01/2024-05-13")
    return text


def _day(text: str) -> date:
    found = _DATE.fullmatch(text)
    try:
        if not found:
            raise ValueError
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise BadInput(f"{text!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY, from/to with a stroke, or {_UNKNOWN}") from None


def _point(text: str) -> dict[str, str | float | None] | None:
    if text == _UNKNOWN:
        return None
    found = _PLACE.fullmatch(text)
    lat, lon = (float(found[part]) if found and found[part] else None for part in ("lat", "lon"))
    if not found or abs(lat or 0) > 90 or abs(lon or 0) > 180:
        raise BadInput(f"{text!r} is no place; write its name, or name and degrees: 'Goma @ -1.68,29.23', or {_UNKNOWN}")
    return {"name": found["name"], "lat": lat, "lon": lon}
