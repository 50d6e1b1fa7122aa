"""Who says so: constructed sentences with [source], <cue> and {content} marked; every attribution of a sentence is listed, and no other may be found."""

from __future__ import annotations

import pytest

from speaker_marks import document, unmark
from tollbook.extract.speakers import find_attributions, speaker_of

# kind, via of the last-marked attribution, the sentence once per attribution
CASES: list[tuple[str, list[str]]] = [
    # the speaker before the verb
    ("asserts", ["[A monitoring group] <said> that {at least 57 people were killed}."]),
    ("asserts", ["[Police] <say> {12 people died}."]),
    ("asserts", ["[Police] <confirmed> {12 deaths}."]),
    ("asserts", ["[The Darfur health ministry] <reports> that {five people were killed}."]),
    ("asserts", ["[The ministry] <put> {the toll at 57}."]),
    ("asserts", ["[Two officials] <told> reporters that {12 people had died}."]),
    ("asserts", ["[The mayor] <told> the Nile Herald's Sunday edition that {12 people had died}."]),
    ("asserts", ["[Rescue workers] <estimate> that {300 people are missing}."]),
    ("asserts", ["[State television] <reported> {at least 50 dead and 200 wounded}."]),
    ("asserts", ["[The Observatory] also <said> that {12 fighters were killed}."]),
    ("asserts", ["[Officials in Homs] on Sunday <said> {20 had died}."]),
    ("asserts", ["[A spokesman for the army] later <announced> {the deaths of 12 soldiers}."]),
    ("asserts", ["In a statement, [the presidency] <said> {12 guards had died}."]),
    ("asserts", ["[The presidency] <said> in a statement on Sunday that {12 guards had died}."]),
    ("asserts", ["[Save the Children] <says> {40 schools were hit}."]),
    ("asserts", ["[US officials] <announce> that {12 sailors died}."]),
    ("warns", ["[Aid workers] <warned> that {60 people were trapped}."]),
    # appositions, relative clauses, parentheses
    ("asserts", ["[The Observatory], which monitors the war, <said> {12 died}."]),
    ("asserts", ["[A spokesman for the army], who asked not to be named, <said> {12 died}."]),
    ("asserts", ["[The governor of Halab], Karim Sabri, <said> {12 people died}."]),
    ("asserts", ["[Army spokesman Karim Sabri] <said> {12 people died}."]),
    ("asserts", ["[Karim Sabri], head of the Lake Observatory, a local monitor, <said> {12 died}."]),
    ("asserts", ["[The Lake Observatory for Rights] (LOR) <documented> {12 deaths}."]),
    ("asserts", ["[Karim Sabri], 34, <said> {12 people died}."]),
    # the speaker behind the words
    ("asserts", ["{In Homs, at least 57 people, mainly civilians, were killed}, [a monitoring group] <reported>."]),
    ("asserts", ["{The blast has left 100 people dead}, [monitors and state media] <say>."]),
    ("asserts", ["{Twelve people died}, <said> [Karim Sabri], a doctor at the hospital."]),
    ("asserts", ["{“We lost 12 men,”} <said> [the commander] on Monday during a visit to the front."]),
    ("asserts", ["{“We lost 12 men,”} [the commander] <said> on Monday during a visit to the front."]),
    ("asserts", ["{57 killed}, [monitors] <say>"]),
    # in the middle
    ("asserts", ["{The death toll}, [police] <said>, {rose to 71}."]),
    ("asserts", ["{At least 12 people}, <according to> [the ministry], {were killed}."]),
    # according to
    ("asserts", ["<According to> [the army], {12 people were killed and 20 wounded}."]),
    ("asserts", ["{Twelve people were killed in the raid}, <according to> [local authorities]."]),
    ("asserts", ["{Most of the dead were farmers}, <according to> [officials in Homs] on Sunday."]),
    ("asserts", ["{Twelve people were killed}, <according to> [police and medics]."]),
    ("asserts", ["<As per> [the ministry], {12 people were killed}."]),
    ("asserts", ["<According to> [the official Lake report] yesterday, {there were 80 deaths}."]),
    ("asserts", ["{A farmer died}, <according to> [a statement released by the Lake Court]."]),
    ("asserts", ["{The fire killed at least 62, including}, <according to> [local reports], {54 children}."]),
    # statements, participles with a subject of their own, figures given by somebody
    ("asserts", ["[The ministry] <issued a statement> that {12 inmates had died}."]),
    ("asserts", ["It was the worst blast since May, with [officials] <reporting> {150 dead}."]),
    ("asserts", ["{The toll, <provided> by [the ministry], was 12 dead}."]),
    ("asserts", ["{The toll rose to 22 people}, <reported> [officials], {with 25 others injured}."]),
    # documents that speak
    ("asserts", ["[A report by Lake Watch] <found> that {1,200 people were killed}."]),
    ("asserts", ["[Data from the ministry] <show> that {300 people died}."]),
    ("asserts", ["{Three hundred people died}, [the reports] <show>."]),
    # passive
    ("asserts", ["{Twelve people were <reported> killed by [the health ministry]}."]),
    ("asserts", ["{The deaths of 12 people were <confirmed> by [the governor]}."]),
    ("asserts", ["[The minister] was <quoted as saying> {12 people had died}."]),
    # headlines
    ("asserts", ["[Police]<:> {12 dead in market blast}"]),
    ("asserts", ["{12 dead in market blast} <-> [police]"]),
    ("asserts", ["[Karim Sabri]<:> {“We lost 12 men”}"]),
    ("asserts", ["As [state media] <reported>, {12 people were killed}."]),
    ("asserts", ["[POLICE] <SAID> {12 PEOPLE WERE KILLED IN THE RAID}."]),
    # relative clauses
    ("asserts", ["An attack that [officials] <say> {killed 12 people}."]),
    ("asserts", ["The blast, which [police] <said> {killed 12}, came after a raid."]),
    ("asserts", ["[He] <said> {12 died}."]),
    # what speakers do to the words
    ("denies", ["[The army] <denied> that {12 civilians had died}."]),
    ("disputes", ["[The ministry] <disputed> {the figure of 12 dead}."]),
    ("accuses", ["[The government] <blamed> {rebels for killing 12}."]),
    ("accuses", ["[The ministry] <accused> {the rebels of killing 12 civilians}."]),
    ("accuses", ["Rebels are <accused> by [the ministry] {of attacking a village, killing two farmers}."]),
    ("claims_responsibility", ["[The Lake Front] <claimed> {responsibility for killing five soldiers}."]),
    ("claims_responsibility", ["[The army] <said> {it had killed 12 militants}."]),
    ("claims_responsibility", ["[The army] <says> {its forces killed 12 militants}."]),
    ("claims_responsibility", ["[The army] <said> {troops killed 12 militants}."]),
    ("claims_responsibility", ["[The Lake Front] <claims> {to have killed 300 soldiers}."]),
    ("claims_responsibility", ["[The army] <admitted> {killing 12 farmers}."]),
    ("asserts", ["[Officials] <said> {it killed nine people}."]),  # "it" is the blast
    ("asserts", ["[Residents] <said> {troops killed 12 people}."]),  # the killer is another side
    ("asserts", ["[The army] <said> {its soldiers were killed}."]),
    ("asserts", ["[Authorities] <said> {the killing of 12 people happened in a forest}."]),
    # an announcement's background is not credited
    ("asserts", ["[The government] <announces> {a ceasefire} following clashes that killed four people."]),
    ("claims_responsibility", ["[The Lake Front] <claimed> {responsibility for the attack} that killed 60 soldiers."]),
]

