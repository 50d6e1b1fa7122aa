"""Takes a report's claims, events and mentions; gives frames: what one clause tells, with its place, time and status cues. Never joins frames."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from tollbook.lexicon.load import table
from tollbook.link.weigh import RESPONSE, SEVERAL_PLACES, WEAK_TOTALS, is_untold, weigh_status
from tollbook.model.incident import Status
from tollbook.model.mention import (
    ActorMention,
    ClaimContext,
    DateMention,
    EventMention,
    Extraction,
    Mentions,
    PlaceMention,
    ResponsibilityMention,
)
from tollbook.text.document import Document, Sentence

_PERIOD = re.compile(r" since (?:the|its|their|his|a|an) \w+")
_TOLL_RULES = ("toll_noun", "counted_number", "counted_harm_noun")
_LOCATION_ROLES = ("location", "dateline")


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause that tells of harm or of an event. Offsets start..end are the clause's; `places` are locations only, in text order."""

    sentence: int
    start: int
    end: int
    claims: tuple[ClaimContext, ...]
    events: tuple[EventMention, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    actors: tuple[ActorMention, ...]
    responsibilities: tuple[ResponsibilityMention, ...]
    status: Status
    cue: str
    is_title: bool
    is_heading: bool
    reached: bool


def find_frames(document: Document, extraction: Extraction, mentions: Mentions) -> tuple[Frame, ...]:
    """The frames of the report in text order; sentences that tell of no event and no harm give none."""
    frames: list[Frame] = []
    for sentence in document.sentences:
        claims = tuple(c for c in extraction.claims if c.sentence == sentence.index)
        events = tuple(e for e in extraction.events if e.sentence == sentence.index and not is_untold(e.telling))
        responsibilities = tuple(r for r in extraction.responsibilities if r.sentence == sentence.index)
        if not claims and not events and not responsibilities:
            continue
        for start, end in _clauses(sentence, claims, mentions):
            frame = _frame(document, sentence, (start, end), (claims, events, responsibilities), mentions)
            frames.extend(_split_by_status(document, frame, alone=extraction.alone))
    return tuple(frame for frame in frames if frame.claims or frame.events or frame.responsibilities)


def _clauses(sentence: Sentence, claims: tuple[ClaimContext, ...], mentions: Mentions) -> list[tuple[int, int]]:
    """The sentence, cut where a new clause brings its own figures and its own place ("while", ";", "and in Hama")."""
    cuts = [token.start for token in sentence.tokens if token.lower in ("while", "whereas", ";", "meanwhile") and token.index > 2]
    cuts.extend(_coordinated_places(sentence, claims, mentions))
    starts = [sentence.start, *sorted(set(cuts))]
    clauses = list(zip(starts, [*starts[1:], sentence.end], strict=True))
    kept: list[tuple[int, int]] = []
    for start, end in clauses:
        if kept and not _stands_alone((start, end), kept[-1], claims, mentions):
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
        places=tuple(
            p for p in mentions.places if inside(p.span.start) and (p.role in _LOCATION_ROLES or _names_event(p, responsibilities))
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


_REACHED = frozenset(
    "reached reach reaches agreed agree agrees signed signs sign brokered announced announces concluded struck took takes enters entered accepted "
    "accepts extended extends began begins".split()
)
_OPEN = frozenset(
    "ready possible hopes hope calls called call urged urges could would may might if towards proposed proposes seek-out".split()
)


def _is_reached(sentence: Sentence) -> bool:
    """Whether the sentence tells of something agreed, not of a wish for it."""
    words = set(sentence.lowers())
    return (bool(words & _REACHED) and not words & _OPEN) or "under" in words


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
    return nearest is not main and nearest.definite and related


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
        trailing = bare[at] and own[at][0] == "new" and claims[at + 1].claim.rule not in _TOLL_RULES and own[at + 1][0] == "aggregate"
        if shares or trailing:
            own[at] = own[at + 1]
    for at in range(1, len(claims)):
        if bare[at] and own[at][0] == "new" and own[at - 1][1].startswith(WEAK_TOTALS) and claims[at].claim.rule not in _TOLL_RULES:
            own[at] = own[at - 1]  # "four strikes, killing one person and injuring several others"
    told: dict[str, tuple[Status, str]] = {}
    for context, by_rule in zip(claims, own, strict=True):
        weighed = weigh_status(by_rule, context.telling, alone=alone)
        told[context.claim.id] = told.get(context.claim.subset_of or "", weighed)
    return told


def _of_status(frame: Frame, status: Status, claims: tuple[ClaimContext, ...], cue: str, *, is_main: bool) -> Frame:
    """The part of a frame that has one status: its claims and the dates that stand nearest to them; events stay with the main part."""
    dates = tuple(date for date in frame.dates if _nearest(date, frame.claims) in claims)
    own = replace(frame, claims=claims, dates=dates, status=status, cue=cue)
    if is_main:
        return own
    return replace(own, start=claims[0].claim.span.start, end=claims[-1].claim.span.end, events=(), responsibilities=())


def _nearest(date: DateMention, claims: tuple[ClaimContext, ...]) -> ClaimContext:
    def distance(context: ClaimContext) -> int:
        span = context.claim.span
        return max(date.span.start - span.end, span.start - date.span.end)

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


def status_of(document: Document, frame: Frame, start: int, end: int) -> tuple[Status, str]:
    """Whether the words start..end tell of something new, of an earlier event, or of a total, with the cue that says so."""
    lowered = f" {' '.join(document.text[start:end].lower().split())} "
    cues = table("en", "events.yaml")
    has_claims = any(start <= c.claim.span.start < end for c in frame.claims)
    dates = [d for d in frame.dates if start <= d.span.start < end]
    aggregate = _aggregate_cue(document, replace(frame, events=_within(frame, start, end)), lowered, dates, cues) if has_claims else ""
    background = _background_cue(document, lowered, dates, cues, has_claims) or _response_cue(document, frame, start, end, cues)
    if aggregate and not (background and aggregate.startswith(WEAK_TOTALS)):
        return "aggregate", aggregate
    return ("background", background) if background else ("new", "")


def _within(frame: Frame, start: int, end: int) -> tuple[EventMention, ...]:
    return tuple(event for event in frame.events if start <= event.span.start < end)


def _aggregate_cue(document: Document, frame: Frame, lowered: str, dates: list[DateMention], cues: dict[str, list[str]]) -> str:
    """Why the words tell a total, or nothing: a period opened by "since", a year, a word of totals, counted attacks, several places."""
    short = any(d.value.start and d.value.end and (d.value.end - d.value.start).days <= 2 for d in dates)
    ranked = _SUPERLATIVE.search(lowered) is not None  # "one of the deadliest strikes since the war began" is no total
    period = "" if ranked else _period_cue(document, frame, lowered, dates)
    if period and not (short and "since" not in period):
        return period
    for cue in cues["aggregate"]:
        if (short and cue in ("over the past", "over the last", "in recent days")) or (ranked and "since" in cue):
            continue
        if f" {cue} " in lowered or f" {cue}," in lowered or f" {cue}." in lowered:
            return f"“{cue}”"
    counted = _counted_attacks(frame)
    if counted:
        return f"{WEAK_TOTALS[0]} {counted}"
    joined = _joined_locations(document, frame)
    return f"{SEVERAL_PLACES}: {joined}" if joined else ""


def _period_cue(document: Document, frame: Frame, lowered: str, dates: list[DateMention]) -> str:
    """ "since March" opened more than two days ago, "since the war began" with a perfect tense, "in 2025" said in 2025."""
    published = document.report.published
    for date in dates:
        before = document.text[max(0, date.span.start - 12) : date.span.start].lower().rstrip()
        start = date.value.start
        if date.span.quote.lower().startswith("since") or before.endswith("since"):
            if start is None or published is None or (published - start).days > 2:
                return f"“{date.span.quote}” opens a period (since)"
        elif date.value.precision == "year" and start is not None and published is not None and start.year == published.year:
            return f"“{date.span.quote}” counts a year"
    if " since " in lowered and any(c.claim.rule in _TOLL_RULES for c in frame.claims):
        return "a toll since a day counts a period"
    whole = f" {' '.join(document.text[frame.start : frame.end].lower().split())} "
    period = _PERIOD.search(lowered)
    return f"“{period.group().strip()}” opens a period" if period and (" have " in whole or " has " in whole) else ""


_SUPERLATIVE = re.compile(r"\b(?:deadliest|largest|first|worst|heaviest|biggest|bloodiest)\b[^.]{0,50} since ")
_ATTACKS = frozenset(
    "attacks strikes airstrikes raids shootings massacres clashes ambushes incidents bombings killings assaults stabbings".split()
)
_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen fifteen nineteen twenty several multiple fifty".split()
) - {"several", "multiple"}


def _counted_attacks(frame: Frame) -> str:
    """'killed in two attacks', 'in separate shootings': the text counts the attacks that one figure covers."""
    for event in frame.events:
        words = event.span.quote.lower().replace("-", " ").split()
        if event.is_verb or not event.plural or words[-1] not in _ATTACKS:
            continue
        if _COUNTS.intersection(words) or "separate" in words or any(word.isdigit() for word in words):
            return f"“{event.span.quote}”"
    return ""


def _joined_locations(document: Document, frame: Frame) -> str:
    """'in Homs and Damascus': one figure over places that a conjunction joins, with a plural event."""
    if not any(event.plural for event in frame.events):
        return ""
    for left, right in pairwise(frame.places):
        between = document.text[left.span.end : right.span.start].strip().lower()
        exact = left.value.precision in ("exact", "near") and right.value.precision in ("exact", "near")
        if between == "and" and exact:
            return f"{left.span.quote}, {right.span.quote}"
    return ""


def _response_cue(document: Document, frame: Frame, start: int, end: int, cues: dict[str, list[str]]) -> str:
    """'condemned the strike that killed 12', 'sentenced for the killing of two': the figure stands behind what is done about an earlier event."""
    told = [c for c in frame.claims if start <= c.claim.span.start < end]
    if not told or told[0].claim.span.start <= frame.start:
        return ""
    before = f" {' '.join(document.text[frame.start : told[0].claim.span.start].lower().split())} "
    after = max((before.rfind(f" {stop} ") for stop in ("while", "and", ";", "after")), default=-1)
    return next((f"“{cue}”{RESPONSE}" for cue in cues["responses"] if before.rfind(f" {cue} ") > after), "")


def _background_cue(document: Document, lowered: str, dates: list[DateMention], cues: dict[str, list[str]], has_claims: bool) -> str:
    published = document.report.published
    for date in dates:
        end = date.value.end
        if published is None or end is None or end >= published:
            continue
        if date.value.precision in ("month", "year", "range") or (published - end).days > 10:
            return f"“{date.span.quote}” is long before the report"
    if any(
        (published is None or d.value.end is None or (published - d.value.end).days <= 10) and not d.anaphoric and d.value.end is not None
        for d in dates
    ):
        return ""
    if not has_claims and " had " not in lowered:
        return ""
    for cue in cues["background"]:
        if f" {cue} " in lowered or f" {cue}," in lowered or f" {cue}." in lowered:
            return f"“{cue}”"
    return ""
