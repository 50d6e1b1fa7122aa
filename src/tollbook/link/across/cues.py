"""Takes sentences and a table of cues; gives the first cue that stands in them. Knows nothing of the other report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tollbook.lexicon.load import cue_words


def first_cue(sentences: Iterable[str], parts: tuple[str, ...]) -> str | None:
    """The first words that are a cue of the table, in lower case; None when no sentence holds one."""
    for sentence in sentences:
        found = _cues(parts).search(sentence.replace("’", "'"))
        if found is not None:
            return found.group().lower()
    return None


@cache
def _cues(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{_pattern(one)}\b" for one in cue_words(parts, "cues")), re.IGNORECASE)


def _pattern(words: str) -> str:
    """ "condemn*" is a word with any ending, a "*" alone any word or number."""
    return r"\s+".join(r"[\w,.]+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in words.split())
