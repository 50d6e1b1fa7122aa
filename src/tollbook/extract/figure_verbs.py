"""Figure rules around harm verbs and states: objects ("killed 12"), subjects ("12 were killed", "12 died"), figures before a state ("12 dead")."""

from __future__ import annotations

from dataclasses import replace

from tollbook.extract.counted import Counted
from tollbook.extract.figure_harmed import read_elsewhere, read_harmed_in_turn, read_hostages, read_lost, read_sustained
from tollbook.extract.figure_named import behind_age, named_from
from tollbook.extract.harm import HarmVerb
from tollbook.extract.harm_words import state_words
from tollbook.extract.nouns import is_adverb, names_people, word_class
from tollbook.extract.reading import SentenceReading, in_prepositional


def read_verbs(reading: SentenceReading) -> None:
    """Active verbs first, so that no passive takes their objects; then passives and participles; then states."""
    for verb in reading.verbs:
        if verb.voice == "active" and verb.real and not verb.negated:
            _objects(reading, verb)
    for verb in reading.verbs:
        if not verb.real or verb.negated:
            continue
        if verb.voice in ("passive", "intransitive"):
            _subject(reading, verb)
        elif verb.voice == "reduced":
            _reduced(reading, verb)
    read_harmed_in_turn(reading)
    _states(reading)
    read_elsewhere(reading)
    read_sustained(reading)
    read_lost(reading)
    read_hostages(reading)


def _objects(reading: SentenceReading, verb: HarmVerb) -> None:
    _reflexive(reading, verb)
    first = _next_counted(reading, verb.last, verb)
    _companions(reading, verb)
    if first is None:
        return
    reading.take_run_right(first, verb.field, "object_of_harm_verb", verb.first)


def _reflexive(reading: SentenceReading, verb: HarmVerb) -> None:
    """'killing himself and two guards' counts an attacker, 'killing him along with two comrades' a victim."""
    word = reading.lowers[verb.last] if verb.last < len(reading.lowers) else ""
    harmed = verb.field in ("killed", "injured")
    if not harmed or (word not in _SELVES and not (word == "him" and reading.lowers[verb.first].endswith("ing"))):
        return
    kind = "people" if word == "him" else "attackers"
    at, several = verb.last, word == "themselves"
    low, high = (None, None) if several else (1, 1)
    one = Counted(at, at + 1, low, high, "vague" if several else "exact", "person", at, kind, at, at + 1, None, None)
    reading.take(one, verb.field, "reflexive_of_harm_verb", verb.first)


_SELVES = frozenset({"himself", "herself", "themselves"})


def _next_counted(reading: SentenceReading, at: int, verb: HarmVerb) -> Counted | None:
    """The counted phrase that starts at `at`, or behind a short object ("himself and", "him and", "Name and", "the lives of")."""
    if reading.lowers[at : at + 3] == ("a", "total", "of"):
        at += 3
    for ahead in range(at, min(at + 7, len(reading.lowers))):
        item = reading.starts.get(ahead)
        if item is not None:
            between = reading.lowers[at:ahead]
            if (
                not between
                or all(is_adverb(word) for word in between)
                or (between[-1] == "and" and _is_short_object(reading, between))
                or (between[-1] == "," and item.form not in ("single", "definite") and _is_short_object(reading, between))
                or between[-1] == ":"
            ):
                return item
            return None
        if reading.lowers[ahead] in word_class("prepositions") or reading.lowers[ahead] in (";", ".") or reading.verb_at(ahead) is not None:
            return None
    return None


def _is_short_object(reading: SentenceReading, between: tuple[str, ...]) -> bool:
    return all(word[0].isalpha() or word in (",", "-", "'", "’") for word in between) and not any(
        word in word_class("be") or word in word_class("have") for word in between
    )


def _companions(reading: SentenceReading, verb: HarmVerb) -> None:
    """'was killed along with his two sons', 'died together with five others'."""
    for at in range(verb.last, min(verb.last + 14, len(reading.lowers) - 1)):
        if reading.lowers[at] in (";", "while", "but") or reading.verb_at(at) is not None:
            return
        for words in (("along", "with"), ("together", "with"), ("alongside",)):
            end = at + len(words)
            if reading.lowers[at:end] == words and end in reading.starts:
                reading.take_run_right(reading.starts[end], verb.field, "harmed_along_with", verb.first)
                return


def _subject(reading: SentenceReading, verb: HarmVerb) -> None:
    _companions(reading, verb)
    counted = _subject_left(reading, verb.group) or _subject_of_clause(reading, verb)
    if counted is None or verb.negated:
        return
    rule = "subject_of_harm_passive" if verb.voice == "passive" else "subject_of_death_verb"
    counted = _named_before(reading, counted) or counted
    reading.take(counted, verb.field, rule, verb.first)
    reading.take_run_left(counted, verb.field, rule + "_coordinated", verb.first)


