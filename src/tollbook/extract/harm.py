"""Takes a sentence; gives its words of harm: verbs with their voice, states, harm nouns, toll nouns. Never decides who was harmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from tollbook.extract.nouns import is_adverb, word_class
from tollbook.extract.phrases import PhraseTable
from tollbook.lexicon.load import must, table
from tollbook.text.document import Sentence

VerbForm = Literal["base", "third", "past", "participle", "gerund"]
Voice = Literal["active", "passive", "intransitive", "reduced"]
_SEVEREST = ("killed", "injured", "abducted", "missing", "arrested", "displaced", "casualties")


@dataclass(frozen=True, slots=True)
class _Verb:
    field: str
    transitive: bool
    form: VerbForm


@dataclass(frozen=True, slots=True)
class HarmVerb:
    """A harm verb: tokens first..last, `group` where its verb group starts ("were", "have been"). `real` is False for plans and fears;
    `also` is a second harm to the same persons ("abducted and killed").

    voice `reduced` is a participle with no auxiliary: behind a figure it is passive ("12 killed"), before one active ("killed 12").
    """

    group: int
    first: int
    last: int
    field: str
    voice: Voice
    real: bool
    negated: bool
    also: str | None = None


@cache
def _verbs() -> PhraseTable[_Verb]:
    parts = ("en", "harm.yaml")
    entries: dict[str, _Verb] = {}
    for row in table(*parts)["verbs"]:
        must(
            row["voice"] in ("transitive", "intransitive"), parts, f"voice {row['voice']!r} is unknown", "write transitive or intransitive"
        )
        forms = row["forms"]
        must(len(forms) in (4, 5), parts, f"{forms[0]} needs 4 or 5 forms", "write base, third person, past, (participle,) gerund")
        names: tuple[VerbForm, ...] = (
            ("base", "third", "past", "gerund") if len(forms) == 4 else ("base", "third", "past", "participle", "gerund")
        )
        for form, name in sorted(zip(forms, names, strict=True), key=lambda pair: pair[1] != "past"):
            entries.setdefault(form, _Verb(row["field"], row["voice"] == "transitive", name))
    return PhraseTable(entries)


def is_harm_verb(lowers: tuple[str, ...], at: int) -> bool:
    """Whether a form of a harm verb starts at token `at`."""
    return _verbs().match(lowers, at) is not None


def find_harm_verbs(sentence: Sentence) -> tuple[HarmVerb, ...]:
    """The harm verbs of the sentence in order; two that share their persons ("killed or wounded") are one."""
    lowers = sentence.lowers()
    found: list[HarmVerb] = []
    at = 0
    while at < len(lowers):
        match = _verbs().match(lowers, at)
        if match is None:
            at += 1
            continue
        verb = _read(sentence, lowers, at, match[0], match[1])
        if verb is not None:
            _append(found, verb, lowers)
        at = match[0]
    return tuple(found)


def _append(found: list[HarmVerb], verb: HarmVerb, lowers: tuple[str, ...]) -> None:
    if found:
        before = found[-1]
        between = lowers[before.last : verb.first]
        if _goes_on(before, verb, between):
            found[-1] = replace(before, last=verb.last, field=verb.field if verb.field == "killed" else before.field)
            return
        if between in (("and",), ("or",), ("and", "/", "or"), ("/",), ("and", "later"), ("and", "then")):
            in_turn = (before.field, verb.field) == ("arrested", "killed") and "or" not in between
            field, also = ("killed", "arrested") if in_turn else _joined_field(before.field, verb.field)
            found[-1] = replace(before, last=verb.last, field=field, also=also)
            return
    found.append(verb)


def _goes_on(before: HarmVerb, verb: HarmVerb, between: tuple[str, ...]) -> bool:
    """'was shot twice in the back and killed', 'shot at close range and killed': one harm to one person, told in steps."""
    if before.voice != "passive" or verb.voice != "reduced" or before.field != "injured" or verb.field not in ("killed", "injured"):
        return False
    return 1 < len(between) <= 8 and between[-1] == "and" and not any(word in _BREAKS for word in between)


_BREAKS = frozenset(", ; : who which that while when as but".split()) | frozenset({"was", "were"})


def _joined_field(left: str, right: str) -> tuple[str, str | None]:
    """'killed or wounded' is casualties; 'kidnapped and killed' is two harms to the same persons."""
    if left == right:
        return left, None
    if {left, right} in ({"killed", "injured"}, {"killed", "arrested"}):
        return "casualties", None
    first, second = sorted((left, right), key=_SEVEREST.index)
    return (first, None) if second == "injured" or first == "injured" else (first, second)


def _read(sentence: Sentence, lowers: tuple[str, ...], first: int, last: int, verb: _Verb) -> HarmVerb | None:
    if lowers[first] in _SHOOTS and last == first + 1 and lowers[last : last + 1] in (("down",), ("off",)):
        return None  # "shot down eight drones"
    if lowers[first] in _SHOOTS and last == first + 1 and _falls_dead(lowers, last):
        verb = replace(verb, field="killed")
    before = _skip_adverbs(lowers, first)
    left = lowers[before] if before >= 0 else ""
    real = _is_real(lowers, first, before, verb)
    negated = _is_negated(lowers, first)
    if _is_noun(sentence, lowers, first, left, verb):
        return None
    if verb.form == "gerund":
        if left in word_class("be") and not verb.transitive:
            return HarmVerb(before, first, last, verb.field, "intransitive", real, negated)
        return HarmVerb(first, first, last, verb.field, "active" if verb.transitive else "intransitive", real, negated)
    if not verb.transitive:
        return HarmVerb(_group_start(lowers, before, first), first, last, verb.field, "intransitive", real, negated)
    if verb.form in ("base", "third"):
        return HarmVerb(first, first, last, verb.field, "active", real, negated)
    if left in word_class("be") or left in word_class("get"):
        return HarmVerb(_group_start(lowers, before, first), first, last, verb.field, "passive", real, negated)
    if left in word_class("have"):
        return HarmVerb(before, first, last, verb.field, "active", real, negated)
    parted = _parted_auxiliary(lowers, first)
    if parted is not None:
        return HarmVerb(_group_start(lowers, parted, parted), first, last, verb.field, "passive", real, negated)
    return HarmVerb(first, first, last, verb.field, "reduced", real, negated)


_TIMES = frozenset(
    "on in at early late last this monday tuesday wednesday thursday friday saturday sunday night morning evening afternoon week month year today "
    "yesterday january february march april may june july august september october november december , earlier later".split()
)


def _parted_auxiliary(lowers: tuple[str, ...], first: int) -> int | None:
    """'was on Saturday night killed': the auxiliary stands before words of time."""
    at = first - 1
    while at >= 0 and first - at <= 6 and (lowers[at] in _TIMES or lowers[at].isdigit() or is_adverb(lowers[at])):
        at -= 1
    return at if at >= 0 and at < first - 1 and lowers[at] in ("was", "were", "been", "is", "are") else None


_SHOOTS = frozenset({"shoot", "shoots", "shot", "shooting"})


def _falls_dead(lowers: tuple[str, ...], at: int) -> bool:
    """'shot a shopkeeper dead', 'shot the chief of police, Name, dead': "dead" closes the object."""
    for word in lowers[at : at + 8]:
        if word == "dead":
            return True
        if word in ("and", "who", ".", ";") or word in word_class("be"):
            return False
    return False


def _skip_adverbs(lowers: tuple[str, ...], at: int) -> int:
    """Index of the nearest word to the left that is no adverb, -1 when none."""
    at -= 1
    while at >= 0 and (is_adverb(lowers[at]) or (lowers[at] in word_class("negations") and lowers[at] != "no")):
        at -= 1
    return at


def _group_start(lowers: tuple[str, ...], before: int, first: int) -> int:
    """First token of the verb group: auxiliaries and adverbs to the left of the verb."""
    at, start = first - 1, first
    while at >= 0:
        word = lowers[at]
        if (
            word in word_class("be")
            or word in word_class("have")
            or word in word_class("get")
            or word in word_class("modals")
            or word == "to"
        ):
            start = at
        elif word in ("forced", "compelled") and start == at + 1 and lowers[start] == "to":
            start = at  # "have been forced to flee"
        elif not is_adverb(word) and word not in word_class("negations"):
            break
        at -= 1
    return start


def _is_noun(sentence: Sentence, lowers: tuple[str, ...], first: int, left: str, verb: _Verb) -> bool:
    """'a mass shooting', 'the killing of', 'the wounded', 'gunshot wounds': no verbs."""
    direct = lowers[first - 1] if first else ""
    word = lowers[first]
    if verb.form == "gerund":
        nominal = first + 1 < len(lowers) and lowers[first + 1] == "of"
        return nominal or direct in word_class("noun_left") or (first + 1 == len(lowers)) or direct == "-"
    if word in (
        "wound",
        "wounds",
        "murder",
        "murders",
        "massacre",
        "massacres",
        "hurt",
        "slaughter",
        "kill",
        "trap",
        "traps",
        "execute",
        "capture",
        "captures",
        "shoots",
        "arrest",
        "arrests",
        "kidnap",
    ) and verb.form in ("base", "third"):
        return (
            direct in word_class("determiners")
            or direct
            in (
                "of",
                "mass",
                "gunshot",
                "shrapnel",
                "knife",
                "attempted",
                "stab",
                "flesh",
                "minor",
                "house",
                "under",
                "'s",
                "for",
                "in",
                "by",
                "with",
                "his",
                "her",
            )
            or direct.endswith("'s")
        )
    if direct == "-":
        return True
    return direct in ("the", "those", "their", "its", "his", "these") and verb.form in ("past", "participle")


_ILLNESS = frozenset(
    "cancer illness pneumonia malaria cardiac coronavirus covid tuberculosis diabetes stroke ebola cholera leukemia old-age".split()
)


def _dies_of_illness(lowers: tuple[str, ...], first: int, last: int) -> bool:
    """'died of a cardiac arrest', 'died from natural causes', 'died of a heart attack': harm that nobody did."""
    after = lowers[last : last + 6]
    if not lowers[first].startswith(("die", "dy", "succumb")) or not after or after[0] not in ("of", "from", "after", "to"):
        return False
    return bool(_ILLNESS.intersection(after)) or any(
        pair in (("natural", "causes"), ("heart", "attack"), ("old", "age")) for pair in pairwise(after)
    )


def _is_real(lowers: tuple[str, ...], first: int, before: int, verb: _Verb) -> bool:
    if _dies_of_illness(lowers, first, first + 1):
        return False
    window = lowers[max(0, first - 7) : first]
    cut = max((at for at, word in enumerate(window) if word in (",", ";", "that", ":")), default=-1)
    window = window[cut + 1 :]
    if any(word in word_class("modals") for word in window[-4:]):
        return verb.form in ("past", "participle") and "have" in window[-3:] and not {"would", "could", "should"} & set(window[-4:])
    left = lowers[before] if before >= 0 else ""
    if verb.form == "base" and left == "to":
        if lowers[first] == "flee":  # "prompting thousands to flee", "forced 200 families to flee"
            return any(
                word
                in ("forcing", "forced", "prompting", "prompted", "causing", "caused", "forces", "forcing", "led", "leading", "prompts")
                for word in window
            )
        return before > 0 and lowers[before - 1] in word_class("factual_to")
    if verb.form == "base" and left in ("did", "do", "does"):
        return True
    return not any(word in word_class("unreal") for word in window[-4:])


def _is_negated(lowers: tuple[str, ...], first: int) -> bool:
    return any(word in word_class("negations") for word in lowers[max(0, first - 3) : first])
