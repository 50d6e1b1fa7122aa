"""Takes a report's claims, events and mentions; gives frames: what one clause tells, with its place, time and status cues. Never joins frames."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from tollbook.link.frame import Frame
from tollbook.link.places_together import of_the_whole, widened
from tollbook.link.status import TOLL_RULES, status_of
from tollbook.link.weigh import WEAK_TOTALS, is_untold, weigh_status
from tollbook.model.incident import Status
from tollbook.model.mention import (
    ClaimContext,
    DateMention,
    EventMention,
    Extraction,
    Mentions,
    PlaceMention,
    ResponsibilityMention,
)
from tollbook.model.text import Span
from tollbook.text.document import Document, Sentence

ANSWER = "it answers the event told before it"
"""The cue of a clause that tells what was done in response, which is never more of the same event."""
_LOCATION_ROLES = ("location", "dateline")


def find_frames(document: Document, extraction: Extraction, mentions: Mentions) -> tuple[Frame, ...]:
    """The frames of the report in text order; sentences that tell of no event and no harm give none."""
    frames: list[Frame] = []
    for sentence in document.sentences:
        claims = tuple(c for c in extraction.claims if c.sentence == sentence.index)
        events = tuple(e for e in extraction.events if e.sentence == sentence.index and not is_untold(e.telling))
        responsibilities = tuple(r for r in extraction.responsibilities if r.sentence == sentence.index)
        if not claims and not events and not responsibilities:
            continue
        for start, end in _clauses(sentence, claims, events, mentions):
            frame = _frame(document, sentence, (start, end), (claims, events, responsibilities), mentions)
            told = _split_by_status(document, frame, alone=extraction.alone)
            answers = start > sentence.start and start == _answer(sentence, claims, events)
            frames.extend(replace(one, cue=ANSWER) if answers and one.status == "new" else one for one in told)
    return tuple(frame for frame in frames if frame.claims or frame.events or frame.responsibilities)


def _answer(sentence: Sentence, claims: tuple[ClaimContext, ...], events: tuple[EventMention, ...]) -> int | None:
    """Where the answer begins in "In response to an attack that killed four, the army bombs ...": behind the comma, the figure being the attack's."""
    lowers = sentence.lowers()
    if lowers[:2] != ("in", "response") and lowers[:2] != ("in", "retaliation") and lowers[:2] != ("in", "revenge"):
        return None
    for token in sentence.tokens:
        if token.text != "," or not any(claim.claim.span.end <= token.start for claim in claims):
            continue
        before = any(event.span.end <= token.start for event in events)
        if before and any(event.span.start >= token.end for event in events):
            return token.end + 1
    return None


def _clauses(
    sentence: Sentence, claims: tuple[ClaimContext, ...], events: tuple[EventMention, ...], mentions: Mentions
) -> list[tuple[int, int]]:
    """The sentence, cut where a new clause brings its own figures and its own place ("while", ";", "and in Hama")."""
    cuts = [token.start for token in sentence.tokens if token.lower in ("while", "whereas", ";", "meanwhile") and token.index > 2]
    cuts.extend(_coordinated_places(sentence, claims, mentions))
    answer = _answer(sentence, claims, events)
    if answer is not None:
        cuts.append(answer)
    starts = [sentence.start, *sorted(set(cuts))]
    clauses = list(zip(starts, [*starts[1:], sentence.end], strict=True))
    kept: list[tuple[int, int]] = []
    for start, end in clauses:
        if kept and start != answer and not _stands_alone((start, end), kept[-1], claims, mentions):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _coordinated_places(sentence: Sentence, claims: tuple[ClaimContext, ...], mentions: Mentions) -> list[int]:
    """Starts of claims that a conjunction joins to an earlier claim after that one's own place."""
    cuts: list[int] = []
    for before, after in pairwise(claims):
        between = [t.lower for t in sentence.tokens[before.last : after.first]]
        place = [p for p in mentions.places if before.claim.span.end <= p.span.start < after.claim.span.start and p.role in _LOCATION_ROLES]
        if place and between and between[-1] in ("and", ",") and after.claim.field == before.claim.field and after.claim.subset_of is None:
            cuts.append(after.claim.span.start)
    return cuts


def _stands_alone(clause: tuple[int, int], before: tuple[int, int], claims: tuple[ClaimContext, ...], mentions: Mentions) -> bool:
    own = {_key(p) for p in mentions.places if clause[0] <= p.span.start < clause[1] and p.role in _LOCATION_ROLES}
    theirs = {_key(p) for p in mentions.places if before[0] <= p.span.start < before[1] and p.role in _LOCATION_ROLES}
    counted = any(clause[0] <= c.claim.span.start < clause[1] for c in claims) and any(
        before[0] <= c.claim.span.start < before[1] for c in claims
    )
    return counted and bool(own) and bool(theirs) and not own & theirs


def _key(place: PlaceMention) -> str:
    return place.value.name or place.span.quote


