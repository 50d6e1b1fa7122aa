"""Takes the facts of an incident that several accounts tell of; gives them with their words and accounts, and what other accounts state beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from tollbook.model.incident import DateValue, IncidentType, PlaceValue, Status
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, bdi, el, join
from tollbook.publish.dossier.said_by_people import set_note
from tollbook.record.facts import Evidence, Fact, Facts, Named, Stated

V = TypeVar("V")
_MOST = 4  # accounts named beside one value; the accounts' own facts hold them all
Say = Callable[[V], tuple[str, str]]


def joint_facts(site: Site, here: str, found: Facts) -> Html:
    """When, where, what and who, each with everything that is said of it."""
    rows = [
        ("Date", _fact(site, here, found.date, _date)),
        ("Place", _fact(site, here, found.place, _place)),
        ("What", _fact(site, here, found.type, _type)),
    ]
    if found.status.by_hand is not None or found.status.differing or found.status.agreeing:
        rows.append(("Told as", _fact(site, here, found.status, _status)))
    for name, actors in (
        ("Done by", found.perpetrators),
        ("Claimed by", found.claimed_by),
        ("Accused", found.accused),
        ("Against", found.targets),
    ):
        if actors:
            rows.append((name, el("ul", {"class": "said"}, *(el("li", None, _actor(site, here, actor)) for actor in actors))))
    return el("dl", {"class": "facts joint"}, *(el("div", None, el("dt", None, name), el("dd", None, fact)) for name, fact in rows))


def _date(value: DateValue) -> tuple[str, str]:
    return words.when(value), words.when_note(value) if value.basis != "unknown" else value.precision


def _place(value: PlaceValue) -> tuple[str, str]:
    return words.where(value), words.where_note(value)


def _type(value: IncidentType) -> tuple[str, str]:
    return words.TYPES[value], ""


def _status(value: Status) -> tuple[str, str]:
    return {"new": "new", "background": "background", "aggregate": "a total over several events", "mentioned": "only referred to"}[
        value
    ], ""


def _fact(site: Site, here: str, fact: Fact[V], say: Say[V]) -> Html:
    parts: list[Html] = []
    if fact.value is not None:
        parts.append(_value(site, here, Stated(fact.value, fact.evidence), say, "val"))
    else:
        parts.append(el("span", {"class": "val"}, "unknown" if fact.by_hand is not None or not fact.unresolved else "unresolved"))
    if fact.by_hand is not None:
        parts.append(el("div", None, set_note(fact.by_hand.judgement)))
    others = [("differs", "≠ ", one) for one in fact.differing]
    others += [("agree", "also ", one) for one in fact.agreeing]
    others += [("open", "no answer: ", one) for one in fact.unresolved]
    if others:
        items = [
            el("li", {"class": css}, el("span", {"class": "role"}, lead), _value(site, here, one, say, "")) for css, lead, one in others
        ]
        parts.append(el("ul", {"class": "said beside"}, *items))
    return join(parts)


def _value(site: Site, here: str, one: Stated[V], say: Say[V], css: str) -> Html:
    value, note = say(one.value)
    said: list[Html | str | None] = [
        el("span", {"class": css or None}, bdi(value)),
        " ",
        el("span", {"class": "note"}, bdi(note)) if note else None,
        " ",
    ]
    return join([*said, sources(site, here, one.evidence)])


def sources(site: Site, here: str, evidence: Sequence[Evidence]) -> Html | None:
    """The words that state a value, each with its outlet and a link; words that several accounts share stand once."""
    if not evidence:
        return None
    shown = [_source(site, here, one) for one in evidence[:_MOST]]
    more = f" and {len(evidence) - _MOST} more" if len(evidence) > _MOST else None
    return el("span", {"class": "sources"}, join(shown, ", "), more)


def _source(site: Site, here: str, one: Evidence) -> Html:
    told = site.view.accounts.get(one.account)
    if told is None:
        return el("code", None, bdi(one.account))
    outlet = bdi(told.coded.report.outlet or "unknown outlet")
    return join([site.words_link(here, told.coded.report.id, one.span), " ", outlet]) if one.span is not None else outlet


def _actor(site: Site, here: str, one: Named) -> Html:
    parts: list[Html | str | None] = [el("span", {"class": "val"}, bdi(words.actor(one.value))), " ", sources(site, here, one.evidence)]
    if one.by_hand is not None:
        parts += [" ", set_note(one.by_hand.judgement)]
    if one.accusers:
        by = [_accuser(site, here, accuser) for accuser in one.accusers[:_MOST]]
        more = f" and {len(one.accusers) - _MOST} more" if len(one.accusers) > _MOST else None
        parts += [" by ", join(by, ", "), more]
    return join(parts)


def _accuser(site: Site, here: str, one: Evidence) -> Html:
    told = site.view.accounts.get(one.account)
    if told is None or one.span is None:
        return join(["the report of ", bdi(told.coded.report.outlet or "unknown outlet") if told else bdi(one.account), " itself"])
    return site.speaker_link(here, told.coded.report.id, one.span)
