"""Takes a document; gives the spans of durations, ages and clock times: numbers that are neither dates nor tolls. Never values them."""

from __future__ import annotations

import re
from functools import cache

from tollbook.model.text import Span
from tollbook.resolve.date_vocabulary import alternatives, vocabulary
from tollbook.text.document import Document


@cache
def _durations() -> re.Pattern[str]:
    count = _count()
    vague = alternatives(vocabulary().vague)
    unit = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|year|decade|centur(?=y|ies))"
    return re.compile(
        rf"\b(?:(?:{count}|(?:a\s)?{vague})(?:\s?(?:-|–|to|or|and)\s?{count})?(?:\sand\sa\shalf)?(?:\s(?:more|full|long|whole|consecutive|straight))?"
        rf"[\s-]?{unit}(?:y|ies|s)?(?:['’]s?)?(?![\w])(?:[\s-]long\b)?(?:\stime\b)?"
        rf"|\b(?:half\sa(?:n)?|half[\s-]an?|quarter\sof\san?)\s{unit}\b|(?:a|an)\s(?:half|quarter)[\s-]{unit}\b)",
        re.IGNORECASE,
    )


@cache
def _count() -> str:
    words = vocabulary().counts
    tens = alternatives(word for word, number in words.items() if number >= 20)
    ones = alternatives(word for word, number in words.items() if number < 10 and word not in ("a", "an"))
    return rf"(?:\d[\d,.]{{0,8}}(?<=\d)|{tens}[\s-]{ones}|{alternatives(words)}|hundred|a\shundred)"


@cache
def _ages() -> re.Pattern[str]:
    count = _count()
    return re.compile(
        rf"\b(?:{count}(?:\s(?:and|to|or)\s{count})?[\s-]?(?:year|month|week|day)s?[\s-]olds?\b"
        rf"|{count}[\s-](?:and|to|or)[\s-]{count}[\s-]year[\s-]olds?\b"
        rf"|{count}-\s(?:and|to|or)\s{count}-(?:year|month|day)-olds?\b"
        rf"|aged?\s(?:only\s|just\s|about\s)?(?:between\s|from\s|under\s|over\s|of\s)?{count}(?:(?:\s(?:and|to|or)\s|\s?[-–]\s?){count})?(?:\s(?:and|or)\s(?:over|under|older|above|younger))?\b"
        rf"|(?:the\s)?ages?\s(?:of\s|between\s|from\s)?{count}(?:(?:\s(?:and|to|or)\s|\s?[-–]\s?){count})?\b"
        rf"|(?:under|over)\s(?:the\sage\sof\s)?(?:18|16|21|five|5)s?(?=[\s.,;]|$)(?!\s(?:people|were|others|of))"
        rf"|in\s(?:his|her|their)\s(?:early\s|mid-?\s?|late\s)?(?:\d0s|{alternatives(vocabulary().decades)})\b)",
        re.IGNORECASE,
    )


# "Firstname Lastname, 34," and "Firstname Lastname (34)": two capitalised words make a person, one may be a place.
_AGE_OF_NAME = re.compile(
    r"\b[A-Z][^\W\d_]{1,20}(?:[\s-](?:al-|bin\s|von\s|de\s)?[A-Z][^\W\d_]{1,20}){1,3}(?:,\s(?P<a>[1-9]\d?)(?=,)(?!,\s(?:mainly|mostly|including|among|of|were|civil|people))"
    r"|\s\((?P<b>[1-9]\d?)\))"
)
_TIMES = re.compile(
    r"(?<![\d.:,/$£€-])(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\b\.?)(?:\s?\(?(?:local\stime|GMT|UTC|[A-Z]{2,4}T)\)?)?"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s?(?:hours|hrs|h|local\stime|GMT|UTC|[A-Z]{2,4}T|Z)\b)?"
    r"|(?:0?\d|1[0-2])\s?(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b)(?:\s(?:local\stime|GMT|UTC|[A-Z]{2,4}T)\b)?"
    r"|(?:[01]\d|2[0-3])\.?[0-5]\d\s?(?:GMT|UTC|hours|hrs|Z|local\stime|[A-Z]{1,3}ST|[A-Z]{1,3}DT)\b"
    r"|\d{1,2}\so['’]clock\b)"
)
_TIME_WORDS = re.compile(
    r"\b(?:at|around|about|by|until|since|before|after|from|near)\s(?P<x>(?:(?:half\spast|(?:a\s)?quarter\s(?:past|to))\s)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:o['’]clock|in\sthe\s(?:morning|afternoon|evening)|a\.?m\b|p\.?m\b)|noon|midday|midnight|dawn|dusk)",
    re.IGNORECASE,
)


def find_durations(document: Document) -> tuple[Span, ...]:
    """Stretches of time with a number: "for two years", "24-hour", "10 years' time". Parts of dates ("three days ago") are in it too."""
    taken = find_ages(document)
    return tuple(span for span in _spans(document, _durations(), "") if not any(span.overlaps(age) for age in taken))


def find_ages(document: Document) -> tuple[Span, ...]:
    """Ages of people: "aged 12", "a 34-year-old", "Firstname Lastname, 34,"."""
    found = list(_spans(document, _ages(), ""))
    for name in ("a", "b"):
        found += [span for span in _spans(document, _AGE_OF_NAME, name) if not any(span.overlaps(other) for other in found)]
    return tuple(sorted(found, key=lambda span: span.start))


def find_times(document: Document) -> tuple[Span, ...]:
    """Times of the clock: "at 10:30", "6 a.m.", "0930 GMT"."""
    found = list(_spans(document, _TIMES, ""))
    found += [span for span in _spans(document, _TIME_WORDS, "x") if not any(span.overlaps(other) for other in found)]
    return tuple(sorted(found, key=lambda span: span.start))


def _spans(document: Document, pattern: re.Pattern[str], group: str) -> list[Span]:
    found = []
    for sentence in document.sentences:
        for match in pattern.finditer(document.text, sentence.start, sentence.end):
            start, end = match.span(group) if group else match.span()
            if start >= 0 and end > start:
                found.append(document.span(start, end))
    return found
