"""Takes judgements, open pairs and joined incidents; gives the lines in which a terminal shows what was decided, what is open and who differs."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.model.account import Account
from tollbook.model.comparison import Comparison
from tollbook.model.judgement import Judgement
from tollbook.publish.dossier import words
from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.columns import Column, aligned
from tollbook.publish.terminal.style import Style
from tollbook.record.cluster import Note
from tollbook.record.decide import Decided
from tollbook.record.joined import JoinedIncident
from tollbook.record.queue import Open, Told

_LEVELS = (Column("feature"), Column("level"), Column("bits"), Column("why", True))
_ABOUT = {
    "made": "joins", "supports": "agrees", "refused": "would join, refused", "withheld": "would join, withheld", "doubted": "holds them different",
    "parts": "parts", "contradicted": "parts, but others unite them", "conflict": "people differ", "unsure": "unsure",
}  # fmt: skip


def decided_lines(decided: Decided, disputes: Sequence[tuple[Judgement, ...]], waiting: Sequence[Judgement]) -> list[str]:
    """What was kept, what was there already, on what people differ now, and what waits for things that the record does not hold."""
    new = set(decided.new)
    lines = [f"{'kept' if one in new else 'already in the record'}: {judgement_line(one)}" for one in decided.judgements]
    own = {one.id for one in decided.judgements}
    return [*lines, *dispute_lines([group for group in disputes if own & {one.id for one in group}]), *_waiting(waiting, own)]


def imported_lines(decided: Decided, disputes: Sequence[tuple[Judgement, ...]], waiting: Sequence[Judgement]) -> list[str]:
    """What an import brought."""
    known = len(decided.judgements) - len(decided.new)
    line = f"{words.plural(len(decided.new), 'judgement')} kept, {known} already in the record"
    return [line, *dispute_lines(disputes), *_waiting(waiting, {one.id for one in decided.judgements})]


def judgement_line(judgement: Judgement) -> str:
    """A judgement in one line: its id, what it says, who says so, when and why."""
    value = f" {clean(judgement.field)} = {clean(judgement.value or '')}" if judgement.field else ""
    subjects = " ".join(clean(one) for one in judgement.subjects)
    return f"{judgement.id}  {judgement.kind} {subjects}{value}, by {who(judgement, name=False)}"


def who(judgement: Judgement, name: bool = True, why: bool = True) -> str:
    """Who judged and when, with the judgement's id and the reason."""
    own = f" ({judgement.id})" if name else ""
    reason = f": {clean(judgement.why)}" if why and judgement.why else ""
    return f"{clean(judgement.by)} on {judgement.at:%Y-%m-%d}{own}{reason}"


def dispute_lines(disputes: Sequence[tuple[Judgement, ...]]) -> list[str]:
    """Questions that people answer differently, with each answer."""
    return [line for group in disputes for line in ("people differ:", *(f"  {judgement_line(one)}" for one in group))]


def differ_lines(disputes: Sequence[tuple[Judgement, ...]]) -> list[str]:
    """That people differ, on how much, and where to read it; nothing when they do not."""
    return [f"People differ on {words.plural(len(disputes), 'question')}; read them with: tollbook queue --record FILE"] if disputes else []


def queue_lines(asked: Sequence[Open], disputes: Sequence[tuple[Judgement, ...]], crowded: int, style: Style) -> list[str]:
    """Open pairs, each with both accounts and the waterfall; then on what people differ, and what was not compared in full."""
    lines: list[str] = []
    for one in asked:
        because = f" ({clean(one.because)})" if one.because else ""
        head = f"{one.left.id} {one.right.id}: {one.reason}{because}; its answer concerns {words.plural(one.accounts, 'account')}"
        lines += [style.strong(head), *(f"  {_told(side)}" for side in (one.left, one.right))]
        lines += [*(waterfall(one.comparison, style) if one.comparison else ["  no comparison is kept"]), ""]
    lines += dispute_lines(disputes)
    lines.append(
        f"{words.plural(len(asked), 'pair')} to decide. Answer with: tollbook judge same|different|unsure A B"
        if asked
        else "No pair is open."
    )
    if crowded:
        lines.append(
            f"{words.plural(crowded, 'report')} stood, when added, under a key that more accounts share than are looked at; the nearest were compared"
        )
    return lines


def waterfall(found: Comparison, style: Style) -> list[str]:
    """What speaks for and against a pair, level by level, and what it adds up to."""
    rows = [(clean(one.feature), clean(one.level), f"{one.bits:+.1f}", clean(one.words)) for one in found.levels]
    rows.append(("in all", found.answer, f"{found.bits:+.1f}", f"{found.share:.0%} of pairs like this one are the same"))
    return aligned(_LEVELS, rows, style.width, 2)


def _marks(account: Account, asked: str) -> str:
    """What is said behind an account: that it only refers to the incident, that it was shown already."""
    refers = "  (only refers to it)" if account.incident.status == "mentioned" else ""
    return refers + ("  (shown above)" if account.id.startswith(asked) else "")


def joined_lines(incident: JoinedIncident, asked: str, style: Style) -> list[str]:
    """What joins an incident to others, what people set and ruled, and what is in dispute; nothing for one that stands alone and untouched."""
    lines: list[str] = []
    if len(incident.accounts) > 1:
        lines += ["", style.strong(f"Incident {incident.id}: told in {words.plural(len(incident.accounts), 'account')}")]
        lines += [f"  {_account(one)}{_marks(one, asked)}" for one in incident.accounts]
    inside = [note for note in incident.notes if len(incident.accounts) > 1 or note.outcome not in ("made", "supports")]
    if inside:
        lines += ["", style.strong("Pairs"), *(f"  {_note(note)}" for note in inside)]
    hand = incident.by_hand()
    if hand:
        lines += [
            "",
            style.strong("Set by hand"),
            *(f"  {one.field}: {clean(one.judgement.value or '')}  by {who(one.judgement, why=False)}" for one in hand),
        ]
    if incident.judgements:
        lines += ["", style.strong("Judgements"), *(f"  {judgement_line(one)}" for one in incident.judgements)]
    return lines


def _waiting(waiting: Sequence[Judgement], own: set[str]) -> list[str]:
    here = [one for one in waiting if one.id in own]
    head = f"{words.plural(len(here), 'judgement')} waiting: about what this record does not hold yet"
    return [head, *(f"  {judgement_line(one)}" for one in here)] if here else []


def _told(one: Told) -> str:
    when, where = clean(one.edtf or "date unknown"), clean(one.place or "place unknown")
    return (
        f"{one.id}  {one.type.replace('_', ' ')}, {where}, {when}: “{clean(one.anchor)}”; {clean(one.outlet or 'unknown outlet')}, "
        f"{one.published or 'date unknown'}"
    )


def _account(one: Account) -> str:
    published = one.report.published.isoformat() if one.report.published else "date unknown"
    return f"{one.id}  {clean(one.report.outlet or 'unknown outlet')}, {published}: {clean(one.report.title or one.report.source)}"


def _note(note: Note) -> str:
    who = "the machine" if note.source == "machine" else "people"
    return f"{note.left} {note.right}  {who}: {_ABOUT[note.outcome]}{f' ({clean(note.because)})' if note.because else ''}"
