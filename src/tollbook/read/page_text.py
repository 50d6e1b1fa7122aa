"""Takes HTML source; gives its visible text once, cut into blocks, with a table of offsets back into the source. Judges nothing about the content.

Scripts, styles, hidden elements and comments are no text. Blanks are collapsed as a browser does, character references are read, and
invisible joiners are left out; the offset table knows of every such shift. Depth of nesting costs memory only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from tollbook.read.markup import Markup, Token, read_references
from tollbook.read.page_parts import part_of

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_NO_TEXT = frozenset(["noscript", "template", "svg", "object", "audio", "video", "canvas", "select", "datalist", "map", "applet"])
_SECTIONS = frozenset(
    ["html", "body", "main", "article", "section", "header", "footer", "nav", "aside", "menu", "dialog", "address", "hgroup"]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_GROUPS = frozenset(["div", "p", "pre", "blockquote", "center", "details", "summary", "figure", "figcaption", "hr"])
_LISTS = frozenset(["ul", "ol", "li", "dl", "dt", "dd", "dir"])
_TABLES = frozenset(["table", "caption", "thead", "tbody", "tfoot", "tr"])
_FORMS = frozenset(["form", "fieldset", "legend", "label", "button", "optgroup", "option"])
_BLOCK = _SECTIONS | _HEADINGS | _GROUPS | _LISTS | _TABLES | _FORMS
_CELLS = frozenset(["td", "th"])
_CLOSES_P = _BLOCK - {"html", "body", "button", "option", "optgroup", "label"}
_SIBLINGS = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
_FENCES = frozenset(["ul", "ol", "dl", "table", "menu", "dir"])
_SEARCH_DEPTH = 40
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RUN = re.compile(
    r"[ \t\n\r\f]+|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?|[\u00ad\u200b\ufeff\0]+|[^ \t\n\r\f&\u00ad\u200b\ufeff\0]+|&"
)
_BLANKS = " \t\n\r\f"
_INVISIBLE = "\u00ad\u200b\ufeff\0"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of the page: text[start:end], the element it stands in, the part of the page, and how much of it is link text."""

    start: int
    end: int
    element: str
    part: str | None
    listed: bool
    link_characters: int
    article: int = 0
    """The number of the article element that it stands in, 0 outside of any."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible text of a page and what was met on the way."""

    text: str
    blocks: tuple[PageBlock, ...]
    source_offsets: tuple[tuple[int, int], ...]
    hidden_characters: int
    depth: int
    elements: int
    broken: int

    def source_offset(self, offset: int) -> int:
        """Where in the source the character at a text offset stands."""
        at = bisect_right(self.source_offsets, (offset, len(self.text) * 100 + 2**60)) - 1
        text, source = self.source_offsets[max(at, 0)]
        return source + offset - text


@dataclass(slots=True)
class _Element:
    name: str
    hidden: bool
    part: str | None
    article: int


