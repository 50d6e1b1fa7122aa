"""What an actor's words mean in their report: branches, coalitions, joined nationalities, whose army, which of several of one name. Positive and negative."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tollbook.api import code_text
from tollbook.model.incident import Incident
from tollbook.model.text import Block, Report
from tollbook.resolve.actors import find_actors
from tollbook.resolve.places import find_places
from tollbook.text.document import analyse

DAY = date(2024, 5, 15)


def read(text: str, year: int | None = None, placed: bool = True) -> list[tuple[str, str | None]]:
    blocks = tuple(Block(match.start(), match.end(), "paragraph") for match in re.finditer(r"[^\n]+", text))
    published = date(year, 6, 1) if year else None
    document = analyse(Report("r1", "test", None, None, None, published, "given" if year else "unknown", "en", text, blocks))
    return [(m.span.quote, m.value.actor) for m in find_actors(document, find_places(document) if placed else ())]


def incident(text: str) -> Incident:
    (one,) = code_text(text, published=DAY).incidents
    return one


ISLAMIC_STATE = [
    ("ISIS", "islamic-state"), ("ISIL", "islamic-state"), ("Daesh", "islamic-state"), ("the so-called Islamic State", "islamic-state"),
    ("IS fighters", "islamic-state"), ("Isis fighters", "islamic-state"),
    ("IS-K", "islamic-state-khorasan"), ("ISKP", "islamic-state-khorasan"), ("ISIS-Khorasan", "islamic-state-khorasan"),
    ("IS Khorasan", "islamic-state-khorasan"), ("Islamic State's Khorasan Province", "islamic-state-khorasan"),
    ("Islamic State in Khorasan", "islamic-state-khorasan"), ("Wilayat Khorasan", "islamic-state-khorasan"),
    ("ISWAP", "islamic-state-west-africa"), ("IS West Africa Province", "islamic-state-west-africa"),
    ("IS Sahel Province", "islamic-state-sahel"), ("ISGS", "islamic-state-sahel"), ("IS in the Greater Sahara", "islamic-state-sahel"),
    ("IS-Central Africa", "islamic-state-central-africa"), ("ISCAP", "islamic-state-central-africa"),
    ("IS Mozambique", "islamic-state-mozambique"), ("ISIS-Mozambique", "islamic-state-mozambique"),
    ("IS Sinai Province", "islamic-state-sinai"), ("ISIS Somalia", "islamic-state-somalia"), ("IS Yemen Province", "islamic-state-yemen"),
    ("Islamic State Pakistan Province", "islamic-state-pakistan"), ("Islamic State Hind Province", "islamic-state-hind"),
    ("Islamic State's Afghan affiliate", "islamic-state-khorasan"), ("the Somali branch of Islamic State", "islamic-state-somalia"),
    ("the Yemeni branch of al-Qaeda", "aqap"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "actor"), ISLAMIC_STATE)
def test_islamic_state_in_its_names_and_provinces(name: str, actor: str) -> None:
    assert [found for _, found in read(f"They said {name} did it.", placed=False)] == [actor]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Islamic State's German affiliate said so.", ["islamic-state"]),  # no such branch on the list
        ("They said it is Khorasan they love.", []),
        ("The Islamic State in Iraq is weak.", ["islamic-state"]),  # where, not which
    ],
)
def test_what_is_no_province(text: str, found: list[str]) -> None:
    assert [actor for _, actor in read(text, placed=False)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russian and Ukrainian attacks killed three.", [("Russian", "ru-military"), ("Ukrainian attacks", "ua-military")]),
        ("US and British warplanes hit the port.", [("US", "us-military"), ("British warplanes", "gb-military")]),
        (
            "Turkish, Russian and Syrian jets came.",
            [("Turkish", "tr-military"), ("Russian", "ru-military"), ("Syrian jets", "sy-military")],
        ),
        ("US-Iraqi air strikes hit the hill.", [("US", "us-military"), ("Iraqi air strikes", "iq-military")]),
        ("Kenyan and Somali police held him.", [("Kenyan", "ke-police"), ("Somali police", "so-police")]),
        ("Libyan and Syrian mercenaries came.", [("Libyan", None), ("Syrian mercenaries", None)]),
        ("Russian and Ukrainian folk songs were sung.", []),
        ("The Russian and the Ukrainian met.", []),
        ("Israeli-Palestinian talks broke down.", []),
        ("In French and English schools they wept.", []),
    ],
)
def test_nationalities_that_share_a_noun(text: str, found: list[tuple[str, str | None]]) -> None:
    assert read(text, placed=False) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The US-led coalition bombed a bridge.", ["coalition-against-islamic-state"]),
        ("The Saudi-led coalition bombed a bridge.", ["saudi-led-coalition"]),
        ("Coalition air strikes killed ten in Yemen.", ["saudi-led-coalition"]),
        ("Coalition air strikes killed ten in Syria.", ["coalition-against-islamic-state"]),
        ("Coalition air strikes killed ten.", [None]),
        ("The coalition lost a vote in Yemen.", [None]),  # parties form coalitions too
        ("A French-led coalition bombed a bridge.", [None]),
        ("The Three Brotherhood Alliance took the town.", ["three-brotherhood-alliance"]),
        ("The Northern Alliance took Kabul in Afghanistan.", ["northern-alliance"]),
        ("The Northern Alliance of shopkeepers met.", []),
        ("A student-led alliance of teachers met.", []),
    ],
)
def test_coalitions_and_alliances(text: str, found: list[str | None]) -> None:
    assert [actor for _, actor in read(text, placed=False)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Hamas spokesman said so.", ["hamas"]),
        ("A spokesman for the Houthis said so.", ["houthis"]),
        ("An army spokesperson in Mali said so.", ["ml-military"]),
        ("The spokesperson of the hotel said so.", []),
    ],
)
def test_a_spokesperson_stands_for_the_organisation(text: str, found: list[str]) -> None:
    assert [actor for _, actor in read(text)] == found


def test_a_spokesman_of_the_group_claims_for_the_group() -> None:
    text = "Al-Shabaab fights the government of Somalia. A bomb killed five people in Mogadishu on Monday. A spokesman for the group claimed responsibility."
    assert [actor.actor for actor in incident(text).claimed_by] == ["al-shabaab"]


@pytest.mark.parametrize("words", ["Unidentified gunmen", "Unknown assailants", "Armed men", "Suspected militants"])
def test_the_unidentified_stay_unidentified(words: str) -> None:
    (found,) = incident(f"{words} killed six people in Zamfara, Nigeria, on Monday.").perpetrators
    assert (found.name, found.actor, found.kind, found.country) == (words, None, "unidentified_armed", None)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Government troops killed 12 rebels in Homs, Syria, on Monday.", "sy-military"),
        ("Regime forces shelled a village near Idlib in Syria on Sunday, killing five civilians.", "sy-military"),
        ("Security forces killed three people in Khartoum, Sudan, on Monday.", "sd-military"),
        ("Police killed a man in Nairobi, Kenya, on Monday.", "ke-police"),
        ("The army killed ten rebels near Gao in Mali on Monday.", "ml-military"),
    ],
)
def test_the_force_of_the_country_of_the_event(text: str, actor: str) -> None:
    assert [found.actor for found in incident(text).perpetrators] == [actor]


def test_the_army_in_a_report_of_a_foreign_army_is_nobodys() -> None:
    text = "The army killed ten rebels near Goma, DR Congo, on Monday. Rwandan troops stood by."
    assert [found.actor for found in incident(text).perpetrators] == [None]


def test_the_army_behind_a_named_army() -> None:
    assert read("Israeli troops entered Jenin. The army said so.")[-1] == ("army", "il-military")
    assert read("Israeli jets hit Beirut in Lebanon. The army said so.")[-1] == ("army", None)  # Lebanon has one too
    assert read("Israeli troops met Syrian troops. The army said so.")[-1] == ("army", None)


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("The National Liberation Army fought the army in Colombia.", None, "eln"),
        ("The National Liberation Army fought the army in Macedonia.", None, "national-liberation-army-macedonia"),
        ("The SLA fired in Lebanon.", None, "south-lebanon-army"),
        ("The SLA fired in Sudan.", None, "slm-a"),
        ("The SLA fired in Sudan and in Lebanon.", 2010, "slm-a"),  # the other had ended
        ("The SLA fired in Sudan and in Lebanon.", 1990, "south-lebanon-army"),
        ("The SLA fired in Sudan and in Lebanon.", None, None),
        ("Al-Shabaab burned a village in Mozambique.", None, "islamic-state-mozambique"),
        ("Al-Shabaab burned a village in Somalia.", None, "al-shabaab"),
        ("Al-Shabaab burned a village.", None, "al-shabaab"),
    ],
)
def test_which_of_several_of_one_name(text: str, year: int | None, found: str | None) -> None:
    assert read(text, year)[0][1] == found


def test_years_never_drop_an_actor_silently() -> None:
    (first, *_) = read("The Tamil Tigers fired at a boat.", 2020)
    assert first[1] == "ltte"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KNU fighters kill two soldiers near a bridge", ["knu"]),
        ("KNU clashes with soldiers near a bridge", ["knu"]),  # one group of that short form, words of war, no country
        ("KNU sells more cars than last year", []),
        ("KNU clashes with soldiers in France", []),  # another country
        ("ASG member killed in clash in Basilan", ["abu-sayyaf"]),  # the place tells the country
        ("RSF fighters entered a house", ["rapid-support-forces"]),
        ("RSF counted the reporters", []),
        ("LeT militants killed a man in Kashmir, India", ["lashkar-e-taiba"]),
        ("Let us speak of India", []),
        ("Combats entre l'UPC et les Anti-Balaka en Centrafrique", ["upc-car", "anti-balaka"]),
    ],
)
def test_short_forms(text: str, found: list[str]) -> None:
    assert [actor for _, actor in read(text) if actor and not actor.endswith(("military", "government"))] == found


def test_a_listed_name_keeps_a_noun_of_attack_out() -> None:
    assert read("Libyan National Army attack kills five.", placed=False)[0] == ("Libyan National Army", "libyan-national-army")


ACCUSED = [
    ("Residents accused the army of killing 12 villagers in Nara, Mali, on Monday.", "ml-military", "Residents"),
    ("The attack, allegedly carried out by the Russian army, killed four people in Kharkiv on Monday.", "ru-military", None),
    ("Four people were killed in Kharkiv on Monday in what officials said was a Russian missile strike.", "ru-military", "officials"),
]


@pytest.mark.parametrize(("text", "actor", "by"), ACCUSED)
def test_the_accused_are_no_perpetrators(text: str, actor: str, by: str | None) -> None:
    one = incident(text)
    assert [found.actor for found in one.perpetrators] == []
    assert [(each.actor.actor, each.by.quote if each.by else None) for each in one.accused] == [(actor, by)]


def test_who_is_said_to_have_done_it_outright_is_a_perpetrator() -> None:
    one = incident("The Russian army killed four people in Kharkiv on Monday.")
    assert [found.actor for found in one.perpetrators] == ["ru-military"] and one.accused == ()


def test_joined_doers_both_did_it_and_of_two_with_or_neither_is_sure() -> None:
    assert [
        found.actor
        for found in incident("Wagner mercenaries and Malian soldiers killed ten civilians in Moura, Mali, on Monday.").perpetrators
    ] == [
        "wagner-group",
        "ml-military",
    ]
    assert incident("Russian or Ukrainian shelling killed three people in Kherson on Monday.").perpetrators == ()


def test_a_place_in_a_land_without_a_nationality_is_no_trouble() -> None:
    assert read("Israeli troops flew to Antarctica. The army said so.")[0] == ("Israeli troops", "il-military")
