"""Takes the article; gives its figures of harm, still without speaker and incident. Rules in order: zeros, verbs, names, nouns, vague harm, parts."""

from __future__ import annotations

from dataclasses import replace

from tollbook.extract.figure_among import read_among
from tollbook.extract.figure_learned import read_learned, spans_by_sentence
from tollbook.extract.figure_named import read_named, read_named_lists
from tollbook.extract.figure_nouns import read_nouns
from tollbook.extract.figure_parts import read_parts
from tollbook.extract.figure_pronouns import read_pronouns
from tollbook.extract.figure_verbs import read_verbs
from tollbook.extract.figure_zero import read_vague, read_zeros
from tollbook.extract.numbers import Number
from tollbook.extract.reading import Figure, SentenceReading
from tollbook.learned.reading import Reading
from tollbook.lexicon.profiles import Profile
from tollbook.model.claim import Step
from tollbook.text.document import Document


def read_sentence(document: Document, index: int, profile: Profile) -> SentenceReading:
    """One sentence with all figure rules applied."""
    reading = SentenceReading(document, document.sentences[index], profile)
    read_zeros(reading)
    read_verbs(reading)
    read_named(reading)
    read_nouns(reading)
    read_among(reading)
    read_vague(reading)
    read_parts(reading)
    read_named_lists(reading)
    _inherit_kinds(reading)
    return reading


def _inherit_kinds(reading: SentenceReading) -> None:
    """'12 soldiers were killed and 20 wounded', 'including four in Kano': a figure without a noun takes the noun that it leaves out."""
    for first, figure in sorted(reading.figures.items()):
        if figure.kind is not None or figure.counted.form != "bare" or figure.rule in ("toll_noun", "counted_number", "toll_compared"):
            continue
        whole = reading.figures.get(figure.whole[0]) if figure.whole else None
        before = [
            other for other in reading.figures.values() if other.first < first and other.kind is not None and other.counted.form != "bare"
        ]
        source = whole or (max(before, key=lambda other: other.first) if before else None)
        if source is not None and source.kind not in (None, "attackers"):
            step = Step("elided_noun", "the figure has no noun of its own and takes that of the figure named before it in the sentence")
            kind = "people" if source.kind == "mainly_civilians" else source.kind
            reading.figures[first] = replace(figure, kind=kind, steps=(*figure.steps, step))


def find_figures(
    document: Document, profile: Profile, learned: Reading | None = None, *, rules: bool = True
) -> tuple[tuple[Figure, ...], dict[int, tuple[Number, ...]]]:
    """All figures of harm in the article, in text order, and the numbers of each sentence by sentence index."""
    seen = {} if learned is None else spans_by_sentence(learned)
    figures: list[Figure] = []
    numbers: dict[int, tuple[Number, ...]] = {}
    for sentence in document.sentences:
        if not rules:
            reading = SentenceReading(document, sentence, profile)
        else:
            reading = read_sentence(document, sentence.index, profile)
            read_pronouns(reading, {figure.field for figure in (*figures, *reading.figures.values())})
        if learned is not None:
            read_learned(reading, seen.get(sentence.index, ()))
        figures.extend(sorted([*reading.figures.values(), *reading.second], key=lambda figure: figure.first))
        numbers[sentence.index] = reading.numbers
    return tuple(figures), numbers
