"""The body of the command that writes a dossier: takes a record and options, calls record and publish, writes a line. Decides nothing itself."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from tollbook.cli_parts import given, opened
from tollbook.comparer import AcrossReports
from tollbook.publish.dossier.write import write_dossier
from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.record import left_out_lines, own_lines
from tollbook.record.codebooks import Chosen, choose
from tollbook.record.counting import counted_incidents
from tollbook.record.file import reading
from tollbook.record.incident_view import How, Recorded, incidents_in, of_codebook

_UNMARKED = " What these tell is not marked in the texts."


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts, and by which rule; what the command says goes before what the codebook says. No codebook is the record's own, "none" is none."""

    rule: str | None
    least: float
    codebook: Path | None


def write(record: Path, out: Path, title: str | None, counting: Counting, as_of: date | None) -> None:
    """Write the pages and say where they begin; a folder that cannot be written ends the command with exit code 2."""
    with opened() as console:
        found, chosen, notes = _counted(record, counting, as_of)
        shown = [note + (_UNMARKED if len(found.incidents) < found.in_all else "") for note in notes[:1]] + notes[1:]
        try:
            written = write_dossier(found.view.reports, out, title=title or record.stem, incidents=found.incidents, notes=shown)
        except OSError as error:
            console.error(f"{out}: cannot be written ({(error.strerror or 'system error').lower()}); name another folder with --out")
            raise typer.Exit(2) from None
        console.lines([*notes, *own_lines(chosen), clean(str(written[0]))])


def _counted(record: Path, counting: Counting, as_of: date | None) -> tuple[Recorded, Chosen, list[str]]:
    """The incidents that count, by which codebook, and what it leaves out."""
    named, across = given(counting.codebook), AcrossReports()
    with reading(record, as_of) as connection:
        chosen = choose(connection, named, none=counting.codebook is not None)
        book = chosen.codebook
        rule = counting.rule or (book.toll_rule if book is not None else None)
        least = counting.least or (book.min_confidence if book is not None else 0.0)
        found = incidents_in(connection, How(across.copies, rule, least, across))
    if book is None:
        return found, chosen, []
    kept, left_out = counted_incidents({one.id: one.settled() for one in found.incidents}, book)
    return of_codebook(found, kept), chosen, left_out_lines(book, left_out)
