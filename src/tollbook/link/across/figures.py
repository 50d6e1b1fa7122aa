"""Takes the figures of two accounts; gives the level at which they agree. Unlike figures of one incident are common: tolls rise and sources differ."""

from __future__ import annotations

from tollbook.link.across.features import Figure

_ORDER = ("equal_large", "equal_some", "equal_few", "close", "apart", "far")


def how_many(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> tuple[str, str]:
    """The figures that both sides give, the dead before the injured: equal by size, close (a toll that rose), apart, or far apart."""
    found: dict[str, tuple[str, str]] = {}
    numbers: set[int] = set()
    for field in ("killed", "injured", "missing", "abducted", "arrested", "displaced", "casualties", "perpetrators_killed"):
        pairs = [(a, b) for a in left if a.field == field for b in right if b.field == field]
        if pairs:
            numbers |= {a.low for a, b in pairs if a.low is not None and a.low == b.low and _exactly(a) and _exactly(b)}
            found[field] = min((_agree(a, b) for a, b in pairs), key=lambda one: (_ORDER.index(one[0]), one[1]))
    if not found:
        return "missing", "no figure of one kind on both sides"
    said = "; ".join(f"{field.replace('_', ' ')} {words}" for field, (_, words) in list(found.items())[:2])
    if len(numbers) >= 2 and max(numbers) >= 10:
        return "several_equal", said
    first = next(iter(found.values()))[0]
    return first, said


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
