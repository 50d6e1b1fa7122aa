"""A codebook is checked when it is read: what is wrong is named with file, line and remedy, and what counts follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pairs import report

from tollbook.model.errors import BadInput
from tollbook.record.codebook_file import Floors, read_codebook
from tollbook.record.counting import counted
from tollbook.record.view import RecordView

EXAMPLE = Path(__file__).parents[2] / "docs" / "codebook.example.toml"
HEAD = 'format = 1\nname = "A"\nversion = "1"\n'


def of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "book.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_is_sound() -> None:
    book = read_codebook(EXAMPLE)
    assert (book.name, book.version, book.first, book.profile) == ("Lake region, killings of 2024", "1", date(2024, 1, 1), "default")
    assert book.floors == Floors(0.9, 0.1)
    assert len(book.rules) == 2
    assert len(book.hash) == 12
    assert book.stamp("abc") == f"abc {book.hash}"


def test_a_short_one_counts_everything(tmp_path: Path) -> None:
    view = RecordView((report(1, 3, 5, 1),), ())
    assert counted(view, read_codebook(of(tmp_path, HEAD))) == (view, ())


def test_any_change_is_another_codebook_and_line_ends_are_none(tmp_path: Path) -> None:
    first = read_codebook(of(tmp_path, HEAD))
    (tmp_path / "book.toml").write_bytes(HEAD.replace("\n", "\r\n").encode())
    assert read_codebook(tmp_path / "book.toml").hash == first.hash
    assert read_codebook(of(tmp_path, HEAD + "# a word\n")).hash != first.hash


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (HEAD.replace("1\n", "2\n", 1), 1, "`format` is not 1"),
        ("format = 1\n", 1, "`name` is missing"),
        (HEAD + "colour = 3\n", 4, "'colour' is no setting"),
        (HEAD + "\n[include]\ntypes = ['bombing']\nkinds = []\n", 7, "'kinds' is no setting"),
        (HEAD + "[include]\ntypes = ['bombings']\n", 5, "'bombings' is none of the types"),
        (HEAD + "[include]\nstatuses = 'new'\n", 5, "`statuses` is no list"),
        (HEAD + "[places]\ncountries = ['Congo']\n", 5, "'Congo' is no country"),
        (HEAD + "[places]\nunknown = 'no'\n", 5, "neither true nor false"),
        (HEAD + "[period]\nfirst = '2024'\n", 5, "`first` is no day"),
        (HEAD + "[period]\nfirst = 2024-02-01\nlast = 2024-01-01\n", 6, "ends before it begins"),
        (HEAD + "[read]\nprofile = 'mine'\n", 5, "there is no profile"),
        (HEAD + "[toll]\nrule = 'mean'\n", 5, "there is no rule"),
        (HEAD + "[toll]\nmin_confidence = 2\n", 5, "`min_confidence` is no share"),
        (HEAD + "[link]\nsame = 0.2\ndifferent = 0.5\n", 6, "lies above"),
        (HEAD + "link = 3\n", 4, "'link' is no section"),
        (HEAD + "[link\n", 4, "is no TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_remedy(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = of(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        read_codebook(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}: ")
    assert problem in message
    assert ";" in message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'name = "caf\xe9"')
    for name, problem in (("latin.toml", "no UTF-8"), ("none.toml", "cannot be read")):
        with pytest.raises(BadInput, match=problem):
            read_codebook(tmp_path / name)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("[include]\ntypes = ['bombing']\n", "type attack on civilians"), ("[include]\nstatuses = ['background']\n", "status new"),
        ("[places]\ncountries = ['SY']\n", "country CD"), ("[period]\nfirst = 2024-02-01\n", "before the period"),
        ("[period]\nlast = 2023-12-31\n", "after the period"), ("[period]\nlast = 2024-01-04\nunknown = false\n", None),
        ("[places]\ncountries = ['CD', 'SY']\n", None),
    ],
)  # fmt: skip
def test_what_counts(tmp_path: Path, settings: str, reason: str | None) -> None:
    coded = report(1, 3, 5, 1)
    view, left_out = counted(RecordView((coded,), ()), read_codebook(of(tmp_path, HEAD + settings)))
    assert left_out == (((reason, 1),) if reason else ())
    assert len(view.incidents()) == (0 if reason else 1)
    assert view.reports[0].claims == coded.claims, "claims stay"


def test_what_is_unknown_counts_unless_the_codebook_says_otherwise(tmp_path: Path) -> None:
    incident = replace(report(1, 3, 5, 1).incidents[0], date=None, place=None)
    settings = "[places]\ncountries = ['CD']\n[period]\nfirst = 2024-01-01\n"
    assert read_codebook(of(tmp_path, HEAD + settings)).leaves_out(incident) is None
    assert read_codebook(of(tmp_path, HEAD + settings + "unknown = false\n")).leaves_out(incident) == "date unknown"
    strict = settings.replace("\n[period]", "\nunknown = false\n[period]")
    assert read_codebook(of(tmp_path, HEAD + strict)).leaves_out(incident) == "country unknown"
