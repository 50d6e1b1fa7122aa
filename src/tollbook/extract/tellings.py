"""Takes the learned reading and a phrase; gives how it reads the phrase. Decides nothing: linking weighs it beside the rules."""

from __future__ import annotations

from dataclasses import replace

from tollbook.extract.speaker_learned import whose_words
from tollbook.learned.reading import Reading
from tollbook.model.claim import Claim, Step
from tollbook.model.mention import EventMention, Telling
from tollbook.model.text import Span
from tollbook.text.document import Document


def telling(reading: Reading, sentence: int, first: int, last: int) -> Telling | None:
    """Status and type of the tokens first..last (excluded); None where the phrase was not read."""
    status = reading.classes("status", sentence, first, last)
    types = reading.classes("event", sentence, first, last)
    if not status:
        return None
    event = 1 - types["O"]
    return Telling(status, {name: share / max(event, 1e-6) for name, share in types.items() if name != "O"}, event)


def telling_of(document: Document, reading: Reading, claim: Claim, phrase: tuple[int, int, int]) -> tuple[Telling, Step] | None:
    """The telling of a claim, whose sentence and tokens are `phrase`, with how probable its field and its speaker are; and the step that says so."""
    told = telling(reading, *phrase)
    if told is None:
        return None
    shares = reading.classes("claim", *phrase)
    of_field = shares.get(f"B-{claim.field}", 0.0) + shares.get(f"I-{claim.field}", 0.0)
    credited = whose_words(document, reading, *phrase)
    same = [score for span, score in credited if (span is None) == (claim.said_by is None) and _overlap(span, claim)]
    told = replace(told, claim=of_field, speaker=min(1.0, sum(same)))
    return told, _considered(claim, told, credited[:2])


def _considered(claim: Claim, told: Telling, credited: list[tuple[Span | None, float]]) -> Step:
    """A step that says how the learned part reads a claim, and what else it considered."""
    statuses = sorted(told.status.items(), key=lambda item: -item[1])[:2]
    said = ", ".join(f"{'nobody' if span is None else repr(span.quote)} {score:.2f}" for span, score in credited) or "not read"
    note = (
        f"a figure of {claim.field.replace('_', ' ')} {told.claim:.2f}; status {', '.join(f'{name} {share:.2f}' for name, share in statuses)}; "
        f"said by {said}"
    )
    return Step("learned_reading", note, claim.span.start, claim.span.end)


def _overlap(span: Span | None, claim: Claim) -> bool:
    return span is None or (claim.said_by is not None and span.overlaps(claim.said_by))


def types_of(events: tuple[EventMention, ...], sentence: int) -> dict[str, float]:
    """The mean shares of incident types over the event words of a sentence, each weighed by how probably it tells an event."""
    read = [event.telling for event in events if event.sentence == sentence and event.telling is not None and event.telling.event > 0.3]
    weight = sum(told.event for told in read)
    return {name: sum(told.event * told.types[name] for told in read) / weight for name in read[0].types} if read else {}
