"""Takes a spot in its sentence; gives the words that govern it: preposition, kind of place, direction, distance, what it is part of. Resolves nothing."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.resolve.place_names import fold
from tollbook.resolve.place_spots import Spot, is_capital
from tollbook.resolve.place_tables import demonyms
from tollbook.resolve.place_words import Words, words
from tollbook.text.document import Token

_UNITS = {"km": 1.0, "kilometers": 1.0, "kilometres": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kms": 1.0, "miles": 1.609, "mile": 1.609, "mi": 1.609,
          "m": 0.001, "metres": 0.001, "meters": 0.001}  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "several": 5, "few": 5,
}  # fmt: skip
_PARTS = frozenset("part parts side half most much all areas centre center heart middle streets rest entrance entrances gates".split())
_HYPHENS = "-‐‑–"
_REACH = 14


@dataclass(slots=True)
class Context:
    """What stands to the left and right of a spot. Spot numbers point into the sentence's spots."""

    preposition: str = ""
    kind: str = ""
    direction: str = ""
    bearing: float | None = None
    directed: bool = False
    distance_km: float | None = None
    outskirts: bool = False
    event: bool = False
    struck: bool = False
    inherits: int | None = None
    modifiers: tuple[int, ...] = ()
    nation: str | None = None
    verb: str = ""
    determined: bool = False
    kind_of: bool = False


def left_context(tokens: tuple[Token, ...], spots: tuple[Spot, ...], number: int) -> Context:
    """Read leftwards from a spot to the word that governs it."""
    reader = _Reader(tokens, spots, words(), spots[number].first)
    reader.read(spots[number].first - 1)
    return reader.context


