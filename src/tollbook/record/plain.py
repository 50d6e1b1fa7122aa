"""Takes text of any kind; gives text that SQLite can hold."""

from __future__ import annotations


def plain(text: str | None) -> str | None:
    """Text that SQLite can hold: half characters (lone surrogates) become U+FFFD. The log keeps the text itself."""
    return None if text is None else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
