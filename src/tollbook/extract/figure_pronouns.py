"""Figure rule for one person told by a pronoun ("He was injured."), where the article has told of no such harm before. Never guesses who it is."""

from __future__ import annotations

from tollbook.extract.counted import Counted
from tollbook.extract.reading import SentenceReading

_SUBJECTS = ("he", "she")
_FIELDS = ("killed", "injured")


def read_pronouns(reading: SentenceReading, told: set[str]) -> None:
    """'He was seriously injured': a claim of one where the sentence opens so and `told`, the fields that were read before, lacks the field."""
    for verb in reading.verbs:
        opens = verb.group == 1 and reading.lowers[0] in _SUBJECTS
        if opens and verb.voice == "passive" and verb.real and not verb.negated and verb.field in _FIELDS and verb.field not in told:
            one = Counted(0, 1, 1, 1, "exact", "person", 0, "people", 0, 1, None, None)
            reading.take(one, verb.field, "pronoun_harmed", verb.first)
