"""Takes coded reports, failures, comparisons and judgements; gives the facts that the log keeps of them, and reads them back. Lossless both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tollbook.model import wire
from tollbook.model.claim import Claim, NumberOutcome
from tollbook.model.comparison import Comparison
from tollbook.model.errors import BadRecord, Failure
from tollbook.model.incident import CodedReport, Incident
from tollbook.model.judgement import Judgement
from tollbook.model.text import Report
from tollbook.record.event import Event, Fact, body_of, canonical


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which tollbook, which codebook (rules and vocabulary) and which profile coded a report."""

    tollbook: str
    codebook: str
    profile: str

    @property
    def reads(self) -> tuple[str, str, str]:
        """What of it can change a coding: tollbook, its own rules and the profile. Of a record's own codebook, whose hash follows that of the rules, only
        the profile can."""
        return self.tollbook, self.codebook.partition(" ")[0], self.profile


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coding found in a report, and by which rules."""

    stamp: Stamp
    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    numbers: tuple[NumberOutcome, ...]


@dataclass(frozen=True, slots=True)
class UsedCodebook:
    """By which codebook a record is read from now on; `text` is None where the record keeps it already."""

    hash: str
    name: str
    version: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Two accounts (ids in order) that the machine holds different, without the waterfall: there are many, and any can be compared again."""

    left: str
    right: str
    bits: float
    share: float


@dataclass(frozen=True, slots=True)
class Linking:
    """What one run of the comparer (named by the hash of its weights) found for the accounts of one report: the keys under which each is looked up,
    every comparison that is the same or undecided, those that are different, the keys that stand for more accounts than were looked at, and how many
    were looked at under a key on either side (0: pairs that are pushed further apart later still count)."""

    weights: str
    keys: tuple[tuple[str, tuple[str, ...]], ...]
    comparisons: tuple[Comparison, ...]
    different: tuple[Apart, ...]
    crowded: tuple[str, ...]
    bound: int = 0


def read_fact(report: Report) -> Fact:
    """That a report was read, with its whole text."""
    return Fact("report_read", report.id, canonical(wire.dump(report)))


def coded_fact(coded: CodedReport, stamp: Stamp) -> Fact:
    """That a report was coded, with everything found."""
    coding = Coding(stamp, coded.incidents, coded.claims, coded.numbers)
    return Fact("report_coded", coded.report.id, canonical(wire.dump(coding)))


def failed_fact(failure: Failure) -> Fact:
    """That a source could not be read or coded."""
    return Fact("report_failed", failure.source, canonical(wire.dump(failure)))


def compared_fact(report: str, linking: Linking) -> Fact:
    """That the accounts of a report were compared with those of others."""
    return Fact("compared", report, canonical(wire.dump(linking)))


def judged_fact(judgement: Judgement) -> Fact:
    """That somebody judged something."""
    return Fact("judged", judgement.id, canonical(wire.dump(judgement)))


def codebook_fact(used: UsedCodebook) -> Fact:
    """That a record is read by a codebook from now on."""
    return Fact("codebook_used", used.hash, canonical(wire.dump(used)))


def report_of(event: Event) -> Report:
    """The report of a report_read event."""
    report: Report = _load(Report, event)
    return report


def coding_of(event: Event) -> Coding:
    """The coding of a report_coded event."""
    coding: Coding = _load(Coding, event)
    return coding


def failure_of(event: Event) -> Failure:
    """The failure of a report_failed event."""
    failure: Failure = _load(Failure, event)
    return failure


def linking_of(event: Event) -> Linking:
    """The comparisons of a compared event."""
    linking: Linking = _load(Linking, event)
    return linking


def judgement_of(event: Event) -> Judgement:
    """The judgement of a judged event."""
    judgement: Judgement = _load(Judgement, event)
    return judgement


def used_codebook_of(event: Event) -> UsedCodebook:
    """The codebook of a codebook_used event."""
    used: UsedCodebook = _load(UsedCodebook, event)
    return used


def coded_report(read: Event, coded: Event) -> CodedReport:
    """A report and its coding, from the two events that hold them; raises BadRecord when a quote is not in the text at its place."""
    report, coding = report_of(read), coding_of(coded)
    spans = [claim.span for claim in coding.claims] + [incident.anchor for incident in coding.incidents]
    for span in spans:
        if report.text[span.start : span.end] != span.quote:
            raise BadRecord(f"event {coded.seq} quotes words that the report does not hold at {span.start}; restore the record from a copy")
    return CodedReport(report, coding.incidents, coding.claims, coding.numbers)


def _load(kind: type[object], event: Event) -> Any:
    data = body_of(event)
    try:
        return wire.load(kind, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRecord(f"event {event.seq} ({event.kind}) cannot be read; use the tollbook that wrote it, or restore a copy") from error
