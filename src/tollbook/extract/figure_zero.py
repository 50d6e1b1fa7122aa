"""Figure rules for explicit zero ("no casualties", "nobody was hurt") and for harm with no figure ("other reports put the toll higher")."""

from __future__ import annotations

from tollbook.extract.counted import Counted
from tollbook.extract.figure_nouns import toll_nouns
from tollbook.extract.harm_words import harm_nouns, state_words
from tollbook.extract.nouns import is_adverb, person_nouns, word_class
from tollbook.extract.reading import SentenceReading
from tollbook.model.claim import Qualifier

_REPORTED = frozenset(
    "causing caused cause causes reported reports suffered suffering sustained inflicted inflicting inflict leaving left resulting resulted".split()
)
_NOBODY = (("no", "one"), ("nobody",), ("none",), ("no", "-", "one"))


def _phrase(first: int, last: int, bounds: tuple[int | None, int | None], qualifier: Qualifier, kind: str | None) -> Counted:
    return Counted(first, last, bounds[0], bounds[1], qualifier, "person" if kind else "bare", last - 1, kind, first, last, None, None)


def read_zeros(reading: SentenceReading) -> None:
    """'no casualties', 'without injuries', 'no one was killed', 'no civilians were hurt'; not 'no reports of casualties'."""
    lowers = reading.lowers
    _none_survived(reading)
    _not_any(reading)
    for at, word in enumerate(lowers):
        if word in ("no", "zero", "without") and at + 1 < len(lowers) and lowers[at + 1] not in ("fewer", "less", "more", "longer"):
            _zero_harm_noun(reading, at)
            _zero_persons(reading, at)
        for words in _NOBODY:
            if lowers[at : at + len(words)] == words:
                _nobody(reading, at, at + len(words))


def _none_survived(reading: SentenceReading) -> None:
    """'None of the 52 people aboard survived': all of them died."""
    lowers = reading.lowers
    for at, word in enumerate(lowers):
        start = at + 2 + (lowers[at + 2 : at + 3] in (("the",), ("its",), ("their",)))
        if word != "none" or lowers[at + 1 : at + 2] != ("of",):
            continue
        item = next((item for item in reading.counted if item.number is not None and item.number.core in (start, start + 1)), None)
        if item is not None and "survived" in lowers[item.last : item.last + 8]:
            reading.take(item, "killed", "none_survived", lowers.index("survived", item.last))


def _zero_harm_noun(reading: SentenceReading, at: int) -> None:
    lowers = reading.lowers
    begin = at + 1
    while begin < len(lowers) and lowers[begin] in (
        "immediate",
        "civilian",
        "further",
        "other",
        "serious",
        "any",
        "loss",
        "of",
        "military",
        "known",
        "human",
        "major",
        "fatal",
    ):
        begin += 1
    noun = harm_nouns().match(lowers, begin) if begin < len(lowers) else None
    if noun is None:
        return
    if lowers[noun[0] : noun[0] + 1] and lowers[noun[0]] in ("toll", "figures", "count"):
        return
    kind = "civilians" if "civilian" in lowers[at:begin] else None
    first = at
    reading.take(_phrase(first, noun[0], (0, 0), "exact", kind), noun[1], "no_harm_noun", begin)
    tail = lowers[noun[0] : noun[0] + 2]
    second = harm_nouns().match(lowers, noun[0] + 1) if len(tail) == 2 and tail[0] in ("or", "and", "nor") else None
    if second is not None:
        reading.take(_phrase(noun[0] + 1, second[0], (0, 0), "exact", kind), second[1], "no_harm_noun", noun[0] + 1)


def _not_any(reading: SentenceReading) -> None:
    """'did not cause any casualties', 'saw no injuries' in other words; 'has not reported any casualties' tells of no zero."""
    lowers = reading.lowers
    for at, word in enumerate(lowers[:-1]):
        before = lowers[max(0, at - 4) : at]
        if word != "any" or not any(w in word_class("negations") for w in before) or not _OUTCOMES.intersection(before):
            continue
        begin = at + 2 if lowers[at + 1] in ("civilian", "serious", "further", "human") else at + 1
        noun = harm_nouns().match(lowers, begin) if begin < len(lowers) else None
        if noun is not None:
            kind = "civilians" if "civilian" in lowers[at:begin] else None
            reading.take(_phrase(at, noun[0], (0, 0), "exact", kind), noun[1], "not_any_harm_noun", begin)


