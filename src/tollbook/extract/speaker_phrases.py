"""Takes the tokens of a sentence; gives the noun phrase before or at a token, and judges whether it can speak. No parser, no tagger."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.extract.phrases import is_adjacent
from tollbook.extract.speaker_adjuncts import skip_adjunct
from tollbook.extract.speaker_tokens import Range, is_determiner, is_nominal
from tollbook.extract.speaker_words import SpeechWords
from tollbook.text.document import Token

_OPEN = frozenset('“"‘«')
_CLOSE = frozenset('”"’»')
_CONTENT_WORDS = 14


def _core_left(tokens: Sequence[Token], end: int, words: SpeechWords) -> int:
    """The first token of [determiners] nominal+ that ends before `end`; `end` itself when there is none."""
    at = end
    while at > 0 and is_nominal(tokens, at - 1, words) and end - at < _CONTENT_WORDS:
        at -= 1
    while at < end and not tokens[at].is_word:
        at += 1
    if at == end:
        word = tokens[end - 1].lower if end else ""
        return end - 1 if word in ("some", "others", "many", "both", "another", "one") else end
    while at > 0 and is_determiner(tokens[at - 1], words):
        at -= 1
        if (
            at > 1
            and tokens[at - 1].text == "-"
            and is_adjacent(tokens[at - 1], tokens[at])
            and is_adjacent(tokens[at - 2], tokens[at - 1])
        ):
            at -= 2
    return at


def phrase_before(tokens: Sequence[Token], end: int, words: SpeechWords) -> Range | None:
    """The noun phrase that ends before token `end`, with determiner, prepositions inside it and coordination."""
    if end <= 0:
        return None
    if tokens[end - 1].lower in words.lists["pronouns"]:
        return end - 1, end
    last = tuple(token.lower for token in tokens[max(0, end - 5) : end])
    named = words.names.match_ending(last, len(last), 5)
    if named is not None:
        return end - len(last) + named[0], end
    start = _core_left(tokens, end, words)
    if start == end:
        return None
    cores = [start]
    while start > 1:
        previous = tokens[start - 1].lower
        if previous in words.lists["inside"] or (previous == "by" and start > 1):
            outer = _core_left(tokens, start - 1, words)
            if outer == start - 1 or not _carries(tokens, outer, start - 1, previous, words):
                break
        elif previous in ("and", "or"):
            joined = _conjunct(tokens, start - 1, words)
            if joined is None:
                break
            outer = joined
        else:
            break
        start = outer
        cores.append(start)
    return _trim(tokens, _best_start(tokens, cores, end, words), end, words)


def _carries(tokens: Sequence[Token], start: int, end: int, preposition: str, words: SpeechWords) -> bool:
    """Whether the phrase start:end can carry a preposition phrase as part of a speaker's name."""
    head = tokens[end - 1]
    if preposition == "to" and tokens[end + 1].text[0].islower() and not is_determiner(tokens[end + 1], words):
        return False
    if preposition == "of" or (start > 0 and tokens[start - 1].lower in ("of", "for")):
        return True
    if head.lower.endswith("ed"):
        return any(tokens[at].lower in words.speakers for at in range(start, end))
    return head.lower in words.speakers or head.text[0].isupper() or head.lower.rstrip("s") in words.speakers


def _conjunct(tokens: Sequence[Token], end: int, words: SpeechWords) -> int | None:
    """The start of a first conjunct that ends before `end` ("monitors" in "monitors and state media"); None when it is a clause."""
    found = phrase_before(tokens, end - (1 if end > 1 and tokens[end - 1].text == "," else 0), words)
    if found is None or not can_speak(tokens, found[0], found[1], words, strict=True):
        return None
    if found[0] == 0:
        return found[0]
    before = tokens[found[0] - 1]
    if (
        before.text in ",:;—–(-"
        or before.text in _OPEN
        or before.text in _CLOSE
        or before.lower in ("that", "which", "as", "while", "but", "and", "to", "by", "citing")
    ):
        return found[0]
    return None


