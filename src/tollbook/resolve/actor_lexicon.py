"""Takes lexicon/actors/*.yaml and a user's own lists; gives the actor list, countries and common nouns as typed tables. Raises BadLexicon."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.actor_files import actor_files, written
from tollbook.lexicon.kinds import kinds
from tollbook.lexicon.load import must, table
from tollbook.model.errors import BadLexicon
from tollbook.resolve.actor_entry import TWICE, Fault, ListedActor, parsed
from tollbook.text.document import tokenize


@dataclass(frozen=True, slots=True)
class Country:
    """A country as news names it."""

    iso2: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    army: bool


@cache
def listed_actors() -> tuple[ListedActor, ...]:
    """The whole actor list, the package's files first, then a user's own; raises BadLexicon at the first entry that is wrong (`check_actors` names all).

    An entry of a user's own with `replaces: true` takes the place of the one that has its id.
    """
    found: dict[str, ListedActor] = {}
    for file in actor_files():
        for one in written(file):
            actor = parsed(one)
            if isinstance(actor, Fault):
                raise BadLexicon(f"{file.name}, line {actor.line}: {actor.problem}; {actor.advice}")
            if file.own and actor.id in found and not actor.replaces:
                raise BadLexicon(f"{file.name}, line {actor.line}: the id {actor.id} stands in {found[actor.id].file} too; {TWICE}")
            found.setdefault(actor.id, actor)
            if actor.replaces:
                found[actor.id] = actor
    return tuple(found.values())


def full_names(actor: ListedActor) -> tuple[str, ...]:
    """The names that stand for an actor without more ado: its aliases and, unless it is a short form, its own name."""
    own = () if actor.name in actor.short or not actor.aliases else (actor.name,)
    return tuple(dict.fromkeys((*actor.aliases, *own)))


@cache
def countries() -> dict[str, Country]:
    """Countries by two-letter code."""
    parts = ("actors", "demonyms.yaml")
    data = table(*parts)
    must(
        isinstance(data, dict) and "countries" in data and "peoples" in data,
        parts,
        "`countries` or `peoples` is missing",
        "put the table back",
    )
    found = {}
    for iso2, entry in data["countries"].items():
        must(re.fullmatch(r"[A-Z]{2}", str(iso2)) is not None, parts, f"{iso2!r} is no two-letter code", "quote it, in capitals")
        names = tuple(str(name) for name in entry["names"])
        label = str(entry.get("label") or (names[0] if names else iso2))
        adjectives, people, capitals = (tuple(str(word) for word in entry.get(key, [])) for key in ("adjectives", "people", "capitals"))
        found[str(iso2)] = Country(str(iso2), label, names, adjectives, people, capitals, bool(entry.get("army", True)))
    return found


@cache
def peoples() -> dict[str, str | None]:
    """Peoples and faiths that are no country's adjective, with the country where there is one."""
    return {str(name): None if iso2 is None else str(iso2) for name, iso2 in table("actors", "demonyms.yaml")["peoples"].items()}


@dataclass(frozen=True, slots=True)
class Head:
    """A common noun for an actor, as folded tokens."""

    tokens: tuple[str, ...]
    kind: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Nouns:
    """Common nouns and the words around them, folded."""

    heads: dict[str, tuple[Head, ...]]
    group_nouns: dict[str, tuple[tuple[str, ...], ...]]
    words: dict[str, frozenset[str]]
    group_heads: dict[str, str | None]


@cache
def nouns() -> Nouns:
    """The common nouns of lexicon/actors/nouns.yaml."""
    parts = ("actors", "nouns.yaml")
    data = table(*parts)
    heads: dict[str, list[Head]] = {}
    for entry in data["heads"]:
        must(entry["kind"] in kinds(), parts, f"a head has the unknown kind {entry['kind']!r}", f"choose one of {', '.join(kinds())}")
        for noun in entry["nouns"]:
            tokens = fold_words(noun)
            heads.setdefault(tokens[0], []).append(Head(tokens, str(entry["kind"]), bool(entry["alone"])))
    followers: dict[str, list[tuple[str, ...]]] = {}
    for noun in data["group_nouns"]:
        tokens = fold_words(noun)
        followers.setdefault(tokens[0], []).append(tokens)
    lists = (
        "modifiers",
        "not_before",
        "adjectival",
        "attached",
        "actor_verbs",
        "attack_verbs",
        "say_verbs",
        "behind_actor",
        "not_subject_after",
        "not_a_verb",
    )
    more = (
        "singular",
        "singular_after",
        "weak_heads",
        "weak_before",
        "attributive",
        "articles",
        "no_beginning",
        "attack_before_by",
        "plural_verbs",
        "bodies",
        "war_words",
        "branch_nouns",
        "spokespersons",
        "coalition_nouns",
        "host_forces",
    )
    marks = ("doubtful_heads", "group_marks", "unit_marks", "not_in_group_name")
    return Nouns(
        heads={first: tuple(sorted(found, key=lambda head: -len(head.tokens))) for first, found in heads.items()},
        group_nouns={first: tuple(sorted(found, key=len, reverse=True)) for first, found in followers.items()},
        words={key: frozenset(" ".join(fold_words(str(word))) for word in data[key]) for key in (*lists, *more, *marks)},
        group_heads={str(word): None if kind is None else str(kind) for word, kind in data["group_heads"].items()},
    )


@cache
def fold_words(text: str) -> tuple[str, ...]:
    """The words of a name in folded form, cut as a report's text is."""
    return tuple(fold(token.text) for token in tokenize(text, 0, len(text)) if token.is_word or token.is_number)


@cache
def fold(word: str) -> str:
    """Lower case without accents, apostrophes and possessive s: the form in which names are compared."""
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    plain = re.sub(r"['’ʼ‘`]s$", "", plain)
    return re.sub(r"[^\w]", "", plain)
