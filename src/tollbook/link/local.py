"""Takes a report's extraction and mentions; gives its incidents and the claims with their incident. Background and totals never become new incidents."""

from __future__ import annotations

from dataclasses import replace

from tollbook.lexicon.codes import incident_types
from tollbook.lexicon.load import table
from tollbook.link.agents import perpetrators_of
from tollbook.link.compare import compare_date, compare_place, is_wide, tells_of
from tollbook.link.details import accusations_of, anaphoric_place, claimants_of, date_of, place_of, targets_of, weapons_of
from tollbook.link.doubt import with_confidence, with_unresolved
from tollbook.link.frame import Frame
from tollbook.link.frames import ANSWER, find_frames
from tollbook.link.mentioned import find_mentioned, mark_mentioned
from tollbook.link.sketch import Sketch, type_of, types_agree
from tollbook.link.weigh import JOINED, RESPONSE, SEVERAL_PLACES, anchors, tied, weigh_type
from tollbook.model.claim import Claim, Step
from tollbook.model.incident import Incident, IncidentType, incident_id
from tollbook.model.mention import Extraction, Mentions, Tie
from tollbook.model.text import Span
from tollbook.text.document import Document


def link_report(document: Document, extraction: Extraction, mentions: Mentions) -> tuple[tuple[Incident, ...], tuple[Claim, ...]]:
    """The incidents of one report in text order, and its claims, each with the incident that it belongs to."""
    sketches = _sketch(document, extraction, mentions)
    _move_repeated_totals(sketches)
    _promote_only_incident(document, sketches)
    _settle_joined_places(sketches)
    sketches = [sketch for sketch in sketches if _is_kept(sketch)]
    mark_mentioned(document, extraction, mentions, sketches)
    sketches += find_mentioned(document, extraction, mentions, sketches)
    sketches.sort(key=lambda sketch: min(frame.start for frame in sketch.frames))
    totals = {id(sketch): _parts_of(sketch, sketches) for sketch in sketches if sketch.status == "aggregate"}
    ids = {id(sketch): incident_id(document.report, _anchor(document, sketch)) for sketch in sketches}
    incidents = tuple(_incident(document, sketch, ids, totals, (mentions, extraction)) for sketch in sketches)
    owner = {context.claim.id: ids[id(sketch)] for sketch in sketches for frame in sketch.frames for context in frame.claims}
    claims = tuple(_placed(context.claim, owner) for context in extraction.claims)
    judged = with_confidence(extraction, incidents, claims)
    return with_unresolved(incidents, judged), judged


def _placed(claim: Claim, owner: dict[str, str]) -> Claim:
    incident = owner.get(claim.subset_of or "") or owner.get(claim.id)
    return replace(claim, incident=incident)


def _sketch(document: Document, extraction: Extraction, mentions: Mentions) -> list[Sketch]:
    sketches: list[Sketch] = []
    focus: Sketch | None = None
    for frame in find_frames(document, extraction, mentions):
        if not frame.claims and not _tells_event(frame):
            _hang_responsibility(frame, sketches, focus)
            continue
        home, reason = _home(frame, sketches, focus, extraction.tie)
        if home is None:
            home = Sketch(frame.status)
            sketches.append(home)
            reason = "it tells of something not told before" if not frame.cue else frame.cue
        home.add(frame, reason)
        if home.anaphoric_place is None and not home.places:
            home.anaphoric_place = anaphoric_place(document, frame, focus, mentions)
        if home.status == "new" and home.type() not in ("agreement", "statement"):
            focus = home
    return sketches


def _tells_event(frame: Frame) -> bool:
    return not frame.is_heading and any(event.type is not None or not event.is_verb for event in frame.events)


def _hang_responsibility(frame: Frame, sketches: list[Sketch], focus: Sketch | None) -> None:
    if frame.responsibilities and (home := focus or (sketches[-1] if sketches else None)) is not None:
        home.add(frame, "it says who did it")


