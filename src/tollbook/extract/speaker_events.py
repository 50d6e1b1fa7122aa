"""Takes the tokens of a sentence; gives the words that name an event behind "for", before "blamed on", or that a relative stands for."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.speaker_adjuncts import skip_adjuncts
from tollbook.extract.speaker_phrases import head_of, phrase_after
from tollbook.extract.speaker_tokens import Range, is_nominal
from tollbook.extract.speaker_words import SpeechWords
from tollbook.text.document import Token

_ENDS = frozenset(',;.:!?”"()–—')


def event_after(tokens: Sequence[Token], start: int, links: tuple[str, ...], words: SpeechWords) -> Range | None:
    """The event named behind "for", "of" ...: a noun phrase ("the attack") or the rest of the clause ("killing 12 people")."""
    for at in range(start, min(len(tokens), start + 8)):
        if tokens[at].lower in links:
            return event_phrase(tokens, at + 1, words)
        if tokens[at].text in _ENDS:
            return None
    return None


def event_phrase(tokens: Sequence[Token], start: int, words: SpeechWords) -> Range | None:
    """The noun phrase at `start`, or the verb phrase in -ing with what follows to the end of its clause."""
    if start >= len(tokens) or tokens[start].text in _ENDS:
        return None
    if tokens[start].lower.endswith("ing") and not (start + 1 < len(tokens) and tokens[start + 1].lower == "of"):
        end = start + 1
        while end < len(tokens) and tokens[end].text not in _ENDS and tokens[end].lower not in ("while", "but", "which", "after", "who"):
            end += 1
        return start, end
    found = phrase_after(tokens, start, words)
    if found is None or found[0] != start:
        return None
    end = found[1]
    while (
        end + 1 < len(tokens)
        and tokens[end].lower in ("on", "in", "at", "near", "of", "against")
        and skip_adjuncts(tokens, end, words) == end
    ):
        further = phrase_after(tokens, end + 1, words)
        if further is None:
            break
        end = further[1]
    return start, end


def phrase_left(tokens: Sequence[Token], end: int, words: SpeechWords) -> Range | None:
    """The noun phrase before a participle or passive: "an attack (which was) blamed on"."""
    while end > 0 and (
        tokens[end - 1].lower in words.lists["auxiliaries"]
        or tokens[end - 1].lower in ("which", "that", ",")
        or tokens[end - 1].lower.endswith("ly")
    ):
        end -= 1
    start = end
    while start > 0 and (
        is_nominal(tokens, start - 1, words)
        or tokens[start - 1].lower in words.lists["inside"]
        or tokens[start - 1].lower in words.lists["determiners"]
    ):
        start -= 1
    while start < end and tokens[start].lower in words.lists["inside"]:
        start += 1
    return (start, end) if start < end else None


def relative_event(tokens: Sequence[Token], before: int, words: SpeechWords) -> Range | None:
    """The event that a relative stands for: "... suicide attacks that left 71 dead and which X said they had carried out"."""
    at = next((i for i in range(before - 1, max(-1, before - 8), -1) if tokens[i].lower in ("which", "that")), None)
    if at is None:
        return None
    end = at
    while end > 0 and (tokens[end - 1].text == "," or tokens[end - 1].lower in ("and", "for")):
        end -= 1
    start = end
    while start > 0 and tokens[start - 1].text not in ",;:" and end - start < 24:
        start -= 1
    return (start, end) if start < end else None


def names_event(tokens: Sequence[Token], part: Range, words: SpeechWords) -> bool:
    """Whether the head of a phrase is an attack or the like."""
    return head_of(tokens, part[0], part[1], words).lower in words.lists["events"]
