"""Takes a report as tollbook codes it, and the parts that its learned reading marks; gives MUC-4 templates. Knows no key.

A group of parts with a target becomes a template: those who asked for the templates wanted incidents with such parts alone. The network says what became of
each part, of what sort it is and as what the deed is told; what the record says fills date, place and how many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from muc_parts import Part, again, groups_of

from tollbook.model.claim import Claim
from tollbook.model.incident import CodedReport, Incident
from tollbook.model.mention import PlaceMention
from tollbook.pipeline import Settings, code_report
from tollbook.read.text import read_text
from tollbook.resolve.place_tables import countries, demonyms, fold
from tollbook.resolve.places import find_places
from tollbook.text.document import Document, analyse
from tollbook.text.truecase import truecase

RELEVANT = 0.5
"""How sure the learned part must be of one target at least, so that there is a template."""
_DATELINE = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_QUIET = ("agreement", "statement", "displacement", "arrest")
_NUMBERS = {word: str(n) for n, word in enumerate("ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split(), 1)}
Template = dict[str, list[str]]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).with_name("muc_words.yaml")).read_text(encoding="utf-8"))
    return found


@dataclass
class Case:
    """What becomes one template: the phrases that fill its slots, and the record's incidents that stand nearest to them, nearest to most first."""

    parts: list[Part]
    incidents: list[Incident]

    def vote(self, output: str, fallback: str) -> str:
        """The class that the parts together make most probable."""
        total: Counter[str] = Counter()
        for part in self.parts:
            for name, share in part.says[output].items():
                total[name] += share * part.score
        return max(total, key=lambda name: total[name], default=fallback)


def day_of(text: str) -> date | None:
    """The day of the dateline."""
    found = _DATELINE.search(text[:400])
    return date(1900 + int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])) if found else None


def templates_of(text: str, settings: Settings) -> list[Template]:
    """The templates of one report."""
    report = read_text(text, published=day_of(text))
    coded = code_report(report, settings)
    document = analyse(report)
    home = _country(find_places(document))
    return [_template(case, coded, document, home) for case in _cases(coded, groups_of(document))]


def _country(places: Iterable[PlaceMention]) -> str | None:
    """The country of the task (its guidelines name nine) that most places of the report lie in, the first named among equals."""
    counts = Counter(place.value.country for place in places if place.value.country in _COUNTRIES)
    return counts.most_common(1)[0][0] if counts else None


_COUNTRIES = ("AR", "BO", "CL", "CO", "EC", "SV", "GT", "HN", "PE")


def _cases(coded: CodedReport, groups: list[list[Part]]) -> list[Case]:
    """The groups that have a target of which the network is sure enough, each with the incidents of violence nearest to its parts."""
    violent = [one for one in coded.incidents if one.status != "aggregate" and one.type not in _QUIET]
    spots = [(spot, at) for at, incident in enumerate(violent) for spot in _spots(incident, coded)]
    cases = []
    for group in groups:
        if max((part.score for part in group if part.kind.endswith("target")), default=0.0) < RELEVANT:
            continue
        near = Counter(min(spots, key=lambda row: abs(row[0] - part.start))[1] for part in group) if spots else Counter()
        cases.append(Case(group, [violent[at] for at, _ in near.most_common()]))
    return cases


def _spots(incident: Incident, coded: CodedReport) -> list[int]:
    own = [span.start for span in incident.mentions] + [incident.anchor.start]
    return own + [claim.span.start for claim in coded.claims if claim.incident == incident.id]


def _template(case: Case, coded: CodedReport, document: Document, home: str | None) -> Template:
    ids = {one.id for one in case.incidents}
    claims = [claim for claim in coded.claims if claim.incident in ids]
    kind = case.vote("deed", "ATTACK")
    out: Template = {
        "INCIDENT: DATE": [_date(case.incidents, coded)],
        "INCIDENT: LOCATION": [_place(case.incidents, home)],
        "INCIDENT: TYPE": [kind],
        "INCIDENT: STAGE OF EXECUTION": [case.vote("stage", "ACCOMPLISHED")],
        "PERP: INCIDENT CATEGORY": [case.vote("state", "TERRORIST ACT")],
    }
    by_kind = {name: _distinct(part for part in case.parts if part.kind == name) for name in _SORTS}
    if kind not in ("ARSON", "KIDNAPPING"):
        tools = by_kind["instrument"]
        out["INCIDENT: INSTRUMENT ID"] = [_quoted(part) for part in tools]
        implied = _implied(case, kind, document) if not tools else ""
        out["INCIDENT: INSTRUMENT TYPE"] = [f"{_sort(part)}: {_quoted(part)}" for part in tools] or [implied]
    out["PERP: INDIVIDUAL ID"] = [_quoted(part) for part in by_kind["perp_individual"]]
    groups = by_kind["perp_organization"]
    out["PERP: ORGANIZATION ID"] = [_quoted(part) for part in groups]
    out["PERP: ORGANIZATION CONFIDENCE"] = [f"{_confidence(part, case, document)}: {_quoted(part)}" for part in groups]
    _things(out, by_kind["physical_target"], document, home)
    _people(out, by_kind["human_target"], claims, document, home)
    return {slot: [one for one in lines if one] or ["-"] for slot, lines in out.items()}


_SORTS = {
    "perp_individual": "",
    "perp_organization": "",
    "physical_target": "physical_target",
    "human_target": "human_target",
    "instrument": "instrument",
}


def _sort(part: Part) -> str:
    """What sort of person, thing or weapon a part is: a word of the table that it holds, else the network's."""
    return _set_item(part.kind, part.words, "") or part.best("sort", (*_words()[part.kind],))


