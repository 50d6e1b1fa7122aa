"""Figures of harm in constructed sentences. A label reads: field min..max qualifier [kind]; `<` behind it says that the figure is a part of an earlier one."""

import pytest

from marked import document, unmark
from tollbook.extract.figures import find_figures
from tollbook.lexicon.profiles import profile

MARKED = [
    # bounds and qualifiers
    "[At least 12 people|killed 12.. at_least people] were killed when a shell hit the bakery.",
    "[No fewer than nine villagers|killed 9.. at_least civilians] were killed overnight.",
    "The raid killed [more than 40 fighters|killed 41.. more_than fighters].",
    "Shelling wounded [up to 30 civilians|injured ..30 at_most civilians].",
    "[Fewer than 20 people|injured ..19 fewer_than people] were hurt.",
    "[Some 40 soldiers|killed 40..40 about soldiers] died in the ambush.",
    "[Nearly two dozen shoppers|injured 24..24 about civilians] were injured.",
    "[Between 15 and 20 people|killed 15..20 between people] were killed.",
    "[Six to eight gunmen|killed 6..8 between fighters] were killed in the clash.",
    "[Five or six militants|killed 5..6 between fighters] died.",
    "The blast killed [a dozen people|killed 12..12 about people].",
    "[12 or more people|missing 12.. at_least people] are missing.",
    "[Tens of thousands of people|displaced 20000.. vague people] have been displaced.",
    "[Twenty-one passengers|killed 21..21 exact civilians] were killed.",
    "[Two hundred and fifty families|displaced 250..250 exact people] were displaced.",
    "[1,250 residents|displaced 1250..1250 exact civilians] fled.",
    # states and participles without auxiliary
    "State radio reported [at least 50 dead|killed 50.. at_least] and [200 wounded|injured 200..200 exact].",
    "[Twelve killed|killed 12..12 exact] in market attack",
    "The strike left [71 people|killed 71..71 exact people] dead and [dozens more injured|injured 24.. vague people].",
    "[Five people|killed 5..5 exact people] were killed and [several wounded|injured 3.. vague people].",
    "[Three soldiers|killed 3..3 exact soldiers] killed, [two others|injured 2..2 exact people] hurt.",
    "[20 people|missing 20..20 exact people] remain missing under the rubble.",
    # ages are no figures, with hyphens or without
    "[A 26 year old man|killed 1..1 exact people] died after the blast.",
    "[A 72 year-old Israeli man|injured 1..1 exact people] was injured.",
    # harm told in steps, with words of time inside, by its treatment
    "[A trader|killed 1..1 exact civilians] was shot twice in the back and killed on Sunday.",
    "[Twelve people|killed 12..12 exact people] were on Wednesday night killed by gunmen.",
    "[Three people|injured 3..3 exact people] were treated for burns and cuts.",
    "[Two women|injured 2..2 exact women] required hospital treatment.",
    "[A guard|injured 1..1 exact security_forces] received a knife wound.",
    "[Two traders|injured 2..2 exact civilians] were taken to a local hospital.",
    "[A shopkeeper|killed 1..1 exact civilians] was found dead in Kano.",
    "The crew suffered [no injuries|injured 0..0 exact].",
    "Gunmen shot [a shopkeeper|killed 1..1 exact civilians] dead.",
    "None of [the 52 people|killed 52..52 exact people] aboard survived.",
    "The militia lost [two fighters|killed 2..2 exact fighters].",
    "[A fourth|injured 1..1 exact people] was injured.",
    "Soldiers shot [three rebels|injured 3..3 exact fighters], bringing to [101|killed 101..101 exact] the number of insurgents killed since May.",
    # an attacker's own death, acronyms inside a phrase, companions
    "He blew up his vest, killing [himself|perpetrators_killed 1..1 exact attackers] and [two guards|killed 2..2 exact security_forces].",
    "The strike killed [seven Islamic State (ISIS) militants|killed 7..7 exact fighters].",
    "[The commander|killed 1..1 exact leaders] was killed in the battle along with [three of his escorts|killed 3..3 exact security_forces].",
    "[At least nine civilians|killed 9.. at_least civilians] including [a woman|killed 1..1 exact women <] were killed.",
    # two heads under one number, brackets and dashes before the verb, inclusions that no comma closes
    "[Around 150 soldiers and police|killed 150..150 about security_forces] have been killed.",
    "[At least 50 jihadist and Kurdish fighters|killed 50.. at_least fighters] were killed.",
    "[Seven other IS fighters|killed 7..7 exact fighters] were killed.",
    "[Five people|killed 5..5 exact people] (all from one family) have been killed.",
    "[Nine people|killed 9..9 exact people] -- [seven herders|killed 7..7 exact civilians <] and [two soldiers|killed 2..2 exact soldiers <] -- have been killed.",
    "[Nine civilians|killed 9..9 exact civilians] including [a woman|killed 1..1 exact women <] and [a boy|killed 1..1 exact children <] were killed.",
    "Gunmen killed [three soldiers|killed 3..3 exact soldiers] and [ten civilians|injured 10..10 exact civilians] were wounded.",
    # figures, each with its place
    "[Ten people|killed 10..10 exact people] were killed in Homs, [12|killed 12..12 exact people] in Hama and [three|killed 3..3 exact people] in Idlib.",
    "[Two soldiers|killed 2..2 exact soldiers] were killed in Homs in 2012 and 2013 in ambushes.",
    # names in lists
    "[Anna Rossi|killed 1..1 exact] and [Marco Bianchi|killed 1..1 exact] were shot dead.",
    "Three unidentified men shot and killed 65-year-old [minister Anna Rossi|killed 1..1 exact officials].",
    "[Seven traders|killed 7..7 exact civilians] as well as [eight soldiers|killed 8..8 exact soldiers] were killed.",
    # active verbs
    "An air strike kills [one person|killed 1..1 exact people] and injures [three others|injured 3..3 exact people].",
    "Gunmen opened fire, killing [five soldiers|killed 5..5 exact soldiers] and [two civilians|killed 2..2 exact civilians].",
    "12 militants killed [five soldiers|killed 5..5 exact soldiers] in the raid.",
    "Rebels kidnapped [12 students|abducted 12..12 exact students] and [a teacher|abducted 1..1 exact workers].",
    "Police arrested [three suspects|arrested 3..3 exact attackers].",
    "The fighting forced [2,000 people|displaced 2000..2000 exact people] to flee.",
    # passive, apposition, relative clause
    "[57 people|killed 57..57 exact mainly_civilians], mainly civilians, were killed in the bombing.",
    "[Ten people|killed 10..10 exact people] travelling in two buses were killed.",
    "[Six soldiers|casualties 6..6 exact soldiers] and [34 gunmen|casualties 34..34 exact fighters] were killed or wounded.",
    "[A civilian|killed 1..1 exact civilians] was killed and [his brother|injured 1..1 exact people] wounded.",
    "[Four people|killed 4..4 exact people] were shot dead at a checkpoint.",
    # nominal
    "The blast caused [at least 50 deaths|killed 50.. at_least].",
    "The attack claimed the lives of [20 worshippers|killed 20..20 exact religious].",
    "The death toll rose to [71|killed 71..71 exact].",
    "The death toll has risen from 12 to [15|killed 15..15 exact].",
    "He condemned the killing of [six aid workers|killed 6..6 exact aid_workers].",
    "The bodies of [five men|killed 5..5 exact people] were found in a well.",
    # parts
    "[At least 100 people|killed 100.. at_least people], including [20 children|killed 20..20 exact children <], were killed.",
    "The raid killed [six|killed 6..6 exact], [four of them children|killed 4..4 exact children <].",
    "[Thirteen peacekeepers|killed 13..13 exact peacekeepers], including [nine|killed 9..9 exact peacekeepers <] from Chad and [one|killed 1..1 exact peacekeepers <] from Togo, are killed.",
    "[Three people|killed 3..3 exact people], including [both attackers|perpetrators_killed 2..2 exact attackers <], died.",
    "[30|injured 30..30 exact] were injured, [five critically|injured 5..5 exact <].",
    # zero and no figure
    "[No casualties|casualties 0..0 exact] were reported.",
    "[No one|injured 0..0 exact people] was hurt.",
    "Other reports put [the death toll|killed .. vague] higher.",
    "The shelling caused [casualties|casualties .. vague].",
    "The raid did not cause [any civilian deaths|killed 0..0 exact civilians].",
    # hostages, companions, bodies, lists
    "Militants took [five men|abducted 5..5 exact people] hostage.",
    "Gunmen took [12 hostages|abducted 12..12 exact hostages].",
    "The rebels took [40 soldiers|arrested 40..40 exact soldiers] prisoner.",
    "A strike kills [a commander|killed 1..1 exact leaders] along with [his two sons|killed 2..2 exact people].",
    "He is killed along with [his two sons|killed 2..2 exact people] in a strike.",
    "Officials opened a grave containing [nearly 50 bodies|killed 50..50 about people].",
    "[Five people|killed 5..5 exact people] are killed, [two|killed 2..2 exact people <] by a drone in Homs and [three|killed 3..3 exact people <] by gunfire in Hama.",
    "[Two soldiers|killed 2..2 exact soldiers], [one|killed 1..1 exact soldiers <] from Chad and [one|killed 1..1 exact soldiers <] from Niger, were killed.",
    "The blast killed [a mayor|killed 1..1 exact officials], [a soldier|killed 1..1 exact soldiers] and [a child|killed 1..1 exact children].",
    "The blast killed [a mayor|killed 1..1 exact officials], a prominent leader, on Sunday.",
    "[200 of 3,000 troops|killed 200..200 exact soldiers] were killed.",
    "On 3 March [12 people|killed 12..12 exact people] were killed.",
    "At 9 a.m. [five people|killed 5..5 exact people] were killed.",
    "[Robert Stone|killed 1..1 exact], 42, of Leeds, died in the blast.",
    "Police arrest [a suspect|arrested 1..1 exact attackers] accused of helping.",
    "Divers rescued nine sailors, and [two sailors|killed 2..2 exact soldiers] drowned.",
    "The strike killed [twenty people|killed 20..20 exact people], one of the deadliest strikes of the war.",
    "After a raid that injured [50 civilians|injured 50..50 exact civilians], the air force bombs Houthi targets.",
    "There were [600 fatalities|killed 600..600 exact] among 15,000 soldiers.",
    "The July 17 death of [a politician|killed 1..1 exact officials] was noted.",
    # among the harmed; names with an apposition or in a clause of their own
    "Among the dead were [four children|killed 4..4 exact children] and [a nurse|killed 1..1 exact health_workers].",
    "Among those killed are [both pilots|killed 2..2 exact soldiers].",
    "[A nurse|injured 1..1 exact health_workers] is among the injured.",
    "[Three of the dead|killed 3..3 exact people] were children.",
    "[Two of the wounded|killed 2..2 exact people] died in hospital.",
    "[Anna Stone|killed 1..1 exact officials], the former mayor of Leeds, is killed in a drone strike.",
    "Yesterday, [Utopia's security minister Stone|injured 1..1 exact officials] was stabbed.",
    "The road was closed after [Anna Stone|injured 1..1 exact], mayor of Leeds, was stabbed.",
    "It closed after [a stretcher bearer|killed 1..1 exact health_workers] is shot dead.",
    "The truck left [seven motorcyclists|killed 7..7 exact civilians] dead.",
    # plans, fears, other counts, agents: nothing
    "The strike could leave 12 people dead.",
    "He threatened to take five men hostage.",
    "They do not hold 12 people hostage.",
    "He said thousands of deaths could be prevented.",
    "The co-chair and 2012 presidential candidate died.",
    "Police have not reported any casualties.",
    "Militants threatened to kill 12 hostages.",
    "The bomb could kill thousands.",
    "There were no reports of casualties.",
    "The army sent 3,000 soldiers to the front.",
    "12 soldiers attacked a village where civilians were killed.",
    "Four blasts struck two buses and three houses.",
    "He faces 15 counts of murder.",
    "The group released 12 hostages.",
    "Talks resumed after ten days.",
    "A 34-year-old law was changed.",
    "The army shot down eight drones.",
    "Her husband died of cancer.",
    "Earlier Saturday, talks resumed.",
]


def label(figure) -> str:
    counted = figure.counted
    low = "" if counted.minimum is None else counted.minimum
    high = "" if counted.maximum is None else counted.maximum
    parts = [figure.field, f"{low}..{high}", counted.qualifier, figure.kind or "", "<" if figure.whole else ""]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("marked", MARKED)
def test_figures_are_read_as_marked(marked: str) -> None:
    text, marks = unmark(marked)
    doc = document(text)
    figures, _ = find_figures(doc, profile())
    read = []
    for figure in figures:
        tokens = doc.sentences[figure.sentence].tokens
        read.append((text[tokens[figure.first].start : tokens[figure.last - 1].end], label(figure)))
    assert read == [(mark.quote, mark.label) for mark in marks]
