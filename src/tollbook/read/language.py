"""Takes the article's text; gives the code of its language, None when it is too short or the judgement is unsure."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

_ENOUGH_LETTERS = 40
_ENOUGH_FOR_OTHER = 80
_SAMPLE = 20_000
_SURE = 0.9
_WORD = re.compile(r"[^\W\d_]+")
# The commonest function words: a text in which every fifth word is one of them is English, whatever its names suggest.
_ENGLISH = frozenset(
    "the of and to in a is was that for on with as at by from it be are were has have had an said after his their which who not but they this".split()
)


def language_of(article: str) -> str | None:
    """An ISO 639-1 code, or None."""
    sample = article[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    letters = sum(len(word) for word in words)
    if letters < _ENOUGH_LETTERS:
        return None
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= 0.2:
        return "en"
    code, probability = _identifier().classify(sample)
    if code == "en":
        return "en" if probability >= _SURE or share >= 0.1 else None
    if letters < _ENOUGH_FOR_OTHER or probability < _SURE or share >= 0.12:
        return None
    return str(code)


@cache
def _identifier() -> Any:
    logging.getLogger("py3langid").addHandler(logging.NullHandler())
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - a model of some MB, loaded when first asked

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
