"""Takes HTML source; gives what the page says of itself: title, outlet, publication dates, best first. Never a date of a change, never a guess."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass, field
from datetime import date

from htmldate import find_date

from tollbook.read.dateline import written_date
from tollbook.read.line_rules import folded
from tollbook.read.markup import Markup, Token
from tollbook.read.page_text import page_text

_STANDARD_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
)
_HOUSE_DATES = (
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "published",
    "published_time",
)
_TRACKER_DATES = ("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate")
_LIBRARY_DATES = (
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "date",
)
_DATE_FIELDS = (*_STANDARD_DATES, *_HOUSE_DATES, *_TRACKER_DATES, *_LIBRARY_DATES)
_TITLE_FIELDS = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "title")
_OUTLET_FIELDS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher")
_ARTICLE_TYPE = re.compile(r"(?:News|Report|Reportage|Analysis|Background|Opinion|Review|Live)*(?:Article|BlogPosting|Posting|Report)$")
_WRAPPER = re.compile(r"^[\s/*]*(?:<!\[CDATA\[|<!--)[\s/*]*|[\s/*]*(?:\]\]>|-->)[\s/*]*$")
_LATEST = "2200-12-31"
_MOST_JSON = 2_000_000
_MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the page's head and structured data state. `titles` are all the titles given, best first."""

    titles: tuple[str, ...]
    outlet: str | None
    dates: tuple[date, ...]


@dataclass(slots=True)
class _Found:
    fields: dict[str, str] = field(default_factory=dict)
    times: list[str] = field(default_factory=list)
    page_title: str | None = None
    structured: list[dict[str, object]] = field(default_factory=list)


def page_metadata(source: str, frame: str | None) -> PageMetadata:
    """Structured data first, then meta elements, then time elements; the date finder is asked only when none of them dates the page.

    `frame` is the page without its paragraphs, for the date finder: a date in the running text is no date of publication. None: do not ask.
    """
    found = _collect(source)
    titles = [*_structured(found, "headline"), *(found.fields[key] for key in _TITLE_FIELDS if key in found.fields)]
    if found.page_title:
        titles.append(found.page_title)
    dates = _dates(found)
    if not dates and frame is not None:
        dates = _searched(frame)
    outlet = next((found.fields[key] for key in _OUTLET_FIELDS if _is_name(found.fields.get(key))), None)
    return PageMetadata(
        tuple(dict.fromkeys(clean for title in titles if (clean := " ".join(title.split())))), outlet or _publisher(found), tuple(dates)
    )


def _collect(source: str) -> _Found:
    found = _Found()
    script = ""
    for token in Markup(source).tokens():
        if token.kind == "open":
            script = (token.attribute("type") or "").lower() if token.name == "script" else ""
            if token.name == "meta":
                _meta(token, found)
            elif token.name == "time":
                _time(token, found)
        elif token.kind == "raw":
            if token.name == "title" and found.page_title is None:
                found.page_title = page_text(source[token.start : token.end]).text.replace("\n", " ")
            elif token.name == "script" and "ld+json" in script:
                found.structured.extend(_objects(source[token.start : token.end]))
    return found


def _meta(token: Token, found: _Found) -> None:
    content = (token.attribute("content") or "").strip()
    for key in ("property", "name", "itemprop"):
        name = (token.attribute(key) or "").strip().lower()
        if name and content:
            found.fields.setdefault(name, content[:1000])


def _time(token: Token, found: _Found) -> None:
    value = token.attribute("datetime")
    marked = (token.attribute("itemprop") or "").lower() + " " + (token.attribute("class") or "").lower()
    if value and "modif" not in marked and "updat" not in marked:
        is_published = "publish" in marked or token.attribute("pubdate") is not None
        found.times.insert(0, value) if is_published else found.times.append(value)


def _objects(words: str) -> list[dict[str, object]]:
    """The objects of a structured data script, outermost first; nothing when it is no JSON."""
    if len(words) > _MOST_JSON:
        return []
    try:
        waiting: list[object] = [json.loads(_WRAPPER.sub("", words), strict=False)]
    except (ValueError, RecursionError):
        return []
    objects: list[dict[str, object]] = []
    for _ in range(_MOST_NODES):
        if not waiting:
            break
        value = waiting.pop(0)
        if isinstance(value, dict):
            objects.append(value)
            waiting.extend(item for item in value.values() if isinstance(item, dict | list))
        elif isinstance(value, list):
            waiting.extend(item for item in value if isinstance(item, dict | list))
    return objects


def _articles(found: _Found) -> list[dict[str, object]]:
    return [item for item in found.structured if any(_ARTICLE_TYPE.search(name) for name in _type_names(item))]


def _type_names(item: dict[str, object]) -> list[str]:
    kind = item.get("@type")
    return [kind] if isinstance(kind, str) else [name for name in kind if isinstance(name, str)] if isinstance(kind, list) else []


def _structured(found: _Found, key: str) -> list[str]:
    return [value for item in _articles(found) if isinstance(value := item.get(key), str) and value.strip()]


def _publisher(found: _Found) -> str | None:
    for item in _articles(found):
        publisher = item.get("publisher")
        first = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = first.get("name") if isinstance(first, dict) else first
        if isinstance(name, str) and _is_name(name):
            return " ".join(name.split())
    return None


def _is_name(value: str | None) -> bool:
    return value is not None and 0 < len(value.strip()) <= 80 and "://" not in value


def _dates(found: _Found) -> list[date]:
    stated = [*_structured(found, "datePublished"), *(found.fields[key] for key in _DATE_FIELDS if key in found.fields)]
    if not stated:
        marked = found.times[:1] if len({time[:10] for time in found.times}) == 1 else []
        stated = marked
    dates = [value for words in stated if (value := written_date(words)) is not None]
    return list(dict.fromkeys(dates))


def _searched(source: str) -> list[date]:
    """The date finder's answer. It answers 1 January when it saw no more than a year: that counts only where the day is written out."""
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    try:
        answer = find_date(source, extensive_search=False, original_date=True, max_date=_LATEST)
    except Exception:  # whatever the page does to it costs its opinion only
        return []
    value = written_date(answer) if isinstance(answer, str) else None
    if value is None or ((value.month, value.day) == (1, 1) and not _spelt_out(value, source)):
        return []
    return [value]


def _spelt_out(value: date, source: str) -> bool:
    forms = (f"{value.year}-01-01", f"{value.year}/01/01", f"january 1, {value.year}", f"1 january {value.year}", f"jan 1, {value.year}")
    return any(form in folded(source) for form in forms)
