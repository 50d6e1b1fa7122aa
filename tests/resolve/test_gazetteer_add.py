"""Places that a user adds: dumps, own lists, what is refused, what goes on after an interruption."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.lexicon import gazetteer_file
from tollbook.lexicon.codebook import codebook
from tollbook.model.errors import BadInput, BadLexicon
from tollbook.publish.terminal.gazetteer import holding_lines
from tollbook.publish.terminal.style import Style
from tollbook.resolve import gazetteer, gazetteer_add
from tollbook.resolve.gazetteer import look_up, spelt_like
from tollbook.resolve.gazetteer_add import add, remove


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "data" / "gazetteer.sqlite"
    monkeypatch.setenv("TOLLBOOK_GAZETTEER", "")
    gazetteer.forget()
    monkeypatch.setenv("TOLLBOOK_GAZETTEER", str(path))
    yield path
    monkeypatch.setenv("TOLLBOOK_GAZETTEER", "")
    gazetteer.forget()


def dump_line(
    number: int, name: str, code: str = "P.PPL", country: str = "SY", lat: str = "35.1", lon: str = "36.7", aliases: str = ""
) -> str:
    kind, feature = code.split(".")
    return "\t".join(
        [
            str(number),
            name,
            name,
            aliases,
            lat,
            lon,
            kind,
            feature,
            country,
            "",
            "11",
            "",
            "",
            "",
            "40",
            "",
            "",
            "Asia/Damascus",
            "2020-01-01",
        ]
    )


def test_a_dump_is_added_from_a_zip_and_says_what_it_covers(kept: Path, tmp_path: Path) -> None:
    lines = [
        dump_line(9_000_001, "Qorambeyla", aliases="Koram Beila,قرمبيلا"), dump_line(9_000_002, "Wadi Zirnuq", code="H.STM"), "no\tline",
        dump_line(9_000_003, "Nowhere", lat="95.0"), dump_line(9_000_004, "Elsewhere", country="QQ"),
    ]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", "\n".join(lines) + "\n")
        archive.writestr("readme.txt", "about")
    done = add(tmp_path / "SY.zip")
    assert (done.places, dict(done.countries), sum(done.left_out.values())) == (1, {"SY": 1}, 4)
    assert [example.split(":")[0] for example in done.examples] == ["line 3", "line 4", "line 5"]
    for name in ("Qorambeyla", "koram-beila", "قرمبيلا"):
        assert [(e.geonameid, e.feature, e.source) for e in look_up(name)] == [(9_000_001, "village", "SY.zip")]
    assert add(tmp_path / "SY.zip").unchanged
    assert [held.path for held in gazetteer_file.holdings()][1] == kept


def test_an_own_list_needs_four_columns_and_names_wrong_lines(kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "Name;Country;Latitude;Longitude;feature;aliases\nQorambeyla;Syria;35.2;36.8;camp;Koram Beila|Qoram\nX1;;1;2;;\nZirnuq;SYR;abc;2;;\n",
        encoding="utf-8-sig",
    )
    done = add(own, source="ours")
    assert done.places == 1 and len(done.examples) == 2 and "line 4: 'abc', '2' are no coordinates" in done.examples[1]
    (entry,) = look_up("Qoram")
    assert (entry.feature, entry.country, entry.geonameid, entry.source, entry.layered) == ("camp", "SY", None, "ours", True)
    own.write_text("name,country,lat,lon\nZirnuq,SY,35.3,36.9\n", encoding="utf-8")
    assert add(own, source="ours").places == 1 and look_up("Qorambeyla") == ()  # a changed list replaces what it gave before
    assert remove("ours") == 1 and look_up("Zirnuq") == ()
    with pytest.raises(BadLexicon, match="no source 'ours'"):
        remove("ours")


@pytest.mark.parametrize("content", ["a,b,c\n1,2,3\n", "", "\x00\xff\x00", "name,lat,lon\nX,1,2\n"])
def test_a_file_that_is_no_list_is_refused_with_what_it_needs(kept: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.csv").write_text(content, encoding="latin-1")
    with pytest.raises(BadInput, match="must name the columns name, country, lat, lon"):
        add(tmp_path / "bad.csv")
    with pytest.raises(BadInput, match="cannot be read"):
        add(tmp_path / "absent.csv")


def test_an_interrupted_run_is_an_error_until_it_is_run_again(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "SY.txt"
    source.write_text("".join(dump_line(9_000_000 + n, f"Qorambeyla {n:03d}x") + "\n" for n in range(1, 101)), encoding="utf-8")
    monkeypatch.setattr(gazetteer_add, "_BATCH", 10)

    def stop(lines: int, places: int) -> None:
        if lines >= 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(source, progress=stop)
    gazetteer.forget()
    with pytest.raises(BadLexicon, match=r"adding SY\.txt has not finished; run `tollbook gazetteer add` again"):
        look_up("Homs")
    done = add(source)
    assert (done.resumed_at, done.places) == (50, 100)
    assert look_up("Qorambeyla 001x") and look_up("Qorambeyla 100x")
    rows, distinct, places = (
        sqlite3.connect(kept).execute("SELECT count(*), count(DISTINCT key || place), count(DISTINCT place) FROM name").fetchone()
    )
    assert rows == distinct and places == 100


def test_a_named_file_that_is_absent_or_foreign_is_a_loud_error(kept: Path) -> None:
    with pytest.raises(BadLexicon, match="is not there; correct the variable"):
        look_up("Homs")
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"this is no database, though it is long enough to look like one" * 40)
    gazetteer.forget()
    with pytest.raises(BadLexicon, match="is no gazetteer"):
        look_up("Homs")


def test_added_places_change_the_name_of_the_codebook(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,country,lat,lon\nZirnuq,SY,35.3,36.9\n", encoding="utf-8")
    add(own)
    codebook.cache_clear()
    named = codebook()
    monkeypatch.setenv("TOLLBOOK_GAZETTEER", "")
    gazetteer.forget()
    codebook.cache_clear()
    assert codebook() != named


KILLED = """
import os, signal, sys
from pathlib import Path
from tollbook.resolve import gazetteer_add
gazetteer_add._BATCH = 10
gazetteer_add.add(Path(sys.argv[1]), progress=lambda lines, places: os.kill(os.getpid(), signal.SIGKILL) if lines >= 50 else None)
"""


def test_a_run_that_is_killed_goes_on_behind_what_it_kept(kept: Path, tmp_path: Path) -> None:
    source = tmp_path / "SY.txt"
    lines = [dump_line(9_000_000 + n, f"Qorambeyla {n:03d}x") for n in range(1, 101)]
    lines[6] = "a broken row"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(source)], check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL and kept.exists()
    gazetteer.forget()
    with pytest.raises(BadLexicon, match="has not finished"):
        look_up("Homs")
    done = add(source)
    assert (done.resumed_at, done.places) == (51, 99)
    assert [example.split(":")[0] for example in done.examples] == ["line 7"]  # of the part that the killed run had read
    assert look_up("Qorambeyla 001x") and look_up("Qorambeyla 100x") and not look_up("a broken row")
    with sqlite3.connect(kept) as store:
        for table in ("name", "sound"):
            rows, distinct, places = store.execute(
                f"SELECT count(*), count(DISTINCT key || place), count(DISTINCT place) FROM {table}"
            ).fetchone()
            assert rows == distinct and places == 99
    assert remove("SY.txt") == 99
    with sqlite3.connect(kept) as store:
        assert store.execute(
            "SELECT (SELECT count(*) FROM name) + (SELECT count(*) FROM sound) + (SELECT count(*) FROM place)"
        ).fetchone() == (0,)


def test_what_is_added_says_of_when_it_is_and_is_found_in_another_spelling(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(dump_line(9_000_001, "Qorambeyla") + "\n", encoding="utf-8")
    (tmp_path / "own.tsv").write_text("name\tcountry\tlat\tlon\nZirnuq\tSY\t35.3\t36.9\n", encoding="utf-8")
    os.utime(tmp_path / "own.tsv", (1_750_000_000, 1_750_000_000))
    for file in ("SY.txt", "own.tsv"):
        add(tmp_path / file)
    held = gazetteer_file.holdings()[1]
    assert {source.id: source.origin.split(", ")[-1] for source in held.sources} == {
        "SY.txt": "newest entry of 2020-01-01",
        "own.tsv": "file of 2025-06-15",
    }
    assert held.countries == {"SY.txt": {"SY": 1}, "own.tsv": {"SY": 1}}
    found = spelt_like("Koram Beyla", "SY", "11")
    assert found is not None and found.same and found.entry.geonameid == 9_000_001
    assert spelt_like("Korambeyla", "IQ") is None


def test_an_added_file_of_another_version_is_a_loud_error(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,country,lat,lon\nZirnuq,SY,35.3,36.9\n", encoding="utf-8")
    add(tmp_path / "own.csv")
    with sqlite3.connect(kept) as store:
        store.execute("PRAGMA user_version = 1")
    gazetteer.forget()
    with pytest.raises(BadLexicon, match="made by another version of tollbook; move it away"):
        look_up("Homs")
    with pytest.raises(BadLexicon, match="made by another version of tollbook; move it away"):
        add(tmp_path / "own.csv")


def test_what_is_known_is_listed_by_source_and_by_country(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,country,lat,lon\nZirnuq,SY,35.3,36.9\n", encoding="utf-8")
    add(tmp_path / "own.csv", source="ours")
    shown = "\n".join(holding_lines((gazetteer_file.tables(), *gazetteer_file.holdings()), None, Style(200)))
    assert all(name in shown for name in ("conflict_places.yaml", "ged_places.tsv", "villages_mm", "geonames", "ours", "July 2026"))
    of_syria = "\n".join(holding_lines((gazetteer_file.tables(), *gazetteer_file.holdings()), "SY", Style(200)))
    assert "places of SY" in of_syria and "ours" in of_syria and "villages_mm" not in of_syria
    assert "no place of MC" in "\n".join(holding_lines((gazetteer_file.holdings()[1],), "MC", Style(200)))