_OUTCOMES = frozenset("cause causing caused see seen suffer suffered inflict inflicted produce leave result lead sustain sustained".split())


def _zero_persons(reading: SentenceReading, at: int) -> None:
    lowers = reading.lowers
    for begin in range(at + 1, min(at + 7, len(lowers))):
        noun = person_nouns().match(lowers, begin)
        if noun is not None and (lowers[noun[0] : noun[0] + 1] not in (("or",), ("and",), ("nor",))):
            verb = next((v for v in reading.verbs if v.voice in ("passive", "reduced") and v.group == noun[0]), None)
            if verb is not None and lowers[at] != "without":
                reading.take(_phrase(at, noun[0], (0, 0), "exact", noun[1].kind), verb.field, "no_persons_harmed", verb.first)
            return


def _nobody(reading: SentenceReading, first: int, last: int) -> None:
    lowers = reading.lowers
    at = last
    while at < len(lowers) and (
        lowers[at] in word_class("be") or lowers[at] in word_class("have") or is_adverb(lowers[at]) or lowers[at] in ("of", "the", "them")
    ):
        at += 1
    state = state_words().match(lowers, at) if at < len(lowers) else None
    verb = next((v for v in reading.verbs if v.first == at), None)
    field = state[1] if state else verb.field if verb else None
    if field is not None:
        reading.take(_phrase(first, last, (0, 0), "exact", "people"), field, "nobody_harmed", at)


def read_vague(reading: SentenceReading) -> None:
    """Harm with no figure: a harm noun that is reported as having happened, a toll that is put higher or lower."""
    _bare_harm_nouns(reading)
    _compared_toll(reading)


def _bare_harm_nouns(reading: SentenceReading) -> None:
    lowers = reading.lowers
    taken = {at for figure in reading.figures.values() for at in range(figure.first, figure.last)}
    for at, word in enumerate(lowers):
        noun = harm_nouns().match(lowers, at)
        if (
            noun is None
            or at in taken
            or not word.endswith("s")
            or word in ("arrests", "killings", "executions", "murders", "abductions", "kidnappings")
        ):
            continue
        before = lowers[max(0, at - 3) : at]
        if any(w in word_class("negations") or w in word_class("modals") or w in word_class("unreal") for w in before) or at in {
            c.head for c in reading.counted
        }:
            continue
        after = lowers[noun[0] : noun[0] + 3]
        described = (
            before[-1:] in (("undisclosed",), ("unspecified",), ("unknown",), ("heavy",), ("mass",), ("multiple",)) and "with" in before
        )
        told = described or (any(w in _REPORTED for w in before) and not (before[-1:] == ("of",) and "reports" not in before))
        passive = (
            len(after) > 1
            and after[0] in ("were", "was", "have", "are")
            and any(w in ("reported", "confirmed", "recorded", "been") for w in after[1:])
        )
        joined = before[-1:] in (("and",), ("or",)) and bool(reading.figures) and any(f.last == at - 1 for f in reading.figures.values())
        if told or passive or joined:
            first = (
                at - 1
                if before[-1:]
                in (("civilian",), ("undisclosed",), ("unspecified",), ("unknown",), ("heavy",), ("serious",), ("multiple",), ("mass",))
                else at
            )
            kind = "civilians" if "civilian" in lowers[first:at] else None
            reading.take(_phrase(first, noun[0], (None, None), "vague", kind), noun[1], "harm_noun_reported", at)


def _compared_toll(reading: SentenceReading) -> None:
    lowers = reading.lowers
    for at in range(len(lowers)):
        toll = toll_nouns().match(lowers, at)
        if toll is None or (at and toll_nouns().match(lowers, at - 1) is not None):
            continue
        after = lowers[toll[0] : toll[0] + 4]
        compared = next((w for w in after if w in ("higher", "lower")), None)
        if compared is None or any(w in word_class("modals") or w in ("likely", "expected", "to") for w in after):
            continue
        first = at - 1 if at and lowers[at - 1] in ("the", "its", "their") else at
        if not any(figure.first <= at < figure.last for figure in reading.figures.values()):
            reading.take(_phrase(first, toll[0], (None, None), "vague", None), toll[1], "toll_compared", at)
