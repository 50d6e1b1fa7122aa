"""The scorer on constructed gold: a perfect answer gets 1 everywhere, each kind of error lowers its own measures and no others."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import gate
import pytest
import score
from baseline import baseline
from beside import page
from measure import MEASURES, Score, best_pairs, measure
from standoff import MarkedClaim, MarkedIncident, MarkedText, WrongGold, line_of, load_lines, write_lines
from texts import sha256

TEXT = (
    "At least 12 people, including two children, died in a blast in Aton, the ministry said. Gunmen killed 5 soldiers near Beton on Monday. "
    "The army denied losing 5. Some 300 people have died since the war began, and 40 died in a raid last year."
)


def at(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


def claim(quote: str, low: int | None, high: int | None, qualifier: str = "exact", **more: object) -> MarkedClaim:
    return MarkedClaim(*at(quote), "killed", low, high, qualifier, **more)  # type: ignore[arg-type]


GOLD = MarkedText(
    "made:1",
    sha256(TEXT),
    None,
    "2025-01-02",
    (
        MarkedIncident("a", "new", "bombing"),
        MarkedIncident("b", "new", "armed_clash"),
        MarkedIncident("c", "aggregate", "other", ("a",)),
        MarkedIncident("d", "background", "attack_on_civilians"),
    ),
    (
        claim("At least 12 people", 12, None, "at_least", group_kind="people", said_by=at("the ministry"), incident="a"),
        claim("two children", 2, 2, group_kind="children", said_by=at("the ministry"), subset_of=0, incident="a"),
        claim("5 soldiers", 5, 5, group_kind="soldiers", incident="b"),
        claim("5.", 5, 5, said_by=at("The army"), stance="denies", incident="b"),
        claim("Some 300 people", 300, 300, "about", group_kind="people", incident="c"),
        claim("40", 40, 40, group_kind="people", incident="d"),
    ),
)
QUIET = MarkedText("made:2", sha256("Nothing."))
PERFECT = replace(GOLD, numbers=7)


def changed(place: int, **values: object) -> MarkedText:
    claims = list(PERFECT.claims)
    claims[place] = replace(claims[place], **values)  # type: ignore[arg-type]
    return replace(PERFECT, claims=tuple(claims))


def without(place: int) -> MarkedText:
    return replace(PERFECT, claims=PERFECT.claims[:place] + PERFECT.claims[place + 1 :])


def lowered(answer: MarkedText, quiet: MarkedText = QUIET) -> set[str]:
    shares = measure([(GOLD, answer), (QUIET, quiet)]).shares()
    assert all(share is not None for share in shares.values())
    return {name for name, share in shares.items() if share != 1.0}


def test_perfect_is_one() -> None:
    assert lowered(PERFECT) == set()
    assert set(measure([(GOLD, PERFECT)]).shares()) == set(MEASURES)


EXACT = {"exact_f1", "exact_qualifier_f1", "exact_qualifier_speaker_f1"}
SPEAKER = {"exact_qualifier_speaker_f1", "named_speakers", "speakers_f1"}


@pytest.mark.parametrize(
    ("answer", "falls"),
    [
        (changed(2, start=at("5 soldiers")[0] + 2), {"span_exact_f1"}),
        (changed(2, max=None), EXACT),
        (changed(2, min=4), EXACT),
        (changed(4, qualifier="exact"), {"exact_qualifier_f1", "exact_qualifier_speaker_f1"}),
        (changed(0, said_by=None), SPEAKER),
        (changed(0, said_by=at("The army")), SPEAKER),
        (changed(4, said_by=at("The army")), {"exact_qualifier_speaker_f1", "speakers_f1"}),
        (changed(0, said_by=at("ministry said")), set()),
        (changed(2, group_kind="fighters"), {"group_kind"}),
        (changed(2, group_kind=None), {"group_kind"}),
        (changed(3, stance="asserts"), {"stance"}),
        (changed(1, subset_of=None), {"subset_of", "parts_f1"}),
        (changed(1, subset_of=2), {"subset_of", "parts_f1"}),
        (changed(3, subset_of=2), {"subset_of", "parts_f1"}),
        (changed(1, incident="b"), {"grouping_f1", "grouping_several_f1", "type"}),
        (changed(4, incident=None), {"status", "aggregate_recall", "type"}),
        (replace(PERFECT, left_over=1), {"numbers_accounted"}),
    ],
)
def test_each_error_lowers_its_own_measures(answer: MarkedText, falls: set[str]) -> None:
    assert lowered(answer) == falls


@pytest.mark.parametrize(
    ("place", "incident", "falls"),
    [
        (0, MarkedIncident("a", "new", "shelling"), {"type"}),
        (0, MarkedIncident("a", "background", "bombing"), {"status"}),
        (2, MarkedIncident("c", "new", "other"), {"status", "aggregate_recall"}),
        (3, MarkedIncident("d", "aggregate", "attack_on_civilians"), {"status", "background_recall"}),
    ],
)
def test_incident_labels(place: int, incident: MarkedIncident, falls: set[str]) -> None:
    incidents = list(PERFECT.incidents)
    incidents[place] = incident
    assert lowered(replace(PERFECT, incidents=tuple(incidents))) == falls


def test_missed_claim_costs_recall_only_where_it_counts() -> None:
    assert lowered(without(2)) == {"span_f1", "span_exact_f1"} | EXACT
    count = measure([(GOLD, without(2))]).counts["span_f1"]
    assert (count.right, count.wanted, count.given) == (5, 6, 5)


def test_wrong_field_is_no_match() -> None:
    count = measure([(GOLD, changed(2, field="injured"))]).counts["span_f1"]
    assert (count.right, count.wanted, count.given) == (5, 6, 6)


def test_false_alarm_in_a_quiet_text() -> None:
    noisy = replace(QUIET, claims=(MarkedClaim(0, 4, "killed", 1, 1, "exact"),))
    assert lowered(PERFECT, noisy) == {"quiet_texts", "span_f1", "span_exact_f1"} | EXACT


def test_nothing_to_measure_is_not_zero() -> None:
    shares = measure([(QUIET, QUIET)]).shares()
    assert shares["quiet_texts"] == 1.0
    assert shares["span_f1"] is None and shares["stance"] is None


def test_grouping_over_one_incident_stays_out_of_the_harder_measure() -> None:
    single = replace(GOLD, claims=GOLD.claims[:2])
    counts = measure([(single, single)]).counts
    assert counts["grouping_f1"].right == 1 and counts["grouping_several_f1"].wanted == 0


def test_answer_without_incidents_groups_nothing() -> None:
    loose = replace(PERFECT, claims=tuple(replace(one, incident=None) for one in PERFECT.claims))
    count = measure([(GOLD, loose)]).counts["grouping_f1"]
    assert (count.right, count.wanted, count.given) == (0, 2, 0)


def weigh(table: dict[tuple[int, int], float]) -> Callable[[MarkedClaim, MarkedClaim], float | None]:
    return lambda one, other: table.get((one.start, other.start))


def test_pairing_is_the_best_as_a_whole() -> None:
    claims = [MarkedClaim(place, place + 1, "killed", 1, 1, "exact") for place in range(3)]
    # the first gold claim would like answer 0, but only it can take answer 1
    assert best_pairs(claims[:2], claims[:2], weigh({(0, 0): 2.0, (0, 1): 0.1, (1, 0): 0.1})) == [(0, 1), (1, 0)]
    # as many pairs either way: the heavier pairing
    assert best_pairs(claims[:2], claims[:2], weigh({(0, 0): 0.2, (0, 1): 1.0, (1, 0): 1.0, (1, 1): 0.2})) == [(0, 1), (1, 0)]
    assert best_pairs(claims, claims[:1], weigh({(0, 0): 0.1, (2, 0): 0.9})) == [(2, 0)]


def test_one_answer_over_two_claims_counts_once() -> None:
    answer = replace(PERFECT, claims=(replace(PERFECT.claims[0], end=at("two children")[1]),))
    assert measure([(GOLD, answer)]).counts["span_f1"].right == 1


def test_lines_survive_writing(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    write_lines(path, [PERFECT, QUIET])
    assert load_lines(path) == [PERFECT, QUIET]
    assert "numbers" not in json.loads(line_of(GOLD))


@pytest.mark.parametrize(
    "line", ["{", '{"id": "x"}', '{"id": "x", "slice": null, "sha256": "0", "published": null, "incidents": [{}], "claims": []}']
)
def test_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line_of(GOLD) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(WrongGold, match="line 2"):
        load_lines(path)


def test_page_shows_what_differs_and_only_that() -> None:
    assert page(GOLD, PERFECT, TEXT) == ""
    shown = page(GOLD, changed(2, max=None), TEXT)
    assert "~ max" in shown and "5..None exact" in shown and "Some 300" in shown.split("~")[0]
    assert "\n- 'two children' killed 2..2 exact children by 'the ministry' of claim 0 [a bombing new]" in page(GOLD, without(1), TEXT)


def test_baseline_finds_the_plain_ones() -> None:
    words = "In Aton 12 people were killed and 30 wounded. On the day after, when the rain had ended, a blast in Beton killed two."
    made = baseline(MarkedText("made:3", sha256(words)), words)
    assert [(words[c.start : c.end], c.field, c.min, c.incident) for c in made.claims] == [
        ("12 people", "killed", 12, "Aton"),
        ("30", "injured", 30, "Aton"),
        ("two", "killed", 2, "Beton"),
    ]
    assert [incident.key for incident in made.incidents] == ["Aton", "Beton"]


def data_folder(tmp_path: Path) -> tuple[Path, Path, MarkedText]:
    """A data folder with one current-events item, and gold for it."""
    for name in ("wiki_current_events", "re3d", "wikinews"):
        (tmp_path / "data" / name).mkdir(parents=True)
    item = {"section": "Armed conflicts and attacks", "text": TEXT, "date": "2025-01-02"}
    (tmp_path / "data" / "wiki_current_events" / "items_2025.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    (tmp_path / "gold").mkdir()
    gold = replace(GOLD, id="wce:0")
    write_lines(tmp_path / "gold" / "made.jsonl", [gold])
    return tmp_path / "data", tmp_path / "gold" / "made.jsonl", gold


def test_score_of_a_kept_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, gold_path, gold = data_folder(tmp_path)
    given = tmp_path / "answers.jsonl"
    write_lines(given, [replace(gold, numbers=7)])
    arguments = ["--gold", str(gold_path), "--data", str(data), "--from", str(given), "--json", str(tmp_path / "out.json")]
    assert score.main([*arguments, "--beside", str(tmp_path / "beside.txt")]) == 0
    out = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(out) == ["all", "wce"] and out["wce"]["shares"]["exact_qualifier_speaker_f1"] == 1.0
    assert (tmp_path / "beside.txt").read_text(encoding="utf-8") == ""
    printed = capsys.readouterr().out
    assert "baseline" in printed and "6/6/6" in printed


def test_score_says_when_the_data_is_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, gold_path, gold = data_folder(tmp_path)
    write_lines(gold_path, [replace(gold, sha256="0")])
    assert score.main(["--gold", str(gold_path), "--data", str(data)]) == 1
    assert "wce:0 has other words" in capsys.readouterr().err


def test_tollbook_is_run_and_its_answers_are_kept(tmp_path: Path) -> None:
    data, gold_path, _ = data_folder(tmp_path)
    kept = tmp_path / "kept.jsonl"
    assert score.main(["--gold", str(gold_path), "--data", str(data), "--answers", str(kept)]) == 0
    first = kept.read_bytes()
    (answer,) = load_lines(kept)
    assert answer.numbers > 0
    assert any(TEXT[one.start : one.end] == "5 soldiers" and one.min == 5 for one in answer.claims)
    score.main(["--gold", str(gold_path), "--data", str(data), "--answers", str(kept)])
    assert kept.read_bytes() == first


def scored(answer: MarkedText) -> Score:
    return measure([(GOLD, answer)])


def test_floors_rise_and_fall_only_with_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold_path, floors = tmp_path / "made.jsonl", tmp_path / "floors.json"
    write_lines(gold_path, [GOLD])
    good, bad = scored(PERFECT), scored(without(5))
    assert gate.raise_floors(gold_path, bad, floors, None) == 0
    first = gate.load_floors(floors)["made.jsonl"]
    assert 0 < first.floors["span_f1"] < 1 and first.gold == gate.file_hash(gold_path)
    assert gate.raise_floors(gold_path, good, floors, None) == 0
    assert gate.load_floors(floors)["made.jsonl"].floors["span_f1"] == 1.0
    assert any(line.startswith("span_f1") for line in gate.below(gate.load_floors(floors)["made.jsonl"].floors, bad))
    assert gate.raise_floors(gold_path, bad, floors, None) == 1
    assert "span_f1" in capsys.readouterr().err
    assert gate.load_floors(floors)["made.jsonl"].floors["span_f1"] == 1.0
    assert gate.raise_floors(gold_path, bad, floors, "one claim given up") == 0
    last = gate.load_floors(floors)["made.jsonl"]
    assert last.floors["span_f1"] < 1 and last.lowered[0]["reason"] == "one claim given up"
    assert gate.below(last.floors, bad) == []


def test_what_can_no_longer_be_measured_has_fallen() -> None:
    assert gate.below({"stance": 0.5}, measure([(QUIET, QUIET)])) == ["stance cannot be measured, floor 0.5000"]


def test_changes_are_listed_claim_by_claim() -> None:
    words = {GOLD.id: TEXT}
    assert gate.changes([PERFECT], [PERFECT], words) == []
    (line,) = gate.changes([PERFECT], [changed(2, max=None)], words)
    assert line.startswith("~ made:1") and "'5 soldiers' figure (5, 5, 'exact') -> (5, None, 'exact')" in line
    assert [one[0] for one in gate.changes([PERFECT], [without(4)], words)] == ["-"]
    assert [one[0] for one in gate.changes([without(4)], [PERFECT], words)] == ["+"]
    assert gate.changes([replace(PERFECT, sha256="0")], [without(4)], words) == []


def test_gate_passes_and_says_so_without_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--data", str(tmp_path / "none")]) == 0
    assert "nothing measured" in capsys.readouterr().out


def test_gate_from_floors_to_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, gold_path, gold = data_folder(tmp_path)
    floors = ["--floors", str(tmp_path / "floors.json")]
    assert score.main(["--gold", str(gold_path), "--data", str(data), "--write-floors", *floors]) == 0
    assert gate.main(["--data", str(data), *floors, "--keep", "made.jsonl"]) == 0
    assert "every floor holds" in capsys.readouterr().out
    assert gate.main(["--data", str(data), *floors]) == 0
    assert "no answer changed" in capsys.readouterr().out
    written = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))
    written["made.jsonl"]["floors"]["span_f1"] = 1.01
    (tmp_path / "floors.json").write_text(json.dumps(written), encoding="utf-8")
    assert gate.main(["--data", str(data), *floors]) == 1
    assert "span_f1" in capsys.readouterr().out
    assert gate.main(["--data", str(data), *floors, "--lower", "a floor above one"]) == 0
    assert gate.main(["--data", str(data), *floors]) == 0
    write_lines(gold_path, [replace(gold, claims=gold.claims[:5])])
    assert gate.main(["--data", str(data), *floors]) == 1
    assert "labels changed" in capsys.readouterr().out
