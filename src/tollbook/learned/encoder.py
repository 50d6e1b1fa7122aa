"""Takes a window; gives the scores of every output, from the packaged weights by ONNX Runtime on the CPU. Fetches nothing, unpickles nothing."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TypedDict

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tollbook.learned.labels import LOOKED_UP, OUTPUTS, PART_OUTPUTS, POINTERS, SAME_ATTACK, STATES
from tollbook.learned.windows import Window
from tollbook.model.errors import BadWeights

Table = NDArray[np.float32]
Scores = dict[str, Table]


class _Manifest(TypedDict):
    """What `manifest.json` holds: the hashes of the files, and the classes of each output in the order of the weights."""

    files: dict[str, str]
    outputs: dict[str, list[str]]
    parts: dict[str, list[str]]
    pointers: list[str]


class Encoder:
    """The network that reads a window. A window is read alone and by one thread, so that its answer depends on nothing beside it."""

    def __init__(self, stored: bytes) -> None:
        self._session = _session(stored)

    def run(self, window: Window) -> Scores:
        """Raw scores at the first piece of each token read: (tokens, classes) for outputs, (tokens, tokens + 1) for pointers.

        Column 0 of a pointer stands for nobody; column n for token n - 1 of the window.
        """
        names = [*OUTPUTS, *POINTERS]
        found = self._session.run(names, {"pieces": np.array(window.pieces, dtype=np.int64)})
        rows = np.array(window.places)
        columns = np.concatenate(([0], rows))
        return {
            name: np.asarray(scores[rows][:, columns] if name in POINTERS else scores[rows], dtype=np.float32)
            for name, scores in zip(names, found, strict=True)
        }

    def states(self, window: Window) -> Table:
        """The inner states at the first piece of each token read (tokens, size), which the second network goes on from."""
        only = onnxruntime.RunOptions()
        only.only_execute_path_to_fetches = True
        (found,) = self._session.run([STATES], {"pieces": np.array(window.pieces, dtype=np.int64)}, only)
        return np.asarray(found[np.array(window.places)], dtype=np.float32)

    def looked_up(self, pieces: tuple[int, ...]) -> Table:
        """The vectors of pieces, as they stand in the table (pieces, size)."""
        only = onnxruntime.RunOptions()
        only.only_execute_path_to_fetches = True
        (found,) = self._session.run([LOOKED_UP], {"pieces": np.array(pieces, dtype=np.int64)}, only)
        return np.asarray(found, dtype=np.float32)


class PlaceEncoder:
    """The network that reads where an event of a sentence happened."""

    def __init__(self, stored: bytes) -> None:
        self._session = _session(stored)

    def run(self, pieces: Table, event: list[int], kinds: list[int]) -> Table:
        """The share of each piece to stand for the place of the event whose pieces are marked with 1; (pieces,)."""
        given = {"pieces": pieces, "event": np.array(event, dtype=np.int64), "kind": np.array(kinds, dtype=np.int64)}
        (scores,) = self._session.run(["place"], given)
        raised = np.exp(scores - scores.max(1, keepdims=True))
        return np.asarray(raised[:, 1] / raised.sum(1), dtype=np.float32)


class PartEncoder:
    """The network that reads the parts of attacks from the states of a stretch of windows."""

    def __init__(self, stored: bytes) -> None:
        self._session = _session(stored)

    def run(self, states: Table, windows: list[int]) -> Scores:
        """Raw scores of each token: (tokens, classes) for outputs, (tokens, tokens) for pairs. `windows` has the number of each token's window."""
        names = [*PART_OUTPUTS, SAME_ATTACK]
        numbers = np.minimum(np.array(windows, dtype=np.int64), MOST_WINDOWS - 1)
        found = self._session.run(names, {"states": states, "windows": numbers})
        return {name: np.asarray(scores, dtype=np.float32) for name, scores in zip(names, found, strict=True)}


MOST_WINDOWS = 16
"""Windows that the second network tells apart; what follows counts as the last."""


def _session(stored: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(stored, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The packaged network, loaded at its first use; raises BadWeights when a file is missing or is not the one that the manifest names."""
    return Encoder(verified("reader.onnx"))


@lru_cache(maxsize=1)
def part_encoder() -> PartEncoder:
    """The second packaged network, under the same checks."""
    return PartEncoder(verified("parts.onnx"))


@lru_cache(maxsize=1)
def place_encoder() -> PlaceEncoder:
    """The network of event places, under the same checks."""
    return PlaceEncoder(verified("places.onnx"))


def verified(name: str) -> bytes:
    """The bytes of one packaged file, checked against the manifest."""
    manifest = _manifest()
    wanted = ({key: list(classes) for key, classes in OUTPUTS.items()}, {key: list(classes) for key, classes in PART_OUTPUTS.items()})
    if (manifest.get("outputs"), manifest.get("parts")) != wanted or manifest.get("pointers") != list(POINTERS):
        raise BadWeights(
            "the packaged weights were trained for other outputs than this version reads: install tollbook again, or train anew"
        )
    with as_file(files("tollbook.learned").joinpath("weights", name)) as path:
        if not path.is_file():
            raise BadWeights(f"the packaged weights lack {name}: install tollbook again")
        stored = path.read_bytes()
    if hashlib.sha256(stored).hexdigest() != manifest["files"][name]:
        raise BadWeights(f"{name} of the packaged weights is not the file that was released (its hash differs): install tollbook again")
    return stored


@lru_cache(maxsize=1)
def _manifest() -> _Manifest:
    try:
        text = files("tollbook.learned").joinpath("weights", "manifest.json").read_text(encoding="utf-8")
    except OSError as error:
        raise BadWeights("the packaged weights lack manifest.json: install tollbook again") from error
    found: _Manifest = json.loads(text)
    return found
