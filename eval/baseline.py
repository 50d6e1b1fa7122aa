"""Takes a text; gives the answer of the simplest thing that could work, to hold tollbook's score against. Names no speaker and knows no status.

A number with a harm word within reach is a claim; claims with the same nearest place name ("in X") are one incident.
"""

from __future__ import annotations

import re

from standoff import MarkedClaim, MarkedIncident, MarkedText

NUMBERS = {word: value for value, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d+|" + "|".join(NUMBERS) + r")"
NOUN = r"(?P<noun>people|persons|civilians|soldiers|children|others|militants|police officers)"
HARM = {"killed": r"killed|dead|deaths|died|dies?", "injured": r"injured|wounded|injuries|hurt"}
ACTIVE = {"killed": r"kill(?:s|ed|ing)", "injured": r"(?:injur(?:es|ed|ing)|wound(?:s|ed|ing))"}
PLACE = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Aa]t)\s+(?P<name>[A-Z]\w+(?:\s[A-Z]\w+)*)")
SOONER = [
    (
        field,
        re.compile(rf"\b{NUMBER}(?:\s(?:more|other))?(?:\s{NOUN})?(?:\s(?:were|are|was|have been|had been|been|is))?\s(?:{word})\b", re.I),
    )
    for field, word in HARM.items()
]
LATER = [
    (field, re.compile(rf"\b{word}\s(?:at least\s|about\s|more than\s|over\s)?{NUMBER}(?:\s{NOUN})?\b", re.I))
    for field, word in ACTIVE.items()
]


def baseline(gold: MarkedText, words: str) -> MarkedText:
    """The baseline's answer to one text."""
    places = [(match.start(), match["name"]) for match in PLACE.finditer(words)]
    found: dict[tuple[int, str], MarkedClaim] = {}
    for field, pattern in [*SOONER, *LATER]:
        for match in pattern.finditer(words):
            written = match["number"].lower().replace(",", "")
            value = NUMBERS.get(written) or int(written)
            start, end = match.start("number"), match.end("noun") if match["noun"] else match.end("number")
            near = min(places, key=lambda place: (abs(place[0] - start), place[0]))[1] if places else ""
            group = {"civilians": "civilians", "people": "people"}.get((match["noun"] or "").lower())
            found.setdefault((start, field), MarkedClaim(start, end, field, value, value, "exact", group, incident=near))
    claims = tuple(sorted(found.values(), key=lambda claim: (claim.start, claim.field)))
    incidents = [MarkedIncident(key, "new", "attack_on_civilians") for key in dict.fromkeys(str(claim.incident) for claim in claims)]
    return MarkedText(gold.id, gold.sha256, gold.slice, gold.published, tuple(incidents), claims)
