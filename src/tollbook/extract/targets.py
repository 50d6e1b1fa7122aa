"""Takes the events of a report and its actors; gives a type to attacks that name whom they are on, and adds fights of one force with another.
Sentences with a figure of harm are left alone: there the harmed tell what it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tollbook.extract.deeds import is_unreal
from tollbook.extract.phrases import PhraseTable
from tollbook.extract.tellings import telling
from tollbook.learned.reading import Reading
from tollbook.lexicon.load import table
from tollbook.model.incident import IncidentType
from tollbook.model.mention import ActorMention, EventMention, Extraction
from tollbook.text.document import Document, Sentence

ARMED = frozenset(
    "state_force police rebel_group militia communal_militia gang_or_cartel peacekeepers coalition unidentified_armed private_military".split()
)
_ATTACKS = frozenset("attack attacks attacked attacking assault assaults assaulted".split())
_ON = frozenset("on against targeting at".split())
_LAUNCH = frozenset("launch launches launched launching exchange exchanged exchanges trade traded".split())
_OBJECT, _AIM = 6, 8


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(str(word) for word in table("en", "targets.yaml")["targets"][part]["words"])


@cache
def _fights() -> PhraseTable[bool]:
    return PhraseTable([(str(word), True) for word in table("en", "targets.yaml")["targets"]["fights"]["phrases"]])


def with_targets(document: Document, extraction: Extraction, actors: Sequence[ActorMention], reading: Reading | None) -> Extraction:
    """The extraction with those attacks typed, and the fights added."""
    counted = {context.sentence for context in extraction.claims}
    typed = {event.sentence for event in extraction.events if event.type not in (None, "agreement", "statement")}
    events = [
        _typed(document, event, actors) if event.type is None and event.sentence not in counted | typed else event
        for event in extraction.events
    ]
    for sentence in document.sentences:
        if sentence.index not in counted:
            events.extend(_fought(document, sentence, events, actors, reading))
    return replace(extraction, events=tuple(sorted(events, key=lambda one: (one.sentence, one.first, one.last))))


def _typed(document: Document, event: EventMention, actors: Sequence[ActorMention]) -> EventMention:
    sentence = document.sentences[event.sentence]
    lowers = sentence.lowers()
    if event.is_verb and not is_unreal(lowers, event.first) and _from_the_air(document, event, actors):
        return replace(event, type="air_strike")
    if lowers[event.last - 1] not in _ATTACKS:
        return event
    begin = event.last
    if not event.is_verb:
        on = next((at for at in range(event.last, min(len(lowers), event.last + 3)) if lowers[at] in _ON), None)
        if on is None:
            return replace(event, type="armed_clash") if _is_mutual(lowers, event) else event
        begin = on + 1
    if event.is_verb and is_unreal(lowers, event.first):
        return event
    kind = _struck(document, sentence, (begin, begin + (_OBJECT if event.is_verb else _AIM)), actors)
    return event if kind is None else replace(event, type=kind)


_FLIERS = ("air force", "warplanes", "fighter jets", "jets", "aircraft", "bombers", "airstrikes")


def _from_the_air(document: Document, event: EventMention, actors: Sequence[ActorMention]) -> bool:
    """ "the Air Force says it has targeted the airport": what an air force attacks is struck from the air."""
    sentence = document.sentences[event.sentence]
    before = [actor for actor in actors if sentence.start <= actor.span.start and actor.span.end < event.span.start]
    return bool(before) and before[-1].span.quote.lower().endswith(_FLIERS) and event.span.start - before[-1].span.end < 40


def _is_mutual(lowers: tuple[str, ...], event: EventMention) -> bool:
    """ "both countries continue to launch attacks"."""
    told = f" {' '.join(lowers)} "
    launched = not _LAUNCH.isdisjoint(lowers[max(0, event.first - 2) : event.first])
    return launched and any(f" {words} " in told for words in _words("each other"))


def _struck(document: Document, sentence: Sentence, window: tuple[int, int], actors: Sequence[ActorMention]) -> IncidentType | None:
    """What stands first in the words behind an attack: a force, or people who are none."""
    tokens = sentence.tokens[window[0] : window[1]]
    for token in tokens:
        if token.text in ",;.:" or token.lower in ("after", "as", "while", "that", "when", "by"):
            return None
        actor = next((one for one in actors if one.span.start == token.start), None)
        if actor is not None and actor.value.kind in ARMED:
            return "armed_clash"
        if (actor is not None and actor.value.kind == "civilians") or token.lower in _words("civilians"):
            return "attack_on_civilians"
        if token.lower in _words("armed"):
            return "armed_clash"
    return None


def _fought(
    document: Document, sentence: Sentence, events: Sequence[EventMention], actors: Sequence[ActorMention], reading: Reading | None
) -> list[EventMention]:
    """ "M23 rebels expel Wazalendo fighters": a verb of fighting between two forces that nothing else parts."""
    lowers, found = sentence.lowers(), []
    armed = [a for a in actors if a.value.kind in ARMED and sentence.start <= a.span.start < sentence.end]
    for at in range(1, len(lowers)):
        match = _fights().match(lowers, at)
        if match is None or is_unreal(lowers, at) or match[0] >= len(lowers):
            continue
        start, end = sentence.tokens[at].start, sentence.tokens[match[0] - 1].end
        subject = any(0 < start - actor.span.end <= 20 for actor in armed)
        struck = any(0 < actor.span.start - end <= 6 for actor in armed)
        if subject and struck and not any(e.span.start < end and start < e.span.end for e in events):
            told = telling(reading, sentence.index, at, match[0]) if reading is not None else None
            found.append(EventMention(sentence.index, at, match[0], document.span(start, end), "armed_clash", True, False, False, told))
    return found
