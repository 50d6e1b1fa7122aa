"""Takes words; gives the military of a country whose head orders strikes: "U.S. President Donald Trump orders airstrikes on". Names no person as an actor."""

from __future__ import annotations

from tollbook.resolve.actor_found import Found, following
from tollbook.resolve.actor_lexicon import countries
from tollbook.resolve.actor_nations import nation_at, state_actor
from tollbook.resolve.actor_words import Word

_HEADS = frozenset("president premier chancellor minister prime defence defense king sultan emir".split())
_ORDERS = frozenset("orders ordered authorizes authorized authorises authorised directs directed".split())
_STRIKES = frozenset("strike strikes airstrike airstrikes bombing bombardment raid raids attack attacks offensive invasion".split())
_REACH = 8
_REASON = "the head of the country orders"


def ordering_at(words: tuple[Word, ...], at: int) -> Found | None:
    """The force that carries out what the head of its country orders; None where nobody orders a strike."""
    nation = nation_at(words, at)
    if nation is None:
        return None
    named = nation.form("name", "adjective")
    title = following(words, nation.end)
    if named is None or named.iso2 is None or title is None or title.folded not in _HEADS or not countries()[named.iso2].army:
        return None
    verb = next((n for n in range(nation.end, min(len(words), nation.end + _REACH)) if words[n].folded in _ORDERS), None)
    if verb is None or _STRIKES.isdisjoint(word.folded for word in words[verb : verb + _REACH]):
        return None
    state = state_actor(named.iso2, "state_force")
    reason = f"{_REASON} what {words[verb].token.text!r} names"
    return Found(at, nation.end, state.name, state.id, "state_force", named.iso2, reason) if state else None


def without_ordered(found: list[Found]) -> list[Found]:
    """The actors of a sentence without "the military" that is ordered: it is that of the country whose head orders."""
    ordering = [item.end for item in found if item.reason.startswith(_REASON)]

    def is_ordered(item: Found) -> bool:
        plain = item.actor is None and item.country is None and item.kind == "state_force"
        return plain and any(end <= item.start < end + _REACH for end in ordering)

    return [item for item in found if not is_ordered(item)]
