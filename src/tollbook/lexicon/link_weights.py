"""Takes lexicon/link_weights.yaml; gives what each level of a pair weighs, in bits, with prior and floors. Compares nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from tollbook.lexicon.load import must, table
from tollbook.model.errors import BadLexicon

_PARTS = ("link_weights.yaml",)
_ADVICE = "correct that entry, or write the file anew with training/linking.py"


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """`prior` is what speaks for a pair before anything is compared; `same` and `different` are the floors of the share; `bits` by feature and level."""

    prior: float
    same: float
    different: float
    bits: Mapping[str, Mapping[str, float]]

    def bits_of(self, feature: str, level: str) -> float:
        """What a level weighs; raises BadLexicon when the file does not know it."""
        try:
            return self.bits[feature][level]
        except KeyError:
            raise BadLexicon(f"link_weights.yaml gives no bits for {feature}: {level}; {_ADVICE}") from None


@cache
def link_weights(what: str = "incidents") -> LinkWeights:
    """The weights for pairs of `incidents` or of whole `stories`; raises BadLexicon when the file is wrong."""
    data = table(*_PARTS)
    must(isinstance(data, dict) and isinstance(data.get(what), dict), _PARTS, f"`{what}` is missing", _ADVICE)
    return read_weights(what, cast("dict[str, object]", data[what]))


def read_weights(what: str, part: Mapping[str, object]) -> LinkWeights:
    """Weights from a part of such a file."""
    must(sorted(part) == ["features", "floors", "prior"], _PARTS, f"`{what}` needs prior, floors and features", _ADVICE)
    floors, features, prior = part["floors"], part["features"], part["prior"]
    must(isinstance(prior, int | float), _PARTS, f"the prior of `{what}` is no number", _ADVICE)
    must(
        isinstance(floors, dict) and sorted(floors) == ["different", "same"],
        _PARTS,
        f"floors of `{what}` are not same and different",
        _ADVICE,
    )
    same, different = (float(cast("dict[str, float]", floors)[name]) for name in ("same", "different"))
    must(0 <= different < same <= 1, _PARTS, f"floors of `{what}` are not 0 <= different < same <= 1", _ADVICE)
    must(isinstance(features, dict) and bool(features), _PARTS, f"`{what}` has no features", _ADVICE)
    bits: dict[str, dict[str, float]] = {}
    for feature, levels in cast("dict[str, object]", features).items():
        numbers = isinstance(levels, dict) and all(isinstance(value, int | float) for value in levels.values())
        must(numbers and bool(levels), _PARTS, f"{what}: {feature} has a level without bits", _ADVICE)
        bits[feature] = {str(level): float(value) for level, value in cast("dict[str, float]", levels).items()}
    return LinkWeights(float(cast(float, prior)), same, different, bits)
