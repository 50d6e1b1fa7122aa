"""Takes two accounts; gives their Comparison: levels with bits from the settings, their sum, and same, different or undecided. Joins nothing."""

from __future__ import annotations

from dataclasses import replace

from tollbook.lexicon.link_weights import LinkWeights, link_weights
from tollbook.link.across.compare import Level, levels_of
from tollbook.link.across.features import Features, features_of
from tollbook.link.across.mentions import is_mention, mention_levels
from tollbook.model.account import Account
from tollbook.model.comparison import Answer, Comparison, LevelFound

Floors = tuple[float, float]
"""The shares from which a pair is the same, and up to which it is different."""


def compare_accounts(left: Account, right: Account, floors: Floors | None = None) -> Comparison:
    """What speaks for and against two accounts telling of one incident. The order of the two does not matter."""
    return compare_features(features_of(left), features_of(right), floors)


def compare_features(left: Features, right: Features, floors: Floors | None = None) -> Comparison:
    """The same, from features that were read before: for callers that compare one account with many. `floors` of same and different replace the file's."""
    one, other = sorted((left, right), key=lambda found: (found.id, found.report))
    what = kind_of(one, other)
    weights = link_weights(what)
    if floors is not None:
        weights = replace(weights, same=floors[0], different=floors[1])
    return weigh(one.id, other.id, pair_levels(one, other), weights)


def kind_of(left: Features, right: Features) -> str:
    """By which weights a pair is compared: two tellings by those of incidents; where one only refers to it, by those of mentions."""
    return "mentions" if is_mention(left, right) else "incidents"


def pair_levels(left: Features, right: Features) -> tuple[Level, ...]:
    """The levels of a pair, by the features of its kind."""
    return mention_levels(left, right) if is_mention(left, right) else levels_of(left, right)


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
