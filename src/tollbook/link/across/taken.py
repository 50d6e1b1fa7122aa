"""Takes sentences; gives the words by which a place changes hands in them. Knows nothing of the other report."""

from __future__ import annotations

import re
from functools import cache

from tollbook.lexicon.load import cue_words

_PARTS = ("en", "link_taken.yaml")


def taken_cue(sentences: list[str]) -> str | None:
    """The first words by which a town, base or region is taken, entered or lost; None when nothing says so."""
    for sentence in sentences:
        found = _cues().search(sentence.replace("’", "'"))
        if found is not None:
            return found.group().lower()
    return None


@cache
def _cues() -> re.Pattern[str]:
    words = [r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in one.split()) for one in cue_words(_PARTS, "cues")]
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)
