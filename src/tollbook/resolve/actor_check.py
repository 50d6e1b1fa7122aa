"""Takes the files of the actor list as they stand; gives every problem with file, line and remedy. Never stops at the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tollbook.lexicon.actor_files import ActorFile, Written, actor_files, written
from tollbook.model.errors import BadLexicon
from tollbook.resolve.actor_entry import TWICE, Fault, ListedActor, faults, parsed
from tollbook.resolve.actor_lexicon import countries, fold_words, full_names

_STATE = re.compile(r"[a-z]{2}-(?:military|police|government)")


@dataclass(frozen=True, slots=True)
class ActorProblem:
    """One thing wrong in a list that people edit: where, what, and what to do about it."""

    file: str
    line: int
    problem: str
    advice: str


def check_actors(more: Iterable[Path] = ()) -> list[ActorProblem]:
    """Every problem of the actor list, in file order, with `more` files read as if a user had added them; empty when it is sound."""
    try:
        known = actor_files()
        countries()
    except BadLexicon as error:
        return [_broken(error, "actors")]
    found: list[ActorProblem] = []
    entries: list[Written] = []
    for file in (
        *known,
        *(ActorFile(path, str(path), True) for path in more if path.resolve() not in {each.path.resolve() for each in known}),
    ):
        try:
            entries += written(file)
        except BadLexicon as error:
            found.append(_broken(error, file.name))
    actors: list[ListedActor] = []
    for one in entries:
        actor = parsed(one)
        if isinstance(actor, Fault):
            found += [ActorProblem(one.file.name, fault.line, fault.problem, fault.advice) for fault in faults(one)]
        else:
            actors.append(actor)
    replaced = {actor.id for actor in actors if actor.replaces}
    own = {one.file.name for one in entries if one.file.own}
    return [
        *found,
        *_together([actor for actor in actors if actor.id not in replaced or actor.replaces], own, {actor.id for actor in actors}, entries),
    ]


def _together(actors: list[ListedActor], own: set[str], known: set[str], entries: list[Written]) -> Iterator[ActorProblem]:
    """What is wrong only beside other entries: countries and parents that are not there, ids and names given twice."""
    lines = {(one.file.name, one.line): one.lines for one in entries}
    broken = {
        str(one.entry["id"]) for one in entries if isinstance(one.entry, dict) and "id" in one.entry
    }  # named already, and still parents
    seen: dict[str, ListedActor] = {}
    names: dict[tuple[str, ...], ListedActor] = {}
    for actor in actors:

        def problem(key: str, problem: str, advice: str, actor: ListedActor = actor) -> ActorProblem:
            return ActorProblem(actor.file, lines.get((actor.file, actor.line), {}).get(key, actor.line), problem, advice)

        for code in dict.fromkeys(actor.lands):
            if code not in countries():
                key = "country" if code == actor.country else "also_in"
                yield problem(
                    key, f"{actor.id} has the unknown country {code!r}", "use a two-letter code of demonyms.yaml (ISO 3166), or null"
                )
        if actor.parent is not None and actor.parent not in known | broken and not _STATE.fullmatch(actor.parent):
            yield problem("parent", f"{actor.id} has the unknown parent {actor.parent!r}", "give the id of an entry of the list")
        if actor.id in seen:
            first = seen[actor.id]
            advice = TWICE if actor.file in own and first.file not in own else "keep one entry"
            yield problem("id", f"the id {actor.id} stands in {first.file}, line {first.line}, too", advice)
        seen.setdefault(actor.id, actor)
        for alias in full_names(actor):
            other = names.setdefault(fold_words(alias), actor)
            if other.id != actor.id:
                where = f"{alias!r} is a name of {other.id} too ({other.file}, line {other.line})"
                advice = (
                    "leave it out, or replace that entry"
                    if other.file not in own and actor.file in own
                    else "move it to `short` in both entries"
                )
                yield problem("aliases", where, advice)
    for actor in seen.values():
        if _is_its_own_ancestor(actor, seen):
            yield ActorProblem(actor.file, actor.line, f"{actor.id} stands above itself by its parents", "give it another parent")


def _is_its_own_ancestor(actor: ListedActor, seen: dict[str, ListedActor]) -> bool:
    above, passed = actor.parent, set()
    while above is not None and above in seen and above not in passed:
        if above == actor.id:
            return True
        passed.add(above)
        above = seen[above].parent
    return False


def _broken(error: BadLexicon, name: str) -> ActorProblem:
    """A file that could not be read at all."""
    message = str(error)
    line = re.search(r"line (\d+)", message)
    problem, _, advice = message.partition("; ")
    return ActorProblem(name, int(line[1]) if line else 1, problem.partition(": ")[2] or problem, advice or "correct the file")
