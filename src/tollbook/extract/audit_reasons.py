"""Takes a number that is no claim; gives the reason with which it is ignored (docs/claims.md), from the words around it, or None. Never guesses."""

from __future__ import annotations

from functools import cache

from tollbook.extract.nouns import is_adverb, person_nouns, word_class
from tollbook.extract.numbers import Number
from tollbook.extract.phrases import PhraseTable, is_adjacent
from tollbook.lexicon.load import must, table
from tollbook.text.document import Sentence

REASONS = frozenset(
    {
        "date",
        "time",
        "age",
        "duration",
        "distance",
        "money",
        "weapon",
        "vehicle",
        "troop strength",
        "vote",
        "share",
        "rank",
        "part of a name",
        "rescued",
        "exposed",
        "other count",
        "not part of the article",
    }
)
_PARTS = ("en", "things.yaml")
_CURRENCY = frozenset("$ £ € ¥ ₹ ₦ ₽ ₴ ₪ us$ usd eur gbp inr rs".split())
_REACH = 8


@cache
def _things() -> PhraseTable[str]:
    entries: list[tuple[str, str]] = []
    for reason, words in table(*_PARTS)["nouns"].items():
        must(reason in REASONS, _PARTS, f"the reason {reason} is unknown", "use a reason of docs/claims.md")
        entries.extend((str(word), str(reason)) for word in words if str(word) != "%")
    return PhraseTable(entries)


@cache
def _contexts() -> tuple[tuple[str, PhraseTable[bool], PhraseTable[bool]], ...]:
    rows = table(*_PARTS)["contexts"]
    for row in rows:
        must(row["reason"] in REASONS, _PARTS, f"the reason {row['reason']} is unknown", "use a reason of docs/claims.md")
    return tuple((str(row["reason"]), _phrases(row.get("before", [])), _phrases(row.get("after", []))) for row in rows)


def _phrases(words: list[str]) -> PhraseTable[bool]:
    return PhraseTable([(str(word), True) for word in words])


@cache
def fates() -> dict[str, frozenset[str]]:
    return {str(reason): frozenset(str(word) for word in words) for reason, words in table(*_PARTS)["fates"].items()}


def reason_of(sentence: Sentence, number: Number) -> str | None:
    """Why a number is no claim, from the words around it; None when no rule tells."""
    lowers = sentence.lowers()
    return (
        _sign(lowers, number)
        or _share(sentence, number)
        or _code(sentence, number)
        or _year(sentence, number)
        or _context(lowers, number)
        or _age(sentence, number)
        or _name(sentence, number)
        or _counted(sentence, number)
    )


def _word(lowers: tuple[str, ...], at: int) -> str:
    return lowers[at] if 0 <= at < len(lowers) else ""


def _sign(lowers: tuple[str, ...], number: Number) -> str | None:
    if _word(lowers, number.core - 1) in _CURRENCY or _word(lowers, number.first - 1) in _CURRENCY:
        return "money"
    if _word(lowers, number.core - 1) == "§":
        return "part of a name"
    if _word(lowers, number.core - 1) == "±" or _word(lowers, number.last) == "±":
        return "other count"
    if _word(lowers, number.core - 1) == "[" and _word(lowers, number.last) == "]" and number.form == "digits":
        return "not part of the article"  # a reference mark
    return None


def _share(sentence: Sentence, number: Number) -> str | None:
    """'40%', 'one in three', 'seven out of ten', 'two-thirds'."""
    lowers = sentence.lowers()
    if _word(lowers, number.last) in ("%", "percent"):
        return "share"
    if _word(lowers, number.last) == "per" and _word(lowers, number.last + 1) in ("cent", "100", "1,000", "100,000", "1000"):
        return "share"
    behind = lowers[number.last : number.last + 4]
    for joint in (("in", "every"), ("out", "of", "every"), ("out", "of"), ("in",)):
        at = number.last + len(joint)
        if behind[: len(joint)] == joint and at < len(lowers) and _small_number(sentence, at):
            return "share"
        ahead = lowers[max(0, number.first - len(joint)) : number.first]
        if ahead == joint and _small_number(sentence, number.first - len(joint) - 1) and (joint != ("in",) or (number.plain or 0) <= 100):
            return "share"
    return None


