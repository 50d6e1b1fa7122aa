"""Takes a form of a speech verb in its sentence; says whether it is a cue here, on which side its content stands and of which kind it is."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.speaker_adjuncts import skip_adjuncts
from tollbook.extract.speaker_citing import is_passive
from tollbook.extract.speaker_phrases import can_speak, head_of
from tollbook.extract.speaker_subjects import subject_before
from tollbook.extract.speaker_tokens import Range, is_determiner
from tollbook.extract.speaker_words import SpeechWords, Verb
from tollbook.text.document import Token

_CLOSE = frozenset("”\"’'»")
_OPEN = frozenset("“\"‘'`«")
_STOPS = frozenset(".;!?")
_TOLL_WORDS = frozenset(
    {
        "toll",
        "number",
        "figure",
        "deaths",
        "dead",
        "casualties",
        "total",
        "estimate",
        "count",
        "it",
        "death",
        "injured",
        "wounded",
        "killed",
        "victims",
    }
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


def is_no_cue(tokens: Sequence[Token], at: int, verb: Verb, words: SpeechWords) -> bool:
    """Whether a form of a speech verb is something else here: a noun, a passive, part of a name."""
    token = tokens[at]
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if token.text[0].isupper() and (verb.lemma not in _PLAIN or (token.text == "Said" and at > 0)):
        return True
    if at and tokens[at - 1].text in "-‐‑" and tokens[at - 1].end == token.start:
        return True
    if not token.lower.endswith("ing") and is_passive(tokens, at, words):
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
    if subject is None or (subject[0] > 0 and tokens[subject[0] - 1].is_word) or not can_speak(tokens, *subject, words, strict=True):
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


def frame_fits(tokens: Sequence[Token], at: int, verb: Verb, subject: Range, words: SpeechWords) -> bool:
    head = head_of(tokens, subject[0], subject[1], words).lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    strict = can_speak(tokens, subject[0], subject[1], words, strict=True)
    if verb.lemma == "point out":
        return following == "out"
    if verb.frame == "toll":
        ahead = [t.lower for t in tokens[at + 1 : at + 14]]
        figure = next((i for i, word in enumerate(ahead) if word in ("at", "to", "higher", "lower", "above", "over")), None)
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
    if verb.lemma == "speak":
        return following == "of"  # "State television spoke of at least 45 dead"
    if verb.frame == "report" and following in ("in", "at", "near", "across", "among", "from", "by", "on", "of", "as", "over"):
        return skip_adjuncts(tokens, at + 1, words) > at + 1 or following in ("at", "on", "over")
    return True


def may_own(tokens: Sequence[Token], subject: Range, begin: int, words: SpeechWords) -> bool:
    """Whether the "it" or "they" that opens the content can be the speaker's own side, by what the speaker is and by number."""
    head = head_of(tokens, subject[0], subject[1], words).lower
    if head in words.lists["bystanders"] or any(token.lower == "health" for token in tokens[subject[0] : subject[1]]):
        return False
    opener = next((token.lower for token in tokens[begin : begin + 2] if token.lower != "that"), "")
    return not (opener == "it" and head in words.speakers and head.endswith("s") and head not in words.bodies)


def kind_of(tokens: Sequence[Token], at: int, begin: int, verb: Verb, words: SpeechWords) -> str:
    """The kind of cue, with claims of responsibility told from other assertions."""
    if verb.kind != "asserts":
        return verb.kind
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if following == "responsibility" or (
        verb.lemma in ("claim", "admit", "acknowledge") and "responsibility" in [t.lower for t in tokens[at + 1 : at + 4]]
    ):
        return "claims_responsibility"
    if verb.lemma == "claim" and _claims_event(tokens, at + 1, words):
        return "claims_responsibility"
    return "claims_responsibility" if owns_act(tokens, begin, words) else "asserts"


def _claims_event(tokens: Sequence[Token], start: int, words: SpeechWords) -> bool:
    """'claimed dual attacks in the market', not "claimed the attack killed 12"."""
    for at in range(start, min(start + 5, len(tokens) - 1)):
        lower = tokens[at].lower
        if lower in words.lists["events"]:
            following = tokens[at + 1]
            return following.lower in words.lists["inside"] | {"that", "which", "on", "in"} or not following.is_word
        if not tokens[at].is_word or lower in words.lists["finite"] | words.lists["breaks"] | {"and"}:
            return False
    return False


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
        if word in words.lists["wards"] or (word == "shot" and i + 1 < len(tokens) and tokens[i + 1].lower == "down"):
            return 0  # "it intercepted the missiles", "it had shot down a drone": who wards an attack off did not carry it out
        if word in words.lists["acts"]:
            return i + 1
        if tokens[i].text in ",;." or word in words.lists["joins"]:
            return 0
    return 0
