"""Takes the events of a report with its places and actors; adds those by which a place changes hands: a town entered, captured or left by a force.
Needs an armed actor on one side of the verb and a place on the other; tourists enter a town, and police capture a man, as before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tollbook.extract.deeds import is_unreal
from tollbook.extract.nouns import word_class
from tollbook.extract.phrases import PhraseTable
from tollbook.extract.tellings import telling
from tollbook.learned.reading import Reading
from tollbook.lexicon.load import table
from tollbook.model.mention import ActorMention, EventMention, Extraction, PlaceMention
from tollbook.model.text import Span
from tollbook.text.document import Document, Sentence

_ARMED = frozenset(
    "state_force rebel_group militia communal_militia gang_or_cartel peacekeepers coalition unidentified_armed private_military".split()
)
_FORCES = frozenset({"soldiers", "police", "security_forces", "fighters", "peacekeepers", "attackers"})
_HARM = frozenset({"killed", "injured", "casualties", "abducted"})
_TAKEN = frozenset({"location", "unknown", "origin"})
_SUBJECT = 14
"""How many words may stand between an armed actor and what it does."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one sentence by the token at which they start: places, and where armed actors end."""

    places: dict[int, PlaceMention]
    actors: dict[int, ActorMention]


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(str(word) for word in table("en", "takings.yaml")["words"][part])


@cache
def _phrases(rule: str) -> PhraseTable[bool]:
    return PhraseTable([(str(word), True) for word in table("en", "takings.yaml")["takings"][rule]["phrases"]])


@dataclass(frozen=True, slots=True)
class _Taking:
    """The words that tell it, and the place that changes hands."""

    event: EventMention
    place: PlaceMention


def with_takings(
    document: Document, extraction: Extraction, places: Sequence[PlaceMention], actors: Sequence[ActorMention], reading: Reading | None
) -> tuple[Extraction, tuple[PlaceMention, ...]]:
    """The extraction with an armed clash for each place that changes hands, and the places, what was taken being where it happened.

    A word that was read as something else gives way: who captures a town arrests nobody.
    """
    found: list[EventMention] = list(extraction.events)
    taken: set[PlaceMention] = set()
    for sentence in document.sentences:
        names = _names(sentence, places, actors)
        if not names.places:
            continue
        harmed = any(
            c.sentence == sentence.index and c.claim.field in _HARM and c.claim.group_kind not in _FORCES for c in extraction.claims
        )
        for taking in _of_sentence(document, sentence, names):
            event = taking.event
            if harmed and sentence.lowers()[event.first] in _words("coming"):
                continue  # "enter the village, killing nine people" is an attack on them
            told = telling(reading, sentence.index, event.first, event.last) if reading is not None else None
            kept = [one for one in found if one.sentence != sentence.index or one.last <= event.first or event.last <= one.first]
            found = [*kept, replace(event, telling=told)]
            taken.add(taking.place)
    events = tuple(sorted(found, key=lambda one: (one.sentence, one.first, one.last)))
    return replace(extraction, events=events), tuple(replace(place, role="location") if place in taken else place for place in places)


