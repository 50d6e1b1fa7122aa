"""Takes words that count from the date behind them ("the week ended" 3 March, "the eve of" Eid); gives the days meant. Never reads a date itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import add_months, month_end
from tollbook.resolve.date_frame import Frame, Rule, Story, rule
from tollbook.resolve.date_rules_anaphora import shifted
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import alternatives, pieces, vocabulary

_P = pieces()
_W = vocabulary()
_DAY = timedelta(days=1)
_LATEST = date.max.toordinal() - 400


def _bare(frame: Frame) -> Reading | None:
    return value.unknown("no date stands behind it")


def _usable(reading: Reading) -> tuple[date, date] | None:
    if reading.start is None or reading.end is None or not 400 < reading.start.toordinal() <= reading.end.toordinal() < _LATEST:
        return None
    return reading.start, reading.end


def _is_rough(reading: Reading) -> bool:
    return "~" in reading.edtf


def _eve(frame: Frame, reading: Reading) -> Reading | None:
    """The day before; of a feast of the sighted moon one of three days."""
    ends = _usable(reading)
    if ends is None:
        return None
    reason = f"the day before {reading.edtf}; {reading.reason}"
    if _is_rough(reading):
        return value.days(ends[0] - _DAY, ends[0] + _DAY, reason, rough=True)
    return value.one_day(ends[0] - _DAY, reason)


def _ended(frame: Frame, reading: Reading) -> Reading | None:
    """ "the week ended 3 March", "the 48 hours to Sunday", "the year to March 2015": so much time up to the date."""
    ends = _usable(reading)
    if ends is None or reading.precision not in ("day", "month") or (frame.get("many") and not frame.get("n")):
        return None
    unit, count = frame.get("unit").lower(), _W.count(frame.get("n")) if frame.get("n") else 1
    last = ends[1]
    reason = f"{frame.match.group().strip()} {reading.edtf}"
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit, 0) * count
    if months:
        whole = last == month_end(last.year, last.month)
        if not months < last.year * 12:
            return None
        first = add_months(last.year, last.month, 1 - months if whole else -months)
        begin = date(*first, 1) if whole else date(*first, min(last.day, 28)) + _DAY
        return replace(value.days(begin, last, reason), precision="range")
    length = {"hour": -(-count // 24) + 1, "day": count, "week": 7 * count}[unit]
    if reading.precision != "day" or not 0 < length < last.toordinal():
        return None
    made = value.days(last - timedelta(days=length - 1), last, reason)
    return replace(made, precision="week") if length == 7 else made


def _week_of(frame: Frame, reading: Reading) -> Reading | None:
    ends = _usable(reading)
    if ends is None or reading.precision != "day":
        return None
    if frame.get("how").lower() == "of":
        return value.week(ends[0], f"the week of {reading.edtf}")
    return replace(value.days(ends[0], ends[0] + 6 * _DAY, f"the week from {reading.edtf} on"), precision="week")


def _part(frame: Frame, reading: Reading) -> Reading | None:
    """ "the first week of May", "the last ten days of Ramadan", "the last Friday of May", "the first three months of 2015"."""
    ends = _usable(reading)
    if ends is None or reading.precision not in ("month", "year", "range"):
        return None
    unit, word = frame.get("unit").lower().removesuffix("s"), frame.get("which").lower()
    count = _W.count(frame.get("n")) if frame.get("n") else 1
    place = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3}.get(word, -1)
    reason = f"{frame.match.group().strip()} {reading.edtf}; {reading.reason}"
    if unit == "month":
        return _months(reading, place, count if frame.get("n") or frame.get("unit").lower() == "month" else 3, reason)
    if unit == "half":
        return _half(reading, place, reason)
    if reading.precision == "year":
        return None
    if not frame.get("n") and frame.get("unit").lower() in ("days", "nights", "weeks"):
        count, reason = (5 if unit != "week" else 2), f"a vague number of {unit}s; {reason}"
        vague = True
    else:
        vague = False
    doubt = _DAY if _is_rough(reading) else timedelta(0)
    if unit in _W.weekdays:
        found = {_weekday(ends[0] + doubt + step, ends[1] - doubt + step, _W.weekdays[unit], place) for step in (-doubt, 0 * _DAY, doubt)}
        return value.days(min(found), max(found), reason, rough=len(found) > 1)
    length = count * (7 if unit == "week" else 1)
    if length > (ends[1] - ends[0]).days:
        return None
    first = ends[0] + timedelta(days=place * length) if place >= 0 else ends[1] - timedelta(days=length - 1) - 2 * doubt
    made = value.days(first, first + timedelta(days=length - 1) + 2 * doubt, reason, rough=bool(doubt) or vague)
    return replace(made, precision="week") if length == 7 and not doubt else made


def _weekday(first: date, last: date, weekday: int, place: int) -> date:
    if place < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * place)


def _months(reading: Reading, place: int, count: int, reason: str) -> Reading | None:
    if reading.precision != "year" or reading.start is None or count > 11 or place > 0:
        return None
    year = reading.start.year
    return value.months((year, 1), (year, count), reason) if place == 0 else value.months((year, 13 - count), (year, 12), reason)


def _half(reading: Reading, place: int, reason: str) -> Reading | None:
    if reading.precision != "month" or reading.start is None or reading.end is None or place > 1:
        return None
    middle = reading.start + timedelta(days=14)
    return value.days(reading.start, middle, reason) if place == 0 else value.days(middle + _DAY, reading.end, reason)


def _edge(frame: Frame, reading: Reading) -> Reading | None:
    """The start, middle or end of a feast of several days ("late in Ramadan")."""
    ends = _usable(reading)
    if ends is None or reading.precision != "range" or not _is_rough(reading):
        return None
    part = _W.parts[" ".join(frame.get("part").lower().replace("-", " ").split())]
    third = (ends[1] - ends[0]) // 3
    first = ends[0] + {"early": 0, "mid": 1, "late": 2}[part] * third
    last = ends[1] if part == "late" else first + third
    return value.days(first, last, f"{part} in {reading.edtf}; {reading.reason}", rough=True)


def _event(frame: Frame) -> Reading | None:
    following = frame.following.lower()
    if following in (frame.get("unit").lower(), "last", "that", "next") or not following[:1].isalnum():
        return None
    return value.unknown("counts from an event whose day is not told with it", anaphoric=True)


def _step(frame: Frame) -> int:
    count = _W.count(frame.get("n")) if frame.get("n") else 1
    return count if frame.get("dir").lower() in ("after", "following", "since") else -count


def _event_dated(frame: Frame, reading: Reading) -> Reading | None:
    """ "a day after Friday's attack", "two weeks before 3 May"."""
    return shifted(reading, frame.get("unit").lower(), _step(frame), f"counted from {reading.edtf}, told with it")


def _event_told(frame: Frame, story: Story) -> Reading | None:
    """ "three days after the attack": counted from the day of the attack, where the sentence that told the last date spoke of an attack."""
    told = story.near(frame)
    if told is None or frame.following.lower() not in ("the", "that"):
        return None
    names = {word.lower().removesuffix("s") for word in frame.after[1:4] if word.lower() in _W.past_nouns}
    if not any(word.removesuffix("s") in names for word in told.sentence.lowers()):
        return None
    found = shifted(
        told.reading, frame.get("unit").lower(), _step(frame), f"counted from {told.reading.edtf}, told of the same event before"
    )
    return replace(found, anaphoric=True) if found else None


_PLACE = r"(?P<which>first|second|third|fourth|last|final|opening|closing)"
_UNITS = rf"(?P<unit>days?|nights?|weeks?|months?|half|{alternatives(_W.weekdays)})"
_FROM = r"(?:the\s(?:very\s)?|(?P<n>" + _P.count + r")\s)"

RULES: tuple[Rule, ...] = (
    replace(rule("eve", {"eve"}, r"\b(?:the\s)?(?<!Year['’]s\s)(?<!Christmas\s)eve\sof\b", _bare), join=_eve, silent=True),
    replace(
        rule(
            "ended",
            {"ended", "ending", "to", "through", "up"},
            rf"\b(?:in|over|for|during|of)?\s?(?P<x>(?:the\s|(?<=\sin\s)|(?<=for\s)|(?<=over\s))(?:(?:past|last|first|second|third|fourth)\s)?(?:(?P<n>{_P.count})[\s-])?(?:(?:fiscal|financial)\s)?"
            r"(?P<unit>hour|day|week|month|quarter|half|year)(?P<many>s)?,?\s(?:that\s)?(?:ended|ending|to|through|up\sto|leading\sup\sto)\b)",
            _bare,
        ),
        join=_ended,
        silent=True,
    ),
    replace(
        rule("week_of", {"week"}, r"\b(?:the\s)?week\s(?P<how>of|beginning|starting|commencing)\b", _bare),
        join=_week_of,
        silent=True,
    ),
    replace(
        rule(
            "part_of",
            {"first", "second", "third", "fourth", "last", "final", "opening", "closing"},
            rf"\b(?:the\s)?{_PLACE}\s(?:(?P<n>{_P.count})\s)?{_UNITS}\s(?:of|in)\b",
            _bare,
        ),
        join=_part,
        silent=True,
    ),
    replace(
        rule(
            "edge_of",
            {"early", "mid", "late", "beginning", "start", "middle", "end", "halfway", "latter"},
            rf"\b(?:the\s)?(?P<part>{_P.part})(?=[\s-])",
            _bare,
        ),
        join=_edge,
        silent=True,
    ),
    replace(
        rule(
            "event",
            {"after", "before", "following", "since", "prior"},
            rf"\b{_FROM}(?P<unit>day|night|morning|evening|week|month|year)s?\s(?P<dir>after|before|following|prior\sto)\b",
            _event,
        ),
        join=_event_dated,
        lean=_event_told,
    ),
)
