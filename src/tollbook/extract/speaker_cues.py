"""Takes a sentence; gives the cues with which it credits speakers: source, cue, kind and the side on which the credited words stand. Sets no scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.extract.speaker_phrases import (
    Range,
    can_speak,
    head_of,
    is_adverb,
    is_determiner,
    phrase_after,
    skip_adjuncts,
    strip_adjuncts,
)
from tollbook.extract.speaker_subjects import clause_subject, subject_before, subject_behind
from tollbook.extract.speaker_words import SpeechWords, Verb
from tollbook.text.document import Token

_CLOSE = frozenset("”\"’'»")
_OPEN = frozenset("“\"‘'`«")
_STOPS = frozenset(".;!?")
_TOLL_WORDS = frozenset(
    "toll number figure deaths dead casualties total estimate count it death injured wounded killed victims tally".split()
)
_PLAIN = frozenset(
    {
        "say",
        "tell",
        "add",
        "state",
        "announce",
        "confirm",
        "claim",
        "declare",
        "report",
        "acknowledge",
        "admit",
        "insist",
        "write",
        "reveal",
        "allege",
        "post",
    }
)
_OWNING = ("admit", "acknowledg", "claim", "boast", "den")
_RAISED = frozenset({"believe", "report", "allege", "estimate", "expect", "fear", "announce", "confirm", "find", "say", "show"})


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


def cues_in(tokens: Sequence[Token], headline: bool, words: SpeechWords) -> list[Cue]:
    """All cues of a sentence in text order; no word serves as the cue of two."""
    found: list[Cue] = []
    taken = -1
    for at, token in enumerate(tokens):
        if at <= taken or not token.is_word:
            continue
        cue = _cue_at(tokens, at, found, words)
        if cue is not None:
            found.append(cue)
            taken = max(cue.cue[1] - 1, cue.source[1] - 1 if cue.source[0] > at else -1)
    found.extend(_colon_cues(tokens, headline, found, words))
    return sorted(found, key=lambda cue: cue.cue)


def _cue_at(tokens: Sequence[Token], at: int, earlier: list[Cue], words: SpeechWords) -> Cue | None:
    lower = tokens[at].lower
    phrase = words.before_speaker.match(tuple(t.lower for t in tokens[at : at + 4]), 0) if lower in ("according", "as", "in") else None
    if phrase is not None:
        return _prepositional(tokens, at, at + phrase[0], words)
    if lower in words.lists["citing"]:
        cue = _citing(tokens, at, words)
        if cue is not None:
            return cue
    if lower in words.lists["passive"]:
        cue = _passive(tokens, at, words)
        if cue is not None:
            return cue
    verb = words.verbs.get(lower)
    if verb is None or _is_no_cue(tokens, at, verb, words):
        return None
    return _verb_cue(tokens, at, verb, earlier, words)


def _prepositional(tokens: Sequence[Token], at: int, end: int, words: SpeechWords) -> Cue | None:
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


def _citing(tokens: Sequence[Token], at: int, words: SpeechWords) -> Cue | None:
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
    return Cue(source, (at, at + 1), "asserts", "right" if saying is not None else "same", begin, "quoted-as-saying", subject)


def _quoted_as_saying(tokens: Sequence[Token], at: int, words: SpeechWords) -> Cue | None:
    """ "X was quoted (by Y) as saying"."""
    subject = subject_before(tokens, at, words)
    conduit = phrase_after(tokens, at + 2, words) if at + 1 < len(tokens) and tokens[at + 1].lower == "by" else None
    start = conduit[1] if conduit else at + 1
    saying = next((i for i in range(start, min(len(tokens), start + 5)) if tokens[i].lower == "saying"), None)
    if subject is None or saying is None:
        return None
    side, begin = _side(tokens, subject, saying + 1, words)
    return Cue(subject, (at, saying + 1), "asserts", side, begin, "was-quoted", conduit)


def _passive(tokens: Sequence[Token], at: int, words: SpeechWords) -> Cue | None:
    """ "12 deaths were confirmed by X", "12 people were reported killed by the health ministry"."""
    by = at + 1
    if by < len(tokens) and tokens[by].lower in words.lists["harmed_states"]:
        by += 1
    by = skip_adjuncts(tokens, by, words)
    if by >= len(tokens) - 1 or tokens[by].lower != "by" or not _is_passive(tokens, at, words):
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


def _is_passive(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    back = at - 1
    while back > 0 and (tokens[back].lower in ("also", "later", "not", "since", "officially", "first") or is_adverb(tokens[back], words)):
        back -= 1
    return back >= 0 and tokens[back].lower in words.lists["be"]


def _is_no_cue(tokens: Sequence[Token], at: int, verb: Verb, words: SpeechWords) -> bool:
    """Whether a form of a speech verb is something else here: a noun, a passive, part of a name."""
    token = tokens[at]
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if token.text[0].isupper() and (verb.lemma not in _PLAIN or (token.text == "Said" and at > 0)):
        return True
    if at and tokens[at - 1].text in "-‐‑" and tokens[at - 1].end == token.start:
        return True
    if not token.lower.endswith("ing") and _is_passive(tokens, at, words):
        return True
    if (
        token.lower == "said"
        and following == "to"
        and at + 2 < len(tokens)
        and tokens[at + 2].lower not in words.lists["channels"]
        and tokens[at + 2].text[0].islower()
    ):
        return True
    if following in words.lists["harmed_states"] and (verb.frame == "report" or verb.lemma in _RAISED - {"say"}) and verb.lemma != "claim":
        return True
    if verb.frame == "blame" and following in ("of", "for", "by", "on"):
        return True
    if following == "to" and verb.lemma in _RAISED and token.lower.endswith("ed"):
        return True
    if at and tokens[at - 1].lower == "to":
        return not (at > 2 and tokens[at - 2].lower == "on" and tokens[at - 3].lower in ("went", "goes"))
    if (
        verb.noun
        and at
        and (tokens[at - 1].lower.endswith("'s") or tokens[at - 1].lower in words.lists["determiners"] or tokens[at - 1].text in "'’")
    ):
        return True
    if not verb.noun or _opens_content(tokens, at + 1, words) or _ends_content(tokens, at, words):
        return False
    return not (verb.frame == "report" and _takes_noun_phrase(tokens, at, words))


def _opens_content(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    """Whether what stands here can be the content of a verb whose form is more often a noun."""
    at = skip_adjuncts(tokens, at, words)
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.lower in (
        "that",
        "at",
        "more",
        "up",
        "between",
        "about",
        "around",
        "nearly",
        "over",
        "as",
        "no",
        "there",
        "dozens",
        "to",
        "responsibility",
    ):
        return token.lower != "to" or (at + 1 < len(tokens) and tokens[at + 1].lower == "have")
    if token.text in _OPEN or is_determiner(token, words) or token.lower in words.lists["pronouns"]:
        return True
    if (
        not token.is_word
        or token.lower in words.verbs
        or token.lower in words.lists["finite"] | words.lists["inside"] | words.lists["breaks"]
    ):
        return False
    return token.text[0].isupper() or token.lower in words.lists["not_speakers"] or token.lower in words.lists["events"]


def _takes_noun_phrase(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    """Whether "reports", "claim" has a subject that opens the clause and a bare noun phrase behind it: "The ministry reports heavy losses"."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    following = tokens[at + 1].lower
    if following in words.verbs or following in words.lists["finite"] | words.lists["inside"] | words.lists["breaks"] | {"and", "or"}:
        return False
    subject = subject_before(tokens, at, words)
    if subject is None or subject[0] > 0 and tokens[subject[0] - 1].is_word or not can_speak(tokens, *subject, words, strict=True):
        return False
    plural = head_of(tokens, *subject, words).lower.endswith("s") or tokens[subject[1] - 1].lower in ("police", "media", "people")
    return plural != tokens[at].lower.endswith("s")


