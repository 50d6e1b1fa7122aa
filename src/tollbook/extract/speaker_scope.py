"""Takes the speech cues of a sentence; gives the stretches of text that each source is credited with, and who stands behind whom. Finds no cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.extract.speaker_subjects import behind_dateline
from tollbook.extract.speaker_tokens import Cue, Range
from tollbook.extract.speaker_verbs import owns_act
from tollbook.extract.speaker_words import SpeechWords
from tollbook.text.document import Sentence, Token

_OPEN = frozenset("“«")
_CLOSE = frozenset("”»")
_FRINGE = frozenset(",;:–—-.")


@dataclass(frozen=True, slots=True)
class Scoped:
    """A cue with the code point ranges of its content, its kind there, the source behind it and the sources in front of it."""

    cue: Cue
    kind: str
    content: tuple[Range, ...]
    cites: Range | None
    via: tuple[Range, ...]


def scopes(
    sentence: Sentence, cues: Sequence[Cue], quotes: Sequence[Range], words: SpeechWords, paragraph: Range | None = None
) -> list[Scoped]:
    """The content of every cue of a sentence; `paragraph` is the one behind it, which a closing "X said:" introduces."""
    if not cues:
        return []
    tokens = sentence.tokens
    ranges: list[list[Range]] = [[] for _ in cues]
    for index, cue in enumerate(cues):
        if cue.side != "same":
            ranges[index] = _ranges(tokens, cues, index, words)
    outers = {index: _outer(cues, index) for index, cue in enumerate(cues) if cue.side == "same"}
    for index, outer in outers.items():
        ranges[index] = ranges[outer] if outer is not None else [_trim(tokens, 0, cues[index].cue[0])]
    out: list[Scoped] = []
    for index, cue in enumerate(cues):
        if _is_own_voice(tokens, cues, ranges, index, quotes):
            continue
        via = _via(cues, ranges, outers, index)
        cites = next((cues[inner].source for inner, outer in outers.items() if outer == index), None)
        if (
            paragraph is not None
            and index == len(cues) - 1
            and tokens[-1].text == ":"
            and not any(end > start for start, end in ranges[index])
        ):
            out.append(Scoped(cue, cue.kind, (paragraph,), cites, via))
            continue
        out.extend(_split_act(tokens, cue, ranges[index], cites, via, quotes, words))
    return out


def _is_own_voice(tokens: Sequence[Token], cues: Sequence[Cue], ranges: Sequence[list[Range]], index: int, quotes: Sequence[Range]) -> bool:
    """Whether a pronoun is the speaker of the words around it: "“We counted 12,” he said", "X said it had documented 12"."""
    cue = cues[index]
    if cue.source[1] - cue.source[0] != 1:
        return False
    token = tokens[cue.source[0]]
    around = [at for at, other in enumerate(cues) if at != index and _inside(cue, ranges[at]) and other.source != cue.source]
    if token.lower in ("we", "i", "you"):
        return bool(around) or any(start <= token.start < end for start, end in quotes)
    opens = any(cue.source[0] - start <= 1 for at in around for start, _ in ranges[at])
    return token.lower in ("he", "she", "it", "they") and opens


def _ranges(tokens: Sequence[Token], cues: Sequence[Cue], index: int, words: SpeechWords) -> list[Range]:
    cue = cues[index]
    if cue.side == "right":
        begin = _behind_citing(tokens, cues, index)
        return [_trim(tokens, begin, _right_limit(tokens, cues, index, words))]
    if cue.side == "whole":
        return [_trim(tokens, _left_limit(tokens, cues, index, words), _right_limit(tokens, cues, index, words))]
    start = _left_limit(tokens, cues, index, words)
    end = min(cue.source[0], cue.cue[0])
    left = _trim(tokens, start, end)
    if cue.begin < len(tokens) and _goes_on(tokens, start, end, cue.begin, words):
        return [left, _trim(tokens, cue.begin, _right_limit(tokens, cues, index, words))]
    return [left]


def _behind_citing(tokens: Sequence[Token], cues: Sequence[Cue], index: int) -> int:
    """Where content begins that follows "X reported, citing Y,"."""
    begin = cues[index].begin
    following = cues[index + 1] if index + 1 < len(cues) else None
    if following is None or following.side != "same" or following.cue[0] > begin + 1:
        return begin
    return following.source[1]


def _goes_on(tokens: Sequence[Token], start: int, end: int, begin: int, words: SpeechWords) -> bool:
    """Whether the content goes on behind a cue in the middle: the left part has no verb, or a quotation opens again."""
    if any(tokens[at].text in _OPEN or tokens[at].text == '"' for at in range(begin, min(begin + 2, len(tokens)))):
        return True
    if end > start and tokens[end - 1].text in _CLOSE | {'"', "'"}:
        return False
    if not any(_is_finite(tokens[at], words) for at in range(start, end)):
        return tokens[begin].lower not in ("who", "which", "whose", "when", "where")
    last = next((tokens[at].lower for at in range(end - 1, start - 1, -1) if tokens[at].is_word), "")
    if last in words.lists["inside"] | {"including", "that", "least", "than", "is", "are", "was", "were", "has", "have", "had"}:
        return True
    first = tokens[begin]
    at = begin + 1 if first.text == "," else begin
    if at + 2 < len(tokens) and tokens[at].lower == "with":  # "..., reported officials, with 25 others injured"
        return any(token.is_number or token.lower in words.lists["counts"] for token in tokens[at + 1 : at + 4])
    return at < len(tokens) and tokens[at].lower in ("including", "and", "most", "mostly", "mainly", "among")


def _is_finite(token: Token, words: SpeechWords) -> bool:
    return token.lower in words.lists["finite"] or (token.text[0].islower() and token.lower.endswith("ed") and len(token.lower) > 4)


def _start(cue: Cue) -> int:
    return cue.cue[0] if cue.rule in ("participle", "coordinated-verb") else min(cue.source[0], cue.cue[0])


def _end(cue: Cue) -> int:
    return max(cue.cue[1], cue.source[1])


def _right_limit(tokens: Sequence[Token], cues: Sequence[Cue], index: int, words: SpeechWords) -> int:
    """Where content that runs to the right ends: before the next attribution's own clause, or at the sentence's end."""
    cue = cues[index]
    limit = min(_relative_limit(tokens, cue), _background_limit(tokens, cue, words), _claimed_limit(tokens, cue, words))
    for later in cues[index + 1 :]:
        start = _start(later)
        if start >= limit:
            break
        if later.side == "same" and start <= cue.begin + 1:
            continue
        if later.side == "same" or later.rule in ("participle", "coordinated-verb"):
            return start - 1 if tokens[start - 1].lower in ("and", "but") else start
        if later.side == "left":
            join = _last_join(tokens, cue.begin, start, words)
            return join if join is not None else start
        if later.side == "right":
            join = _join_before(tokens, start, cue.begin, words)
            if join is not None:
                return join
        if later.rule == "according-to-initial" and start > cue.begin + 2:
            return start
    return limit


def _relative_limit(tokens: Sequence[Token], cue: Cue) -> int:
    """A clause set off by a comma ends its cue's content: "The blast, which police said killed 12, came after", "While X denied it, 12 died"."""
    at = cue.source[0] - 1
    fronted = at == 0 and tokens[0].lower in ("while", "although", "though", "whereas", "after", "as", "when", "because")
    if fronted and tokens[cue.begin - 1].text != ",":
        return next((i for i in range(cue.begin, len(tokens)) if tokens[i].text == ","), len(tokens))
    if at > 0 and tokens[at].lower in ("which", "who", "whom", "whose") and tokens[at - 1].text == ",":
        return next((i for i in range(cue.begin, len(tokens)) if tokens[i].text == ","), len(tokens))
    return len(tokens)


