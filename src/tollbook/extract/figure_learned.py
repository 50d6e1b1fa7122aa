"""Takes a sentence under the figure rules and the spans that the learned part marks; gives figures where no rule saw one. Never changes a rule's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tollbook.extract.audit_reasons import fates
from tollbook.extract.counted import Counted
from tollbook.extract.harm_words import names_harm
from tollbook.extract.nouns import person_nouns, word_class
from tollbook.extract.numbers import is_number_word
from tollbook.extract.reading import Figure, SentenceReading, things
from tollbook.learned.reading import Found, Reading
from tollbook.model.claim import Step
from tollbook.text.document import Token

RULE = "learned_figure"
COUNTED, SINGLE = 0.7, 0.8
"""How sure the learned part must be of a phrase with a number, and of one person with none."""
UNKNOWN_NOUN = 0.9
"""And of a number with a noun that no list has ("seven putschists"), where it is no known thing."""
NO_HARM_WORD = 0.95
"""How sure it must be in a sentence without any word of harm."""
SEEN = 0.3
"""From here on a span is looked at; the floors below decide."""


def spans_by_sentence(reading: Reading) -> dict[int, list[Found]]:
    """The claims that the learned part sees, by sentence."""
    found: defaultdict[int, list[Found]] = defaultdict(list)
    for span in reading.spans("claim", SEEN):
        found[span.sentence].append(span)
    return found


def read_learned(reading: SentenceReading, spans: list[Found] | tuple[Found, ...]) -> None:
    """Adds a figure for each span that holds a counted phrase, or names one person, which no rule took."""
    for span in spans:
        if any(figure.first < span.last and span.first < figure.last for figure in reading.figures.values()):
            continue
        if any(figure.last == span.first and figure.rule == RULE for figure in reading.figures.values()):
            continue  # the rest of a name that was cut in two
        counted = _counted(reading, span)
        if counted is not None and (
            _is_spared(reading, counted) or (span.score < NO_HARM_WORD and not (reading.verbs or names_harm(reading.lowers)))
        ):
            continue
        if counted is None or span.score < (
            UNKNOWN_NOUN if counted.form == "unknown" else COUNTED if counted.number is not None else SINGLE
        ):
            continue
        group, kind = reading.group(counted)
        words = reading.document.text[reading.sentence.tokens[counted.first].start : reading.sentence.tokens[counted.last - 1].end]
        note = f"the learned part reads “{words}” as a figure of {span.kind.replace('_', ' ')} ({span.score:.2f})"
        step = Step(RULE, note, reading.sentence.tokens[span.first].start, reading.sentence.tokens[span.last - 1].end)
        cue = _cue(reading, counted)
        reading.figures[counted.first] = Figure(
            reading.sentence.index, counted, span.kind, RULE, cue, counted.first, counted.last, group, kind, None, (step,)
        )


def _counted(reading: SentenceReading, span: Found) -> Counted | None:
    """The counted phrase under the span, the one with a number first; else the span itself where it names or points to one person."""
    under = [item for item in reading.counted if item.first < span.last and span.first < item.last and not reading.is_taken(item)]
    under = [item for item in under if item.form != "thing" and not (item.form == "bare" and item.minimum == 1)]
    under = [item for item in under if item.form != "unknown" or not things() & {*reading.lowers[item.group_first : item.last]}]
    if under:
        return max(under, key=lambda item: (item.number is not None, -abs(item.first - span.first)))
    tokens = reading.sentence.tokens[span.first : span.last]
    plural = any(
        noun is not None and noun[1].plural for noun in (person_nouns().match(reading.lowers, at) for at in range(span.first, span.last))
    )
    named = any(token.text[0].isupper() for token in tokens if token.is_word)
    pointed = reading.lowers[span.first] in ("a", "an", "another", "the", "his", "her", "its", "their")
    if plural or not (named or pointed) or any(_counts(token, tokens, at) for at, token in enumerate(tokens)):
        return None
    return Counted(span.first, span.last, 1, 1, "exact", "person", span.first, None, span.first, span.last, None, None)


def _counts(token: Token, tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a number, and not an age ("a 69-year-old")."""
    aged = [word.lower for word in tokens[at + 1 : at + 4]][1:] == ["year", "-"] or any(
        "year" in word.lower for word in tokens[at + 1 : at + 3]
    )
    return (token.is_number or is_number_word(token.lower)) and not aged


def _is_spared(reading: SentenceReading, counted: Counted) -> bool:
    """'rescued nine sailors', 'freed two hostages': people whom a word right before takes out of harm; not "releases the bodies of four"."""
    before = reading.lowers[max(0, counted.first - 2) : counted.first]
    if fates()["rescued"].intersection(before) and not {"body", "bodies", "remains"} & set(before):
        return True
    denied = any(word in word_class("negations") for word in reading.lowers[max(0, counted.first - 6) : counted.first])
    return denied or any(word in _ESCAPES for word in reading.lowers[counted.last : counted.last + 4])


_ESCAPES = frozenset("escaped escape escapes narrowly unharmed unhurt uninjured untouched unscathed".split())


def _cue(reading: SentenceReading, counted: Counted) -> int:
    """The nearest harm verb's first token, the phrase's own start where there is none."""
    return min((verb.first for verb in reading.verbs), key=lambda at: abs(at - counted.first), default=counted.first)
