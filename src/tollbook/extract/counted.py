"""Takes a sentence and its numbers; gives counted noun phrases: a number with its head noun, or one person with a determiner. Never decides on harm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tollbook.extract.noun_phrases import both_kinds, head_of_phrase, is_state, of_phrase, second_head
from tollbook.extract.nouns import is_adverb, kind_in_context, person_nouns, word_class
from tollbook.extract.numbers import Number
from tollbook.model.claim import Qualifier
from tollbook.text.document import Sentence

Form = Literal["person", "harm_noun", "bare", "thing", "unknown", "single", "definite", "partitive"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted phrase: tokens first..last (last excluded). `head` is the token index of its head noun's first word, None when bare.

    `group_end` is where the words that describe the group end (an of-phrase may follow the head). `harm` is the field of a harm noun head.
    """

    first: int
    last: int
    minimum: int | None
    maximum: int | None
    qualifier: Qualifier
    form: Form
    head: int | None
    kind: str | None
    group_first: int
    group_end: int
    harm: str | None
    number: Number | None


def find_counted(sentence: Sentence, numbers: tuple[Number, ...]) -> tuple[Counted, ...]:
    """Counted phrases in text order; a number inside another's phrase ("35 others") is not counted again."""
    found: list[Counted] = []
    reach = 0
    for number in numbers:
        if number.core < reach or _in_compound(sentence, number.last) or _is_age(sentence, number) or years_old(sentence, number.last):
            continue
        counted = _counted(sentence, number)
        found.append(counted)
        reach = counted.last
    taken = {at for item in found for at in range(item.first, item.last)}
    found.extend(item for item in _singles(sentence) if not taken.intersection(range(item.first, item.last)))
    return tuple(sorted(found, key=lambda item: item.first))


def _is_age(sentence: Sentence, number: Number) -> bool:
    """'Robert Stone, 42, of Leeds': a bare number set off by commas behind a name that no preposition governs."""
    tokens, lowers = sentence.tokens, sentence.lowers()
    if number.form != "digits" or number.first != number.core or number.core < 2 or not 1 <= (number.plain or 0) <= 110:
        return False
    if lowers[number.core - 1] != "," or number.last >= len(lowers) or lowers[number.last] != ",":
        return False
    at = number.core - 2
    if not tokens[at].text[0].isupper():
        return False
    while at > 0 and (tokens[at - 1].text[0].isupper() or tokens[at - 1].text == "."):
        at -= 1
    return at < number.core - 2 and (at == 0 or lowers[at - 1] not in word_class("prepositions"))


def years_old(sentence: Sentence, last: int) -> bool:
    """'a 26 year old man', 'a 72 years-old farmer': the number counts years, with or without hyphens."""
    rest = [word for word in sentence.lowers()[last : last + 5] if word not in "-‑"]
    return len(rest) > 1 and rest[0] in ("year", "years", "month", "months", "yr", "yrs") and rest[1] == "old"


def _in_compound(sentence: Sentence, last: int) -> bool:
    """'a 12-year-old boy', 'the three-day battle', 'a 50-strong crew': the number describes and does not count persons."""
    tokens = sentence.tokens
    if last + 1 >= len(tokens) or tokens[last].text not in "-‑–":
        return False
    return tokens[last - 1].end == tokens[last].start and tokens[last].end == tokens[last + 1].start and tokens[last + 1].is_word


def _counted(sentence: Sentence, number: Number) -> Counted:
    lowers = sentence.lowers()
    partitive = _partitive(lowers, number)
    if partitive is not None:
        return partitive
    if number.form == "vague" and lowers[number.core] == "others":
        return _make(number, number.last, "person", number.core, "people", number.last)
    end, head, noun, harm = head_of_phrase(sentence, number.last)
    if noun is not None and head is not None and not noun.plural and number.form == "digits" and 1900 <= (number.plain or 0) <= 2100:
        return _make(number, end, "thing", head, None, end)  # "the 2012 presidential candidate"
    if noun is not None and head is not None:
        kind = kind_in_context(lowers, number.last, head, end, noun.kind)
        second = second_head(sentence, number, end) if noun.plural else None
        if second is not None:
            return _make(number, second[0], "person", head, both_kinds(kind, second[1]), of_phrase(lowers, second[0]))
        group_end = of_phrase(lowers, end)
        if noun.kind == "people" and group_end > end:
            kind = kind_in_context(lowers, number.last, head, group_end, noun.kind)
        return _make(number, end, "person", head, kind, group_end)
    if harm is not None and head is not None:
        return _make(number, end, "harm_noun", head, "civilians" if "civilian" in lowers[number.last : head] else None, end, harm)
    if end > number.last:
        return _make(number, end, "unknown", end - 1, None, end)
    return _make(number, number.last, "bare", None, None, number.last)


def _make(number: Number, last: int, form: Form, head: int | None, kind: str | None, group_end: int, harm: str | None = None) -> Counted:
    return Counted(
        number.first,
        last,
        number.minimum,
        number.maximum,
        number.qualifier,
        form,
        head,
        kind,
        number.last if last > number.last else number.core,
        group_end,
        harm,
        number,
    )