SEVERAL: list[list[str]] = [
    [
        "[The Observatory] <said> {12 were killed} and the ministry reported 30 more.",
        "The Observatory said 12 were killed and [the ministry] <reported> {30 more}.",
    ],
    [
        "[The army] <said> {12 soldiers died}, while rebels said they had killed 40.",
        "The army said 12 soldiers died, while [rebels] <said> {they had killed 40}.",
    ],
    [
        "<According to> [police], {12 people died}, while the army said 3 soldiers were missing.",
        "According to police, 12 people died, while [the army] <said> {3 soldiers were missing}.",
    ],
    [
        "{“Twelve bodies came in,”} [he] <said>, adding that 20 were missing.",
        "“Twelve bodies came in,” [he] said, <adding> that {20 were missing}.",
    ],
    [
        "While [the army] <denied> {it}, 12 people were killed, residents said.",
        "{While the army denied it, 12 people were killed}, [residents] <said>.",
    ],
    [
        "[Israel] <says> {it killed 12 fighters} and two soldiers were wounded.",
        "[Israel] <says> it killed 12 fighters {and two soldiers were wounded}.",
    ],
]

# sentence, and the chain from the innermost source outwards with the cue kind of the figure marked by | |
CHAINS: list[tuple[str, list[str]]] = [
    ("State media said |12 people| were killed, citing a hospital in Homs.", ["a hospital in Homs", "State media"]),
    ("Lake News, citing medics, reported |12 dead|.", ["medics", "Lake News"]),
    ("|12 people| were killed, an official said, citing medics.", ["medics", "an official"]),
    ("An official said medics had reported |12 dead|.", ["medics", "An official"]),
    ("The minister was quoted by state radio as saying |12 people| had died.", ["The minister", "state radio"]),
    ("Lake News quoted a doctor as saying |12 bodies| had arrived.", ["a doctor", "Lake News"]),
    ("Police said |12 people| were killed, state media reported.", ["Police", "state media"]),
    ("“We counted |12 bodies|,” he said.", ["he"]),  # "we" is his own voice
    ("At least |30 people| were killed in Homs, according to monitors, and 12 in Halab, according to state radio.", ["monitors"]),
    ("At least 30 people were killed in Homs, according to monitors, and |12| in Halab, according to state radio.", ["state radio"]),
]

