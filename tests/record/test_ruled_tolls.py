"""What people rule counts in every toll: rejected and corrected claims, a rule for one incident, a toll by hand beside the one that is read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pairs import Simple, report
from record_factory import AUTHOR, STAMP, Figure, coded

from tollbook.model.claim import Confidence
from tollbook.model.errors import BadInput
from tollbook.model.incident import CodedReport
from tollbook.model.judgement import Judgement
from tollbook.record import judging
from tollbook.record.file import reading
from tollbook.record.history import changes
from tollbook.record.joined import find_joined, together
from tollbook.record.judging import Said
from tollbook.record.opinions import sealed
from tollbook.record.queue import disputes
from tollbook.record.rebuild import rebuild
from tollbook.record.ruled_tolls import hand_tolls, rule_choice, rule_set, ruled_tolls
from tollbook.record.store import open_store
from tollbook.record.toll import Toll
from tollbook.record.toll_rules import RuleChoice
from tollbook.record.view import view_of
from tollbook.record.voices import voices

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
ADA, BEN = Said("Ada", NOON, "as I read it"), Said("Ben", NOON, "not so")
ONE = coded((Figure(12, 12, "police"), Figure(15, 15, "medics"), Figure(30, 30, "police", "injured")))
Make = Callable[[sqlite3.Connection], Judgement | Sequence[Judgement]]


def keep(path: Path, *reports: CodedReport) -> Path:
    with open_store(path, STAMP, Simple()) as store:
        for one in reports:
            store.add(one, AUTHOR)
    return path


def decide(path: Path, *made: Make) -> None:
    with reading(path) as connection:
        drafts = [one(connection) for one in made]
    with open_store(path, STAMP) as store:
        store.judge([each for one in drafts for each in ([one] if isinstance(one, Judgement) else one)], AUTHOR)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return keep(tmp_path / "a.toll", ONE)


def killed(path: Path, one: CodedReport = ONE, choice: RuleChoice | None = None) -> tuple[int | None, int | None, int | None]:
    toll = ruled_tolls(find_joined(path, one.incidents[0].id), choice)[0]
    return toll.low, toll.best, toll.high


def test_a_rejected_claim_is_set_aside_with_who_and_why(record: Path) -> None:
    assert killed(record) == (12, 12, 15)
    claim = ONE.claims[1].id
    decide(record, lambda c: judging.ruling(c, "reject", claim, ADA))
    assert killed(record) == (12, 12, 12)
    toll = ruled_tolls(find_joined(record, ONE.incidents[0].id))[0]
    assert [(aside.claim, aside.reason) for aside in toll.set_aside] == [(claim, "rejected by Ada on 2024-05-14: as I read it")]
    assert {one.id for one in toll.claims} == {*toll.made_by, claim}
    decide(record, lambda c: judging.ruling(c, "accept", claim, BEN))
    assert killed(record) == (12, 12, 15), "people differ"


def test_a_field_of_which_everything_is_rejected_is_still_told(record: Path) -> None:
    decide(record, lambda c: judging.ruling(c, "reject", ONE.claims[2].id, ADA))
    toll = ruled_tolls(find_joined(record, ONE.incidents[0].id))[-1]
    assert (toll.field, toll.low, toll.best, toll.high, toll.made_by) == ("injured", None, None, None, ())
    assert len(toll.set_aside) == 1


def test_a_correction_counts_and_stands_beside_its_first_reading(record: Path) -> None:
    decide(record, lambda c: judging.correction(c, ONE.claims[1].id, "max", "unknown", ADA))
    assert killed(record) == (12, 12, None)
    (corrected,) = find_joined(record, ONE.incidents[0].id).ruled().corrected
    assert (corrected.read.max, corrected.holds.max, corrected.judgements[0].by) == (15, None, "Ada")


def test_whoever_accepts_or_corrects_a_claim_vouches_for_it(tmp_path: Path) -> None:
    doubted = replace(ONE.claims[1], confidence=Confidence(0.2, 0.3, 0.9, 0.9, ("figure", "speaker")))
    path = keep(tmp_path / "a.toll", replace(ONE, claims=(ONE.claims[0], doubted)))
    assert killed(path) == (12, 12, 12)
    decide(path, lambda c: judging.correction(c, doubted.id, "speaker", "medics", ADA))
    assert killed(path) == (12, 12, 12), "who vouches for the speaker says nothing of the figure"
    decide(path, lambda c: judging.ruling(c, "accept", doubted.id, ADA))
    assert killed(path) == (12, 12, 15)


def test_a_speaker_is_corrected_to_words_that_stand_in_the_report(record: Path) -> None:
    first, second = ONE.claims[:2]
    decide(record, lambda c: judging.correction(c, first.id, "speaker", "medics", ADA))
    decide(record, lambda c: judging.correction(c, second.id, "speaker", "none", ADA))
    ruled = find_joined(record, ONE.incidents[0].id).ruled()
    held = {one.id: one for one in ruled.claims}
    text, by = ONE.report.text, held[first.id].said_by
    assert by is not None
    assert text[by.start : by.end] == by.quote == "medics"
    assert held[second.id].said_by is None
    assert ONE.claims[0].said_by is not None
    assert ONE.claims[0].said_by.quote == "police", "what was read stays"


def test_of_several_places_the_nearest_is_taken(record: Path) -> None:
    """ "police" stands in the lines of the first and of the third figure."""
    third = ONE.claims[2]
    with reading(record) as connection:
        made = judging.correction(connection, third.id, "speaker", "police", ADA)
        near = judging.correction(connection, ONE.claims[0].id, "speaker", "police", ADA)
    assert json.loads(made.value or "")["start"] > third.span.start
    assert ONE.claims[0].span.end < json.loads(near.value or "")["start"] < ONE.claims[1].span.start


@pytest.mark.parametrize("words", ["the army", "polic", "  "])
def test_words_that_the_report_does_not_hold_are_refused(record: Path, words: str) -> None:
    with reading(record) as connection, pytest.raises(BadInput, match="does not hold the words") as caught:
        judging.correction(connection, ONE.claims[0].id, "speaker", words, ADA)
    assert ";" in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("speaker", '{"end":9,"quote":"the army","start":1}'), ("speaker", '"police"'), ("min", '"many"'), ("min", "-3"), ("stance", '"odd"'),
        ("weather", '"fine"'), ("id", '"c0"'), ("min", "true"),
    ],
)  # fmt: skip
def test_a_correction_that_another_program_wrote_and_that_cannot_be_changes_nothing(record: Path, field: str, value: str) -> None:
    made = sealed(Judgement("", "correct", (ONE.claims[0].id,), field, value, "Eve", NOON, ""))
    decide(record, lambda _: made)
    ruled = find_joined(record, ONE.incidents[0].id).ruled()
    assert ruled.impossible == (made,)
    assert ruled.claims == ONE.claims
    assert killed(record) == (12, 12, 15)


# ------------------------------------------------------------------------------------------------- a rule for one incident


def test_a_rule_set_for_an_incident_goes_before_that_of_the_record(record: Path) -> None:
    incident = ONE.incidents[0].id
    decide(record, lambda c: judging.settings(c, incident, "rule", "most_conservative", ADA))
    toll = ruled_tolls(find_joined(record, incident), RuleChoice("airwars"))[0]
    assert toll.rule == "most_conservative"
    with reading(record) as connection:
        choice = rule_choice(connection, "majority")
        assert choice.rule_for(incident).name == "most_conservative"
        assert choice.rule_for("another").name == "majority"
        assert incident in together(connection, view_of(connection), judged=True)
        assert together(connection, view_of(connection)) == {}
    with reading(record) as connection, pytest.raises(BadInput, match=r"no rule; choose one of .*majority"):
        judging.settings(connection, incident, "rule", "mean", ADA)


def test_where_two_people_differ_the_records_rule_stays(record: Path) -> None:
    incident = ONE.incidents[0].id
    decide(record, lambda c: judging.settings(c, incident, "rule", "majority", ADA))
    decide(record, lambda c: judging.settings(c, incident, "rule", "airwars", BEN))
    assert rule_set(find_joined(record, incident)) is None
    assert ruled_tolls(find_joined(record, incident))[0].rule == "range"
    with reading(record) as connection:
        assert len(disputes(connection)) == 1
        assert rule_choice(connection).incidents == {}


def test_a_rule_follows_a_renamed_incident_and_differences_of_joined_ones_show(tmp_path: Path) -> None:
    late, early = report(1, 4, 6, 3), report(1, 3, 5, 1)
    path = keep(tmp_path / "a.toll", late)
    decide(path, lambda c: judging.settings(c, late.incidents[0].id, "rule", "majority", ADA))
    keep(path, early)
    joined = find_joined(path, late.incidents[0].id)
    assert (joined.id, len(joined.accounts)) == (early.incidents[0].id, 2)
    assert {toll.rule for toll in ruled_tolls(joined)} == {"majority"}
    with reading(path) as connection:
        assert set(rule_choice(connection).incidents) == {late.incidents[0].id, early.incidents[0].id}
    decide(path, lambda c: judging.settings(c, joined.id, "rule", "airwars", Said("Ada", NOON + timedelta(1), "")))
    chosen = rule_set(find_joined(path, joined.id))
    assert chosen is not None
    assert chosen.value == "airwars", "one person's later word replaces her earlier one, whatever the incident was called"
    decide(path, lambda c: (judging.setting(c, joined.id, "rule", "range", BEN),))
    found = find_joined(path, joined.id)
    assert rule_set(found) is None
    assert len(found.set_differently()) == 1
    with reading(path) as connection:
        assert len(disputes(connection)) == 1, "although they set it on two accounts"
    assert rebuild(path).whole


def test_a_rule_that_this_tollbook_does_not_have_changes_nothing(record: Path) -> None:
    made = sealed(Judgement("", "set", (ONE.incidents[0].id,), "rule", '"of_tomorrow"', "Eve", NOON, ""))
    decide(record, lambda _: made)
    assert ruled_tolls(find_joined(record, ONE.incidents[0].id))[0].rule == "range"


def test_a_toll_by_hand_stands_beside_the_one_that_is_read(record: Path) -> None:
    decide(record, lambda c: judging.settings(c, ONE.incidents[0].id, "killed", "13-14", ADA))
    joined = find_joined(record, ONE.incidents[0].id)
    assert [(one.field, one.low, one.high, one.judgement.by) for one in hand_tolls(joined)] == [("killed", 13, 14, "Ada")]
    assert killed(record) == (12, 12, 15)


def test_what_a_rule_and_its_withdrawal_change_is_told(tmp_path: Path) -> None:
    path = keep(tmp_path / "a.toll", ONE)
    days = [datetime(2024, 5, 14 + n, 12, tzinfo=UTC) for n in range(1, 3)]

    def judge(make: Make, on: datetime) -> Judgement:
        with reading(path) as connection:
            made = make(connection)
        assert isinstance(made, Judgement)
        with open_store(path, STAMP) as store:
            store.judge([made], replace(AUTHOR, at=on))
        return made

    rule = judge(lambda c: judging.setting(c, ONE.incidents[0].id, "rule", "airwars", ADA), days[0])
    judge(lambda c: judging.withdrawal(c, rule.id, ADA), days[1])
    first, second, third = AUTHOR.at.date(), days[0].date(), days[1].date()
    (change,) = [one for one in changes(path, first, second).tolls if one.field == "killed"]
    assert change.before is not None
    assert change.after is not None
    assert (change.before.best, change.after.best) == (12, None)
    assert [one.after.best for one in changes(path, second, third).tolls if one.field == "killed" and one.after] == [12]


# ------------------------------------------------------------------------------------------------- a corrected figure makes no second voice


def echoing(outlet: str, day: int = 4) -> CodedReport:
    """An outlet whose first sentence repeats the figure of the police, whom it quotes below."""
    figures = (Figure(12, 12, None), Figure(12, 12, "police"))
    return coded(figures, day=date(2024, 1, day), outlet=outlet, title="Town 1 attacked")


def of_voices(path: Path, one: CodedReport) -> tuple[Toll, tuple[str, ...]]:
    joined = find_joined(path, one.incidents[0].id)
    assert len(joined.accounts) == 2
    return ruled_tolls(joined)[0], tuple(voice.kind for voice in voices(joined.counted()).all)


def test_an_outlet_goes_on_repeating_its_speaker_when_people_correct_the_speakers_figure(tmp_path: Path) -> None:
    one, other = echoing("A"), report(1, 3, 12, 9)
    path = keep(tmp_path / "a.toll", one, other)
    headline, police = one.claims
    toll, kinds = of_voices(path, one)
    assert ((toll.low, toll.best, toll.high), toll.voices, kinds) == ((12, 12, 12), 1, ("speaker",))
    decide(path, *(lambda c, bound=bound: judging.correction(c, police.id, bound, "14", ADA) for bound in ("min", "max")))
    toll, kinds = of_voices(path, one)
    assert (toll.voices, kinds) == (1, ("speaker",)), "the headline makes no second voice"
    (aside,) = toll.set_aside
    assert (aside.claim, aside.by) == (headline.id, police.id), "nor a figure of its own"
    assert aside.reason == "repeats its speaker's figure, which people have corrected"
    decide(path, *(lambda c, bound=bound: judging.correction(c, headline.id, bound, "13", BEN) for bound in ("min", "max")))
    toll, kinds = of_voices(path, one)
    assert (toll.set_aside, toll.voices, kinds) == ((), 1, ("speaker",)), "what people corrected themselves counts"


def test_a_copy_goes_on_being_one_when_people_correct_what_it_copies(tmp_path: Path) -> None:
    one, other = echoing("A"), echoing("B")
    path = keep(tmp_path / "a.toll", one, other)
    first = min((one, other), key=lambda coded: (coded.report.outlet or "", coded.report.id))
    police = first.claims[1]
    decide(path, *(lambda c, bound=bound: judging.correction(c, police.id, bound, "14", ADA) for bound in ("min", "max")))
    toll, kinds = of_voices(path, one)
    assert ((toll.low, toll.best, toll.high), toll.voices, kinds) == ((14, 14, 14), 1, ("speaker",))
    copy = (other if first is one else one).claims[1]
    decide(path, *(lambda c, bound=bound: judging.correction(c, copy.id, bound, "15", ADA) for bound in ("min", "max")))
    toll, kinds = of_voices(path, one)
    assert ((toll.low, toll.high), toll.voices) == ((14, 15), 1), "unless people corrected it otherwise"
