"""Takes the slots of MUC-4 templates as they are written; gives their fills as values with alternatives. Scores nothing.

A slot is a list of fills, one a line of the key. `-` says that nothing fills it, `*` that it does not apply. A fill may have alternatives parted by `/`, a
leading `?` (or brackets around all of it) where it is optional, and a cross-reference tag behind a colon: the string of the target or group that
the value is about. A template whose number is followed by `(OPTIONAL)` may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Template = Mapping[str, Sequence[str]]

STRINGS = (
    "INCIDENT: INSTRUMENT ID",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
)
SETS = (
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: TYPE",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "HUM TGT: TYPE",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
)
NUMBERS = ("PHYS TGT: NUMBER", "PHYS TGT: TOTAL NUMBER", "HUM TGT: NUMBER", "HUM TGT: TOTAL NUMBER")
DATE, LOCATION = "INCIDENT: DATE", "INCIDENT: LOCATION"
SLOTS = (
    DATE,
    LOCATION,
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
)
_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill of a slot: the values any of which is right, and the tags any of which is right; no tags where the slot has none."""

    values: tuple[str, ...]
    tags: tuple[str, ...] = ()
    optional: bool = False


def fills(slot: str, template: Template) -> tuple[Fill, ...] | None:
    """The fills of a slot; None where the slot does not apply or is missing from the template."""
    lines = [line.strip() for line in template.get(slot, ()) if line.strip()]
    if not lines or lines == ["*"]:
        return None if lines else ()
    return tuple(_fill(slot, line) for line in lines if line not in ("-", "*"))


def is_optional(template: Template) -> bool:
    return any("OPTIONAL" in line for line in template.get("MESSAGE: TEMPLATE", ()))


def _fill(slot: str, line: str) -> Fill:
    optional = line.startswith("?") or (line.startswith("(") and ")" in line)
    line = line.lstrip("? ").strip()
    if slot in STRINGS:
        head, tag = _cut_tag(line) if slot == "HUM TGT: DESCRIPTION" else (line, "")
        return Fill(_strings(head), _strings(tag), optional)
    if slot in (DATE, LOCATION):
        return Fill(tuple(_plain(part) for part in line.split(" / ")), (), optional)
    head, _, tag = line.partition(':"') if ':"' in line else line.partition(": ")
    tag = f'"{tag}' if ':"' in line else tag
    values = tuple(value for part in head.strip("() ").split("/") if (value := _plain(part)))
    return Fill(values, _strings(tag), optional)


def _cut_tag(line: str) -> tuple[str, str]:
    """`"PRESIDENT" / "HEAD": "NAME"` before and behind the colon that stands between strings."""
    match = re.search(r'"\s*:\s*(?="|-)', line)
    return (line, "") if match is None else (line[: match.start() + 1], line[match.end() :])


def _strings(words: str) -> tuple[str, ...]:
    found = tuple(_plain(part.replace('\\"', '"')) for part in _QUOTED.findall(words))
    if not found and words.strip() not in ("", "-"):
        found = tuple(_plain(part.strip('"')) for part in words.split(" / "))
    return tuple(one for one in found if one)


def _plain(words: str) -> str:
    return " ".join(words.upper().split())
