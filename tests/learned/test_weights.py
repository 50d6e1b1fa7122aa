"""The packaged network: checked before it is used, and the same answer in every order of reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.learned import encoder as module
from tollbook.learned.labels import OUTPUTS, POINTERS
from tollbook.learned.reading import learned_reading
from tollbook.model.errors import BadWeights
from tollbook.model.wire import dump
from tollbook.pipeline import Settings, code_report
from tollbook.read.text import read_text
from tollbook.text.document import analyse

TEXTS = [
    "Gunmen killed three traders near Kano on Monday, police said.",
    "GUNMEN KILLED THREE TRADERS NEAR KANO ON MONDAY, POLICE SAID.",
    "A car bomb wounded 12 people in Baidoa. The hospital put the toll at 15.\n\nThe mayor denied that soldiers had died.",
    "Talks resumed after ten days.",
]


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the weights folder that a test may spoil."""
    source = Path(module.__file__).parent / "weights"
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in ("manifest.json", "vocab.txt"):
        (folder / name).write_bytes((source / name).read_bytes())
    (folder / "reader.onnx").write_bytes(b"not the network")
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    module._manifest.cache_clear()
    yield folder
    monkeypatch.undo()
    module._manifest.cache_clear()


def test_a_file_that_is_not_the_released_one_is_refused(weights: Path) -> None:
    with pytest.raises(BadWeights, match=r"reader\.onnx .* hash differs"):
        module.verified("reader.onnx")


def test_a_missing_file_is_told_with_advice(weights: Path) -> None:
    (weights / "reader.onnx").unlink()
    with pytest.raises(BadWeights, match=r"lack reader\.onnx: install tollbook again"):
        module.verified("reader.onnx")
    (weights / "manifest.json").unlink()
    module._manifest.cache_clear()
    with pytest.raises(BadWeights, match="lack manifest"):
        module.verified("reader.onnx")


def test_weights_of_another_version_are_refused(weights: Path) -> None:
    manifest = json.loads((weights / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"]["status"] = ["new", "old"]
    (weights / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    module._manifest.cache_clear()
    with pytest.raises(BadWeights, match="trained for other outputs"):
        module.verified("reader.onnx")


def test_a_report_reads_the_same_alone_and_among_others() -> None:
    alone = [dump(code_report(read_text(text))) for text in TEXTS]
    assert [dump(code_report(read_text(text))) for text in reversed(TEXTS)][::-1] == alone


def test_every_output_is_read_for_every_token() -> None:
    document = analyse(read_text(TEXTS[2]))
    reading = learned_reading(document)
    for sentence in document.sentences:
        for token in sentence.tokens:
            for name in OUTPUTS:
                shares = reading.classes(name, sentence.index, token.index, token.index + 1)
                assert sum(shares.values()) == pytest.approx(1, abs=1e-4)
            for name in POINTERS[:3]:
                assert reading.pointed(name, sentence.index, token.index, token.index + 1)


def test_capitals_make_no_difference_to_the_network() -> None:
    one, other = (learned_reading(analyse(read_text(text))) for text in TEXTS[:2])
    assert one.classes("claim", 0, 2, 4) == other.classes("claim", 0, 2, 4)


def test_the_rules_alone_load_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("tollbook.learned.reading.encoder", fail)
    assert code_report(read_text(TEXTS[0]), Settings(parts="rules")).claims
