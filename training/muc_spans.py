"""Takes a report and its answer keys; gives where the strings that fill the slots stand in the text, with the slot they fill. Keeps no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

SLOTS = {
    "PERP: INDIVIDUAL ID": "perp_individual",
    "PERP: ORGANIZATION ID": "perp_organization",
    "PHYS TGT: ID": "physical_target",
    "HUM TGT: NAME": "human_target",
    "HUM TGT: DESCRIPTION": "human_target",
    "INCIDENT: INSTRUMENT ID": "instrument",
}
_NEAR = 300  # characters to a filler of another slot of the same incident
Span = tuple[int, int, str, int]
"""Start, end, part, and the place of the template in the keys."""


def slot_spans(text: str, templates: list[dict[str, list[str]]]) -> list[tuple[int, int, str, bool]]:
    """Start, end and part of every occurrence of a filler, and whether it surely stands for that slot there: it is the first such mention, or
    another slot's filler of the same incident is near."""
    taken: list[Span] = []
    for one in sorted(set(_candidates(text, templates)), key=lambda span: (span[0] - span[1], span[0], span[2:])):
        if all(one[1] <= other[0] or one[0] >= other[1] for other in taken):
            taken.append(one)
    taken.sort()
    return [
        (start, end, part, _is_first((start, end, part, key), taken, text) or _has_company((start, end, part, key), taken))
        for start, end, part, key in taken
    ]


def _candidates(text: str, templates: list[dict[str, list[str]]]) -> Iterator[Span]:
    for key, template in enumerate(templates):
        for slot, part in SLOTS.items():
            for fill in template.get(slot, []):
                for words in alternatives(fill, described=slot == "HUM TGT: DESCRIPTION"):
                    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
                    yield from ((match.start(), match.end(), part, key) for match in re.finditer(pattern, text))


def alternatives(fill: str, *, described: bool = False) -> list[str]:
    """The quoted strings of a filler, any of which is right; of a description, what stands before the name that it refers to."""
    own = re.split(r'"\s*:\s*"?', fill.lstrip("? "))[0] if described else fill.lstrip("? ")
    closed = own if own.count('"') % 2 == 0 else own + '"'
    found = (words.replace('\\"', '"').strip() for words in re.findall(r'"((?:\\.|[^"\\])+)"', closed))
    return [words for words in found if len(words) > 1]


def _has_company(one: Span, taken: list[Span]) -> bool:
    return any(other[3] == one[3] and other[2] != one[2] and abs(other[0] - one[0]) < _NEAR for other in taken)


def _is_first(one: Span, taken: list[Span], text: str) -> bool:
    words = text[one[0] : one[1]]
    return not any(other[0] < one[0] and other[2:] == one[2:] and text[other[0] : other[1]] == words for other in taken)
