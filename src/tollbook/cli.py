"""The command line: takes arguments, calls the Python interface, writes lines, sets the exit code. Decides nothing about a report.

Exit codes: 0 all is well, 1 something could not be read or a record is not whole, 2 the command itself was wrong.
"""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that help and mistakes in a command answer at once

import sys
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook import __version__
from tollbook.cli_codebook import codebook_app
from tollbook.cli_judge import add_commands
from tollbook.cli_parts import PLAIN, AsOf, CodebookFile, MinConfidence, RecordFile, RuleName, day, given, latest_day, opened
from tollbook.cli_show import add_show

if TYPE_CHECKING:
    from tollbook.api import Options
    from tollbook.console import Console
    from tollbook.model.text import Report

app = typer.Typer(
    name="tollbook",
    help="Read news reports of armed conflict; keep a sourced record of incidents and of every casualty figure, with who said it and in which words.",
    epilog="Exit codes: 0 all is well; 1 some reports could not be read, or a record is not whole; 2 the command was wrong.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=PLAIN,
)


class Format(StrEnum):
    """How results are written."""

    table = "table"
    jsonl = "jsonl"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Text files, HTML pages, feeds, JSON lines, or folders of them; - reads standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="The day the reports were published (YYYY-MM-DD), which 'yesterday' and 'last month' are counted from."
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the reports.")]
Profile = Annotated[str, typer.Option(metavar="NAME", help="How vague words ('dozens') are read; tollbook ships default and acled.")]
_FORMAT = "table: for reading. jsonl: one JSON object per report and line, as docs/interface.md says."


@app.callback(invoke_without_command=True)
def _main(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        typer.echo(f"tollbook {__version__}")
        raise typer.Exit


@app.command()
def code(
    paths: Paths,
    published: Published = None,
    outlet: Outlet = None,
    profile: Profile = "default",
    output: Annotated[Format, typer.Option("--format", metavar="table|jsonl", help=_FORMAT)] = Format.table,
) -> None:
    """Read reports and print what they tell: incidents, figures, speakers, places, dates. Stores nothing."""
    from tollbook import api
    from tollbook.lexicon.codes import incident_codes
    from tollbook.publish.jsonl import report_line
    from tollbook.publish.terminal.report import report_lines

    with opened() as console:
        options = _options(published, outlet, profile)
        failures = shown = 0
        for one in api.code(paths, options):
            if isinstance(one, api.Failure):
                failures += 1
                console.failure(one)
                continue
            _warn(console, one.report)
            if output is Format.jsonl:
                console.data(report_line(one, incident_codes()))
            else:
                style = console.style()
                console.lines([*(["", "-" * style.width, ""] if shown else []), *report_lines(one, style)])
            shown += 1
            console.progress(f"read: {shown}")
        console.clear()
    raise typer.Exit(1 if failures else 0)


@app.command()
def add(
    paths: Paths,
    record: RecordFile,
    published: Published = None,
    outlet: Outlet = None,
    profile: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="How vague words ('dozens') are read; if not given, as the codebook says, else default."),
    ] = None,
    codebook: CodebookFile = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="Do not compare the reports with those of the record; `tollbook link` can do it later.")
    ] = False,
) -> None:
    """Read reports into a record, which is made when there is none. A report that is in the record already changes nothing.

    A record keeps the codebook that it is given, and reads later reports by it.
    """
    from tollbook import api
    from tollbook.publish.terminal.adding import added_line, summary_line, unlinked_lines
    from tollbook.publish.terminal.record import own_lines
    from tollbook.record.codebooks import Chosen, choose_own

    with opened() as console:
        author = api.Author(api.MACHINE, datetime.now(UTC))
        kept: dict[str, int] = {}
        failures = 0
        chosen = choose_own(record) if codebook is None else Chosen(given(codebook))
        holds = chosen.codebook
        book = None if chosen.own and profile is not None else holds  # a profile that a person names goes before the record's own
        floors = holds.floors if holds else None
        options = replace(_options(published, outlet, profile or "default"), codebook=book)
        comparer = api.AcrossReports(floors)
        if not alone:
            options = replace(options, comparer=comparer)
        for one in api.add(paths, record, author, options):
            if isinstance(one.what, api.Failure):
                failures += 1
                console.failure(one.what)
                continue
            if one.coded is not None:
                _warn(console, one.what)
            kept[one.kept] = kept.get(one.kept, 0) + 1
            console.lines([added_line(one.what, one.kept, one.coded)])
            console.progress(f"read: {sum(kept.values())}")
        console.lines(
            [summary_line(kept, failures), *(own_lines(chosen) if book is holds else []), *unlinked_lines(api.unlinked(record, comparer))]
        )
    raise typer.Exit(1 if failures else 0)


