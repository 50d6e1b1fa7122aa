"""Takes the accounts of a total and of an incident; gives whether the incident is a part of the total, level by level. Adds nothing up, joins nothing.

A total counts several incidents ("27 killed across the country on Sunday"). An incident is a part of it when its day lies within the days of the total,
its place within the total's place, and nothing in harm, people, type and actors speaks against it. Where one side has no date or no place, it is at most a
possible part; where neither day nor place speaks for it, it is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.link.across.compare import what
from tollbook.link.across.features import Days, Features, Figure, days_of, features_of
from tollbook.link.across.people import exclude
from tollbook.link.across.since import begins_span
from tollbook.link.across.within import lies_within
from tollbook.model.account import Account
from tollbook.model.claim import Field
from tollbook.model.incident import ActorValue, Incident
from tollbook.model.part import Bearing, PartAnswer, PartFound, PartLevel

_ANYBODY = frozenset({None, "people", "mainly_civilians", "nationals"})
_NO_MEANS = frozenset({"other", "attack_on_civilians", "armed_clash", "statement", "agreement"})
"""Types that name no means: a total of "attacks" or of a war counts air strikes and bombings as well."""
_LIKE: tuple[frozenset[Field], ...] = (
    frozenset({"killed", "casualties"}), frozenset({"injured", "casualties"}), frozenset({"killed", "perpetrators_killed"}),
    frozenset({"casualties", "perpetrators_killed"}), frozenset({"missing", "abducted"}),
)  # fmt: skip
"""Fields of which one may count what the other counts."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One account with its comparable features and the days that it counts."""

    account: Account
    features: Features
    days: Days | None


def part_of(total: Sequence[Account], incident: Sequence[Account], features: Callable[[Account], Features] = features_of) -> PartFound:
    """Whether an incident is a part of a total, each by all of its accounts. The order of the accounts does not matter.

    Accounts of one side that differ leave a feature open: an incident is sure to be a part only where all that say something say so.
    """
    whole = sorted((_Told(one, features(one), span_of_total(one)) for one in total), key=lambda told: told.account.id)
    parts = sorted((_Told(one, features(one), span_of_incident(one)) for one in incident), key=lambda told: told.account.id)
    pairs = [(one, other) for one in whole for other in parts]
    levels = tuple(_together([judge(one, other) for one, other in pairs]) for judge in _JUDGES)
    return PartFound(total[0].id, incident[0].id, levels, _answer(levels))


def span_of_total(account: Account) -> Days | None:
    """The days that a total counts: those it names, from "since ..." to the day on which the report came out, and never beyond that day."""
    value, published = account.incident.date, account.report.published
    days = days_of(value)
    if days is None or not days.told:
        return days
    end = days.end
    if value is not None and value.span is not None and begins_span(account.report.text, value.span):
        end = max(published or end, end)
    elif published is not None and days.start <= published < end:
        end = published
    return Days(days.start, end, True)


def span_of_incident(account: Account) -> Days | None:
    """The days on which an incident may have happened."""
    return days_of(account.incident.date)


def _answer(levels: Sequence[PartLevel]) -> PartAnswer:
    by_feature = {level.feature: level for level in levels}
    bearings = {level.bearing for level in levels}
    if by_feature["counted in"].bearing == "for":  # the report that gives the total says so itself
        return "possible" if "against" in bearings else "part"
    if "against" in bearings:
        return "not"
    if "for" not in (by_feature["when"].bearing, by_feature["where"].bearing):
        return "not"  # nothing ties the two together
    needed = ("when", "where", "harm", "people")
    return "part" if all(by_feature[name].bearing == "for" for name in needed) else "possible"


def _together(found: Sequence[PartLevel]) -> PartLevel:
    """What all pairs of accounts say of one feature: those that are open give way to those that say something; accounts that contradict leave it open."""
    ordered = sorted(found, key=lambda level: (level.level == "missing", level.level, level.words))
    speaking = {bearing: next(level for level in ordered if level.bearing == bearing) for bearing in {one.bearing for one in ordered}}
    if {"for", "against"} <= set(speaking):
        words = f"accounts differ: {speaking['for'].words}; but {speaking['against'].words}"
        return PartLevel(ordered[0].feature, "accounts_differ", "open", words)
    return speaking.get("for") or speaking.get("against") or ordered[0]


def _counted_in(total: _Told, part: _Told) -> PartLevel:
    if part.account.id in total.account.incident.totals_of:
        return PartLevel("counted in", "told_so", "for", "the report that gives the total counts it in")
    if total.account.report.id == part.account.report.id:
        return PartLevel("counted in", "same_report", "open", "the report tells of both")
    return PartLevel("counted in", "other_report", "open", "told in another report")


