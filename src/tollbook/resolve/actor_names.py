"""Takes words; gives the listed actors that they name, by full names always and by short forms only where the report makes them sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.kinds import kinds
from tollbook.resolve.actor_entry import ListedActor
from tollbook.resolve.actor_found import Found, Setting, following, hyphened
from tollbook.resolve.actor_lexicon import fold, fold_words, full_names, listed_actors, nouns
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
        entries += [(name, Named(actor, False)) for name in _by_area(actor)]
    return NameIndex(entries)


def _by_area(actor: ListedActor) -> Iterator[str]:
    """ "Islamic State" and "Khorasan": a name of the actor above, its area, and perhaps the word province."""
    parent = next((other for other in listed_actors() if other.id == actor.parent), None) if actor.areas else None
    if parent is None:
        return
    known = set(full_names(actor))
    for name in (*full_names(parent), *parent.short):
        for area in actor.areas:
            for whole in (f"{name} {area}", f"{name} in {area}", f"{name} in the {area}"):
                yield from (each for each in (whole, f"{whole} Province") if each not in known)


def full_name_at(words: tuple[Word, ...], at: int) -> tuple[int, ListedActor] | None:
    """A listed actor by a full name at a word: how many words, and which."""
    length, found = _index().at(words, at)
    full = list({named.actor.id: named.actor for named in found if not named.short}.values())
    return (length, full[0]) if len(full) == 1 and _caps_tell(words, at, length) else None


def contested(words: tuple[Word, ...], at: int) -> bool:
    """Whether the full name of one actor that stands at a word is also another's short form, or the end of a name that is."""
    names = [_index().at(words, at), *([_index().at(words, at - 1)] if at and words[at].joined else [])]
    return any(len({named.actor.id for named in found}) > 1 for length, found in names if length)


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
    armed = [named for named in found if kinds()[named.actor.kind].armed]
    if armed and len(armed) < len(found) and _group_follows(words, at + length):
        found = armed  # "RSF fighters" are no press organisation
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
    short = list({named.actor.id: named.actor for named in found if named.short}.values())
    if full and _caps_tell(words, at, length):
        return _full(quote, full, short, setting)
    return _short(quote, key, words, (at, length), short, setting)


def _full(quote: str, full: list[ListedActor], short: list[ListedActor], setting: Setting) -> tuple[ListedActor | None, str | None]:
    """Which of the actors that bear a full name; one whose short form it is comes before them in a report that speaks of its country alone."""
    elsewhere = [actor for actor in short if actor.country in setting.countries]
    if elsewhere and not any(setting.countries.intersection(actor.lands) for actor in full):
        told, why = _narrowed(elsewhere, setting)
        if len(told) > 1:
            return None, f"{quote} may be any of {', '.join(sorted(actor.id for actor in told))}"
        return told[0], f"{quote} stands for {told[0].name}, {why or 'whose country the report names'}"
    if len(full) == 1:
        return full[0], f"{quote} is a name of {full[0].name}{_out_of_time(full[0], setting)}"
    told, why = _narrowed(full, setting)
    if len(told) == 1:
        return told[0], f"{quote} is a name of {told[0].name}, {why}"
    return None, f"{quote} may be any of {', '.join(sorted(actor.id for actor in told))}"


def _narrowed(actors: list[ListedActor], setting: Setting) -> tuple[list[ListedActor], str]:
    """Of several actors of one name those whose country the report names, then those active in its year; never fewer than one."""
    why = []
    for here in (
        [actor for actor in actors if actor.country in setting.countries],
        [actor for actor in actors if setting.countries.intersection(actor.lands)],
    ):
        if here and len(here) < len(actors):
            actors, why = here, ["the one whose country the report names"]
            break
    if len(actors) > 1 and setting.year is not None:
        alive = [actor for actor in actors if actor.was_active(setting.year)]
        if alive and len(alive) < len(actors):
            actors, why = alive, [*why, f"the one that was active in {setting.year}"]
    return actors, " and ".join(why)


def _out_of_time(actor: ListedActor, setting: Setting) -> str:
    """A name that nobody else bears stands outside its years too, and says so."""
    return "" if setting.year is None or actor.was_active(setting.year) else f", which the list does not know as active in {setting.year}"


def _short(
    quote: str, key: str, words: tuple[Word, ...], place: tuple[int, int], found: list[ListedActor], setting: Setting
) -> tuple[ListedActor | None, str | None]:
    at, length = place
    if not found or (not words[at].telling and (length == 1 and key in _WORDS_TOO) and not _group_follows(words, at + length)):
        return None, None
    bracket = acronym_behind(words, at + length)
    if bracket is not None:
        told = [actor for actor in found if any(" ".join(fold_words(name)) == bracket[1] for name in (*actor.aliases, *actor.short))]
        if len(told) > 1:
            told, _ = _narrowed(told, setting)
        if len(told) > 1:
            told = [actor for actor in told if any(" ".join(fold_words(name)) == bracket[1] for name in actor.aliases)]
        if len(told) == 1:
            return told[0], f"{quote} with its short form in brackets is {told[0].name}"
    named = [actor for actor in found if actor.id in setting.named]
    if len(named) == 1:
        return named[0], f"{quote} stands for {named[0].name}, which the report names in full"
    grouped = _group_follows(words, at + length)
    if len(found) == 1 and grouped and kinds()[found[0].kind].armed and (found[0].country is None or length > 1 or len(key) > 2):
        return found[0], f"{quote} in front of a group's noun stands for {found[0].name}"
    if (key in _WORDS_TOO or len(key) < 3) and not (grouped or _acts(words, at + length)):
        return None, None
    near = [actor for actor in found if setting.countries.intersection(actor.lands)]
    if near:
        told, why = _narrowed(near, setting)
        if len(told) == 1:
            return told[0], f"{quote} stands for {told[0].name}, {why or 'whose country the report names'}"
        return None, f"{quote} may be any of {', '.join(sorted(actor.id for actor in told))}"
    if not setting.countries and len(key) > 2 and _is_name(words[at : at + length]) and _tells_of_war(words):
        told, why = _narrowed([actor for actor in found if kinds()[actor.kind].armed], setting)
        if len(told) == 1 and len(found) == len(told):
            return told[0], f"{quote} stands for {told[0].name}, the only group of that name on the list, in words of an armed conflict"
    return None, None


def _acts(words: tuple[Word, ...], at: int) -> bool:
    """Whether a verb of attacking or acting follows ("AA seizes the base")."""
    word = following(words, at)
    known = nouns().words
    return word is not None and not word.capital and (word.folded in known["attack_verbs"] or word.folded in known["actor_verbs"])


def _is_name(words: tuple[Word, ...]) -> bool:
    """An acronym in capitals that tell, or two words and more with capitals; "The Reds" alone is too little."""
    if not words[0].telling or words[0].folded == "the":
        return False
    return len(words) > 1 or words[0].token.text.removesuffix("'s").removesuffix("’s").isupper()


def _tells_of_war(words: tuple[Word, ...]) -> bool:
    known = nouns().words["war_words"]
    return any(word.folded in known for word in words)


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
