"""Doubt: parts of a claim below their floor are unresolved, in the claim and in what is shown of its incident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tollbook.link import doubt
from tollbook.link.doubt import PARTS, with_unresolved
from tollbook.model.claim import Confidence
from tollbook.model.incident import CodedReport
from tollbook.model.wire import dump, load
from tollbook.pipeline import code_report
from tollbook.publish.dossier import words
from tollbook.publish.terminal import figures
from tollbook.read.text import read_text
from tollbook.record.tolls import tolls

TEXT = "A car bomb killed 12 people in Baidoa, police said."


def coded() -> CodedReport:
    return code_report(read_text(TEXT))


def test_a_plain_report_leaves_nothing_unresolved() -> None:
    found = coded()
    assert [claim.confidence.unresolved for claim in found.claims if claim.confidence] == [()]
    assert found.incidents[0].unresolved == ()
    assert words.kind(found.incidents[0]) == "Bombing"


def test_what_is_below_its_floor_is_unresolved_and_shown_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubt, "_floors", lambda: dict.fromkeys(PARTS, 1.01))
    found = coded()
    claim, incident = found.claims[0], found.incidents[0]
    assert claim.confidence is not None and claim.confidence.unresolved == PARTS
    assert incident.unresolved == ("status", "type")
    assert words.kind(incident) == "Type unresolved, perhaps bombing"
    assert words.status(incident).startswith("status unresolved, perhaps ")
    assert figures.speaker(claim) == "unresolved, perhaps police"
    (toll,) = tolls(incident.id, found.claims)
    assert toll.made_by == () and toll.set_aside[0].reason.endswith("unresolved")


def test_an_incident_is_resolved_where_one_of_its_claims_is() -> None:
    found = coded()
    claim = found.claims[0]
    sure, unsure = Confidence(0.9, 0.9, 0.9, 0.9), Confidence(0.9, 0.9, 0.4, 0.4, ("status", "type"))
    one, other = replace(claim, confidence=sure), replace(claim, id="other", confidence=unsure)
    assert with_unresolved(found.incidents, (one, other))[0].unresolved == ()
    assert with_unresolved(found.incidents, (other,))[0].unresolved == ("status", "type")


def test_doubt_survives_the_wire_and_older_records_lack_it() -> None:
    confidence = Confidence(0.9, 0.4, 0.9, 0.9, ("speaker",))
    assert load(Confidence, dump(confidence)) == confidence
    assert load(Confidence, {"figure": 0.9, "speaker": 0.4, "status": 0.9, "type": 0.9}).unresolved == ()