def _partitive(lowers: tuple[str, ...], number: Number) -> Counted | None:
    at = number.last
    if at + 1 >= len(lowers) or lowers[at] != "of":
        return None
    if lowers[at + 1] in word_class("partitive"):
        end = at + 2
        found = person_nouns().match(lowers, end) if end < len(lowers) else None
        kind = found[1].kind if found else "people"
        last = found[0] if found else end
        return _make(number, last, "partitive", at + 1, kind, last)
    if lowers[at + 1] in ("the", "his", "her", "its", "their", "our") or lowers[at + 1].endswith("'s"):
        return _partitive_of_group(lowers, number, at + 2)
    if (
        number.form != "vague"
        and lowers[number.core] not in ("hundred", "thousand", "million")
        and lowers[number.core - 1 : number.core] != ("a",)
    ):
        of_group = _partitive_of_group(lowers, number, at + 1)  # "two of al-Qaeda fighters"
        if of_group is not None:
            return of_group
    if number.form == "digits" and lowers[at + 1][0].isdecimal():
        return _partitive_of_group(lowers, number, at + 1)
    return None


def _partitive_of_group(lowers: tuple[str, ...], number: Number, start: int) -> Counted | None:
    for end in range(start, min(start + 6, len(lowers))):
        if lowers[end] in ("dead", "wounded", "injured", "victims", "missing", "deceased"):
            return _make(number, end + 1, "partitive", end, "people", end + 1)
        found = person_nouns().match(lowers, end)
        if found is not None and not _noun_goes_on(lowers, found[0]):
            return _make(number, found[0], "partitive", end, found[1].kind, found[0])
        if lowers[end] in word_class("prepositions") or not lowers[end][0].isalnum():
            return None
    return None


def _noun_goes_on(lowers: tuple[str, ...], at: int) -> bool:
    return at < len(lowers) and person_nouns().match(lowers, at) is not None


def _singles(sentence: Sentence) -> list[Counted]:
    """One person with a determiner: "a civilian", "an off-duty police officer", "the group's commander", "its leader"."""
    lowers = sentence.lowers()
    found: list[Counted] = []
    for at, word in enumerate(lowers):
        if word not in ("a", "an", "another", "the", "its", "his", "her", "their"):
            continue
        end, head, noun, _ = head_of_phrase(sentence, at + 1)
        if (
            noun is None
            or head is None
            or (noun.plural and not (word == "a" and lowers[head] == "youth"))
            or _in_compound(sentence, end)
            or (noun.kind == "people" and lowers[head] in ("other", "family", "fan", "more", "human"))
            or (word == "the" and at > 1 and lowers[at - 1] == "of" and person_nouns().match_ending(lowers, at - 1) is not None)
            or (noun.kind == "fighters" and end < len(lowers) and lowers[end] in _OF_FIGHTERS)
        ):
            continue
        form: Form = "single" if word in ("a", "an", "another") else "definite"
        kind = kind_in_context(lowers, at + 1, head, end, noun.kind)
        found.append(Counted(at, end, 1, 1, "exact", form, head, kind, at + 1, end, None, None))
    found.extend(second for one in list(found) if (second := _second_single(sentence, one)) is not None)
    found.extend(_pronouns(sentence, lowers))
    return found


def _second_single(sentence: Sentence, one: Counted) -> Counted | None:
    """'a man and woman', 'his wife and son': one more person under the same determiner."""
    lowers = sentence.lowers()
    if one.form not in ("single", "definite") or lowers[one.first] == "the" or one.last + 1 >= len(lowers) or lowers[one.last] != "and":
        return None
    end, head, noun, _ = head_of_phrase(sentence, one.last + 1)
    if noun is None or head is None or noun.plural or end - one.last > 3 or (one.first and lowers[one.first - 1] == ","):
        return None  # "Name, a fighter and commander": one person
    after = lowers[end] if end < len(lowers) else "."
    closes = after in word_class("be") or (after in word_class("prepositions") and after != "of") or not after[0].isalnum()
    free = closes or is_state(lowers, end) or is_adverb(after)
    return Counted(one.last + 1, end, 1, 1, "exact", one.form, head, noun.kind, one.last + 1, end, None, None) if free else None


_OF_FIGHTERS = frozenset(
    "group groups target targets position positions force forces base bases site sites camp camps stronghold strongholds movement organisation "
    "organization network attack attacks territory territories headquarters convoy convoys".split()
)


_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())


def _pronouns(sentence: Sentence, lowers: tuple[str, ...]) -> list[Counted]:
    """ "another" standing for a person ("and another was wounded"), "both" before people ("both attackers")."""
    found: list[Counted] = []
    for at, word in enumerate(lowers[:-1]):
        harmed = at > 0 and lowers[at - 1] in (
            "injure",
            "injures",
            "injured",
            "injuring",
            "wound",
            "wounds",
            "wounding",
            "wounded",
            "kill",
            "kills",
            "killed",
            "killing",
        )
        if word == "another" and (
            lowers[at + 1] in word_class("be")
            or is_state(lowers, at + 1)
            or (harmed and lowers[at + 1] in (*word_class("prepositions"), ".", ","))
        ):
            found.append(Counted(at, at + 1, 1, 1, "exact", "person", at, "people", at, at + 1, None, None))
        ordinal = word == "a" and lowers[at + 1] in _ORDINALS and at + 2 < len(lowers)
        if ordinal and (lowers[at + 2] in word_class("be") or is_state(lowers, at + 2)):
            found.append(Counted(at, at + 2, 1, 1, "exact", "person", at + 1, "people", at, at + 2, None, None))
        if word == "both":
            begin = at + 2 if lowers[at + 1] in ("of", "the") else at + 1
            end, head, noun, _ = head_of_phrase(sentence, begin)
            if noun is not None and noun.plural and head is not None:
                found.append(
                    Counted(
                        at, end, 2, 2, "exact", "person", head, kind_in_context(lowers, begin, head, end, noun.kind), begin, end, None, None
                    )
                )
    return found
