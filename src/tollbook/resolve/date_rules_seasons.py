"""Takes seasons ("last summer", "over the winter", "the rainy season"); gives readings. Seasons without fixed months stay unknown, and say so."""

from __future__ import annotations

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import add_months
from tollbook.resolve.date_frame import Frame, Rule, rule
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import alternatives, pieces, vocabulary

_P = pieces()
_W = vocabulary()
_NORTHERN = "a northern season, as agencies write"


def _season(frame: Frame) -> Reading | None:
    first, code = _W.seasons[frame.get("season").lower()]
    if frame.get("y"):
        return value.season(int(frame.get("y")), code, first, _NORTHERN)
    published = frame.published
    if published is None:
        return value.unknown("no publication date to tell the year")
    which = (frame.get("which") or frame.get("told")).lower()
    year = published.year
    if frame.get("told"):
        year += {"last": -1, "next": 1}.get(which, 0)
        return value.season(year, code, first, _NORTHERN) if year < 9998 else None
    began = (year, first) <= (published.year, published.month)
    over = (published.year, published.month) > add_months(year, first, 2)
    if which == "next" and began:
        year += 1
    elif (which == "last" and not over) or (which in ("this", "this past") and first == 12 and published.month <= 2):
        year -= 1
    return value.season(year, code, first, _NORTHERN) if year < 9998 else None


def _bare(frame: Frame) -> Reading | None:
    """ "over the summer", told in the past tense: the most recent one. In the present it is any summer."""
    if frame.get("season")[0].isupper() or frame.tense not in ("past", "future"):
        return None
    published = frame.published
    if published is None:
        return value.unknown("no publication date to tell the year")
    first, code = _W.seasons[frame.get("season").lower()]
    began = first <= published.month
    year = published.year - (not began)
    if frame.ahead and (published.year, published.month) > add_months(year, first, 2):
        year += 1
    return value.season(year, code, first, f"{'the coming' if frame.ahead else 'the most recent'} one; {_NORTHERN}") if year > 0 else None


def _loose(frame: Frame) -> Reading | None:
    return value.unknown("a season without fixed months")


_SEASON = rf"(?P<season>{alternatives(_W.seasons)})\b"
_PART = rf"(?:(?P<part>{_P.part})[\s-])?"

RULES: tuple[Rule, ...] = (
    rule("season", set(_W.seasons), rf"\b(?:the\s)?(?P<x>{_SEASON}(?:\sof|,)?\s(?P<y>{_P.year}))", _season),
    rule("season_told", set(_W.seasons), rf"\b(?:the\s)?(?P<x>{_SEASON}\s(?:of\s)?(?P<told>last|this|next)\syear)\b", _season),
    rule("season_of_year", set(_W.seasons), rf"\b(?P<x>(?P<told>last|this|next)\syear['’]s\s{_SEASON})", _season),
    rule("season_which", set(_W.seasons), rf"\b(?P<x>(?P<which>last|next|this(?:\spast)?)\s{_SEASON})", _season),
    rule(
        "season_bare",
        set(_W.seasons),
        rf"\b(?:over|during|throughout|in|since|by)\s(?P<x>the\s{_SEASON})(?!\s(?:of|semester|term|season|collection|water|waters|line)\b|-)",
        _bare,
    ),
    rule(
        "season_loose",
        {"season", "seasons", "monsoon"},
        rf"\b(?:in|during|since|before|after|until|with|by|over)\s(?P<x>(?:the|this\syear['’]s|last\syear['’]s|this|last|next)\s(?:\w+\s)?{alternatives(_W.loose_seasons)})\b",
        _loose,
    ),
)
