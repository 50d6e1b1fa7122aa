"""Takes a document; gives every actor that it names: listed, defined in the text, or a common noun. Longest name first, none overlapping another.
Never takes a person for an actor and never fills in a country that the words do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tollbook.model.incident import ActorValue
from tollbook.model.mention import ActorMention, PlaceMention
from tollbook.resolve.actor_branches import branch_at, led_at
from tollbook.resolve.actor_check import ActorProblem, check_actors
from tollbook.resolve.actor_entry import ListedActor
from tollbook.resolve.actor_found import Found, Setting
from tollbook.resolve.actor_groups import unlisted_at
from tollbook.resolve.actor_host import whose_army
from tollbook.resolve.actor_lexicon import countries, listed_actors
from tollbook.resolve.actor_names import acronym_behind, contested, full_name_at, listed_at
from tollbook.resolve.actor_nations import nations_in
from tollbook.resolve.actor_nouns import alone, coordinated, of_nation, state_as_actor
from tollbook.resolve.actor_orders import ordering_at, without_ordered
from tollbook.resolve.actor_words import Word, words_of
from tollbook.text.document import Document, Sentence

__all__ = ["ActorProblem", "check_actors", "find_actors"]

_INSIDE = frozenset(
    {
        "in",
        "across",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    }
)


def find_actors(document: Document, places: Iterable[PlaceMention] = ()) -> tuple[ActorMention, ...]:
    """Every actor that the article names, in text order; `places` of the same article tell which countries it speaks of."""
    cut = [(sentence, words_of(sentence, document.text)) for sentence in document.sentences]
    setting = _setting([words for _, words in cut], _scene(places), document.report.published)
    found = [(sentence, words, without_ordered(_read(words, setting))) for sentence, words in cut]
    strong = frozenset(
        item.country for _, _, items in found for item in items if not item.weak and item.kind == "state_force" and item.country
    )
    mentions = (
        _mention(document, sentence, words, item)
        for sentence, words, items in found
        for item in items
        if not item.weak or item.country in strong
    )
    return tuple(whose_army(tuple(mentions), setting))


def _scene(places: Iterable[PlaceMention]) -> frozenset[str]:
    """The countries in which the places lie that are sure and that the words use as places; lands without a nationality (Antarctica) tell nothing."""
    return frozenset(one.value.country for one in places if one.value.country in countries() and one.value.sure and one.role == "location")


def _setting(sentences: list[tuple[Word, ...]], scene: frozenset[str], published: date | None) -> Setting:
    """What the report as a whole tells, read before any mention is judged."""
    lands: set[str] = set(scene)
    inside: set[str] = set(scene)
    named: set[str] = set()
    defined: dict[str, ListedActor] = {}
    coined: dict[str, Found] = {}
    for words in sentences:
        for nation in nations_in(words):
            codes = {each.iso2 for each in nation.nations if each.iso2}
            lands |= codes
            if nation.start and words[nation.start - 1].folded in _INSIDE and nation.form("name"):
                inside |= codes
        for at in range(len(words)):
            _define(words, at, named, defined, coined)
    only = next(iter(lands)) if len(lands) == 1 and inside == lands else None
    lands |= {actor.country for actor in listed_actors() if actor.id in named and actor.country}
    return Setting(frozenset(lands), scene, only, published.year if published else None, frozenset(named), defined, coined)


def _define(words: tuple[Word, ...], at: int, named: set[str], defined: dict[str, ListedActor], coined: dict[str, Found]) -> None:
    full = full_name_at(words, at)
    if full is not None:
        length, actor = full
        if not contested(words, at):
            named.add(actor.id)
        short = acronym_behind(words, at + length)
        if short is not None:
            defined.setdefault(short[1], actor)
        return
    group = unlisted_at(words, at)
    if group is not None:
        short = acronym_behind(words, group.end)
        if short is not None:
            coined.setdefault(short[1], group)


def _read(words: tuple[Word, ...], setting: Setting) -> list[Found]:
    found: list[Found] = []
    at = 0
    while at < len(words):
        best = max(_readings(words, at, setting), key=lambda item: item.end, default=None)
        if best is None:
            at += 1
            continue
        if found and _names_the_group(words, found[-1], best):
            found.pop()
        found.append(best)
        at = best.end
    return found


def _names_the_group(words: tuple[Word, ...], common: Found, name: Found) -> bool:
    """ "the militant group al-Shabaab": the common noun is no mention of its own."""
    beside = common.end == name.start and not words[name.start].gap.strip()
    return beside and common.actor is None and name.actor is not None and words[common.end - 1].folded in _APPOSED


_APPOSED = frozenset(
    {
        "group",
        "groups",
        "militia",
        "cartel",
        "gang",
        "agency",
        "rebels",
        "militants",
        "jihadists",
        "organisation",
        "organization",
        "broadcaster",
        "media",
        "paramilitary",
        "paramilitaries",
    }
)


def _readings(words: tuple[Word, ...], at: int, setting: Setting) -> Iterator[Found]:
    """The readings that begin at a word, the surer ones first: of two that are equally long the first stands."""
    listed = listed_at(words, at, setting)
    sure = (
        listed,
        branch_at(words, at),
        None if listed is not None and listed.actor is not None and listed.end - listed.start > 1 else of_nation(words, at),
        led_at(words, at),
        coordinated(words, at),
        _coined(words, at, setting),
        state_as_actor(words, at),
        ordering_at(words, at),
    )
    yield from (reading for reading in sure if reading is not None)
    if any(sure):
        return
    yield from (reading for reading in (alone(words, at, setting), unlisted_at(words, at)) if reading is not None)


def _coined(words: tuple[Word, ...], at: int, setting: Setting) -> Found | None:
    """A short form that the report itself gave to a group on no list."""
    word = words[at]
    if not setting.coined or not word.capital:
        return None
    for length in (3, 2, 1):
        stretch = words[at : at + length]
        key = " ".join(each.folded for each in stretch)
        group = setting.coined.get(key)
        if group is not None and len(stretch) == length and stretch[0].token.text.isupper():
            reason = f"the report defines it as {group.name}, which is not on the list"
            return Found(at, at + length, group.name, None, group.kind, group.country, reason)
    return None


def _mention(document: Document, sentence: Sentence, words: tuple[Word, ...], item: Found) -> ActorMention:
    start, end = words[item.start].token.start, words[item.end - 1].token.end
    quote = document.text[start:end]
    if quote[-2:] in ("'s", "’s") and item.actor is not None and words[item.end - 1].possessive:
        end -= 2
    span = document.span(start, end)
    return ActorMention(span, ActorValue(span, item.name, item.actor, item.kind, item.country, item.reason))
