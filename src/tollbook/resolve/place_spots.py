"""Takes a sentence; gives the stretches of it that may name a place, longest first, with every place they may stand for. Decides no role."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from tollbook.resolve.gazetteer import districts, look_up
from tollbook.resolve.place_names import ARTICLES, fold
from tollbook.resolve.place_tables import Entry, abbreviations, demonyms
from tollbook.resolve.place_words import organisation_names, words
from tollbook.text.document import Sentence, Token

_JOINERS = frozenset(
    "and for de la las los del do da dos du des le les of the al el ez es ash as ad ar an at az upon sur und e y ibn bin abu d l".split()
)
_FUNCTION = frozenset("in at on of off as an and or but by for from to the a is it its he she they we who no so if up do may be".split())
_SMALL = frozenset(
    "a an and as at but by for from if in into nor of off on or over per so than the to up via vs with after amid before near is are its".split()
)
_HYPHENS = "-‐‑–"
_LONGEST = 9
PARTIES = frozenset("R D I".split())
"""A lawmaker's party before whom he stands for: "D-Ohio"."""
_DIVISION_NOUNS = frozenset({"township", "townships", "municipality", "municipalities", "commune"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch that names a place, a nationality or an organisation. Tokens first..last (excluded) of its sentence; `end` is without possessive."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    demonym: str | None = None
    organisation: bool = False
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """How a sentence uses capitals: normally, on most words (a headline), or everywhere."""

    titled: bool
    shouted: bool


def case_of(sentence: Sentence) -> Case:
    """Whether capitals tell names from other words in this sentence."""
    spelt = [token for token in sentence.tokens if token.is_word and len(token.text) >= 2]
    if len(spelt) >= 4 and sum(token.text.isupper() for token in spelt) >= 0.8 * len(spelt):
        return Case(True, True)
    long = [token for token in spelt if len(token.text) >= 4]
    if any(token.text.islower() and token.lower not in _SMALL for token in spelt):
        return Case(False, False)
    return Case(len(long) >= 5 and sum(token.text[0].isupper() for token in long) >= 0.8 * len(long), False)


def find_spots(sentence: Sentence, text: str, lands: frozenset[str] = frozenset()) -> tuple[Spot, ...]:
    """The spots of a sentence in order, none overlapping another. Layers of villages are asked for the countries `lands` alone."""
    case = case_of(sentence)
    found: list[Spot] = []
    at = 0
    while at < len(sentence.tokens):
        spot = _spot_at(sentence, at, text, case, lands) if may_start(sentence.tokens, at) else None
        if spot is None:
            at += 1
        else:
            found.append(spot)
            at = spot.last
    return tuple(found)


def spots_at(sentence: Sentence, text: str, named: Collection[tuple[int, int]], lands: frozenset[str]) -> tuple[Spot, ...]:
    """Spots at offsets that are known to name places, whatever stands there."""
    found: list[Spot] = []
    for start, end in sorted(pair for pair in named if sentence.start <= pair[0] < sentence.end):
        inside = [at for at, token in enumerate(sentence.tokens) if token.start < end and start < token.end]
        if not inside or (found and inside[0] < found[-1].last):
            continue
        where, key = (inside[0], inside[-1] + 1), fold(text[start:end])
        possessive = text[end : end + 2] in ("'s", "’s")
        spot = _abbreviated(sentence, inside[0], text) or _named(sentence, where, (start, end), (text[start:end], Case(False, True), lands))
        spot = spot or Spot(sentence.index, *where, start, end, key, ())
        if where[1] < len(sentence.tokens):
            spot = _as_district(spot, sentence.tokens[where[1]], lands) or spot
        last = text[start:end].rsplit(" ", 1)
        if len(last) == 2 and words().kinds.get(last[1].lower()) == "admin2":
            found_there = tuple(e for e in districts(fold(last[0])) if not e.layered or e.country in lands)
            spot = replace(spot, entries=(*spot.entries, *found_there))
        found.append(replace(spot, possessive=possessive))
    return tuple(found)


def is_capital(token: Token) -> bool:
    return token.is_word and token.text[0].isupper()


def may_start(tokens: tuple[Token, ...], at: int) -> bool:
    if is_capital(tokens[at]):
        return (
            at == 0
            or tokens[at - 1].text not in _HYPHENS
            or tokens[at - 1].start > tokens[at - 2].end
            or tokens[at - 2].lower not in ARTICLES
        )
    return tokens[at].lower in ARTICLES and at + 2 < len(tokens) and tokens[at + 1].text in _HYPHENS and is_capital(tokens[at + 2])


def ends(tokens: tuple[Token, ...], at: int) -> Iterator[int]:
    """Where a name that starts at this token may end (excluded), nearest first: over capitals, hyphens and joining words."""
    last = at
    while last < min(len(tokens), at + _LONGEST):
        token = tokens[last]
        gap = token.start - tokens[last - 1].end if last > at else 0
        if last > at and gap > 1:
            return
        if (
            is_capital(token)
            or (last > at and tokens[last - 1].text in _HYPHENS and token.is_word and gap == 0)
            or (last == at and token.is_word)
        ):
            last += 1
            if is_capital(token) or last - 1 > at:
                yield last
            continue
        joins = token.lower in _JOINERS or (token.text in _HYPHENS and gap == 0) or (token.text in ".’'" and gap == 0)
        if not joins or last + 1 >= len(tokens):
            return
        last += 1


def _spot_at(sentence: Sentence, at: int, text: str, case: Case, lands: frozenset[str]) -> Spot | None:
    tokens = sentence.tokens
    if tokens[at].text in ("As", "At", "An") and at + 1 < len(tokens) and tokens[at + 1].start > tokens[at].end and not case.titled:
        return None  # a word that opens a sentence, not an article of Arabic: that one has its hyphen
    short = _abbreviated(sentence, at, text)
    if short is not None:
        return short
    for last in reversed(list(ends(tokens, at))):
        start, end = tokens[at].start, tokens[last - 1].end
        name = text[start:end]
        possessive = name.endswith(("'s", "’s", "'S", "’S"))
        if possessive:
            end -= 2
            name = text[start:end]
        if not name:
            continue
        spot = None if _cuts_a_name(tokens, at, last) else _named(sentence, (at, last), (start, end), (name, case, lands))
        if last < len(tokens) and not possessive and (spot is None or spot.entries):
            spot = _as_district(spot or Spot(sentence.index, at, last, start, end, fold(name), ()), tokens[last], lands)
        if spot is not None:
            return Spot(sentence.index, at, last, start, end, spot.key, spot.entries, spot.demonym, spot.organisation, possessive)
    return None


def _abbreviated(sentence: Sentence, at: int, text: str) -> Spot | None:
    """ "Ky." behind a comma, "W.Va." anywhere: a division by its short form, with the points."""
    tokens = sentence.tokens
    if len(tokens[at].text) > 5:
        return None
    behind_comma = at > 0 and tokens[at - 1].text == ","
    for last in range(min(len(tokens), at + 4), at, -1):
        written = text[tokens[at].start : tokens[last - 1].end]
        entry = abbreviations().get(written)
        before_word = written.endswith(".") and last < len(tokens) and tokens[last].text.islower()
        if entry is not None and (behind_comma or before_word or "." in written[:-1] or written.isupper()):
            return Spot(sentence.index, at, last, tokens[at].start, tokens[last - 1].end, fold(entry.name), (entry,))
    return None


def _as_district(spot: Spot, after: Token, lands: frozenset[str]) -> Spot | None:
    """The spot with the second-level divisions of its name, where the word behind it says "district" or "county"."""
    if after.lower not in _DIVISION_NOUNS and words().kinds.get(after.lower) != "admin2":
        return spot if spot.entries else None
    known = {entry.id for entry in spot.entries}
    found = tuple(e for e in districts(spot.key) if e.id not in known and (not e.layered or e.country in lands))
    return replace(spot, entries=(*spot.entries, *found)) if spot.entries or found else None


def _cuts_a_name(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the stretch ends or starts inside a name such as Dasht-e-Barchi."""
    behind = last + 1 < len(tokens) and tokens[last].text in _HYPHENS and tokens[last].start == tokens[last - 1].end
    ahead = first > 1 and tokens[first - 1].text in _HYPHENS and tokens[first - 1].end == tokens[first].start
    party = ahead and tokens[first - 2].text in PARTIES
    article = last - first > 1 and tokens[last - 1].text in ("Al", "El") and last < len(tokens) and is_capital(tokens[last])
    if article and tokens[last].start - tokens[last - 1].end == 1:
        return True  # "the U.S. Al | Udeid Air Base"
    return (behind and len(tokens[last + 1].text) <= 2) or (ahead and not party and len(tokens[first - 2].text) <= 2)


def _named(sentence: Sentence, where: tuple[int, int], span: tuple[int, int], read: tuple[str, Case, frozenset[str]]) -> Spot | None:
    name, case, lands = read
    key, single = fold(name), where[1] - where[0] == 1
    named = where[1] < len(sentence.tokens) and sentence.tokens[where[1]].lower in words().kinds  # Mon state
    if single and ((key in words().days and not named) or key in _FUNCTION):
        return None
    entries = _entries(name, single, case, lands)
    country = next((entry for entry in entries if entry.feature == "country"), None)
    nation = demonyms().get(key)
    if single and key.upper() in _ABBREVIATIONS and not name.isupper():
        return None
    if nation is not None and country is None and not (name.isupper() and not case.shouted and len(name) > 3):
        return Spot(sentence.index, *where, *span, key, (), nation)
    if key in organisation_names() and not any(entry.source == "ged" or entry.listed for entry in entries):
        return Spot(sentence.index, *where, *span, key, (), None, True)
    return Spot(sentence.index, *where, *span, key, entries) if entries else None


def _entries(name: str, single: bool, case: Case, lands: frozenset[str]) -> tuple[Entry, ...]:
    """What the name may stand for. Short names in capitals are abbreviations: of countries only, and only when written so."""
    entries = tuple(entry for entry in look_up(name) if not entry.layered or entry.country in lands)
    letters = name.replace(".", "")
    if single and len(letters) <= 4 and letters.isupper() and not case.shouted:
        return tuple(entry for entry in look_up(letters) if entry.listed and _abbreviates(entry, letters))
    if single and letters.upper() in _ABBREVIATIONS and not (case.shouted and letters.upper() != "CAR"):
        return ()
    return entries


_ABBREVIATIONS = frozenset("US UK UAE DRC CAR DR USA UN KSA ROC PRC".split())


def _abbreviates(entry: Entry, letters: str) -> bool:
    return entry.feature == "country" or fold(entry.name) == letters.lower()
