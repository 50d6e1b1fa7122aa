"""Takes a source such as "he" or "the group" and the sources around it; gives the fuller phrase that it stands for, or none when unclear."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.speaker_phrases import phrase_after
from tollbook.extract.speaker_words import speech_words
from tollbook.model.text import Span
from tollbook.text.document import Document

_PERSON = frozenset({"he", "she"})
_BODY = frozenset({"it", "they"})
_REACH = 2


def referent_of(document: Document, source: Span, sentence: int, sources: Sequence[Span]) -> Span | None:
    """Which of the earlier sources of this and the two previous sentences a pronoun or a "the X" stands for, None when unclear."""
    lower = source.quote.lower()
    earlier = [span for span in sources if span.quote.lower() not in _PERSON | _BODY | {"we", "i", "you"}]
    if lower in _PERSON:
        return next((span for span in reversed(earlier) if _is_person(span.quote)), None)
    if lower in _BODY:
        return next((span for span in reversed(earlier) if not _is_person(span.quote)), None)
    if not lower.startswith("the "):
        return None
    head = source.quote.split()[-1].lower()
    named = [
        span
        for span in reversed(earlier)
        if span.quote.lower() != lower and head in span.quote.lower().split() and len(span.quote) > len(source.quote)
    ]
    if named:
        return named[0]
    full = _full_name(document, source, sentence, head)
    if full is not None:
        return full
    if head in ("group", "organisation", "organization", "agency", "watchdog", "charity"):
        return next((span for span in reversed(earlier) if not _is_person(span.quote) and span.quote.lower() != lower), None)
    return None


def _is_person(quote: str) -> bool:
    words = speech_words()
    first = quote.split()
    lowers = [word.lower() for word in first]
    people = {
        "mr",
        "mrs",
        "ms",
        "dr",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "minister",
        "governor",
        "mayor",
        "president",
        "general",
        "doctor",
        "official",
        "commander",
        "chief",
        "resident",
        "witness",
    }
    if not people.isdisjoint(lowers):
        return True
    if any(word in words.bodies for word in lowers):
        return False
    return 2 <= len(first) <= 3 and all(word[:1].isupper() for word in first) and lowers[0] != "the"


def _full_name(document: Document, source: Span, sentence: int, head: str) -> Span | None:
    """A longer name in the sentences before that holds the head: "the Observatory" and "the Syrian Observatory for Human Rights"."""
    words = speech_words()
    for index in range(sentence, max(-1, sentence - _REACH - 1), -1):
        tokens = document.sentences[index].tokens
        for at, token in enumerate(tokens):
            if token.start >= source.start:
                break
            if token.lower != head or not token.text[0].isupper() or at == 0:
                continue
            start = at
            while start > 0 and (tokens[start - 1].text[0].isupper() or tokens[start - 1].lower == "the"):
                start -= 1
            found = phrase_after(tokens, start, words)
            if found is not None and found[1] - found[0] > len(source.quote.split()) - 1 and tokens[found[1] - 1].end <= source.start:
                return document.span(tokens[found[0]].start, tokens[found[1] - 1].end)
    return None
