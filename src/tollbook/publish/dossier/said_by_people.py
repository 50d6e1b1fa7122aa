"""Takes what people ruled of a claim, set for an incident, or judged of a pair; gives it in words with who, when and why. Decides nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from tollbook.model.claim import Claim
from tollbook.model.judgement import Judgement
from tollbook.publish.dossier import words
from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, bdi, el, join
from tollbook.record.rulings import ClaimRuling

_BOUNDS = ("min", "max")
_NAMES = {"min": "the lower bound", "max": "the upper bound", "group_kind": "the people"}


def figure_words(site: Site, claim: Claim) -> Html:
    """The value of a claim: struck when it was rejected; as corrected, with the first reading struck beside it."""
    ruling = site.view.rulings.get(claim.id)
    said = el("span", {"class": "val"}, words.value(claim))
    if ruling is None or not ruling.applied:
        return said
    if ruling.now is None:
        return el("del", None, said)
    first = words.value(ruling.read)
    return (
        join([said, " ", el("del", {"class": "first"}, el("span", {"class": "sr"}, "first read as "), first)])
        if first != words.value(claim)
        else said
    )


def ruled_classes(site: Site, claim: Claim) -> list[str]:
    """The classes of the row of a claim of which people say something."""
    ruling = site.view.rulings.get(claim.id)
    return [] if ruling is None else ["noted"] if ruling.now is not None else ["noted", "rejected"]


def ruling_row(site: Site, claim: Claim, columns: int) -> Html | None:
    """A row below that of the claim: who rejected, corrected or accepted it and why, and who differ about it; None when nobody says anything."""
    ruling = site.view.rulings.get(claim.id)
    if ruling is None:
        return None
    return el("tr", {"class": "ruled"}, el("td", {"colspan": columns}, el("ul", {"class": "rulings"}, *_lines(ruling))))


def _lines(ruling: ClaimRuling) -> list[Html]:
    together: dict[tuple[str, str, date], list[Judgement]] = {}
    for one in ruling.applied:
        together.setdefault((one.by, one.why, one.at.date()), []).append(one)
    lines = [
        el("li", {"class": "applied"}, join([_ruled(one, ruling) for one in group], "; "), _who(group[0])) for group in together.values()
    ]
    lines += [el("li", None, "accepted", _who(one)) for one in ruling.accepted]
    if ruling.disputed:
        said = [el("li", None, _ruled(one, ruling), _who(one)) for one in ruling.disputed]
        lines.append(el("li", {"class": "dispute"}, "People differ, so nothing is applied:", el("ul", None, *said)))
    lines += [el("li", {"class": "dispute"}, "cannot be applied: ", _ruled(one, ruling), _who(one)) for one in ruling.impossible]
    return lines


def _ruled(judgement: Judgement, ruling: ClaimRuling) -> Html | str:
    if judgement.kind != "correct":
        return {"reject": "rejected", "accept": "accepted"}.get(judgement.kind, judgement.kind)
    name = _NAMES.get(judgement.field or "", judgement.field or "a value")
    return join(
        ["corrected: ", bdi(name), " is ", bdi(_value(judgement.value)), " (first read: ", bdi(_read(ruling.read, judgement.field)), ")"]
    )


def _read(claim: Claim, field: str | None) -> str:
    read: dict[str, object] = {
        "min": claim.min, "max": claim.max, "qualifier": claim.qualifier, "field": claim.field, "stance": claim.stance, "group_kind": claim.group_kind,
    }  # fmt: skip
    return _plain(read.get(field or ""))


def _value(value: str | None) -> str:
    return _plain(json.loads(value) if value is not None else None)


def _plain(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, int) and not isinstance(value, bool):
        return words.number(value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items() if part is not None)
    return str(value).replace("_", " ")


def _who(judgement: Judgement) -> Html:
    why = join([": ", bdi(judgement.why)]) if judgement.why else None
    return join([" by ", bdi(judgement.by), f", {words.day(judgement.at.date())}", why])


def set_note(judgement: Judgement) -> Html:
    """That a person set a value, with who, when and why."""
    return el("span", {"class": "hand"}, "set by hand", _who(judgement))


def judgement_line(site: Site, here: str, judgement: Judgement) -> Html:
    """A judgement in one line: what it says, of what, who says so, when and why."""
    subjects = join([_subject(site, here, one) for one in judgement.subjects], " and ")
    said: list[Html | str]
    match judgement.kind:
        case "same":
            said = ["the same incident: ", subjects]
        case "different":
            said = ["different incidents: ", subjects]
        case "unsure":
            said = ["cannot tell: ", subjects]
        case "set":
            said = ["sets ", bdi(judgement.field or ""), " to ", bdi(_value(judgement.value))]
        case "correct":
            said = [
                "corrects ",
                subjects,
                ": ",
                bdi(_NAMES.get(judgement.field or "", judgement.field or "")),
                " is ",
                bdi(_value(judgement.value)),
            ]
        case _:
            said = [f"{judgement.kind}s ", subjects]
    return join([*said, el("span", {"class": "note"}, _who(judgement)), " ", el("code", None, bdi(judgement.id))])


def differ_section(site: Site, here: str, differ: Sequence[Sequence[Judgement]]) -> Html | None:
    """The questions on which people differ, each with every answer; None when there is none."""
    if not differ:
        return None
    groups = [el("ul", None, *(el("li", None, judgement_line(site, here, one)) for one in group)) for group in differ]
    head = f"People differ on {words.plural(len(differ), 'question')}; neither answer is applied"
    return el("div", {"class": "differ"}, el("h4", None, head), *groups)


def _subject(site: Site, here: str, name: str) -> Html:
    if name in site.view.accounts:
        return site.account_name(here, name)
    return site.claim_link(here, name)
