"""Takes an incident with what people ruled; gives the lines that show it beside what was read: tolls set by hand, corrections, where people differ."""

from __future__ import annotations

import json

from tollbook.model.claim import Claim
from tollbook.model.judgement import Judgement
from tollbook.publish.terminal import figures
from tollbook.publish.terminal.clean import clean, wrap
from tollbook.publish.terminal.judging import dispute_lines, who
from tollbook.publish.terminal.style import Style
from tollbook.record.joined import JoinedIncident
from tollbook.record.opinions import conflicts
from tollbook.record.ruled_tolls import HandToll, hand_tolls, rule_set
from tollbook.record.rulings import ClaimRuling


def beside(incident: JoinedIncident) -> dict[str, list[str]]:
    """For each field the toll that a person set by hand, with who and why, to stand beside the toll that is read."""
    return {one.field: [f"by hand: {_bounds(one)}, {who(one.judgement)}"] for one in hand_tolls(incident)}


def hand_words(incident: JoinedIncident, field: str) -> str:
    """The same in a few words, for a list."""
    return "".join(f"; by hand {_bounds(one)} ({clean(one.judgement.by)})" for one in hand_tolls(incident) if one.field == field)


def rule_words(incident: JoinedIncident) -> str:
    """The rule that people set for the incident, for a list; empty when there is none."""
    own = rule_set(incident)
    return f" (rule {own.value})" if own is not None else ""


def ruled_lines(incident: JoinedIncident, style: Style) -> list[str]:
    """Corrected claims beside their first reading, corrections that cannot be, a rule that is unknown, and on what people differ."""
    lines: list[str] = []
    found = incident.ruled()
    if found.corrected:
        lines += ["", style.strong("Corrected by people")]
        for one in found.corrected:
            by = "; ".join(who(judgement) for judgement in one.judgements)
            lines.append(f"  {one.read.id}  read as {_claim(one.read)}; holds as {_claim(one.holds)}: {by}")
    lines += [
        f"  cannot be, and changes nothing: {clean(one.field or '')} = {clean(one.value or '')}, {who(one)}" for one in found.impossible
    ]
    rules = [one for one in incident.by_hand() if one.field == "rule"]
    if rules and rule_set(incident) is None:
        lines.append(f"  no rule of this tollbook, and changes nothing: {clean(str(rules[0].value))}, {who(rules[0].judgement)}")
    groups = [*conflicts(incident.judgements), *incident.set_differently()]
    differ = {frozenset(one.id for one in group): group for group in groups}
    return [*lines, *([""] if differ else []), *dispute_lines(list(differ.values()))]


def ruling_lines(ruling: ClaimRuling, style: Style) -> list[str]:
    """What people ruled of one claim: each ruling with who, when and why, what holds now, and where they differ."""
    notes = [f"{_ruled(one)}: {who(one)}" for one in (*ruling.applied, *ruling.accepted)]
    if ruling.now is None:
        notes.append("it makes no toll and stays among what is set aside")
    elif ruling.applied:
        notes.append(f"read as {_claim(ruling.read)}; holds as {_claim(ruling.now)}")
    if ruling.disputed:
        notes += ["people differ, so nothing of this is applied:", *(f"  {_ruled(one)}: {who(one)}" for one in ruling.disputed)]
    notes += [f"cannot be, and changes nothing: {_ruled(one)}: {who(one)}" for one in ruling.impossible]
    return [f"  {line}" for note in notes for line in wrap(note, max(style.width - 2, 20))]


def _ruled(judgement: Judgement) -> str:
    if judgement.kind != "correct":
        return f"{judgement.kind}ed"
    value = json.loads(judgement.value or "null")
    if judgement.field == "speaker":
        said = f"“{value.get('quote')}”" if isinstance(value, dict) else "the report itself" if value is None else str(value)
    else:
        said = "unknown" if value is None else f"{value:,}" if isinstance(value, int) else str(value).replace("_", " ")
    return f"corrected, {clean((judgement.field or '').replace('_', ' '))} to {clean(said)}"


def _claim(claim: Claim) -> str:
    return f"{figures.heading(claim)} {figures.figure(claim)} ({figures.speaker(claim)})"


def _bounds(hand: HandToll) -> str:
    return f"{hand.low:,}" if hand.low == hand.high else f"{hand.low:,}–{hand.high:,}"
