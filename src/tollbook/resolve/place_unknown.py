"""Takes the document and the places found; gives names that the sentence says are places and that no list knows. Never gives them a point of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tollbook.model.mention import PlaceMention
from tollbook.model.text import Span
from tollbook.resolve.place_filter import institution
from tollbook.resolve.place_names import fold
from tollbook.resolve.place_rank import spelling
from tollbook.resolve.place_roles import Finding
from tollbook.resolve.place_spots import case_of, ends, is_capital, may_start
from tollbook.resolve.place_tables import demonyms
from tollbook.resolve.place_value import by_parent, plain, scored, unresolved
from tollbook.resolve.place_words import organisation_names, words
from tollbook.text.document import Document, Sentence

_PREPOSITIONS = frozenset("in at near outside inside".split())
_MISSING = "is in no list of places"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the sentence says is a place: its span, what governs it, and the finding that tells where it lies."""

    span: Span
    preposition: str
    parent: Finding | None


def find_unknown(document: Document, findings: list[Finding]) -> list[Unknown]:
    """Unknown names in text order; the findings that only tell where they lie are marked as parents."""
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.spot.sentence, []).append(finding)
    found: list[Unknown] = []
    for sentence in document.sentences:
        if not case_of(sentence).titled:
            found.extend(_in_sentence(document, sentence, by_sentence.get(sentence.index, [])))
    return found


def unknown_mentions(document: Document, findings: list[Finding], unknown: list[Unknown]) -> list[PlaceMention]:
    """Their mentions, and later ones of the same names, in text order; the findings are resolved by now."""
    found = [_mention(one) for one in unknown]
    return sorted([*found, *_again(document, findings, found)], key=lambda mention: mention.span.start)


def _mention(unknown: Unknown) -> PlaceMention:
    why, parent = f"{unknown.span.quote} {_MISSING}", unknown.parent
    entry = parent.best if parent is not None else None
    near = spelling(unknown.span.quote, (entry,)) if entry is not None else None
    if near is not None and near.entry is not None and parent is not None:
        return PlaceMention(unknown.span, scored(plain(unknown.span, near.entry, near.reason), near.score), "location", unknown.preposition)
    place = unresolved(unknown.span, why)
    if parent is not None and parent.choice is not None and entry is not None:
        place = scored(by_parent(unknown.span, entry, parent.context, why), parent.choice.score)
    return PlaceMention(unknown.span, place, "location", unknown.preposition)


def _again(document: Document, findings: list[Finding], found: list[PlaceMention]) -> list[PlaceMention]:
    """Later mentions of a name that the report has explained once ("Gwange was hit again")."""
    known: dict[str, PlaceMention] = {}
    for mention in found:
        known.setdefault(mention.span.quote, mention)
    taken = [(f.spot.start, f.spot.end) for f in findings] + [(m.span.start, m.span.end) for m in found]
    out: list[PlaceMention] = []
    for sentence in document.sentences:
        for token in sentence.tokens:
            for name, first in known.items():
                end = token.start + len(name)
                if token.start <= first.span.start or not document.text.startswith(name, token.start) or end > sentence.end:
                    continue
                if any(start < end and token.start < stop for start, stop in taken) or document.text[end : end + 1].isalnum():
                    continue
                span = document.span(token.start, end)
                out.append(PlaceMention(span, replace(first.value, span=span), "location", ""))
                taken.append((token.start, end))
    return out


def _in_sentence(document: Document, sentence: Sentence, findings: list[Finding]) -> list[Unknown]:
    taken = {at for finding in findings for at in range(finding.spot.first, finding.spot.last)}
    starts = {finding.spot.first: finding for finding in findings}
    found = []
    for at, token in enumerate(sentence.tokens):
        if at in taken or not token.is_word or not may_start(sentence.tokens, at) or at - 1 in taken:
            continue
        last = max((end for end in ends(sentence.tokens, at) if not any(n in taken for n in range(at, end))), default=at)
        preposition = (_governor(sentence, at) if at else None) or _explained(sentence, last)
        if not preposition or last == at or not _nameable(sentence, at, last):
            continue
        typed = preposition[1] or _typed_behind(sentence, last)
        parent = _parent(sentence, last, starts)
        if not typed and parent is None:
            continue
        span = document.span(token.start, _end(sentence, last))
        if parent is not None:
            parent.is_parent = True
            if parent.context.kind_of:  # "a district of Damascus": the word tells of the other name
                parent.kind = parent.naming.kind
            parent.holds.add(_kind_before(sentence, at))
        found.append(Unknown(span, preposition[0], parent))
    return found


