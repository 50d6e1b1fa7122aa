"""Takes accounts of a record; gives the keys they meet under, their comparisons, and whether one is a part of a total, by tollbook's own linking.

Stores nothing, joins nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from tollbook import __version__
from tollbook.lexicon.codebook import codebook
from tollbook.lexicon.link_weights import link_weights
from tollbook.link.across.block import keys
from tollbook.link.across.copies import copied
from tollbook.link.across.features import Features, features_of
from tollbook.link.across.totals import bounds, open_bounds, part_of, span_of_incident, span_of_total
from tollbook.link.across.weigh import compare_features
from tollbook.model.account import Account
from tollbook.model.comparison import Comparison
from tollbook.model.part import PartFound
from tollbook.record.codebook_file import Floors

_KEPT = 4096
_COPIES = ("same_text", "contained")


class AcrossReports:
    """Compares accounts across reports; keeps the features of those read last. `floors` are those of a codebook, None for tollbook's own.

    `weights` changes with the version, with every rule and table, and with the floors.
    """

    def __init__(self, floors: Floors | None = None) -> None:
        self._floors = None if floors is None else (floors.same, floors.different)
        self._features: OrderedDict[tuple[str, str], tuple[Account, Features]] = OrderedDict()

    @property
    def weights(self) -> str:
        """The name of what is compared by."""
        own = link_weights()
        chosen = self._floors
        return f"{__version__} {codebook()}" + ("" if chosen in (None, (own.same, own.different)) else f" {chosen[0]:g} {chosen[1]:g}")

    def keys_of(self, account: Account) -> tuple[str, ...]:
        """The keys under which accounts that may tell of the same incident meet."""
        return keys(self._of(account))

    def compare(self, left: Account, right: Account) -> Comparison:
        """What speaks for and against two accounts telling of one incident."""
        return compare_features(self._of(left), self._of(right), self._floors)

    def copies(self, accounts: Iterable[Account]) -> tuple[tuple[str, str], ...]:
        """The pairs of reports of which one carries the other's text."""
        one_each = {account.report.id: account for account in accounts}
        pairs = combinations((one_each[report] for report in sorted(one_each)), 2)
        return tuple((a.report.id, b.report.id) for a, b in pairs if copied(self._of(a).story, self._of(b).story)[0] in _COPIES)

    def part(self, total: Sequence[Account], incident: Sequence[Account]) -> PartFound:
        """Whether an incident is a part of a total, each by all of its accounts."""
        return part_of(total, incident, self._of)

    def days_of_total(self, accounts: Iterable[Account]) -> tuple[date | None, date | None]:
        """The first and the last day that a total counts; open where no account names it."""
        return open_bounds(span_of_total(one) for one in accounts)

    def days_of_incident(self, accounts: Iterable[Account]) -> tuple[date | None, date | None]:
        """The first and the last day on which an incident may have happened; open where nothing bounds it."""
        return bounds(span_of_incident(one) for one in accounts)

    def _of(self, account: Account) -> Features:
        """The features of an account as it is given: people may have set its day or place since it was read last."""
        at = (account.report.id, account.id)
        kept = self._features.get(at)
        if kept is None or (kept[0] is not account and kept[0] != account):  # or the report was coded anew
            kept = self._features[at] = account, features_of(account)
        self._features.move_to_end(at)
        while len(self._features) > _KEPT:
            self._features.popitem(last=False)
        return kept[1]
