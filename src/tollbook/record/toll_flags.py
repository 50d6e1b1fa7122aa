"""Takes statements and claims of one field; gives what does not fit together: voices that contradict, parts above their whole. Corrects nothing."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from tollbook.model.claim import Claim
from tollbook.record.statements import Statement
from tollbook.record.toll import Flag, Toll
from tollbook.record.toll_rules import people_groups


def disagreement(told: Sequence[Statement]) -> float | None:
    """The widest gap between two voices whose bounds do not meet, as the share of the larger figure; 0 when all meet, None below two voices."""
    reach = _reach(told)
    if len(reach) < 2:
        return None
    highest, lowest = max(low for low, _ in reach.values()), min(high for _, high in reach.values())
    return round((highest - lowest) / highest, 3) if highest > lowest else 0.0


def contradiction(told: Sequence[Statement]) -> Flag | None:
    """Two voices of which one's highest is below the other's lowest; None when the bounds of all meet."""
    reach = _reach(told)
    highest = max((low for low, _ in reach.values()), default=0.0)
    lowest = min((high for _, high in reach.values()), default=inf)
    if highest <= lowest:
        return None
    one = sorted(name for name, (_, high) in reach.items() if high == lowest)[0]
    other = sorted(name for name, (low, _) in reach.items() if low == highest)[0]
    claims = tuple(claim.id for name in (one, other) for statement in told if statement.source == name for claim in statement.claims)
    return Flag("voices_contradict", claims, f"one voice gives at most {lowest:g}, another at least {highest:g}")


def _reach(told: Sequence[Statement]) -> dict[str, tuple[float, float]]:
    """For each voice what its figures allow together."""
    found: dict[str, tuple[float, float]] = {}
    for one in told:
        low, high = one.reach
        before = found.get(one.source, (inf, 0.0))
        found[one.source] = (min(low, before[0]), max(high, before[1]))
    return found


def part_flags(claims: Sequence[Claim]) -> tuple[Flag, ...]:
    """Parts that are larger than the figure that they are a part of, and parts that are so together."""
    by_id = {claim.id: claim for claim in claims}
    parts: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.subset_of in by_id and claim.subset_of != claim.id and claim.min is not None:
            parts.setdefault(str(claim.subset_of), []).append(claim)
    found: list[Flag] = []
    for name, of_whole in parts.items():
        most = by_id[name].max
        if most is None:
            continue
        above = [claim for claim in of_whole if (claim.min or 0) > most]
        found += [
            Flag("part_above_whole", (claim.id, name), f"a part of {claim.min} or more stands in a whole of {most}") for claim in above
        ]
        total = sum(claim.min or 0 for claim in of_whole)
        if not above and total > most:
            ids = (*(claim.id for claim in of_whole), name)
            found.append(Flag("parts_exceed_whole", ids, f"the parts make {total}, the whole {most}; they overlap or one is wrong"))
    return tuple(found)


def group_flags(whole: Toll, groups: Sequence[Toll]) -> tuple[Flag, ...]:
    """Tolls of certain people that exceed the toll of all, one alone or several that cannot overlap together (civilians, each side's fighters)."""
    counted = [group for group in groups if group.low is not None]
    if whole.high is None or not counted:
        return ()
    most, sides = whole.high, people_groups()
    above = [group for group in counted if (group.low or 0) > most]
    if above:
        words = "{} make {} or more, all people at most {}"
        return tuple(
            Flag("part_above_whole", (*group.made_by, *whole.made_by), words.format(_name(group), group.low, most)) for group in above
        )
    largest: dict[str, Toll] = {}
    for group in counted:
        side = sides.get(group.group_kind or "")
        if side is not None and (side not in largest or (group.low or 0) > (largest[side].low or 0)):
            largest[side] = group
    total = sum(group.low or 0 for group in largest.values())
    if total <= most:
        return ()
    ids = (*(claim for group in largest.values() for claim in group.made_by), *whole.made_by)
    told = " and ".join(f"{_name(group)} ({group.low})" for group in largest.values())
    return (Flag("parts_exceed_whole", ids, f"{told} make {total}, all people at most {most}"),)


def _name(group: Toll) -> str:
    kind = str(group.group_kind).replace("_", " ")
    return f"{kind} of {group.side}" if group.side and group.side != people_groups().get(group.group_kind or "") else kind
