"""Takes lexicon/places/weights.yaml; gives the weights of the signs for a place and the floors of an answer. Fitted by training/places.py."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.load import must, table

_FILE = ("places", "weights.yaml")


@dataclass(frozen=True, slots=True)
class Weights:
    """`ranking`: what each sign adds; `nothing`: the sum of "none of these"; `answer`: the least share of an answer; `sure`: that of a sure one."""

    ranking: dict[str, float]
    nothing: float
    answer: float
    sure: float


@cache
def weights() -> Weights:
    """The weights in use. Raises BadLexicon when the file is not whole."""
    rows = table(*_FILE)
    must(isinstance(rows, dict) and isinstance(rows.get("ranking"), dict), _FILE, "the mapping `ranking` is missing", "run training/places.py")
    for name in ("nothing", "answer", "sure"):
        must(isinstance(rows.get(name), int | float), _FILE, f"{name} is no number", "run training/places.py")
    must(all(isinstance(one, int | float) for one in rows["ranking"].values()), _FILE, "a weight is no number", "run training/places.py")
    return Weights({str(sign): float(one) for sign, one in rows["ranking"].items()}, float(rows["nothing"]), float(rows["answer"]), float(rows["sure"]))
