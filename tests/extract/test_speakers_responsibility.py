"""Who claims, denies or is accused of what: constructed sentences with what must be found in each."""

from __future__ import annotations

import pytest

from speaker_marks import document
from tollbook.extract.speaker_responsibility import find_responsibility

# sentence, kind, who, accused, event
CASES: list[tuple[str, str, str | None, str | None, str | None]] = [
    ("So-called Lake Front has said it carried out the Karsa blasts.", "claims", "So-called Lake Front", None, "the Karsa blasts"),
    (
        "The Lake Front claimed responsibility for the attack on the hotel in Karsa.",
        "claims",
        "The Lake Front",
        None,
        "the attack on the hotel in Karsa",
    ),
    ("The Lake Front took responsibility for killing five soldiers.", "claims", "The Lake Front", None, "killing five soldiers"),
    ("Responsibility for the raid was claimed by the Lake Front.", "claims", "the Lake Front", None, "the raid"),
    ("The raid was claimed by the Lake Front.", "claims", "the Lake Front", None, "The raid"),
    ("The Lake Front claimed the bombing.", "claims", "The Lake Front", None, "the bombing"),
    ("The group said it was behind the bombing.", "claims", "The group", None, "the bombing"),
    ("The raid, for which the Lake Front claimed responsibility, killed 12.", "claims", "the Lake Front", None, "The raid"),
    (
        "The district was hit by blasts last month that left 71 people dead and which Front fighters also said they had carried out.",
        "claims",
        "Front fighters",
        None,
        "The district was hit by blasts last month that left 71 people dead",
    ),
    ("No group has claimed responsibility for the bombing.", "unclaimed", None, None, "the bombing"),
    ("No one immediately claimed responsibility.", "unclaimed", None, None, None),
    ("There was no immediate claim of responsibility for the blast.", "unclaimed", None, None, "the blast"),
    ("The army has not claimed responsibility for the strike.", "unclaimed", "The army", None, "the strike"),
    ("The army denied responsibility for the massacre.", "denies", "The army", None, "the massacre"),
    ("The army denied that it had killed 12 civilians.", "denies", "The army", None, None),
    ("The army blamed the rebels for the attack on the market.", "accuses", "The army", "the rebels", "the attack on the market"),
    ("Arland accused Norland of carrying out the strike.", "accuses", "Arland", "Norland", "carrying out the strike"),
    ("Lake militants are accused by Arland of attacking a village.", "accuses", "Arland", "Lake militants", "attacking a village"),
    ("The government blamed the shelling on rebels.", "accuses", "The government", "rebels", "the shelling"),
    ("An attack blamed on the Lake Front killed 12 people.", "accuses", None, "the Lake Front", "An attack"),
    ("Officials attributed the attack to the Lake Front.", "accuses", "Officials", "the Lake Front", "the attack"),
]

NOTHING = [
    "The Lake Front said 12 people died.",
    "The army said its soldiers were killed.",
    "Residents said a bomb killed 12 people.",
    "The group claimed that 12 people died.",
    "The army denied the reports.",
    "The minister is responsible for health.",
    "The earthquake claimed 12 lives.",
]


@pytest.mark.parametrize(("text", "kind", "who", "accused", "event"), CASES, ids=[case[0] for case in CASES])
def test_who_did_it_by_whom(text: str, kind: str, who: str | None, accused: str | None, event: str | None) -> None:
    found = find_responsibility(document(text))
    got = [(r.kind, *(span.quote if span else None for span in (r.who, r.accused, r.event))) for r in found]
    assert got == [(kind, who, accused, event)]
    assert text[found[0].cue.start : found[0].cue.end] == found[0].cue.quote


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_claimed(text: str) -> None:
    assert find_responsibility(document(text)) == ()
