"""Takes accounts of a record; gives the keys they meet under and their comparisons, by tollbook's own linking. Stores nothing, joins nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from itertools import combinations

from tollbook import __version__
from tollbook.lexicon.codebook import codebook
from tollbook.link.across.block import keys
from tollbook.link.across.copies import copied
from tollbook.link.across.features import Features, features_of
from tollbook.link.across.weigh import compare_features
from tollbook.model.account import Account
from tollbook.model.comparison import Comparison

_KEPT = 4096
_COPIES = ("same_text", "contained")


class AcrossReports:
    """Compares accounts across reports; keeps the features of those read last. `weights` changes with the version and with every rule and table."""

    def __init__(self) -> None:
        self._features: OrderedDict[tuple[str, str], tuple[Account, Features]] = OrderedDict()

    @property
    def weights(self) -> str:
        """The name of what is compared by."""
        return f"{__version__} {codebook()}"

    def keys_of(self, account: Account) -> tuple[str, ...]:
        """The keys under which accounts that may tell of the same incident meet."""
        return keys(self._of(account))

    def compare(self, left: Account, right: Account) -> Comparison:
        """What speaks for and against two accounts telling of one incident."""
        return compare_features(self._of(left), self._of(right))

    def copies(self, accounts: Iterable[Account]) -> tuple[tuple[str, str], ...]:
        """The pairs of reports of which one carries the other's text."""
        one_each = {account.report.id: account for account in accounts}
        pairs = combinations((one_each[report] for report in sorted(one_each)), 2)
        return tuple((a.report.id, b.report.id) for a, b in pairs if copied(self._of(a).story, self._of(b).story)[0] in _COPIES)

    def _of(self, account: Account) -> Features:
        at = (account.report.id, account.id)
        kept = self._features.get(at)
        if kept is None or (kept[0] is not account and kept[0] != account):  # a report may have been coded anew
            kept = self._features[at] = account, features_of(account)
        self._features.move_to_end(at)
        while len(self._features) > _KEPT:
            self._features.popitem(last=False)
        return kept[1]
