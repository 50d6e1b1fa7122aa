"""Takes words; gives actors that are named by another: its branch in a country, or a coalition by the state that leads it. Never guesses between two."""

from __future__ import annotations

from tollbook.resolve.actor_entry import ListedActor
from tollbook.resolve.actor_found import Found, following, hyphened
from tollbook.resolve.actor_lexicon import listed_actors, nouns
from tollbook.resolve.actor_names import full_name_at
from tollbook.resolve.actor_nations import nation_at
from tollbook.resolve.actor_nouns import heads_at
from tollbook.resolve.actor_words import Word, phrase_at

_FILLERS = frozenset({"group", "groups", "network", "local", "regional", "official", "branch", "s"})
_BETWEEN = 3


def branch_at(words: tuple[Word, ...], at: int) -> Found | None:
    """ "Islamic State's Afghan affiliate", "the Afghan branch of Islamic State": the listed actor of that country under the one named."""
    named = full_name_at(words, at)
    if named is not None:
        return _behind(words, at, at + named[0], named[1])
    nation = nation_at(words, at)
    land = nation.form("adjective") if nation else None
    if nation is None or land is None or land.iso2 is None:
        return None
    noun, of = following(words, nation.end), following(words, nation.end + 1)
    if noun is None or of is None or noun.folded not in nouns().words["branch_nouns"] or of.folded != "of":
        return None
    start = nation.end + 2
    if start < len(words) and words[start].folded == "the":
        start += 1
    parent = full_name_at(words, start) if start < len(words) and words[start].joined else None
    return _branch(words, at, start + parent[0], parent[1], land.iso2) if parent else None


def _behind(words: tuple[Word, ...], at: int, end: int, parent: ListedActor) -> Found | None:
    while end < len(words) and words[end].joined and words[end].folded in _FILLERS:
        end += 1
    nation = nation_at(words, end) if end < len(words) and words[end].joined else None
    land = nation.form("adjective") if nation else None
    if nation is None or land is None or land.iso2 is None:
        return None
    noun = following(words, nation.end)
    if noun is None or noun.folded not in nouns().words["branch_nouns"]:
        return None
    return _branch(words, at, nation.end + 1, parent, land.iso2)


def _branch(words: tuple[Word, ...], at: int, end: int, parent: ListedActor, land: str) -> Found | None:
    children = [actor for actor in listed_actors() if actor.parent == parent.id]
    chosen = [actor for actor in children if actor.country == land] or [actor for actor in children if land in actor.also_in]
    if len(chosen) != 1:
        return None
    (one,) = chosen
    return Found(at, end, one.name, one.id, one.kind, one.country, f"the branch of {parent.name} in {land}")


def led_at(words: tuple[Word, ...], at: int) -> Found | None:
    """ "a French-led coalition": forces of several states, of which the words tell one."""
    nation = nation_at(words, at)
    led = hyphened(words, nation.end) if nation else None
    if nation is None or led is None or led.folded != "led" or nation.form("name", "adjective") is None:
        return None
    known = nouns().words
    for place in range(nation.end + 1, min(len(words), nation.end + 2 + _BETWEEN)):
        if not words[place].joined:
            return None
        for length in (2, 1):
            text = " ".join(word.folded for word in words[place : place + length])
            if text in known["coalition_nouns"] and phrase_at(words, place, tuple(text.split())):
                end = max([place + length, *(reach for reach, _ in heads_at(words, place))])
                quote = "".join(word.gap + word.token.text for word in words[at:end]).removeprefix(words[at].gap)
                label = nation.nations[0].label
                return Found(
                    at, end, quote, None, "coalition", None, f"forces of several states under {label}, not on the list by that name"
                )
    return None
