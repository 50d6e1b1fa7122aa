"""Takes a sketch; gives place, date, claimants, accusations, targets and weapons from the words that say them. No silent fall-back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from tollbook.lexicon.load import table
from tollbook.link.agents import AGENT_KINDS, hedged_by, key_of, may_act
from tollbook.link.frame import Frame
from tollbook.link.places_together import joined
from tollbook.link.sketch import Sketch
from tollbook.model.incident import Accusation, ActorValue, DateValue, PlaceValue
from tollbook.model.mention import DateMention, Mentions, PlaceMention
from tollbook.model.text import Span
from tollbook.text.document import Document

_SPECIFIC = {"exact": 1, "near": 1, "area": 2, "admin2": 2, "admin1": 3, "country": 4, "unknown": 5}


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
        return _land_of(document, frame, mentions)
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


_THE_LAND = re.compile(
    r"\b(?:over|in|at|on|across|into|inside|against) (?:the (?:whole )?country\b|its (?:own )?(?:airspace|territory|soil)\b)|\bcoup\b", re.I
)


def _land_of(document: Document, frame: Frame, mentions: Mentions) -> PlaceValue | None:
    """ "over the country", "in its airspace", "a coup": the land of whoever the sentence names first."""
    told = _THE_LAND.search(document.text, frame.start, frame.end)
    if told is None or not frame.events:
        return None
    first = next((p for p in mentions.places if frame.start <= p.span.start < frame.end and p.value.precision == "country"), None)
    if first is None or (first.span.start > told.start() and "coup" not in told.group()):
        return None
    return replace(first.value, reason=f"“{told.group()}” is that of {first.span.quote}, named first; {first.value.reason}")


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
    if published is None or sketch.status not in ("new", "mentioned"):
        return None
    reason = "the report names no day for it; it was not after the day of publication"
    return DateValue(f"../{published.isoformat()}", None, published, "unknown", "publication", None, "publication_bound", reason)


def _is_future(document: Document, date: DateMention) -> bool:
    published = document.report.published
    return published is not None and date.value.start is not None and date.value.start > published


def _nearness(frame: Frame, date: DateMention) -> int:
    points = [e.span.start for e in frame.events] + [c.claim.span.start for c in frame.claims]
    return min((abs(point - date.span.start) for point in points), default=10**6)


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
                denying.add(key_of(actor))
            else:
                found.setdefault(key_of(actor), actor)
    return tuple(actor for key, actor in found.items() if key not in denying)


def accusations_of(document: Document, sketch: Sketch, mentions: Mentions) -> tuple[Accusation, ...]:
    """Whom somebody accuses of it, and who accuses; nobody but the outlet where it is "allegedly" so."""
    found: dict[tuple[str, int], Accusation] = {}
    for frame in sketch.frames:
        for told in frame.actors:
            hedge = hedged_by(document, frame, told)
            if hedge is not None:
                found.setdefault((key_of(told.value), hedge.who.start if hedge.who else -1), Accusation(told.value, hedge.who))
        for mention in frame.responsibilities:
            if mention.kind == "accuses" and mention.accused is not None:
                actor = _actor_at(mention.accused, mentions)
                found.setdefault((key_of(actor), mention.who.start if mention.who else -1), Accusation(actor, mention.who))
    return tuple(found.values())


_A_GROUP = frozenset("group militants rebels organisation organization fighters movement militia".split())
_STANDS_FOR = _A_GROUP | {"it", "they", "he", "its"}
_STATES = frozenset({"state_force", "police", "government", "coalition", "peacekeepers"})


_SPEAKER = r"spokes(?:man|woman|person|people)"
_SPOKESPERSON = re.compile(rf"^(?:a |the |its )?{_SPEAKER}(?: for| of) (?=\w)|['’]s? (?:chief |military |official )?{_SPEAKER}$")
"""Words that make a group's speaker of it: "a spokesman for the group", "the group's spokesman"."""


def _actor_at(span: Span, mentions: Mentions, *, follow: bool = False) -> ActorValue:
    """The listed actor that the span names, else the span's own words as an actor that is on no list."""
    inside = [m for m in mentions.actors if m.span.overlaps(span)]
    if inside:
        best = max(inside, key=lambda m: (m.value.actor is not None, m.span.end - m.span.start, -m.span.start))
        if best.value.actor is not None or not follow:
            return best.value
    last = (_SPOKESPERSON.sub("", span.quote.lower()).split() or [""])[-1]
    if follow and last in _STANDS_FOR:
        barred = _STATES if last in _A_GROUP else frozenset()
        earlier = [
            m for m in mentions.actors if m.span.end <= span.start and m.value.actor is not None and m.value.kind in AGENT_KINDS - barred
        ]
        if earlier:
            return replace(earlier[-1].value, reason=f"“{span.quote}” stands for {earlier[-1].span.quote}; {earlier[-1].value.reason}")
    return ActorValue(span, span.quote, None, None, None, "named in the text; not on the actor list")


def targets_of(document: Document, sketch: Sketch, perpetrators: tuple[ActorValue, ...]) -> tuple[ActorValue, ...]:
    """Actors that were attacked: after "on", "against", "targeting" or a harm verb."""
    acting = {key_of(actor) for actor in perpetrators}
    found: dict[str, ActorValue] = {}
    for frame in sketch.frames:
        if not frame.events and not frame.claims:
            continue
        for actor in frame.actors:
            name = key_of(actor.value)
            before = document.text[max(frame.start, actor.span.start - 28) : actor.span.start].lower().split()
            harmed = may_act(actor) and any(c.claim.span.overlaps(actor.span) for c in frame.claims)
            harmed = harmed or (actor.value.actor is not None and any(c.claim.span.overlaps(actor.span) for c in frame.claims))
            speaks = any(c.claim.said_by is not None and c.claim.said_by.overlaps(actor.span) for c in frame.claims)
            if actor.value.kind in ("civilians", "media", "news_agency") or speaks:
                continue
            if name not in acting and (harmed or _is_aimed_at(before[-3:])):
                found.setdefault(name, actor.value)
    return tuple(found.values())


_AIMS = frozenset("against targeting targeted attacked attack attacks struck hit on with between".split())


def _is_aimed_at(before: list[str]) -> bool:
    """Whether the last words before an actor aim at it: "an attack on the army", not "on Monday, police said"."""
    return any(word in _AIMS and not any(later.endswith((",", ";", ".")) for later in before[at:]) for at, word in enumerate(before))


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
