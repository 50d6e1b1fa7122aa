"""Takes the article; gives its claims with speakers, its events and responsibilities. Never says to which incident a claim belongs."""

from __future__ import annotations

from dataclasses import replace

from tollbook.extract.events import find_events
from tollbook.extract.figures import find_figures
from tollbook.extract.numbers import Number
from tollbook.extract.reading import Figure
from tollbook.extract.speaker_responsibility import find_responsibility
from tollbook.extract.speakers import Attribution, find_attributions, speaker_of
from tollbook.extract.tellings import telling, telling_of, types_of
from tollbook.learned.reading import Reading
from tollbook.lexicon.profiles import Profile
from tollbook.model.claim import Claim, Stance, Step, claim_id
from tollbook.model.mention import ClaimContext, Extraction
from tollbook.text.document import Document

_AGENTIVE = ("object_of_harm_verb", "object_of_harm_verb_coordinated", "named_object_of_harm_verb")


def extract(
    document: Document, profile: Profile, reading: Reading | None = None, *, alone: bool = False
) -> tuple[Extraction, dict[int, tuple[Number, ...]]]:
    """Claims, events and responsibilities in text order, and the numbers of each sentence for the audit.

    With a learned reading, what it sees is weighed beside the rules, or, `alone`, stands without them; without one the rules read alone.
    """
    figures, numbers = find_figures(document, profile, reading, rules=not alone)
    attributions = find_attributions(document, reading, rules=not alone)
    contexts: list[ClaimContext] = []
    ids: dict[tuple[int, int], str] = {}
    for figure in figures:
        claim = _claim(document, figure, attributions, profile)
        ids[(figure.first, figure.sentence)] = claim.id
        if figure.whole is not None:
            claim = replace(claim, subset_of=ids.get(figure.whole))
        phrase = (figure.sentence, figure.first, figure.last)
        told = None
        if reading is not None and (found := telling_of(document, reading, claim, phrase)) is not None:
            told, step = found
            claim = replace(claim, trace=(*claim.trace, step))
        single = figure.counted.number is None and figure.counted.minimum == 1
        contexts.append(ClaimContext(claim, *phrase, figure.cue, figure.rule in _AGENTIVE, told, single))
    responsibilities = find_responsibility(document)
    credited = tuple(part for attribution in attributions for part in attribution.content)
    events = find_events(document)
    if reading is None:
        return Extraction(tuple(contexts), events, responsibilities, credited), numbers
    events = tuple(replace(event, telling=telling(reading, event.sentence, event.first, event.last)) for event in events)
    contexts = [replace(context, types=types_of(events, context.sentence)) for context in contexts]
    return Extraction(tuple(contexts), events, responsibilities, credited, reading.same_incident, alone), numbers


def _claim(document: Document, figure: Figure, attributions: tuple[Attribution, ...], profile: Profile) -> Claim:
    tokens = document.sentences[figure.sentence].tokens
    span = document.span(tokens[figure.first].start, tokens[figure.last - 1].end)
    said_by, via, kind, notes = speaker_of(attributions, span.start, span.end, document)
    counted = figure.counted
    group = None
    if figure.group is not None and figure.group[0] < figure.group[1]:
        group = document.text[tokens[figure.group[0]].start : tokens[figure.group[1] - 1].end]
    value = Step("read_number", _number_note(figure, profile), span.start, span.end)
    return Claim(
        id=claim_id(document.report, span, figure.field),  # type: ignore[arg-type]
        incident=None,
        field=figure.field,  # type: ignore[arg-type]
        min=counted.minimum,
        max=counted.maximum,
        qualifier=counted.qualifier,
        group=group,
        group_kind=figure.kind,
        span=span,
        said_by=said_by,
        via=via,
        stance=_stance(kind),
        subset_of=None,
        rule=figure.rule,
        trace=(value, *figure.steps, *notes),
    )


def _stance(cue_kind: str) -> Stance:
    match cue_kind:
        case "denies":
            return "denies"
        case "disputes":
            return "disputes"
        case "claims_responsibility":
            return "claims_responsibility"
        case _:
            return "asserts"


def _number_note(figure: Figure, profile: Profile) -> str:
    counted = figure.counted
    low = "no lower bound" if counted.minimum is None else f"at least {counted.minimum}"
    high = "no upper bound" if counted.maximum is None else f"at most {counted.maximum}"
    reading = f", read by the profile {profile.name}" if counted.qualifier == "vague" else ""
    return f"{low}, {high} ({counted.qualifier.replace('_', ' ')}{reading})"
