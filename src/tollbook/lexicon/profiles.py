"""Takes the name of a profile; gives its reading of vague words. A profile is data that a record chooses, never a constant of the code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.load import data_path, must, table
from tollbook.model.errors import BadLexicon


@dataclass(frozen=True, slots=True)
class Profile:
    """How vague words are read: pairs of phrase and bounds (persons), and phrases that stand for a number."""

    name: str
    vague: tuple[tuple[str, tuple[int | None, int | None]], ...]
    rough: tuple[tuple[str, int], ...]


def profile_names() -> tuple[str, ...]:
    """The profiles that the package ships."""
    return tuple(sorted(path.stem for path in data_path("profiles").glob("*.yaml")))


@cache
def profile(name: str = "default") -> Profile:
    """The profile of that name; raises BadLexicon when there is none or its file is wrong."""
    if name not in profile_names():
        raise BadLexicon(f"there is no profile {name!r}; choose one of {', '.join(profile_names())}")
    parts = ("profiles", f"{name}.yaml")
    data = table(*parts)
    must(data.get("name") == name, parts, "`name` differs from the file's name", "make them the same")
    for phrase, bounds in data["vague"].items():
        ok = isinstance(bounds, list) and len(bounds) == 2 and all(b is None or isinstance(b, int) for b in bounds)
        must(ok, parts, f"vague word {phrase!r} needs [min, max] with whole numbers or null", "correct that line")
    return Profile(
        name,
        tuple((phrase, (low, high)) for phrase, (low, high) in data["vague"].items()),
        tuple(data["rough"].items()),
    )
