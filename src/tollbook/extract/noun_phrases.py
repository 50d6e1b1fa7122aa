"""Takes the words behind a number or a determiner; says where their noun phrase ends and what its head is. Counts nobody."""

from __future__ import annotations

from tollbook.extract.harm import is_harm_verb
from tollbook.extract.harm_words import harm_nouns, state_words
from tollbook.extract.nouns import PersonNoun, is_adverb, person_nouns, word_class
from tollbook.extract.numbers import Number, is_number_word
from tollbook.extract.phrases import is_adjacent
from tollbook.text.document import Sentence

_REACH = 9


def head_of_phrase(sentence: Sentence, start: int) -> tuple[int, int | None, PersonNoun | None, str | None]:
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
            if harm is not None and not is_state(lowers, at):
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


def second_head(sentence: Sentence, number: Number, end: int) -> tuple[int, str] | None:
    """'150 soldiers and police', 'several leaders and security officials': where a second plural noun under the same number ends, and its kind."""
    lowers = sentence.lowers()
    if end + 1 >= len(lowers) or lowers[end] not in ("and", "or") or number.minimum == 1 or not _shares_head(sentence, end + 1):
        return None
    last, _, noun, _ = head_of_phrase(sentence, end + 1)
    if noun is None or not noun.plural or lowers[last - 1] == "others":
        return None
    after = lowers[last] if last < len(lowers) else "."
    subject = after in word_class("be") or after in word_class("have")
    if subject and any(is_harm_verb(lowers, at) for at in range(max(0, number.first - 3), number.first)):
        return None  # "killed three soldiers and militants have taken the town"
    if subject or after in word_class("prepositions") or not after[0].isalnum() or is_state(lowers, last):
        return last, noun.kind
    return None


def both_kinds(one: str, other: str) -> str:
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
    return lowers[at][0].isalpha() and not is_state(lowers, at) and not _stops(sentence, at, -1)


def _compound_goes_on(lowers: tuple[str, ...], at: int) -> bool:
    """Whether a person noun stands within the next two words ("police and army officers", "family members of")."""
    if is_state(lowers, at):
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


def is_state(lowers: tuple[str, ...], at: int) -> bool:
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
    if is_state(lowers, at):
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
            or is_state(lowers, ahead)
        ):
            return False
    return False


def of_phrase(lowers: tuple[str, ...], end: int) -> int:
    """Where "of the security forces" after "members" ends; `end` itself when no of-phrase follows."""
    if (
        end >= len(lowers)
        or lowers[end] not in ("of", "from")
        or lowers[end - 1] not in ("members", "member", "people", "personnel", "fighters", "soldiers")
    ):
        return end
    at = end + 1
    while at < min(len(lowers), end + 7) and (lowers[at][0].isalnum() or lowers[at] == "-") and not is_state(lowers, at):
        if _verbal(lowers[at]) or (lowers[at] in word_class("prepositions") and lowers[at] != "of"):
            break
        at += 1
    return at
