"""Takes response and key templates; gives correct, partial, incorrect, spurious and missing fills by slot, as the MUC-4 guidelines count them.

Where the guidelines leave a mismatch to a person, a fixed rule decides here (`docs/benchmarks/muc.md` names each). Recall is (correct + partial / 2) /
possible, precision the same over actual; "all slots" adds up the counts of all slots of all templates, so that a missing template is all its
fills missing and a spurious one all its fills spurious.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from muc_keys import DATE, LOCATION, NUMBERS, SLOTS, STRINGS, Fill, Template, fills, is_optional

FULL, PARTIAL, NONE = 1.0, 0.5, 0.0


@dataclass(slots=True)
class Tally:
    """Counts of fills."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    spurious: int = 0
    missing: int = 0

    def add(self, other: Tally) -> None:
        for name in ("correct", "partial", "incorrect", "spurious", "missing"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def possible(self) -> int:
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def recall(self) -> float:
        return (self.correct + self.partial / 2) / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        return (self.correct + self.partial / 2) / self.actual if self.actual else 0.0

    @property
    def f(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Tallies by slot, and how many templates were matched, missed and made up."""

    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    matched: int = 0
    missed: int = 0
    made_up: int = 0

    def whole(self) -> Tally:
        total = Tally()
        for tally in self.slots.values():
            total.add(tally)
        return total


def score_report(responses: Sequence[Template], keys: Sequence[Template], scores: Scores) -> None:
    """Adds one report's templates to the scores."""
    pairs = align(responses, keys)
    for response, key in pairs:
        for slot in SLOTS:
            scores.slots[slot].add(compare(slot, fills(slot, response) or (), fills(slot, key)))
    used, found = {id(response) for response, _ in pairs}, {id(key) for _, key in pairs}
    scores.matched += len(pairs)
    for response in responses:
        if id(response) not in used:
            scores.made_up += 1
            for slot in SLOTS:
                scores.slots[slot].spurious += len(fills(slot, response) or ())
    for key in keys:
        if id(key) not in found and not is_optional(key):
            scores.missed += 1
            for slot in SLOTS:
                scores.slots[slot].missing += sum(not one.optional for one in fills(slot, key) or ())


def align(responses: Sequence[Template], keys: Sequence[Template]) -> list[tuple[Template, Template]]:
    """The one-to-one pairing with the most credit among pairs that may be aligned."""
    credit = {
        (i, j): 1e-6 + sum(_credit(compare(slot, fills(slot, response) or (), fills(slot, key))) for slot in SLOTS)
        for i, response in enumerate(responses)
        for j, key in enumerate(keys)
        if may_align(response, key)
    }

    @cache
    def best(at: int, used: frozenset[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        if at == len(responses):
            return 0.0, ()
        found = best(at + 1, used)
        for j in range(len(keys)):
            if (at, j) in credit and j not in used:
                worth, rest = best(at + 1, used | {j})
                if worth + credit[at, j] > found[0]:
                    found = (worth + credit[at, j], ((at, j), *rest))
        return found

    return [(responses[i], keys[j]) for i, j in best(0, frozenset())[1]]


_PERP = ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID")
_TARGETS = ("PHYS TGT: ID", "PHYS TGT: TYPE", "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "HUM TGT: TYPE")


def may_align(response: Template, key: Template) -> bool:
    """The guidelines' content condition: the type matches at least in part, and so does a perpetrator or a target slot."""
    if not _credit(compare("INCIDENT: TYPE", fills("INCIDENT: TYPE", response) or (), fills("INCIDENT: TYPE", key))):
        return False
    return any(_credit(compare(slot, fills(slot, response) or (), fills(slot, key))) for slot in (*_PERP, *_TARGETS))


def _credit(tally: Tally) -> float:
    return tally.correct + tally.partial / 2


def compare(slot: str, given: Sequence[Fill], wanted: Sequence[Fill] | None) -> Tally:
    """Fills paired for the most credit; what is left over on both sides is incorrect, on one side missing or spurious. A slot that does not apply
    (None) counts nothing."""
    tally = Tally()
    if wanted is None:
        return tally
    left, right = list(given), list(wanted)
    graded = sorted(
        ((grade(slot, one, other), -i, -j, one, other) for i, one in enumerate(left) for j, other in enumerate(right)),
        key=lambda row: row[:3],
        reverse=True,
    )
    for worth, _, _, one, other in graded:
        if worth > NONE and any(one is x for x in left) and any(other is x for x in right):
            left = [x for x in left if x is not one]
            right = [x for x in right if x is not other]
            tally.correct += worth == FULL
            tally.partial += worth == PARTIAL
    demanded = [one for one in right if not one.optional]
    tally.incorrect = min(len(left), len(demanded))
    tally.missing = len(demanded) - tally.incorrect
    tally.spurious = len(left) - tally.incorrect
    return tally


def grade(slot: str, given: Fill, wanted: Fill) -> float:
    """FULL, PARTIAL or NONE for one fill against one of the key."""
    if slot == DATE:
        return max((same_date(one, other) for one in given.values for other in wanted.values), default=NONE)
    if slot == LOCATION:
        return max((same_place(one, other) for one in given.values for other in wanted.values), default=NONE)
    if slot in STRINGS:
        return _described(given, wanted)
    value = max((_same_value(slot, one, other) for one in given.values for other in wanted.values), default=NONE)
    if value != FULL or not wanted.tags:
        return value
    return FULL if same_string(given.tags, wanted.tags) else PARTIAL


def _described(given: Fill, wanted: Fill) -> float:
    """A string; with a tag, full only where the tag is right as well."""
    worth = same_string(given.values, wanted.values)
    if worth == FULL and wanted.tags and not same_string(given.tags, wanted.tags):
        return PARTIAL
    return worth


_SUPERSETS = {
    "GUN": {"MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"},
    "EXPLOSIVE": {"BOMB", "VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB", "MOLOTOV COCKTAIL", "GRENADE"},
    "BOMB": {"VEHICLE BOMB", "AERIAL BOMB", "DYNAMITE", "MINE"},
    "PROJECTILE": {"ROCKET", "MISSILE"},
}
_NEARLY = {
    ("PERP: ORGANIZATION CONFIDENCE", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
    ("PHYS TGT: EFFECT OF INCIDENT", "DESTROYED", "SOME DAMAGE"),
    ("PHYS TGT: TYPE", "POLITICAL FIGURE OFFICE OR RESIDENCE", "GOVERNMENT OFFICE OR RESIDENCE"),
    ("HUM TGT: TYPE", "POLITICAL FIGURE", "GOVERNMENT OFFICIAL"),
    ("HUM TGT: TYPE", "GOVERNMENT OFFICIAL", "FORMER GOVERNMENT OFFICIAL"),
    ("HUM TGT: TYPE", "ACTIVE MILITARY", "FORMER ACTIVE MILITARY"),
    ("HUM TGT: EFFECT OF INCIDENT", "NO INJURY", "NO INJURY OR DEATH"),
    ("HUM TGT: EFFECT OF INCIDENT", "NO DEATH", "NO INJURY OR DEATH"),
}


def _same_value(slot: str, given: str, wanted: str) -> float:
    if given == wanted:
        return FULL
    if slot in NUMBERS:
        return PARTIAL if given.isdigit() and (wanted == f"~{given}" or (given in re.findall(r"\d+", wanted) and "-" in wanted)) else NONE
    if slot == "INCIDENT: TYPE" and given == "ATTACK":
        return PARTIAL
    if slot == "INCIDENT: INSTRUMENT TYPE" and wanted in _SUPERSETS.get(given, ()):
        return PARTIAL
    return PARTIAL if (slot, given, wanted) in _NEARLY else NONE


_EMPTY = frozenset(
    "A AN THE SOME SEVERAL SOME OF THIS THESE HIS HER THEIR ITS ABOUT AT LEAST ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN".split()
)
_BEHIND = frozenset("OF IN WHO WHICH FROM AT WITH BY ON TO NEAR BELONGING ,".split())


def same_string(given: Sequence[str], wanted: Sequence[str]) -> float:
    """The best match of any two strings: full when equal without articles, numbers and words before the key's own; partial when one holds the head
    of the other."""
    return max((_same_words(one, other) for one in given for other in wanted), default=NONE)


def _same_words(given: str, wanted: str) -> float:
    one, other = _core(given), _core(wanted)
    if not one or not other:
        return FULL if given == wanted else NONE
    if one == other or (one[-len(other) :] == other and not _BEHIND.intersection(one[: -len(other)])):
        return FULL
    if one[: len(other)] == other or _holds(other, one) or (_holds(one, other) and not _BEHIND.intersection(one[: _at(one, other)])):
        return PARTIAL
    return PARTIAL if _head(one) == _head(other) else NONE


def _core(words: str) -> list[str]:
    found = re.findall(r"[^\W_]+(?:['.-][^\W_]+)*|,", words.upper())
    while found and (found[0] in _EMPTY or found[0].isdigit()):
        del found[0]
    return found


def _head(words: list[str]) -> str:
    """The last word before what follows the noun ("MEMBERS OF ..."), without a plural s."""
    end = next((at for at, word in enumerate(words) if at and word in _BEHIND), len(words))
    return words[end - 1].rstrip("S")


def _at(longer: list[str], shorter: list[str]) -> int:
    return next(at for at in range(len(longer)) if longer[at : at + len(shorter)] == shorter)


def _holds(longer: list[str], shorter: list[str]) -> bool:
    return any(longer[at : at + len(shorter)] == shorter for at in range(len(longer)))


_MONTHS = dict(zip("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), range(1, 13), strict=True))
_DAY = re.compile(r"(?:(\d{1,2}) )?([A-Z]{3}) (\d{2})")


def same_date(given: str, wanted: str) -> float:
    """Full when equal, or a day inside a range of the key that is no default; partial where they share a day or an end, as the guidelines say."""
    if given == wanted:
        return FULL
    one, other = _range(given), _range(wanted)
    if one is None or other is None:
        return NONE
    if given.startswith("-"):
        return PARTIAL if one[1] == other[1] else NONE
    if wanted.startswith("-"):
        return PARTIAL if one[1] <= other[1] else NONE
    return PARTIAL if one[0] <= other[1] and other[0] <= one[1] else NONE


def _range(words: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    days = [(int(year), _MONTHS.get(month, 0), int(day or 0)) for day, month, year in _DAY.findall(words)]
    return (days[0], days[-1] if days[-1][2] else (*days[-1][:2], 31)) if days else None


def same_place(given: str, wanted: str) -> float:
    """Full when the country and the narrowest place are the same; partial when the country is, or all but the country."""
    one, other = _places(given), _places(wanted)
    if one[-1] == other[-1] and len(one) > 1 and len(other) > 1:
        return FULL if one[0] == other[0] else PARTIAL
    if one == other or (len(one) > 1 and one[-1] in other[1:] and one[0] == other[0] and " - " in wanted):
        return FULL if one == other else PARTIAL
    return PARTIAL if one[0] == other[0] else NONE


def _places(words: str) -> list[str]:
    """Country, then places from wide to narrow, without their kinds ("(CITY)")."""
    return [" ".join(re.sub(r"\([^)]*\)", "", part).split()) for part in re.split(r": | - ", words)]
