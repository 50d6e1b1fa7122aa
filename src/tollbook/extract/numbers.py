"""Takes a sentence; gives its numbers with value, bounds and qualifier, in digits, words, ranges and vague words. Never says what is counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from tollbook.extract.phrases import PhraseTable, is_adjacent
from tollbook.lexicon.load import must, table
from tollbook.lexicon.profiles import Profile
from tollbook.model.claim import Qualifier
from tollbook.text.document import Sentence, Token

_MOST = 10**12


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase of a sentence: tokens first..last (last excluded) with the qualifier's words, `core` where the number itself starts.

    `form` is digits, words, range or vague. `plain` is the number without its qualifier; None for vague words and ranges.
    """

    first: int
    core: int
    last: int
    minimum: int | None
    maximum: int | None
    qualifier: Qualifier
    form: str
    plain: int | None


@dataclass(frozen=True, slots=True)
class _Words:
    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    before: PhraseTable[str]
    after: PhraseTable[str]


@cache
def _words() -> _Words:
    parts = ("en", "numbers.yaml")
    data = table(*parts)
    for key in ("units", "tens", "scales", "qualifiers", "trailing"):
        must(key in data, parts, f"the key {key} is missing", "add it")
    return _Words(
        data["units"],
        data["tens"],
        data["scales"],
        PhraseTable([(row["words"], row["qualifier"] or "null") for row in data["qualifiers"]]),
        PhraseTable([(row["words"], row["qualifier"]) for row in data["trailing"]]),
    )


def is_number_word(word: str) -> bool:
    """Whether the word alone is a number word ("three", "twenty", "dozens")."""
    words = _words()
    return word in words.units or word in words.tens or word in ("several", "dozens", "hundreds", "thousands", "dozen")


@cache
def _vague(profile: Profile) -> PhraseTable[tuple[int | None, int | None]]:
    return PhraseTable(dict(profile.vague))


@cache
def _rough(profile: Profile) -> PhraseTable[int]:
    return PhraseTable(dict(profile.rough))


def find_numbers(sentence: Sentence, profile: Profile) -> tuple[Number, ...]:
    """Every number of the sentence in order; overlapping readings never both stand."""
    lowers = sentence.lowers()
    found: list[Number] = []
    at = 0
    while at < len(lowers):
        number = _number_at(sentence.tokens, lowers, at, profile)
        if number is None:
            at += 1
            continue
        number = _with_trailing(sentence.tokens, lowers, _with_qualifier(lowers, number, found[-1].last if found else 0))
        found.append(number)
        at = number.last
    return tuple(found)


def _number_at(tokens: tuple[Token, ...], lowers: tuple[str, ...], at: int, profile: Profile) -> Number | None:
    rough = _rough(profile).match(lowers, at)
    vague = _vague(profile).match(lowers, at)
    if rough is not None and (vague is None or rough[0] >= vague[0]):
        return Number(at, at, _skip_of(lowers, rough[0]), rough[1], rough[1], "about", "words", rough[1])
    if vague is not None and not _is_no_count(tokens, lowers, at):
        return _vague_number(lowers, at, vague[0], vague[1])
    if lowers[at] == "between":
        return _between(tokens, lowers, at)
    first = _cardinal(tokens, lowers, at)
    if first is None:
        return None
    last, value = first
    joined = None if _is_update(lowers, at, last) else _range_end(tokens, lowers, last, value)
    if joined is not None:
        return Number(at, at, joined[0], value, joined[1], "between", "range", None)
    form = "digits" if tokens[at].is_number else "words"
    return Number(at, at, last, value, value, "exact", form, value)


def _is_no_count(tokens: tuple[Token, ...], lowers: tuple[str, ...], at: int) -> bool:
    """'some 40' bounds a number, 'as many as' too; 'how many', 'so many' and 'many of his' ask or describe."""
    if lowers[at] == "some":
        return _cardinal(tokens, lowers, at + 1) is not None
    return lowers[at] in ("many", "few") and at > 0 and lowers[at - 1] in ("as", "how", "so", "too")


