"""Numbers of a sentence: value, bounds and qualifier in digits, words, ranges and vague words; and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import document
from tollbook.extract.numbers import Number, find_numbers
from tollbook.lexicon.load import table
from tollbook.lexicon.profiles import profile


def numbers(text: str, name: str = "default") -> list[tuple[str, Number]]:
    """The numbers of a text with the words that they take, sentence by sentence."""
    doc = document(text)
    found = []
    for sentence in doc.sentences:
        for number in find_numbers(sentence, profile(name)):
            found.append((text[sentence.tokens[number.first].start : sentence.tokens[number.last - 1].end], number))
    return found


def told(number: Number) -> str:
    low = "" if number.minimum is None else number.minimum
    high = "" if number.maximum is None else number.maximum
    return f"{low}..{high} {number.qualifier}"


# One row for every qualifier of numbers.yaml: what it makes of 57.
BEFORE = {
    "at_least": "57.. at_least",
    "more_than": "58.. more_than",
    "at_most": "..57 at_most",
    "fewer_than": "..56 fewer_than",
    "about": "57..57 about",
    "null": "57..57 exact",
}


@pytest.mark.parametrize("row", table("en", "numbers.yaml")["qualifiers"], ids=lambda row: row["words"])
def test_every_qualifier_binds_the_number_behind_it(row: dict[str, str]) -> None:
    expected = BEFORE[row["qualifier"] or "null"]
    for figure in ("57", "fifty-seven"):
        text = f"Yesterday {row['words']} {figure} people were killed."
        assert [(words, told(number)) for words, number in numbers(text)] == [(f"{row['words']} {figure}", expected)]


@pytest.mark.parametrize("row", table("en", "numbers.yaml")["trailing"], ids=lambda row: row["words"])
def test_every_qualifier_behind_binds_the_number_before_it(row: dict[str, str]) -> None:
    glue = "" if row["words"] == "+" else " "
    text = f"The raid killed 57{glue}{row['words']} people."
    assert [(words, told(number)) for words, number in numbers(text)] == [(f"57{glue}{row['words']}", BEFORE[row["qualifier"]])]


TABLE = [
    # digits
    ("57 people died.", [("57", "57..57 exact")]),
    ("Some 1,500 people fled.", [("Some 1,500", "1500..1500 about")]),
    ("The war displaced 1,250,000 people.", [("1,250,000", "1250000..1250000 exact")]),
    ("The war displaced 1.5 million people.", [("1.5 million", "1500000..1500000 exact")]),
    ("The war displaced 2 million people.", [("2 million", "2000000..2000000 exact")]),
    ("The war displaced 2m people.", [("2m", "2000000..2000000 exact")]),
    ("The war displaced 40k people.", [("40k", "40000..40000 exact")]),
    ("The camp holds 60 thousand people.", [("60 thousand", "60000..60000 exact")]),
    ("It killed 0 people.", [("0", "0..0 exact")]),
    ("At least 12 dead, 30 hurt.", [("At least 12", "12.. at_least"), ("30", "30..30 exact")]),
    # words
    ("Seven people died.", [("Seven", "7..7 exact")]),
    ("Nineteen people died.", [("Nineteen", "19..19 exact")]),
    ("Twenty-one people died.", [("Twenty-one", "21..21 exact")]),
    ("Twenty one people died.", [("Twenty one", "21..21 exact")]),
    ("Ninety-nine people died.", [("Ninety-nine", "99..99 exact")]),
    ("A hundred people died.", [("A hundred", "100..100 exact")]),
    ("One hundred and five people died.", [("One hundred and five", "105..105 exact")]),
    ("Two hundred fifty people died.", [("Two hundred fifty", "250..250 exact")]),
    ("Three thousand people died.", [("Three thousand", "3000..3000 exact")]),
    ("Three thousand four hundred people died.", [("Three thousand four hundred", "3400..3400 exact")]),
    ("Two million people fled.", [("Two million", "2000000..2000000 exact")]),
    ("Two million three hundred thousand and six people fled.", [("Two million three hundred thousand and six", "2300006..2300006 exact")]),
    ("Two dozen people died.", [("Two dozen", "24..24 exact")]),
    ("Nearly three dozen people died.", [("Nearly three dozen", "36..36 about")]),
    ("Zero people died.", [("Zero", "0..0 exact")]),
    # rough words
    ("A dozen people died.", [("A dozen", "12..12 about")]),
    ("Half a dozen people died.", [("Half a dozen", "6..6 about")]),
    ("A couple of people died.", [("A couple of", "2..2 about")]),
    ("More than a dozen people died.", [("More than a dozen", "13.. more_than")]),
    ("At least a dozen people died.", [("At least a dozen", "12.. at_least")]),
    # ranges
    ("Between 40 and 60 people died.", [("Between 40 and 60", "40..60 between")]),
    ("Between five and ten people died.", [("Between five and ten", "5..10 between")]),
    ("40-60 people died.", [("40-60", "40..60 between")]),
    ("40–60 people died.", [("40–60", "40..60 between")]),
    ("40 to 60 people died.", [("40 to 60", "40..60 between")]),
    ("Between three hundred and four hundred people died.", [("Between three hundred and four hundred", "300..400 between")]),
    (
        "Between one hundred and five and one hundred and ten died.",
        [("Between one hundred and five and one hundred and ten", "105..110 between")],
    ),
    ("They killed one hundred and two hundred fled.", [("one hundred", "100..100 exact"), ("two hundred", "200..200 exact")]),
    ("They killed two thousand and three thousand fled.", [("two thousand", "2000..2000 exact"), ("three thousand", "3000..3000 exact")]),
    ("Half a million people fled.", [("Half a million", "500000..500000 about")]),
    ("Six to eight people died.", [("Six to eight", "6..8 between")]),
    ("Five or six people died.", [("Five or six", "5..6 between")]),
    ("Some 40 to 60 people died.", [("Some 40 to 60", "40..60 between")]),
    ("From 12 to 15 people died.", [("12 to 15", "12..15 between")]),
    # old and new figures are no range
    ("The toll rose from 12 to 15.", [("12", "12..12 exact"), ("15", "15..15 exact")]),
    ("The death toll has risen from twelve to fifteen.", [("twelve", "12..12 exact"), ("fifteen", "15..15 exact")]),
    ("Officials raised the number of dead from 40 to 60.", [("40", "40..40 exact"), ("60", "60..60 exact")]),
    # no ranges either: the second is smaller, or the hyphen stands apart
    ("60 to 40 people voted.", [("60", "60..60 exact"), ("40", "40..40 exact")]),
    ("They killed 12 - 15 were hurt.", [("12", "12..12 exact"), ("15", "15..15 exact")]),
    # stacked qualifiers: the bound wins
    ("At least some 40 people died.", [("At least some 40", "40.. at_least")]),
    ("At least another 12 people died.", [("At least another 12", "12.. at_least")]),
    ("Another at least 12 people died.", [("Another at least 12", "12.. at_least")]),
    ("About another 12 people died.", [("About another 12", "12..12 about")]),
    ("At least several people died.", [("At least several", "3.. at_least")]),
    # a qualifier binds one number
    ("At least 50 dead and 200 wounded.", [("At least 50", "50.. at_least"), ("200", "200..200 exact")]),
    ("Two people died, at least three were hurt.", [("Two", "2..2 exact"), ("at least three", "3.. at_least")]),
    ("Up to 12 and over 40 died.", [("Up to 12", "..12 at_most"), ("over 40", "41.. more_than")]),
    # vague words do not ask or describe
    ("It is unclear how many people died.", []),
    ("So many people died.", []),
    ("As many as 40 people died.", [("As many as 40", "..40 at_most")]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_numbers_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words, told(number)) for words, number in numbers(text)] == expected


NO_COUNT = [
    "The 5th brigade moved.",
    "He was the 21st victim.",
    "M23 held the town.",
    "They fired a 155mm gun.",
    "They flew an F16 home.",
    "It was the B52 again.",
    "The quake measured 5.7 on the scale.",
    "The road is 3.5 long.",
    "The address was 10.0.0.1 then.",
    "See note #5 there.",
    "The number 99999999999999999999999 is too long.",
    "It weighs 4,5 or so.",
]


@pytest.mark.parametrize("text", NO_COUNT)
def test_ordinals_codes_and_decimals_are_no_counts(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("name", ["default", "acled"])
def test_vague_words_follow_the_profile(name: str) -> None:
    chosen = profile(name)
    for word, bounds in dict(chosen.vague).items():
        text = f"Then {word} people were killed."
        found = numbers(text, name)
        assert len(found) == 1, word
        number = found[0][1]
        assert ((number.minimum, number.maximum), number.qualifier, number.form) == (tuple(bounds), "vague", "vague"), word
    for word, value in dict(chosen.rough).items():
        text = f"Then {word} people were killed."
        assert [(told(number)) for _, number in numbers(text, name)] == [f"{value}..{value} about"], word


def test_the_profiles_differ() -> None:
    assert told(numbers("Dozens died.")[0][1]) == "24.. vague"
    assert told(numbers("Dozens died.", "acled")[0][1]) == "12.. vague"


# A small writer of number words, so that the reader is held against something that it does not share.
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def written(value: int, british: bool, hyphen: str) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        ten, one = divmod(value, 10)
        return _TENS[ten] + (hyphen + _ONES[one] if one else "")
    size, word = (1000, "thousand") if value >= 1000 else (100, "hundred")
    head, rest = divmod(value, size)
    joint = " and " if british and rest and rest < 100 else " "
    return f"{written(head, british, hyphen)} {word}" + (joint + written(rest, british, hyphen) if rest else "")


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 999_999), st.booleans(), st.sampled_from(["-", " "]))
def test_written_numbers_are_read_back(value: int, british: bool, hyphen: str) -> None:
    words = written(value, british, hyphen)
    for text in (f"In the raid {words} people were killed.", f"{words.capitalize()} people were killed."):
        found = numbers(text)
        assert [(number.plain, told(number)) for _, number in found] == [(value, f"{value}..{value} exact")]
        assert found[0][0].lower() == words


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**12), st.booleans())
def test_digits_are_read_back(value: int, commas: bool) -> None:
    figure = f"{value:,}" if commas else str(value)
    assert [(words, number.plain) for words, number in numbers(f"They said that {figure} fled.")] == [(figure, value)]


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 999),
    st.integers(1, 999),
    st.sampled_from(["{}-{}", "{}–{}", "{} to {}", "between {} and {}", "{} or {}"]),
    st.booleans(),
)
def test_ranges_are_read_back(low: int, more: int, form: str, in_words: bool) -> None:
    ends = (written(low, True, "-"), written(low + more, True, "-")) if in_words and form[2] not in "-–" else (low, low + more)
    found = numbers(f"They said that {form.format(*ends)} people fled.")
    assert [(number.minimum, number.maximum, number.qualifier) for _, number in found] == [(low, low + more, "between")]


_WORDS = st.sampled_from(
    "a an and at least between more than some or to - – + , . the twenty one hundred thousand million dozen dozens of several few many half zero "
    "12 1,500 3.5 60 2024 ² ½ ١٢ m k about another from rose up no fewer over".split()
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join), st.lists(_WORDS, max_size=40).map("".join)))
def test_any_text_gives_numbers_in_order_that_quote_it(text: str) -> None:
    if not text:
        return
    for sentence in document(text).sentences:
        last = 0
        for number in find_numbers(sentence, profile()):
            assert last <= number.first <= number.core < number.last <= len(sentence.tokens)
            last = number.last
            if number.minimum is not None and number.maximum is not None:
                assert number.minimum <= number.maximum


@pytest.mark.parametrize(
    "piece", ["12 ", "one ", "7", "twenty-", "at least ", "hundred and ", "1,", "between 1 and ", "dozens of ", "5.", "a million "]
)
def test_a_very_long_line_is_read(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert all(words in text for words, _ in numbers(text))
