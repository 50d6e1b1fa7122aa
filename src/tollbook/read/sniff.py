"""Takes the head of a file and its name; gives the kind of source. The content decides, the name where the content is silent."""

from __future__ import annotations

import re
from typing import Literal

from tollbook.model.errors import BadInput

Kind = Literal["text", "page", "feed", "json", "jsonl"]

HEAD_BYTES = 65_536
_BINARY = (
    (b"%PDF", "a PDF file", "convert it to text first (for example with pdftotext)"),
    (b"\x89PNG", "a PNG image", "give the report's text"),
    (b"\xff\xd8\xff", "a JPEG image", "give the report's text"),
    (b"GIF8", "a GIF image", "give the report's text"),
    (b"II*\x00", "a TIFF image", "give the report's text"),
    (b"RIFF", "a sound, film or WebP file", "give the report's text"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as plain text"),
    (b"{\\rtf", "a rich text document", "save it as plain text"),
    (b"SQLite format 3\x00", "a database", "give the reports themselves; a tollbook record is opened with --record"),
    (b"BZh", "a bzip2 file", "unpack it first (bunzip2), or compress with gzip"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first (unxz), or compress with gzip"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it first, or compress with gzip"),
    (b"\x7fELF", "a program", "give the report's text"),
    (b"WARC/", "a web archive (WARC)", "export its pages as HTML files or JSON lines"),
)
_NOT_REPORTS = {
    "csv": "a table",
    "tsv": "a table",
    "css": "a style sheet",
    "js": "a script",
    "py": "a script",
    "sh": "a script",
    "yaml": "a settings file",
    "yml": "a settings file",
    "toml": "a settings file",
    "ini": "a settings file",
    "svg": "a drawing",
    "geojson": "a map file",
}
_TAGS = re.compile(
    rb"<(?:!doctype html|html|head|body|title|meta|div|p|article|section|main|table|h[1-6]|span|br|ul|script)\b[^<]*>?", re.IGNORECASE
)
_FEED = re.compile(rb"<(?:[a-z]+:)?(rss|feed|RDF)[\s>]", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CLOSING = re.compile(rb"</(?:p|div|html|body|article|span|a|h[1-6]|table)\s*>", re.IGNORECASE)


def refuse_binary(head: bytes) -> None:
    """Raise BadInput, with the kind named, when the head is that of a file that holds no plain text."""
    for magic, name, advice in _BINARY:
        if head.startswith(magic):
            raise BadInput(f"is {name}; {advice}")


def sniff(head: bytes, name: str) -> Kind:
    """The kind of a source by its head (of at most HEAD_BYTES) and its name; raises BadInput for what tollbook does not read."""
    refuse_binary(head)
    start = _plain_head(head)
    extension = name.lower().removesuffix(".gz").rpartition(".")[2]
    if extension in ("jsonl", "ndjson"):
        return "jsonl"
    if extension in _NOT_REPORTS:
        raise BadInput(f"is {_NOT_REPORTS[extension]} (.{extension}), no report; give text, HTML, a feed, or JSON lines with a text field")
    if start[:1] in (b"{", b"["):
        return _json(start, extension)
    if start[:1] == b"<":
        return _markup(start, extension)
    if extension in ("html", "htm", "xhtml") and (_TAGS.search(start) or not start):
        return "page"
    if extension == "json":
        raise BadInput("is named .json but begins with neither { nor [; give JSON, or rename it .txt if it is plain text")
    return "page" if len(_CLOSING.findall(start)) >= 3 and len(_TAGS.findall(start)) >= 3 else "text"


def _plain_head(head: bytes) -> bytes:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _json(start: bytes, extension: str) -> Kind:
    if extension == "json":
        return "json"
    first, _, rest = start.partition(b"\n")
    first = first.strip()
    if first.startswith(b"{") and (first.endswith(b"}") or rest.lstrip().startswith(b'{"')):
        return "jsonl"
    if re.match(rb'\{\s*"', start) or re.match(rb'\[\s*\{\s*"', start):
        return "json"
    return "text"


def _markup(start: bytes, extension: str) -> Kind:
    head = start[:4096]
    root = _HTML_ROOT.search(head)
    feed = _FEED.search(head)
    if feed and (root is None or feed.start() < root.start()):
        return "feed"
    if root or extension in ("html", "htm", "xhtml"):
        return "page"
    if head.startswith(b"<?xml") or extension in ("xml", "rss", "atom", "rdf"):
        raise BadInput("is XML, but neither a web page nor an RSS or Atom feed; give text, HTML, a feed, or JSON lines")
    return "page" if _TAGS.search(start) else "text"
