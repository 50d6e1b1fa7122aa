"""Takes the tokens of a sentence; gives what a word can be inside a noun phrase, and the types that the speaker rules share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.extract.phrases import is_adjacent
from tollbook.extract.speaker_words import SpeechWords
from tollbook.text.document import Token

Range = tuple[int, int]
_GLUE = frozenset("-‐‑–/&.*'’")


@dataclass(frozen=True, slots=True)
class Cue:
    """A speech cue of one sentence, in token indexes. `side`: right, left, both, whole (its clause), same (the content of `outer`)."""

    source: Range
    cue: Range
    kind: str
    side: str
    begin: int
    rule: str
    conduit: Range | None = None


def is_nominal(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    """Whether the token can stand inside a noun phrase (after its determiner, before its prepositions)."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    if not (token.is_word or token.is_number):
        return token.text in _GLUE and 0 < at < len(tokens) - 1 and is_adjacent(tokens[at - 1], token) and _glued(tokens, at)
    if token.is_number:
        return False
    if _is_hyphenated(tokens, at) or is_acronym(tokens, at):
        return True
    lower = token.lower
    if token.text[0].isupper() and at > 0 and lower not in words.lists["pronouns"]:
        return lower not in words.verbs and lower not in words.lists["breaks"]
    if lower in words.lists["breaks"] or lower in words.lists["inside"] or lower in words.lists["determiners"] or lower in ("and", "or"):
        return False
    if lower in words.verbs and not words.verbs[lower].noun and not (at > 0 and is_determiner(tokens[at - 1], words)):
        return False
    return not is_adverb(token, words)


def _is_hyphenated(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen ties the word to the one before or behind it: "so-called", "just-released"."""
    behind = (
        at + 2 < len(tokens)
        and tokens[at + 1].text == "-"
        and tokens[at].end == tokens[at + 1].start
        and is_adjacent(*tokens[at + 1 : at + 3])
    )
    before = at > 1 and tokens[at - 1].text == "-" and tokens[at - 1].end == tokens[at].start and is_adjacent(*tokens[at - 2 : at])
    return behind or before


def is_acronym(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word in capitals is a name ("US", "IS", "WHO") and not a word of a line in capitals."""
    text = tokens[at].text
    if not (2 <= len(text) <= 6 and text.isupper() and text.isalpha()):
        return False
    around = [
        token for token in tokens[max(0, at - 3) : at + 4] if token.is_word and len(token.text) > 2 and token.index != tokens[at].index
    ]
    return any(not token.text.isupper() for token in around)


def _glued(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].text == "." or tokens[at].text in "'’*":
        return True
    return is_adjacent(tokens[at], tokens[at + 1])


def is_adverb(token: Token, words: SpeechWords) -> bool:
    """Whether a lower-case word is an adverb in -ly."""
    lower = token.lower
    return lower.endswith("ly") and len(lower) > 4 and token.text[0].islower() and lower not in words.lists["not_adverbs"]


def is_determiner(token: Token, words: SpeechWords) -> bool:
    return token.is_number or token.lower in words.lists["determiners"]