def _best_start(tokens: Sequence[Token], cores: list[int], end: int, words: SpeechWords) -> int:
    """Of the nested readings, the longest whose head can speak; the shortest when none can."""
    for start in reversed(cores):
        if can_speak(tokens, start, end, words, strict=True):
            return start
    for start in reversed(cores):
        if can_speak(tokens, start, end, words, strict=False):
            return start
    return cores[0]


def _trim(tokens: Sequence[Token], start: int, end: int, words: SpeechWords) -> Range | None:
    """Drop time words that stand before the name ("Sunday police") and signs at both ends."""
    while start < end - 1 and (not (tokens[start].is_word or tokens[start].is_number) or _leading_time(tokens, start, words)):
        start += 1
    while end > start and not (tokens[end - 1].is_word or tokens[end - 1].is_number or tokens[end - 1].text == "."):
        end -= 1
    return (start, end) if end > start else None


def _leading_time(tokens: Sequence[Token], start: int, words: SpeechWords) -> bool:
    return tokens[start].lower in words.lists["times"] and start > 0 and tokens[start - 1].lower in words.lists["time_lead"]


def phrase_after(tokens: Sequence[Token], start: int, words: SpeechWords) -> Range | None:
    """The noun phrase that begins at token `start`, with prepositions inside it and coordination, without apposition."""
    end = _core_right(tokens, start, words)
    if end is None:
        return None
    while end < len(tokens) - 1:
        word = tokens[end].lower
        if word in words.lists["inside"] and skip_adjunct(tokens, end, words) == end and _carries_on(tokens, start, end, words):
            if is_gerund(tokens, end + 1, words):
                break
            further = _core_right(tokens, end + 1, words)
        elif word in ("and", "or", "&"):
            further = _second_conjunct(tokens, end + 1, words)
        elif word == "," and _in_list(tokens, end, words):
            further = _core_right(tokens, end + 1, words)
        else:
            break
        if further is None:
            break
        end = further
    return _trim(tokens, start, end, words)