def _frame(
    document: Document,
    sentence: Sentence,
    clause: tuple[int, int],
    told: tuple[tuple[ClaimContext, ...], tuple[EventMention, ...], tuple[ResponsibilityMention, ...]],
    mentions: Mentions,
) -> Frame:
    start, end = clause
    claims, events, responsibilities = told

    def inside(offset: int) -> bool:
        return start <= offset < end

    own_events = tuple(e for e in events if inside(e.span.start))
    own_claims = tuple(c for c in claims if inside(c.claim.span.start))
    return Frame(
        sentence=sentence.index,
        start=start,
        end=end,
        claims=own_claims,
        events=own_events,
        places=_of_the_event(
            document,
            widened(document, own_claims, of_the_whole(document, _locations(mentions.places, clause, responsibilities))),
            [e.span.start for e in own_events] + [document.sentences[c.sentence].tokens[c.cue].start for c in own_claims],
            mentions,
        ),
        dates=tuple(d for d in mentions.dates if inside(d.span.start) and not _dates_another(document, d, own_events, own_claims)),
        actors=tuple(a for a in mentions.actors if inside(a.span.start)),
        responsibilities=tuple(r for r in responsibilities if inside(r.cue.start)),
        status="new",
        cue="",
        is_title=document.block(sentence).kind == "title",
        is_heading=document.block(sentence).kind == "heading",
        reached=_is_reached(sentence),
    )


def _locations(
    places: tuple[PlaceMention, ...], clause: tuple[int, int], responsibilities: tuple[ResponsibilityMention, ...]
) -> tuple[PlaceMention, ...]:
    inside = (place for place in places if clause[0] <= place.span.start < clause[1])
    return tuple(place for place in inside if place.role in _LOCATION_ROLES or _names_event(place, responsibilities))


_HERE, _ELSEWHERE = 0.6, 0.2


_LAND = re.compile(r"\s(?:airspace|territory|soil|skies)\b")
"""Behind an adjective of a nation these make it a place, which the learned part was never shown."""


def _of_the_event(document: Document, places: tuple[PlaceMention, ...], words: list[int], mentions: Mentions) -> tuple[PlaceMention, ...]:
    """The places of a clause without those that the learned part reads as another event's, when it is sure of one that stays."""
    shares: dict[int, float] = {}
    for word in words:
        for start, share in mentions.happened.get(word, {}).items():
            shares[start] = max(share, shares.get(start, 0.0))
    if not any(shares.get(place.span.start, 0.0) >= _HERE for place in places):
        return places
    return tuple(place for place in places if shares.get(place.span.start, 1.0) >= _ELSEWHERE or _LAND.match(document.text, place.span.end))


_REACHED = frozenset(
    "reached reach reaches agreed agree agrees signed signs sign brokered announced announces concluded struck took takes enters entered accepted "
    "accepts extended extends began begins effect".split()
)
_OPEN = frozenset(
    "ready possible hopes hope calls called call urged urges could would may might if towards proposed proposes seek-out".split()
)


def _is_reached(sentence: Sentence) -> bool:
    """Whether the sentence tells of something agreed, not of a wish for it."""
    lowers = sentence.lowers()
    words = set(lowers)
    wished = set(lowers[: lowers.index("which")] if "which" in lowers else lowers) & _OPEN  # "a deal, which calls for": the deal stands
    declared = _DECLARED.search(" ".join(lowers)) is not None
    return ((bool(words & _REACHED) or declared) and not wished) or "under" in words


_DECLARED = re.compile(
    r"\b(?:announce|announced|declare|declares|declared) (?:a|an|the) (?:[\w-]+ ){0,4}(?:ceasefire|truce|agreement|deal|pause)\b"
)


def _dates_another(document: Document, date: DateMention, events: tuple[EventMention, ...], claims: tuple[ClaimContext, ...]) -> bool:
    """Whether the date belongs to an event that the clause only mentions: "despite a deal after the 2024 invasion", "the massacre in 2023"."""
    if (len(events) < 2 and not claims) or not events:
        return False
    point = claims[0].claim.span.start if claims else events[0].span.start
    main = min(events, key=lambda e: (abs(e.span.start - point), e.span.start))
    nearest = min(events, key=lambda e: min(abs(e.span.start - date.span.end), abs(date.span.start - e.span.end)))
    left, right = sorted((nearest.span, date.span), key=lambda span: span.start)
    gap = document.text[left.end : right.start]
    related = left.overlaps(right) or (len(gap) <= 30 and "," not in gap and ";" not in gap)
    return nearest is not main and related and (nearest.definite or _is_earlier(document, main, nearest))


_EARLIER = re.compile(r"\b(?:after|following|since)\b[^,;]*\b(?:previously|earlier|another|previous)\b|\bhaving\b", re.I)


def _is_earlier(document: Document, main: EventMention, other: EventMention) -> bool:
    """ "seizes a tanker after previously seizing another last week": the text says that the other event came before."""
    return main.span.end < other.span.start and _EARLIER.search(document.text[main.span.end : other.span.end]) is not None