def _named_before(reading: SentenceReading, counted: Counted) -> Counted | None:
    """'Anna Stone, the former mayor, is killed': the name, with the kind of its apposition."""
    if counted.form not in ("single", "definite") or counted.first < 3 or reading.lowers[counted.first - 1] != ",":
        return None
    for start in range(max(0, counted.first - 7), counted.first - 2):
        if start == 0 or reading.lowers[start - 1] in ("that", "after", "when", "as", "“", '"'):
            named = named_from(reading, start)
            if named is not None and named.last == counted.first - 1 and not reading.is_taken(named):
                return replace(named, kind=named.kind or counted.kind)
    return None


def _subject_left(reading: SentenceReading, group: int) -> Counted | None:
    """The nearest counted phrase to the left that can be the subject: not inside a prepositional phrase, no clause boundary between."""
    group = _edge(reading, group)
    for item in reversed([c for c in reading.counted if c.last <= group]):
        if item.form == "harm_noun" or reading.is_part(item):
            continue
        gap = reading.lowers[item.last : group]
        if gap == (",",) and item.form == "bare" and item.first and reading.lowers[item.first - 1] == ",":
            continue  # "Name of the town, 79, died": an age
        if gap[:1] == ('"',) and item.first and reading.lowers[item.first - 1] == '"':
            gap = gap[1:]
        if not _gap_is_open(reading, gap) or (item.form == "bare" and "and" in gap):
            return None
        if gap and in_prepositional(reading, item) and gap[0] not in ("who", "that", "which"):
            continue
        clause = item.first > 0 and reading.lowers[item.first - 1] in ("after", "before", "as", "since", "until")
        if (
            not gap
            and not clause
            and in_prepositional(reading, item)
            and (item.form in ("single", "definite") or not reading.is_people(item))
        ):
            continue
        if not reading.is_people(item):
            return None
        return item
    return None


def _subject_of_clause(reading: SentenceReading, verb: HarmVerb) -> Counted | None:
    """'A clerk opened the parcel and was injured': the one person who opens the sentence, where its second predicate tells of the harm."""
    lowers = reading.lowers
    if verb.voice != "passive" or verb.group < 3 or lowers[verb.group - 1] != "and":
        return None
    item = next((one for one in reading.counted if one.first <= 1), None)
    if item is None or item.form not in ("single", "person") or reading.is_taken(item):
        return None
    between = reading.lowers[item.last : verb.group - 1]
    others = any(item.last <= one.first < verb.group and one.form != "thing" and one.kind is not None for one in reading.counted)
    stops = any(word in _CLAUSE_STOPS for word in between) or any(item.last <= other.first < verb.group for other in reading.verbs)
    return None if others or stops or not between or not between[0][0].isalpha() or between[0] == "and" else item


_CLAUSE_STOPS = frozenset('; : that while when after before but who which whose where because although if as said says “ ” "'.split())


def _edge(reading: SentenceReading, group: int) -> int:
    """Where the subject of a verb group ends: before brackets or dashes that close right before the verb ("five people (locals report ten) were
    killed", "18 people -- seven herders and 11 raiders -- were killed") where a figure stands before them, else at the verb."""
    lowers = reading.lowers
    if group < 3 or lowers[group - 1] not in ")]-–—":
        return group
    closing = lowers[group - 1]
    opening = {")": "(", "]": "["}.get(closing, closing)
    at = group - 2
    while at > 0 and lowers[at] == closing:
        at -= 1
    while at > 0 and lowers[at] != opening:
        at -= 1
    while at > 0 and lowers[at - 1] == opening:
        at -= 1
    return at if at in reading.ends else group


def _gap_is_open(reading: SentenceReading, gap: tuple[str, ...]) -> bool:
    """Whether the words between a figure and its verb group may stand there: an apposition, a place, a relative clause."""
    gap = gap[1:] if gap[:1] == ("”",) else gap  # “three men” were killed
    if not gap:
        return True
    if any(word in (";", ":", "while", "where", "when", "after", "because", "although", "but", "said", "says") for word in gap):
        return False
    if all(is_adverb(word) for word in gap):
        return True
    opener = gap[0]
    closed = gap[-1] in (",", ")", "–", "—")
    if opener in (",", "(", "–", "—", "-"):
        return closed or opener == "-" or len(gap) == 1 or (gap[1] in ("who", "including") and len(gap) < 14)
    if (
        opener in word_class("prepositions")
        or opener in ("who", "that", "which", "whose")
        or opener.endswith("ing")
        or opener in ("suspected", "accused", "aged", "believed", "trapped", "aboard")
    ):
        joined = opener != "including" and "and" in gap[1:] and names_people(gap[len(gap) - gap[::-1].index("and") :])
        return (len(gap) <= 14 and "that" not in gap[1:] and not joined) or closed
    if opener.endswith("ed") and len(gap) <= 14:  # "a police officer deployed in the capital was killed"
        return not any(word in ("and", "that", "where", "who", "which", "a", "an") for word in gap[1:])
    return False