def _names(sentence: Sentence, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> _Names:
    starts = {token.start: token.index for token in sentence.tokens}
    ends = {token.end: token.index for token in sentence.tokens}

    def last(span: Span) -> int | None:
        return ends.get(span.end, next((token.index for token in sentence.tokens if token.start < span.end <= token.end), None))

    own = {starts[p.span.start]: p for p in places if p.span.start in starts and p.role in _TAKEN and sentence.start <= p.span.start}
    agents = {
        at: actor
        for actor in actors
        if sentence.start <= actor.span.start < sentence.end and _is_armed(actor) and (at := last(actor.span)) is not None
    }
    return _Names({at: p for at, p in own.items() if p.span.start < sentence.end}, agents)


def _is_armed(actor: ActorMention) -> bool:
    """A force, or a country as such ("Russia captures"), which the actor list reads as its government."""
    return actor.value.kind in _ARMED or (actor.value.kind == "government" and "as the subject of" in actor.value.reason)


def _of_sentence(document: Document, sentence: Sentence, names: _Names) -> list[_Taking]:
    lowers = sentence.lowers()
    found: list[_Taking] = []
    at = 0
    while at < len(lowers):
        taking = (
            _acted(document, sentence, names, at)
            or _fallen(document, sentence, names, at)
            or _suffered(document, sentence, names, at)
            or _named(document, sentence, names, at)
        )
        if taking is not None:
            found.append(taking)
        at = taking.event.last if taking is not None else at + 1
    return found


def _taking(document: Document, sentence: Sentence, words: tuple[int, int], place: PlaceMention, *, is_verb: bool = True) -> _Taking:
    first, last = words
    span = document.span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
    definite = not is_verb and sentence.lowers()[first] in ("the", "this", "that", "its", "their")
    return _Taking(EventMention(sentence.index, first, last, span, "armed_clash", is_verb, definite, plural=False), place)


def _acted(document: Document, sentence: Sentence, names: _Names, at: int) -> _Taking | None:
    """ "rebels enter the city of X", "has captured all of X", "withdrew from X"."""
    lowers = sentence.lowers()
    match = _phrases("a force takes or leaves it").match(lowers, at)
    if match is None or is_unreal(lowers, at) or not _has_armed_subject(lowers, names, at) or _is_agreed(lowers, at):
        return None
    place = _place_behind(lowers, names, match[0])
    return _taking(document, sentence, (at, match[0]), place) if place is not None else None


def _is_agreed(lowers: tuple[str, ...], at: int) -> bool:
    """Whether a force leaves because of an agreement or an order, not of a fight."""
    return lowers[at] in _words("leaving") and not _words("agreed").isdisjoint(lowers)


def _has_armed_subject(lowers: tuple[str, ...], names: _Names, at: int) -> bool:
    """Whether an armed actor stands before the verb with nothing between that would give it another subject."""
    for start in range(at - 1, max(-1, at - _SUBJECT), -1):
        if start in names.actors:
            between = _without_asides(lowers[start + 1 : at])
            if names.actors[start].value.kind == "government" and (lowers[at] in _words("coming") or len(between) > 3):
                return False  # "the U.S. says that goods entering the Philippines ..."
            return _words("breaks").isdisjoint(between) or not _words("pronouns").isdisjoint(between)
        if lowers[start] in (";", ":"):
            return False
    return False


def _without_asides(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without what stands between two commas: "troops, backed by tanks, enter"."""
    if words[:1] == (",",) and words[-1:] == (",",) and words.count(",") == 2:
        return ()
    return words


def _place_behind(lowers: tuple[str, ...], names: _Names, at: int) -> PlaceMention | None:
    """The place that a verb or "of" governs: only words that describe it stand between."""
    for step in range(at, min(at + 9, len(lowers))):
        if step in names.places:
            return names.places[step]
        inside = lowers[step] == "in" and step > at and lowers[step - 1] in _words("sites")
        if not inside and lowers[step] not in _words("between") and not lowers[step].isdigit():
            return None
    return None


def _fallen(document: Document, sentence: Sentence, names: _Names, at: int) -> _Taking | None:
    """ "X falls to the rebels": the place before, an armed actor right behind."""
    lowers = sentence.lowers()
    match = _phrases("it falls").match(lowers, at)
    place = _place_before(sentence, names, at) if match is not None else None
    if match is None or place is None or is_unreal(lowers, at) or not any(match[0] <= end < match[0] + 8 for end in names.actors):
        return None
    return _taking(document, sentence, (at, match[0]), place)


def _suffered(document: Document, sentence: Sentence, names: _Names, at: int) -> _Taking | None:
    """ "X is captured by rebels", "X was retaken"."""
    lowers = sentence.lowers()
    match = _phrases("it is taken").match(lowers, at)
    if match is None or at < 1:
        return None
    begin = at
    while begin > 0 and (
        lowers[begin - 1] in word_class("be") or lowers[begin - 1] in word_class("have") or lowers[begin - 1] in ("now", "also")
    ):
        begin -= 1
    place = _place_before(sentence, names, begin)
    return _taking(document, sentence, (at, match[0]), place) if begin < at and place is not None and not is_unreal(lowers, at) else None


def _place_before(sentence: Sentence, names: _Names, at: int) -> PlaceMention | None:
    """The place that ends right before a token, a word for its kind or a wider place in commas aside."""
    lowers = sentence.lowers()
    back = at - 1
    while back >= 0 and (lowers[back] in _words("kinds") or lowers[back] in (",", "also", "now", "reportedly")):
        back -= 1
    if back < 0:
        return None
    end = sentence.tokens[back].end
    found = next(((start, place) for start, place in names.places.items() if start <= back and end <= place.span.end), None)
    if found is None or (found[0] > 1 and lowers[found[0] - 1] == "of" and lowers[found[0] - 2] not in _words("kinds")):
        return None  # "the mayor of X"
    return found[1]


def _named(document: Document, sentence: Sentence, names: _Names, at: int) -> _Taking | None:
    """ "the capture of X", "the fall of X to the rebels": an armed actor must be named in the sentence."""
    lowers = sentence.lowers()
    match = _phrases("its taking is named").match(lowers, at)
    if match is None or not names.actors or is_unreal(lowers, at) or _is_agreed(lowers, at):
        return None
    place = _place_behind(lowers, names, match[0])
    if place is None or _words("wishes").intersection(lowers[max(0, at - 5) : at]):
        return None
    first = at - 1 if at and lowers[at - 1] in word_class("determiners") else at
    return _taking(document, sentence, (first, match[0] - 1), place, is_verb=False)
