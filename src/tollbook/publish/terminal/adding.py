"""Takes what became of reports that were offered to a record; gives a line each and a line for all."""

from __future__ import annotations

from collections.abc import Mapping

from tollbook.model.incident import CodedReport
from tollbook.model.text import Report
from tollbook.publish.dossier import words
from tollbook.publish.terminal.clean import clean


def added_line(report: Report, kept: str, coded: CodedReport | None) -> str:
    """What became of one report."""
    name = clean(report.title or report.source)
    if coded is None:
        return f"{kept}: {report.id}  {name}"
    left = sum(number.outcome == "left_over" for number in coded.numbers)
    counts = [words.plural(len(coded.incidents), "incident"), words.plural(len(coded.claims), "claim")]
    counts += [f"{words.plural(left, 'number')} left over"] if left else []
    return f"{kept}: {report.id}  {name}  ({', '.join(counts)})"


def summary_line(kept: Mapping[str, int], failures: int) -> str:
    """What became of all of them."""
    parts = [f"{count:,} {what}" for what, count in kept.items()]
    if failures:
        parts.append(f"{failures:,} not read")
    return (", ".join(parts) or "nothing to add") + "."


def unlinked_lines(count: int) -> list[str]:
    """How many reports of the record were not compared with the others; nothing when all were."""
    if not count:
        return []
    were = "was" if count == 1 else "were"
    return [f"{words.plural(count, 'report')} {were} not compared with the others; run: tollbook link --record FILE"]