def _home(frame: Frame, sketches: list[Sketch], focus: Sketch | None, tie: Tie | None) -> tuple[Sketch | None, str]:
    """The sketch that the frame belongs to: the one in focus first, then the latest; only of its own status."""
    order = sorted(range(len(sketches)), key=lambda at: (sketches[at] is not focus, -sketches[at].last_sentence, at))
    if frame.status == "aggregate":
        for at in order:
            if sketches[at].status == "aggregate" and _same_total(frame, sketches[at]):
                return sketches[at], "the same total again"
        return None, ""
    exact = [at for at in order if sketches[at].status == frame.status and compare_place(frame, sketches[at]) == "same"]
    for at in [*exact, *(other for other in order if other not in exact)]:
        sketch = sketches[at]
        if sketch.status != frame.status and not (frame.status == "new" and frame.cue != ANSWER and _is_responded_to(sketch)):
            continue
        if frame.status == "background" and compare_date(frame, sketch) != "same" and compare_place(frame, sketch) != "same":
            continue
        joined, reason = _weighed(frame, sketch, tie)
        if joined:
            return sketch, reason
    return None, ""


def _is_responded_to(sketch: Sketch) -> bool:
    """Whether the report tells what followed from this event: what it tells further of the event is background as well."""
    return sketch.frames[0].cue.endswith(RESPONSE)


def _weighed(frame: Frame, sketch: Sketch, tie: Tie | None) -> tuple[bool, str]:
    """Whether a frame tells of a sketch's incident by the rules, or where nothing ties it and the learned part is sure."""
    joined, reason = tells_of(frame, sketch)
    if joined or _contradicts(frame, sketch):
        return joined, reason
    theirs = [phrase for other in sketch.frames for phrase in anchors(other.claims, other.events)]
    score = tied(anchors(frame.claims, frame.events), theirs, tie)
    if score is not None and score > JOINED:
        return True, f"the learned part reads it as the same incident ({score:.2f})"
    return joined, reason


def _contradicts(frame: Frame, sketch: Sketch) -> bool:
    """Whether place, day or kind of event speak against one incident, which the learned part may not overrule."""
    apart = compare_place(frame, sketch) == "different" or compare_date(frame, sketch) == "different"
    return apart or not types_agree(type_of([frame]), sketch.type())


def _figures(frames: list[Frame]) -> set[tuple[str, int | None, int | None]]:
    return {(c.claim.field, c.claim.min, c.claim.max) for frame in frames for c in frame.claims}


def _same_total(frame: Frame, sketch: Sketch) -> bool:
    return bool(_figures([frame]) & _figures(sketch.frames)) or (not frame.claims and compare_place(frame, sketch) == "same")


def _move_repeated_totals(sketches: list[Sketch]) -> None:
    """A headline without a place that repeats a total's figure belongs to the total."""
    totals = [sketch for sketch in sketches if sketch.status == "aggregate"]
    for total in totals:
        figures = _figures(total.frames)
        for sketch in sketches:
            if sketch is total or sketch.status != "new":
                continue
            moved = [f for f in sketch.frames if f.claims and all(is_wide(p) for p in f.places) and _figures([f]) <= figures]
            for frame in moved:
                at = sketch.frames.index(frame)
                del sketch.frames[at], sketch.reasons[at]
                total.frames.insert(0, frame)
                total.reasons.insert(0, "it repeats the total's figure and names no place of its own")
    sketches[:] = [sketch for sketch in sketches if sketch.frames]


def _promote_only_incident(document: Document, sketches: list[Sketch]) -> None:
    """A report that tells of one event only reports it, unless it was in another year."""
    with_claims = [s for s in sketches if any(f.claims for f in s.frames)]
    if len(with_claims) != 1 or with_claims[0].status != "background" or with_claims[0].frames[0].sentence > 1:
        return
    if _is_responded_to(with_claims[0]):
        return
    published = document.report.published
    ends = [d.value.end for f in with_claims[0].frames for d in f.dates if d.value.end is not None]
    if published is not None and any(end.year < published.year for end in ends):
        return  # an event of another year is told to explain
    if not any(s.status == "new" and s.type() not in (None, "agreement", "statement") for s in sketches):
        with_claims[0].status = "new"
        with_claims[0].reasons[0] = "the only incident that the report tells of"


