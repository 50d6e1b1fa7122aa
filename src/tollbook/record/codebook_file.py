"""Takes a codebook, a TOML file; gives what counts in a record and how it is read, checked, with the hash that names it. Never guesses a setting.

A codebook says which incidents count (types, status, countries, period), how vague words are read, by which rule tolls are made, and from which share on
the machine joins or parts two accounts. Everything may be left out but `format`, `name` and `version`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, cast, get_args

from tollbook.lexicon.link_weights import link_weights
from tollbook.lexicon.profiles import profile_names
from tollbook.model.errors import BadInput
from tollbook.model.incident import Incident, IncidentType, Status
from tollbook.record.toll_rules import toll_rules

FORMAT = 1
_KEYS: dict[str, tuple[str, ...]] = {
    "": ("format", "name", "version", "include", "places", "period", "read", "toll", "link"),
    "include": ("types", "statuses", "rules"),
    "places": ("countries", "unknown"),
    "period": ("first", "last", "unknown"),
    "read": ("profile",),
    "toll": ("rule", "min_confidence"),
    "link": ("same", "different"),
}


@dataclass(frozen=True, slots=True)
class Floors:
    """The share of pairs like a pair that are the same, from which the machine joins it, and below which it holds it different."""

    same: float
    different: float


@dataclass(frozen=True, slots=True)
class Codebook:
    """What counts in a record and how it is read. `rules` are rules in words, for people; `unknown_place` and `unknown_date` say whether an incident
    without a country or a date counts; `floors` are None where it has none of its own. `hash` names it: its `text` with any change is another codebook."""

    name: str
    version: str
    hash: str
    types: tuple[IncidentType, ...] = get_args(IncidentType)
    statuses: tuple[Status, ...] = get_args(Status)
    rules: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    unknown_place: bool = True
    first: date | None = None
    last: date | None = None
    unknown_date: bool = True
    profile: str = "default"
    toll_rule: str | None = None
    min_confidence: float = 0.0
    floors: Floors | None = None
    text: str = ""

    def stamp(self, rules: str) -> str:
        """How what it produced is stamped: the hash of tollbook's own rules, and this codebook's."""
        return f"{rules} {self.hash}"

    def leaves_out(self, incident: Incident) -> str | None:
        """Why an incident does not count, None when it does."""
        if incident.type not in self.types:
            return f"type {incident.type.replace('_', ' ')}"
        if incident.status not in self.statuses:
            return f"status {incident.status}"
        country = incident.place.country if incident.place else None
        if self.countries and country not in self.countries and not (country is None and self.unknown_place):
            return f"country {country or 'unknown'}"
        return self._outside(incident)

    def _outside(self, incident: Incident) -> str | None:
        if self.first is None and self.last is None:
            return None
        start = incident.date.start or incident.date.end if incident.date else None
        end = incident.date.end or incident.date.start if incident.date else None
        if start is None or end is None:
            return None if self.unknown_date else "date unknown"
        early, late = self.first is not None and end < self.first, self.last is not None and start > self.last
        return "before the period" if early else "after the period" if late else None


def read_codebook(path: Path) -> Codebook:
    """The codebook in a file; raises BadInput with file, line and remedy for the first thing that is wrong."""
    try:
        text = path.read_bytes().replace(b"\r\n", b"\n").decode("utf-8")
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({(error.strerror or 'system error').lower()}); name a codebook file") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: is no UTF-8 text; save it as UTF-8") from error
    return codebook_of(text, str(path))


def codebook_of(text: str, where: str) -> Codebook:
    """The codebook in a text; raises BadInput with `where` it stands, line and remedy for the first thing that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = f", line {line[1]}" if line else ""
        raise BadInput(f"{where}{at}: is no TOML ({str(error).partition(' (at')[0].lower()}); correct that line") from error
    return _Reader(where, text, data).codebook(hashlib.sha256(text.encode("utf-8")).hexdigest()[:12])


