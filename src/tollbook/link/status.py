"""Takes the words of a clause with its claims, events, dates and places; says whether they tell of something new, of an earlier event or of a total.
Reads lexicon/en/events.yaml; joins nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from tollbook.lexicon.load import table
from tollbook.link.frame import Frame
from tollbook.link.weigh import RESPONSE, SEVERAL_PLACES, WEAK_TOTALS
from tollbook.model.incident import Status
from tollbook.model.mention import DateMention, EventMention
from tollbook.text.document import Document

TOLL_RULES = ("toll_noun", "counted_number", "counted_harm_noun")
"""Rules that read a running toll, which often counts more than one incident."""
_PERIOD = re.compile(r" since (?:the|its|their|his|a|an) \w+")


def status_of(document: Document, frame: Frame, start: int, end: int) -> tuple[Status, str]:
    """Whether the words start..end tell of something new, of an earlier event, or of a total, with the cue that says so."""
    lowered = f" {' '.join(document.text[start:end].lower().split())} "
    cues = table("en", "events.yaml")
    has_claims = any(start <= c.claim.span.start < end for c in frame.claims)
    dates = [d for d in frame.dates if start <= d.span.start < end]
    within = replace(frame, events=_within(frame, start, end), claims=tuple(c for c in frame.claims if start <= c.claim.span.start < end))
    aggregate = _aggregate_cue(document, within, lowered, dates, cues) if has_claims else ""
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
    scope = "" if ranked else _scope_cue(frame, lowered)
    if scope:
        return scope
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
        elif date.value.precision == "month" and _tells_month(document, frame, date):
            return f"“{date.span.quote}” counts a month"
        elif date.value.precision == "year" and start is not None and published is not None and start.year == published.year:
            return f"“{date.span.quote}” counts a year"
    if " since " in lowered and any(c.claim.rule in TOLL_RULES for c in frame.claims):
        return "a toll since a day counts a period"
    whole = f" {' '.join(document.text[frame.start : frame.end].lower().split())} "
    period = _PERIOD.search(lowered)
    return f"“{period.group().strip()}” opens a period" if period and (" have " in whole or " has " in whole) else ""


def _tells_month(document: Document, frame: Frame, date: DateMention) -> bool:
    """'the group has killed 319 civilians in July': a month in full with a perfect tense and a figure of many."""
    words = document.text[frame.start : frame.end].lower().split()
    many = any((c.claim.min or 0) >= 10 for c in frame.claims)
    part = any(word in date.span.quote.lower().split() for word in ("early", "mid", "late", "earlier", "later"))
    return many and not part and ("have" in words or "has" in words)


def _scope_cue(frame: Frame, lowered: str) -> str:
    """What only several incidents fill: a whole war ("have been killed in the civil war"), a span of days or more ("in the past two weeks", "in three years
    of fighting"), a figure that a sentence brings "to 158 the number of", more dead than any one attack makes."""
    told = " have " in lowered or " has " in lowered or " had " in lowered
    whole = _scopes()["war"].search(lowered) if told else None
    if whole is not None:
        return f"“{whole.group().strip()}” is a whole conflict"
    span = _scopes()["span"].search(lowered)
    if span is not None and not _RANKED.search(lowered[: span.start()]):
        return f"“{span.group().strip()}” is a period"
    if _BROUGHT.search(lowered) and any(c.claim.rule == "counted_number" for c in frame.claims):
        return "a figure that is brought to a number counts earlier incidents too"
    most = max((c.claim.min or 0 for c in frame.claims if c.claim.field == "killed"), default=0)
    if most >= MOST and not set(lowered.split()) & _scopes_words():
        return f"{most:,} dead are more than any one attack makes"
    return ""


MOST = 10_000
"""From so many dead on, a figure is a total of a conflict; disasters are excepted."""
_RANKED = re.compile(r"\b(?:first|second|third|fourth|fifth|latest|deadliest|largest|worst|heaviest|biggest|bloodiest)\b")
_BROUGHT = re.compile(r"\b(?:bring|bringing|brings|brought|raise|raising|raises|raised|taking|takes) (?:to|up to) [\d,]+ the ")


@cache
def _scopes() -> dict[str, re.Pattern[str]]:
    words = table("en", "events.yaml")["scopes"]
    wars, fights = "|".join(words["conflicts"]), "|".join(words["fighting"])
    number = rf"(?:\d+|{'|'.join(words['numbers'])})"
    units = "days|weeks|months|years|decades"
    some = r"(?:[\w'’,-]+ ){0,4}?"
    about = "(?:just |only |the |less than |more than |nearly |almost |about )*"
    whose = r"(?:the|its|this|their|an?|[\w-]+(?:['’]s?| s))"
    told = "killed|claimed|left|cost|displaced|forced|driven"
    wars_ = (
        rf" (?:in|during|throughout|of|by) {whose} ?{some}(?:{wars})(?= ?[.,;:)]| (?:that|which|since|in|and|so|as|between|with|over) )",
        rf" (?:{wars}) (?:that )?(?:has|have|had) (?:also )?(?:{told})",
    )
    spans = (
        rf" (?:in|over|during|within|for) {about}(?:last|past|previous) (?:{number} )?(?:{units}|week|month|year)\b",
        rf" (?:in|over|during|within) {about}{number} (?:{units})(?= ?[.,;:)]| (?:as|according|in|by|said) )",
        rf" (?:{number} |{number}-)?(?:weeks|months|years|week|month|year) of (?:{some})?(?:{fights})\b",
        rf" in recent (?:{some})?(?:{fights})\b",
        r" (?:have|has) (?:also |reportedly )?recently ",
        r" this (?:week|month) alone\b",
        r" in the days (?:after|since|following)\b",
        r" every (?:day|week|month)\b",
        r" (?:day['’]s|week['’]s|month['’]s|weekend) (?:violence|clashes|fighting|encounters)\b",
    )
    return {"war": re.compile("|".join(wars_)), "span": re.compile("|".join(spans))}


@cache
def _scopes_words() -> frozenset[str]:
    return frozenset(table("en", "events.yaml")["scopes"]["disasters"])


_SUPERLATIVE = re.compile(r"\b(?:deadliest|largest|first|worst|heaviest|biggest|bloodiest)\b[^.]{0,90} since ")
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
    ago = _AGO.search(lowered)
    if ago is not None:
        return f"“{ago.group().strip()}”"
    for cue in cues["background"]:
        if cue == "earlier" and _SAME_DAY.search(lowered):
            continue
        if f" {cue} " in lowered or f" {cue}," in lowered or f" {cue}." in lowered:
            return f"“{cue}”"
    return ""


_AGO = re.compile(
    r" (?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few|some) "
    r"(?:(?:days|weeks|months|years|week|month|year|day) (?:earlier|before|prior)|(?:weeks|months|years|week|month|year) ago)\b"
)
_SAME_DAY = re.compile(
    r" earlier (?:today|in the (?:day|morning|evening)|on|that|this (?:day|morning|evening)|sunday|monday|tuesday|wednesday|thursday|friday|saturday|,)"
)