def _distinct(parts: Iterable[Part]) -> list[Part]:
    """Each phrase once: the fullest of those that share their last word or hold each other's words, a name before its initials."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: (-len(part.words), part.start)):
        if not any(again(part, other) for other in kept):
            kept.append(part)
    return sorted(kept, key=lambda part: part.start)


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


def _implied(case: Case, kind: str, document: Document) -> str:
    """The weapon that no phrase names: the bomb of a bombing, the gun of a shooting."""
    if kind == "BOMBING":
        return 'BOMB: "-"'
    words = {word for part in case.parts for word in document.sentences[part.sentence].lowers()}
    return 'GUN: "-"' if words & {"shot", "shots", "shooting", "shoot", "gunned", "fired", "riddled"} else ""


def _confidence(part: Part, case: Case, document: Document) -> str:
    """Who says that the group did it: the group itself, an authority that accuses it, anybody else with doubt; where no word tells, what the network says."""
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
    return "SUSPECTED OR ACCUSED" if any(word in before for word in _words()["hedges"]) else part.best("told") or "REPORTED AS FACT"


def _shares(one: str, other: str) -> bool:
    short = {"THE", "OF", "AND", "A"}
    return bool(({*one.upper().split()} & {*other.upper().split()}) - short)


def _nation(part: Part, document: Document, home: str | None) -> str:
    """The country, other than the report's, whose adjective stands in the phrase or right before it."""
    sentence = document.sentences[part.sentence]
    for token in sentence.tokens:
        code = demonyms().get(fold(token.text)) if part.start - 14 <= token.start < part.end else None
        if token.text.upper() in ("U.S.", "US") and part.start - 6 <= token.start < part.end:
            code = "US"
        if code is not None and code != home and code in countries():
            return countries()[code].entry.name.upper()
    return ""


def _things(out: Template, parts: list[Part], document: Document, home: str | None) -> None:
    out["PHYS TGT: ID"] = [_quoted(part) for part in parts]
    out["PHYS TGT: TYPE"] = [f"{_sort(part)}: {_quoted(part)}" for part in parts]
    out["PHYS TGT: NUMBER"] = [f"{_number(part, document)}: {_quoted(part)}" for part in parts]
    nations = [(part, _nation(part, document, home)) for part in parts]
    out["PHYS TGT: FOREIGN NATION"] = [f"{nation}: {_quoted(part)}" for part, nation in nations if nation]
    effects = [(part, part.best("fate", ("-", "SOME DAMAGE", "DESTROYED", "NO DAMAGE"))) for part in parts]
    out["PHYS TGT: EFFECT OF INCIDENT"] = [f"{effect}: {_quoted(part)}" for part, effect in effects if effect != "-"]


def _number(part: Part, document: Document) -> str:
    """How many a phrase counts: a number before or in it, PLURAL for a plural head, else one."""
    sentence = document.sentences[part.sentence]
    before = [token.text.upper() for token in sentence.tokens if part.start - 14 <= token.start < part.start][-1:]
    for word in [*before, *part.words.upper().split()[:1]]:
        if word.isdigit() or word in _NUMBERS:
            return _NUMBERS.get(word, word)
    head = re.split(r" (?:OF|IN|WHO|FROM|AT|WITH) ", part.words.upper())[0].split()[-1]
    plural = (head.endswith("S") and not head.endswith("SS")) or head.endswith("MEN") or head in ("PEOPLE", "CHILDREN", "PERSONNEL")
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


def _people(out: Template, parts: list[Part], claims: list[Claim], document: Document, home: str | None) -> None:
    names = [part for part in parts if _is_name(part)]
    described = [part for part in parts if not _is_name(part)]
    title: dict[int, Part] = {}
    for part in described:
        close = next((name for name in names if 0 <= name.start - part.end <= 3 or 0 <= part.start - name.end <= 6), None)
        if close is not None and id(close) not in {id(one) for one in title.values()}:
            title[id(part)] = close
    out["HUM TGT: NAME"] = [_quoted(part) for part in names]
    out["HUM TGT: DESCRIPTION"] = [_quoted(part) + (f": {_quoted(title[id(part)])}" if id(part) in title else "") for part in described]
    titled = {id(name): part for part in described for key, name in title.items() if key == id(part)}
    targets = [*names, *(part for part in described if id(part) not in title)]
    out["HUM TGT: TYPE"] = [f"{_sort(titled.get(id(part), part))}: {_quoted(part)}" for part in targets]
    out["HUM TGT: NUMBER"] = [f"{_counted(part, claims) or _number(part, document)}: {_quoted(part)}" for part in targets]
    nations = [(part, _nation(titled.get(id(part), part), document, home)) for part in targets]
    out["HUM TGT: FOREIGN NATION"] = [f"{nation}: {_quoted(part)}" for part, nation in nations if nation]
    effects = [(part, _effect(part, claims)) for part in targets]
    out["HUM TGT: EFFECT OF INCIDENT"] = [f"{effect}: {_quoted(part)}" for part, effect in effects if effect != "-"]


def _effect(part: Part, claims: list[Claim]) -> str:
    """What became of a target: the claim that covers it, else what the network says."""
    fields = {"killed": "DEATH", "injured": "INJURY"}
    harmed = [claim for claim in claims if claim.field in fields and (claim.max is None or claim.max > 0)]
    over = next((claim for claim in harmed if claim.span.start < part.end and part.start < claim.span.end), None)
    return fields[over.field] if over is not None else part.best("fate", ("-", "DEATH", "INJURY", "NO INJURY OR DEATH", "REGAINED FREEDOM"))