class _Reader:
    """One reading to the left. `loose` is true behind "town of": plain words may stand there."""

    def __init__(self, tokens: tuple[Token, ...], spots: tuple[Spot, ...], lists: Words, first: int) -> None:
        self.tokens, self.lists, self.first = tokens, lists, first
        self.context = Context()
        self.loose = 0
        self.ends = {spot.last - 1: (number, spot) for number, spot in enumerate(spots)}

    def read(self, at: int) -> None:
        stop = max(-1, at - _REACH)
        while at > stop:
            step = self._step(at)
            if step == 0:
                return
            at -= step

    def _step(self, at: int) -> int:
        """How many tokens to go on leftwards; 0 ends the reading."""
        token, lists, context = self.tokens[at], self.lists, self.context
        word = token.lower
        if at in self.ends:
            return self._over_spot(at)
        if token.text in _HYPHENS and at > 0 and token.start == self.tokens[at - 1].end:
            return 2
        if word in ("of",):
            return self._of(at)
        if word in (",", "and", "or", "&", ";"):
            return self._joined(at)
        if word in lists.directions:
            context.direction = context.direction or word
            return 1
        if word in lists.kinds:
            context.kind = context.kind or lists.kinds[word]
            return 1
        if word in lists.determiners:
            context.determined = True
            return 1
        if word in lists.events and self.loose == 0 and context.preposition == "" and not context.determined:
            self._strikes(at)
            return 0
        if word == "with" and at > 0 and self.tokens[at - 1].lower in ("border", "borders", "frontier"):
            context.preposition, context.verb = "near", "border"
            return 0
        if self._preposition(at):
            return 0
        return self._plain(at)

    def _strikes(self, at: int) -> None:
        """A noun of events that is a verb here, since the name follows at once: "a drone strikes (southern) Eilat"."""
        before = self.tokens[at - 1].lower if at else ""
        adjacent = all(token.lower in self.lists.directions for token in self.tokens[at + 1 : self.first])
        if self.tokens[at].lower in self.lists.strike_verbs and adjacent and not (before in self.lists.determiners or before == "of"):
            self.context.struck, self.context.verb = True, self.tokens[at].lower

    def _plain(self, at: int) -> int:
        token, lists, context = self.tokens[at], self.lists, self.context
        before = self.tokens[at - 1].lower if at else ""
        led = before in _HYPHENS or before in lists.determiners or before in lists.location or before in lists.origin
        if token.lower in lists.adjectives and (led or fold(before) in demonyms()):
            return 1
        if token.lower in lists.strike_verbs:
            context.struck, context.verb = True, token.lower
            return 0
        if token.lower in lists.adjectives:
            return 1
        nation = demonyms().get(fold(token.text))
        if nation is not None:
            context.nation = context.nation or nation
            return 1
        if self.loose and token.is_word and (not is_capital(token) or token.lower in lists.peoples):
            self.loose -= 1
            return 1
        context.verb = token.lower
        return 0

    def _over_spot(self, at: int) -> int:
        """Another place just before: a modifier ("Damascus suburb of"), a possessor ("Syria's"), or an adjective of a nation."""
        number, spot = self.ends[at]
        if spot.demonym is not None:
            self.context.nation = self.context.nation or spot.demonym
        elif spot.organisation:
            return 0
        else:
            self.context.modifiers = (*self.context.modifiers, number)
        return spot.last - spot.first

    def _of(self, at: int) -> int:
        lists, context = self.lists, self.context
        before = self.tokens[at - 1].lower if at > 0 else ""
        if before in lists.outskirts:
            context.outskirts = True
            self.loose = 0
            return 2
        if before in lists.directions and at > 1 and self.tokens[at - 2].lower in ("the", "far"):
            context.preposition = "in"  # "in the west of Mogadishu" lies inside
            return 0
        if before in lists.directions and lists.directions[before] is not None:
            context.directed, context.bearing, context.direction = True, lists.directions[before], before
            context.preposition = f"{before} of"
            self._distance(at - 2)
            return 0
        if before in ("outside", "inside"):
            context.preposition = before
            return 0
        if before in _PARTS:
            return 2
        if before in lists.events:
            context.event, context.preposition = True, "of"
            return 0
        if before in _UNITS or before == ")":
            self._distance(at - 1)
            if context.distance_km is not None:
                context.directed, context.preposition = True, "from"
                return 0
        if before == "capital":
            context.preposition, context.verb = "of", "capital"
            return 0
        if before in lists.kinds:
            context.kind, context.kind_of, self.loose = context.kind or lists.kinds[before], True, 3
            return 2
        context.preposition, context.verb = "of", before
        return 0

    def _joined(self, at: int) -> int:
        """A list: "in Homs, Hama and Damascus"; the spot inherits what governs its neighbour."""
        before = at - 1
        while before >= 0 and self.tokens[before].lower in (",", "and"):
            before -= 1
        if before in self.ends:
            self.context.inherits = self.ends[before][0]
        elif before >= 1 and self.tokens[before].lower in self.lists.kinds and before - 1 in self.ends:
            self.context.inherits = self.ends[before - 1][0]
        return 0

    def _preposition(self, at: int) -> bool:
        lists, context = self.lists, self.context
        word = self.tokens[at].lower
        known = word in lists.location or word in lists.origin or word in lists.goal or word in lists.actor
        if not known:
            return False
        context.preposition = word
        context.verb = self.tokens[at - 1].lower if at > 0 else ""
        if word in lists.origin or word in lists.near:
            self._distance(at - 1)
            if context.distance_km is not None and word in lists.origin:
                context.directed = True
        return True

    def _distance(self, at: int) -> None:
        """A distance that ends here: "20 km", "about 20 kilometres (12 miles)", "a few miles"."""
        if at >= 0 and self.tokens[at].lower in ("to", "the"):
            at -= 1
            while at >= 0 and self.tokens[at].lower in ("the", "to"):
                at -= 1
        if at >= 0 and self.tokens[at].text == ")":
            while at >= 0 and self.tokens[at].text != "(":
                at -= 1
            at -= 1
        if at >= 0 and self.tokens[at].lower in ("away", "further"):
            at -= 1
        if at < 1 or self.tokens[at].lower not in _UNITS:
            return
        number = _number(self.tokens[at - 1]) if self.tokens[at - 1].text not in _HYPHENS else _number(self.tokens[at - 2])
        if number is not None:
            self.context.distance_km = number * _UNITS[self.tokens[at].lower]


def _number(token: Token) -> float | None:
    if token.is_number:
        try:
            return float(token.text.replace(",", ""))
        except ValueError:
            return None
    return float(_NUMBERS[token.lower]) if token.lower in _NUMBERS else None


def following(tokens: tuple[Token, ...], at: int, count: int = 4) -> tuple[str, ...]:
    """The next words in lower case, from token number `at`."""
    return tuple(token.lower for token in tokens[at : at + count])
