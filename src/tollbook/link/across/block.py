"""Takes accounts; gives the keys under which they meet and, from an index of keys, the few candidates worth comparing. Compares nothing.

Two accounts that share no key are never compared. Every key holds a window of days (that of a copied text the days of its reports: a stock phrase would fill
a key without end), so what one account meets does not grow
with the archive: a bucket is as large as the news of four days, and `candidates` gives at most `MOST`, those that share the rarest keys first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import floor

from tollbook.link.across.copies import sketch
from tollbook.link.across.features import BLASTS, LATE, Features, features_of, is_wide
from tollbook.model.account import Account
from tollbook.model.incident import PlaceValue

MOST = 40
"""Candidates that one account is compared with at most."""
_WINDOW = 4  # days; windows overlap by half, so that two days that lie two apart always share one
_LONGEST = 32  # days; what spans more has no day to meet at
_CELL = 1.0  # degrees; cells overlap by half in both directions, so that two places within 55 km always share one
_NAMES = 6
_NATIONS = 4
_TELLING = 5  # from this figure on two reports seldom give the same by chance
_CROWDED = 400  # accounts; a key that so many share tells nothing and is read no further


def keys_of(account: Account) -> tuple[str, ...]:
    """The keys of an account, in alphabetical order: by days, each with place cell, rare name or figure, where the place is
    wide or unknown also with country, kind and actor; and copied text."""
    return keys(features_of(account))


def keys(found: Features) -> tuple[str, ...]:
    """The keys of features, in alphabetical order."""
    total = "total:" if found.status == "aggregate" else ""
    days = tuple(_windows(found))
    places = tuple(_cells(found.place)) if found.place is not None else ()
    names = _rarest(found)
    made = {f"{total}{day}:{place}" for day in days for place in places}
    made |= {f"{total}{day}:name:{name}" for day in days for name in names}
    narrow = found.place is not None and not is_wide(found.place)  # such accounts meet by cell and by name
    if found.place is not None and found.place.country is not None and not narrow:
        made |= {f"{total}{day}:in:{found.place.country}:{one}" for day in days for one in ("wide", found.type)}
    if not narrow:
        made |= {f"{total}{day}:by:{one}" for day in days for one in sorted(found.actors.ids)}
    made |= {f"{day}:of:{one}:{kind}" for day in days for one in _nations(found) for kind in _kinds(found)}
    made |= {f"{total}{day}:{field}:{number}" for day in days for field, number in _numbers(found)}
    if not days:
        made |= {f"{total}undated:{one}:{other}" for one in names for other in names if one < other}
    out = tuple(_holding(found.published, found.published)) if found.published is not None else ("undated",)
    return tuple(sorted(made | {f"text:{day}:{number:x}" for day in out for number in sketch(found.story)}))


def _windows(found: Features) -> Iterator[str]:
    """Windows of the days that the incident may lie in; where the report names none, of those up to its publication."""
    if found.days is not None and found.days.length <= _LONGEST:
        first, last = found.days.start, found.days.end
    elif found.published is not None and found.status != "background" and found.days is None:
        first, last = found.published - timedelta(LATE), found.published
    else:
        return
    yield from _holding(first, last)


def _holding(first: date, last: date) -> Iterator[str]:
    """The windows that hold these days."""
    for shift in (0, _WINDOW // 2):
        for number in range((first.toordinal() + shift) // _WINDOW, (last.toordinal() + shift) // _WINDOW + 1):
            yield f"{date.fromordinal(max(1, number * _WINDOW - shift)).isoformat()}"


def _cells(place: PlaceValue) -> Iterator[str]:
    if place.lat is None or place.lon is None:
        yield f"at:{(place.name or place.span.quote).lower()}"
        return
    if place.precision in ("country", "unknown"):
        return
    for up in (0.0, _CELL / 2):
        for right in (0.0, _CELL / 2):
            yield f"at:{floor((place.lat + up) / _CELL)}{'+' if up else '.'}:{floor((place.lon + right) / _CELL) % 360}{'+' if right else '.'}"


def _numbers(found: Features) -> tuple[tuple[str, int], ...]:
    """Figures that are said exactly and are not of every day."""
    return tuple(sorted({(one.field, one.low) for one in found.figures if one.low is not None and one.low >= _TELLING}))


def _nations(found: Features) -> tuple[str, ...]:
    """The countries under which what is told meets what only refers to it."""
    return () if found.status in ("aggregate", "background") else tuple(sorted(found.nations))[:_NATIONS]


_NO_DEEDS = frozenset({"agreement", "statement", "displacement", "arrest"})


def _kinds(found: Features) -> tuple[str, ...]:
    """Of what kind a deed is, blast or other; what is called an attack and no more can be either."""
    if found.type in _NO_DEEDS:
        return ()
    either = found.status == "mentioned" or found.type in ("other", "attack_on_civilians")
    return ("blast", "other") if either else ("blast" if found.type in BLASTS else "other",)


def _rarest(found: Features) -> tuple[str, ...]:
    """The rarest names of the sentences that tell of it, and of the report's opening."""
    names = {**found.story.lead, **found.wording.names}
    return tuple(sorted(names, key=lambda name: (-names[name], name))[:_NAMES])


@dataclass(slots=True)
class Index:
    """Accounts by their keys. Adding one never changes what is known of another."""

    by_key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, account: Account) -> None:
        """Keep an account under its keys; one that is known already stays as it is."""
        if account.id in self.keys:
            return
        self.keys[account.id] = keys_of(account)
        for key in self.keys[account.id]:
            self.by_key[key].append(account.id)

    def candidates(self, account: Account, most: int = MOST) -> tuple[str, ...]:
        """The ids of the accounts that share the rarest keys with this one, likeliest first, at most `most`; itself is none of them."""
        worth: Counter[str] = Counter()
        for key in keys_of(account):
            bucket = self.by_key.get(key, ())
            if len(bucket) <= _CROWDED:
                for other in bucket:
                    worth[other] += 1_000_000 // max(1, len(bucket))
        worth.pop(account.id, None)
        ranked = sorted(worth.items(), key=lambda one: (-one[1], one[0]))
        return tuple(other for other, _ in ranked[:most])


def pairs(accounts: Iterable[Account], most: int = MOST) -> Iterator[tuple[Account, Account]]:
    """Every pair worth comparing among accounts that arrive one after another: each is met with those before it."""
    index, seen = Index(), dict[str, Account]()
    for account in accounts:
        if account.id in seen:
            continue
        for other in index.candidates(account, most):
            yield seen[other], account
        index.add(account)
        seen[account.id] = account