def _kind_before(sentence: Sentence, at: int) -> str:
    """The kind that "the village of" gives the name."""
    if at > 1 and sentence.tokens[at - 1].lower == "of":
        return words().kinds.get(sentence.tokens[at - 2].lower, "")
    return ""


def _end(sentence: Sentence, last: int) -> int:
    token = sentence.tokens[last - 1]
    return token.end - 2 if token.lower.endswith("'s") else token.end


def _governor(sentence: Sentence, at: int) -> tuple[str, bool] | None:
    """The preposition that governs the name and whether a word for a kind of place stands between ("in the village of")."""
    lists, tokens = words(), sentence.tokens
    back, typed = at - 1, False
    while back >= 0 and at - back < 10:
        word = tokens[back].lower
        if word in _PREPOSITIONS:
            return word, typed
        if word in lists.strike_verbs and at - back < 3:
            return "", typed
        if word == "of" and back and tokens[back - 1].text in lists.kinds:
            typed = True
            back -= 2
            continue
        if not (lists.skippable(word) or fold(word) in demonyms() or word in ("-", "of") or typed):
            return ("", True) if typed else None
        back -= 1
    return ("", True) if typed else None


def _explained(sentence: Sentence, last: int) -> tuple[str, bool] | None:
    """'Hodan, a district in the west of Mogadishu': an apposition that says what kind of place it is."""
    words_behind = [token.lower for token in sentence.tokens[last : last + 6]]
    if len(words_behind) < 3 or words_behind[0] != "," or words_behind[1] not in ("a", "an", "the"):
        return None
    lists = words()
    for word in words_behind[2:]:
        if lists.kinds.get(word) in ("town", "village", "camp", "district", "admin2", "admin1"):
            return ("", True)
        if word not in lists.adjectives and word not in lists.directions and word != "-" and fold(word) not in demonyms():
            return None
    return None


def _typed_behind(sentence: Sentence, last: int) -> bool:
    following = sentence.tokens[last].lower if last < len(sentence.tokens) else ""
    return words().kinds.get(following, "") in ("town", "village", "camp", "district", "admin1", "admin2")


def _nameable(sentence: Sentence, at: int, last: int) -> bool:
    lists = words()
    tokens = sentence.tokens[at:last]
    first = tokens[0].lower
    if (
        first in lists.days
        or (last - at == 1 and first in lists.kinds)
        or first in lists.titles
        or first in lists.organisation_heads
        or fold(first) in demonyms()
        or first in lists.peoples
    ):
        return False
    if tokens[0].text.isupper() and len(tokens[0].text) > 1:
        return False
    whole = fold(" ".join(token.text for token in tokens))
    if whole in organisation_names() or any(token.lower in lists.organisation_heads for token in tokens):
        return False
    return not institution(sentence.tokens, last)


def _parent(sentence: Sentence, last: int, starts: dict[int, Finding]) -> Finding | None:
    """The place named right behind: ", North Darfur", "in Aleppo province", "district of Gaza City"."""
    lists, tokens = words(), sentence.tokens
    at = last
    while at < len(tokens) and at - last < 8:
        if at in starts:
            finding = starts[at]
            if finding.spot.demonym is None:
                return finding if at > last else None
            at = finding.spot.last
            continue
        word = tokens[at].lower
        if tokens[at - 1].text == "," and is_capital(tokens[at]):
            run = next((n for n in range(at, len(tokens)) if not is_capital(tokens[n]) and tokens[n].text not in "-‐‑"), len(tokens))
            if run < len(tokens) and tokens[run].text == "," and word not in lists.titles:
                at = run  # another name on no list stands between
                continue
        if not (word in (",", "in", "of", "(", "near") or lists.skippable(word)):
            return None
        at += 1
    return None
