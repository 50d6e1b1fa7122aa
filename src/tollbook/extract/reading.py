"""Takes one sentence with its numbers, counted phrases and harm verbs; gives the ground on which the figure rules work. Decides on no rule itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from tollbook.extract.counted import Counted, find_counted
from tollbook.extract.harm import HarmVerb, find_harm_verbs
from tollbook.extract.harm_words import state_words
from tollbook.extract.nouns import is_adverb, person_nouns, word_class
from tollbook.extract.numbers import Number, find_numbers
from tollbook.lexicon.load import table
from tollbook.lexicon.profiles import Profile
from tollbook.model.claim import Step
from tollbook.text.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of harm: the counted phrase, its field, the rule and harm word that made it. `whole` is (first token, sentence) of what it is a part of.

    `cue` is the token index of the harm word; `group` the words that say who, as token range; `kind` their kind (docs/claims.md).
    """

    sentence: int
    counted: Counted
    field: str
    rule: str
    cue: int
    first: int
    last: int
    group: tuple[int, int] | None
    kind: str | None
    whole: tuple[int, int] | None = None
    steps: tuple[Step, ...] = ()


@cache
def things() -> frozenset[str]:
    """Nouns of things, which a number may count but no claim."""
    return frozenset(str(word) for words in table("en", "things.yaml")["nouns"].values() for word in words)


