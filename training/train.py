"""Trains every learned part and writes its weights into the package. One command, a fixed seed:

    python training/train.py --data ../shared/data --base FOLDER [--work FOLDER] [--steps first,silver,second,parts,places,export]

`--base` holds config.json, model.safetensors and vocab.txt of the pretrained encoder, checked against the hashes of `base.json`. The first step learns
from the large sets (speech, event places, parts), the silver one from what the rules read in texts that nobody labelled, the second from hand labels
with a share of the large sets mixed in. The parts step trains the second network, which goes on from the states of the first; the places step the
network of event places, from the base. `--work` keeps what each step ends with, so that a broken run goes on from there; the last step writes the
networks that lie there. One thread is fastest where others work on the same cores (OMP_NUM_THREADS=1).
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import nn

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from attacks import Attacks, attacks  # noqa: E402
from encode import UNKNOWN, Example, event_places, labelled, parts, speech  # noqa: E402
from event_places import RATE, begun, plan_of  # noqa: E402
from event_places import loss_of as place_loss  # noqa: E402
from network import AUXILIARY, SIZE, PartReader, PlaceReader, Reader, load_base  # noqa: E402
from silver import silver  # noqa: E402

from tollbook.learned.labels import OUTPUTS, PART_OUTPUTS, POINTERS  # noqa: E402

SEED = 20261123
PLACE_SEED = 1
WEIGHTS_FOLDER = HERE.parent / "src" / "tollbook" / "learned" / "weights"
BATCH = 4096  # pieces in a batch of the large sets, padding included
SMALL = 1024  # of the hand labels, which are few and need more steps
ROUNDS = 5  # over the large sets
WEIGHTS = {"status": 1.5, "claim": 2.0, "said_by": 1.0, "same_incident": 1.0}
RARE = {"status": torch.tensor([1.0, 1.4, 1.2, 1.0, 1.0])}
"""What one example of each class counts, where some classes are rare."""
REPORTS = 4  # whole reports in a batch of the second network
PART_ROUNDS = 8
PART_RATE = 5e-4
PART_WEIGHTS = {"part": 20.0, "deed": 0.3, "fate": 0.3, "told": 0.2, "sort": 0.2, "state": 0.2, "stage": 0.05}
PART_RARE = torch.tensor([1.0] + [2.0] * 4 + [1.2] * 6)  # perpetrators are named rarely
SAME = 0.5  # weight of the pairs
APART = 4.0  # what a pair of parts of two attacks counts, beside one of the same


def batches(examples: Sequence[Example], rng: random.Random, most: int) -> list[list[Example]]:
    """Examples of like length together, in a new order each time."""
    order = sorted(examples, key=lambda one: len(one.pieces) + rng.random() * 24)
    out: list[list[Example]] = [[]]
    for one in order:
        if out[-1] and (len(out[-1]) + 1) * max(len(one.pieces), len(out[-1][-1].pieces)) > most:
            out.append([])
        out[-1].append(one)
    rng.shuffle(out)
    return out


def loss_of(reader: Reader, batch: list[Example]) -> torch.Tensor:
    """The sum of the mean losses of all outputs that the batch has answers for."""
    length = max(len(one.pieces) for one in batch)
    pieces = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    for row, one in enumerate(batch):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        mask[row, : len(one.pieces)] = True
    scores = reader(pieces, mask)
    total = torch.zeros(())
    for name, score in zip([*OUTPUTS, *AUXILIARY, *POINTERS], scores, strict=True):
        if name == "same_incident":
            pairs = [(row, left, right, same) for row, one in enumerate(batch) for left, right, same in one.pairs]
            if pairs:
                rows, lefts, rights, same = (list(column) for column in zip(*pairs, strict=True))
                total = total + WEIGHTS[name] * nn.functional.binary_cross_entropy_with_logits(
                    score[rows, lefts, rights], torch.tensor(same).float()
                )
            continue
        wanted = torch.full((len(batch), length), UNKNOWN)
        for row, one in enumerate(batch):
            answers = (one.pointers if name in POINTERS else one.tags).get(name)
            if answers is not None:
                wanted[row, : len(answers)] = torch.from_numpy(answers)
        if not bool((wanted != UNKNOWN).any()):
            continue
        scored = score.masked_fill(~mask[:, None, :], -10000.0) if name in POINTERS else score
        chosen = wanted != UNKNOWN
        total = total + WEIGHTS.get(name, 1.0) * nn.functional.cross_entropy(scored[chosen], wanted[chosen], RARE.get(name))
    return total


def share(examples: Sequence[Example], part: int, of: int, rng: random.Random) -> list[Example]:
    """Part number `part` of `of` of the speech windows, so that each round sees other ones; parts that mark nothing are thinned to a third."""
    speech = [one for one in examples if one.source == "speech"]
    rest = [
        one for one in examples if one.source != "speech" and ("part" not in one.tags or one.tags["part"].max() > 0 or rng.random() < 1 / 3)
    ]
    return [*speech[part::of], *rest]


def train(reader: Reader, rounds: Sequence[Sequence[Example]], rate: float, name: str, most: int = BATCH) -> None:
    """Trains the first network; the pieces' own vectors stay as they are."""
    rng = random.Random(SEED)
    plan = [batch for examples in rounds for batch in batches(examples, rng, most)]
    reader.pieces.weight.requires_grad_(False)
    descend(reader, plan, loss_of, rate, name)


