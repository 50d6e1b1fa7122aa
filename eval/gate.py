"""Takes the floors, the gold files they name and the folder of evaluation data; fails when a share is below its floor. Prints what changed.

    python eval/gate.py [--data ../shared/data] [--lower "reason"] [--keep dev.jsonl]

Floors only rise (`score.py --write-floors`); `--lower` sets them to today's shares and keeps the reason in the file. Where a snapshot of answers lies
beside the gold (`answers_dev.jsonl`, offsets and values only), the claims gained, lost and changed since are listed; `--keep` writes it
anew. Linking is held by `linking_floors.py`, which this calls. Without the data folder nothing can be measured: it says so and passes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass, field
from math import floor
from pathlib import Path

from measure import Score, measure
from standoff import MarkedClaim, MarkedText, WrongGold, load_lines, words_of, write_lines

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SLACK = 1e-9


@dataclass
class Floors:
    """The floors of one gold file: the hash of the file they were taken on, tollbook's version then, and why any was ever lowered."""

    gold: str
    tollbook: str
    floors: dict[str, float]
    lowered: list[dict[str, str]] = field(default_factory=list)


def load_floors(path: Path) -> dict[str, Floors]:
    """Floors by the name of their gold file; none where there is no file yet."""
    if not path.is_file():
        return {}
    return {name: Floors(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}


def write_floors(path: Path, floors: dict[str, Floors]) -> None:
    path.write_text(json.dumps({name: vars(floors[name]) for name in sorted(floors)}, indent=1) + "\n", encoding="utf-8")


def file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def below(floors: dict[str, float], score: Score) -> list[str]:
    """The measures that fell below their floor, in words. A share that can no longer be measured has fallen too."""
    shares = score.shares()
    out = []
    for name, least in floors.items():
        share = shares.get(name)
        if share is None or share < least - SLACK:
            out.append(f"{name} {'cannot be measured' if share is None else f'{share:.4f}'}, floor {least:.4f}")
    return out


def raise_floors(gold: Path, score: Score, path: Path, reason: str | None) -> int:
    """Raises the floors of a gold file to today's shares, cut to three decimals; lowers one only for a reason, which is kept. 1 when it refuses."""
    from tollbook import __version__  # noqa: PLC0415 -- floors can be read without tollbook

    known = load_floors(path)
    old = known.get(gold.name, Floors("", "", {}))
    today = {name: floor(share * 1000 + SLACK) / 1000 for name, share in score.shares().items() if share is not None}
    fallen = below(old.floors, score)
    if fallen and not reason:
        print("floors are not lowered without a reason:", *fallen, sep="\n  ", file=sys.stderr)
        print('say why: python eval/gate.py --lower "reason"', file=sys.stderr)
        return 1
    kept = today if reason else {name: max(share, old.floors.get(name, 0.0)) for name, share in today.items()}
    lowered = [*old.lowered, {"reason": reason, "tollbook": __version__, "fell": "; ".join(fallen)}] if reason and fallen else old.lowered
    known[gold.name] = Floors(file_hash(gold), __version__, kept, lowered)
    write_floors(path, known)
    return 0


def snapshot_of(gold: Path) -> Path:
    return gold.with_name(f"answers_{gold.name}")


def changes(before: list[MarkedText], after: list[MarkedText], words: dict[str, str]) -> list[str]:
    """A line for every claim gained (+), lost (-) or changed (~) between two sets of answers; texts that only one has are left out."""
    out = []
    old = {text.id: text for text in before}
    for new in after:
        if new.id not in old or old[new.id].sha256 != new.sha256:
            continue
        one, two = _values(old[new.id]), _values(new)
        for key in sorted(one.keys() | two.keys()):
            quote = _shown(words[new.id][key[0] : key[1]])
            if key not in two or key not in one:
                out.append(
                    f"{'-' if key in one else '+'} {new.id} {key[0]}:{key[1]} {key[2]} {quote!r} {(one.get(key) or two[key])['figure']}"
                )
            elif one[key] != two[key]:
                what = ", ".join(f"{name} {one[key][name]} -> {two[key][name]}" for name in one[key] if one[key][name] != two[key][name])
                out.append(f"~ {new.id} {key[0]}:{key[1]} {key[2]} {quote!r} {what}")
    return out


def _shown(quote: str) -> str:
    """A figure phrase as it stands; a phrase of nothing but capitalised words may name a victim and is not printed."""
    return quote if any(not word[0].isupper() for word in quote.split()) else "(a name)"


def _values(text: MarkedText) -> dict[tuple[int, int, str], dict[str, object]]:
    """A text's claims by span and field, with all that may change; the whole and the companions in the incident as spans, since places and keys shift."""

    def span(claim: MarkedClaim) -> tuple[int, int]:
        return claim.start, claim.end

    out: dict[tuple[int, int, str], dict[str, object]] = {}
    for claim in text.claims:
        incident = text.incident(claim)
        out[*span(claim), claim.field] = {
            "figure": (claim.min, claim.max, claim.qualifier),
            "group_kind": claim.group_kind,
            "said_by": claim.said_by,
            "stance": claim.stance,
            "subset_of": None if claim.subset_of is None else span(text.claims[claim.subset_of]),
            "status": incident and incident.status,
            "type": incident and incident.type,
            "together with": [span(other) for other in text.claims if incident and other.incident == claim.incident and other is not claim],
        }
    return out


def gate(data: Path, path: Path, reason: str | None, keep: str) -> int:
    """1 when a floor of any gold file does not hold, or was taken on another version of that file."""
    from answer import answer_text  # noqa: PLC0415 -- tollbook is only run when there is data to run it on
    from texts import all_texts  # noqa: PLC0415

    texts = all_texts(data)
    failed = 0
    for name, floors in sorted(load_floors(path).items()):
        gold_path = path.parent / "gold" / name
        gold = load_lines(gold_path)
        words = {one.id: words_of(one, texts) for one in gold}
        answers = [answer_text(one, texts[one.id], words[one.id]) for one in gold]
        score = measure(list(zip(gold, answers, strict=True)))
        snapshot = snapshot_of(gold_path)
        if snapshot.is_file():
            print("\n".join(changes(load_lines(snapshot), answers, words)) or f"{name}: no answer changed")
        if keep == name or (reason and snapshot.is_file()):
            write_lines(snapshot, answers)
        if reason:
            failed |= raise_floors(gold_path, score, path, reason)
            continue
        wrong = below(floors.floors, score)
        if file_hash(gold_path) != floors.gold:
            wrong.append("the labels changed since the floors were taken: python eval/score.py --write-floors")
        print(
            *(f"{name}: {line}" for line in wrong or [f"every floor holds ({len(floors.floors)} measures, {score.texts} texts)"]), sep="\n"
        )
        failed |= bool(wrong)
    return failed


def _gate_linking(data: Path, path: Path) -> int:
    """1 when a floor of linking, which lie beside those of the claims, does not hold; `linking_floors.py` alone raises and lowers them."""
    import linking_floors  # noqa: PLC0415 -- it uses the floors of this file

    return linking_floors.main(["--data", str(data), "--floors", str(path)]) if path.is_file() else 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--lower", metavar="REASON", help="set the floors to today's shares and keep the reason")
    parser.add_argument("--keep", metavar="NAME", default="", help="keep the answers to this gold file as the snapshot to compare with")
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        print(f"nothing measured: there is no data folder {options.data}; give its path with --data")
        return 0
    try:
        failed = gate(options.data, options.floors, options.lower, options.keep)
        return failed | _gate_linking(options.data, options.floors.with_name("linking_floors.json"))
    except WrongGold as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
