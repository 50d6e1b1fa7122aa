"""Takes words; gives the listed actors that they name, by full names always and by short forms only where the report makes them sure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.kinds import kinds
from tollbook.resolve.actor_found import Found, Setting, following, hyphened
from tollbook.resolve.actor_lexicon import ListedActor, fold, fold_words, full_names, listed_actors, nouns
from tollbook.resolve.actor_words import NameIndex, Word, phrase_at

_WORDS_TOO = frozenset(
    {"is", "us", "aa", "pa", "fact", "mend", "ana", "nan", "ice", "who", "site", "car", "un", "ap", "eu", "sana", "mena", "as"}
)


_GENERIC = frozenset(
    {"movement", "front", "army", "forces", "union", "alliance", "brigade", "council", "party", "organization", "organisation"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """A listed actor by one of its names; `short` ones need the report to make them sure."""

    actor: ListedActor
    short: bool


@cache
def _index() -> NameIndex[Named]:
    entries: list[tuple[str, Named]] = []
    for actor in listed_actors():
        entries += [(alias, Named(actor, False)) for alias in full_names(actor)]
        entries += [(alias, Named(actor, True)) for alias in dict.fromkeys(actor.short)]
    return NameIndex(entries)


def full_name_at(words: tuple[Word, ...], at: int) -> tuple[int, ListedActor] | None:
    """A listed actor by a full name at a word: how many words, and which."""
    length, found = _index().at(words, at)
    full = [named.actor for named in found if not named.short]
    return (length, full[0]) if len(full) == 1 and _caps_tell(words, at, length) else None


def named_at(words: tuple[Word, ...], at: int) -> bool:
    """Whether one or more listed actors go by a full name that stands at a word."""
    length, found = _index().at(words, at)
    return length > 1 and any(not named.short for named in found)


def _caps_tell(words: tuple[Word, ...], at: int, length: int) -> bool:
    return words[at].telling or length > 1 or words[at].folded not in _WORDS_TOO


def listed_at(words: tuple[Word, ...], at: int, setting: Setting) -> Found | None:
    """The listed actor named at a word, with the group noun behind it ("IS militants")."""
    length, found = _index().at(words, at)
    if not length:
        return None
    if words[at].folded in _GENERIC and at > 1 and words[at].telling and words[at - 1].capital and not words[at].gap.strip():
        return None  # the end of a longer name ("Decisive Movement for ...")
    tied = hyphened(words, at + length)
    if tied is not None and tied.folded in nouns().words["attached"]:
        return None
    chosen, reason = _choose(words, at, length, found, setting)
    if reason is None:
        return None
    end = at + length
    bracket = acronym_behind(words, end)
    if bracket is not None and chosen is not None and setting.defined.get(bracket[1]) is chosen and kinds()[chosen.kind].armed:
        beyond = end + bracket[0]
        if beyond < len(words) and words[beyond].gap in (") ", "”) ", '") '):
            reach = behind_group(words, beyond, opened=True)
            end = reach if reach > beyond else end
    armed = [named.actor for named in found if kinds()[named.actor.kind].armed]
    if len(armed) == len(found) and end == at + length:
        end = behind_group(words, end)
    if chosen is not None:
        return Found(at, end, chosen.name, chosen.id, chosen.kind, chosen.country, reason)
    shared = {named.actor.kind for named in found}
    quote = words[at].token.text if length == 1 else " ".join(word.token.text for word in words[at : at + length])
    return Found(at, end, quote, None, shared.pop() if len(shared) == 1 else None, None, reason)


def _choose(words: tuple[Word, ...], at: int, length: int, found: list[Named], setting: Setting) -> tuple[ListedActor | None, str | None]:
    """The actor meant and why; (None, why) when several may be meant; (None, None) when it is no actor."""
    quote = " ".join(word.token.text for word in words[at : at + length])
    key = " ".join(word.folded for word in words[at : at + length])
    if key in setting.defined and (words[at].telling or key not in _WORDS_TOO or _group_follows(words, at + length)):
        return setting.defined[key], f"the report defines {quote} as {setting.defined[key].name}"
    full = list({named.actor.id: named.actor for named in found if not named.short}.values())
    if full and _caps_tell(words, at, length):
        if len(full) == 1:
            return full[0], f"{quote} is a name of {full[0].name}"
        near = [actor for actor in full if actor.country in setting.countries]
        if len(near) == 1:
            return near[0], f"{quote} is a name of {near[0].name}, the one whose country the report names"
        return None, f"{quote} may be any of {', '.join(sorted(actor.id for actor in full))}"
    return _short(quote, key, words, (at, length), [named.actor for named in found if named.short], setting)


def _short(
    quote: str, key: str, words: tuple[Word, ...], place: tuple[int, int], found: list[ListedActor], setting: Setting
) -> tuple[ListedActor | None, str | None]:
    at, length = place
    if not found or (not words[at].telling and (length == 1 and key in _WORDS_TOO) and not _group_follows(words, at + length)):
        return None, None
    bracket = acronym_behind(words, at + length)
    if bracket is not None:
        told = [actor for actor in found if any(" ".join(fold_words(name)) == bracket[1] for name in (*actor.aliases, *actor.short))]
        if len(told) == 1:
            return told[0], f"{quote} with its short form in brackets is {told[0].name}"
    named = [actor for actor in found if actor.id in setting.named]
    if len(named) == 1:
        return named[0], f"{quote} stands for {named[0].name}, which the report names in full"
    if len(found) == 1 and _group_follows(words, at + length) and kinds()[found[0].kind].armed and found[0].country is None:
        return found[0], f"{quote} in front of a group's noun stands for {found[0].name}"
    if key in _WORDS_TOO or len(key) < 3:
        return None, None
    near = [actor for actor in found if actor.country is not None and actor.country in setting.countries]
    if len(near) == 1:
        return near[0], f"{quote} stands for {near[0].name}, whose country the report names"
    if len(near) > 1:
        return None, f"{quote} may be any of {', '.join(sorted(actor.id for actor in near))}"
    return None, None


def _group_follows(words: tuple[Word, ...], at: int) -> bool:
    return behind_group(words, at) > at


def behind_group(words: tuple[Word, ...], at: int, opened: bool = False) -> int:
    """The end of a group's mention when group nouns follow its name, with up to two modifiers between; `opened` passes a bracket before them."""
    known = nouns()
    best = at
    for skip in range(3):
        place = at + skip
        if skip and (following(words, place - 1) is None or words[place - 1].folded not in known.words["modifiers"]):
            break
        word = words[at] if opened and not skip and at < len(words) else following(words, place)
        if word is None:
            break
        for tokens in known.group_nouns.get(word.folded, ()):
            if phrase_at(words, place, tokens):
                best = max(best, place + len(tokens))
    return best


def acronym_behind(words: tuple[Word, ...], at: int) -> tuple[int, str] | None:
    """The short form that a bracket defines behind a name ("(RSF)"): how many words, and its folded form."""
    if at >= len(words) or words[at].gap.strip().rstrip("\"“'‘") not in ("(", "(the", "[") or not words[at].capital:
        return None
    length = 1
    while at + length < len(words) and length < 3 and words[at + length].gap in ("-", "–", "", "/"):
        length += 1
    shown = "".join(word.token.text for word in words[at : at + length])
    capitals = sum(sign.isupper() for sign in shown)
    if not (2 <= len(shown) <= 12 and capitals >= 2 and capitals * 2 >= len(shown)):
        return None
    return length, " ".join(fold(word.token.text) for word in words[at : at + length])
