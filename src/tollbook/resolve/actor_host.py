"""Takes the actors of a report, or of an incident; gives "the army" whose it is where the report makes that sure. Never chooses between two countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tollbook.model.incident import ActorValue, Incident
from tollbook.model.mention import ActorMention
from tollbook.resolve.actor_found import Setting
from tollbook.resolve.actor_lexicon import countries, fold_words, nouns
from tollbook.resolve.actor_nations import state_actor

_KINDS = ("state_force", "police")
_ARMY = frozenset({"army", "military", "armed forces", "air force", "navy", "soldiers", "troops", "army troops", "army soldiers"})


def whose_army(mentions: tuple[ActorMention, ...], setting: Setting) -> Iterator[ActorMention]:
    """ "The army" behind "Israeli troops", in a report of no other army and of no scene in another country that has one, is Israel's."""
    armies = {mention.value.country for mention in mentions if mention.value.kind == "state_force" and mention.value.country}
    (only,) = armies if len(armies) == 1 else (None,)
    host = {land for land in setting.scene if countries()[land].army} if only else set()
    named = False
    for mention in mentions:
        value = mention.value
        named = named or (value.country == only and value.kind == "state_force")
        state = None
        if only and named and host <= {only} and value.actor is None and value.country is None and value.kind == "state_force":
            text = " ".join(word for word in fold_words(value.name) if word != "the")
            state = state_actor(only, "state_force") if text in _ARMY else None
        if state is None:
            yield mention
            continue
        reason = f"{value.name!r} behind that country's forces, in a report of no other army"
        yield replace(mention, value=replace(value, name=state.name, actor=state.id, country=only, reason=reason))


def hosted(incident: Incident, mentions: tuple[ActorMention, ...]) -> Incident:
    """The incident with "government troops" and "the police" as those of the country where it happened; words without a nationality only.

    "The army" alone is the host's only in a report that names no army of another country.
    """
    place = incident.place
    if place is None or place.country is None or not place.sure:
        return incident
    land = place.country
    foreign = any(one.value.kind == "state_force" and one.value.country not in (None, land) for one in mentions)
    return replace(
        incident,
        perpetrators=_each(incident.perpetrators, land, foreign),
        claimed_by=_each(incident.claimed_by, land, foreign),
        accused=tuple(replace(one, actor=_at_home(one.actor, land, foreign)) for one in incident.accused),
        targets=_each(incident.targets, land, foreign),
    )


def _each(actors: tuple[ActorValue, ...], land: str, foreign: bool) -> tuple[ActorValue, ...]:
    """Each actor once, though "government troops" and a named army turn out to be one."""
    found = {actor.actor or actor.name.lower(): actor for actor in reversed([_at_home(one, land, foreign) for one in actors])}
    return tuple(reversed(found.values()))


def _at_home(actor: ActorValue, land: str, foreign: bool) -> ActorValue:
    if actor.actor is not None or actor.country is not None or actor.kind not in _KINDS or land not in countries():
        return actor
    text = " ".join(word for word in fold_words(actor.name) if word != "the")
    if (
        text not in nouns().words["host_forces"]
        or (foreign and text in _ARMY)
        or (actor.kind == "state_force" and not countries()[land].army)
    ):
        return actor
    state = state_actor(land, actor.kind)
    if state is None:
        return actor
    reason = f"{actor.name!r} of the country of the event"
    return replace(actor, name=state.name, actor=state.id, country=land, reason=reason)
