"""Harm nouns and states, with the field that each tells. Reads lexicon/en/harm.yaml."""

from __future__ import annotations

from functools import cache

from tollbook.extract.phrases import PhraseTable
from tollbook.lexicon.load import table


@cache
def harm_nouns() -> PhraseTable[str]:
    """Harm nouns and their plurals ("deaths") with the field they count."""
    entries: dict[str, str] = {}
    for noun, field in table("en", "harm.yaml")["nouns"].items():
        entries[noun] = field
        entries[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = field
    return PhraseTable(entries)


@cache
def state_words() -> PhraseTable[str]:
    """States that stand behind a figure ("dead", "wounded") with their field."""
    return PhraseTable(dict(table("en", "harm.yaml")["states"]))


def names_harm(lowers: tuple[str, ...]) -> bool:
    """Whether a harm noun or a state stands among the words."""
    return any(state_words().match(lowers, at) or harm_nouns().match(lowers, at) for at in range(len(lowers)))
