"""Takes a text that is one report; gives the Report. The stored text is the text given, character for character."""

from __future__ import annotations

import re
from datetime import date

from tollbook.model.errors import BadInput
from tollbook.model.text import Report
from tollbook.read.assemble import Draft, assemble
from tollbook.read.options import ReadOptions
from tollbook.read.plain import plain_pieces

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read_text(
    text: str,
    *,
    published: date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    source: str = "text",
    today: date | None = None,
) -> Report:
    """One plain text as a report; raises BadInput when it holds no text, NUL characters, or too much for one report."""
    return assemble(plain_draft(text, source, title=title), ReadOptions(published=published, outlet=outlet, today=today))


def plain_draft(
    text: str,
    source: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    dates: tuple[date, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Draft:
    """The draft of a plain text."""
    if "\0" in text:
        raise BadInput("holds NUL characters, so it is no text; export it as plain text in UTF-8")
    whole, count = _LONE_SURROGATE.subn("\ufffd", text)
    if count:
        warnings = (*warnings, f"{count} half characters (lone surrogates) were replaced by U+FFFD")
    return Draft(source, whole, plain_pieces(whole), title=title, outlet=outlet, dates=dates, warnings=warnings)
