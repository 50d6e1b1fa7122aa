"""Takes a word in lower case; gives its stem and how rare it is in news. Knows no grammar: it only lets "bombings" meet "bombing"."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tollbook.model.errors import BadLexicon

_RAREST = 12
"""Bits of a word that the table does not know: it stood in less than one of four thousand texts."""
_ENDINGS = (("ies", "y"), ("'s", ""), ("ings", ""), ("ing", ""), ("ers", "er"), ("ed", ""), ("es", ""), ("s", ""))


@cache
def stem(word: str) -> str:
    """The word without the endings of number, tense and possession; short words stay as they are."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")) and len(word) - len(ending) >= 3:
            bare = word[: -len(ending)] + instead
            if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lsz":
                bare = bare[:-1]  # "bombed", "robbed", "shelled"
            return bare.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


@cache
def rarity() -> dict[str, int]:
    """How rare a stem is: bits, the rounded log2 of one text in how many has it. Raises BadLexicon when the table is wrong."""
    found: dict[str, int] = {}
    lines = (files("tollbook.lexicon") / "en" / "rarity.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        word, _, bits = line.rpartition(" ")
        if not word or not bits.isdecimal():
            raise BadLexicon(f"rarity.txt, line {number}: {line!r} is no word and number; build the table with training/rarity.py")
        found[word] = int(bits)
    return found


def bits_of(stemmed: str) -> int:
    """How many bits it tells that two texts share this stem."""
    return rarity().get(stemmed, _RAREST)
