"""Takes a sketch; gives the actors that the text names as doing it. Whoever is accused of it, or claims it, is no perpetrator by those words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tollbook.lexicon.load import table
from tollbook.link.frame import Frame
from tollbook.link.sketch import Sketch
from tollbook.model.incident import ActorValue
from tollbook.model.mention import ActorMention, EventMention
from tollbook.model.text import Span
from tollbook.text.document import Document

AGENT_KINDS = frozenset(
    "state_force police rebel_group militia communal_militia gang_or_cartel peacekeepers coalition unidentified_armed government "
    "private_military rioters".split()
)


def perpetrators_of(
    document: Document, sketch: Sketch, claimants: tuple[ActorValue, ...], credited: tuple[tuple[int, int], ...]
) -> tuple[ActorValue, ...]:
    """Actors that the text names as doing it: "Israeli air strikes", "killed by Hamas", "M23 rebels attacked".

    Whoever claims responsibility is no perpetrator by the words of a speaker alone: the claim stands as a claim.
    """
    found: dict[str, ActorValue] = {}
    claiming = {key_of(actor) for actor in claimants}
    for frame in sketch.frames:
        for actor in together(document, frame, [actor for actor in frame.actors if _is_agent(document, frame, actor)]):
            if any(span is not None and span.overlaps(actor.span) for r in frame.responsibilities for span in (r.who, r.accused)):
                continue  # who claims it or is accused of it is said to have done it, no more
            if hedged_by(document, frame, actor) is not None:
                continue
            told = any(start <= actor.span.start < end for start, end in credited)
            by_word_alone = told and bool(claiming) and (actor.value.actor is None or key_of(actor.value) in claiming)
            if not by_word_alone:
                found.setdefault(key_of(actor.value), actor.value)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words by which an actor is only said to have done it; `who` says so, None for the outlet."""

    who: Span | None


def hedged_by(document: Document, frame: Frame, actor: ActorMention) -> Hedge | None:
    """ "allegedly by the army", "in what officials said was a Russian strike"; None where the outlet says it outright."""
    if not may_act(actor) or not _is_agent(document, frame, actor):
        return None
    before = document.text[max(frame.start, actor.span.start - 90) : actor.span.start]
    if _ALLEGED.search(before):
        return Hedge(None)
    told = _SAID_TO_BE.search(before)
    if told is None:
        return None
    start = actor.span.start - len(before) + told.start(1)
    return Hedge(document.span(start, start + len(told[1])))


_ALLEGED = re.compile(
    r"\ballegedly(?: (?:carried out|committed|launched|conducted|fired|perpetrated|done))?(?: by)?(?: the| an?)?\s*$|\balleged\s*$", re.I
)
_SAID_TO_BE = re.compile(
    r"\bwhat ((?:\w+ ){0,4}?\w+) (?:said|say|says|called|described as|believe|believed)(?: (?:was|is|were|to be))?(?: an?| the)?\s*$"
)


def key_of(actor: ActorValue) -> str:
    """What makes two values one actor: its id, or the words."""
    return actor.actor or actor.name.lower()


_AND = re.compile(r"\s*(?:,|/|-|–|&|,? and(?: the| its| allied)?)\s*")
_OR = re.compile(r"\s*,? or(?: the)?\s*")


def together(document: Document, frame: Frame, agents: list[ActorMention]) -> list[ActorMention]:
    """The agents with those that "and" joins to one ("US and British warplanes"); of two that "or" joins neither is sure."""
    chosen = set(agents)
    able = [actor for actor in frame.actors if may_act(actor) and actor.value.kind != "government"]
    pairs = list(pairwise(sorted(able, key=lambda actor: actor.span.start)))
    for first, second in (*pairs, *reversed(pairs)):
        gap = document.text[first.span.end : second.span.start]
        harmed = any(one.span.overlaps(c.claim.span) for one in (first, second) for c in frame.claims)
        if (
            _AND.fullmatch(gap)
            and not (gap.strip() == "," and not _is_listed(document, second, pairs))
            and not harmed
            and not chosen.isdisjoint((first, second))
        ):
            chosen |= {first, second}
    for first, second in pairs:
        if _OR.fullmatch(document.text[first.span.end : second.span.start]):
            chosen -= {first, second}
    return [actor for actor in frame.actors if actor in chosen]


def _is_listed(document: Document, last: ActorMention, pairs: list[tuple[ActorMention, ActorMention]]) -> bool:
    """Whether a list goes on behind an actor: "A, B and C", not "by A, B said"."""
    return any(one is last and _AND.fullmatch(document.text[one.span.end : other.span.start]) for one, other in pairs)


_NAMES = re.compile(r"(?<=[a-z] )(?:[A-Z][\w'’.]*(?:[ -](?:aligned|linked|affiliated|backed|allied|inspired))? )+$")
"""Names and "-linked" words before a noun for an armed group: "by Islamic State-linked Allied Forces | rebels"."""


def _is_agent(document: Document, frame: Frame, actor: ActorMention) -> bool:
    if actor.value.kind is not None and actor.value.kind not in AGENT_KINDS:
        return False
    if any(actor.span.start >= c.claim.span.start and actor.span.end <= c.claim.span.end for c in frame.claims):
        return False
    before = _NAMES.sub("", document.text[max(0, actor.span.start - 70) : actor.span.start])[-24:].lower()
    if any(_owns_weapons(event, actor) for event in frame.events):
        return actor.value.kind != "government"
    if any(event.span.overlaps(actor.span) and not event.is_verb for event in frame.events):
        return actor.value.kind != "government" and not before.rstrip().endswith(("against", "on", "targeting", "of"))
    if before.rstrip().endswith(
        (" by", " by the", " by suspected", " by alleged", " by unidentified", " by members of", " by members of the", "carried out by")
    ) or before in ("by ", "by the "):
        return _by_phrase_is_agent(document, frame, actor)
    if _FALLS_TO.search(document.text[max(frame.start, actor.span.start - 70) : actor.span.start]):
        return True
    if before.rstrip().removesuffix(" the").endswith(_AIMED_AT):
        return False
    return _TAKES.match(document.text, actor.span.end) is not None or _is_subject_of_attack(document, frame, actor)


