"""The Python interface: as small as the command line, typed results, nothing printed."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tollbook import api
from tollbook.lexicon.codebook import codebook
from tollbook.model.errors import BadInput, BadLexicon
from tollbook.read.options import ReadOptions

TEXT = "Bomb kills 12 in Goma\n\nAt least 12 people were killed when a bomb exploded in Goma on Monday, police said.\n"
AUTHOR = api.Author(api.MACHINE, datetime(2024, 5, 14, tzinfo=UTC))
OPTIONS = api.Options(ReadOptions(published=date(2024, 5, 14), outlet="Example"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "goma.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_read_code_add_and_view(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (read,) = api.read([report], OPTIONS)
    (coded,) = api.code([report], OPTIONS)
    assert isinstance(coded, api.CodedReport)
    assert coded.report == read
    assert any(claim.min == 12 and claim.said_by and claim.said_by.quote == "police" for claim in coded.claims)
    record = tmp_path / "a.toll"
    (added,) = api.add([report], record, AUTHOR, OPTIONS)
    assert (added.what, added.kept, added.coded) == (read, "added", coded)
    (again,) = api.add([report], record, AUTHOR, OPTIONS)
    assert (again.kept, again.coded) == ("already in the record", None)
    assert api.read_view(record).reports == (coded,)
    assert api.rebuild(record).whole
    assert {event.at for event in api.read_log(record)} == {"2024-05-14T00:00:00Z"}
    assert capsys.readouterr() == ("", "")


def test_a_text_is_coded_like_its_file(report: Path) -> None:
    (coded,) = api.code([report], OPTIONS)
    text = api.code_text(TEXT, published=date(2024, 5, 14), outlet="Example")
    assert isinstance(coded, api.CodedReport)
    assert (text.claims, text.incidents) == (coded.claims, coded.incidents)
    with pytest.raises(BadInput):
        api.code_text("")


def test_standard_input_is_an_argument() -> None:
    (coded,) = api.code(["-"], api.Options(OPTIONS.reading, stdin=io.BytesIO(TEXT.encode())))
    assert isinstance(coded, api.CodedReport)
    assert coded.report.text == TEXT


def test_failures_are_values(tmp_path: Path) -> None:
    (failure,) = api.code([tmp_path / "none.txt"])
    assert isinstance(failure, api.Failure)


def test_a_profile_that_does_not_exist_makes_no_record(report: Path, tmp_path: Path) -> None:
    with pytest.raises(BadLexicon):
        list(api.add([report], tmp_path / "a.toll", AUTHOR, api.Options(settings=api.Settings("none"))))
    assert not (tmp_path / "a.toll").exists()


def test_the_codebook_has_a_stable_name() -> None:
    first = codebook()
    codebook.cache_clear()
    assert codebook() == first
    assert len(first) == 12