def _small_number(sentence: Sentence, at: int) -> bool:
    """Whether the token is a number that can stand in 'one in three': digits up to 1,000 or a number word."""
    if not 0 <= at < len(sentence.tokens):
        return False
    token = sentence.tokens[at]
    if token.is_number:
        return token.text.isdecimal() and int(token.text[:5]) <= 1000
    return token.lower in table("en", "numbers.yaml")["units"] or token.lower in table("en", "numbers.yaml")["tens"]


def _code(sentence: Sentence, number: Number) -> str | None:
    """'F-16', 'B-2', '24/7': digits that a sign ties to what stands before them."""
    tokens = sentence.tokens
    if number.form not in ("digits", "decimal") or number.core == 0 or tokens[number.core - 1].text not in "-/–‑":
        return None
    return "part of a name" if is_adjacent(tokens[number.core - 1], tokens[number.core]) else None


def _year(sentence: Sentence, number: Number) -> str | None:
    """A bare 1900 to 2100 is a year unless people follow; a number up to 31 before a month is a day."""
    tokens = sentence.tokens
    if number.form == "digits" and number.plain is not None and 1 <= number.plain <= 31 and _is_month(sentence, number.last):
        return "date"
    if number.form != "digits" or number.plain is None or not 1900 <= number.plain <= 2100 or len(tokens[number.core].text) != 4:
        return None
    lowers = sentence.lowers()
    if number.first != number.core and _word(lowers, number.first) not in ("the", "about", "around", "under", "over"):
        return None
    after = number.last
    if after < len(lowers) and person_nouns().match(lowers, after) is not None:
        return None
    return "date"


def _is_month(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.tokens) or not sentence.tokens[at].text[0].isupper():
        return False
    return any(sentence.tokens[at].text in names for names in table("en", "dates.yaml")["months"].values())


def _context(lowers: tuple[str, ...], number: Number) -> str | None:
    for reason, left, right in _contexts():
        if reason == "part of a name" and (number.form == "vague" or _counts_people(lowers, number)):
            continue
        if left.match_ending(lowers, number.first) or left.match_ending(lowers, number.core):
            return reason
        if number.last < len(lowers) and right.match(lowers, number.last):
            return reason
    return None


def _age(sentence: Sentence, number: Number) -> str | None:
    """'her brother, 22, was', 'Stone, 75, is', 'she was 79.'"""
    lowers, tokens = sentence.lowers(), sentence.tokens
    if number.form != "digits" or number.first != number.core or number.plain is None or not 1 <= number.plain <= 110:
        return None
    after = _word(lowers, number.last)
    if lowers[max(0, number.core - 2) : number.core] in (("he", "was"), ("she", "was"), ("he", "is"), ("she", "is")) and after in (
        ".",
        ",",
        ";",
        "and",
        "",
    ):
        return "age"
    if number.core < 2 or lowers[number.core - 1] != "," or after not in (",", ")"):
        return None
    person = person_nouns().match_ending(lowers, number.core - 1)
    named = tokens[number.core - 2].text[0].isupper() and _word(lowers, number.core - 3) not in word_class("prepositions")
    return "age" if (person is not None and not person[1].plural) or named else None


def _name(sentence: Sentence, number: Number) -> str | None:
    """'the March 23 Movement', 'Eager Lion 16', 'HR 6819', 'the Ten Rings': a number among capitals with nothing that it counts."""
    tokens, lowers = sentence.tokens, sentence.lowers()
    if number.core == 0 or number.form not in ("digits", "words"):
        return None
    before = tokens[number.core - 1]
    after = tokens[number.last] if number.last < len(tokens) else None
    if not before.is_word or _is_headline(sentence):
        return None
    capital_before = before.text[0].isupper() and number.core > 1
    capital_after = after is not None and after.text[0].isupper()
    if number.form == "words":
        return "part of a name" if tokens[number.core].text[0].isupper() else None
    if number.first != number.core and lowers[number.first] != "the":
        return None
    if "," in tokens[number.core].text or not capital_before or (number.plain or 0) > 99_999:
        return None
    if capital_after and not _counts_people(lowers, number):
        return "part of a name"
    governed = _word(lowers, number.core - 2) in word_class("prepositions")
    ends = after is None or not after.is_word or lowers[number.last] in word_class("prepositions") or _is_verbal(lowers[number.last])
    return "part of a name" if ends and (not governed or before.text.isupper()) else None


def _is_headline(sentence: Sentence) -> bool:
    words = [token for token in sentence.tokens if token.is_word]
    return sum(token.text[0].isupper() for token in words) * 2 > len(words)


