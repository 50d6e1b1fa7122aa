"""The wire forms: the lossless one is a round trip, the public one keeps to its schema."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from tollbook.lexicon.codes import incident_codes
from tollbook.model.incident import CodedReport
from tollbook.model.wire import dump, interface, load
from tollbook.pipeline import code_report
from tollbook.publish.jsonl import report_line
from tollbook.read import read_text

ROOT = Path(__file__).parents[2]
TEXTS = sorted(ROOT.glob("examples/*.txt")) + sorted(ROOT.glob("tests/collections/rewrites/*.txt"))
SCHEMA = json.loads((ROOT / "docs" / "interface.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=TEXTS, ids=lambda path: path.stem)
def coded(request: pytest.FixtureRequest) -> CodedReport:
    return code_report(read_text(request.param.read_text(encoding="utf-8"), published=date(2024, 5, 14)))


def test_dump_and_load_are_a_round_trip(coded: CodedReport) -> None:
    assert load(CodedReport, json.loads(json.dumps(dump(coded)))) == coded


def test_interface_keeps_to_its_schema(coded: CodedReport) -> None:
    jsonschema.validate(json.loads(json.dumps(interface(coded, incident_codes()))), SCHEMA)


def test_the_line_of_a_report_keeps_to_its_schema(coded: CodedReport) -> None:
    line = json.loads(report_line(coded, incident_codes()))
    jsonschema.validate(line, SCHEMA)
    assert all("sides" in incident for incident in line["incidents"])


def test_every_span_of_the_interface_quotes_the_text(coded: CodedReport) -> None:
    text = coded.report.text

    def walk(value: object) -> int:
        seen = 0
        if isinstance(value, dict):
            keys = ("start_char", "end_char") if "start_char" in value else ("start", "end")
            if isinstance(value.get("quote"), str) and isinstance(value.get(keys[0]), int):
                assert text[value[keys[0]] : value[keys[1]]] == value["quote"]
                seen += 1
            return seen + sum(walk(item) for item in value.values())
        return sum(walk(item) for item in value) if isinstance(value, list) else 0

    assert walk(interface(coded, incident_codes())) > 0


def test_a_value_of_the_wrong_kind_is_refused(coded: CodedReport) -> None:
    data = dump(coded)
    data["incidents"][0]["status"] = "certain"
    with pytest.raises(TypeError):
        load(CodedReport, data)
