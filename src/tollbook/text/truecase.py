"""Takes a text; gives a copy of the same length in which stretches written in capitals only are written as newspapers write. Changes no other letter.

What a capital tells is lost in such stretches; the copy restores it from how words, and pairs of words, are written elsewhere (`case.txt`). A word
that the table does not know is taken for a name. Evidence is always quoted from the stored text, never from the copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from tollbook.model.errors import BadLexicon

Writing = Literal["lower", "title", "upper"]
Pair = tuple[str, str]
_CODES: dict[str, Writing] = {"l": "lower", "t": "title", "u": "upper"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STRETCH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_INITIALS = re.compile(r"(?:\b[A-Z]\.|\b(?:MR|MRS|DR|GEN|COL|LT|CAPT|MAJ|SGT|ST)\.)$")
_LETTERS = 12  # in a stretch that is short a capital word is a name or an acronym
_SHARE = 0.8  # of the letters of a stretch in capitals


def table_lines(words: Mapping[str, Counter[Writing]], pairs: Mapping[Pair, Counter[tuple[Writing, Writing]]], least: int) -> list[str]:
    """The lines of the table from counts inside sentences: "word code" and "word word code code", in the order of their words."""
    single = {word: counts.most_common(1)[0][0] for word, counts in words.items() if counts.total() >= least}
    lines = [f"{word} {writing[0]}" for word, writing in sorted(single.items()) if writing != "title"]
    for (left, right), counts in sorted(pairs.items()):
        writing, count = counts.most_common(1)[0]
        alone = (single.get(left, "title"), single.get(right, "title"))
        if count >= least and count > 0.6 * counts.total() and writing != alone:
            lines.append(f"{left} {right} {writing[0][0]} {writing[1][0]}")
    return lines


@cache
def _table() -> tuple[dict[str, Writing], dict[Pair, tuple[Writing, Writing]]]:
    try:
        text = files("tollbook.lexicon").joinpath("en", "case.txt").read_text(encoding="utf-8")
    except OSError as error:
        raise BadLexicon("the packaged word lists lack en/case.txt: install tollbook again") from error
    words: dict[str, Writing] = {}
    pairs: dict[Pair, tuple[Writing, Writing]] = {}
    for line in text.splitlines():
        cells = line.split(" ")
        if len(cells) == 2:
            words[cells[0]] = _CODES[cells[1]]
        else:
            pairs[cells[0], cells[1]] = (_CODES[cells[2]], _CODES[cells[3]])
    return words, pairs


def truecase(text: str) -> str:
    """The copy; the text itself where nothing is written in capitals only."""
    out: list[str] = []
    end = 0
    for match in _STRETCH.finditer(text):
        if is_shouted(match.group()):
            out += [text[end : match.start()], _restored(match.group())]
            end = match.end()
    return text if not out else "".join((*out, text[end:]))


def is_shouted(stretch: str) -> bool:
    """Whether a paragraph is written in capitals only."""
    letters = sum(char.isalpha() for char in stretch)
    return letters >= _LETTERS and sum(char.isupper() for char in stretch) >= _SHARE * letters and len(_WORD.findall(stretch)) > 3


def _restored(stretch: str) -> str:
    words, pairs = _table()
    found = list(_WORD.finditer(stretch))
    lowers = [match.group().lower().replace("’", "'") for match in found]
    writings: list[Writing] = [
        "upper" if len(lower) == 1 and stretch[match.end() : match.end() + 1] == "." else _alone(match.group(), lower, words)
        for match, lower in zip(found, lowers, strict=True)
    ]
    for at, (left, right) in enumerate(pairwise(lowers)):
        gap = stretch[found[at].end() : found[at + 1].start()]
        if (pair := pairs.get((left, right))) is not None and gap.isspace():
            writings[at] = pair[0] if pair[0] != "lower" or at == 0 else writings[at]
            writings[at + 1] = pair[1]
    for at, match in enumerate(found):
        before = stretch[: match.start()].rstrip(" \t\n\"“'‘([-")
        if _opens(before) and writings[at] == "lower":
            writings[at] = "title"
        elif before[-1:].isdigit() and lowers[at] not in words and lowers[at].endswith("s"):
            writings[at] = "lower"  # "3,000 cartridges"
    return _written(stretch, found, writings)


def _opens(before: str) -> bool:
    """Whether a sentence starts behind these words; an abbreviation (U.S.) ends none."""
    return not before or before.endswith("[TEXT]") or (before[-1] in ".!?:" and _INITIALS.search(before) is None)


def _alone(word: str, lower: str, words: Mapping[str, Writing]) -> Writing:
    if lower in words:
        return words[lower]
    vowels = sum(char in "aeiouy" for char in lower)
    return "upper" if len(lower) <= 5 and vowels == 0 else "title"


def _written(stretch: str, found: Iterable[re.Match[str]], writings: Iterable[Writing]) -> str:
    out: list[str] = []
    end = 0
    for match, writing in zip(found, writings, strict=True):
        word = match.group()
        out.append(stretch[end : match.start()])
        out.append(word if writing == "upper" else _lowered(word) if writing == "lower" else word[0] + _lowered(word[1:]))
        end = match.end()
    return "".join((*out, stretch[end:]))


def _lowered(word: str) -> str:
    """Each letter in lower case where that is one code point, so that offsets hold."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in word)
