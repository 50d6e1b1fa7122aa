"""Sides of an incident in the terms of UCDP, ACLED and PLOVER: who is side A, which dyad follows, and where none does."""

from __future__ import annotations

import pytest

from tollbook.lexicon.kinds import INTER, kinds
from tollbook.lexicon.sides import Sides, sides_of
from tollbook.model.incident import Accusation, ActorValue, Incident, IncidentType, PlaceValue
from tollbook.model.text import Span

HERE = Span(0, 1, "x")


def actor(name: str, id: str | None, kind: str | None, country: str | None = None) -> ActorValue:
    return ActorValue(HERE, name, id, kind, country, "test")


MALI = actor("Military of Mali", "ml-military", "state_force", "ML")
MALI_POLICE = actor("Police of Mali", "ml-police", "police", "ML")
RWANDA = actor("Military of Rwanda", "rw-military", "state_force", "RW")
FRANCE = actor("Military of France", "fr-military", "state_force", "FR")
JNIM = actor("JNIM", "jnim", "rebel_group")
DOZO = actor("Dozo hunters", "dozo", "communal_militia")
CARTEL = actor("Gulf Cartel", "gulf-cartel", "gang_or_cartel", "MX")
OTHER_CARTEL = actor("Los Zetas", "los-zetas", "gang_or_cartel", "MX")
GUNMEN = actor("unidentified gunmen", None, "unidentified_armed")
RIOTERS = actor("rioters", None, "rioters")
PROTESTERS = actor("protesters", None, "protesters")
REFUGEES = actor("refugees", None, "civilians")
COALITION = actor("Saudi-led coalition", "saudi-led-coalition", "coalition", "YE")
HOUTHIS = actor("Houthis", "houthis", "rebel_group", "YE")
WAGNER = actor("Wagner Group", "wagner-group", "private_military", "RU")


def sides(
    kind: IncidentType, doers: list[ActorValue], targets: list[ActorValue], land: str | None = "ML", accused: ActorValue | None = None
) -> Sides:
    place = PlaceValue(HERE, "there", 1, 1.0, 1.0, "exact", None, land, "test") if land else None
    blamed = (Accusation(accused, None),) if accused else ()
    found = sides_of(Incident("i1", "new", kind, HERE, (), None, place, tuple(doers), (), blamed, tuple(targets)))
    assert found is not None
    return found


def test_the_government_is_side_a_whoever_attacked() -> None:
    found = sides("armed_clash", [JNIM], [MALI])
    assert found.a is not None and found.b is not None
    assert (found.a.name, found.b.name, found.violence) == ("Government of Mali", "JNIM", "1")
    assert (found.dyad, found.interaction) == ("Government of Mali - JNIM", "State forces-Rebel group")
    assert (found.a.code, found.a.plover, found.b.plover) == ("MLI", "MIL", "REB")


def test_one_sided_the_attacker_is_side_a_and_civilians_side_b() -> None:
    found = sides("attack_on_civilians", [JNIM], [])
    assert (found.dyad, found.violence, found.interaction) == ("JNIM - Civilians", "3", "Rebel group-Civilians")
    found = sides("execution", [MALI_POLICE], [])
    assert (found.dyad, found.violence, found.interaction) == ("Government of Mali - Civilians", "3", "State forces-Civilians")


def test_two_groups_are_non_state_in_the_order_of_their_names() -> None:
    found = sides("armed_clash", [OTHER_CARTEL], [CARTEL], "MX")
    assert (found.dyad, found.violence) == ("Gulf Cartel - Los Zetas", "2")
    found = sides("armed_clash", [JNIM, DOZO], [])
    assert (found.dyad, found.violence, found.interaction) == ("Dozo hunters - JNIM", "2", "Rebel group-Identity militia")


def test_state_forces_outside_their_country_are_external_forces() -> None:
    found = sides("attack_on_civilians", [RWANDA], [], "CD")
    assert found.a is not None and found.a.inter == 8
    assert found.interaction == "Civilians-External/Other forces"
    at_home = sides("attack_on_civilians", [RWANDA], [], "RW").a
    unknown = sides("attack_on_civilians", [RWANDA], [], None).a
    assert at_home is not None and at_home.inter == 1
    assert unknown is not None and unknown.inter == 1  # no place, no doubt cast


