"""Takes lexicon/actors/*.yaml; gives the actor list, its kinds, countries and common nouns as typed tables. Raises BadLexicon for a file of wrong shape."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.kinds import kinds
from tollbook.lexicon.load import data_path, must, table
from tollbook.text.document import tokenize

RESERVED = ("demonyms", "kinds", "nouns")


@dataclass(frozen=True, slots=True)
class ListedActor:
    """One actor of the list. `short` forms count only where the report defines them or speaks of the country."""

    id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    parent: str | None
    active: tuple[int | None, int | None]
    wikidata: str | None
    ucdp: int | None
    file: str


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


def actor_files() -> tuple[str, ...]:
    """The files of the actor list, in order."""
    return tuple(sorted(path.name for path in data_path("actors").glob("*.yaml") if path.stem not in RESERVED))


@cache
def listed_actors() -> tuple[ListedActor, ...]:
    """The whole actor list, in file order; raises BadLexicon at the first entry that is wrong (`check_actors` names them all)."""
    found: list[ListedActor] = []
    for name in actor_files():
        parts = ("actors", name)
        data = table(*parts)
        must(isinstance(data, dict) and isinstance(data.get("actors"), list), parts, "`actors` is missing", "begin the file with `actors:`")
        found += [_entry(parts, entry) for entry in data["actors"]]
    return tuple(found)


def _entry(parts: tuple[str, ...], entry: object) -> ListedActor:
    must(
        isinstance(entry, dict),
        parts,
        f"{str(entry)[:60]!r} is no entry",
        "write {id: ..., name: ..., kind: ..., country: ..., aliases: [...]}",
    )
    assert isinstance(entry, dict)
    label = str(entry.get("id", entry.get("name", "?")))
    for key in ("id", "name", "kind", "aliases"):
        must(key in entry, parts, f"the entry {label} has no `{key}`", "add it")
    must(
        str(entry["kind"]) in kinds(),
        parts,
        f"the entry {label} has the unknown kind {entry['kind']!r}",
        f"choose one of {', '.join(kinds())}",
    )
    active = entry.get("active", [None, None])
    ucdp = entry.get("ucdp")
    return ListedActor(
        id=str(entry["id"]),
        name=str(entry["name"]),
        kind=str(entry["kind"]),
        country=None if entry.get("country") is None else str(entry["country"]),
        aliases=tuple(str(alias) for alias in entry["aliases"]),
        short=tuple(str(alias) for alias in entry.get("short", [])),
        parent=None if entry.get("parent") is None else str(entry["parent"]),
        active=(active[0], active[1]),
        wikidata=None if entry.get("wikidata") is None else str(entry["wikidata"]),
        ucdp=None if ucdp is None else int(ucdp),
        file=parts[-1],
    )


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
