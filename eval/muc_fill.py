"""Takes a report as tollbook codes it, and the parts that its learned reading marks; gives MUC-4 templates. Knows no key.

An incident of the record becomes a template when the learned part marks a target or a perpetrator of it: those who asked for the templates wanted
incidents with such parts alone. What the record says fills date, place, type, who says who did it, how many and what became of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from tollbook.extract.nouns import person_nouns
from tollbook.extract.speakers import find_attributions
from tollbook.learned.reading import Found, learned_reading
from tollbook.model.claim import Claim
from tollbook.model.incident import CodedReport, Incident
from tollbook.model.mention import PlaceMention
from tollbook.model.text import Span
from tollbook.pipeline import Settings, code_report
from tollbook.read.text import read_text
from tollbook.resolve.place_tables import countries
from tollbook.resolve.places import find_places
from tollbook.text.document import Document, Token, analyse
from tollbook.text.truecase import truecase

FLOORS = {"physical_target": 0.45, "human_target": 0.4, "perp_individual": 0.2, "perp_organization": 0.3, "instrument": 0.2}
"""How sure the learned part must be of each part; set on development reports."""
RELEVANT = 0.3
_DATELINE = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_TYPES = {
    "bombing": "BOMBING",
    "suicide_attack": "BOMBING",
    "mine_or_ied": "BOMBING",
    "abduction": "KIDNAPPING",
}
_QUIET = ("agreement", "statement", "displacement", "arrest")
_NUMBERS = {word: str(n) for n, word in enumerate("ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split(), 1)}
Template = dict[str, list[str]]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).with_name("muc_words.yaml")).read_text(encoding="utf-8"))
    return found


@dataclass
class Part:
    """A phrase that fills a slot: its kind, offsets and words."""

    kind: str
    start: int
    end: int
    words: str
    sentence: int
    score: float


@dataclass
class Case:
    """What becomes one template: incidents of one kind, and the phrases that fill their slots."""

    incidents: list[Incident]
    parts: list[Part] = field(default_factory=list)
    relevant: bool = False


def day_of(text: str) -> date | None:
    """The day of the dateline."""
    found = _DATELINE.search(text[:400])
    return date(1900 + int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])) if found else None


def templates_of(text: str, settings: Settings) -> list[Template]:
    """The templates of one report."""
    report = read_text(text, published=day_of(text))
    coded = code_report(report, settings)
    document = analyse(report)
    reading = learned_reading(document)
    speakers = [attribution.source for attribution in find_attributions(document)]
    parts = [part for one in reading.spans("part", min(FLOORS.values())) if (part := _part(document, one)) is not None]
    parts = [part for part in parts if part.kind != "human_target" or not any(_overlap(part, one) for one in speakers)]
    home = _country(find_places(document))
    return [_template(case, coded, document, home) for case in _cases(coded, document, parts)]


def _country(places: Iterable[PlaceMention]) -> str | None:
    """The country that most places of the report lie in, the first named among equals."""
    counts = Counter(place.value.country for place in places if place.value.country)
    return counts.most_common(1)[0][0] if counts else None


def _part(document: Document, found: Found) -> Part | None:
    """The phrase of a marked span, whole: names are taken to their ends, articles and numbers left out; None where nothing is left or it is no
    target (armed men, a pronoun)."""
    tokens = document.sentences[found.sentence].tokens
    first, last = found.first, found.last
    if found.kind != "human_target":
        while first > 0 and _names(tokens[first - 1]) and tokens[first].text[0].isupper():
            first -= 1
        while last < len(tokens) and _names(tokens[last]) and tokens[last - 1].text[0].isupper():
            last += 1
    return _trimmed(found.kind, document, found.sentence, (first, last), found.score)


def _names(token: Token) -> bool:
    return token.is_word and (token.text[0].isupper() or token.lower in ("of", "de", "del", "la"))


_BARE = frozenset(
    "the a an some several many few this that these those his her their its our one two three four five six seven eight nine ten eleven twelve at "
    "least about over of and other others another both all no in on to by with from for who which it he she they them him".split()
)


def _trimmed(kind: str, document: Document, index: int, between: tuple[int, int], score: float) -> Part | None:
    sentence = document.sentences[index]
    first, last = between
    while first < last and (sentence.tokens[first].lower in _BARE or not sentence.tokens[first].is_word):
        first += 1
    while last > first and (sentence.tokens[last - 1].lower in _BARE or not sentence.tokens[last - 1].text[-1].isalnum()):
        last -= 1
    if first == last:
        return None
    nouns = [noun[1].kind for at in range(first, last) if (noun := person_nouns().match(sentence.lowers(), at)) is not None]
    if kind == "human_target" and any(noun in _ARMED for noun in nouns):
        return None
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    words = " ".join(document.report.text[start:end].split())
    if kind == "instrument" and not _set_item("instrument", words, ""):
        return None
    if score < FLOORS[kind]:
        return None
    return Part(kind, start, end, words, index, score)


def _cases(coded: CodedReport, document: Document, parts: list[Part]) -> list[Case]:
    """Incidents of violence with the parts that stand nearest to them, those of one MUC type and day together."""
    violent = [one for one in coded.incidents if one.status != "aggregate" and one.type not in _QUIET]
    cases: list[Case] = []
    for incident in violent:
        home = next((case for case in cases if _like(case.incidents[0], incident)), None)
        if home is None:
            cases.append(Case([incident]))
        else:
            home.incidents.append(incident)
    if not cases:
        return []
    spots = [(_spots(case, coded), case) for case in cases]
    for part in parts:
        _, nearest = min(spots, key=lambda row: min((abs(part.start - spot) for spot in row[0]), default=10**6))
        nearest.parts.append(part)
    for case in cases:
        case.relevant = any(part.score >= RELEVANT for part in case.parts)
        case.parts += [part for part in _told(case, coded, document) if not any(_overlap(part, other) for other in case.parts)]
    return [case for case in cases if case.relevant and any(part.kind.endswith("target") for part in case.parts)]


def _overlap(one: Part | Span, other: Part | Span) -> bool:
    return one.start < other.end and other.start < one.end


_ARMED = ("soldiers", "fighters", "attackers", "security_forces", "peacekeepers")


def _told(case: Case, coded: CodedReport, document: Document) -> list[Part]:
    """The phrases that the record itself gives: those harmed, save armed men, those who did it, and weapons."""
    ids = {incident.id for incident in case.incidents}
    found: list[Part] = []
    for claim in coded.claims:
        if claim.incident in ids and claim.field in ("killed", "injured", "abducted", "missing") and claim.group_kind not in _ARMED:
            found += _of_span("human_target", claim.span, document) if claim.max != 0 else []
    for incident in case.incidents:
        for actor in incident.perpetrators:
            found += _of_span("perp_organization" if actor.actor else "perp_individual", actor.span, document)
        for weapon in incident.weapons:
            found += _of_span("instrument", weapon, document)
    return found


def _of_span(kind: str, span: Span, document: Document) -> list[Part]:
    sentence = document.sentence_at(span.start)
    if sentence is None:
        return []
    inside = [token.index for token in sentence.tokens if span.start <= token.start < span.end]
    part = _trimmed(kind, document, sentence.index, (inside[0], inside[-1] + 1), 1.0) if inside else None
    return [] if part is None else [part]


def _spots(case: Case, coded: CodedReport) -> list[int]:
    ids = {incident.id for incident in case.incidents}
    own = [span.start for incident in case.incidents for span in incident.mentions]
    return own + [claim.span.start for claim in coded.claims if claim.incident in ids] + [incident.anchor.start for incident in case.incidents]


def _like(one: Incident, other: Incident) -> bool:
    """Whether two incidents would share a template: one type, and no two days that differ."""
    if muc_type(one) != muc_type(other):
        return False
    days = {incident.date.edtf for incident in (one, other) if incident.date and incident.date.basis == "text"}
    return len(days) < 2


def muc_type(incident: Incident) -> str:
    words = " ".join(span.quote.lower() for span in incident.mentions)
    if any(word in words for word in ("arson", "set fire", "set on fire", "burn", "torch")) and incident.type != "bombing":
        return "ARSON"
    if "robb" in words or "stole" in words:
        return "ROBBERY"
    return _TYPES.get(incident.type, "ATTACK")


def _template(case: Case, coded: CodedReport, document: Document, home: str | None) -> Template:
    incident = max(case.incidents, key=lambda one: (one.status == "new", len(one.mentions)))
    ids = {one.id for one in case.incidents}
    claims = [claim for claim in coded.claims if claim.incident in ids]
    kind = muc_type(incident)
    blasts = any(_set_item("instrument", part.words, "") in _BLASTS for part in case.parts if part.kind == "instrument")
    if kind == "ATTACK" and blasts and incident.type != "air_strike":
        kind = "BOMBING"
    out: Template = {
        "INCIDENT: DATE": [_date(case.incidents, coded)],
        "INCIDENT: LOCATION": [_place(case.incidents, home)],
        "INCIDENT: TYPE": [kind],
        "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
        "PERP: INCIDENT CATEGORY": ["TERRORIST ACT"],
    }
    by_kind = {name: _distinct(part for part in case.parts if part.kind == name) for name in _KINDS}
    if kind not in ("ARSON", "KIDNAPPING"):
        tools = by_kind["instrument"]
        out["INCIDENT: INSTRUMENT ID"] = [_quoted(part) for part in tools]
        out["INCIDENT: INSTRUMENT TYPE"] = [f"{_set_item('instrument', part.words, 'GUN')}: {_quoted(part)}" for part in tools]
    _perpetrators(out, by_kind, case, document)
    _things(out, by_kind["physical_target"], kind, document)
    _people(out, by_kind["human_target"], claims, kind, document)
    return {slot: [one for one in lines if one] or ["-"] for slot, lines in out.items()}


_KINDS = ("perp_individual", "perp_organization", "physical_target", "human_target", "instrument")


_BLASTS = ("BOMB", "VEHICLE BOMB", "DYNAMITE", "EXPLOSIVE", "MINE")


def _distinct(parts: Iterable[Part]) -> list[Part]:
    """Each phrase once, the fullest of those that share their last word."""
    kept: dict[str, Part] = {}
    for part in parts:
        key = part.words.upper().split()[-1].rstrip("S")
        if key not in kept or len(part.words) > len(kept[key].words):
            kept[key] = part
    return sorted(kept.values(), key=lambda part: part.start)


def _quoted(part: Part) -> str:
    return '"' + part.words.upper().replace('"', '\\"') + '"'


def _set_item(slot: str, words: str, fallback: str) -> str:
    lowered = f" {' '.join(words.lower().replace(',', ' ').split())} "
    best: tuple[int, str] = (-1, fallback)
    for item, entries in _words()[slot].items():
        for entry in entries:
            at = lowered.rfind(f" {entry} ")
            if at >= 0 and at + len(entry) > best[0]:
                best = (at + len(entry), item)
    return best[1]


def _date(incidents: list[Incident], coded: CodedReport) -> str:
    for incident in incidents:
        value = incident.date
        if value and value.start and value.end and value.basis == "text" and (value.end - value.start).days < 40:
            return _day(value.start) if value.start == value.end else f"{_day(value.start)} - {_day(value.end)}"
    return f"- {_day(coded.report.published)}" if coded.report.published else ""


def _day(day: date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year % 100:02d}"


def _place(incidents: list[Incident], home: str | None) -> str:
    """The incidents' place where it lies in the report's country, else that country alone."""
    place = next((one.place for one in incidents if one.place and one.place.country == home), None)
    if home is None:
        return ""
    country = countries()[home].entry.name.upper() if home in countries() else home
    if place is None or place.precision == "country" or place.span.quote.upper() == country:
        return country
    return f"{country}: {' '.join(place.span.quote.upper().split())} (CITY)"


def _perpetrators(out: Template, by_kind: dict[str, list[Part]], case: Case, document: Document) -> None:
    persons, groups = by_kind["perp_individual"], by_kind["perp_organization"]
    out["PERP: INDIVIDUAL ID"] = [_quoted(part) for part in persons]
    out["PERP: ORGANIZATION ID"] = [_quoted(part) for part in groups]
    out["PERP: ORGANIZATION CONFIDENCE"] = [f"{_confidence(part, case, document)}: {_quoted(part)}" for part in groups]
    words = " ".join(part.words.lower() for part in (*persons, *groups))
    if words and any(f" {word} " in f" {words} " for word in _words()["state"]):
        out["PERP: INCIDENT CATEGORY"] = ["STATE-SPONSORED VIOLENCE"]


def _confidence(part: Part, case: Case, document: Document) -> str:
    """Who says that the group did it: the group itself, an authority that accuses it, anybody else with doubt, or the report as a fact."""
    for incident in case.incidents:
        if any(_shares(actor.span.quote, part.words) for actor in incident.claimed_by):
            return "CLAIMED OR ADMITTED"
        for accusation in incident.accused:
            if _shares(accusation.actor.span.quote, part.words):
                who = accusation.by.quote.lower() if accusation.by else ""
                authority = any(word in who.split() for word in _words()["authority"])
                return "SUSPECTED OR ACCUSED BY AUTHORITIES" if authority else "SUSPECTED OR ACCUSED"
    sentence = document.sentences[part.sentence]
    before = [token.lower for token in sentence.tokens if part.start - 90 < token.start < part.end]
    return "SUSPECTED OR ACCUSED" if any(word in before for word in _words()["hedges"]) else "REPORTED AS FACT"


def _shares(one: str, other: str) -> bool:
    short = {"THE", "OF", "AND", "A"}
    return bool(({*one.upper().split()} & {*other.upper().split()}) - short)


def _things(out: Template, parts: list[Part], kind: str, document: Document) -> None:
    out["PHYS TGT: ID"] = [_quoted(part) for part in parts]
    out["PHYS TGT: TYPE"] = [f"{_set_item('physical_target', part.words, 'OTHER')}: {_quoted(part)}" for part in parts]
    out["PHYS TGT: NUMBER"] = [f"{_number(part, document)}: {_quoted(part)}" for part in parts]
    effects = []
    for part in parts:
        lowers = set(document.sentences[part.sentence].lowers())
        if lowers.intersection(_words()["destroyed"]):
            effects.append(f"DESTROYED: {_quoted(part)}")
        elif lowers.intersection(_words()["damaged"]) or kind == "ARSON":
            effects.append(f"SOME DAMAGE: {_quoted(part)}")
    out["PHYS TGT: EFFECT OF INCIDENT"] = effects


def _number(part: Part, document: Document) -> str:
    """How many a phrase counts: a number before or in it, PLURAL for a plural head, else one."""
    sentence = document.sentences[part.sentence]
    before = [token.text.upper() for token in sentence.tokens if part.start - 14 <= token.start < part.start][-1:]
    for word in [*before, *part.words.upper().split()[:1]]:
        if word.isdigit() or word in _NUMBERS:
            return _NUMBERS.get(word, word)
    head = re.split(r" (?:OF|IN|WHO|FROM|AT|WITH) ", part.words.upper())[0].split()[-1]
    plural = (head.endswith("S") and not head.endswith("SS")) or head in ("MEN", "WOMEN", "PEOPLE", "CHILDREN", "POLICEMEN", "PERSONNEL")
    return "PLURAL" if plural and not _is_name(part) else "1"


def _counted(part: Part, claims: list[Claim]) -> str:
    """The figure of the claim that the phrase belongs to."""
    for claim in claims:
        if claim.span.start < part.end and part.start < claim.span.end and not _is_name(part):
            if claim.min == claim.max and claim.min is not None:
                return str(claim.min)
            return "PLURAL" if claim.qualifier == "vague" or claim.min is None else f"{claim.min}-"
    return ""


def _is_name(part: Part) -> bool:
    """Whether a phrase is a person's name: every word is one that news writes with a capital."""
    written = truecase(f"it was said that {part.words} had come".upper()).split()[4:-2]
    return all(word[0].isupper() for word in written if word[0].isalpha()) and not _set_item("human_target", part.words, "")


