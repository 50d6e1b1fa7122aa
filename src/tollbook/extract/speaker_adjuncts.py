"""Takes the tokens of a sentence; reads past time and channel phrases ("on Sunday", "in a statement") to either side of a verb."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.speaker_tokens import is_adverb, is_determiner, is_nominal
from tollbook.extract.speaker_words import SpeechWords
from tollbook.text.document import Token

_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)


def skip_adjunct(tokens: Sequence[Token], at: int, words: SpeechWords) -> int:
    """The index behind one time or channel phrase that begins at `at` ("on Sunday", "in a statement", "late Sunday"); `at` when there is none."""
    if at >= len(tokens):
        return at
    lower = tokens[at].lower
    if lower in words.lists["times"] or is_adverb(tokens[at], words) or lower in ("also", "later", "earlier", "too", "however"):
        return _rest_of_time(tokens, at + 1, words)
    if lower in words.lists["channel_lead"] or lower in words.lists["time_lead"]:
        end = at + 1
        named = False
        while end < len(tokens) and end - at < 9 and _in_adjunct(tokens, end, words):
            word = tokens[end]
            if word.lower in words.lists["times"] and not named:
                return _rest_of_time(tokens, end + 1, words)
            if word.lower in words.lists["channels"] and lower in words.lists["channel_lead"]:
                return _channel_end(tokens, end + 1, words)
            if word.is_number and lower in ("on", "in", "since") and len(word.text) == 4:
                return end + 1
            named = named or (word.text[0].isupper() and word.lower not in words.lists["times"])
            end += 1
    return at


def _in_adjunct(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    return tokens[at].lower in words.lists["time_lead"] or is_determiner(tokens[at], words) or is_nominal(tokens, at, words)


def _rest_of_time(tokens: Sequence[Token], at: int, words: SpeechWords) -> int:
    while at < len(tokens) and (tokens[at].lower in words.lists["times"] or tokens[at].is_number):
        if tokens[at].is_number and not (len(tokens[at].text) == 4 or tokens[at - 1].lower in _MONTHS):
            break
        at += 1
    return at


def _channel_end(tokens: Sequence[Token], at: int, words: SpeechWords) -> int:
    """Read past what belongs to the channel: "a press conference", "reporters in Homs", "a statement posted to X"."""
    while at < len(tokens) and tokens[at].lower in words.lists["channels"]:
        at += 1
    if at < len(tokens) and tokens[at].lower in (
        "posted",
        "released",
        "issued",
        "published",
        "carried",
        "sent",
        "broadcast",
        "read",
        "made",
        "seen",
        "quoted",
    ):
        at += 1
    return at


def skip_adjuncts(tokens: Sequence[Token], at: int, words: SpeechWords) -> int:
    """The index behind all time and channel phrases that begin at `at`."""
    while True:
        further = skip_adjunct(tokens, at, words)
        if further == at:
            return at
        at = further


def strip_adjuncts(tokens: Sequence[Token], end: int, words: SpeechWords) -> int:
    """The end of what stands before the auxiliaries, adverbs, time and channel phrases that end at `end`."""
    while end > 0:
        lower = tokens[end - 1].lower
        if lower in words.lists["auxiliaries"] or is_adverb(tokens[end - 1], words):
            end -= 1
            continue
        begin = _adjunct_start(tokens, end, words)
        if begin == end:
            return end
        end = begin
    return end


def _adjunct_start(tokens: Sequence[Token], end: int, words: SpeechWords) -> int:
    """The first token of the longest time or channel phrase that ends exactly at `end`; `end` when there is none."""
    for start in range(max(1, end - 6), end):
        if skip_adjunct(tokens, start, words) == end:
            return start
    return end
