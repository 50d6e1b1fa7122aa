"""Takes HTML source; gives its tags, text and comments as tokens with their offsets. Linear in the source whatever it holds, never recursive.

A small tokenizer of our own, because offsets into the source are wanted and the usual parsers lose them (or lose text that is nested deeply).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["text", "open", "close", "raw"]

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']?[^\s>]*))?""")
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"])
_TAG_END = re.compile(r"[\s/]*>")
_MOST_UNCLOSED_TAGS = 3


def read_references(words: str) -> str:
    """Words with their character references read; as they are when one of them is a number beyond all measure."""
    try:
        return html.unescape(words) if "&" in words else words
    except ValueError:
        return words


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the source. `name` and `attributes` for tags; "raw" is the content of a script, style, title or the like, `name` its element."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, "" when it has none, None when it is not there."""
        return next((value for key, value in self.attributes if key == name), None)


class Markup:
    """The tokens of one source; `broken` counts comments and tags that are never closed."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._missing: dict[str, int] = {}
        self._unclosed_tags = 0
        self.broken = 0

    def tokens(self) -> Iterator[Token]:
        """All tokens, in order; together they cover every character that is text."""
        source = self._source
        at = 0
        text_start = 0
        while True:
            sign = source.find("<", at)
            if sign < 0 or sign + 1 >= len(source):
                break
            end, token = self._tag(sign)
            if end < 0:
                at = sign + 1
                continue
            if text_start < sign:
                yield Token("text", text_start, sign)
            if token is not None:
                yield token
            at = text_start = end
            if token is not None and token.kind == "open" and token.name in _RAW:
                at = text_start = self._raw_end(token)
                if token.end < at:
                    yield Token("raw", token.end, at, token.name)
        if text_start < len(source):
            yield Token("text", text_start, len(source))

    def _tag(self, sign: int) -> tuple[int, Token | None]:
        """The end of the construct at "<" and its token (None for comments and declarations); -1 when the sign is mere text."""
        source = self._source
        following = source[sign + 1]
        if following == "!":
            return self._declaration(sign), None
        if following == "?":
            return self._closing(">", sign + 2), None
        closing = following == "/"
        name = _NAME.match(source, sign + 1 + closing)
        if name is None:
            return (self._closing(">", sign + 2), None) if closing else (-1, None)
        if self._unclosed_tags >= _MOST_UNCLOSED_TAGS:
            return -1, None
        end, attributes = self._attributes(name.end())
        if end < 0:
            self.broken += 1
            self._unclosed_tags += 1
            return -1, None
        word = name.group().lower()
        return end, Token("close" if closing else "open", sign, end, word, () if closing else attributes)

    def _declaration(self, sign: int) -> int:
        source = self._source
        if source.startswith("<!--", sign):
            if source.startswith((">", "->"), sign + 4):
                return source.index(">", sign + 4) + 1
            return self._closing("-->", sign + 4)
        if source.startswith("<![CDATA[", sign):
            return self._closing("]]>", sign + 9)
        return self._closing(">", sign + 2)

    def _closing(self, mark: str, at: int) -> int:
        """The offset behind `mark`; a comment or declaration that nothing closes is passed over as far as its first sign only."""
        found = self._find(mark, at)
        if found >= 0:
            return found + len(mark)
        self.broken += 1
        return min(at, len(self._source))

    def _find(self, mark: str, at: int) -> int:
        """Like str.find, but a mark that was once not found is not looked for again."""
        if self._missing.get(mark, len(self._source) + 1) <= at:
            return -1
        found = self._source.find(mark, at)
        if found < 0:
            self._missing[mark] = at
        return found

    def _attributes(self, at: int) -> tuple[int, tuple[tuple[str, str], ...]]:
        source = self._source
        found: dict[str, str] = {}
        while (match := _ATTRIBUTE.match(source, at)) is not None:
            value = match[2] or ""
            if value[:1] in ("'", '"') and len(value) > 1 and value[-1] == value[0]:
                value = value[1:-1]
            found.setdefault(match[1].lower(), read_references(value))
            at = match.end()
        close = _TAG_END.match(source, at)
        return (close.end(), tuple(found.items())) if close else (-1, ())

    def _raw_end(self, token: Token) -> int:
        """Where the content of a script or the like ends: at its closing tag, or right at once when none follows."""
        key = f"</{token.name}"
        if self._missing.get(key, len(self._source) + 1) <= token.end:
            return token.end
        match = re.compile(re.escape(key) + r"(?=[\s/>])", re.IGNORECASE).search(self._source, token.end)
        if match is None:
            self._missing[key] = token.end
            self.broken += 1
            return token.end
        return match.start()
