"""Takes a document; gives who claims, denies or is accused of an event, with the words that name the event. Never decides who did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.extract.speaker_adjuncts import skip_adjuncts
from tollbook.extract.speaker_cues import LONGEST_SENTENCE
from tollbook.extract.speaker_events import event_after, event_phrase, names_event, phrase_left, relative_event
from tollbook.extract.speaker_phrases import can_speak, phrase_after
from tollbook.extract.speaker_subjects import clause_subject, subject_before
from tollbook.extract.speaker_tokens import Range
from tollbook.extract.speaker_verbs import owns_act
from tollbook.extract.speaker_words import SpeechWords, speech_words
from tollbook.model.mention import ResponsibilityKind, ResponsibilityMention
from tollbook.model.text import Span
from tollbook.text.document import Document, Sentence, Token

_ENDS = frozenset(',;.:!?”"()–—')
_SAYING = frozenset({"say", "tell", "add", "state", "announce", "confirm", "claim", "declare", "report", "acknowledge", "admit"})
_NEGATIONS = frozenset({"no", "not", "nobody", "none", "hasn't", "haven't", "never", "without"})


def find_responsibility(document: Document) -> tuple[ResponsibilityMention, ...]:
    """Every claim, denial and accusation over an event, in text order."""
    words = speech_words()
    found: list[ResponsibilityMention] = []
    for sentence in document.sentences:
        if len(sentence.tokens) > LONGEST_SENTENCE:
            continue
        for at, token in enumerate(sentence.tokens):
            made = _at(sentence, at, words) if token.is_word else None
            if made is not None:
                found.append(_spans(document, sentence, made))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Made:
    """A finding in token indexes."""

    kind: ResponsibilityKind
    who: Range | None
    accused: Range | None
    event: Range | None
    cue: Range
    rule: str


def _spans(document: Document, sentence: Sentence, made: _Made) -> ResponsibilityMention:
    def span(part: Range | None) -> Span | None:
        return None if part is None else document.span(sentence.tokens[part[0]].start, sentence.tokens[part[1] - 1].end)

    cue = span(made.cue)
    assert cue is not None
    return ResponsibilityMention(made.kind, span(made.who), span(made.accused), span(made.event), cue, sentence.index, made.rule)


def _at(sentence: Sentence, at: int, words: SpeechWords) -> _Made | None:
    tokens = sentence.tokens
    lower = tokens[at].lower
    if lower == "responsibility":
        return _responsibility(tokens, at, words)
    if _kind(lower, words) == "denies":
        return _denial(tokens, at, words)
    if _verb(lower, words) in ("blame", "accuse"):
        return _accusation(tokens, at, words)
    if lower == "attributed":
        return _attributed(tokens, at, words)
    if _verb(lower, words) in _SAYING:
        return _owned(tokens, at, words) or (_claimed_event(tokens, at, words) if lower in words.lists["owning"] else None)
    return None


def _verb(lower: str, words: SpeechWords) -> str:
    """The lemma of a speech verb's form; "" for any other word."""
    return words.verbs[lower].lemma if lower in words.verbs else ""


def _kind(lower: str, words: SpeechWords) -> str:
    return words.verbs[lower].kind if lower in words.verbs else ""


def _subject(tokens: Sequence[Token], at: int, words: SpeechWords) -> Range | None:
    found = subject_before(tokens, at, words)
    if found is None and (tokens[at].lower.endswith("ing") or (at and tokens[at - 1].lower in ("and", "but"))):
        found = clause_subject(tokens, at, words)
    return found