def _settle_joined_places(sketches: list[Sketch]) -> None:
    """One figure over two towns is a total only where the report also tells one of the towns' own figures."""
    for sketch in sketches:
        joined = sketch.status == "aggregate" and all(frame.cue.startswith(SEVERAL_PLACES) or not frame.cue for frame in sketch.frames)
        if joined and not _parts_of(sketch, sketches):
            sketch.status = "new"
            sketch.reasons[0] = "one figure for several places, and no figure of any of them besides"


def _is_kept(sketch: Sketch) -> bool:
    """Sketches with claims, violence that is told as having happened, agreements that were reached and statements."""
    if any(frame.claims for frame in sketch.frames):
        return True
    kind = sketch.type()
    if kind == "agreement":
        return any(frame.reached for frame in sketch.frames)
    if kind == "statement" or sketch.status == "background":
        return kind is not None
    return kind is not None and incident_types()[kind].violent and any(_tells_deed(frame) for frame in sketch.frames)


def _tells_deed(frame: Frame) -> bool:
    """Whether an event word tells a deed; weapons and wars alone do not ("sends missiles to", "amid the war")."""
    things = frozenset(str(word) for word in table("en", "events.yaml")["things"])
    return any(event.is_verb or not any(f" {event.span.quote.lower()}".endswith(f" {thing}") for thing in things) for event in frame.events)


def _parts_of(total: Sketch, sketches: list[Sketch]) -> list[Sketch]:
    """The new incidents that a total can cover: of a like kind, in its places, with figures that do not exceed it."""
    ceiling = [c.claim.max for f in total.frames for c in f.claims if c.claim.field == "killed"]
    fields = {c.claim.field for f in total.frames for c in f.claims}
    parts: list[Sketch] = []
    for sketch in sketches:
        claims = [c.claim for f in sketch.frames for c in f.claims]
        if sketch.status != "new" or not fields & {c.field for c in claims} or not types_agree(total.type(), sketch.type()):
            continue
        if total.places and sketch.places and all(compare_place(frame, total) == "different" for frame in sketch.frames if frame.places):
            continue
        most = [c for c in ceiling if c is not None]
        if most and any(c.min is not None and c.min > max(most) for c in claims if c.field == "killed"):
            continue
        parts.append(sketch)
    return parts


def _anchor(document: Document, sketch: Sketch) -> Span:
    """The phrase that names the incident first: an event phrase, else a claim's figure."""
    spoken = ("agreement", "statement") if sketch.type() not in ("agreement", "statement") else ()
    nouns = [
        e.span
        for f in sketch.frames
        for e in f.events
        if not e.is_verb and e.type not in spoken and not e.span.quote.endswith((" war", " conflict"))
    ]
    events = sorted(nouns or (e.span for f in sketch.frames for e in f.events), key=lambda span: span.start)
    claims = sorted((c.claim.span for f in sketch.frames for c in f.claims), key=lambda span: span.start)
    if claims and sketch.status != "new":
        return claims[0]
    return (
        events[0]
        if events and (not claims or events[0].start <= claims[-1].end)
        else claims[0]
        if claims
        else sketch.frames[0].responsibilities[0].cue
    )


_ASSAULTS = frozenset("attack attacks attacked attacking assault assaults assaulted".split())


def _type(sketch: Sketch, has_perpetrator: bool) -> IncidentType:
    """The type of the event words; without one, the type that the harm itself tells."""
    named = sketch.type()
    claims = [c.claim for f in sketch.frames for c in f.claims]
    if named == "attack_on_civilians" and _between_forces(claims):
        return "armed_clash"
    if named == "armed_clash" and _on_civilians(claims, sketch):
        return "attack_on_civilians"
    if named in ("air_strike", "shelling") and _mixed_with_gunfire(sketch):
        return "attack_on_civilians"
    generic = any(e.type is None for f in sketch.frames for e in f.events)
    assaulted = any(e.type is None and e.span.quote.lower().split()[-1] in _ASSAULTS for f in sketch.frames for e in f.events)
    fields = {claim.field for claim in claims}
    harmed = bool(fields & {"killed", "injured", "casualties"})
    if named == "abduction" and "killed" in fields:
        return "attack_on_civilians"
    weak = named in ("other", "displacement") or (named == "arrest" and harmed)
    if named is not None and not (weak and (assaulted or has_perpetrator)):
        return named
    if fields & {"killed", "injured", "casualties", "perpetrators_killed"}:
        attacked = has_perpetrator or generic
        return ("armed_clash" if _between_forces(claims) else "attack_on_civilians") if attacked else "other"
    if fields == {"displaced"} and generic:
        return "attack_on_civilians"
    for name, kind in (("abducted", "abduction"), ("arrested", "arrest"), ("displaced", "displacement")):
        if name in fields:
            return kind  # type: ignore[return-value]
    return "other"


