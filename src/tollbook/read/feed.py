"""Takes an RSS or Atom feed; gives a draft per entry. Entities that a feed declares are refused, not expanded; nothing is fetched."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import feedparser

from tollbook.model.errors import BadInput
from tollbook.read.assemble import Draft
from tollbook.read.dateline import written_date
from tollbook.read.page import Entry, fragment_draft

_ENTITY = re.compile(rb"<!ENTITY|<\x00?!\x00E\x00N\x00T\x00I\x00T\x00Y", re.IGNORECASE)
_DATES = ("published", "created")


def feed_entries(data: bytes, source: str) -> Iterator[Draft | tuple[str, str]]:
    """The entries of a feed in its order, (source, problem) for one with no text; raises BadInput when there is no entry at all."""
    if _ENTITY.search(data):
        raise BadInput(
            "declares XML entities, which a feed does not need and tollbook does not expand; fetch the feed again or remove them"
        )
    logging.getLogger("feedparser").addHandler(logging.NullHandler())
    feed: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    entries: list[Any] = list(feed.entries)
    if not entries:
        raise BadInput(f"is a feed without entries{_broken(feed)}; fetch it again")
    outlet = _clean(feed.feed.get("title"))
    shared = (f"the feed is damaged{_broken(feed)}; entries may be missing",) if feed.bozo and _broken(feed) else ()
    for number, entry in enumerate(entries, 1):
        name = f"{source}#{number}"
        title = _clean(entry.get("title"))
        content = _content(entry)
        if not content.strip():
            if title is None:
                yield name, "the entry has neither text nor title; leave it out"
                continue
            content = ""
        about = Entry(name, title, _clean(_source_title(entry)) or outlet, *_dates(entry, shared))
        yield fragment_draft(_with_title(title, content), about)


def _content(entry: Any) -> str:
    """The longest text that the entry carries: its content, its summary or its description."""
    texts = [str(item.get("value") or "") for item in entry.get("content") or ()]
    texts.append(str(entry.get("summary") or ""))
    return max(texts, key=len)


def _with_title(title: str | None, content: str) -> str:
    """The entry as one fragment, its title first, unless the content begins with it."""
    if title is None:
        return content
    plain = " ".join(re.sub(r"<[^<>]{0,2000}>", " ", content[:5000]).split())
    return content if plain.startswith(title) else f"<h1>{_escaped(title)}</h1>\n{content}"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _clean(value: object) -> str | None:
    """A title as plain words: feeds put character references and tags into them."""
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]{0,500}>", "", value)).split()) or None


def _source_title(entry: Any) -> object:
    origin = entry.get("source")
    return origin.get("title") if hasattr(origin, "get") else None


def _dates(entry: Any, warnings: tuple[str, ...]) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """The date as the entry writes it, in the writer's own time zone; a date of a change only when there is no other, and said."""
    for key in _DATES:
        words = entry.get(key)
        value = written_date(words) if isinstance(words, str) else None
        if value is not None:
            return (value,), warnings
    words = dict.get(entry, "updated")
    value = written_date(words) if isinstance(words, str) else None
    if value is None:
        return (), warnings
    return (value,), (*warnings, "the entry gives no date of publication; the date of its last change was taken")


def _broken(feed: Any) -> str:
    """What the parser found wrong, in words; empty for mere questions of encoding headers."""
    error = feed.get("bozo_exception")
    if error is None or type(error).__name__ in ("CharacterEncodingOverride", "NonXMLContentType"):
        return ""
    message = error.getMessage() if hasattr(error, "getMessage") else str(error)
    return f" ({' '.join(str(message).split())[:120]})"
