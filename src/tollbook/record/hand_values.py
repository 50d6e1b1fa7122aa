"""Takes the values of judgements, which may have come from another record; says which can be read, and reads dates and places. Corrects none of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from tollbook.model.claim import Field, Qualifier, Stance
from tollbook.model.incident import DatePrecision, DateValue, IncidentType, PlaceValue, Status
from tollbook.model.text import Span
from tollbook.record import agreeing

CHOICES: dict[str, tuple[str, ...]] = {
    "qualifier": get_args(Qualifier), "field": get_args(Field), "stance": get_args(Stance), "status": get_args(Status), "type": get_args(IncidentType),
}  # fmt: skip
"""What fields of a claim or an incident may hold that have a closed vocabulary."""


def corrects(field: str | None, value: Any) -> bool:
    """Whether this can be a claim's value."""
    if field in ("min", "max"):
        return value is None or _is_count(value)
    if field == "speaker":
        return value is None or (isinstance(value, Mapping) and sorted(value) == ["end", "quote", "start"])
    if field == "group_kind":
        return value is None or (isinstance(value, str) and bool(value))
    return field in ("qualifier", "field", "stance") and value in CHOICES[field]


def settles(field: str | None, value: Any) -> bool:
    """Whether this can be what a person set for an incident; None means unknown."""
    if field in get_args(Field):
        return isinstance(value, Mapping) and all(_is_count(value.get(end)) for end in ("low", "high"))
    if field == "rule":
        return isinstance(value, str)
    if field in ("type", "status"):
        return value in CHOICES[field]
    if value is None:
        return field in ("date", "place", "actor")
    if field == "actor":
        return isinstance(value, str) and bool(value.strip())
    if field == "date":
        return isinstance(value, str) and _days(value) is not None
    return field == "place" and _is_place(value)


def date_by_hand(text: str) -> DateValue | None:
    """The date of a judgement (YYYY, YYYY-MM, YYYY-MM-DD, or two of them with a stroke between), None when it is none. It has no words of a report, and so
    no basis in one."""
    days = _days(text)
    if days is None:
        return None
    precisions: tuple[DatePrecision, ...] = ("year", "month", "day")
    precision = "range" if "/" in text else precisions[text.count("-")]
    return DateValue(text, *days, precision, "unknown", None, "by hand", "set by hand")


def place_by_hand(value: Mapping[str, Any], told: Iterable[PlaceValue]) -> PlaceValue:
    """The place of a judgement that can be read. A name alone means the place of that name that is told, if one is; its span is the name as it was written."""
    name, lat, lon = str(value["name"]), value.get("lat"), value.get("lon")
    known = [one for one in told if agreeing.has_point(one) and (one.name or "").casefold() == name.casefold()]
    if lat is None and known:
        return min(known, key=agreeing.place_order)
    near = known[0] if known else None
    return PlaceValue(
        Span(0, len(name), name), name, None, lat, lon, "exact" if lat is not None else "unknown",
        near.admin1 if near else None, near.country if near else None, "set by hand",
    )  # fmt: skip


def _days(text: str) -> tuple[date, date] | None:
    """The first and the last day."""
    first, stroke, last = text.partition("/")
    begins, ends = _stretch(first), _stretch(last if stroke else first)
    return (begins[0], ends[1]) if begins and ends and begins[0] <= ends[1] else None


def _stretch(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day."""
    parts = text.split("-")
    try:
        year, month, day = (*(int(part) for part in parts), None, None)[:3]
        if year is None or len(parts) > 3:
            return None
        start = date(year, month or 1, day or 1)
        return start, start if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        return None


def _is_place(value: Any) -> bool:
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str) or not value["name"]:
        return False
    lat, lon = value.get("lat"), value.get("lon")
    if lat is None and lon is None:
        return True
    return _is_degree(lat, 90) and _is_degree(lon, 180)


def _is_degree(value: Any, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