_FORCES = frozenset({"soldiers", "police", "security_forces", "fighters", "peacekeepers"})


def _between_forces(claims: list[Claim]) -> bool:
    """Whether those harmed were all armed: an attack on soldiers or a police post is a clash, not an attack on civilians."""
    wholes = [claim for claim in claims if claim.subset_of is None and not claim.span.quote.lower().endswith(("others", "more"))]
    kinds = {claim.group_kind for claim in wholes if claim.group_kind not in (None, "attackers")}
    return bool(kinds) and kinds <= _FORCES


_CIVIL = frozenset(
    "civilians mainly_civilians children women women_and_children journalists health_workers aid_workers refugees religious workers students".split()
)


def _on_civilians(claims: list[Claim], sketch: Sketch) -> bool:
    """An ambush or raid that harmed civilians only is an attack on them; fighting that hits them by the way is not."""
    kinds = {claim.group_kind for claim in claims if claim.subset_of is None and not claim.span.quote.lower().endswith(("others", "more"))}
    words = {word for f in sketch.frames for e in f.events for word in e.span.quote.lower().split()}
    raided = kinds <= _CIVIL and not words.isdisjoint(("ambush", "ambushed", "raid", "raided", "ambushes", "raids"))
    stormed = kinds <= _CIVIL | {"people"} and not words.isdisjoint(("storm", "stormed", "storms", "besiege", "besieged", "siege"))
    return bool(kinds) and (raided or stormed)


def _mixed_with_gunfire(sketch: Sketch) -> bool:
    """'gunfire and airstrikes kill 41': the text counts those shot and those bombed together."""
    words = [" ".join(e.span.quote.lower().split()) for f in sketch.frames if f.claims for e in f.events]
    return any(word.endswith(("gunfire", "shootings", "gun fire")) for word in words)


def _incident(
    document: Document,
    sketch: Sketch,
    ids: dict[int, str],
    totals: dict[int, list[Sketch]],
    told: tuple[Mentions, Extraction],
) -> Incident:
    mentions, extraction = told
    steps = [
        Step("link", f"sentence {frame.sentence + 1}: {reason}", frame.start, frame.end)
        for frame, reason in zip(sketch.frames, sketch.reasons, strict=True)
    ]
    claimants = claimants_of(sketch, mentions)
    perpetrators = perpetrators_of(document, sketch, claimants, extraction.credited)
    counted = [frame for frame in sketch.frames if frame.claims] or sketch.frames
    tellings = [event.telling for frame in counted for event in frame.events]
    accused = accusations_of(document, sketch, mentions)
    kind = weigh_type(_type(sketch, bool(perpetrators or accused)), tellings, alone=extraction.alone)
    if not incident_types()[kind].violent:
        perpetrators = ()
    return Incident(
        id=ids[id(sketch)],
        status=sketch.status,
        type=kind,
        anchor=_anchor(document, sketch),
        mentions=tuple(sorted((e.span for f in sketch.frames for e in f.events), key=lambda span: span.start)),
        date=date_of(document, sketch),
        place=place_of(document, sketch) or sketch.anaphoric_place,
        perpetrators=perpetrators,
        claimed_by=claimants,
        accused=accused,
        targets=targets_of(document, sketch, perpetrators),
        weapons=weapons_of(document, sketch),
        totals_of=tuple(ids[id(part)] for part in totals.get(id(sketch), ())),
        trace=tuple(steps),
    )