def _when(total: _Told, part: _Told) -> PartLevel:
    whole, own = total.days, part.days
    if whole is None or own is None:
        return PartLevel("when", "missing", "open", "the total has no days" if whole is None else "the incident has no day")
    said, counted = _days(own), _days(whole)
    if not whole.told:
        if own.start > whole.end:
            return PartLevel("when", "after", "against", f"it came after the report of the total, {whole.end.isoformat()}")
        return PartLevel("when", "no_days_of_total", "open", f"the total names no days; it came out on {whole.end.isoformat()}")
    if own.end < whole.start or own.start > whole.end:
        return PartLevel("when", "outside", "against", f"{said} is not within {counted}")
    if not own.told:
        return PartLevel("when", "reported_within", "open", f"the incident names no day; it came out on {own.end.isoformat()}")
    if whole.start <= own.start and own.end <= whole.end:
        return PartLevel("when", "within", "for", f"{said} is within {counted}" if said != counted else f"both on {said}")
    return PartLevel("when", "partly", "open", f"{said} is partly within {counted}")


def _where(total: _Told, part: _Told) -> PartLevel:
    level, bearing, words = lies_within(part.features.place, total.features.place)
    return PartLevel("where", level, bearing, words)


def _harm(total: _Told, part: _Told) -> PartLevel:
    counted, own = _fields(total.features.figures), _fields(part.features.figures)
    if not counted or not own:
        return PartLevel("harm", "missing", "open", "the total gives no figure" if not counted else "the incident gives no figure")
    shared = counted & own
    if shared and all(one.high == 0 for one in part.features.figures if one.field in shared):
        return PartLevel("harm", "nobody", "against", f"nobody was {_names(shared)}")
    if shared:
        return PartLevel("harm", "same_harm", "for", f"both count {_names(shared)}")
    if any({one, other} <= group for one in counted for other in own for group in _LIKE):
        return PartLevel("harm", "like_harm", "open", f"the total counts {_names(counted)}, the incident {_names(own)}")
    return PartLevel("harm", "other_harm", "against", f"the total counts {_names(counted)}, the incident {_names(own)}")


def _people(total: _Told, part: _Told) -> PartLevel:
    counted, own = total.features.figures, part.features.figures
    shared = _fields(counted) & _fields(own)
    whom = {one.group for one in counted if one.field in shared}
    if not whom:
        return PartLevel("people", "missing", "open", "no figure of one kind on both sides")
    if whom & _ANYBODY:
        return PartLevel("people", "all_people", "for", "the total counts all people")
    theirs = {one.group for one in own if one.field in shared}
    if whom & theirs:
        return PartLevel("people", "same_people", "for", f"both count {_names(whom & theirs)}")
    if theirs & _ANYBODY or not exclude(whom, theirs):
        return PartLevel("people", "unlike_people", "open", f"the total counts {_names(whom)} only")
    return PartLevel("people", "other_people", "against", f"the total counts {_names(whom)}, the incident {_names(theirs)}")


def _type(total: _Told, part: _Told) -> PartLevel:
    if total.features.type in _NO_MEANS:
        return PartLevel("type", "any_type", "open", "the total names no means")
    level, words = what(total.features, part.features)
    bearing: Bearing = "against" if level == "other_type" else "open" if level == "missing" else "for"
    return PartLevel("type", level, bearing, words)


def _who(total: _Told, part: _Told) -> PartLevel:
    """Only actors of the list speak against each other: "gunmen" may be anybody."""
    ours, theirs = _listed(total.account.incident), _listed(part.account.incident)
    if not ours or not theirs:
        return PartLevel("who", "missing", "open", "one side names no actor that is known")
    shared = sorted({one.actor for one in ours} & {one.actor for one in theirs}, key=str)
    if shared:
        return PartLevel("who", "same_actor", "for", f"both name {', '.join(map(str, shared))}")
    countries = sorted({one.country for one in ours if one.country} & {one.country for one in theirs if one.country})
    if countries:
        return PartLevel("who", "same_country", "open", f"actors of {', '.join(countries)}")
    named = [" and ".join(sorted({one.name for one in side})) for side in (ours, theirs)]
    return PartLevel("who", "other_actor", "against", f"the total names {named[0]}, the incident {named[1]}")


_JUDGES = (_counted_in, _when, _where, _harm, _people, _type, _who)


def _listed(incident: Incident) -> list[ActorValue]:
    actors = (*incident.perpetrators, *incident.claimed_by, *(one.actor for one in incident.accused))
    return [one for one in actors if one.actor is not None]


def _fields(figures: Iterable[Figure]) -> set[Field]:
    return {one.field for one in figures}


def _names(values: Iterable[str | None]) -> str:
    return ", ".join(sorted(str(one).replace("_", " ") for one in values if one is not None)) or "people"


def _days(days: Days) -> str:
    if not days.told:
        return f"up to {days.end.isoformat()}"
    return days.start.isoformat() if days.start == days.end else f"{days.start.isoformat()} to {days.end.isoformat()}"


def bounds(spans: Iterable[Days | None]) -> tuple[date | None, date | None]:
    """The first and the last of the days of several accounts; open where none gives any."""
    known = [one for one in spans if one is not None]
    return min((one.start for one in known), default=None), max((one.end for one in known), default=None)


def open_bounds(spans: Iterable[Days | None]) -> tuple[date | None, date | None]:
    """The same; the first is open where an account names no day, since it may reach back any time."""
    known = [one for one in spans if one is not None]
    first, last = bounds(known)
    return first if all(one.told for one in known) else None, last
