"""Takes strings from anywhere; gives escaped HTML. The only place that turns text into markup: a plain string can never become a tag.

Control characters and bidirectional overrides are shown as visible signs, so that no report can reorder digits or hide words on the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_SPECIAL = re.compile(
    "[&<>\"'"
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls; tab and line feed stay
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BIDI = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
_VOID = frozenset({"meta", "link", "input", "br", "hr"})


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is safe to write as it stands."""

    text: str


Child = Html | str | int | None
Attributes = Mapping[str, str | int | float | bool | None]


def sign(char: str) -> str:
    """The visible stand-in of a character that must not act on the page: ⟦RLO⟧, ␀, U+FFFD."""
    if char in _BIDI:
        return f"⟦{_BIDI[char]}⟧"
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"⟦{code:02X}⟧" if code < 0xA0 else "\ufffd"


def attribute(text: str) -> str:
    """Text for use between double quotes."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match.group()) or sign(match.group()), text)


def escape(text: str) -> str:
    """Text for use between tags; signs for control characters carry a title that names them."""
    return _SPECIAL.sub(_replace, text)


def _replace(match: re.Match[str]) -> str:
    char = match.group()
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char == "\r":
        return ""
    name = unicodedata.name(char, "control character" if ord(char) < 0xA0 else "no character")
    return f'<span class="ctl" title="U+{ord(char):04X} {name.lower()}">{sign(char)}</span>'


def el(tag: str, attributes: Attributes | None = None, *children: Child) -> Html:
    """An element. Strings are escaped, None is left out; an attribute of None or False is left out, True stands bare."""
    parts = [f"<{tag}"]
    for name, value in (attributes or {}).items():
        if value is None or value is False:
            continue
        parts.append(f" {name}" if value is True else f' {name}="{attribute(_number(value))}"')
    parts.append(">")
    if tag not in _VOID:
        parts.append(join(children).text)
        parts.append(f"</{tag}>")
    return Html("".join(parts))


def join(children: Iterable[Child], between: str = "") -> Html:
    """Children one after the other; `between` is escaped text."""
    texts = [child.text if isinstance(child, Html) else escape(str(child)) for child in children if child is not None]
    return Html(escape(between).join(texts))


def _number(value: str | int | float) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
    return str(value)


def bdi(text: str) -> Html:
    """Text of unknown direction that cannot reorder its surroundings."""
    return el("bdi", None, text)


def quoted(text: str) -> Html:
    """The report's own words in quotation marks of ours."""
    return join(["“", bdi(text), "”"])


def anchor(name: str) -> str:
    """A name that is safe as an HTML id and as a file name; ids of the model pass unchanged."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda match: f"-{ord(match.group()):x}-", name)[:120]
