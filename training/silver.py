"""Takes texts of the data folder that nobody labelled; gives training examples with what tollbook's rules read in them. Keeps no text.

Rules are right where they speak and often silent: a sentence with words of harm in which they read no figure is left out of the loss.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from encode import Example, Marked

from tollbook.extract.claims import extract
from tollbook.extract.harm import find_harm_verbs
from tollbook.extract.harm_words import names_harm
from tollbook.lexicon.profiles import profile
from tollbook.link.local import link_report
from tollbook.model.errors import TollbookError
from tollbook.model.mention import Mentions
from tollbook.read.text import read_text
from tollbook.resolve.actors import find_actors
from tollbook.resolve.dates import find_dates
from tollbook.resolve.places import find_places
from tollbook.text.document import Sentence, analyse

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "eval"))

from texts import all_texts, muc, sha256, wiki_current_events

_HEADLINES = 6000


def silver(data: Path) -> Iterator[Example]:
    """Windows in which the rules read at least one figure, and one in eight of the others."""
    for text, published in _texts(data):
        try:
            examples = _read(text, published)
        except TollbookError:
            continue
        for number, example in enumerate(examples):
            told = "claim" in example.tags and example.tags["claim"].max() > 0
            if told or int(sha256(f"{number}{text}")[-1], 16) < 2:
                yield example


def _texts(data: Path) -> Iterator[tuple[str, date | None]]:
    known = all_texts(data)
    for item in muc(data):
        yield item.text, None
    for item in wiki_current_events(data, armed_only=False):
        if item.id not in known:  # items of armed conflict are for labels and for measuring
            yield item.text, date.fromisoformat(item.published) if item.published else None
    yield from ((headline, None) for headline in _headlines(data))
    for path in sorted((data / "ecbplus").glob("*/*.xml")):
        yield _of_tokens(path), None
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8"), None


def _headlines(data: Path) -> list[str]:
    """Headlines of the reports behind UCDP rows, each once, in the order of their hash."""
    found: set[str] = set()
    for path in sorted((data / "ged").glob("ged_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found.update(one.strip() for one in unescape(row["source_headline"] or "").split(";") if len(one.split()) > 5)
    return sorted(found, key=sha256)[:_HEADLINES]


def _of_tokens(path: Path) -> str:
    """The words of an ECB+ report, sentence by sentence."""
    lines: dict[str, list[str]] = {}
    for token in ElementTree.parse(path).getroot().iter("token"):
        lines.setdefault(token.attrib["sentence"], []).append(token.text or "")
    return "\n".join(" ".join(words) for words in lines.values())


def _read(text: str, published: date | None) -> list[Example]:
    document = analyse(read_text(text, published=published))
    extraction, _ = extract(document, profile("default"))
    places = find_places(document)
    mentions = Mentions(dates=find_dates(document), places=places, actors=find_actors(document, places))
    incidents, claims = link_report(document, extraction, mentions)
    status = {incident.id: incident.status for incident in incidents}
    marked = Marked("silver", document)
    marked.everywhere("claim")
    marked.everywhere("event")
    told = {context.sentence for context in extraction.claims}
    for sentence in document.sentences:
        if sentence.index not in told and _harms(sentence):
            marked.forget("claim", sentence.start, sentence.end)
    for event in extraction.events:
        if event.type is None:
            marked.forget("event", event.span.start, event.span.end)
        else:
            marked.mark("event", event.span.start, event.span.end, event.type)
    for claim in claims:
        if claim.max == 0:
            marked.forget("claim", claim.span.start, claim.span.end)
            continue
        marked.mark("claim", claim.span.start, claim.span.end, claim.field)
        if claim.incident in status:
            marked.mark("status", claim.span.start, claim.span.end, status[claim.incident])
    return marked.examples


def _harms(sentence: Sentence) -> bool:
    return names_harm(sentence.lowers()) or bool(find_harm_verbs(sentence))
