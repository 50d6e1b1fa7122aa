"""Takes incident narratives with known fatalities and injuries; gives how often tollbook reads the same, and how often it sees harm where there was none.

    python eval/cidb.py ../shared/data/cidb/cidb_1960_1979.jsonl [--parts rules|learned|both] [--out answers.jsonl]

The file holds one object a line: `EventsPK` (id), `IncidentDescription` (the text), `Fatalities` and `Injuries` of others than the perpetrators, where -88
and -99 stand for unknown, and `Event_Year`, `Event_Month`, `Event_Day` where known. tollbook's answer is the number of people killed (injured) in the
new incidents that it reads in the narrative by its usual toll rule, added up where a narrative tells several incidents; no claim at all is read as
none harmed, a figure that it leaves open as no answer.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parts import PARTS, settings_of

from tollbook.model.errors import TollbookError
from tollbook.model.incident import CodedReport
from tollbook.pipeline import code_report
from tollbook.read.text import read_text
from tollbook.record.tolls import Toll, tolls

FIELDS = {"Fatalities": "killed", "Injuries": "injured"}
UNKNOWN = -80
"""Figures up to here stand for unknown."""


@dataclass
class Tally:
    """What came of the rows of one column."""

    harmed: int = 0
    exact: int = 0
    missed: int = 0
    zeros: int = 0
    alarms: int = 0
    open: int = 0

    def count(self, gold: int, read: int | None) -> None:
        self.open += read is None
        if gold > 0:
            self.harmed += 1
            self.exact += read == gold
            self.missed += read == 0
        else:
            self.zeros += 1
            self.alarms += read != 0


def harm_of(coded: CodedReport, field: str) -> int | None:
    """How many people the new incidents of a report harmed in this way; None where some claim leaves the figure open and none states it."""
    total = 0
    for incident in coded.incidents:
        if incident.status != "new":
            continue
        found = [toll for toll in tolls(incident.id, coded.claims) if toll.field == field]
        stated = [value for toll in found if toll.group_kind is None and (value := _stated(toll)) is not None]
        stated = stated or [value for toll in found if (value := _stated(toll)) is not None]
        if found and not stated:
            return None
        total += sum(stated)
    return total


def _stated(toll: Toll) -> int | None:
    """The best figure of a toll as its words state it: "more than 30" is entered as 30."""
    best = toll.best if toll.best is not None else toll.low
    makers = {claim.qualifier for claim in toll.claims if claim.id in (toll.best_by or toll.made_by)}
    return best - 1 if best is not None and makers == {"more_than"} else best


def day_of(row: dict[str, str]) -> date | None:
    """The day of the incident where the row has one; it stands for the day of the telling."""
    try:
        return date(int(row["Event_Year"]), int(row["Event_Month"]), int(row["Event_Day"]))
    except (KeyError, ValueError):
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--parts", choices=PARTS, default="both")
    parser.add_argument("--out", type=Path, help="write each row's answer beside the gold")
    options = parser.parse_args()
    settings = settings_of(options.parts)
    tallies = {column: Tally() for column in FIELDS}
    answers = []
    for line in options.path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        try:
            coded = code_report(read_text(row["IncidentDescription"], published=day_of(row)), settings)
        except TollbookError as error:
            print(f"{row['EventsPK']}: {error}", file=sys.stderr)
            continue
        answer: dict[str, object] = {"id": row["EventsPK"]}
        for column, field in FIELDS.items():
            gold, read = int(row[column] or UNKNOWN), harm_of(coded, field)
            answer[column] = {"gold": gold if gold > UNKNOWN else None, "read": read}
            if gold > UNKNOWN:
                tallies[column].count(gold, read)
        answers.append(answer)
    print(f"{options.parts}: {len(answers)} narratives")
    for column, tally in tallies.items():
        share = tally.exact / tally.harmed if tally.harmed else 0.0
        print(
            f"{FIELDS[column]:8} exact where above 0: {tally.exact}/{tally.harmed} {share:.3f} (read as none {tally.missed}); "
            f"true zeros {tally.zeros}, false alarms {tally.alarms}; left open {tally.open}"
        )
    print(f"false alarms in all: {sum(t.alarms for t in tallies.values())} in {sum(t.zeros for t in tallies.values())} true zeros")
    if options.out:
        options.out.write_text("".join(json.dumps(one) + "\n" for one in answers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
