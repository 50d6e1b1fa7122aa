"""Gives what every command shares: the options that return, the streams of one command, and how a day is written. Decides nothing."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that help and mistakes in a command answer at once

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.model.errors import TollbookError

if TYPE_CHECKING:
    from tollbook.console import Console
    from tollbook.record.codebook_file import Codebook

RecordFile = Annotated[Path, typer.Option(metavar="FILE", help="The record, one file; by custom it ends in .toll.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The record as it stood at the end of that day (YYYY-MM-DD, UTC), by reports and judgements."
    ),
]
CodebookFile = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        metavar="FILE",
        help="What counts, profile, toll rule (docs/record.md); if not given, the codebook that the record keeps; none: no codebook.",
    ),
]
RuleName = Annotated[
    str | None, typer.Option(metavar="NAME", help="The rule for low, best and high (lexicon/toll_rules.yaml); default: range.")
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", metavar="SHARE", min=0.0, max=1.0, help="Set figures aside that are read with less confidence (0 to 1)."
    ),
]
PLAIN = {"help_option_names": ["-h", "--help"]}


@contextmanager
def opened() -> "Iterator[Console]":
    """The streams of one command; an error that tollbook raises on purpose ends it with one line and exit code 2."""
    from tollbook.console import Console

    console = Console()
    try:
        yield console
    except TollbookError as error:
        console.error(str(error))
        raise typer.Exit(2) from None


def given(codebook: Path | None) -> "Codebook | None":
    """The codebook that a person names, None where it is none, or where nobody names one. A file called none is ./none."""
    from tollbook.record.codebook_file import read_codebook

    return None if codebook is None or str(codebook) == "none" else read_codebook(codebook)


def latest_day() -> date:
    """The date where the day begins first."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def day(text: str | None, option: str, what: str) -> date | None:
    """The day of an option; a mistake ends the command with advice."""
    if text is None:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        found = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as YYYY-MM-DD, such as 2016-02-22", param_hint=option) from None
    if found > latest_day():
        raise typer.BadParameter(f"{text} lies in the future; give {what}", param_hint=option)
    return found
