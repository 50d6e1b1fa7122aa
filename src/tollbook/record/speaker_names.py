"""Takes the words that name a speaker; gives what tells this speaker from others. Looks at words only, and guesses no person behind a pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tollbook.record.speaker_words import land_words, listed_names, name_key, plain_words, voice_words


@dataclass(frozen=True, slots=True)
class SpeakerName:
    """A speaker as named: `words` are what the name consists of without articles, roles and titles; `form` says how far they reach.

    `listed` is an actor of the list. `body` is an institution or armed force, `person` a named person, `other` any other name ("state media and monitors");
    `unnamed` people and `pronoun` mean somebody in this text only.
    """

    form: str
    words: frozenset[str]
    last: str
    sort: str
    force: bool = False
    listed: str | None = None

    @property
    def key(self) -> str:
        return self.listed or " ".join(sorted(self.words))


@cache
def speaker_name(phrase: str) -> SpeakerName:
    """What a phrase says of who speaks."""
    known = voice_words()
    pairs = plain_words(phrase)
    words = [word for word, _ in pairs]
    if not words or all(word in known["pronouns"] for word in words):
        return SpeakerName("pronoun", frozenset(words), words[-1] if words else "", "unknown")
    sort = sort_of(phrase)
    for drop in (frozenset[str](), known["roles"]):
        actor = listed_names().get(name_key([word for word in words if word not in drop]))
        if actor is not None:
            if actor.id.endswith("-military") and actor.country is not None:
                return SpeakerName("body", frozenset({f"@{actor.country}", "army"}), "army", "armed", True)
            kind = sort if sort != "unknown" else _sort_of_kind(actor.kind)
            own = _one_word(name_key(words))
            return SpeakerName("listed", own, actor.id, kind, bool(own & known["forces"]), actor.id)
    kept = [(word, own) for word, own in pairs if word not in known["articles"] and word not in known["prepositions"]] or pairs
    bodies = known["institutions"] | known["forces"]
    kept, role = _without_roles(kept, bodies)
    marked = not role and words[0] in known["indefinite"]
    kept = [pair for pair in kept if pair[0] not in known["indefinite"]]
    if not kept:  # "some"
        return SpeakerName("unnamed", frozenset(words), words[-1], sort)
    own_words = _one_word(word for word, _ in kept)
    last = known.same.get(kept[-1][0], kept[-1][0])
    person = [pair for pair in kept if pair[0] not in known["titles"]]
    if "and" not in own_words and own_words & bodies:
        named = any(own[:1].isupper() for _, own in kept)
        return SpeakerName("unnamed" if marked and not named else "body", own_words, last, sort, bool(own_words & known["forces"]))
    if _all_names(person) and own_words.isdisjoint(known["unnamed"]):
        return SpeakerName("person", frozenset(word for word, _ in person), person[-1][0], sort)
    return SpeakerName("unnamed" if marked or last in known["unnamed"] else "other", own_words, last, sort)


Pairs = list[tuple[str, str]]


def _without_roles(kept: Pairs, bodies: frozenset[str]) -> tuple[Pairs, bool]:
    """The body or person behind a role, and whether there was one: "army spokesman Colonel A. B." speaks for the army, "spokesman A. B." is a person."""
    known = voice_words()
    first = next((at for at, (word, _) in enumerate(kept) if word in known["roles"]), None)
    if first is None:
        return kept, False
    before, rest = kept[:first], [pair for pair in kept if pair[0] not in known["roles"]]
    if any(known.same.get(word, word) in bodies for word, _ in before):
        return before, True
    if any(known.same.get(word, word) in bodies for word, _ in rest) or _all_names(rest):
        return rest, True
    return kept, False


def _one_word(words: Iterable[str]) -> frozenset[str]:
    """The words in one spelling, a country by its code."""
    return frozenset(land_words().get(word, voice_words().same.get(word, word)) for word in words)


def _all_names(pairs: Pairs) -> bool:
    """Whether every word is a name's: written with a capital and no country's."""
    return bool(pairs) and all(own[:1].isupper() and word not in land_words() for word, own in pairs)


@cache
def sort_of(phrase: str) -> str:
    """The sort of speaker by its words (en/voices.yaml), "unknown" when none fits."""
    words = [voice_words().same.get(word, word) for word, _ in plain_words(phrase)]
    for sort in voice_words().sorts:
        if any(all(part in words for part in parts) for parts in sort.words):
            return sort.name
    return "unknown"


def _sort_of_kind(kind: str) -> str:
    return next((sort.name for sort in voice_words().sorts if kind in sort.actors), "unknown")


def fuller_names(names: Iterable[SpeakerName]) -> dict[SpeakerName, tuple[SpeakerName, ...]]:
    """For each body the fuller names that it can stand for: "the ministry" for "the health ministry".

    An institution may leave out any word, an armed force only a country's.
    """
    bodies = sorted(
        {name for name in names if name.form in ("body", "listed")}, key=lambda name: (len(name.words), name.key, sorted(name.words))
    )
    return {short: tuple(name for name in bodies if _may_stand_for(short, name)) for short in bodies if short.form == "body"}


def full_name(
    short: SpeakerName, fuller: Mapping[SpeakerName, tuple[SpeakerName, ...]], text: frozenset[SpeakerName]
) -> SpeakerName | None:
    """The one fullest name that a name stands for, itself when there is none; where several fit, the one that its own text gives, else None."""
    fitting = fuller.get(short, ())
    if not fitting:
        return short
    longest = {name.key: name for name in fitting if not any(name.words < other.words and name.form == "body" for other in fitting)}
    if len(longest) == 1:
        return next(iter(longest.values()))
    own = [name for name in fitting if name in text]
    fullest = {name.key: name for name in own if not any(name.words < other.words for other in own)}
    return full_name(next(iter(fullest.values())), fuller, text) if len(fullest) == 1 else None


def _may_stand_for(short: SpeakerName, full: SpeakerName) -> bool:
    if not (short.words < full.words or (short.words == full.words and full.form == "listed")):
        return False
    if short.force or full.force:
        return all(word.startswith("@") for word in full.words - short.words)
    return bool(short.words & voice_words()["institutions"])
