"""Takes words; gives actors that common nouns stand for: "Israeli air strikes", "government troops", "gunmen". A country only where the words tell it."""

from __future__ import annotations

from tollbook.resolve.actor_entry import ListedActor
from tollbook.resolve.actor_found import Found, Setting, following, hyphened
from tollbook.resolve.actor_lexicon import Head, countries, listed_actors, nouns
from tollbook.resolve.actor_nations import Nation, NationAt, nation_at, state_actor
from tollbook.resolve.actor_words import Word, phrase_at

_STATE = frozenset({"state_force", "police", "government"})
_FORCE_OF_A_PEOPLE = frozenset({"forces", "troops", "army", "soldiers", "military", "units", "force"})
_WIDER = frozenset(
    {"Western", "European", "African", "Asian", "Allied", "Foreign", "Arab", "Latin American"}
)  # states, but which is not said
_MOST_MODIFIERS = 3


def heads_at(words: tuple[Word, ...], at: int) -> list[tuple[int, Head]]:
    """The heads that can be read from a word on, modifiers before them or not: end and head, longest first."""
    known = nouns()
    found = []
    for skip in range(_MOST_MODIFIERS + 1):
        place = at + skip
        if place >= len(words) or (skip and not words[place].joined):
            break
        for head in known.heads.get(words[place].folded, ()):
            if phrase_at(words, place, head.tokens):
                found.append((place + len(head.tokens), head))
        if words[place].folded not in known.words["modifiers"]:
            break
    return sorted(found, key=lambda pair: (-pair[0], -len(pair[1].tokens)))


def _head_text(head: Head) -> str:
    return " ".join(head.tokens)


def _place_follows(words: tuple[Word, ...], end: int) -> bool:
    word = following(words, end)
    return word is not None and word.folded in nouns().words["not_before"]


def of_nation(words: tuple[Word, ...], at: int) -> Found | None:
    """A nationality and what belongs to it: "Russian air strikes", "Syria's army", "Fulani gunmen"."""
    royal = words[at].folded == "royal" and words[at].capital and at + 1 < len(words) and words[at + 1].joined
    nation = nation_at(words, at + 1 if royal else at)
    if nation is None or nation.end >= len(words):
        return None
    if hyphened(words, nation.end) is not None or not words[nation.end].joined:
        return None
    owner = nation.form("adjective", "group") or (nation.form("name") if words[nation.end - 1].possessive else None)
    name, weak = nation.form("name"), None
    for end, head in heads_at(words, nation.end):
        plain = owner or (name if _head_text(head) in nouns().words["attributive"] else None)
        if plain is None:
            continue
        if _head_text(head) in nouns().words["bodies"] and _place_follows(words, end):
            return None
        found = _belongs(words, (at, end), head, plain)
        if found is not None and not found.weak:
            return found
        weak = weak or found  # "Myanmar military bombs village": the army, unless no shorter reading names it
    return weak


def coordinated(words: tuple[Word, ...], at: int) -> Found | None:
    """ "Russian" in "Russian and Ukrainian attacks", "US" in "US-Iraqi raids": a nationality that shares the noun of the next."""
    nation = nation_at(words, at)
    adjective = nation.form("adjective") if nation else None
    if nation is None or adjective is None or adjective.iso2 is None or words[nation.end - 1].possessive:
        return None
    place = nation.end
    tied = place < len(words) and words[place].gap in ("-", "–", "‑", "/")
    if place < len(words) and not tied:
        comma, word = words[place].gap.strip() == ",", words[place]
        if (not word.gap.strip() and word.folded in ("and", "or")) or (comma and word.folded in ("and", "or")):
            place += 1
        elif not comma:
            return None
    if place >= len(words) or (words[place].gap.strip() and place > nation.end):
        return None
    other = of_nation(words, place) or coordinated(words, place)
    if other is None or (tied and other.kind not in _STATE):
        return None
    text = other.reason.partition("'")[2].partition("'")[0]
    state = state_actor(adjective.iso2, other.kind) if other.kind else None
    reason = f"a nationality beside another that share {text!r}"
    if state is None:
        name = f"{words[at].token.text} {text}"
        return Found(at, nation.end, name, None, other.kind, adjective.iso2, reason, other.weak)
    if other.kind == "state_force" and not countries()[adjective.iso2].army:
        return None
    return Found(at, nation.end, state.name, state.id, other.kind, adjective.iso2, reason, other.weak)