class _Reader:
    """Reads settings one by one and knows on which line each stands."""

    def __init__(self, where: str, text: str, data: dict[str, Any]) -> None:
        self._where, self._text, self._data = where, text, data

    def codebook(self, name: str) -> Codebook:
        for section, keys in _KEYS.items():
            for key in self._section(section):
                if key not in keys:
                    self._wrong(section, key, f"{key!r} is no setting", f"choose one of {', '.join(keys)}")
        if self._data.get("format") != FORMAT:
            self._wrong("", "format", f"`format` is not {FORMAT}", f"write format = {FORMAT}")
        floors = self._floors()
        if floors is not None and floors.different > floors.same:
            self._wrong("link", "different", "the floor for different lies above that for the same", "give a lower share")
        first, last = self._day("first"), self._day("last")
        if first and last and first > last:
            self._wrong("period", "last", "the period ends before it begins", "give a later day")
        return Codebook(
            self._text_of("", "name"), self._text_of("", "version"), name,
            cast("tuple[IncidentType, ...]", self._several("include", "types", get_args(IncidentType))),
            cast("tuple[Status, ...]", self._several("include", "statuses", get_args(Status))),
            self._several("include", "rules", None), self._countries(), self._yes("places", "unknown"), first, last, self._yes("period", "unknown"),
            self._one_of("read", "profile", profile_names()) or "default", self._one_of("toll", "rule", tuple(toll_rules())),
            self._share("toll", "min_confidence", 0.0), floors, self._text,
        )  # fmt: skip

    def _section(self, name: str) -> dict[str, Any]:
        found = self._data if not name else self._data.get(name, {})
        if not isinstance(found, dict):
            self._wrong("", name, f"{name!r} is no section", f"write [{name}] and its settings below")
        return found

    def _text_of(self, section: str, key: str) -> str:
        value = self._section(section).get(key)
        if not isinstance(value, str) or not value.strip():
            self._wrong(section, key, f"`{key}` is missing or no text", f'write {key} = "..."')
        return value

    def _one_of(self, section: str, key: str, choices: tuple[str, ...]) -> str | None:
        value = self._section(section).get(key)
        if value is not None and value not in choices:
            self._wrong(section, key, f"there is no {key} {value!r}", f"choose one of {', '.join(choices)}")
        return cast("str | None", value)

    def _several(self, section: str, key: str, choices: tuple[str, ...] | None) -> tuple[str, ...]:
        value = self._section(section).get(key, list(choices or ()))
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong(section, key, f"`{key}` is no list of words", f'write {key} = ["...", "..."]')
        strange = [one for one in value if choices is not None and one not in choices]
        if strange:
            self._wrong(section, key, f"{strange[0]!r} is none of the {key}", f"choose from {', '.join(choices or ())}")
        return tuple(value)

    def _countries(self) -> tuple[str, ...]:
        found = self._several("places", "countries", None)
        strange = [one for one in found if not re.fullmatch(r"[A-Z]{2}", one)]
        if strange:
            self._wrong("places", "countries", f"{strange[0]!r} is no country", "write its two letters (ISO 3166), such as CD")
        return found

    def _yes(self, section: str, key: str) -> bool:
        value = self._section(section).get(key, True)
        if not isinstance(value, bool):
            self._wrong(section, key, f"`{key}` is neither true nor false", "write true or false")
        return value

    def _share(self, section: str, key: str, default: float) -> float:
        value = self._section(section).get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self._wrong(section, key, f"`{key}` is no share", "give a number from 0 to 1")
        return float(value)

    def _floors(self) -> Floors | None:
        """The floors; one that is left out is tollbook's own."""
        own = link_weights()
        return (
            Floors(self._share("link", "same", own.same), self._share("link", "different", own.different))
            if self._section("link")
            else None
        )

    def _day(self, key: str) -> date | None:
        value = self._section("period").get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self._wrong("period", key, f"`{key}` is no day", f"write {key} = 2024-01-31, without quotes")
        return value

    def _wrong(self, section: str, key: str, problem: str, advice: str) -> NoReturn:
        raise BadInput(f"{self._where}, line {self._line(section, key)}: {problem}; {advice}")

    def _line(self, section: str, key: str) -> int:
        """The line of a setting, or that of its section, or the first."""
        at, here, best = "", 0, 1
        for here, line in enumerate(self._text.split("\n"), 1):
            head = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
            if head:
                at = head[1]
                best = here if at in (section, key) else best
            elif at == section and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
                return here
        return best
