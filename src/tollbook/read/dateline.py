"""Takes a line; gives the publication date and the agency that it states. A day without its year is no date here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tollbook.read.line_rules import block_table, folded

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    + r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]" + _MONTH.format("m1") + r",?[ -](?P<y1>\d{4})"
    r"|" + _MONTH.format("m2") + r" (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>\d{4})"
    r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
    r"|(?P<a4>\d{1,2})[/.](?P<b4>\d{1,2})[/.](?P<y4>\d{4}))"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_TIME = (
    r"(?:t|,? (?:at )?|,? ?[|·•–-] ?|,? ?\()?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?)? ?(?:[ap]\.?m\.?)?"
    r",? ?\(?(?:z|[a-z]{2,5}t|utc|gmt)?(?:[+-]\d{1,2}:?(?:\d{2})?)?\)?"
)
_LABEL = (
    r"(?P<label>(?:(?:first |originally )?(?:published|posted|issued|released|created|date|dated|publication date"
    r"|(?:last )?(?:updated|modified|changed))(?: on| at)?:? ?)?)"
)
_LINE = re.compile(rf"{_LABEL}{_WEEKDAY}{_DATE}{_TIME}\.?")
_PLACE = r"[^\W\d_][\w .,'/()’-]{1,60}?"
_OPENING = re.compile(
    rf"^(?P<place>{_PLACE})?(?:,? ?{_WEEKDAY}(?:{_DATE}|{_MONTH.format('m9')} \d{{1,2}}|\d{{1,2}} {_MONTH.format('m8')}))?"
    r" ?(?:\((?P<agency>[^()\d]{2,40})\))? ?[-–—:] "
)
_PLACE_LINE = re.compile(rf"(?P<label>)(?:[^\W\d_][\w.'’-]*[ /]){{0,3}}[^\W\d_][\w.'’-]*, {_WEEKDAY}{_DATE}\.?")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date that a line states as the report's own. `updated` is true when the line calls it the date of a change."""

    value: date
    updated: bool


def is_date_line(line: str) -> bool:
    """Whether the whole line is a date, with a label or a time of day or without."""
    return date_line(line) is not None


def date_line(line: str) -> StatedDate | None:
    """The date that a line holds when it holds nothing else."""
    if len(line) > _LONGEST or not any(sign.isdigit() for sign in line):
        return None
    found = _LINE.fullmatch(folded(line)) or _PLACE_LINE.fullmatch(folded(line) if line[:1].isupper() else "")
    value = _value(found) if found else None
    if found is None or value is None:
        return None
    return StatedDate(value, updated=any(word in found["label"] for word in ("updated", "modified", "changed")))


def written_date(words: str) -> date | None:
    """The date that a metadata field begins with or is: ISO 8601, RFC 2822 and the written forms."""
    short = folded(words)[:_LONGEST]
    iso = re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)", short)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = re.match(_LABEL + _WEEKDAY + _DATE + r"(?!\d)", short)
    return _value(found) if found else None


def opening_date(paragraph: str) -> date | None:
    """The full date of a dateline at the head of a paragraph ("DAMASCUS, Feb. 22, 2016 (Agency) -")."""
    found = _opening(paragraph)
    return _value(found) if found and (found["place"] or found["agency"]) else None


def opening_agency(paragraph: str) -> str | None:
    """The agency that a dateline at the head of a paragraph credits, None when it names none that the table knows."""
    found = _opening(paragraph)
    return agency(found["agency"]) if found and found["agency"] else None


def agency(credit: str) -> str | None:
    """The name kept for an agency as credited ("Agence France-Presse" is AFP), None for a name that the table does not hold."""
    words = folded(credit).strip(" .,:;-–—/()[]")
    return next((name for alias, name in block_table().agencies if alias == words), None)


def _opening(paragraph: str) -> re.Match[str] | None:
    head = paragraph[:140]
    found = _OPENING.match(folded(head) + (" " if head[-1:].isspace() else ""))
    if found is None:
        return None
    place = head[: len(found["place"] or "")]
    is_place = place[:1].isupper() and len(place.split()) <= 6
    return found if is_place or (not place and found["agency"]) else None


def _value(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    if parts["y1"]:
        return _day(int(parts["y1"]), _MONTHS[parts["m1"][:3]], int(parts["d1"]))
    if parts["y2"]:
        return _day(int(parts["y2"]), _MONTHS[parts["m2"][:3]], int(parts["d2"]))
    if parts["y3"]:
        return _day(int(parts["y3"]), int(parts["m3"]), int(parts["d3"]))
    if parts["y4"]:
        return _either(int(parts["y4"]), int(parts["a4"]), int(parts["b4"]))
    return None


def _either(year: int, first: int, second: int) -> date | None:
    """Day and month in a form that leaves their order open: only when one of them cannot be a month, or both are the same."""
    if first == second or second > 12:
        return _day(year, first, second)
    return _day(year, second, first) if first > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1800 else None
    except ValueError:
        return None
