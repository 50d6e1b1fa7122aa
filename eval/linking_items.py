"""Takes items in the format of the current-events file; gives them with their topics, links and the silver answer whether two tell of one event."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_LASTS = 10  # days; a topic that lasts longer is a war or a campaign
_YEAR = re.compile(r"(?:19|20)\d\d")
_CAMPAIGN = re.compile(
    r"war\b|conflict|clashes|offensive|campaign|protests|massacres|crisis|insurgency|relations|negotiations|invasion|ceasefire|peace|"
    r"airstrikes during|skirmishes|strikes on|attacks on|attacks in|election|incidents|violations|talks|outbreak|storm|typhoon|hurricane|cyclone|season",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a day's page. `topics` is the path of headings above it, `pages` what it links to."""

    id: str
    published: date
    section: str
    topics: tuple[str, ...]
    text: str
    pages: frozenset[str]


def read_items(path: Path, armed_only: bool = False) -> list[Item]:
    """The items of a file, one JSON object a line: date, section, topics, text, links. The id is `wce:` and the number of the line from 0."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            section = row.get("section", "").lower()
            if armed_only and "armed conflicts" not in section:
                continue
            pages = frozenset(link["page"].replace("_", " ") for link in row.get("links", ()))
            found.append(Item(f"wce:{number}", date.fromisoformat(row["date"]), section, tuple(row.get("topics", ())), row["text"], pages))
    return found


def same_event(items: Sequence[Item]) -> Callable[[Item, Item], bool | None]:
    """Whether two items tell of one event by their topics and links: True when both stand under, or link to, one page of one event that lasts at most
    ten days; None when they share only a campaign or a war that lasts so long; False otherwise."""
    days: dict[str, list[date]] = defaultdict(list)
    for item in items:
        for page in _pages(item):
            days[page].append(item.published)
    short = {page for page, told in days.items() if (max(told) - min(told)).days <= _LASTS}

    def answer(left: Item, right: Item) -> bool | None:
        shared = {page for page in _pages(left) & _pages(right) if page in short}
        if any(not _CAMPAIGN.search(page) for page in shared):
            return True
        return None if shared else False

    return answer


def _pages(item: Item) -> set[str]:
    """The pages of events: the last topic, and linked pages that carry a year."""
    last = set(item.topics[-1].split(", ")) if item.topics else set()
    return last | {page for page in item.pages if _YEAR.search(page)}


def same_path(left: Item, right: Item) -> bool:
    """Whether two items stand under the same headings: the silver grouping that knows nothing of how long a topic lasts."""
    return bool(left.topics) and left.topics == right.topics
