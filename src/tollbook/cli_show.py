"""The command that shows a record: its incidents on a line each, or one in full. Takes arguments, calls the record, writes lines. Decides nothing itself."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that help and mistakes in a command answer at once

from typing import Annotated

import typer

from tollbook.cli_parts import AsOf, CodebookFile, MinConfidence, RecordFile, RuleName, day, opened


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
    """List the incidents of a record with low, best and high; or show one with every figure beside its speaker."""
    from tollbook.comparer import AcrossReports
    from tollbook.publish.terminal.joint import joint_lines
    from tollbook.publish.terminal.judging import differ_lines, joined_lines
    from tollbook.publish.terminal.record import incident_page, left_out_lines, record_lines
    from tollbook.record.codebook_file import counted, read_codebook
    from tollbook.record.file import reading
    from tollbook.record.joined import find_joined, together
    from tollbook.record.queue import disputes
    from tollbook.record.toll_rules import RuleChoice
    from tollbook.record.view import find_incident, view_of

    then = day(as_of, "--as-of", "today or an earlier day")
    with opened() as console:
        chosen = read_codebook(codebook) if codebook is not None else None
        if chosen is not None:
            rule, least = rule or chosen.toll_rule, least or chosen.min_confidence
        if incident is None:
            with reading(record, then) as connection:
                view, differ = view_of(connection), disputes(connection)
                joined = together(connection, view)
            kept, left_out = counted(view, chosen) if chosen else (view, ())
            lines = [*record_lines(kept, console.style(), rule, least, joined, AcrossReports().copies), *differ_lines(differ)]
            console.lines([*lines, *(left_out_lines(chosen, left_out) if chosen else [])])
        else:
            page = incident_page(find_incident(record, incident, then), console.style(), rule, least)
            whole = find_joined(record, incident, then)
            page += joined_lines(whole, incident, console.style())
            if len(whole.accounts) > 1:
                accounts = whole.counted()
                page += ["", *joint_lines(whole.id, accounts, console.style(), AcrossReports().copies(accounts), RuleChoice(rule), least)]
            console.lines(page)