@app.command()
def link(record: RecordFile, codebook: CodebookFile = None) -> None:
    """Compare the reports of a record that were not compared yet, or by other weights; what people judged holds. Interrupted, it goes on."""
    from tollbook import api
    from tollbook.publish.terminal.record import own_lines
    from tollbook.record.codebooks import Chosen, choose_own

    with opened() as console:
        done = 0
        chosen = choose_own(record) if codebook is None else Chosen(given(codebook))
        book = chosen.codebook
        for _ in api.link(record, api.Author(api.MACHINE, datetime.now(UTC)), api.AcrossReports(book.floors if book else None)):
            done += 1
            console.progress(f"compared: {done}")
        console.lines([f"{done:,} compared." if done else "Every report was compared already.", *own_lines(chosen)])


add_show(app)


@app.command()
def doubts(
    record: RecordFile, most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many lines at most.")] = 40
) -> None:
    """List the claims of a record that a person should look at first: those read with the least confidence, and what is doubtful in each."""
    from tollbook.publish.terminal.doubts import doubt_lines
    from tollbook.record.view import read_view

    with opened() as console:
        console.lines(doubt_lines(read_view(record), console.style(), most))


@app.command()
def why(claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id or its beginning.")], record: RecordFile) -> None:
    """Explain a claim: its words in the text, the rules that fired, how figure, speaker, date and place were read, and what people ruled of it."""
    from tollbook.publish.terminal.why import why_lines
    from tollbook.record.claim_view import read_claim

    with opened() as console:
        found = read_claim(record, claim)
        console.lines(why_lines(found.found, console.style(), found.ruling, found.whole))


@app.command()
def dossier(
    record: RecordFile,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the pages; made when there is none.")],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The heading; the record's name if not given.")] = None,
    rule: RuleName = None,
    least: MinConfidence = 0.0,
    as_of: AsOf = None,
    codebook: CodebookFile = None,
) -> None:
    """Write a record as pages for a browser: incidents with the figures of all their reports side by side, map, timeline, texts with marked claims.
    Works offline."""
    from tollbook.cli_dossier import Counting, write

    write(record, out, title, Counting(rule, least, codebook), day(as_of, "--as-of", "today or an earlier day"))


add_commands(app)


@app.command()
def rebuild(
    record: RecordFile, repair: Annotated[bool, typer.Option("--repair", help="Replace views that differ by what the log gives.")] = False
) -> None:
    """Derive everything that is shown from the log again, and say whether it is the same, byte for byte."""
    from tollbook.publish.terminal.record import rebuild_lines
    from tollbook.record import rebuild as views

    with opened() as console:
        found = views.repair(record) if repair else views.rebuild(record)
        console.lines(rebuild_lines(found))
    raise typer.Exit(0 if found.whole else 1)


@app.command()
def log(
    record: RecordFile,
    output: Annotated[
        Format, typer.Option("--format", metavar="table|jsonl", help="table: a line per event. jsonl: whole events.")
    ] = Format.table,
) -> None:
    """List the events of a record: what was read and coded, when and by whom."""
    from tollbook.publish.jsonl import event_line
    from tollbook.publish.terminal.record import log_lines
    from tollbook.record.view import read_log

    with opened() as console:
        events = read_log(record)
        if output is Format.jsonl:
            for event in events:
                console.data(event_line(event))
        else:
            console.lines(log_lines(events, console.style()))


