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

from tollbook.learned.labels import OUTPUTS, POINTERS
from tollbook.learned.windows import Window
from tollbook.model.errors import BadWeights

Scores = dict[str, NDArray[np.float32]]


class _Manifest(TypedDict):
    """What `manifest.json` holds: the hashes of the files, and the classes of each output in the order of the weights."""

    files: dict[str, str]
    outputs: dict[str, list[str]]
    pointers: list[str]


class Encoder:
    """One loaded network. A window is read alone and by one thread, so that its answer depends on nothing beside it."""

    def __init__(self, stored: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(stored, options, providers=["CPUExecutionProvider"])

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


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The packaged network, loaded at its first use; raises BadWeights when a file is missing or is not the one that the manifest names."""
    return Encoder(verified("reader.onnx"))


def verified(name: str) -> bytes:
    """The bytes of one packaged file, checked against the manifest."""
    manifest = _manifest()
    if manifest.get("outputs") != {key: list(classes) for key, classes in OUTPUTS.items()} or manifest.get("pointers") != list(POINTERS):
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
