"""Gives the raw stretches of a text before they are marked: what a plain file or a page says about each, no judgement yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Hint = Literal["", "title", "heading", "not_article"]


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] as one line or paragraph. `hint` is what the source's markup says, `link_share` how much of it is link text."""

    start: int
    end: int
    hint: Hint = ""
    reason: str | None = None
    link_share: float = 0.0
    listed: bool = False
