"""Takes the gold files and the folder of evaluation data; writes docs/accuracy.md: every benchmark with its ablations, bad figures too.

    python eval/report.py --data ../shared/data --date 2026-11-23 --out docs/accuracy.md [--only linking]

Every table is what the benchmark of that name prints when it is run alone on the same files; the heading says with which command. `--only WORD` makes anew the
sections whose heading begins with that word (in any case) and leaves the others of the file as they are; each such section says when it was made.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from answer import answer_text
from baseline import baseline
from gate import file_hash
from measure import MEASURES, Score, measure
from parts import PARTS
from score import by_set
from standoff import load_lines, words_of
from texts import all_texts

from tollbook import __version__
from tollbook.lexicon.codebook import codebook

HERE = Path(__file__).resolve().parent
HALVES = (
    ("test.jsonl", "the set-apart half: nobody who writes rules has seen its labels or its texts, and nothing was trained on it"),
    ("dev.jsonl", "the development half: part of it was read while rules were written, so its figures flatter; nothing was trained on it"),
    ("dev_b.jsonl", "the development half by a second annotator, mostly the same texts; all of it was read while rules were written"),
)


@dataclass(frozen=True)
class Benchmark:
    """A script of this folder, the files it is run on (below the data folder), what it shows, and whether it is run for each ablation."""

    script: str
    files: tuple[str, ...]
    title: str
    words: str
    ablated: bool = True
    options: tuple[str, ...] = ()


GOLD = ("--gold", "eval/gold/test.jsonl", "--data", "DATA")
BENCHMARKS = (
    Benchmark(
        "speakers.py",
        ("polnear/dev",),
        "Speakers: PolNeAR dev",
        "source, cue and content of attributions in political news; the learned part was trained on its train part.",
    ),
    Benchmark(
        "muc.py",
        ("muc34/tst1.jsonl", "muc34/tst2.jsonl"),
        "Whole incidents: MUC-4 TST1 and TST2",
        "templates from texts in capitals; the learned part was trained on the development reports. How it is scored: `docs/benchmarks/muc.md`.",
    ),
    Benchmark(
        "cidb.py",
        ("cidb/cidb_1960_1979.jsonl",),
        "Figures: CIDB 1960-79",
        "killed and injured of incident narratives; errors of this file were read while rules were written.",
    ),
    Benchmark(
        "reliability.py",
        (),
        "Confidence",
        "the share right among claims of like confidence, on the set-apart half; fitted on the development half.",
        False,
        GOLD,
    ),
    Benchmark("case.py", (), "Capitals", "the set-apart half as written and in capitals only.", False, GOLD),
    Benchmark(
        "places.py",
        ("geo/lgl.xml", "geo/GeoVirus.xml"),
        "Places: LGL and GeoVirus",
        "names of places found and placed; weights of places were fitted on these two files (five parts by report agree with the whole to a point).",
        False,
    ),
    Benchmark(
        "ged_places.py",
        ("ged/ged_ucdpged.csv", "ged/ged_myanmar.csv", "ged/ged_mexico.csv", "ged/ged_car_v23_1.geojson"),
        "Places: names of UCDP GED rows",
        "names of places of events in sentences of ours, without our own table that was made from such rows; how they are scored: "
        "`docs/benchmarks/where-when-who.md`.",
        False,
    ),
    Benchmark(
        "event_places.py",
        ("event_location/train.jsonl",),
        "The place of an event",
        "words of the place of one event of a sentence, on the eighth of the file that nothing was trained on.",
        False,
    ),
    Benchmark(
        "dates.py",
        ("timeml",),
        "Dates: TimeBank and AQUAINT",
        "dates that lie on the calendar; errors of the half `read` were read.",
        False,
    ),
    Benchmark(
        "actors.py",
        ("ged/ged_ucdpged.csv", "ged/ged_myanmar.csv", "ged/ged_mexico.csv"),
        "Actors: sides named in headlines of UCDP GED rows",
        "the coded side, of those that a headline names.",
        False,
        ("--list", "DATA/ged/ucdp-actor-221.csv"),
    ),
    Benchmark(
        "linking_pairs.py",
        ("wiki_current_events/items_2025.jsonl",),
        "Linking: pairs of short reports",
        "pairs of a year judged by labellers (language models) who knew nothing of the machine; errors on the part 'read' were read while levels were made; "
        "how they are scored: "
        "`docs/benchmarks/linking.md`. The silver groupings are not the question that is asked: a path is mostly a war.",
        False,
        ("--pairs", "eval/gold/linking_pairs.jsonl"),
    ),
    Benchmark(
        "linking_ecb.py",
        ("ecbplus",),
        "Linking: whole reports of ECB+ 1-35",
        "general news, any kind of event; the shipped bits were fitted on these topics, the last two lines are by bits of other topics.",
        False,
        ("--folds",),
    ),
    Benchmark(
        "speed.py", (), "Speed", "a whole reading against one pass of the encoder, and of the rules alone, in one run.", False, ("DATA",)
    ),
)


def half(name: str, why: str, data: Path) -> str:
    """One gold file as a section with its table: all parts by set, then rules and the learned part alone, then the baseline."""
    path = HERE / "gold" / name
    gold = load_lines(path)
    texts = all_texts(data)
    words = {one.id: words_of(one, texts) for one in gold}
    scores = by_set([(one, answer_text(one, texts[one.id], words[one.id])) for one in gold])
    alone = {
        parts: measure([(one, answer_text(one, texts[one.id], words[one.id], parts)) for one in gold]) for parts in ("rules", "learned")
    }
    plain = measure([(one, baseline(one, words[one.id])) for one in gold])
    columns: dict[str, Score] = {**scores, "rules only": alone["rules"], "learned only": alone["learned"], "baseline": plain}
    lines = [f"## `eval/gold/{name}`", "", f"{why[0].upper()}{why[1:]}. {scores['all'].texts} texts, {scores['all'].claims} claims; "]
    lines[-1] += f"SHA-256 of the labels `{file_hash(path)[:16]}…`."
    lines += ["", "| measure | " + " | ".join(columns) + " | right / gold / answered |", "|---|" + "---|" * (len(columns) + 1)]
    for key, what in MEASURES.items():
        shares = [score.counts[key].share for score in columns.values()]
        count = scores["all"].counts[key]
        cells = " | ".join("–" if share is None else f"{share:.3f}" for share in shares)
        lines.append(f"| {what} | {cells} | {count.right} / {count.wanted} / {count.given} |")
    return "\n".join(lines)


def benchmark(one: Benchmark, data: Path) -> str:
    """One benchmark as a section: what it prints, for each ablation."""
    files = [str(data / name) for name in one.files]
    options = [option.replace("DATA", str(data)) for option in one.options]
    hashes = ", ".join(f"`{name}` `{digest(data / name)[:16]}…`" for name in one.files)
    shown = " ".join(["python", f"eval/{one.script}", *(f"DATA/{name}" for name in one.files), *one.options])
    lines = [
        f"## {one.title}",
        "",
        f"{one.words[0].upper()}{one.words[1:]}" + (f" SHA-256: {hashes}." if hashes else ""),
        "",
        f"    {shown}",
        "",
    ]
    for parts in PARTS if one.ablated else ("",):
        given = ["--parts", parts] if parts else []
        command = [sys.executable, str(HERE / one.script), *files, *options, *given]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE.parent)
        if ran.returncode:
            raise SystemExit(f"{one.script} failed: {ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else ran.returncode}")
        lines += [*([f"{parts}:", ""] if parts else []), "```", ran.stdout.rstrip(), "```", ""]
    return "\n".join(lines).rstrip()


def some_anew(options: argparse.Namespace) -> int:
    """Make some benchmarks' sections of an existing file anew, in their place; new ones come before the last section of the file."""
    chosen = [one for one in BENCHMARKS if one.title.lower().startswith(options.only.lower())]
    if not chosen:
        print(f"no section begins with {options.only!r}; there are: {', '.join(one.title for one in BENCHMARKS)}", file=sys.stderr)
        return 1
    head, *sections = options.out.read_text(encoding="utf-8").rstrip().split("\n## ")
    for one in chosen:
        title, _, rest = benchmark(one, options.data).removeprefix("## ").partition("\n")
        made = f"{title}\n\nMade on {options.date} with codebook {codebook()}.{rest}"
        at = next((number for number, section in enumerate(sections) if section.startswith(f"{one.title}\n")), None)
        if at is None:
            sections.insert(len(sections) - 1, made)
        else:
            sections[at] = made
    options.out.write_text("\n## ".join([head, *(section.strip() + "\n" for section in sections)]).rstrip() + "\n", encoding="utf-8")
    return 0


