"""Takes kinds of people; gives whether nobody can belong to one of these and to one of those: soldiers and civilians. Guesses no kind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tollbook.lexicon.load import must, table

_PARTS = ("en", "totals.yaml")


def exclude(left: Iterable[str | None], right: Iterable[str | None]) -> bool:
    """Whether every kind on the left stands on another side than every kind on the right."""
    ours, theirs = ({_sides().get(kind or "") for kind in side} for side in (left, right))
    return None not in ours | theirs and ours.isdisjoint(theirs)


@cache
def _sides() -> dict[str, str]:
    """The side of each kind that has one."""
    rows = table(*_PARTS)
    must(isinstance(rows, dict) and isinstance(rows.get("sides"), dict), _PARTS, "`sides` is missing", "list kinds of people by side")
    must(all(isinstance(kinds, list) for kinds in rows["sides"].values()), _PARTS, "a side lists no kinds", "list kinds of people")
    return {str(kind): str(side) for side, kinds in rows["sides"].items() for kind in kinds}
