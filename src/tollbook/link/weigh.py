"""Takes what the rules say of a frame and how the learned part reads its phrases; gives the answer that stands, with the reason in words.

A rule gives way only to a reading that is surer than the floor for its kind; every floor was set on the development half of the gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import get_args

from tollbook.model.incident import IncidentType, Status
from tollbook.model.mention import ClaimContext, EventMention, Telling, Tie

CUE = 0.97
"""From here on a rule's background or total is read as new; what the rules read as new stays new: calling it otherwise lost more than it won."""
UNTOLD = 0.6
OTHER_TYPE = 0.7
JOINED = 0.9
SEVERAL_PLACES = "several places are named for one figure"
RESPONSE = " tells what was done about it"
"""How the reason of a background ends where the report is about what followed from the event."""
WEAK_TOTALS = ("one figure for", SEVERAL_PLACES)
"""How the reasons of totals begin that only counted attacks or joined places speak for."""
_STATUSES: tuple[Status, ...] = ("new", "background", "aggregate")


def weigh_status(by_rule: tuple[Status, str], telling: Telling | None, *, alone: bool = False) -> tuple[Status, str]:
    """The status of a claim or an event: the rules' or, where it is sure enough, the learned part's. `alone` leaves the rules out."""
    if telling is None:
        return by_rule
    shares = telling.status
    likeliest = max(_STATUSES, key=lambda name: shares[name])
    kept = by_rule[1].startswith(WEAK_TOTALS) or by_rule[1].endswith(
        RESPONSE
    )  # the learned part takes these for one new incident too readily
    if likeliest == by_rule[0] or ((by_rule[0] == "new" or shares[likeliest] < CUE or kept) and not alone):
        return by_rule
    return likeliest, f"the learned part reads it as {likeliest} ({shares[likeliest]:.2f})"


def is_untold(telling: Telling | None) -> bool:
    """Whether an event word tells of something that did not happen: a threat, a plan, a denial."""
    return telling is not None and telling.status["hypothetical"] + telling.status["denied"] > UNTOLD


def weigh_type(by_rule: IncidentType, tellings: Iterable[Telling | None], *, alone: bool = False) -> IncidentType:
    """The type of an incident from its event words: the rules' or the learned part's mean over the words that it takes for events."""
    read = [telling for telling in tellings if telling is not None and telling.event > 0.3]
    if not read:
        return by_rule
    weight = sum(telling.event for telling in read)
    kinds: tuple[IncidentType, ...] = get_args(IncidentType)
    shares = {name: sum(telling.event * telling.types[name] for telling in read) / weight for name in kinds}
    likeliest = max(shares, key=lambda name: shares[name])
    return likeliest if shares[likeliest] >= (0.0 if alone else OTHER_TYPE) else by_rule


Anchors = Sequence[tuple[int, int]]


def anchors(claims: Sequence[ClaimContext], events: Sequence[EventMention]) -> Anchors:
    """The phrases of a clause, each by sentence and token, that tell which incident it is about: its figures, else its event words."""
    return [(context.sentence, context.first) for context in claims] or [(event.sentence, event.last - 1) for event in events]


def tied(mine: Anchors, theirs: Anchors, tie: Tie | None) -> float | None:
    """How probably phrases tell of one incident, by the learned part: the mean over their pairs; None where nothing was read."""
    if tie is None:
        return None
    scores = [score for one, two in product(mine, theirs) if (score := tie(one, two)) is not None]
    return sum(scores) / len(scores) if scores else None
