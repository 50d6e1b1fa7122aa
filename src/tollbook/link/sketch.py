"""A sketch of an incident while a report is being linked: its frames, and what they agree on about type, place and time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from tollbook.lexicon.codes import incident_types
from tollbook.lexicon.load import table
from tollbook.link.frame import Frame
from tollbook.model.geometry import great_circle_km
from tollbook.model.incident import IncidentType, PlaceValue, Status
from tollbook.model.mention import EventMention, PlaceMention

_EXPLOSIVE = frozenset({"bombing", "suicide_attack", "air_strike", "shelling", "mine_or_ied"})
_COMPATIBLE = (
    frozenset({"bombing", "suicide_attack", "mine_or_ied"}),
    frozenset({"bombing", "air_strike", "shelling"}),
    frozenset({"armed_clash", "attack_on_civilians", "execution", "protest_violence"}),
    frozenset({"attack_on_civilians", "abduction"}),
    frozenset({"attack_on_civilians", "suicide_attack", "bombing"}),
    frozenset({"armed_clash", "shelling", "air_strike"}),
    frozenset({"armed_clash", "arrest", "attack_on_civilians"}),
    frozenset({"armed_clash", "suicide_attack", "bombing", "mine_or_ied"}),
)


@dataclass(slots=True)
class Sketch:
    """Frames that tell of one incident. `reasons` says in words why each frame was put here."""

    status: Status
    frames: list[Frame] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    anaphoric_place: PlaceValue | None = None

    def add(self, frame: Frame, reason: str) -> None:
        self.frames.append(frame)
        self.reasons.append(reason)

    @property
    def places(self) -> list[PlaceMention]:
        return [place for frame in self.frames for place in frame.places]

    @property
    def last_sentence(self) -> int:
        return self.frames[-1].sentence

    def type(self) -> IncidentType | None:
        """The type that its event words name: ACLED's order among those seen, nouns before verbs."""
        counted = [frame for frame in self.frames if frame.claims]
        return type_of(counted) or type_of(self.frames)


def type_of(frames: list[Frame]) -> IncidentType | None:
    """The type of the frames' event words; None when only generic words stand there."""
    if not any(f.claims for f in frames):
        spoken: tuple[IncidentType, ...] = ("statement", "agreement")
        for kind in spoken:
            if any(e.type == kind and e.is_verb for f in frames for e in f.events):
                return kind
    nouns: Counter[IncidentType] = Counter()
    verbs: Counter[IncidentType] = Counter()
    for frame in frames:
        for event in frame.events:
            if event.type is not None:
                (verbs if event.is_verb and not _names_means(event) else nouns)[event.type] += 1
    told = _deeds_before(frames) if set(nouns) <= {"agreement", "statement"} else Counter()
    return _strongest(told, frames) or _strongest(nouns, frames) or _strongest(verbs, frames)


@cache
def _means() -> frozenset[str]:
    return frozenset(str(word) for word in table("en", "events.yaml")["things"])


def _names_means(event: EventMention) -> bool:
    """Whether a deed names what it was done with ("fired rockets"): that tells its kind as surely as a noun does."""
    return event.span.quote.lower().split()[-1] in _means()


_FOUGHT = frozenset({"armed_clash", "air_strike", "shelling", "bombing", "suicide_attack"})


def _deeds_before(frames: list[Frame]) -> Counter[IncidentType]:
    """Verbs of fighting that open a clause which names an agreement later: "rebels capture the town during a ceasefire" tells of the town."""
    told: Counter[IncidentType] = Counter()
    for frame in frames:
        first = min(frame.events, key=lambda event: event.span.start, default=None)
        if first is not None and first.is_verb and first.type in _FOUGHT:
            told[first.type] += 1
    return told


def _strongest(counts: Counter[IncidentType], frames: list[Frame]) -> IncidentType | None:
    types = incident_types()
    violent: dict[IncidentType, int] = {kind: n for kind, n in counts.items() if types[kind].violent}
    pool: dict[IncidentType, int] = violent or dict(counts)
    if any(frame.claims for frame in frames) and not violent and set(pool) <= {"agreement", "statement"}:
        pool = {}

    ranked: list[IncidentType] = sorted(pool, key=lambda kind: types[kind].order)
    return ranked[0] if ranked else None


def types_agree(left: IncidentType | None, right: IncidentType | None) -> bool:
    """Whether two types can name one event ("a blast" may be a suicide attack; an abduction is no air strike)."""
    return left is None or right is None or left == right or any({left, right} <= group for group in _COMPATIBLE)


def distance_km(left: PlaceValue, right: PlaceValue) -> float | None:
    """Great-circle distance of two placed values in kilometres, None when one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    return great_circle_km(left.lat, left.lon, right.lat, right.lon)
