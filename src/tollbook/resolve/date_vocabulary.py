"""Takes lexicon/en/dates.yaml; gives its words as look-ups and as pieces of patterns. Never decides what a date means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.load import must, table

_FILE = ("en", "dates.yaml")


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day: pattern of its names, the table it stands in, how it is reckoned, and the words it needs before it. `base` is the rite of an Easter,
    the month of a Jewish feast, or the day that a name means."""

    pattern: str
    kind: str
    month: int
    day: int
    days: int
    number: int
    base: str
    needs: str
    cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Look-ups by lower-case word and pattern pieces (`*_re`, without groups)."""

    months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    counts: dict[str, int]
    vague: dict[str, tuple[int, int]]
    ordinals: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    decades: dict[str, int]
    parts: dict[str, str]
    month_parts: dict[str, tuple[int, int | None]]
    year_parts: dict[str, tuple[int, int]]
    doubtful_months: frozenset[str]
    not_before_weekday: frozenset[str]
    not_after_weekday: frozenset[str]
    not_after_date: frozenset[str]
    year_prepositions: frozenset[str]
    year_nouns: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    not_past: frozenset[str]
    intent: frozenset[str]
    past_nouns: frozenset[str]
    lasting: frozenset[str]
    counted: frozenset[str]
    money: frozenset[str]
    games: frozenset[str]
    breaks: frozenset[str]
    feasts: tuple[Feast, ...]
    not_after_feast: frozenset[str]
    hijri_months: dict[str, int]
    persian_months: dict[str, int]
    doubtful_calendar_months: frozenset[str]
    loose_seasons: frozenset[str]

    def month(self, word: str) -> int:
        return self.months[word.lower().rstrip(".")]

    def count(self, word: str) -> int:
        """The number that a figure or number word stands for."""
        plain = word.lower()
        return int(plain) if plain.isdigit() else self.counts[plain]

    def day_of(self, word: str) -> int:
        """The day of the month that "22", "22nd" or "twenty-second" stands for."""
        digits = re.match(r"\d+", word)
        return int(digits.group()) if digits else self.ordinals[word.lower()]


def alternatives(words: Iterable[str]) -> str:
    """A pattern piece that matches any of the words, longest first, with typographic apostrophes and flexible spaces."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s") for word in longest) + ")"


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of dates; raises BadLexicon when the file is wrong."""
    data = table(*_FILE)
    keys = "months weekdays counts vague_counts ordinals seasons part_words month_parts year_parts hijri_months persian_months"
    for key in (*keys.split(), *_FEASTS):
        must(isinstance(data, dict) and key in data, _FILE, f"`{key}` is missing", "put the table back")
    must(sorted(data["months"]) == list(range(1, 13)), _FILE, "`months` needs the keys 1 to 12", "correct that table")
    must(sorted(data["weekdays"].values()) == list(range(7)), _FILE, "`weekdays` needs the values 0 to 6", "correct that table")
    must(len(data["ordinals"]) == 31, _FILE, "`ordinals` needs 31 words", "correct that list")
    return Vocabulary(
        months={name.lower(): number for number, names in data["months"].items() for name in names},
        weekdays={name.lower(): number for name, number in data["weekdays"].items()},
        short_weekdays={name.lower(): number for name, number in data["short_weekdays"].items()},
        counts=dict(data["counts"]),
        vague={words: (low, high) for words, (low, high) in data["vague_counts"].items()},
        ordinals={word: number for number, word in enumerate(data["ordinals"], 1)},
        seasons={word: (first, code) for word, (first, code) in data["seasons"].items()},
        decades=dict(data["decades"]),
        parts={words: part for part, phrases in data["part_words"].items() for words in phrases},
        month_parts={part: (first, last) for part, (first, last) in data["month_parts"].items()},
        year_parts={part: (first, last) for part, (first, last) in data["year_parts"].items()},
        doubtful_months=frozenset(name.lower() for name in data["doubtful_months"]),
        not_before_weekday=frozenset(data["not_before_weekday"]),
        not_after_weekday=frozenset(data["not_after_weekday"]),
        not_after_date=frozenset(data["not_after_date"]),
        year_prepositions=frozenset(data["year_prepositions"]),
        year_nouns=frozenset(data["year_nouns"]),
        future=frozenset(data["future_words"]),
        past=frozenset(data["past_words"]),
        present=frozenset(data["present_words"]),
        not_past=frozenset(data["not_past_words"]),
        intent=frozenset(data["intent_words"]),
        past_nouns=frozenset(data["past_nouns"]),
        lasting=frozenset(data["lasting_words"]),
        counted=frozenset(data["counted_nouns"]),
        money=frozenset(data["money_words"]),
        games=frozenset(data["game_words"]),
        breaks=frozenset(data["clause_breaks"]),
        feasts=tuple(_feasts(data)),
        not_after_feast=frozenset(data["not_after_feast"]),
        hijri_months={name.lower(): number for number, names in data["hijri_months"].items() for name in names},
        persian_months={name.lower(): number for number, names in data["persian_months"].items() for name in names},
        doubtful_calendar_months=frozenset(name.lower() for name in data["doubtful_calendar_months"]),
        loose_seasons=frozenset(data["loose_seasons"]),
    )


_FEASTS = ("holidays", "weekday_holidays", "easter", "islamic", "hebrew", "persian", "named", "unreckoned")


def _feasts(data: dict[str, list[dict[str, object]]]) -> list[Feast]:
    found = []
    for kind in _FEASTS:
        for told in data[kind]:
            entry = told if isinstance(told, dict) else {"names": [told]}
            names = entry.get("names")
            must(isinstance(names, list) and bool(names), _FILE, f"an entry of `{kind}` has no `names`", "list the names of the day")
            assert isinstance(names, list)
            needs = entry.get("needs", [])
            assert isinstance(needs, list)
            month = entry.get("month", 0)
            found.append(
                Feast(
                    pattern=alternatives(names),
                    kind=kind,
                    month=month if isinstance(month, int) else 0,
                    day=int(str(next((entry[key] for key in ("day", "shift", "weekday") if key in entry), 0))),
                    days=int(str(entry.get("days", 1))),
                    number=int(str(entry.get("number", 0))),
                    base=str(entry.get("rite") or entry.get("date") or month),
                    needs=alternatives(needs) if needs else "",
                    cues=_cues(names),
                )
            )
    return found


def _cues(names: list[str]) -> frozenset[str]:
    """The first tokens of names, as a sentence would hold them."""
    first = (re.split(r"[\s-]", name.lower())[0] for name in names)
    return frozenset("#" if word[0].isdigit() else word.rstrip(".") for word in first)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of patterns, made once from the vocabulary."""

    month: str
    weekday: str
    day: str
    year: str
    count: str
    part: str
    dayname: str


@cache
def pieces() -> Pieces:
    words = vocabulary()
    full = [name for name in words.months if len(name) > 3 and name != "sept"] + ["may"]
    short = sorted({name for name in words.months if len(name) <= 4} - {"may", "june", "july"}, key=lambda name: (-len(name), name))
    month = rf"(?:{alternatives(full)}\b|(?:{'|'.join(short)})\b\.?)"
    weekday = alternatives(words.weekdays)
    spelled = alternatives(words.ordinals)
    return Pieces(
        month=month,
        weekday=weekday,
        day=rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b|{spelled}\b)",
        year=r"(?:1[89]\d\d|20\d\d)\b",
        count=rf"(?:\d{{1,4}}|{alternatives(words.counts)})\b",
        part=alternatives(words.parts),
        dayname=rf"(?:(?:{weekday}|(?:{alternatives(words.short_weekdays)})\b\.?),?\s)",
    )
