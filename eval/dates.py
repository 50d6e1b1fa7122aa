"""Scores the reading of dates on news marked up in TimeML (TimeBank, AQUAINT, or any other set of .tml files).

    python eval/dates.py PATH [PATH ...] [--half read|kept] [--answers FILE] [--errors N]

A PATH is a .tml file, a folder of them, a folder of such folders, or the folder of evaluation data that holds timeml/. The text is that of <TEXT>; the
publication date is the TIMEX3 with functionInDocument CREATION_TIME. Nothing of the mark-up but that date is given to the reader.

The gold are the TIMEX3 of type DATE whose value lies on the calendar (a day, week, weekend, month, quarter, half, season, year or decade). PRESENT_REF
and the like, times, durations and sets are neither demanded nor counted as false when found.

Documents fall into two halves by the SHA-256 of the file name. Rules are written by looking at the misses of the half `read` alone, and `kept` is the
figure to believe; `--errors` therefore needs `--half`. Without `--half` both are printed, for each folder and for all files together (`pooled`), with
  spans   a gold expression is found when a mention overlaps it
  values  found, and first and last day agree with the days of the gold value; for one end of a range that we read as a whole ("1994" in
          "between 1994 and 1997") when that end agrees; for "early 1994", marked 1994 with a modifier, when ours lies inside
  strings found, and our value written as TIMEX3 is the gold's string: the figure to set beside HeidelTime's. A range that we read as a whole is
          written as its ends, for the gold marks those one by one
The denominator of precision is what was found and is unmarked or marked with a calendar date.

--answers FILE  one line of JSON for each gold date and each mention without one: file, half, start, end, words, gold, ours (EDTF), timex, rule, right
--errors N      the N commonest misses, wrong values and unmarked mentions of the half asked for
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from tollbook.model.incident import DateValue
from tollbook.model.mention import DateMention
from tollbook.model.text import Block, Report
from tollbook.resolve.dates import find_dates
from tollbook.text.document import analyse

Days = tuple[date, date]
HALVES = ("read", "kept")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
EDTF_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
PART = re.compile(r"(?:the )?(?:very )?(?:early|late|mid|earlier|later|end|beginning|start|middle|latter)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timex:
    """One marked expression: offsets, type, value, and the days that the value spans when it lies on the calendar."""

    start: int
    end: int
    type: str
    value: str
    days: Days | None
    mod: str

    @property
    def dated(self) -> bool:
        return self.type == "DATE" and self.days is not None


@dataclass
class Tally:
    """The counts of some documents, and the words of what went wrong in them."""

    reports: int = 0
    wanted: int = 0
    found: int = 0
    matched: int = 0
    right: int = 0
    same: int = 0
    answered: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        for name in ("reports", "wanted", "found", "matched", "right", "same", "answered", "missed", "wrong", "false"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


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
            first = SEASONS[season[2]]
            end = (int(season[1]), first + 2) if first < 11 else (int(season[1]) + 1, 2)
            return date(int(season[1]), first, 1), month_days(*end)[1]
        if re.fullmatch(r"\d{4}", plain):
            return date(int(plain), 1, 1), date(int(plain), 12, 31)
        if re.fullmatch(r"\d{3}", plain):
            return date(int(plain) * 10, 1, 1), date(int(plain) * 10 + 9, 12, 31)
    except ValueError:
        return None
    return None


def timex_string(value: DateValue, words: str) -> str | None:
    """Our value as a TIMEX3 value; None when there is no single one. The part of a month or year ("early March") is the whole in TimeML."""
    start, end = value.start or value.end, value.end or value.start
    if start is None or end is None or value.precision == "unknown":
        return None
    if value.start is None or value.end is None:
        return value.edtf.replace("..", "").strip("/~?")
    if value.precision in ("day", "month", "year"):
        return value.edtf.strip("~?")
    if value.precision == "week":
        return "{}-W{:02}".format(*start.isocalendar()[:2])
    if season := re.fullmatch(r"(\d{4})-(2[1-4])", value.edtf):
        return f"{season[1]}-{EDTF_SEASONS[season[2]]}"
    if decade := re.fullmatch(r"(\d{3})X", value.edtf):
        return decade[1]
    if start.weekday() == 5 and (end - start).days == 1:
        return "{}-W{:02}-WE".format(*start.isocalendar()[:2])
    for kind, months in (("Q", 3), ("H", 6)):
        number = (start.month - 1) // months + 1
        if value_days(f"{start.year:04}-{kind}{number}") == (start, end):
            return f"{start.year:04}-{kind}{number}"
    return _whole(start, end, words) if PART.match(words) else None


def _whole(start: date, end: date, words: str) -> str | None:
    last = words.lower().split()[-1]
    if last == "week":
        return "{}-W{:02}".format(*start.isocalendar()[:2])
    if (start.year, start.month) == (end.year, end.month) and last != "year":
        return f"{start.year:04}-{start.month:02}"
    return f"{start.year:04}" if start.year == end.year else None


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
    if mention.span.end - mention.span.start > timex.end - timex.start + 3 and ours.precision in ("range", "week"):
        return ours.start == days[0] or ours.end == days[1]
    inside = days[0] <= ours.start and ours.end <= days[1]
    return inside and (bool(timex.mod) or PART.match(mention.span.quote) is not None)


def _ends(mention: DateMention, timex: Timex) -> tuple[str, ...]:
    """The ends of a longer range as TIMEX3 values of the gold's own length (a day, a month or a year)."""
    longer = mention.span.end - mention.span.start > timex.end - timex.start + 3 and mention.value.precision in ("range", "week")
    ends = (mention.value.start, mention.value.end) if longer else ()
    return tuple(end.isoformat()[: len(timex.value)] for end in ends if end is not None)


