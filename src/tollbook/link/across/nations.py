"""Takes sentences; gives the countries that they name by name, adjective or people ("Iranian", "Iranians"). Knows nothing of places on a map or of actors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tollbook.lexicon.load import must, table

_PARTS = ("actors", "demonyms.yaml")


def nations_of(sentences: Iterable[str]) -> frozenset[str]:
    """The ISO 3166 codes of the countries named in the sentences (lexicon/actors/demonyms.yaml); capitals that stand for a government are left out."""
    pattern, codes = _words()
    return frozenset(codes[found.group()] for sentence in sentences for found in pattern.finditer(sentence))


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    data = table(*_PARTS)
    must(isinstance(data, dict) and isinstance(data.get("countries"), dict), _PARTS, "`countries` is missing", "put the table back")
    codes: dict[str, str] = {}
    for iso2, row in data["countries"].items():
        for key in ("names", "adjectives", "people"):
            for word in row.get(key, ()):
                codes.setdefault(str(word), str(iso2))
    longest = sorted(codes, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in longest) + r")(?!\w)"), codes