def _belongs(words: tuple[Word, ...], place: tuple[int, int], head: Head, nation: Nation) -> Found | None:
    start, end = place
    text = _head_text(head)
    if nation.form == "group":
        return _of_people(words, place, head, nation)
    assert nation.iso2 is not None
    weak = text in nouns().words["weak_heads"]
    if weak:
        after = following(words, end)
        weak = after is None or after.folded not in nouns().words["weak_before"]
    inner = [word.folded for word in words[start : end - len(head.tokens)]]
    kind = "police" if head.kind == "state_force" and "police" in inner else head.kind
    if kind == "state_force" and not countries()[nation.iso2].army:
        return None
    state = state_actor(nation.iso2, kind)
    if state is not None:
        reason = f"a nationality with {text!r} stands for the {kind.replace('_', ' ')} of that state"
        return Found(start, end, state.name, state.id, kind, nation.iso2, reason, weak)
    quote = " ".join(word.token.text for word in words[start:end])
    return Found(start, end, quote, None, head.kind, nation.iso2, f"{text!r} with a nationality, no group named")


def _of_people(words: tuple[Word, ...], place: tuple[int, int], head: Head, nation: Nation) -> Found | None:
    start, end = place
    quote = " ".join(word.token.text for word in words[start:end])
    kind = head.kind
    if kind == "state_force":
        if head.tokens[-1] not in _FORCE_OF_A_PEOPLE:
            return None
        kind = "state_force" if nation.label in _WIDER else "militia"
    if kind == "police":
        return None
    if kind == "militia":
        kind = "communal_militia"
    return Found(start, end, quote, None, kind, nation.iso2, f"{_head_text(head)!r} of a people, no group named")


def alone(words: tuple[Word, ...], at: int, setting: Setting) -> Found | None:
    """A common noun with no nationality: "the army", "suspected militants", "police"."""
    if words[at].folded in nouns().words["no_beginning"] and not any(head.alone for head in nouns().heads.get(words[at].folded, ())):
        return None
    for end, head in heads_at(words, at):
        if not head.alone or (words[at].folded == "the" and _longer_behind(words, at, end)):
            continue
        if not _stands(words, (at, end), head):
            continue
        if len(head.tokens) > 1 and head.tokens[0] == "the" and end - at > len(head.tokens):
            continue
        return _common(words, (at, end), head, setting)
    return None


