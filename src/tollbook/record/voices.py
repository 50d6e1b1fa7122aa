"""Takes the accounts of one incident and groups of copied reports; gives its independent voices, each with its claims in time order and why it is one.

A voice is whoever says a figure, counted once however many pages print it: a speaker as named, else the agency or outlet that says it itself, else the
text. Never looks beyond the words: two names of one body that share no word stay two voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tollbook.model.account import Account
from tollbook.model.claim import Claim
from tollbook.model.text import Span
from tollbook.record.copies import Telling, tellings
from tollbook.record.speaker_names import SpeakerName, full_name, fuller_names, speaker_name

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
    """The voices of an incident in the order in which they first speak, and every claim with its report. `echoes` gives for a claim in which an outlet
    repeats the figure of its speaker the key of the outlet's own voice; `outdated` those of them whose speaker's figure people corrected since, each with
    that figure's claim."""

    told: tuple[Telling, ...]
    all: tuple[Voice, ...]
    by_claim: Mapping[str, Voice]
    echoes: Mapping[str, str]
    outdated: Mapping[str, str]

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
    keys = _keys(spoken)
    groups: dict[str, list[Telling]] = {}
    for one in originals:
        groups.setdefault(keys[one.claim.id], []).append(one)
    copied: dict[str, list[Telling]] = {}
    for one in told:
        if one.copy_of is not None:
            copied.setdefault(keys[one.copy_of], []).append(one)
    found = tuple(_voice(key, group, copied.get(key, []), spoken) for key, group in groups.items())
    by_claim = {one.claim.id: voice for voice in found for one in voice.told}
    by_copy = {one.claim.id: by_claim[one.copy_of] for one in told if one.copy_of is not None}
    echoes = {one.claim.id: _own_key(_itself(one)) for one in originals if one.claim.said_by is None and spoken[one.claim.id].how}
    outdated = {name: source for name, source in _outdated(originals) if name in echoes}
    return Voices(told, found, by_claim | by_copy, echoes, outdated)


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
                echoed = _echoed(one, text)
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


def _echoed(one: Telling, text: Sequence[Telling]) -> Telling | None:
    """What the outlet's own figure repeats, by what holds or by what was read first: correcting a speaker's figure makes no second voice."""
    credited = [other for other in text if other.claim.said_by is not None]
    same = next((other for other in credited if _echoes(one.claim, other.claim)), None)
    return same or next((other for other in credited if _echoes(one.read, other.read)), None)


def _outdated(told: Sequence[Telling]) -> Iterator[tuple[str, str]]:
    """Figures in the outlet's own words that repeat a figure as it was before people corrected it; what people corrected themselves is none of these."""
    by_text: dict[str, list[Telling]] = {}
    for one in told:
        by_text.setdefault(one.report.id, []).append(one)
    for one in told:
        source = _echoed(one, by_text[one.report.id]) if one.claim.said_by is None and not one.corrected else None
        if source is not None and source.corrected and not _echoes(one.claim, source.claim):
            yield one.claim.id, source.claim.id


def _echoes(own: Claim, credited: Claim) -> bool:
    """Whether the outlet's own figure is the one that it credits to somebody: same harm, same bounds, and people that can be the same."""
    people = own.group_kind == credited.group_kind or own.group_kind in (None, "people") or credited.group_kind in (None, "people")
    counted = own.min is not None or own.max is not None
    same = (own.field, own.min, own.max, own.stance) == (credited.field, credited.min, credited.max, credited.stance)
    return counted and same and people and (own.subset_of is None) == (credited.subset_of is None)


def _keys(spoken: Mapping[str, _Spoken]) -> dict[str, str]:
    """What each claim's voice is known by."""
    names = [one.name for one in spoken.values() if one.name is not None and one.kind == "speaker"]
    fuller = fuller_names(names)
    texts: dict[str, set[SpeakerName]] = {}
    for one in spoken.values():
        if one.name is not None and one.kind == "speaker":
            texts.setdefault(one.text, set()).add(one.name)
    found = {}
    for claim, one in spoken.items():
        if one.name is None or one.kind != "speaker":
            found[claim] = _own_key(one)
            continue
        text = frozenset(texts[one.text])
        name = full_name(_with_first_name(one.name, text), fuller, text)
        if name is None or name.form in ("unnamed", "pronoun"):
            found[claim] = f"in {one.text} {one.name.key}"
        elif name.form == "other":
            found[claim] = f"name {_plain(one.shown)}"
        else:
            found[claim] = f"{'name' if name.form == 'person' else name.form} {name.key}"
    return found


def _with_first_name(short: SpeakerName, text: frozenset[SpeakerName]) -> SpeakerName:
    """The fuller name that the same text gives for a person named by the last name only."""
    fuller = {name for name in text if name.form in ("person", "body") and short.words < name.words and short.last in name.words}
    return next(iter(fuller)) if short.form == "person" and len(fuller) == 1 else short


def _own_key(one: _Spoken) -> str:
    """What an agency, an outlet or a text that says so itself is known by."""
    if one.name is None:
        return f"text {one.text}"
    return f"listed {one.name.key}" if one.name.form == "listed" else f"name {_plain(one.shown)}"


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
    doubted = sum(speaker_unresolved(one.claim) for one in told)
    if doubted:
        parts.append(f"{doubted} of {len(told)} claims with a speaker that is unresolved")
    if copied:
        number = len({one.report.id for one in copied})
        parts.append(f"{number} {'copy' if number == 1 else 'copies'} of it {'counts' if number == 1 else 'count'} for nothing")
    return "; ".join(parts)


def speaker_unresolved(claim: Claim) -> bool:
    """Whether the reading of who says a claim is below its floor: then it replaces no figure, and none replaces it."""
    return claim.confidence is not None and "speaker" in claim.confidence.unresolved
