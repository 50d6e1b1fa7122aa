"""Takes weekdays and days near publication ("Friday", "overnight", "the weekend"); gives days counted from the publication date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import week_of
from tollbook.resolve.date_frame import Frame, Rule, rule
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import alternatives, pieces, vocabulary

_P = pieces()
_W = vocabulary()
_CUES = frozenset(_W.weekdays)
_NO_DATE = "no publication date to count from"


def _weekday(frame: Frame) -> Reading | None:
    word = frame.get("wd")
    if not word[0].isupper() or frame.previous in _W.not_before_weekday or frame.following in _W.not_after_weekday:
        return None
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    which = " ".join(frame.get("which").lower().split())
    ahead = (frame.ahead and not _done(frame)) or (_awaited(frame) and frame.following[:1] not in ("'", "’"))
    found, reason = weekday_near(published, _W.weekdays[word.lower()], which, ahead)
    return value.one_day(found, reason)


def _done(frame: Frame) -> bool:
    """ "Friday's attack", "Friday night's raid" lie behind, whatever the verb of the sentence."""
    after = re.match(r"['’]s\s(?:(?:\w|-)+\s){0,2}?(\w+)", frame.document.text[frame.end : frame.sentence.end])
    words = after.group().lower().split()[1:] if after else []
    return not _W.past_nouns.isdisjoint(words)


def _awaited(frame: Frame) -> bool:
    """ "until Friday", "by noon on Friday": ahead, but not in "fought until Friday" and "by Friday 12 had died"."""
    before = frame.document.text[max(frame.sentence.start, frame.start - 30) : frame.start]
    found = _DEADLINE.search(before)
    if found is None:
        return False
    if found.group("word").lower() == "by":
        return frame.tense != "past" or "to" in frame.before[-7:]
    return _W.lasting.isdisjoint(frame.before[-8:])


_DEADLINE = re.compile(
    r"\b(?P<word>until|till|by)\s(?:(?:noon|midday|midnight|dawn|dusk|\d\S*)(?:\s?[ap]\.?m\.?)?\s(?:on\s)?)?(?:late\s|early\s)?$",
    re.IGNORECASE,
)


def weekday_near(published: date, weekday: int, which: str, ahead: bool) -> tuple[date, str]:
    """The day that a weekday means near a publication date; the publication day itself counts unless "last" or "next" excludes it."""
    behind = (published.weekday() - weekday) % 7
    before = (weekday - published.weekday()) % 7
    if which in ("last", "this past", "the past"):
        return value.back(published, behind or 7), "the last one before publication"
    if which in ("next", "this coming", "the coming"):
        return value.forward(published, before or 7), "the next one after publication"
    if which == "this":
        day = week_of(published)[0] + timedelta(days=weekday)
        return day, "of the week of publication"
    if ahead:
        return value.forward(published, before), "the coming one, by the tense of its clause"
    return value.back(published, behind), "the most recent one at publication"


def _week_weekday(frame: Frame) -> Reading | None:
    """ "Friday last week", "last week on Friday", "Monday of this week"."""
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    if not frame.get("wd")[0].isupper():
        return None
    shift = {"last": -7, "next": 7, "this": 0}[frame.get("which").lower()]
    monday = date.fromordinal(max(1, min(week_of(published)[0].toordinal() + shift, date.max.toordinal() - 7)))
    return value.one_day(monday + timedelta(days=_W.weekdays[frame.get("wd").lower()]), f"of {frame.get('which').lower()} week")


def _weekday_range(frame: Frame) -> Reading | None:
    """ "from Friday to Sunday", "between Friday and Sunday", "overnight into Sunday"."""
    if not (frame.get("wd")[0].isupper() and frame.get("wd2")[0].isupper()):
        return None
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    first, last = (_W.weekdays[frame.get(name).lower()] for name in ("wd", "wd2"))
    end, reason = weekday_near(published, last, "", frame.ahead)
    length = (last - first) % 7
    both = " and " in frame.match.group() and not frame.match.group().lower().startswith(("between ", "from ", "overnight "))
    if not length or (both and length > 1):
        return None  # "on Friday and Thursday" are two days
    return value.days(value.back(end, length), end, reason)


_OFFSETS = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2, "tonight": 0, "last night": -1}


def _near_day(frame: Frame) -> Reading | None:
    words = " ".join(frame.get("near").lower().split())
    if words == "today" and frame.previous in ("until", "'s", "of", "of the") and frame.following[:1].isupper():
        return None
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    shift = _OFFSETS.get(words, 0)  # this morning, this afternoon, earlier today
    day = value.forward(published, shift) if shift > 0 else value.back(published, -shift)
    return value.one_day(day, "counted from publication")


def _overnight(frame: Frame) -> Reading | None:
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    return value.days(value.back(published, 1), published, "the night before publication")


def _into_weekday(frame: Frame) -> Reading | None:
    """ "overnight into Sunday": the evening before it and that morning."""
    reading = _weekday(frame)
    if reading is None or reading.start is None:
        return reading
    return value.days(value.back(reading.start, 1), reading.start, f"the night that ends then; {reading.reason}")


def _overnight_weekday(frame: Frame) -> Reading | None:
    """ "overnight Saturday", "overnight on Saturday": that evening and the morning after."""
    reading = _weekday(frame)
    if reading is None or reading.start is None:
        return reading
    return value.days(reading.start, value.forward(reading.start, 1), f"the night that begins then; {reading.reason}")


def _weekend(frame: Frame) -> Reading | None:
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    which = frame.get("which").lower()
    saturday = week_of(published)[0] + timedelta(days=5)
    if which in ("next", "this coming") or (which != "last" and frame.ahead):
        return value.days(saturday, value.forward(saturday, 1), "the coming weekend")
    if published < saturday or which == "last":
        saturday = value.back(saturday, 7)
    return value.days(saturday, value.forward(saturday, 1), "the most recent weekend")


def _now(frame: Frame) -> Reading | None:
    reading = _near_day(frame)
    return replace(reading, reason="the day of publication") if reading and reading.start else reading


_WD = rf"(?P<wd>{_P.weekday})\b"
_PARTS = r"(?:\s(?:early\s|late\s|mid-?)?(?:morning|afternoon|evening|night|lunchtime|midday|noon|midnight))"
_WHICH = r"(?:(?P<which>last|next|this(?:\s(?:past|coming))?|the\s(?:past|coming))\s)"

RULES: tuple[Rule, ...] = (
    rule("weekday_week", {"week"}, rf"\b{_WD}\s(?:of\s)?(?P<which>last|this|next)\sweek\b", _week_weekday),
    rule("week_weekday", {"week"}, rf"\b(?P<which>last|this|next)\sweek,?\s(?:on\s)?{_WD}", _week_weekday),
    rule(
        "weekday_range",
        _CUES,
        rf"\b(?:from\s|between\s)?{_WD}{_PARTS}?(?:\s(?:to|and|until|through|into)\s|\s?[-–—]\s?)(?:{_P.part}\s)?(?P<wd2>{_P.weekday})\b{_PARTS}?",
        _weekday_range,
    ),
    rule("weekday", _CUES, rf"\b{_WHICH}?(?:(?:early|late|earlier|later)\s(?:on\s)?)?{_WD}{_PARTS}?", _weekday),
    rule("overnight_into", {"overnight"}, rf"\bovernight\s(?:into|to)\s{_WD}{_PARTS}?", _into_weekday),
    rule(
        "overnight_range",
        {"overnight"},
        rf"\bovernight\s(?:on\s|from\s|between\s)?{_WD}{_PARTS}?\s(?:into|to|and)\s(?P<wd2>{_P.weekday})\b{_PARTS}?",
        _weekday_range,
    ),
    rule("overnight_weekday", {"overnight"}, rf"\bovernight\s(?:on\s)?{_WD}", _overnight_weekday),
    rule(
        "near_day",
        {"yesterday", "tomorrow", "today", "tonight", "night"},
        rf"\b(?:the\s)?(?:early\s|late\s|earlier\s|later\s)?(?P<near>{alternatives(_OFFSETS)})\b{_PARTS}?",
        _near_day,
    ),
    rule(
        "this_morning",
        {"morning", "afternoon", "evening"},
        r"\b(?:early\s|late\s|earlier\s|later\s)?(?P<near>this\s(?:morning|afternoon|evening))\b",
        _now,
    ),
    rule("overnight", {"overnight"}, r"\bovernight\b", _overnight),
    rule("weekend", {"weekend"}, r"\b(?:the|this|(?P<which>last|next|this\scoming)|this\spast)\sweekend\b", _weekend),
)
