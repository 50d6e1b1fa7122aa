"""Takes a sentence; gives its words folded for comparing names, with what stands between them. Names are matched over these, never over raw text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tollbook.resolve.actor_lexicon import fold
from tollbook.text.document import Sentence, Token, tokenize

_ELISION = re.compile(r"[LlDd]['’][A-Z]{2}")
_JOIN = re.compile(r"[\s\-–—‑'’ʼ‘`/]*")
_LIGHT = frozenset({"al", "el", "ul", "ad", "as", "ash", "e", "i", "the", "wal", "ibn", "bin"})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number: its token, folded form, what stands before it, and whether its capitals mean anything."""

    token: Token
    folded: str
    gap: str
    telling: bool

    @property
    def joined(self) -> bool:
        """Does nothing but space, hyphen or apostrophe part it from the word before?"""
        return _JOIN.fullmatch(self.gap) is not None

    @property
    def capital(self) -> bool:
        return self.token.text[0].isupper()

    @property
    def possessive(self) -> bool:
        return self.token.lower.endswith("'s")


def words_of(sentence: Sentence, text: str) -> tuple[Word, ...]:
    """The words of a sentence. In a sentence of capitals no capital is telling."""
    tokens = [token for token in sentence.tokens if token.is_word or token.is_number]
    lettered = [token for token in tokens if len(token.text) > 1 and token.is_word]
    shouted = sum(token.text.isupper() for token in lettered)
    telling = len(lettered) < 4 or shouted * 10 < len(lettered) * 7
    found = []
    last = sentence.start
    for token in map(_without_article, tokens):
        found.append(Word(token, fold(token.text), text[last : token.start], telling))
        last = token.end
    return tuple(found)


def _without_article(token: Token) -> Token:
    """ "l'UPC" in a French title is the short form behind its article."""
    if not _ELISION.match(token.text):
        return token
    return replace(token, text=token.text[2:], lower=token.lower[2:], start=token.start + 2)


@dataclass(frozen=True, slots=True)
class _Form(Generic[T]):
    tokens: tuple[str, ...]
    shapes: tuple[str, ...]  # a any, c capital, m two capitals or more ("LeT"), u upper case
    bracket: bool
    comma: bool
    value: T


class NameIndex(Generic[T]):
    """Names by their first two words; finds the longest that stands at a place."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        found: dict[tuple[str, ...], list[_Form[T]]] = {}
        for name, value in entries:
            tokens = [token for token in tokenize(name, 0, len(name)) if token.is_word or token.is_number]
            if tokens:
                shapes = tuple(_shape(token.text) for token in tokens)
                form = _Form(tuple(fold(token.text) for token in tokens), shapes, "(" in name, "," in name, value)
                found.setdefault(form.tokens[:2], []).append(form)
        self._forms = {first: sorted(forms, key=lambda form: -len(form.tokens)) for first, forms in found.items()}

    def at(self, words: tuple[Word, ...], at: int) -> tuple[int, list[T]]:
        """How many words the longest name at `at` takes and all that bear it; (0, []) for none."""
        length, values = 0, []
        first = words[at].folded
        longer = self._forms.get((first, words[at + 1].folded), ()) if at + 1 < len(words) else ()
        for form in (*longer, *self._forms.get((first,), ())):
            if len(form.tokens) < length:
                break
            if _fits(form, words, at):
                length = len(form.tokens)
                values.append(form.value)
        return length, values


def _shape(word: str) -> str:
    if fold(word) in _LIGHT or not word[0].isalpha():
        return "a"
    plain = word.replace("'", "").replace("’", "").removesuffix("s") if len(word) > 3 else word
    if plain.replace(".", "").isupper() and len(plain) > 1:
        return "u"
    if len(plain) <= 4 and sum(sign.isupper() for sign in plain) > 1:
        return "m"
    return "c" if word[0].isupper() else "a"


def _fits(form: _Form[T], words: tuple[Word, ...], at: int) -> bool:
    if at + len(form.tokens) > len(words):
        return False
    for step, (folded, shape) in enumerate(zip(form.tokens, form.shapes, strict=True)):
        word = words[at + step]
        if word.folded != folded or (step and not word.joined and not _parted(form, word.gap.strip())):
            return False
        if shape == "c" and not word.capital:
            return False
        if shape == "m" and sum(sign.isupper() for sign in word.token.text) < 2:
            return False
        if shape == "u" and not word.token.text.removesuffix("'s").removesuffix("’s").replace(".", "").rstrip("s").isupper():
            return False
    return True


def _parted(form: _Form[T], sign: str) -> bool:
    """Whether the name itself holds the bracket or comma that stands before a word."""
    return (form.bracket and sign in ("(", ")")) or (form.comma and sign == ",")


def phrase_at(words: tuple[Word, ...], at: int, tokens: tuple[str, ...]) -> bool:
    """Do these folded words stand at `at`, joined to one another?"""
    if at + len(tokens) > len(words):
        return False
    return all(words[at + step].folded == folded and (not step or words[at + step].joined) for step, folded in enumerate(tokens))