def _ends_content(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    """Whether a form that is more often a noun closes "..., the reports show."."""
    behind = skip_adjuncts(tokens, at + 1, words)
    if behind < len(tokens) and tokens[behind].text not in _STOPS | {","}:
        return False
    subject = subject_before(tokens, at, words)
    return subject is not None and subject[0] > 1 and tokens[subject[0] - 1].text in (",", "–", "—", "”", '"')


def _verb_cue(tokens: Sequence[Token], at: int, verb: Verb, earlier: list[Cue], words: SpeechWords) -> Cue | None:
    if at and tokens[at].lower in words.lists["linkers"]:
        return _linked(tokens, at, verb, earlier, words, "participle")
    behind = subject_behind(tokens, at, words) if verb.frame in ("speech", "report") and verb.lemma not in ("tell", "inform") else None
    if behind is not None and _prefers_inversion(tokens, at, behind):
        side = "left"
        return Cue(behind, (at, at + 1), verb.kind, side, behind[1], "said-x")
    subject = subject_before(tokens, at, words)
    if subject is None:
        before = strip_adjuncts(tokens, at, words)
        if before and tokens[before - 1].lower in ("and", "but", "then", "or"):
            return _linked(tokens, at, verb, earlier, words, "coordinated-verb")
        return None
    if not _frame_fits(tokens, at, verb, subject, words):
        return None
    begin = _behind_object(tokens, at, verb, words)
    side, begin = _side(tokens, subject, begin, words)
    if side == "none":
        return None
    kind = _kind(tokens, at, begin, verb, words)
    if (
        kind == "asserts"
        and head_of(tokens, subject[0], subject[1], words).lower in words.lists["armed"]
        and owns_act(tokens, begin, words, True)
    ):
        kind = "claims_responsibility"
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
    return Cue(source, (at, at + 1), _kind(tokens, at, begin, verb, words), "right", begin, rule)


def _behind_object(tokens: Sequence[Token], at: int, verb: Verb, words: SpeechWords) -> int:
    """The index behind the hearer of "told" and the particle of "pointed out"."""
    if verb.lemma in ("tell", "inform") and at + 1 < len(tokens):
        hearer = phrase_after(tokens, at + 1, words)
        return hearer[1] if hearer is not None else at + 1
    if verb.lemma == "point out" and at + 1 < len(tokens) and tokens[at + 1].lower == "out":
        return at + 2
    return at + 1


def _frame_fits(tokens: Sequence[Token], at: int, verb: Verb, subject: Range, words: SpeechWords) -> bool:
    head = head_of(tokens, subject[0], subject[1], words).lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    strict = can_speak(tokens, subject[0], subject[1], words, strict=True)
    if verb.lemma == "point out":
        return following == "out"
    if verb.frame == "toll":
        ahead = [t.lower for t in tokens[at + 1 : at + 14]]
        figure = next((i for i, word in enumerate(ahead) if word in ("at", "to")), None)
        return strict and figure is not None and not _TOLL_WORDS.isdisjoint(ahead[:figure])
    if verb.frame == "finding":
        if not _opens_content(tokens, at + 1, words) and not _ends_content(tokens, at, words):
            return False
        counts = (
            head in words.documents
            or (head in words.bodies and head != "police")
            or head in ("monitors", "activists", "researchers", "investigators", "he", "she", "it", "they", "monitor")
        )
        named = strict and head not in words.speakers
        return (strict and following == "that") or head in words.documents or (verb.lemma not in ("find", "show") and (counts or named))
    if (
        verb.frame == "speech"
        and verb.lemma not in _PLAIN
        and following in words.lists["inside"]
        and skip_adjuncts(tokens, at + 1, words) == at + 1
    ):
        return verb.lemma == "warn"
    if verb.lemma in ("maintain", "respond", "pledge", "promise", "vow"):
        return following in ("that", "it", "they", "he", "she") or following in _OPEN | _STOPS | {",", ":", "to"}
    if verb.lemma == "claim" and {"lives", "life"} & {t.lower for t in tokens[at + 1 : at + 7]}:
        return False
    if verb.frame in ("report", "blame") and not strict:
        return following == "that"
    if verb.frame == "report" and following in ("in", "at", "near", "across", "among", "from", "by", "on", "of", "as", "over"):
        return skip_adjuncts(tokens, at + 1, words) > at + 1 or following in ("at", "on", "over")
    return True


def _side(tokens: Sequence[Token], subject: Range, begin: int, words: SpeechWords) -> tuple[str, int]:
    """On which side of "X said" the credited words stand, and where those on the right begin."""
    after = skip_adjuncts(tokens, begin, words)
    before = tokens[subject[0] - 1] if subject[0] else None
    has_left = any(t.is_word or t.is_number for t in tokens[: max(0, subject[0] - 1)])
    quoted = before is not None and before.text in _CLOSE and has_left
    if after >= len(tokens) or tokens[after].text in _STOPS or (tokens[after].text in _CLOSE and after == len(tokens) - 1):
        return ("left", after) if has_left else ("none", after)
    if quoted and tokens[after].text != ":" and tokens[after].lower != "that":
        return "left", after
    if tokens[after].text not in ",–—":
        return "right", after if tokens[after].lower == "that" or tokens[after].text in _OPEN or tokens[after].text == ":" else begin
    opened = after + 1 < len(tokens) and (tokens[after + 1].text in _OPEN or tokens[after + 1].lower == "that")
    parted = before is not None and (before.text in ",–—-?!;" or before.lower == "as")
    return ("left" if parted and has_left and not opened else "right"), after + 1


def _kind(tokens: Sequence[Token], at: int, begin: int, verb: Verb, words: SpeechWords) -> str:
    """The kind of cue, with claims of responsibility told from other assertions."""
    if verb.kind != "asserts":
        return verb.kind
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if following == "responsibility" or (
        verb.lemma in ("claim", "admit", "acknowledge") and "responsibility" in [t.lower for t in tokens[at + 1 : at + 4]]
    ):
        return "claims_responsibility"
    return "claims_responsibility" if owns_act(tokens, begin, words) else "asserts"


def owns_act(tokens: Sequence[Token], at: int, words: SpeechWords, armed: bool = False) -> int:
    """The index behind the act when the content begins "it killed ...", "its forces had shot ...", "to have killed ..."; 0 otherwise.

    An armed speaker also owns what "troops", "officers" without a possessive did.
    """
    while at < len(tokens) and (tokens[at].lower in ("that", "how") or tokens[at].text in _OPEN or tokens[at].text == ":"):
        at += 1
    if at >= len(tokens):
        return 0
    lower = tokens[at].lower
    if lower in ("it", "they", "we", "i") or (lower == "to" and at + 1 < len(tokens) and tokens[at + 1].lower == "have"):
        at += 1
    elif lower in ("its", "their", "our") or (armed and lower in ("troops", "soldiers", "forces", "officers", "security", "police")):
        own = next((i for i in range(at, min(len(tokens), at + 6)) if tokens[i].lower in words.lists["own_forces"]), None)
        if own is None:
            return 0
        at = own + 1
    elif not (lower.endswith("ing") and lower in words.lists["acts"] and at and tokens[at - 1].lower.startswith(_OWNING)):
        return 0
    for i in range(at, min(len(tokens), at + 6)):
        word = tokens[i].lower
        if word in words.lists["be"]:
            return 0
        if word in words.lists["acts"]:
            return i + 1
        if tokens[i].text in ",;." or word in words.lists["joins"]:
            return 0
    return 0


def _colon_cues(tokens: Sequence[Token], headline: bool, found: list[Cue], words: SpeechWords) -> list[Cue]:
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
