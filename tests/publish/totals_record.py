"""A constructed record with totals: one of a day with three incidents in it, told by several outlets, one of a war, and what people rule of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dossier_factory import Draft
from joined_factory import ADA, BEN, ByTown, alpha, beta, copies, gamma, judge, minibus, record

from tollbook.comparer import AcrossReports
from tollbook.model.incident import CodedReport
from tollbook.record import judging
from tollbook.record.incident_view import How, Recorded, read_incidents

__all__ = ["ADA", "BEN", "ByTown", "judge", "minibus", "record"]


def raid() -> CodedReport:
    d = Draft(
        "Raid in Kismayo\nGunmen shot dead 4 traders in Kismayo on Monday, elders said. The mayor put the dead at 6.",
        "Coast Radio", date(2024, 5, 14), "Raid in Kismayo",
    )  # fmt: skip
    one = d.incident(
        "Gunmen shot", "attack_on_civilians", d.date("Monday", date(2024, 5, 13)),
        d.place("Kismayo", (-0.36, 42.54), "Somalia", admin1="Lower Juba"),
    )  # fmt: skip
    d.claim("4 traders", one, "killed", (4, 4), "exact", "elders", group=("traders", "civilians"))
    d.claim("6", one, "killed", (6, 6), "exact", "The mayor", group=(None, "people"))
    return d.done()


def undated() -> CodedReport:
    d = Draft(
        "Shelling in Beledweyne\nShelling killed 2 people in Beledweyne, residents said.", None, date(2024, 5, 14), "Shelling in Beledweyne"
    )
    one = d.incident("Shelling", "shelling", None, d.place("Beledweyne", (4.735, 45.2), "Somalia", admin1="Hiiraan"))
    d.claim("2 people", one, "killed", (2, 2), "exact", "residents", group=("people", "people"))
    return d.done()


def of_day() -> CodedReport:
    """The total of a day: fewer than the incidents of that day count."""
    d = Draft(
        "A bloody Monday\nExactly 17 people were killed across Somalia on Monday, the interior ministry said.",
        "Ministry Gazette", date(2024, 5, 14), "A bloody Monday",
    )  # fmt: skip
    one = d.incident(
        "killed across Somalia", "other", d.date("Monday", date(2024, 5, 13)),
        d.place("Somalia", (5.0, 46.0), "Somalia", "country"), "aggregate",
    )  # fmt: skip
    d.claim("Exactly 17 people", one, "killed", (17, 17), "exact", "the interior ministry", group=("people", "people"))
    return d.done()


def reports() -> list[CodedReport]:
    return [alpha(), beta(), beta("Delta Herald"), gamma(), minibus(), raid(), undated(), of_day()]


def totals_record(path: Path) -> Path:
    """The record, with a rule of its own for the bombing, a corrected speaker, and rulings on parts on which people agree and differ."""
    record(path, reports())
    total, bomb, trade, shells = (one.incidents[0].id for one in (of_day(), alpha(), raid(), undated()))
    claims = {one.span.quote: one.id for coded in (alpha(), beta(), gamma(), raid()) for one in coded.claims}
    judge(path, lambda c, s: judging.settings(c, bomb, "rule", "majority", s), ADA, "two of <b>three</b> agree")
    judge(path, lambda c, s: judging.settings(c, bomb, "date", "2024-05-13", s), BEN, "the hospital's book")
    judge(path, lambda c, s: judging.settings(c, trade, "rule", "airwars", s), BEN, "elders and mayor differ")
    judge(path, lambda c, s: judging.settings(c, trade, "killed", "5", s), ADA, "the cemetery's book")
    judge(
        path, lambda c, s: judging.correction(c, claims["18 people"], "speaker", "The suicide attack", s), ADA, "as the <i>text</i> has it"
    )
    judge(path, lambda c, s: judging.correction(c, claims["6"], "speaker", "none", s), BEN, "nobody is credited")
    judge(path, lambda c, s: judging.ruling(c, "reject", claims["4 children"], s), BEN, "of another day")
    judge(path, lambda c, s: judging.part(c, "part", total, shells, s), ADA, "it was that Monday")
    judge(path, lambda c, s: judging.part(c, "part", total, trade, s), ADA, "one Monday")
    judge(path, lambda c, s: judging.part(c, "not_part", total, trade, s), BEN, "the ministry counts bombs")
    return path


def read(path: Path, rule: str | None = None) -> Recorded:
    return read_incidents(path, How(copies, rule, 0.0, AcrossReports()))
