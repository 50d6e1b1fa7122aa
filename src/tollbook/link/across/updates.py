"""Takes sentences; gives the words by which they say that they tell more of what was told before. Knows nothing of the other report."""

from __future__ import annotations

import re
from functools import cache

from tollbook.lexicon.load import cue_words

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
    return re.compile("|".join(rf"\b{_pattern(one)}\b" for one in cue_words(_PARTS, "cues")), re.IGNORECASE)


def _pattern(words: str) -> str:
    """ "condemn*" is a word with any ending, a "*" alone any word or number."""
    return r"\s+".join(r"[\w,.]+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in words.split())
