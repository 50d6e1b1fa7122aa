"""Takes a report; gives the phrases in it that fill slots of MUC-4 templates, and those of one incident together. Knows no key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.extract.nouns import PersonNoun, person_nouns
from tollbook.extract.speakers import find_attributions
from tollbook.learned.parts import read_parts
from tollbook.learned.reading import Found, Reading
from tollbook.model.text import Span
from tollbook.resolve.place_tables import demonyms, fold
from tollbook.text.document import Document, Sentence, Token

FLOORS = {"physical_target": 0.65, "human_target": 0.5, "perp_individual": 0.4, "perp_organization": 0.65, "instrument": 0.5}
"""How sure the learned part must be of each part; set on development reports."""
JOIN = 0.4
"""How probable it must be, in the mean, that the parts of two groups belong to one incident."""
SAID = ("deed", "fate", "told", "sort", "state", "stage")
_BARE = frozenset(
    "the a an some several many few this that these those his her their its our one two three four five six seven eight nine ten eleven twelve at "
    "least about over of and other others another both all no in on to by with from for who which it he she they them him".split()
)
_ARMED = ("soldiers", "fighters", "attackers", "security_forces", "peacekeepers")


@dataclass
class Part:
    """A phrase that fills a slot: its kind, offsets and words, and what the network says of it (output to class to probability)."""

    kind: str
    start: int
    end: int
    words: str
    sentence: int
    score: float
    says: dict[str, dict[str, float]]
    place: tuple[int, int]

    def best(self, output: str, among: Iterable[str] | None = None) -> str:
        """The most probable class of an output, of those allowed."""
        shares = self.says.get(output, {})
        allowed = [name for name in shares if among is None or name in set(among)]
        return max(allowed, key=lambda name: shares[name], default="")


def groups_of(document: Document) -> list[list[Part]]:
    """The parts of a report, those of one incident together, in text order."""
    reading = read_parts(document)
    speakers = [attribution.source for attribution in find_attributions(document)]
    parts = [part for one in _whole(document, reading.spans("part", min(FLOORS.values()))) for part in _parts(document, reading, one)]
    parts = [part for part in parts if part.kind != "human_target" or not any(overlap(part, one) for one in speakers)]
    return _joined(parts, reading)


def _whole(document: Document, found: Iterable[Found]) -> list[Found]:
    """Spans of one kind that stand side by side with nothing between are one phrase."""
    out: list[Found] = []
    for one in found:
        if out and (out[-1].kind, out[-1].sentence, out[-1].last) == (one.kind, one.sentence, one.first):
            size = out[-1].last - out[-1].first, one.last - one.first
            score = (out[-1].score * size[0] + one.score * size[1]) / sum(size)
            out.append(Found(one.kind, one.sentence, out.pop().first, one.last, score))
        else:
            out.append(one)
    return out


def overlap(one: Part | Span, other: Part | Span) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(parts: list[Part], reading: Reading) -> list[list[Part]]:
    """Groups joined as long as the mean probability between any two of them is above the floor, the most probable first."""
    same = {(i, j): reading.same_attack(parts[i].place, parts[j].place) or 0.0 for j in range(len(parts)) for i in range(j)}
    groups = [[i] for i in range(len(parts))]

    def mean(one: list[int], other: list[int]) -> float:
        return sum(same[min(i, j), max(i, j)] for i in one for j in other) / (len(one) * len(other))

    while len(groups) > 1:
        worth, a, b = max((mean(groups[a], groups[b]), -a, -b) for b in range(len(groups)) for a in range(b))
        if worth < JOIN:
            break
        groups[-a] += groups.pop(-b)
    aimed = [group for group in groups if any(parts[i].kind.endswith("target") for i in group)]
    for group in groups:
        if group not in aimed and aimed:  # who did it, or with what, told apart from the target
            min(aimed, key=lambda other: (-mean(group, other), min(other))).extend(group)
    return _without_repeats([[parts[i] for i in sorted(group)] for group in sorted(aimed, key=min)])


def _without_repeats(groups: list[list[Part]]) -> list[list[Part]]:
    """Groups that name only targets which another group names, in that group."""
    kept: list[list[Part]] = []
    for group in sorted(groups, key=lambda group: (-len(group), group[0].start)):
        targets = [part for part in group if part.kind.endswith("target")]
        home = next((other for other in kept if targets and all(any(again(part, one) for one in other) for part in targets)), None)
        if home is None:
            kept.append(group)
        else:
            home += group
    return sorted((sorted(group, key=lambda part: part.start) for group in kept), key=lambda group: group[0].start)


def again(part: Part, other: Part) -> bool:
    """Whether a phrase says no more than another of its kind: its last word, all of its words, or its initials."""
    short, long = part.words.upper().split(), other.words.upper().split()
    initials = sorted(word[0] for word in long if word not in ("OF", "THE", "AND", "FOR"))
    letters = len(short) == 1 and len(long) > 2 and sorted(short[0]) == sorted(set(initials) & set(short[0])) and len(short[0]) > 2
    same = short[-1].rstrip("S") == long[-1].rstrip("S") or set(short) <= set(long)
    return part.kind == other.kind and (same or letters)


def _parts(document: Document, reading: Reading, found: Found) -> list[Part]:
    """The phrase of a marked span, whole: names are taken to their ends, articles and numbers left out, a title parted from its name; nothing where
    nothing is left or it is no target (armed men, a pronoun)."""
    sentence = document.sentences[found.sentence]
    tokens = sentence.tokens
    first, last = found.first, found.last
    if found.kind != "human_target":
        while first > 0 and _names(tokens[first - 1]) and tokens[first].text[0].isupper():
            first -= 1
        while last < len(tokens) and _names(tokens[last]) and tokens[last - 1].text[0].isupper():
            last += 1
    while first < last and (tokens[first].lower in _BARE or not tokens[first].is_word):
        first += 1
    while last > first and (tokens[last - 1].lower in _BARE or not tokens[last - 1].text[-1].isalnum()):
        last -= 1
    if first == last or found.score < FLOORS[found.kind]:
        return []
    nouns = {at: noun for at in range(first, last) if (noun := person_nouns().match(sentence.lowers(), at)) is not None}
    if found.kind == "human_target" and any(noun[1].kind in _ARMED for noun in nouns.values()):
        return []
    cut = _title_ends(sentence, first, last, nouns) if found.kind == "human_target" else None
    if cut is not None:
        return [one for span in ((first, cut), (cut, last)) if (one := _part(document, reading, found, *span)) is not None]
    part = _part(document, reading, found, first, last)
    return [part] if part is not None else []


def _title_ends(sentence: Sentence, first: int, last: int, nouns: dict[int, tuple[int, PersonNoun]]) -> int | None:
    """Where a title before a name ends ("PRESIDENCY MINISTER | NAME NAME"): behind the last noun for a person in front of capitalised words that are
    none, with no preposition on either side; or at a closing bracket."""
    tokens = sentence.tokens
    bracket = next((at for at in range(first + 1, last - 1) if tokens[at].text == "]"), None)
    if bracket is not None:
        return bracket + 1
    end = max((noun[0] for noun in nouns.values() if noun[1].kind != "nationals"), default=last)
    rest = [token for token in tokens[end:last] if token.is_word]
    plain = not any(token.lower in ("of", "in", "for", "from", "at") for token in tokens[first:last])
    return end if end < last and plain and rest and all(token.text[0].isupper() for token in rest) else None


def _part(document: Document, reading: Reading, found: Found, first: int, last: int) -> Part | None:
    """The phrase itself; None where it names nobody and nothing: an adjective of a nation, a word of the transcript."""
    tokens = document.sentences[found.sentence].tokens
    while first < last - 1 and not tokens[first].is_word:
        first += 1
    while last - 1 > first and not tokens[last - 1].text[-1].isalnum():
        last -= 1
    if found.kind == "perp_individual" and tokens[last - 1].lower == "group" and last + 1 < len(tokens) and tokens[last].lower == "of":
        last = next((at for at in range(last + 1, min(last + 6, len(tokens))) if not tokens[at].is_word), last + 1)
    start, end = tokens[first].start, tokens[last - 1].end
    words = " ".join(document.report.text[start:end].split()).removesuffix("'S").removesuffix("'s")
    if last - first == 1 and (fold(words) in demonyms() or words.lower() in _NOBODY):
        return None
    says = {output: reading.classes(output, found.sentence, found.first, found.last) for output in SAID}
    return Part(found.kind, start, end, words, found.sentence, found.score, says, (found.sentence, first))


_NOBODY = frozenset("indistinct maoist leftist rightist national terrorist soviet".split())


def _names(token: Token) -> bool:
    return token.is_word and (token.text[0].isupper() or token.lower in ("of", "de", "del", "la"))
