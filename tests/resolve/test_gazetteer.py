"""The gazetteer file, its keys, and the tables of lexicon/places."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tollbook.lexicon import gazetteer_file
from tollbook.lexicon.load import data_path
from tollbook.model.errors import BadLexicon
from tollbook.resolve import gazetteer, place_tables
from tollbook.resolve.gazetteer import districts, division, look_up
from tollbook.resolve.place_names import fold, loose
from tollbook.resolve.place_rank import distance_km, lies_in
from tollbook.resolve.place_tables import admin1_entry, countries


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("Şalāḩ ad Dīn", "salah ad din"),
        ("Sana’a", "sanaa"),
        ("N'Djamena", "ndjamena"),
        ("Łódź", "lodz"),
        ("São Paulo", "sao paulo"),
        ("Київ", "киів"),
    ],
)
def test_fold_brings_spellings_together(written: str, key: str) -> None:
    assert fold(written) == key


@pytest.mark.parametrize(
    ("one", "other"), [("Al-Hasakah", "Hasaka"), ("Ar Raqqah", "Raqqa"), ("As-Suwayda", "Suwayda"), ("Jabaliyyah", "Jabaliya")]
)
def test_loose_brings_arabic_spellings_together(one: str, other: str) -> None:
    assert loose(fold(one)) == loose(fold(other))


def test_loose_keeps_other_names_apart() -> None:
    assert loose("homs") != loose("hama")
    assert loose("al") == "al"  # an article alone is not stripped to nothing


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Homs", "SY", 34.73, 36.71), ("Aleppo", "SY", 36.20, 37.16), ("Sayyida Zeinab", "SY", 33.44, 36.34), ("Bakhmut", "UA", 48.6, 38.0), ("Goma", "CD", -1.68, 29.22),
        ("Zamzam camp", "SD", 13.49, 25.31), ("Baghuz", "SY", 34.47, 40.95), ("Hawija", "IQ", 35.33, 43.77), ("حمص", "SY", 34.73, 36.71), ("Харьков", "UA", 49.98, 36.25),
    ],
)  # fmt: skip
def test_places_are_where_they_are(name: str, country: str, lat: float, lon: float) -> None:
    near = [e for e in look_up(name) if e.country == country and abs(e.lat - lat) < 0.1 and abs(e.lon - lon) < 0.1]
    assert near, look_up(name)[:3]


def test_unknown_names_and_crumbs_give_nothing() -> None:
    assert look_up("Qorambeyla") == () == look_up("") == look_up("x") == look_up("--")


def test_a_missing_gazetteer_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gazetteer_file, "BUILT_IN", ("places", "no_such.sqlite"))
    gazetteer.forget()
    try:
        with pytest.raises(BadLexicon, match=r"no_such\.sqlite is missing .*pip install"):
            look_up("Homs")
        broken = tmp_path / "broken.sqlite"
        broken.write_bytes(b"this is no database, though it is long enough to look like one" * 40)
        monkeypatch.setattr(gazetteer_file, "data_path", lambda *parts: broken)
        with pytest.raises(BadLexicon, match=r"is no gazetteer .*pip install"):
            look_up("Homs")
    finally:
        gazetteer.forget()


def test_the_gazetteer_says_where_it_comes_from_and_cannot_be_written() -> None:
    connection = gazetteer_file.built_in()
    assert len(connection.execute("SELECT inputs FROM stamp").fetchone()[0]) == 64
    sources = {source.id: source for source in gazetteer_file.holdings()[0].sources}
    assert "CC BY 4.0" in sources["geonames"].origin and sources["geonames"].places > 230_000
    assert sources["villages_mm"].places > 60_000 and sources["conflict_places"].places > 1_000
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM place")
    assert data_path("places", "gazetteer.sqlite").stat().st_size < 120_000_000


def test_every_own_place_lies_in_its_country() -> None:
    seen = {entry.id: entry for _, entry in place_tables._own_keys()}
    assert len(seen) >= 250
    for row in gazetteer_file.built_in().execute("SELECT DISTINCT name FROM place WHERE source = 'conflict_places'"):
        seen.update({entry.id: entry for entry in look_up(row[0]) if entry.source == "conflict_places"})
    assert len(seen) >= 1_400
    for entry in seen.values():
        if entry.country is None:
            continue
        middle = countries()[entry.country].entry
        assert distance_km(entry, middle) < 3.4 * (middle.radius_km or 0) + 150, entry
        if entry.admin1:
            parent = admin1_entry(entry.country, entry.admin1)
            slack = 60 if entry.source == "own" else 150  # that of a place of the layer is told by the towns near it
            assert parent is not None and distance_km(entry, parent) < 3 * (parent.radius_km or 0) + slack, (entry, parent)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"name": "X", "feature": "town", "country": "SY", "lat": 1.0, "lon": 2.0}, "source missing"),
        ({"name": "X", "feature": "hamlet", "country": "SY", "lat": 1.0, "lon": 2.0, "source": "public"}, "unknown feature 'hamlet'"),
        ({"name": "X", "feature": "town", "country": "Syria", "lat": 1.0, "lon": 2.0, "source": "public"}, "unknown country 'Syria'"),
        ({"name": "X", "feature": "town", "country": "SY", "lat": 133.0, "lon": 2.0, "source": "public"}, "no coordinate"),
        (["X"], "row 1 is no mapping"),
    ],
)
def test_a_wrong_row_is_named(row: object, problem: str) -> None:
    with pytest.raises(BadLexicon, match=rf"conflict_places\.yaml: .*{problem}"):
        place_tables._own_entry(0, row)


def test_villages_of_a_layer_know_their_division() -> None:
    counts = dict(
        gazetteer_file.built_in().execute("SELECT admin1, count(*) FROM place WHERE source = 'villages_mm' GROUP BY admin1").fetchall()
    )
    assert len(counts) == 15 and max(counts.values()) < 0.4 * sum(counts.values()) and counts["11"] > 10_000  # Shan State


def test_our_own_layer_gives_news_names_to_places_of_geonames() -> None:
    assert {(e.geonameid, e.source) for e in look_up("Choban Bey") if e.country == "SY"} & {
        (e.geonameid, e.source) for e in look_up("Al-Rai") if e.country == "SY"
    }
    rows = [
        line.split("\t")
        for line in (Path(__file__).parents[2] / "gazetteer" / "conflict_places.tsv").read_text(encoding="utf-8").splitlines()
        if line[0] != "#"
    ]
    assert all(len(row) == 9 for row in rows) and len({(row[0], row[1]) for row in rows}) == len(rows)


def test_divisions_hold_their_towns() -> None:
    homs = next(e for e in look_up("Homs") if e.feature == "town" and e.country == "SY")
    assert division(homs) == "Homs"
    province = admin1_entry("SY", homs.admin1)
    assert (
        province is not None
        and lies_in(homs, province)
        and lies_in(homs, countries()["SY"].entry)
        and not lies_in(homs, countries()["LY"].entry)
    )
    assert not lies_in(province, homs) and not lies_in(homs, homs)
    assert any(e.country == "PK" and e.feature == "admin2" for e in districts("bannu"))