def _is_verbal(word: str) -> bool:
    return any(word in word_class(name) for name in ("be", "have", "modals", "relatives", "conjunctions"))


def _counts_people(lowers: tuple[str, ...], number: Number) -> bool:
    return any(person_nouns().match(lowers, at) is not None for at in range(number.last, min(number.last + 4, len(lowers))))


def _counted(sentence: Sentence, number: Number) -> str | None:
    """The reason of what the number counts: a thing, or people of whom no harm is said; a hyphened number only describes."""
    lowers, tokens = sentence.lowers(), sentence.tokens
    at = number.last
    if (
        at + 1 < len(tokens)
        and tokens[at].text in "-‑"
        and is_adjacent(tokens[at - 1], tokens[at])
        and is_adjacent(tokens[at], tokens[at + 1])
        and tokens[at + 1].is_word
    ):
        return "troop strength" if lowers[at + 1] == "strong" else _thing_after(lowers, number) or "other count"
    thing = _thing_after(lowers, number)
    if thing is not None:
        return thing
    people = _people(lowers, number)
    if people is not None:
        return people
    return "other count" if number.form == "vague" or lowers[number.core] in ("one", "both") else None


def _noun_phrase(lowers: tuple[str, ...], number: Number) -> range:
    """The token indexes where the counted noun may stand: up to a preposition, a verb or a sign; an "of" right behind the number is stepped over."""
    at = number.last
    if _word(lowers, at) == "of":
        at += 1
    begin = at
    while at < min(number.last + _REACH, len(lowers)):
        word = lowers[at]
        listed = word in (",", "and", "or") and at > begin and _thing_soon(lowers, at + 1)
        if word in ("-", "‑", "'", "’", "“", '"') or listed:
            at += 1
            continue
        if not word[0].isalnum() or word in word_class("prepositions") or _is_verbal(word):
            break
        at += 1
    return range(begin, at)


def _thing_soon(lowers: tuple[str, ...], at: int) -> bool:
    """'40 hypersonic, ballistic, and cruise missiles': a thing stands within the next words of the list."""
    return any(_things().match(lowers, ahead) is not None for ahead in range(at, min(at + 3, len(lowers))))


def _thing_after(lowers: tuple[str, ...], number: Number) -> str | None:
    """The reason of the first counted thing within the number's noun phrase; the last of neighbours is the head ("drone strikes")."""
    where = _noun_phrase(lowers, number)
    reason: str | None = None
    at = where.start
    while at < where.stop:
        found = _things().match(lowers, at)
        if found is not None:
            reason, at = found[1], found[0]
            continue
        if reason is not None:
            break
        person = person_nouns().match(lowers, at)
        if person is not None and person[1].plural:
            return None
        at += 1
    return reason


def _people(lowers: tuple[str, ...], number: Number) -> str | None:
    """People who are counted but not said to be harmed: the rescued and released, troops, the exposed, or any other count."""
    around = _around(lowers, number)
    kind: str | None = None
    for at in _noun_phrase(lowers, number):
        found = person_nouns().match(lowers, at)
        if found is not None:
            kind = found[1].kind
    if kind is None:
        return _bare_people(lowers, number, around)
    if around & fates()["rescued"] and kind not in ("officials", "leaders", "journalists"):
        return "rescued"
    if kind in ("soldiers", "security_forces", "police", "peacekeepers", "fighters"):
        return "troop strength"
    return "exposed" if around & fates()["exposed"] else "other count"


def _around(lowers: tuple[str, ...], number: Number) -> frozenset[str]:
    """The words near the number; "the release said" is a paper."""
    begin, end = max(0, number.first - 6), min(len(lowers), number.last + 9)
    paper = ("said", "says", ",", ".")
    return frozenset(lowers[at] for at in range(begin, end) if lowers[at] != "release" or _word(lowers, at + 1) not in paper)


def _bare_people(lowers: tuple[str, ...], number: Number, around: frozenset[str]) -> str | None:
    """A number that stands for people named before: '19 were released', '45 were aboard', 'returned 12 of the hostages'."""
    after = _word(lowers, number.last)
    if after and after[0].isalpha() and not _is_verbal(after) and not is_adverb(after):
        return None
    behind = frozenset(lowers[number.last : number.last + 5])
    if behind & fates()["rescued"] or around & frozenset(("hostages", "prisoners", "detainees", "captives")):
        return "rescued"
    return "exposed" if behind & frozenset(("aboard", "onboard")) else None
