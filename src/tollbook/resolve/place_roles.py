"""Takes a spot, its context and its naming; gives the role its words play: location, origin, actor, speaker ... Never looks at coordinates."""

from __future__ import annotations

from dataclasses import dataclass, field

from tollbook.model.mention import PlaceRole
from tollbook.resolve.place_context import Context, following
from tollbook.resolve.place_filter import Naming
from tollbook.resolve.place_rank import Choice
from tollbook.resolve.place_spots import Case, Spot, is_capital
from tollbook.resolve.place_tables import Entry, capital_ids
from tollbook.resolve.place_words import words
from tollbook.text.document import Sentence, Token

STRONG = frozenset("in at near outside inside within around across throughout along into".split())


@dataclass(slots=True)
class Finding:
    """One spot on its way to a mention. `parents` are findings that tell where it lies."""

    spot: Spot
    sentence: Sentence
    case: Case
    naming: Naming
    context: Context
    kind: str = ""
    role: PlaceRole = "unknown"
    preposition: str = ""
    strong: bool = False
    is_parent: bool = False
    holds: set[str] = field(default_factory=set)
    parents: list[Finding] = field(default_factory=list)
    inner: list[Finding] = field(default_factory=list)
    choice: Choice | None = None
    inherited: Finding | None = None
    partners: list[Finding] = field(default_factory=list)

    @property
    def best(self) -> Entry | None:
        return self.choice.entry if self.choice else None

    @property
    def thing(self) -> str:
        """The word for what is called after a town: "dam" of "Mosul Dam", "river" of "Sokoto River"."""
        tokens = self.sentence.tokens
        for token in tokens[self.spot.last : self.spot.last + 2]:
            if token.lower in words().called_after:
                return token.lower
            if not is_capital(token):
                return ""
        return ""

    def country_name(self) -> bool:
        return bool(self.spot.entries) and self.spot.entries[0].feature == "country"


def give_role(finding: Finding, findings: list[Finding]) -> None:
    """Set role, preposition and whether the sentence says strongly that a place is meant."""
    context = finding.context
    if finding.inherited is not None:
        source = finding.inherited
        finding.preposition, finding.strong = source.preposition, source.strong
        finding.role = _own_end(finding) or source.role
        if _acts(finding):
            finding.role, finding.preposition, finding.strong = _subject(finding), "", False
        if finding.role in ("demonym", "organisation", "dateline"):
            finding.role = "unknown"
        return
    finding.preposition = _preposition(context)
    finding.strong = _strong(finding)
    finding.role = _role(finding)


def _preposition(context: Context) -> str:
    if context.outskirts and not context.directed:
        return "outskirts of"
    return context.preposition


def _strong(finding: Finding) -> bool:
    context = finding.context
    return bool(
        context.kind
        or finding.kind
        or context.directed
        or context.outskirts
        or context.event
        or context.preposition in STRONG
        or context.struck
    )


def _role(finding: Finding) -> PlaceRole:
    naming, context = finding.naming, finding.context
    if finding.spot.demonym is not None:
        return of_a_land(finding) or "demonym"
    governed = context.preposition in words().location or context.directed or context.outskirts or context.struck
    if naming.verdict == "organisation":
        return "organisation"
    if naming.verdict == "site":
        return "location" if governed else "organisation"
    if naming.verdict == "title":
        return "speaker"
    return _own_end(finding) or _governed(finding)


def of_a_land(finding: Finding) -> PlaceRole | None:
    """ "into Polish airspace", "on Lebanese soil": the land itself, by its adjective; "from Russian territory" is where it came from."""
    behind = following(finding.sentence.tokens, finding.spot.last, 1)
    if not behind or behind[0] not in words().lands:
        return None
    return "origin" if finding.context.preposition in words().origin else "location"


def _has_base(finding: Finding) -> bool:
    """ "the U.S. Al Udeid Air Base", "U.S. bases": a country before the name of a base abroad is whose it is, not where."""
    tokens, at = finding.sentence.tokens, finding.spot.last
    for step, token in enumerate(tokens[at : at + 6]):
        if token.lower in words().bases:
            return True
        if not is_capital(token) and not (step == 0 and token.lower in ("military", "air", "army", "naval")):
            return False
    return False


def _own_end(finding: Finding) -> PlaceRole | None:
    """The role that the words behind the name give it, if any: "Homs officials", "Russia said", "the Kabul bombing"."""
    tokens, at = finding.sentence.tokens, finding.naming.last
    behind = following(tokens, at, 5)
    if not behind:
        return None
    lists, spot = words(), finding.spot
    adjacent = tokens[at].start - tokens[at - 1].end <= 1
    if spot.possessive:
        return _possessive(behind, finding)
    if adjacent and behind[0] in "-‐‑–" and len(behind) > 1:
        return "actor" if behind[1] in lists.actor_nouns else None
    if adjacent and finding.country_name() and _has_base(finding):
        return "actor"
    if adjacent and not finding.kind:
        role = _noun_behind(behind, finding)
        if role:
            return role
    return None


