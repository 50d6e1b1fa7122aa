"""Takes the article; gives its figures of harm, still without speaker and incident. Rules in order: zeros, verbs, names, nouns, vague harm, parts."""

from __future__ import annotations

from tollbook.extract.figure_named import read_named
from tollbook.extract.figure_nouns import read_nouns
from tollbook.extract.figure_parts import read_parts
from tollbook.extract.figure_verbs import read_verbs
from tollbook.extract.figure_zero import read_vague, read_zeros
from tollbook.extract.numbers import Number
from tollbook.extract.reading import Figure, SentenceReading
from tollbook.lexicon.profiles import Profile
from tollbook.text.document import Document


def read_sentence(document: Document, index: int, profile: Profile) -> SentenceReading:
    """One sentence with all figure rules applied."""
    reading = SentenceReading(document, document.sentences[index], profile)
    read_zeros(reading)
    read_verbs(reading)
    read_named(reading)
    read_nouns(reading)
    read_vague(reading)
    read_parts(reading)
    return reading


def find_figures(document: Document, profile: Profile) -> tuple[tuple[Figure, ...], dict[int, tuple[Number, ...]]]:
    """All figures of harm in the article, in text order, and the numbers of each sentence by sentence index."""
    figures: list[Figure] = []
    numbers: dict[int, tuple[Number, ...]] = {}
    for sentence in document.sentences:
        reading = read_sentence(document, sentence.index, profile)
        figures.extend(sorted(reading.figures.values(), key=lambda figure: figure.first))
        numbers[sentence.index] = reading.numbers
    return tuple(figures), numbers
