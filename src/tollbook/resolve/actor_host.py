"""Takes the actors of a report; gives "the army" whose army it is where the report makes that sure. Never chooses between two countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tollbook.model.mention import ActorMention
from tollbook.resolve.actor_found import Setting
from tollbook.resolve.actor_lexicon import countries, fold_words, nouns
from tollbook.resolve.actor_nations import state_actor

_KINDS = ("state_force", "police")
_ARMY = frozenset({"army", "military", "armed forces", "air force", "navy", "soldiers", "troops"})


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


def host_force(name: str, kind: str | None, land: str) -> tuple[str, str] | None:
    """Id and name of the force that words without a nationality ("government troops") mean where an event is in a land; None for other words."""
    text = " ".join(fold_words(name))
    if kind not in _KINDS or not any(text in (each, f"the {each}") for each in nouns().words["host_forces"]):
        return None
    if land not in countries() or (kind == "state_force" and not countries()[land].army):
        return None
    state = state_actor(land, kind)
    return (state.id, state.name) if state else None
