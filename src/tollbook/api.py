"""The Python interface, as small as the command line: read reports, code them, add them to a record, view a record. Prints nothing, reads no clock.

for coded in tollbook.api.code(["report.txt"]):
    ...
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from tollbook import __version__
from tollbook.comparer import AcrossReports
from tollbook.lexicon.codebook import codebook
from tollbook.lexicon.profiles import profile
from tollbook.model.errors import BadLexicon, BadWeights, Failure, TollbookError
from tollbook.model.incident import CodedReport
from tollbook.model.text import Report
from tollbook.pipeline import Settings, code_report
from tollbook.read.options import ReadOptions
from tollbook.read.sources import read_paths
from tollbook.read.text import read_text
from tollbook.record import linking
from tollbook.record.codebook_file import Codebook, Floors, read_codebook
from tollbook.record.codebooks import own_codebook
from tollbook.record.coding import Stamp
from tollbook.record.decide import Decided, decide
from tollbook.record.file import reading
from tollbook.record.history import Changes, changes
from tollbook.record.joined import JoinedIncident, find_joined, named_in, read_joined
from tollbook.record.joint_tolls import history_of, joint_tolls
from tollbook.record.linking import Comparer
from tollbook.record.parts import Part, Parts, PartTeller, parts_of, totals_of
from tollbook.record.rebuild import Rebuild, rebuild, repair
from tollbook.record.ruled_tolls import rule_choice, ruled_tolls
from tollbook.record.store import Author, Kept, Store, open_store
from tollbook.record.toll import Toll
from tollbook.record.toll_rules import RuleChoice
from tollbook.record.tolls import single_tolls, tolls
from tollbook.record.view import FoundClaim, FoundIncident, RecordView, find_claim, find_incident, read_head, read_log, read_view
from tollbook.record.voices import voices

__all__ = [
    "MACHINE", "AcrossReports", "Added", "Author", "Changes", "Codebook", "CodedReport", "Comparer", "Decided", "Failure", "Floors", "FoundClaim",
    "FoundIncident", "JoinedIncident", "Options", "Part", "Parts", "Rebuild", "RecordView", "Report", "RuleChoice", "Settings", "Toll", "add",
    "changes", "code", "code_text", "decide", "find_claim", "find_incident", "find_joined", "find_parts", "find_totals", "history_of", "joint_tolls",
    "link", "own_codebook", "read", "read_codebook", "read_head", "read_joined", "read_log", "read_rules", "read_view", "rebuild", "repair",
    "ruled_tolls", "single_tolls", "tolls", "unlinked", "voices",
]  # fmt: skip

MACHINE = f"machine tollbook {__version__}"
"""The name under which tollbook itself writes to a record."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows and chooses: how reports are read and how they are coded; `stdin` is what the path "-" stands for; `comparer` is
    what compares their accounts with those of the record (None: nothing is linked, and `link` can do it later); `codebook` is the record's own,
    whose profile then holds and whose hash is part of the stamp."""

    reading: ReadOptions = field(default_factory=ReadOptions)
    settings: Settings = field(default_factory=Settings)
    stdin: BinaryIO | None = None
    comparer: Comparer | None = None
    codebook: Codebook | None = None

    def coding(self) -> Settings:
        """How reports are coded: by the codebook's profile where there is one."""
        return replace(self.settings, profile=self.codebook.profile) if self.codebook else self.settings


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report or one failure that was offered to a record."""

    what: Report | Failure
    kept: Kept
    coded: CodedReport | None


def read(paths: Iterable[str | Path], options: Options | None = None) -> Iterator[Report | Failure]:
    """Every report under the paths, every problem as a Failure in its place."""
    chosen = options or Options()
    yield from read_paths([str(path) for path in paths], chosen.reading, chosen.stdin)


def code(paths: Iterable[str | Path], options: Options | None = None) -> Iterator[CodedReport | Failure]:
    """Every report under the paths, coded; stores nothing. A report that cannot be coded is a Failure in its place."""
    chosen = options or Options()
    for one in read(paths, chosen):
        yield one if isinstance(one, Failure) else _code(one, chosen.coding())


def code_text(text: str, *, published: date | None = None, outlet: str | None = None, settings: Settings | None = None) -> CodedReport:
    """One text, coded; raises BadInput when it is no report."""
    return code_report(read_text(text, published=published, outlet=outlet, title=None, source="text"), settings or Settings())


def add(paths: Iterable[str | Path], record: str | Path, author: Author, options: Options | None = None) -> Iterator[Added]:
    """Read and code every report under the paths and keep it in the record, one transaction each; what is in the record already is not coded again.

    The text of a codebook is kept first. Raises BadRecord when the file is no record or cannot be written; everything yielded before is kept.
    """
    chosen = options or Options()
    with _store(Path(record), chosen) as store:
        if chosen.codebook is not None:
            store.use(chosen.codebook, author)
        for one in read(paths, chosen):
            if not (isinstance(one, Failure) and _is_part_of(Path(record), one.source)):
                yield _add(store, one, author, chosen.coding())


def link(record: str | Path, author: Author, comparer: Comparer) -> Iterator[str]:
    """Compare the accounts of every report that this comparer has not compared yet, one transaction each; yields the reports' ids.

    Judgements of people hold whatever it finds. Raises BadRecord when there is no record.
    """
    read_head(Path(record))
    with _store(Path(record), Options(comparer=comparer)) as store:
        yield from store.link(author)


def unlinked(record: str | Path, comparer: Comparer) -> int:
    """How many reports of a record this comparer has not compared yet; `link` does it."""
    with reading(Path(record)) as connection:
        return linking.unlinked(connection, comparer.weights)


def find_parts(record: str | Path, total: str, teller: PartTeller, as_of: date | None = None) -> Parts:
    """The parts of a total by its id or the beginning of it; none when it is no total. Raises NotInRecord."""
    with reading(Path(record), as_of) as connection:
        return parts_of(connection, named_in(connection, total), teller)


def find_totals(record: str | Path, incident: str, teller: PartTeller, as_of: date | None = None) -> Parts:
    """The totals that an incident is a part of; raises NotInRecord."""
    with reading(Path(record), as_of) as connection:
        return totals_of(connection, named_in(connection, incident), teller)


def read_rules(record: str | Path, rule: str | None = None, as_of: date | None = None) -> RuleChoice:
    """The toll rule of a record and those that people set for single incidents."""
    with reading(Path(record), as_of) as connection:
        return rule_choice(connection, rule)


@contextmanager
def _store(record: Path, options: Options) -> Iterator[Store]:
    chosen = options.coding().profile
    profile(chosen)
    rules = options.codebook.stamp(codebook()) if options.codebook else codebook()
    with open_store(record, Stamp(__version__, rules, chosen), options.comparer) as store:
        yield store


def _is_part_of(record: Path, source: str) -> bool:
    """Whether a source that is no report is the record itself, which may lie among the reports."""
    own, other = os.path.realpath(record), os.path.realpath(source)
    return other in (own, f"{own}-wal", f"{own}-shm", f"{own}-journal")


def _add(store: Store, one: Report | Failure, author: Author, settings: Settings) -> Added:
    if isinstance(one, Report) and store.knows(one):
        return Added(one, "already in the record", None)
    outcome = one if isinstance(one, Failure) else _code(one, settings)
    if isinstance(outcome, Failure):
        return Added(outcome, store.add_failure(outcome, author), None)
    try:
        return Added(outcome.report, store.add(outcome, author), outcome)
    except (TollbookError, sqlite3.Error):
        raise
    except Exception as error:
        failure = _unexpected(outcome.report, "storing", error)
        return Added(failure, store.add_failure(failure, author), None)


def _code(report: Report, settings: Settings) -> CodedReport | Failure:
    try:
        return code_report(report, settings)
    except (BadLexicon, BadWeights):
        raise
    except TollbookError as error:
        problem, _, advice = str(error).partition("; ")
        return Failure(report.source, problem, advice or "report this with the text")
    except Exception as error:
        return _unexpected(report, "coding", error)


def _unexpected(report: Report, doing: str, error: Exception) -> Failure:
    """A fault of tollbook's own: it costs the report, and says where it happened."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_globals.get('__name__', '?')}:{place.tb_lineno}" if place else ""
    return Failure(
        report.source, f"{doing} failed unexpectedly ({type(error).__name__}{where})", "report this with the text; the others go on"
    )