_NO_COUNT = frozenset(
    "at on in january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


class SentenceReading:
    """One sentence under the figure rules. A counted phrase belongs to the first rule that takes it."""

    def __init__(self, document: Document, sentence: Sentence, profile: Profile) -> None:
        self.document = document
        self.sentence = sentence
        self.lowers = sentence.lowers()
        self.numbers: tuple[Number, ...] = find_numbers(sentence, profile)
        self.counted = find_counted(sentence, self.numbers)
        self.verbs = find_harm_verbs(sentence)
        self.starts = {item.first: item for item in self.counted}
        self.ends = {item.last: item for item in self.counted}
        self.figures: dict[int, Figure] = {}
        self.second: list[Figure] = []

    def take(self, counted: Counted, field: str, rule: str, cue: int, *, last: int | None = None) -> None:
        if self.is_taken(counted) or not self.is_people(counted):
            return
        headless = counted.form == "bare" or self.lowers[counted.last - 1] == "more"
        end = last if last is not None and headless else counted.last
        group, kind = self.group(counted)
        if kind == "attackers" and field == "killed":
            field = "perpetrators_killed"
        self.figures[counted.first] = Figure(
            self.sentence.index, counted, field, rule, cue, counted.first, end, group, kind, None, (self.step(rule, counted, field, cue),)
        )
        verb = self.verb_at(cue)
        if verb is not None and verb.also is not None:
            step = self.step(rule, counted, verb.also, cue)
            self.second.append(replace(self.figures[counted.first], field=verb.also, steps=(step,)))

    def is_taken(self, counted: Counted) -> bool:
        """Whether an earlier rule took these words."""
        return any(figure.first < counted.last and counted.first < figure.last for figure in self.figures.values())

    def step(self, rule: str, counted: Counted, field: str, cue: int) -> Step:
        tokens = self.sentence.tokens
        word = tokens[cue].text
        words = self.document.text[tokens[counted.first].start : tokens[counted.last - 1].end]
        return Step(rule, f"“{word}” makes “{words}” a figure of {field.replace('_', ' ')}", tokens[cue].start, tokens[cue].end)

    def is_people(self, counted: Counted) -> bool:
        if counted.form == "thing" or (counted.form == "bare" and self.lowers[counted.last : counted.last + 1] == ("of",)):
            return False  # "one of the deadliest strikes"
        if counted.form == "unknown":
            words = self.lowers[counted.group_first : counted.last]
            return bool(words) and not any(word in things() for word in words) and self.plausible_people(counted, words)
        return True

    def plausible_people(self, counted: Counted, words: tuple[str, ...]) -> bool:
        head = self.sentence.tokens[counted.last - 1]
        if words == ("more",):
            return True
        return head.text[0].isupper() and head.lower.endswith(("s", "i", "ese")) and not head.text.isupper()

    def group(self, counted: Counted) -> tuple[tuple[int, int] | None, str | None]:
        if counted.form in ("bare", "harm_noun"):
            return (None, None) if counted.kind is None else ((counted.group_first, counted.group_end), counted.kind)
        kind = (
            counted.kind
            if counted.form != "unknown"
            else ("nationals" if self.sentence.tokens[counted.last - 1].text[0].isupper() else "people")
        )
        group = (counted.group_first, counted.group_end) if counted.group_end > counted.group_first else None
        mainly = self.mainly(counted.last)
        if mainly is not None:
            return (counted.group_first, mainly[0]), mainly[1]
        return group, kind

    def mainly(self, at: int) -> tuple[int, str] | None:
        """'57 people, mainly civilians,': (end of the apposition, kind)."""
        lowers = self.lowers
        at += 1 if at < len(lowers) and lowers[at] in (",", "(", "–", "—") else 0
        if at >= len(lowers) or lowers[at] not in word_class("mainly"):
            return None
        at += 1
        while at < len(lowers) and lowers[at] in ("of", "them", "whom", "are", "were"):
            at += 1
        for end in range(at, min(at + 4, len(lowers))):
            item = person_nouns().match(lowers, end)
            if item is not None:
                return item[0], "mainly_civilians" if item[1].kind == "civilians" else item[1].kind
            if not lowers[end][0].isalnum():
                return None
        return None

    def verb_at(self, at: int) -> HarmVerb | None:
        return next((verb for verb in self.verbs if verb.first == at), None)

    def joint(self, at: int) -> Counted | None:
        lowers = self.lowers
        begin = at
        while at < len(lowers) and lowers[at] in (",", "and", "as", "well", "along", "with", "plus", "&", "or", "both"):
            at += 1
        words = lowers[begin:at]
        if not words or at >= len(lowers) or (words[-1] == "with" and "along" not in words) or (words[-1] == "as" and "well" not in words):
            return None
        item = self.starts.get(at)
        if item is None and lowers[at] in ("his", "her", "their", "its", "the") and at + 1 < len(lowers):
            item = self.starts.get(at + 1)
        if item is None or item.form == "harm_noun" or (words == (",",) and not self._list_goes_on(item)):
            return None
        return item

    def _list_goes_on(self, item: Counted) -> bool:
        """Behind a mere comma, one person is listed only when the list goes on ("a mayor, a soldier and a child"); else it is an apposition."""
        if item.form not in ("single", "definite"):
            return True
        after = self.lowers[item.last : item.last + 2]
        return after[:1] in (("and",), ("or",)) or (
            after[:1] == (",",) and (item.last + 1 in self.starts or (after[1:] == ("and",) and item.last + 2 in self.starts))
        )

    def coordinated_right(self, counted: Counted) -> Counted | None:
        at = counted.group_end
        joined = self.joint(at)
        if joined is None:
            joined = self.joint_after_place(counted, at)
        return joined

    def joint_after_place(self, counted: Counted, at: int) -> Counted | None:
        """'killed 12 people in Homs and five in Hama': the second figure is bare and followed by the same preposition."""
        lowers = self.lowers
        if at >= len(lowers) or lowers[at] not in ("in", "at", "near", "from", "on"):
            return None
        preposition = lowers[at]
        for ahead in range(at + 1, min(at + 9, len(lowers) - 1)):
            if lowers[ahead] == "and":
                item = self.starts.get(ahead + 1)
                same = item is not None and item.last < len(lowers) and lowers[item.last] == preposition
                return item if same and item is not None and item.form in ("bare", "person") else None
            if self.verb_at(ahead) is not None or not (lowers[ahead][0].isalnum() or lowers[ahead] in ("-", ",", "'", "’")):
                return None
        return None

    def has_own_harm(self, counted: Counted) -> bool:
        """Whether a state or a passive follows the phrase directly ("and 20 others were injured")."""
        lowers = self.lowers
        at = counted.group_end
        state = state_words().match(lowers, at) if at < len(lowers) else None
        if state is not None:
            return not self.is_active_after(state[0])
        while at < len(lowers) and is_adverb(lowers[at]):
            at += 1
        if at < len(lowers) and (
            lowers[at] in word_class("be") or lowers[at] in word_class("have") or lowers[at] in ("remain", "remained")
        ):
            return True
        return any(verb.voice == "intransitive" and verb.group == at for verb in self.verbs)

    def is_active_after(self, at: int) -> bool:
        return at in self.starts

    def take_run_right(self, counted: Counted, field: str, rule: str, cue: int) -> None:
        """The figure and those coordinated with it to its right, unless they have a harm word of their own."""
        self.take(counted, field, rule, cue)
        current = counted
        while True:
            following = self.coordinated_right(current)
            if following is None or following.first in self.figures or self.has_own_harm(following):
                return
            self.take(following, field, rule + "_coordinated", cue)
            current = following

    def take_run_left(self, counted: Counted, field: str, rule: str, cue: int) -> None:
        lowers = self.lowers
        at = counted.first
        while at > 0 and (lowers[at - 1] in ("and", ",", "or") or lowers[max(0, at - 3) : at] == ("as", "well", "as")):
            joint = at - 3 if lowers[at - 1] == "as" else at - 1
            while joint > 0 and lowers[joint - 1] == ",":
                joint -= 1
            before = next((item for item in self.counted if item.group_end == joint and item.first < joint), None)
            before = before or self.before_place(joint, counted)
            if before is not None and before.form == "bare" and before.first and lowers[before.first - 1] in _NO_COUNT:
                return  # "at 1300, four soldiers", "on March 3, a soldier"
            if before is None or before.first in self.figures or before.form == "harm_noun" or self.is_part(before):
                return
            if lowers[joint] == "," and lowers[at - 1] == "and" and before.first and lowers[before.first - 1].endswith("ed"):
                return  # "rescued nine sailors, and two drowned": the first has a verb of its own
            listed = any(item.last == before.first - 1 for item in self.counted)
            named = before.first > 1 and lowers[before.first - 1] == "," and self.is_name(before.first - 2) and not listed
            if before.form == "single" and named:
                return  # "Anna Rossi, a local official, and seven others": an apposition
            self.take(before, field, rule, cue)
            at = before.first

    def is_name(self, at: int) -> bool:
        """Whether the token is a capitalised word inside the sentence."""
        token = self.sentence.tokens[at]
        return at > 0 and token.is_word and token.text[0].isupper()

    def before_place(self, joint: int, counted: Counted) -> Counted | None:
        """'38,000 people in A and 140,000 in B fled': the first figure stands before its own place, the second before the same preposition."""
        lowers = self.lowers
        following = lowers[counted.group_end : counted.group_end + 1]
        if counted.form != "bare" or following not in (("in",), ("from",), ("at",), ("near",)):
            return None
        for item in self.counted:
            gap = lowers[item.group_end : joint]
            if (
                item.first < joint
                and 1 < len(gap) <= 6
                and gap[0] == following[0]
                and all(word[0].isalnum() or word == "-" for word in gap)
            ):
                return item
        return None

    def _in_list_of_parts(self, item: Counted) -> bool:
        """'including women, children and two journalists': only listed plurals stand between."""
        lowers = self.lowers
        for at in range(item.first - 1, max(-1, item.first - 10), -1):
            if lowers[at] == "including":
                return True
            if lowers[at] in (",", "and"):
                continue
            noun = person_nouns().match(lowers, at)
            if noun is None or not noun[1].plural:
                return False
        return False

    def is_part(self, item: Counted) -> bool:
        """Whether the phrase is introduced as a part of another ("including ...", "four of them"), itself or through the one that it is joined to."""
        lowers = self.lowers
        if (
            item.form == "partitive"
            and item.number is not None
            and lowers[item.number.last : item.number.last + 2] in (("of", "them"), ("of", "whom"))
        ):
            return True
        before = lowers[max(0, item.first - 2) : item.first]
        if before and (before[-1] in ("including", "includes", "include", "included") or before == ("among", "them")):
            return True
        if before and before[-1] == "among" and (len(before) < 2 or not before[0][0].isalpha()):
            return True
        if self._in_list_of_parts(item):
            return True
        previous = max((other for other in self.counted if other.last <= item.first), key=lambda other: other.last, default=None)
        if previous is None or self.has_own_harm(previous):
            return False
        gap = lowers[previous.last : item.first]
        if self.has_own_harm(item):  # "nine civilians including a woman and a boy were killed": no comma closes the inclusion
            return (
                gap == ("and",) and lowers[previous.first - 1] == "including" and lowers[previous.first - 2] != "," and previous.first > 1
            )
        joined = (
            bool(gap)
            and gap[-1] in ("and", ",")
            and len(gap) <= 10
            and not any(self.verb_at(at) or lowers[at] in word_class("be") for at in range(previous.last, item.first))
        )
        return joined and not (gap[0] == "," and gap[-1] == "and" and len(gap) == 2) and self.is_part(previous)


def in_prepositional(reading: SentenceReading, item: Counted) -> bool:
    if item.first == 0:
        return False
    before = reading.lowers[item.first - 1]
    return before in word_class("prepositions") and before != "as"
