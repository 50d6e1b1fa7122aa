"""Takes a spot among its neighbours; says whether it names a place, an institution, a person or nothing. Looks at words beside it, not at the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tollbook.resolve.place_names import ARTICLES, fold
from tollbook.resolve.place_rank import lies_in
from tollbook.resolve.place_spots import PARTIES, Case, Spot, is_capital
from tollbook.resolve.place_tables import demonyms
from tollbook.resolve.place_words import words
from tollbook.text.document import Sentence, Token

Verdict = Literal["place", "organisation", "person", "title", "common", "site"]


@dataclass(frozen=True, slots=True)
class Naming:
    """What a spot names, the kind of place that the next word adds, and the token behind the whole name."""

    verdict: Verdict
    kind: str
    last: int


def naming(sentence: Sentence, spots: tuple[Spot, ...], number: int, case: Case) -> Naming:
    """What kind of name this spot is, from the capitals around it."""
    spot, tokens = spots[number], sentence.tokens
    if spot.organisation:
        return Naming("organisation", "", spot.last)
    if spot.demonym is not None:
        return Naming("organisation" if institution(tokens, spot.last) else "place", "", spot.last)
    if _of_a_line(spots, number, tokens):
        return Naming("place", "", spot.last)
    if _hyphened(spots, number, tokens):
        return Naming("person", "", spot.last)
    if not spot.possessive and _pair_of_names(spots, number, tokens, case):
        return Naming("person", "", spot.last)
    right = _right(tokens, spots, number)
    left = _left(tokens, spots, number)
    if spot.possessive:
        return Naming(_verdict_left(spot, left, case), "", spot.last)
    if right is None:
        return Naming(_verdict_left(spot, left, case), _lower_kind(tokens, spot.last), spot.last)
    return _with_right(tokens, spot, (left, right), case)


def known_place(sentence: Sentence, spot: Spot) -> Naming:
    """The naming of a spot that is known to be a place."""
    kind = _lower_kind(sentence.tokens, spot.last)
    if not kind and spot.last < len(sentence.tokens) and is_capital(sentence.tokens[spot.last]):
        kind = words().kinds.get(sentence.tokens[spot.last].lower, "")
    return Naming("place", "" if spot.possessive else kind, spot.last + 1 if kind and not spot.possessive else spot.last)


def _hyphened(spots: tuple[Spot, ...], number: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the spot is half of a hyphened name whose other half is no place ("Babila-Babombi"), or the sign of a currency ("US$")."""
    spot = spots[number]
    if spot.last < len(tokens) and tokens[spot.last].text == "$" and tokens[spot.last].start == tokens[spot.last - 1].end:
        return True
    if spot.last + 1 < len(tokens) and tokens[spot.last].text in "-‐‑" and is_capital(tokens[spot.last + 1]):
        ahead = tokens[spot.last + 1].start == tokens[spot.last - 1].end + 1
        if ahead and not any(other.first == spot.last + 1 and _major(other) for other in spots):
            return not _country(spot)
    if spot.first > 1 and tokens[spot.first - 1].text in "-‐‑" and is_capital(tokens[spot.first - 2]):
        if tokens[spot.first - 2].text in PARTIES:
            return False
        behind = tokens[spot.first].start == tokens[spot.first - 2].end + 1
        if behind and not any(other.last == spot.first - 1 and _major(other) for other in spots):
            return not _country(spot)
    return False