def _longer_behind(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "the government troops": the reading from the next word on reaches further than "the government"."""
    return any(reach > end for reach, _ in heads_at(words, at + 1)) if at + 1 < len(words) else False


def _stands(words: tuple[Word, ...], place: tuple[int, int], head: Head) -> bool:
    start, end = place
    known = nouns().words
    after, before = following(words, end), words[start - 1] if start else None
    text = _head_text(head)
    if hyphened(words, end) is not None or (start and words[start].gap in ("-", "–", "‑")):
        return False
    inside = before is not None and before.capital and words[start].capital and words[start].telling and not words[start].gap.strip()
    if inside and before is not None and before.folded not in known["articles"]:
        return False  # the end of a longer name ("the Salvation Army")
    if after is not None and (after.folded in known["not_before"] or after.folded in known["adjectival"]):
        return False
    if text in known["singular"] and end - start == len(head.tokens):
        return before is not None and not words[start].gap.strip() and before.folded in known["singular_after"]
    return not (words[end - 1].capital and words[start].capital and after is not None and after.capital and words[start].telling)


def _common(words: tuple[Word, ...], place: tuple[int, int], head: Head, setting: Setting) -> Found:
    start, end = place
    quote = " ".join(word.token.text for word in words[start:end])
    text = _head_text(head)
    owner = _owner_behind(words, end) if head.kind in _STATE else None
    if owner is not None:
        found = _state(start, owner[0], owner[1], head.kind, f"{text!r} of a country named behind it")
        if found is not None:
            return found
    if head.kind == "coalition":
        known = _coalition(setting, told=text != "the coalition")
        if known is not None:
            return Found(start, end, known.name, known.id, known.kind, known.country, f"{text!r} in a report of {known.name}")
    if text in nouns().words["bodies"] and setting.only_country is not None:
        state = state_actor(setting.only_country, head.kind)
        if state is not None and (head.kind != "state_force" or countries()[setting.only_country].army):
            reason = f"{text!r} in a report that speaks of events in one country and names no other"
            return Found(start, end, state.name, state.id, head.kind, setting.only_country, reason)
    return Found(start, end, quote, None, head.kind, None, f"the common noun {text!r}, of no named group or country")


def _coalition(setting: Setting, told: bool) -> ListedActor | None:
    """The one coalition that the report names, or the only one active where it happened; parties form coalitions too, so `told` says that it has forces."""
    listed = [actor for actor in listed_actors() if actor.kind == "coalition"]
    named = [actor for actor in listed if actor.id in setting.named]
    near = [
        actor
        for actor in listed
        if setting.countries.intersection(actor.lands) and (setting.year is None or actor.was_active(setting.year))
    ]
    chosen = named or (near if told else [])
    return chosen[0] if len(chosen) == 1 else None


def _owner_behind(words: tuple[Word, ...], end: int) -> tuple[int, Nation] | None:
    """ "the government of Chad": where the country's name behind ends, and which it is."""
    of = following(words, end)
    if of is None or of.folded != "of" or end + 1 >= len(words):
        return None
    at = end + 2 if words[end + 1].folded == "the" and end + 2 < len(words) else end + 1
    nation = nation_at(words, at)
    name = nation.form("name") if nation else None
    return (nation.end, name) if nation and name and name.iso2 and not words[at].gap.strip() else None


def state_as_actor(words: tuple[Word, ...], at: int) -> Found | None:
    """A country that acts ("Israel launched ...", "blamed Russia") or a capital that speaks ("Moscow said")."""
    nation = nation_at(words, at)
    if nation is None:
        return None
    known = nouns().words
    after = following(words, nation.end)
    before = words[at - 1] if at and not words[at].gap.strip() else None
    begin = at
    if before is not None and before.folded == "the":
        before = words[at - 2] if at > 1 and not words[at - 1].gap.strip() else None
    if (
        words[nation.end - 1].possessive
        or hyphened(words, nation.end) is not None
        or (before is not None and before.folded in known["not_subject_after"])
    ):
        return None
    if at and words[at].gap.strip() and words[at - 1].capital and words[at].gap.strip() == ",":
        return None  # "Homs, Syria"
    capital = nation.form("capital")
    named = nation.form("name")
    if capital is not None and capital.iso2 and after is not None and after.folded in known["say_verbs"] and not after.capital:
        return _state(begin, nation.end, capital, "government", "a capital that speaks")
    if named is None or named.iso2 is None:
        return None
    if after is not None and not after.capital and _is_verb(after, known):
        then = following(words, nation.end + 1)
        done = (
            then.folded if after.folded in ("has", "had", "have") and then is not None else after.folded
        )  # "the US has conducted strikes"
        attacks = done in known["attack_verbs"]
        return _state(
            begin, nation.end, named, "state_force" if attacks else "government", f"a country as the subject of {after.token.text!r}"
        )
    paired = _paired(words, nation)
    if paired is not None:
        return _state(begin, nation.end, named, paired, "one of two countries that act together")
    if before is not None and before.folded in known["behind_actor"] and not (at > 1 and words[at - 2].folded == "border"):
        if after is not None and after.folded in known["modifiers"] and not after.capital:
            return None
        cause = words[at - 2].folded if at > 1 and begin == at else words[at - 3].folded if at > 2 else ""
        by = before.folded == "by" and (cause in known["attack_verbs"] or cause in known["attack_before_by"])
        kind = "state_force" if by else "government"
        return _state(begin, nation.end, named, kind, f"a country behind {before.token.text!r}")
    return None


def _paired(words: tuple[Word, ...], nation: NationAt) -> str | None:
    """ "India and Pakistan agree", "between India and Pakistan": the kind of either actor, None when the pair does not act."""
    known = nouns().words
    first, second = nation, None
    link = following(words, nation.end)
    if link is not None and link.folded == "and" and nation.end + 1 < len(words):
        second = nation_at(words, nation.end + 1)
    elif nation.start > 1 and words[nation.start - 1].folded == "and" and not words[nation.start].gap.strip():
        second = nation
        first = next(
            (other for other in (nation_at(words, nation.start - 1 - size) for size in (1, 2, 3) if nation.start > size) if other), nation
        )
    if second is None or second.form("name") is None or first.form("name") is None or first.end >= second.start:
        return None
    verb = following(words, second.end)
    if verb is not None and not verb.capital and (verb.folded in known["plural_verbs"] or _is_verb(verb, known)):
        return "state_force" if verb.folded in known["attack_verbs"] or verb.folded in ("carry", "launch", "conduct") else "government"
    ahead = words[first.start - 1].folded if first.start else ""
    return "government" if ahead == "between" else None


def _is_verb(word: Word, known: dict[str, frozenset[str]]) -> bool:
    if word.folded in known["not_a_verb"]:
        return False
    if word.folded in known["actor_verbs"]:
        return True
    return len(word.folded) > 3 and word.token.lower.endswith(("s", "ed")) and not word.token.lower.endswith(("ss", "'s"))


def _state(start: int, end: int, nation: Nation, kind: str, reason: str) -> Found | None:
    assert nation.iso2 is not None
    if kind == "state_force" and not countries()[nation.iso2].army:
        kind = "government"
    state = state_actor(nation.iso2, kind)
    return Found(start, end, state.name, state.id, kind, nation.iso2, reason) if state else None
