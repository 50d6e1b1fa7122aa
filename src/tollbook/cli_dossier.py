"""The body of the command that writes a dossier: takes a record and options, calls record and publish, writes a line. Decides nothing itself."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from tollbook.cli_parts import opened
from tollbook.comparer import AcrossReports
from tollbook.publish.dossier.write import write_dossier
from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.record import left_out_lines
from tollbook.record.codebook_file import read_codebook
from tollbook.record.counting import counted_incidents
from tollbook.record.incident_view import of_codebook, read_incidents

_UNMARKED = " What these tell is not marked in the texts."


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts, and by which rule; what the command says goes before what the codebook says."""

    rule: str | None
    least: float
    codebook: Path | None


def write(record: Path, out: Path, title: str | None, counting: Counting, as_of: date | None) -> None:
    """Write the pages and say where they begin; a folder that cannot be written ends the command with exit code 2."""
    with opened() as console:
        chosen = read_codebook(counting.codebook) if counting.codebook is not None else None
        rule = counting.rule or (chosen.toll_rule if chosen is not None else None)
        least = counting.least or (chosen.min_confidence if chosen is not None else 0.0)
        found = read_incidents(record, AcrossReports().copies, rule, least, as_of)
        notes: list[str] = []
        if chosen is not None:
            kept, left_out = counted_incidents({one.id: one.settled() for one in found.incidents}, chosen)
            found = of_codebook(found, kept)
            notes = left_out_lines(chosen, left_out)
        try:
            shown = [note + (_UNMARKED if len(found.incidents) < found.in_all else "") for note in notes]
            written = write_dossier(found.view.reports, out, title=title or record.stem, incidents=found.incidents, notes=shown)
        except OSError as error:
            console.error(f"{out}: cannot be written ({(error.strerror or 'system error').lower()}); name another folder with --out")
            raise typer.Exit(2) from None
        console.lines([*notes, clean(str(written[0]))])
