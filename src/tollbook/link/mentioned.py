"""Takes a report's event words and the incidents that it tells; gives the incidents that it only refers to ("following the attack"), and says of one told
without a figure that it is but referred to. Reads lexicon/en/mentions.yaml; joins no frame."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tollbook.lexicon.codes import incident_types
from tollbook.lexicon.load import cue_words, table
from tollbook.link.compare import compare_place
from tollbook.link.frame import Frame
from tollbook.link.sketch import Sketch, types_agree
from tollbook.model.mention import EventMention, Extraction, Mentions
from tollbook.text.document import Document

_PARTS = ("en", "mentions.yaml")
_POINTS = frozenset("the this these those".split())
_ENDS = frozenset(", ; : . while but when who which whose".split())
_TAIL = 14  # words behind the phrase that may place it
_FOLLOWS = frozenset({"arrest", "statement", "agreement", "displacement"})
"""What is done about an incident: a report may tell it and only refer to the incident."""
_GENERIC = frozenset("attack attacks assault assaults atrocity atrocities carnage bloodshed".split())


def mark_mentioned(document: Document, extraction: Extraction, mentions: Mentions, sketches: list[Sketch]) -> None:
    """Incidents without a figure of which every phrase points back are not told by the report: it refers to them. The words behind the phrases place
    them, not what followed from them elsewhere in the clause."""
    for sketch in sketches:
        kind = sketch.type()
        if sketch.status != "new" or kind is None or not incident_types()[kind].violent or any(frame.claims for frame in sketch.frames):
            continue
        nouns: list[EventMention] = [event for frame in sketch.frames for event in frame.events if not event.is_verb]
        deeds = [event for frame in sketch.frames for event in frame.events if event.is_verb and event.type is not None]
        cues = [points_back(document, event) for event in nouns]
        agreed = any(event.type is not None and not incident_types()[event.type].violent for event in nouns)
        if nouns and not deeds and not agreed and all(cues) and not _told_before(extraction, nouns[0]):
            sketch.status = "mentioned"
            sketch.frames = [_frame(document, event, mentions, cue) for event, cue in zip(nouns, cues, strict=True)]
            sketch.reasons = [f"{cue} refers to it; the report does not tell it" for cue in cues]


def find_mentioned(document: Document, extraction: Extraction, mentions: Mentions, told: list[Sketch]) -> list[Sketch]:
    """The incidents that phrases refer to and that none of the told sketches holds, one for those of a like kind and place."""
    answered = {event.span.start: sketch for sketch in told for event in _take_out_answered(document, sketch)}
    used = {event.span.start for sketch in told if _is_violent(sketch) for frame in sketch.frames for event in frame.events}
    found: list[Sketch] = []
    for event in extraction.events:
        if event.span.start in used or not _names_incident(event) or not (cue := points_back(document, event)):
            continue
        frame = _frame(document, event, mentions, cue)
        answer = answered.get(event.span.start)
        homes = [*(sketch for sketch in told if _is_violent(sketch) and sketch is not answer), *found]
        if any(_may_be(frame, sketch) for sketch in homes) or not _release(event, told):
            continue
        sketch = Sketch("mentioned")
        sketch.add(frame, f"{cue} refers to it; the report does not tell it")
        found.append(sketch)
    return found


def _release(event: EventMention, told: list[Sketch]) -> bool:
    """Take an event out of what was done about it ("condemns the attack"), which keeps words of its own; whether that could be done."""
    holders = [sketch for sketch in told if any(event in frame.events for frame in sketch.frames)]
    for sketch in holders:
        rest = [one for frame in sketch.frames for one in frame.events if one != event]
        if not rest and not any(frame.claims for frame in sketch.frames):
            return False
    for sketch in holders:
        sketch.frames = [replace(frame, events=tuple(one for one in frame.events if one != event)) for frame in sketch.frames]
    return True


def _take_out_answered(document: Document, sketch: Sketch) -> list[EventMention]:
    """The events that a told one answers: "launches missiles in retaliation for the strikes" tells of the missiles. Taken out of its frames."""
    taken: list[EventMention] = []
    for at, frame in enumerate(sketch.frames):
        answered = [event for event in frame.events if _names_incident(event) and _is_answered(document, event)]
        if not frame.claims and answered and len(answered) < len(frame.events):
            sketch.frames[at] = replace(frame, events=tuple(event for event in frame.events if event not in answered))
            taken += answered
    return taken


def _is_answered(document: Document, event: EventMention) -> bool:
    before = " ".join(document.sentences[event.sentence].lowers()[max(0, event.first - 5) : event.first])
    return bool(points_back(document, event)) and _ends_with("answers").search(before) is not None


def points_back(document: Document, event: EventMention) -> str:
    """The words by which a phrase points back to what was told elsewhere, in quotes; empty when it tells something itself."""
    sentence = document.sentences[event.sentence]
    lowers = sentence.lowers()
    before, after = " ".join(lowers[max(0, event.first - 5) : event.first]), " ".join(lowers[event.last : event.last + 2])
    phrase = " ".join(lowers[event.first : event.last]).replace("’", "'")
    if _ends_with("brings").search(before) or _starts_with("happens").match(after):
        return ""
    if _anywhere("never").search(f"{phrase} {after.split(' ')[0]}"):
        return ""
    if (known := _anywhere("known").search(phrase)) is not None:
        return f"“{known.group()}”"
    if (cue := _ends_with("responses").search(before)) is not None and (
        event.type is None or event.definite or event.plural or cue["words"] not in _WEAK
    ):
        return f"“{cue['words']}”"
    if lowers[event.first] in _POINTS:
        return f"“{phrase}”"
    return ""


_WEAK = frozenset({"after", "since", "over", "amid", "behind"})
"""Words that stand before what is told as news as well: "two arrested after a bombing"."""


def _told_before(extraction: Extraction, noun: EventMention) -> bool:
    """Whether the report told a deed in a verb before: "Israel struck a hospital; footage shows the strike" refers to what it tells itself."""
    return any(event.is_verb and event.type not in _FOLLOWS and event.span.end <= noun.span.start for event in extraction.events)


def _is_violent(sketch: Sketch) -> bool:
    kind = sketch.type()
    claimed = any(frame.claims for frame in sketch.frames)
    return claimed if kind is None else kind not in _FOLLOWS and incident_types()[kind].violent


def _names_incident(event: EventMention) -> bool:
    """Whether a noun names an incident: a violent kind of its own that is no mere thing, or an attack."""
    words = event.span.quote.lower().split()
    if event.is_verb:
        return False
    if event.type is None:
        return words[-1] in _GENERIC
    things = (str(word) for word in table("en", "events.yaml")["things"])
    return incident_types()[event.type].violent and not any(f" {' '.join(words)}".endswith(f" {thing}") for thing in things)


def _may_be(frame: Frame, sketch: Sketch) -> bool:
    """Whether a phrase may refer to an incident of the same report: a like kind, and no other place."""
    return types_agree(frame.events[0].type, sketch.type()) and compare_place(frame, sketch) != "different"


def _frame(document: Document, event: EventMention, mentions: Mentions, cue: str) -> Frame:
    """The phrase with the words behind it that place, date and credit it."""
    sentence = document.sentences[event.sentence]
    last = event.last
    while last < min(len(sentence.tokens), event.last + _TAIL) and sentence.tokens[last].lower not in _ENDS:
        last += 1
    start, end = event.span.start, sentence.tokens[last - 1].end
    return Frame(
        sentence=event.sentence,
        start=start,
        end=end,
        claims=(),
        events=(event,),
        places=tuple(p for p in mentions.places if start <= p.span.start < end and p.role in ("location", "dateline")),
        dates=tuple(d for d in mentions.dates if start <= d.span.start < end),
        actors=tuple(a for a in mentions.actors if start <= a.span.start < end),
        responsibilities=(),
        status="mentioned",
        cue=cue,
        is_title=document.block(sentence).kind == "title",
        is_heading=document.block(sentence).kind == "heading",
        reached=False,
    )


@cache
def _alternatives(section: str) -> str:
    own = [str(word) for word in table(*_PARTS)["responses"]["answers"]["words"]]
    words = sorted(own if section == "answers" else cue_words(_PARTS, section), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split()) for word in words)


@cache
def _ends_with(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?P<words>{_alternatives(section)})(?: (?:the|a|an|its|their|his|her|of))?$")


@cache
def _starts_with(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:has|have|had|is|are|was|were|also|which|that) )?(?:{_alternatives(section)})\b")


@cache
def _anywhere(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(section)})(?!\w)")
