"""Gives the few ways in which text stands out in a terminal; without colour nothing is lost, since signs say the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How output looks: its width in columns, and whether escape sequences may be used."""

    width: int = 100
    colour: bool = False

    def strong(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def quiet(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text

    def marked(self, text: str) -> str:
        """The words that a value stands on."""
        return f"\x1b[1;7m⟦{text}⟧\x1b[0m" if self.colour else f"⟦{text}⟧"
