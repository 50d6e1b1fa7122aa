"""Takes tolls; gives what stands with each on any card: by which rule it is reckoned and who set that rule, what a person set beside it, what to look at."""

from __future__ import annotations

from collections.abc import Iterable

from tollbook.publish.dossier.links import Site
from tollbook.publish.dossier.markup import Html, bdi, el, join
from tollbook.publish.dossier.said_by_people import who
from tollbook.record.rulings import ByHand
from tollbook.record.toll import Flag


def rule_note(rule: str, own: ByHand | None) -> Html:
    """The rule of a toll; where people set it for this incident, who, when and why."""
    named = join(["rule ", el("code", None, rule)])
    return named if own is None or own.value != rule else join([named, el("span", {"class": "hand"}, ", set", who(own.judgement))])


def flag_list(site: Site, here: str, flags: Iterable[Flag]) -> Html | None:
    """What a person should look at, with the claims that show it."""
    items = [_flag(site, here, flag) for flag in flags]
    return el("ul", {"class": "flags"}, *items) if items else None


def _flag(site: Site, here: str, flag: Flag) -> Html:
    links = [site.claim_link(here, name) for name in dict.fromkeys(flag.claims)]
    return el("li", None, "Look at this: ", bdi(flag.words), " (", join(links, ", "), ")")
