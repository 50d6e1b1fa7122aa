"""Takes stretches near publication ("last month", "three days ago", "the past 24 hours"); gives readings as coarse as the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tollbook.resolve import date_value as value
from tollbook.resolve.date_calendar import add_months, month_end, week_of
from tollbook.resolve.date_frame import Frame, Rule, Story, rule
from tollbook.resolve.date_rules_quarters import year_before
from tollbook.resolve.date_rules_written import month_part, year_part
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import alternatives, pieces, vocabulary

_P = pieces()
_W = vocabulary()
_NO_DATE = "no publication date to count from"
_SHIFT = {"last": -1, "past": -1, "this": 0, "this past": -1, "next": 1, "this coming": 1, "current": 0, "coming": 1, "previous": -1}


def _unit(frame: Frame) -> Reading | None:
    """ "last month", "late last year", "earlier this week"."""
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    which = " ".join(frame.get("which").lower().split())
    shift = _SHIFT[which]
    unit, part = frame.get("unit").lower(), " ".join(frame.get("part").lower().replace("-", " ").split())
    words = f"{part} {which} {unit}".strip()
    if part in ("earlier", "later"):
        return _rest(published, unit, part, words) if shift == 0 else _part(published, unit, shift, "", words)
    return _part(published, unit, shift, part, words)


def _part(published: date, unit: str, shift: int, part: str, words: str) -> Reading | None:
    reason = f"{words}, counted from publication"
    if unit == "year":
        return year_part(published.year + shift, part, reason)
    if unit == "month":
        return _not_after(month_part(*add_months(published.year, published.month, shift), part, reason), published, shift)
    if unit == "decade":
        return value.decade((published.year // 10 + shift) * 10, reason)
    monday = week_of(date.fromordinal(max(8, published.toordinal() + 7 * shift)))[0]
    if not part:
        return value.week(monday, reason)
    first, last = {"early": (0, 2), "mid": (2, 3), "late": (3, 6)}[_W.parts[part]]
    return _not_after(value.days(monday + timedelta(days=first), monday + timedelta(days=last), reason), published, shift)


def _not_after(reading: Reading, published: date, shift: int) -> Reading:
    """ "early this month", told on the 5th, ends by the 5th."""
    if shift or reading.precision != "range" or reading.start is None or reading.end is None:
        return reading
    return value.days(reading.start, published, reading.reason) if reading.start <= published < reading.end else reading


def _rest(published: date, unit: str, part: str, words: str) -> Reading | None:
    """ "earlier this month" runs up to publication, "later this month" from publication on."""
    first, last = {
        "year": (date(published.year, 1, 1), date(published.year, 12, 31)),
        "month": (published.replace(day=1), month_end(published.year, published.month)),
        "week": week_of(published),
        "decade": (published, published),
    }[unit]
    if unit == "decade":
        return None
    ends = (first, published) if part == "earlier" else (published, last)
    return replace(value.days(*ends, f"{words}: between {ends[0]} and {ends[1]}"), precision="range")


def _past_stretch(frame: Frame) -> Reading | None:
    """ "the past 24 hours", "the last two weeks", "in the past week"."""
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    unit = frame.get("unit").lower().rstrip("s")
    if frame.get("which").lower() not in ("past", "last") and not frame.get("n") and not frame.get("vague"):
        onward = frame.get("which").lower() == "next" and frame.previous in ("over", "in", "within", "during", "for")
        if not onward or unit != "week" or frame.tense not in ("present", "future"):
            return None  # "the next day", "the previous week" lean on the narrative
    _, high = _bounds(frame.get("n"), frame.get("vague"))
    if frame.get("which").lower() in ("next", "coming"):
        return _next_stretch(published, unit, high)
    rough = bool(frame.get("vague"))
    length = _days_back(unit, high)
    if length is not None:
        return value.days(value.back(published, length), published, "counted back from publication", rough)
    if rough:
        return value.up_to(published, f"a vague number of {unit}s up to publication")
    if unit == "month":
        first = add_months(published.year, published.month, -high)
        return value.days(date(*first, min(published.day, 28)), published, "counted back from publication")
    first_year = published.year - high * {"year": 1, "decade": 10, "century": 100}[unit]
    if first_year < 1:
        return None
    return value.days(date(first_year, published.month, min(published.day, 28)), published, "counted back from publication")


def _next_stretch(published: date, unit: str, count: int) -> Reading | None:
    length = _days_back(unit, count)
    if length is None or published.toordinal() + length > date.max.toordinal():
        return None
    return value.days(published, published + timedelta(days=length), "counted on from publication")


def _days_back(unit: str, count: int) -> int | None:
    if unit in ("minute", "hour"):
        return max(1, -(-count // 24)) if unit == "hour" else 1
    return {"day": count, "week": 7 * count, "fortnight": 14 * count, "night": count}.get(unit)


def _bounds(number: str, vague: str) -> tuple[int, int]:
    if vague:
        plain = " ".join(vague.lower().split())
        return _W.vague[plain.removeprefix("a ")]
    count = _W.count(number) if number else 1
    return count, count


def _recent(frame: Frame) -> Reading | None:
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    unit = frame.get("unit").lower().rstrip("s")
    length = {"hour": 1, "day": 7, "week": 28}.get(unit)
    if length is None:
        return value.up_to(published, f"recent {unit}s, up to publication")
    return value.days(value.back(published, length), published, f"recent {unit}s, up to publication", rough=unit != "hour")


def _latest_week(frame: Frame) -> Reading | None:
    """ "the latest week" of figures told weekly: the last one that was over."""
    published = frame.published
    if published is None or not frame.speaks_of(_W.money):
        return None
    return value.week(value.back(published, 7), "the last whole week before publication")


def _since_dawn(frame: Frame) -> Reading | None:
    """ "since dawn", where its sentence names no day: the day of publication, and roughly, for reports go out after midnight too."""
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    if frame.ahead or frame.speaks_of(frozenset(_W.weekdays)) or frame.speaks_of(frozenset({"yesterday", "had"})):
        return None
    return value.rough(value.one_day(published, "since the morning of the day of publication"))


def _ago(frame: Frame) -> Reading | None:
    """ "three days ago" is a day, "two weeks ago" a week, "two months ago" a month, "ten years ago" a year."""
    published = frame.published
    if published is None:
        return value.unknown(_NO_DATE)
    unit = frame.get("unit").lower().rstrip("s")
    if not frame.get("n") and not frame.get("vague"):
        return value.up_to(published, f"some {unit}s before publication")
    return _bounded(frame, _counted_back(frame, published, unit), published)


def _bounded(frame: Frame, reading: Reading | None, published: date) -> Reading | None:
    """ "more than a week ago" is open at its beginning, "less than a week ago" runs up to publication, "about a week ago" is rough."""
    more = " ".join(frame.get("more").lower().split())
    if reading is None or reading.start is None or reading.end is None or not (more or frame.get("so")):
        return reading
    if more in ("more than", "over", "at least", "well over"):
        return value.until(reading) if reading.precision != "day" else value.until(value.one_day(reading.end, reading.reason))
    if more in ("less than", "under", "not even", "within"):
        return value.days(reading.start, max(reading.start, published), f"at the most {reading.reason}", rough=False)
    return value.rough(reading)


def _counted_back(frame: Frame, published: date, unit: str) -> Reading | None:
    low, high = _bounds(frame.get("n"), frame.get("vague"))
    reason = f"{frame.match.group('amount').strip()} before publication"
    if unit in ("minute", "hour"):
        return (
            value.days(value.back(published, -(-high // 24)), published, reason)
            if high > 18 and unit == "hour"
            else value.one_day(published, reason)
        )
    if unit in ("day", "night"):
        return value.days(value.back(published, high), value.back(published, low), reason, rough=low != high)
    if unit in ("week", "fortnight"):
        scale = 7 if unit == "week" else 14
        if low != high:
            return value.days(value.back(published, high * scale), value.back(published, low * scale), reason, rough=True)
        return value.week(value.back(published, low * scale), reason)
    if unit == "month":
        first, last = (add_months(published.year, published.month, -count) for count in (high, low))
        return value.months(first, last, reason) if first[0] > 0 else None
    scale = {"year": 1, "decade": 10, "century": 100}[unit]
    first_year, last_year = published.year - high * scale, published.year - low * scale
    if first_year < 1:
        return None
    if scale > 1:
        return None if scale > 10 else value.years(first_year - 1, last_year + 1, f"{reason}, give or take a year")
    return value.years(first_year, last_year, reason)


def _year_ago(frame: Frame, story: Story) -> Reading | None:
    one = frame.get("unit").lower() == "year" and frame.get("n").lower() in ("a", "one")
    return year_before(frame, story) if one else None


_UNIT = r"(?P<unit>week|month|year|decade)\b"
_UNITS = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)s?\b"
_VAGUE = alternatives(_W.vague)
_AMOUNT = rf"(?:(?P<vague>(?:a\s)?{_VAGUE})|(?P<n>{_P.count}))"
_MORE = (
    r"(?P<more>more\sthan|well\sover|over|at\sleast|less\sthan|under|not\seven|about|around|some|roughly|approximately|almost|nearly"
    r"|just\sover|just\sunder)"
)
_PARTS = rf"(?:(?P<part>{_P.part}|earlier|later)[\s,-])?"

RULES: tuple[Rule, ...] = (
    rule(
        "unit",
        {"week", "month", "year", "decade"},
        rf"\b{_PARTS}(?P<which>last|this(?:\s(?:past|coming))?|next)\s{_UNIT}",
        _unit,
    ),
    rule(
        "past_stretch",
        {"past", "last", "previous", "next", "coming", "preceding"},
        rf"\bthe\s(?P<which>past|last|previous|preceding|next|coming)\s(?:{_AMOUNT}[\s-])?{_UNITS}(?!\sof\s(?:the|his|her|their|its))",
        _past_stretch,
    ),
    rule("past_bare", {"past"}, rf"\b(?:in|over|during|within)\s(?P<x>past\s(?:{_AMOUNT}[\s-]){_UNITS})", _past_stretch),
    rule("latest_week", {"latest"}, r"\bthe\slatest\sweek\b", _latest_week),
    rule(
        "since_dawn",
        {"since"},
        r"\bsince\s(?:the\s)?(?:early\s)?(?:dawn|daybreak|sunrise|midnight|morning|early\shours)\b(?!\s(?:on|of|in)\b)",
        _since_dawn,
    ),
    rule("recent", {"recent"}, r"\b(?:the\s)?(?:most\s)?(?P<x>recent\s(?P<unit>hours|days|weeks|months|years|decades))\b", _recent),
    replace(
        rule(
            "ago",
            {"ago"},
            rf"\b(?:{_MORE}\s)?(?P<amount>(?:{_AMOUNT}(?:\sand\sa\shalf)?[\s-])?{_UNITS})(?P<so>\sor\s(?:so|more))?\sago\b",
            _ago,
        ),
        lean=_year_ago,
    ),
)