def half_of(path: Path) -> str:
    """The half that a file belongs to, by its name alone."""
    return HALVES[hashlib.sha256(path.stem.encode()).digest()[0] % 2]


def score(path: Path, answers: list[dict[str, object]]) -> Tally:
    """The counts of one file; its answers are added to the list."""
    report, marked = read(path)
    mentions = find_dates(analyse(report))
    tally = Tally(reports=1)
    for timex in (timex for timex in marked if timex.dated):
        hit = next((m for m in mentions if m.span.start < timex.end and timex.start < m.span.end), None)
        words = " ".join(report.text[timex.start : timex.end].split())
        tally.wanted += 1
        right = hit is not None and agrees(hit, timex)
        string = timex_string(hit.value, " ".join(hit.span.quote.split())) if hit else None
        if hit is None:
            tally.missed[f"{words.lower()} = {timex.value}"] += 1
        else:
            tally.matched += 1
            tally.answered += hit.value.precision != "unknown"
            tally.right += right
            tally.same += timex.value in (string, *_ends(hit, timex))
            if not right:
                tally.wrong[f"{words.lower()}: {timex.value}, read {hit.value.edtf} in {path.stem} of {report.published}"] += 1
        answers.append(_line(path, timex.start, timex.end, words, gold=timex.value, hit=hit, timex=string, right=right))
    for mention in mentions:
        other = [timex for timex in marked if timex.start < mention.span.end and mention.span.start < timex.end]
        if not other:
            words = " ".join(mention.span.quote.split())
            tally.false[words.lower()] += 1
            answers.append(_line(path, mention.span.start, mention.span.end, words, gold=None, hit=mention, timex=None, right=False))
        tally.found += not other or any(timex.dated for timex in other)
    return tally


def _line(path: Path, start: int, end: int, words: str, *, hit: DateMention | None, **rest: object) -> dict[str, object]:
    ours = (
        {"ours": hit.value.edtf, "rule": hit.value.rule, "anaphoric": hit.anaphoric}
        if hit
        else {"ours": None, "rule": None, "anaphoric": False}
    )
    return {"file": path.name, "half": half_of(path), "start": start, "end": end, "words": words, **ours, **rest}


def show(name: str, tally: Tally, errors: int) -> None:
    print(f"{name}: {tally.reports} reports, {tally.wanted} dates marked, {tally.found} found")
    for title, hits in (("spans", tally.matched), ("values", tally.right), ("strings", tally.same)):
        precision, recall = hits / max(tally.found, 1), hits / max(tally.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        more = f"  (right of those matched and answered: {tally.right / max(tally.answered, 1):.3f})" if title == "values" else ""
        print(f"  {title:8}P {precision:.3f}  R {recall:.3f}  F {f1:.3f}{more}")
    for title, counter in (("missed", tally.missed), ("wrong", tally.wrong), ("not marked", tally.false)):
        for words, count in counter.most_common(errors):
            print(f"  {title} {count}: {words}")


def folders(paths: list[Path]) -> Iterator[tuple[str, list[Path]]]:
    """The files to score, by the folder that holds them."""
    for path in paths:
        top = path / "timeml" if (path / "timeml").is_dir() else path
        if top.is_file():
            yield top.name, [top]
        for folder in sorted({file.parent for file in top.rglob("*.tml")}) if top.is_dir() else ():
            yield folder.name, sorted(folder.glob("*.tml"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    if options.errors and not options.half:
        parser.error("--errors needs --half read (or --half kept, once rules are no longer written)")
    found = list(folders(options.paths))
    if not found:
        print(f"skipped: no .tml file in {', '.join(map(str, options.paths))}")
        return 0
    halves = (options.half,) if options.half else HALVES
    answers: list[dict[str, object]] = []
    pooled = {half: Tally() for half in halves}
    for name, files in found:
        tallies = {half: Tally() for half in halves}
        for file in files:
            if half_of(file) in tallies:
                tallies[half_of(file)].add(score(file, answers))
        for half, tally in tallies.items():
            show(f"{name}, half {half}", tally, 0)
            pooled[half].add(tally)
    for half, tally in pooled.items():
        show(f"pooled, half {half}", tally, options.errors)
    if not options.half:
        whole = Tally()
        for tally in pooled.values():
            whole.add(tally)
        show("pooled, both halves", whole, 0)
    if options.answers:
        options.answers.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in answers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
