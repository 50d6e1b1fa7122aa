"""Takes a document; gives its date expressions with EDTF values against the publication date.

Gives too the durations, ages and clock times that are no dates. Never guesses: what cannot be pinned down is unknown, and the publication
date is never a silent fallback.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tollbook.model.incident import DateBasis, DateValue
from tollbook.model.mention import DateMention
from tollbook.resolve import (
    date_rules_anaphora,
    date_rules_calendars,
    date_rules_feasts,
    date_rules_joined,
    date_rules_quarters,
    date_rules_seasons,
    date_rules_spans,
    date_rules_spelled,
    date_rules_weekdays,
    date_rules_written,
    date_rules_years,
    date_value,
)
from tollbook.resolve.date_counts import find_ages, find_durations, find_times
from tollbook.resolve.date_frame import Frame, Rule, Story, Told
from tollbook.resolve.date_value import Reading
from tollbook.text.document import Document, Sentence

__all__ = ["find_ages", "find_dates", "find_durations", "find_times"]

_BETWEEN = re.compile(r"\s?(?:(?:on|of|in)\s)?(?:the\s)?")
_DATELINE = re.compile(r"^[^\n.!?]{2,80}?[,(]\s?$")
_DASHED = re.compile(r"^(?:[A-Z][\w'’.-]+,?\s){1,6}[–—-]\s?$")  # "Aden, Yemen – 3 May 2015 – Twelve"
_AGENCY = re.compile(r"^(?:,?\s(?:19|20)\d\d)?\s?(?:\([A-Z][^)]{1,40}\)\s?[-–—_]|\([A-Z][A-Za-z/ ]{1,30}\)|[-–—_]{1,2}\s)")


@dataclass(frozen=True, slots=True)
class _Found:
    rule: Rule
    frame: Frame
    reading: Reading
    start: int
    end: int
    joined: bool = False


@cache
def _rules() -> tuple[Rule, ...]:
    return (
        *date_rules_feasts.RULES,
        *date_rules_calendars.RULES,
        *date_rules_written.RULES,
        *date_rules_years.RULES,
        *date_rules_quarters.RULES,
        *date_rules_seasons.RULES,
        *date_rules_spelled.RULES,
        *date_rules_spans.RULES,
        *date_rules_weekdays.RULES,
        *date_rules_anaphora.RULES,
        *date_rules_joined.RULES,
    )


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """Every date expression of the article in text order, none overlapping another."""
    mentions: list[DateMention] = []
    told: tuple[Told, ...] = ()
    for sentence in document.sentences:
        found = list(_candidates(document, sentence))
        alone = (one for one in found if one.rule.join is None or not one.rule.silent)
        for one in _longest([*alone, *_joined(document, found)]):
            reading = one.reading
            if one.rule.lean is not None and not one.joined:
                leaned = one.rule.lean(one.frame, Story(told))
                if leaned is None and one.rule.silent:
                    continue
                reading = leaned or reading
            floor = max(sentence.start, mentions[-1].span.end if mentions else 0)
            mentions.append(_mention(document, sentence, one, reading, floor))
            if reading.start is not None and reading.end is not None and not reading.edtf.startswith("..") and not reading.compares:
                told = (*told[-11:], Told(reading, sentence, one.rule.id))
    return tuple(mentions)


def _joined(document: Document, found: list[_Found]) -> Iterator[_Found]:
    """Expressions that take in the date right behind them: "the week ended 3 March", "the day after Friday's attack"."""
    for one in found:
        if one.rule.join is None:
            continue
        gap = _BETWEEN.match(document.text, one.end)
        reach = gap.end() if gap else one.end
        behind = [other for other in found if other.rule.join is None and one.end < other.start <= reach]
        if behind:
            date = max(behind, key=lambda other: other.end - other.start)
            reading = one.rule.join(one.frame, date.reading) if date.reading.precision != "unknown" else date.reading
            if reading is not None:
                yield _Found(one.rule, one.frame, reading, one.start, date.end, joined=True)


def _candidates(document: Document, sentence: Sentence) -> Iterator[_Found]:
    words = {word.removesuffix("'s") for word in sentence.lowers()}
    if any(token.is_number for token in sentence.tokens):
        words.add("#")
    for rule in _rules():
        if not rule.cues or not rule.cues.isdisjoint(words):
            yield from _matches(document, sentence, rule)


def _matches(document: Document, sentence: Sentence, rule: Rule) -> Iterator[_Found]:
    for match in rule.pattern.finditer(document.text, sentence.start, sentence.end):
        start, end = match.span("x") if "x" in rule.pattern.groupindex and match["x"] else match.span()
        end = start + len(document.text[start:end].rstrip())
        start = end - len(document.text[start:end].lstrip())
        frame = Frame(document, sentence, match, start, end)
        reading = rule.make(frame)
        if reading is not None and start < end:
            yield _Found(rule, frame, reading, start, end)


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """The candidates that stay when the longer one wins and rules stand in their order."""
    ordered = sorted(enumerate(found), key=lambda pair: (pair[1].start - pair[1].end, pair[1].start, pair[0]))
    kept: list[_Found] = []  # always in text order and apart, so only the neighbours can overlap
    for _, candidate in ordered:
        at = bisect_left(kept, candidate.start, key=lambda other: other.start)
        free_left = at == 0 or kept[at - 1].end <= candidate.start
        if free_left and (at == len(kept) or candidate.end <= kept[at].start):
            kept.insert(at, candidate)
    return kept


_OPEN = re.compile(
    r"\b(?P<word>ever since|since|until|till|up to|up until|through to|before|after|as of|from)\s(?:the\s|around\s|about\s|at least\s)?$",
    re.IGNORECASE,
)


def _mention(document: Document, sentence: Sentence, found: _Found, reading: Reading, floor: int) -> DateMention:
    start, end = found.start, found.end
    name = found.rule.id
    before = document.text[max(floor, start - 24) : start]
    opened = _OPEN.search(before)
    event = opened is not None and opened.group().lower().split()[-1] == "the" and reading.precision == "year"  # "after the 2014 war"
    if opened and not event and reading.precision != "unknown":
        reading, wider = _open(opened.group("word").lower(), reading, document.text[end : end + 30])
        if wider:
            start -= len(before) - opened.start()
            name += ".open"
    value = DateValue(
        reading.edtf, reading.start, reading.end, reading.precision, _basis(document, sentence, start, end),
        document.span(start, end), name, reading.reason,
    )  # fmt: skip
    return DateMention(document.span(start, end), value, reading.anaphoric)


def _open(word: str, reading: Reading, after: str) -> tuple[Reading, bool]:
    """ "since 2011" is open at its end, "until Friday" at its beginning; "after Friday's attack" is about that Friday."""
    if ".." in reading.edtf or reading.start is None or reading.end is None:
        return reading, False
    if reading.reason.startswith(("counted back", "recent ")) or re.match(r"['’]s?\s|\s(?:attack|bombing|strike|prayer)", after):
        return reading, False
    if word in ("since", "ever since", "as of"):
        return date_value.since(reading), True
    if word == "from":
        onward = re.match(r"\s(?:on|onwards?)\b", after)
        return (date_value.since(reading), True) if onward else (reading, False)
    if word in ("until", "till", "up to", "up until", "through to"):
        return date_value.until(reading), True
    if reading.precision not in ("year", "month"):
        return reading, False
    if word == "before":
        return date_value.until(date_value.one_day(date_value.back(reading.start, 1), f"before {reading.edtf}")), True
    if reading.end.year >= 9998:
        return reading, False
    return date_value.since(date_value.one_day(date_value.forward(reading.end, 1), f"after {reading.edtf}")), True


def _basis(document: Document, sentence: Sentence, start: int, end: int) -> DateBasis:
    block = document.block(sentence)
    if block.kind == "dateline":
        return "dateline"
    if start - block.start > 82:
        return "text"
    lead = document.text[block.start : start]
    if _DASHED.match(lead) and re.match(r"\s?[–—-]\s", document.text[end : end + 3]):
        return "dateline"
    if not lead[:1].isupper() or not _DATELINE.match(lead):
        return "text"
    first = lead.split(",")[0].split()
    return "dateline" if first and first[0].isupper() and _AGENCY.match(document.text[end : end + 60]) else "text"
