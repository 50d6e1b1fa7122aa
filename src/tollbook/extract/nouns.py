"""Takes words; gives the kind of people they name (docs/claims.md, group_kind). Reads lexicon/en/persons.yaml; knows no names of persons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.extract.phrases import PhraseTable
from tollbook.lexicon.load import must, table


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for people: its kind, and whether this form is plural."""

    kind: str
    plural: bool


_IRREGULAR_PLURAL = frozenset(
    "people persons men women children policemen policewomen servicemen gunmen militiamen wives babies civilians troops personnel staff police crew families "
    "fishermen herdsmen tribesmen crewmen businessmen townspeople townsfolk passers-by passersby prisoners of war pows mps others hitmen infantrymen "
    "guardsmen airmen "
    "seamen missionaries paramilitaries mercenaries taliban schoolchildren grandchildren frenchmen nuns gendarmerie cameramen knifemen youth souls".split()
) | {
    "armed men",
    "prisoners of war",
    "passers-by",
    "women and children",
    "children and women",
    "displaced people",
    "elderly people",
    "pregnant women",
    "medical staff",
    "health staff",
}


@cache
def person_nouns() -> PhraseTable[PersonNoun]:
    """All nouns for people with their regular plurals; the kind listed first wins."""
    parts = ("en", "persons.yaml")
    entries: dict[str, PersonNoun] = {}
    for kind, words in table(*parts).items():
        must(isinstance(words, list), parts, f"{kind} is not a list of nouns", "write it as [noun, noun]")
        for word in words:
            form = str(word)
            entries.setdefault(form, PersonNoun(kind, form in _IRREGULAR_PLURAL))
            if form not in _IRREGULAR_PLURAL:
                entries.setdefault(_plural(form), PersonNoun(kind, True))
    return PhraseTable(entries)


def _plural(word: str) -> str:
    if word.endswith("ss") or word.endswith("ch") or word.endswith("sh"):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"


@cache
def word_class(name: str) -> frozenset[str]:
    """One closed word class of lexicon/en/grammar.yaml."""
    parts = ("en", "grammar.yaml")
    classes = table(*parts)
    must(name in classes, parts, f"the word class {name} is missing", "add it as a list of words")
    return frozenset(str(word) for word in classes[name])


def is_adverb(word: str) -> bool:
    """Words that may stand between a figure and its harm word; any -ly word but the nouns that end so."""
    return word in word_class("adverbs") or (
        len(word) > 5
        and word.endswith("ly")
        and word not in ("family", "assembly", "supply", "elderly", "friendly", "deadly", "likely", "monthly", "weekly", "scholarly")
    )


_REBEL_ARMIES = frozenset(
    "people's liberation resistance arakan republican salvation independence revolutionary patriotic self-defence".split()
)


def kind_in_context(lowers: tuple[str, ...], start: int, head: int, end: int, kind: str) -> str:
    """The kind in its context: "Hamas members" are fighters, "army officers" soldiers, "displaced people" refugees."""
    words = lowers[start:end]
    if (
        kind in ("workers", "people", "fighters", "students")
        and any(word in ("army", "navy", "guard", "forces") for word in words)
        and lowers[head] in ("personnel", "recruits", "recruit", "staff")
    ):
        return "soldiers"
    if kind == "leaders" and "police" in words:
        return "police"
    if kind == "people" or (kind == "police" and lowers[head] in ("officer", "officers")):
        if any(word in ("army", "military", "navy", "naval", "intelligence") for word in words):
            return "fighters" if _REBEL_ARMIES.intersection(words) else "soldiers"
        if (
            kind == "people"
            and lowers[head] in ("member", "members", "men", "recruits", "affiliates")
            and any(word in word_class("armed_groups") for word in words)
        ):
            return "security_forces" if any(word in ("security", "forces") for word in words) else "fighters"
        if kind == "people" and any(word in ("displaced",) for word in words):
            return "refugees"
        if kind == "people" and "security" in words:
            return "security_forces"
        if kind == "people" and "crew" in words:
            return "workers"
    return kind


def names_people(words: tuple[str, ...]) -> bool:
    """Whether a noun or a pronoun for people stands among the words."""
    return any(person_nouns().match(words, at) is not None or words[at] in ("he", "she", "they", "others") for at in range(len(words)))
