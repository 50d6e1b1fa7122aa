"""Takes accounts, what people say of pairs, and what the machine compared; gives the incidents of the record. Pure: the same sets, the same answer.

People first: who says "same" unites. Then the machine's pairs, the strongest first, each only where it brings together nothing that must stay apart:
those of two accounts that tell, then those of which one only refers to its incident. The latter never bring two incidents together that are told.
The order in which anything was said or found plays no part, and nothing outside a component of pairs plays a part in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tollbook.model.comparison import Answer
from tollbook.record.opinions import Verdict

Source = Literal["person", "machine"]
Outcome = Literal["made", "supports", "refused", "withheld", "doubted", "parts", "contradicted", "conflict", "unsure"]
"""What became of a pair. A person's: `made` (it unites), `parts`, `contradicted` ("different", but people's other answers unite the two),
`conflict` (people differ; the machine may not join the two), `unsure`. The machine's "same": `made`, `supports` (united already), `refused` (it would join
what must stay apart), `withheld` (people said something else of this very pair). The machine's "different" inside one incident: `doubted`."""


@dataclass(frozen=True, slots=True)
class Member:
    """One account: its id, its report, the day its report was published, and whether the report only refers to the incident."""

    id: str
    report: str
    published: date | None
    refers: bool = False

    def order(self) -> tuple[bool, date, str]:
        """The place of an account among others: those that tell it first, then by day of publication, unknown last, then by id. The first of an
        incident names it."""
        return (self.refers, self.published or date.max, self.id)


@dataclass(frozen=True, slots=True)
class Edge:
    """What the machine found of a pair (ids in order): its answer, and how strongly, in bits."""

    left: str
    right: str
    bits: float
    answer: Answer


@dataclass(frozen=True, slots=True)
class Rules:
    """What must stay apart beside what people say: two accounts of one report, and pairs that the machine itself holds different."""

    one_per_report: bool = True
    machine_different: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one pair, by whom, and for a refused one what stood against it."""

    left: str
    right: str
    source: Source
    outcome: Outcome
    because: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One incident of the record: its accounts in order. Its id is that of the first, so an id that it once had is always one of its accounts'."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """The incidents in order of their first accounts, and what became of every pair, in order."""

    clusters: tuple[Cluster, ...]
    notes: tuple[Note, ...]

    def about(self, cluster: Cluster) -> tuple[Note, ...]:
        """The notes of pairs inside a cluster: what made it, what supports it, and the conflicts it holds."""
        inside = set(cluster.members)
        return tuple(note for note in self.notes if note.left in inside and note.right in inside)


def join(members: Iterable[Member], verdicts: Iterable[Verdict], edges: Iterable[Edge], rules: Rules | None = None) -> Joined:
    """The incidents that follow. Pairs of which an account is missing are left out: they wait for it."""
    groups = _Groups(members, rules or Rules())
    people = {(one.left, one.right): one for one in verdicts if groups.holds(one.left, one.right)}
    found = sorted((one for one in edges if groups.holds(one.left, one.right)), key=groups.rank)
    for pair, one in people.items():
        if one.word == "same":
            groups.unite(*pair)
        elif one.word != "unsure":
            groups.part(*pair, "a person" if one.word == "different" else "a conflict")
    if groups.rules.machine_different:
        for edge in found:
            if edge.answer == "different" and (edge.left, edge.right) not in people:
                groups.part(edge.left, edge.right, "the machine")
    notes = [_by_machine(edge, people.get((edge.left, edge.right)), groups) for edge in found if edge.answer == "same"]
    notes += [
        Note(edge.left, edge.right, "machine", "doubted")
        for edge in found
        if edge.answer == "different" and groups.together(edge.left, edge.right) and (edge.left, edge.right) not in people
    ]
    notes += [_by_people(one, groups) for one in people.values()]
    return Joined(groups.clusters(), tuple(sorted(notes, key=lambda note: (note.left, note.right, note.source))))


def _by_machine(edge: Edge, said: Verdict | None, groups: _Groups) -> Note:
    """Join a pair that the machine holds to be one, if nothing stands against it."""
    left, right = edge.left, edge.right
    if said is not None and said.word != "same":
        return Note(left, right, "machine", "withheld", f"people say {said.word}" if said.word != "conflict" else "people differ")
    if groups.together(left, right):
        return Note(left, right, "machine", "supports")
    against = groups.against(left, right)
    if against:
        return Note(left, right, "machine", "refused", against)
    groups.unite(left, right)
    return Note(left, right, "machine", "made")


def _by_people(said: Verdict, groups: _Groups) -> Note:
    outcome: Outcome
    match said.word:
        case "same":
            outcome = "made"
        case "different":
            outcome = "contradicted" if groups.together(said.left, said.right) else "parts"
        case _:
            outcome = said.word
    return Note(said.left, said.right, "person", outcome)


class _Groups:
    """Groups of accounts that only ever grow, and the pairs that must not come together in one."""

    def __init__(self, members: Iterable[Member], rules: Rules) -> None:
        self.rules = rules
        self._members = {one.id: one for one in members}
        self._group = {one: [one] for one in self._members}
        self._reports = {one.id: {one.report} for one in self._members.values()}
        self._name = {one: one for one in self._members}
        self._told = {one.id: not one.refers for one in self._members.values()}
        self._apart: dict[str, dict[str, str]] = {}

    def holds(self, left: str, right: str) -> bool:
        return left in self._members and right in self._members and left != right

    def rank(self, edge: Edge) -> tuple[bool, float, str, str]:
        """The order in which pairs are looked at: tellings first, then by strength."""
        return (self._refers(edge.left, edge.right), -edge.bits, edge.left, edge.right)

    def _refers(self, left: str, right: str) -> bool:
        return self._members[left].refers or self._members[right].refers

    def together(self, left: str, right: str) -> bool:
        return self._name[left] == self._name[right]

    def part(self, left: str, right: str, who: str) -> None:
        self._apart.setdefault(left, {})[right] = who
        self._apart.setdefault(right, {})[left] = who

    def unite(self, left: str, right: str) -> None:
        keep, give = sorted((self._name[left], self._name[right]), key=lambda name: (-len(self._group[name]), name))
        if keep != give:
            for one in self._group[give]:
                self._name[one] = keep
            self._group[keep] += self._group.pop(give)
            self._reports[keep] |= self._reports.pop(give)
            self._told[keep] |= self._told.pop(give)

    def against(self, left: str, right: str) -> str:
        """What stands against uniting the groups of these two, in words; empty when nothing does."""
        small, large = sorted((self._name[left], self._name[right]), key=lambda name: (len(self._group[name]), name))
        pairs = [
            (*sorted((one, other)), who)
            for one in self._group[small]
            for other, who in self._apart.get(one, {}).items()
            if self._name[other] == large
        ]
        if pairs:
            first, second, who = min(pairs)
            return f"{who} parts {first} and {second}"
        if self._refers(left, right) and self._told[small] and self._told[large]:
            return "only a report that refers to an incident without telling it stands between them"
        shared = self._reports[small] & self._reports[large]
        return f"report {min(shared)} tells them apart" if self.rules.one_per_report and shared else ""

    def clusters(self) -> tuple[Cluster, ...]:
        def order(one: str) -> tuple[bool, date, str]:
            return self._members[one].order()

        sorted_groups = [tuple(sorted(group, key=order)) for group in self._group.values()]
        return tuple(Cluster(group[0], group) for group in sorted(sorted_groups, key=lambda group: order(group[0])))
