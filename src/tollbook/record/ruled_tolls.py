"""Takes an incident of the record; gives its tolls as people ruled: by its own rule, without rejected claims, with corrected ones. Shows every claim still."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from tollbook.model.account import Account
from tollbook.model.claim import Claim, Field
from tollbook.model.judgement import Judgement
from tollbook.record.hand_values import settles
from tollbook.record.joined import JoinedIncident, joined_of
from tollbook.record.joint_tolls import joint_tolls
from tollbook.record.rulings import ByHand
from tollbook.record.toll import SetAside, Toll
from tollbook.record.toll_rules import RuleChoice, toll_rules
from tollbook.record.tolls import tolls

Copies = Callable[[tuple[Account, ...]], Iterable[Iterable[str]]]
"""Gives the groups of reports, among those of some accounts, that carry one text."""

_RULED = "SELECT DISTINCT incident FROM judgement JOIN membership ON account = one WHERE kind = 'set' AND standing AND field = 'rule' ORDER BY incident"


def no_copies(_: tuple[Account, ...]) -> Iterable[Iterable[str]]:
    """That no two reports carry one text, for callers that cannot tell."""
    return ()


@dataclass(frozen=True, slots=True)
class HandToll:
    """A toll that a person set by hand. It stands beside the toll that is read from the claims and never replaces it."""

    field: Field
    low: int
    high: int
    judgement: Judgement

    @property
    def best(self) -> int | None:
        """The one figure, where it is one."""
        return self.low if self.low == self.high else None


def rule_set(incident: JoinedIncident) -> ByHand | None:
    """The toll rule that people set for an incident, where they agree and tollbook has it."""
    return next((one for one in incident.by_hand() if one.field == "rule" and one.value in toll_rules()), None)


def rule_choice(connection: sqlite3.Connection, record: str | None = None) -> RuleChoice:
    """The rule of a record and those that people set for single incidents, by the id of each of their accounts, so that any name of one will do."""
    own: dict[str, str] = {}
    for joined in joined_of(connection, [str(row[0]) for row in connection.execute(_RULED).fetchall()]):
        own |= rule_choice_of(joined).incidents
    return RuleChoice(record, own)


def rule_choice_of(incident: JoinedIncident, record: str | None = None) -> RuleChoice:
    """The same for one incident."""
    own = rule_set(incident)
    return RuleChoice(record, {account.id: own.value for account in incident.accounts} if own is not None else {})


def ruled_tolls(
    incident: JoinedIncident, choice: RuleChoice | None = None, least: float = 0.0, copies: Copies = no_copies
) -> tuple[Toll, ...]:
    """The tolls of an incident over all its accounts. A rule that people set for it goes before that of the record; rejected claims are set aside."""
    rules = choice or RuleChoice()
    own = rule_set(incident)
    rule = own.value if own is not None else rules.rule_for(incident.id).name
    accounts = incident.counted()
    if len(accounts) == 1:
        found = tolls(accounts[0].id, accounts[0].claims, rule, least)
    else:
        found = joint_tolls(incident.id, accounts, copies(accounts), RuleChoice(rule), least)
    return _with_rejected(incident, found, rule)


def alone(incident: JoinedIncident, account: str) -> JoinedIncident:
    """The incident as this account alone tells it, with the judgements on all of it."""
    return replace(incident, accounts=tuple(one for one in incident.accounts if one.id == account))


def hand_tolls(incident: JoinedIncident) -> tuple[HandToll, ...]:
    """The tolls that people set by hand and on which nobody differs."""
    hand = [one for one in incident.by_hand() if one.field in get_args(Field) and settles(one.field, one.value)]
    return tuple(HandToll(cast(Field, one.field), one.value["low"], one.value["high"], one.judgement) for one in hand)


def _with_rejected(incident: JoinedIncident, found: Sequence[Toll], rule: str) -> tuple[Toll, ...]:
    """The tolls with the claims that people rejected among those set aside; a field of which nothing else is told has a toll without a figure."""
    rejected: dict[Field, list[tuple[Claim, Judgement]]] = {}
    for claim, judgement in incident.ruled().rejected:
        rejected.setdefault(claim.field, []).append((claim, judgement))
    told = [_aside(toll, rejected.get(toll.field, [])) for toll in found]
    silent = [own for field, own in rejected.items() if field not in {toll.field for toll in found}]
    told += [_aside(Toll(incident.id, own[0][0].field, None, None, None, None, rule, (), (), (), ()), own) for own in silent]
    return tuple(told)


def _aside(toll: Toll, rejected: Sequence[tuple[Claim, Judgement]]) -> Toll:
    if not rejected:
        return toll
    aside = tuple(SetAside(claim.id, f"rejected by {_by(judgement)}") for claim, judgement in rejected)
    return replace(toll, claims=(*toll.claims, *(claim for claim, _ in rejected)), set_aside=(*toll.set_aside, *aside))


def _by(judgement: Judgement) -> str:
    return f"{judgement.by} on {judgement.at:%Y-%m-%d}" + (f": {judgement.why}" if judgement.why else "")
