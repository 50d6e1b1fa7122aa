"""Takes places/countries.tsv; gives three-letter country codes. Knows nothing else of countries."""

from __future__ import annotations

from functools import cache

from tollbook.lexicon.load import data_path


@cache
def three_letters() -> dict[str, str]:
    """ISO 3166 three-letter codes by the two-letter ones."""
    rows = (line.split("\t") for line in data_path("places", "countries.tsv").read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 2 and not row[0].startswith("#")}
