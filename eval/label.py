"""Takes a working file of hand labels with quotes, and the data folder; gives stand-off gold lines (`docs/gold.md`). Never labels by itself.

    python eval/label.py convert labels.txt --data ../shared/data --out eval/gold/dev.jsonl
    python eval/label.py pool dev --data ../shared/data [--set wce|re3d|wikinews]     prints the ids of a pool in sampling order
    python eval/label.py check eval/gold/dev.jsonl --data ../shared/data              hashes and offsets still fit the texts?
    python eval/label.py agree eval/gold/dev.jsonl second.jsonl                       two passes compared, over the texts of the second

The working file, for a text "At least 12 people, including a child, were killed in two blasts, police said. The army denied that 12 died.":

    # a comment; blank lines are free
    @ wce:1234                      a text by id; `@ re3d:UK Government:7 | 1800` labels the paragraphs up to 1800 characters only
    i blasts bombing new            incident: key, type, status; parts of an aggregate follow: `i total bombing aggregate = blasts other`
    all: At least 12 people | killed | >=12 | people | blasts | by=police
    : a child | killed | 1 | children | blasts | by=police | of=all
    : 12#2 | killed | 12 | - | blasts | by=The army | stance=denies

An event line is `e trigger | incident or - | options`: the word that tells the event; options actor=, target=, weapon=, place=, time= (quotes, each
may repeat) and mood=hypothetical or mood=denied. Claims may carry cue=quote, the word of saying that credits the speaker.

A claim line is `name: quote | field | figure | group_kind or - | incident | options`. The name is needed only where `of=` points to it. `quote#2` is
the second occurrence in whole words; a quote that occurs more than once must say which; a line end inside a quote is written as backslash and n.
Options: by=quote, via=quote (may repeat), of=name, stance=, cue=.
Figures: `57` exact, `>=57` at least, `>100` more than, `<=30` at most, `<30` fewer than, `~40` about, `40-60` between, `?` vague, `?24` vague from 24.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from texts import EvalText, all_texts, sha256

from tollbook.model.claim import Field, Qualifier, Stance
from tollbook.model.incident import IncidentType, Status

GROUPS = set(
    "civilians mainly_civilians children women women_and_children journalists health_workers aid_workers peacekeepers fighters soldiers police "
    "security_forces officials leaders prisoners hostages refugees protesters religious workers students attackers nationals people".split()
)
FIGURE = re.compile(r"(?P<sign>>=|<=|>|<|~|\?)?(?P<low>\d+)?(?:-(?P<high>\d+))?")
ROLES = ("actor", "target", "weapon", "place", "time")
COMPARED = ("field", "min", "max", "qualifier", "group_kind", "said_by", "stance", "whole", "incident")


class BadLabel(Exception):
    """A line of the working file that does not fit its text or the conventions."""


@dataclass
class Work:
    """One text being labelled: what its lines have given so far. `names` maps a claim's name to its place in `claims`."""

    item: EvalText
    text: str
    slice: tuple[int, int] | None
    incidents: list[dict[str, object]] = field(default_factory=list)
    claims: list[dict[str, object]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    events: list[dict[str, object]] = field(default_factory=list)


def paragraphs_up_to(text: str, limit: int) -> int:
    """Where the last paragraph that ends within `limit` characters ends; the first paragraph's end where none does."""
    if len(text) <= limit:
        return len(text)
    ends = [match.start() for match in re.finditer(r"\n", text) if text[: match.start()].strip()]
    fitting = [end for end in ends if end <= limit]
    return fitting[-1] if fitting else (ends[0] if ends else len(text))


def find(text: str, quote: str) -> list[int]:
    """[start, end] of `quote` or `quote#n` in whole words; the n-th occurrence must exist and must be named where there are several."""
    words, _, nth = quote.partition("#") if re.search(r"#\d+$", quote) else (quote, "", "")
    words = words.replace("\\n", "\n")
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found:
        raise BadLabel(f"{words!r} does not occur as whole words")
    if not nth and len(found) > 1:
        raise BadLabel(f"{words!r} occurs {len(found)} times: say which with #n")
    if nth and not 1 <= int(nth) <= len(found):
        raise BadLabel(f"{words!r} occurs {len(found)} times, not {nth}")
    start = found[int(nth or 1) - 1]
    return [start, start + len(words)]


def figure(written: str) -> tuple[int | None, int | None, Qualifier]:
    """min, max and qualifier of a written figure."""
    match = FIGURE.fullmatch(written)
    if match is None or (match["low"] is None and match["sign"] != "?") or (match["high"] and match["sign"]):
        raise BadLabel(f"figure {written!r} cannot be read")
    sign, low = match["sign"], int(match["low"]) if match["low"] else None
    if match["high"]:
        return low, int(match["high"]), "between"
    if sign == "?":
        return low, None, "vague"
    assert low is not None
    readings: dict[str | None, tuple[int | None, int | None, Qualifier]] = {
        None: (low, low, "exact"),
        "~": (low, low, "about"),
        ">=": (low, None, "at_least"),
        ">": (low + 1, None, "more_than"),
        "<=": (None, low, "at_most"),
        "<": (None, low - 1, "fewer_than"),
    }
    return readings[sign]


def one_of(value: str, allowed: set[str], what: str) -> str:
    if value not in allowed:
        raise BadLabel(f"{what} {value!r} is none of {', '.join(sorted(allowed))}")
    return value


def add_incident(work: Work, line: str) -> None:
    """`i key type status [= part part]`."""
    head, _, parts = line[1:].partition("=")
    words = head.split()
    if len(words) != 3:
        raise BadLabel("an incident line is `i key type status [= part part]`")
    kind, status = one_of(words[1], set(get_args(IncidentType)), "type"), one_of(words[2], set(get_args(Status)), "status")
    work.incidents.append({"key": words[0], "status": status, "type": kind, "totals_of": parts.split()})


def add_claim(work: Work, line: str) -> None:
    """`name: quote | field | figure | group_kind | incident | options`."""
    head = re.match(r"(\w*):\s*", line)
    if head is None:
        raise BadLabel("a line starts with `@`, `i`, `#` or a claim's `name:`")
    cells = [cell.strip() for cell in line[head.end() :].split("|")]
    if len(cells) < 5:
        raise BadLabel("a claim line is `name: quote | field | figure | group_kind | incident | options`")
    options: dict[str, list[str]] = {}
    for cell in cells[5:]:
        key, _, value = cell.partition("=")
        options.setdefault(one_of(key, {"by", "via", "of", "stance", "cue"}, "option"), []).append(value)
    start, end = find(work.text, cells[0])
    low, high, qualifier = figure(cells[2])
    whole = options.get("of", [""])[0]
    if whole and whole not in work.names:
        raise BadLabel(f"no claim above is named {whole!r}")
    if head[1]:
        work.names[head[1]] = len(work.claims)
    work.claims.append(
        {
            "start": start,
            "end": end,
            "field": one_of(cells[1], set(get_args(Field)), "field"),
            "min": low,
            "max": high,
            "qualifier": qualifier,
            "group_kind": None if cells[3] == "-" else one_of(cells[3], GROUPS, "group_kind"),
            "said_by": find(work.text, options["by"][0]) if "by" in options else None,
            "via": [find(work.text, quote) for quote in options.get("via", [])],
            "stance": one_of(options.get("stance", ["asserts"])[0], set(get_args(Stance)), "stance"),
            "subset_of": work.names[whole] if whole else None,
            **({"cue": find(work.text, options["cue"][0])} if "cue" in options else {}),
            "incident": one_of(cells[4], {str(incident["key"]) for incident in work.incidents}, "incident"),
        }
    )


def add_event(work: Work, line: str) -> None:
    """`e trigger | incident or - | options`."""
    cells = [cell.strip() for cell in line[1:].split("|")]
    if len(cells) < 2:
        raise BadLabel("an event line is `e trigger | incident or - | options`")
    event: dict[str, object] = {name: [] for name in ROLES}
    event["mood"] = "told"
    for cell in cells[2:]:
        key, _, value = cell.partition("=")
        if one_of(key.strip(), {*ROLES, "mood"}, "option") == "mood":
            event["mood"] = one_of(value.strip(), {"hypothetical", "denied"}, "mood")
        else:
            event[key.strip()] = [*(event[key.strip()] or []), find(work.text, value.strip())]  # type: ignore[misc]
    start, end = find(work.text, cells[0])
    keys = {str(incident["key"]) for incident in work.incidents}
    incident = None if cells[1] == "-" else one_of(cells[1], keys, "incident")
    work.events.append({"start": start, "end": end, "incident": incident, **event})


def open_text(line: str, texts: dict[str, EvalText]) -> Work:
    """`@ id [| limit]`."""
    name, _, limit = (part.strip() for part in line[1:].partition("|"))
    if name not in texts:
        raise BadLabel(f"no text has the id {name!r}")
    item = texts[name]
    end = paragraphs_up_to(item.text, int(limit)) if limit else len(item.text)
    return Work(item, item.text[:end], (0, end) if limit and end < len(item.text) else None)


def read_labels(lines: list[str], texts: dict[str, EvalText]) -> Iterator[Work]:
    """Every labelled text of a working file; a wrong line stops with its number and what to mend."""
    work: Work | None = None
    seen: set[str] = set()
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("@"):
                if work:
                    yield work
                work = open_text(line, texts)
                if work.item.id in seen:
                    raise BadLabel(f"{work.item.id} is labelled twice")
                seen.add(work.item.id)
            elif work is None:
                raise BadLabel("the first line names a text: `@ id`")
            elif re.match(r"i\s", line):
                add_incident(work, line)
            elif re.match(r"e\s", line):
                add_event(work, line)
            else:
                add_claim(work, line)
        except (BadLabel, ValueError) as error:
            raise BadLabel(f"line {number}: {error}") from error
    if work:
        yield work


def gold_line(work: Work) -> str:
    """The stand-off line of one text: claims in text order, `subset_of` pointing into that order."""
    keys = {incident["key"] for incident in work.incidents}
    for incident in work.incidents:
        parts = incident["totals_of"]
        if isinstance(parts, list) and not keys.issuperset(parts):
            raise BadLabel(f"{work.item.id}: totals_of names an incident that is not there: {parts}")
    order = sorted(range(len(work.claims)), key=lambda index: (work.claims[index]["start"], work.claims[index]["end"], index))
    place = {old: new for new, old in enumerate(order)}
    claims = []
    for index in order:
        whole = work.claims[index]["subset_of"]
        claims.append({**work.claims[index], "subset_of": place[whole] if isinstance(whole, int) else None})
    spans = [(claim["start"], claim["end"], claim["field"]) for claim in claims]
    if len(set(spans)) < len(spans):
        raise BadLabel(f"{work.item.id}: one span is labelled twice with one field")
    return json.dumps(
        {
            "id": work.item.id,
            "slice": work.slice,
            "sha256": sha256(work.text),
            "published": work.item.published,
            "incidents": work.incidents,
            "claims": claims,
            **({"events": work.events} if work.events else {}),
        }
    )


def check(gold: Path, texts: dict[str, EvalText]) -> int:
    """Prints what no longer fits: a missing text, another hash, an offset outside; gives how many."""
    wrong = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        item = texts.get(entry["id"])
        text = "" if item is None else item.text[slice(*entry["slice"])] if entry["slice"] else item.text
        spans = [span for c in entry["claims"] for span in ([c["start"], c["end"]], c["said_by"], *c["via"]) if span]
        if sha256(text) != entry["sha256"] or any(not 0 <= start < end <= len(text) for start, end in spans):
            print(f"{entry['id']}: the text does not fit the labels")
            wrong += 1
    return wrong


def pool(name: str, ids: list[str]) -> list[str]:
    """The ids of a pool in sampling order: by the SHA-256 of "tollbook-gold-1|" and the id; an even last hex digit is test, an odd one dev."""
    marked = sorted((sha256(f"tollbook-gold-1|{one}"), one) for one in ids)
    return [one for digest, one in marked if (int(digest[-1], 16) % 2 == 0) == (name == "test")]


def agree(first: Path, second: Path) -> None:
    """Prints how far the second pass agrees with the first: exact spans (precision, recall, F1), then each label on the spans that both have."""
    one, two = ({e["id"]: e for e in map(json.loads, path.read_text(encoding="utf-8").splitlines())} for path in (first, second))
    right: Counter[str] = Counter()
    shared = mine = yours = 0
    for name, entry in two.items():
        left, other = (_by_span(each) for each in (one[name], entry))
        mine, yours = mine + len(left), yours + len(other)
        for span in left.keys() & other.keys():
            shared += 1
            right.update(label for label in COMPARED if left[span][label] == other[span][label])
    print(f"texts {len(two)}, claims {mine} and {yours}, same span {shared}, F1 {2 * shared / max(1, mine + yours):.3f}")
    for label in COMPARED:
        print(f"{label:12} {right[label]}/{shared} {right[label] / max(1, shared):.3f}")


def _by_span(entry: dict[str, list[dict[str, object]]]) -> dict[tuple[object, object, int], dict[str, object]]:
    """An entry's claims by span (numbered where two share one); the whole as its span, the incident as its type and status, since keys are free."""
    kinds = {incident["key"]: (incident["type"], incident["status"]) for incident in entry["incidents"]}
    spans = [(claim["start"], claim["end"]) for claim in entry["claims"]]
    found: dict[tuple[object, object, int], dict[str, object]] = {}
    for place, (span, claim) in enumerate(zip(spans, entry["claims"], strict=True)):
        whole = claim["subset_of"]
        found[(*span, spans[:place].count(span))] = {
            **claim,
            "whole": spans[whole] if isinstance(whole, int) else None,
            "incident": kinds[claim["incident"]],
        }
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, values in {"convert": ["labels"], "pool": ["name"], "check": ["gold"], "agree": ["first", "second"]}.items():
        command = commands.add_parser(name)
        for value in values:
            command.add_argument(value, **({"choices": ["dev", "test"]} if value == "name" else {"type": Path}))
        if name != "agree":
            command.add_argument("--data", type=Path, required=True)
    commands.choices["convert"].add_argument("--out", type=Path, required=True)
    commands.choices["pool"].add_argument("--set", default="")
    options = parser.parse_args()
    if options.command == "agree":
        agree(options.first, options.second)
        return 0
    texts = all_texts(options.data)
    if options.command == "check":
        return 1 if check(options.gold, texts) else 0
    if options.command == "pool":
        print("\n".join(pool(options.name, [one for one in texts if one.startswith(options.set)])))
        return 0
    try:
        lines = [gold_line(work) for work in read_labels(options.labels.read_text(encoding="utf-8").splitlines(), texts)]
    except BadLabel as error:
        print(error, file=sys.stderr)
        return 1
    options.out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
