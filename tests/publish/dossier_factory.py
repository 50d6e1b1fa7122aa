"""Constructed coded reports for the dossier's tests. Every sentence and event is invented; the places are real, so that the map can be judged.

A test factory reads best with a row a claim, hence its long argument lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tollbook.model.claim import Claim, Field, NumberOutcome, Qualifier, Stance, claim_id
from tollbook.model.incident import (
    Accusation,
    ActorValue,
    CodedReport,
    DateBasis,
    DatePrecision,
    DateValue,
    Incident,
    IncidentType,
    PlacePrecision,
    PlaceValue,
    Status,
    incident_id,
)
from tollbook.model.text import Block, BlockKind, Report, Span, report_id


@dataclass
class Draft:
    """A report under construction: find phrases in its text, hang values on them."""

    text: str
    outlet: str | None
    published: date | None
    title: str | None = None
    language: str | None = "en"
    origin: str | None = None
    skip: dict[str, str] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    numbers: list[NumberOutcome] = field(default_factory=list)
    warnings: tuple[str, ...] = ()

    @property
    def report(self) -> Report:
        blocks, at = [], 0
        for line in self.text.split("\n"):
            if line:
                kind: BlockKind = "title" if at == 0 and line == self.title else "paragraph"
                reason = next((why for start, why in self.skip.items() if line.startswith(start)), None)
                blocks.append(Block(at, at + len(line), "not_article" if reason else kind, reason))
            at += len(line) + 1
        basis = "given" if self.published else "unknown"
        name = report_id(self.text, self.outlet, self.published)
        source = f"constructed/{(self.outlet or 'unknown').lower().replace(' ', '-')}.txt"
        return Report(
            name,
            source,
            self.outlet,
            self.origin,
            self.title,
            self.published,
            basis,
            self.language,
            self.text,
            tuple(blocks),
            self.warnings,
        )

    def span(self, phrase: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(phrase, at + 1)
        return Span.of(self.text, at, at + len(phrase))

    def actor(self, phrase: str, name: str | None = None, known: str | None = None, kind: str | None = None) -> ActorValue:
        return ActorValue(self.span(phrase), name or phrase, known, kind, None, "constructed")

    def incident(
        self,
        anchor: str,
        kind: IncidentType,
        when: DateValue | None = None,
        where: PlaceValue | None = None,
        status: Status = "new",
        **more: object,
    ) -> str:
        span = self.span(anchor)
        name = incident_id(self.report, span)
        self.incidents.append(Incident(name, status, kind, span, (span,), when, where, **more))  # type: ignore[arg-type]
        return name

    def date(
        self, phrase: str | None, start: date | None, precision: DatePrecision = "day", days: int = 0, basis: DateBasis = "text"
    ) -> DateValue:
        end = start + timedelta(days=days) if start else None
        edtf = "" if start is None or end is None else start.isoformat() if days == 0 else f"{start.isoformat()}/{end.isoformat()}"
        return DateValue(edtf, start, end, precision, basis, self.span(phrase) if phrase else None, "constructed", "constructed")

    def place(
        self,
        phrase: str,
        at: tuple[float, float] | None,
        country: str | None,
        precision: PlacePrecision = "exact",
        admin1: str | None = None,
        radius: float | None = None,
        name: str | None = None,
    ) -> PlaceValue:
        lat, lon = at or (None, None)
        known = (name or phrase) if at else None
        reason = "constructed" if at else "no gazetteer entry under this name"
        return PlaceValue(
            self.span(phrase), known, 1 if at else None, lat, lon, precision if at else "unknown", admin1, country, reason, radius
        )

    def claim(
        self,
        phrase: str,
        incident: str | None,
        what: Field,
        bounds: tuple[int | None, int | None],
        qualifier: Qualifier = "exact",
        said_by: str | None = None,
        via: tuple[str, ...] = (),
        group: tuple[str | None, str | None] = (None, None),
        stance: Stance = "asserts",
        subset_of: str | None = None,
        nth: int = 0,
    ) -> str:
        span = self.span(phrase, nth)
        name = claim_id(self.report, span, what)
        speaker = self.span(said_by) if said_by else None
        chain = tuple(self.span(v) for v in via)
        low, high = bounds
        self.claims.append(
            Claim(name, incident, what, low, high, qualifier, group[0], group[1], span, speaker, chain, stance, subset_of, "constructed")
        )
        return name

    def ignore(self, phrase: str, reason: str) -> None:
        self.numbers.append(NumberOutcome(self.span(phrase), "ignored", reason))

    def left_over(self, phrase: str, reason: str = "") -> None:
        self.numbers.append(NumberOutcome(self.span(phrase), "left_over", reason))

    def done(self) -> CodedReport:
        claimed = [NumberOutcome(c.span, "claim", c.id) for c in self.claims]
        return CodedReport(
            self.report, tuple(self.incidents), tuple(self.claims), tuple(sorted([*claimed, *self.numbers], key=lambda n: n.span.start))
        )


_MARKET = """Car bomb tears through crowded market in Baidoa
At least 34 people were killed and dozens wounded on Tuesday when a car bomb went off at a livestock market in Baidoa, a hospital doctor said. State radio, citing the interior ministry, put the death toll at 21, including four police officers. Other reports put the toll higher.
A group that calls itself the Morning Brigade said it had carried out the bombing. The governor accused a rival militia of having helped.
In a separate incident near Jowhar, government soldiers said they had killed between 12 and 15 fighters late on Monday. A local elder denied that 12 fighters had died and said three herders were killed.
The two attacks together left more than 45 people dead, according to state radio.
Last month a suicide bomber killed 18 people in the same market.
Witnesses said 7 had come from the east. The market was opened 30 years ago and lies 250 km from the capital.
READ ALSO: Ten photographs of the harvest
Source: Constructed Press Agency"""


def market() -> CodedReport:
    """A bombing with figures that disagree, a clash with a denial, a total over both, background, numbers left over and ignored."""
    d = Draft(
        _MARKET, "Example Herald", date(2024, 5, 15), "Car bomb tears through crowded market in Baidoa", origin="Constructed Press Agency"
    )
    d.skip = {"READ ALSO": "link to another article", "Source:": "source credit"}
    baidoa = d.place("Baidoa", (3.114, 43.650), "Somalia", admin1="Bay")
    bomb = d.incident(
        "a car bomb went off",
        "bombing",
        d.date("Tuesday", date(2024, 5, 14)),
        baidoa,
        claimed_by=(d.actor("A group that calls itself the Morning Brigade", "Morning Brigade"),),
        accused=(Accusation(d.actor("a rival militia"), d.span("The governor")),),
        weapons=(d.span("a car bomb"),),
    )
    clash = d.incident(
        "a separate incident",
        "armed_clash",
        d.date("late on Monday", date(2024, 5, 13)),
        d.place("Jowhar", (2.781, 45.501), "Somalia", "near", "Middle Shabelle", 25.0),
        perpetrators=(d.actor("government soldiers", "Government of Somalia", "somalia", "state_force"),),
    )
    total = d.incident("The two attacks together", "other", None, None, "aggregate", totals_of=(bomb, clash))
    before = d.incident("a suicide bomber", "suicide_attack", d.date("Last month", date(2024, 4, 1), "month", 29), baidoa, "background")
    d.claim("At least 34 people", bomb, "killed", (34, None), "at_least", "a hospital doctor", group=("people", "people"))
    d.claim("dozens", bomb, "injured", (24, None), "vague", "a hospital doctor", group=(None, None))
    whole = d.claim("21", bomb, "killed", (21, 21), "exact", "the interior ministry", ("State radio",))
    d.claim(
        "four police officers",
        bomb,
        "killed",
        (4, 4),
        "exact",
        "the interior ministry",
        ("State radio",),
        ("police officers", "police"),
        "asserts",
        whole,
    )
    d.claim("the toll", bomb, "killed", (None, None), "vague", "Other reports")
    fighters = ("fighters", "fighters")
    d.claim(
        "between 12 and 15 fighters", clash, "killed", (12, 15), "between", "government soldiers", (), fighters, "claims_responsibility"
    )
    d.claim("12 fighters", clash, "killed", (12, 12), "exact", "A local elder", (), fighters, "denies")
    d.claim("three herders", clash, "killed", (3, 3), "exact", "A local elder", (), ("herders", "civilians"))
    d.claim("more than 45 people", total, "killed", (46, None), "more_than", "state radio", group=("people", "people"))
    d.claim("18 people", before, "killed", (18, 18), group=("people", "people"))
    d.left_over("7", "no rule read it")
    d.ignore("two", "rank")
    d.ignore("30", "duration")
    d.ignore("250", "distance")
    d.ignore("Ten", "not part of the article")
    return d.done()


_STRIKE = """Two provinces count their dead after night of drones
Drones hit a bus station in El Fasher overnight, killing 57 people and injuring about 120, the regional health office said on Wednesday. A medical charity counted 63 bodies, among them 19 children. Between 1,500 and 2,000 families fled.
Shells also fell somewhere around Kutum; up to 9 people died there, residents said.
In Qaryat al-Ghadir, a village that no map shows, gunmen abducted eleven aid workers.
Some time this year a convoy was ambushed in West Kordofan and six drivers are still missing."""


def strike() -> CodedReport:
    """Exact, about, at most and between figures; an area, a province, a place that is not resolved, a date by publication alone."""
    d = Draft(_STRIKE, "Valley Monitor", date(2024, 5, 15), "Two provinces count their dead after night of drones")
    bus = d.incident(
        "Drones hit",
        "air_strike",
        d.date("overnight", date(2024, 5, 14), "range", 1),
        d.place("El Fasher", (13.63, 25.35), "Sudan", admin1="North Darfur"),
    )
    shells = d.incident(
        "Shells",
        "shelling",
        d.date(None, date(2024, 5, 15), "day", 0, "publication"),
        d.place("Kutum", (14.20, 24.66), "Sudan", "area", "North Darfur", 60.0),
    )
    village = d.incident(
        "abducted", "abduction", d.date(None, date(2024, 5, 9), "week", 6, "publication"), d.place("Qaryat al-Ghadir", None, None)
    )
    convoy = d.incident(
        "ambushed",
        "attack_on_civilians",
        d.date("this year", date(2024, 1, 1), "year", 365),
        d.place("West Kordofan", (11.2, 28.1), "Sudan", "admin1"),
    )
    whole = d.claim("57 people", bus, "killed", (57, 57), "exact", "the regional health office", group=("people", "people"))
    d.claim("about 120", bus, "injured", (120, 120), "about", "the regional health office")
    bodies = d.claim("63 bodies", bus, "killed", (63, 63), "exact", "A medical charity")
    d.claim("19 children", bus, "killed", (19, 19), "exact", "A medical charity", (), ("children", "children"), "asserts", bodies)
    d.claim("Between 1,500 and 2,000 families", bus, "displaced", (1500, 2000), "between", None, (), ("families", "people"))
    d.claim("up to 9 people", shells, "killed", (None, 9), "at_most", "residents", (), ("people", "people"))
    d.claim("eleven aid workers", village, "abducted", (11, 11), "exact", None, (), ("aid workers", "aid_workers"))
    d.claim("six drivers", convoy, "missing", (6, 6), "exact", None, (), ("drivers", "workers"))
    assert whole != bodies
    return d.done()


_ARABIC = """انفجار في سوق بمدينة إدلب
قُتل 12 شخصا على الأقل وأصيب 30 آخرون في انفجار وقع في سوق بمدينة إدلب يوم الجمعة، بحسب الدفاع المدني."""


def arabic() -> CodedReport:
    """A right-to-left report."""
    d = Draft(_ARABIC, "صحيفة المثال", date(2024, 5, 18), "انفجار في سوق بمدينة إدلب", "ar")
    blast = d.incident(
        "انفجار وقع", "bombing", d.date("يوم الجمعة", date(2024, 5, 17)), d.place("إدلب", (35.93, 36.63), "Syria", name="Idlib")
    )
    d.claim("12 شخصا على الأقل", blast, "killed", (12, None), "at_least", "الدفاع المدني", group=("شخصا", "people"))
    d.claim("30 آخرون", blast, "injured", (30, 30), "exact", "الدفاع المدني", group=("آخرون", "people"))
    return d.done()


_HOSTILE = """<script>alert('title')</script>
Gunmen <img src=x onerror=alert(1)> killed \u202e75\u202c people in "Goma" & 3 </p></article><script>alert(2)</script> more\x00\x07 were hurt.
javascript:alert(3) said 9 people were missing."""


def hostile() -> CodedReport:
    """Markup, quotes, control characters and bidirectional overrides wherever a report can carry them."""
    outlet = "\"><script>alert('outlet')</script>"
    d = Draft(_HOSTILE, outlet, date(2024, 5, 16), "<script>alert('title')</script>", 'en" onload="alert(4)')
    d.warnings = ("<b>warning</b>",)
    d.skip = {}
    raid = d.incident(
        "Gunmen <img src=x onerror=alert(1)>",
        "attack_on_civilians",
        d.date(None, date(2024, 5, 16), "day", 0, "publication"),
        d.place('"Goma"', (-1.68, 29.22), 'DR Congo"><script>alert(5)</script>', name="<svg onload=alert(6)>"),
        perpetrators=(d.actor("Gunmen <img src=x onerror=alert(1)>"),),
    )
    d.claim("\u202e75\u202c people", raid, "killed", (57, 57), "exact", "javascript:alert(3)", group=("\u202e people <i>", "people"))
    d.claim("3 </p></article><script>alert(2)</script> more\x00", raid, "injured", (3, 3))
    d.claim("9 people", raid, "missing", (9, 9), "exact", "javascript:alert(3)")
    d.left_over("1", "<u>reason</u>")
    return d.done()


def sample() -> list[CodedReport]:
    """The sample that pictures are taken of: three reports, no hostile one."""
    return [market(), strike(), arabic()]


def many(count: int) -> list[CodedReport]:
    """Many small reports, spread over places and days."""
    base = strike()
    out = []
    for n in range(count):
        d = Draft(base.report.text + f"\nEdition {n}.", f"Outlet {n % 7}", date(2023, 1, 1) + timedelta(days=n % 500), base.report.title)
        lat, lon = 8 + (n * 37 % 230) / 20, 22 + (n * 53 % 320) / 20
        where = replace(d.place("El Fasher", (lat, lon), "Sudan"), name=f"Town {n % 300}")
        event = d.incident("Drones hit", "air_strike", d.date("overnight", date(2023, 1, 1) + timedelta(days=n % 500)), where)
        d.claim("57 people", event, "killed", (n % 90, n % 90), "exact", "the regional health office")
        d.claim("63 bodies", event, "killed", (63, 63), "exact", "A medical charity")
        out.append(d.done())
    return out