def _claimed_limit(tokens: Sequence[Token], cue: Cue, words: SpeechWords) -> int:
    """A claim of responsibility covers the event's name, not what the report tells of it: "claimed the attack | that killed 60"."""
    at = cue.begin
    if cue.kind != "claims_responsibility" or at >= len(tokens) - 1 or tokens[cue.cue[0]].lower not in words.lists["owning"]:
        return len(tokens)
    if tokens[at].lower == "responsibility":
        if tokens[at + 1].lower != "for":
            return at + 1
        at += 2
    if at < len(tokens) and (tokens[at].lower.endswith("ing") or tokens[at].lower in ("to", "that", "it", "its", "they", "their")):
        return len(tokens)
    return next((i for i in range(at, len(tokens)) if tokens[i].lower in ("which", "that", "who", "where")), len(tokens))


def _background_limit(tokens: Sequence[Token], cue: Cue, words: SpeechWords) -> int:
    """Where an announced thing with no figure ends and its background begins: "declared a ceasefire | following clashes that killed four"."""
    if cue.rule != "x-report" or cue.begin >= len(tokens) or tokens[cue.begin].lower in ("that", "it", "they", "he", "she", "there"):
        return len(tokens)
    for at in range(cue.begin, len(tokens)):
        lower = tokens[at].lower
        if lower in ("following", "after", "amid", "as") and at > cue.begin + 1:
            return at
        if tokens[at].is_number and tokens[at - 1].lower in words.lists["times"]:
            continue  # "declared April 6 as a day of mourning"
        if tokens[at].is_number or tokens[at].text in _OPEN or _is_finite(tokens[at], words) or lower in words.lists["counts"]:
            return len(tokens)
    return len(tokens)


def _left_limit(tokens: Sequence[Token], cues: Sequence[Cue], index: int, words: SpeechWords) -> int:
    """Where content that stands to the left begins: behind the previous attribution's clause, or at the sentence's start."""
    cue = cues[index]
    own = _start(cue)
    for earlier in reversed(cues[:index]):
        between = any(tokens[at].is_word or tokens[at].is_number for at in range(_end(earlier), own))
        if not between:
            continue
        if earlier.side == "left" or earlier.side == "same":
            return _end(earlier)
        join = _last_join(tokens, earlier.begin, own, words)
        if join is not None:
            return join + 1
        if earlier.side == "right" and cue.side == "whole":
            return earlier.begin
        break
    return behind_dateline(tokens)


