"""Takes text of any origin; gives text that is safe to print: no control character reaches a terminal, none is dropped in silence."""

from __future__ import annotations

import re
import unicodedata

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff{_BIDI}\ufff9-\ufffb\U000e0000-\U000e007f]")
_JSON_UNSAFE = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{_BIDI}]")
_BLANK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_ASCII = str.maketrans(
    {"≥": ">=", "≤": "<=", "–": "-", "—": "-", "…": "...", "⟦": "[[", "⟧": "]]", "·": "-", "“": '"', "”": '"', "’": "'", "~": "~"}
)


def clean(text: str) -> str:
    """Text on one line: line breaks and tabs become a blank, other control characters a visible sign."""
    return _UNSAFE.sub(_sign, _BLANK.sub(" ", text))


def clean_json(text: str) -> str:
    """JSON that says the same with every character that could steer a terminal, or that UTF-8 cannot hold, written as an escape."""
    return _JSON_UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def ascii_signs(text: str) -> str:
    """The signs that tollbook itself writes, for an output that has only ASCII."""
    return text.translate(_ASCII)


def cells(text: str) -> int:
    """How many columns a terminal needs for clean text."""
    return sum(_cell(char) for char in text)


def cut(text: str, width: int) -> tuple[str, str]:
    """The part of clean text that fits `width` columns (at least one character), and the rest."""
    used = 0
    for at, char in enumerate(text):
        used += _cell(char)
        if used > width and at:
            return text[:at], text[at:]
    return text, ""


def wrap(text: str, width: int) -> list[str]:
    """Clean text in lines of at most `width` columns, broken between words where that is possible."""
    lines: list[str] = []
    line = ""
    for word in filter(None, text.split(" ")):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width)
        lines += whole
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, width: int) -> list[str]:
    """A word that may be longer than a line, in pieces that are not."""
    pieces: list[str] = []
    rest = word
    while rest:
        piece, rest = cut(rest, width)
        pieces.append(piece)
    return pieces


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"<U+{code:04X}>"
