"""Takes words; gives names of armed groups that are on no list, with the kind that their last word suggests. Never gives them an id."""

from __future__ import annotations

from itertools import pairwise

from tollbook.resolve.actor_found import Found
from tollbook.resolve.actor_lexicon import nouns
from tollbook.resolve.actor_names import named_at
from tollbook.resolve.actor_nations import nation_at
from tollbook.resolve.actor_nouns import of_nation
from tollbook.resolve.actor_words import Word
from tollbook.resolve.date_vocabulary import vocabulary

_LINKS = frozenset({"of", "for", "the", "al", "el", "and", "ul", "de", "del", "in", "wal"})
_LEADS = frozenset(
    {"the", "a", "an", "on", "in", "at", "after", "before", "when", "while", "but", "and", "two", "three", "as", "by", "from", "this"}
)
_MOST = 9


def unlisted_at(words: tuple[Word, ...], at: int) -> Found | None:
    """A capitalised name that ends like an armed group's ("the Free Valley Brigade")."""
    word = words[at]
    ordinal = word.token.is_number and at + 2 < len(words) and words[at + 1].folded in ("th", "st", "nd", "rd") and words[at + 2].capital
    if not word.telling or not (word.capital or ordinal) or word.folded in _LEADS or word.folded in vocabulary().counts:
        return None
    if at and words[at - 1].capital and words[at].joined and words[at - 1].folded not in (_LEADS | vocabulary().counts.keys()):
        return None  # inside a longer name
    end = _run(words, at)
    inner = next((place for place in range(at, end) if named_at(words, place) or of_nation(words, place)), end)
    if inner < end:  # a name of the list stands inside: it is found on its own, and ends this one
        end = inner
        while end > at and (words[end - 1].folded in _LINKS or words[end - 1].folded in _LEADS):
            end -= 1
        if end <= at:
            return None
    if end < len(words) and words[end].folded in _COMMON_HEADS and not words[end].gap.strip() and not words[end].capital:
        return _named_gang(words, at, end)
    heads = [place for place in range(at + 1, end) if words[place].folded in nouns().group_heads and words[place].capital]
    if not heads:
        return None
    if words[heads[0]].folded in (
        "front",
        "army",
        "movement",
        "forces",
        "brigade",
        "brigades",
        "organisation",
        "organization",
    ) and _of_behind(words, heads[-1], end):
        stop = end
    else:
        stop = heads[-1] + 1
    return _judge(words, at, stop, heads[-1])


def _named_gang(words: tuple[Word, ...], at: int, end: int) -> Found | None:
    """ "the La Barredora cartel": a name in front of a common noun; one word alone at the sentence's start may be any adjective."""
    if end - at < 2 and at == 0:
        return None
    if nation_at(words, at) is not None or words[end - 1].possessive or words[end - 1].folded in nouns().words["modifiers"]:
        return None
    quote = " ".join(word.token.text for word in words[at : end + 1])
    kind = "gang_or_cartel" if words[end].folded in ("cartel", "gang", "clan", "mafia") else "militia"
    return Found(at, end + 1, quote, None, kind, None, f"a name before {words[end].token.text!r}, not on the list")


_COMMON_HEADS = frozenset({"cartel", "gang", "militia", "militias", "militiamen", "mafia"})


def _of_behind(words: tuple[Word, ...], head: int, end: int) -> bool:
    return head + 1 < end and words[head + 1].folded in ("of", "for")


def _run(words: tuple[Word, ...], at: int) -> int:
    """The end of the run of capitalised words, with small words inside it."""
    end = at + 1
    place = at + 1
    while (place < min(len(words), at + _MOST) and words[place].joined and not words[place - 1].possessive) or _owner(words, place, at):
        word = words[place]
        if word.capital or word.token.is_number or word.gap == "":
            end = place + 1
        elif (
            word.folded not in _LINKS
            or _says_where(words, place)
            or (word.folded == "and" and any(each.folded in nouns().group_heads for each in words[at:place]))
        ):
            break
        place += 1
    return end


def _says_where(words: tuple[Word, ...], at: int) -> bool:
    """ "in" belongs to a group's name only in front of a country ("Resistance in Iraq", not "Fighting in ... Brigade")."""
    return words[at].folded == "in" and (at + 1 >= len(words) or nation_at(words, at + 1) is None)


def _owner(words: tuple[Word, ...], place: int, at: int) -> bool:
    """ "People's Liberation Front": the possessive word belongs to the name."""
    return (
        place < min(len(words), at + _MOST)
        and words[place].joined
        and words[place - 1].folded in ("people", "women", "lord", "workers", "peoples")
    )


def _names_a_thing(folded: list[str]) -> bool:
    known = nouns().words["not_in_group_name"]
    return any(word in known for word in folded) or any(f"{first} {second}" in known for first, second in pairwise(folded))


def _judge(words: tuple[Word, ...], start: int, end: int, head: int) -> Found | None:
    known = nouns()
    folded = [word.folded for word in words[start:end]]
    after = words[end].folded if end < len(words) and words[end].joined else ""
    if end - start < 2 or _names_a_thing([*folded, after]):
        return None
    quote = "".join(word.gap + word.token.text for word in words[start:end]).removeprefix(words[start].gap)
    last = words[head].folded
    numbered = any(word.token.is_number for word in words[start:end])
    nation = nation_at(words, start)
    marked = any(word in known.words["group_marks"] for word in folded[: head - start + 1])
    if last in known.words["doubtful_heads"]:
        if numbered or any(word in known.words["unit_marks"] for word in folded):
            country = nation.nations[0].iso2 if nation else None
            return Found(start, end, quote, None, "state_force", country, "a numbered or specialised unit, not on the list")
        if not marked and last not in ("brigade", "brigades", "battalion", "battalions"):
            return None
    if nation is not None and not marked:
        return None
    kind = known.group_heads[last]
    if kind is None and not any(word in folded for word in ("liberation", "resistance", "revolutionary", "jihad", "mujahideen")):
        return None
    guess = kind or "rebel_group"
    return Found(start, end, quote, None, guess, None, f"not on the list; the kind is guessed from {words[head].token.text!r}")
