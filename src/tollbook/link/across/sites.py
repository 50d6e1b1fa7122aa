"""Takes sentences; gives the kinds of site that they name: school, market, convoy. Knows nothing of places on a map or of the other report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tollbook.lexicon.load import must, table

_PARTS = ("en", "link_sites.yaml")
_KEYS = {"words", "reads", "leaves", "skips"}


def sites_of(sentences: Iterable[str]) -> frozenset[str]:
    """The kinds of site named in the sentences (lexicon/en/link_sites.yaml)."""
    patterns, skips = _patterns()
    text = skips.sub(" ", "\n".join(sentences).replace("’", "'"))
    return frozenset(kind for kind, pattern in patterns.items() if pattern.search(text))


@cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """A pattern for each kind, and one for the words that name none though they hold its word."""
    data = table(*_PARTS)
    must(isinstance(data, dict) and isinstance(data.get("sites"), dict), _PARTS, "`sites` is missing", "give one kind of site")
    found: dict[str, re.Pattern[str]] = {}
    skipped: list[str] = []
    for name, row in data["sites"].items():
        right = isinstance(row, dict) and {"words", "reads", "leaves"} <= set(row) <= _KEYS
        must(right, _PARTS, f"site {name!r} needs words, reads and leaves", "correct that site")
        found[name] = _any_of(row["words"])
        skipped += row.get("skips", ())
    return found, _any_of(skipped, plural=False)


def _any_of(words: Iterable[str], plural: bool = True) -> re.Pattern[str]:
    end = "s?" if plural else ""
    parts = [re.escape(str(word)).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+") + ("" if "*" in str(word) else end) for word in words]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)