def _vague_number(lowers: tuple[str, ...], at: int, last: int, bounds: tuple[int | None, int | None]) -> Number:
    phrase = " ".join(lowers[at:last])
    if not phrase.endswith(" of"):
        last = _skip_of(lowers, last)
    return Number(at, at, last, bounds[0], bounds[1], "vague", "vague", None)


def _skip_of(lowers: tuple[str, ...], last: int) -> int:
    """'dozens of people' counts people; 'dozens of the dead' and 'several of them' are partitives and keep their 'of' outside."""
    if (
        last + 1 < len(lowers)
        and lowers[last] == "of"
        and lowers[last + 1] not in ("the", "them", "those", "these", "whom", "his", "her", "its", "their")
    ):
        return last + 1
    return last


def _cardinal(tokens: tuple[Token, ...], lowers: tuple[str, ...], at: int) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    if tokens[at].is_number:
        return _digits(tokens, lowers, at)
    return _spelt(tokens, lowers, at)


def _digits(tokens: tuple[Token, ...], lowers: tuple[str, ...], at: int) -> tuple[int, int] | None:
    if at and is_adjacent(tokens[at - 1], tokens[at]) and (tokens[at - 1].is_word or tokens[at - 1].text in "_#"):
        return None
    value = _plain(tokens[at].text)
    last = at + 1
    if last < len(tokens) and lowers[last] in _words().scales:
        value *= _words().scales[lowers[last]]
        last += 1
    elif last < len(tokens) and is_adjacent(tokens[at], tokens[last]) and lowers[last] in ("m", "mn", "bn", "k"):
        value *= {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000}[lowers[last]]
        last += 1
    elif last < len(tokens) and is_adjacent(tokens[at], tokens[last]) and tokens[last].is_word:
        return None  # an ordinal or a code: 5th, 155mm
    if value > _MOST or value != int(value):
        return None
    return last, int(value)


def _plain(text: str) -> float:
    """The value of a digit token: commas before groups of three are separators, a lone full stop is a decimal point."""
    head, _, tail = text.partition(".")
    if "," in head:
        parts = head.split(",")
        head = "".join(parts) if all(len(part) == 3 for part in parts[1:]) else parts[0] + "." + "".join(parts[1:])
    if tail and ("." in head or not tail.isdecimal()):
        return float("inf")
    digits = f"{head}.{tail}" if tail else head
    return float(digits) if len(digits) < 16 else float("inf")


def _spelt(tokens: tuple[Token, ...], lowers: tuple[str, ...], at: int) -> tuple[int, int] | None:
    words = _words()
    total, current, last, seen, ceiling = 0, 0, at, False, _MOST
    before_and: tuple[int, int] | None = None
    while last < len(lowers):
        word = lowers[last]
        if word in words.units and (current % 100 == 0 or (current % 10 == 0 and words.units[word] < 10 and _joined(tokens, lowers, last))):
            current += words.units[word]
        elif word in words.tens and current % 100 == 0:
            current += words.tens[word]
        elif word in words.scales and (seen or _article_scale(lowers, at, last)):
            scale = words.scales[word]
            if scale >= ceiling or (scale < 1000 and current >= 100):
                return before_and or (last, total + current)  # "one hundred and two hundred": the second begins behind "and"
            if scale >= 1000:
                total, current, ceiling = total + (current or 1) * scale, 0, scale
            else:
                current = (current or 1) * scale
        elif word in ("a",) and not seen and last + 1 < len(lowers) and lowers[last + 1] in ("hundred", "thousand", "million"):
            last += 1
            continue
        elif (word == "-" or word == "and") and seen and _continues(tokens, lowers, last, word):
            before_and = (last, total + current) if word == "and" else before_and
            last += 1
            continue
        else:
            break
        seen = True
        last += 1
    return (last, total + current) if seen else None


def _article_scale(lowers: tuple[str, ...], at: int, last: int) -> bool:
    return last == at + 1 and lowers[at] == "a"


def _joined(tokens: tuple[Token, ...], lowers: tuple[str, ...], last: int) -> bool:
    return lowers[last - 1] in ("-", "and") or lowers[last - 1] in _words().tens


