"""Takes the trained networks; writes each as an ONNX graph whose large tables are 8-bit integers with a scale a row, and their manifest. Trains nothing.

Only the stored weights are rounded: the graph turns them back to 32-bit numbers when it is loaded and counts in those, so that an answer does not
depend on what else is read beside it.
"""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from network import SIZE, PartReader, PlaceReader, Reader
from onnx import TensorProto, helper, numpy_helper

from tollbook.learned.labels import LOOKED_UP, OUTPUTS, PART_OUTPUTS, POINTERS, SAME_ATTACK, STATES

SMALLEST = 20_000  # numbers; smaller tables stay as they are


class _Alone(torch.nn.Module):
    """One window, no padding, without what is not released; and the states that the second network goes on from."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: torch.Tensor) -> tuple[torch.Tensor, ...]:
        states, shared = self.reader.states(pieces[None])
        scores = self.reader.scores(states)
        released = (*scores[: len(OUTPUTS)], *scores[-len(POINTERS) :], shared, self.reader.pieces(pieces[None]))
        return tuple(out[0] for out in released)


class _Document(torch.nn.Module):
    """One stretch of windows, no padding."""

    def __init__(self, parts: PartReader) -> None:
        super().__init__()
        self.parts = parts

    def forward(self, states: torch.Tensor, windows: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return tuple(out[0] for out in self.parts(states[None], windows[None]))


class _Sentence(torch.nn.Module):
    """One sentence with one event, no padding."""

    def __init__(self, where: PlaceReader) -> None:
        super().__init__()
        self.where = where

    def forward(self, pieces: torch.Tensor, event: torch.Tensor, kind: torch.Tensor) -> torch.Tensor:
        return self.where(pieces[None], event[None], kind[None])[0]


def export(folder: Path, reader: Reader | None = None, parts: PartReader | None = None, where: PlaceReader | None = None) -> None:
    """The networks that are given, beside those that lie there, and the manifest with the hashes of all."""
    if reader is not None:
        pieces = {"pieces": torch.randint(1000, 20000, (37,))}
        _write(_Alone(reader), pieces, [*OUTPUTS, *POINTERS, STATES, LOOKED_UP], folder / "reader.onnx")
    if parts is not None:
        read = {"states": torch.randn(37, SIZE), "windows": torch.zeros(37, dtype=torch.long)}
        _write(_Document(parts), read, [*PART_OUTPUTS, SAME_ATTACK], folder / "parts.onnx")
    if where is not None:
        sentence = {"pieces": torch.randn(37, SIZE), "event": torch.zeros(37, dtype=torch.long), "kind": torch.zeros(37, dtype=torch.long)}
        _write(_Sentence(where), sentence, ["place"], folder / "places.onnx")
    stored = ("reader.onnx", "parts.onnx", "places.onnx", "vocab.txt")
    manifest = {
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in stored},
        "outputs": {name: list(classes) for name, classes in OUTPUTS.items()},
        "parts": {name: list(classes) for name, classes in PART_OUTPUTS.items()},
        "pointers": list(POINTERS),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _write(network: torch.nn.Module, sample: dict[str, torch.Tensor], names: list[str], path: Path) -> None:
    buffer = io.BytesIO()
    torch.onnx.export(
        network.eval(),
        tuple(sample.values()),
        buffer,
        input_names=[*sample],
        output_names=names,
        dynamic_axes={name: {0: "length"} for name in sample},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load_from_string(buffer.getvalue())
    _shrink(model)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _shrink(model: onnx.ModelProto) -> None:
    """Every large table becomes integers times a scale; a looked-up table is scaled behind the look-up, so that it is never blown up."""
    graph = model.graph
    before: list[onnx.NodeProto] = []
    for table in list(graph.initializer):
        values = numpy_helper.to_array(table)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < SMALLEST:
            continue
        users = [node for node in graph.node if table.name in node.input]
        looked_up = all(node.op_type == "Gather" for node in users)
        axis = 1 if looked_up else 0  # what is summed over shares no scale: a scale a row looked up, a scale a column multiplied
        scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-12) / 127
        small = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(table)
        graph.initializer.append(numpy_helper.from_array(small, table.name + "_8"))
        graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), table.name + "_s"))
        if not looked_up:
            before.append(helper.make_node("Cast", [table.name + "_8"], [table.name + "_f"], to=TensorProto.FLOAT))
            before.append(helper.make_node("Mul", [table.name + "_f", table.name + "_s"], [table.name]))
            continue
        for node in users:
            at = list(graph.node).index(node)
            rows, scales, result = node.output[0] + "_8", node.output[0] + "_s", node.output[0]
            new = [
                helper.make_node("Gather", [table.name + "_8", node.input[1]], [rows]),
                helper.make_node("Gather", [table.name + "_s", node.input[1]], [scales]),
                helper.make_node("Cast", [rows], [rows + "_f"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [rows + "_f", scales], [result]),
            ]
            graph.node.remove(node)
            for offset, one in enumerate(new):
                graph.node.insert(at + offset, one)
    for offset, one in enumerate(before):
        graph.node.insert(offset, one)
