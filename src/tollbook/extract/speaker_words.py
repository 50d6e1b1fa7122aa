"""Takes lexicon/en/speech.yaml; gives checked, immutable word lists for finding speakers. Never reads a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tollbook.extract.phrases import PhraseTable
from tollbook.lexicon.load import must, table

_FILE = ("en", "speech.yaml")
_KINDS = frozenset({"asserts", "denies", "disputes", "accuses", "warns"})
_FRAMES = frozenset({"speech", "report", "finding", "toll", "blame"})
_LISTS = (
    "not_speakers", "pronouns", "relatives", "determiners", "inside", "breaks", "auxiliaries", "be", "not_adverbs", "times", "time_lead", "channels",
    "channel_lead", "joins", "not_before_colon", "own_forces", "acts", "wards", "passive", "citing", "finite", "harmed_states", "armed",
    "counts",
    "owning",
    "involved",
    "bystanders",
    "titles", "linkers", "events",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a speech verb: what the speaker does, how the verb is built, whether this form is more often a noun."""

    lemma: str
    kind: str
    frame: str
    noun: bool


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The word lists of speech.yaml, ready for look-up."""

    verbs: Mapping[str, Verb]
    before_speaker: PhraseTable[str]
    names: PhraseTable[str]
    speakers: frozenset[str]
    documents: frozenset[str]
    bodies: frozenset[str]
    lists: Mapping[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        return word in self.lists[name]


@cache
def speech_words() -> SpeechWords:
    """The word lists, read and checked once; raises BadLexicon naming the fault."""
    data = table(*_FILE)
    must(isinstance(data, dict), _FILE, "the file is no mapping", "write `verbs:` and the word lists as top-level keys")
    verbs: dict[str, Verb] = {}
    for lemma, entry in data.get("verbs", {}).items():
        _check_verb(lemma, entry)
        nouns = frozenset(str(entry.get("nouns", "")).split())
        for form in str(entry["forms"]).split():
            must(form not in verbs, _FILE, f"the form {form!r} stands under two verbs", "keep it under one")
            verbs[form] = Verb(lemma, entry["kind"], entry["frame"], form in nouns)
    groups = data.get("speakers")
    named = isinstance(groups, dict) and set(groups) == {"people", "bodies", "documents"}
    must(named, _FILE, "`speakers` is not people, bodies and documents", "write these three lists under it")
    heads = {name: _words(f"speakers.{name}", groups[name]) for name in sorted(groups)}
    phrases = data.get("before_speaker")
    must(isinstance(phrases, list) and bool(phrases), _FILE, "`before_speaker` is no list", "list phrases such as [according to]")
    names = _words("names", data.get("names"))
    return SpeechWords(
        verbs=verbs,
        before_speaker=PhraseTable([(phrase, phrase) for phrase in phrases]),
        names=PhraseTable([(name, name) for name in sorted(names)]),
        speakers=heads["people"] | heads["bodies"] | heads["documents"],
        documents=heads["documents"],
        bodies=heads["bodies"],
        lists={name: _words(name, data.get(name)) for name in _LISTS},
    )


def _check_verb(lemma: object, entry: object) -> None:
    shaped = isinstance(entry, dict) and set(entry) <= {"forms", "kind", "frame", "nouns"} and {"forms", "kind", "frame"} <= set(entry)
    must(shaped, _FILE, f"the verb {lemma!r} is not built as expected", "give it forms, kind, frame and, if needed, nouns")
    assert isinstance(entry, dict)
    must(entry["kind"] in _KINDS, _FILE, f"the verb {lemma!r} has the kind {entry['kind']!r}", f"use one of {', '.join(sorted(_KINDS))}")
    must(
        entry["frame"] in _FRAMES, _FILE, f"the verb {lemma!r} has the frame {entry['frame']!r}", f"use one of {', '.join(sorted(_FRAMES))}"
    )


def _words(name: str, value: object) -> frozenset[str]:
    shaped = isinstance(value, list) and all(isinstance(word, str) for word in value)
    must(shaped, _FILE, f"`{name}` is not a list of words", "write it as [word, word]; put quotes around anything that is not a plain word")
    assert isinstance(value, list)
    return frozenset(word.lower() for word in value)