def _owns_weapons(event: EventMention, actor: ActorMention) -> bool:
    """ "shot down four Russian drones": weapons in numbers that were sent are their owner's attack; a single one may only have watched."""
    return event.is_verb and event.plural and event.span.contains(actor.span) and actor.span.end == event.span.end


@cache
def _warding() -> tuple[re.Pattern[str], frozenset[str]]:
    """The verbs of warding off, and the weapons that are warded off."""
    rule = table("en", "deeds.yaml")["deeds"]["intercepted"]
    verbs = "|".join(str(verb) for verb in rule["verbs"])
    return re.compile(rf"\b(?:{verbs})\b(?: \w+){{0,3}} *$"), frozenset(str(word) for word in rule["machines"])


def _wards_off(gap: str, event: EventMention | None) -> bool:
    """Whether the words before a weapon say that somebody stopped it: "the army intercepted three missiles" of somebody else."""
    verbs, machines = _warding()
    return event is not None and event.span.quote.lower().split()[-1] in machines and verbs.search(gap) is not None


_FALLS_TO = re.compile(r"\b(?:fall|falls|fell|fallen|falling|loss) (?:of (?:[\w'’-]+ ){1,5})?to (?:the )?$")
_TAKES = re.compile(
    r"\s*(?:announces|announced|announce|claims|claimed|claim) (?:the )?(?:capture|seizure|recapture|liberation|takeover|full control) of\b"
)
"""Who the text names as the taker of a place: "the fall of Kutum to the rebels", "the rebels announce the capture of Kutum"."""


def _by_phrase_is_agent(document: Document, frame: Frame, actor: ActorMention) -> bool:
    """'backed by', 'held by', 'condemned by' name no perpetrator; an event or harm word must stand before "by"."""
    words = document.text[max(frame.start, actor.span.start - 60) : actor.span.start].lower().split()
    barred = (
        "backed",
        "held",
        "controlled",
        "condemned",
        "supported",
        "led",
        "owned",
        "run",
        "said",
        "mediated",
        "brokered",
        "released",
        "reported",
        "confirmed",
        "announced",
        "operated",
        "intercepted",
        "down",
        "downed",
        "repelled",
        "foiled",
        "thwarted",
        "used",
    )
    by = max((at for at, word in enumerate(words) if word == "by"), default=-1)
    return by > 0 and words[by - 1] not in barred


_SPEECH = frozenset(
    "that say says said report reports reported announce announces announced state states stated confirm confirms confirmed accuse accuses".split()
)
_AIMED_AT = (
    " targeting",
    " targeted",
    " against",
    " on",
    " target",
    " of",
    " hit",
    " hits",
    " struck",
    " in",
    " near",
    " from",
    " with",
    " to",
    " attack",
    " attacked",
    " battle",
    " battled",
    " battling",
    " fight",
    " fought",
    " kills",
    " killed",
    " kill",
    " scramble",
    " scrambles",
    " scrambled",
    " scrambling",
)


def _is_subject_of_attack(document: Document, frame: Frame, actor: ActorMention) -> bool:
    """The actor stands before an active attack or harm verb with no other actor and no passive between."""
    starts = [e.span.start for e in frame.events if e.is_verb and not e.span.quote.lower().startswith("repel")] + [
        _cue_start(document, frame, at) for at, c in enumerate(frame.claims) if c.agentive
    ]
    starts += [e.span.start for e in frame.events if not e.is_verb and _is_carried_out(document, actor, e)]
    for start in sorted(starts):
        gap = document.text[actor.span.end : start].lower() if start >= actor.span.end else None
        if (
            gap is None
            or len(gap) > 90
            or any(other.span.start > actor.span.end and other.span.end <= start for other in frame.actors if may_act(other))
        ):
            continue
        words = gap.replace(",", " , ").split()
        if _wards_off(gap, next((e for e in frame.events if e.span.start == start), None)):
            continue
        if not _SPEECH.isdisjoint(words) and {"to", "it", "they"}.isdisjoint(words):
            continue  # "the ministry says that an air strike killed": the speaker is no agent
        if {"is", "are", "was", "were", "been", "be", ";", "by", "against"} & set(words[-3:]) or (
            {"killed", "injured", "wounded"} & set(words[:4]) and "by" in words
        ):
            continue
        return len(words) <= 12
    return False


def _cue_start(document: Document, frame: Frame, at: int) -> int:
    context = frame.claims[at]
    return document.sentences[context.sentence].tokens[context.cue].start


def _is_carried_out(document: Document, actor: ActorMention, event: EventMention) -> bool:
    gap = document.text[actor.span.end : event.span.start].lower().split()
    return 0 < len(gap) <= (12 if "orders" in gap or "ordered" in gap else 5) and any(
        word
        in (
            "launch",
            "launches",
            "launched",
            "carried",
            "carry",
            "carries",
            "conduct",
            "conducts",
            "conducted",
            "launching",
            "perpetrates",
            "perpetrated",
            "stage",
            "staged",
            "mounted",
            "orders",
            "ordered",
        )
        for word in gap
    )


def may_act(actor: ActorMention) -> bool:
    """Whether an actor is of a kind that can have done it."""
    return actor.value.kind is None or actor.value.kind in AGENT_KINDS
