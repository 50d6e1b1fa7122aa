"""The trials of the record in small: reports that are constructed well, a base that is laid again moved in time, kills that met a transaction."""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from growth_bulk import Base
from growth_reports import FIRST, World, read_world, reports
from kill_watch import Kill, run_and_kill
from record_order import first_difference, make, shown, some_judgements

import tollbook
from tollbook.comparer import AcrossReports
from tollbook.link.across.block import keys_of
from tollbook.model.account import accounts_of
from tollbook.record.coding import Stamp
from tollbook.record.rebuild import rebuild
from tollbook.record.store import Author, open_store
from tollbook.record.view import read_log

STAMP = Stamp("0.1.0", "abc", "default")
AUTHOR = Author("machine tollbook 0.1.0", datetime(2026, 1, 1, tzinfo=UTC))
COLUMNS = (
    "number_of_sources",
    "where_coordinates",
    "adm_1",
    "country",
    "latitude",
    "longitude",
    "where_prec",
    "type_of_violence",
    "side_a",
    "side_b",
    "best",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Invented rows in the columns that are read."""
    folder = tmp_path_factory.mktemp("ged")
    rows = [
        (3, "Aton town", "North", "Country A", 10.0, 20.0, 1.0, "1.0", "Government of A", "Front B", 12),
        (2, "Beton", "North", "Country A", 10.4, 20.3, 2.0, "3.0", "Front B", "Civilians", 3),
        (1, "South", "South", "Country A", 5.0, 21.0, 4.0, "2.0", "Front B", "Front C", 0),
    ]
    for name in ("ged_ucdpged.csv", "ged_mexico.csv", "ged_myanmar.csv"):
        with (folder / name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([COLUMNS, *rows])
    return read_world(folder)


def test_constructed_reports_are_the_same_for_the_same_seed_and_quote_their_text(world: World) -> None:
    made = [one for _, one in islice(reports(world, per_day=5), 60)]
    assert [one.report.id for one in made] == [one.report.id for _, one in islice(reports(world, per_day=5), 60)]
    for one in made:
        spans = [claim.span for claim in one.claims] + [incident.anchor for incident in one.incidents]
        assert all(one.report.text[span.start : span.end] == span.quote for span in spans)
        assert {claim.incident for claim in one.claims} == {incident.id for incident in one.incidents}
    assert max(Counter(one.report.text for one in made).values()) > 1, "some are copies"


def test_a_base_laid_again_stands_under_later_keys_and_meets_new_reports(world: World, tmp_path: Path) -> None:
    path, days = tmp_path / "a.toll", 8
    comparer = AcrossReports()
    with open_store(path, STAMP, comparer) as store:
        for begun, one in reports(world, per_day=5):
            if begun > 5 * days:
                break
            store.add(one, AUTHOR)
    base = Base(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = _counts(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
        laid = base.lay(connection, 1, days, FIRST + timedelta(days=365))
        assert laid == before["report"]
        assert _counts(connection) == {name: 2 * count for name, count in before.items()}
        keys = {row[0] for row in connection.execute("SELECT key FROM blocking")}
        sizes = Counter(row[0] for row in connection.execute("SELECT count(*) FROM membership GROUP BY incident"))
    assert all(count % 2 == 0 for count in sizes.values()), "every incident is there twice"
    later = next(one for begun, one in reports(world, "later", per_day=5, first=FIRST + timedelta(days=days)) if begun)
    assert any(key in keys for account in accounts_of(later) for key in keys_of(account)), "keys of the moved days are those of such days"
    with open_store(path, STAMP, comparer) as store:
        assert store.add(later, AUTHOR) == "added"


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = ("report", "incident", "claim", "blocking", "comparison", "membership", "joining", "event")
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


@pytest.mark.parametrize("bound", [32, 3])
def test_tolls_and_incidents_do_not_depend_on_order_or_batches(
    world: World, tmp_path: Path, bound: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real comparer; with a small bound many keys stand for more accounts than are looked at."""
    monkeypatch.setattr("tollbook.record.bounds.PER_KEY", bound)
    made = [one for _, one in islice(reports(world, per_day=5), 50)]
    judgements = some_judgements(made, random.Random("some"))
    make(tmp_path / "first.toll", made, len(made), {-1: judgements})
    first = shown(tmp_path / "first.toll")
    assert len(first["joint tolls"]) < len(first["incidents"]), "some are joined"
    assert len(first["judgements"]) == len(judgements) > 5
    for number in range(2):
        chance = random.Random(number)
        order = chance.sample(made, len(made))
        late = {chance.randrange(-1, len(order)): [one] for one in judgements[:3]}
        late[-1] = [*late.get(-1, []), *judgements]
        path = tmp_path / f"{number}.toll"
        make(path, order, (7, 50)[number], late)
        assert first_difference(first, shown(path)) is None
        assert rebuild(path).whole


WRITES = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from record_factory import AUTHOR, STAMP, small
from tollbook.record.store import open_store
with open_store(Path({record!r}), STAMP) as store:
    for n in range(4000):
        store.add(small(n), AUTHOR)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at locks as Linux has them")
def test_a_kill_that_counts_met_an_open_transaction_and_loses_nothing(tmp_path: Path) -> None:
    record, folder = tmp_path / "a.toll", Path(__file__).parents[1] / "record"
    command = [sys.executable, "-c", WRITES.format(tests=str(folder), record=str(record))]
    path = os.pathsep.join([str(Path(tollbook.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    chance = random.Random("kills")
    for skip in (3, 5, 8):
        found = run_and_kill(command, record, {**os.environ, "PYTHONPATH": path}, chance, skip, 0.001)
        assert isinstance(found, Kill), "it writes thousands of reports"
        log = list(read_log(record))
        assert len(log) >= found.committed > 0
        assert log[found.committed - 1].hash == found.head
        assert rebuild(record).whole
