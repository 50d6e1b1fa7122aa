"""A constructed record of joined incidents: three outlets on one bombing over three days, a copy, a denial, a second bombing in the town on the same day,
people who correct, reject, set and differ. Every sentence and event is invented; the town is real, so that the map can be judged."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from dossier_factory import Draft, hostile, strike
from record_factory import AUTHOR, STAMP

from tollbook.model.account import Account
from tollbook.model.comparison import Comparison, LevelFound
from tollbook.model.incident import CodedReport
from tollbook.record import judging
from tollbook.record.decide import Author, decide
from tollbook.record.incident_view import How, Recorded, read_incidents
from tollbook.record.judging import Said
from tollbook.record.store import open_store

ADA, BEN = "Ada Example", "Ben <i>Example</i>"
AT = datetime(2024, 6, 3, 12, tzinfo=UTC)


@dataclass(frozen=True)
class ByTown:
    """Joins bombings at a market of one town, and attacks that carry hostile words."""

    weights: str = "by town"

    def keys_of(self, account: Account) -> tuple[str, ...]:
        return ("attack",)

    def compare(self, left: Account, right: Account) -> Comparison:
        same = any(all(word in one.incident.anchor.quote for one in (left, right)) for word in ("market", "Gunmen <img"))
        bits = 6.5 if same else -3.0
        levels = (
            LevelFound("when", "same day", 4.0, "the same day"),
            LevelFound("where", "<b>market</b>", bits - 3, "one market" if same else "<u>two places</u>"),
        )
        return Comparison(left.id, right.id, levels, bits, 0.97 if same else 0.1, "same" if same else "undecided")


def alpha() -> CodedReport:
    d = Draft(
        "Bomb kills 12 in Baidoa\nA car bomb at a market in Baidoa killed at least 12 people on Monday, police said. 4 children died, a doctor said.",
        "Alpha Wire", date(2024, 5, 13), "Bomb kills 12 in Baidoa",
    )  # fmt: skip
    bomb = d.incident(
        "A car bomb at a market", "bombing", d.date("Monday", date(2024, 5, 13)), d.place("Baidoa", (3.114, 43.65), "Somalia", admin1="Bay")
    )
    d.claim("at least 12 people", bomb, "killed", (12, None), "at_least", "police", group=("people", "people"))
    d.claim("4 children", bomb, "killed", (4, 4), "exact", "a doctor", group=("children", "children"))
    return d.done()


def beta(outlet: str = "Beta Post") -> CodedReport:
    """Two outlets print it."""
    d = Draft(
        "Toll rises\nPolice put the toll of the car bomb at the market in Baidoa on 13 May at 15. The hospital counted 20 dead, among them 9 civilians. "
        "The Morning Brigade claimed it. The governor denied that 20 people had died.",
        outlet, date(2024, 5, 14), "Toll rises",
    )  # fmt: skip
    bomb = d.incident(
        "the car bomb at the market", "attack_on_civilians", d.date("13 May", date(2024, 5, 13)), d.place("Baidoa", (3.114, 43.65), "Somalia", admin1="Bay"),
        claimed_by=(d.actor("The Morning Brigade", "Morning Brigade"),),
    )  # fmt: skip
    d.claim("15", bomb, "killed", (15, 15), "exact", "Police", group=(None, "people"))
    whole = d.claim("20 dead", bomb, "killed", (20, 20), "exact", "The hospital", group=(None, "people"))
    d.claim("9 civilians", bomb, "killed", (9, 9), "exact", "The hospital", group=("civilians", "civilians"), subset_of=whole)
    d.claim("20 people", bomb, "killed", (20, 20), "exact", "The governor", group=("people", "people"), stance="denies")
    return d.done()


def gamma() -> CodedReport:
    d = Draft(
        "The dead are buried\nThe suicide attack on the market in Baidoa this week killed 18 people and wounded 41, police said on Wednesday.",
        "Gamma Daily", date(2024, 5, 15), "The dead are buried",
    )  # fmt: skip
    bomb = d.incident(
        "The suicide attack on the market",
        "suicide_attack",
        d.date("Wednesday", date(2024, 5, 15)),
        d.place("Baidoa", (3.114, 43.65), "Somalia", admin1="Bay"),
    )
    d.claim("18 people", bomb, "killed", (18, 18), "exact", "police", group=("people", "people"))
    d.claim("wounded 41", bomb, "injured", (41, 41), "exact", "police")
    return d.done()


def minibus() -> CodedReport:
    """The second bombing in the town on the same day."""
    d = Draft(
        "Bomb on a bus\nA bomb hit a minibus in Baidoa on Monday evening, killing 3 passengers, officials said.",
        "Alpha Wire",
        date(2024, 5, 14),
    )
    bomb = d.incident(
        "A bomb hit a minibus",
        "bombing",
        d.date("Monday evening", date(2024, 5, 13)),
        d.place("Baidoa", (3.114, 43.65), "Somalia", admin1="Bay"),
    )
    d.claim("3 passengers", bomb, "killed", (3, 3), "exact", "officials", group=("passengers", "civilians"))
    return d.done()


def reports() -> list[CodedReport]:
    return [alpha(), beta(), beta("Delta Herald"), gamma(), minibus(), strike()]


def other_hostile() -> CodedReport:
    """A second hostile report, so that hostile words stand in a joined incident."""
    one = hostile()
    text = one.report.text + "\nAgain."
    d = Draft(text, "<u>Outlet</u>", date(2024, 5, 17), one.report.title)
    raid = d.incident("Gunmen <img src=x onerror=alert(1)>", "attack_on_civilians", None, None)
    d.claim("9 people", raid, "missing", (9, 9), "exact", "javascript:alert(3)")
    return d.done()


def record(path: Path, coded: Iterable[CodedReport] | None = None) -> Path:
    """A record of these reports, linked."""
    with open_store(path, STAMP, ByTown()) as store:
        for one in reports() if coded is None else coded:
            store.add(one, AUTHOR)
    return path


def judge(path: Path, make: Callable[..., object], by: str = ADA, why: str = "as I read it") -> None:
    """Let a person decide; `make` takes a connection and who says so."""

    def several(connection: object) -> tuple[object, ...]:
        made = make(connection, Said(by, AT, why))
        return made if isinstance(made, tuple) else (made,)

    decide(path, several, Author(by, AT))  # type: ignore[arg-type]


def judged(path: Path) -> Path:
    """The record after people corrected, rejected, accepted, set and differed."""
    one, two, three, bus = (coded.incidents[0].id for coded in (alpha(), beta(), gamma(), minibus()))
    claims = {c.span.quote: c.id for coded in (alpha(), beta(), minibus(), gamma()) for c in coded.claims}
    judge(path, lambda c, s: judging.ruling(c, "reject", claims["4 children"], s), BEN, "the doctor speaks of <b>wounded</b>")
    judge(path, lambda c, s: judging.correction(c, claims["15"], "min", "16", s), ADA, "the statement says 16")
    judge(path, lambda c, s: judging.correction(c, claims["15"], "max", "16", s), ADA, "the statement says 16")
    judge(path, lambda c, s: judging.ruling(c, "accept", claims["18 people"], s), ADA)
    judge(path, lambda c, s: judging.correction(c, claims["3 passengers"], "max", "4", s), ADA, "one died later")
    judge(path, lambda c, s: judging.ruling(c, "reject", claims["wounded 41"], s), BEN, "counts the dead too")
    judge(path, lambda c, s: judging.ruling(c, "accept", claims["wounded 41"], s), ADA, "it does not")
    judge(path, lambda c, s: judging.setting(c, one, "date", "2024-05-13", s), ADA, "the hospital's book")
    judge(path, lambda c, s: judging.setting(c, one, "injured", "30-45", s), ADA, "two lists")
    judge(path, lambda c, s: judging.pair(c, "same", three, bus, s), BEN, "both on Monday")
    judge(path, lambda c, s: judging.pair(c, "different", three, bus, s), ADA, "a minibus is no market")
    judge(path, lambda c, s: judging.pair(c, "same", one, two, s), ADA, "one market")
    return path


def copies(accounts: tuple[Account, ...]) -> list[tuple[str, ...]]:
    """The reports that carry the text of `beta`."""
    return [tuple(one.report.id for one in accounts if one.report.title == "Toll rises")]


def read(path: Path, rule: str | None = None, least: float = 0.0, as_of: date | None = None) -> Recorded:
    return read_incidents(path, How(copies, rule, least), as_of)
