"""Takes a total's tolls and those of its parts; gives a flag where the parts count more people than the total. Makes no toll of the sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.record.toll import Flag, Toll


def sum_flags(total: Sequence[Toll], parts: Mapping[str, Sequence[Toll]]) -> tuple[Flag, ...]:
    """For each toll of the total that has an upper bound: whether the lower bounds of its parts, each incident of the record once, exceed it."""
    found = []
    for whole in total:
        most = _most(whole)
        counted = {name: low for name, tolls in parts.items() if (low := _lowest(whole, tolls)) is not None}
        least = sum(low for low, _ in counted.values())
        if most is not None and least > most:
            claims = (*whole.made_by, *(claim for _, told in counted.values() for claim in told))
            words = (
                f"the parts count {least:,} {_named(whole)} or more ({' + '.join(f'{low:,}' for low, _ in counted.values() if low)}), the total "
                f"{most:,} at most; a part may be counted twice, be no part, or be told later than the total"
            )
            found.append(Flag("parts_exceed_total", tuple(dict.fromkeys(claims)), words))
    return tuple(found)


def _most(whole: Toll) -> int | None:
    """The highest figure that the total allows; "about 30" is taken to allow twice as many."""
    made = [claim for claim in whole.claims if claim.id in whole.made_by]
    about = any(claim.qualifier == "about" for claim in made)
    return None if whole.high is None else whole.high * 2 if about else whole.high


def _lowest(whole: Toll, tolls: Sequence[Toll]) -> tuple[int, tuple[str, ...]] | None:
    """How many a part counts at least of the people whom the total counts, and the claims that say so."""
    own = [toll for toll in tolls if toll.field == whole.field and toll.low is not None]
    fitting = [toll for toll in own if toll.group_kind == whole.group_kind]
    if whole.group_kind is None and not fitting:  # of all people are at least as many as of any kind of them
        fitting = own
    if not fitting:
        return None
    most = max(fitting, key=lambda toll: toll.low or 0)
    low = most.low or 0
    at_least = tuple(claim.id for claim in most.claims if claim.id in most.made_by and claim.min == low)
    return low, at_least or most.made_by


def _named(whole: Toll) -> str:
    kind = f"{whole.group_kind} " if whole.group_kind else ""
    return f"{kind}{whole.field}".replace("_", " ")