def is_gerund(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    """Whether a verb in -ing opens a clause behind a preposition: "of killing", "for carrying out"."""
    if at + 1 >= len(tokens) or not tokens[at].lower.endswith("ing") or (at > 0 and tokens[at].text[0].isupper()):
        return False
    following = tokens[at + 1].lower
    return (
        following in words.lists["inside"] | words.lists["determiners"] | {"out", "up", "down", "them", "him", "her", "it"}
        or not is_nominal(tokens, at + 1, words)
        or tokens[at].lower in words.lists["acts"] | words.lists["finite"]
        or tokens[at + 1].text[0].isupper()
    )


def _carries_on(tokens: Sequence[Token], start: int, end: int, words: SpeechWords) -> bool:
    word = tokens[end].lower
    return word in ("of", "for", "from", "in", "at", "with", "near", "by", "on", "to") and _carries(tokens, start, end, word, words)


def _core_right(tokens: Sequence[Token], start: int, words: SpeechWords) -> int | None:
    at = start
    if at < len(tokens) and tokens[at].text[0].isupper():
        named = words.names.match(tuple(token.lower for token in tokens[at : at + 5]), 0)
        if named is not None:
            return at + named[0]
    if (
        at < len(tokens)
        and tokens[at].lower in words.lists["pronouns"] | {"him", "her", "them"}
        and not (tokens[at].lower == "her" and at + 1 < len(tokens) and is_nominal(tokens, at + 1, words))
    ):
        return at + 1
    while at < len(tokens) and (is_determiner(tokens[at], words) or (at == start and tokens[at].text in _OPEN)):
        at += 1
    begin = at
    while at < len(tokens) and is_nominal(tokens, at, words):
        if at > begin and tokens[at].lower in words.verbs and _is_verb_here(tokens, at, words):
            break
        if at > begin and tokens[at].lower in words.lists["times"] and not is_nominal(tokens, at + 1, words):
            break
        if at > begin and tokens[at].text[0].islower() and (tokens[at].lower in words.lists["finite"] or _verb_of_name(tokens, at, words)):
            break
        at += 1
    while at > begin and not tokens[at - 1].is_word:
        at -= 1
    if at == begin:
        return at if at > start and tokens[at - 1].lower in ("some", "others", "many", "both", "another", "one") else None
    return at


def _verb_of_name(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    """Whether a lower-case word between a name and what looks like an object is its verb: "Amnesty demands the release", "the army issued a"."""
    if tokens[at].lower in words.speakers or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if tokens[at].lower.endswith("ed"):
        return is_determiner(following, words) or (following.is_word and following.text[0].isupper() and tokens[at - 1].text[0].isupper())
    verbal = tokens[at].lower.endswith("s") and not tokens[at].lower.endswith("ss") and tokens[at - 1].text[0].isupper()
    return verbal and (is_determiner(following, words) or (following.is_word and following.text[0].isupper()))


def _is_verb_here(tokens: Sequence[Token], at: int, words: SpeechWords) -> bool:
    return not words.verbs[tokens[at].lower].noun


def _second_conjunct(tokens: Sequence[Token], start: int, words: SpeechWords) -> int | None:
    """The end of a second conjunct that is a speaker and no clause ("police and medics" against "police and 12 were hurt")."""
    if start >= len(tokens) or tokens[start].is_number:
        return None
    found = phrase_after(tokens, start, words)
    if found is None or not can_speak(tokens, found[0], found[1], words, strict=True):
        return None
    following = tokens[found[1]] if found[1] < len(tokens) else None
    if following is not None and following.is_word and (following.lower in words.lists["finite"] or following.lower in words.verbs):
        return None
    return found[1]


def _in_list(tokens: Sequence[Token], comma: int, words: SpeechWords) -> bool:
    """Whether a comma separates speakers of a list: "police, medics and residents"."""
    end = _core_right(tokens, comma + 1, words)
    if end is None or end >= len(tokens) - 1 or tokens[end].lower != "and":
        return False
    lower = tokens[end - 1].lower
    return (
        end - comma <= 4
        and lower in words.speakers
        and tokens[comma - 1].lower in words.speakers
        and _second_conjunct(tokens, end + 1, words) is not None
    )


def head_of(tokens: Sequence[Token], start: int, end: int, words: SpeechWords) -> Token:
    """The head noun: the last word before the first preposition."""
    at = start
    last = start
    while at < end:
        lower = tokens[at].lower
        if (
            at > start
            and lower in words.lists["inside"]
            and tokens[at].text[0].islower()
            and tokens[last].lower not in words.lists["determiners"]
        ):
            break
        if at > start and lower.endswith("ed") and tokens[at].text[0].islower() and tokens[last].lower in words.speakers:
            break
        if tokens[at].is_word and lower not in ("and", "or"):
            last = at
        if lower == "of" and is_determiner(tokens[at - 1], words):
            last = end - 1
            break
        at += 1
    return tokens[last]


def can_speak(tokens: Sequence[Token], start: int, end: int, words: SpeechWords, strict: bool) -> bool:
    """Whether tokens start:end can be a speaker; `strict` asks for a known kind of speaker, a name or a pronoun."""
    head = head_of(tokens, start, end, words)
    lower = head.lower
    if tokens[start].lower in ("no", "nobody", "neither"):
        return False
    if end - start == 1 and (lower in words.lists["pronouns"] or lower in ("him", "her", "them")):
        return True
    if head.is_number or not head.is_word or lower in words.lists["times"]:
        return False
    if lower in words.lists["not_speakers"] and lower not in words.speakers:
        return False
    if lower in words.speakers:
        return True
    if head.text[0].isupper() and (head.index > 0 or lower not in words.lists["breaks"]):
        return lower not in words.lists["inside"] and lower not in words.lists["breaks"]
    return not strict and lower not in words.lists["breaks"]
