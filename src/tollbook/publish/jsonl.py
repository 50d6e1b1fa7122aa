"""Takes coded reports and events; gives one line of JSON each, the same bytes for the same input. The interface of a report: docs/interface.md."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tollbook.lexicon.sides import sides_of
from tollbook.model.incident import CodedReport
from tollbook.model.wire import dump, interface
from tollbook.publish.terminal.clean import clean_json
from tollbook.record.event import Event, body_of


def report_line(coded: CodedReport, codes: Mapping[str, Mapping[str, str]]) -> str:
    """One report with its incidents, claims and numbers; UCDP's kind of violence where the sides tell it."""
    told = interface(coded, {name: dict(row) for name, row in codes.items()})
    for incident, row in zip(coded.incidents, told["incidents"], strict=True):
        sides = sides_of(incident)
        if sides is not None and sides.violence is not None:
            row["codes"] = {**row["codes"], "ucdp": sides.violence}
        row["sides"] = None if sides is None else dump(sides)
    return _line(told)


def event_line(event: Event) -> str:
    """One event of a record's log with its whole body."""
    return _line({**dump(event), "body": body_of(event)})


def _line(data: object) -> str:
    return clean_json(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(", ", ": ")))
