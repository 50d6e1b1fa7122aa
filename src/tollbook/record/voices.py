"""Takes the accounts of one incident and groups of copied reports; gives its independent voices, each with its claims in time order and why it is one.

A voice is whoever says a figure, counted once however many pages print it: a speaker as named, else the agency or outlet that says it itself, else the
text. Never looks beyond the words: two names of one body that share no word stay two voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tollbook.model.account import Account
from tollbook.model.claim import Claim
from tollbook.model.text import Span
from tollbook.record.copies import Telling, tellings
from tollbook.record.speaker_names import SpeakerName, short_forms, speaker_name

VoiceKind = Literal["speaker", "agency", "outlet", "text"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent voice. `sort` is the sort of speaker (lexicon/en/voices.yaml), `told` are its claims in time order without copies, `why` says in
    words why they count as one."""

    key: str
    name: str
    kind: VoiceKind
    sort: str
    told: tuple[Telling, ...]
    why: str

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(told.claim for told in self.told)


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of an incident in the order in which they first speak, and every claim with its report."""

    told: tuple[Telling, ...]
    all: tuple[Voice, ...]
    by_claim: Mapping[str, Voice]

    def of(self, claim: str) -> Voice:
        """The voice of a claim; a copy has the voice of what it copies."""
        return self.by_claim[claim]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Whose a claim is, before short forms are joined."""

    kind: VoiceKind
    shown: str
    text: str
    name: SpeakerName | None
    how: str | None = None


def voices(accounts: Iterable[Account], copies: Iterable[Iterable[str]] = ()) -> Voices:
    """The independent voices of one incident; whatever the order of accounts and groups, the same."""
    told = tellings(accounts, copies)
    originals = [one for one in told if one.copy_of is None]
    spoken = _spoken(originals)
    fuller = short_forms(one.name for one in spoken.values() if one.name is not None)
    lone = _surnames(spoken)
    keys = {claim: _key(one, fuller, lone) for claim, one in spoken.items()}
    groups: dict[str, list[Telling]] = {}
    for one in originals:
        groups.setdefault(keys[one.claim.id], []).append(one)
    copied: dict[str, list[Telling]] = {}
    for one in told:
        if one.copy_of is not None:
            copied.setdefault(keys[one.copy_of], []).append(one)
    found = tuple(_voice(key, group, copied.get(key, []), spoken) for key, group in groups.items())
    by_claim = {one.claim.id: voice for voice in found for one in voice.told}
    return Voices(told, found, by_claim | {one.claim.id: by_claim[one.copy_of] for one in told if one.copy_of is not None})


def _spoken(told: Sequence[Telling]) -> dict[str, _Spoken]:
    """Who says each claim: whom the text credits; a figure that the outlet repeats in its own words is that speaker's."""
    found: dict[str, _Spoken] = {}
    by_text: dict[str, list[Telling]] = {}
    for one in told:
        by_text.setdefault(one.report.id, []).append(one)
    for text in by_text.values():
        for one in text:
            if one.claim.said_by is not None:
                found[one.claim.id] = _credited(one, one.claim.said_by, text)
        for one in text:
            if one.claim.said_by is None:
                echoed = next((other for other in text if other.claim.said_by is not None and _echoes(one.claim, other.claim)), None)
                if echoed is None:
                    found[one.claim.id] = _itself(one)
                else:
                    source = found[echoed.claim.id]
                    found[one.claim.id] = _Spoken(source.kind, source.shown, source.text, source.name, "the outlet repeats its figure")
    return found


def _credited(one: Telling, said_by: Span, text: Sequence[Telling]) -> _Spoken:
    name = speaker_name(said_by.quote)
    if name.form != "pronoun":
        return _Spoken("speaker", said_by.quote, one.report.id, name)
    before = [other.claim.said_by for other in text if other.claim.said_by is not None and other.claim.said_by.start < said_by.start]
    named = [span for span in before if speaker_name(span.quote).form != "pronoun"]
    if not named:
        return _Spoken("speaker", said_by.quote, one.report.id, name)
    last = max(named, key=lambda span: span.start)
    how = f"“{said_by.quote}” is read as {last.quote}, who is named last before it"
    return _Spoken("speaker", last.quote, one.report.id, speaker_name(last.quote), how)


