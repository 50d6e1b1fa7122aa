"""The command that shows a record: its incidents on a line each, or one in full. Takes arguments, calls the record, writes lines. Decides nothing itself."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that help and mistakes in a command answer at once

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli_parts import AsOf, CodebookFile, MinConfidence, RecordFile, RuleName, day, given, opened

if TYPE_CHECKING:
    from sqlite3 import Connection

    from tollbook.comparer import AcrossReports
    from tollbook.publish.terminal.style import Style
    from tollbook.record.codebooks import Chosen
    from tollbook.record.joined import JoinedIncident
    from tollbook.record.toll import Toll


def add_show(app: typer.Typer) -> None:
    """Put the command of this module among those of the command line."""
    app.command()(show)


def show(
    record: RecordFile,
    incident: Annotated[
        str | None, typer.Argument(metavar="INCIDENT", help="An incident's id or its beginning, for its figures side by side.")
    ] = None,
    rule: RuleName = None,
    least: MinConfidence = 0.0,
    as_of: AsOf = None,
    codebook: CodebookFile = None,
) -> None:
    """List the incidents of a record with low, best and high; or show one with every figure beside its speaker, and a total with its parts."""
    from tollbook.publish.terminal.record import own_lines
    from tollbook.record.codebooks import choose
    from tollbook.record.file import reading

    then = day(as_of, "--as-of", "today or an earlier day")
    with opened() as console:
        named = given(codebook)
        with reading(record, then) as connection:
            chosen = choose(connection, named, none=codebook is not None)
            book = chosen.codebook
            if book is not None:
                rule, least = rule or book.toll_rule, least or book.min_confidence
            asked = _Asked(connection, console.style(), rule, least)
            console.lines(_listed(asked, chosen) if incident is None else [*_page(asked, incident), *own_lines(chosen)])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is shown, and how: an open record, the look of the lines, the rule, and the least confidence."""

    connection: "Connection"
    style: "Style"
    rule: str | None
    least: float


def _listed(asked: _Asked, chosen: "Chosen") -> list[str]:
    from tollbook.comparer import AcrossReports
    from tollbook.publish.terminal.judging import differ_lines
    from tollbook.publish.terminal.record import left_out_lines, own_lines, record_lines
    from tollbook.record.counting import counted
    from tollbook.record.joined import together
    from tollbook.record.queue import disputes
    from tollbook.record.view import view_of

    view = view_of(asked.connection)
    joined = together(asked.connection, view, judged=True)
    book = chosen.codebook
    kept, left_out = counted(view, book, joined) if book else (view, ())
    lines = record_lines(kept, asked.style, asked.rule, asked.least, joined, AcrossReports().copies)
    lines += differ_lines(disputes(asked.connection))
    return [*lines, *(left_out_lines(book, left_out) if book else []), *own_lines(chosen)]


def _page(asked: _Asked, incident: str) -> list[str]:
    from tollbook.comparer import AcrossReports
    from tollbook.publish.terminal.joint import Ruled, joint_lines
    from tollbook.publish.terminal.judging import joined_lines
    from tollbook.publish.terminal.record import incident_page
    from tollbook.publish.terminal.ruled import beside, ruled_lines
    from tollbook.record.joined import joined_of
    from tollbook.record.judging import incident_of
    from tollbook.record.ruled_tolls import alone, rule_choice_of, ruled_tolls
    from tollbook.record.view import incident_in

    found = incident_in(asked.connection, incident)
    (whole,) = joined_of(asked.connection, [incident_of(asked.connection, found.incident.id)])
    choice, across = rule_choice_of(whole, asked.rule), AcrossReports()
    single = len(whole.accounts) == 1
    by_hand = beside(whole)
    told = ruled_tolls(alone(whole, found.incident.id), choice, asked.least)
    page = incident_page(found, asked.style, told, by_hand if single else {})
    page += [*ruled_lines(whole, asked.style), *joined_lines(whole, incident, asked.style)]
    page += _parts(asked, whole, across)
    if not single:
        ruled = Ruled(ruled_tolls(whole, choice, asked.least, across.copies), by_hand)
        copies = across.copies(whole.accounts)
        page += ["", *joint_lines(whole.id, whole.counted(), asked.style, copies, choice, asked.least, ruled)]
    return page


def _parts(asked: _Asked, whole: "JoinedIncident", across: "AcrossReports") -> list[str]:
    """The parts of a total, or the totals that include an incident."""
    from tollbook.publish.terminal.parts import parts_lines
    from tollbook.record.in_totals import in_totals
    from tollbook.record.ruled_tolls import ruled_tolls
    from tollbook.record.toll_rules import RuleChoice

    def tolls(one: "JoinedIncident") -> "tuple[Toll, ...]":
        return ruled_tolls(one, RuleChoice(asked.rule), asked.least, across.copies)

    return parts_lines(in_totals(asked.connection, whole, across, tolls), asked.style)
