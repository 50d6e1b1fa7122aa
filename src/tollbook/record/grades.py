"""Takes the accounts of one incident and a toll of it; suggests a grade in the manner of Airwars, with its reasons. A suggestion only: a person decides.

Airwars: confirmed, a belligerent accepts responsibility; contested, responsibility is claimed by or laid on several; fair, two or more credible sources name
one belligerent; weak, one source, or none that says who did it; discounted, those harmed were combatants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tollbook.lexicon.kinds import kinds
from tollbook.model.account import Account
from tollbook.model.incident import ActorValue
from tollbook.record.toll import Grade, Toll
from tollbook.record.toll_rules import people_groups

_STATE = ("state_force", "police", "government")


def grade_of(toll: Toll, accounts: Sequence[Account], names: Mapping[str, str]) -> Grade | None:
    """The grade that the figures and accusations suggest; None when no source gives a figure. `names` are the voices' names by claim id."""
    making = [claim for claim in toll.claims if claim.id in toll.made_by]
    if not making:
        return None
    fighting = {kind for kind, side in people_groups().items() if side != "civilians"}
    if all(claim.group_kind in fighting for claim in making):
        return Grade("discounted", (f"every figure counts combatants ({', '.join(sorted({str(claim.group_kind) for claim in making}))})",))
    incidents = [account.incident for account in accounts]
    accepted = _belligerents(actor for incident in incidents for actor in incident.claimed_by)
    accused = _belligerents(
        actor for incident in incidents for actor in (*incident.perpetrators, *(accusation.actor for accusation in incident.accused))
    )
    held = accepted | accused
    voices = sorted({names[claim.id] for claim in making})
    told = f"{len(voices)} independent voices give a figure: {', '.join(voices)}" if len(voices) > 1 else f"one voice only: {voices[0]}"
    if len(held) > 1:
        return Grade("contested", (f"responsibility is laid on or claimed by several: {', '.join(sorted(held.values()))}", told))
    own = sorted({names[claim.id] for claim in making if claim.stance == "claims_responsibility"})
    if accepted or own:
        who = ", ".join(sorted(accepted.values())) or ", ".join(own)
        return Grade("confirmed", (f"{who} accepts responsibility", told))
    if not held:
        return Grade("weak", ("nobody says which armed actor did it", told))
    name = next(iter(held.values()))
    return Grade("fair" if len(voices) > 1 else "weak", (f"{name} is said to have done it", told))


def _belligerents(actors: Iterable[ActorValue]) -> dict[str, str]:
    """Armed actors that are known by name, with their names; the forces of one state are one."""
    found: dict[str, str] = {}
    for actor in actors:
        kind = kinds().get(actor.kind or "")
        if kind is None or not (kind.armed or kind.id == "government") or (actor.actor is None and kind.id == "unidentified_armed"):
            continue
        state = actor.kind in _STATE and actor.country is not None
        found.setdefault(f"state {actor.country}" if state else actor.actor or actor.name.casefold(), actor.name)
    return found
