"""Takes the article; gives its event words: which kind of event each names, whether as a noun or verb, new or already known. Never groups them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from tollbook.extract.deeds import is_coup_of_law, with_deeds
from tollbook.extract.event_verbs import acts_as_verb, is_noun_of_aims, strikes_by_nature, verb_type
from tollbook.extract.nouns import word_class
from tollbook.extract.phrases import PhraseTable
from tollbook.lexicon.codes import incident_types
from tollbook.lexicon.load import must, table
from tollbook.model.incident import IncidentType
from tollbook.model.mention import EventMention
from tollbook.text.document import Document, Sentence

_PARTS = ("en", "events.yaml")


@dataclass(frozen=True, slots=True)
class _Word:
    type: IncidentType | None
    is_verb: bool
    plural: bool


_GERUND_NOUNS = frozenset(
    "killing kidnapping shooting bombing shelling stabbing fighting hijacking beheading lynching hanging rioting torture".split()
) - {"fighting", "torture", "shelling", "rioting"}


@cache
def _words() -> PhraseTable[_Word]:
    data = table(*_PARTS)
    entries: dict[str, _Word] = {}
    for kind, nouns in data["nouns"].items():
        must(kind in incident_types(), _PARTS, f"{kind} is no incident type", "use a type of schema/incident_types.yaml")
        for noun in nouns:
            entries.setdefault(str(noun), _Word(kind, False, False))
            entries.setdefault(_plural(str(noun)), _Word(kind, False, True))
    for noun in data["generic"]:
        entries.setdefault(str(noun), _Word(None, False, False))
        entries.setdefault(_plural(str(noun)), _Word(None, False, True))
    for kind, verbs in data["verbs"].items():
        for verb in verbs:
            entries.setdefault(str(verb), _Word(kind, True, False))
    for verb in data["generic_verbs"]:
        entries.setdefault(str(verb), _Word(None, True, False))
    return PhraseTable(entries)


@cache
def weapon_words() -> PhraseTable[bool]:
    """Words for weapons that are kept with an incident."""
    return PhraseTable([(str(word), True) for word in table(*_PARTS)["weapons"]])


def _plural(noun: str) -> str:
    if noun.endswith(("s", "sh", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def find_events(document: Document) -> tuple[EventMention, ...]:
    """Event mentions in text order."""
    return tuple(mention for sentence in document.sentences for mention in _of_sentence(document, sentence))


def _of_sentence(document: Document, sentence: Sentence) -> list[EventMention]:
    lowers = sentence.lowers()
    found: list[EventMention] = []
    at = 0
    while at < len(lowers):
        match = _words().match(lowers, at)
        if match is None:
            at += 1
            continue
        last, word = match
        mention = _mention(document, sentence, at, last, word)
        if mention is not None and found and _goes_on(found[-1], mention, at):
            found[-1] = replace(mention, type=found[-1].type or mention.type)  # "a car bomb attack", "the bombing campaign" are one phrase
        elif mention is not None:
            found.append(mention)
        at = last
    return with_deeds(document, sentence, found)


def _goes_on(before: EventMention, mention: EventMention, at: int) -> bool:
    return before.last == at and mention.first <= before.first and not (mention.is_verb or before.is_verb)


def _mention(document: Document, sentence: Sentence, first: int, last: int, word: _Word) -> EventMention | None:
    lowers = sentence.lowers()
    if _is_no_event(lowers, first, last):
        return None
    acts = not word.is_verb and acts_as_verb(sentence, first, last)
    if acts and strikes_by_nature(lowers, first):
        return None
    is_verb = word.is_verb or acts
    if word.is_verb and not _can_be_verb(lowers, first):
        return None
    if (
        last - first == 1
        and lowers[first] in _GERUND_NOUNS
        and not (lowers[last : last + 1] == ("of",) or (first and lowers[first - 1] in word_class("noun_left")))
    ):
        return None
    begin = first if is_verb else _phrase_start(lowers, first, plural=word.plural)
    if not is_verb and (lowers[begin] in ("any", "no") or _is_barred_phrase(lowers, begin) or _is_undone(lowers, begin, word.type)):
        return None
    definite = not is_verb and lowers[begin] in ("the", "this", "that", "these", "those", "both", "its", "their", "his")
    span = document.span(sentence.tokens[begin].start, sentence.tokens[last - 1].end)
    kind = verb_type(lowers[first]) or word.type if acts else word.type
    return EventMention(sentence.index, begin, last, span, kind, is_verb, definite, word.plural or lowers[begin] == "both")


_MADE_OF = frozenset(
    "defense defence defenses defences system systems program programme production industry factory factories plant technology deal sale sales maker "
    "manufacturer launcher launchers test tests base bases depot depots squad disposal shelter shelters threat threats silo silos".split()
)
_TALKS = frozenset("talks ceasefire truce deal agreement negotiations government regime coalition".split())
_WALKOUT = frozenset("on hunger general rail nationwide labour labor teachers workers".split())


def _is_no_event(lowers: tuple[str, ...], first: int, last: int) -> bool:
    before = lowers[first - 1] if first else ""
    after = lowers[last] if last < len(lowers) else ""
    barred = frozenset(str(word) for word in table(*_PARTS)["not_events"])
    if not {"backed", "supported", "helped"}.isdisjoint(lowers[max(0, first - 5) : first]) and "by" in lowers[max(0, first - 4) : first]:
        return True  # "an advance, backed by air strikes" is one event, the advance
    if before in barred or (before == "-" and first > 1 and lowers[first - 2] in barred):
        return True
    if is_coup_of_law(lowers, first, last):
        return True
    if lowers[first:last] == ("targets",) and is_noun_of_aims(lowers, first):
        return True
    if lowers[last - 1] == "collapse" and after == "of" and not _TALKS.isdisjoint(lowers[last : last + 5]):
        return True  # "the collapse of peace talks" is neither a disaster nor an agreement
    if lowers[first:last] == ("advance",) and (
        before in ("given", "in", "no") or after in ("notice", "warning", "payment", "copy", "knowledge")
    ):
        return True  # "given advance notice"
    if lowers[first] == "hunger" and after in ("strike", "strikes"):
        return True
    if lowers[first:last] in (("strike",), ("strikes",)) and (before in _WALKOUT or after in ("action", "of")):
        return True  # "on strike", "a hunger strike", "a strike of luck"
    if lowers[last - 1] in ("missile", "drone", "rocket", "bomb", "artillery") and after in _MADE_OF:
        return True  # "the missile defence system", "a drone factory"
    return (
        after
        in (
            "crime",
            "crimes",
            "zone",
            "zones",
            "chief",
            "minister",
            "ministry",
            "group",
            "helicopter",
            "monitor",
            "cabinet",
            "veterans",
            "on",
            "effort",
        )
        and lowers[first] in ("war", "conflict", "drone", "drones", "peace", "protest")
        and last - first == 1
    )


def _is_barred_phrase(lowers: tuple[str, ...], begin: int) -> bool:
    """'foiled an attack', 'the threat of attack': what was kept from happening, or is only feared."""
    before = lowers[begin - 1] if begin else ""
    if before == "of" and begin > 1 and lowers[begin - 2] in ("threat", "threats", "risk", "fear", "fears", "possibility"):
        return True
    return before in (
        "foiled",
        "foil",
        "foils",
        "thwarted",
        "thwart",
        "thwarts",
        "averted",
        "fear",
        "prevent",
        "prevented",
        "avoid",
        *_SCRAMBLED,
    )


_SCRAMBLED = ("scramble", "scrambles", "scrambled", "scrambling")


def _is_undone(lowers: tuple[str, ...], begin: int, kind: IncidentType | None) -> bool:
    """'the collapse of peace talks': what broke down is no agreement of this report."""
    return kind == "agreement" and begin > 1 and lowers[begin - 1] == "of" and lowers[begin - 2] in table(*_PARTS)["undone"]


def _can_be_verb(lowers: tuple[str, ...], first: int) -> bool:
    before = lowers[first - 1] if first else ""
    return (
        before not in ("a", "an", "the", "of", "to")
        or (before == "to" and first > 1 and lowers[first - 2] in word_class("factual_to"))
        or (before in ("the",) and lowers[first].endswith("ing"))
    )


_NOT_IN_PHRASE = ("prepositions", "be", "have", "conjunctions", "relatives", "subordinators", "adverbs")


@cache
def _stops() -> frozenset[str]:
    return frozenset(str(word) for word in table(*_PARTS)["not_in_phrase"])


def _phrase_start(lowers: tuple[str, ...], first: int, *, plural: bool) -> int:
    """Start of the noun phrase: modifiers and one determiner or number to the left."""
    begin = first
    while begin > 0 and first - begin < 5:
        word = lowers[begin - 1]
        if word == "that" and (plural or (begin > 1 and lowers[begin - 2] in _stops())):
            return begin  # "says that U.S. airstrikes"
        if word in word_class("determiners") or word == "both":
            return begin - 1
        if (not word[0].isalnum() and word != "-") or any(word in word_class(kind) for kind in _NOT_IN_PHRASE) or word in _stops():
            return begin
        if word.endswith("ed") and word not in ("armed", "united", "suspected", "targeted", "coordinated", "alleged", "led"):
            return begin
        begin -= 1
    return begin
