"""Takes the accounts of one incident; gives for claims that count fighters the armed actor that their own words name. Guesses no side from the context."""

from __future__ import annotations

from collections.abc import Iterable

from tollbook.lexicon.kinds import kinds
from tollbook.model.account import Account
from tollbook.model.claim import Claim
from tollbook.model.incident import ActorValue, Incident
from tollbook.record.toll_rules import people_groups

_ONE_SIDE = ("civilians", "attackers")


def sides_named(accounts: Iterable[Account]) -> dict[str, str]:
    """The side of each claim of fighters whose words hold the name of an armed actor of the incident: "Islamic State fighters"."""
    told = sorted({account.id: account for account in accounts}.values(), key=lambda account: account.id)
    armed = [actor for account in told for actor in _actors(account.incident) if _armed(actor)]
    names: dict[str, str] = {}
    for actor in sorted(armed, key=lambda actor: (actor.name.casefold(), actor.name)):
        names.setdefault(actor.actor or actor.name.casefold(), actor.name)
    found = {}
    for account in told:
        for claim in account.claims:
            if claim.group_kind in people_groups() and claim.group_kind not in _ONE_SIDE:
                side = _side(claim, armed)
                if side is not None:
                    found[claim.id] = names[side]
    return found


def _side(claim: Claim, armed: list[ActorValue]) -> str | None:
    """The actor with the longest name in the claim's words."""
    words = f"{claim.group or ''} {claim.span.quote}".casefold()
    fitting = [
        (len(name), actor.actor or actor.name.casefold())
        for actor in armed
        for name in {actor.name.casefold(), actor.span.quote.casefold()}
        if name in words and name != (claim.group or "").casefold()
    ]
    return max(fitting)[1] if fitting else None


def _actors(incident: Incident) -> tuple[ActorValue, ...]:
    return (*incident.perpetrators, *incident.claimed_by, *(one.actor for one in incident.accused), *incident.targets)


def _armed(actor: ActorValue) -> bool:
    kind = kinds().get(actor.kind or "")
    return kind is not None and kind.armed and (actor.actor is not None or kind.id != "unidentified_armed")