@app.command()
def stages() -> None:
    """Print the stages that a report passes, in order: what each needs, gives and does."""
    from tollbook.pipeline import STAGES
    from tollbook.publish.terminal.columns import Column, aligned

    with opened() as console:
        columns = (Column("stage"), Column("needs", True), Column("gives", True), Column("does", True))
        rows = [(stage.name, ", ".join(stage.needs), ", ".join(stage.gives), stage.doc) for stage in STAGES]
        console.lines(aligned(columns, rows, console.style().width))


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Actor lists of your own (YAML), checked as if they were added already.")
    ] = None,
) -> None:
    """Check the lists that people edit: actors, places, outlets and weights. Every mistake is named with file, line and remedy.

    Actor lists of your own are read by every command from tollbook/actors in your data folder (~/.local/share), or from the file or folder that
    TOLLBOOK_ACTORS names. How to write one: docs/actors.md.
    """
    from tollbook.lexicon.actor_files import actor_files
    from tollbook.publish.terminal.clean import clean
    from tollbook.resolve.check import check_lists

    with opened() as console:
        found = check_lists(files or ())
        own = [] if found else [file.name for file in actor_files() if file.own]
        console.lines(
            [
                *(clean(f"{one.file}:{one.line}: {one.problem}; {one.advice}") for one in found),
                f"{len(found)} {'mistake' if len(found) == 1 else 'mistakes'}" if found else "all lists are sound",
                *(clean(f"read as well: {name}") for name in own),
            ]
        )
    raise typer.Exit(1 if found else 0)


app.add_typer(codebook_app)

gazetteer_app = typer.Typer(
    name="gazetteer", help="Add places to those that tollbook knows, and list what it knows.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(gazetteer_app)


@gazetteer_app.command("add")
def gazetteer_add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="GeoNames dumps (SY.zip, allCountries.txt) or lists with a header line: name, country, lat, lon and more."
        ),
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call the source; default: the file's name. One file at a time.")
    ] = None,
) -> None:
    """Add places. Interrupted, the same command goes on where it stopped; the same file again changes nothing; a changed one replaces the old."""
    from tollbook.publish.terminal.gazetteer import added_lines
    from tollbook.resolve.gazetteer_add import add as add_places

    if name is not None and len(files) > 1:
        raise typer.BadParameter("a name is for one file; give one file, or no name", param_hint="--name")
    faults = 0
    with opened() as console:
        for file in files:
            done = add_places(file, source=name, progress=partial(_reading, console, file.name))
            console.clear()
            console.lines(added_lines(done, console.style()))
            faults += len(done.examples)
    raise typer.Exit(1 if faults else 0)


def _reading(console: "Console", name: str, lines: int, places: int) -> None:
    console.progress(f"{name}: {lines:,} lines read")


@gazetteer_app.command("list")
def gazetteer_list(
    country: Annotated[str | None, typer.Argument(metavar="COUNTRY", help="Two letters, for the places of one country by source.")] = None,
) -> None:
    """List the sources of places and what each covers."""
    from tollbook.lexicon.gazetteer_file import holdings, tables
    from tollbook.publish.terminal.gazetteer import holding_lines

    with opened() as console:
        console.lines(holding_lines((tables(), *holdings()), country.upper() if country else None, console.style()))


@gazetteer_app.command("find")
def gazetteer_find(name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a place, in any spelling.")]) -> None:
    """List every place that a name may stand for, with its source."""
    from tollbook.publish.terminal.gazetteer import found_lines
    from tollbook.resolve.gazetteer import division, look_up

    with opened() as console:
        console.lines(
            found_lines(
                name,
                [(e.name, e.feature, division(e) or "", e.country or "", e.lat, e.lon, e.population, e.source) for e in look_up(name)],
                console.style(),
            )
        )


@gazetteer_app.command("remove")
def gazetteer_remove(source: Annotated[str, typer.Argument(metavar="SOURCE", help="The source's name, as `list` shows it.")]) -> None:
    """Take out what was added from one source."""
    from tollbook.resolve.gazetteer_add import remove

    with opened() as console:
        console.lines([f"{remove(source):,} places of {source} removed"])


def _options(published: str | None, outlet: str | None, profile: str) -> "Options":
    from tollbook import api
    from tollbook.read.options import ReadOptions

    given = day(published, "--published", "the day on which the reports were published")
    reading = ReadOptions(published=given, outlet=outlet, today=latest_day())
    return api.Options(reading, api.Settings(profile), sys.stdin.buffer if sys.stdin else None)


def _warn(console: "Console", report: "Report") -> None:
    for warning in report.warnings:
        console.warning(report.source, warning)


def main() -> None:
    """Run the command line."""
    app(prog_name="tollbook")


if __name__ == "__main__":
    main()
