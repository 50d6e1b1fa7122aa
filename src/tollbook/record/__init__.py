"""Record: the append-only log of what was read and decided, in one SQLite file, and the views derived from it."""
