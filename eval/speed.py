"""Takes the folder of evaluation data; prints how long the whole coding of reports takes against one pass of the encoder that it uses, and how long their
places, dates and actors take against the reading itself (sentences, learned part, figures, speakers, events), all in one run.

    python eval/speed.py ../shared/data [--set wikinews|wce|re3d] [--reports 100]

Both are timed in one process, report by report, in turn; each report is read once before the clock starts. Peak memory is the process's.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from itertools import islice
from pathlib import Path

from survey import SETS, reports_of

from tollbook.extract.claims import extract
from tollbook.learned.encoder import encoder
from tollbook.learned.reading import learned_reading
from tollbook.learned.windows import windows
from tollbook.lexicon.profiles import profile
from tollbook.model.text import Report
from tollbook.pipeline import Settings, code_report
from tollbook.resolve.actors import find_actors
from tollbook.resolve.dates import find_dates
from tollbook.resolve.places import find_places
from tollbook.text.document import analyse


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--set", choices=SETS, default="wikinews")
    parser.add_argument("--reports", type=int, default=100)
    options = parser.parse_args()
    reports = list(islice((one for one in reports_of(options.set, options.data) if isinstance(one, Report)), options.reports))
    network = encoder()
    whole = rules = alone = reading = resolving = 0.0
    for report in reports:
        code_report(report)
        begun = time.perf_counter()
        code_report(report)
        whole += time.perf_counter() - begun
        begun = time.perf_counter()
        code_report(report, Settings(parts="rules"))
        rules += time.perf_counter() - begun
        parts = windows(analyse(report))
        begun = time.perf_counter()
        for part in parts:
            network.run(part)
        alone += time.perf_counter() - begun
        begun = time.perf_counter()
        document = analyse(report)
        extract(document, profile(), learned_reading(document))
        reading += time.perf_counter() - begun
        begun = time.perf_counter()
        find_dates(document), find_actors(document, find_places(document))
        resolving += time.perf_counter() - begun
    count = max(1, len(reports))
    print(f"{options.set}: {len(reports)} reports, {sum(len(report.text) for report in reports) // count} characters each")
    rows = (
        ("whole coding", whole),
        ("rules alone", rules),
        ("one pass of the encoder", alone),
        ("the reading itself", reading),
        ("places, dates, actors", resolving),
    )
    for name, seconds in rows:
        print(f"{name:<26}{1000 * seconds / count:8.1f} ms a report")
    print(f"{'whole against one pass':<26}{whole / max(alone, 1e-9):8.2f} times")
    print(f"{'places ... against reading':<26}{resolving / max(reading, 1e-9):8.2f} times")
    print(f"{'peak memory':<26}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
