"""Figure rules for one named person: "killed Hamas commander Name Name", "journalist Name Name was shot dead". The span is title and name; a claim of one."""

from __future__ import annotations

from dataclasses import replace

from tollbook.extract.counted import Counted
from tollbook.extract.harm import HarmVerb
from tollbook.extract.nouns import is_adverb, person_nouns, word_class
from tollbook.extract.reading import SentenceReading

_FIELDS = frozenset({"killed", "injured", "abducted", "arrested"})
_LONGEST = 12
_PARTICLES = frozenset("al bin ibn abu el de la da dos van von der".split())


def read_named(reading: SentenceReading) -> None:
    """Harm verbs that no counted phrase filled directly, with a named person as object or subject."""
    tokens = reading.sentence.tokens
    words = [token for token in tokens if token.is_word]
    if sum(token.text[0].isupper() for token in words) > 0.8 * len(words):
        return  # a headline in capitals tells no names apart
    for verb in reading.verbs:
        if verb.field not in _FIELDS or not verb.real or verb.negated or _is_filled(reading, verb):
            continue
        if verb.voice == "active" or verb.voice == "reduced":
            _object(reading, verb)
        elif verb.voice == "passive" and verb.group > 1 and reading.lowers[verb.group - 1] == "who":
            _antecedent(reading, verb)
        elif verb.voice == "passive" or (verb.voice == "intransitive" and verb.field == "killed"):
            _subject(reading, verb)


def _is_filled(reading: SentenceReading, verb: HarmVerb) -> bool:
    """Whether a counted phrase right behind the verb, or any subject, has filled it already."""
    figures = [figure for figure in reading.figures.values() if figure.cue == verb.first]
    return any(figure.first == verb.last or figure.last <= verb.first for figure in figures)


def _object(reading: SentenceReading, verb: HarmVerb) -> None:
    named = named_from(reading, behind_age(reading, verb.last))
    takes_towns = not reading.lowers[verb.first].startswith(("arrest", "detain", "apprehend"))
    if named is None or (named.kind is None and verb.field == "arrested" and takes_towns):
        return  # "captured El Fasher" takes a town
    reading.take(named, verb.field, "named_object_of_harm_verb", verb.first)
    following = reading.joint(named.last)
    joined = following is not None and {"and", "with"} & set(reading.lowers[named.last : following.first])
    if following is not None and joined and not reading.has_own_harm(following):
        reading.take(following, verb.field, "named_object_of_harm_verb_coordinated", verb.first)


def behind_age(reading: SentenceReading, at: int) -> int:
    """Where "65-year-old" ends when it stands at `at`, else `at`."""
    lowers = reading.lowers
    if at + 4 < len(lowers) and lowers[at][0].isdigit() and tuple(lowers[at + 1 : at + 5]) == ("-", "year", "-", "old"):
        return at + 5
    return at


def named_from(reading: SentenceReading, at: int) -> Counted | None:
    """Modifiers, a title noun and a capitalised name; or a name of two or more words alone."""
    tokens, lowers = reading.sentence.tokens, reading.lowers
    head: int | None = None
    head_end = at
    kind: str | None = None
    first = at
    while at < min(len(tokens), first + _LONGEST):
        noun = person_nouns().match(lowers, at)
        if noun is not None and not noun[1].plural:
            head, kind, at, head_end = at, noun[1].kind, noun[0], noun[0]
            continue
        if (
            noun is not None
            or not tokens[at].is_word
            or lowers[at] in word_class("prepositions")
            or lowers[at] in word_class("determiners")
            or lowers[at] in word_class("be")
            or (lowers[at] == "and" and head is None)
        ):
            break
        if head is not None and not tokens[at].text[0].isupper() and lowers[at] not in _PARTICLES:
            break
        at += 1
    at = _with_hyphens(reading, at)
    names = at - (head_end if head is not None else first)
    capital = all(token.text[0].isupper() or token.lower in _PARTICLES for token in tokens[first:at] if token.is_word)
    capital = capital and first < len(tokens) and tokens[first].is_word and tokens[first].text[0].isupper()
    ends = (
        at >= len(tokens)
        or not tokens[at].is_word
        or lowers[at] in word_class("prepositions")
        or lowers[at] in word_class("be")
        or lowers[at]
        in ("and", "who", "after", "while", "along", "has", "had", "when", "as", "during", "outside", "inside", "near", "then")
        or (tokens[at].text[0].islower() and head is not None)
    )
    if head is not None and names >= 1 and tokens[head_end].text[0].isupper() and ends:
        return Counted(first, at, 1, 1, "exact", "person", head, kind, first, at, None, None)
    group_word = any(word in word_class("armed_groups") for word in lowers[first:at])
    if (
        head is None
        and capital
        and 2 <= at - first <= 5
        and ends
        and not group_word
        and not _DAYS.intersection(lowers[first:at])
        and not any(c.first < at and first < c.last for c in reading.counted)
    ):
        return Counted(first, at, 1, 1, "exact", "person", first, None, first, first, None, None)
    return None


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
    "earlier last".split()
)


