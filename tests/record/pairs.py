"""A simple comparer and simple reports for the tests of linking: invented towns, a figure each, and answers that a reader can foresee."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from record_factory import Figure, coded

from tollbook.model.account import Account
from tollbook.model.comparison import Answer, Comparison, LevelFound
from tollbook.model.incident import CodedReport


def report(town: int, day: int, killed: int, outlet: int) -> CodedReport:
    """A report by one outlet of one attack: its town stands in the title."""
    return coded(
        (Figure(killed, killed, "police"),),
        day=date(2024, 1, 1) + timedelta(days=day),
        outlet=f"Outlet {outlet}",
        title=f"Town {town} attacked",
    )


@dataclass(frozen=True)
class Simple:
    """The same town within two days: the same when the figures are close, undecided when they are not; within four days different."""

    weights: str = "simple1"

    def keys_of(self, account: Account) -> tuple[str, ...]:
        day = account.report.published
        assert day is not None
        week = day.toordinal() // 5
        return tuple(f"{account.report.title}|{one}" for one in (week - 1, week, week + 1))

    def compare(self, left: Account, right: Account) -> Comparison:
        assert left.id < right.id
        assert left.report.published is not None
        assert right.report.published is not None
        days = abs((left.report.published - right.report.published).days)
        apart = abs((left.claims[0].min or 0) - (right.claims[0].min or 0))
        bits = 4.0 - days - apart / 2 + _salt(left.id, right.id, self.weights)
        answer: Answer = "different" if left.report.title != right.report.title or days > 2 else "same" if apart <= 2 else "undecided"
        levels = (
            LevelFound("when", f"{days} days", -float(days), f"{days} days apart"),
            LevelFound("how many", "figures", -apart / 2, "figures"),
        )
        return Comparison(left.id, right.id, levels, bits, 1 / (1 + 2**-bits), answer)


def _salt(left: str, right: str, weights: str) -> float:
    """A little of its own for each pair, so that no two are equally strong."""
    return int(hashlib.sha256(f"{left}{right}{weights}".encode()).hexdigest()[:4], 16) / 65536 / 4
