"""Takes the learned reading of a document; gives the cues with their speakers that it sees, and whose words a phrase is. Knows no rule."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.extract.speaker_words import speech_words
from tollbook.learned.reading import Found, Reading
from tollbook.model.text import Span
from tollbook.text.document import Document

_SURE = 0.5  # a cue, a speaker and the arc between them are each at least as likely as not


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue that the learned part sees, the phrase it credits, the code point ranges of the words, the kind of cue, and how sure it is."""

    source: Span
    cue: Span
    content: tuple[tuple[int, int], ...]
    kind: str
    sentence: int
    score: float


def heard(document: Document, reading: Reading, floor: float = _SURE) -> tuple[Heard, ...]:
    """Every cue whose speaker stands in the text, in text order."""
    found = reading.spans("speech", floor)
    sources = [one for one in found if one.kind == "source"]
    out: list[Heard] = []
    for cue in found:
        if cue.kind != "cue":
            continue
        pointed = reading.pointed("cue_source", cue.sentence, cue.first, cue.first + 1)
        if not pointed or pointed[0][0] is None or pointed[0][1] < floor:
            continue
        source = _span_at(sources, pointed[0][0])
        if source is None or (source.sentence == cue.sentence and source.first < cue.last and cue.first < source.last):
            continue
        content = _content(document, reading, source)
        score = min(cue.score, source.score, pointed[0][1])
        out.append(Heard(_span(document, source), _span(document, cue), content, _kind(document, cue), cue.sentence, score))
    return tuple(out)


def whose_words(document: Document, reading: Reading, sentence: int, first: int, last: int) -> list[tuple[Span | None, float]]:
    """The speakers to whom the learned part gives a phrase, most probable first; None stands for the outlet itself. Empty when it did not read it."""
    sources = [one for one in reading.spans("speech", 0.3) if one.kind == "source"]
    out: list[tuple[Span | None, float]] = []
    for place, score in reading.pointed("said_by", sentence, first, last):
        if place is None:
            out.append((None, score))
            continue
        source = _span_at(sources, place)
        if source is not None:
            out.append((_span(document, source), score))
    return out


def _span_at(found: list[Found], place: tuple[int, int]) -> Found | None:
    return next((one for one in found if one.sentence == place[0] and one.first <= place[1] < one.last), None)


def _content(document: Document, reading: Reading, source: Found) -> tuple[tuple[int, int], ...]:
    """The stretches of the neighbouring sentences whose words are given to this source."""
    ranges: list[tuple[int, int]] = []
    for sentence in document.sentences[max(0, source.sentence - 2) : source.sentence + 3]:
        open_at: int | None = None
        for token in sentence.tokens:
            pointed = reading.pointed("said_by", sentence.index, token.index, token.index + 1)
            mine = (
                bool(pointed)
                and pointed[0][0] is not None
                and pointed[0][0][0] == source.sentence
                and source.first <= pointed[0][0][1] < source.last
            )
            if mine and open_at is None:
                open_at = token.start
            if not mine and open_at is not None:
                ranges.append((open_at, sentence.tokens[token.index - 1].end))
                open_at = None
        if open_at is not None:
            ranges.append((open_at, sentence.end))
    return tuple(ranges)


def _kind(document: Document, cue: Found) -> str:
    """What the speaker does, by the words of the cue."""
    verbs = speech_words().verbs
    tokens = document.sentences[cue.sentence].tokens[cue.first : cue.last]
    return next((verbs[token.lower].kind for token in tokens if token.lower in verbs), "asserts")


def _span(document: Document, found: Found) -> Span:
    tokens = document.sentences[found.sentence].tokens
    return document.span(tokens[found.first].start, tokens[found.last - 1].end)
