"""Takes gold and answer of one text with its words; gives a page that sets them side by side, or nothing where they agree. Prints nothing itself."""

from __future__ import annotations

from measure import LEVELS, best_pairs, same_speaker
from standoff import MarkedClaim, MarkedText, Pair

LABELS = ("start", "end", "min", "max", "qualifier", "group_kind", "stance")


def page(gold: MarkedText, answer: MarkedText, words: str) -> str:
    """The text and every claim that is missed (-), invented (+) or labelled otherwise (~)."""
    matched = dict(best_pairs(gold.claims, answer.claims, LEVELS["span_f1"]))
    lines = [f"- {shown(gold, claim, words)}" for i, claim in enumerate(gold.claims) if i not in matched]
    lines += [f"+ {shown(answer, claim, words)}" for j, claim in enumerate(answer.claims) if j not in matched.values()]
    for i, j in matched.items():
        wrong = differences(gold, answer, (i, j), matched)
        if wrong:
            lines += [
                f"~ {', '.join(wrong)}",
                f"    gold   {shown(gold, gold.claims[i], words)}",
                f"    answer {shown(answer, answer.claims[j], words)}",
            ]
    return f"=== {gold.id}\n{words}\n" + "".join(f"{line}\n" for line in lines) + "\n" if lines else ""


def differences(gold: MarkedText, answer: MarkedText, pair: Pair, matched: dict[int, int]) -> list[str]:
    """The names of the labels in which two paired claims differ; keys of incidents are free and not compared."""
    one, other = gold.claims[pair[0]], answer.claims[pair[1]]
    wrong = [name for name in LABELS if getattr(one, name) != getattr(other, name)]
    if not same_speaker(one, other):
        wrong.append("said_by")
    if other.subset_of != (None if one.subset_of is None else matched.get(one.subset_of, -1)):
        wrong.append("subset_of")
    wanted, given = gold.incident(one), answer.incident(other)
    if wanted is not None:
        wrong += [name for name in ("status", "type") if given is None or getattr(wanted, name) != getattr(given, name)]
    return wrong


def shown(text: MarkedText, claim: MarkedClaim, words: str) -> str:
    """A claim on one line, with its quotes."""
    incident = text.incident(claim)
    said = f" by {words[slice(*claim.said_by)]!r}" if claim.said_by else ""
    whole = f" of claim {claim.subset_of}" if claim.subset_of is not None else ""
    kind = f"{incident.key} {incident.type} {incident.status}" if incident else "no incident"
    stance = "" if claim.stance == "asserts" else f" {claim.stance}"
    figure = f"{claim.min}..{claim.max} {claim.qualifier}"
    return f"{words[claim.start : claim.end]!r} {claim.field} {figure} {claim.group_kind}{said}{stance}{whole} [{kind}]"
