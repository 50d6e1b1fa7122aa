"""Takes the accounts that several reports give of one incident, and which reports are copies; gives its tolls over independent voices, and its history.

Figures that their own voice has replaced and copies are set aside with the reason; every claim stays beside the toll. Adds nothing across reports, averages
nothing. One account alone gives what `record.tolls` gives, save that a figure in the outlet's own words counts with the speaker whose figure it repeats,
"rose to" replaces, and kinds of people (lexicon/toll_rules.yaml, groups) have a toll beside that of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from tollbook.model.account import Account
from tollbook.model.claim import Claim, Field
from tollbook.record.copies import Telling
from tollbook.record.grades import grade_of
from tollbook.record.reckon import Counted, doubt_of, kinds_told, other_people, reckon, told_of
from tollbook.record.sides import sides_named
from tollbook.record.statements import Statement
from tollbook.record.supersede import superseded
from tollbook.record.toll import SetAside, Toll
from tollbook.record.toll_flags import group_flags, part_flags
from tollbook.record.toll_rules import RuleChoice, TollRule, people_groups
from tollbook.record.voices import Voice, Voices, voices

_OUTDATED = "repeats its speaker's figure, which people have corrected"
_COPY = "repeats a figure of a text that it is a copy of"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One claim in the history of a figure: when and where it was told, whose it is, and what replaced it. `superseded_by` and `copy_of` are claim ids;
    `set_aside` says why it makes no toll at all (denied, a part, no figure), None where it may."""

    claim: Claim
    report: str
    published: date | None
    outlet: str | None
    voice: Voice
    superseded_by: str | None
    copy_of: str | None
    set_aside: str | None


@dataclass(frozen=True, slots=True)
class _Joined:
    """Everything that the tolls of one incident are read from."""

    incident: str
    heard: Voices
    tellings: Mapping[str, Telling]
    sides: Mapping[str, str]
    rule: TollRule
    least: float


def joint_tolls(
    incident: str,
    accounts: Iterable[Account],
    copies: Iterable[Iterable[str]] = (),
    choice: RuleChoice | None = None,
    least: float = 0.0,
) -> tuple[Toll, ...]:
    """The tolls of an incident of the record, field by field: of all people, then of each kind of people, fighters by the side that the words name.

    `incident` is the incident's id in the record, `copies` are groups of report ids, `choice` the rule of the record and of single incidents.
    """
    told = tuple(accounts)
    heard = voices(told, copies)
    rule = (choice or RuleChoice()).rule_for(incident)
    joined = _Joined(incident, heard, {one.claim.id: one for one in heard.told}, sides_named(told), rule, least)
    found: list[Toll] = []
    for field in get_args(Field):
        of_field = tuple(one.claim for one in heard.told if one.claim.field == field)
        if of_field:
            found += _field_tolls(joined, of_field)
    if rule.grade is None:
        return tuple(found)
    names = {one.claim.id: heard.of(one.claim.id).name for one in heard.told}
    ordered = sorted({account.id: account for account in told}.values(), key=lambda account: account.id)
    return tuple(replace(toll, grade=grade_of(toll, ordered, names)) for toll in found)


def history_of(
    accounts: Iterable[Account], field: Field, copies: Iterable[Iterable[str]] = (), least: float = 0.0
) -> tuple[HistoryLine, ...]:
    """Every claim of one field of an incident over time, side by side; whatever rule its toll is read by, the same."""
    told, groups = tuple(accounts), tuple(tuple(group) for group in copies)
    heard = voices(told, groups)
    replaced: dict[str, str] = {}
    for toll in joint_tolls("", told, groups, RuleChoice("range"), least):
        if toll.field == field:
            replaced |= {aside.claim: aside.by for aside in toll.set_aside if aside.by is not None}
    return tuple(_line(one, heard, replaced, least) for one in heard.told if one.claim.field == field)


