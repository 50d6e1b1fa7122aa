"""Figure rules for harm that is told without a harm verb of its own: wounds suffered, fighters lost, hostages taken, harm in turn, and further figures with
a place each."""

from __future__ import annotations

from tollbook.extract.counted import Counted
from tollbook.extract.figure_named import named_from
from tollbook.extract.nouns import is_adverb, word_class
from tollbook.extract.reading import SentenceReading, in_prepositional


def read_lost(reading: SentenceReading) -> None:
    """'the militia lost two fighters': persons whom a side lost are dead."""
    for item in reading.counted:
        before = reading.lowers[item.first - 1] if item.first else ""
        if before in ("lost", "loses", "losing", "lose") and item.form == "person" and item.kind in _LOSABLE:
            reading.take(item, "killed", "lost_persons", item.first - 1)


_LOSABLE = frozenset({"soldiers", "fighters", "police", "security_forces", "peacekeepers", "people"})


def read_sustained(reading: SentenceReading) -> None:
    """'Three officers sustained life-threatening injuries', '12 people suffered burns', 'two women were treated for cuts', 'a clerk needed treatment'."""
    lowers = reading.lowers
    named = [one for at in _clause_starts(reading) if (one := named_from(reading, at)) is not None and not reading.is_taken(one)]
    for item in (*reading.counted, *named):
        if item.first in reading.figures or item.form == "harm_noun" or item.group_end >= len(lowers):
            continue
        at = _after_age(lowers, max(item.group_end, item.last))
        while at < len(lowers) and (lowers[at] in word_class("be") or lowers[at] in word_class("have") or is_adverb(lowers[at])):
            at += 1
        bears = lowers[at - 1] in ("had", "has", "have") and any(
            word in ("wound", "wounds", "injuries", "burns") for word in lowers[at : at + 3]
        )
        after = lowers[at + 1 : at + 9]
        if "no" in after or at >= len(lowers) or at > _after_age(lowers, max(item.group_end, item.last)) + 3:
            continue
        hurt = lowers[at] in _SUFFERED and any(word in _WOUNDS for word in after)
        treated = (
            lowers[at] in ("treated", "hospitalized", "hospitalised") and after[:1] == ("for",) and any(word in _WOUNDS for word in after)
        )
        needed = lowers[at] in _NEEDED and any(word in _TREATMENT for word in after[:4])
        brought = lowers[at] in _BROUGHT and _to_hospital(after)
        struck = lowers[at] in _STRUCK and after[:1] == ("by",) and any(word in _MISSILES for word in after[:5])
        if hurt or treated or needed or brought or struck or (bears and not {"been", "no", "suffered"} & set(lowers[at : at + 3])):
            reading.take(item, "injured", "sustained_injuries", at)
            reading.take_run_left(item, "injured", "sustained_injuries_coordinated", at)


def _clause_starts(reading: SentenceReading) -> tuple[int, ...]:
    """Where a name may open a clause: the sentence's start, and behind "and", "while", "that"."""
    return (0, *(at + 1 for at, word in enumerate(reading.lowers[:-1]) if word in ("and", "while", "that", ":")))


def _after_age(lowers: tuple[str, ...], at: int) -> int:
    """Behind ", 61," and the like."""
    age = at + 2 < len(lowers) and lowers[at] == "," and lowers[at + 1].isdigit() and lowers[at + 2] == ","
    return at + 3 if age else at


_SUFFERED = frozenset("sustain sustains sustained suffer suffers suffered sustaining suffering receive received receiving".split())


_WOUNDS = frozenset(
    "injuries wounds burns injury wound cuts cut lacerations bruises concussion concussions fractures gunshot shrapnel fractured broken bruising "
    "hearing".split()
)


_NEEDED = frozenset("need needs needed require required requires requiring needing".split())


_TREATMENT = frozenset("treatment hospitalization hospitalisation stitches surgery".split())


_STRUCK = frozenset("cut hit struck grazed".split())


_MISSILES = frozenset("glass shrapnel debris bullet bullets splinters fragments stone stones".split())


_BROUGHT = frozenset("taken brought rushed airlifted transported admitted evacuated sent".split())


def _to_hospital(after: tuple[str, ...]) -> bool:
    """'to hospital', 'to a local hospital', 'to the hospital': where the harmed are brought."""
    end = next((at for at, word in enumerate(after) if word in ("hospital", "hospitals")), None)
    return end is not None and after[0] == "to" and not any(word in (",", "and", "by") for word in after[:end])


def read_hostages(reading: SentenceReading) -> None:
    """'Gunmen took 12 hostages'."""
    for item in reading.counted:
        before = reading.lowers[item.first - 1] if item.first else ""
        if item.kind == "hostages" and before in _TAKES and item.first not in reading.figures:
            reading.take(item, "abducted", "taken_hostage", item.first - 1)


_TAKES = frozenset("took take takes taking taken seized seizing".split())


def read_harmed_in_turn(reading: SentenceReading) -> None:
    """'A driver kills two soldiers before being shot dead': the subject of the sentence, and an attacker when it harmed others first."""
    for verb in reading.verbs:
        if verb.voice != "passive" or not verb.real or verb.group < 2 or reading.lowers[verb.group - 1 : verb.group + 1] not in _IN_TURN:
            continue
        subject = next((item for item in reading.counted if item.first <= 2 and item.form in ("single", "definite", "person")), None)
        agent = subject is not None and any(other.voice == "active" and other.first < verb.first for other in reading.verbs)
        harmed = verb.field in ("killed", "injured", "arrested")
        if subject is not None and harmed and not reading.is_taken(subject) and not in_prepositional(reading, subject):
            field = "perpetrators_killed" if agent and verb.field == "killed" else verb.field
            reading.take(subject, field, "harmed_in_turn", verb.first)


def read_elsewhere(reading: SentenceReading) -> None:
    """'shot dead six people in A, five in B and four more in C', 'One person was killed in A and two in B': further figures, each with its place."""
    lowers = reading.lowers
    for figure in list(reading.figures.values()):
        verb = reading.verb_at(figure.cue)
        at = max(figure.last, verb.last if verb is not None else 0)
        if figure.counted.number is None or at >= len(lowers) or lowers[at] not in _IN_PLACE:
            continue
        while True:
            item = _next_elsewhere(reading, at + 1)
            if item is None:
                break
            reading.take(item, figure.field, "harmed_elsewhere", figure.cue)
            at = item.last


_IN_PLACE = frozenset({"in", "at", "near", "outside"})


def _next_elsewhere(reading: SentenceReading, start: int) -> Counted | None:
    """The figure behind the next comma or "and" that has a place of its own and no harm word."""
    lowers = reading.lowers
    for at in range(start, min(start + 12, len(lowers) - 2)):
        if reading.verb_at(at) is not None or not (lowers[at][0].isalnum() or lowers[at] in (",", "-", "'", "’")):
            return None
        if lowers[at] not in (",", "and"):
            continue
        item = reading.starts.get(at + 1)
        if item is None or item.number is None or not reading.is_people(item) or item.form == "harm_noun" or reading.is_taken(item):
            continue
        year = item.form == "bare" and 1900 <= (item.number.plain or 0) <= 2100
        if not year and item.last + 1 < len(lowers) and lowers[item.last] in _IN_PLACE and not lowers[item.last + 1][0].isdigit():
            return item
    return None


_IN_TURN = (("before", "being"), ("after", "being"))
