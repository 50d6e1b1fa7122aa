"""Takes who published a report; gives the place the outlet is at home in, from lexicon/places/outlets.yaml. None for the many that stand not there."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from tollbook.lexicon.load import must, table
from tollbook.model.text import Report
from tollbook.resolve.gazetteer import look_up
from tollbook.resolve.place_tables import Entry, countries

_FILE = ("places", "outlets.yaml")


def home_of(report: Report) -> Entry | None:
    """The home of the report's outlet, by its name or by the host of the address that it was read from."""
    for name in (report.outlet or "", _host(report.outlet or ""), _host(report.source)):
        home = outlets().get(name.strip().lower()) if name else None
        if home is not None:
            return home
    return None


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # a malformed address in brackets
        return ""
    return host.removeprefix("www.")


@cache
def outlets() -> dict[str, Entry]:
    """The homes of all listed outlets, by host or name. Raises BadLexicon for an entry that cannot be placed."""
    rows = table(*_FILE)
    must(
        isinstance(rows, dict) and isinstance(rows.get("outlets"), dict),
        _FILE,
        "the mapping `outlets` is missing",
        "start the file with `outlets:`",
    )
    return {str(name).lower(): _home(str(name), str(place)) for name, place in rows["outlets"].items()}


def _home(name: str, place: str) -> Entry:
    parts = [part.strip() for part in place.split(",")]
    must(parts[-1] in countries(), _FILE, f"{name}: unknown country {parts[-1]!r}", "use the ISO 3166 two-letter code")
    if len(parts) == 1:
        return countries()[parts[0]].entry
    must(len(parts) == 3, _FILE, f"{name}: {place!r} has {len(parts)} parts", "write a country, or town, division, country")
    town, division, country = parts
    found = [e for e in look_up(town) if e.country == country and e.admin1 == division and not e.wide]
    must(
        bool(found), _FILE, f"{name}: no {town} is known in the division {division} of {country}", "use a name and a code of the gazetteer"
    )
    return max(found, key=lambda entry: (entry.population, entry.id))
