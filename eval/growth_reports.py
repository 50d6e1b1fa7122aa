"""Takes tables of UCDP GED; gives constructed coded reports without end, distributed like what UCDP counted. Nothing is read: every span is laid by hand.

Drawn from the tables, row by row: where (with the rows' own repetitions; seven of ten events lie a little off their row), which sides and country, what
kind of violence, how many died, and how many sources an event has. Set by hand, since no table says it: how many events a day the world has
(`PER_DAY`, about what UCDP counts of 2022 to 2024), what kind of event it is by the kind of violence, how late a report comes, how often it names the day,
how far tolls drift, how many reports are copies, and the sentences.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from tollbook.model.claim import Claim, Field, NumberOutcome, Step, claim_id
from tollbook.model.incident import ActorValue, CodedReport, DateValue, Incident, IncidentType, PlaceValue, incident_id
from tollbook.model.text import Block, Report, Span, report_id

csv.field_size_limit(sys.maxsize)

PER_DAY = 100
"""Events of the whole world in a day."""
FIRST = date(1998, 1, 1)
_DENSE = {"Mexico": "ged_mexico.csv", "Myanmar (Burma)": "ged_myanmar.csv"}
"""Countries that have a table of their own: their rows are drawn from it, as often as the sample of the world has the country."""
_LATE = (0, 0, 0, 0, 0, 0, 1, 1, 1, 2)  # days
_KINDS: dict[str, tuple[tuple[IncidentType, int], ...]] = {
    "1": (("armed_clash", 45), ("air_strike", 17), ("bombing", 17), ("shelling", 14), ("suicide_attack", 5), ("mine_or_ied", 2)),
    "2": (("armed_clash", 75), ("attack_on_civilians", 25)),
    "3": (("attack_on_civilians", 60), ("bombing", 14), ("air_strike", 9), ("execution", 9), ("mine_or_ied", 5), ("shelling", 3)),
}
_ANCHORS: dict[str, tuple[str, ...]] = {
    "armed_clash": ("clashes", "fighting", "a gun battle", "an ambush", "a firefight"),
    "air_strike": ("an air strike", "airstrikes", "a drone strike", "a raid by warplanes"),
    "bombing": ("a bomb blast", "an explosion", "a car bomb", "a roadside blast"),
    "shelling": ("shelling", "artillery fire", "mortar fire", "rocket fire"),
    "suicide_attack": ("a suicide bombing", "a suicide attack"),
    "mine_or_ied": ("a landmine blast", "a roadside bomb"),
    "attack_on_civilians": ("an attack", "a shooting", "a raid by gunmen", "a massacre"),
    "execution": ("an execution", "killings at close range"),
}
_OPENINGS = (
    "{deaths} were killed in {anchor} in {town} on {day}, {speaker} said.",
    "At least {deaths} died in {anchor} near {town} on {day}, according to {speaker}.",
    "{anchor_} in {town}, {country}, left {deaths} dead on {day}, {speaker} said.",
    "{speaker_} said {deaths} lost their lives in {anchor} at {town} on {day}.",
)
_SECONDS = (
    "{injured} were wounded, {number} of them {who}, and {name} took them to {place}.",
    "{injured} were hurt and {who} {fled} {place} {when}.",
    "{name} at {place} treated {injured}, {who} and {who2} {when}.",
)
_REST = (
    "{name} of the {body} blamed {side} for the {noun}, which {name2} called {adjective} after {lull}.",
    "{who_} heard {sound} from {place} shortly after {hour}, {name} said {when}.",
    "{side} {denied} the {noun}, and {name} of the {body} {spoke} {when}.",
    "The {body} {sealed} roads to {place} and {name} searched {number} houses until {hour}.",
    "{name} called it the {ordinal} {noun} in {place} since {lull}, {adjective} even for {who}.",
    "{name}, {who2}, saw {who} leave for {place} before {hour} and {sound2} {when}.",
    "{number} {who} {fled} {place} {when}, {name} {spoke}, {adjective} at {sound}.",
)
_WHO = (
    "farmers",
    "soldiers",
    "children",
    "shopkeepers",
    "villagers",
    "police officers",
    "traders",
    "students",
    "militiamen",
    "herders",
    "miners",
)
_BODY = (
    "governor's office",
    "interior ministry",
    "health ministry",
    "army",
    "police",
    "provincial council",
    "rescue service",
    "human rights office",
)
_NOUN = ("attack", "assault", "violence", "incident", "killing", "operation", "strike", "bloodshed")
_SOUND = ("heavy gunfire", "loud blasts", "helicopters", "small arms", "several explosions", "screams", "sirens")
_HOUR = ("dawn", "midnight", "noon", "evening prayers", "nightfall", "three in the morning", "sunset", "the curfew")
_LULL = (
    "a month of calm",
    "the ceasefire",
    "the harvest",
    "the election",
    "the last offensive",
    "weeks of talks",
    "the rains",
    "the kidnapping of two elders",
)
_ADJECTIVE = (
    "cowardly",
    "unprovoked",
    "the worst",
    "expected",
    "a revenge",
    "senseless",
    "planned",
    "a mistake",
    "barbaric",
    "a warning",
    "routine",
)
_DENIED = ("denied", "did not comment on", "welcomed", "condemned", "claimed", "regretted", "is investigating", "said nothing of")
_SPOKE = (
    "told reporters",
    "wrote online",
    "said by telephone",
    "added",
    "confirmed",
    "insisted",
    "told a radio station",
    "said in a statement",
)
_SEALED = ("closed", "sealed off", "mined", "reopened", "patrolled", "shelled", "blocked")
_FLED = ("fled", "left", "abandoned", "reached", "returned to", "buried relatives in", "gathered in")
_WHEN = (
    "on Tuesday",
    "late on Friday",
    "hours later",
    "the next day",
    "at a press conference",
    "in the evening",
    "over the weekend",
    "by the river",
)
_TRADE = (
    "a resident",
    "a nurse",
    "an imam",
    "a teacher",
    "the mayor",
    "a driver",
    "a priest",
    "a farmer",
    "a shopkeeper",
    "an elder",
    "a student",
)
_ORDINAL = ("second", "third", "fourth", "fifth", "tenth")
_SPEAKERS = (
    "police",
    "officials",
    "the army",
    "a hospital source",
    "witnesses",
    "a local official",
    "the health ministry",
    "rescuers",
    "a monitoring group",
)
_HEADS, _TAILS = (
    ("ba da ka la ma na ra sa ta wa ya za bu du ku lu mu su gi ki li mi ni shi jo ko mo no chi gha").split(),
    ("r n l sh m b d f").split(),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table, as far as events are drawn from it."""

    name: str
    admin1: str
    country: str
    lat: float
    lon: float
    wide: bool
    violence: str
    sides: tuple[str, str]
    deaths: int


