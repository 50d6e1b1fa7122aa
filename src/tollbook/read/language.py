"""Takes the article's text; gives the code of its language, None when it is too short or the judgement is unsure."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from tollbook.read.line_rules import block_table

_ENOUGH_LETTERS = 40
_ENOUGH_FOR_OTHER = 80
_SAMPLE = 20_000
_SURE = 0.7
_LITTLE = 0.2
_SOME_ENGLISH = 0.1
_ENGLISH_KIND = frozenset(["en", "pcm", "sco"])
_WORD = re.compile(r"[^\W\d_]+")


def language_of(article: str) -> str | None:
    """An ISO 639-1 code, or None."""
    sample = article[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    letters = sum(len(word) for word in words)
    if letters < _ENOUGH_LETTERS:
        return None
    share = sum(word in block_table().function_words for word in words) / len(words)
    if share >= 0.2:
        return "en"
    ranks = _identifier().rank(sample)
    code, probability = str(ranks[0][0]), float(ranks[0][1])
    english = sum(float(share_of) for name, share_of in ranks if name in _ENGLISH_KIND)
    if code == "en":
        return "en" if english >= _SURE or share >= _SOME_ENGLISH else None
    sure = probability >= _SURE and english < 1 - _SURE - _LITTLE and letters >= _ENOUGH_FOR_OTHER
    return code if sure and share < _SOME_ENGLISH and code not in _ENGLISH_KIND else None


@cache
def _identifier() -> Any:
    logging.getLogger("py3langid").addHandler(logging.NullHandler())
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - a model of some MB, loaded when first asked

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