def _itself(one: Telling) -> _Spoken:
    """The agency that wrote the text, the outlet that has it first, else the text itself."""
    if one.report.origin:
        return _Spoken("agency", one.report.origin, one.report.id, speaker_name(one.report.origin))
    outlet = one.first.origin or one.first.outlet
    if outlet:
        return _Spoken("agency" if one.first.origin else "outlet", outlet, one.report.id, speaker_name(outlet))
    return _Spoken("text", one.first.title or one.first.source, one.first.id, None)


def _echoes(own: Claim, credited: Claim) -> bool:
    """Whether the outlet's own figure is the one that it credits to somebody: same harm, same bounds, and people that can be the same."""
    people = own.group_kind == credited.group_kind or own.group_kind in (None, "people") or credited.group_kind in (None, "people")
    counted = own.min is not None or own.max is not None
    same = (own.field, own.min, own.max, own.stance) == (credited.field, credited.min, credited.max, credited.stance)
    return counted and same and people and (own.subset_of is None) == (credited.subset_of is None)


def _surnames(spoken: Mapping[str, _Spoken]) -> dict[tuple[str, SpeakerName], SpeakerName]:
    """Persons named by their last name only, with the one fuller name that the same text gives."""
    by_text: dict[str, set[SpeakerName]] = {}
    for one in spoken.values():
        if one.name is not None and one.name.form == "person":
            by_text.setdefault(one.text, set()).add(one.name)
    found = {}
    for text, names in by_text.items():
        for short in names:
            fuller = [name for name in names if short.words < name.words and name.last == short.last]
            if len(fuller) == 1:
                found[text, short] = fuller[0]
    return found


def _key(one: _Spoken, fuller: Mapping[SpeakerName, SpeakerName], lone: Mapping[tuple[str, SpeakerName], SpeakerName]) -> str:
    if one.name is None:
        return f"text {one.text}"
    if one.kind in ("agency", "outlet"):
        return f"listed {one.name.key}" if one.name.form == "listed" else f"name {_plain(one.shown)}"
    if one.name.form in ("unnamed", "pronoun"):
        return f"in {one.text} {one.name.key}"
    name = lone.get((one.text, one.name)) or fuller.get(one.name) or one.name
    if name.form == "listed" or name.form == "body":
        return f"{name.form} {name.key}"
    return f"name {name.key}" if name.form == "person" else f"name {_plain(one.shown)}"


def _plain(words: str) -> str:
    return " ".join(sorted(speaker_name(words).words)) or words.casefold()


def _voice(key: str, told: Sequence[Telling], copied: Sequence[Telling], spoken: Mapping[str, _Spoken]) -> Voice:
    said = [spoken[one.claim.id] for one in told]
    shown = max((one for one in said), key=lambda one: (len(one.name.words) if one.name else 0, one.how is None)).shown
    kind: VoiceKind = next((kind for kind in ("speaker", "agency", "outlet", "text") if any(one.kind == kind for one in said)), "text")
    first = said[0]
    sort = "media" if kind != "speaker" else next((one.name.sort for one in said if one.name and one.name.sort != "unknown"), "unknown")
    return Voice(key, shown, kind, sort, tuple(told), _why(kind, first, said, told, copied))


def _why(kind: VoiceKind, first: _Spoken, said: Sequence[_Spoken], told: Sequence[Telling], copied: Sequence[Telling]) -> str:
    outlets = sorted({one.report.outlet or one.report.id for one in (*told, *copied)})
    names = sorted({one.shown for one in said})
    if kind == "speaker":
        form = first.name.form if first.name else "other"
        what = "one speaker"
        if form in ("unnamed", "pronoun"):
            what = "a speaker without a name, one voice in this text only"
        elif len(names) > 1:
            what = f"one speaker under several names ({'; '.join(names)})"
        told_by = f", quoted by {', '.join(outlets)}"
    elif kind == "agency":
        what, told_by = "one agency", f", printed by {', '.join(outlets)}"
    elif kind == "outlet":
        what, told_by = "the outlet says so itself", ""
    else:
        what, told_by = "a text without an outlet", ""
    through = sorted({via.quote for one in told for via in one.claim.via})
    parts = [what + told_by]
    if through:
        parts.append(f"as told by {', '.join(through)}; the innermost source counts")
    parts += sorted({one.how for one in said if one.how})
    if copied:
        number = len({one.report.id for one in copied})
        parts.append(f"{number} {'copy' if number == 1 else 'copies'} of it {'counts' if number == 1 else 'count'} for nothing")
    return "; ".join(parts)
