"""Figure rules around nouns: counted harm ("50 deaths"), harm of persons ("the killing of 12"), lives, bodies, and tolls ("the toll rose to 71")."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tollbook.extract.counted import Counted
from tollbook.extract.figure_named import named_from
from tollbook.extract.nouns import word_class
from tollbook.extract.phrases import PhraseTable
from tollbook.extract.reading import SentenceReading
from tollbook.lexicon.load import table


@cache
def toll_nouns() -> PhraseTable[str]:
    """Toll nouns ("death toll") with the field that they count."""
    return PhraseTable(dict(table("en", "harm.yaml")["tolls"]))


@cache
def _nominal() -> PhraseTable[str]:
    entries: dict[str, str] = {}
    for noun, field in table("en", "harm.yaml")["nominal"].items():
        entries[noun] = field
        entries[noun + "es" if noun.endswith(("s", "sh")) else noun + "s"] = field
    return PhraseTable(entries)


def read_nouns(reading: SentenceReading) -> None:
    """Tolls before plain harm nouns, so that "a toll of 12 deaths" is read once."""
    _tolls_rule(reading)
    _counted_number(reading)
    _nominals(reading)
    _lives(reading)
    _bodies(reading)
    _harm_nouns(reading)


def _harm_nouns(reading: SentenceReading) -> None:
    for item in reading.counted:
        if item.form != "harm_noun" or item.harm is None or item.head is None or item.first in reading.figures:
            continue
        if _harm_noun_counts(reading, item):
            reading.take(item, item.harm, "counted_harm_noun", item.head)


def _harm_noun_counts(reading: SentenceReading, item: Counted) -> bool:
    """Not 'two arrests warrants', 'three murder charges', 'the 2011 killing': the noun must end its phrase and be plural or counted once."""
    lowers = reading.lowers
    after = lowers[item.last] if item.last < len(lowers) else ""
    if item.number is not None and item.number.form == "digits" and item.number.plain is not None and 1900 <= item.number.plain <= 2100:
        return False
    if item.number is not None and (item.number.plain or 0) > 1 and not lowers[item.last - 1].endswith("s"):
        return False  # "the July 17 death of"
    if after in word_class("modals"):
        return False  # "thousands of deaths could be prevented"
    if after in (
        "row",
        "sentence",
        "sentences",
        "penalty",
        "threats",
        "squad",
        "warrant",
        "warrants",
        "charges",
        "counts",
        "anniversary",
        "certificates",
        "tolls",
        "toll",
        "squads",
    ):
        return False
    before = lowers[max(0, item.first - 4) : item.first]
    return not any(word in word_class("modals") or word in word_class("unreal") for word in before[-3:])


def _nominals(reading: SentenceReading) -> None:
    """'the killing of 12 people', 'claimed the lives of 20', 'the deaths of at least 30 civilians', 'the bodies of five men were found'."""
    lowers = reading.lowers
    for at in range(len(lowers)):
        found = _nominal().match(lowers, at)
        if found is None or found[0] + 1 >= len(lowers) or lowers[found[0]] not in ("of", "among", "to"):
            continue
        if any(
            word in word_class("modals") or word in ("warrant", "attempted", "alleged", "possible") for word in lowers[max(0, at - 3) : at]
        ):
            continue
        item = reading.starts.get(found[0] + 1)
        if item is not None and item.form != "harm_noun" and not (lowers[found[0]] == "to" and found[1] != "injured"):
            reading.take_run_right(item, found[1], "of_harm_noun", at)
        elif item is None and lowers[found[0]] == "of" and found[1] in ("killed", "abducted"):
            named = named_from(reading, found[0] + 1)
            if named is not None and (named.kind is not None or (at and lowers[at - 1] == "the")):
                reading.take_run_right(named, found[1], "of_harm_noun_named", at)


def _lives(reading: SentenceReading) -> None:
    """'claimed 12 lives', 'cost 20 people their lives'."""
    for item in reading.counted:
        words = reading.lowers[item.last - 1 : item.last + 2]
        before = reading.lowers[max(0, item.first - 3) : item.first]
        if words[:1] in (("lives",), ("life",)) and any(
            word in ("claimed", "claiming", "claims", "claim", "cost", "costing", "took", "taking", "lost", "taken") for word in before
        ):
            reading.figures.pop(item.first, None)
            reading.take(replace(item, form="person", kind=None), "killed", "claimed_lives", item.first)


def _bodies(reading: SentenceReading) -> None:
    """'12 bodies were found', 'recovered the bodies of five men', not bodies that are handed over."""
    lowers = reading.lowers
    finds = (
        "found",
        "recovered",
        "discovered",
        "retrieved",
        "exhumed",
        "pulled",
        "recover",
        "recovers",
        "finds",
        "find",
        "discover",
        "discovers",
        "recovering",
        "unearthed",
        "finding",
        "retrieve",
        "collected",
        "uncovered",
        "witnessed",
        "witnessing",
        "counted",
        "uncover",
        "uncovers",
        "containing",
        "contained",
        "contains",
        "exhume",
        "unearth",
        "received",
        "receive",
    )
    if not any(word in finds for word in lowers):
        return
    for item in reading.counted:
        own = lowers[item.group_first : item.last]
        of = lowers[max(0, item.first - 2) : item.first]
        is_body = any(word in ("bodies", "body", "corpses", "corpse", "remains") for word in own[-2:])
        is_of_body = len(of) == 2 and of[0] in ("bodies", "body", "corpses", "remains") and of[1] == "of"
        if (is_body or is_of_body) and item.first not in reading.figures:
            reading.take(replace(item, form="person", kind=item.kind or "people"), "killed", "bodies_found", item.first)


def _tolls_rule(reading: SentenceReading) -> None:
    """'the death toll rose to 71', 'a toll of at least 12', 'the number of people killed stands at 200'."""
    lowers = reading.lowers
    for at in range(len(lowers)):
        found = toll_nouns().match(lowers, at)
        if found is None or (at > 0 and toll_nouns().match(lowers, at - 1) is not None):
            continue
        item = _toll_figure(reading, found[0])
        if item is not None and item.first not in reading.figures:
            reading.take_run_right(item, found[1], "toll_noun", at)


def _reached(item: Counted) -> Counted:
    """'bringing the number of dead up to 104' states 104, no upper bound."""
    plain = item.number.plain if item.number is not None else None
    core = item.number.core if item.number is not None else item.first
    return replace(
        item, first=core, minimum=plain, maximum=plain, qualifier="exact", form="bare", last=item.number.last if item.number else item.last
    )


def _counted_number(reading: SentenceReading) -> None:
    """'the number of civilians reportedly killed in the coast since March increases to 1,557'."""
    lowers = reading.lowers
    for at in range(len(lowers) - 3):
        if lowers[at : at + 2] != ("number", "of"):
            continue
        verb = next((v for v in reading.verbs if at + 2 <= v.first <= at + 9 and v.voice in ("reduced", "passive", "intransitive")), None)
        if verb is None:
            continue
        before = reading.ends.get(at - 1) if lowers[at - 1 : at] == ("the",) else None
        if (
            before is not None and before.number is not None and lowers[before.first - 1] == "to"
        ):  # "bringing to 101 the number of rebels killed"
            reading.take(before, verb.field, "counted_number", verb.first)
            continue
        for ahead in range(verb.last, min(len(lowers), verb.last + 22)):
            item = reading.starts.get(ahead)
            if item is not None and lowers[item.first : item.first + 2] == ("up", "to"):
                reading.take(_reached(item), verb.field, "counted_number", verb.first)
                break
            if (
                item is not None
                and item.number is not None
                and (
                    lowers[ahead - 1] in ("to", "at", "reached", "is", "was", "exceeded", "passed", "surpassed")
                    or lowers[ahead - 2 : ahead] in (("is", "now"), ("was", "now"))
                )
            ):
                reading.take(item, verb.field, "counted_number", verb.first)
                break


_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_EXCEEDS = frozenset("exceeded exceeds exceeding surpassed surpasses surpassing topped tops passed passes".split())


def _toll_figure(reading: SentenceReading, at: int) -> Counted | None:
    lowers = reading.lowers
    links = frozenset(str(word) for word in table("en", "harm.yaml")["toll_links"])
    for ahead in range(at, min(at + 20, len(lowers))):
        item = reading.starts.get(ahead)
        if item is not None and item.form in ("bare", "person", "harm_noun", "unknown") and item.number is not None:
            dated = item.form == "bare" and lowers[ahead - 1] in _MONTHS  # "on 20 December", "December 20"
            if dated or lowers[ahead - 1] == "from" or (item.number.form == "vague" and item.number.minimum is None):
                continue
            if lowers[ahead - 1] in _EXCEEDS and item.qualifier == "exact" and item.minimum is not None:
                return replace(item, minimum=item.minimum + 1, maximum=None, qualifier="more_than")
            if lowers[ahead - 1] in links:
                return item if item.form != "unknown" else replace(item, form="bare", last=item.number.last, group_end=item.number.last)
            if item.form != "unknown":
                return None
        if lowers[ahead] in (";", "who", "which"):
            return None
    return None
