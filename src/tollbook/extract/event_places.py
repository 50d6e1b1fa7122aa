"""Takes an event's words in a document with its places; gives the spans that stand for the place of that event, by the learned part. Resolves nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tollbook.learned.event_place import place_shares, sentence_at
from tollbook.model.mention import Extraction, PlaceMention
from tollbook.model.text import Span
from tollbook.text.document import Document

NAMED = 0.5
"""The least share of a name of a place, the mean over its words."""
UNNAMED = 0.3
"""The least share of words that are no name of a place that we know: few of them are taken for one, and most of those are."""
_JOINED = re.compile(r"\s*(?:,|,?\s(?:and|or|as well as))\s(?:in\s)?(?:the\s)?")
"""What stands between two names of one list."""
_NO_PLACES = frozenset({"demonym", "organisation", "speaker"})


@dataclass(frozen=True, slots=True)
class Where:
    """A span of one sentence and its share of being the place of the event; `mention` when it is a name that was found."""

    span: Span
    share: float
    mention: PlaceMention | None


def where_of(document: Document, event: tuple[int, int], places: Sequence[PlaceMention]) -> list[Where]:
    """Every name of a place in the event's sentence with its share, and other words that stand for the place; in text order."""
    sentence = sentence_at(document, event[0])
    if sentence is None:
        return []
    own = [place for place in places if sentence.start <= place.span.start < sentence.end]
    shares = place_shares(sentence, event, [(place.span.start, place.span.end, place.role) for place in own])
    found, taken = [], set()
    for place in own:
        inside = [at for at, token in enumerate(sentence.tokens) if token.start < place.span.end and place.span.start < token.end]
        taken.update(inside)
        if inside:
            found.append(Where(place.span, sum(shares[at] for at in inside) / len(inside), place))
    found = _listed_alike(document, found)
    run: list[int] = []
    for at in range(len(sentence.tokens) + 1):
        if at < len(sentence.tokens) and at not in taken and shares[at] >= UNNAMED:
            run.append(at)
        elif run:
            span = document.span(sentence.tokens[run[0]].start, sentence.tokens[run[-1]].end)
            found.append(Where(span, sum(shares[n] for n in run) / len(run), None))
            run = []
    return sorted(found, key=lambda one: one.span.start)


def _listed_alike(document: Document, found: Sequence[Where]) -> list[Where]:
    """The names with one share for those of one list: what happened "in the cities of Kunduz and Kabul" did not happen in one of them alone."""
    lists: list[list[Where]] = []
    for one in sorted(found, key=lambda where: where.span.start):
        before = lists[-1][-1] if lists else None
        joined = before is not None and _JOINED.fullmatch(document.text[before.span.end : one.span.start]) and _alike(before, one)
        if joined:
            lists[-1].append(one)
        else:
            lists.append([one])
    return [replace(one, share=max(other.share for other in each)) for each in lists for one in each]


def _alike(before: Where, after: Where) -> bool:
    """Whether both are told as locations, neither as what the other lies in."""
    return before.mention is not None and after.mention is not None and before.mention.role == after.mention.role == "location"


def happened(document: Document, extraction: Extraction, places: Sequence[PlaceMention]) -> dict[int, dict[int, float]]:
    """The shares of the places of a sentence for each event word and each harm word in it, where the sentence names two places or more."""
    by_sentence: dict[int, set[str]] = {}
    for place in places:
        sentence = sentence_at(document, place.span.start)
        if sentence is not None and place.role not in _NO_PLACES:
            by_sentence.setdefault(sentence.index, set()).add(place.value.name or place.span.quote)
    events = {(one.sentence, one.span.start, one.span.end) for one in extraction.events}
    for claim in extraction.claims:
        cue = document.sentences[claim.sentence].tokens[claim.cue]
        events.add((claim.sentence, cue.start, cue.end))
    return {
        start: {one.span.start: one.share for one in where_of(document, (start, end), places) if one.mention is not None}
        for sentence, start, end in sorted(events)
        if len(by_sentence.get(sentence, ())) > 1
    }


def place_of_event(document: Document, event: tuple[int, int], places: Sequence[PlaceMention]) -> list[Where]:
    """The spans that stand for the place of the event; none when the sentence does not tell it."""
    return [one for one in where_of(document, event, places) if one.mention is None or one.share >= NAMED]