def _reduced(reading: SentenceReading, verb: HarmVerb) -> None:
    """A participle with no auxiliary: object behind it ("killed 12"), else the figure right before it ("12 people killed in")."""
    right = _next_counted(reading, verb.last, verb)
    left = reading.ends.get(verb.first) or _left_of_adverbs(reading, verb.first)
    if right is None and left is not None and _has_named_object(reading, verb):
        return  # "three men shot and killed minister Name": the figure did it
    if (
        right is not None
        and right.form != "harm_noun"
        and not (left is not None and reading.lowers[verb.last : right.first] and left.first not in reading.figures)
    ):
        if not verb.negated:
            reading.take_run_right(right, verb.field, "object_of_harm_verb", verb.first)
        return
    if left is None and verb.field == "missing" and reading.lowers[verb.first] == "missing":
        return
    if left is not None and _only_describes(reading, left):
        return
    if left is not None and not verb.negated:
        last = verb.last if left.form == "bare" or reading.lowers[left.last - 1] == "more" else None
        reading.take(left, verb.field, "figure_before_harm_word", verb.first, last=last)
        if not reading.is_part(left):
            reading.take_run_left(left, verb.field, "figure_before_harm_word_coordinated", verb.first)


def _has_named_object(reading: SentenceReading, verb: HarmVerb) -> bool:
    """Whether a named person follows at once, behind an age at most."""
    return named_from(reading, behind_age(reading, verb.last)) is not None


def _only_describes(reading: SentenceReading, item: Counted) -> bool:
    """'entry to some people wounded in the fighting', 'turning back some men hurt there' tell who they are and count nobody."""
    if item.qualifier != "vague" or item.minimum is not None or item.form != "person" or item.first == 0:
        return False
    before = reading.lowers[item.first - 1]
    return before in word_class("prepositions") or before in (
        "back",
        "away",
        "help",
        "treat",
        "treating",
        "helping",
        "evacuate",
        "visit",
        "visited",
    )


def _left_of_adverbs(reading: SentenceReading, at: int) -> Counted | None:
    while at > 0 and is_adverb(reading.lowers[at - 1]):
        at -= 1
        if at in reading.ends:
            return reading.ends[at]
    return None


def _states(reading: SentenceReading) -> None:
    """'50 dead', '20 others seriously injured', 'left 12 people dead', '12 are missing', 'three in critical condition'."""
    lowers = reading.lowers
    for item in reading.counted:
        if item.first in reading.figures or item.form == "harm_noun":
            continue
        at = item.group_end if item.group_end > item.last else item.last
        at = _after_apposition(reading, item, at)
        begin = at
        while at < len(lowers) and (
            lowers[at] in word_class("be")
            or lowers[at] in ("remain", "remained", "still", "have", "has")
            or (lowers[at] in ("confirmed", "reported", "pronounced", "declared") and lowers[at - 1] in word_class("be"))
            or is_adverb(lowers[at])
        ):
            if state_words().match(lowers, at) is not None:
                break
            at += 1
        if at >= len(lowers):
            continue
        state = state_words().match(lowers, at)
        if state is None or (reading.is_active_after(state[0]) and begin == at and lowers[at] not in ("dead", "missing")):
            continue
        if begin == at and (_only_describes(reading, item) or _is_unreal(reading, item)):
            continue
        last = state[0] if begin == at else None
        reading.take(item, state[1], "figure_before_state", at, last=last)
        if not reading.is_part(item):
            reading.take_run_left(item, state[1], "figure_before_state_coordinated", at)


def _is_unreal(reading: SentenceReading, item: Counted) -> bool:
    """'could leave 12 people dead', 'did not hold 12 people hostage', 'threatened to take five men hostage'."""
    before = reading.lowers[max(0, item.first - 4) : item.first]
    cut = max((at for at, word in enumerate(before) if word in (",", ";", "that", ":")), default=-1)
    before = before[cut + 1 :]
    if "have" in before and not {"would", "could", "should"} & set(before):
        return False
    verbal = bool({"leave", "take", "hold", "make", "have", "keep"} & set(before))
    return verbal and any(word in word_class(name) for word in before for name in ("modals", "negations", "unreal"))


def _after_apposition(reading: SentenceReading, item: Counted, at: int) -> int:
    """Behind ", mainly civilians," and the like, so that a state may follow."""
    mainly = reading.mainly(item.last)
    if mainly is None:
        return at
    return mainly[0] + (1 if mainly[0] < len(reading.lowers) and reading.lowers[mainly[0]] in (",", ")") else 0)