def _of_a_line(spots: tuple[Spot, ...], number: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the spot is an end of "the Gubio-Damasak road"."""
    spot = spots[number]
    for one, other in ((spot, spots[number + 1] if number + 1 < len(spots) else None), (spots[number - 1] if number else None, spot)):
        if one is not None and other is not None and other.first == one.last + 1 and other.last < len(tokens):
            return tokens[other.last].lower in _LINES
    return False


_LINES = frozenset("road roads highway motorway expressway route axis corridor railway border borders frontier".split())


def _major(spot: Spot) -> bool:
    """A name that stands for itself beside a hyphen: "Moscow-Kyiv", not the second half of "Lai-Kha"."""
    return spot.demonym is not None or any(
        e.source in ("own", "countries", "admin1") or e.population >= 100_000 for e in spot.entries if e.grade < 2
    )


def _pair_of_names(spots: tuple[Spot, ...], number: int, tokens: tuple[Token, ...], case: Case) -> bool:
    """Whether the spot and its neighbour are first name and surname: side by side, and neither lies in the other."""
    spot = spots[number]
    for other in spots[max(0, number - 1) : number] + spots[number + 1 : number + 2]:
        first, second = (other, spot) if other.first < spot.first else (spot, other)
        if (
            not other.entries
            or first.possessive
            or first.last != second.first
            or tokens[second.first].start - tokens[first.last - 1].end != 1
        ):
            continue
        if first.entries[0].feature == "country" and any(entry.feature == "site" for entry in second.entries):
            continue  # "the U.S. Al Udeid Air Base"
        called = first.key in words().given_names or (
            second.key in words().given_names and second.entries[0].feature not in ("country", "admin1")
        )
        if case.titled and not called:
            continue
        countries = first.entries[0].feature == second.entries[0].feature == "country"
        held = any(lies_in(a, b) or lies_in(b, a) for a in first.entries for b in second.entries if a.grade < 2 and b.grade < 2)
        if not countries and (called or not held):
            return True
    return False


def _with_right(tokens: tuple[Token, ...], spot: Spot, beside: tuple[Token | None, Token], case: Case) -> Naming:
    left, right = beside
    lists = words()
    word = right.lower
    kind = lists.kinds.get(word, "")
    if word in _ROADS:
        return Naming("person", "", spot.last)
    if _site(tokens, spot.last):
        return Naming("site", "site", spot.last)
    if kind and word not in _PARTS_OF_NAMES and _goes_on(tokens, spot.last + 1) and not case.titled:
        kind = ""  # "Fargo City Commissioner", "Columbia State College"
    if kind and word not in ("republic", "camp") and not (word in lists.organisation_heads and kind == "site"):
        behind = tokens[spot.last + 1].lower if spot.last + 1 < len(tokens) else ""
        office = word in ("department", "division") and (spot.entries[0].feature == "country" or behind == "of")
        if office or (institution(tokens, spot.last + 1) and not case.titled):
            return Naming("organisation", "", spot.last + (word in _PARTS_OF_NAMES))
        verdict = _verdict_left(spot, left, case)
        title = spot.last + 1 < len(tokens) and is_capital(tokens[spot.last + 1]) and _title(tokens, spot.last + 1) and not case.titled
        return Naming("title" if title else verdict, kind, spot.last + 1)
    if word == "camp":
        return Naming("place", "camp", spot.last + 1)
    if _title(tokens, spot.last):
        return Naming("title", "", spot.last)
    if institution(tokens, spot.last):
        return Naming("organisation", "", spot.last)
    if case.titled:
        return Naming(_verdict_left(spot, left, case), "", spot.last)
    if _country(spot):
        return Naming("place", "", spot.last)
    return Naming("person", "", spot.last)  # a longer name, of a person or of a place on no list


def _verdict_left(spot: Spot, left: Token | None, case: Case) -> Verdict:
    """What the capital word just before makes of the name."""
    lists = words()
    if left is None:
        return "place"
    word = left.lower.removesuffix("'s")
    if word in lists.directions or word in lists.kinds or word in lists.adjectives or fold(word) in demonyms():
        return "place"
    if word in lists.given_names or word in lists.titles:
        return "person"
    if case.titled or (_country(spot) and (spot.entries[0].feature == "country" or spot.last - spot.first > 1)):
        return "place"
    if left.index == 0 and (word in lists.common or word in lists.location):
        return "place"
    return "person"


def _country(spot: Spot) -> bool:
    return bool(spot.entries) and spot.entries[0].feature in ("country", "admin1") and spot.key not in words().given_names


def _right(tokens: tuple[Token, ...], spots: tuple[Spot, ...], number: int) -> Token | None:
    """The capital word that goes on the same run of capitals, unless it opens another place or is a day."""
    spot = spots[number]
    at = spot.last
    if (
        at + 1 < len(tokens)
        and not spot.possessive
        and tokens[at].lower in _JOINING
        and is_capital(tokens[at + 1])
        and spot.entries
        and not _country(spot)
    ):
        return tokens[at + 1]
    if at >= len(tokens) or tokens[at].start - tokens[at - 1].end != 1 or not is_capital(tokens[at]):
        return None
    if any(other.first == at for other in spots[number + 1 : number + 2]) or tokens[at].lower in words().days:
        return None
    return tokens[at]


def _left(tokens: tuple[Token, ...], spots: tuple[Spot, ...], number: int) -> Token | None:
    """The capital word just before in the same run, unless it ends another spot or merely opens the sentence."""
    spot = spots[number]
    at = spot.first - 1
    if at < 0 or tokens[spot.first].start - tokens[at].end > 1:
        return None
    if tokens[at].text == "." and at > 0 and tokens[at - 1].lower in words().titles:
        return tokens[at - 1]
    if tokens[at].text in "-‐‑" and at > 0:
        at -= 1
        while at > 0 and tokens[at].lower in ARTICLES and tokens[at].start - tokens[at - 1].end <= 1:
            at -= 1
    elif tokens[at].lower in ("al", "el", "bin", "ibn", "bint", "von", "van", "de", "abu") and at > 0:
        at -= 1
    if not is_capital(tokens[at]) or tokens[at].lower in words().days or (tokens[at].text in PARTIES and at < spot.first - 1):
        return None
    if number and spots[number - 1].last > at:
        return None
    if tokens[at].lower in _OPENERS or (at == 0 and tokens[at].lower in words().location):
        return None
    return tokens[at]


_OPENERS = frozenset(
    "in at near on from to for of by with the a an and but after before as when while since until because although if both also about around across between "
    "over into inside outside it its this that these those their his her he she they we our i meanwhile however earlier later last today yesterday then now "
    "according following despite during under against through throughout towards some many most several two three four five six seven eight nine ten".split()
)


def _site(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the run of capitals goes on to the word for a site: "University", "General Hospital", "International Airport"."""
    for step in range(3):
        if at + step >= len(tokens) or not is_capital(tokens[at + step]):
            return False
        if words().kinds.get(tokens[at + step].lower) == "site" and tokens[at + step].lower not in _ELSEWHERE:
            return True
        if tokens[at + step].lower in words().kinds:
            return False
    return False


_ELSEWHERE = frozenset("court academy college station embassy consulate".split())
"""Institutions, not sites of the place whose name they carry: the embassy of a country stands in another."""


def _goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a capital word, no title, goes on the run of capitals at this token."""
    return (
        at < len(tokens) and is_capital(tokens[at]) and tokens[at].start - tokens[at - 1].end == 1 and tokens[at].lower not in words().days
    )


def _title(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a title of a person starts at this token or after another capital word."""
    lists = words()
    for step in range(2):
        if at + step >= len(tokens) or not is_capital(tokens[at + step]):
            return False
        if tokens[at + step].lower in lists.titles:
            behind = tokens[at + step + 1].lower if at + step + 1 < len(tokens) else ""
            return lists.kinds.get(behind) != "site"  # Mosul General Hospital
        if tokens[at + step].lower not in (
            "city",
            "state",
            "health",
            "foreign",
            "defence",
            "defense",
            "interior",
            "oblast",
            "regional",
            "provincial",
            "information",
        ):
            return False
    return False


def institution(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the run of capitals from this token on holds the head of an institution's name."""
    heads = words().organisation_heads
    while at < len(tokens) and (is_capital(tokens[at]) or tokens[at].lower in ("of", "for", "and", "the", "&", "-")):
        if is_capital(tokens[at]) and tokens[at].lower.removesuffix("'s") in heads:
            return True
        if tokens[at].lower in ("of", "and") and not (at + 1 < len(tokens) and is_capital(tokens[at + 1])):
            return False
        if tokens[at].lower.endswith("'s"):
            return False
        at += 1
    return False


def _lower_kind(tokens: tuple[Token, ...], at: int) -> str:
    """The kind named by the lower-case word behind the name: "Homs province", "Jobar district"."""
    if at < len(tokens) and not is_capital(tokens[at]) and tokens[at].start - tokens[at - 1].end <= 1:
        if at + 1 < len(tokens) and tokens[at].lower in ("refugee", "displacement", "idp") and tokens[at + 1].lower in ("camp", "camps"):
            return "camp"
        return words().kinds.get(tokens[at].lower, "")
    return ""


def without_common(spots: tuple[Spot, ...], sentence: Sentence, lower_elsewhere: frozenset[str], case: Case) -> tuple[Spot, ...]:
    """The spots without ordinary words, save behind "the town of"."""
    tokens = sentence.tokens
    kept = []
    for spot in spots:
        called = (
            spot.first > 1 and tokens[spot.first - 1].lower == "of" and tokens[spot.first - 2].text in words().kinds and not case.titled
        )
        placed = _placed(spots, spot, tokens) and not case.titled
        if called or placed or not common_word(spot, tokens, lower_elsewhere, case):
            kept.append(spot)
    return tuple(kept)


def _plain(token: Token) -> bool:
    lists = words()
    return (
        token.lower in lists.determiners
        or token.lower in lists.kinds
        or token.lower in lists.directions
        or fold(token.text) in lists.common
    )


def _placed(spots: tuple[Spot, ...], spot: Spot, tokens: tuple[Token, ...]) -> bool:
    """Whether the name stands in "in Reading, England": a preposition before it, and behind a comma a place that it lies in."""
    if spot.first == 0 or tokens[spot.first - 1].lower not in ("in", "near", "at", "outside"):
        return False
    if spot.last >= len(tokens) or tokens[spot.last].text != ",":
        return False
    return any(lies_in(a, b) for other in spots if other.first == spot.last + 1 for a in spot.entries for b in other.entries)


def common_word(spot: Spot, tokens: tuple[Token, ...], lower_elsewhere: frozenset[str], case: Case) -> bool:
    """Whether a one-word name is an ordinary word here: it is on the list, or the report itself writes it in lower case."""
    if spot.demonym is not None:
        return False
    if spot.last - spot.first != 1:
        listed = any(entry.listed for entry in spot.entries)
        return not listed and all(_plain(token) for token in tokens[spot.first : spot.last])
    first = tokens[spot.first]
    lists = words()
    if (
        spot.key in lists.titles
        or spot.key in lists.directions
        or spot.key in lists.organisation_heads
        or spot.key in lists.kinds
        or spot.key in lists.peoples
    ):
        return True
    nation = bool(spot.entries) and spot.entries[0].feature == "country"
    if nation and not case.shouted and (first.index > 0 or first.text.isupper()):
        return False
    if spot.key in lists.common or spot.key in _WORDS:
        return not nation or spot.key in _WORDS
    return spot.key in lower_elsewhere and not nation


_JOINING = ARTICLES - {"as", "at", "an", "it", "er", "et", "en"} | {"de", "del", "la", "los", "das", "dos"}
_PARTS_OF_NAMES = frozenset("county counties parish province governorate oblast raion prefecture krai camp township".split())
"""Kinds that stay a part of the name where an institution is named after it: "Licking County Sheriff"."""
_ROADS = frozenset("street avenue boulevard road square lane drive highway".split())
_WORDS = frozenset("the of in at on us he she we it no so up may can will was has had are not all any one two three four five six".split())