def read_named_lists(reading: SentenceReading) -> None:
    """'including Anna Rossi, Marco Bianchi and Lea Conti': names that go on from a named person, up to an "and"."""
    for figure in sorted(reading.figures.values(), key=lambda one: one.first):
        if figure.counted.number is not None or not reading.sentence.tokens[figure.last - 1].text[0].isupper():
            continue
        found: list[Counted] = []
        at, closed = figure.last, False
        while not closed and at < len(reading.lowers) and reading.lowers[at] in (",", "and"):
            closed = reading.lowers[at] == "and" or reading.lowers[at + 1 : at + 2] == ("and",)
            start = at + (2 if reading.lowers[at : at + 2] == (",", "and") else 1)
            named = named_from(reading, start) if start < len(reading.lowers) else None
            if named is None or reading.is_taken(named):
                break
            found.append(named)
            at = named.last
        for named in found if closed and found and at == found[-1].last else ():
            reading.take(named, figure.field, "named_list_coordinated", figure.cue)
            if named.first in reading.figures and figure.whole is not None:
                reading.figures[named.first] = replace(reading.figures[named.first], whole=figure.whole)


def _with_hyphens(reading: SentenceReading, at: int) -> int:
    tokens = reading.sentence.tokens
    while 0 < at < len(tokens) - 1 and tokens[at].text == "-" and tokens[at + 1].is_word and tokens[at].start == tokens[at - 1].end:
        at += 2
    while (
        1 < at < len(tokens)
        and tokens[at].is_word
        and tokens[at].text[0].isupper()
        and tokens[at - 1].is_word
        and tokens[at - 2].text == "-"
    ):
        at += 1
    return at


def _subject(reading: SentenceReading, verb: HarmVerb) -> None:
    """A title and name, or a name that the text has given in full, right before the verb group."""
    for start in (0, *(at + 1 for at in range(verb.group) if reading.lowers[at] in _CLAUSES or _closes_opening(reading, at))):
        named = named_from(reading, start) or _short_name(reading, start)
        if named is None or named.last > verb.group:
            continue
        gap = reading.lowers[named.last : verb.group]
        if not gap or (gap[0] == "," and gap[-1] == "," and len(gap) < 30):
            reading.take(named, verb.field, "named_subject_of_harm_verb", verb.first)
            _names_before(reading, named, verb)
            return


def _names_before(reading: SentenceReading, named: Counted, verb: HarmVerb) -> None:
    """'Anna Rossi and Marco Bianchi were killed': the name that "and" joins to the subject."""
    if reading.lowers[named.first - 1 : named.first] != ("and",):
        return
    for start in range(max(0, named.first - 7), named.first - 2):
        before = named_from(reading, start)
        opens = start == 0 or not reading.sentence.tokens[start - 1].is_word or reading.lowers[start - 1] in _CLAUSES
        if before is not None and opens and before.last == named.first - 1 and not reading.is_taken(before):
            reading.take(before, verb.field, "named_subject_of_harm_verb_coordinated", verb.first)
            return


def _closes_opening(reading: SentenceReading, at: int) -> bool:
    """Whether a comma ends the words of time, place or source that open a sentence ("In late September, ...")."""
    if reading.lowers[at] != ",":
        return False
    opener = reading.lowers[0]
    return at <= 3 or (at <= 12 and (opener in word_class("prepositions") or is_adverb(opener) or opener in _OPENERS))


_OPENERS = frozenset(
    "according meanwhile earlier later hours days weeks months also just last two three several on in at after during".split()
)
_CLAUSES = frozenset("that says said reported confirmed announced while and but after when before until :".split())


def _antecedent(reading: SentenceReading, verb: HarmVerb) -> None:
    """'... Name Name, who was also killed': the name right before the relative clause."""
    end = verb.group - 1
    end -= 1 if reading.lowers[end - 1] == "," else 0
    for start in range(max(0, end - 7), end - 1):
        named = named_from(reading, start)
        if named is not None and named.last == end and not reading.is_taken(named):
            reading.take(named, verb.field, "named_antecedent_of_harm_passive", verb.first)
            return


def _short_name(reading: SentenceReading, at: int) -> Counted | None:
    """A surname or first name alone ("Rossi was killed") when the text has it beside another name ("Anna Rossi")."""
    tokens = reading.sentence.tokens
    if (
        at >= len(tokens)
        or not tokens[at].is_word
        or not tokens[at].text[0].isupper()
        or len(tokens[at].text) < 3
        or tokens[at].text.isupper()
    ):
        return None
    if person_nouns().match(reading.lowers, at) is not None or reading.lowers[at] in word_class("armed_groups"):
        return None
    first = reading.document.full_names.get(tokens[at].text, "").lower()
    if not first or first in _NO_FIRST_NAMES or first in word_class("prepositions") or first in word_class("determiners"):
        return None
    return Counted(at, at + 1, 1, 1, "exact", "person", at, None, at, at, None, None)


_NO_FIRST_NAMES = frozenset(
    "north south east west northern southern eastern western new old great monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december the in at on for and but after before when while president minister prime".split()
)
