"""Gives the tables of a record file: the append-only event log and the views derived from it. SQL for SQLite 3.40 and later.

In pairs of accounts `one` comes before `other` in the order of their ids; a judgement about a single thing has no `other`, one about a total and its part
has the total first. `until` is the last day that an incident may lie on; a total may count until its report came out.
"""

from __future__ import annotations

from collections.abc import Mapping

APPLICATION_ID = 0x544F4C4C
"""Marks the file as a tollbook record ("TOLL")."""
VERSION = 3
"""2: judgements, comparisons and joined incidents. 3: totals with their parts, codebooks. An older record is read as it is and brought up by the first
command that writes to it."""
VERSIONS = (1, 2, 3)
"""The versions that can be read."""

EVENT_TABLE = """
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT
"""

GUARDS = (
    "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END",
    "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END",
    "CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event WHEN NEW.seq <= (SELECT max(seq) FROM event) "
    "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END",
)

VIEW_TABLES: Mapping[str, str] = {
    "report": """
CREATE TABLE report (
  id TEXT PRIMARY KEY,
  read_seq INTEGER NOT NULL,
  coded_seq INTEGER,
  source TEXT NOT NULL,
  outlet TEXT,
  origin TEXT,
  title TEXT,
  published TEXT,
  published_basis TEXT NOT NULL,
  language TEXT,
  text_sha256 TEXT NOT NULL,
  characters INTEGER NOT NULL,
  tollbook TEXT,
  codebook TEXT,
  profile TEXT
) STRICT
""",
    "incident": """
CREATE TABLE incident (
  report TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  anchor TEXT NOT NULL,
  edtf TEXT,
  date_start TEXT,
  date_end TEXT,
  date_precision TEXT,
  date_basis TEXT,
  place TEXT,
  place_quote TEXT,
  geonameid INTEGER,
  lat REAL,
  lon REAL,
  place_precision TEXT,
  admin1 TEXT,
  country TEXT,
  until TEXT,
  PRIMARY KEY (report, position)
) STRICT
""",
    "claim": """
CREATE TABLE claim (
  report TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  incident TEXT,
  field TEXT NOT NULL,
  min ANY,
  max ANY,
  qualifier TEXT NOT NULL,
  group_words TEXT,
  group_kind TEXT,
  quote TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  said_by TEXT,
  stance TEXT NOT NULL,
  subset_of TEXT,
  rule TEXT NOT NULL,
  PRIMARY KEY (report, position)
) STRICT
""",
    "number": """
CREATE TABLE number (
  report TEXT NOT NULL,
  position INTEGER NOT NULL,
  quote TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (report, position)
) STRICT
""",
    "failure": """
CREATE TABLE failure (
  seq INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  problem TEXT NOT NULL,
  advice TEXT NOT NULL
) STRICT
""",
    "linked": """
CREATE TABLE linked (
  report TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  weights TEXT NOT NULL,
  crowded INTEGER NOT NULL
) STRICT, WITHOUT ROWID
""",
    "blocking": """
CREATE TABLE blocking (
  weights TEXT NOT NULL,
  key TEXT NOT NULL,
  published TEXT NOT NULL,
  account TEXT NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (weights, key, published, account)
) STRICT, WITHOUT ROWID
""",
    "comparison": """
CREATE TABLE comparison (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  seq INTEGER NOT NULL,
  weights TEXT NOT NULL,
  bits REAL NOT NULL,
  share REAL NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID
""",
    "judgement": """
CREATE TABLE judgement (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  question TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT,
  field TEXT,
  value TEXT,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  standing INTEGER NOT NULL
) STRICT, WITHOUT ROWID
""",
    "codebook": """
CREATE TABLE codebook (
  hash TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  text TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID
""",
    "membership": """
CREATE TABLE membership (
  account TEXT PRIMARY KEY,
  report TEXT NOT NULL,
  published TEXT NOT NULL,
  incident TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    "joining": """
CREATE TABLE joining (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  source TEXT NOT NULL,
  outcome TEXT NOT NULL,
  because TEXT NOT NULL,
  PRIMARY KEY (one, other, source)
) STRICT, WITHOUT ROWID
""",
}

INDEXES = (
    "CREATE INDEX incident_by_id ON incident (id)",
    "CREATE INDEX incident_by_day ON incident (status, until, id)",
    "CREATE INDEX incident_by_country ON incident (status, country, until, id)",
    "CREATE INDEX claim_by_id ON claim (id)",
    "CREATE INDEX claim_by_incident ON claim (incident)",
    "CREATE INDEX event_by_subject ON event (subject, kind)",
    "CREATE INDEX blocking_by_report ON blocking (report)",
    "CREATE INDEX comparison_by_other ON comparison (other)",
    "CREATE INDEX comparison_to_decide ON comparison (abs(share - 0.5), one, other) WHERE answer = 'undecided'",
    "CREATE INDEX judgement_by_question ON judgement (question)",
    "CREATE INDEX judgement_by_one ON judgement (one)",
    "CREATE INDEX judgement_by_other ON judgement (other)",
    "CREATE INDEX judgement_set ON judgement (field, value) WHERE kind = 'set' AND standing",
    "CREATE INDEX membership_by_incident ON membership (incident)",
    "CREATE INDEX joining_by_other ON joining (other)",
    "CREATE INDEX joining_by_outcome ON joining (outcome)",
    "CREATE INDEX linked_by_weights ON linked (weights)",
)


def statements() -> tuple[str, ...]:
    """Every statement that makes an empty record, in order."""
    return (EVENT_TABLE.strip(), *GUARDS, *(sql.strip() for sql in VIEW_TABLES.values()), *INDEXES)
