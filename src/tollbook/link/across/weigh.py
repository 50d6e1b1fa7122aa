"""Takes two accounts; gives their Comparison: levels with bits from the settings, their sum, and same, different or undecided. Joins nothing."""

from __future__ import annotations

from tollbook.lexicon.link_weights import LinkWeights, link_weights
from tollbook.link.across.compare import Level, levels_of
from tollbook.link.across.features import Features, features_of
from tollbook.model.account import Account
from tollbook.model.comparison import Answer, Comparison, LevelFound


def compare_accounts(left: Account, right: Account, weights: LinkWeights | None = None) -> Comparison:
    """What speaks for and against two accounts telling of one incident. The order of the two does not matter."""
    return compare_features(features_of(left), features_of(right), weights)


def compare_features(left: Features, right: Features, weights: LinkWeights | None = None) -> Comparison:
    """The same, from features that were read before: for callers that compare one account with many."""
    one, other = sorted((left, right), key=lambda found: (found.id, found.report))
    return weigh(one.id, other.id, levels_of(one, other), weights or link_weights())


def weigh(left: str, right: str, levels: tuple[Level, ...], weights: LinkWeights) -> Comparison:
    """The comparison of two ids from the levels that their pair reached."""
    found = tuple(LevelFound(level.feature, level.level, weights.bits_of(level.feature, level.level), level.words) for level in levels)
    bits = round(weights.prior + sum(level.bits for level in found), 6)
    share = share_of(bits)
    return Comparison(left, right, found, bits, share, _answer(share, weights))


def share_of(bits: float) -> float:
    """The share of pairs with these odds that are the same."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


def _answer(share: float, weights: LinkWeights) -> Answer:
    return "same" if share >= weights.same else "different" if share <= weights.different else "undecided"