def _responsibility(tokens: Sequence[Token], at: int, words: SpeechWords) -> _Made | None:
    """ "X claimed responsibility for the attack", "no group has claimed responsibility", "responsibility was claimed by X"."""
    verb = next(
        (
            i
            for i in range(at - 1, max(-1, at - 4), -1)
            if tokens[i].lower in words.lists["owning"] or _kind(tokens[i].lower, words) == "denies"
        ),
        None,
    )
    event = event_after(tokens, at + 1, ("for", "over"), words)
    if verb is None:
        by = next(
            (
                i
                for i in range(at + 1, min(len(tokens), at + 14))
                if tokens[i].lower == "by" and tokens[i - 1].lower in words.lists["owning"]
            ),
            None,
        )
        who = phrase_after(tokens, by + 1, words) if by is not None else None
        return _Made("claims", who, None, event, (at, at + 1), "responsibility-by") if who is not None else None
    if _kind(tokens[verb].lower, words) == "denies":
        return None
    if event is None:
        event = relative_event(tokens, verb, words)
    negated = _NEGATIONS & {t.lower for t in tokens[max(0, verb - 6) : verb]}
    if negated:
        who = None if negated & {"no", "nobody", "none", "without"} else _subject(tokens, verb, words)
        return _Made("unclaimed", who, None, event, (verb, at + 1), "no-claim")
    return _Made("claims", _subject(tokens, verb, words), None, event, (verb, at + 1), "claimed-responsibility")


def _denial(tokens: Sequence[Token], at: int, words: SpeechWords) -> _Made | None:
    """ "X denied responsibility for", "X denied carrying out", "X denied that it had killed"."""
    ahead = [t.lower for t in tokens[at + 1 : at + 8]]
    if words.lists["involved"].isdisjoint(ahead) and not any(owns_act(tokens, i, words) for i in range(at + 1, min(len(tokens), at + 5))):
        return None
    event = event_after(tokens, at + 1, ("for", "in", "out", "over", "behind"), words)
    return _Made("denies", _subject(tokens, at, words), None, event, (at, at + 1), "denied")


def _accusation(tokens: Sequence[Token], at: int, words: SpeechWords) -> _Made | None:
    """ "X blamed Y for the attack", "X accused Y of killing", "Y is accused by X of", "Y was blamed for"."""
    blame = _verb(tokens[at].lower, words) == "blame"
    link = "for" if blame else "of"
    if at and any(t.lower in words.lists["be"] for t in tokens[max(0, at - 3) : at]) and tokens[at].lower.endswith("ed"):
        return _passive_accusation(tokens, at, link, words)
    behind = at + 1
    if blame and behind + 1 < len(tokens):
        turned = _event_blamed_on(tokens, at, words)
        if turned is not None:
            return turned
    accused = phrase_after(tokens, behind, words)
    if accused is None or not can_speak(tokens, accused[0], accused[1], words, strict=False):
        return None
    parted = next((i for i in range(accused[0] + 1, accused[1]) if tokens[i].lower == link and blame), accused[1])
    accused = accused[0], parted
    event = event_after(tokens, accused[1], (link,), words)
    return _Made("accuses", _subject(tokens, at, words), accused, event, (at, at + 1), "blamed" if blame else "accused")


def _event_blamed_on(tokens: Sequence[Token], at: int, words: SpeechWords) -> _Made | None:
    """ "X blamed the attack on Y"; "an attack blamed on Y"."""
    on = next((i for i in range(at + 1, min(len(tokens), at + 10)) if tokens[i].lower == "on"), None)
    if on is None or any(tokens[i].text in _ENDS or tokens[i].lower == "for" for i in range(at + 1, on)):
        return None
    accused = phrase_after(tokens, on + 1, words)
    if accused is None or tokens[on + 1].lower in words.lists["times"]:
        return None
    if on == at + 1:
        return _Made("accuses", None, accused, phrase_left(tokens, at, words), (at, at + 1), "event-blamed-on")
    return _Made("accuses", _subject(tokens, at, words), accused, (at + 1, on), (at, at + 1), "blamed-event-on")


