"""Takes a report's text and the words of a date in it; gives whether the date begins a span that lasts until the report: "since October 7"."""

from __future__ import annotations

import re
from functools import cache

from tollbook.lexicon.load import cue_words
from tollbook.model.text import Span

_PARTS = ("en", "totals.yaml")
_BEFORE = 80
_BETWEEN = r"(?:\s+(?!on\s|in\s+the\s+)[\w'’-]+){0,6}(?:\s+(?:on|in|from))?(?:\s+(?:early|late|mid|last|the))?\s*$"
"""What may stand between the word and the date: a few words of one clause ("the war began on"), no comma or full stop."""


def begins_span(text: str, when: Span) -> bool:
    """Whether the words right before a date, or its own first word, make it the beginning of a span."""
    before = text[max(0, when.start - _BEFORE) : when.start]
    return _pattern().search(before) is not None or _own().match(when.quote) is not None


@cache
def _words() -> str:
    found = cue_words(_PARTS, "since")
    return "|".join(r"\s+".join(map(re.escape, one.split())) for one in sorted(found, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words()})\b{_BETWEEN}", re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words()})\b", re.IGNORECASE)
