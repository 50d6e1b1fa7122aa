"""The facts of the seed article, and of five constructed rewrites of it (other places, figures, actors, order, voice), by the same code.

A rewrite is a text file with a YAML file beside it: incidents by letter (the letters of the seed's fact list), every claim in text order as
[quote, field, min, max, qualifier, speaker, incident], the types that must appear beside them, and the lines that are no part of the article.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tollbook.model.incident import CodedReport, Incident
from tollbook.pipeline import code_report
from tollbook.read import read_text

FOLDER = Path(__file__).parents[1] / "collections" / "rewrites"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "syria-2016-02-22.txt"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def load(name: str) -> tuple[CodedReport, dict]:
    expected = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    path = SEED if name == "seed" else FOLDER / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"{path.name} is not on this machine")
    published = expected["published"] if isinstance(expected["published"], date) else date.fromisoformat(expected["published"])
    return code_report(read_text(path.read_text(encoding="utf-8"), published=published, source=path.name)), expected


@pytest.fixture(scope="module", params=NAMES)
def coded(request: pytest.FixtureRequest) -> tuple[CodedReport, dict]:
    return load(request.param)


def by_letter(result: CodedReport, expected: dict) -> dict[str, Incident]:
    """The incident of each letter, by the claims that were expected in it."""
    incidents = {incident.id: incident for incident in result.incidents}
    letters: dict[str, set[str | None]] = {}
    for row, claim in zip(expected["claims"], result.claims, strict=True):
        letters.setdefault(row[6], set()).add(claim.incident)
    for letter, owners in letters.items():
        assert len(owners) == 1, f"the claims of {letter} lie in {len(owners)} incidents"
    assert len({next(iter(o)) for o in letters.values()}) == len(letters), "two letters share an incident"
    return {letter: incidents[next(iter(owners))] for letter, owners in letters.items()}


def test_every_claim_and_no_other(coded: tuple[CodedReport, dict]) -> None:
    result, expected = coded
    read = [[c.span.quote, c.field, c.min, c.max, c.qualifier, c.said_by.quote if c.said_by else None] for c in result.claims]
    assert read == [row[:6] for row in expected["claims"]]


def test_incidents_hold_the_right_claims(coded: tuple[CodedReport, dict]) -> None:
    result, expected = coded
    found = by_letter(result, expected)
    for letter, want in expected["incidents"].items():
        incident = found[letter]
        assert incident.status == want["status"], letter
        if "type" in want:
            assert incident.type in ([want["type"]] if isinstance(want["type"], str) else want["type"]), letter
        if "totals_of" in want:
            assert set(incident.totals_of) == {found[part].id for part in want["totals_of"]}
        if "claimed_by" in want:
            assert [actor.name for actor in incident.claimed_by] == want["claimed_by"], letter
        if "date" in want:
            assert incident.date is not None and incident.date.edtf == want["date"], letter


def test_places_lie_where_they_should(coded: tuple[CodedReport, dict]) -> None:
    result, expected = coded
    found = by_letter(result, expected)
    for letter, want in expected["incidents"].items():
        if "near" not in want:
            continue
        place = found[letter].place
        assert place is not None and place.span.quote == want["place"], letter
        assert place.lat is not None and place.lon is not None, (letter, place.reason)
        assert abs(place.lat - want["near"][0]) < 0.2 and abs(place.lon - want["near"][1]) < 0.2, (letter, place)


def test_other_facts_are_no_violence(coded: tuple[CodedReport, dict]) -> None:
    result, expected = coded
    types = {incident.type for incident in result.incidents}
    assert set(expected["types"]) <= types
    with_claims = {claim.incident for claim in result.claims}
    violent = {"bombing", "suicide_attack", "air_strike", "shelling", "mine_or_ied", "attack_on_civilians", "execution"}
    extra = [i for i in result.incidents if i.id not in with_claims and i.type in violent and i.status == "new"]
    assert not extra, [incident.anchor.quote for incident in extra]


def test_lines_that_are_no_article(coded: tuple[CodedReport, dict]) -> None:
    result, expected = coded
    marked = [result.report.text[b.start : b.end].strip() for b in result.report.blocks if b.kind == "not_article"]
    if "not_article_starts" in expected:  # the seed's own lines stay outside the project
        assert len(marked) == len(expected["not_article_starts"])
        assert all(any(line.startswith(start) for line in marked) for start in expected["not_article_starts"])
    else:
        assert marked == expected["not_article"]
    assert result.report.origin == expected["origin"]


def test_every_number_is_accounted_for(coded: tuple[CodedReport, dict]) -> None:
    result, _ = coded
    assert [n.span.quote for n in result.numbers if n.outcome == "left_over"] == []
    assert all(result.report.text[n.span.start : n.span.end] == n.span.quote for n in result.numbers)
