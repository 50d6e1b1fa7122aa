"""Takes a report; gives its wording: stems by how rare they are, names, and hashed stretches of words. Compares nothing."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log2, sqrt

from tollbook.model.text import Report
from tollbook.text.document import Document, analyse
from tollbook.text.stems import bits_of, stem

SHINGLE = 5
"""Words of one hashed stretch: long enough that two writers seldom share one."""
_LEAD = 60  # words that a report opens with, where it names what it is about
_OPENING = 3  # sentences
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_NAME_BITS = 6  # a capitalised word that every fiftieth text has names no story


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one text. `weights` are stems with their share of the text's length as a vector, `deeds` the same without names; `names` the rare
    capitalised stems with their bits, `lead` those of the opening; `shingles` the hashed stretches of words; `size` counts words."""

    weights: dict[str, float]
    deeds: dict[str, float]
    names: dict[str, int]
    lead: dict[str, int]
    shingles: frozenset[int]
    size: int


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@lru_cache(maxsize=4096)
def wording_of(report: Report) -> Wording:
    """The wording of a report's article, its title included."""
    document = _document(report)
    title = report.title if report.title and report.title not in document.text else ""
    parts = [title, *(document.text[s.start : s.end] for s in document.sentences)]
    return wording([part for part in parts if part])


@lru_cache(maxsize=256)
def _document(report: Report) -> Document:
    return analyse(report)


def sentences_at(report: Report, offsets: Iterable[int]) -> list[str]:
    """The sentences at these offsets, in text order."""
    document = _document(report)
    found = {s.index: s for at in offsets if (s := document.sentence_at(at)) is not None}
    return [document.text[s.start : s.end] for _, s in sorted(found.items())]


def opening(report: Report) -> list[str]:
    """The title and the first sentences of a report, where it names what it is about."""
    document = _document(report)
    title = [report.title] if report.title and report.title not in document.text else []
    return title + [document.text[s.start : s.end] for s in document.sentences[:_OPENING]]


def wording(sentences: list[str]) -> Wording:
    """The wording of sentences in order."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    counts = Counter(stem(word) for word in words)
    raw = {word: bits_of(word) * (1 + log2(count)) for word, count in sorted(counts.items()) if bits_of(word) > 2}
    names = _names(sentences)
    deeds = _unit({word: value for word, value in raw.items() if word not in names})
    opening = {stem(word) for word in words[:_LEAD]}
    return Wording(_unit(raw), deeds, names, {name: bits for name, bits in names.items() if name in opening}, shingles(words), len(words))


def _unit(raw: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()} if length else {}


def _names(sentences: list[str]) -> dict[str, int]:
    """Rare words that are written with a capital inside a sentence, or nowhere without one."""
    capital: set[str] = set()
    small: set[str] = set()
    for sentence in sentences:
        for at, match in enumerate(_WORD.finditer(sentence)):
            word = match.group().replace("’", "'")
            bare = stem(word.lower())
            if word[0].isupper() and (at > 0 or bits_of(bare) >= 9):
                capital.add(bare)
            elif word[0].islower():
                small.add(bare)
    return {name: bits for name in sorted(capital - small) if (bits := bits_of(name)) >= _NAME_BITS and len(name) > 2}


def shingles(words: list[str]) -> frozenset[int]:
    """Hashes of every stretch of five words; a shorter text is one stretch."""
    if not words:
        return frozenset()
    stretches = [words[at : at + SHINGLE] for at in range(max(1, len(words) - SHINGLE + 1))]
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(one).encode("utf-8", "replace"), digest_size=6).digest(), "big") for one in stretches
    )


def likeness(left: dict[str, float], right: dict[str, float]) -> float:
    """The cosine of two texts' words (`weights` or `deeds`), each weighted by how rare it is: 0 when they share nothing, 1 when they are one."""
    small, large = sorted((left, right), key=len)
    return sum([value * large[word] for word, value in small.items() if word in large])  # in the order in which the words were laid down