def _people(out: Template, parts: list[Part], claims: list[Claim], kind: str, document: Document) -> None:
    names = [part for part in parts if _is_name(part)]
    described = [part for part in parts if not _is_name(part)]
    title: dict[int, Part] = {}
    for part in described:
        close = next((name for name in names if 0 <= name.start - part.end <= 3 or 0 <= part.start - name.end <= 6), None)
        if close is not None and id(close) not in {id(one) for one in title.values()}:
            title[id(part)] = close
    out["HUM TGT: NAME"] = [_quoted(part) for part in names]
    out["HUM TGT: DESCRIPTION"] = [
        _quoted(part) + (f": {_quoted(title[id(part)])}" if id(part) in title else "") for part in described
    ]
    titled = {id(name): part for part in described for key, name in title.items() if key == id(part)}
    targets = [*names, *(part for part in described if id(part) not in title)]
    out["HUM TGT: TYPE"] = [
        f"{_set_item('human_target', titled[id(part)].words if id(part) in titled else part.words, 'CIVILIAN')}: {_quoted(part)}"
        for part in targets
    ]
    out["HUM TGT: NUMBER"] = [f"{_counted(part, claims) or _number(part, document)}: {_quoted(part)}" for part in targets]
    effects = [(part, _effect(part, claims, kind)) for part in targets]
    out["HUM TGT: EFFECT OF INCIDENT"] = [f"{effect}: {_quoted(part)}" for part, effect in effects if effect]


def _effect(part: Part, claims: list[Claim], kind: str) -> str:
    """What became of a target: the claim that covers it, else the one of its sentence, else of the incident where it has one kind only."""
    fields = {"killed": "DEATH", "injured": "INJURY"}
    harmed = [claim for claim in claims if claim.field in fields and (claim.max is None or claim.max > 0)]
    over = [claim for claim in harmed if claim.span.start < part.end and part.start < claim.span.end]
    same = [claim for claim in harmed if _shares(claim.span.quote, part.words)]
    near = [claim for claim in harmed if abs(claim.span.start - part.start) < 120]
    for found in (over, same, near):
        if found:
            return fields[found[0].field]
    return "" if kind in ("KIDNAPPING", "ROBBERY") else "DEATH" if {claim.field for claim in harmed} == {"killed"} else ""
