"""Takes an opening tag; gives the part of the page that it begins ("navigation", "caption"), by the table in lexicon/en/blocks.yaml. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tollbook.lexicon.load import must, table
from tollbook.read.line_rules import FILE
from tollbook.read.markup import Token

_WHOLE_PAGE = frozenset(["html", "body", "main", "article", "h1"])
_ROLES = {
    "navigation": "navigation",
    "contentinfo": "page footer",
    "complementary": "aside",
    "dialog": "site notice",
    "search": "form control",
}
_SPLIT = re.compile(r"[\s_]+")
_PARTS = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class PartTable:
    """Reasons by element name and by class word; `never` are the parts that are no article whatever the extractor says."""

    elements: dict[str, str]
    words: dict[str, str]
    never: frozenset[str]


def part_of(token: Token) -> str | None:
    """The part that the element begins, None when it says nothing."""
    if token.name in _WHOLE_PAGE:
        return None
    known = part_table()
    named = known.elements.get(token.name)
    if named is not None:
        return named
    role = _ROLES.get(token.attribute("role") or "")
    if role is not None:
        return role
    for words in (token.attribute("class"), token.attribute("id")):
        found = _by_words(words[:300]) if words else None
        if found is not None:
            return found
    return None


def _by_words(names: str) -> str | None:
    known = part_table().words
    for name in _SPLIT.split(names):
        if name.lower() in known:
            return known[name.lower()]
        for word in _PARTS.split(name):
            if word.lower() in known:
                return known[word.lower()]
    return None


@cache
def part_table() -> PartTable:
    """The page_parts of blocks.yaml, checked."""
    data = table(*FILE)
    parts = data.get("page_parts")
    must(
        isinstance(parts, dict) and isinstance(data.get("never"), list), FILE, "page_parts or never is missing", "restore the released file"
    )
    elements: dict[str, str] = {}
    words: dict[str, str] = {}
    for reason, entry in parts.items():
        shaped = isinstance(entry, dict) and isinstance(entry.get("elements"), list) and isinstance(entry.get("words"), list)
        must(shaped, FILE, f"page part {reason!r} is of the wrong form", "give it elements and words, both lists")
        elements.update((str(name), str(reason)) for name in entry["elements"])
        words.update((str(word), str(reason)) for word in entry["words"])
    return PartTable(elements, words, frozenset(str(reason) for reason in data["never"]))
