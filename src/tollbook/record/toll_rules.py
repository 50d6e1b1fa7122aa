"""Takes lexicon/toll_rules.yaml; gives the named rules by which tolls are read. Decides nothing about a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast, get_args

from tollbook.lexicon.load import must, table
from tollbook.model.errors import BadLexicon
from tollbook.record.speaker_words import voice_words

_PARTS = ("toll_rules.yaml",)
_ADVICE = "correct that rule"

Best = Literal["lowest", "most_sources", "majority", "reliable", "none"]
Bounds = Literal["all", "agreeing", "highest_sort", "latest"]
Grading = Literal["airwars"]


@dataclass(frozen=True, slots=True)
class TollRule:
    """A rule for low, best and high, in words a reader understands, and whose convention it follows."""

    name: str
    best: Best
    bounds: Bounds
    words: str
    convention: str = ""
    grade: Grading | None = None


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """The rule of a record and of those incidents that have one of their own; None is the default of the file."""

    record: str | None = None
    incidents: Mapping[str, str] = field(default_factory=dict)

    def rule_for(self, incident: str) -> TollRule:
        """The incident's own rule before the record's; raises BadLexicon when there is none of that name."""
        return toll_rule(self.incidents.get(incident, self.record))


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
    must({"best", "bounds", "words"} <= set(fields), _PARTS, f"rule {name!r} needs best, bounds and words", _ADVICE)
    unknown = sorted(set(fields) - {"best", "bounds", "words", "convention", "grade"})
    must(not unknown, _PARTS, f"rule {name!r} has {', '.join(unknown)}, which no rule has", _ADVICE)
    best, bounds, words, grade = fields["best"], fields["bounds"], fields["words"], fields.get("grade")
    must(best in get_args(Best), _PARTS, f"best of rule {name!r} is none of {', '.join(get_args(Best))}", _ADVICE)
    must(bounds in get_args(Bounds), _PARTS, f"bounds of rule {name!r} is none of {', '.join(get_args(Bounds))}", _ADVICE)
    must(grade is None or grade in get_args(Grading), _PARTS, f"grade of rule {name!r} is none of {', '.join(get_args(Grading))}", _ADVICE)
    must(isinstance(words, str) and bool(words), _PARTS, f"rule {name!r} says nothing in `words`", _ADVICE)
    return TollRule(
        name, cast(Best, best), cast(Bounds, bounds), str(words), str(fields.get("convention", "")), cast("Grading | None", grade)
    )


@cache
def hierarchy() -> tuple[str, ...]:
    """Sorts of voices from the most to the least trusted; raises BadLexicon when the list is not one of all sorts."""
    listed = table(*_PARTS).get("hierarchy")
    must(isinstance(listed, list), _PARTS, "`hierarchy` is missing", "list every sort of voice once")
    sorts = sorted([*(sort.name for sort in voice_words().sorts), "unknown"])
    must(sorted(map(str, listed)) == sorts, _PARTS, "`hierarchy` does not list every sort once", f"list {', '.join(sorts)}")
    return tuple(map(str, listed))


@cache
def people_groups() -> dict[str, str]:
    """Kinds of people with a toll of their own beside the toll of all, and the side that they stand for."""
    groups = table(*_PARTS).get("groups")
    must(isinstance(groups, dict) and bool(groups), _PARTS, "`groups` is missing", "list kinds of people with their side")
    return {str(kind): str(side) for kind, side in groups.items()}
