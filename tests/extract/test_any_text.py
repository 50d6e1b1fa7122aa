"""Figures, events, claims and the audit on any text whatever: nothing raised, every span quotes its text, ids are unique, parts point to their whole."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import document
from tollbook.extract.audit import account
from tollbook.extract.claims import extract
from tollbook.extract.events import find_events
from tollbook.extract.figures import find_figures
from tollbook.lexicon.profiles import profile
from tollbook.model.errors import BadInput
from tollbook.model.incident import CodedReport
from tollbook.pipeline import code_report
from tollbook.read import read_text

_WORDS = st.sampled_from(
    "12 people were killed and wounded , . including four of them children ; dozens others no casualties the death toll rose to from 71 a civilian its "
    "commander soldiers police said according to state media at least more than between 10 in Homs on Sunday when a car bomb exploded near Damascus killing "
    'injuring “ ” " ( ) : - – bodies of five men found hostages took hostage two by a drone strike and one M23 IS U.S. 3.5 % first bringing number missing '
    "reported feared dead not never could threatened another both who was abducted last month so far this year X Y Stone é İ".split()
)
_SENTENCES = st.sampled_from(
    [
        "At least 12 people, including four children, were killed in an air strike on Homs, state media said.",
        "The army said it had killed 30 militants in a raid near the border on Sunday.",
        "Six others were wounded, two of them critically.",
        "No group claimed responsibility for the attack.",
        "The toll rose to 71, the health ministry said, citing hospitals.",
        "Other reports put the death toll higher.",
        "Last month 50 people died in two bombings in the same district.",
        "Thousands have fled their homes since the war began in 2011.",
        "Five Palestinians were killed, two in Rafah and three in Gaza City.",
        "Police arrested three suspects and took 12 vehicles.",
        "There were no immediate reports of casualties.",
        "Gunmen abducted a priest, a driver and at least five students from a school in Kaduna.",
        "READ ALSO: 12 things to know",
        "Russia fired 121 drones and 45 missiles overnight, killing nobody.",
    ]
)


def check(coded: CodedReport) -> None:
    text = coded.report.text
    ids = [claim.id for claim in coded.claims]
    assert len(set(ids)) == len(ids)
    for claim in coded.claims:
        spans = [claim.span, *claim.via] + ([claim.said_by] if claim.said_by else [])
        assert all(text[span.start : span.end] == span.quote for span in spans)
        assert claim.min is None or claim.min >= 0
        assert claim.min is None or claim.max is None or claim.min <= claim.max
        assert claim.subset_of is None or (claim.subset_of in ids and claim.subset_of != claim.id)
        assert claim.group is None or claim.group in text
        assert claim.incident is None or claim.incident in {incident.id for incident in coded.incidents}
    assert {item.reason for item in coded.numbers if item.outcome == "claim"} <= set(ids)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(_WORDS, min_size=1, max_size=50).map(" ".join), st.text(min_size=1, max_size=200)))
def test_figures_and_events_of_any_text_stay_inside_it(text: str) -> None:
    doc = document(text)
    figures, numbers = find_figures(doc, profile())
    assert (figures, numbers) == find_figures(doc, profile())
    for figure in figures:
        tokens = doc.sentences[figure.sentence].tokens
        assert 0 <= figure.first < figure.last <= len(tokens)
        assert 0 <= figure.cue < len(tokens)
        assert figure.group is None or 0 <= figure.group[0] < figure.group[1] <= len(tokens)
        assert figure.whole is None or figure.whole in {(other.first, other.sentence) for other in figures}
    for event in find_events(doc):
        assert 0 <= event.first < event.last <= len(doc.sentences[event.sentence].tokens)
        assert text[event.span.start : event.span.end] == event.span.quote
    extraction, counted = extract(doc, profile())
    assert [context.claim.subset_of for context in extraction.claims if context.claim.subset_of == context.claim.id] == []
    outcomes = account(doc, counted, tuple(context.claim for context in extraction.claims), ())
    assert [outcome.span.start for outcome in outcomes] == sorted(outcome.span.start for outcome in outcomes)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=8), st.sampled_from([" ", "\n", "\n\n"]))
def test_shuffled_reports_are_coded_whole(sentences: list[str], joint: str) -> None:
    check(code_report(read_text(joint.join(sentences), published=date(2025, 6, 12))))


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=60).map(" ".join))
def test_shuffled_words_are_coded_whole(text: str) -> None:
    try:
        report = read_text(text, published=date(2025, 6, 12))
    except BadInput:
        return
    check(code_report(report))


@pytest.mark.parametrize(
    "piece",
    [
        "12 people were killed ",
        "killed ",
        "and 12 ",
        "including four ",
        "a soldier, ",
        "“",
        "the death toll ",
        "( 12 ) ",
        "no casualties ",
        "bomb ",
    ],
)
def test_a_very_long_line_is_coded(piece: str) -> None:
    doc = document(piece * (60_000 // len(piece)))
    extraction, counted = extract(doc, profile())
    outcomes = account(doc, counted, tuple(context.claim for context in extraction.claims), ())
    assert all(doc.text[item.span.start : item.span.end] == item.span.quote for item in outcomes)
