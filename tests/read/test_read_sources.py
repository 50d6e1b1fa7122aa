"""Paths of every kind: each problem is one Failure in its place, and the reports beside it are read."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import socket
from datetime import date
from pathlib import Path

import pytest

from tollbook.model.errors import Failure
from tollbook.model.text import Report
from tollbook.read import sources
from tollbook.read.options import ReadOptions
from tollbook.read.sources import read_paths

SENTENCE = "Six people were killed in the northern town on Monday, the police said."
REPORT = f"Six killed in town\n\n{SENTENCE}\n"
OPTIONS = ReadOptions(published=date(2016, 2, 22))


def read(*paths: Path | str, options: ReadOptions = OPTIONS, stdin: bytes | None = None) -> list[Report | Failure]:
    return list(read_paths([str(path) for path in paths], options, io.BytesIO(stdin) if stdin is not None else None))


def only_failure(found: list[Report | Failure]) -> Failure:
    assert len(found) == 1 and isinstance(found[0], Failure), found
    assert found[0].problem and found[0].advice
    return found[0]


def only_report(found: list[Report | Failure]) -> Report:
    assert len(found) == 1 and isinstance(found[0], Report), found
    return found[0]


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_a_folder_is_walked_in_name_order_and_a_bad_file_costs_itself(tmp_path: Path) -> None:
    write(tmp_path, "b/two.txt", REPORT)
    write(tmp_path, "a.txt", REPORT)
    write(tmp_path, "b/one.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    write(tmp_path, "c.txt", b"")
    write(tmp_path, ".hidden.txt", REPORT)
    write(tmp_path, "d.txt", REPORT)
    found = read(tmp_path)
    assert [(type(item).__name__, Path(item.source).relative_to(tmp_path).as_posix()) for item in found] == [
        ("Report", "a.txt"),
        ("Failure", "b/one.png"),
        ("Report", "b/two.txt"),
        ("Failure", "c.txt"),
        ("Report", "d.txt"),
    ]
    assert found == read(tmp_path)


def test_a_text_file_is_stored_character_for_character(tmp_path: Path) -> None:
    text = "Six killed\r\n\r\n\tSix “people” were killed – 57 in all – on Monday.\r\n"
    assert only_report(read(write(tmp_path, "a.txt", text))).text == text


def test_standard_input(tmp_path: Path) -> None:
    assert only_report(read("-", stdin=REPORT.encode())).text == REPORT
    assert "no standard input" in only_failure(read("-")).problem


BAD_FILES = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\n\t ", "is empty"),
    ("bom-only.txt", codecs.BOM_UTF8, "holds no text"),
    ("nul.txt", b"Six people\0were killed.", "NUL bytes"),
    ("random.bin", bytes(range(256)) * 8, "NUL bytes"),
    ("paper.pdf", b"%PDF-1.7 ...", "is a PDF file"),
    ("pdf.txt", b"%PDF-1.7 ...", "is a PDF file"),
    ("letter.docx", b"PK\x03\x04....", "office document"),
    ("table.csv", b"date,dead\n2016-02-22,6\n", "is a table"),
    ("page.xml", b"<?xml version='1.0'?><data><x/></data>", "is XML"),
    ("list.json", b"six", "neither { nor ["),
    ("koi8.txt", "Шесть человек погибли в понедельник.".encode("koi8-r"), "encoding that cannot be told"),
    ("damaged.txt.gz", gzip.compress(REPORT.encode() * 50)[:60], "damaged gzip"),
    ("twice.txt.gz", gzip.compress(gzip.compress(REPORT.encode())), "gzip inside gzip"),
    ("utf16.txt", codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "byte order mark of utf-16"),
    ("empty.html", b"<html><head><title>Six killed</title></head><body><script>x</script></body></html>", "holds no text"),
    ("empty.rss", b"<rss version='2.0'><channel><title>Star</title></channel></rss>", "feed without entries"),
]


@pytest.mark.parametrize(("name", "data", "problem"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES])
def test_a_bad_file_is_one_clear_failure(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    good = write(tmp_path, "good.txt", REPORT)
    failure, report = read(write(tmp_path, name, data), good)
    assert isinstance(failure, Failure) and problem in failure.problem and failure.advice
    assert isinstance(report, Report)


def test_fifty_megabytes_of_one_line_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as out:
        for _ in range(50):
            out.write(b"killed six " * 95_325)
    assert "larger than 20,000,000 bytes" in only_failure(read(path)).problem
    short = ReadOptions(max_bytes=100_000_000)
    assert "more than the 1,000,000" in only_failure(read(path, options=short)).problem


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = write(tmp_path, "bomb.txt.gz", gzip.compress(b"a" * 60_000_000))
    assert bomb.stat().st_size < 100_000
    assert "larger than 20,000,000 bytes unpacked" in only_failure(read(bomb)).problem
    lines = write(tmp_path, "bomb.jsonl.gz", gzip.compress(b"\n" * 3_000_000))
    small = ReadOptions(max_unpacked=1_000_000)
    assert "unpacks to more than 1,000,000 bytes" in only_failure(read(lines, options=small)).problem


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Six “killed” in Zürich – the police said so.".encode("cp1252"), "cp1252"),
        (codecs.BOM_UTF16_LE + "Six “killed” in Zürich.".encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + "Six “killed” in Zürich.".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_another_encoding_is_read_and_named(tmp_path: Path, data: bytes, encoding: str) -> None:
    report = only_report(read(write(tmp_path, "a.txt", data)))
    assert report.text.startswith("Six “killed” in Zürich")
    assert any(encoding in warning for warning in report.warnings)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    report = only_report(read(write(tmp_path, "a.txt", codecs.BOM_UTF8 + REPORT.encode())))
    assert report.text == REPORT
    assert any("byte order mark" in warning for warning in report.warnings)


def test_damaged_utf8_is_read_with_its_damage_counted(tmp_path: Path) -> None:
    data = "“Six” were killed in Zürich – police.".encode() + b" \xff end."
    report = only_report(read(write(tmp_path, "a.txt", data)))
    assert "\ufffd end." in report.text and "“Six”" in report.text
    assert any("1 unreadable" in warning for warning in report.warnings)


def test_gzip_is_taken_off(tmp_path: Path) -> None:
    assert only_report(read(write(tmp_path, "a.txt.gz", gzip.compress(REPORT.encode())))).text == REPORT
    page = f"<html><body><p>{SENTENCE}</p></body></html>"
    assert SENTENCE in only_report(read(write(tmp_path, "a.html.gz", gzip.compress(page.encode())))).text


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe" in only_failure(read(tmp_path / "pipe")).problem
    assert "no such file" in only_failure(read(tmp_path / "missing")).problem
    assert "is no possible path" in only_failure(read("a\0b")).problem
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no file" in only_failure(read(empty)).problem
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(tmp_path)
        listener.bind("sock")
        assert "is a socket" in only_failure(read(tmp_path / "sock")).problem


def test_links_that_loop_or_dangle_cost_themselves(tmp_path: Path) -> None:
    write(tmp_path, "a/one.txt", REPORT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "gone").symlink_to("nowhere")
    (tmp_path / "a" / "two.txt").symlink_to("one.txt")
    found = read(tmp_path / "a")
    problems = {Path(item.source).name: item.problem for item in found if isinstance(item, Failure)}
    assert sorted(problems) == ["gone", "loop", "self"]
    assert "not followed" in problems["loop"] and "leads nowhere" in problems["gone"] and "cannot be reached" in problems["self"]
    assert [Path(item.source).name for item in found if isinstance(item, Report)] == ["one.txt", "two.txt"]


def test_an_unreadable_file_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", REPORT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads everything: let the system call itself refuse

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("builtins.open", refuse)
    assert "permission denied" in only_failure(read(path)).problem


def test_an_unexpected_error_costs_one_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_on_first(draft: object, options: object) -> Report:
        monkeypatch.setattr(sources, "assemble", whole)
        raise ZeroDivisionError

    whole = sources.assemble
    monkeypatch.setattr(sources, "assemble", fail_on_first)
    first, second = read(write(tmp_path, "a.txt", REPORT), write(tmp_path, "b.txt", REPORT))
    assert isinstance(first, Failure) and "ZeroDivisionError" in first.problem
    assert isinstance(second, Report)


def lines(*values: object) -> bytes:
    return b"".join((value if isinstance(value, bytes) else json.dumps(value).encode()) + b"\n" for value in values)


def test_json_lines_carry_text_and_metadata() -> None:
    data = lines(
        {"text": REPORT, "title": "Six killed", "date": "2016-02-21T23:50:00-05:00", "outlet": "Northern Star"}, {"body": SENTENCE}
    )
    first, second = read("-", options=ReadOptions(), stdin=data)
    assert isinstance(first, Report) and isinstance(second, Report)
    assert (first.source, first.text, first.outlet) == ("-#1", REPORT, "Northern Star")
    assert (first.published, first.published_basis) == (date(2016, 2, 21), "metadata")
    assert (second.text, second.published_basis) == (SENTENCE, "unknown")


BAD_LINES: list[tuple[object, str]] = [
    (b"{not json", "no valid JSON"),
    ([1, 2], "JSON list"),
    ("six", "JSON string"),
    (6, "JSON number"),
    ({"title": "x"}, "no text field"),
    ({"text": 6}, "is a JSON number"),
    ({"text": ["six"]}, "is a JSON list"),
    ({"text": "  "}, "is empty"),
    ({"text": "six\0killed"}, "NUL characters"),
    (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    (b'{"text": "\xff\xfe\xfd\xfc\xfb"}', "encoding that cannot be told"),
]


@pytest.mark.parametrize(("value", "problem"), BAD_LINES, ids=[problem for _, problem in BAD_LINES])
def test_a_bad_line_costs_that_line_only(tmp_path: Path, value: object, problem: str) -> None:
    first, second, third = read(write(tmp_path, "a.jsonl", lines({"text": REPORT}, value, {"text": REPORT})))
    assert isinstance(first, Report) and isinstance(third, Report)
    assert isinstance(second, Failure) and problem in second.problem and second.source.endswith("a.jsonl#2")


def test_an_overlong_line_is_passed_over(tmp_path: Path) -> None:
    small = ReadOptions(max_bytes=100_000)
    path = write(tmp_path, "a.jsonl", lines({"text": SENTENCE}, {"text": "x" * 500_000}, {"text": SENTENCE}, {"text": "y" * 150_000}))
    found = read(path, options=small)
    assert [type(item).__name__ for item in found] == ["Report", "Failure", "Report", "Failure"]


def test_wrong_metadata_types_are_warned_of_and_left_out() -> None:
    report = only_report(read("-", options=ReadOptions(), stdin=lines({"text": REPORT, "title": 5, "date": 20160222, "outlet": {"a": 1}})))
    assert (report.title, report.outlet, report.published) == ("Six killed in town", None, None)
    assert len([warning for warning in report.warnings if "left out" in warning]) == 3


def test_html_in_a_text_field_is_read_as_a_fragment() -> None:
    field = f"<h2>Market bomb</h2><p>{SENTENCE}</p><script>var dead = 99</script>"
    report = only_report(read("-", stdin=lines({"content": field, "title": "Six killed"})))
    assert report.text == f"Market bomb\n\n{SENTENCE}" and report.title == "Six killed"
    assert any("holds HTML" in warning for warning in report.warnings)
    start = report.text.index("Six people")
    text, source = max(pair for pair in report.source_offsets if pair[0] <= start)
    assert field[source + start - text :].startswith(SENTENCE)


def test_a_json_file_of_one_object_or_a_list(tmp_path: Path) -> None:
    one = write(tmp_path, "one.json", json.dumps({"text": REPORT}, indent=2))
    many = write(tmp_path, "many.json", json.dumps([{"text": REPORT}, 5, {"text": SENTENCE}], indent=2))
    assert only_report(read(one)).text == REPORT
    assert [type(item).__name__ for item in read(many)] == ["Report", "Failure", "Report"]


def test_the_content_decides_before_the_name(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body><p>{SENTENCE}</p><p>{SENTENCE}</p></body></html>"
    assert "<p>" not in only_report(read(write(tmp_path, "page.txt", page))).text
    assert only_report(read(write(tmp_path, "text.html", REPORT))).text == REPORT
    assert only_report(read(write(tmp_path, "lines.txt", lines({"text": SENTENCE})))).text == SENTENCE
    angle = "<Editors: keep> Six people were killed on Monday, the police said."
    assert only_report(read(write(tmp_path, "angle.txt", angle))).text == angle


def test_the_future_is_refused_by_the_option() -> None:
    options = ReadOptions(published=date(2030, 1, 1), today=date(2026, 1, 1))
    report = only_report(read("-", options=options, stdin=REPORT.encode()))
    assert report.published is None and any("future" in warning for warning in report.warnings)


def test_a_path_that_is_no_utf8_is_shown_printably(tmp_path: Path) -> None:
    name = os.fsencode(str(tmp_path)) + b"/caf\xe9.txt"
    with open(name, "wb") as out:
        out.write(REPORT.encode())
    report = only_report(read(os.fsdecode(name)))
    assert report.source.endswith("caf\ufffd.txt")
