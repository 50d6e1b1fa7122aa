"""Takes sentences; gives the words by which they say that they tell more of what was told before. Knows nothing of the other report."""

from __future__ import annotations

from tollbook.link.across.cues import first_cue


def update_cue(sentences: list[str]) -> str | None:
    """The first words that mark an update ("death toll", "yesterday's"), None when nothing does."""
    return first_cue(sentences, ("en", "link_updates.yaml"))
