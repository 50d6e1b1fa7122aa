"""Takes the public sets; gives pairs by their levels with a silver answer. Coded reports are kept in the work folder between runs; texts are not."""

from __future__ import annotations

import csv
import html
import json
import pickle
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "eval"))

from linking_fit import Row, start
from linking_items import Item, read_items

from tollbook.link.across.block import keys
from tollbook.link.across.features import Features, features_of
from tollbook.link.across.weigh import kind_of, pair_levels
from tollbook.link.across.stories import Story, story_levels, story_of
from tollbook.model.account import accounts_of
from tollbook.model.errors import TollbookError
from tollbook.model.incident import CodedReport
from tollbook.pipeline import code_report
from tollbook.read.text import read_text

csv.field_size_limit(sys.maxsize)

_SHARES = {"hand": (0.5, 0.6), "ged": (0.3, 0.3), "ecb": (0.3, 0.2)}
"""How much the same and the different pairs of a source weigh among all."""
_DAYS = 3
GOLD = Path(__file__).resolve().parents[1] / "eval" / "gold"


def coded(name: str, texts: Iterator[tuple[str, str, date | None]], work: Path) -> dict[str, CodedReport]:
    """The texts coded, by id; what was coded in an earlier run is read from the work folder."""
    path = work / f"{name}.pkl"
    found: dict[str, CodedReport] = pickle.loads(path.read_bytes()) if path.is_file() else {}
    before = len(found)
    for key, text, published in texts:
        if key not in found:
            try:
                found[key] = code_report(read_text(text, published=published, source=key))
            except TollbookError:
                continue
    if len(found) > before:
        path.write_bytes(pickle.dumps(found))
    return found


Met = tuple[Features, frozenset[str]]


def _features(report: CodedReport) -> list[Met]:
    """The features of a report's accounts, each with the keys under which it meets others."""
    found = [features_of(account) for account in accounts_of(report)]
    return [(one, frozenset(keys(one))) for one in found]


def _rows(left: list[Met], right: list[Met], same: bool, topic: str, source: str, met: bool) -> list[Row]:
    """The likeliest pair of accounts of a same pair; of a different pair every one that meets under a key (or every one)."""
    shape = {what: start(what) for what in ("incidents", "mentions")}
    rows = []
    for one, its_keys in left:
        for other, other_keys in right:
            if met and not its_keys & other_keys:
                continue
            a, b = sorted((one, other), key=lambda found: found.id)
            levels = tuple((level.feature, level.level) for level in pair_levels(a, b))
            rows.append(Row(levels, same, topic, 1.0, source, kind_of(a, b)))
    if same and rows:
        return [max(rows, key=lambda row: sum(shape[row.what].bits[f][v] for f, v in row.levels))]
    return rows


def _weighed(rows: list[Row], source: str) -> list[Row]:
    """The rows of a source with its share of the weight of all same and of all different pairs."""
    rows = [row for row in rows if not any(f == "status" and v in ("total_and_part", "same_report", "other_span") for f, v in row.levels)]
    total = Counter((row.what, row.same) for row in rows)
    share = {True: _SHARES[source][0], False: _SHARES[source][1]}
    return [replace(row, weight=share[row.same] / total[row.what, row.same]) for row in rows]


def hand_rows(data: Path, work: Path) -> list[Row]:
    """Pairs of armed-conflict items read by hand: those judged the same, and every other pair that meets, since all items of a year were read in order
    and every same or doubtful pair was written down. Items that are set apart are left out."""
    judged = (json.loads(line) for line in (GOLD / "linking_pairs.jsonl").read_text(encoding="utf-8").splitlines())
    gold = {(row["left"], row["right"]): row["answer"] for row in judged}
    apart = {
        json.loads(line)["id"] for name in ("test.jsonl", "test_b.jsonl") for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
    }
    items = read_items(data / "wiki_current_events" / "items_2025.jsonl", armed_only=True)
    reports = coded("items", ((one.id, one.text, one.published) for one in items), work)
    items = [one for one in items if one.id in reports and one.id not in apart]
    found = {one.id: _features(reports[one.id]) for one in items}
    day = {one.id: one.published for one in items}
    pairs = {(left.id, right.id) for left, right in close(items)} | {pair for pair in gold if all(one in day for one in pair)}
    rows: list[Row] = []
    for left, right in sorted(pairs, key=lambda pair: [int(one.split(":")[1]) for one in pair]):
        answer = gold.get((left, right)) or gold.get((right, left)) or "different"
        if answer != "unsure":
            rows += _rows(found[left], found[right], answer == "same", day[left].isoformat()[:7], "hand", met=True)
    return _weighed(rows, "hand")


def close(items: list[Item]) -> Iterator[tuple[Item, Item]]:
    by_day: dict[int, list[Item]] = defaultdict(list)
    for one in sorted(items, key=lambda item: (item.published, item.id)):
        for back in range(_DAYS + 1):
            yield from ((other, one) for other in by_day[one.published.toordinal() - back])
        by_day[one.published.toordinal()].append(one)


