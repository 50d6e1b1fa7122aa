"""Takes the figures of two accounts; gives the level at which they agree. Unlike figures of one incident are common: tolls rise and sources differ."""

from __future__ import annotations

from tollbook.link.across.features import Figure

_FIELDS = ("killed", "injured", "missing", "abducted", "arrested", "displaced", "casualties", "perpetrators_killed")
_DEATHS = ("killed", "perpetrators_killed")


def how_many(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> tuple[str, str]:
    """The figures that both sides give: several equal, equal by size, close (a toll that rose), apart, or far apart.

    The largest figure of a field stands for it, so that an equal part of unlike wholes is no sign; figures of several groups are also taken together,
    since one report counts by group what another counts in all.
    """
    found = {field: agreed for field in _FIELDS if (agreed := _field(_of(left, field), _of(right, field))) is not None}
    whole = _all_dead(left, right)
    if whole is not None:
        found["killed"] = whole
    if not found:
        return "missing", "no figure of one kind on both sides"
    said = "; ".join(f"{field.replace('_', ' ')} {words}" for field, (_, words) in list(found.items())[:2])
    if _several(left, right) and found.get("killed", ("equal_large", ""))[0] in ("equal_large", "equal_some", "equal_few"):
        return "several_equal", said
    first = next(iter(found.values()))[0]
    if first in ("close", "equal_few") and any(level == "equal_large" for level, _ in found.values()):
        return "equal_some", said
    return first, said


def _of(figures: tuple[Figure, ...], field: str) -> list[Figure]:
    return [one for one in figures if one.field == field]


def _field(left: list[Figure], right: list[Figure]) -> tuple[str, str] | None:
    """How the largest figures of a field agree."""
    if not left or not right:
        return None
    return _agree(max(left, key=_size), max(right, key=_size))


def _size(figure: Figure) -> tuple[int, int, str]:
    return _middle(figure), figure.high or 0, figure.group or ""


def _all_dead(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> tuple[str, str] | None:
    """A toll told in all on one side and by groups on the other: "seven killed" and "five guards and two gunmen killed"."""
    sides = [[one for one in side if one.field in _DEATHS and _exactly(one)] for side in (left, right)]
    for one, other in (sides, sides[::-1]):
        groups = {figure.group for figure in other}
        if len(one) == 1 and len(other) >= 2 and len(groups) == len(other) and None not in groups and "people" not in groups:
            together = sum(figure.low or 0 for figure in other)
            if together == one[0].low and together >= 3:
                size = "equal_large" if together >= 10 else "equal_some"
                return size, f"{together} in all, by groups {' + '.join(sorted(_said(figure) for figure in other))}"
    return None


def _several(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> bool:
    """Whether two numbers or more are the same, one of them large."""
    numbers = {
        a.low for a in left for b in right if a.field == b.field and a.low is not None and a.low == b.low and _exactly(a) and _exactly(b)
    }
    return len(numbers) >= 2 and max(numbers) >= 10


def _agree(one: Figure, other: Figure) -> tuple[str, str]:
    words = " and ".join(sorted((_said(one), _said(other))))
    low, high = sorted((_middle(one), _middle(other)))
    if _exactly(one) and _exactly(other) and low == high:
        size = "equal_large" if low >= 10 else "equal_some" if low >= 3 else "equal_few"
        return size, f"the same: {_said(one)}"
    if _overlap(one, other) or high <= 1.35 * low + 1:
        return "close", words
    return ("apart" if high <= 2.5 * low + 2 else "far"), words


def _exactly(figure: Figure) -> bool:
    """Whether a number was said, "at least 12" among them."""
    return figure.low is not None and (figure.high is None or figure.high == figure.low)


def _middle(figure: Figure) -> int:
    if figure.low is not None:
        return figure.low
    return figure.high or 0


def _overlap(one: Figure, other: Figure) -> bool:
    """Whether two closed ranges share a number; an open bound agrees with nearly anything and says nothing."""
    if one.low is None or other.low is None or one.high is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high


def _said(figure: Figure) -> str:
    if figure.low == figure.high:
        return str(figure.low)
    return f"{'' if figure.low is None else figure.low}..{'' if figure.high is None else figure.high}"
