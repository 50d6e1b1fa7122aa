"""Takes the folder of evaluation data; gives how well speakers are found on PolNeAR (source, cue, content; brat offsets). Stores no text.

    python eval/speakers.py FOLDER [--parts rules|learned|both] [--out answers.jsonl] [--show missed|extra|content] [--limit N]

FOLDER holds `text/NAME.txt` and `attributions/NAME.*` (brat: Source, Cue and Content spans joined by E lines), as PolNeAR's parts do.

Only attributions that touch a sentence with a number or a casualty word count. A source is found when an attribution with an overlapping cue has
an overlapping source; the strict figures ask for equal spans.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from parts import PARTS

from tollbook.extract.speakers import Attribution, find_attributions
from tollbook.model.text import Block, Report
from tollbook.text.document import Document, analyse

_CASUALTY = re.compile(
    r"\d|\b(?:kill|dead|death|die[ds]?\b|dying|wound|injur|casualt|victim|murder|slain|massacre|hundred|thousand|dozen"
    r"|two|three|four|five|six|seven|eight|nine|ten\b)",
    re.I,
)
_REPORTING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according to|report(?:s|ed|ing)?|announc\w+|confirm\w*|claim\w*|stat(?:ed|ing)|add(?:s|ed|ing)"
    r"|warn\w*|den(?:y|ies|ied|ying)|accus\w+|blam\w+|cit(?:es|ed|ing)|quot(?:es|ed|ing)|estimat\w+|f(?:ind|inds|ound)|show(?:s|ed)?|insist\w*|alleg\w+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: sets of code points of its source, cue and content."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def document_of(text: str) -> Document:
    """A document whose blocks are the text's lines."""
    blocks = [Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return analyse(Report("eval", "eval", None, None, None, None, "unknown", "en", text, tuple(blocks)))


def gold_of(path: Path) -> list[Gold]:
    """The attributions of one brat file; those with no cue or no source are left out (they name nobody)."""
    spans: dict[str, set[int]] = {}
    out: list[Gold] = []
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1 and " " in fields[1]:
            where = fields[1].split(" ", 1)[1]
            spans[fields[0]] = {c for part in where.split(";") for c in range(*map(int, part.split()))}
        elif line.startswith("E"):
            events.append(fields[1].split())
    for roles in events:
        points: dict[str, set[int]] = {"Source": set(), "Cue": set(), "Content": set()}
        for role in roles:
            name, _, target = role.partition(":")
            name = name.rstrip("0123456789")
            if name in points:
                points[name] |= spans.get(target, set())
        if points["Source"] and points["Cue"] and points["Content"]:
            out.append(Gold(frozenset(points["Source"]), frozenset(points["Cue"]), frozenset(points["Content"])))
    return out


@dataclass
class Score:
    """Counts for one measure."""

    hit: int = 0
    gold: int = 0
    found: int = 0
    right: int = 0

    def line(self, name: str) -> str:
        recall = self.hit / self.gold if self.gold else 0.0
        precision = self.right / self.found if self.found else 0.0
        f = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{name:<34} P {precision:.3f}  R {recall:.3f}  F {f:.3f}   ({self.gold} gold, {self.found} found)"


def points(start: int, end: int) -> frozenset[int]:
    return frozenset(range(start, end))


def found_in(document: Document, parts: str) -> list[Attribution]:
    """tollbook's attributions of a document: by its rules, by its learned part, or, as it is installed, by both."""
    from tollbook.learned.reading import learned_reading  # noqa: PLC0415 -- the rules alone need no weights

    if parts == "rules":
        return list(find_attributions(document))
    every = find_attributions(document, learned_reading(document))
    if parts == "both":
        return list(every)
    heard_alone = find_attributions(document, learned_reading(document), rules=False)
    return list(heard_alone)


def run(folder: Path, show: str, limit: int, parts: str = "both", out: Path | None = None) -> None:
    overlap, equal, cues, reporting = Score(), Score(), Score(), Score()
    content = [0, 0, 0]
    shown = 0
    answers: list[str] = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        document = document_of(text)
        keep = [(s.start, s.end) for s in document.sentences if _CASUALTY.search(text[s.start : s.end])]
        inside = frozenset(c for start, end in keep for c in range(start, end))
        brat = folder / "attributions" / (path.stem + ".ann")
        if not brat.exists():
            brat = next(iter((folder / "attributions").glob(path.stem + "*")))
        every = gold_of(brat)
        gold = [g for g in every if g.cue & inside]
        found = [a for a in found_in(document, parts) if a.cue.start in inside]
        answers += [_answer(path.stem, a) for a in found]
        for g in gold:
            near = [a for a in found if points(a.cue.start, a.cue.end) & g.cue]
            hit = [a for a in near if points(a.source.start, a.source.end) & g.source or _stands_for(text, a, g)]
            overlap.gold += 1
            equal.gold += 1
            cues.gold += 1
            cues.hit += bool(near)
            overlap.hit += bool(hit)
            equal.hit += any(points(a.source.start, a.source.end) == g.source for a in hit)
            core = bool(_REPORTING.search(_text(text, g.cue)))
            reporting.gold += core
            reporting.hit += core and bool(hit)
            if hit:
                mine = frozenset(c for a in hit for start, end in a.content for c in range(start, end))
                content[0] += len(mine & g.content)
                content[1] += len(mine)
                content[2] += len(g.content)
                if show == "content" and shown < limit and len(mine ^ g.content) > 30:
                    shown += 1
                    _print_content(text, hit[0], g, mine)
            elif show == "missed" and core and shown < limit:
                shown += 1
                _print_missed(text, document, g, near)
        for a in found:
            right = [g for g in every if points(a.cue.start, a.cue.end) & g.cue]
            source = [g for g in right if points(a.source.start, a.source.end) & g.source or _stands_for(text, a, g)]
            overlap.found += 1
            equal.found += 1
            cues.found += 1
            cues.right += bool(right)
            overlap.right += bool(source)
            if _REPORTING.search(a.cue.quote):
                reporting.found += 1
                reporting.right += bool(source)
            equal.right += any(points(a.source.start, a.source.end) == g.source for g in source)
            if not source and show == "extra" and shown < limit:
                shown += 1
                sentence = document.sentences[a.sentence]
                print(f"EXTRA {a.rule} [{a.source.quote}] <{a.cue.quote}> | {text[sentence.start : sentence.end]}\n")
    if out:
        out.write_text("".join(f"{line}\n" for line in answers), encoding="utf-8")
    print(cues.line("cue"))
    print(overlap.line("source, overlap"))
    print(equal.line("source, equal span"))
    print(reporting.line("source, overlap, reporting cues"))
    hit, mine, theirs = content
    print(f"{'content of found sources, characters':<34} P {hit / max(1, mine):.3f}  R {hit / max(1, theirs):.3f}")


def _answer(name: str, one: Attribution) -> str:
    spans = {
        "source": [one.source.start, one.source.end],
        "cue": [one.cue.start, one.cue.end],
        "content": [list(part) for part in one.content],
    }
    return json.dumps({"id": name, **spans, "rule": one.rule})


def _stands_for(text: str, found: Attribution, gold: Gold) -> bool:
    """Whether the annotators marked a relative pronoun right behind the phrase that we give as its antecedent."""
    return _text(text, gold.source).lower() in ("who", "which", "that") and 0 <= min(gold.source) - found.source.end <= 3


def _text(text: str, where: frozenset[int]) -> str:
    ordered = sorted(where)
    return "".join(text[c] if c - p == 1 else " … " + text[c] for p, c in zip([ordered[0] - 1, *ordered], ordered, strict=False))


def _print_missed(text: str, document: Document, gold: Gold, near: list[Attribution]) -> None:
    sentence = document.sentence_at(min(gold.cue))
    got = "; ".join(f"[{a.source.quote}] {a.rule}" for a in near)
    body = text[sentence.start : sentence.end] if sentence else ""
    print(f"MISSED [{_text(text, gold.source)}] <{_text(text, gold.cue)}> got {got or 'none'} | {body}\n")


def _print_content(text: str, mine: Attribution, gold: Gold, ours: frozenset[int]) -> None:
    print(
        f"CONTENT [{mine.source.quote}] <{mine.cue.quote}> {mine.rule}\n   gold {_text(text, gold.content)!r}\n   ours {_text(text, ours)!r}\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the finding of speakers on PolNeAR.")
    parser.add_argument("folder", type=Path, help="the folder that holds text/ and attributions/")
    parser.add_argument("--parts", choices=PARTS, default="both")
    parser.add_argument("--show", choices=("missed", "extra", "content", ""), default="")
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if not (args.folder / "text").is_dir():
        print(f"{args.folder}/text is absent: nothing was scored. Give a folder that holds text/ and attributions/.")
        return 2
    run(args.folder, args.show, args.limit, args.parts, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
