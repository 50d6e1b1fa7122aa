"""Takes a document; gives who is credited with which words, from rules over tokens and word lists. Never decides what a credited figure means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from tollbook.extract.speaker_cues import cues_in
from tollbook.extract.speaker_learned import Heard, heard
from tollbook.extract.speaker_quotes import continued, overlapping, quotations
from tollbook.extract.speaker_referents import referent_of
from tollbook.extract.speaker_scope import Scoped, scopes
from tollbook.extract.speaker_words import speech_words
from tollbook.learned.reading import Reading
from tollbook.model.claim import Step
from tollbook.model.text import Span
from tollbook.text.document import Document, Sentence

_REACH = 80  # sentences over which one quotation may run
_HEADLINE_BLOCKS = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of the text that a source is credited with.

    `source` names or stands for the speaker; `content` holds code point ranges; `cue_kind` is asserts, denies, disputes, accuses,
    claims_responsibility or warns; `cites` is a source behind this one, `via` the sources in front of it, outermost last;
    `referent` is the fuller phrase that a pronoun or short name stands for, when simple rules tell.
    """

    source: Span
    cue: Span
    content: tuple[tuple[int, int], ...]
    cue_kind: str
    cites: Span | None
    via: tuple[Span, ...]
    sentence: int
    rule: str
    referent: Span | None

    def covers(self, start: int, end: int) -> bool:
        return any(begin <= start and end <= stop for begin, stop in self.content)

    def length(self) -> int:
        return sum(stop - begin for begin, stop in self.content)


def find_attributions(document: Document, reading: Reading | None = None, *, rules: bool = True) -> tuple[Attribution, ...]:
    """Every attribution of a document in text order of its cue: those of the rules, then those that only the learned part sees."""
    found = _by_rules(document) if rules else []
    if reading is not None:
        found += [_learned(one) for one in heard(document, reading) if not any(one.cue.overlaps(other.cue) for other in found)]
        found.sort(key=lambda item: (item.sentence, item.cue.start))
    return tuple(_with_referents(document, found))


def _learned(one: Heard) -> Attribution:
    return Attribution(one.source, one.cue, one.content, one.kind, None, (), one.sentence, f"learned {one.score:.2f}", None)


def _by_rules(document: Document) -> list[Attribution]:
    """The attributions of the rules in text order of their cue."""
    words = speech_words()
    quotes = quotations(document)
    found: list[Attribution] = []
    for sentence in document.sentences:
        headline = document.block(sentence).kind in _HEADLINE_BLOCKS or sentence.tokens[-1].text not in '.!?”"'
        cues = cues_in(sentence.tokens, headline, words)
        if not cues:
            continue
        near = overlapping(quotes, sentence.start, sentence.end)
        found.extend(
            _attribution(document, sentence, scoped)
            for scoped in scopes(sentence, cues, near, words, _paragraph_behind(document, sentence))
        )
    for index, ranges in continued(document, [(item.sentence, item.content) for item in found], quotes).items():
        found[index] = replace(found[index], content=(*found[index].content, *ranges))
    return found


def _paragraph_behind(document: Document, sentence: Sentence) -> tuple[int, int] | None:
    """The paragraph that follows when this sentence closes its own."""
    if sentence.tokens[-1].text != ":" or sentence.index + 1 >= len(document.sentences):
        return None
    following = document.sentences[sentence.index + 1]
    if following.block == sentence.block:
        return None
    block = document.block(following)
    return following.start, _statement_end(document, following.block, block.end)


def _statement_end(document: Document, first: int, end: int) -> int:
    """Where a statement that "X said:" opens ends: with the last of the paragraphs behind it in which somebody speaks of "we" or "I", unless
    quotation marks bound it or another speaker comes up."""
    words = speech_words()
    if (
        document.text[: document.report.blocks[first].end].rstrip()[-1:] in '”"'
        or document.text[document.report.blocks[first].start] in '“"'
    ):
        return end
    reach = end
    for number in range(first + 1, min(first + _PARAGRAPHS, len(document.report.blocks))):
        block = document.report.blocks[number]
        own = [sentence for sentence in document.sentences if sentence.block == number]
        if block.kind in _HEADLINE_BLOCKS or any(cues_in(sentence.tokens, False, words) for sentence in own):
            break
        if any(token.lower in ("we", "i", "our", "us", "my") for sentence in own for token in sentence.tokens):
            reach = block.end
    return reach


_PARAGRAPHS = 8


def _attribution(document: Document, sentence: Sentence, scoped: Scoped) -> Attribution:
    tokens = sentence.tokens
    cue = scoped.cue

    def span(part: tuple[int, int]) -> Span:
        return document.span(tokens[part[0]].start, tokens[part[1] - 1].end)

    return Attribution(
        source=span(cue.source),
        cue=span(cue.cue),
        content=scoped.content,
        cue_kind=scoped.kind,
        cites=span(scoped.cites) if scoped.cites else None,
        via=tuple(span(part) for part in scoped.via),
        sentence=sentence.index,
        rule=cue.rule,
        referent=None,
    )


def _with_referents(document: Document, found: list[Attribution]) -> list[Attribution]:
    numbers = [item.sentence for item in found]
    out = []
    for at, item in enumerate(found):
        earlier = [other.source for other in found[bisect_left(numbers, item.sentence - 2) : at] if other.source.end <= item.source.start]
        out.append(replace(item, referent=referent_of(document, item.source, item.sentence, earlier)))
    return out


Credit = tuple[Span | None, tuple[Span, ...], str, tuple[Step, ...]]


def speaker_of(attributions: tuple[Attribution, ...], start: int, end: int, document: Document) -> Credit:
    """Who is credited with start:end: the innermost source, the sources in front of it, the kind of cue, and the steps.

    The source is None and the kind "asserts" when the outlet itself says it.
    """
    sentence = document.sentence_at(start)
    at = sentence.index if sentence is not None else 0
    first = bisect_left(attributions, at - _REACH, key=lambda item: item.sentence)
    last = bisect_right(attributions, at + _REACH, key=lambda item: item.sentence)
    covering = [
        item for item in attributions[first:last] if item.covers(start, end) and not (item.source.start < end and start < item.source.end)
    ]
    if not covering:
        return None, (), "asserts", (Step("speaker-none", "no cue credits these words to anybody: the outlet says so itself"),)
    best = min(covering, key=lambda item: (-len(item.via), item.length(), abs(item.cue.start - start)))
    note = f"{best.cue.quote!r} credits {best.source.quote!r} with these words"
    steps = [Step(f"speaker-{best.rule}", note, best.cue.start, best.cue.end)]
    if best.referent is not None:
        steps.append(
            Step("speaker-referent", f"{best.source.quote!r} stands for {best.referent.quote!r}", best.referent.start, best.referent.end)
        )
    steps.extend(Step("speaker-via", f"reported by way of {outer.quote!r}", outer.start, outer.end) for outer in best.via)
    return best.source, best.via, best.cue_kind, tuple(steps)
