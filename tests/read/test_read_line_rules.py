"""Every rule of blocks.yaml against the examples in its own entry, and the rules' place in a whole text."""

from __future__ import annotations

import pytest

from tollbook.model.errors import BadLexicon
from tollbook.read import line_rules
from tollbook.read.line_rules import LineRule, Place, block_table, not_article_reason, tail_start
from tollbook.read.text import read_text

ANYWHERE = Place(first=False, top=True, end=True)
RULES = block_table().rules


def _caught(rule: LineRule, line: str) -> bool:
    if rule.where == "tail":
        return rule.pattern is not None and rule.pattern.search(line) is not None
    return rule.holds(line, ANYWHERE)


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule in RULES for line in rule.positive], ids=lambda value: getattr(value, "name", value)
)
def test_a_rule_catches_its_positive_lines(rule: LineRule, line: str) -> None:
    assert _caught(rule, line)


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule.negative])
def test_no_rule_catches_a_negative_line(line: str) -> None:
    assert [rule.name for rule in RULES if _caught(rule, line)] == []


def test_names_are_unique_and_every_reason_is_words() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.reason and rule.reason == rule.reason.lower() for rule in RULES)


def test_a_credit_at_the_end_of_a_paragraph_is_cut_off_alone() -> None:
    paragraph = "Six people died in the fire. (Reporting by our bureau; editing by the desk)"
    found = tail_start(paragraph)
    assert found is not None
    assert paragraph[: found[0]].strip() == "Six people died in the fire."
    assert found[1] == "staff credit"


@pytest.mark.parametrize(
    "line",
    [
        "x" * 10_000,
        "A" * 500 + "!",
        "By " + "Aa" * 200 + "!",
        "Share " * 90,
        "- " * 250 + "!",
        "Photo: " + "(" * 500,
        "sign up " * 60,
        "Source: " + ": " * 250,
    ],
)
def test_hostile_lines_are_judged_at_once(line: str) -> None:
    not_article_reason(line, ANYWHERE)
    tail_start(line)


def _reasons(text: str) -> dict[str, str | None]:
    report = read_text(text)
    return {text[block.start : block.end]: block.reason for block in report.blocks if block.kind == "not_article"}


BODY = "Six people were killed in the northern town on Monday, the police said.\n\n"


def test_two_topic_lines_in_a_row_are_a_link_list() -> None:
    lines = "Roots of the dispute – why the valley rose\n\nThe front line – who holds which village\n\n"
    assert set(_reasons("Six killed in town\n\n" + BODY + lines + BODY).values()) == {"link list"}


def test_one_topic_line_alone_is_a_heading() -> None:
    text = "Six killed in town\n\n" + BODY + "Roots of the dispute – why the valley rose\n\n" + BODY
    assert _reasons(text) == {}
    assert [block.kind for block in read_text(text).blocks] == ["title", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        "Northern town and villages – 57 people killed\n\nSouthern suburb of the capital – 50 killed\n\n",
        "Location: the northern town\n\nTarget: a market street\n\n",
        "In the northern town, six killed: police\n\nIn the capital, dozens wounded: hospital\n\n",
    ],
)
def test_lines_that_carry_figures_or_facts_are_no_link_list(lines: str) -> None:
    assert _reasons("Bombs hit two towns\n\n" + BODY + lines + BODY) == {}


def test_a_source_line_counts_only_inside_the_report() -> None:
    assert _reasons("Source: the river runs dry\n\n" + BODY) == {}


def test_a_wrong_table_names_the_file_and_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    block_table.cache_clear()
    monkeypatch.setattr(line_rules, "table", lambda *parts: {"rules": [{"name": "bare"}]})
    try:
        with pytest.raises(BadLexicon, match=r"en/blocks\.yaml: .*; "):
            block_table()
    finally:
        block_table.cache_clear()


def test_a_rule_without_examples_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = dict(line_rules.table(*line_rules.FILE))
    whole["rules"] = [{"name": "bare", "reason": "share line", "starts": ["share"]}]
    block_table.cache_clear()
    monkeypatch.setattr(line_rules, "table", lambda *parts: whole)
    try:
        with pytest.raises(BadLexicon, match="lacks examples"):
            block_table()
    finally:
        block_table.cache_clear()