NOBODY = [
    "Twelve people were reportedly killed.",
    "It was reported that 12 people died.",
    "No casualties were reported.",
    "Police found 12 bodies.",
    "Rescuers recovered five bodies.",
    "The palace condemned the killing of 12 people.",
    "The shrine is said to contain the graves of 12 kings.",
    "So-called volunteers killed 12 people.",
    "Fourteen people are reported missing.",
    "A man believed to be a militant killed two people.",
    "Police captured several men accused of killing 12 people.",
    "The earthquake claimed 12 lives.",
    "The mission will investigate reported killings of 12 people.",
    "Salim bin Said ruled for 50 years.",
    "It is said that 12 people died.",
    "No group claimed credit for the attack that killed 12.",
    "Twelve people died after a raid on a village.",
]


@pytest.mark.parametrize(("kind", "marked"), CASES, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_one_attribution(kind: str, marked: list[str]) -> None:
    wanted = unmark(marked[0])
    found = find_attributions(document(wanted.text))
    got = [((a.source.start, a.source.end), (a.cue.start, a.cue.end), a.content, a.cue_kind) for a in found]
    assert got == [(wanted.source, wanted.cue, wanted.content, kind)], [(a.source.quote, a.cue.quote) for a in found]


@pytest.mark.parametrize("marked", SEVERAL, ids=lambda value: value[0])
def test_each_scope_ends_at_the_other(marked: list[str]) -> None:
    wanted = [unmark(one) for one in marked]
    found = find_attributions(document(wanted[0].text))
    assert [(a.source.start, a.source.end) for a in found] == [one.source for one in wanted]
    assert [a.content for a in found] == [one.content for one in wanted]


@pytest.mark.parametrize(("marked", "chain"), CHAINS)
def test_the_innermost_source_says_it_and_the_others_are_via(marked: str, chain: list[str]) -> None:
    before, figure, after = marked.split("|")
    doc = document(before + figure + after)
    said_by, via, _, steps = speaker_of(find_attributions(doc), len(before), len(before) + len(figure), doc)
    assert said_by is not None
    assert [said_by.quote, *(span.quote for span in via)] == chain
    assert steps[0].start is not None


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_credited(text: str) -> None:
    assert find_attributions(document(text)) == ()


def test_the_outlet_says_what_nobody_is_credited_with() -> None:
    doc = document("A bomb killed 12 people. Police said the market was closed.")
    said_by, via, kind, steps = speaker_of(find_attributions(doc), 14, 23, doc)
    assert (said_by, via, kind) == (None, (), "asserts")
    assert steps[0].rule == "speaker-none"


def test_the_next_sentence_is_not_credited_but_a_quotation_goes_on() -> None:
    text = "“Twelve men died,” said the mayor. “Twenty are in hospital.” Thirty people fled."
    doc = document(text)
    found = find_attributions(doc)
    at = text.index("Twenty")
    assert speaker_of(found, at, at + 6, doc)[0] is not None
    at = text.index("Thirty")
    assert speaker_of(found, at, at + 6, doc)[0] is None


def test_a_quotation_of_several_sentences_belongs_to_its_speaker() -> None:
    text = "“Twelve men died. Twenty were hurt. The rest fled,” the mayor said."
    doc = document(text)
    found = find_attributions(doc)
    for word in ("Twelve", "Twenty"):
        said_by = speaker_of(found, text.index(word), text.index(word) + 6, doc)[0]
        assert said_by is not None
        assert said_by.quote == "the mayor"


def test_a_closing_colon_introduces_the_next_paragraph() -> None:
    text = "Speaking after the raid, the mayor said:\nTwelve men died.\nThirty people fled."
    doc = document(text)
    found = find_attributions(doc)
    assert [item.source.quote for item in found] == ["the mayor"]
    assert [text[start:end] for start, end in found[0].content] == ["Twelve men died."]


def test_a_statement_goes_on_as_long_as_somebody_speaks_of_we() -> None:
    paragraphs = ["The mayor said:", "Twelve men died.", "We mourn the dead. Thirty people fled.", "The town lies on a river."]
    text = "\n".join(paragraphs)
    found = find_attributions(document(text))
    assert [text[start:end] for start, end in found[0].content] == ["\n".join(paragraphs[1:3])]


@pytest.mark.parametrize(
    ("text", "source", "referent"),
    [
        ("Mayor Karim Sabri said 12 men died. He added that 20 were hurt.", "He", "Mayor Karim Sabri"),
        (
            "The Lake Observatory for Rights counts the dead. The Observatory said 12 died.",
            "The Observatory",
            "The Lake Observatory for Rights",
        ),
        ("The Lake Ministry of Health said 12 died. The ministry added that 20 were hurt.", "The ministry", "The Lake Ministry of Health"),
        ("The Lake Front said 12 died. It added that 20 were hurt.", "It", "The Lake Front"),
        ("A blast killed 12 people. He said the market was closed.", "He", None),
    ],
)
def test_short_phrases_stand_for_fuller_ones(text: str, source: str, referent: str | None) -> None:
    found = [item for item in find_attributions(document(text)) if item.source.quote == source]
    assert len(found) == 1
    assert (found[0].referent.quote if found[0].referent else None) == referent
