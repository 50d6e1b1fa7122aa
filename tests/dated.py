"""Takes a text and a publication date; gives the date expressions read in it, for the tests of dates."""

from __future__ import annotations

import re
from datetime import date

from tollbook.model.text import Block, Report
from tollbook.resolve.dates import find_dates
from tollbook.text.document import Document, analyse

MONDAY = date(2016, 2, 22)


def document(text: str, published: date | None = MONDAY) -> Document:
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        blocks.append(Block(match.start(), match.end(), "paragraph"))
    return analyse(Report("r1", "test", None, None, None, published, "given", "en", text, tuple(blocks)))


def read(text: str, published: date | None = MONDAY) -> list[tuple[str, str]]:
    return [(mention.span.quote, mention.value.edtf) for mention in find_dates(document(text, published))]
