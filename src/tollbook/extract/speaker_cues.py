"""Takes a sentence; gives the cues with which it credits speakers: source, cue, kind, and the side of the credited words. Sets no scope."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.speaker_adjuncts import skip_adjuncts, strip_adjuncts
from tollbook.extract.speaker_citing import according_to, citing, colon_cues, passive
from tollbook.extract.speaker_phrases import can_speak, head_of, phrase_after
from tollbook.extract.speaker_subjects import clause_subject, side_of, subject_before, subject_behind
from tollbook.extract.speaker_tokens import Cue, Range
from tollbook.extract.speaker_verbs import frame_fits, is_no_cue, kind_of, may_own, owns_act
from tollbook.extract.speaker_words import SpeechWords, Verb
from tollbook.text.document import Token

LONGEST_SENTENCE = 600
_CLOSE = frozenset("”\"’'»")
_OPEN = frozenset("“\"‘'`«")
_STOPS = frozenset(".;!?")


def cues_in(tokens: Sequence[Token], headline: bool, words: SpeechWords) -> list[Cue]:
    """All cues of a sentence in text order; no word serves as the cue of two. What is longer than any sentence of prose has none."""
    if len(tokens) > LONGEST_SENTENCE:
        return []
    found: list[Cue] = []
    taken = -1
    for at, token in enumerate(tokens):
        if at <= taken or not token.is_word:
            continue
        cue = _cue_at(tokens, at, found, words)
        if cue is not None:
            found.append(cue)
            taken = max(cue.cue[1] - 1, cue.source[1] - 1 if cue.source[0] > at else -1)
    found.extend(colon_cues(tokens, headline, found, words))
    return sorted(found, key=lambda cue: cue.cue)


def _cue_at(tokens: Sequence[Token], at: int, earlier: list[Cue], words: SpeechWords) -> Cue | None:
    lower = tokens[at].lower
    phrase = words.before_speaker.match(tuple(t.lower for t in tokens[at : at + 4]), 0) if lower in ("according", "as", "in") else None
    if phrase is not None:
        return according_to(tokens, at, at + phrase[0], words)
    if lower in words.lists["citing"]:
        cue = citing(tokens, at, words)
        if cue is not None:
            return cue
    if lower in words.lists["passive"]:
        cue = passive(tokens, at, words)
        if cue is not None:
            return cue
    if lower in _STATEMENTS and at + 1 < len(tokens) and tokens[at + 1].lower == "that":
        return _issued(tokens, at, words)
    verb = words.verbs.get(lower)
    if verb is None or is_no_cue(tokens, at, verb, words):
        return None
    return _verb_cue(tokens, at, verb, earlier, words)


_STATEMENTS = frozenset({"statement", "announcement", "communique", "communiqué", "confirmation"})
_ISSUED = frozenset(
    "issue issues issued issuing release releases released releasing make makes made give gives gave publish publishes published".split()
)


def _issued(tokens: Sequence[Token], at: int, words: SpeechWords) -> Cue | None:
    """'The department issued a statement that ...'."""
    verb = next((back for back in range(at - 1, max(0, at - 5), -1) if tokens[back].lower in _ISSUED), None)
    subject = subject_before(tokens, verb, words) if verb is not None else None
    if verb is None or subject is None or not can_speak(tokens, *subject, words, strict=True):
        return None
    return Cue(subject, (verb, at + 1), "asserts", "right", at + 2, "issued-statement")


def _with_speaker(tokens: Sequence[Token], at: int, verb: Verb, words: SpeechWords) -> Cue | None:
    """'..., with officials reporting 150 dead'."""
    lead = next((back for back in range(at - 2, max(0, at - 8), -1) if tokens[back].lower == "with"), None)
    source = phrase_after(tokens, lead + 1, words) if lead is not None else None
    if source is None or source[1] != at or verb.frame not in ("speech", "report") or not can_speak(tokens, *source, words, strict=True):
        return None
    return Cue(source, (at, at + 1), verb.kind, "right", skip_adjuncts(tokens, at + 1, words), "with-speaker")


def _verb_cue(tokens: Sequence[Token], at: int, verb: Verb, earlier: list[Cue], words: SpeechWords) -> Cue | None:
    if at and tokens[at].lower in words.lists["linkers"]:
        return _with_speaker(tokens, at, verb, words) or _linked(tokens, at, verb, earlier, words, "participle")
    inserted = bool(earlier) and earlier[-1].source[1] == at - 1 and tokens[at - 1].text == "," and earlier[-1].side in ("left", "same")
    behind = (
        subject_behind(tokens, at, words)
        if not inserted and verb.frame in ("speech", "report") and verb.lemma not in ("tell", "inform")
        else None
    )
    if behind is not None and _prefers_inversion(tokens, at, behind):
        side = "left"
        return Cue(behind, (at, at + 1), verb.kind, side, behind[1], "said-x")
    subject = subject_before(tokens, at, words)
    if subject is None:
        before = strip_adjuncts(tokens, at, words)
        if before and tokens[before - 1].lower in ("and", "but", "then", "or"):
            return _linked(tokens, at, verb, earlier, words, "coordinated-verb")
        return None
    if not frame_fits(tokens, at, verb, subject, words):
        return None
    begin = _behind_object(tokens, at, verb, words)
    side, begin = side_of(tokens, subject, begin, words)
    if side == "none":
        return None
    kind = kind_of(tokens, at, begin, verb, words)
    if (
        kind == "asserts"
        and head_of(tokens, subject[0], subject[1], words).lower in words.lists["armed"]
        and owns_act(tokens, begin, words, True)
    ):
        kind = "claims_responsibility"
    if kind == "claims_responsibility" and not may_own(tokens, subject, begin, words) and tokens[at].lower not in words.lists["owning"]:
        kind = "asserts"
    return Cue(subject, (at, at + 1), kind, side, begin, f"x-{verb.frame}")


def _prefers_inversion(tokens: Sequence[Token], at: int, behind: Range) -> bool:
    return tokens[at - 1].text in _CLOSE or behind[0] == at + 1


def _linked(tokens: Sequence[Token], at: int, verb: Verb, earlier: list[Cue], words: SpeechWords, rule: str) -> Cue | None:
    """A verb that carries on an earlier subject: "..., police said, adding that", "the army denied it and said that"."""
    back = strip_adjuncts(tokens, at, words)
    joined = at == 0 or not tokens[at - 1].is_word or tokens[at - 1].lower in words.speakers | {"and", "but", "then", "or"}
    if at and (tokens[at - 1].lower == "as" or (rule == "participle" and not joined)):
        return None
    if (
        rule == "participle"
        and back
        and tokens[back - 1].lower in words.lists["be"] | words.lists["inside"] | {"without", "before", "after"}
    ):
        return None
    source = earlier[-1].source if earlier else clause_subject(tokens, at, words)
    if source is None or source[1] > at or verb.frame in ("toll", "finding"):
        return None
    begin = skip_adjuncts(tokens, _behind_object(tokens, at, verb, words), words)
    if begin >= len(tokens) or tokens[begin].text in _STOPS:
        return None
    return Cue(source, (at, at + 1), kind_of(tokens, at, begin, verb, words), "right", begin, rule)


def _behind_object(tokens: Sequence[Token], at: int, verb: Verb, words: SpeechWords) -> int:
    """The index behind the hearer of "told" and the particle of "pointed out"."""
    if verb.lemma in ("tell", "inform") and at + 1 < len(tokens):
        hearer = phrase_after(tokens, at + 1, words)
        return hearer[1] if hearer is not None else at + 1
    if verb.lemma == "point out" and at + 1 < len(tokens) and tokens[at + 1].lower == "out":
        return at + 2
    return at + 1