def ged_rows(data: Path, work: Path) -> list[Row]:
    """Headlines that UCDP lists behind its events: those of one event, and those of events of one division within three days."""
    heads = list(_headlines(data))
    of_event: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for head in heads:
        of_event[head[0]].append(head)
    several = {event for event, told in of_event.items() if len(told) > 1}
    days = {(h[3], date.fromisoformat(h[4]).toordinal() // _DAYS) for h in heads if h[0] in several}
    heads = [h for h in heads if h[0] in several or (h[3], date.fromisoformat(h[4]).toordinal() // _DAYS) in days]
    reports = coded("ged", ((f"ged:{h[0]}:{h[1]}", h[1], date.fromisoformat(h[2])) for h in heads), work)
    found = {h: _features(reports[f"ged:{h[0]}:{h[1]}"]) for h in heads if f"ged:{h[0]}:{h[1]}" in reports}
    by_day: dict[tuple[str, int], list[tuple[str, ...]]] = defaultdict(list)
    for head in found:
        by_day[head[3], date.fromisoformat(head[4]).toordinal()].append(head)
    rows: list[Row] = []
    for (place, day), told in sorted(by_day.items()):
        later = [head for back in range(1, _DAYS + 1) for head in by_day.get((place, day + back), ())]
        for left, right in [*combinations(told, 2), *((one, other) for one in told for other in later)]:
            same = left[0] == right[0]
            if abs((date.fromisoformat(left[2]) - date.fromisoformat(right[2])).days) > _DAYS:
                continue
            rows += _rows(found[left], found[right], same, left[0], "ged", met=True)
    return _weighed(rows, "ged")


def _headlines(data: Path) -> Iterator[tuple[str, ...]]:
    """(event, headline, day of the report, division, day of the event), headlines that stand behind one event only."""
    rows: list[tuple[str, ...]] = []
    for name in ("ged_myanmar.csv", "ged_ucdpged.csv", "ged_mexico.csv"):
        with (data / "ged" / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                heads, days = html.unescape(row["source_headline"] or "").split(";"), (row["source_date"] or "").split(";")
                if len(heads) == len(days):
                    rows += [
                        (row["id"], head.strip(), day, f"{row['country']}|{row['adm_1']}", row["date_start"][:10])
                        for head, day in zip(heads, days, strict=True)
                        if len(head.split()) >= 6 and re.fullmatch(r"\d{4}-\d\d-\d\d", day)
                    ]
    events: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        events[row[1]].add(row[0])
    yield from sorted({row for row in rows if len(events[row[1]]) == 1})


def ecb_reports(data: Path, work: Path) -> dict[str, CodedReport]:
    """The ECB+ reports coded, by their name."""
    return coded("ecb", ((path.stem, ecb_text(path), None) for path in sorted((data / "ecbplus").glob("*/*.xml"))), work)


def ecb_text(path: Path) -> str:
    """The words of an ECB+ report, a line a sentence."""
    lines: dict[int, list[str]] = defaultdict(list)
    for token in ElementTree.parse(path).getroot().iter("token"):
        lines[int(token.attrib["sentence"])].append(token.text or "")
    return "\n".join(" ".join(words) for _, words in sorted(lines.items()))


def event_of(name: str) -> str:
    """The seminal event of an ECB+ report: its topic, and which of the topic's two events."""
    return name.split("_", maxsplit=1)[0] + ("ecbplus" if name.endswith("ecbplus") else "ecb")


def ecb_rows(data: Path, work: Path) -> list[Row]:
    """Accounts of reports of one event; of the two events of a topic; and some of other topics."""
    found = {name: _features(report) for name, report in sorted(ecb_reports(data, work).items()) if report.incidents}
    harmed = {name: [one for one in told if one[0].figures][:2] for name, told in found.items()}
    harmed = {name: told for name, told in harmed.items() if told}
    dice = random.Random(5)
    rows: list[Row] = []
    for left, right in combinations(harmed, 2):
        topic = left.split("_")[0]
        close = topic == right.split("_")[0]
        if not (dice.random() < 0.15 if close else dice.random() < 0.002):
            continue
        rows += _rows(harmed[left], harmed[right], event_of(left) == event_of(right), topic, "ecb", met=False)
    return _weighed(rows, "ecb")


def story_rows(data: Path, work: Path) -> list[Row]:
    """Whole reports of ECB+: all pairs of a topic, and one in ten of other pairs with that much more weight."""
    stories: dict[str, Story] = {name: story_of(report) for name, report in sorted(ecb_reports(data, work).items())}
    dice = random.Random(5)
    rows: list[Row] = []
    for left, right in combinations(stories, 2):
        topic = left.split("_")[0]
        close = topic == right.split("_")[0]
        if close or dice.random() < 0.1:
            one, other = sorted((stories[left], stories[right]), key=lambda story: story.id)
            levels = tuple((level.feature, level.level) for level in story_levels(one, other))
            rows.append(Row(levels, event_of(left) == event_of(right), topic, 1.0 if close else 10.0, "ecb"))
    return rows
