"""Takes the name of an ablation; gives the settings that read with those parts: the rules alone, the learned part alone, or both as installed."""

from __future__ import annotations

from typing import get_args

from tollbook.pipeline import Parts, Settings

PARTS = get_args(Parts)


def settings_of(parts: str) -> Settings:
    """Raises ValueError for a name that is none of PARTS."""
    if parts not in PARTS:
        raise ValueError(f"{parts!r} is none of {', '.join(PARTS)}")
    return Settings(parts=parts)
