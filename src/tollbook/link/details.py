"""Takes a sketch; gives place, date, perpetrators, claimants, accusations, targets and weapons from the words that say them. No silent fall-back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from tollbook.lexicon.load import table
from tollbook.link.frame import Frame
from tollbook.link.places_together import joined
from tollbook.link.sketch import Sketch
from tollbook.model.incident import Accusation, ActorValue, DateValue, PlaceValue
from tollbook.model.mention import ActorMention, DateMention, EventMention, Mentions, PlaceMention
from tollbook.model.text import Span
from tollbook.text.document import Document

_SPECIFIC = {"exact": 1, "near": 1, "area": 2, "admin2": 2, "admin1": 3, "country": 4, "unknown": 5}
_AGENT_KINDS = frozenset(
    "state_force police rebel_group militia communal_militia gang_or_cartel peacekeepers coalition unidentified_armed government "
    "private_military rioters".split()
)


def place_of(document: Document, sketch: Sketch) -> PlaceValue | None:
    """The most specific location that its frames name, the earliest of equals, or all of one list; frames with figures before others."""
    if sketch.status == "aggregate":
        return _place_of_total(sketch)
    ranked: list[tuple[int, int, int, PlaceMention]] = []
    for frame in sketch.frames:
        for place in frame.places:
            rank = _SPECIFIC[place.value.precision]
            if place.value.precision == "unknown" and place.value.lat is None:
                rank = 1 if place.preposition in ("in", "at", "near", "on") else 4
            if place.role == "dateline":
                rank = 6  # where the report was filed is evidence, not an answer
            ranked.append((0 if frame.claims else 1, rank, place.span.start, place))
    if not ranked:
        return None
    has_specific_claim = any(row[0] == 0 and row[1] <= 2 for row in ranked)
    key = (lambda row: row[:3]) if has_specific_claim else (lambda row: (row[1], row[0], row[2]))
    chosen = min(ranked, key=key)[3]
    home = next(frame for frame in sketch.frames if chosen in frame.places)
    return joined(document, chosen, home.places)


_PLACE_NOUNS = frozenset(
    "district suburb city town village area neighbourhood neighborhood camp province region settlement quarter market mosque capital".split()
)


def anaphoric_place(document: Document, frame: Frame, focus: Sketch | None, mentions: Mentions) -> PlaceValue | None:
    """ "The district was hit": a definite place noun stands for the place named in the sentence before, else for that of the incident in focus."""
    if frame.places:
        return None
    lowers = document.sentences[frame.sentence].lowers()
    noun = next(
        (right for left, right in pairwise(lowers) if left in ("the", "this", "that", "same") and right in _PLACE_NOUNS),
        None,
    )
    if noun is None:
        return None
    before = document.sentences[max(0, frame.sentence - 1)]
    named = [
        p
        for p in mentions.places
        if before.start <= p.span.start < min(before.end, frame.start)
        and p.value.precision in ("exact", "near")
        and p.value.lat is not None
    ]
    if named and document.block(before).kind == "paragraph":
        place, why = named[-1].value, "named in the sentence before"
    elif focus is not None and (found := place_of(document, focus)) is not None:
        place, why = found, "the place of the incident told before"
    else:
        return None
    return replace(place, reason=f"“the {noun}” stands for {place.span.quote}, {why}; {place.reason}")


def _place_of_total(sketch: Sketch) -> PlaceValue | None:
    """A total lies in the one place that it names, or in the widest of several; several cities give no single place."""
    places = [place for frame in sketch.frames for place in frame.places]
    if not places:
        return None
    wide = [p for p in places if p.value.precision in ("country", "admin1", "area")]
    if wide:
        return wide[0].value
    names = {p.value.name or p.span.quote for p in places}
    return places[0].value if len(names) == 1 else None


def date_of(document: Document, sketch: Sketch) -> DateValue | None:
    """The day that its words name; without one, "not after the publication" with that basis said, or nothing at all."""
    dated = [
        (frame, date)
        for frame in sketch.frames
        for date in frame.dates
        if date.value.precision != "unknown" and date.value.start is not None
    ]
    usable = [(f, d) for f, d in dated if not _is_future(document, d) and (sketch.status == "aggregate" or not d.value.edtf.endswith(".."))]
    if usable:
        return min(usable, key=lambda pair: (pair[1].value.basis == "dateline", not pair[0].claims, pair[1].anaphoric, _nearness(*pair)))[
            1
        ].value
    published = document.report.published
    if published is None or sketch.status != "new":
        return None
    reason = "the report names no day for it; it was not after the day of publication"
    return DateValue(f"../{published.isoformat()}", None, published, "unknown", "publication", None, "publication_bound", reason)


def _is_future(document: Document, date: DateMention) -> bool:
    published = document.report.published
    return published is not None and date.value.start is not None and date.value.start > published


def _nearness(frame: Frame, date: DateMention) -> int:
    points = [e.span.start for e in frame.events] + [c.claim.span.start for c in frame.claims]
    return min((abs(point - date.span.start) for point in points), default=10**6)


def perpetrators_of(
    document: Document, sketch: Sketch, claimants: tuple[ActorValue, ...], credited: tuple[tuple[int, int], ...]
) -> tuple[ActorValue, ...]:
    """Actors that the text names as doing it: "Israeli air strikes", "killed by Hamas", "M23 rebels attacked".

    Whoever claims responsibility is no perpetrator by the words of a speaker alone: the claim stands as a claim.
    """
    found: dict[str, ActorValue] = {}
    claiming = {_key(actor) for actor in claimants}
    for frame in sketch.frames:
        for actor in frame.actors:
            speaks = any(r.who is not None and r.who.overlaps(actor.span) for r in frame.responsibilities)
            if speaks or not _is_agent(document, frame, actor):
                continue
            told = any(start <= actor.span.start < end for start, end in credited)
            by_word_alone = told and bool(claiming) and (actor.value.actor is None or _key(actor.value) in claiming)
            if not by_word_alone:
                found.setdefault(_key(actor.value), actor.value)
    return tuple(found.values())


def _key(actor: ActorValue) -> str:
    return actor.actor or actor.name.lower()


_NAMES = re.compile(r"(?<=[a-z] )(?:[A-Z][\w'’.]*(?:[ -](?:aligned|linked|affiliated|backed|allied|inspired))? )+$")
"""Names and "-linked" words before a noun for an armed group: "by Islamic State-linked Allied Forces | rebels"."""


def _is_agent(document: Document, frame: Frame, actor: ActorMention) -> bool:
    if actor.value.kind is not None and actor.value.kind not in _AGENT_KINDS:
        return False
    if any(actor.span.start >= c.claim.span.start and actor.span.end <= c.claim.span.end for c in frame.claims):
        return False
    before = _NAMES.sub("", document.text[max(0, actor.span.start - 70) : actor.span.start])[-24:].lower()
    if any(event.span.overlaps(actor.span) and not event.is_verb for event in frame.events):
        return actor.value.kind != "government" and not before.rstrip().endswith(("against", "on", "targeting", "of"))
    if before.rstrip().endswith(
        (" by", " by the", " by suspected", " by alleged", " by unidentified", " by members of", " by members of the", "carried out by")
    ) or before in ("by ", "by the "):
        return _by_phrase_is_agent(document, frame, actor)
    return not before.rstrip().removesuffix(" the").endswith(_AIMED_AT) and _is_subject_of_attack(document, frame, actor)


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
)


def _is_subject_of_attack(document: Document, frame: Frame, actor: ActorMention) -> bool:
    """The actor stands before an active attack or harm verb with no other actor and no passive between."""
    starts = [e.span.start for e in frame.events if e.is_verb] + [
        _cue_start(document, frame, at) for at, c in enumerate(frame.claims) if c.agentive
    ]
    starts += [e.span.start for e in frame.events if not e.is_verb and _is_carried_out(document, actor, e)]
    for start in sorted(starts):
        gap = document.text[actor.span.end : start].lower() if start >= actor.span.end else None
        if (
            gap is None
            or len(gap) > 90
            or any(other.span.start > actor.span.end and other.span.end <= start for other in frame.actors if _may_act(other))
        ):
            continue
        words = gap.replace(",", " , ").split()
        if not _SPEECH.isdisjoint(words) and "to" not in words and "it" not in words:
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
    return 0 < len(gap) <= 5 and any(
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
        )
        for word in gap
    )


def _may_act(actor: ActorMention) -> bool:
    return actor.value.kind is None or actor.value.kind in _AGENT_KINDS


def claimants_of(sketch: Sketch, mentions: Mentions) -> tuple[ActorValue, ...]:
    """Who says that it did it: claims of responsibility, never mere suspicion; whoever also denies it is left out."""
    found: dict[str, ActorValue] = {}
    denying: set[str] = set()
    for frame in sketch.frames:
        for mention in frame.responsibilities:
            if mention.who is None or mention.kind not in ("claims", "denies"):
                continue
            if mention.kind == "claims" and mention.event is None and any(c.claim.field == "perpetrators_killed" for c in frame.claims):
                continue  # "the army said it had killed 11 of the attackers" claims their death, not the attack
            actor = _actor_at(mention.who, mentions, follow=True)
            if mention.kind == "denies":
                denying.add(_key(actor))
            else:
                found.setdefault(_key(actor), actor)
    return tuple(actor for key, actor in found.items() if key not in denying)


def accusations_of(sketch: Sketch, mentions: Mentions) -> tuple[Accusation, ...]:
    """Whom somebody accuses of it, and who accuses."""
    found: dict[tuple[str, int], Accusation] = {}
    for frame in sketch.frames:
        for mention in frame.responsibilities:
            if mention.kind == "accuses" and mention.accused is not None:
                actor = _actor_at(mention.accused, mentions)
                found.setdefault((_key(actor), mention.who.start if mention.who else -1), Accusation(actor, mention.who))
    return tuple(found.values())


_STANDS_FOR = frozenset(
    "it they he the group the militants the rebels the organisation the organization its fighters the movement the militia".split()
) - {"the"}


def _actor_at(span: Span, mentions: Mentions, *, follow: bool = False) -> ActorValue:
    """The listed actor that the span names, else the span's own words as an actor that is on no list."""
    inside = [m for m in mentions.actors if m.span.overlaps(span)]
    if inside:
        best = max(inside, key=lambda m: (m.value.actor is not None, m.span.end - m.span.start, -m.span.start))
        if best.value.actor is not None or not follow:
            return best.value
    if follow and span.quote.lower().split()[-1] in _STANDS_FOR:
        earlier = [m for m in mentions.actors if m.span.end <= span.start and m.value.actor is not None and m.value.kind in _AGENT_KINDS]
        if earlier:
            return replace(earlier[-1].value, reason=f"“{span.quote}” stands for {earlier[-1].span.quote}; {earlier[-1].value.reason}")
    return ActorValue(span, span.quote, None, None, None, "named in the text; not on the actor list")


