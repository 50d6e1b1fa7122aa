"""Takes the learned reading and a phrase; gives how it reads the phrase's status and type. Decides nothing: linking weighs it beside the rules."""

from __future__ import annotations

from tollbook.learned.reading import Reading
from tollbook.model.mention import Telling


def telling(reading: Reading, sentence: int, first: int, last: int) -> Telling | None:
    """Status and type of the tokens first..last (excluded); None where the phrase was not read."""
    status = reading.classes("status", sentence, first, last)
    types = reading.classes("event", sentence, first, last)
    if not status:
        return None
    event = 1 - types["O"]
    return Telling(status, {name: share / max(event, 1e-6) for name, share in types.items() if name != "O"}, event)