def digest(path: Path) -> str:
    """The SHA-256 of a file, or of the names and bytes of a folder's files in order."""
    found = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            found.update(file.name.encode() if path.is_dir() else b"")
            found.update(file.read_bytes())
    return found.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--date", required=True, help="the day of the measurement, ISO")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", metavar="WORD", help="make anew only the sections whose heading begins with this word")
    options = parser.parse_args()
    if options.only:
        return some_anew(options)
    head = f"""# Accuracy

Made by `eval/report.py` on {options.date} with tollbook {__version__}, codebook {codebook()}, CPython {platform.python_version()}. Measures are explained in
`eval/measure.py`, labels in `eval/gold/README.md`. The baseline is a plain regular expression (number, up to three words, a harm word; no speaker, one
incident a text), scored by the same code. "Rules only" and "learned only" are ablations: numbers, dates, places and actors are the rules' even in the second.
The labels were made by language models under `docs/claims.md`, in separate sittings; no person has checked them yet. The texts are short news
items in English; ranges, denials and long reports with several voices hardly occur, so these figures say nothing on them.
"""
    sections = [half(name, why, options.data) for name, why in HALVES] + [benchmark(one, options.data) for one in BENCHMARKS]
    options.out.write_text(head + "\n" + "\n\n".join(sections) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
