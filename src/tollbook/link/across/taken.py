"""Takes sentences; gives the words by which a place changes hands in them. Knows nothing of the other report."""

from __future__ import annotations

from tollbook.link.across.cues import first_cue


def taken_cue(sentences: list[str]) -> str | None:
    """The first words by which a town, base or region is taken, entered or lost; None when nothing says so."""
    return first_cue(sentences, ("en", "link_taken.yaml"))
