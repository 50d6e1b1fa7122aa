"""Takes reports, or accounts of one incident; gives the independent voices among them. Pages that copy, carry one agency or quote one speaker are one.

Counts nothing about tolls and trusts nobody: it only says which pages cannot be counted twice, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from tollbook.lexicon.load import table
from tollbook.link.across.copies import copied
from tollbook.link.across.wording import wording_of, words_of
from tollbook.model.account import Account
from tollbook.model.claim import Claim, Field
from tollbook.model.text import Report


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent source: the ids of the reports (or claims) that carry it, in order, and why they are one."""

    ids: tuple[str, ...]
    reasons: tuple[str, ...]


def voices(reports: Iterable[Report]) -> tuple[Voice, ...]:
    """The independent voices among reports on one incident: copies, one agency's credit and one outlet's updates are one voice."""
    told = sorted({report.id: report for report in reports}.values(), key=lambda report: report.id)
    ties = [(a.id, b.id, why) for a, b in combinations(told, 2) if (why := _one_hand(a, b)) is not None]
    return _groups([report.id for report in told], ties)


def claim_voices(accounts: Iterable[Account], field: Field) -> tuple[Voice, ...]:
    """The independent voices that give a figure of a field, by claim: reports of one hand, and reports that quote one speaker, are one voice.

    Two speakers that one report quotes are two voices.
    """
    told = sorted({account.id: account for account in accounts}.values(), key=lambda account: account.id)
    claims = [(account.report, claim) for account in told for claim in account.claims if claim.field == field]
    claims.sort(key=lambda one: (one[0].id, one[1].span.start, one[1].id))
    ties = [(a[1].id, b[1].id, why) for a, b in combinations(claims, 2) if (why := _one_mouth(a, b)) is not None]
    return _groups([claim.id for _, claim in claims], ties)


def speaker_key(claim: Claim) -> str | None:
    """Who a claim's speaker is, as far as words tell: the words that name him, without articles and manner; None for the outlet itself."""
    if claim.said_by is None:
        return None
    idle = frozenset(str(table("en", "link_voices.yaml")["idle"]).split())
    kept = [word.removesuffix("'s") for word in words_of(claim.said_by.quote) if word not in idle]
    return " ".join(sorted(set(kept))) or None


def _one_hand(left: Report, right: Report) -> str | None:
    """Why two reports are one voice, None when nothing says so."""
    level, share = copied(wording_of(left), wording_of(right))
    if level in ("same_text", "contained"):
        return f"{share:.0%} of one stands in the other word for word"
    shared = sorted(_hands(left) & _hands(right))
    return f"both are of {shared[0]}, or carry it" if shared else None


def _hands(report: Report) -> set[str]:
    """Who wrote a report and who published it: an outlet's updates, an agency and all who carry it are one hand."""
    return {name for name in (_plain(report.origin), _plain(report.outlet)) if name is not None}


def _plain(name: str | None) -> str | None:
    if name is None:
        return None
    short = table("en", "link_voices.yaml")["agencies"]
    bare = " ".join(words_of(name))
    return str(short.get(bare, bare)) or None


def _one_mouth(left: tuple[Report, Claim], right: tuple[Report, Claim]) -> str | None:
    one, other = speaker_key(left[1]), speaker_key(right[1])
    if one is not None and one == other:
        return f"both quote {one}"
    if one is not None and other is not None:
        shared = set(one.split()) & set(other.split())
        named = {word for word in shared if _is_name(word, left[1]) and _is_name(word, right[1])}
        return f"both quote {' '.join(sorted(named))}" if named else None
    if one is None and other is None:
        return "one report says so twice" if left[0].id == right[0].id else _one_hand(left[0], right[0])
    return None


def _is_name(word: str, claim: Claim) -> bool:
    """Whether a word of a speaker is written as a name and is none that many bear ("Ministry", "Police")."""
    quote = claim.said_by.quote if claim.said_by is not None else ""
    common = frozenset(str(table("en", "link_voices.yaml")["offices"]).split())
    return word not in common and word.capitalize() in quote


def _groups(ids: Sequence[str], ties: Sequence[tuple[str, str, str]]) -> tuple[Voice, ...]:
    """Connected groups, in the order of their first member, with the reasons that tie them."""
    home = {one: one for one in ids}

    def root(one: str) -> str:
        while home[one] != one:
            one = home[one]
        return one

    for left, right, _ in ties:
        first, second = sorted((root(left), root(right)))
        home[second] = first
    members: dict[str, list[str]] = {}
    for one in ids:
        members.setdefault(root(one), []).append(one)
    return tuple(
        Voice(tuple(group), tuple(dict.fromkeys(why for left, right, why in ties if left in group and right in group)))
        for group in members.values()
    )
