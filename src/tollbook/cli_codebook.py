"""The commands about codebooks: check a file, print one that a record keeps. Decides nothing itself."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that help and mistakes in a command answer at once

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli_parts import RecordFile, opened

codebook_app = typer.Typer(
    name="codebook",
    help="What counts as an incident of a record, and how it is read: a file of its own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@codebook_app.command("check")
def codebook_check(file: Annotated[Path, typer.Argument(metavar="FILE", help="A codebook (TOML).")]) -> None:
    """Check a codebook: the first mistake is named with line and remedy; a sound one with the hash that its records are stamped with."""
    from tollbook.publish.terminal.record import codebook_lines
    from tollbook.record.codebook_file import read_codebook

    with opened() as console:
        console.lines(codebook_lines(read_codebook(file)))


@codebook_app.command("show")
def codebook_show(
    record: RecordFile,
    name: Annotated[
        str | None,
        typer.Argument(metavar="HASH", help="A codebook's hash or its beginning, as a stamp names it; the record's own if not given."),
    ] = None,
) -> None:
    """Print a codebook that a record keeps, word for word. Which one coded a claim, `tollbook why` says."""
    from tollbook.record.codebooks import kept
    from tollbook.record.file import reading

    with opened() as console, reading(record) as connection:
        console.text(kept(connection, name).text)
