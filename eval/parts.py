"""Takes the name of an ablation; gives the settings that read with those parts: the rules alone, the learned part alone, or both as installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from tollbook.pipeline import Settings

PARTS = ("rules", "learned", "both")


def settings_of(parts: str) -> Settings:
    """Raises ValueError for a name that is none of PARTS."""
    if parts not in PARTS:
        raise ValueError(f"{parts!r} is none of {', '.join(PARTS)}")
    from tollbook.pipeline import Settings  # noqa: PLC0415 -- whoever only compares two files needs no tollbook

    return Settings(parts=cast("Literal['rules', 'learned', 'both']", parts))