def _last_join(tokens: Sequence[Token], start: int, end: int, words: SpeechWords) -> int | None:
    """The last word between start and end that opens a new clause: ", while", ";", ", and" before a clause."""
    for at in range(end - 1, start, -1):
        lower = tokens[at].lower
        if lower not in words.lists["joins"]:
            continue
        if at + 1 < end and tokens[at + 1].lower == "that":
            continue
        clause = any(_is_finite(tokens[i], words) for i in range(at + 1, end))
        if (clause or lower == ";") and (lower != "and" or tokens[at - 1].text == ","):
            return at
    return None


def _join_before(tokens: Sequence[Token], start: int, floor: int, words: SpeechWords) -> int | None:
    """The joining word in front of another attribution's clause, over what stands before its subject: "and in Homs the army said"."""
    for at in range(start - 1, max(floor, start - 8), -1):
        if tokens[at].lower in words.lists["joins"]:
            return None if tokens[at + 1].lower == "that" else at
        if _is_finite(tokens[at], words):
            return None
    return None


def _trim(tokens: Sequence[Token], start: int, end: int) -> Range:
    while start < end and (tokens[start].text in _FRINGE or tokens[start].lower == "that"):
        start += 1
    while end > start and (tokens[end - 1].text in _FRINGE or (tokens[end - 1].lower in ("as", "and", "but") and end - 1 > start)):
        end -= 1
    return start, end


def _outer(cues: Sequence[Cue], index: int) -> int | None:
    """The attribution whose content a "citing X" shares: the nearest before it, else the next behind it."""
    before = [at for at in range(index) if cues[at].side != "same"]
    if before:
        return before[-1]
    return next((at for at in range(index + 1, len(cues)) if cues[at].side != "same"), None)


def _via(cues: Sequence[Cue], ranges: Sequence[list[Range]], outers: dict[int, int | None], index: int) -> tuple[Range, ...]:
    """The sources in front of a source, innermost first: those in whose content its cue stands, and the one that cites it."""
    cue = cues[index]
    own = outers.get(index)
    behind = [cue.conduit] if cue.conduit is not None else []
    reference = cue
    if own is not None:
        behind.append(cues[own].source)
        reference = cues[own]
        index = own
    around = [
        (sum(end - start for start, end in ranges[at]), other.source)
        for at, other in enumerate(cues)
        if at != index and outers.get(at) != index and other.source != reference.source and _inside(reference, ranges[at])
    ]
    behind.extend(source for _, source in sorted(around))
    return tuple(dict.fromkeys(behind))


def _inside(cue: Cue, ranges: list[Range]) -> bool:
    return any(start <= cue.cue[0] and cue.cue[1] <= end and start <= cue.source[0] for start, end in ranges)


def _split_act(
    tokens: Sequence[Token],
    cue: Cue,
    ranges: list[Range],
    cites: Range | None,
    via: tuple[Range, ...],
    quotes: Sequence[Range],
    words: SpeechWords,
) -> list[Scoped]:
    """One attribution, or two where a speaker first owns an act and then tells of other harm ("it killed 12 and four soldiers died")."""
    kept = [(start, end) for start, end in ranges if end > start]
    if not kept:
        return []
    if cue.kind == "claims_responsibility" and cue.side == "right":
        start, end = kept[0]
        act = owns_act(tokens, start, words)
        cut = _new_subject(tokens, act, end, words) if act else None
        if cut is not None:
            return [
                Scoped(cue, cue.kind, _chars(tokens, [_trim(tokens, start, cut)], quotes), cites, via),
                Scoped(cue, "asserts", _chars(tokens, [_trim(tokens, cut, end)], quotes), cites, via),
            ]
    return [Scoped(cue, cue.kind, _chars(tokens, kept, quotes), cites, via)]


def _new_subject(tokens: Sequence[Token], start: int, end: int, words: SpeechWords) -> int | None:
    """Where, behind an owned act, a clause with another subject in the passive or with "lost", "died" begins."""
    for at in range(start, end - 1):
        if tokens[at].lower not in words.lists["joins"]:
            continue
        ahead = [token.lower for token in tokens[at + 1 : min(end, at + 7)]]
        if any(word in words.lists["be"] or word in ("died", "lost", "losing", "suffered") for word in ahead):
            return at
    return None


def _chars(tokens: Sequence[Token], ranges: list[Range], quotes: Sequence[Range]) -> tuple[Range, ...]:
    """Token ranges as code point ranges, widened to the whole of a quotation that they cut."""
    out: list[Range] = []
    for first, last in ranges:
        start, end = tokens[first].start, tokens[last - 1].end
        for begin, stop in quotes:
            if begin < start < stop <= end and last > first:
                start = begin
            if start <= begin < end < stop:
                end = stop
        if not any(begin <= start and end <= stop for begin, stop in out):
            out.append((start, end))
    return tuple(out)
