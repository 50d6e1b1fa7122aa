"""Takes the findings of one sentence; says which place lies in which ("Zamzam, North Darfur, Sudan"; "Syria's Idlib"; "the X district of Y")."""

from __future__ import annotations

from tollbook.resolve.place_rank import lies_in
from tollbook.resolve.place_roles import Finding
from tollbook.resolve.place_signs import distance_km
from tollbook.resolve.place_words import words
from tollbook.text.document import Token

_SKIP = frozenset("the a of's nearby".split())


def link_parents(found: dict[int, Finding]) -> None:
    """Tie each finding to those that tell where it lies; what only tells that is marked as a parent."""
    for number, finding in found.items():
        if finding.inherited is not None and finding.inherited.preposition == "between":
            finding.inherited.partners.append(finding)
        if finding.spot.demonym is not None or not finding.spot.entries:
            continue
        behind = _behind(found, number)
        inward = behind is not None and number in behind.context.modifiers and _may_hold(finding, behind)
        if behind is not None and not inward:  # "the Damascus suburb of X" names X as the inner one
            _tie(finding, behind)
        for at in finding.context.modifiers:
            modifier = found.get(at)
            if modifier is not None and modifier.spot.entries:
                _tie(finding, modifier)
    for finding in list(found.values()):
        if finding.inherited is not None and finding.parents and not finding.inherited.parents and finding.inherited.spot.entries:
            for outer in finding.parents:  # "in A, B and C, in Lebanon": what holds the last holds them all
                if outer is not finding.inherited:
                    _tie(finding.inherited, outer)
    for finding in found.values():
        if finding.inherited is not None and finding in finding.inherited.parents:
            finding.inherited = None


def _tie(inner: Finding, outer: Finding) -> None:
    """Set outer as parent of inner if some reading of one can hold some reading of the other, or the inner is a small place known elsewhere only."""
    if _may_hold(outer, inner) or _elsewhere(inner, outer):
        inner.parents.append(outer)
        outer.inner.append(inner)
        outer.is_parent = True
        outer.holds.add(inner.kind)
        if outer.context.kind_of:
            outer.kind = outer.naming.kind  # the kind word before it belongs to the inner name


def _may_hold(outer: Finding, inner: Finding) -> bool:
    """Some reading of the inner name lies in some reading of the outer; the name of a country is meant otherwise only as a division (Georgia)."""
    readings = [e for e in inner.spot.entries if e.feature == "admin1"] if inner.country_name() else inner.spot.entries
    return any(lies_in(a, b) for a in readings for b in outer.spot.entries)


def _elsewhere(inner: Finding, outer: Finding) -> bool:
    """ "Shaqra, in southern Lebanon": small places of that name are known in other lands only, and the outer one is a land or division; "Al-Quds Hospital in
    Aleppo": a site that is called after another place."""
    if inner.naming.verdict == "site" and outer.naming.verdict == "place" and not outer.country_name():
        return outer.role not in ("actor", "speaker", "organisation")
    small = all(not e.wide and e.population < (150_000 if e.grade == 0 else 300_000) for e in inner.spot.entries)
    near = any(
        e.country == o.country and distance_km(e, o) <= 3 * (o.radius_km or 60)
        for e in inner.spot.entries
        for o in outer.spot.entries
        if o.feature == "region"
    )
    return small and not near and inner.strong and outer.spot.entries[0].wide and outer.role not in ("actor", "speaker", "organisation")


def _behind(found: dict[int, Finding], number: int) -> Finding | None:
    """The next finding, when only a comma, "in (the ...)" or "district of" parts the two."""
    finding, after = found[number], found.get(number + 1)
    if after is None or after.spot.demonym is not None or not after.spot.entries:
        return None
    tokens = finding.sentence.tokens[finding.spot.last : after.spot.first]
    return after if _parts(tokens, finding) else None


def _parts(tokens: tuple[Token, ...], finding: Finding) -> bool:
    lists = words()
    if not tokens:
        return False
    seen = [token.lower for token in tokens]
    while seen and seen[0] in lists.kinds:
        seen = seen[1:]
    if not seen:
        return False
    head, rest = seen[0], seen[1:]
    if head not in (",", "in", "of", "(", "within"):
        return False
    if head == "of" and not finding.kind:
        return False
    if head == "," and rest and rest[0] in ("in", "of"):
        rest = rest[1:]
    allowed = lists.directions.keys() | lists.determiners | lists.adjectives | lists.kinds.keys() | {"of", "'s"}
    held = [
        word
        for at, word in enumerate(rest)
        if word not in allowed and "-" not in (word, *rest[max(0, at - 1) : at], *rest[at + 1 : at + 2])
    ]
    return len(rest) <= 8 and all(word in lists.near for word in held[:1]) and len(held) <= 1
