"""Takes sentences; gives the words by which they say that they tell more of what was told before. Knows nothing of the other report."""

from __future__ import annotations

import re
from functools import cache

from tollbook.lexicon.load import must, table

_PARTS = ("en", "link_updates.yaml")


def update_cue(sentences: list[str]) -> str | None:
    """The first words that mark an update ("death toll", "yesterday's"), None when nothing does."""
    for sentence in sentences:
        found = _cues().search(sentence.replace("’", "'"))
        if found is not None:
            return found.group().lower()
    return None


@cache
def _cues() -> re.Pattern[str]:
    rows = table(*_PARTS)
    must(isinstance(rows, dict) and isinstance(rows.get("cues"), dict), _PARTS, "`cues` is missing", "give one cue")
    words = []
    for name, row in rows["cues"].items():
        right = isinstance(row, dict) and sorted(row) == ["leaves", "reads", "words"]
        must(right, _PARTS, f"cue {name!r} needs words, reads and leaves", "correct that cue")
        words += [str(one) for one in row["words"]]
    return re.compile("|".join(rf"\b{_pattern(one)}\b" for one in words), re.IGNORECASE)


def _pattern(words: str) -> str:
    """ "condemn*" is a word with any ending, a "*" alone any word or number."""
    return r"\s+".join(r"[\w,.]+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in words.split())
