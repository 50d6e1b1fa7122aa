"""Who is one voice: each row names speakers in two reports and says whether they are one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from joint_factory import told, written
from record_factory import Figure

from tollbook.model.errors import BadLexicon
from tollbook.record import speaker_words
from tollbook.record.speaker_names import sort_of
from tollbook.record.speaker_words import voice_words
from tollbook.record.voices import voices


def by(name: str | None, number: int = 12) -> Figure:
    return Figure(number, number, name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the health ministry", "The Health Ministry"),
        ("Gaza's Health Ministry", "the health ministry"),
        ("the Ministry of Health", "a health ministry spokesman"),
        ("Gaza's Health Ministry", "the ministry"),
        ("police", "a police officer"),
        ("police", "Kano state police"),
        ("the Israeli military", "the Israel Defense Forces"),
        ("Israel's army", "the army"),
        ("the Syrian Observatory for Human Rights", "the Observatory"),
        ("Colonel Omar Diallo", "Omar Diallo"),
        ("army spokesman Colonel Omar Diallo", "the army"),
        ("Al-Noor hospital director", "Al-Noor hospital"),
        ("Reuters", "the Reuters news agency"),
    ],
)
def test_two_outlets_that_quote_one_speaker_are_one_voice(one: str, other: str) -> None:
    found = voices([told(by(one), outlet="A"), told(by(other, 14), outlet="B")])
    assert len(found.all) == 1
    assert {"A", "B"} <= set(found.all[0].why.replace(",", " ").replace(";", " ").split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the health ministry", "the interior ministry"),
        ("the army", "the Arakan Army"),
        ("the Israeli army", "the Syrian army"),
        ("police", "medics"),
        ("residents", "residents"),  # two texts may have asked different people
        ("a witness", "a witness"),
        ("a hospital", "a hospital"),
        ("officials", "local officials"),
        ("he", "he"),
        ("Omar Diallo", "Diallo"),  # a last name says who it is only where its own text says so
        ("state media", "state media and medics"),
        ("some", "Some"),
    ],
)
def test_speakers_that_may_be_two_are_two(one: str, other: str) -> None:
    assert len(voices([told(by(one), outlet="A"), told(by(other, 14), outlet="B")]).all) == 2


def test_a_short_form_that_fits_two_bodies_stands_alone() -> None:
    found = voices(
        [told(by("the health ministry"), outlet="A"), told(by("the interior ministry"), outlet="B"), told(by("the ministry"), outlet="C")]
    )
    assert len(found.all) == 3


def test_a_short_form_that_fits_two_bodies_is_the_one_of_its_own_text() -> None:
    first, second = told(by("the health ministry"), by("the ministry", 14), outlet="A"), told(by("the interior ministry"), outlet="B")
    assert sorted(len(voice.claims) for voice in voices([first, second]).all) == [1, 2]


def test_a_last_name_is_the_person_of_its_own_text() -> None:
    assert len(voices([told(by("Omar Diallo"), by("Diallo", 14))]).all) == 1
    assert len(voices([told(by("Governor Omar Diallo"), by("Diallo", 14))]).all) == 1


def test_a_pronoun_is_the_speaker_named_last_before_it() -> None:
    text = "Police said 12 died. Medics said 14 died. They said 15 died."
    (account,) = [written(text, [("12", 12, "Police"), ("14", 14, "Medics"), ("15", 15, "They")])]
    found = voices([account])
    assert [[claim.min for claim in voice.claims] for voice in found.all] == [[12], [14, 15]]
    assert "is read as Medics" in found.all[1].why


def test_agency_copy_is_one_voice_and_so_is_the_agency_that_is_quoted() -> None:
    found = voices([
        told(by(None), outlet="A", origin="Reuters"), told(by(None, 13), outlet="B", origin="Reuters"), told(by("Reuters", 14), outlet="C"),
    ])  # fmt: skip
    assert [voice.key for voice in found.all] == ["listed reuters"]


def test_each_outlet_that_says_so_itself_is_a_voice() -> None:
    found = voices([told(by(None), outlet="A"), told(by(None), outlet="B"), told(by(None, 13), outlet="B", day=14)])
    assert [(voice.kind, len(voice.claims)) for voice in found.all] == [("outlet", 1), ("outlet", 2)]


def test_an_outlet_that_repeats_the_figure_of_its_speaker_adds_no_voice() -> None:
    one = voices([told(by("police"), by(None), by(None, 20))])
    assert sorted(len(voice.claims) for voice in one.all) == [1, 2]


def test_texts_without_an_outlet_are_one_voice_each() -> None:
    first, second = told(by(None), outlet=None), told(by(None), outlet=None, title="Another")
    assert len(voices([first, second]).all) == 2
    assert len(voices([first, second], [[first.report.id, second.report.id]]).all) == 1


def test_a_copy_adds_no_voice_and_is_told_after_what_it_copies() -> None:
    first, copy = told(by(None), outlet="A", title="T"), told(by(None), outlet="B", day=15, title="T")
    for copies in ([], [[copy.report.id, first.report.id]]):  # the same text is a copy without being named
        found = voices([copy, first], copies)
        assert [one.copy_of for one in found.told] == [None, first.claims[0].id]
        assert len(found.all) == 1
        assert found.of(copy.claims[0].id) is found.of(first.claims[0].id)
        assert "1 copy of it counts for nothing" in found.all[0].why


def test_what_an_edited_copy_adds_is_a_claim_of_its_own() -> None:
    first, copy = told(by("police"), outlet="A"), told(by("police", 15), outlet="B", day=15, title="An attack again")
    found = voices([first, copy], [[first.report.id, copy.report.id]])
    assert [one.copy_of for one in found.told] == [None, None]


def test_the_innermost_source_of_a_chain_is_the_voice() -> None:
    account = told(by("a hospital spokesman at Al-Noor hospital"))
    outer = account.claims[0].span
    found = voices([replace(account, claims=(replace(account.claims[0], via=(outer,)),))])
    assert "the innermost source counts" in found.all[0].why


def test_every_claim_has_a_voice_in_whatever_order() -> None:
    accounts = [told(by("police"), by(None, 15), outlet=outlet, day=day) for outlet in "AB" for day in (14, None, 13)]
    found, turned = voices(accounts), voices(accounts[::-1])
    assert found == turned
    assert {one.claim.id for one in found.told} == {claim.id for account in accounts for claim in account.claims} == set(found.by_claim)


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("the health ministry", "medical"), ("the army", "armed"), ("rights groups", "monitor"), ("the mayor", "local_authority"),
        ("residents", "witness"), ("the defence ministry", "armed"), ("the government", "government"), ("state media", "media"), ("Omar Diallo", "unknown"),
    ],
)  # fmt: skip
def test_sorts_of_speakers(words: str, sort: str) -> None:
    assert sort_of(words) == sort


def test_a_wrong_vocabulary_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    voice_words.cache_clear()
    monkeypatch.setattr(speaker_words, "table", lambda *parts: {"pronouns": []})
    with pytest.raises(BadLexicon, match=r"voices\.yaml"):
        voice_words()
    voice_words.cache_clear()
