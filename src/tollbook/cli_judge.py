"""The commands by which people judge: takes arguments, calls the record, writes lines, sets the exit code. Decides nothing itself."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that help and mistakes in a command answer at once

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli_parts import RecordFile, day, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from tollbook.model.judgement import Judgement, JudgementKind
    from tollbook.record.judging import Said

By = Annotated[
    str, typer.Option("--by", metavar="NAME", envvar="TOLLBOOK_PERSON", show_envvar=False, help="Who decides; or set TOLLBOOK_PERSON.")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for those who read it later.")]
_ACCOUNT = "An account's or an incident's id, or its beginning."
One = Annotated[str, typer.Argument(metavar="A", help=_ACCOUNT)]
Other = Annotated[str, typer.Argument(metavar="B", help=_ACCOUNT)]
Total = Annotated[str, typer.Argument(metavar="TOTAL", help="A total's id or its beginning.")]
OfTotal = Annotated[str, typer.Argument(metavar="INCIDENT", help="An incident's id or its beginning.")]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id or its beginning.")]

judge_app = typer.Typer(
    name="judge", help="Decide about pairs, incidents and claims. Nothing is overwritten: every judgement is kept with who, when and why.",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip
judgements_app = typer.Typer(
    name="judgements", help="Carry judgements from record to record.", no_args_is_help=True, rich_markup_mode=None
)  # fmt: skip


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this module among those of the command line."""
    app.add_typer(judge_app)
    app.add_typer(judgements_app)
    app.command()(queue)
    app.command()(changes)


@judge_app.command()
def same(one: One, other: Other, record: RecordFile, by: By = "", why: Why = "") -> None:
    """Say that two accounts tell of the same incident. It unites them whatever the machine found."""
    _pair(record, "same", (one, other), by, why)


@judge_app.command()
def different(one: One, other: Other, record: RecordFile, by: By = "", why: Why = "") -> None:
    """Say that two accounts tell of different incidents. It undoes an automatic join and holds against every later run."""
    _pair(record, "different", (one, other), by, why)


@judge_app.command()
def unsure(one: One, other: Other, record: RecordFile, by: By = "", why: Why = "") -> None:
    """Say that nobody can tell from these two accounts. The machine does not join this pair by itself then."""
    _pair(record, "unsure", (one, other), by, why)


@judge_app.command()
def merge(
    accounts: Annotated[list[str], typer.Argument(metavar="ACCOUNT", help=_ACCOUNT)], record: RecordFile, by: By = "", why: Why = ""
) -> None:
    """Say that all of these are the same incident: `same` for each pair."""
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: judging.merge(connection, accounts, said))


@judge_app.command()
def split(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="An incident's id or its beginning.")],
    accounts: Annotated[list[str], typer.Argument(metavar="ACCOUNT", help="The accounts that do not belong to it.")],
    record: RecordFile,
    by: By = "",
    why: Why = "",
) -> None:
    """Take accounts out of an incident: `different` for each of them and each account that stays. They stay together themselves."""
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: judging.split(connection, incident, accounts, said))


@judge_app.command("part")
def part_of(total: Total, incident: OfTotal, record: RecordFile, by: By = "", why: Why = "") -> None:
    """Say that an incident is a part of a total, whatever the machine finds. Nothing is added up."""
    _part(record, "part", total, incident, by, why)


@judge_app.command("not-part")
def not_part(total: Total, incident: OfTotal, record: RecordFile, by: By = "", why: Why = "") -> None:
    """Say that an incident is no part of a total, whatever the machine finds."""
    _part(record, "not_part", total, incident, by, why)


@judge_app.command()
def accept(claim: Claim, record: RecordFile, by: By = "", why: Why = "") -> None:
    """Say that a claim is read rightly."""
    _rule(record, "accept", claim, by, why)


@judge_app.command()
def reject(claim: Claim, record: RecordFile, by: By = "", why: Why = "") -> None:
    """Say that a claim is none: its words are no figure of this harm. It stays in the record and makes no toll."""
    _rule(record, "reject", claim, by, why)


@judge_app.command()
def correct(
    claim: Claim,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="min, max, qualifier, field, stance, group_kind or speaker.")],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE", help="What it should be; unknown for none. A speaker in the report's own words, none for the report itself."
        ),
    ],
    record: RecordFile,
    by: By = "",
    why: Why = "",
) -> None:
    """Correct what was read of a claim. What was read first stays beside it."""
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: (judging.correction(connection, claim, field, value, said),))


