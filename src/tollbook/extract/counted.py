"""Takes a sentence and its numbers; gives counted noun phrases: a number with its head noun, or one person with a determiner. Never decides on harm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tollbook.extract.harm import is_harm_verb
from tollbook.extract.nouns import PersonNoun, is_adverb, kind_in_context, person_nouns, word_class
from tollbook.extract.numbers import Number, is_number_word
from tollbook.extract.phrases import PhraseTable, is_adjacent
from tollbook.lexicon.load import table
from tollbook.model.claim import Qualifier
from tollbook.text.document import Sentence

Form = Literal["person", "harm_noun", "bare", "thing", "unknown", "single", "definite", "partitive"]
_REACH = 9


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


@cache
def harm_nouns() -> PhraseTable[str]:
    """Harm nouns and their plurals ("deaths") with the field they count."""
    entries: dict[str, str] = {}
    for noun, field in table("en", "harm.yaml")["nouns"].items():
        entries[noun] = field
        entries[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = field
    return PhraseTable(entries)


@cache
def state_words() -> PhraseTable[str]:
    """States that stand behind a figure ("dead", "wounded") with their field."""
    return PhraseTable(dict(table("en", "harm.yaml")["states"]))


def names_harm(lowers: tuple[str, ...]) -> bool:
    """Whether a harm noun or a state stands among the words."""
    return any(state_words().match(lowers, at) or harm_nouns().match(lowers, at) for at in range(len(lowers)))


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
    end, head, noun, harm = _head(sentence, number.last)
    if noun is not None and head is not None and not noun.plural and number.form == "digits" and 1900 <= (number.plain or 0) <= 2100:
        return _make(number, end, "thing", head, None, end)  # "the 2012 presidential candidate"
    if noun is not None and head is not None:
        kind = kind_in_context(lowers, number.last, head, end, noun.kind)
        second = _second_head(sentence, number, end) if noun.plural else None
        if second is not None:
            return _make(number, second[0], "person", head, _both(kind, second[1]), _of_phrase(lowers, second[0]))
        group_end = _of_phrase(lowers, end)
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
    if number.form != "vague" and lowers[number.core] not in ("hundred", "thousand", "million") and lowers[number.core - 1 : number.core] != ("a",):
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


def _head(sentence: Sentence, start: int) -> tuple[int, int | None, PersonNoun | None, str | None]:
    """Scan the noun phrase from `start`: (end, head index, person noun, harm field); end == start when no noun phrase follows."""
    lowers = sentence.lowers()
    at, head, noun, end = start, None, None, start
    while at < min(len(lowers), start + _REACH):
        person = person_nouns().match(lowers, at)
        if person is not None and noun is not None and lowers[at] in ("hostage", "captive", "prisoner", "accused"):
            break  # "took five men hostage", "a suspect accused of"
        if person is not None and person[0] < len(lowers) and harm_nouns().match(lowers, person[0]) is not None:
            at = person[0]  # "civilian deaths" counts deaths
            continue
        describing = person is not None and not person[1].plural and (person[1].kind == "nationals" or lowers[at] in _DESCRIBING)
        if person is not None and describing and _describes(sentence, person[0]):
            at = person[0]  # "the Russian newspaper": an adjective
            continue
        if person is not None:
            head, noun, end = at, person[1], person[0]
            at = person[0]
            continue
        if noun is None:
            harm = harm_nouns().match(lowers, at)
            if harm is not None and not _is_state(lowers, at):
                return harm[0], at, None, harm[1]
        if noun is not None and sentence.tokens[at].text == "IS" and head is not None and lowers[head] == "other":
            at += 1  # "seven other IS fighters"
            continue
        if noun is not None and not noun.plural and lowers[at] in ("and", "or") and _shares_head(sentence, at + 1):
            at += 1  # "50 jihadist and Kurdish fighters"
            continue
        if noun is not None and not _compound_goes_on(lowers, at):
            break
        if noun is None and _is_acronym(sentence, at):
            at += 3  # "seven Islamic State (ISIS) militants"
            continue
        if _stops(sentence, at, start):
            break
        at += 1
        if noun is None:
            end = at
    return end, head, noun, None


def _second_head(sentence: Sentence, number: Number, end: int) -> tuple[int, str] | None:
    """'150 soldiers and police', 'several leaders and security officials': where a second plural noun under the same number ends, and its kind."""
    lowers = sentence.lowers()
    if end + 1 >= len(lowers) or lowers[end] not in ("and", "or") or number.minimum == 1 or not _shares_head(sentence, end + 1):
        return None
    last, _, noun, _ = _head(sentence, end + 1)
    if noun is None or not noun.plural or lowers[last - 1] == "others":
        return None
    after = lowers[last] if last < len(lowers) else "."
    subject = after in word_class("be") or after in word_class("have")
    if subject and any(is_harm_verb(lowers, at) for at in range(max(0, number.first - 3), number.first)):
        return None  # "killed three soldiers and militants have taken the town"
    if subject or after in word_class("prepositions") or not after[0].isalnum() or _is_state(lowers, last):
        return last, noun.kind
    return None


def _both(one: str, other: str) -> str:
    """The kind of a group of two kinds: state forces together, otherwise people."""
    forces = {"soldiers", "police", "security_forces"}
    return one if one == other else "security_forces" if {one, other} <= forces else "people"


def _is_acronym(sentence: Sentence, at: int) -> bool:
    """An acronym in brackets behind a capitalised word: "(ISIS)"."""
    tokens = sentence.tokens
    if not 0 < at < len(tokens) - 3 or tokens[at].text != "(" or tokens[at + 2].text != ")":
        return False
    return tokens[at - 1].text[0].isupper() and tokens[at + 1].text.isupper() and tokens[at + 1].is_word


def _shares_head(sentence: Sentence, at: int) -> bool:
    """Whether what follows "and" goes on to a plural person noun with no word that opens a phrase of its own."""
    lowers = sentence.lowers()
    for ahead in range(at, min(at + 4, len(lowers))):
        person = person_nouns().match(lowers, ahead)
        if person is not None and person[1].plural:
            return True
        if person is None and (_stops(sentence, ahead, at) or _is_new_number(sentence, ahead)):
            return False
    return False


_DESCRIBING = frozenset(
    "local "
    "female male civilian rebel militant insurgent police terrorist elder native guerrilla teen extremist islamist separatist paramilitary dissident".split()
)


def _describes(sentence: Sentence, at: int) -> bool:
    """Whether a word of the same noun phrase follows, so that a nationality before it is an adjective."""
    lowers = sentence.lowers()
    if at >= len(lowers) or lowers[at].endswith("ing") or is_harm_verb(lowers, at):
        return False
    return lowers[at][0].isalpha() and not _is_state(lowers, at) and not _stops(sentence, at, -1)


def _compound_goes_on(lowers: tuple[str, ...], at: int) -> bool:
    """Whether a person noun stands within the next two words ("police and army officers", "family members of")."""
    if _is_state(lowers, at):
        return False
    if lowers[at] in ("and", "or", "/"):
        if at + 1 < len(lowers) and person_nouns().match(lowers, at + 1) is not None:
            before = person_nouns().match_ending(lowers, at)
            return before is not None and lowers[at - 1] in ("police", "army", "security", "military")
        return lowers[at] == "/"
    nxt = lowers[at + 1 : at + 2]
    return (
        lowers[at].isalpha()
        and lowers[at] not in word_class("prepositions")
        and not _verbal(lowers[at])
        and not lowers[at].endswith("ed")  # "passengers suffered minor cuts"
        and bool(nxt)
        and person_nouns().match(lowers, at + 1) is not None
    )


def _verbal(word: str) -> bool:
    return (
        word in word_class("be")
        or word in word_class("have")
        or word in word_class("modals")
        or word in word_class("get")
        or word in word_class("relatives")
        or word in word_class("conjunctions")
    )


def _is_state(lowers: tuple[str, ...], at: int) -> bool:
    return state_words().match(lowers, at) is not None


def _stops(sentence: Sentence, at: int, start: int) -> bool:
    lowers = sentence.lowers()
    word = lowers[at]
    if sentence.tokens[at].text == "IS" and at > 0 and lowers[at - 1] not in ("it", "he", "she", "this", "that"):
        return False  # Islamic State, not the verb
    if at > start >= 0 and _is_new_number(sentence, at):
        return True  # "on 3 March 12 people", "at 9 a.m. five people"
    if word in ("-", "“", "”", '"', "'", "‘", "’", "–", "/"):
        tight = at > 0 and sentence.tokens[at - 1].end == sentence.tokens[at].start
        return (at == start and word in ("-", "–")) or (word in ("-", "–", "/") and not tight) or (word == "’" and not tight)
    if not word[0].isalnum():
        return True
    if is_harm_verb(lowers, at) and not _attributive(lowers, at + 1):
        return True
    if at == start and word.endswith("ing") and len(word) > 5:
        return True  # "including ten seeking aid"
    if word in ("and", "or") and at > start:
        return not _person_soon(lowers, at + 1)
    if at + 1 < len(lowers) and lowers[at + 1] == "-" and sentence.tokens[at].end == sentence.tokens[at + 1].start:
        return False  # off-duty, well-known
    if _is_state(lowers, at):
        return not _attributive_state(lowers, at)
    return (
        word in word_class("prepositions")
        or _verbal(word)
        or word in word_class("determiners")
        or word in word_class("subordinators")
        or (is_adverb(word) and word not in ("suspected", "alleged", "reported", "confirmed", "known"))
    )


def _is_new_number(sentence: Sentence, at: int) -> bool:
    """A number of its own, not the second half of a code ("M23") nor the first of a compound ("19-year-old")."""
    tokens = sentence.tokens
    if not (tokens[at].is_number or is_number_word(tokens[at].lower)) or (at and is_adjacent(tokens[at - 1], tokens[at])):
        return False
    return not (at + 1 < len(tokens) and is_adjacent(tokens[at], tokens[at + 1]) and tokens[at + 1].text in "-‑")


def _attributive(lowers: tuple[str, ...], at: int) -> bool:
    """Whether a person noun follows at once: "12 kidnapped girls"."""
    return at < len(lowers) and person_nouns().match(lowers, at) is not None


def _attributive_state(lowers: tuple[str, ...], at: int) -> bool:
    """'12 wounded soldiers', 'the 200 displaced people': a state word that describes the head which follows."""
    end = state_words().match(lowers, at)
    return end is not None and end[0] < len(lowers) and person_nouns().match(lowers, end[0]) is not None


def _person_soon(lowers: tuple[str, ...], at: int) -> bool:
    """'50 Hamas and Islamic Jihad militants': a person noun follows within three words that are no counted phrase of their own."""
    for ahead in range(at, min(at + 4, len(lowers))):
        if person_nouns().match(lowers, ahead) is not None:
            return True
        if (
            not lowers[ahead][0].isalpha()
            or is_number_word(lowers[ahead])
            or lowers[ahead] in word_class("prepositions")
            or lowers[ahead] in word_class("determiners")
            or _verbal(lowers[ahead])
            or _is_state(lowers, ahead)
        ):
            return False
    return False


def _of_phrase(lowers: tuple[str, ...], end: int) -> int:
    """Where "of the security forces" after "members" ends; `end` itself when no of-phrase follows."""
    if (
        end >= len(lowers)
        or lowers[end] not in ("of", "from")
        or lowers[end - 1] not in ("members", "member", "people", "personnel", "fighters", "soldiers")
    ):
        return end
    at = end + 1
    while at < min(len(lowers), end + 7) and (lowers[at][0].isalnum() or lowers[at] == "-") and not _is_state(lowers, at):
        if _verbal(lowers[at]) or (lowers[at] in word_class("prepositions") and lowers[at] != "of"):
            break
        at += 1
    return at


def _singles(sentence: Sentence) -> list[Counted]:
    """One person with a determiner: "a civilian", "an off-duty police officer", "the group's commander", "its leader"."""
    lowers = sentence.lowers()
    found: list[Counted] = []
    for at, word in enumerate(lowers):
        if word not in ("a", "an", "another", "the", "its", "his", "her", "their"):
            continue
        end, head, noun, _ = _head(sentence, at + 1)
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
    end, head, noun, _ = _head(sentence, one.last + 1)
    if noun is None or head is None or noun.plural or end - one.last > 3 or (one.first and lowers[one.first - 1] == ","):
        return None  # "Name, a fighter and commander": one person
    after = lowers[end] if end < len(lowers) else "."
    closes = after in word_class("be") or (after in word_class("prepositions") and after != "of") or not after[0].isalnum()
    free = closes or _is_state(lowers, end) or is_adverb(after)
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
            or _is_state(lowers, at + 1)
            or (harmed and lowers[at + 1] in (*word_class("prepositions"), ".", ","))
        ):
            found.append(Counted(at, at + 1, 1, 1, "exact", "person", at, "people", at, at + 1, None, None))
        ordinal = word == "a" and lowers[at + 1] in _ORDINALS and at + 2 < len(lowers)
        if ordinal and (lowers[at + 2] in word_class("be") or _is_state(lowers, at + 2)):
            found.append(Counted(at, at + 2, 1, 1, "exact", "person", at + 1, "people", at, at + 2, None, None))
        if word == "both":
            begin = at + 2 if lowers[at + 1] in ("of", "the") else at + 1
            end, head, noun, _ = _head(sentence, begin)
            if noun is not None and noun.plural and head is not None:
                found.append(
                    Counted(
                        at, end, 2, 2, "exact", "person", head, kind_in_context(lowers, begin, head, end, noun.kind), begin, end, None, None
                    )
                )
    return found
