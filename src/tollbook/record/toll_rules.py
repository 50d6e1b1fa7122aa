"""Takes lexicon/toll_rules.yaml; gives the named rules by which tolls are read. Decides nothing about a claim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from tollbook.lexicon.load import must, table
from tollbook.model.errors import BadLexicon

_PARTS = ("toll_rules.yaml",)
_ADVICE = "correct that rule"

Best = Literal["lowest", "most_sources", "majority"]
Bounds = Literal["all", "agreeing"]


@dataclass(frozen=True, slots=True)
class TollRule:
    """A rule for low, best and high, in words a reader understands."""

    name: str
    best: Best
    bounds: Bounds
    words: str


@cache
def toll_rules() -> dict[str, TollRule]:
    """Every rule by name; raises BadLexicon when the file is wrong."""
    data = table(*_PARTS)
    must(
        isinstance(data, dict) and isinstance(data.get("rules"), dict) and bool(data["rules"]),
        _PARTS,
        "`rules` is missing",
        "give one rule",
    )
    rules = {str(name): _rule(str(name), row) for name, row in data["rules"].items()}
    must(data.get("default") in rules, _PARTS, "`default` names no rule of the file", f"choose one of {', '.join(rules)}")
    return rules


def toll_rule(name: str | None = None) -> TollRule:
    """The rule of that name, the file's default when None; raises BadLexicon when there is none."""
    rules = toll_rules()
    chosen = str(table(*_PARTS)["default"]) if name is None else name
    if chosen not in rules:
        raise BadLexicon(f"there is no toll rule {chosen!r}; choose one of {', '.join(rules)}")
    return rules[chosen]


def _rule(name: str, row: object) -> TollRule:
    must(isinstance(row, dict), _PARTS, f"rule {name!r} is no mapping", _ADVICE)
    fields = cast("dict[str, object]", row)
    must(sorted(fields) == ["best", "bounds", "words"], _PARTS, f"rule {name!r} needs best, bounds and words", _ADVICE)
    best, bounds, words = fields["best"], fields["bounds"], fields["words"]
    must(best in get_args(Best), _PARTS, f"best of rule {name!r} is none of {', '.join(get_args(Best))}", _ADVICE)
    must(bounds in get_args(Bounds), _PARTS, f"bounds of rule {name!r} is none of {', '.join(get_args(Bounds))}", _ADVICE)
    must(isinstance(words, str) and bool(words), _PARTS, f"rule {name!r} says nothing in `words`", _ADVICE)
    return TollRule(name, cast(Best, best), cast(Bounds, bounds), str(words))
