"""Takes bytes; gives their text, with a warning for every judgement that was needed. Never drops a character unsaid."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tollbook.model.errors import BadInput

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HEAD = 4096
_WESTERN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what a reader of the text should know of that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """UTF-8; then what a byte order mark, a page's own declaration or the bytes themselves show. Raises BadInput for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    if b"\0" in data:
        raise BadInput("holds NUL bytes, so it is no text file (or UTF-16 without a byte order mark); save it as plain text in UTF-8")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(data) or _damaged_utf8(data) or _western(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _damaged_utf8(data) or _western(data)
        raise BadInput(f"begins with a byte order mark of {encoding} but is not in that encoding; save it as UTF-8") from error
    if encoding == "utf-8":
        return Decoded(text, encoding, ("a byte order mark at the start is no part of the text; offsets count from behind it",))
    return Decoded(text, encoding, (f"read as {encoding} by its byte order mark",))


def _declared(data: bytes) -> Decoded | None:
    found = _CHARSET.search(data[:_HEAD])
    if found is None:
        return None
    name = found[1].decode("ascii")
    try:
        encoding = codecs.lookup(name).name
        if encoding in ("utf-8", "utf-16", "utf-32") or not codecs.lookup(name)._is_text_encoding:
            return None
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        return Decoded(data.decode(encoding), encoding, (f"read as {encoding}, as the page declares",))
    except (LookupError, UnicodeDecodeError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters: more whole multi-byte characters than broken ones."""
    whole = len(_MULTIBYTE.findall(data))
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if whole <= broken:
        return None
    return Decoded(text, "utf-8", (f"the UTF-8 is damaged: {broken} unreadable places were replaced by U+FFFD",))


def _western(data: bytes) -> Decoded:
    high = sum(byte >= 0x80 for byte in data)
    letters = sum(chr(byte).isalpha() for byte in data if byte < 0x80) + high
    if high > letters * _WESTERN_SHARE:
        raise BadInput("is in an encoding that cannot be told for sure; convert it to UTF-8 (for example with iconv)")
    for encoding in ("cp1252", "latin-1"):
        try:
            return Decoded(
                data.decode(encoding), encoding, (f"not UTF-8: read as {encoding} by judgement; convert it if names look wrong",)
            )
        except UnicodeDecodeError:
            continue
    raise BadInput("cannot be decoded; convert it to UTF-8")
