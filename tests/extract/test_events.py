"""Event words: which type of event each names, noun or verb, definite or not, one or more; and words that name no event of the report."""

from __future__ import annotations

import pytest

from marked import document, unmark
from tollbook.extract.events import find_events
from tollbook.lexicon.codes import incident_types
from tollbook.lexicon.load import table
from tollbook.model.mention import EventMention

# A label reads: type, then `verb`, `definite` and `plural` where they hold. `generic` words name an event without its type.
EVENTS = [
    "[A car bomb|bombing] [exploded|bombing verb] outside the station.",
    "[Two car bombings|bombing plural] killed 12 people.",
    "[A suicide bomber|suicide_attack] [struck|generic verb] the market.",
    "[The suicide attack|suicide_attack definite] was the third this year.",
    "[Suicide bombings|suicide_attack plural] rocked the city.",
    "[An air strike|air_strike] [hit|generic verb] a school.",
    "[Air strikes|air_strike plural] [hit|generic verb] the town overnight.",
    "[The airstrike|air_strike definite] killed five people.",
    "[A drone attack|air_strike] killed three soldiers.",
    "[Israeli strikes|air_strike plural] killed nine people.",
    "[Warplanes|air_strike plural] [bombed|air_strike verb] the village.",
    "[Jets|air_strike plural] [bombed|air_strike verb] two villages.",
    "[Shelling|shelling] wounded ten people.",
    "The army [shelled|shelling verb] the town.",
    "[A rocket attack|shelling] killed two people.",
    "[Missile strikes|shelling plural] [hit|generic verb] the port.",
    "Three people were killed in [an artillery strike|shelling].",
    "[A roadside bomb|mine_or_ied] killed three soldiers.",
    "[The landmine|mine_or_ied definite] killed a farmer.",
    "[Two improvised explosive devices|mine_or_ied plural] [went off|bombing verb].",
    "Rebels [clashed|armed_clash verb] with the army.",
    "[Clashes|armed_clash plural] broke out near the border.",
    "[The clash|armed_clash definite] left five dead.",
    "Gunmen [ambushed|armed_clash verb] a convoy.",
    "[An ambush|armed_clash] killed six policemen.",
    "[The firefight|armed_clash definite] lasted for an hour.",
    "Troops [raided|armed_clash verb] the village.",
    "[A raid|armed_clash] on the village killed four people.",
    "Gunmen [opened fire|attack_on_civilians verb] on worshippers.",
    "[A mass shooting|attack_on_civilians] killed ten people.",
    "[The shooting|attack_on_civilians definite] happened at a bar.",
    "[A knife attack|attack_on_civilians] wounded four people.",
    "[The massacre|attack_on_civilians definite] shocked the country.",
    "A man [stabbed|attack_on_civilians verb] three people.",
    "They [executed|execution verb] five prisoners.",
    "[The execution|execution definite] of five prisoners was filmed.",
    "Gunmen [assassinated|execution verb] the mayor.",
    "[The assassination|execution definite] of the mayor followed.",
    "[The beheading|execution definite] of two men was filmed.",
    "Militants [abducted|abduction verb] 12 students.",
    "[The abduction|abduction definite] of 12 students was reported.",
    "[Mass kidnappings|abduction plural] have become common.",
    "[A riot|protest_violence] broke out in the prison.",
    "[The protests|protest_violence definite plural] left five people dead.",
    "Police [arrested|arrest verb] three suspects.",
    "[The arrest|arrest definite] of three men followed.",
    "Thousands [fled|displacement verb] the town.",
    "[The ceasefire|agreement definite] holds.",
    "[A truce|agreement] was agreed.",
    "The two sides signed [a peace deal|agreement].",
    "[An earthquake|other] killed 40 people.",
    "[The plane crash|other definite] killed 12 people.",
    "[A fire|other] killed six people.",
    "[The attack|generic definite] killed three people.",
    "[An attack|generic] on a bus killed three people.",
    "[Both attacks|generic definite plural] were claimed by the group.",
    "[These incidents|generic definite plural] were reported on Monday.",
    "[The two attacks|generic definite plural] killed 20 people.",
    "Militants [attacked|generic verb] a checkpoint.",
    "Gunmen [attack|generic verb] a church in the town.",
    "[The bombing|bombing definite] of the market killed 12 people.",
    "[Their offensive|armed_clash definite] began in March.",
    "The president [condemned|statement verb] [the killing|attack_on_civilians definite] of six workers.",
    "The minister [denounced|statement verb] [the raid|armed_clash definite].",
    "[Drones|air_strike plural] killed two people.",
    "[A car bomb attack|bombing] killed nine people.",
    "[The bombing campaign|bombing definite] goes on.",
    "[A suicide car bomb|suicide_attack] [exploded|bombing verb] at the gate.",
    "[Mortar fire|shelling] killed a child.",
    "[Fighting|armed_clash] continues in the south.",
    "[The fighting|armed_clash definite] killed 40 people.",
    "[The siege|armed_clash definite] has lasted for a year.",
    "They [denounced|statement verb] [this massacre|attack_on_civilians definite].",
    "[The gun battle|armed_clash definite] lasted for an hour.",
    "Gunmen [hijacked|abduction verb] a bus.",
    "[The raids|armed_clash definite plural] killed nine people.",
    "[The peace talks|agreement definite] go on.",
    "They [hit|generic verb] the town.",
]

