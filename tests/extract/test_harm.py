"""Words of harm: verbs with their field, their voice, whether they tell of something real, and whether they are negated; and nouns that look like verbs."""

from __future__ import annotations

import pytest

from marked import document, unmark
from tollbook.extract.harm import HarmVerb, find_harm_verbs
from tollbook.lexicon.load import table

# A label reads: field (and a second one where the same persons suffer two harms), voice, then `unreal` and `negated` where they hold.
HARM = [
    "The blast [killed|killed reduced] 12 people.",
    "The blast [kills|killed active] 12 people.",
    "The blast has [killed|killed active] 12 people.",
    "The blast had [killed|killed active] 12 people.",
    "A blast [killing|killed active] 12 people was heard.",
    "Gunmen [shot dead|killed reduced] two men.",
    "Gunmen [shot and killed|killed reduced] two men.",
    "Gunmen [shot|injured reduced] two men.",
    "Militants took five men hostage.",
    "The raid did [kill|killed active] three men.",
    "They went on to [kill|killed active] three men.",
    "They managed to [kill|killed active] three men.",
    "Twelve people were [killed|killed passive].",
    "Twelve people are [killed|killed passive].",
    "Twelve people have been [killed|killed passive].",
    "Twelve people were reportedly [killed|killed passive].",
    "Twelve people were later [shot dead|killed passive].",
    "Twelve people got [killed|killed passive].",
    "Twelve people were critically [wounded|injured passive].",
    "Twelve people were [burned to death|killed passive].",
    "Twelve people were [taken hostage|abducted passive].",
    "Twelve people were being [held hostage|abducted passive].",
    "Twelve people may have been [killed|killed passive].",
    "Twelve people [died|killed intransitive].",
    "Twelve people have [died|killed intransitive].",
    "Twelve people were [dying|killed intransitive].",
    "Twelve people [drowned|killed intransitive].",
    "Twelve people [lost their lives|killed intransitive].",
    "Twelve people [went missing|missing intransitive].",
    "Twelve people are [fleeing|displaced intransitive].",
    "Twelve people later [succumbed|killed intransitive] to burns.",
    "Twelve people [killed|killed reduced] in blast.",
    "Twelve people [wounded|injured reduced], two missing.",
    "The injured were treated.",
    "Six soldiers were [killed or wounded|casualties passive].",
    "Six soldiers were [killed and wounded|casualties passive].",
    "Six men were [kidnapped and killed|killed+abducted passive].",
    "Six men were [killed or captured|casualties passive].",
    "Six men were [arrested and later executed|killed+arrested passive].",
    "The bomb could [kill|killed active unreal] 12 people.",
    "The bomb would have [killed|killed active unreal] 12 people.",
    "They will [kill|killed active unreal] 12 people.",
    "He threatened to [kill|killed active unreal] 12 people.",
    "They plotted to [kill|killed active unreal] 12 people.",
    "They tried to [kidnap|abducted active unreal] him.",
    "The army ordered 12 people [killed|killed reduced unreal].",
    "If it [kills|killed active unreal] 12 people, it is over.",
    "The plan to [kill|killed active unreal] 12 people failed.",
    "He vowed to [kill|killed active unreal] them.",
    "They fear it [killed|killed reduced unreal] 12.",
    "They want to [arrest|arrested active unreal] 12 people.",
    "The blast did not [kill|killed active negated] anybody.",
    "Nobody was [killed|killed passive].",
    "No civilians were [killed|killed passive negated].",
    "The men were not [wounded|injured passive negated].",
    "The men were never [arrested|arrested passive negated].",
    "The blast [killed|killed reduced] no civilians.",
    "The rocket fell without [killing|killed active negated] anybody.",
    "The mass shooting shocked all.",
    "The killing of 12 people was filmed.",
    "He has gunshot wounds.",
    "The dead and the wounded were buried.",
    "An arrest followed.",
    "The murder of two men was solved.",
    "His murder was solved.",
    "A killing spree began.",
    "The fighting forced 200 people to [flee|displaced intransitive].",
    "People need to [flee|displaced intransitive unreal].",
    "Police [arrest|arrested active] 12 people.",
    "They [arrest|arrested active] 12 people.",
    "The army [captured|arrested reduced] the town.",
]


def label(verb: HarmVerb) -> str:
    parts = [
        verb.field + (f"+{verb.also}" if verb.also else ""),
        verb.voice,
        "" if verb.real else "unreal",
        "negated" if verb.negated else "",
    ]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("marked", HARM)
def test_harm_verbs_are_read_as_marked(marked: str) -> None:
    text, marks = unmark(marked)
    doc = document(text)
    read = []
    for verb in find_harm_verbs(doc.sentences[0]):
        tokens = doc.sentences[0].tokens
        assert verb.group <= verb.first < verb.last <= len(tokens)
        read.append((text[tokens[verb.first].start : tokens[verb.last - 1].end], label(verb)))
    assert read == [(mark.quote, mark.label) for mark in marks]


@pytest.mark.parametrize("row", table("en", "harm.yaml")["verbs"], ids=lambda row: row["forms"][0])
def test_every_verb_of_the_list_is_read_in_its_past(row: dict[str, object]) -> None:
    forms = row["forms"]
    assert isinstance(forms, list)
    past = forms[2]
    verbs = find_harm_verbs(document(f"Yesterday they {past} in the town.").sentences[0])
    assert [verb.field for verb in verbs] == [row["field"]]
    assert verbs[0].real and not verbs[0].negated


@pytest.mark.parametrize(
    ("text", "start"),
    [("Twelve people have been reportedly killed.", "have"), ("Twelve people were killed.", "were"), ("Twelve people have died.", "have")],
)
def test_the_verb_group_starts_at_its_first_auxiliary(text: str, start: str) -> None:
    sentence = document(text).sentences[0]
    verb = find_harm_verbs(sentence)[0]
    assert sentence.tokens[verb.group].text == start
