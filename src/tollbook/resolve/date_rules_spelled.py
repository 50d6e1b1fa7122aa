"""Takes years in words, as broadcasters write them ("nineteen ninety-six", "the year two thousand"); gives readings. Never reads a count."""

from __future__ import annotations

from tollbook.resolve import date_value as value
from tollbook.resolve.date_frame import Frame, Rule, rule
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import alternatives, pieces, vocabulary

_P = pieces()
_W = vocabulary()
_TENS = {word: number for word, number in _W.counts.items() if number >= 20}
_TEENS = {word: number for word, number in _W.counts.items() if 10 <= number < 20}
_ONES = {word: number for word, number in _W.counts.items() if 0 < number < 10 and word not in ("a", "an")}


def _number(frame: Frame) -> int:
    rest = frame.get("teen").lower()
    return _TEENS[rest] if rest else _TENS.get(frame.get("ten").lower(), 0) + _ONES.get((frame.get("one") or frame.get("digit")).lower(), 0)


def _spelled(frame: Frame) -> Reading | None:
    if frame.following.lower() in _W.counted:
        return None
    century = {"nineteen": 1900, "twenty": 2000, "two thousand": 2000}[" ".join(frame.get("century").lower().split())]
    year = century + _number(frame)
    if frame.get("m"):
        return value.month(year, _W.month(frame.get("m")), "written in words")
    return value.year(year, "written in words")


_REST = rf"(?:(?P<teen>{alternatives(_TEENS)})|(?P<ten>{alternatives(_TENS)})(?:[\s-](?P<one>{alternatives(_ONES)}))?)\b"
_NEAR = r"(?:in|since|until|of|by|from|before|after|during|year)\s"

RULES: tuple[Rule, ...] = (
    rule(
        "year_spelled",
        {"nineteen"},
        rf"\b(?:(?P<m>{_P.month})\s)?(?P<century>nineteen)[\s-]{_REST}(?![\s-](?:year|month|day|people))",
        _spelled,
    ),
    rule(
        "year_spelled_new",
        {"twenty", "two"},
        rf"\b(?:(?P<m>{_P.month})\s|{_NEAR})(?P<x>(?P<century>twenty)[\s-]{_REST})(?![\s-](?:year|month|day|people))",
        _spelled,
    ),
    rule(
        "year_thousand",
        {"thousand"},
        rf"\bthe\syear\s(?P<century>two\sthousand)(?:\s(?:and\s)?(?:{_REST}|(?P<digit>{alternatives(_ONES)})\b))?",
        _spelled,
    ),
)
