"""Every cue of a place that changes hands reads its own sentences and leaves the others alone."""

from __future__ import annotations

import pytest

from tollbook.lexicon.load import table
from tollbook.link.across.taken import taken_cue

ROWS = table("en", "link_taken.yaml")["cues"].values()


@pytest.mark.parametrize("sentence", [one for row in ROWS for one in row["reads"]])
def test_reads(sentence: str) -> None:
    assert taken_cue([sentence]) is not None


@pytest.mark.parametrize("sentence", [one for row in ROWS for one in row["leaves"]])
def test_leaves(sentence: str) -> None:
    assert taken_cue([sentence]) is None
