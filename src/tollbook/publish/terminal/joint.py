"""Takes the accounts that several reports give of one incident; gives its tolls, their history and its voices as lines for a terminal. Reckons nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.model.account import Account
from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean, wrap
from tollbook.publish.terminal.columns import Column, aligned
from tollbook.publish.terminal.style import Style
from tollbook.record.joint_tolls import HistoryLine, history_of, joint_tolls
from tollbook.record.toll import Toll
from tollbook.record.toll_rules import RuleChoice, people_groups
from tollbook.record.voices import Voice, voices

_HISTORY = (
    Column("told on"), Column("outlet", True), Column("figure"), Column("of whom", True), Column("who says so", True), Column("what became of it", True),
    Column("claim"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ruled:
    """The tolls of an incident as people ruled, and the lines that stand beside them by field."""

    tolls: Sequence[Toll]
    beside: Mapping[str, Sequence[str]]


def joint_lines(
    incident: str,
    accounts: Iterable[Account],
    style: Style,
    copies: Iterable[Iterable[str]] = (),
    choice: RuleChoice | None = None,
    least: float = 0.0,
    ruled: Ruled | None = None,
) -> list[str]:
    """The tolls of a joined incident field by field, each above all its claims over time, then whose voices they are. `ruled` has the tolls where people
    ruled on them, and what stands beside them."""
    told, groups = tuple(accounts), tuple(tuple(group) for group in copies)
    lines: list[str] = []
    found = joint_tolls(incident, told, groups, choice, least) if ruled is None else ruled.tolls
    beside = {} if ruled is None else dict(ruled.beside)
    for field in dict.fromkeys(toll.field for toll in found):
        history = history_of(told, field, groups, least)
        shown = {line.claim.id for line in history}
        for toll in found:
            if toll.field == field:
                lines += _toll(toll, shown, style)
        lines += _wrapped(beside.pop(field, ()), style)
        if history:
            head, *body = aligned(_HISTORY, [_row(line) for line in history], style.width, indent=2)
            lines += [style.strong(head), *body]
        lines.append("")
    lines += hand_only(beside, style)
    heard = voices(told, groups).all
    lines.append(style.strong(f"{words.plural(len(heard), 'voice')}:" if heard else "Nobody gives a figure."))
    return [*lines, *(line for voice in heard for line in _voice(voice, style))]


def hand_only(beside: Mapping[str, Sequence[str]], style: Style) -> list[str]:
    """Fields of which people set a toll by hand and no claim tells."""
    return [line for field, notes in beside.items() for line in (style.strong(f"Toll, {field}: no claim"), *_wrapped(notes, style), "")]


def _toll(toll: Toll, shown: set[str], style: Style) -> list[str]:
    side = f" ({clean(toll.side)})" if toll.side and toll.side != people_groups().get(toll.group_kind or "") else ""
    apart = "" if toll.disagreement is None else f"; disagreement {toll.disagreement:g}"
    basis = f"  (rule {toll.rule}; {words.plural(toll.voices, 'voice')}{apart})"
    lines = [style.strong(f"Toll, {words.SHORT_FIELDS[toll.field]}: {figures.toll(toll)}{side}") + basis]
    lines.append(f"  made by {', '.join(toll.made_by)}" if toll.made_by else "  made by no claim: no source gives a figure")
    notes = [f"set aside {aside.claim}: {clean(aside.reason)}" for aside in toll.set_aside if aside.claim not in shown]
    notes += [f"look at this: {clean(flag.words)} ({', '.join(flag.claims)})" for flag in toll.flags]
    if toll.grade is not None:
        notes.append(f"suggested grade, for a person to decide: {toll.grade.name}: {clean('; '.join(toll.grade.reasons))}")
    return [*lines, *_wrapped(notes, style)]


def _row(line: HistoryLine) -> Sequence[str]:
    if line.copy_of is not None:
        fate = f"copy of {line.copy_of}"
    elif line.superseded_by is not None:
        fate = f"replaced by {line.superseded_by}"
    else:
        fate = line.set_aside or ""
    return (
        line.published.isoformat() if line.published else "no date",
        clean(line.outlet or "unknown outlet"),
        figures.figure(line.claim),
        figures.group(line.claim),
        figures.speaker(line.claim),
        clean(fate),
        line.claim.id,
    )


def _voice(voice: Voice, style: Style) -> list[str]:
    return _wrapped([f"{clean(voice.name)}: {', '.join(figures.figure(claim) for claim in voice.claims)} ({clean(voice.why)})"], style)


def _wrapped(notes: Sequence[str], style: Style) -> list[str]:
    return [f"  {part}" for note in notes for part in wrap(note, max(style.width - 2, 20))]
