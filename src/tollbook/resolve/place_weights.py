"""Takes lexicon/places/weights.yaml; gives the weights of the signs for a place and the floors of an answer. Fitted by training/places.py."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.load import must, table

_FILE = ("places", "weights.yaml")
_REMEDY = "run training/places.py, or take the file from the release"


@dataclass(frozen=True, slots=True)
class Weights:
    """`ranking`: what each sign adds for one reading; `nothing`: the sum of "none of these"; `answer`: the least share of an answer; `sure`: that of a
    sure one; `presence`: what each sign adds for a name being a place; `present`: the least share of one that is taken for a place,
    `supported` where the words around it say so."""

    ranking: dict[str, float]
    nothing: float
    answer: float
    sure: float
    presence: dict[str, float]
    present: float
    supported: float


@cache
def weights() -> Weights:
    """The weights in use. Raises BadLexicon when the file is not whole."""
    rows = table(*_FILE)
    must(isinstance(rows, dict), _FILE, "the file is no mapping", _REMEDY)
    for name in ("ranking", "presence"):
        signs = rows.get(name)
        must(
            isinstance(signs, dict) and all(isinstance(one, int | float) for one in signs.values()),
            _FILE,
            f"{name} is no mapping to numbers",
            _REMEDY,
        )
    for name in ("nothing", "answer", "sure", "present", "supported"):
        must(isinstance(rows.get(name), int | float), _FILE, f"{name} is no number", _REMEDY)
    ranking, presence = ({str(sign): float(one) for sign, one in rows[name].items()} for name in ("ranking", "presence"))
    return Weights(
        ranking,
        float(rows["nothing"]),
        float(rows["answer"]),
        float(rows["sure"]),
        presence,
        float(rows["present"]),
        float(rows["supported"]),
    )
