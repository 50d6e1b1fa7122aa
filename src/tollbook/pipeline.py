"""The page that shows the machine: the stages in order, what each needs and gives, and the coding of one report. Stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tollbook.extract.audit import account
from tollbook.extract.claims import extract
from tollbook.extract.event_places import happened
from tollbook.extract.takings import with_takings
from tollbook.extract.targets import with_targets
from tollbook.learned.reading import learned_reading
from tollbook.lexicon.profiles import profile
from tollbook.link.local import link_report
from tollbook.model.incident import CodedReport
from tollbook.model.mention import Mentions
from tollbook.model.text import Report, Span
from tollbook.resolve.actor_host import hosted
from tollbook.resolve.actors import find_actors
from tollbook.resolve.dates import find_ages, find_dates, find_durations, find_times
from tollbook.resolve.places import find_places
from tollbook.text.document import Document, analyse


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, what it needs from those before it, what it gives to those behind it, and what it does in a sentence."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    doc: str


STAGES: tuple[Stage, ...] = (
    Stage(
        "read",
        ("bytes",),
        ("report",),
        "files, pages, feeds and JSON lines become reports: immutable text with blocks, title, outlet, origin and date",
    ),
    Stage("text", ("report",), ("document",), "the article is cut into sentences and tokens; blocks that are no part of it are read past"),
    Stage(
        "learned",
        ("document",),
        ("reading",),
        "a small network reads the article once; its probabilities are weighed beside the rules and decide nothing by themselves",
    ),
    Stage(
        "extract",
        ("document", "reading"),
        ("claims", "events", "responsibilities", "numbers"),
        "figures of harm with bound, group and speaker; event words; who claims or blames",
    ),
    Stage(
        "resolve",
        ("document",),
        ("dates", "places", "actors"),
        "words of the text to days, coordinates and actors, each with a reason, unresolved when unsure",
    ),
    Stage(
        "link",
        ("claims", "events", "responsibilities", "dates", "places", "actors"),
        ("incidents", "linked claims"),
        "claims and events of one report become incidents; totals and background stay apart",
    ),
    Stage(
        "audit",
        ("document", "numbers", "linked claims", "dates"),
        ("outcomes",),
        "every number ends as a claim, as ignored for a named reason, or left over and shown",
    ),
    Stage(
        "record",
        ("report", "incidents", "linked claims", "outcomes"),
        ("log", "views"),
        "an append-only log in one SQLite file; everything shown is derived from it",
    ),
    Stage("publish", ("views",), ("tables", "pages"), "what a person reads: tables in the terminal, the dossier with map and timeline"),
)


LANGUAGES = ("en",)
"""Languages whose rules tollbook has; a report whose language nobody could tell is read as one of them."""


Parts = Literal["both", "rules", "learned"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may choose for a run: the profile of vague words, and which parts read: the rules, the learned part, or both.

    The learned part alone is there to be measured: numbers, dates, places and actors are the rules' even then.
    """

    profile: str = "default"
    parts: Parts = "both"


def code_report(report: Report, settings: Settings | None = None) -> CodedReport:
    """Read one report to incidents, claims and outcomes for every number. Raises BadLexicon when an installed table is wrong."""
    settings = settings or Settings()
    chosen = profile(settings.profile)
    document = analyse(report)
    if report.language not in (None, *LANGUAGES):  # the reader has warned; its numbers are left over, not guessed at
        return CodedReport(report, (), (), account(document, {}, (), ()))
    reading = learned_reading(document) if settings.parts != "rules" else None
    extraction, numbers = extract(document, chosen, reading, alone=settings.parts == "learned")
    places = find_places(document)
    actors = find_actors(document, places)
    extraction, places = with_takings(document, extraction, places, actors, reading)
    extraction = with_targets(document, extraction, actors, reading)
    told = happened(document, extraction, places) if reading is not None else {}
    mentions = Mentions(dates=find_dates(document), places=places, actors=actors, happened=told)
    linked, claims = link_report(document, extraction, mentions)
    incidents = tuple(hosted(incident, mentions.actors) for incident in linked)
    outcomes = account(document, numbers, claims, _taken(document, mentions))
    return CodedReport(report, incidents, claims, outcomes)


def _taken(document: Document, mentions: Mentions) -> tuple[tuple[Span, str], ...]:
    """Spans whose numbers are dates, times, ages or durations."""
    found = [(mention.span, "date") for mention in mentions.dates]
    found += [(span, "age") for span in find_ages(document)]
    found += [(span, "time") for span in find_times(document)]
    found += [(span, "duration") for span in find_durations(document)]
    return tuple(found)