def train_parts(parts: PartReader, reports: Sequence[Attacks]) -> None:
    """Trains the second network on whole reports."""
    rng = random.Random(SEED)
    plan: list[list[Attacks]] = []
    for _ in range(PART_ROUNDS):
        order = sorted(reports, key=lambda one: len(one.windows) + rng.random() * 200)
        found = [order[at : at + REPORTS] for at in range(0, len(order), REPORTS)]
        rng.shuffle(found)
        plan += found
    descend(parts, plan, part_loss, PART_RATE, "parts", longest=3.0)


def part_loss(parts: PartReader, batch: list[Attacks]) -> torch.Tensor:
    """The weighted sum of the mean losses of all outputs and pairs."""
    length = max(len(one.windows) for one in batch)
    states = torch.zeros(len(batch), length, SIZE)
    windows = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    for row, one in enumerate(batch):
        size = len(one.windows)
        states[row, :size], windows[row, :size], mask[row, :size] = one.states.float(), torch.from_numpy(one.windows), True
    *scores, same = parts(states, windows, mask)
    total = torch.zeros(())
    for name, score in zip(PART_OUTPUTS, scores, strict=True):
        wanted = torch.full((len(batch), length), UNKNOWN)
        for row, one in enumerate(batch):
            wanted[row, : len(one.windows)] = torch.from_numpy(one.tags[name])
        chosen = wanted != UNKNOWN
        if bool(chosen.any()):
            rare = PART_RARE if name == "part" else None
            total = total + PART_WEIGHTS[name] * nn.functional.cross_entropy(score[chosen], wanted[chosen], rare)
    pairs = [(row, left, right, together) for row, one in enumerate(batch) for left, right, together in one.pairs]
    if pairs:
        rows, lefts, rights, together = (list(column) for column in zip(*pairs, strict=True))
        answers = torch.tensor(together).float()
        weights = torch.where(answers > 0, 1.0, APART)
        loss = nn.functional.binary_cross_entropy_with_logits(same[rows, lefts, rights], answers, reduction="none")
        total = total + SAME * (loss * weights).sum() / weights.sum()
    return total


