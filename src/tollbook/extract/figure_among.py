"""Figure rules for who is among the harmed: "among the dead were four children", "three of the victims were children", "a nurse is among those killed"."""

from __future__ import annotations

from tollbook.extract.nouns import word_class
from tollbook.extract.reading import SentenceReading

_FIELDS = {
    **dict.fromkeys(("dead", "killed", "deceased", "fatalities", "slain", "deaths"), "killed"),
    **dict.fromkeys(("injured", "wounded", "hurt"), "injured"),
    **dict.fromkeys(("missing", "disappeared"), "missing"),
    **dict.fromkeys(("abducted", "kidnapped"), "abducted"),
    **dict.fromkeys(("arrested", "detained"), "arrested"),
}


def read_among(reading: SentenceReading) -> None:
    """Both orders around "among", and a partitive of the dead that says who they were."""
    lowers = reading.lowers
    for at, word in enumerate(lowers):
        if word != "among" or at + 2 >= len(lowers) or lowers[at + 1] not in ("the", "those"):
            continue
        end = at + 3 if lowers[at + 2] in ("people", "persons") else at + 2
        field = _FIELDS.get(lowers[end]) if end < len(lowers) else None
        if field is not None:
            _behind(reading, at, end + 1, field)
            _before(reading, at, field)
    _named_dead(reading)
    _partitives(reading)


def _named_dead(reading: SentenceReading) -> None:
    """'The fatalities included four men and a woman', 'the dead were three nurses': who the harmed were."""
    lowers = reading.lowers
    for at in range(1, len(lowers) - 2):
        verb = lowers[at + 1] in ("include", "includes", "included") or (lowers[at + 1] in ("were", "are") and lowers[at] in _FIELDS)
        field = _FIELDS.get(lowers[at], "killed" if lowers[at] == "victims" else None)
        item = reading.starts.get(at + 2) if verb and field is not None and lowers[at - 1] in ("the", "its") else None
        if item is not None and field is not None and item.form in ("person", "single", "definite") and not reading.is_taken(item):
            reading.take_run_right(item, field, "among_the_harmed", at)


def _behind(reading: SentenceReading, at: int, end: int, field: str) -> None:
    """'Among the dead were four children and a nurse'."""
    if end < len(reading.lowers) and reading.lowers[end] in word_class("be"):
        item = reading.starts.get(end + 1)
        if item is not None and not reading.is_taken(item):
            reading.take_run_right(item, field, "among_the_harmed", at)


def _before(reading: SentenceReading, at: int, field: str) -> None:
    """'A nurse is among those killed'."""
    begin = at
    while begin > 0 and reading.lowers[begin - 1] in word_class("be"):
        begin -= 1
    item = reading.ends.get(begin) if begin < at else None
    if item is not None and item.form != "harm_noun" and not reading.is_taken(item):
        reading.take(item, field, "among_the_harmed", at)
        reading.take_run_left(item, field, "among_the_harmed", at)


def _partitives(reading: SentenceReading) -> None:
    """'Three of the dead were children': how many of them were of a kind."""
    for item in reading.counted:
        if item.form != "partitive" or item.head is None or item.last >= len(reading.lowers) or reading.is_taken(item):
            continue
        field = _FIELDS.get(reading.lowers[item.last - 1])
        if (
            field is not None
            and reading.lowers[item.last] in word_class("be")
            and reading.lowers[item.head] == reading.lowers[item.last - 1]
        ):
            reading.take(item, field, "of_the_harmed", item.head)