def _line(one: Telling, heard: Voices, replaced: Mapping[str, str], least: float) -> HistoryLine:
    by = replaced.get(one.claim.id) if one.copy_of is None else replaced.get(one.copy_of)
    reason = doubt_of(one.claim, least)
    return HistoryLine(one.claim, one.report.id, one.report.published, one.report.outlet, heard.of(one.claim.id), by, one.copy_of, reason)


def _field_tolls(joined: _Joined, claims: tuple[Claim, ...]) -> list[Toll]:
    """The tolls of one field; what does not fit together is flagged at the first of them."""
    originals = [claim for claim in claims if joined.tellings[claim.id].copy_of is None]
    told = _statements(joined, [claim for claim in originals if doubt_of(claim, joined.least) is None], None)
    people: list[tuple[str | None, str | None]] = [(kind, None) for kind in kinds_told(told) if kind not in people_groups()]
    groups = [(kind, side) for kind, default in people_groups().items() for side in _sides(joined, originals, kind, default)]
    lines = [_toll(joined, claims, kind, side) for kind, side in (*people, *groups)]
    first, *others = lines
    flags = (*first.flags, *part_flags(originals))
    if first.group_kind is None:
        flags += group_flags(first, others)
    return [replace(first, flags=flags), *others]


def _sides(joined: _Joined, claims: Sequence[Claim], kind: str, default: str) -> list[str]:
    """The sides of which people of this kind are counted: those that the words name, and the one that the kind itself stands for."""
    own = [claim for claim in claims if claim.group_kind == kind and doubt_of(claim, joined.least, _wholes(claims, kind)) is None]
    named = {joined.sides.get(claim.id, default) for claim in own}
    return sorted(named, key=lambda side: (side == default, side))


def _wholes(claims: Sequence[Claim], kind: str | None) -> frozenset[str]:
    """Figures of other people than these; a part of one may count these people whole: "20 people, among them 12 civilians"."""
    return frozenset(claim.id for claim in claims if claim.group_kind != kind) if kind in people_groups() else frozenset()


def _statements(joined: _Joined, claims: Sequence[Claim], kind: str | None) -> list[Statement]:
    """What the voices state, report by report, so that no list runs from one text into another."""
    texts: dict[str, list[Claim]] = {}
    for claim in claims:
        texts.setdefault(joined.tellings[claim.id].report.id, []).append(claim)
    found = []
    for of_text in texts.values():
        for one in told_of(of_text, kind):
            first = one.claims[0].id
            voice, itself = joined.heard.of(first), joined.heard.echoes.get(first)
            found.append(replace(one, voice=voice.key, sort=voice.sort, day=joined.tellings[first].day, itself=itself))
    return found


def _toll(joined: _Joined, claims: tuple[Claim, ...], kind: str | None, side: str | None) -> Toll:
    inside = _wholes(claims, kind)
    aside: dict[str, SetAside] = {}
    for claim in claims:
        original, reason = joined.tellings[claim.id].copy_of, doubt_of(claim, joined.least, inside)
        if original is not None:
            aside[claim.id] = SetAside(claim.id, _COPY, original)
        elif reason is not None:
            aside[claim.id] = SetAside(claim.id, reason)
        elif claim.id in joined.heard.outdated:
            aside[claim.id] = SetAside(claim.id, _OUTDATED, joined.heard.outdated[claim.id])
    making: list[Statement] = []
    for one in _statements(joined, [claim for claim in claims if claim.id not in aside], kind):
        reason = other_people(one, kind) or _other_side(joined, one, kind, side)
        if reason is None:
            making.append(one)
        else:
            aside |= {claim.id: SetAside(claim.id, reason) for claim in one.claims}
    replaced = superseded(making, joined.tellings)
    making = [one for one in making if one.claims[0].id not in replaced]
    return reckon(Counted(joined.incident, kind, claims, side), making, aside | replaced, joined.rule)


def _other_side(joined: _Joined, one: Statement, kind: str | None, side: str | None) -> str | None:
    if kind is None or side is None:
        return None
    own = joined.sides.get(one.claims[0].id, people_groups()[kind])
    return None if own == side else f"counts {kind.replace('_', ' ')} of another side ({own})"
