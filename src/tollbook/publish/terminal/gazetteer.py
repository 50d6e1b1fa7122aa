"""Takes what the gazetteers hold, or what was added to them; gives lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from tollbook.publish.terminal.clean import clean
from tollbook.publish.terminal.columns import Column, aligned, labelled
from tollbook.publish.terminal.style import Style

_MOST = 12
Found = tuple[str, str, str, str, float, float, int, str]
"""Name, feature, division, country, latitude, longitude, population, source."""


class Addition(Protocol):
    """What became of one file."""

    @property
    def source(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def places(self) -> int: ...
    @property
    def resumed_at(self) -> int: ...
    @property
    def unchanged(self) -> bool: ...
    @property
    def countries(self) -> Mapping[str, int]: ...
    @property
    def left_out(self) -> Mapping[str, int]: ...
    @property
    def examples(self) -> Sequence[str]: ...


class Origin(Protocol):
    """One source of places."""

    @property
    def id(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def places(self) -> int: ...


class Held(Protocol):
    """One gazetteer file: its sources, and places by source and country."""

    @property
    def path(self) -> Path: ...
    @property
    def sources(self) -> Sequence[Origin]: ...
    @property
    def countries(self) -> Mapping[str, Mapping[str, int]]: ...


def added_lines(done: Addition, style: Style) -> list[str]:
    """What one file gave, what it covers, and what was left out and why."""
    state = "is there already, unchanged" if done.unchanged else "added"
    lines = [f"{clean(done.source)}: {state}; {done.places:,} places of {_many(len(done.countries))}"]
    rows = [("covers", _countries(done.countries)), ("kept in", clean(str(done.path)))]
    if done.resumed_at:
        rows.append(("resumed", f"behind line {done.resumed_at:,}, where an earlier run stopped"))
    left = sorted(done.left_out.items(), key=lambda item: (-item[1], item[0]))
    rows += [("left out" if at == 0 else "", f"{count:,}: {clean(reason)}") for at, (reason, count) in enumerate(left[:_MOST])]
    if len(left) > _MOST:
        rows.append(("", f"{sum(count for _, count in left[_MOST:]):,} for {len(left) - _MOST} other reasons"))
    rows += [("wrong" if at == 0 else "", clean(example)) for at, example in enumerate(done.examples)]
    return lines + labelled(rows, style.width, 2)


def holding_lines(held: Sequence[Held], country: str | None, style: Style) -> list[str]:
    """Every source, or what each has of one country."""
    lines: list[str] = []
    for one in held:
        lines += ([""] if lines else []) + [clean(str(one.path))]
        rows: list[tuple[str, ...]] = []
        for source in one.sources:
            counts = one.countries.get(source.id, {})
            if country is None:
                rows.append((source.id, f"{source.places:,}", source.origin, _countries(counts)))
            elif counts.get(country):
                rows.append((source.id, f"{counts[country]:,}", source.origin))
        columns = (Column("source"), Column(f"places of {country}" if country else "places"), Column("from", True), Column("covers", True))
        if not rows:
            lines.append(f"  no place of {country}")
            continue
        lines += aligned(columns[: len(rows[0])], [tuple(clean(cell) for cell in row) for row in rows], style.width, 2)
    return lines


def found_lines(name: str, found: Sequence[Found], style: Style) -> list[str]:
    """The places of a name."""
    if not found:
        return [f"{clean(name)}: no place of that name is known; `tollbook gazetteer add` takes GeoNames dumps and lists of your own"]
    columns = (
        Column("name"),
        Column("kind"),
        Column("division", True),
        Column("country"),
        Column("lat, lon"),
        Column("population"),
        Column("source"),
    )
    rows = [
        (clean(row[0]), row[1], clean(row[2]), row[3], f"{row[4]:.3f}, {row[5]:.3f}", f"{row[6]:,}" if row[6] else "", row[7])
        for row in found
    ]
    return aligned(columns, rows, style.width)


def _many(countries: int) -> str:
    return "1 country" if countries == 1 else f"{countries:,} countries"


def _countries(counts: Mapping[str, int]) -> str:
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{country or 'no country'} {count:,}" for country, count in most[:_MOST])
    return f"{shown} and {len(most) - _MOST} more" if len(most) > _MOST else shown or "nothing"
