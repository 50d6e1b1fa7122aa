"""The second network: parts of an attack over a whole report, the same in every order of reading."""

from __future__ import annotations

from tollbook.learned.labels import PART_OUTPUTS
from tollbook.learned.parts import LONGEST, read_parts
from tollbook.learned.windows import windows
from tollbook.read.text import read_text
from tollbook.text.document import Document, analyse

TEXT = (
    "A powerful bomb exploded yesterday in front of the electric company's offices in the capital, police reported.\n\n"
    "Guerrillas of the People's Front placed the bomb, a spokesman said. The explosion killed a watchman and damaged two cars."
)


def document(text: str) -> Document:
    return analyse(read_text(text))


def test_targets_perpetrators_and_weapons_are_marked() -> None:
    doc = document(TEXT)
    found = {
        (one.kind, " ".join(t.lower for t in doc.sentences[one.sentence].tokens[one.first : one.last]))
        for one in read_parts(doc).spans("part", 0.3)
    }
    kinds = {kind for kind, _ in found}
    assert {"human_target", "instrument"} <= kinds
    assert any(kind == "human_target" and "watchman" in words for kind, words in found)
    assert any(kind == "instrument" and "bomb" in words for kind, words in found)


def test_each_part_has_a_share_for_every_class() -> None:
    reading = read_parts(document(TEXT))
    part = reading.spans("part", 0.3)[0]
    for output, classes in PART_OUTPUTS.items():
        shares = reading.classes(output, part.sentence, part.first, part.last)
        assert tuple(shares) == classes
        assert abs(sum(shares.values()) - 1) < 1e-3


def test_two_parts_of_one_report_have_a_probability_of_one_attack() -> None:
    reading = read_parts(document(TEXT))
    first, second, *_ = reading.spans("part", 0.3)
    score = reading.same_attack((first.sentence, first.first), (second.sentence, second.first))
    assert score is not None and 0 < score < 1


def test_the_answer_does_not_depend_on_what_was_read_before() -> None:
    alone = read_parts(document(TEXT)).spans("part", 0.3)
    read_parts(document("Gunmen kidnapped a judge in the north."))
    assert read_parts(document(TEXT)).spans("part", 0.3) == alone


def test_a_long_report_is_read_in_stretches_and_an_empty_one_gives_nothing() -> None:
    long = document("\n\n".join(f"A bomb killed {number} soldiers near the river on Monday, the army said." for number in range(2, 120)))
    assert sum(len(window.tokens) for window in windows(long)) > LONGEST
    assert {one.sentence for one in read_parts(long).spans("part", 0.05)} >= {0} or read_parts(long).spans("part", 0.0)
    assert read_parts(document("...")).spans("part", 0.3) == ()
