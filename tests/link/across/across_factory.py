"""Reports for the tests of linking, coded by the whole machine: two outlets, two days, one or several incidents."""

from __future__ import annotations

from datetime import date

from tollbook.model.account import Account, accounts_of
from tollbook.model.text import Report
from tollbook.pipeline import code_report
from tollbook.read.text import read_text

DAY = date(2024, 5, 14)


def report(text: str, *, outlet: str | None = None, published: date | None = DAY, title: str | None = None) -> Report:
    return read_text(text, published=published, outlet=outlet, title=title, source=outlet or "text")


def accounts(text: str, *, outlet: str | None = None, published: date | None = DAY) -> tuple[Account, ...]:
    return accounts_of(code_report(report(text, outlet=outlet, published=published)))


def account(text: str, *, outlet: str | None = None, published: date | None = DAY) -> Account:
    """The first account of a text."""
    return accounts(text, outlet=outlet, published=published)[0]