@dataclass(slots=True)
class _Builder:
    """The state of one pass. Text is kept as parts; `length` is the sum of them."""

    source: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    offsets: list[tuple[int, int]] = field(default_factory=list)
    shift: int | None = None
    blocks: list[PageBlock] = field(default_factory=list)
    stack: list[_Element] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    block_start: int = -1
    block_parts: int = 0
    block_links: int = 0
    gap: tuple[str, int] | None = None
    breaks: int = 0
    hidden_characters: int = 0
    depth: int = 0
    elements: int = 0
    articles: int = 0

    # -- text -----------------------------------------------------------------------------------------------------------------------

    def put(self, words: str, source: int) -> None:
        """Append characters that stand at `source`; what is not equal to the source there is a character reference."""
        if self.block_start < 0:
            if self.length:
                self._append("\n\n", source)
            self.block_start = self.length
            self.gap = None
        elif self.gap is not None:
            self._append(*self.gap)
            self.gap = None
        self.breaks = 0
        self._append(words, source)
        if self.counts["a"]:
            self.block_links += len(words)

    def _append(self, words: str, source: int) -> None:
        if self.shift != source - self.length:
            self.shift = source - self.length
            if self.offsets and self.offsets[-1][0] == self.length:
                self.offsets.pop()
            self.offsets.append((self.length, source))
        self.parts.append(words)
        self.length += len(words)

    def space(self, sign: str, source: int) -> None:
        """Remember a blank, a cell border or a line break: it is written before the next character of the same block, if one comes."""
        if self.block_start >= 0 and (self.gap is None or (self.gap[0] == " " and sign != " ")):
            self.gap = (sign, source)

    def flush(self) -> None:
        """End the block."""
        if self.block_start >= 0:
            top = self.stack[-1] if self.stack else _Element("body", False, None, 0)
            listed = bool(self.counts["li"] or self.counts["dd"])
            links = self.block_links
            self.blocks.append(PageBlock(self.block_start, self.length, self._element(), top.part, listed, links, top.article))
        self.block_start = -1
        self.block_links = 0
        self.gap = None
        self.breaks = 0

    def _element(self) -> str:
        names = (element.name for element in reversed(self.stack[-_SEARCH_DEPTH:]))
        return next((name for name in names if name in _BLOCK or name in _CELLS), "body")

    # -- elements -------------------------------------------------------------------------------------------------------------------

    def open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._line_break(token.start)
            return
        self._close_implied(name)
        if name in _CELLS:
            self.space("\t", token.start)
        elif name in _BLOCK:
            self.flush()
        if name in _VOID:
            return
        above = self.stack[-1] if self.stack else None
        hidden = (above is not None and above.hidden) or name in _NO_TEXT or (name not in ("html", "body") and _hides(token))
        part = part_of(token) or (above.part if above else None)
        self.articles += name == "article"
        number = self.articles if name == "article" else above.article if above else 0
        self.stack.append(_Element(name, hidden, part, number))
        self.counts[name] += 1
        self.elements += 1
        self.depth = max(self.depth, len(self.stack))

    def close(self, name: str) -> None:
        """Close the nearest open element of that name; a closing tag that nothing opened closes nothing."""
        if name == "p" and not self.counts["p"]:
            self.flush()
        if not self.counts[name]:
            return
        if name in _BLOCK:
            self.flush()
        elif name not in _CELLS and name not in _NO_TEXT and not self._reachable(name):
            self._drop_inline(name)
            return
        while self.stack:
            element = self.stack.pop()
            self.counts[element.name] -= 1
            if element.name == name:
                return
            if element.name in _BLOCK:
                self.flush()

    def _reachable(self, name: str) -> bool:
        """Whether an inline element can be closed without closing a block inside it."""
        for element in reversed(self.stack[-_SEARCH_DEPTH:]):
            if element.name == name:
                return True
            if element.name in _BLOCK or element.name in _CELLS:
                return False
        return False

    def _drop_inline(self, name: str) -> None:
        """Take a misnested inline element out of the stack from under the block that was opened inside it."""
        for at in range(len(self.stack) - 1, max(-1, len(self.stack) - 1 - _SEARCH_DEPTH), -1):
            if self.stack[at].name == name:
                del self.stack[at]
                self.counts[name] -= 1
                return

    def _close_implied(self, name: str) -> None:
        if name == "a" and self.counts["a"] and self._reachable("a"):
            self.close("a")
        if name in _CLOSES_P and self.counts["p"]:
            self._close_up_to(("p",), _FENCES | {"td", "th", "button"})
        siblings = _SIBLINGS.get(name)
        if siblings is not None and any(self.counts[sibling] for sibling in siblings):
            self._close_up_to(siblings, _FENCES)

    def _close_up_to(self, names: tuple[str, ...], fences: frozenset[str]) -> None:
        """Close the outermost of the named elements on this side of a fence."""
        cut = -1
        for at in range(len(self.stack) - 1, max(-1, len(self.stack) - 1 - _SEARCH_DEPTH), -1):
            if self.stack[at].name in fences:
                break
            if self.stack[at].name in names:
                cut = at
        if cut < 0:
            return
        if names != ("td", "th"):
            self.flush()
        while len(self.stack) > cut:
            self.counts[self.stack.pop().name] -= 1

    def _line_break(self, source: int) -> None:
        self.breaks += 1
        if self.breaks >= 2:
            self.flush()
        else:
            self.space("\n", source)


def page_text(source: str) -> PageText:
    """The visible text of a page or a fragment of one."""
    markup = Markup(source)
    builder = _Builder(source)
    for token in markup.tokens():
        if token.kind == "open":
            builder.open(token)
        elif token.kind == "close":
            builder.close(token.name)
        elif token.kind == "text":
            _text(builder, token)
    builder.flush()
    text = "".join(builder.parts)
    return PageText(
        text,
        tuple(builder.blocks),
        tuple(builder.offsets),
        hidden_characters=builder.hidden_characters,
        depth=builder.depth,
        elements=builder.elements,
        broken=markup.broken,
    )


def _text(builder: _Builder, token: Token) -> None:
    if builder.stack and builder.stack[-1].hidden:
        builder.hidden_characters += len(builder.source[token.start : token.end].strip())
        return
    kept = builder.counts["pre"] > 0
    for run in _RUN.finditer(builder.source, token.start, token.end):
        words = run.group()
        if words[0] in _BLANKS:
            builder.space("\n" if kept and "\n" in words else " ", run.start())
            if kept and words.count("\n") > 1:
                builder.flush()
        elif words[0] == "&" and len(words) > 1:
            read = read_references(words)
            if read and read[0] not in _INVISIBLE:
                builder.put(read, run.start())
        elif words[0] not in _INVISIBLE:
            builder.put(words, run.start())


def _hides(token: Token) -> bool:
    if token.attribute("hidden") is not None:
        return token.attribute("hidden") != "until-found"
    style = token.attribute("style")
    return style is not None and _HIDING.search(style) is not None