@dataclass(frozen=True, slots=True)
class World:
    """What events are drawn from: rows of the world, rows of the countries with tables of their own, and how many sources events have."""

    rows: tuple[Place, ...]
    dense: dict[str, tuple[Place, ...]]
    sources: tuple[int, ...]
    codes: dict[str, str]


def read_world(folder: Path) -> World:
    """The tables of a folder: the sample of the world, and those of single countries."""
    rows, sources = _rows(folder / "ged_ucdpged.csv")
    dense: dict[str, tuple[Place, ...]] = {}
    for country, name in _DENSE.items():
        dense[country], more = _rows(folder / name)
        sources += more[:: max(1, len(more) // 1000)]
    names = sorted({row.country for row in rows})
    codes = {name: f"{chr(65 + at // 26)}{chr(65 + at % 26)}" for at, name in enumerate(names)}
    return World(rows, dense, sources, codes)


def _rows(path: Path) -> tuple[tuple[Place, ...], tuple[int, ...]]:
    found, sources = [], []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            number = int(float(row["number_of_sources"] or -1))
            if number > 0:
                sources.append(min(number, 12))
            name = (row["where_coordinates"] or row["adm_1"] or row["country"]).split(" (")[0].strip()
            found.append(
                Place(
                    name,
                    row["adm_1"] or row["country"],
                    row["country"],
                    float(row["latitude"]),
                    float(row["longitude"]),
                    float(row["where_prec"]) >= 4,
                    row["type_of_violence"][:1],
                    (row["side_a"], row["side_b"]),
                    int(float(row["best"] or 0)),
                )
            )
    return tuple(found), tuple(sources)


@dataclass(frozen=True, slots=True)
class Event:
    """One constructed event: what its reports share."""

    place: Place
    town: str
    lat: float
    lon: float
    day: date
    type: IncidentType
    deaths: int
    injured: int
    names: tuple[str, ...]
    reports: int


def events(world: World, seed: str = "growth", per_day: int = PER_DAY, first: date = FIRST) -> Iterator[Event]:
    """Events day by day without end; the same for the same seed."""
    chance = random.Random(seed)
    number = 0
    weights = {kind: list(accumulate(weight for _, weight in kinds)) for kind, kinds in _KINDS.items()}
    while True:
        row = chance.choice(world.rows)
        if row.country in world.dense:
            row = chance.choice(world.dense[row.country])
        town, lat, lon = row.name, row.lat, row.lon
        if not row.wide and chance.random() < 0.7:  # a village of the neighbourhood
            lat, lon = max(-89.0, min(89.0, lat + chance.gauss(0, 0.25))), max(-179.0, min(179.0, lon + chance.gauss(0, 0.25)))
            town = _village(lat, lon)
        kinds = _KINDS.get(row.violence, _KINDS["1"])
        kind = chance.choices(kinds, cum_weights=weights.get(row.violence, weights["1"]))[0][0]
        deaths = max(0, round(row.deaths * chance.choice((0.5, 0.8, 1, 1, 1, 1.2, 1.5)))) or chance.choice((1, 1, 2, 3))
        names = (_name(chance), _name(chance), _name(chance))
        injured = round(deaths * chance.uniform(0.5, 3))
        yield Event(
            row, town, lat, lon, first + timedelta(days=number // per_day), kind, deaths, injured, names, chance.choice(world.sources)
        )
        number += 1


def _village(lat: float, lon: float) -> str:
    """The name of the village in this tenth of a degree: the same whenever something happens there."""
    return _name(random.Random(f"{lat:.1f} {lon:.1f}"))


def _name(chance: random.Random) -> str:
    return ("".join(chance.choices(_HEADS, k=chance.choice((2, 2, 3)))) + chance.choice(_TAILS)).capitalize()


def reports(world: World, seed: str = "growth", per_day: int = PER_DAY, first: date = FIRST) -> Iterator[tuple[int, CodedReport]]:
    """Coded reports in the order of their days, each with the number of events begun up to then; reports of one day are mixed."""
    chance = random.Random(f"{seed} reports")
    waiting: dict[date, list[CodedReport]] = {}
    today = first
    past: list[Event] = []
    for begun, event in enumerate(events(world, seed, per_day, first)):
        if event.day > today:
            for one in _mixed(waiting.pop(today, []), chance):
                yield begun, one
            today = event.day
        past.append(event)
        if len(past) > 4 * per_day:
            del past[:per_day]
        before: CodedReport | None = None
        for number in range(event.reports):
            published = event.day + timedelta(days=chance.choice(_LATE) + (chance.choice((0, 1, 2)) if number else 0))
            if before is not None and chance.random() < 0.12:
                one = _copy(before, f"Outlet {chance.randrange(3000)}", published)
            else:
                one = report(event, world, published, chance, chance.choice(past) if chance.random() < 0.06 else None)
            waiting.setdefault(published, []).append(one)
            before = one


def _mixed(found: list[CodedReport], chance: random.Random) -> list[CodedReport]:
    chance.shuffle(found)
    return found


def report(event: Event, world: World, published: date, chance: random.Random, earlier: Event | None = None) -> CodedReport:
    """A report of an event in a few sentences; `earlier` is one that it mentions besides."""
    deaths = max(1, event.deaths + (chance.choice((0, 0, 0, 1, -1)) if event.deaths < 20 else round(event.deaths * chance.gauss(0, 0.06))))
    parts = _Parts(event, deaths, chance, published)
    opening = parts.fill(chance.choice(_OPENINGS))
    lines = [opening]
    injured = chance.random() < 0.45
    if injured:
        lines.append(parts.fill(chance.choice(_SECONDS)))
    lines += [parts.fill(one) for one in chance.sample(_REST, chance.choice((1, 2, 2, 3)))]
    if earlier is not None:
        old = f"{chance.choice(_ANCHORS[earlier.type])} in {earlier.town} on {earlier.day:%-d %B} killed {earlier.deaths} people."
        lines.append(old[0].upper() + old[1:])
    text = " ".join(lines)
    outlet = f"Outlet {chance.randrange(3000)}"
    head = Report(
        report_id(text, outlet, published), "constructed.jsonl", outlet, None, None, published, "given", "en", text, (Block(0, len(text), "paragraph"),)
    )  # fmt: skip
    maker = _Maker(head, world)
    incident = maker.incident(event, parts.anchor, parts.day, chance, "new", 0)
    claims = [maker.claim(incident, parts.deaths, deaths, "killed", parts.speaker)]
    if injured:
        claims.append(maker.claim(incident, parts.injured, event.injured or 1, "injured", None))
    incidents = [incident]
    if earlier is not None:
        at = text.index(lines[-1])
        incidents.append(maker.incident(earlier, lines[-1].split(" in ")[0], f"{earlier.day:%-d %B}", chance, "background", at))
        claims.append(maker.claim(incidents[-1], f"{earlier.deaths} people", earlier.deaths, "killed", None, at))
    numbers = tuple(NumberOutcome(claim.span, "claim", claim.rule) for claim in claims)
    return CodedReport(head, tuple(incidents), tuple(claims), numbers)


class _Parts:
    """The words that fill the sentences of one report; names, body and side are the event's in most reports."""

    def __init__(self, event: Event, deaths: int, chance: random.Random, published: date) -> None:
        self.anchor = chance.choice(_ANCHORS[event.type])
        self.deaths = f"{deaths} people" if deaths > 1 else "one person"
        self.injured = f"{event.injured or 1} others"
        self.day = _WEEKDAYS[event.day.weekday()]
        self.speaker = chance.choice(_SPEAKERS)
        self._event, self._chance = event, chance

    def fill(self, words: str) -> str:
        chance, event = self._chance, self._event
        name = chance.choice(event.names) if chance.random() < 0.7 else _name(chance)
        text = words.format(
            deaths=self.deaths, anchor=self.anchor, anchor_=self.anchor, town=event.town, country=event.place.country, day=self.day,
            speaker=self.speaker, speaker_=self.speaker, injured=self.injured, who=chance.choice(_WHO), name=f"{name} {chance.choice(event.names)}",
            body=chance.choice(_BODY), side=event.place.sides[chance.random() < 0.4], noun=chance.choice(_NOUN), sound=chance.choice(_SOUND),
            hour=chance.choice(_HOUR), lull=chance.choice(_LULL), name2=_name(chance), adjective=chance.choice(_ADJECTIVE), who_=chance.choice(_WHO),
            who2=chance.choice(_TRADE), sound2=chance.choice(_SOUND), denied=chance.choice(_DENIED), spoke=chance.choice(_SPOKE), sealed=chance.choice(_SEALED),
            fled=chance.choice(_FLED), when=chance.choice(_WHEN), number=chance.randrange(2, 400),
            ordinal=chance.choice(_ORDINAL), place=chance.choice((event.place.name, event.place.admin1, event.town)),
        )  # fmt: skip
        return text[0].upper() + text[1:]


class _Maker:
    """Lays incidents and claims over one report, each with the words that it rests on."""

    def __init__(self, head: Report, world: World) -> None:
        self._head, self._world = head, world

    def _span(self, words: str, at: int = 0) -> Span:
        found = self._head.text.find(words, at)
        if found < 0:
            found = self._head.text.index(words[0].upper() + words[1:], at)
        return Span.of(self._head.text, found, found + len(words))

    def incident(self, event: Event, anchor: str, day: str, chance: random.Random, status: str, at: int) -> Incident:
        anchored, where, row = self._span(anchor, at), self._span(event.town, at), event.place
        published = self._head.published or event.day
        named = chance.random() < 0.7 or status == "background"
        date_value = (
            DateValue(
                event.day.isoformat(), event.day, event.day, "day", "text", self._span(day, at), "constructed", "the day that it names"
            )
            if named
            else DateValue(f"../{published.isoformat()}", None, published, "range", "publication", None, "constructed", "by publication")
        )
        place = PlaceValue(
            where, event.town, None, event.lat, event.lon, "admin1" if row.wide else "exact", row.admin1, self._world.codes[row.country],
            "constructed", 60.0 if row.wide else 3.0,
        )  # fmt: skip
        done_by: tuple[ActorValue, ...] = ()
        if status == "new" and chance.random() < 0.5:
            done_by = (
                ActorValue(anchored, row.sides[0], row.sides[0].lower(), "rebel_group", self._world.codes[row.country], "constructed"),
            )
        return Incident(
            incident_id(self._head, anchored), "new" if status == "new" else "background", event.type, anchored, (anchored,), date_value, place, done_by,
            trace=(Step("constructed", "laid by the generator", anchored.start, anchored.end),),
        )  # fmt: skip

    def claim(self, incident: Incident, words: str, number: int, field: Field, by: str | None, at: int = 0) -> Claim:
        span, said = self._span(words, at), self._span(by) if by else None
        return Claim(
            claim_id(self._head, span, field), incident.id, field, number, number, "exact", "people", "people", span, said, (), "asserts", None, "constructed",
            (Step("constructed", "laid by the generator", span.start, span.end),),
        )  # fmt: skip


def _reported(incident: Incident, published: date) -> DateValue | None:
    """The day of an incident in a copy that came out on another day."""
    day = incident.date
    return day if day is None or day.basis == "text" else replace(day, edtf=f"../{published.isoformat()}", end=published)


def _copy(coded: CodedReport, outlet: str, published: date) -> CodedReport:
    """The same text in another outlet: ids are those of the new report, spans stay."""
    old = coded.report
    head = Report(
        report_id(old.text, outlet, published), old.source, outlet, "An agency", None, published, "given", "en", old.text, old.blocks
    )
    ids = {one.id: incident_id(head, one.anchor) for one in coded.incidents}
    incidents = tuple(replace(one, id=ids[one.id], date=_reported(one, published)) for one in coded.incidents)
    claims = tuple(replace(one, id=claim_id(head, one.span, one.field), incident=ids[one.incident or ""]) for one in coded.claims)
    return CodedReport(head, incidents, claims, coded.numbers)