def test_forces_of_several_states_fight_state_based_and_make_no_dyad() -> None:
    found = sides("air_strike", [COALITION], [HOUTHIS], "YE")
    assert (found.violence, found.dyad, found.interaction) == ("1", None, "Rebel group-External/Other forces")
    assert found.a is not None and found.a.name == "Saudi-led coalition"


def test_those_who_did_it_together_are_no_two_sides() -> None:
    found = sides("attack_on_civilians", [WAGNER, MALI], [])
    assert found.a is not None and found.a.name == "Government of Mali"
    assert [side.name for side in found.beside] == ["Wagner Group"]
    assert found.violence == "3" and found.dyad is None
    found = sides("air_strike", [FRANCE, MALI], [JNIM])
    assert found.dyad == "Government of Mali - JNIM"
    found = sides("air_strike", [FRANCE, MALI], [])
    assert found.b is None and found.violence is None


def test_an_army_and_a_police_of_one_government_are_one_side() -> None:
    assert sides("armed_clash", [MALI, MALI_POLICE], []).b is None


def test_unknown_sides_stay_unknown() -> None:
    found = sides("attack_on_civilians", [GUNMEN], [])
    assert found.dyad is None and found.a is not None and found.a.name == "unidentified gunmen" and found.a.plover == "UAF"
    found = sides("bombing", [], [])
    assert (found.a, found.b, found.dyad, found.violence, found.interaction) == (None, None, None, None, None)
    nobody = sides("armed_clash", [JNIM], [actor("the others", None, None)])
    assert nobody.b is not None and nobody.b.plover == "UNK" and nobody.dyad is None and nobody.violence is None


def test_the_accused_are_no_side() -> None:
    found = sides("bombing", [], [], accused=JNIM)
    assert found.a is None and found.dyad is None


def test_rioters_and_protesters_have_an_interaction_and_no_ucdp_violence() -> None:
    assert (sides("attack_on_civilians", [RIOTERS], []).interaction, sides("attack_on_civilians", [RIOTERS], []).violence) == (
        "Rioters-Civilians",
        None,
    )
    found = sides("protest_violence", [MALI_POLICE], [PROTESTERS])
    assert (found.interaction, found.violence, found.dyad) == ("State forces-Protesters", None, None)


def test_words_that_tell_a_narrower_sector() -> None:
    found = sides("shelling", [JNIM], [REFUGEES])
    assert found.b is not None and (found.b.name, found.b.plover) == ("Civilians", "REF")
    spies = actor("Military Intelligence", None, "state_force", "ML")
    found = sides("execution", [spies], [])
    assert found.a is not None and found.a.plover == "SPY"


def test_no_sides_where_nobody_fought() -> None:
    assert sides_of(Incident("i1", "new", "agreement", HERE, (), None, None)) is None


@pytest.mark.parametrize(
    ("kind", "inter", "sector"),
    [
        ("state_force", "State forces", "MIL"), ("police", "State forces", "COP"), ("government", "State forces", "GOV"),
        ("rebel_group", "Rebel group", "REB"), ("militia", "Political militia", "PRM"), ("communal_militia", "Identity militia", "PRM"),
        ("gang_or_cartel", "Political militia", "CRM"), ("unidentified_armed", "Political militia", "UAF"), ("rioters", "Rioters", "CVL"),
        ("protesters", "Protesters", "CVL"), ("civilians", "Civilians", "CVL"), ("private_military", "External/Other forces", "PRM"),
        ("peacekeepers", "External/Other forces", "MIL"), ("coalition", "External/Other forces", "MIL"),
    ],
)  # fmt: skip
def test_every_kind_in_the_terms_of_acled_and_plover(kind: str, inter: str, sector: str) -> None:
    assert (INTER[kinds()[kind].acled_inter], kinds()[kind].plover) == (inter, sector)
