"""Takes the files of the actor list as they stand; gives every problem with file, line and remedy. Never stops at the first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.lexicon.kinds import kinds
from tollbook.lexicon.load import data_path, table
from tollbook.model.errors import BadLexicon
from tollbook.resolve.actor_lexicon import ListedActor, actor_files, countries, fold_words, full_names, listed_actors

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class ActorProblem:
    """One thing wrong in the actor list: where, what, and what to do about it."""

    file: str
    line: int
    problem: str
    advice: str


def check_actors() -> list[ActorProblem]:
    """Every problem of the actor list, in file order; empty when it is sound."""
    try:
        actors = listed_actors()
    except BadLexicon as error:
        return [_broken(str(error))]
    found: list[ActorProblem] = []
    known = {actor.id for actor in actors}
    seen: dict[str, ListedActor] = {}
    names: dict[tuple[str, ...], ListedActor] = {}
    for actor in actors:
        found += [ActorProblem(actor.file, _line(actor), problem, advice) for problem, advice in _entry_problems(actor, known)]
        if actor.id in seen:
            found.append(ActorProblem(actor.file, _line(actor), f"the id {actor.id} stands in {seen[actor.id].file} too", "keep one entry"))
        seen.setdefault(actor.id, actor)
        for alias in full_names(actor):
            other = names.setdefault(fold_words(alias), actor)
            if other.id != actor.id:
                found.append(
                    ActorProblem(actor.file, _line(actor), f"{alias!r} is a name of {other.id} too", "move it to `short` in both entries")
                )
    return found


def _entry_problems(actor: ListedActor, known: set[str]) -> list[tuple[str, str]]:
    problems = []
    if not _SLUG.fullmatch(actor.id):
        problems.append((f"{actor.id!r} is no id", "use small letters, digits and hyphens"))
    if actor.kind not in kinds():
        problems.append((f"{actor.id} has the unknown kind {actor.kind!r}", f"choose one of {', '.join(kinds())}"))
    if actor.country is not None and actor.country not in countries():
        problems.append((f"{actor.id} has the unknown country {actor.country!r}", "use a two-letter code of demonyms.yaml, or null"))
    if (
        actor.parent is not None
        and actor.parent not in known
        and not re.fullmatch(r"[a-z]{2}-(?:military|police|government)", actor.parent)
    ):
        problems.append((f"{actor.id} has the unknown parent {actor.parent!r}", "give the id of an entry of the list"))
    if not actor.aliases and not actor.short:
        problems.append((f"{actor.id} has no name to find it by", "give `aliases` or `short`"))
    if actor.wikidata is not None and not re.fullmatch(r"Q[1-9]\d*", actor.wikidata):
        problems.append((f"{actor.id} has the Wikidata id {actor.wikidata!r}", "write Q and digits"))
    first, last = actor.active
    if first is not None and last is not None and first > last:
        problems.append((f"{actor.id} is active from {first} to {last}", "put the earlier year first"))
    return problems


def _line(actor: ListedActor) -> int:
    pattern = re.compile(rf"\bid: [\"']?{re.escape(actor.id)}[\"']?[,\s]")
    lines = data_path("actors", actor.file).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.search(line)), 1)


def _broken(message: str) -> ActorProblem:
    name = next((name for name in (*actor_files(), "kinds.yaml", "demonyms.yaml") if name in message), "actors")
    line = re.search(r"line (\d+)", message)
    number = int(line.group(1)) if line else _line_of_label(name, message)
    return ActorProblem(name, number, message.split(";", maxsplit=1)[0], message.partition("; ")[2] or "correct the file")


def _line_of_label(name: str, message: str) -> int:
    label = re.search(r"the entry (\S+)", message)
    if label is None or name not in actor_files() or table("actors", name) is None:
        return 1
    lines = data_path("actors", name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if label.group(1) in line), 1)
