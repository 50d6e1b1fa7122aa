"""Takes a token; gives its word pieces as numbers of the packaged vocabulary (BERT's uncased WordPiece). Never looks at context."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

CLS, SEP, UNKNOWN = 101, 102, 100
_LONGEST_WORD = 100  # characters; a longer token is one unknown piece


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Every piece with its number; the line number of `vocab.txt`, from 0."""
    lines = files("tollbook.learned").joinpath("weights", "vocab.txt").read_text(encoding="utf-8").splitlines()
    return {piece: number for number, piece in enumerate(lines)}


@lru_cache(maxsize=65536)
def pieces_of(token: str) -> tuple[int, ...]:
    """The pieces of one token; at least one. Case and accents are dropped, punctuation stands alone."""
    found: list[int] = []
    for word in _words(token):
        found.extend(_split(word))
    return tuple(found) or (UNKNOWN,)


def _words(token: str) -> list[str]:
    """The token in lower case without accents, cut at punctuation."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", token.lower()) if unicodedata.category(sign) != "Mn")
    words = [""]
    for sign in plain:
        if unicodedata.category(sign)[0] in "PS":
            words += [sign, ""]
        elif not unicodedata.category(sign).startswith("C"):
            words[-1] += sign
    return [word for word in words if word]


def _split(word: str) -> list[int]:
    """Greedy longest match from the left; one unknown piece where some stretch has none."""
    known = vocabulary()
    if len(word) > _LONGEST_WORD:
        return [UNKNOWN]
    out: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            number = known.get(word[start:end] if start == 0 else "##" + word[start:end])
            if number is not None:
                out.append(number)
                start = end
                break
        else:
            return [UNKNOWN]
    return out