def _continues(tokens: tuple[Token, ...], lowers: tuple[str, ...], at: int, word: str) -> bool:
    words = _words()
    if at + 1 >= len(lowers):
        return False
    following = lowers[at + 1]
    if word == "-":
        tight = is_adjacent(tokens[at - 1], tokens[at]) and is_adjacent(tokens[at], tokens[at + 1])
        return tight and lowers[at - 1] in words.tens and words.units.get(following, 10) < 10
    return lowers[at - 1] in ("hundred", "thousand") and (following in words.units or following in words.tens)


_CHANGES = frozenset(
    "rose rise risen rises rising climbed climbs climbing increased increases increasing jumped grew grown went revised raised up toll number".split()
)


def _is_update(lowers: tuple[str, ...], at: int, last: int) -> bool:
    """'rose from 12 to 15' tells an old and a new figure, no range."""
    before = lowers[max(0, at - 6) : at]
    return last < len(lowers) and lowers[last] == "to" and "from" in before[-3:] and any(word in _CHANGES for word in before)


def _range_end(tokens: tuple[Token, ...], lowers: tuple[str, ...], last: int, low: int) -> tuple[int, int] | None:
    """The upper end of "40 to 60", "40-60", "five or six" when a greater cardinal follows directly."""
    if last + 1 >= len(lowers) or lowers[last] not in ("to", "-", "–", "—", "or"):
        return None
    second = _cardinal(tokens, lowers, last + 1)
    if second is None or second[1] <= low:
        return None
    if lowers[last] in ("-", "–", "—") and not is_adjacent(tokens[last], tokens[last + 1]):
        return None
    return second


def _between(tokens: tuple[Token, ...], lowers: tuple[str, ...], at: int) -> Number | None:
    """'between one hundred and one hundred and ten': the first joint with a number that ends at it and a greater one behind it."""
    for joint in range(at + 2, min(at + 12, len(lowers) - 1)):
        if lowers[joint] not in ("and", "to", "-", "–"):
            continue
        low = _cardinal(tokens[:joint], lowers[:joint], at + 1)
        high = _cardinal(tokens, lowers, joint + 1)
        if low is not None and low[0] == joint and high is not None and high[1] >= low[1]:
            return Number(at, at, high[0], low[1], high[1], "between", "range", None)
    return None


def _with_qualifier(lowers: tuple[str, ...], number: Number, floor: int) -> Number:
    """Bind the words that stand directly before the number; two may stack ("at least some 40", "at least another 12")."""
    for _ in range(3):
        found = _words().before.match_ending(lowers, number.first)
        if found is None or found[0] < floor:
            return number
        first, word = found
        if number.form == "vague" and word == "about":
            return number
        number = (
            replace(number, first=first)
            if word == "null" or number.qualifier not in ("exact", "about", "vague")
            else _bound(number, first, word)
        )
    return number


def _bound(number: Number, first: int, word: str) -> Number:
    low, high = number.minimum, number.maximum
    match word:
        case "at_least":
            return replace(number, first=first, maximum=None, qualifier="at_least")
        case "more_than":
            return replace(number, first=first, minimum=None if low is None else low + 1, maximum=None, qualifier="more_than")
        case "at_most":
            return replace(number, first=first, minimum=None, maximum=high if high is not None else low, qualifier="at_most")
        case "fewer_than":
            top = high if high is not None else low
            return replace(number, first=first, minimum=None, maximum=None if top is None else top - 1, qualifier="fewer_than")
        case _:
            return replace(number, first=first, qualifier="about" if number.qualifier == "exact" else number.qualifier)


def _with_trailing(tokens: tuple[Token, ...], lowers: tuple[str, ...], number: Number) -> Number:
    if number.qualifier != "exact" or number.last >= len(lowers):
        return number
    found = _words().after.match(lowers, number.last)
    if found is None:
        return number
    last, word = found
    if lowers[number.last] == "at" and last < len(lowers) and _cardinal(tokens, lowers, last) is not None:
        return number
    return replace(_bound(number, number.first, word), last=last)