def _passive_accusation(tokens: Sequence[Token], at: int, link: str, words: SpeechWords) -> _Made | None:
    subject = subject_before(tokens, at, words)
    behind = at + 1
    if behind < len(tokens) and tokens[behind].lower == "on":
        accused = phrase_after(tokens, behind + 1, words)
        event = phrase_left(tokens, at, words)
        return _Made("accuses", None, accused, event, (at, at + 1), "was-blamed-on") if accused is not None else None
    who = None
    if behind < len(tokens) and tokens[behind].lower == "by":
        who = phrase_after(tokens, behind + 1, words)
        behind = who[1] if who is not None else behind
    event = event_after(tokens, behind, (link,), words)
    if subject is None or (event is None and who is None):
        return None
    return _Made("accuses", who, subject, event, (at, at + 1), "is-accused")


def _attributed(tokens: Sequence[Token], at: int, words: SpeechWords) -> _Made | None:
    """ "X attributed the attack to Y", "an attack attributed to Y"."""
    to = next((i for i in range(at + 1, min(len(tokens), at + 8)) if tokens[i].lower == "to"), None)
    accused = phrase_after(tokens, to + 1, words) if to is not None else None
    if to is None or accused is None or not can_speak(tokens, accused[0], accused[1], words, strict=True):
        return None
    if to == at + 1:
        return _Made("accuses", None, accused, phrase_left(tokens, at, words), (at, at + 1), "attributed-to")
    return _Made("accuses", _subject(tokens, at, words), accused, (at + 1, to), (at, at + 1), "attributed-event-to")


def _owned(tokens: Sequence[Token], at: int, words: SpeechWords) -> _Made | None:
    """ "X said it carried out the blasts", "which X also said they had carried out", "X said it was behind the attack"."""
    begin = skip_adjuncts(tokens, at + 1, words)
    if tokens[at].lower in ("tell", "told", "tells"):
        hearer = phrase_after(tokens, at + 1, words)
        begin = hearer[1] if hearer is not None else begin
    act = owns_act(tokens, begin, words) or _was_behind(tokens, begin)
    if not act:
        return None
    who = _subject(tokens, at, words)
    if who is None:
        return None
    while act < len(tokens) and tokens[act].lower in ("out", "up", "down", "dead", "on", "at", "against"):
        act += 1
    event = event_phrase(tokens, act, words) or relative_event(tokens, who[0], words)
    return _Made("claims", who, None, event, (at, at + 1), "said-it-did")


def _claimed_event(tokens: Sequence[Token], at: int, words: SpeechWords) -> _Made | None:
    """ "X claimed the attack", "the attack was claimed by X"."""
    if at + 2 < len(tokens) and tokens[at + 1].lower == "by":
        who = phrase_after(tokens, at + 2, words)
        event = phrase_left(tokens, at, words)
        if who is None or event is None or not names_event(tokens, event, words):
            return None
        return _Made("claims", who, None, event, (at, at + 1), "claimed-by")
    event = event_phrase(tokens, at + 1, words)
    if event is None or tokens[at + 1].lower.endswith("ing") or not names_event(tokens, event, words):
        return None
    if event[1] < len(tokens) and tokens[event[1]].lower in words.lists["finite"]:
        return None
    return _Made("claims", _subject(tokens, at, words), None, event, (at, at + 1), "claimed-event")


def _was_behind(tokens: Sequence[Token], at: int) -> int:
    """The index behind "it was behind", "its fighters were responsible for"; 0 when these words do not stand here."""
    if at < len(tokens) and tokens[at].lower == "that":
        at += 1
    if at >= len(tokens) or tokens[at].lower not in ("it", "they", "its", "their", "we", "our"):
        return 0
    for i in range(at + 1, min(len(tokens) - 1, at + 5)):
        if tokens[i].lower in ("was", "were", "is", "are"):
            if tokens[i + 1].lower == "behind":
                return i + 2
            if tokens[i + 1].lower == "responsible" and i + 2 < len(tokens) and tokens[i + 2].lower == "for":
                return i + 3
    return 0
