"""Takes the event words of one sentence; gives them with those made deeds that a verb says were done: a missile that is fired, an offensive that opens.
Looks at no place and no actor; what is meant, feared or tried in court is left as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tollbook.extract.nouns import word_class
from tollbook.extract.phrases import PhraseTable
from tollbook.lexicon.load import table
from tollbook.model.mention import EventMention
from tollbook.text.document import Document, Sentence

_REACH = 16
"""How many words behind a weapon its aim may stand."""


@cache
def _set(rule: str, part: str) -> frozenset[str]:
    return frozenset(str(word) for word in table("en", "deeds.yaml")["deeds"][rule][part])


@cache
def _verbs(rule: str, part: str) -> PhraseTable[bool]:
    return PhraseTable([(str(word), True) for word in table("en", "deeds.yaml")["deeds"][rule][part]])


def with_deeds(document: Document, sentence: Sentence, found: Sequence[EventMention]) -> list[EventMention]:
    """The event words of a sentence, those among them made verbs that a verb before or behind them makes a deed."""
    lowers = sentence.lowers()
    kept: list[EventMention] = []
    taken = 0
    for mention in found:
        if mention.first < taken:
            continue  # a deed has its words
        deed = _launched(document, sentence, mention) or _exchanged(document, sentence, mention)
        if deed is None and (_is_intercepted(lowers, mention) or _intrudes(lowers, mention)):
            deed = replace(mention, is_verb=True, definite=False)
        if deed is not None:
            taken = deed.last
            while kept and kept[-1].last > deed.first:
                kept.pop()
        kept.append(deed or mention)
    return [one for mention in kept if (one := _shot_down(lowers, mention)) is not None]


def _begun(document: Document, sentence: Sentence, mention: EventMention, first: int) -> EventMention:
    """The mention with the verb in front of it."""
    span = document.span(sentence.tokens[first].start, mention.span.end)
    return replace(mention, first=first, span=span, is_verb=True, definite=False)


def is_unreal(lowers: tuple[str, ...], at: int) -> bool:
    """Whether the verb at a token is only meant, feared or possible: "plans to launch", "could fire", "did not open"."""
    for word in lowers[max(0, at - 3) : at]:
        if word in word_class("modals") or word in word_class("negations"):
            return True
    before = lowers[at - 1] if at else ""
    if before == "to":
        return not (at > 1 and lowers[at - 2] in word_class("factual_to"))
    return not word_class("unreal").isdisjoint(lowers[max(0, at - 3) : at])


def _launched(document: Document, sentence: Sentence, mention: EventMention) -> EventMention | None:
    """ "launch a new offensive", "fired two missiles at", "mortars were fired toward"; None where the words tell no such deed."""
    lowers = sentence.lowers()
    head = lowers[mention.last - 1]
    if mention.is_verb or not _set("launched", "harmless").isdisjoint(lowers):
        return None
    if head in _set("launched", "offensives"):
        verb = _verb_before(lowers, mention.first, "verbs")
        if verb is not None and mention.type is not None:
            return _begun(document, sentence, mention, verb)
        opened = mention.first > 1 and lowers[mention.first - 1] == "of" and lowers[mention.first - 2] in _set("launched", "nouns")
        return replace(mention, is_verb=True, definite=False) if opened and mention.type is not None else None
    if head not in _set("launched", "weapons"):
        return None
    behind = lowers[mention.last : mention.last + _REACH]
    aimed = not _set("launched", "aims").isdisjoint(behind)
    verb = _verb_before(lowers, mention.first, "fires")
    if verb is not None and (aimed or "on" in behind or "into" in behind):
        return _begun(document, sentence, mention, verb)
    sent = next((at for at, word in enumerate(behind[:6]) if word in _set("launched", "by")), None)
    if sent is None or is_unreal(lowers, mention.last + sent):
        return None
    after = behind[sent + 1 : sent + 2]
    rest = behind[sent + 1 :]
    joined = all(word in word_class("be") or word in word_class("have") or word in _BETWEEN for word in behind[:sent])
    if joined and (after == ("by",) or not _set("launched", "aims").isdisjoint(rest) or after in (("from",), ("on",), ("into",), ("in",))):
        return replace(mention, is_verb=True, definite=False)
    return None


_BETWEEN = frozenset(("that", "which", "also", "reportedly", "after", "over", "later", "-"))


def _verb_before(lowers: tuple[str, ...], first: int, part: str) -> int | None:
    """The index of a verb of launching that ends right before a phrase, if it was done."""
    for end in (first, first - 1):
        match = _verbs("launched", part).match_ending(lowers, end, 2) if end > 0 else None
        if match is not None and (end == first or lowers[first - 1] in ("its", "their", "new", "up", "off", "around", "about", "some")):
            return None if is_unreal(lowers, match[0]) else match[0]
    return None


def _exchanged(document: Document, sentence: Sentence, mention: EventMention) -> EventMention | None:
    """ "exchange heavy fire": fire that two sides exchange is a clash; shelling and strikes stay what they are."""
    lowers = sentence.lowers()
    if mention.is_verb or lowers[mention.last - 1] not in _set("exchanged", "shots"):
        return None
    at = next((n for n in range(mention.last - 2, max(-1, mention.first - 3), -1) if lowers[n] in _set("exchanged", "verbs")), None)
    if at is None or is_unreal(lowers, at):
        return None
    kind = mention.type if mention.type in ("air_strike", "shelling") else "armed_clash"
    return replace(_begun(document, sentence, mention, at), type=kind)


def _intrudes(lowers: tuple[str, ...], mention: EventMention) -> bool:
    """ "two drones entered Romanian airspace": weapons where they may not be."""
    if mention.is_verb or lowers[mention.last - 1] not in _set("intercepted", "machines"):
        return False
    verb = next((at for at, word in enumerate(lowers[mention.last : mention.last + 4]) if word in _set("intruding", "verbs")), None)
    if verb is None or is_unreal(lowers, mention.last + verb):
        return False
    behind = lowers[mention.last + verb : mention.last + verb + 9]
    return not _set("intruding", "lands").isdisjoint(behind)


_SOME = frozenset("all of the at least one two three four some most several dozens hundreds".split())


def _is_intercepted(lowers: tuple[str, ...], mention: EventMention) -> bool:
    """ "intercepted three missiles", "two drones were shot down": the weapons had been sent."""
    if mention.is_verb or lowers[mention.last - 1] not in _set("intercepted", "machines"):
        return False
    for end in range(mention.first, max(0, mention.first - 4), -1):
        match = _verbs("intercepted", "verbs").match_ending(lowers, end, 2)
        if match is not None and all(word in _SOME for word in lowers[end : mention.first]):
            return not is_unreal(lowers, match[0])
    for at in range(mention.last, min(mention.last + 5, len(lowers))):
        match = _verbs("intercepted", "passive").match(lowers, at)
        if match is not None:
            return all(word in word_class("be") or word in word_class("have") or word in _BETWEEN for word in lowers[mention.last : at])
    return False


def _shot_down(lowers: tuple[str, ...], mention: EventMention) -> EventMention | None:
    """ "shot down four drones" is no shooting of people: None, the drones tell it; "shot down a helicopter" is a clash."""
    if not mention.is_verb or lowers[mention.first] not in ("shot", "shoot", "shoots", "shooting"):
        return mention
    if lowers[mention.last : mention.last + 1] != ("down",):
        return mention
    around = set(lowers[mention.last : mention.last + 8]) | set(lowers[max(0, mention.first - 5) : mention.first])
    if not around.isdisjoint(_set("intercepted", "machines")):
        return None
    return mention if around.isdisjoint(_AIRCRAFT) else replace(mention, type="armed_clash")


_AIRCRAFT = frozenset("jet jets aircraft helicopter helicopters balloon balloons warplane warplanes bayraktar bomber bombers".split())


def is_coup_of_law(lowers: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a coup is a matter of courts, plans or earlier years: "charged with plotting a coup", "the 2021 coup", "four years after a coup"."""
    if _set("seized power", "nouns").isdisjoint(lowers[first:last]):
        return False
    around = lowers[max(0, first - 7) : first] + lowers[last : last + 4]
    if not _set("seized power", "legal").isdisjoint(around):
        return True
    if first and (lowers[first - 1].isdigit() or (lowers[first - 1] == "-" and lowers[first - 2] == "self")):
        return True
    before = lowers[max(0, first - 5) : first]
    return "years" in before or any(word.isdigit() and len(word) == 4 for word in lowers[last : last + 3])