# Names of groups, posts and works, what was kept from happening or is only feared, and walkouts.
NO_EVENTS = [
    "The anti-war group spoke.",
    "No attack was reported.",
    "Police foiled an attack.",
    "They fear an attack.",
    "The missile defense system was sold.",
    "The war crimes court met.",
    "He is the war minister.",
    "The planned attack was averted.",
    "The counter-attack failed.",
    "A threat of attack remains.",
    "They prevent attacks.",
    "He won by a strike of luck.",
    "Workers went on strike.",
    "The failed attack was filmed.",
    "The anti-drone gun was shown.",
    "The army is backed by air strikes.",
    "The conflict zone is closed.",
    "Any attack would be answered.",
    "She plays the violin.",
    "The mayor spoke of roads.",
    "Nurses ended their hunger strike.",
    "A drone factory opened in the north.",
    "Police thwarted a bombing at the station.",
]


def label(event: EventMention) -> str:
    marks = {"verb": event.is_verb, "definite": event.definite, "plural": event.plural}
    return " ".join([event.type or "generic", *(name for name, holds in marks.items() if holds)])


@pytest.mark.parametrize("marked", EVENTS)
def test_event_words_are_read_as_marked(marked: str) -> None:
    text, marks = unmark(marked)
    assert [(event.span.quote, label(event)) for event in find_events(document(text))] == [(mark.quote, mark.label) for mark in marks]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_no_event_is_read(text: str) -> None:
    assert [event.span.quote for event in find_events(document(text))] == []


def test_token_indexes_fit_the_span() -> None:
    doc = document("Quiet days. Two car bombings killed 12 people.")
    event = find_events(doc)[0]
    tokens = doc.sentences[event.sentence].tokens
    assert doc.text[tokens[event.first].start : tokens[event.last - 1].end] == event.span.quote == "Two car bombings"


def test_every_type_has_a_word() -> None:
    data = table("en", "events.yaml")
    assert set(data["nouns"]) | set(data["verbs"]) == set(incident_types())


@pytest.mark.parametrize("kind", sorted(table("en", "events.yaml")["nouns"]))
def test_every_noun_names_its_type(kind: str) -> None:
    """In the singular and behind an article; a word that stands under two types has the one that is listed first."""
    data = table("en", "events.yaml")["nouns"]
    first = {}
    for other, nouns in data.items():
        for noun in nouns:
            first.setdefault(str(noun), other)
    for noun in data[kind]:
        events = find_events(document(f"People spoke of the {noun} of 3 May."))
        if first[str(noun)] == kind and events:
            assert events[0].type == kind, noun