def targets_of(document: Document, sketch: Sketch, perpetrators: tuple[ActorValue, ...]) -> tuple[ActorValue, ...]:
    """Actors that were attacked: after "on", "against", "targeting" or a harm verb."""
    acting = {_key(actor) for actor in perpetrators}
    found: dict[str, ActorValue] = {}
    for frame in sketch.frames:
        if not frame.events and not frame.claims:
            continue
        for actor in frame.actors:
            name = _key(actor.value)
            before = document.text[max(frame.start, actor.span.start - 28) : actor.span.start].lower().split()
            harmed = actor.value.actor is not None and any(c.claim.span.overlaps(actor.span) for c in frame.claims)
            if actor.value.kind in ("civilians", "media", "news_agency"):
                continue
            if name not in acting and (
                harmed
                or any(
                    word in ("against", "targeting", "targeted", "attacked", "attack", "attacks", "struck", "hit", "on", "with", "between")
                    for word in before[-3:]
                )
            ):
                found.setdefault(name, actor.value)
    return tuple(found.values())


def weapons_of(document: Document, sketch: Sketch) -> tuple[Span, ...]:
    """Weapon words in its frames, each word once."""
    words = tuple(str(word) for word in table("en", "events.yaml")["weapons"])
    found: dict[str, Span] = {}
    for frame in sketch.frames:
        for sentence in document.sentences[frame.sentence : frame.sentence + 1]:
            lowers = sentence.lowers()
            for at in range(len(lowers)):
                for length in (3, 2, 1):
                    phrase = " ".join(lowers[at : at + length])
                    if phrase in words and at + length <= len(lowers):
                        span = document.span(sentence.tokens[at].start, sentence.tokens[at + length - 1].end)
                        if frame.start <= span.start < frame.end and not any(other.overlaps(span) for other in found.values()):
                            found.setdefault(phrase, span)
                        break
    return tuple(sorted(found.values(), key=lambda span: span.start))