def descend(
    network: nn.Module,
    plan: Sequence[list],
    loss_of_batch: Callable[..., torch.Tensor],
    rate: float,
    name: str,
    *,
    longest: float = 1.0,
    mean: nn.Module | None = None,
) -> None:
    """AdamW with a warm start and a straight fall to nothing, steps no longer than `longest`; tells how far it is once in a while. `mean`, a copy of the
    network, becomes the mean of its last few hundred steps."""
    plain = [p for n, p in network.named_parameters() if p.ndim < 2]
    heavy = [p for n, p in network.named_parameters() if p.ndim >= 2]
    optimizer = torch.optim.AdamW([{"params": heavy, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=rate)
    warm = max(1, len(plan) // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm + 1))
    )
    network.train()
    began, seen = time.monotonic(), 0.0
    for step, batch in enumerate(plan, 1):
        loss = loss_of_batch(network, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), longest)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        if mean is not None:
            kept = min(0.998, (step + 1) / (step + 10))
            with torch.no_grad():
                for held, now in zip(mean.parameters(), network.parameters(), strict=True):
                    held.lerp_(now, 1 - kept)
        seen = 0.98 * seen + 0.02 * float(loss.detach()) if step > 1 else float(loss.detach())
        if step % 25 == 0 or step == len(plan):
            print(f"{name}: {step} of {len(plan)}, loss {seen:.3f}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def check_base(folder: Path) -> None:
    """The pretrained files are the ones that the model card names."""
    for name, wanted in json.loads((HERE / "base.json").read_text(encoding="utf-8"))["files"].items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
            raise SystemExit(f"{folder / name} is not the file that training was made for; see training/base.json")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("training-work"))
    parser.add_argument("--steps", default="first,silver,second,parts,places,export")
    options = parser.parse_args()
    check_base(options.base)
    options.work.mkdir(parents=True, exist_ok=True)
    random.seed(SEED), np.random.seed(SEED), torch.manual_seed(SEED)
    reader = Reader()
    steps = options.steps.split(",")
    large = [*speech(options.data), *event_places(options.data), *parts(options.data)] if {"first", "silver", "second"} & set(steps) else []
    if "first" in steps:
        load_base(reader, options.base)
        rng = random.Random(SEED)
        train(reader, [share(large, part % 2, 2, rng) for part in range(ROUNDS)], 3e-4, "first")
        torch.save(reader.state_dict(), options.work / "first.pt")
    if "silver" in steps:
        reader.load_state_dict(torch.load(options.work / "first.pt", weights_only=True))
        read = list(silver(options.data))
        rng = random.Random(SEED)
        train(reader, [[*read, *rng.sample(large, len(large) // 12)] for _ in range(3)], 2e-4, "silver")
        torch.save(reader.state_dict(), options.work / "silver.pt")
    if "second" in steps:
        reader.load_state_dict(torch.load(options.work / "silver.pt", weights_only=True))
        hand = list(labelled(options.data, *sorted((HERE / "labels").glob("*.jsonl"))))
        rng = random.Random(SEED)
        train(reader, [[*hand, *rng.sample(large, len(large) // 24)] for _ in range(12)], 2e-4, "second", SMALL)
        torch.save(reader.state_dict(), options.work / "second.pt")
    if "parts" in steps:
        reader.load_state_dict(torch.load(options.work / "second.pt", weights_only=True))
        torch.manual_seed(SEED)
        second = PartReader()
        second.begin(reader)
        train_parts(second, list(attacks(options.data, reader)))
        torch.save(second.state_dict(), options.work / "parts.pt")
    if "places" in steps:
        torch.manual_seed(PLACE_SEED)
        base = Reader()
        load_base(base, options.base)
        where = begun(base)
        mean = copy.deepcopy(where)
        with torch.autocast("cpu", torch.bfloat16):
            descend(where, plan_of(options.data, PLACE_SEED), partial(place_loss, base.pieces), RATE, "places", mean=mean)
        torch.save(mean.state_dict(), options.work / "places.pt")
    if "export" in steps:
        from export import export  # noqa: PLC0415

        networks: dict[str, nn.Module] = {"second": reader, "parts": PartReader(), "places": PlaceReader()}
        there = {name: network for name, network in networks.items() if (options.work / f"{name}.pt").is_file()}
        for name, network in there.items():
            network.load_state_dict(torch.load(options.work / f"{name}.pt", weights_only=True))
        export(WEIGHTS_FOLDER, there.get("second"), there.get("parts"), there.get("places"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
