"""Takes stand-off lines (`docs/gold.md`), gold and answers alike; gives them as typed values and writes them again. Holds no text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from texts import EvalText, sha256

Pair = tuple[int, int]


class WrongGold(Exception):
    """A stand-off file that is not of the format, or that does not fit the texts."""


@dataclass(frozen=True, slots=True)
class MarkedIncident:
    """An incident as labelled or answered: its key inside its text, status, type, and the keys of its parts."""

    key: str
    status: str
    type: str
    totals_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim as labelled or answered. `subset_of` is the place of its whole among the text's claims; `incident` is a key or None."""

    start: int
    end: int
    field: str
    min: int | None
    max: int | None
    qualifier: str
    group_kind: str | None = None
    said_by: Pair | None = None
    via: tuple[Pair, ...] = ()
    stance: str = "asserts"
    subset_of: int | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One text's line. `numbers` and `left_over` count the numbers of the text and those unexplained; both are 0 in gold."""

    id: str
    sha256: str
    slice: Pair | None = None
    published: str | None = None
    incidents: tuple[MarkedIncident, ...] = ()
    claims: tuple[MarkedClaim, ...] = ()
    numbers: int = 0
    left_over: int = 0

    @property
    def set(self) -> str:
        return self.id.partition(":")[0]

    def incident(self, claim: MarkedClaim) -> MarkedIncident | None:
        return next((one for one in self.incidents if one.key == claim.incident), None)


def load_lines(path: Path) -> list[MarkedText]:
    """Every line of a stand-off file; raises WrongGold that names file and line."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            out.append(_text(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise WrongGold(f"{path}, line {number}: {error!r}; the format is in docs/gold.md") from error
    return out


def _pair(value: object) -> Pair | None:
    if value is None:
        return None
    start, end = cast("list[int]", value)
    return start, end


def _text(entry: dict[str, object]) -> MarkedText:
    incidents = [
        MarkedIncident(one["key"], one["status"], one["type"], tuple(one["totals_of"]))
        for one in cast("list[dict[str, str]]", entry["incidents"])
    ]
    claims = [
        MarkedClaim(**{**one, "said_by": _pair(one["said_by"]), "via": tuple((start, end) for start, end in one["via"])})  # type: ignore[arg-type]
        for one in cast("list[dict[str, list[Pair]]]", entry["claims"])
    ]
    return MarkedText(
        cast("str", entry["id"]),
        cast("str", entry["sha256"]),
        _pair(entry["slice"]),
        cast("str | None", entry["published"]),
        tuple(incidents),
        tuple(claims),
        cast("int", entry.get("numbers", 0)),
        cast("int", entry.get("left_over", 0)),
    )


def line_of(text: MarkedText) -> str:
    """The JSON line of a text's marks; `numbers` and `left_over` only where numbers were counted."""
    entry: dict[str, object] = {
        "id": text.id,
        "slice": text.slice,
        "sha256": text.sha256,
        "published": text.published,
        "incidents": [{"key": one.key, "status": one.status, "type": one.type, "totals_of": one.totals_of} for one in text.incidents],
        "claims": [{name: getattr(claim, name) for name in MarkedClaim.__slots__} for claim in text.claims],
    }
    if text.numbers:
        entry |= {"numbers": text.numbers, "left_over": text.left_over}
    return json.dumps(entry)


def write_lines(path: Path, texts: list[MarkedText]) -> None:
    path.write_text("".join(line_of(text) + "\n" for text in texts), encoding="utf-8")


def words_of(marked: MarkedText, texts: dict[str, EvalText]) -> str:
    """The text that a line's offsets count in; raises WrongGold when the data holds no such text or another one."""
    item = texts.get(marked.id)
    if item is None:
        raise WrongGold(f"{marked.id} is not in the data folder; take the data that the gold was made on")
    text = item.text[slice(*marked.slice)] if marked.slice else item.text
    if sha256(text) != marked.sha256:
        raise WrongGold(f"{marked.id} has other words in the data folder; take the data that the gold was made on")
    return text
