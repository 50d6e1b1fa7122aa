"""Actors named in a text: one row a case; and the actor list itself, sound and broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.lexicon import load
from tollbook.model.text import Block, Report
from tollbook.resolve import actor_lexicon
from tollbook.resolve.actors import check_actors, find_actors
from tollbook.text.document import Document, analyse

LEXICON = Path(load.__file__).parent


def document(text: str) -> Document:
    blocks = tuple(Block(match.start(), match.end(), "paragraph") for match in re.finditer(r"[^\n]+", text))
    return analyse(Report("r1", "test", None, None, None, None, "unknown", "en", text, blocks))


def read(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(m.span.quote, m.value.actor, m.value.kind, m.value.country) for m in find_actors(document(text))]


NAMED = [
    ("Hamas fired at the town.", ("Hamas", "hamas", "rebel_group", "PS")),
    ("It was hit by Daesh.", ("Daesh", "islamic-state", "rebel_group", None)),
    ("ISWAP burned the camp.", ("ISWAP", "islamic-state-west-africa", "rebel_group", None)),
    ("Boko Haram gunmen came at dawn.", ("Boko Haram gunmen", "boko-haram", "rebel_group", "NG")),
    ("M23 rebels took the bridge.", ("M23 rebels", "m23", "rebel_group", "CD")),
    ("Al Shabab struck.", ("Al Shabab", "al-shabaab", "rebel_group", "SO")),  # spelled without a hyphen
    ("Ta’ang National Liberation Army units left.", ("Ta’ang National Liberation Army", "tnla", "rebel_group", "MM")),
    ("JAMA'AT NUSRAT AL-ISLAM WAL-MUSLIMIN ATTACKED THE POST TODAY.", ("JAMA'AT NUSRAT AL-ISLAM WAL-MUSLIMIN", "jnim", "rebel_group", None)),
    ("It was told by AFP.", ("AFP", "afp", "news_agency", "FR")),
    ("The Syrian Observatory for Human Rights counted them.", ("Syrian Observatory for Human Rights", "sohr", "monitor", "SY")),
    ("Israeli airstrikes hit the town.", ("Israeli airstrikes", "il-military", "state_force", "IL")),
    ("A Russian drone hit the town.", ("Russian drone", "ru-military", "state_force", "RU")),
    ("A US-made shell hit Syria's army.", ("Syria's army", "sy-military", "state_force", "SY")),
    ("The Malian armed forces left.", ("Malian armed forces", "ml-military", "state_force", "ML")),
    ("The Royal Thai Air Force flew over.", ("Royal Thai Air Force", "th-military", "state_force", "TH")),
    ("Syrian officers defected.", ("Syrian officers", "sy-military", "state_force", "SY")),
    ("Niger junta denied it.", ("Niger junta", "ne-government", "government", "NE")),
    ("Uganda police held him.", ("Uganda police", "ug-police", "police", "UG")),
    ("The Turkish interior ministry denied it.", ("Turkish interior ministry", "tr-government", "government", "TR")),
    ("The government of the Democratic Republic of the Congo denied it.",
     ("The government of the Democratic Republic of the Congo", "cd-government", "government", "CD")),
    ("Israel launched a raid.", ("Israel", "il-military", "state_force", "IL")),
    ("Russia denied it.", ("Russia", "ru-government", "government", "RU")),
    ("Moscow said so.", ("Moscow", "ru-government", "government", "RU")),
    ("Fulani gunmen burned the farm.", ("Fulani gunmen", None, "unidentified_armed", None)),
    ("Palestinian militants fired.", ("Palestinian militants", None, "unidentified_armed", "PS")),
    ("Government troops advanced.", ("Government troops", None, "state_force", None)),
    ("Unidentified gunmen opened fire.", ("Unidentified gunmen", None, "unidentified_armed", None)),
    ("State television reported it.", ("State television", None, "media", None)),
    ("It was told by a monitoring group.", ("monitoring group", None, "monitor", None)),
    ("The Lower Coast Liberation Army advanced.", ("Lower Coast Liberation Army", None, "rebel_group", None)),
    ("The Free Valley Brigade advanced.", ("Free Valley Brigade", None, "militia", None)),
    ("The 47th Mechanized Brigade advanced.", ("47th Mechanized Brigade", None, "state_force", None)),
    ("The La Sombra cartel is blamed.", ("La Sombra cartel", None, "gang_or_cartel", None)),
    ("The militant group Hamas fired.", ("Hamas", "hamas", "rebel_group", "PS")),  # the noun before the name is no second actor
    ("The National Liberation Army (ELN) fired.", ("National Liberation Army", "eln", "rebel_group", "CO")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first"), NAMED)
def test_reads(text: str, first: tuple[str, str | None, str | None, str | None]) -> None:
    assert read(text)[0] == first


NOBODY = [
    "It is what it is, they said.",
    "THE TRUTH IS OUT THERE TODAY AGAIN.",  # the verb in capitals is no group
    "He told us to leave and they left us there.",
    "The town of Homs, Syria, was quiet.",
    "They went to Israel and from Russia.",
    "People died in Mali on the road.",
    "A Syrian bombing was remembered.",  # where, not who
    "A Houthi-controlled port was quiet.",
    "An IS-linked shop was closed.",
    "A police station burned.",
    "They may fight; he won the fight.",
    "The Salvation Army gave soup.",
    "A bus on Liberation Front Street burned.",
    "The attack was reported at noon.",
    "A senior officer of the firm left.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_reads_no_actor(text: str) -> None:
    assert read(text) == []


def test_a_short_form_that_the_report_defines_is_learnt_for_the_whole_report() -> None:
    text = "The RSF fled. Later the Rapid Support Forces (RSF) came back; the RSF won."
    assert [actor for _, actor, _, _ in read(text)] == ["rapid-support-forces"] * 4


def test_a_short_form_of_a_group_on_no_list_is_learnt_too() -> None:
    found = read("The Hill Country Liberation Front (HCLF) fired. HCLF then left.")
    assert [(quote, actor, kind) for quote, actor, kind, _ in found][-1] == ("HCLF", None, "rebel_group")


def test_is_alone_is_a_group_only_where_the_report_makes_it_sure() -> None:
    assert read("Islamic State (IS) militants fled. IS won.") == [
        ("Islamic State (IS) militants", "islamic-state", "rebel_group", None),
        ("IS", "islamic-state", "rebel_group", None),
    ]
    assert read("They said IS won.") == []
    assert read("IS fighters won.") == [("IS fighters", "islamic-state", "rebel_group", None)]


def test_a_short_form_needs_its_country() -> None:
    assert read("The SDF advanced.") == []
    assert read("The SDF advanced in Syria.") == [("SDF", "syrian-democratic-forces", "rebel_group", "SY")]


def test_a_body_takes_its_country_only_from_a_report_that_names_no_other() -> None:
    assert read("Gunmen came in Mali. The army fled.")[-1] == ("army", "ml-military", "state_force", "ML")
    assert read("Gunmen came in Mali. They had left Niger. The army fled.")[-1] == ("army", None, "state_force", None)


def test_two_listed_names_joined_stay_two() -> None:
    assert [actor for _, actor, _, _ in read("The Sudanese Armed Forces and the Rapid Support Forces fought.")] == [
        "sd-military",
        "rapid-support-forces",
    ]
    assert [actor for _, actor, _, _ in read("A truce between India and Pakistan holds.")] == ["in-government", "pk-government"]


def test_spans_quote_the_text_and_never_overlap() -> None:
    text = "Israel's army, Hamas gunmen and the Free Valley Brigade fought police near the Russian army base."
    last = 0
    for mention in find_actors(document(text)):
        assert text[mention.span.start : mention.span.end] == mention.span.quote == mention.value.span.quote
        assert mention.span.start >= last and mention.value.reason
        last = mention.span.end


WORDS = st.sampled_from(
    ["Israeli", "army", "Islamic State", "(IS)", "IS", "is", "the", "of", "Free", "Front", "Brigade", "Syria", "'s", "and", "by", "rebels", "al", "-", ",", ".", "RSF", "47", "th", "Royal"]
)  # fmt: skip


@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=60)))
def test_any_text_is_read_without_a_fall(text: str) -> None:
    whole = "x " + text
    mentions = find_actors(document(whole))
    for mention in mentions:
        assert whole[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.value.kind is None or mention.value.kind in actor_lexicon.kinds()
    assert mentions == find_actors(document(whole))


def test_hash_order_changes_nothing() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); from test_actors import read, NAMED; print([read(text) for text, _ in NAMED])"
    shown = [
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert shown[0] == shown[1] and len(shown[0]) > 1000


def test_the_list_is_sound_and_large() -> None:
    assert check_actors() == []
    assert len(actor_lexicon.listed_actors()) >= 500
    assert len(actor_lexicon.countries()) >= 120


Breaker = Callable[[str, str, str], None]


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Breaker]:
    """A copy of the lexicon in which a file can be spoiled."""
    copy = tmp_path / "lexicon"
    shutil.copytree(LEXICON, copy)
    monkeypatch.setattr(load.resources, "files", lambda package: copy)
    caches = (load.table, actor_lexicon.listed_actors, actor_lexicon.kinds)

    def spoil(name: str, old: str, new: str) -> None:
        path = copy / "actors" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        for cached in caches:
            cached.cache_clear()

    yield spoil
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: hamas,", "id: Hamas!,", "is no id"),
        ("country: LB, aliases: [Hezbollah", "country: LX, aliases: [Hezbollah", "unknown country"),
        ("aliases: [Hezbollah,", "aliases: [Hezbollah, Hamas,", "is a name of"),
        ("kind: rebel_group, country: LB, aliases: [Hezbollah", "kind: rebels, country: LB, aliases: [Hezbollah", "unknown kind"),
        ("parent: hamas", "parent: hamsa", "unknown parent"),
        ("wikidata: Q41053", "wikidata: 41053", "Wikidata"),
        ("id: hezbollah, name:", "id: hezbollah, nane:", "no `name`"),
    ],
)
def test_a_broken_entry_is_named_with_file_line_and_remedy(broken: Breaker, old: str, new: str, words: str) -> None:
    broken("groups_middle_east.yaml", old, new)
    problems = check_actors()
    assert len(problems) >= 1
    assert any(words in problem.problem for problem in problems)
    assert all(
        problem.file == "groups_middle_east.yaml" and problem.line > 3 and problem.advice
        for problem in problems
        if words in problem.problem
    )


def test_a_broken_file_is_named_with_its_line(broken: Breaker) -> None:
    broken("organisations.yaml", "  - {id: united-nations,", "  - {id: united-nations")
    (problem,) = check_actors()
    assert problem.file == "organisations.yaml" and problem.line > 1
