"""Takes a word that can be a noun or a verb ("strikes", "bombs", "targets"); says which it is here, from the words on both sides. Decides no type."""

from __future__ import annotations

from functools import cache

from tollbook.extract.nouns import word_class
from tollbook.lexicon.load import table
from tollbook.model.incident import IncidentType
from tollbook.text.document import Sentence

_EITHER = frozenset("strikes strike attack attacks clash raid raids storm storms assault fire bombs bomb shells".split())
_ADJECTIVES = ("ian", "li", "ish", "ese", "ican", "air", "drone", "missile", "deadly", "rebel", "gun", "terror", "tary")
_COUNTS = frozenset("a an the several two three multiple".split())
_FORCES = frozenset(
    "force forces army military navy troops rebels militants insurgents fighters jets warplanes aircraft planes gunmen houthis".split()
)
"""Nouns that act: between one of them and a name, "bombs" is what they do."""
_AIM_NOUN_BEFORE = frozenset("bomb bombs bombed bombing strike strikes struck hit hits pound pounds pounded on at against of".split())


@cache
def verb_type(word: str) -> IncidentType | None:
    """The type of a form that stands among the verbs too."""
    kinds: dict[IncidentType, list[str]] = table("en", "events.yaml")["verbs"]
    return next((kind for kind, verbs in kinds.items() if word in verbs), None)


def acts_as_verb(sentence: Sentence, first: int, last: int) -> bool:
    """'strikes', 'attacks', 'bombs' are verbs after a subject and before an object or place; after a determiner or adjective they are nouns."""
    lowers = sentence.lowers()
    if last - first > 1 or lowers[first] not in _EITHER:
        return False
    before = lowers[first - 1] if first else ""
    after = lowers[last] if last < len(lowers) else ""
    if before in word_class("determiners") or before.endswith(_ADJECTIVES):
        return False
    if lowers[first] not in ("bombs", "bomb", "shells") and after in _COUNTS and before not in ("in", "by", "of"):
        return True
    return _between_names(sentence, first, last, before, after)


def _between_names(sentence: Sentence, first: int, last: int, before: str, after: str) -> bool:
    """ "the Air Force bombs Houthi targets", "a drone of the Houthis strikes Eilat": a force on the left, what it strikes on the right."""
    lowers = sentence.lowers()
    if not first or last >= len(sentence.tokens) or not sentence.tokens[first].text.islower() or _is_headline(sentence):
        return False
    left, right = sentence.tokens[first - 1], sentence.tokens[last]
    names = left.text[0].isupper() and left.index > 0 and left.text.isalpha() and before not in _NO_SUBJECT
    if not (before in _FORCES or names) or _is_adjective(before):
        return False
    if not right.text[0].isalpha():
        return False
    aims = lowers[first] in ("bombs", "shells") and not {"targets", "positions"}.isdisjoint(lowers[last : last + 4])
    struck = aims or right.text[0].isupper() or after in _COUNTS or after in _STRUCK
    return struck and not (right.text[0].isupper() and verb_type(after) is not None)


_STRUCK = frozenset(
    "its their targets positions military nuclear dozens army police government rebel militant civilians villages troops soldiers".split()
)
_NO_SUBJECT = frozenset("monday tuesday wednesday thursday friday saturday sunday us u.s. uk nato idf".split())


def _is_adjective(word: str) -> bool:
    """Whether a word is an adjective of a nation or of a weapon, behind which a noun stands."""
    return word.endswith(_ADJECTIVES) or word.endswith(("i", "an"))


def _is_headline(sentence: Sentence) -> bool:
    words = [token for token in sentence.tokens if token.text[0].isalpha() and len(token.text) > 3]
    return len(words) > 2 and sum(token.text[0].isupper() for token in words) > 0.8 * len(words)


_NATURE = frozenset(
    "earthquake quake storm cyclone hurricane typhoon tornado tsunami lightning asteroid meteor landslide flood plane train car truck bus ship boat ferry "
    "vessel aircraft vehicle van lorry tanker".split()
)


def strikes_by_nature(lowers: tuple[str, ...], at: int) -> bool:
    """Whether what strikes is a storm or a vehicle: "an earthquake strikes the coast"."""
    return lowers[at] in ("strike", "strikes") and not _NATURE.isdisjoint(lowers[max(0, at - 12) : at])


def is_noun_of_aims(lowers: tuple[str, ...], at: int) -> bool:
    """Whether "targets" is what is struck: "bombs Houthi targets in Sanaa", not "a drone targets a convoy"."""
    after = lowers[at + 1] if at + 1 < len(lowers) else ""
    if at and lowers[at - 1] in _AIM_NOUN_BEFORE:
        return True
    return (
        not after[:1].isalnum() or after in word_class("prepositions") or after in word_class("conjunctions") or after in word_class("be")
    )
