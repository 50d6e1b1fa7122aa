"""Takes a document; gives its mentions of places, each with role, coordinates or an honest none, precision and reason. Fetches nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from tollbook.model.incident import PlaceValue
from tollbook.model.mention import PlaceMention
from tollbook.model.text import Span
from tollbook.resolve.gazetteer import layered_countries
from tollbook.resolve.place_chains import link_parents
from tollbook.resolve.place_context import left_context
from tollbook.resolve.place_filter import known_place, naming, without_common
from tollbook.resolve.place_home import home_of
from tollbook.resolve.place_lines import border_with, find_lines
from tollbook.resolve.place_names import fold
from tollbook.resolve.place_presence import Names, share
from tollbook.resolve.place_rank import Choice, choose, spelling
from tollbook.resolve.place_roles import Finding, dateline, give_role, of_a_land
from tollbook.resolve.place_signs import Evidence, Hints
from tollbook.resolve.place_spots import Spot, case_of, find_spots, spots_at
from tollbook.resolve.place_tables import Entry, countries
from tollbook.resolve.place_unknown import find_unknown, unknown_mentions
from tollbook.resolve.place_value import between, by_parent, holder, off, others, plain, scored, unresolved, value
from tollbook.resolve.place_weights import weights
from tollbook.resolve.place_words import words
from tollbook.text.document import Document, Sentence

_BARE_POPULATION = 100_000
_NATION = 0.98  # the share right of words for what belongs to a country
_NEIGHBOUR = 0.7  # the least share of a place that speaks for its neighbours


def find_places(document: Document, *, named: Collection[tuple[int, int]] | None = None) -> tuple[PlaceMention, ...]:
    """Every place that the article names, in text order; with `named`, the offsets of names known to be places, those alone. Raises BadLexicon when
    the gazetteer is not installed."""
    lower = frozenset(token.text for sentence in document.sentences for token in sentence.tokens if token.is_word and token.text.islower())
    spots = {sentence.index: find_spots(sentence, document.text) for sentence in document.sentences}
    home = home_of(document.report)
    lands = (_lands(spots.values()) | frozenset({home.country or ""} if home is not None else ())) & layered_countries()
    if named is not None:
        spots = {sentence.index: spots_at(sentence, document.text, named, lands) for sentence in document.sentences}
    elif lands:
        spots = {sentence.index: find_spots(sentence, document.text, lands) for sentence in document.sentences}
    findings = [
        f for sentence in document.sentences for f in _findings(document, sentence, spots[sentence.index], lower if named is None else None)
    ]
    _kinds_of_headlines(document, findings)
    names = _names(findings)
    kept = findings if named is not None else [f for f in findings if _supported(f, names)]
    unknown = find_unknown(document, kept)  # before the rest: it marks the places that only tell where an unknown one lies
    evidence = _evidence(kept)
    evidence.home = home
    _resolve(document, kept, evidence)
    if named is None:
        kept = _present(findings, {id(finding) for finding in kept}, names, evidence)
    lines = find_lines(document, kept) if named is None else []
    ends = {id(end) for line in lines for end in line.ends}
    mentions = [_mention(document, finding, evidence, kept) for finding in kept if id(finding) not in ends]
    mentions += [line.mention for line in lines] + unknown_mentions(document, kept, unknown)
    return tuple(sorted(mentions, key=lambda mention: (mention.span.start, mention.span.end)))


def _lands(found: Iterable[tuple[Spot, ...]]) -> frozenset[str]:
    """The countries that the report speaks of: named, by nationality, or by a division, a city or a place of our own list in them."""
    lands = set()
    for spot in (spot for spots in found for spot in spots):
        if spot.demonym is not None:
            lands.add(spot.demonym)
        for entry in spot.entries:
            known = entry.feature == "country" or (entry.grade == 0 and (entry.listed or entry.population >= _BARE_POPULATION))
            if known and entry.country is not None:
                lands.add(entry.country)
    return frozenset(lands)


def _findings(document: Document, sentence: Sentence, spots: tuple[Spot, ...], lower: frozenset[str] | None) -> list[Finding]:
    """The spots of one sentence with their context, roles and parents; persons and common words are gone, unless `lower` is None."""
    case = case_of(sentence)
    spots = spots if lower is None else without_common(spots, sentence, lower, case)
    found: dict[int, Finding] = {}
    for number, spot in enumerate(spots):
        named = naming(sentence, spots, number, case) if lower is not None else known_place(sentence, spot)
        context = left_context(sentence.tokens, spots, number)
        finding = Finding(spot, sentence, case, named, context, kind=named.kind or context.kind)
        if named.verdict == "person" or (spot.organisation and not spot.entries):
            finding.role = "organisation" if spot.organisation else "unknown"
            finding.naming = named
            found[number] = finding
            continue
        inherits = context.inherits
        if inherits is not None and inherits in found and found[inherits].naming.verdict != "person":
            finding.inherited = found[inherits]
        found[number] = finding
        give_role(finding, [])
        if dateline(finding, document.block(sentence).start):
            finding.role, finding.strong = "dateline", True
    _share_kinds(found)
    link_parents(found)
    return [finding for _, finding in sorted(found.items())]


def _share_kinds(found: dict[int, Finding]) -> None:
    """ "in Kaduna and Niger States", "Zaporizhzhia, Kharkiv and Sumy Oblasts": the word in the plural tells the kind of all of them."""
    for finding in found.values():
        last = finding.naming.last
        tokens = finding.sentence.tokens
        word = tokens[last - 1].lower if last > finding.spot.last else tokens[last].lower if last < len(tokens) else ""
        kind = words().kinds.get(word, "")
        if kind not in ("admin1", "admin2") or not word.endswith("s"):
            continue
        inner = finding.inherited
        while inner is not None and not inner.kind:
            inner.kind = kind
            inner = inner.inherited
    for finding in sorted(found.values(), key=lambda one: one.spot.first):  # "the governorates of Daraa, Suwayda and Quneitra"
        head = finding.inherited
        if head is not None and not finding.kind and head.kind in ("admin1", "admin2") and _plural_of(head):
            finding.kind = head.kind


def _kinds_of_headlines(document: Document, findings: list[Finding]) -> None:
    """A headline that says "Sennar" where the report tells of Sennar State, and never of a town of the name, means the state."""
    told: dict[str, set[str]] = {}
    for finding in findings:
        if document.block(finding.sentence).kind != "title":
            told.setdefault(finding.spot.key, set()).add(finding.kind)
    for finding in findings:
        if document.block(finding.sentence).kind == "title" and not finding.kind and told.get(finding.spot.key) in ({"admin1"}, {"admin2"}):
            (finding.kind,) = told[finding.spot.key]


def _plural_of(finding: Finding) -> bool:
    """Whether the word for the kind stands in the plural before the list that the name opens or belongs to."""
    while finding.inherited is not None:
        finding = finding.inherited
    before = [token.lower for token in finding.sentence.tokens[max(0, finding.spot.first - 3) : finding.spot.first]]
    return finding.context.kind_of and any(word.endswith("s") and words().kinds.get(word) == finding.kind for word in before)


def _names(findings: list[Finding]) -> Names:
    """What the report says of its names as a whole: a surname may stand alone later, and a place that was told once as well."""
    times: dict[str, int] = {}
    for finding in findings:
        times[finding.spot.key] = times.get(finding.spot.key, 0) + 1
    return Names(
        persons=frozenset(f.spot.key for f in findings if f.naming.verdict == "person"),
        sure=frozenset(f.spot.key for f in findings if f.naming.verdict == "place" and (f.strong or f.parents)),
        times=times,
    )


def _supported(finding: Finding, names: Names) -> bool:
    """Whether the words around a name, or what it is known for, make it a place that others can lean on."""
    spot = finding.spot
    if finding.naming.verdict == "person" or (spot.organisation and not spot.entries):
        return False
    placed = spot.demonym is not None or finding.parents or finding.is_parent or (finding.strong and not finding.context.struck)
    if placed or (spot.key not in names.persons and (finding.strong or spot.key in names.sure)):
        return True
    return spot.key not in names.persons and _stands_bare(finding)


def _present(findings: list[Finding], supported: set[int], names: Names, evidence: Evidence) -> list[Finding]:
    """The findings that are places, by their share; those without support are read here, with all that the others have told."""
    kept = []
    for finding in findings:
        told = finding.spot.demonym is not None or finding.is_parent or finding.parents or finding.naming.verdict == "site"
        if told:
            if id(finding) in supported:
                kept.append(finding)
            continue
        if not finding.spot.entries:
            continue
        if id(finding) not in supported:
            finding.choice = choose(finding.spot.entries, _hints(finding, {}), evidence)
        least = weights().supported if id(finding) in supported else weights().present
        if share(finding, id(finding) in supported, names, evidence) >= least:
            kept.append(finding)
    return kept


def _stands_bare(finding: Finding) -> bool:
    """Whether the name is known well enough to be a place with no word that says so."""
    spot = finding.spot
    if spot.last - spot.first == 1 and spot.key in words().given_names and not finding.country_name():
        return False
    if any(entry.listed and entry.grade <= 1 for entry in spot.entries):
        return True
    first = finding.sentence.tokens[spot.first]
    least = _BARE_POPULATION if first.index > 0 or spot.last - spot.first > 1 else 3 * _BARE_POPULATION
    return any(entry.population >= least and entry.grade <= 1 and _alike(entry, spot.key) for entry in spot.entries)


def _alike(entry: Entry, key: str) -> bool:
    """Whether another name is a spelling of the main one rather than a by-name."""
    return entry.grade == 0 or SequenceMatcher(None, fold(entry.name), key).ratio() >= 0.5


def _evidence(findings: list[Finding]) -> Evidence:
    evidence = Evidence()
    for finding in findings:
        spot = finding.spot
        if spot.demonym is not None:
            evidence.add(spot.demonym, spot.key, 0.7, evidence.told)
            continue
        if finding.naming.verdict == "organisation":
            continue
        for entry in spot.entries:
            if entry.feature == "admin1" and entry.grade <= 1:
                evidence.divisions.setdefault((entry.country or "", entry.admin1), set()).add(spot.key)
        if finding.country_name() and len({e.country for e in spot.entries if e.listed and e.grade == 0}) == 1:
            evidence.add(spot.entries[0].country, spot.key, 1.0, evidence.named)
        elif spot.entries:
            lands = {entry.country for entry in spot.entries if entry.population > 1000 or entry.listed}
            top = spot.entries[0]
            others = max((entry.population for entry in spot.entries if entry.country != top.country), default=0)
            if top.source in ("own", "admin1") and (len(lands) == 1 or (top.grade == 0 and others < _BARE_POPULATION)):
                evidence.add(top.country, spot.key, 0.6, evidence.told)
            elif len(lands) == 1 and top.grade == 0 and top.population >= 100_000:
                evidence.add(next(iter(lands)), spot.key, 0.6, evidence.implied)
    return evidence


def _resolve(document: Document, findings: list[Finding], evidence: Evidence) -> None:
    """Choose a place for each name, in two rounds: countries first, then what the report places itself, then the rest; and once more, with the places
    that the first round was sure of as neighbours."""
    ordered = sorted((f for f in findings if f.spot.entries), key=_urgency)
    known: dict[str, Entry] = {}
    for second in (False, True):
        for finding in ordered:
            hints = _hints(finding, known)
            choice = choose(finding.spot.entries, hints, evidence)
            if choice.entry is None and hints.parents:
                choice = spelling(document.text[finding.spot.start : finding.spot.end], hints.parents) or choice
            finding.choice = choice
            entry = choice.entry
            if entry is None or (choice.score or 0.0) < _NEIGHBOUR:
                continue
            if choice.contained or second:
                known.setdefault(finding.spot.key, entry)
            if entry.feature != "country":
                evidence.add(entry.country, finding.spot.key, 0.5, evidence.implied)
            evidence.found[finding.spot.key] = entry


def _hints(finding: Finding, known: dict[str, Entry]) -> Hints:
    return Hints(
        key=finding.spot.key,
        kind=finding.kind,
        parents=tuple(p.best for p in finding.parents if p.best is not None),
        nation=_nation(finding),
        known=known.get(finding.spot.key),
        directed=bool(finding.context.direction) and not finding.context.kind_of and not finding.context.directed,
        holds=_holds(finding),
        inner=tuple(inner.spot.entries for inner in finding.inner if inner.spot.entries),
    )


def _holds(finding: Finding) -> bool:
    """Whether the name is that of a division: a village lies in it, or it stands between a place and its country."""
    if not finding.is_parent or finding.holds & {"district", "site"}:
        return False
    return bool(finding.holds & {"village", "town", "camp"}) or any(p.country_name() for p in finding.parents)


def _nation(finding: Finding) -> str | None:
    """The nation whose adjective stands before the name, or before the list that the name belongs to."""
    context = finding.context if finding.inherited is None else finding.inherited.context
    return context.nation if context.kind or context.determined else None


def _urgency(finding: Finding) -> tuple[int, int, int]:
    depth = 0
    parent = finding
    while parent.parents and depth < 4:
        parent = parent.parents[0]
        depth += 1
    own = 0 if finding.country_name() else 1 if depth or finding.is_parent else 2
    return (own, depth if depth else 0, finding.spot.start)


def _mention(document: Document, finding: Finding, evidence: Evidence, findings: list[Finding]) -> PlaceMention:
    spot = finding.spot
    span = _span(document, finding)
    if spot.demonym is not None:
        entry = countries()[spot.demonym].entry
        value = scored(plain(span, entry, f"a word for what belongs to {entry.name}"), _NATION)
        return PlaceMention(span, value, of_a_land(finding) or "demonym", finding.preposition)
    choice = finding.choice or Choice(None, f"{span.quote} is in no list of places", ())
    role = "unknown" if finding.is_parent and finding.role in ("location", "dateline", "actor", "origin") else finding.role
    value = border_with(document, finding, findings, evidence) or replace(_value(document, finding, choice), candidates=others(choice))
    return PlaceMention(span, value, role, finding.preposition)


def _span(document: Document, finding: Finding) -> Span:
    """The name as written, with the word for its kind where that is part of the name ("Homs Governorate")."""
    tokens, last = finding.sentence.tokens, finding.naming.last
    if last <= finding.spot.last:
        return document.span(finding.spot.start, finding.spot.end)
    end = tokens[last - 1].end
    return document.span(finding.spot.start, end - 2 if tokens[last - 1].lower.endswith("'s") else end)


def _value(document: Document, finding: Finding, choice: Choice) -> PlaceValue:
    span = _span(document, finding)
    if choice.entry is None:
        for parent in finding.parents:
            if parent.best is not None and parent.choice is not None:
                return scored(by_parent(span, parent.best, parent.context, choice.reason), parent.choice.score)
        return unresolved(span, choice.reason)
    thing = finding.thing
    if thing and choice.entry.feature in ("town", "village") and not choice.entry.wide:
        return _called_after(span, finding, choice, thing)
    return scored(_bounded(span, finding, choice.entry, choice.reason), choice.score)


def _called_after(span: Span, finding: Finding, choice: Choice, thing: str) -> PlaceValue:
    """A thing that has a town's name: near the town, or, when it is long, where the report says that it is."""
    assert choice.entry is not None
    reach = words().called_after[thing]
    if reach is not None:
        return scored(
            off(span, choice.entry, reach, f"{choice.reason}; the {thing} called after it lies within {reach:g} km"), choice.score
        )
    reason = f"the gazetteer has the town {choice.entry.name}, not the {thing} called after it"
    for parent in finding.parents:
        if parent.best is not None and parent.choice is not None:
            return scored(by_parent(span, parent.best, parent.context, reason), parent.choice.score)
    return unresolved(span, reason)


def _bounded(span: Span, finding: Finding, entry: Entry, reason: str) -> PlaceValue:
    """The place as the words around its name bound it."""
    other = _between(finding)
    if other is not None and other.best is not None:
        return between(span, entry, other.best, reason)
    if finding.is_parent:
        return holder(span, entry, finding.context, reason)
    context = finding.context if finding.inherited is None else finding.inherited.context
    return value(span, entry, context, finding.kind, reason)


def _between(finding: Finding) -> Finding | None:
    """The other end of "between X and Y", for towns; two lands are the parties to something."""
    if finding.preposition != "between" or finding.role != "location":
        return None
    other = finding.inherited if finding.inherited is not None else next((f for f in finding.partners), None)
    ends = [end.best for end in (finding, other) if end is not None and end.best is not None]
    return other if len(ends) == 2 and not any(end.wide for end in ends) else None