def _names_event(place: PlaceMention, responsibilities: tuple[ResponsibilityMention, ...]) -> bool:
    """'it carried out the Damascus blasts': the place tells which event is meant."""
    return any(r.event is not None and r.event.contains(place.span) for r in responsibilities)


def _split_by_status(document: Document, frame: Frame, *, alone: bool) -> list[Frame]:
    """One frame per status: a sentence may tell today's dead and the total since the war began."""
    if len(frame.claims) < 2:
        end = (
            _boundary(document, frame.claims[0].claim.span.end, frame.end) if frame.claims and _brings_total(document, frame) else frame.end
        )
        telling = frame.claims[0].telling if frame.claims else None
        status, cue = weigh_status(status_of(document, frame, frame.start, end), telling, alone=alone)
        return [_with(frame, status, cue)]
    told = _tellings(document, frame, alone=alone)
    groups: dict[tuple[Status, str], list[ClaimContext]] = {}
    for context in frame.claims:
        groups.setdefault(told[context.claim.id], []).append(context)
    main = told[frame.claims[0].claim.id]
    return [_of_status(frame, key[0], tuple(claims), key[1], is_main=key == main) for key, claims in groups.items()]


def _tellings(document: Document, frame: Frame, *, alone: bool) -> dict[str, tuple[Status, str]]:
    """Status and cue of each claim of a frame: parts follow their whole, claims of one verb share theirs, and a trailing phrase counts for all before it."""
    claims = frame.claims
    own: list[tuple[Status, str]] = []
    bare: list[bool] = []
    for at, context in enumerate(claims):
        start = frame.start if at == 0 else _boundary(document, claims[at - 1].claim.span.end, context.claim.span.start)
        following = next((c for c in claims[at + 1 :] if c.cue != context.cue), None)
        end = frame.end if following is None else _boundary(document, context.claim.span.end, following.claim.span.start)
        own.append(status_of(document, frame, start, end))
        bare.append(not any(start <= event.span.start < end for event in frame.events))
    for at in range(len(claims) - 2, -1, -1):
        shares = claims[at].cue == claims[at + 1].cue
        trailing = bare[at] and own[at][0] == "new" and claims[at + 1].claim.rule not in TOLL_RULES and own[at + 1][0] == "aggregate"
        part = claims[at + 1].claim.subset_of == claims[at].claim.id and own[at][0] == "new" and own[at + 1][0] == "aggregate"
        if shares or trailing or part:
            own[at] = own[at + 1]
    for at in range(1, len(claims)):
        if bare[at] and own[at][0] == "new" and own[at - 1][1].startswith(WEAK_TOTALS) and claims[at].claim.rule not in TOLL_RULES:
            own[at] = own[at - 1]  # "four strikes, killing one person and injuring several others"
    told: dict[str, tuple[Status, str]] = {}
    for context, by_rule in zip(claims, own, strict=True):
        weighed = weigh_status(by_rule, context.telling, alone=alone)
        told[context.claim.id] = told.get(context.claim.subset_of or "", weighed)
    return told


def _of_status(frame: Frame, status: Status, claims: tuple[ClaimContext, ...], cue: str, *, is_main: bool) -> Frame:
    """The part of a frame that has one status: its claims and the dates that stand nearest to them; events stay with the main part."""
    dates = tuple(date for date in frame.dates if _nearest_claim(date.span, frame.claims) in claims)
    own = replace(frame, claims=claims, dates=dates, status=status, cue=cue)
    if is_main:
        return own
    events = tuple(event for event in frame.events if _nearest_claim(event.span, frame.claims) in claims) if status == "aggregate" else ()
    return replace(own, start=claims[0].claim.span.start, end=claims[-1].claim.span.end, events=events, responsibilities=())


def _nearest_claim(phrase: Span, claims: tuple[ClaimContext, ...]) -> ClaimContext:
    def distance(context: ClaimContext) -> int:
        span = context.claim.span
        return max(phrase.start - span.end, span.start - phrase.end)

    return min(claims, key=distance)


def _brings_total(document: Document, frame: Frame) -> bool:
    """'..., bringing the total to' tells of a total that is no claim of the clause's own figure."""
    tail = document.text[frame.claims[-1].claim.span.end : frame.end]
    return any(opener in tail for opener in (" bringing ", " raising ", " taking ", " pushing "))


def _boundary(document: Document, left: int, right: int) -> int:
    """Where the words between two claims part: at the last comma, semicolon or "and", else at the second claim."""
    gap = document.text[left:right]
    for opener in (" bringing ", " raising ", " taking ", " pushing ", " totaling ", " totalling "):
        if opener in gap:
            return left + gap.index(opener)
    at = max(gap.rfind(","), gap.rfind(";"), gap.rfind(" and "), gap.rfind(" bringing "), gap.rfind(" – "))
    return right if at < 0 else left + at


def _with(frame: Frame, status: Status, cue: str, claims: tuple[ClaimContext, ...] | None = None) -> Frame:
    return replace(frame, claims=frame.claims if claims is None else claims, status=status, cue=cue)
