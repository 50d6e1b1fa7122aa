"""Takes linked claims with how the learned part reads them; gives each its confidence. Changes no claim's value and decides nothing.

A confidence is the share of like claims that hand labels found right (`lexicon/en/confidence.yaml`, made by `training/calibrate.py`): a logistic curve over how
often the rule was right, how the learned part reads the phrase, and what kind of phrase it is. Two decimals, so that machines agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from math import exp, log
from typing import cast

from tollbook.lexicon.load import must, table
from tollbook.model.claim import Claim, Confidence
from tollbook.model.incident import Incident
from tollbook.model.mention import ClaimContext, Extraction

PARTS = ("figure", "speaker", "status", "type")
_FILE = ("en", "confidence.yaml")
Features = dict[str, dict[str, float]]


def with_confidence(extraction: Extraction, incidents: tuple[Incident, ...], claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, each with its confidence."""
    contexts = {context.claim.id: context for context in extraction.claims}
    owners = {incident.id: incident for incident in incidents}
    several = len({claim.incident for claim in claims}) > 1
    out = []
    for claim in claims:
        found = features(contexts[claim.id], claim, owners.get(claim.incident or ""), several=several)
        shares = {part: _share(part, found[part]) for part in PARTS}
        below = tuple(part for part in PARTS if shares[part] < _floors()[part])
        out.append(replace(claim, confidence=Confidence(**shares, unresolved=below)))
    return tuple(out)


def with_unresolved(incidents: tuple[Incident, ...], claims: tuple[Claim, ...]) -> tuple[Incident, ...]:
    """The incidents, each with those of status and type that stay below their floor in all of its claims."""
    doubts: dict[str, list[set[str]]] = {}
    for claim in claims:
        if claim.incident is not None and claim.confidence is not None:
            doubts.setdefault(claim.incident, []).append(set(claim.confidence.unresolved))
    below = {name: set.intersection(*found) for name, found in doubts.items()}
    return tuple(
        replace(incident, unresolved=tuple(part for part in ("status", "type") if part in below.get(incident.id, ())))
        for incident in incidents
    )


def features(context: ClaimContext, claim: Claim, incident: Incident | None, *, several: bool) -> Features:
    """What the curve of each part looks at."""
    told = context.telling
    rules = _rules()
    unread = {"unread": float(told is None)}
    figure = {
        "rule": _logit(rules.get(claim.rule, rules["any"])),
        "learned": _logit(told.claim) if told else 0.0,
        "single": float(context.single),
        "part": float(claim.subset_of is not None),
        **unread,
    }
    speaker = {
        "named": float(claim.said_by is not None),
        "learned": _logit(told.speaker) if told else 0.0,
        "chain": float(bool(claim.via)),
        "far": float(claim.said_by is not None and not claim.span.start - 200 < claim.said_by.start < claim.span.end + 200),
        **unread,
    }
    status = incident.status if incident else "new"
    kind = incident.type if incident else "other"
    return {
        "figure": figure,
        "speaker": speaker,
        "status": {
            "background": float(status == "background"),
            "aggregate": float(status == "aggregate"),
            "learned": _logit(told.status[status]) if told else 0.0,
            "several": float(several),
            **unread,
        },
        "type": {
            "other": float(kind == "other"),
            "learned": _logit(context.types.get(kind, 0.0)) if context.types else 0.0,
            "untyped": float(not context.types),
            "several": float(several),
            **unread,
        },
    }


def _share(part: str, found: Mapping[str, float]) -> float:
    weights = _curves()[part]
    return round(1 / (1 + exp(-(weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())))), 2)


def _logit(share: float) -> float:
    kept = min(max(share, 0.01), 0.99)
    return log(kept / (1 - kept))


@cache
def _rules() -> dict[str, float]:
    """How often each figure rule was right; `any` stands for a rule that was not measured."""
    rates = cast(dict[str, float], _table()["rules"])
    return {str(name): float(share) for name, share in rates.items()}


@cache
def _curves() -> dict[str, dict[str, float]]:
    curves = cast(dict[str, dict[str, float]], _table()["curves"])
    return {part: {str(name): float(weight) for name, weight in curves[part].items()} for part in PARTS}


@cache
def _floors() -> dict[str, float]:
    """The share below which a part is unresolved."""
    floors = cast(dict[str, float], _table()["floors"])
    return {part: float(floors[part]) for part in PARTS}


def _table() -> dict[str, object]:
    data = table(*_FILE)
    whole = isinstance(data, dict) and {"rules", "curves", "floors"} <= set(data) and set(PARTS) <= set(data["floors"])
    must(whole, _FILE, "rules, curves or floors are missing", "run training/calibrate.py")
    return cast(dict[str, object], data)
