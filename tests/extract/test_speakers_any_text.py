"""Speakers on any text whatever: nothing raised, every span and range inside the text, the same answer twice; and the word list's own faults are named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speaker_marks import document
from tollbook.extract import speaker_words
from tollbook.extract.speaker_responsibility import find_responsibility
from tollbook.extract.speakers import find_attributions
from tollbook.model.errors import BadLexicon

_WORDS = st.sampled_from(
    "police said , . that 12 people were killed according to the army ministry “ ” \" ' : - – ( ) citing which who and while reported by X IS claimed "
    "responsibility for denied accused of blamed in Homs on Sunday he it statement “We saying adding was quoted as told reporters ; a no".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_order_of_words_gives_spans_inside_the_text(text: str) -> None:
    doc = document(text)
    found = find_attributions(doc)
    assert found == find_attributions(doc)
    for item in found:
        assert item.content
        for start, end in item.content:
            assert 0 <= start < end <= len(text)
        for span in (item.source, item.cue, *item.via):
            assert text[span.start : span.end] == span.quote
    for made in find_responsibility(doc):
        assert text[made.cue.start : made.cue.end] == made.cue.quote


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_raise_nothing(text: str) -> None:
    doc = document(text)
    find_attributions(doc)
    find_responsibility(doc)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"verbs": {"say": {"forms": "say", "kind": "shouts", "frame": "speech"}}}, "shouts"),
        ({"verbs": {"say": {"forms": "say", "kind": "asserts", "frame": "song"}}}, "song"),
        ({"verbs": {"say": {"forms": "say"}}}, "'say'"),
        ({"times": "monday"}, "times"),
        ({"speakers": {"people": ["police"]}}, "speakers"),
        ({"before_speaker": []}, "before_speaker"),
    ],
)
def test_a_wrong_word_list_is_named(change: dict[str, object], named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = dict(speaker_words.table("en", "speech.yaml"))
    monkeypatch.setattr(speaker_words, "table", lambda *parts: {**right, **change})
    speaker_words.speech_words.cache_clear()
    try:
        with pytest.raises(BadLexicon, match=named):
            speaker_words.speech_words()
    finally:
        speaker_words.speech_words.cache_clear()