@judge_app.command("set")
def set_value(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="An incident's id or its beginning.")],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="place, date, actor, status, type, rule, or a field of harm such as killed.")
    ],
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help="Such as 2024-05-13, 2024-05-01/2024-05-13, 'Goma @ -1.68,29.23', 10-12; unknown for none."),
    ],
    record: RecordFile,
    by: By = "",
    why: Why = "",
) -> None:
    """Set place, date, actor, status, type, toll rule or toll of an incident by hand. A toll by hand stands beside the one that is read."""
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: judging.settings(connection, incident, field, value, said))


@judge_app.command()
def withdraw(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="A judgement's id or its beginning.")],
    record: RecordFile,
    by: By = "",
    why: Why = "",
) -> None:
    """Take a judgement back. Both stay in the log; what stood before stands again."""
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: (judging.withdrawal(connection, judgement, said),))


@judgements_app.command("export")
def export_judgements(record: RecordFile) -> None:
    """Print every judgement as a line of JSON, also those that were replaced or taken back."""
    from tollbook.record.exchange import exported
    from tollbook.record.file import reading

    with opened() as console, reading(record) as connection:
        for line in exported(connection):
            console.data(line)


@judgements_app.command("import")
def import_judgements(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Lines that `judgements export` wrote.")], record: RecordFile
) -> None:
    """Take judgements from a file, once each. Those about what the record does not hold wait until it does."""
    from tollbook import api
    from tollbook.publish.terminal.judging import imported_lines
    from tollbook.record import exchange
    from tollbook.record.decide import decide
    from tollbook.record.file import reading
    from tollbook.record.queue import disputes

    with opened() as console:
        brought = exchange.imported(exchange.lines_of(file), file.name)
        decided = decide(record, lambda _: brought, api.Author(api.MACHINE, datetime.now(UTC)))
        with reading(record) as connection:
            console.lines(imported_lines(decided, disputes(connection), exchange.waiting(connection)))


def queue(
    record: RecordFile, most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many pairs at most.")] = 20
) -> None:
    """List pairs of accounts that a person should decide, most useful first, with what speaks for and against; and where people differ."""
    from tollbook.publish.terminal.judging import queue_lines
    from tollbook.record.file import reading
    from tollbook.record.queue import crowded, disputes, open_pairs

    with opened() as console, reading(record) as connection:
        console.lines(queue_lines(open_pairs(connection, most), disputes(connection), crowded(connection), console.style()))


def changes(
    record: RecordFile,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The day after whose end to begin (YYYY-MM-DD, UTC).")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The day with whose end to stop.")],
) -> None:
    """Tell what changed in a record between two days: reports, incidents, claims, tolls and judgements."""
    from tollbook.comparer import AcrossReports
    from tollbook.publish.terminal.changes import change_lines
    from tollbook.record import history
    from tollbook.record.codebooks import own_codebook
    from tollbook.record.ruled_tolls import ruled_tolls
    from tollbook.record.toll_rules import RuleChoice

    days = [day(text, option, "today or an earlier day") for text, option in ((first, "--from"), (last, "--to"))]
    with opened() as console:
        assert days[0] is not None
        assert days[1] is not None
        book = own_codebook(record)
        choice, least = RuleChoice(book.toll_rule if book else None), book.min_confidence if book else 0.0
        tolls_of = partial(ruled_tolls, choice=choice, least=least, copies=AcrossReports().copies)
        console.lines(change_lines(history.changes(record, days[0], days[1], tolls_of), console.style()))


def _pair(record: Path, kind: "JudgementKind", accounts: tuple[str, str], by: str, why: str) -> None:
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: (judging.pair(connection, kind, *accounts, said),))


def _part(record: Path, kind: "JudgementKind", total: str, incident: str, by: str, why: str) -> None:
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: judging.part(connection, kind, total, incident, said))


def _rule(record: Path, kind: "JudgementKind", claim: str, by: str, why: str) -> None:
    from tollbook.record import judging

    _decide(record, by, why, lambda connection, said: (judging.ruling(connection, kind, claim, said),))


def _decide(record: Path, by: str, why: str, make: "Callable[[Connection, Said], Sequence[Judgement]]") -> None:
    """Keep what a person decides and say what came of it."""
    from tollbook import api
    from tollbook.publish.terminal.judging import decided_lines
    from tollbook.record.decide import decide
    from tollbook.record.exchange import waiting
    from tollbook.record.file import reading
    from tollbook.record.judging import Said
    from tollbook.record.queue import disputes

    with opened() as console:
        said = Said(by, datetime.now(UTC), why)
        decided = decide(record, lambda connection: make(connection, said), api.Author(said.by.strip(), said.at))
        with reading(record) as connection:
            console.lines(decided_lines(decided, disputes(connection), waiting(connection)))
