"""Takes pairs of items judged by hand and their coded reports; gives tollbook's answer to each pair, two by two and joined in one record, and the measures."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from linking_measures import wilson

from tollbook import __version__
from tollbook.comparer import AcrossReports
from tollbook.lexicon.codebook import codebook
from tollbook.link.across.block import keys_of
from tollbook.link.across.weigh import compare_accounts
from tollbook.model.account import Account, accounts_of
from tollbook.model.comparison import Comparison
from tollbook.model.incident import CodedReport
from tollbook.record.coding import Stamp
from tollbook.record.file import reading
from tollbook.record.store import Author, open_store

Pair = tuple[str, str]
Told = dict[Pair, Comparison | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair judged by hand: same or different. Of pairs that are the same, `tells` and `harm` say whether both texts, one or none states the act itself
    rather than a reaction to it, and gives a figure of harm."""

    left: str
    right: str
    same: bool
    part: str
    tells: str = "both"
    harm: str = "both"

    @property
    def pair(self) -> Pair:
        return self.left, self.right


def read_judged(path: Path) -> list[Judged]:
    """The pairs of a file that are judged same or different; others are passed over."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Judged(
            row["left"], row["right"], row["answer"] == "same", row.get("part", "all"), row.get("tells", "both"), row.get("harm", "both")
        )
        for row in rows
        if row["answer"] in ("same", "different")
    ]


def compare_items(left: Sequence[Account], right: Sequence[Account]) -> Comparison | None:
    """The likeliest comparison of two items' accounts; None when none of them meet under a key."""
    met = [compare_accounts(one, other) for one in left for other in right if set(keys_of(one)) & set(keys_of(other))]
    return max(met, key=lambda found: (found.bits, found.left, found.right), default=None)


def compare_judged(judged: Iterable[Judged], accounts: Mapping[str, Sequence[Account]]) -> Told:
    """The comparison of every judged pair, however far apart."""
    return {one.pair: compare_items(accounts.get(one.left, ()), accounts.get(one.right, ())) for one in judged}


def joined_in_one_record(reports: Mapping[str, CodedReport]) -> dict[str, frozenset[str]]:
    """The incidents that each item's accounts end in when all are added to one record by tollbook's own comparer."""
    author = Author(f"machine tollbook {__version__}", datetime(2026, 1, 1, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.toll"
        with open_store(path, Stamp(__version__, codebook(), "default"), AcrossReports()) as store:
            for one in reports.values():
                store.add(one, author)
        with reading(path) as connection:
            incident = dict(connection.execute("SELECT account, incident FROM membership").fetchall())
    return {name: frozenset(incident[one.id] for one in accounts_of(coded) if one.id in incident) for name, coded in reports.items()}


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts of "same": right, wrong, all that are the same; those left undecided and those called different though same."""

    right: int
    wrong: int
    same: int
    different: int
    open_same: int = 0
    open_different: int = 0
    lost: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        return self.right / self.same if self.same else None

    def line(self) -> str:
        """Precision and recall with their intervals, and the counts behind them."""
        told = self.right + self.wrong
        shares = [
            f"{name} {right / max(1, of):.3f} ({wilson(right, of)[0]:.2f} to {wilson(right, of)[1]:.2f})"
            for name, right, of in (("P", self.right, told), ("R", self.right, self.same))
        ]
        return f"same {' '.join(shares)}; {self.right} right, {self.wrong} wrong of {self.same} same and {self.different} different"


def two_by_two(judged: Iterable[Judged], told: Mapping[Pair, Comparison | None]) -> Shares:
    """The three-way answer to each pair; a pair that shares no key is different."""
    counts = Counter((found.answer if (found := told.get(one.pair)) is not None else "different", one.same) for one in judged)
    right, wrong = counts["same", True], counts["same", False]
    same = sum(n for (_, gold), n in counts.items() if gold)
    opened = counts["undecided", True], counts["undecided", False]
    return Shares(right, wrong, same, counts.total() - same, *opened, counts["different", True])


def in_one_record(judged: Iterable[Judged], incidents: Mapping[str, frozenset[str]]) -> Shares:
    """The answer of the record: the same when both end in one incident."""
    counts = Counter((bool(incidents.get(one.left, frozenset()) & incidents.get(one.right, frozenset())), one.same) for one in judged)
    same = counts[True, True] + counts[False, True]
    return Shares(counts[True, True], counts[True, False], same, counts.total() - same, lost=counts[False, True])


def by_part(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The pairs of each part, in alphabetical order, and all together when there are several; of these also those of which both texts state the act, and
    those of which both give a figure, where the file tells (pairs that differ are in all of them)."""
    parts: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        parts[one.part].append(one)
    found = dict(sorted(parts.items()))
    if len(found) > 1:
        found["all parts"] = list(judged)
    both = {
        "both state the act": [one for one in judged if one.tells == "both"],
        "both give a figure": [one for one in judged if one.harm == "both"],
    }
    return found | {name: pairs for name, pairs in both.items() if len(pairs) < len(judged)}


def answer_row(
    judged: Judged, found: Comparison | None, incidents: Mapping[str, frozenset[str]], texts: Mapping[str, str] | None
) -> dict[str, object]:
    """One pair with its gold and our answers, for reading."""
    shared = incidents.get(judged.left, frozenset()) & incidents.get(judged.right, frozenset())
    row: dict[str, object] = {
        "left": judged.left,
        "right": judged.right,
        "part": judged.part,
        "gold": "same" if judged.same else "different",
    }
    row |= {
        "answer": found.answer if found is not None else "different",
        "joined": bool(shared),
        "bits": found.bits if found is not None else None,
    }
    row["levels"] = {one.feature: [one.level, one.bits, one.words] for one in found.levels} if found is not None else "no key in common"
    return row if texts is None else {**row, "texts": [texts[judged.left], texts[judged.right]]}
