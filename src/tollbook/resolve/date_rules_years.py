"""Takes years, decades, seasons and quarters; gives readings. Four digits alone are a year only where the words around say so."""

from __future__ import annotations

from tollbook.resolve import date_value as value
from tollbook.resolve.date_frame import Frame, Rule, rule
from tollbook.resolve.date_rules_written import year_part
from tollbook.resolve.date_value import Reading
from tollbook.resolve.date_vocabulary import alternatives, pieces, vocabulary

_P = pieces()
_W = vocabulary()
_NOT_NOUNS = frozenset(
    "and or of to in on at by for from with who that which was is are were had has have as than more not strong dead so but".split()
)
_AFTER_YEAR = frozenset(
    {"and", "as", "was", "is", "were", "are", "will", "would", "at", "in", "from", "to", "by", "after", "with", "but", "or"}
)
_VERBS = frozenset(("was", "is", "has", "does", "as", "us", "its", "this", "years", "across"))


def _year(frame: Frame) -> Reading | None:
    """A year behind a preposition of time; not a count ("in 2014 cases")."""
    if _counts(frame):
        return None
    number = int(frame.get("y"))
    if frame.published and number > frame.published.year + 30:
        return None
    return year_part(number, frame.get("part"), "written in full")


def _counts(frame: Frame) -> bool:
    word = frame.following
    text = frame.document.text[frame.end : frame.end + 2]
    hyphen = text[:1] == "-" and text != "--"
    if hyphen or word in ("%", "km", "metres", "meters", "percent", ":", "°"):
        return True
    if frame.previous in ("since", "until", "till", "from", "by", "during", "before", "after", "early", "late", "mid"):
        return False
    return word.lower() in _W.counted or (word.islower() and word.endswith("s") and word not in _VERBS and word not in _W.year_nouns)


def _year_noun(frame: Frame) -> Reading | None:
    """ "the 2014 war": a year before a noun that happens once, before a name, or, with "the" or "its", before one thing ("the 2014 budget")."""
    word, number = frame.following, int(frame.get("y"))
    near = [other.lower() for other in frame.after[: 3 if frame.get("det") else 1]]
    if near and near[0] in _W.counted:
        return None
    if any(other in _W.year_nouns for other in near):
        return value.year(number, "written in full")
    if not frame.get("det") or not _W.counted.isdisjoint(other.lower() for other in frame.after[:4]):
        return None  # "the 2000 Somali refugees"
    one_thing = word.islower() and len(word) > 2 and word[-1] not in "s" and not word.endswith(("ed", "ing")) and number % 100 != 0
    if frame.get("det").lower() not in ("the", "its", "his", "her", "their"):
        one_thing = False
    return value.year(number, "written in full") if word[:1].isupper() or (one_thing and word not in _NOT_NOUNS) else None


def _year_for(frame: Frame) -> Reading | None:
    """ "its forecast for 1990": a year near publication at the end of its phrase; any other number "for" something is a price or a count."""
    number, published = int(frame.get("y")), frame.published
    if published is None or abs(number - published.year) > 10 or (number % 100 == 0 and not frame.speaks_of(_W.money)):
        return None
    after = frame.following
    return value.year(number, "written in full") if not after or not after[0].isalnum() or after in _AFTER_YEAR else None


def _years(frame: Frame) -> Reading | None:
    first, last_words = int(frame.get("y")), frame.get("y2")
    last = int(last_words) if len(last_words) == 4 else first - first % 100 + int(last_words)
    if "and" in frame.match.group().split() and frame.previous not in ("between", "from"):
        return None  # "in 2014 and 2016" are two years
    if not first < last <= first + 120 or _counts(frame):
        return None
    return value.years(first, last, "both ends written")


def _decade(frame: Frame) -> Reading | None:
    words = frame.get("y").lower()
    digits = "".join(char for char in words if char.isdigit())  # "1970s", "1970's", "'70s"
    first = int(digits) if len(digits) == 4 else 1900 + _short_decade(words)
    if frame.previous in ("his", "her", "their", "my"):
        return None  # "in his eighties" is an age
    part = frame.get("part")
    if not part:
        return value.decade(first, "a decade")
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[_W.parts[" ".join(part.lower().replace("-", " ").split())]]
    return value.years(first + low, first + high, "part of a decade")


def _short_decade(words: str) -> int:
    return _W.decades[words] if words in _W.decades else int("".join(char for char in words if char.isdigit()))


_YEAR = rf"(?P<y>{_P.year})"
_PREP = alternatives(_W.year_prepositions)
_DECADE_CUES = frozenset(_W.decades) | {"s"}

RULES: tuple[Rule, ...] = (
    rule(
        "years",
        {"#"},
        rf"(?<![\d,.$£€/-]){_YEAR}(?:\sto\s|\sand\s|\suntil\s|\sthrough\s|\s?[-–—/]\s?)(?P<y2>(?:19|20)\d\d|\d\d)\b(?![-/:.]\d)(?!\s?(?:km|%))",
        _years,
    ),
    rule("year_part", {"#"}, rf"\b(?P<x>(?P<part>{_P.part}[\s-]){_YEAR})(?!\.\d|,\d|-\d)", _year),
    rule("year", {"#"}, rf"\b{_PREP}\s(?:the\syear\s)?(?P<x>{_YEAR})(?!\.\d|,\d|-\d|s\b)", _year),
    rule("year_bracket", {"#"}, rf"[(\[](?P<x>{_YEAR})[)\]]", _year),
    rule(
        "year_noun",
        {"#"},
        rf"\b(?P<det>the|a|an|its|their|his|her|last|during|that|under)?\s?(?P<x>(?<![\d,.$£€/-])\b{_YEAR})(?=\s[A-Za-z])",
        _year_noun,
    ),
    rule("year_for", {"for"}, rf"\bfor\s(?P<x>{_YEAR})(?![-–./:,]\d|s\b|\s?%)", _year_for),
    rule("year_genitive", {"#"}, rf"(?<![\d,.$£€/-])\b(?P<x>{_YEAR})['’]s\b", _year),
    rule("decade", {"#"}, rf"\b(?P<part>{_P.part}[\s-])?(?:the\s)?(?P<y>(?:1[89]|20)\d0['’]?s)\b", _decade),
    rule("decade_word", _DECADE_CUES, rf"\bthe\s(?P<x>(?P<part>{_P.part}[\s-])?(?P<y>['’]?[2-9]0s|{alternatives(_W.decades)}))\b", _decade),
)
