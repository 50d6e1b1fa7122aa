"""The command that checks a codebook. Decides nothing itself."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that help and mistakes in a command answer at once

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli_parts import opened

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
