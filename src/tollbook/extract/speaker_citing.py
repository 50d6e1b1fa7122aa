"""Takes the tokens of a sentence; gives the cues that are no verb of the speaker: according to, citing, quoted, "by" of a passive, a colon."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.speaker_adjuncts import skip_adjuncts
from tollbook.extract.speaker_phrases import can_speak, head_of, phrase_after
from tollbook.extract.speaker_subjects import side_of, subject_before
from tollbook.extract.speaker_tokens import Cue, is_adverb
from tollbook.extract.speaker_words import SpeechWords
from tollbook.text.document import Token

_CLOSE = frozenset("”\"’'»")
_OPEN = frozenset("“\"‘'`«")
_STOPS = frozenset(".;!?")


def according_to(tokens: Sequence[Token], at: int, end: int, words: SpeechWords) -> Cue | None:
    source = phrase_after(tokens, end, words)
    if source is None or not can_speak(tokens, source[0], source[1], words, strict=False):
        return None
    after = source[1]
    initial = not any(
        t.is_word and t.lower not in words.lists["joins"] and t.lower not in ("and", "that")
        for t in tokens[_clause_start(tokens, at, words) : at]
    )
    if not initial:
        return Cue(source, (at, end), "asserts", "left", after, "according-to")
    comma = next((i for i in range(after, len(tokens)) if tokens[i].text == ","), None)
    return Cue(source, (at, end), "asserts", "right", comma + 1 if comma is not None else after, "according-to-initial")


def _clause_start(tokens: Sequence[Token], at: int, words: SpeechWords) -> int:
    for back in range(at - 1, max(-1, at - 4), -1):
        if tokens[back].lower in words.lists["joins"] or tokens[back].text in _STOPS or (tokens[back].lower == "and" and back == at - 1):
            return back
    return 0


def citing(tokens: Sequence[Token], at: int, words: SpeechWords) -> Cue | None:
    lower = tokens[at].lower
    behind = at + 1
    if lower in ("quoted", "cited"):
        passive = at > 0 and (tokens[at - 1].lower in words.lists["be"] or tokens[at - 1].lower in ("been",))
        if passive or (behind < len(tokens) and tokens[behind].lower == "by"):
            return _quoted_as_saying(tokens, at, words) if passive else None
    source = phrase_after(tokens, behind, words)
    if source is None or not can_speak(tokens, source[0], source[1], words, strict=True):
        return None
    saying = next((i for i in range(source[1], min(len(tokens), source[1] + 4)) if tokens[i].lower == "saying"), None)
    if lower in ("citing", "quoting"):
        if saying is not None and lower == "quoting":
            return Cue(source, (at, at + 1), "asserts", "right", saying + 1, "quoting-as-saying")
        return Cue(source, (at, at + 1), "asserts", "same", source[1], "citing")
    subject = subject_before(tokens, at, words)
    if subject is None or (saying is None and lower not in ("cited", "cites")):
        return None
    if saying is None and head_of(tokens, source[0], source[1], words).lower not in words.speakers:
        return None
    begin = saying + 1 if saying is not None else source[1]
    return Cue(source, (at, at + 1), "asserts", "right", begin, "quoted-as-saying", subject)


def _quoted_as_saying(tokens: Sequence[Token], at: int, words: SpeechWords) -> Cue | None:
    """ "X was quoted (by Y) as saying"."""
    subject = subject_before(tokens, at, words)
    conduit = phrase_after(tokens, at + 2, words) if at + 1 < len(tokens) and tokens[at + 1].lower == "by" else None
    start = conduit[1] if conduit else at + 1
    saying = next((i for i in range(start, min(len(tokens), start + 5)) if tokens[i].lower == "saying"), None)
    if subject is None or saying is None:
        return None
    side, begin = side_of(tokens, subject, saying + 1, words)
    return Cue(subject, (at, saying + 1), "asserts", side, begin, "was-quoted", conduit)


def passive(tokens: Sequence[Token], at: int, words: SpeechWords) -> Cue | None:
    """ "12 deaths were confirmed by X", "12 people were reported killed by the health ministry"."""
    by = at + 1
    if by < len(tokens) and tokens[by].lower in words.lists["harmed_states"]:
        by += 1
    by = skip_adjuncts(tokens, by, words)
    if by >= len(tokens) - 1 or tokens[by].lower != "by" or not (is_passive(tokens, at, words) or _given(tokens, at, by)):
        return None
    source = phrase_after(tokens, by + 1, words)
    if source is None or not can_speak(tokens, source[0], source[1], words, strict=True):
        return None
    head = head_of(tokens, source[0], source[1], words)
    if by > at + 1 and head.lower not in words.speakers:
        return None
    verb = words.verbs.get(tokens[at].lower)
    kind = verb.kind if verb is not None else "asserts"
    if kind == "accuses":
        return Cue(source, (at, at + 1), kind, "right", source[1], "accused-by")
    return Cue(source, (at, at + 1), kind, "whole", at, "passive-by")


def _given(tokens: Sequence[Token], at: int, by: int) -> bool:
    """'the toll, provided by the ministry, was 12': a figure's participle, in no "according to"."""
    before = [token.lower for token in tokens[max(0, at - 5) : at]]
    given = tokens[at].lower in _GIVEN and by == at + 1 and bool(_FIGURES.intersection(before))
    return given and "according" not in [token.lower for token in tokens[:at]]


_GIVEN = frozenset("provided released published compiled issued given".split())
_FIGURES = frozenset("toll tolls figure figures tally count estimate estimates data numbers number".split())


def is_passive(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    back = at - 1
    while back > 0 and (tokens[back].lower in ("also", "later", "not", "since", "officially", "first") or is_adverb(tokens[back], words)):
        back -= 1
    return back >= 0 and tokens[back].lower in words.lists["be"]


def colon_cues(tokens: Sequence[Token], headline: bool, found: list[Cue], words: SpeechWords) -> list[Cue]:
    """ "Police: 12 dead", "12 dead in Homs - police"."""
    out: list[Cue] = []
    for at in range(1, len(tokens) - 1):
        if tokens[at].text not in (":", "–", "—", "-", "|"):
            continue
        if any(cue.cue[0] < at for cue in found) and tokens[at].text == ":":
            break
        opener = tokens[at].text == ":" and at <= 8 and _names_speaker(tokens, 0, at, tokens[at + 1].text in _OPEN, words)
        if opener and tokens[0].lower not in words.lists["not_before_colon"]:
            return [Cue((0, at), (at, at + 1), "asserts", "right", at + 1, "colon")]
        spaced = tokens[at].start > tokens[at - 1].end or tokens[at].text == ":"
        if headline and spaced and len(tokens) - at <= 7 and not found and _names_speaker(tokens, at + 1, len(tokens), False, words):
            return [Cue((at + 1, len(tokens)), (at, at + 1), "asserts", "left", len(tokens), "headline-source")]
    return out


def _names_speaker(tokens: Sequence[Token], start: int, end: int, quote: bool, words: SpeechWords) -> bool:
    whole = phrase_after(tokens, start, words)
    if whole is None or whole != (start, end) or not can_speak(tokens, start, end, words, strict=True):
        return False
    return quote or head_of(tokens, start, end, words).lower in words.speakers
