"""Takes one line and where it stands; gives the reason why it is no part of the article, or None. The rules are lexicon/en/blocks.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from tollbook.lexicon.load import must, table

Where = Literal["anywhere", "inside", "top", "end", "edge", "tail"]
Then = Literal["word", "colon", "end"]

FILE = ("en", "blocks.yaml")
_LONGEST_LINE = 600
_LEAD = re.compile(r"^[\s\[(«»›>*•◆▶#|–—-]+")
_COLON = re.compile(r"\s*[:|»›>]|\s+[–—-]\s")
_SIGNS = re.compile(r"[\W_]*")
_SENTENCE_END = re.compile(r"[.!][\"'”’)\]]*$")
_SEPARATE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands among the lines of its report."""

    first: bool = False
    top: bool = False
    end: bool = False


@dataclass(frozen=True, slots=True)
class LineRule:
    """One entry of blocks.yaml."""

    name: str
    reason: str
    starts: tuple[str, ...]
    then: Then
    pattern: re.Pattern[str] | None
    max_words: int
    open_ended: bool
    where: Where
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    def holds(self, line: str, place: Place) -> bool:
        """Whether the line passes every condition of the rule."""
        if self.where == "tail" or not _stands(self.where, place) or len(line.split()) > self.max_words:
            return False
        if self.open_ended and _SENTENCE_END.search(line):
            return False
        if self.pattern is not None and self.pattern.fullmatch(line) is None:
            return False
        return not self.starts or self._opens(folded(_LEAD.sub("", line)))

    def _opens(self, line: str) -> bool:
        for phrase in self.starts:
            if not line.startswith(phrase):
                continue
            rest = line[len(phrase) :]
            if self.then == "colon" and (_COLON.match(rest) or phrase.endswith(":")):
                return True
            if self.then == "end" and _SIGNS.fullmatch(rest):
                return True
            if self.then == "word" and (not rest or not rest[0].isalnum()):
                return True
        return False


@dataclass(frozen=True, slots=True)
class BlockTable:
    """The whole of blocks.yaml, checked."""

    rules: tuple[LineRule, ...]
    toll_words: frozenset[str]
    number_words: frozenset[str]
    function_words: frozenset[str]
    link_separators: tuple[str, ...]
    agencies: tuple[tuple[str, str], ...]
    """(folded name as credited, name that is kept), longest first."""


def folded(line: str) -> str:
    """Lower case, straight apostrophes, single blanks."""
    return _SEPARATE.sub(" ", line.replace("’", "'").replace("‘", "'")).strip().lower()


def not_article_reason(line: str, place: Place) -> str | None:
    """The reason of the first rule that holds for the line."""
    if len(line) > _LONGEST_LINE:
        return None
    return next((rule.reason for rule in block_table().rules if rule.holds(line, place)), None)


def tail_start(paragraph: str) -> tuple[int, str] | None:
    """Where a credit at the end of a paragraph begins, with the reason; None when there is none."""
    offset = max(0, len(paragraph) - _LONGEST_LINE)
    for rule in block_table().rules:
        if rule.where == "tail" and rule.pattern is not None:
            found = rule.pattern.search(paragraph, offset)
            if found is not None:
                return found.start(), rule.reason
    return None


def is_sentence_end(line: str) -> bool:
    """Whether the line closes as a sentence does."""
    return _SENTENCE_END.search(line) is not None


def _stands(where: Where, place: Place) -> bool:
    match where:
        case "inside":
            return not place.first
        case "top":
            return place.top
        case "end":
            return place.end
        case "edge":
            return place.top or place.end
        case _:
            return True


@cache
def block_table() -> BlockTable:
    """blocks.yaml as checked values; raises BadLexicon when its shape is wrong."""
    data = table(*FILE)
    must(isinstance(data, dict), FILE, "the file is no mapping", "restore it from the released file")
    for key in ("rules", "toll_words", "number_words", "function_words", "link_separators"):
        must(isinstance(data.get(key), list), FILE, f"{key!r} is missing or no list", "restore it from the released file")
    must(isinstance(data.get("agencies"), dict), FILE, "'agencies' is missing or no mapping", "restore it from the released file")
    names = sorted(
        ((folded(str(alias)), str(name)) for name, aliases in data["agencies"].items() for alias in aliases),
        key=lambda pair: (-len(pair[0]), pair),
    )
    return BlockTable(
        rules=tuple(_rule(entry) for entry in data["rules"]),
        toll_words=frozenset(str(word) for word in data["toll_words"]),
        number_words=frozenset(str(word) for word in data["number_words"]),
        function_words=frozenset(str(word) for word in data["function_words"]),
        link_separators=tuple(str(sign) for sign in data["link_separators"]),
        agencies=tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair))),
    )


def _rule(entry: Any) -> LineRule:
    must(isinstance(entry, dict) and "name" in entry, FILE, "a rule has no name", "give every rule a name")
    name = str(entry["name"])
    must("reason" in entry, FILE, f"rule {name!r} has no reason", "say in a few words what such a line is")
    must("starts" in entry or "pattern" in entry, FILE, f"rule {name!r} has neither starts nor pattern", "add one")
    must(
        bool(entry.get("positive")) and bool(entry.get("negative")),
        FILE,
        f"rule {name!r} lacks examples",
        "add positive and negative lines",
    )
    must(entry.get("then", "word") in ("word", "colon", "end"), FILE, f"rule {name!r}: then is wrong", "use word, colon or end")
    where = entry.get("where", "anywhere")
    must(where in ("anywhere", "inside", "top", "end", "edge", "tail"), FILE, f"rule {name!r}: where is wrong", "see the head of the file")
    return LineRule(
        name=name,
        reason=str(entry["reason"]),
        starts=tuple(sorted((folded(str(phrase)) for phrase in entry.get("starts", ())), key=lambda phrase: (-len(phrase), phrase))),
        then=entry.get("then", "word"),
        pattern=_pattern(name, entry.get("pattern")),
        max_words=int(entry.get("max_words", 60)),
        open_ended=bool(entry.get("open", False)),
        where=where,
        positive=tuple(str(line) for line in entry["positive"]),
        negative=tuple(str(line) for line in entry["negative"]),
    )


def _pattern(name: str, expression: Any) -> re.Pattern[str] | None:
    if expression is None:
        return None
    try:
        return re.compile(str(expression))
    except re.error as error:
        must(False, FILE, f"rule {name!r}: the pattern is no regular expression ({error})", "correct it")
        raise
