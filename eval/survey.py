"""Takes the folder of evaluation data; runs tollbook over whole sets of real input and prints, for each, what came out and what it cost.

    python eval/survey.py --data ../shared/data [--set wce|wikinews|re3d|html] [--sample 100 --seed 1 --out sample.txt]

Each set runs in a process of its own, so that peak memory is the set's. `--sample` writes that many random coded reports for reading.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from texts import EvalText, re3d, wiki_current_events, wikinews

from tollbook.model.errors import Failure
from tollbook.model.incident import CodedReport
from tollbook.model.text import Report
from tollbook.pipeline import code_report
from tollbook.read import ReadOptions, read_paths, read_text

SETS = ("wce", "wikinews", "re3d", "html")


@dataclass(frozen=True)
class Row:
    """What one set gave: counts, the share of numbers left over, seconds per report and peak resident memory in megabytes."""

    name: str
    reports: int
    failures: int
    crashes: int
    incidents: int
    claims: int
    named_speakers: int
    placed: int
    numbers: int
    left_over: int
    seconds: float
    megabytes: float


def reports_of(name: str, data: Path) -> Iterator[Report | Failure]:
    """The reports of one set."""
    if name == "html":
        pages = sorted(str(path) for path in (data / "html").rglob("*.html") if path.name != "expected.html")
        yield from read_paths(pages, ReadOptions())
        return
    sources = {"wce": wiki_current_events, "wikinews": wikinews, "re3d": re3d}
    for item in sources[name](data):
        yield _report(item)


def _report(item: EvalText) -> Report:
    published = date.fromisoformat(item.published) if item.published else None
    return read_text(item.text, published=published, outlet=item.outlet, title=item.title, source=item.id)


def survey(name: str, data: Path) -> tuple[Row, list[CodedReport]]:
    """Run one set; a crash is counted, printed and costs one report."""
    coded: list[CodedReport] = []
    failures = crashes = 0
    began = time.perf_counter()
    for report in reports_of(name, data):
        if isinstance(report, Failure):
            failures += 1
            continue
        try:
            coded.append(code_report(report))
        except Exception as error:  # a survey counts crashes and goes on
            crashes += 1
            print(f"crash in {report.source}: {error!r}")
    seconds = time.perf_counter() - began
    claims = [claim for item in coded for claim in item.claims]
    numbers = [number for item in coded for number in item.numbers]
    incidents = [incident for item in coded for incident in item.incidents]
    row = Row(
        name,
        len(coded),
        failures,
        crashes,
        len(incidents),
        len(claims),
        sum(claim.said_by is not None for claim in claims),
        sum(incident.place is not None and incident.place.lat is not None for incident in incidents),
        len(numbers),
        sum(number.outcome == "left_over" for number in numbers),
        seconds / max(1, len(coded)),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    return row, coded


def _child(name: str, data: Path, arguments: argparse.Namespace, queue: multiprocessing.Queue[Row]) -> None:
    row, coded = survey(name, data)
    if arguments.sample and arguments.out:
        chosen = random.Random(arguments.seed).sample(coded, min(arguments.sample, len(coded)))
        with Path(f"{arguments.out}.{name}").open("w", encoding="utf-8") as handle:
            handle.writelines(told(item) for item in chosen)
    queue.put(row)


def told(item: CodedReport) -> str:
    """One coded report as lines to read."""
    lines = [f"\n=== {item.report.source} {item.report.published}\n{item.report.text[:1500]}\n"]
    for incident in item.incidents:
        place = f"{incident.place.name} ({incident.place.country}, {incident.place.precision})" if incident.place else "-"
        when = incident.date.edtf if incident.date else "-"
        doers = ", ".join(actor.name for actor in incident.perpetrators) or "-"
        lines.append(f"* {incident.status} {incident.type} | {place} | {when} | by {doers}\n")
        for claim in item.claims:
            if claim.incident == incident.id:
                said = claim.said_by.quote if claim.said_by else "-"
                part = " (part)" if claim.subset_of else ""
                lines.append(
                    f"    {claim.field} {claim.min}..{claim.max} {claim.qualifier} [{claim.group_kind}] “{claim.span.quote}” says {said}{part}\n"
                )
    loose = [claim.span.quote for claim in item.claims if claim.incident is None]
    left = [number.span.quote for number in item.numbers if number.outcome == "left_over"]
    lines.append(f"  no incident: {loose}; left over: {left}\n")
    return "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="")
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    print(
        "set      | reports | failures | crashes | incidents | claims | named speaker | placed | numbers | left over | s/report | peak MB"
    )
    for name in arguments.set or SETS:
        queue: multiprocessing.Queue[Row] = context.Queue()
        process = context.Process(target=_child, args=(name, arguments.data, arguments, queue))
        process.start()
        row = queue.get()
        process.join()
        share = row.left_over / row.numbers if row.numbers else 0.0
        print(
            f"{row.name:<8} | {row.reports:>7} | {row.failures:>8} | {row.crashes:>7} | {row.incidents:>9} | {row.claims:>6} | {row.named_speakers:>13} | "
            f"{row.placed:>6} | {row.numbers:>7} | {share:>8.1%} | {row.seconds:>8.4f} | {row.megabytes:>7.0f}"
        )


if __name__ == "__main__":
    main()
