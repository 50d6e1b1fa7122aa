"""Takes JSON objects that carry a report each; gives drafts. The text is the text field exactly. A wrong object costs only itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from tollbook.model.errors import BadInput
from tollbook.read.assemble import Draft
from tollbook.read.dateline import written_date
from tollbook.read.decode import decode
from tollbook.read.page import Entry, fragment_draft
from tollbook.read.text import plain_draft
from tollbook.read.unpack import Unpacked

_HTML = re.compile(r"\s*<(?:!doctype|html|body|p|div|article|section|h[1-6]|span|table|ul|figure|a)\b", re.IGNORECASE)
_HTML_END = re.compile(r"</(?:html|body|p|div|article|section|h[1-6]|span|table|ul|figure|a)\s*>", re.IGNORECASE)
_TEXT = ("text", "body", "content", "article", "full_text")
_TITLE = ("title", "headline")
_DATE = ("published", "date", "publication_date", "date_published", "datePublished", "published_at", "pubDate")
_OUTLET = ("outlet", "publisher", "source_name", "site_name", "site")


def json_lines(stream: Unpacked, source: str, limit: int) -> Iterator[Draft | tuple[str, str]]:
    """The drafts of JSON lines, (source, problem) for a line that gives none. Empty lines are passed over."""
    number = 0
    while (line := stream.line(limit)) != b"":
        number += 1
        name = f"{source}#{number}"
        if line is None:
            yield name, f"the line is longer than {limit:,} bytes; split it"
        elif line.strip():
            yield _draft_or_problem(line, name)


def json_file(data: bytes, source: str) -> Iterator[Draft | tuple[str, str]]:
    """The drafts of a JSON file that holds one object or a list of objects."""
    try:
        value = _loads(decode(data).text)
    except BadInput as error:
        yield source, str(error)
        return
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            name = f"{source}#{number}"
            try:
                yield object_draft(item, name)
            except BadInput as error:
                yield name, str(error)
    else:
        try:
            yield object_draft(value, source)
        except BadInput as error:
            yield source, str(error)


def object_draft(value: object, source: str) -> Draft:
    """The draft of one JSON object; raises BadInput when it has no usable text field."""
    if not isinstance(value, dict):
        raise BadInput(f'is a JSON {_json_name(value)}, not an object; give one object per report with a "text" field')
    key = next((key for key in _TEXT if value.get(key) is not None), None)
    if key is None:
        raise BadInput('has no text field; name the report\'s text "text" (or body, content)')
    text = value[key]
    if not isinstance(text, str):
        raise BadInput(f'the field "{key}" is a JSON {_json_name(text)}, not text; give the report as one string')
    if not text.strip():
        raise BadInput(f'the field "{key}" is empty; leave the object out or fill it')
    warnings: list[str] = []
    title = _string(value, _TITLE, warnings)
    outlet = _string(value, _OUTLET, warnings)
    if _HTML.match(text) and _HTML_END.search(text):
        warnings.append(f'the field "{key}" holds HTML and was read as a part of a page; offsets lead from its text back into the field')
        return fragment_draft(text, Entry(source, title, outlet, _dates(value, warnings), tuple(warnings)))
    return plain_draft(text, source, title=title, outlet=outlet, dates=_dates(value, warnings), warnings=tuple(warnings))


def _draft_or_problem(line: bytes, name: str) -> Draft | tuple[str, str]:
    try:
        return object_draft(_loads(decode(line).text), name)
    except BadInput as error:
        return name, str(error)


def _loads(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"is no valid JSON ({error.msg} at character {error.pos + 1}); correct it") from error
    except (RecursionError, ValueError) as error:
        raise BadInput("is JSON nested too deeply or with a number too long; give a flat object per report") from error


def _string(value: dict[object, object], keys: tuple[str, ...], warnings: list[str]) -> str | None:
    for key in keys:
        found = value.get(key)
        if isinstance(found, str):
            clean = " ".join(found.split())
            if clean:
                return clean.encode("utf-8", "replace").decode("utf-8")
        elif found is not None:
            warnings.append(f'the field "{key}" is a JSON {_json_name(found)}, not text, and was left out')
    return None


def _dates(value: dict[object, object], warnings: list[str]) -> tuple[date, ...]:
    for key in _DATE:
        found = value.get(key)
        if found is None or found == "":
            continue
        read = written_date(found) if isinstance(found, str) else None
        if read is not None:
            return (read,)
        warnings.append(f'the field "{key}" holds no full date and was left out; write it as YYYY-MM-DD')
    return ()


def _json_name(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "list"
        case _:
            return "object"
