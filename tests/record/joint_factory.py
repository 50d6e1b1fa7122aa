"""Constructed reports of one incident for tests over several: invented outlets and speakers, accounts in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from record_factory import Figure, coded

from tollbook.model.account import Account, accounts_of
from tollbook.model.claim import Claim
from tollbook.model.incident import ActorValue, Incident
from tollbook.model.text import Report, Span, report_id
from tollbook.record.joint_tolls import joint_tolls
from tollbook.record.toll import Toll
from tollbook.record.toll_rules import RuleChoice

Bounds = tuple[int | None, int | None, int | None]


def told(
    *figures: Figure, day: int | None = 13, outlet: str | None = "Outlet", origin: str | None = None, title: str | None = None
) -> Account:
    """One report's account; `day` is a day of May 2024. Reports of equal title and figures have the same text."""
    one = coded(figures, day=date(2024, 5, day) if day else None, outlet=outlet, title=title or f"An attack, {outlet}, {day}")
    (account,) = accounts_of(one)
    return replace(account, report=replace(account.report, origin=origin)) if origin else account


def written(text: str, figures: Sequence[tuple[str, int, str | None]], *, day: int | None = 13, outlet: str | None = "Outlet") -> Account:
    """An account of a text of the test's own: each figure as its words, its number and the words of its speaker."""
    published = date(2024, 5, day) if day else None
    report = Report(
        report_id(text, outlet, published), "written.txt", outlet, None, None, published, "given" if day else "unknown", "en", text, ()
    )
    anchor = Span.of(text, 0, 5)
    incident = Incident(f"i{report.id}", "new", "bombing", anchor, (anchor,), None, None)
    claims, at = [], 0
    for words, number, by in figures:
        start = text.index(words, at)
        said = text.index(by) if by else 0
        speaker = Span.of(text, said, said + len(by)) if by else None
        span = Span.of(text, start, start + len(words))
        claims.append(
            Claim(
                f"c{report.id}{start}",
                incident.id,
                "killed",
                number,
                number,
                "exact",
                None,
                "people",
                span,
                speaker,
                (),
                "asserts",
                None,
                "t",
            )
        )
        at = start + len(words)
    return Account(report, incident, tuple(claims))


def doing(account: Account, **parts: tuple[ActorValue, ...]) -> Account:
    """The account with other actors: claimed_by, perpetrators, targets."""
    return replace(account, incident=replace(account.incident, **parts))  # type: ignore[arg-type]


def actor(name: str, kind: str = "rebel_group", listed: str | None = None) -> ActorValue:
    return ActorValue(Span(0, len(name), name), name, listed or name.casefold(), kind, None, "constructed")


def toll(*accounts: Account, rule: str | None = None, copies: Sequence[Sequence[str]] = ()) -> Toll:
    """The toll of all people, or of the first kind."""
    return joint_tolls("joined", accounts, copies, RuleChoice(rule))[0]


def bounds(one: Toll) -> Bounds:
    return one.low, one.best, one.high
