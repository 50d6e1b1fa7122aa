"""Takes fitted bits; writes lexicon/link_weights.yaml with its comments. Floors and the levels of `status` are those set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from linking_fit import Fit

from tollbook.lexicon.link_weights import LinkWeights

PATH = Path(__file__).resolve().parents[1] / "src" / "tollbook" / "lexicon" / "link_weights.yaml"
_HEAD = """\
# What each level of a pair weighs, in bits (log2 of the odds): positive speaks for one event, negative against. A pair's bits are the prior and one level
# of every feature; the share is 1 / (1 + 2^-bits). From the floor `same` on a pair is the same, up to the floor `different` it is different, between them
# a person decides. Levels stand in order, the likest first; "missing" is a level of its own.
# Written by training/linking.py from pairs read by hand, silver pairs and ECB+ topics 1-35. Floors and `status` are set by hand; every number may be edited.
"""
_ABOUT = {
    "incidents": "two accounts of an incident of conflict, in two reports",
    "mentions": "two accounts of which one only refers to its incident, without telling it",
    "stories": "two reports as wholes, of any kind of event",
    "status": "by hand: totals and parts are never one, nor two incidents that one report keeps apart",
    "when": "days that the reports name; day_reported: one names the day on which the other came out, or the day before; bounded: both name none",
    "telling": "whether the later report says that it tells more of what was told before; late: two days after the first or more",
    "where": "wide: a country or a division; within: one place lies in the other; other_name: villages of other names, one of them in no list",
    "since": "how long after the report that tells it the one came out that refers to it",
    "nations": "the countries that the sentences name or that place and actors belong to",
    "rare_names": "rare names that stand in both reports, by the bits of all of them together",
    "what": "the type of event; both_taken: a place changes hands in both; like types can name one event; agreement: with an attack",
    "who": "who is said to have done it, and to whom; exchanged: one has the sides the other way round",
    "whom": "kinds of people that are counted, where both count certain ones",
    "site": "kinds of site that are named: market, school, convoy",
    "scope": "one event, or several over a wide area told as one",
    "how_many": "figures of one kind: large from 10, some from 3, few below; close: within a third; far: more than 2.5 times",
    "names": "rare names in the telling of one that stand in the other report",
    "own_names": "rare names besides those of place and actors: a ship, a market",
    "wording": "cosine of words by how rare they are, in the sentences that tell of it (stories: in the whole report)",
    "story": "the same over whole reports, where they hold more than those sentences",
    "copy": "stretches of five words that stand in both",
    "days": "days that incidents in the reports are dated by",
    "places": "places of incidents in the reports",
}


def write(fits: Mapping[str, tuple[Fit, LinkWeights]], path: Path = PATH) -> None:
    """Write the file anew."""
    lines = [_HEAD.rstrip("\n")]
    for what, (found, kept) in fits.items():
        lines += [f"# {_ABOUT[what]}", f"{what}:", f"  prior: {found.prior}"]
        lines += [f"  floors: {{same: {kept.same}, different: {kept.different}}}", "  features:"]
        for feature, levels in found.bits.items():
            lines += [f"    # {_ABOUT[feature]}", f"    {feature}:"]
            lines += [f"      {level}: {bits}" for level, bits in levels.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
