"""Takes word lists; gives a matcher of one- and many-word phrases over tokens, longest first. Knows nothing of what the phrases mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from tollbook.text.document import Token, tokenize

V = TypeVar("V")


class PhraseTable(Generic[V]):
    """Phrases of lower-case words with a value each."""

    def __init__(self, entries: Mapping[str, V] | Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        for phrase, value in pairs:
            words = tuple(token.lower for token in tokenize(phrase, 0, len(phrase)))
            self._by_first.setdefault(words[0], []).append((words, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def match(self, lowers: tuple[str, ...], at: int) -> tuple[int, V] | None:
        """The longest phrase that starts at token `at`: (index after its last token, value)."""
        return self._longest(lowers, at, len(lowers))

    def match_ending(self, lowers: tuple[str, ...], end: int, longest: int = 4) -> tuple[int, V] | None:
        """The longest phrase that ends before token `end`: (index of its first token, value)."""
        for start in range(max(0, end - longest), end):
            found = self._longest(lowers, start, end)
            if found is not None and found[0] == end:
                return start, found[1]
        return None

    def _longest(self, lowers: tuple[str, ...], at: int, end: int) -> tuple[int, V] | None:
        for words, value in self._by_first.get(lowers[at], ()):
            if at + len(words) <= end and lowers[at : at + len(words)] == words:
                return at + len(words), value
        return None

    def __contains__(self, word: str) -> bool:
        found = self.match((word,), 0)
        return found is not None


def is_adjacent(left: Token, right: Token) -> bool:
    """Whether no character stands between two tokens."""
    return left.end == right.start
