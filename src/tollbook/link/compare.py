"""Takes a frame and a sketch; gives whether the frame tells of the sketch's incident, in ordered, labelled levels. Missing is its own level."""

from __future__ import annotations

from typing import Literal

from tollbook.link.frame import Frame
from tollbook.link.sketch import Sketch, distance_km, type_of, types_agree
from tollbook.model.mention import PlaceMention

Level = Literal["same", "within", "missing", "different"]


def compare_place(frame: Frame, sketch: Sketch) -> Level:
    """same place · one lies within the other · one side names none · different places."""
    mine, theirs = list(frame.places), sketch.places
    if not mine or not theirs:
        return "missing"
    if any(_same(a, b) for a in mine for b in theirs if not is_wide(a) and not is_wide(b)):
        return "same"
    if all(is_wide(p) for p in mine) or all(is_wide(p) for p in theirs):
        wide = [a for a in mine for b in theirs if _same(a, b) or _contains(a, b) or _contains(b, a)]
        return "within" if wide else "different"
    if any(_near(a, b) for a in mine for b in theirs if not is_wide(a) and not is_wide(b)):
        return "within"
    return "different"


def is_wide(place: PlaceMention) -> bool:
    """Whether the place is a country, a division or an area, that holds many towns."""
    return place.value.precision in ("country", "admin1", "admin2", "area", "unknown") and place.value.lat is not None


def _same(left: PlaceMention, right: PlaceMention) -> bool:
    if left.value.geonameid is not None and left.value.geonameid == right.value.geonameid:
        return True
    return left.span.quote.lower() == right.span.quote.lower() or (left.value.name is not None and left.value.name == right.value.name)


def _near(left: PlaceMention, right: PlaceMention) -> bool:
    """Within a city and its suburbs: 20 km, or inside the wider radius of one of them."""
    distance = distance_km(left.value, right.value)
    return distance is not None and distance <= max(20.0, left.value.radius_km or 0.0, right.value.radius_km or 0.0)


def _contains(wide: PlaceMention, narrow: PlaceMention) -> bool:
    if wide.value.precision == "country":
        return wide.value.country is not None and wide.value.country == narrow.value.country
    if wide.value.precision == "admin1":
        return wide.value.admin1 is not None and wide.value.admin1 == narrow.value.admin1
    distance = distance_km(wide.value, narrow.value)
    return distance is not None and distance <= (wide.value.radius_km or 60.0)


def compare_date(frame: Frame, sketch: Sketch) -> Level:
    """Whether the days that both sides name can be one; a side without a day is missing."""
    mine = [d.value for d in frame.dates if d.value.start and d.value.end and not d.anaphoric]
    theirs = [d.value for f in sketch.frames for d in f.dates if d.value.start and d.value.end and not d.anaphoric]
    if not mine or not theirs:
        return _compare_day_words(frame, sketch) if not mine and not theirs else "missing"
    for a in mine:
        for b in theirs:
            if a.start and a.end and b.start and b.end and a.start <= b.end and b.start <= a.end:
                return "same"
    return "different"


def _compare_day_words(frame: Frame, sketch: Sketch) -> Level:
    """Days that no publication date resolves are two where the report calls them by two names ("on Saturday", "today")."""
    mine = _day_words([frame])
    theirs = _day_words(sketch.frames)
    return "different" if mine and theirs and not mine & theirs else "missing"


def _day_words(frames: list[Frame]) -> set[str]:
    return {word for frame in frames for date in frame.dates for word in date.span.quote.lower().split() if word in _DAYS}


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def tells_of(frame: Frame, sketch: Sketch) -> tuple[bool, str]:
    """Whether the frame tells of the sketch's incident, and why in words."""
    place, date = compare_place(frame, sketch), compare_date(frame, sketch)
    mine, theirs = type_of([frame]), sketch.type()
    definite = any(event.definite and not event.is_verb for event in frame.events)
    agree = types_agree(mine, theirs)
    if mine in ("agreement", "statement") or theirs in ("agreement", "statement"):
        return (mine == theirs and place != "different" and definite), "the same agreement or statement"
    if date == "different" and not definite:
        return False, "another day"
    if place == "different":
        return False, "another place"
    if place == "same":
        return (agree or definite), "the same place" + ("" if agree else " and a definite phrase")
    if place == "within":
        return agree and _may_widen(frame, definite, sketch), "a place within the other's"
    if definite and agree:
        return True, "a definite phrase points back to it"
    if not frame.places and not [e for e in frame.events if not e.definite]:
        return True, "it tells more of the incident in focus and names no place of its own"
    if not frame.places and agree and not _introduces(frame):
        return True, "no place of its own and a like kind of event"
    if frame.places and not sketch.places and agree:
        return True, "it places the incident in focus"
    return False, "nothing ties it"


def _may_widen(frame: Frame, definite: bool, sketch: Sketch) -> bool:
    """A wide place may stand for a narrow one when the frame tells nothing that is new of its kind."""
    return definite or not _introduces(frame) or not frame.claims or frame.sentence - sketch.last_sentence <= 1


def _introduces(frame: Frame) -> bool:
    """Whether the frame brings a new event: an indefinite noun after "another", "a second", "separate"."""
    for event in frame.events:
        words = event.span.quote.lower().split()
        if (
            not event.is_verb
            and words
            and (words[0] in ("another", "separate") or any(w in ("second", "third", "separate", "another", "different") for w in words))
        ):
            return True
    return False