def _noun_behind(behind: tuple[str, ...], finding: Finding) -> PlaceRole | None:
    lists = words()
    context = finding.context
    for word in behind[:3]:
        if word == "war":  # "since the Gaza war": the name of a war tells no place of what is told
            return "unknown"
        if word in lists.events and not finding.country_name() and context.preposition not in STRONG:
            verb = word in lists.actor_verbs or word in lists.strike_verbs
            return None if verb and word == behind[0] and not context.determined else "location"
        if word in lists.actor_nouns and word not in ("border", "side"):
            return "actor"
        if word in lists.speaker_nouns:
            return "speaker"
        if not (
            word.endswith("al")
            or word
            in (
                "car",
                "suicide",
                "bomb",
                "health",
                "twin",
                "double",
                "train",
                "bus",
                "market",
                "mosque",
                "church",
                "airport",
                "defence",
                "defense",
            )
        ):
            break
    return None


def _possessive(behind: tuple[str, ...], finding: Finding) -> PlaceRole | None:
    lists = words()
    if behind[0] in lists.directions or behind[0] in lists.kinds or (len(behind) > 1 and behind[1] in lists.kinds):
        return None
    if any(word in lists.actor_nouns or word in lists.speaker_nouns for word in behind[:2]):
        return "actor" if finding.country_name() else "speaker"
    return "actor" if finding.country_name() and finding.context.preposition not in STRONG else None


def _governed(finding: Finding) -> PlaceRole:
    context, lists = finding.context, words()
    if context.directed or context.outskirts or context.event or context.struck:
        return "location"
    word = context.preposition
    country = finding.country_name()
    if word == "between" and (country or _capital(finding)):
        return "actor"
    if word in ("on", "over") and country:
        return "location" if context.verb in lists.events or context.verb in lists.strike_verbs else "unknown"
    if word == "against" and (context.verb in lists.strikes or _is_bombing_campaign(finding)):
        return "location"
    if word in lists.location:
        return "location"
    if word in lists.origin:
        return "origin"
    if word in lists.actor and country:
        return "actor"
    if word in lists.goal or word in lists.actor or word == "of":
        return "unknown"
    return _subject(finding)


def _is_bombing_campaign(finding: Finding) -> bool:
    """ "a bombing campaign against X" hits X; a campaign against somebody need not."""
    lowers = [token.lower for token in finding.sentence.tokens[max(0, finding.spot.first - 6) : finding.spot.first]]
    verb = finding.context.verb
    at = lowers.index(verb) if verb in ("campaign", "operation", "action") and verb in lowers else 0
    return at > 0 and lowers[at - 1] in ("military", *_BOMBING)


_BOMBING = ("bombing", "air", "missile", "airstrike", "strike", "bombardment", "shelling")


def _subject(finding: Finding) -> PlaceRole:
    """A name without a preposition: who acts, or what is struck."""
    tokens, at = finding.sentence.tokens, finding.naming.last
    lists = words()
    behind = following(tokens, at, 6)
    if _passive(behind):
        return "location"
    if behind and (finding.country_name() or _capital(finding)):
        word = next((w for w in behind if not w.endswith("ly") and w not in ("also", "has", "had", "have", "not")), "")
        if word in lists.actor_verbs or behind[0] in ("has", "had", "have", "is", "was", "will", "would") or _acts(finding):
            return "actor"
    return "unknown"


def _acts(finding: Finding) -> bool:
    """Whether a verb follows at once, and a comma parts the name from the one before: "with Thailand, Cambodia shuts"."""
    tokens, first, lists = finding.sentence.tokens, finding.spot.first, words()
    behind = following(tokens, finding.naming.last, 1)
    if not behind or first == 0 or tokens[first - 1].text != "," or not (finding.country_name() or _capital(finding)):
        return False
    word = behind[0]
    nouns = lists.actor_nouns | lists.speaker_nouns | lists.events | lists.kinds.keys()
    return word in lists.actor_verbs or (word.isalpha() and word.endswith(("s", "ed")) and len(word) > 3 and word not in nouns)


def _capital(finding: Finding) -> bool:
    return any(entry.geonameid in capital_ids() for entry in finding.spot.entries[:3])


def _passive(behind: tuple[str, ...]) -> bool:
    lists = words()
    if not behind or behind[0] not in ("was", "were", "is", "are", "has", "have", "had", "being", "came", "comes"):
        return False
    rest = [word for word in behind[1:] if word not in ("been", "being", "also", "again", "repeatedly", "heavily", "under")]
    return bool(rest) and rest[0] in lists.passives


def dateline(finding: Finding, block_start: int) -> bool:
    """Whether the name opens a paragraph before an agency in brackets or a dash."""
    tokens: tuple[Token, ...] = finding.sentence.tokens
    if finding.sentence.start != block_start or finding.spot.first > 4:
        return False
    behind = tokens[finding.spot.last : finding.spot.last + 12]
    for number, token in enumerate(behind):
        if token.text in "(–—-" and token.start > (behind[number - 1] if number else tokens[finding.spot.last - 1]).end:
            return _closes(behind[number:], token.text)
        if not (token.text == "," or token.is_number or token.text[0].isupper()):
            return False
    return False


def _closes(rest: tuple[Token, ...], sign: str) -> bool:
    if sign != "(":
        return True
    closing = next((n for n, token in enumerate(rest) if token.text == ")"), None)
    return closing is not None and closing + 1 < len(rest) and rest[closing + 1].text in "-–—"
