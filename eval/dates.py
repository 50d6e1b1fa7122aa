"""Takes the folder of evaluation data; prints how find_dates fares on the TimeML news (TimeBank, AQUAINT): spans found, values right, commonest misses.

    python eval/dates.py FOLDER [--errors N]

Counted are TIMEX3 of type DATE whose value lies on the calendar; "now" and the like, times, durations and sets are neither demanded nor counted as
false. A value is right when first and last day agree with the days that the TIMEX3 value spans; for one end of a range that we read as a whole
("1994" in "between 1994 and 1997") when that end agrees; for "early 1994", marked 1994 with a modifier, when ours lies inside.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from tollbook.model.mention import DateMention
from tollbook.model.text import Block, Report
from tollbook.resolve.dates import find_dates
from tollbook.text.document import analyse

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Timex:
    """One marked expression: offsets, type, value, and the days that the value spans when it lies on the calendar."""

    start: int
    end: int
    type: str
    value: str
    days: Days | None
    mod: str


def month_days(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def value_days(value: str) -> Days | None:
    """The days of a TIMEX3 value; None for references, durations and unspecified digits."""
    plain = value.split("T", maxsplit=1)[0]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
            return date.fromisoformat(plain), date.fromisoformat(plain)
        if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", plain):
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6)
        if month := re.fullmatch(r"(\d{4})-(\d\d)", plain):
            return month_days(int(month[1]), int(month[2]))
        if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", plain):
            last = int(quarter[2]) * 3
            return date(int(quarter[1]), last - 2, 1), month_days(int(quarter[1]), last)[1]
        if half := re.fullmatch(r"(\d{4})-H([12])", plain):
            last = int(half[2]) * 6
            return date(int(half[1]), last - 5, 1), month_days(int(half[1]), last)[1]
        if season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", plain):
            first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season[2]]
            end = (int(season[1]), first + 2) if first < 11 else (int(season[1]) + 1, 2)
            return date(int(season[1]), first, 1), month_days(*end)[1]
        if re.fullmatch(r"\d{4}", plain):
            return date(int(plain), 1, 1), date(int(plain), 12, 31)
        if re.fullmatch(r"\d{3}", plain):
            return date(int(plain) * 10, 1, 1), date(int(plain) * 10 + 9, 12, 31)
    except ValueError:
        return None
    return None


def read(path: Path) -> tuple[Report, list[Timex]]:
    """A TimeML file as a report and its marked expressions."""
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    body = root.find("TEXT")
    parts: list[str] = []
    marked: list[Timex] = []

    def walk(node: etree._Element) -> None:
        begin = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "TIMEX3":
            value = node.get("value", "")
            marked.append(Timex(begin, sum(map(len, parts)), node.get("type", ""), value, value_days(value), node.get("mod", "")))

    walk(root if body is None else body)
    text = "".join(parts)
    created = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    published = value_days(created.get("value", "")) if created is not None else None
    blocks = tuple(Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*\S|\S", text))
    return Report(path.stem, path.name, None, None, None, published[0] if published else None, "given", "en", text, blocks), marked


def agrees(mention: DateMention, timex: Timex) -> bool:
    ours, days = mention.value, timex.days
    if days is None or ours.precision == "unknown":
        return False
    if ours.start is None or ours.end is None:  # "since X": the mark spans X alone
        return (ours.start or ours.end) in days
    if (ours.start, ours.end) == days:
        return True
    if mention.span.end - mention.span.start > timex.end - timex.start + 3 and ours.precision == "range":
        return ours.start == days[0] or ours.end == days[1]
    inside = days[0] <= ours.start and ours.end <= days[1]
    part = re.match(r"(?:the )?(?:early|late|mid|earlier|later|end|beginning|middle)", mention.span.quote, re.IGNORECASE)
    return inside and (bool(timex.mod) or part is not None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    folder = options.folder / "timeml"
    if not folder.is_dir():
        print(f"skipped: {folder} is not there")
        return 0
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        measure(part, options.errors)
    return 0


def measure(part: Path, errors: int) -> None:
    found = matched = right = wanted = answered = reports = 0
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for path in sorted(part.glob("*.tml")):
        report, marked = read(path)
        reports += 1
        mentions = find_dates(analyse(report))
        dates = [timex for timex in marked if timex.type == "DATE" and timex.days]
        wanted += len(dates)
        for timex in dates:
            hit = next((m for m in mentions if m.span.start < timex.end and timex.start < m.span.end), None)
            words = " ".join(report.text[timex.start : timex.end].split()).lower()
            if hit is None:
                missed[f"{words} = {timex.value}"] += 1
                continue
            matched += 1
            answered += hit.value.precision != "unknown"
            if agrees(hit, timex):
                right += 1
            else:
                wrong[f"{words}: {timex.value}, read {hit.value.edtf} in {path.stem} of {report.published}"] += 1
        for mention in mentions:
            other = [timex for timex in marked if timex.start < mention.span.end and mention.span.start < timex.end]
            if not other:
                false[" ".join(mention.span.quote.split()).lower()] += 1
            found += not other or any(timex.days and timex.type == "DATE" for timex in other)
    precision, recall = matched / max(found, 1), matched / max(wanted, 1)
    print(f"{part.name}: {reports} reports, {wanted} dates marked, {found} found")
    print(f"  spans   P {precision:.3f}  R {recall:.3f}  F {2 * precision * recall / max(precision + recall, 1e-9):.3f}")
    value_precision, value_recall = right / max(found, 1), right / max(wanted, 1)
    print(
        f"  values  P {value_precision:.3f}  R {value_recall:.3f}  F {2 * value_precision * value_recall / max(value_precision + value_recall, 1e-9):.3f}"
        f"  (right of those matched and answered: {right / max(answered, 1):.3f})"
    )
    for title, counter in (("missed", missed), ("wrong", wrong), ("not marked", false)):
        for words, count in counter.most_common(errors):
            print(f"  {title} {count}: {words}")


if __name__ == "__main__":
    sys.exit(main())
