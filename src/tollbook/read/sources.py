"""Takes paths; gives reports and failures as one stream, in the order of the paths. No file, however broken, ends the stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tollbook.model.errors import BadInput, Failure
from tollbook.model.text import Report
from tollbook.read.assemble import Draft, assemble
from tollbook.read.decode import decode
from tollbook.read.feed import feed_entries
from tollbook.read.json_reports import json_file, json_lines
from tollbook.read.options import ReadOptions
from tollbook.read.page import page_draft
from tollbook.read.sniff import HEAD_BYTES, sniff
from tollbook.read.text import plain_draft
from tollbook.read.unpack import Unpacked
from tollbook.read.walk import FoundFile, walk

Item = Draft | tuple[str, str]


def read_paths(paths: Iterable[str], options: ReadOptions, stdin: BinaryIO | None = None) -> Iterator[Report | Failure]:
    """Every report under the paths, every problem as a Failure in its place. "-" is standard input."""
    for found in walk(paths):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _file(found, options, stdin)


def _file(found: FoundFile, options: ReadOptions, stdin: BinaryIO | None) -> Iterator[Report | Failure]:
    try:
        if found.path is None:
            if stdin is None:
                yield Failure("-", "there is no standard input", "name a file, or send the report to the command")
            else:
                yield from _stream(stdin, found.source, options)
            return
        with open(found.path, "rb") as raw:
            yield from _stream(raw, found.source, options)
    except BadInput as error:
        yield _failure(found.source, str(error))
    except OSError as error:
        yield Failure(
            found.source, f"cannot be read ({(error.strerror or type(error).__name__).lower()})", "check the file and its permissions"
        )
    except Exception as error:
        yield _unexpected(found.source, error)


def _stream(raw: BinaryIO, source: str, options: ReadOptions) -> Iterator[Report | Failure]:
    for item in _drafts(raw, source, options):
        if isinstance(item, Draft):
            yield _report(item, options)
        else:
            yield _failure(*item)


def _drafts(raw: BinaryIO, source: str, options: ReadOptions) -> Iterator[Item]:
    stream = Unpacked(raw, HEAD_BYTES, options.max_unpacked)
    if len(stream.head) < HEAD_BYTES and not stream.head.strip():
        raise BadInput("is empty; give a file with a report")
    kind = sniff(stream.head, source)
    if kind == "jsonl":
        yield from json_lines(stream, source, options.max_bytes)
        return
    data = stream.whole(options.max_bytes)
    if kind == "json":
        yield from json_file(data, source)
        return
    if kind == "feed":
        yield from feed_entries(data, source)
        return
    decoded = decode(data)
    if kind == "page":
        yield page_draft(decoded.text, source, options, decoded.warnings)
        return
    yield plain_draft(decoded.text, source, warnings=decoded.warnings)


def _report(draft: Draft, options: ReadOptions) -> Report | Failure:
    try:
        return assemble(draft, options)
    except BadInput as error:
        return _failure(draft.source, str(error))
    except Exception as error:
        return _unexpected(draft.source, error)


def _failure(source: str, message: str) -> Failure:
    problem, _, advice = message.partition("; ")
    return Failure(source, problem, advice or "give the report as plain text in UTF-8")


def _unexpected(source: str, error: Exception) -> Failure:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_globals.get('__name__', '?')}:{place.tb_lineno}" if place else ""
    return Failure(
        source,
        f"reading failed unexpectedly ({type(error).__name__}{where})",
        "report this with the file; the others were read",
    )
